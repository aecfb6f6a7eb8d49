from sqlalchemy import text

from huoshui.access.contract import EVERYTHING
from huoshui.people import operations, queries
from tests.people.world import AT, NOW, World


class TestTimeline:
    async def test_is_newest_first_with_the_dictionary_s_name(self, platform, live):
        await live(
            (["user_id:u1"], {"name": "Store Visited", "at": 1, "store_id": "S1"}),
            (["user_id:u1"], {"name": "Something Else", "at": 2}),
            (["user_id:u2"], {"name": "Store Visited", "at": 3}),
        )
        identity = World(None, platform.vault).identity("user_id:u1")
        found = await queries.timeline(platform.clickhouse, identities=[identity])
        assert [(one.name, one.chinese, one.occurred_at - AT) for one in found.moments] == [
            ("Something Else", "", 2),
            ("Store Visited", "到店", 1),
        ]
        assert found.moments[1].properties == {"store_id": "S1"}
        assert found.next is None

    async def test_pages_through_ties_without_repeating_or_leaving_out(self, platform, live):
        told = await live(
            *(
                (["user_id:u1"], {"name": "Tick", "at": number // 5, "message_id": f"m.{number % 7}.{number}"})
                for number in range(23)
            )
        )
        identity, seen, before = told[0].identity, [], ""
        while True:
            page = await queries.timeline(platform.clickhouse, identities=[identity], before=before, limit=4)
            seen += [(one.occurred_at, one.message_id) for one in page.moments]
            if page.next is None:
                break
            before = page.next
        assert seen == sorted(((one.occurred_at, one.message_id) for one in told), reverse=True)

    async def test_of_nobody_is_empty(self, platform):
        assert (await queries.timeline(platform.clickhouse, identities=[])).moments == ()


class TestMirror:
    async def rows(self, platform):
        return await platform.clickhouse.rows(
            "SELECT person, identified, reachable, channels, units, gone FROM people FINAL ORDER BY person"
        )

    async def mirror(self, platform):
        async with platform.postgres.transaction() as session:
            return await operations.mirror(session, platform.clickhouse)

    async def test_follows_the_summaries_and_says_who_vanished(self, platform, live):
        await live(
            (["user_id:u1", "phone:13812345678"], {}),
            (["user_id:u1"], {"name": "Consent Granted", "purpose": "marketing", "channel": "sms"}),
            (["user_id:u2"], {}),
        )
        u1, u2 = (World(None, platform.vault).identity(f"user_id:u{number}") for number in (1, 2))
        assert await self.mirror(platform) == 2
        assert await self.mirror(platform) == 0
        expected = {u1: (u1, 1, 1, ["sms"], [], 0), u2: (u2, 1, 0, [], [], 0)}
        assert {row[0]: row for row in await self.rows(platform)} == expected
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE identifiers SET person = :u1 WHERE person = :u2"), {"u1": u1, "u2": u2})
            await operations.refresh(session, [u1, u2], now=NOW)
        await self.mirror(platform)
        assert {row[0]: row for row in await self.rows(platform)} == {**expected, u2: (u2, 0, 0, [], [], 1)}

    async def test_repeats_after_a_crash_without_harm(self, platform, live):
        await live((["user_id:u1"], {}))
        async with platform.postgres.session() as session:
            assert await operations.mirror(session, platform.clickhouse) == 1
            await session.rollback()
        assert await self.mirror(platform) == 1
        assert len(await self.rows(platform)) == 1


class TestExport:
    async def test_holds_everything_in_clear(self, platform, live):
        traits = {"姓名": "王小明", "手机号": "13987654321", "plan": "gold"}
        await live(
            (["user_id:u1", "phone:13812345678"], {"traits": traits}),
            (["user_id:u1"], {"name": "Tag Added", "tag": "vip"}),
        )
        async with platform.postgres.transaction() as session:
            person = await queries.person_of(session, ref="user_id:u1", keys=platform.keys, scope=EVERYTHING)
            everything = await queries.export(session, platform.clickhouse, person=person, vault=platform.vault)
        assert [one["shown"] for one in everything["identifiers"]] == ["u1", "+8613812345678"]
        assert {one["name"]: one["value"] for one in everything["traits"]} == {
            "name": "王小明",
            "phone": "13987654321",
            "plan": "gold",
        }
        assert [one["tag"] for one in everything["tags"]] == ["vip"]
        assert len(everything["events"]) == 2
