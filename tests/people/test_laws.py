"""The laws of people, on real PostgreSQL: order, replay, merge and split, and the summary that SQL makes."""

from contextlib import asynccontextmanager
from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from huoshui.identity import operations as identity
from huoshui.people import operations, queries
from huoshui.people.contract import Said
from huoshui.people.rules import allowed
from tests.people.world import NOW, World

LAW = settings(
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WHO = {"a": [("user_id:a",), ("user_id:a", "phone:13811111111"), ("phone:13811111111",)],
       "b": [("user_id:b",), ("user_id:b", "email:b@x.cn"), ("email:b@x.cn", "wecom_external:corp:wb")]}  # fmt: skip
CHANNELS = st.sampled_from(["sms", "email", "wecom", "all"])
SAYS = st.one_of(
    st.fixed_dictionaries({"traits": st.dictionaries(
        st.sampled_from(["nickname", "姓名", "手机号", "plan", "interests", "created_at", "points"]),
        st.one_of(st.none(), st.just(""), st.sampled_from(["小明", "13822222222", "gold"]), st.integers(0, 9), st.just(["x", "y"])),
        max_size=3)}),
    st.fixed_dictionaries({"name": st.sampled_from(["Consent Granted", "Consent Withdrawn"]), "channel": CHANNELS,
                           "purpose": st.sampled_from(["marketing", "ads"])}),
    st.fixed_dictionaries({"name": st.just("Unsubscribed"), "channel": CHANNELS}),
    st.fixed_dictionaries({"name": st.sampled_from(["Tag Added", "Tag Removed"]), "tag": st.sampled_from(["vip", "试骑"])}),
    st.fixed_dictionaries({"name": st.sampled_from(["Contact Added", "Contact Deleted Staff", "Staff Deleted Contact"]),
                           "staff_id": st.sampled_from(["s1", "s2", ""])}),
    st.fixed_dictionaries({"name": st.just("Store Visited"), "store_id": st.sampled_from(["S1", "门店二", "没有"])}),
)  # fmt: skip


@st.composite
def happenings(draw, most=10, people="ab"):
    return [
        {"who": draw(st.sampled_from(WHO[draw(st.sampled_from(people))])), "at": draw(st.integers(0, 6)), "number": number,
         "source": draw(st.integers(1, 2)), "says": draw(SAYS)}
        for number in range(draw(st.integers(1, most)))
    ]  # fmt: skip


def made(world, drafts):
    return [
        world.happening(*one["who"], at=one["at"], source=one["source"], message_id=f"m{one['number']}", **one["says"])
        for one in drafts
    ]


@asynccontextmanager
async def undone(world: World):
    """What happens inside leaves nothing behind."""
    nested = await world.session.begin_nested()
    await world.session.execute(text("""
        INSERT INTO units (id, code, name, kind, parent_id, path) OVERRIDING SYSTEM VALUE
        VALUES (9001, 'S1', '门店一', 'region', 1, '/1/x/'), (9002, 'S2', '门店二', 'region', 1, '/1/y/')
    """))  # fmt: skip
    try:
        yield
    finally:
        await nested.rollback()


TABLES = {
    "traits": "identity, name, source, import_id, slot, value, search, first_at, occurred_at, message_id",
    "tags": "identity, tag, added_at, added_by, removed_at, removed_by",
    "consents": "identity, purpose, channel, granted, occurred_at, evidence",
    "contactability": "identity, channel, counterpart, active, since, evidence",
    "affiliations": "identity, label, unit, since, evidence",
    "people": "person, identified, reachable, reach, units, tags, display, since",
}


async def everything(world):
    return {
        table: (await world.session.execute(text(f"SELECT {columns} FROM {table} ORDER BY {columns}"))).all()
        for table, columns in TABLES.items()
    }


class TestOrder:
    @LAW
    @given(happenings(), st.randoms(use_true_random=False), st.integers(1, 4))
    async def test_of_the_same_happenings_does_not_matter(self, world, drafts, dice, chunk):
        told = made(world, drafts)
        async with undone(world):
            await world.feed(told)
            expected = await everything(world)
        dice.shuffle(told)
        async with undone(world):
            await world.feed(told[:1])  # who is who founder-wise must not differ
            for start in range(0, len(told), chunk):
                await world.feed(told[start : start + chunk])
            found = await everything(world)
        for table in ("traits", "tags", "consents", "contactability", "affiliations"):
            assert found[table] == expected[table], table

        def without_numbers(rows):
            return sorted(map(str, (tuple(row)[1:-1] for row in rows)))

        assert without_numbers(found["people"]) == without_numbers(expected["people"])

    @LAW
    @given(happenings())
    async def test_and_replay_changes_nothing(self, world, drafts):
        told = made(world, drafts)
        async with undone(world):
            await world.feed(told)
            before = await everything(world)
            versions = (await world.session.execute(text("SELECT person, version FROM people ORDER BY 1"))).all()
            await world.feed(told)
            assert await everything(world) == before
            assert (
                await world.session.execute(text("SELECT person, version FROM people ORDER BY 1"))
            ).all() == versions


class TestSummary:
    @LAW
    @given(happenings())
    async def test_of_sql_is_the_summary_of_the_rules(self, world, drafts):
        async with undone(world):
            await world.feed(made(world, drafts))
            rows = (await world.session.execute(text("SELECT * FROM people"))).all()
            assert rows
            for row in rows:
                profile = await queries.profile(world.session, person=row.person, vault=world.vault)
                assert row.identified == profile.identified
                assert row.reach == sorted(one.channel for one in profile.channels if one.reachable)
                assert row.reachable == profile.reachable
                assert row.tags == [tag for tag, _ in profile.tags]
                assert row.units == sorted({one.unit for one in profile.affiliations if one.unit})
                named = {trait.name: trait.value for trait in profile.traits}
                nickname = named.get("nickname")
                if isinstance(nickname, str | int) and nickname != "":
                    assert row.display == str(nickname)


async def whole(world, person):
    profile = await queries.profile(world.session, person=person, vault=world.vault, clear=True)
    traits = [  # what is sealed twice never looks the same
        (trait.value, [replace(line, sealed=None) for line in trait.lines]) for trait in profile.traits
    ]
    return profile.identifiers, traits, profile.tags, profile.consents, profile.channels, profile.affiliations


class TestMergeThenSplit:
    @LAW
    @given(happenings(people="a"), happenings(people="b"), happenings(most=4))
    async def test_gives_both_people_back_as_if_nothing_had_been_merged(self, world, of_a, of_b, later):
        for number, draft in enumerate([*of_b, *later], start=100):
            draft["number"] = number
        told = [made(world, drafts) for drafts in (of_a, of_b, later)]
        async with undone(world):
            await self.begin(world, told[:2])
            await world.feed(told[2])
            expected = await self.state(world)
        async with undone(world):
            a, b = await self.begin(world, told[:2])
            before = [await queries.profile(world.session, person=person, vault=world.vault) for person in (a, b)]
            await identity.merge(world.session, a=a, b=b, by="staff:1", now=NOW)
            await operations.refresh(world.session, [a, b], now=NOW)
            merged = await queries.profile(world.session, person=a, vault=world.vault)
            assert set(merged.identities) == {*before[0].identities, *before[1].identities}
            self.check_strictness(before, merged)

            await world.feed(told[2])
            await identity.split(world.session, person=a, identifier=b, by="staff:1", now=NOW)
            await operations.refresh(world.session, [a, b], now=NOW)
            assert await self.state(world) == expected

    async def begin(self, world, told):
        await world.feed([
            world.happening("user_id:a", "phone:13811111111", message_id="a"),
            world.happening("user_id:b", "email:b@x.cn", "wecom_external:corp:wb", message_id="b"),
        ])  # fmt: skip
        for happenings_ in told:
            await world.feed(happenings_)
        return world.identity("user_id:a"), world.identity("user_id:b")

    async def state(self, world):
        people = [await whole(world, world.identity(f"user_id:{name}")) for name in "ab"]
        return people, await everything(world)

    def check_strictness(self, parts, merged):
        for answer in merged.consents:
            asked = {"purpose": answer.purpose, "channel": answer.channel}
            answers = [allowed.answer(part.ledger, **asked) for part in parts]
            assert not (answer.allowed and any(one.said is Said.WITHDRAWN for one in answers))
            assert answer.allowed <= any(one.allowed for one in answers)
