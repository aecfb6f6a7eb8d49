"""Laws of who is on duty: never nobody, caps hold while anybody else can be shown, nights go on over midnight."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from huoshui.bedrock.clock import BEIJING
from huoshui.touchpoints.codes.contract import Hours, Mode, Placed, Plan, Shift, SpecialDay, Today, Why
from huoshui.touchpoints.codes.rules.choosing import on_duty
from huoshui.touchpoints.codes.rules.shifts import next_change, on_shift

MINUTES = st.integers(0, 1439)
HOURS = st.builds(Hours, MINUTES, MINUTES)
SHIFTS = st.builds(Shift, st.frozensets(st.integers(1, 7), min_size=1), HOURS)
NAMES = st.sampled_from(["a", "b", "c", "d", "e"])
PLACED = st.builds(
    Placed, NAMES, st.integers(1, 5), st.none() | st.integers(0, 3), st.lists(SHIFTS, max_size=3).map(tuple),
    st.booleans(),
)  # fmt: skip
SPECIAL = st.builds(SpecialDay, st.dates(date(2026, 9, 28), date(2026, 10, 5)), st.lists(HOURS, max_size=2).map(tuple))
PLANS = st.builds(
    Plan, st.just("x"), st.lists(PLACED, min_size=1, max_size=5, unique_by=lambda one: one.staff_id).map(tuple),
    st.sampled_from(Mode), st.lists(SPECIAL, max_size=3, unique_by=lambda one: one.on).map(tuple),
)  # fmt: skip
TODAYS = st.builds(
    Today, st.dictionaries(NAMES, st.integers(0, 5)), NAMES | st.just(""), st.lists(NAMES, max_size=3).map(tuple),
    st.frozensets(NAMES),
)  # fmt: skip
MOMENTS = st.timedeltas(timedelta(), timedelta(days=10)).map(lambda after: datetime(2026, 9, 27, tzinfo=UTC) + after)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=BEIJING)


class TestOnDuty:
    @given(PLANS, TODAYS, MOMENTS)
    def test_is_never_nobody_and_never_a_stranger(self, plan: Plan, today: Today, now: datetime) -> None:
        duty = on_duty(plan, now=now, today=today)
        assert duty.staff
        assert set(duty.staff) <= {one.staff_id for one in plan.staff}

    @given(PLANS, TODAYS, MOMENTS)
    def test_holds_every_cap_while_anybody_else_can_be_shown(self, plan: Plan, today: Today, now: datetime) -> None:
        duty = on_duty(plan, now=now, today=today)
        if duty.why is not Why.LEFT_OVER:
            caps = {one.staff_id: one.daily_cap for one in plan.staff}
            assert all(caps[one] is None or today.adds.get(one, 0) < caps[one] for one in duty.staff)
            assert not set(duty.staff) & today.away

    @given(PLANS, TODAYS, MOMENTS)
    def test_is_left_over_only_where_nobody_can_come(self, plan: Plan, today: Today, now: datetime) -> None:
        free = [
            one for one in plan.staff
            if on_shift(plan, one, at=now) and one.staff_id not in today.away
            and (one.daily_cap is None or today.adds.get(one.staff_id, 0) < one.daily_cap)
        ]  # fmt: skip
        assert (on_duty(plan, now=now, today=today).why is Why.LEFT_OVER) == (not free)

    @given(PLANS, TODAYS, MOMENTS)
    def test_changes_only_at_the_moment_that_was_told(self, plan: Plan, today: Today, now: datetime) -> None:
        until = next_change(plan, at=now)
        assert until > now
        assert on_duty(plan, now=until - timedelta(microseconds=1), today=today) == on_duty(plan, now=now, today=today)

    @given(st.lists(NAMES, max_size=30), st.sampled_from([Mode.ROUND_ROBIN, Mode.WEIGHTED]))
    def test_shows_one_at_a_time(self, came: list[str], mode: Mode) -> None:
        plan = Plan("x", tuple(map(Placed, "abc")), mode)
        today = Today({one: came.count(one) for one in came}, came[-1] if came else "")
        assert len(on_duty(plan, now=at(1, 12), today=today).staff) == 1

    def test_gives_each_as_many_as_their_weight_says(self) -> None:
        plan = Plan("x", (Placed("a", weight=3), Placed("b", weight=1)), Mode.WEIGHTED)
        adds = {"a": 0, "b": 0}
        for _ in range(40):
            adds[on_duty(plan, now=at(1, 12), today=Today(adds)).staff[0]] += 1
        assert adds == {"a": 30, "b": 10}

    def test_goes_round(self) -> None:
        plan, last, shown = Plan("x", tuple(map(Placed, "abc")), Mode.ROUND_ROBIN), "", []
        for _ in range(5):
            last = on_duty(plan, now=at(1, 12), today=Today({}, last)).staff[0]
            shown.append(last)
        assert "".join(shown) == "abcab"

    def test_is_low_when_a_fifth_is_left_of_what_all_on_shift_may_have(self) -> None:
        plan = Plan("x", (Placed("a", daily_cap=5), Placed("b", daily_cap=5), Placed("c", backup=True)))
        counted = [{"a": 5, "b": 2}, {"a": 5, "b": 3}, {"a": 5, "b": 4}, {"a": 5, "b": 5}]
        duties = [on_duty(plan, now=at(1, 12), today=Today(adds)) for adds in counted]
        assert [(duty.low, duty.why) for duty in duties] == [
            (False, Why.ON_SHIFT), (True, Why.ON_SHIFT), (True, Why.ON_SHIFT), (False, Why.BACKUP),
        ]  # fmt: skip
        unbounded = Plan("x", (Placed("a", daily_cap=5), Placed("b")))
        assert not on_duty(unbounded, now=at(1, 12), today=Today({"a": 5})).low

    def test_lets_backups_stand_in_when_all_are_full(self) -> None:
        plan = Plan("x", (Placed("a", daily_cap=1), Placed("b", backup=True)))
        duty = on_duty(plan, now=at(1, 12), today=Today({"a": 1}))
        assert (duty.staff, duty.why, duty.full) == (("b",), Why.BACKUP, ("a",))

    def test_keeps_the_last_good_target_when_nobody_is_left(self) -> None:
        plan = Plan("x", (Placed("a", daily_cap=1), Placed("b", daily_cap=1)))
        duty = on_duty(plan, now=at(1, 12), today=Today({"a": 1, "b": 1}, shown=("b",)))
        assert (duty.staff, duty.why) == (("b",), Why.LEFT_OVER)


class TestShifts:
    @given(SHIFTS, MOMENTS)
    def test_hold_from_their_beginning_to_their_end_whatever_day_that_is(self, shift: Shift, now: datetime) -> None:
        placed = Placed("a", shifts=(shift,))
        here, hours = now.astimezone(BEIJING), shift.hours
        begins = [
            datetime.combine(here.date() + timedelta(days=back), datetime.min.time(), BEIJING)
            + timedelta(minutes=hours.starts)
            for back in (-1, 0)
        ]
        length = timedelta(minutes=(hours.ends - hours.starts - 1) % 1440 + 1)
        holds = any(begin <= here < begin + length and begin.isoweekday() in shift.weekdays for begin in begins)
        assert on_shift(Plan("x", (placed,)), placed, at=now) == holds

    def test_go_on_over_midnight_minute_by_minute(self) -> None:
        placed = Placed("a", shifts=(Shift(frozenset({4}), Hours(22 * 60, 6 * 60)),))  # 2026-10-01 is a Thursday
        plan, begin = Plan("x", (placed,)), at(1, 21, 59)
        on = [on_shift(plan, placed, at=begin + timedelta(minutes=n)) for n in range(8 * 60 + 2)]
        assert on == [False, *[True] * (8 * 60), False]

    def test_a_holiday_ends_no_night_that_began_before_it(self) -> None:
        placed = Placed("a", shifts=(Shift(frozenset(range(1, 8)), Hours(22 * 60, 6 * 60)),))
        plan = Plan("x", (placed,), special_days=(SpecialDay(date(2026, 10, 1)),))
        assert on_shift(plan, placed, at=at(1, 5, 59))
        assert not on_shift(plan, placed, at=at(1, 23))
        assert not on_shift(plan, placed, at=at(2, 3))

    def test_a_special_day_has_hours_of_its_own(self) -> None:
        plan = Plan("x", (Placed("a"),), special_days=(SpecialDay(date(2026, 10, 1), (Hours(600, 720),)),))
        assert [on_shift(plan, plan.staff[0], at=at(1, hour)) for hour in (9, 10, 11, 12)] == [False, True, True, False]
