"""Who is whose friend, and in which group: what the events of the private pool come to, person by person and at any moment."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.audiences.contract.errors import NotASegment
from huoshui.audiences.contract.relating import GROUP_EVENTS, RELATION_EVENTS, Related
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Deed
from huoshui.audiences.rules.reading import read
from huoshui.audiences.rules.relating import RELATIONS, ties
from huoshui.events import dictionary
from huoshui.relations.contract import Kind, Move, Standing, Turn
from huoshui.relations.rules import following, telling
from huoshui.relations.rules.following import Fact

from .test_borders import who
from .world import DAY, HOUR, NOW, Market, where

ADDED, HALF, GONE, DROPPED, HANDED = (
    "Contact Added", "Contact Half Added", "Contact Deleted Staff", "Staff Deleted Contact", "Contact Transferred",
)  # fmt: skip
FRIEND: dict[str, Any] = {"kind": "relation", "standing": ["friend"]}
BY_CUSTOMER: dict[str, Any] = {"kind": "relation", "standing": ["deleted_by_customer"]}
EVERY = Related(kind="relation")


def tells(name: str, *, ago: int = DAY, staff: str = "s1", contact: str = "wm", **more: str) -> Deed:
    """An event as the private pool tells it."""
    said = {"staff_id": staff, "corp_id": "w1", "external_userid": contact, **more}
    return Deed(NOW - ago, name, "wecom", said)


def pool(*people: list[Deed]) -> Market:
    """What happened to person 1, 2 …"""
    market = Market(people={number: {} for number in range(1, len(people) + 1)})
    market.deeds = [(number, deed) for number, deeds in enumerate(people, start=1) for deed in deeds]
    return market


class TestStandings:
    async def test_are_those_of_the_last_events(self, platform: Platform) -> None:
        market = pool(
            [tells(ADDED)],
            [tells(ADDED), tells(GONE, ago=HOUR)],
            [tells(ADDED), tells(DROPPED, ago=HOUR)],
            [tells(ADDED, ago=3 * DAY), tells(GONE, ago=2 * DAY), tells(ADDED)],  # came back
            [tells(HALF)],
            [tells(HALF), tells(ADDED, ago=HOUR)],
            [],
        )  # fmt: skip
        assert await who(platform, market, **FRIEND) == [1, 4, 6]
        assert await who(platform, market, **BY_CUSTOMER) == [2]
        assert await who(platform, market, kind="relation", standing=["deleted_by_staff"]) == [3]
        assert await who(platform, market, kind="relation", standing=["half"]) == [5]
        assert await who(platform, market, kind="relation", standing=["deleted_by_customer", "deleted_by_staff"]) == [
            2,
            3,
        ]
        assert await who(platform, market, kind="not", of={"kind": "relation"}) == [7]
        never = {"type": "number", "op": "=", "value": 0}
        assert await who(platform, market, kind="relation", test=never) == [7]

    async def test_of_a_customer_whom_staff_handed_on_are_no_loss(self, platform: Platform) -> None:
        market = pool([tells(ADDED, ago=3 * DAY), tells(HANDED, staff="s2", from_staff_id="s1")])
        assert await who(platform, market, **FRIEND, staff=["s2"]) == [1]
        assert await who(platform, market, **FRIEND, staff=["s1"]) == []
        assert await who(platform, market, kind="relation", standing=["transferred"], staff=["s1"]) == [1]
        losses = {"kind": "relation", "standing": ["deleted_by_customer", "deleted_by_staff"]}
        assert await who(platform, market, **losses) == []

    async def test_of_whom_both_deleted_are_as_staff_left_them(self, platform: Platform) -> None:
        market = pool([tells(ADDED, ago=3 * DAY), tells(GONE, ago=2 * DAY), tells(DROPPED)],
                      [tells(ADDED, ago=3 * DAY), tells(DROPPED, ago=2 * DAY), tells(GONE)])  # fmt: skip
        assert await who(platform, market, kind="relation", standing=["deleted_by_staff"]) == [1, 2]
        assert await who(platform, market, **BY_CUSTOMER) == []
        since = {"last": "36h"}
        assert await who(platform, market, kind="relation", standing=["deleted_by_staff"], within=since) == [1]

    async def test_at_one_moment_begin_before_they_end(self, platform: Platform) -> None:
        market = pool([tells(GONE), tells(ADDED)], [tells(HANDED, staff="s2", from_staff_id="s1"), tells(ADDED)])
        assert await who(platform, market, **BY_CUSTOMER) == [1]
        assert await who(platform, market, kind="relation", standing=["transferred"]) == [2]

    async def test_lost_and_nobody_else_is_a_friend(self, platform: Platform) -> None:
        lost = [tells(ADDED, ago=2 * DAY), tells(GONE)]
        market = pool(
            lost,
            [*lost, tells(ADDED, staff="s2")],
            [*lost, tells(ADDED, staff="s2"), tells(DROPPED, ago=HOUR, staff="s2")],
        )
        nobody_else = {"kind": "all", "of": [BY_CUSTOMER, {"kind": "not", "of": FRIEND}]}
        assert await who(platform, market, **nobody_else) == [1, 3]


class TestNarrowing:
    async def test_counts_relations_and_not_events(self, platform: Platform) -> None:
        market = pool(
            [tells(ADDED), tells(ADDED, ago=HOUR)],
            [tells(ADDED), tells(ADDED, staff="s2")],
            [tells(ADDED), tells(ADDED, staff="s2"), tells(GONE, ago=HOUR, staff="s2")],
            [tells(ADDED), tells(ADDED, contact="other")],
        )  # fmt: skip
        two = {"type": "number", "op": ">=", "value": 2}
        assert await who(platform, market, **FRIEND, test=two) == [2, 4]
        assert await who(platform, market, kind="relation", test=two) == [2, 3, 4]

    async def test_by_when_they_became_what_they_are(self, platform: Platform) -> None:
        market = pool(
            [tells(ADDED, ago=30 * DAY - 1)],
            [tells(ADDED, ago=30 * DAY)],
            [tells(ADDED, ago=40 * DAY), tells(ADDED)],  # told twice, a friend since the first
            [tells(ADDED, ago=40 * DAY), tells(GONE, ago=35 * DAY), tells(ADDED)],
            [tells(HALF, ago=40 * DAY), tells(ADDED)],
            [tells(ADDED, ago=-HOUR)],
        )  # fmt: skip
        assert await who(platform, market, **FRIEND, within={"last": "30d"}) == [1, 4, 5]
        assert await who(platform, market, **FRIEND, within={"to": "2026-10-21"}) == [3]

    async def test_by_corp_and_by_how_they_came(self, platform: Platform) -> None:
        market = pool(
            [tells(ADDED, add_way="1")],
            [tells(ADDED, ago=2 * DAY, add_way="1"), tells(GONE), tells(ADDED, ago=HOUR, add_way="16")],
            [tells(ADDED)],
            [tells(ADDED, add_way="16", corp_id="w2")],
            [tells(ADDED, ago=2 * DAY, add_way="1"), tells(HANDED, staff="s2", from_staff_id="s1", add_way="202")],
        )  # fmt: skip
        assert await who(platform, market, **FRIEND, ways=["1", "16"]) == [1, 2, 4]
        assert await who(platform, market, **FRIEND, ways=["16"], corps=["w1"]) == [2]
        assert await who(platform, market, **FRIEND, ways=[""]) == [3]
        assert await who(platform, market, **FRIEND, ways=["202"]) == [5]

    async def test_that_a_file_told_are_the_same_once_the_platform_tells_of_them(self, platform: Platform) -> None:
        file = Deed(NOW - 9 * DAY, ADDED, "wecom", {"staff_id": "s1", "add_way": "扫码"})
        market = pool([file], [file, tells(ADDED, ago=9 * DAY)], [file, tells(ADDED, ago=9 * DAY), tells(GONE)],
                      [file, tells(ADDED, staff="s2"), tells(GONE, ago=HOUR, staff="s2")])  # fmt: skip
        assert await who(platform, market, **FRIEND, test={"type": "number", "op": "=", "value": 1}) == [1, 2, 4]
        assert await who(platform, market, **BY_CUSTOMER) == [3, 4]
        then = {"kind": "as_of", "ago": "2d", "of": FRIEND}
        assert await who(platform, market, **then) == [1, 2, 3, 4]


class TestGroups:
    async def test_are_in_them_until_they_leave(self, platform: Platform) -> None:
        def step(name: str, ago: int, group: str = "g1") -> Deed:
            return tells(name, ago=ago, group_id=group)

        market = pool(
            [step("Group Joined", 9 * DAY)],
            [step("Group Joined", 9 * DAY), step("Group Left", DAY)],
            [step("Group Joined", 9 * DAY), step("Group Left", 2 * DAY), step("Group Joined", DAY)],
            [step("Group Joined", 9 * DAY), step("Group Joined", DAY, "g2"), step("Group Left", 8 * DAY)],
            [],
        )
        there: dict[str, Any] = {"kind": "customer_group", "standing": ["in"]}
        left: dict[str, Any] = {"kind": "customer_group", "standing": ["left"]}
        assert await who(platform, market, **there) == [1, 3, 4]
        assert await who(platform, market, **there, groups=["g1"]) == [1, 3]
        assert await who(platform, market, **left, within={"last": "7d"}) == [2]
        assert await who(platform, market, **left) == [2, 4]
        assert await who(platform, market, kind="not", of={"kind": "customer_group"}) == [5]
        two = {"type": "number", "op": ">=", "value": 2}
        assert await who(platform, market, kind="customer_group", test=two) == [4]
        assert await who(platform, market, kind="as_of", ago="36h", of=there) == [1, 2]


class TestEarlier:
    async def test_before_the_deletion_they_were_friends(self, platform: Platform) -> None:
        market = pool([tells(ADDED, ago=9 * DAY), tells(GONE)], [tells(ADDED, ago=HOUR)])
        moved = {"kind": "all", "of": [{"kind": "as_of", "ago": "7d", "of": FRIEND}, BY_CUSTOMER]}
        assert await who(platform, market, **moved) == [1]
        assert await who(platform, market, kind="as_of", on="2026-11-19", of=BY_CUSTOMER) == [1]
        assert await who(platform, market, kind="as_of", ago="2d", of={"kind": "not", "of": {"kind": "relation"}}) == [
            2
        ]

    async def test_goes_over_the_identities_of_a_person(self, platform: Platform) -> None:
        market = pool([tells(ADDED, ago=2 * DAY)], [])
        market.deeds.append((9, tells(GONE)))
        market.person_of = {9: 1}
        assert await who(platform, market, **BY_CUSTOMER) == [1]


class TestExplaining:
    def test_says_how_many_are_alike_and_how_the_newest_stand(self) -> None:
        market = pool([tells(ADDED, ago=2 * DAY), tells(GONE), tells(ADDED, staff="s2", ago=HOUR)])
        verdict = judge(where(**FRIEND), market.person(1), now=NOW)
        assert (verdict.met, verdict.facts["alike"]) == (True, 1)
        assert [(one["with"], one["standing"]) for one in verdict.facts["latest"]] == [
            ("s2", "friend"), ("s1", "deleted_by_customer"),
        ]  # fmt: skip
        assert verdict.facts["latest"][1]["since"] == "2026-11-19T03:00:00.000+00:00"


class TestReading:
    @pytest.mark.parametrize(
        ("more", "path", "says"),
        [
            ({"standing": ["friends"]}, "where.standing.0", "friend"),
            ({"standing": []}, "where.standing", "at least 1"),
            ({"of": "s1"}, "where.of", "standing, staff, corps, ways, within, test"),
            ({"within": {"last": "3x"}}, "where.within.last", "no duration"),
        ],
    )
    def test_refuses_with_what_is_allowed(self, more: dict[str, Any], path: str, says: str) -> None:
        with pytest.raises(NotASegment) as refused:
            read({"version": 1, "where": {"kind": "relation", **more}})
        assert refused.value.facts["path"] == path
        assert says in refused.value.message


class TestThePool:
    """The words are those of `relations`, and so are the standings."""

    def test_knows_the_same_standings_and_tells_by_the_same_names(self) -> None:
        assert {*RELATIONS.standings, "none"} == {one.value for one in Standing}
        assert {*RELATION_EVENTS, *GROUP_EVENTS} <= set(dictionary.ENTRIES)
        assert {telling.step_event(move, {})[0] for move in Move} == set(GROUP_EVENTS)
        named = {name for kind in Kind for name in _told(Fact(kind, 1, "k", {}), Turn.NOTHING)}
        handed = set(_told(Fact(Kind.ADDED, 1, "k", {}), Turn.TRANSFERRED_TO))
        assert named - {"Contact Transfer Failed"} | handed == set(RELATION_EVENTS)

    @pytest.mark.parametrize(
        "kinds",
        [
            (Kind.HALF_ADDED, Kind.ADDED, Kind.DELETED_BY_CUSTOMER, Kind.DELETED_BY_STAFF),
            (Kind.HALF_ADDED, Kind.ADDED, Kind.DELETED_BY_CUSTOMER, Kind.MISSING, Kind.TRANSFERRED_AWAY),
        ],
    )
    @given(rng=st.randoms(use_true_random=True))
    def test_stands_as_what_it_told_comes_to(self, kinds: tuple[Kind, ...], rng: Random) -> None:
        facts = [Fact(rng.choice(kinds), rng.randint(1, 6), str(number), {}) for number in range(rng.randint(1, 8))]
        follow = following.replay(facts).follow
        deeds = [deed for fact in facts for deed in _deeds(fact)]
        rng.shuffle(deeds)
        found = [one for one in ties(EVERY, deeds, now=6) if one.between.whom == "s1"]
        assert [(one.standing, one.since) for one in found] == [(follow.standing.value, follow.since)]


def _told(fact: Fact, turn: Turn) -> list[str]:
    return [name for name, _ in telling.events(fact, turn, giver="", labels={}, elsewhere=frozenset())]


def _deeds(fact: Fact) -> list[Deed]:
    """What the river hears of a fact of s1's relation; a transfer is told where it arrives."""
    said = {"staff_id": "s1", "corp_id": "w1", "external_userid": "wm"}
    if fact.kind is Kind.TRANSFERRED_AWAY:
        return [Deed(fact.at, HANDED, "wecom", {**said, "staff_id": "s2", "from_staff_id": "s1"})]
    assert telling.tells(fact, echo=False)
    return [Deed(fact.at, name, "wecom", said) for name in _told(fact, Turn.NOTHING)]
