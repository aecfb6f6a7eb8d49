"""How large a segment was: each day is the day before, and who entered, less who left."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from huoshui.audiences.membership.contract import Grown, Size
from huoshui.audiences.membership.rules.sizes import sizes

FIRST = date(2026, 11, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


class TestSizes:
    def test_carry_on_over_days_on_which_nobody_came_or_went(self) -> None:
        grown = [Grown(1, day(0), 5, 1), Grown(1, day(3), 2, 3)]
        assert sizes(grown, since=day(1), until=day(4)) == [
            Size(day(1), 4, 0, 0), Size(day(2), 4, 0, 0), Size(day(3), 3, 2, 3), Size(day(4), 3, 0, 0),
        ]  # fmt: skip

    def test_are_nothing_of_nobody(self) -> None:
        assert sizes([], since=day(0), until=day(0)) == [Size(day(0), 0, 0, 0)]

    @given(
        changes=st.dictionaries(st.integers(0, 40), st.tuples(st.integers(0, 9), st.integers(0, 9))),
        since=st.integers(0, 40),
    )
    def test_end_at_all_who_entered_less_all_who_left_wherever_they_begin(
        self, changes: dict[int, tuple[int, int]], since: int
    ) -> None:
        grown = [Grown(1, day(number), *each) for number, each in sorted(changes.items())]
        found = sizes(grown, since=day(since), until=day(40))
        assert len(found) == 41 - since
        assert found[-1].people == sum(entered - left for entered, left in changes.values())
