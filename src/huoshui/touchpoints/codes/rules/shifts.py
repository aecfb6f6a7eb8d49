"""When somebody is on shift: weekdays, nights that end on the next day, holidays; all in Beijing's time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from huoshui.bedrock.clock import BEIJING
from huoshui.touchpoints.codes.contract import Hours, Placed, Plan

_ALWAYS = (Hours(0, 0),)
_DAY = timedelta(days=1)


def on_shift(plan: Plan, placed: Placed, *, at: datetime) -> bool:
    """This will tell whether somebody is on shift; backups ever are."""
    if placed.backup:
        return True
    here = at.astimezone(BEIJING)
    minute, today = here.hour * 60 + here.minute, here.date()
    begun_today = any(
        one.starts <= minute and (minute < one.ends or one.ends <= one.starts) for one in hours(plan, placed, today)
    )
    return begun_today or any(one.ends <= one.starts and minute < one.ends for one in hours(plan, placed, today - _DAY))


def hours(plan: Plan, placed: Placed, on: date) -> tuple[Hours, ...]:
    """This will give the hours that begin on a day: the day's own where it is a special one."""
    for special in plan.special_days:
        if special.on == on:
            return special.hours
    if not placed.shifts:
        return _ALWAYS
    return tuple(one.hours for one in placed.shifts if on.isoweekday() in one.weekdays)


def next_change(plan: Plan, *, at: datetime) -> datetime:
    """This will give the next moment at which somebody else may be on duty; midnight is one, when caps begin anew."""
    today = at.astimezone(BEIJING).date()
    moments = [
        datetime.combine(day, time(minute // 60, minute % 60), BEIJING)
        for day in (today, today + _DAY)
        for minute in {0, *_boundaries(plan)}
    ]
    return min(one for one in moments if one > at)


def _boundaries(plan: Plan) -> Iterator[int]:
    own = [shift.hours for placed in plan.staff for shift in placed.shifts]
    for one in [*own, *(each for special in plan.special_days for each in special.hours)]:
        yield from (one.starts, one.ends)
