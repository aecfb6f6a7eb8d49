import pytest
from sqlalchemy import text

from huoshui.access.contract import EVERYTHING, LOCAL
from huoshui.identity.contract import NoSuchPerson
from huoshui.people import operations, queries
from huoshui.people.contract import ErasureRunning, ErasureState, NoReason
from tests.people.world import NOW, World, event_rows

DAY = 86_400_000


@pytest.fixture
async def somebody(live):
    await live(
        (["user_id:u1", "phone:13812345678"], {"traits": {"姓名": "王小明", "plan": "gold"}}),
        (["user_id:u1"], {"name": "Tag Added", "tag": "vip"}),
        (["user_id:u1"], {"name": "Consent Granted", "purpose": "marketing", "channel": "sms"}),
        (["user_id:u1"], {"name": "Contact Added", "staff_id": "s1"}),
        (["user_id:u1"], {"name": "Store Visited", "store_id": "S1"}),
        (["member_no:M9", "device:shared-tablet"], {"traits": {"plan": "silver"}}),
    )


async def opened(platform):
    async with platform.postgres.transaction() as session:
        person = await queries.person_of(session, ref="user_id:u1", keys=platform.keys, scope=EVERYTHING)
        return await operations.open_erasure(session, person=person, reason="asked by letter", viewer=LOCAL, now=NOW)


async def complete(platform, receipt):
    return await operations.complete(
        platform.postgres, platform.clickhouse, receipt=receipt, vault=platform.vault, now=NOW
    )


async def left(platform):
    tables = ("identifiers", "traits", "tags", "consents", "contactability", "affiliations", "people", "vault_keys")
    async with platform.postgres.transaction() as session:
        counts = {table: await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables}
    counts["events"] = (await platform.clickhouse.rows("SELECT count() FROM events"))[0][0]
    return counts


OTHERS = {
    "identifiers": 2,
    "traits": 1,
    "tags": 0,
    "consents": 0,
    "contactability": 0,
    "affiliations": 0,
    "people": 1,
    "vault_keys": 0,
    "events": 1,
}
COUNTS = {
    "postgres": {
        "vault_keys": 2, "traits": 2, "tags": 1, "consents": 1, "contactability": 1, "affiliations": 1, "people": 1,
        "identifiers": 2, "links": 1, "link_evidence": 0, "never_links": 0, "identity_reviews": 0, "recycled": 0,
        "orders": 0, "order_receivers": 0, "quarantine": 0, "leads": 0, "ad_adds": 0,
        "relation_facts": 0, "follow_relations": 0, "relation_contacts": 0, "group_steps": 0, "group_members": 0,
        "transfer_items": 0, "transfer_waiting": 0, "script_uses": 0, "staff_tasks": 0, "sop_enrollments": 0,
        "mass_send_receivers": 0, "moment_acts": 0, "moment_customers": 0,
        "follower_facts": 0, "subscription_lines": 0, "subscriptions": 0, "follower_sends": 0, "followers": 0,
        "link_clicks": 0, "link_adds": 0, "live_code_adds": 0, "page_views": 0, "store_visits": 0,
        "membership": 2, "intimacy": 2,  # identities whose lines in ClickHouse go behind the commit
    },
    "clickhouse": {"events": 5},
}  # fmt: skip


class TestErase:
    async def test_leaves_only_a_receipt_and_the_others(self, platform, somebody):
        receipt = await complete(platform, await opened(platform))
        assert receipt.state is ErasureState.FINISHED
        assert receipt.counts == COUNTS
        assert await left(platform) == OTHERS
        async with platform.postgres.transaction() as session:
            with pytest.raises(NoSuchPerson):
                await queries.person_of(session, ref="user_id:u1", keys=platform.keys, scope=EVERYTHING)
            assert await queries.suppressed(session) == set(receipt.identities)
            assert await session.scalar(text("SELECT count(*) FROM audit_log WHERE action = 'people.erased'")) == 1

    @pytest.mark.parametrize("steps", [0, 1, 2, 3])
    async def test_goes_on_after_a_crash_between_any_two_steps(self, platform, somebody, steps):
        receipt = await opened(platform)
        for _ in range(steps):
            async with platform.postgres.transaction() as session:
                await operations.advance(session, platform.clickhouse, receipt=receipt, vault=platform.vault, now=NOW)
        async with platform.postgres.session() as session:  # the step was done, and its commit never came
            await operations.advance(session, platform.clickhouse, receipt=receipt, vault=platform.vault, now=NOW)
            await session.rollback()
        async with platform.postgres.transaction() as session:
            going, _ = await queries.erasures_open(session, now=NOW, settled_seconds=120)
        assert going == ([receipt] if steps < 3 else [])
        assert (await complete(platform, receipt)).counts == COUNTS
        assert await left(platform) == OTHERS

    async def test_refuses_to_begin_twice_or_without_a_reason(self, platform, somebody):
        with pytest.raises(NoReason):
            async with platform.postgres.transaction() as session:
                await operations.open_erasure(session, person=1, reason=" ", viewer=LOCAL, now=NOW)
        await opened(platform)
        with pytest.raises(ErasureRunning):
            await opened(platform)

    async def test_sweeps_what_was_on_its_way(self, platform, somebody, live):
        receipt = await opened(platform)
        await complete(platform, receipt)
        world = World(None, platform.vault)
        late = world.happening("user_id:u1", name="Product Viewed", at=1)
        await platform.clickhouse.insert("events", event_rows(world, [late]))
        async with platform.postgres.transaction() as session:
            await operations.sweep(session, platform.clickhouse, receipt=receipt, now=NOW)
        assert await left(platform) == OTHERS


class TestReturn:
    async def people(self, platform):
        async with platform.postgres.transaction() as session:
            return (await queries.count(session, scope=EVERYTHING)).people

    async def test_happens_by_an_act_of_their_own_after_the_erasure(self, platform, somebody, live):
        await complete(platform, await opened(platform))
        await live((["user_id:u1"], {"name": "Store Visited", "at": DAY + 5, "store_id": "S1"}))
        await live((["user_id:u1"], {"name": "Signed Up", "at": 7}))
        await live((["user_id:u1"], {"traits": {"plan": "gold"}, "at": DAY + 6}))
        assert await self.people(platform) == 1
        await live(
            (["user_id:u1"], {"name": "Signed Up", "at": DAY + 7}),
            (["user_id:u1"], {"traits": {"plan": "new"}, "at": DAY + 8}),
        )
        assert await self.people(platform) == 2
        async with platform.postgres.transaction() as session:
            known = World(None, platform.vault).identity("user_id:u1")
            assert known not in await queries.suppressed(session)
            assert World(None, platform.vault).identity("phone:13812345678") in await queries.suppressed(session)

    async def test_does_not_bring_back_what_was_before(self, platform, somebody, live):
        await complete(platform, await opened(platform))
        await live((["user_id:u1"], {"name": "Signed Up", "at": DAY + 7}))
        await live((["user_id:u1"], {"traits": {"plan": "from an old file"}, "at": 9}))
        async with platform.postgres.transaction() as session:
            assert await session.scalar(text("SELECT count(*) FROM traits WHERE value = '\"from an old file\"'")) == 0
