import pytest
from sqlalchemy import text

from huoshui.access.contract import EVERYTHING
from huoshui.people import operations, queries
from huoshui.people.contract import Policy
from tests.people.world import AT, NOW


async def trait(world, ref, name, *, clear=False):
    person = await queries.person_of(world.session, ref=ref, keys=world.keys, scope=EVERYTHING)
    profile = await queries.profile(world.session, person=person, vault=world.vault, clear=clear)
    return next((one for one in profile.traits if one.name == name), None)


class TestTraits:
    async def test_keep_where_they_come_from(self, world):
        identity = await world.tell("user_id:u1", traits={"plan": "gold"}, message_id="first", at=5, source=3)
        line = (await trait(world, "user_id:u1", "plan")).lines[0]
        assert (line.identity, line.source, line.occurred_at, line.message_id, line.learned_at) == (
            identity,
            3,
            AT + 5,
            "first",
            NOW,
        )

    async def test_are_sealed_when_personal_and_nothing_clear_is_stored(self, world):
        await world.tell("user_id:u1", traits={"手机号": "13812345678", "姓名": "王小明", "邮箱": "wang@x.cn", "address": {"city": "上海"},
                                              "备用": "13987654321", "more": ["who@where.cn"]})  # fmt: skip
        stored = str((await world.session.execute(text("SELECT * FROM traits"))).all())
        for clear in ("13812345678", "王小明", "wang@x.cn", "上海", "13987654321", "who@where.cn"):
            assert clear not in stored
            assert clear.encode().hex() not in stored
        assert (await trait(world, "user_id:u1", "phone")).value == "138****5678"
        assert (await trait(world, "user_id:u1", "name")).value == "王**"
        assert (await trait(world, "user_id:u1", "phone", clear=True)).value == "13812345678"
        assert (await trait(world, "user_id:u1", "address", clear=True)).value == {"city": "上海"}
        assert (await trait(world, "user_id:u1", "more", clear=True)).value == ["who@where.cn"]

    async def test_are_deleted_by_null_and_not_by_the_empty_text(self, world):
        await world.tell("user_id:u1", traits={"plan": "gold", "city": "上海", "phone": "13812345678"}, at=1)
        await world.tell("user_id:u1", traits={"plan": None, "city": "", "phone": None}, at=2)
        assert await trait(world, "user_id:u1", "plan") is None
        assert await trait(world, "user_id:u1", "phone") is None
        assert (await trait(world, "user_id:u1", "city")).value == ""

    async def test_of_a_group_are_not_the_person_s(self, world):
        await world.tell("user_id:u1", kind="group", traits={"employees": 7})
        assert await trait(world, "user_id:u1", "employees") is None

    async def test_of_a_form_are_learned(self, world):
        await world.tell("user_id:u1", name="Lead Submitted", phone="13812345678", city="上海")
        assert (await trait(world, "user_id:u1", "phone")).value == "138****5678"

    async def test_follow_the_policy_of_the_house(self, world):
        await world.session.execute(
            text("INSERT INTO trait_policies VALUES ('score', 'max'), ('seen', 'oldest'), ('likes', 'union')")
        )
        for at, score in enumerate([3, 9, 4]):
            await world.tell("user_id:u1", traits={"score": score, "seen": score, "likes": [score]}, at=at)
        assert (await trait(world, "user_id:u1", "score")).value == 9
        assert (await trait(world, "user_id:u1", "seen")).value == 3
        assert (await trait(world, "user_id:u1", "likes")).value == [3, 4, 9]
        assert (await trait(world, "user_id:u1", "likes")).policy is Policy.UNION

    async def test_of_an_import_are_taken_back_and_what_was_there_shows_again(self, world):
        await world.tell("user_id:u1", traits={"plan": "gold", "phone": "13812345678"}, at=1)
        await world.tell("user_id:u1", traits={"plan": "lead", "phone": "13900000001"}, at=2, import_id=7)
        assert (await trait(world, "user_id:u1", "plan")).value == "lead"
        assert await operations.forget_import(world.session, import_id=7, now=NOW) == 1
        assert (await trait(world, "user_id:u1", "plan")).value == "gold"
        assert (await trait(world, "user_id:u1", "phone")).value == "138****5678"

    @pytest.mark.parametrize("value", ["a\0b", "\ud800", 10**30, {"k\0": ["\udfff"]}, [[[[[1]]]]], 1e300, True])
    async def test_of_any_shape_are_kept(self, world, value):
        await world.tell("user_id:u1", traits={"odd": value})
        assert await trait(world, "user_id:u1", "odd") is not None


class TestAffiliations:
    async def test_are_learned_by_code_and_by_name_and_bound_when_the_unit_comes(self, world):
        await world.session.execute(text("""
            INSERT INTO units (id, code, name, kind, parent_id, path) OVERRIDING SYSTEM VALUE VALUES (9001, 'S1', '门店一', 'region', 1, '/1/x/')
        """))  # fmt: skip
        await world.tell("user_id:u1", name="Store Visited", store_id="S1")
        await world.tell("user_id:u2", traits={"门店": "门店一"})
        await world.tell("user_id:u3", name="Order Completed", store={"id": "S9", "name": "x"})
        assert await self.units(world) == {"u1": [9001], "u2": [9001], "u3": []}
        await world.session.execute(text("""
            INSERT INTO units (id, code, name, kind, parent_id, path) OVERRIDING SYSTEM VALUE VALUES (9009, 'S9', '门店九', 'region', 1, '/1/y/')
        """))  # fmt: skip
        assert await operations.bind_units(world.session, now=NOW) == 1
        assert await self.units(world) == {"u1": [9001], "u2": [9001], "u3": [9009]}

    async def units(self, world):
        rows = await world.session.execute(
            text("SELECT value, units FROM people JOIN identifiers ON identity = people.person")
        )
        return {row.value: row.units for row in rows}


class TestConsent:
    async def test_that_does_not_say_to_what_allows_nothing_and_forbids_everything(self, world):
        await world.tell("user_id:u1", name="Consent Granted", channel="sms", at=1)
        assert (await world.session.execute(text("SELECT count(*) FROM consents"))).scalar() == 0
        await world.tell("user_id:u1", name="Consent Withdrawn", at=2)
        rows = await world.session.execute(text("SELECT purpose, channel, granted FROM consents ORDER BY purpose"))
        assert rows.all() == [(purpose, "all", False) for purpose in ("ads", "marketing", "profiling", "sharing")]

    async def test_lines_cannot_be_edited(self, world):
        await world.tell("user_id:u1", name="Consent Withdrawn", purpose="marketing")
        nested = await world.session.begin_nested()
        with pytest.raises(Exception, match="append-only"):
            await world.session.execute(text("UPDATE consents SET granted = true"))
        await nested.rollback()


class TestTransfer:
    async def test_ends_one_contact_and_begins_another(self, world):
        await world.tell("user_id:u1", name="Contact Added", staff_id="s1", at=1)
        await world.tell("user_id:u1", name="Contact Transferred", staff_id="s2", from_staff_id="s1", at=2)
        await world.tell("user_id:u1", name="Contact Deleted Staff", staff_id="s2", at=3)
        assert (await world.session.execute(text("SELECT reach FROM people"))).scalar() == []


class TestWelcome:
    async def summaries(self, world):
        rows = await world.session.execute(text("SELECT * FROM people ORDER BY person"))
        return rows.all()

    async def test_says_what_a_full_look_says(self, world):
        await world.feed(
            [
                world.happening("anonymous:a1", at=3),
                world.happening("anonymous:a1", "device:d1", at=1),
                world.happening("phone:13812345678", "user_id:u1", at=2),
                world.happening("anonymous:a2", name="Store Visited", store_id="S1", at=4),
                world.happening("anonymous:a3", name="Tag Added", tag="vip", at=5),
            ]
        )
        at_once = await self.summaries(world)
        assert [(row.identified, row.reachable, list(row.tags)) for row in at_once].count((True, False, [])) == 1
        assert len(at_once) == 4
        await operations.refresh(world.session, [row.person for row in at_once], now=NOW)
        assert await self.summaries(world) == at_once  # a summary that says the same keeps its version

    async def test_looks_in_full_where_an_identity_is_spoken_of_before_it_appears(self, world):
        identity = world.identity("anonymous:a1")
        await world.session.execute(
            text(
                "INSERT INTO tags (identity, tag, added_at, added_by, learned_at) "
                "VALUES (:identity, 'vip', 1, 'staff:1', :now)"
            ),
            {"identity": identity, "now": NOW},
        )
        await world.tell("anonymous:a1")
        assert [row.tags for row in await self.summaries(world)] == [["vip"]]

    async def test_leaves_merges_to_the_round_that_brought_them(self, world):
        await world.feed([world.happening("user_id:u1"), world.happening("anonymous:a1", traits={"nickname": "小明"})])
        await world.tell("user_id:u1", "anonymous:a1")
        [row] = await self.summaries(world)
        assert (row.person, row.display) == (world.identity("user_id:u1"), "小明")
        payload = (await world.session.execute(text("SELECT payload FROM outbox"))).scalars().all()
        assert [one["resolved"] for one in payload] == [True]

    async def test_mends_the_summary_of_a_person_who_was_gone(self, world):
        await world.tell("anonymous:a1", at=5)
        await world.session.execute(text("DELETE FROM identifiers"))
        await world.tell("anonymous:a1", at=9)
        [row] = await self.summaries(world)
        assert int(row.since.timestamp() * 1000) == AT + 9
