"""The laws of a fair redistribution, and how a result is read."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.relations.transfers.contract import BATCH_MOST, ItemState, Taker
from huoshui.relations.transfers.rules import Said, batches, latest, next_look, settled, share

STAFF = ("an", "bo", "chen", "duo", "en")
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)


@st.composite
def questions(draw: st.DrawFn) -> tuple[dict[str, frozenset[str]], list[Taker], dict[str, int]]:
    """Things with who knows them already, takers with weights, and what those have."""
    takers = [
        Taker(one, draw(st.integers(1, 5)))
        for one in draw(st.lists(st.sampled_from(STAFF), min_size=1, max_size=5, unique=True))
    ]
    known = st.frozensets(st.sampled_from((*STAFF, "stranger")), max_size=3)
    things = draw(st.dictionaries(st.integers(0, 500).map(lambda one: f"wm{one:03}"), known, max_size=60))
    loads = {one.staff: draw(st.integers(0, 40)) for one in takers}
    return things, takers, loads


class TestShare:
    @given(questions())
    def test_gives_everyone_exactly_once_to_somebody_who_takes(self, asked) -> None:
        things, takers, loads = asked
        dealt = share(things, takers, loads)
        assert dealt.keys() == things.keys()
        assert {one.taker for one in dealt.values()} <= {one.staff for one in takers}

    @given(questions())
    def test_leaves_whoever_has_a_friend_among_the_takers_with_a_friend(self, asked) -> None:
        things, takers, loads = asked
        staff = {one.staff for one in takers}
        for thing, one in share(things, takers, loads).items():
            assert one.known == bool(things[thing] & staff)
            assert not one.known or one.taker in things[thing]

    @given(questions())
    def test_leaves_no_two_loads_further_apart_than_one_per_weight(self, asked) -> None:
        things, takers, loads = asked
        dealt = [one for one in share(things, takers, loads).values() if not one.known]
        fresh = {one.staff: sum(each.taker == one.staff for each in dealt) for one in takers}
        for one in takers:
            for other in takers:
                if fresh[one.staff]:  # whoever was given something was never the fuller one when it was given
                    mine = Fraction(loads[one.staff] + fresh[one.staff], one.weight)
                    theirs = Fraction(loads[other.staff] + fresh[other.staff] + 1, other.weight)
                    assert mine <= theirs

    @given(questions(), st.randoms(use_true_random=False))
    def test_does_not_depend_on_the_order_of_the_customers(self, asked, chance) -> None:
        things, takers, loads = asked
        shuffled = list(things.items())
        chance.shuffle(shuffled)
        assert share(dict(shuffled), takers, loads) == share(things, takers, loads)

    def test_gives_by_weight(self) -> None:
        things = {f"wm{number}": frozenset() for number in range(9)}
        dealt = share(things, [Taker("an", 2), Taker("bo", 1)], {})
        assert [one.taker for one in dealt.values()].count("an") == 6

    def test_evens_out_what_they_have_already(self) -> None:
        things = {f"wm{number}": frozenset() for number in range(6)}
        dealt = share(things, [Taker("an"), Taker("bo")], {"an": 10, "bo": 6})
        assert [one.taker for one in dealt.values()].count("bo") == 5


class TestBatches:
    @given(st.sets(st.text("abc0123", min_size=1, max_size=6), max_size=350))
    def test_hold_everything_once_and_never_more_than_may_be_asked(self, things: set[str]) -> None:
        cut = batches(things)
        assert sorted(one for batch in cut for one in batch) == sorted(things)
        assert all(0 < len(batch) <= BATCH_MOST for batch in cut)


class TestSettled:
    @pytest.mark.parametrize(("status", "state"), [
        (1, ItemState.DONE), (2, ItemState.WAITING), (3, ItemState.REFUSED), (4, ItemState.TAKER_FULL),
        (5, ItemState.NO_RECORD),
    ])  # fmt: skip
    def test_says_what_the_platform_says(self, status: int, state: ItemState) -> None:
        assert settled(Said(status, AT), code=0, asked_at=AT, now=AT) is state

    def test_waits_some_days_for_a_record_and_then_no_longer(self) -> None:
        assert settled(None, code=0, asked_at=AT, now=AT + timedelta(days=2)) is ItemState.WAITING
        assert settled(None, code=0, asked_at=AT, now=AT + timedelta(days=4)) is ItemState.NO_RECORD

    def test_lets_fail_what_the_platform_would_not_begin_and_has_no_record_of(self) -> None:
        assert settled(None, code=40129, asked_at=AT, now=AT) is ItemState.FAILED
        assert settled(Said(5, None), code=40129, asked_at=AT, now=AT) is ItemState.FAILED
        assert settled(Said(2, AT + timedelta(days=1)), code=40129, asked_at=AT, now=AT) is ItemState.WAITING


class TestLatest:
    def test_takes_no_answer_to_an_earlier_question(self) -> None:
        before, ours = Said(3, AT - timedelta(days=20)), Said(2, AT + timedelta(days=1))
        assert latest([ours, before], asked_at=AT) == ours
        assert latest([before], asked_at=AT) is None
        assert latest([Said(3, None)], asked_at=AT) == Said(3, None)


class TestNextLook:
    @given(st.integers(0, 10 * 86_400), st.booleans())
    def test_lies_ahead_and_never_far(self, seconds: int, resigned: bool) -> None:
        now = AT + timedelta(seconds=seconds)
        assert now < next_look(asked_at=AT, resigned=resigned, now=now) <= now + timedelta(hours=6)

    def test_comes_soon_after_the_day_is_up(self) -> None:
        now = AT + timedelta(hours=23)
        assert next_look(asked_at=AT, resigned=False, now=now) == AT + timedelta(days=1, minutes=1)
