"""Which step is due for whom on which day: pure, and the same whenever and however often it is asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.work.rules import QUIET
from huoshui.relations.work.sops.contract import (
    DAY_LAST,
    STEPS_MOST,
    Begin,
    NotASopPlan,
    NotASopStep,
    SopKind,
    SopPlan,
    Step,
)

Key = tuple[int, int]
"""An enrollment and the place of a step: made once for ever."""

_LATE_FOUND: Final = timedelta(days=1)
_WEEK: Final = 7
_FAR: Final = 1_000


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Somebody whom a SOP follows; ``plan`` is the version they began with."""

    id: int
    staff: str
    plan: SopPlan
    anchor_at: datetime
    enrolled_at: datetime


@dataclass(frozen=True, slots=True)
class Slot:
    """A step's day and hours for one enrollment."""

    enrollment: int
    step: int
    staff: str
    day: date
    begins_at: datetime
    due_at: datetime

    @property
    def key(self) -> Key:
        """Under which it is made once."""
        return self.enrollment, self.step


def anchor(began_at: datetime, *, now: datetime) -> datetime:
    """This will tell from when days are counted for somebody found now; whoever is found days later starts now."""
    return began_at if now - began_at <= _LATE_FOUND else now


def works(day: date, plan: SopPlan) -> bool:
    """This will tell whether anything is asked of staff on a day."""
    return day.isoweekday() not in plan.rest_weekdays and day not in plan.rest_days


def window(day: date, step: Step) -> tuple[datetime, datetime]:
    """This will give from when until when a step is to be done on a day."""
    return datetime.combine(day, step.at, BEIJING), datetime.combine(day, step.until, BEIJING)


def wanted_on(enrolled: Enrolled, step: Step) -> date | None:
    """
    This will give the first day that suits a step, before anybody's load is looked at.

    Hours that were over when somebody came are not theirs: a step counted in days waits for the next working day, one
    of a date is past (``None``).
    """
    earliest = max(enrolled.anchor_at, enrolled.enrolled_at).astimezone(BEIJING)
    if step.on is not None:
        return step.on if window(step.on, step)[1] > earliest else None
    day = enrolled.anchor_at.astimezone(BEIJING).date() + timedelta(days=step.day or 0)
    day = max(day, earliest.date())
    if window(day, step)[1] <= earliest:
        day += timedelta(days=1)
    return _working(day, enrolled.plan)


def schedule(
    enrolled: Iterable[Enrolled], *, placed: Mapping[Key, tuple[str, date]], most: int, until: date | None = None
) -> list[Slot]:
    """
    This will place every step that was not made yet: at most ``most`` a day for each staff member, the rest on their
    next working day, the oldest first.

    ``placed`` are the tasks that were made, with whose they are and on which day; they stay where they are. Steps
    wanted behind ``until`` are left out: they can be in nobody's way before.
    """
    load = Counter(placed.values())
    waiting = []
    for one in enrolled:
        for place, step in enumerate(one.plan.steps):
            day = wanted_on(one, step) if (one.id, place) not in placed else None
            if day is not None and (until is None or day <= until):
                waiting.append((day, step.at, one.id, place, one))
    slots = []
    for wanted, _, number, place, one in sorted(waiting, key=lambda item: item[:4]):
        step, day = one.plan.steps[place], wanted
        while step.on is None and load[one.staff, day] >= most:
            day = _working(day + timedelta(days=1), one.plan)
        load[one.staff, day] += 1
        slots.append(Slot(number, place, one.staff, day, *window(day, step)))
    return slots


def due(slots: Sequence[Slot], *, since: datetime, now: datetime) -> list[Slot]:
    """This will give the slots whose tasks are to be made now; what was over before the SOP ran (again) is not made."""
    return [one for one in slots if one.begins_at <= now and one.due_at > since]


def over(slots: Iterable[Slot], enrolled: Iterable[Enrolled], *, since: datetime, now: datetime) -> set[int]:
    """This will tell who is through: of whom no slot is left that will be made later than now."""
    left = {one.enrollment for one in slots if one.begins_at > now and one.due_at > since}
    return {one.id for one in enrolled} - left


def check(plan: SopPlan) -> None:
    """
    This will see that a plan can be kept.

    :raises NotASopPlan: if its audience or its days make no sense
    :raises NotASopStep: if one of its steps cannot be
    """
    if why := _wrong(plan):
        raise NotASopPlan(why=why)
    for place, step in enumerate(plan.steps, 1):
        if why := _wrong_step(step, plan.begin):
            raise NotASopStep(place=place, why=why)


def _wrong(plan: SopPlan) -> str:
    if not 1 <= len(plan.steps) <= STEPS_MOST:
        return f"it has {len(plan.steps)} steps, and 1 to {STEPS_MOST} can be"
    if len(set(plan.rest_weekdays)) >= _WEEK:
        return "nobody works on any day"
    if (plan.begin is Begin.SEGMENT) != bool(plan.segment):
        return "a segment is named when it begins with one, and only then"
    if plan.ends_on_order and (plan.begin is Begin.FIRST_ORDER or plan.begin.kind is SopKind.GROUP):
        return "who bought can only be let go where customers are followed from before they buy"
    return ""


def _wrong_step(step: Step, begin: Begin) -> str:
    if (step.on is not None) != (begin is Begin.DATES) or (step.day is not None) != (begin is not Begin.DATES):
        return "it has a date where the SOP goes by dates, and a day where it does not"
    if step.day is not None and not 0 <= step.day <= DAY_LAST:
        return f"day {step.day} is not between 0 and {DAY_LAST}"
    if step.until <= step.at:
        return "its hours end before they begin"
    if step.at < QUIET[0] or step.until > QUIET[1]:
        return f"its hours lie outside {QUIET[0]:%H:%M}–{QUIET[1]:%H:%M}"
    return ""


def plan_of(kept: Mapping[str, Any]) -> SopPlan:
    """This will read a plan as it is kept."""
    steps = [
        Step(
            one["words"], time.fromisoformat(one["at"]), time.fromisoformat(one["until"]), one["day"],
            date.fromisoformat(one["on"]) if one["on"] else None, one["script"],
        )
        for one in kept["steps"]
    ]  # fmt: skip
    rest = tuple(date.fromisoformat(one) for one in kept["rest_days"])
    return SopPlan(
        kept["name"], Begin(kept["begin"]), tuple(steps), tuple(kept["staff"]), tuple(kept["units"]), kept["segment"],
        kept["most_a_day"], tuple(kept["rest_weekdays"]), rest, kept["ends_on_order"],
    )  # fmt: skip


def written(plan: SopPlan) -> dict[str, Any]:
    """This will write a plan as it is kept."""
    steps = [
        {
            "words": one.words, "at": f"{one.at:%H:%M}", "until": f"{one.until:%H:%M}", "day": one.day,
            "on": one.on.isoformat() if one.on else None, "script": one.script,
        }
        for one in plan.steps
    ]  # fmt: skip
    return {
        "name": plan.name, "begin": plan.begin.value, "steps": steps, "staff": list(plan.staff),
        "units": list(plan.units), "segment": plan.segment, "most_a_day": plan.most_a_day,
        "rest_weekdays": sorted(set(plan.rest_weekdays)),
        "rest_days": sorted(one.isoformat() for one in plan.rest_days), "ends_on_order": plan.ends_on_order,
    }  # fmt: skip


def _working(day: date, plan: SopPlan) -> date:
    for _ in range(_FAR):
        if works(day, plan):
            return day
        day += timedelta(days=1)
    raise NotASopPlan(why="nobody works on any day")
