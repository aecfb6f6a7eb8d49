"""The law of histories: whatever order facts arrive in, and however often, they come to the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.relations.contract import REACH, Kind, Move, Standing, Turn
from huoshui.relations.rules import following, grouping
from huoshui.relations.rules.following import Fact, Follow, replay
from huoshui.relations.rules.grouping import Step

T0, MINUTE, DAY = 1_795_296_000_000, 60_000, 86_400_000


def fact(kind: Kind, at: int, **said: object) -> Fact:
    return Fact(kind, T0 + at, f"{kind}:{at}", said)


def came_to(*facts: Fact) -> Follow:
    return replay(facts).follow


def turns(*facts: Fact) -> list[Turn]:
    return [turn for _, turn in replay(facts).turns]


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Facts of any kind, many in one moment, told one by one with all that each may say."""
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 6), st.integers(0, 2)), max_size=12, unique=True)
    )
    tags = st.lists(st.sampled_from("abc"), max_size=3)
    return [
        Fact(
            kind,
            T0 + at,
            f"{kind}:{at}:{number}",
            {
                "way": draw(st.sampled_from([0, 1, following.ASSIGNED])),
                "state": draw(st.sampled_from(["", "s1", "s2"])),
                "tags": draw(tags),
                "added": draw(tags),
                "removed": draw(tags),
                "remark": draw(st.sampled_from(["", "r1"])),
                "transferred": draw(st.booleans()),
            },
        )
        for kind, at, number in drawn
    ]


class Kept:
    """What is kept: a history in the order of arrival, and the state after the last fact."""

    def __init__(self) -> None:
        self.history: list[Fact] = []
        self.follow = Follow()

    def hear(self, one: Fact) -> None:
        if any(known.key == one.key for known in self.history):
            return
        self.history.append(one)
        self.follow = replay(self.history).follow


class TestLaw:
    @given(histories(), st.randoms(use_true_random=False))
    def test_state_is_the_replay_of_the_history_in_any_order_and_with_repeats(
        self, facts: list[Fact], chance: random.Random
    ) -> None:
        kept = Kept()
        arriving = [*facts, *facts]
        chance.shuffle(arriving)
        for one in arriving:
            kept.hear(one)
        distinct = list({one.key: one for one in facts}.values())
        assert kept.follow == replay(distinct).follow
        assert kept.follow == replay(reversed(kept.history)).follow

    @given(histories())
    def test_replaying_a_history_again_changes_nothing(self, facts: list[Fact]) -> None:
        once = replay(facts)
        assert replay([one for one, _ in once.turns]) == once

    @given(histories())
    def test_a_transfer_is_never_a_loss(self, facts: list[Fact]) -> None:
        for one, turn in replay(facts).turns:
            if one.kind is Kind.TRANSFERRED_AWAY:
                assert turn in {Turn.TRANSFERRED_AWAY, Turn.NOTHING, Turn.CLEARED}

    @given(histories())
    def test_nobody_is_lost_more_often_than_they_came(self, facts: list[Fact]) -> None:
        came = lost = 0
        for _, turn in replay(facts).turns:
            came += turn in {Turn.HALF_ADDED, Turn.ADDED, Turn.READDED, Turn.TRANSFERRED_TO}
            lost += turn in {Turn.DELETED_BY_STAFF, Turn.TRANSFERRED_AWAY}
        assert lost <= came + 1, "an end whose beginning was lost is one more"

    @given(histories(), st.integers(-2, 8), st.lists(st.sampled_from("abc"), unique=True), st.sampled_from(["", "r1"]))
    def test_a_finding_that_is_a_reading_comes_to_what_the_two_come_to(
        self, others: list[Fact], read_at: int, tags: list[str], remark: str
    ) -> None:
        said = {"way": 1, "state": "s1", "until": T0 + read_at}
        read = {"way": 1, "state": "s1", "tags": sorted(tags), "added": sorted(tags), "remark": remark}
        two = [Fact(Kind.FOUND, T0 + 3, "found:3", said), following.reading(T0 + read_at, read)]
        one = Fact(Kind.FOUND, T0 + 3, "found:3", {**read, **said})
        apart, together = replay([*others, *two]), replay([*others, one])
        assert together.follow == apart.follow
        turned = {fact.key: turn for fact, turn in apart.turns if fact.key != two[1].key}
        assert {fact.key: turn for fact, turn in together.turns} == turned
        assert [fact for fact, _ in together.turns if fact.key == one.key] == [one]


class TestStanding:
    def test_goes_from_half_to_friend_when_staff_confirm(self) -> None:
        half, whole = fact(Kind.HALF_ADDED, 0, state="s"), fact(Kind.ADDED, MINUTE)
        assert came_to(half).standing is Standing.HALF
        told = came_to(half, whole)
        assert (told.standing, told.source, told.added_at) == (Standing.FRIEND, "s", T0)
        assert turns(half, whole) == [Turn.HALF_ADDED, Turn.CONFIRMED]

    def test_tells_the_losses_apart(self) -> None:
        added = fact(Kind.ADDED, 0)
        assert came_to(added, fact(Kind.DELETED_BY_CUSTOMER, 1)).standing is Standing.DELETED_BY_CUSTOMER
        assert came_to(added, fact(Kind.DELETED_BY_STAFF, 1)).standing is Standing.DELETED_BY_STAFF
        assert came_to(added, fact(Kind.TRANSFERRED_AWAY, 1)).standing is Standing.TRANSFERRED

    def test_counts_no_second_loss_when_staff_clear_who_had_deleted_them(self) -> None:
        gone = [fact(Kind.ADDED, 0), fact(Kind.DELETED_BY_CUSTOMER, 1), fact(Kind.DELETED_BY_STAFF, 2)]
        assert turns(*gone) == [Turn.ADDED, Turn.DELETED_BY_CUSTOMER, Turn.CLEARED]

    def test_puts_a_late_deletion_before_the_return(self) -> None:
        again = [fact(Kind.ADDED, 0), fact(Kind.ADDED, 10), fact(Kind.DELETED_BY_CUSTOMER, 5)]
        assert came_to(*again).standing is Standing.FRIEND
        assert turns(*again) == [Turn.ADDED, Turn.DELETED_BY_CUSTOMER, Turn.READDED]

    def test_knows_a_transfer_by_the_way_that_is_read_afterwards(self) -> None:
        came = [fact(Kind.ADDED, 0), fact(Kind.READ, 5, way=following.ASSIGNED)]
        assert turns(*came) == [Turn.TRANSFERRED_TO, Turn.NOTHING]

    def test_takes_what_the_platform_tells_over_what_was_supposed(self) -> None:
        added, missing = fact(Kind.ADDED, 0), fact(Kind.MISSING, 10)
        assert came_to(added, missing).supposed
        told = came_to(added, missing, fact(Kind.TRANSFERRED_AWAY, 11))
        assert (told.standing, told.supposed) == (Standing.TRANSFERRED, False)

    def test_keeps_what_was_written_from_here_until_it_is_read_again(self) -> None:
        read, marked = fact(Kind.READ, 1, tags=["a"]), fact(Kind.MARKED, 2, added=["b"], removed=["a"])
        assert came_to(read, marked).tags == {"b"}
        assert came_to(read, marked, fact(Kind.READ, 3, tags=["c"])).tags == {"c"}

    @pytest.mark.parametrize("standing", Standing)
    def test_says_who_may_still_write(self, standing: Standing) -> None:
        reach = REACH[standing]
        assert reach.customer_writes is (standing in {Standing.HALF, Standing.FRIEND})
        assert reach.staff_writes is reach.mass is (standing is Standing.FRIEND)
        assert (reach.how == "") is (standing is Standing.FRIEND)


class TestEchoes:
    def test_an_addition_that_was_found_before_it_was_told(self) -> None:
        found = fact(Kind.FOUND, 0, until=T0 + DAY)
        assert following.echoes([found], fact(Kind.ADDED, 30_000))
        assert following.echoes([found], fact(Kind.ADDED, -30_000))
        assert following.echoes([found], fact(Kind.ADDED, DAY))  # a half one that was confirmed before the reading
        assert not following.echoes([found], fact(Kind.ADDED, 2 * DAY))

    def test_are_none_where_somebody_had_gone_between(self) -> None:
        found, gone = fact(Kind.FOUND, 0, until=T0 + DAY), fact(Kind.DELETED_BY_CUSTOMER, MINUTE)
        assert not following.echoes([found, gone], fact(Kind.ADDED, 2 * MINUTE))

    def test_a_deletion_by_staff_whose_contact_was_missing(self) -> None:
        missing = fact(Kind.MISSING, DAY)
        assert following.echoes([missing], fact(Kind.DELETED_BY_STAFF, 5))
        assert not following.echoes([missing], fact(Kind.DELETED_BY_CUSTOMER, 5))
        assert not following.echoes([missing, fact(Kind.ADDED, MINUTE)], fact(Kind.DELETED_BY_STAFF, 5))


@st.composite
def memberships(draw: st.DrawFn) -> list[Step]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(Move), st.integers(0, 5), st.integers(0, 2)), max_size=10, unique=True)
    )
    scenes = st.sampled_from(["", "1", "3"])
    return [Step(move, T0 + at, f"{move}:{at}:{n}", {"scene": draw(scenes)}) for move, at, n in drawn]


class TestMembers:
    @given(memberships(), st.randoms(use_true_random=False))
    def test_state_is_the_replay_of_the_history_in_any_order_and_with_repeats(
        self, steps: list[Step], chance: random.Random
    ) -> None:
        arriving = [*steps, *steps]
        chance.shuffle(arriving)
        assert grouping.replay(arriving) == grouping.replay({one.key: one for one in steps}.values())

    def test_keep_how_they_came_and_say_how_they_went(self) -> None:
        steps = [Step(Move.JOINED, T0, "j", {"scene": "3"}), Step(Move.LEFT, T0 + 5, "l", {"scene": "1"})]
        member = grouping.replay(steps)
        assert (member.inside, member.joined_at, member.left_at) == (False, T0, T0 + 5)
        assert (member.scene, member.quit_scene) == ("3", "1")

    def test_who_was_seen_in_the_list_before_they_were_told_to_have_joined_joined_once(self) -> None:
        seen = Step(Move.SEEN, T0, "s", {"until": T0 + DAY})
        assert grouping.echoes([seen], Step(Move.JOINED, T0 + 1000, "j"))
        assert not grouping.echoes([seen, Step(Move.LEFT, T0 + 500, "l")], Step(Move.JOINED, T0 + 1000, "j"))
