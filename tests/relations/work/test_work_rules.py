"""The laws of staff's work: states by windows, and calendars that are the same whenever they are asked."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.contract import Standing
from huoshui.relations.work import rules as tasks
from huoshui.relations.work.contract import MISSED_AFTER, Drop, NotATaskWindow, Outcome, TaskState
from huoshui.relations.work.sops import rules
from huoshui.relations.work.sops.contract import Begin, NotASopPlan, NotASopStep, SopPlan, Step
from huoshui.relations.work.sops.rules import Enrolled, Key, Slot
from tests.relations.work.world import plan_of, step

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
MINUTES = st.integers(-20 * 1440, 20 * 1440).map(lambda minutes: NOON + timedelta(minutes=minutes))
HOURS = st.tuples(st.integers(8, 20), st.integers(1, 2)).map(lambda at: (time(at[0]), time(at[0] + at[1])))
STEPS = st.builds(lambda day, hours: Step("x", hours[0], hours[1], day=day), st.integers(0, 6), HOURS)
DATED = st.builds(lambda day, hours: Step("x", hours[0], hours[1], on=date(2026, 11, 20) + timedelta(days=day)), st.integers(0, 6),
                  HOURS)  # fmt: skip
RESTS = st.lists(st.integers(1, 7), max_size=5)
DAYS_OFF = st.lists(st.integers(0, 10).map(lambda day: date(2026, 11, 18) + timedelta(days=day)), max_size=3)
PLANS = st.one_of(
    st.builds(lambda steps, rest, off: SopPlan("x", Begin.ADDED, tuple(steps), rest_weekdays=tuple(rest),
                                               rest_days=tuple(off)), st.lists(STEPS, min_size=1, max_size=4), RESTS, DAYS_OFF),
    st.builds(lambda steps: SopPlan("x", Begin.DATES, tuple(steps)), st.lists(DATED, min_size=1, max_size=3)),
)  # fmt: skip


@st.composite
def followed(draw: st.DrawFn) -> list[Enrolled]:
    """Some whom one SOP follows; in two versions of a plan, by three staff."""
    plans = draw(st.lists(PLANS, min_size=1, max_size=2))
    began = draw(st.lists(st.tuples(MINUTES, st.integers(0, 1440), st.sampled_from("abc"), st.sampled_from(plans)),
                          min_size=1, max_size=8))  # fmt: skip
    return [
        Enrolled(number, staff, plan, at, at + timedelta(minutes=late))
        for number, (at, late, staff, plan) in enumerate(began)
    ]


MOST = st.integers(1, 4)


class TestStates:
    @given(MINUTES, MINUTES)
    def test_of_what_waits_is_told_by_the_window_and_only_goes_on(self, due_at: datetime, now: datetime) -> None:
        order = [TaskState.OPEN, TaskState.OVERDUE, TaskState.MISSED]
        before, after = (
            tasks.state_of(Outcome.OPEN, due_at=due_at, ended_at=None, now=at) for at in (now, now + timedelta(hours=1))
        )
        assert order.index(before) <= order.index(after)
        assert (before is TaskState.OPEN) == (now <= due_at)
        assert (before is TaskState.MISSED) == (now > due_at + MISSED_AFTER)

    @given(MINUTES, MINUTES, MINUTES)
    def test_of_what_ended_stay_for_ever(self, due_at: datetime, ended_at: datetime, now: datetime) -> None:
        state = tasks.state_of(Outcome.DONE, due_at=due_at, ended_at=ended_at, now=now)
        assert state is (TaskState.DONE if ended_at <= due_at else TaskState.DONE_LATE)
        assert tasks.state_of(Outcome.DROPPED, due_at=due_at, ended_at=ended_at, now=now) is TaskState.DROPPED

    def test_end_with_the_relation_and_a_transfer_is_no_loss(self) -> None:
        assert {one: tasks.end_of(one) for one in Standing} == {
            Standing.FRIEND: None, Standing.HALF: None, Standing.NONE: Drop.LOST,
            Standing.DELETED_BY_CUSTOMER: Drop.LOST, Standing.DELETED_BY_STAFF: Drop.LOST,
            Standing.TRANSFERRED: Drop.TRANSFERRED,
        }  # fmt: skip

    @pytest.mark.parametrize(("begins", "due"), [(2, 1), (-3, -1), (0, 24 * 400)])
    def test_a_window_that_nobody_can_keep_is_refused(self, begins: int, due: int) -> None:
        with pytest.raises(NotATaskWindow):
            tasks.check_window(NOON + timedelta(hours=begins), NOON + timedelta(hours=due), now=NOON)

    def test_a_day_ends_at_midnight_in_beijing(self) -> None:
        assert tasks.end_of_day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)) == datetime(2026, 11, 20, 16, tzinfo=UTC)
        assert tasks.end_of_day(datetime(2026, 11, 20, 16, tzinfo=UTC)) == datetime(2026, 11, 21, 16, tzinfo=UTC)


def made_at(enrolled: list[Enrolled], moments: list[datetime], most: int) -> dict[Key, Slot]:
    """Make what is due at each of these moments, as rounds do that remember only what they made."""
    made: dict[Key, Slot] = {}
    for now in moments:
        placed = {key: (slot.staff, slot.day) for key, slot in made.items()}
        slots = rules.schedule(enrolled, placed=placed, most=most)
        for slot in rules.due(slots, since=NOON - timedelta(days=100), now=now):
            assert slot.key not in made
            made[slot.key] = slot
    return made


END = NOON + timedelta(days=300)


class TestCalendar:
    @given(followed(), MOST, st.lists(MINUTES, max_size=5))
    def test_makes_the_same_tasks_whenever_and_however_often_it_is_asked(
        self, enrolled: list[Enrolled], most: int, moments: list[datetime]
    ) -> None:
        once = made_at(enrolled, [END], most)
        assert made_at(enrolled, [*sorted(moments), *sorted(moments), END, END], most) == once

    @given(followed(), MOST)
    def test_gives_every_step_one_slot_and_none_before_its_time(self, enrolled: list[Enrolled], most: int) -> None:
        slots = rules.schedule(enrolled, placed={}, most=most)
        assert max(Counter(slot.key for slot in slots).values(), default=0) <= 1
        known = {one.id: one for one in enrolled}
        left_out = {
            (one.id, place)
            for one in enrolled
            for place, step in enumerate(one.plan.steps)
            if step.on is not None and rules.window(step.on, step)[1] <= one.enrolled_at
        }
        wanted = {(one.id, place) for one in enrolled for place in range(len(one.plan.steps))}
        assert {slot.key for slot in slots} == wanted - left_out
        for slot in slots:
            one = known[slot.enrollment]
            step = one.plan.steps[slot.step]
            assert slot.due_at > one.enrolled_at
            assert (slot.begins_at.time(), slot.due_at.time()) == (step.at, step.until)
            first = one.anchor_at.astimezone(BEIJING).date() + timedelta(days=step.day or 0)
            assert slot.day == step.on if step.on else slot.day >= first
            assert step.on or rules.works(slot.day, one.plan)

    @given(followed(), MOST)
    def test_asks_nobody_for_more_than_is_allowed_a_day(self, enrolled: list[Enrolled], most: int) -> None:
        counted = [one for one in enrolled if one.plan.begin is Begin.ADDED]
        load = Counter((slot.staff, slot.day) for slot in rules.schedule(counted, placed={}, most=most))
        assert max(load.values(), default=0) <= most

    @given(followed(), MOST, st.integers(-5, 12))
    def test_what_comes_later_is_in_nobodys_way(self, enrolled: list[Enrolled], most: int, days: int) -> None:
        until = NOON.date() + timedelta(days=days)
        near = {slot.key: slot for slot in rules.schedule(enrolled, placed={}, most=most, until=until)}
        whole = {slot.key: slot for slot in rules.schedule(enrolled, placed={}, most=most)}
        dated = any(one.plan.begin is Begin.DATES for one in enrolled)
        assert dated or all(whole[key] == slot for key, slot in near.items())

    @given(MINUTES, st.integers(0, 5 * 1440))
    def test_counts_days_from_the_beginning_unless_it_was_found_late(self, began: datetime, late: int) -> None:
        now = began + timedelta(minutes=late)
        assert rules.anchor(began, now=now) == (began if late <= 1440 else now)

    def test_moves_what_is_too_much_to_the_next_working_day_the_oldest_first(self) -> None:
        plan = plan_of(steps=[step(0)], rest_weekdays=[6, 7])
        friday = datetime(2026, 11, 20, 9, tzinfo=BEIJING)
        enrolled = [
            Enrolled(n, "a", plan, friday + timedelta(minutes=n), friday + timedelta(minutes=n)) for n in (1, 2, 3)
        ]
        slots = rules.schedule(enrolled, placed={}, most=1)
        assert [(slot.enrollment, f"{slot.day:%m-%d}") for slot in slots] == [(1, "11-20"), (2, "11-23"), (3, "11-24")]

    def test_a_step_whose_hours_are_over_waits_for_the_next_working_day(self) -> None:
        friday_evening = datetime(2026, 11, 20, 20, tzinfo=BEIJING)
        plan = plan_of(steps=[step(0)], rest_weekdays=[6], rest_days=["2026-11-22"])
        (slot,) = rules.schedule([Enrolled(1, "a", plan, friday_evening, friday_evening)], placed={}, most=1)
        assert slot.day == date(2026, 11, 23)

    @given(PLANS)
    def test_a_plan_is_read_as_it_was_written(self, plan: SopPlan) -> None:
        kept = rules.written(plan)
        assert rules.written(rules.plan_of(kept)) == kept


class TestPlans:
    @pytest.mark.parametrize("how", [
        {"steps": []}, {"rest_weekdays": [1, 2, 3, 4, 5, 6, 7]}, {"begin": "segment"}, {"segment": "vip"},
        {"begin": "first_order", "ends_on_order": True}, {"begin": "opened", "ends_on_order": True},
    ])  # fmt: skip
    def test_that_make_no_sense_are_refused(self, how: dict[str, Any]) -> None:
        with pytest.raises(NotASopPlan):
            rules.check(plan_of(**{"steps": [step()], **how}))

    @pytest.mark.parametrize("wrong", [
        step(0, "20:00", "10:00"), step(0, "07:59", "10:00"), step(0, "21:00", "22:01"), step(400),
        step(on="2026-12-01"),
    ])  # fmt: skip
    def test_with_a_step_that_nobody_can_keep_say_which(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(NotASopStep, match="Step 2"):
            rules.check(plan_of(steps=[step(), wrong]))

    def test_that_make_sense_pass(self) -> None:
        rules.check(plan_of(steps=[step(0, "08:00", "22:00"), step(7)], rest_weekdays=[6, 7], ends_on_order=True))
        rules.check(plan_of(begin="dates", steps=[step(on="2026-12-01")]))
