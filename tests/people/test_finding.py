import pytest
from sqlalchemy import text

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.bedrock import ids
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries
from huoshui.people.contract import Counts, NotAPlace

UNIT = "INSERT INTO units (id, code, name, kind, parent_id, path) OVERRIDING SYSTEM VALUE VALUES (9001, 'S1', '门店一', 'region', 1, '/1/x/')"


async def found(world, q, scope=EVERYTHING, **more):
    page = await queries.listed(world.session, scope=scope, q=q, keys=world.keys, **more)
    return {one.person for one in page.people}


class TestCount:
    async def test_counts_people_as_identity_resolves_them(self, world):
        assert await queries.count(world.session, scope=EVERYTHING) == Counts(0, 0, 0)
        await world.tell("anonymous:x1")
        await world.tell("anonymous:x2", "user_id:u1")
        await world.tell("user_id:u1", "phone:13812345678", traits={})
        await world.tell("user_id:u1", name="Consent Granted", purpose="marketing", channel="sms")
        assert await queries.count(world.session, scope=EVERYTHING) == Counts(people=2, identified=1, reachable=1)

    async def test_of_a_scope_counts_what_it_sees(self, world):
        await world.session.execute(text(UNIT))
        await world.tell("user_id:u1", name="Store Visited", store_id="S1")
        await world.tell("user_id:u2")
        assert await queries.count(world.session, scope=Scope((9001,))) == Counts(1, 1, 0)
        assert await queries.count(world.session, scope=Scope(())) == Counts(0, 0, 0)


class TestPersonOf:
    async def test_finds_by_number_and_by_identifier(self, world):
        identity = await world.tell("user_id:u1", "phone:13812345678")
        for ref in (
            ids.render(identity),
            "user_id:u1",
            "phone:138 1234 5678",
            ids.render(world.identity("phone:13812345678")),
        ):
            assert await queries.person_of(world.session, ref=ref, keys=world.keys, scope=EVERYTHING) == identity

    async def test_refuses_what_it_cannot_be(self, world):
        for ref in ("", "nobody", "phone:138****0000", "planet:mars", "phone:", "wechat_openid:x"):
            with pytest.raises(NotAnIdentifier):
                await queries.person_of(world.session, ref=ref, keys=world.keys, scope=EVERYTHING)
        for ref in ("user_id:nobody", ids.render(5)):
            with pytest.raises(NoSuchPerson):
                await queries.person_of(world.session, ref=ref, keys=world.keys, scope=EVERYTHING)

    async def test_does_not_show_people_beyond_the_scope(self, world):
        await world.tell("user_id:u1")
        with pytest.raises(NoSuchPerson):
            await queries.person_of(world.session, ref="user_id:u1", keys=world.keys, scope=Scope((9001,)))


class TestListed:
    async def test_finds_by_anything_we_know(self, world):
        await world.session.execute(text(UNIT))
        traits = {"昵称": "Lucky小明%", "姓名": "王小明", "手机号": "+86 139-0000-1111"}
        a = await world.tell("user_id:u1", "phone:13812345678", "wechat_openid:wx1:oABC", traits=traits, store_id="S1")
        b = await world.tell("user_id:u2", traits={"昵称": "lucky"})
        for q in (
            "13812345678",
            "+8613812345678",
            "phone:13812345678",
            ids.render(a),
            "u1",
            "oABC",
            "lucky小",
            "王小明",
            "13900001111",
        ):
            assert await found(world, q) == {a}, q
        assert await found(world, "LUCKY") == {a, b}
        assert await found(world, "王") == set()
        assert await found(world, "%") == set()
        assert await found(world, "u3") == set()
        assert await found(world, "LUCKY", scope=Scope((9001,))) == {a}

    async def test_pages_without_repeating_or_leaving_out(self, world):
        people = {await world.tell(f"user_id:u{number}", at=number // 3) for number in range(10)}
        seen, after = [], ""
        while True:
            page = await queries.listed(world.session, scope=EVERYTHING, after=after, limit=3, keys=world.keys)
            seen += page.people
            if page.next is None:
                break
            after = page.next
        assert len(seen) == 10
        assert {one.person for one in seen} == people
        assert [one.since for one in seen] == sorted((one.since for one in seen), reverse=True)

    @pytest.mark.parametrize("after", ["x", "1.x", "99999999999999999999999999.0000000000000", ".", "1"])
    async def test_refuses_a_place_that_is_none(self, world, after):
        with pytest.raises(NotAPlace):
            await queries.listed(world.session, scope=EVERYTHING, after=after, keys=world.keys)


class TestRowSecurity:
    async def test_holds_even_when_a_query_forgets_the_scope(self, platform, live):
        async with platform.postgres.transaction() as session:
            await session.execute(text(UNIT))
        await live(
            (["user_id:u1", "phone:13812345678"], {"traits": {"plan": "gold"}, "store_id": "S1"}),
            (["user_id:u2"], {"traits": {"plan": "gold"}}),
        )
        tables = ("people", "identifiers", "traits", "affiliations")
        for scope, expected in ((Scope((9001,)), [1, 2, 1, 1]), (Scope(()), [0, 0, 0, 0]), (EVERYTHING, [2, 3, 2, 1])):
            async with platform.postgres.transaction(scope=scope) as session:
                counts = [await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables]
            assert counts == expected
