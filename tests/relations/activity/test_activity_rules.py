"""Which days are asked for, how figures add up, and how two of the same stand."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.activity import rules
from huoshui.relations.activity.contract import KEPT_DAYS, SPAN_DAYS, Differs, Told

DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))


class TestWhichDays:
    @pytest.mark.parametrize(
        ("at", "last"),
        [("2026-11-20T09:59:00+08:00", "2026-11-18"), ("2026-11-20T10:00:00+08:00", "2026-11-19"),
         ("2026-11-20T16:30:00+00:00", "2026-11-19"), ("2026-11-21T02:00:00+00:00", "2026-11-20")],
    )  # fmt: skip
    def test_a_day_is_there_from_ten_in_the_morning_of_the_next(self, at: str, last: str) -> None:
        assert rules.last_told(datetime.fromisoformat(at)) == date.fromisoformat(last)

    @given(DAYS, DAYS)
    def test_spans_are_every_day_once_and_none_is_longer_than_thirty(self, since: date, until: date) -> None:
        found = rules.spans(since, until)
        days = [first + timedelta(days=n) for first, last in found for n in range((last - first).days + 1)]
        assert days == [since + timedelta(days=n) for n in range((until - since).days + 1)]
        assert all((last - first).days < SPAN_DAYS for first, last in found)

    @given(DAYS, st.times(), st.integers(0, 400) | st.none())
    def test_never_asks_further_back_than_figures_are_kept_and_leaves_no_gap(
        self, day: date, at: time, known: int | None
    ) -> None:
        now = datetime.combine(day, at, BEIJING)
        until = rules.last_told(now)
        known_until = None if known is None else until - timedelta(days=known)
        first = rules.asked_from(until, known_until=known_until)
        assert now - datetime(first.year, first.month, first.day, tzinfo=BEIJING) <= timedelta(days=KEPT_DAYS)
        assert (until - first).days >= SPAN_DAYS - 1
        if known is not None and known < KEPT_DAYS - 5:
            assert first <= known_until + timedelta(days=1)

    def test_days_begin_in_beijing(self) -> None:
        assert rules.seconds(date(2026, 11, 20)) == datetime.fromisoformat("2026-11-19T16:00:00+00:00").timestamp()


class TestTogether:
    def test_counts_add_up_and_shares_are_means_over_the_days_that_have_them(self) -> None:
        days = [Told(added=2, chats=1, replied=100.0, first_reply=4.0), Told(added=3, chats=0), Told(replied=50.0)]
        assert rules.together(days) == Told(added=5, chats=1, replied=75.0, first_reply=4.0)

    def test_of_nothing_is_nothing_and_no_zero(self) -> None:
        assert rules.together([]) == Told()


class TestDifferences:
    def test_tell_which_is_more_and_what_cannot_be_told(self) -> None:
        theirs = Told(added=3, deleted=2, chats=4, messages=9, replied=66.7, first_reply=3.0)
        ours = Told(added=3, deleted=1, chats=5, replied=66.66, first_reply=8.0)
        assert rules.differences(theirs, ours) == {
            "added": Differs.SAME, "deleted": Differs.THEIRS_MORE, "chats": Differs.OURS_MORE,
            "messages": Differs.UNKNOWN, "replied": Differs.SAME, "first_reply": Differs.OURS_MORE,
        }  # fmt: skip
