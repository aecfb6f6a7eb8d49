"""Intake: each event once, durable before the answer, whatever is repeated or thrown away in between."""

import asyncio

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.events import api, committer, queries
from huoshui.events import operations as events
from huoshui.events.contract import Arrival, EventCounts, Source, SourceBusy

AT = clock.milliseconds(clock.now())


def arrival(message_id: str, *, name: str = "Product Viewed", anonymous: str = "a1", **changes: object) -> Arrival:
    fields: dict[str, object] = {
        "message_id": message_id, "kind": "track", "name": name, "occurred_at": AT, "stated_at": AT, "sent_at": AT,
        "timestamp_source": "timestamp", "channel": "douyin", "identifiers": [("anonymous", anonymous)],
        "properties": b'{"sku":"S1"}', "context": b"{}",
    }  # fmt: skip
    return Arrival(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.fixture
async def source(platform: Platform) -> Source:
    async with platform.postgres.transaction() as session:
        source, _ = await events.add_source(session, name="web", channel="", plan="allow", now=clock.now())
    await platform.intake.refresh()
    return source


async def counts(platform: Platform) -> EventCounts:
    async with platform.postgres.transaction() as session:
        return await queries.counts(session, platform.clickhouse)


class TestSubmit:
    async def test_stores_each_message_once(self, platform: Platform, source: Source) -> None:
        first = await platform.intake.submit(source, [arrival("m1"), arrival("m2")], received_at=AT)
        again = await platform.intake.submit(source, [arrival("m2"), arrival("m3"), arrival("m3")], received_at=AT)
        assert (first.stored, first.duplicates) == (2, 0)
        assert (again.stored, again.duplicates) == (1, 2)
        assert await counts(platform) == EventCounts(3, 0, 2)

    async def test_leaves_room_for_others_beside_a_source_that_floods(
        self, platform: Platform, source: Source, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with platform.postgres.transaction() as session:
            other, _ = await events.add_source(session, name="app", channel="", plan="allow", now=clock.now())
        monkeypatch.setattr(platform.intake, "_most_waiting", 1)  # what one request holds is more than a share
        flood = asyncio.create_task(platform.intake.submit(source, [arrival("m1")], received_at=AT))
        await asyncio.sleep(0)  # it has begun, and its batch is not on disk yet
        monkeypatch.setattr(platform.intake, "_most_waiting", platform.intake.waiting_bytes)
        with pytest.raises(SourceBusy) as refused:
            await platform.intake.submit(source, [arrival("m2")], received_at=AT)
        assert (refused.value.status, refused.value.facts) == (429, {"retry_after": 1})
        assert (await platform.intake.submit(other, [arrival("m3")], received_at=AT)).stored == 1
        assert (await flood).stored == 1
        assert (await platform.intake.submit(source, [arrival("m2")], received_at=AT)).stored == 1
        assert await counts(platform) == EventCounts(3, 0, 0)

    async def test_keeps_messages_of_two_sources_apart(self, platform: Platform, source: Source) -> None:
        async with platform.postgres.transaction() as session:
            other, _ = await events.add_source(session, name="app", channel="", plan="allow", now=clock.now())
        await platform.intake.submit(source, [arrival("m1")], received_at=AT)
        receipt = await platform.intake.submit(other, [arrival("m1")], received_at=AT)
        assert receipt.stored == 1

    async def test_knows_our_own_events_again_after_whoever_brought_them_first_had_crashed(
        self, platform: Platform
    ) -> None:
        stored = []
        for crashes in (True, False):
            async with platform.postgres.session() as session:
                source = await events.house_source(session, name="files", channel="", now=clock.now())
                stored.append((await platform.intake.submit(source, [arrival("m1")], received_at=AT)).stored)
                await (session.rollback if crashes else session.commit)()
        assert stored == [1, 0]

    async def test_knows_a_message_again_that_came_to_a_server_which_had_long_been_idle(
        self, platform: Platform, source: Source, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(committer, "_STALE_SECONDS", 0.0)
        async with platform.postgres.transaction() as session:  # meanwhile, nine days ago, another server took much
            await session.execute(text("SELECT setval('intake_batch_ids', nextval('intake_batch_ids') + 1000)"))
            await session.execute(
                text("""
                INSERT INTO intake_batches (id, writer, closed_at, applied_at)
                SELECT last_value, 0, now() - interval '9 days', now() - interval '9 days' FROM intake_batch_ids
            """)
            )
        await platform.intake.submit(source, [arrival("m1")], received_at=AT)
        async with platform.postgres.transaction() as session:
            await events.forget_old_keys(session, now=clock.now())
        again = await platform.intake.submit(source, [arrival("m1")], received_at=AT)
        assert again.duplicates == 1

    async def test_keeps_aside_what_cannot_be_taken_and_says_why(self, platform: Platform, source: Source) -> None:
        receipt = await platform.intake.submit(
            source, [arrival("m1", anonymous="null"), arrival("m2", occurred_at=-5), arrival("m3")], received_at=AT
        )
        assert [one.code for one in receipt.rejected] == ["NoUsableIdentifier", "BadTimestamp"]
        assert await counts(platform) == EventCounts(1, 2, 0)

    async def test_counts_a_repeated_bad_event_once(self, platform: Platform, source: Source) -> None:
        await platform.intake.submit(source, [arrival("m1", anonymous="null")], received_at=AT)
        receipt = await platform.intake.submit(source, [arrival("m1", anonymous="null")], received_at=AT)
        assert receipt.duplicates == 1
        assert await counts(platform) == EventCounts(0, 1, 1)

    async def test_shows_the_event_store_no_phone(self, platform: Platform, source: Source) -> None:
        about = b'{"receiver":{"name":"\xe7\x8e\x8b\xe5\xb0\x8f\xe6\x98\x8e","mobile":"13912345678"},"name":"S1"}'
        await platform.intake.submit(source, [arrival("m1", properties=about)], received_at=AT)
        ((stored,),) = await platform.clickhouse.rows("SELECT properties FROM events")
        assert stored == '{"receiver":{"name":"王**","mobile":"139****5678"},"name":"S1"}'


class TestRelease:
    async def test_sends_a_fixed_event_through_once(self, platform: Platform, source: Source) -> None:
        await platform.intake.submit(source, [arrival("m1", anonymous="null")], received_at=AT)
        for expected in (1, None):
            async with platform.postgres.transaction() as session:
                waiting = await queries.quarantine(session, platform.keys)
            if expected is None:
                assert waiting == []
                break
            receipts = await events.release(
                platform.postgres, platform.intake, platform.keys, ids=[waiting[0].id],
                fix={"identifiers": [["user_id", "u1"]]}, accept_unplanned=False, now=clock.now())  # fmt: skip
            assert [receipt.stored for receipt in receipts.values()] == [1]
        assert await counts(platform) == EventCounts(1, 0, 0)

    async def test_of_a_reason_goes_on_where_one_request_ended(
        self, platform: Platform, source: Source, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(api, "RELEASED_AT_ONCE", 2)
        bad = [arrival(f"m{n}", anonymous="null") for n in range(5)]
        await platform.intake.submit(source, bad, received_at=AT)
        asked = {"code": "NoUsableIdentifier", "fix": {"identifiers": [["user_id", "u1"]]}}
        pages, after = [], 0
        while after is not None:
            page = (await client.post("/api/events/quarantine/release", json=asked | {"after": after})).json()
            pages.append(page["released"])
            after = page["next"]
        assert pages == [2, 2, 1]
        assert await counts(platform) == EventCounts(5, 0, 0)

    async def test_of_a_reason_that_cannot_be_written_down_is_refused(self, client: httpx2.AsyncClient) -> None:
        refused = await client.post("/api/events/quarantine/release", json={"ids": [1], "code": "a\0b"})
        assert (refused.status_code, refused.json()["code"]) == (422, "HoldsNul")


class TestSources:
    async def test_belong_to_a_channel_that_there_is(self, client: httpx2.AsyncClient) -> None:
        refused = await client.post("/api/sources", json={"name": "s", "channel": "douyn"})
        assert refused.status_code == 422
        assert "“douyn” is none of our channels: douyin, " in refused.json()["message"]
        assert (await client.get("/api/sources")).json() == []
        assert (await client.post("/api/sources", json={"name": "s", "channel": "douyin"})).status_code == 201
        assert (await client.patch("/api/sources/s", json={"channel": "moon"})).status_code == 422
        assert [one["channel"] for one in (await client.get("/api/sources")).json()] == ["douyin"]


class TestErase:
    async def test_takes_from_quarantine_what_is_theirs(self, platform: Platform, source: Source) -> None:
        theirs = [("anonymous", "a1")]
        await platform.intake.submit(
            source,
            [arrival("m1", occurred_at=-5, identifiers=theirs), arrival("m2", occurred_at=-5, anonymous="a2")],
            received_at=AT,
        )
        async with platform.postgres.transaction() as session:
            identity = platform.keys.fingerprint("anonymous", "a1")
            assert await events.erase(session, identities=[identity], now=clock.now()) == {"quarantine": 1}
            assert [one.message_id for one in await queries.quarantine(session, platform.keys)] == ["m2"]
