"""Who stands behind a code: never nobody."""

from collections.abc import Sequence
from datetime import datetime

from huoshui.touchpoints.codes.contract import SHOWN_MOST, Duty, Mode, Placed, Plan, Today, Why
from huoshui.touchpoints.codes.rules.shifts import on_shift

_LOW = 5
"""A fifth of the day's places left is time enough to see to more."""


def on_duty(plan: Plan, *, now: datetime, today: Today) -> Duty:
    """
    This will choose who stands behind a code now.

    Those on shift with room under their caps; without any, backups with room; without those whoever is shown stays,
    however full, because a code that is printed must lead to somebody. It is never empty.
    """
    here = [one for one in plan.staff if one.staff_id not in today.away]
    on = [one for one in here if not one.backup and on_shift(plan, one, at=now)]
    full = tuple(one.staff_id for one in on if not _has_room(one, today))
    for placed, why in ((on, Why.ON_SHIFT), ([one for one in here if one.backup], Why.BACKUP)):
        if free := [one for one in placed if _has_room(one, today)]:
            return Duty(_shown(plan, free, today), why, full, why is Why.ON_SHIFT and _is_low(on, today))
    return Duty(_left_over(plan, here, on, today), Why.LEFT_OVER, full)


def _has_room(placed: Placed, today: Today) -> bool:
    return placed.daily_cap is None or today.adds.get(placed.staff_id, 0) < placed.daily_cap


def _is_low(on: Sequence[Placed], today: Today) -> bool:
    may = left = 0
    for one in on:
        if one.daily_cap is None:
            return False
        may += one.daily_cap
        left += max(0, one.daily_cap - today.adds.get(one.staff_id, 0))
    return left * _LOW <= may


def _shown(plan: Plan, free: Sequence[Placed], today: Today) -> tuple[str, ...]:
    if plan.mode is Mode.ROUND_ROBIN:
        return (_next_in_turn(plan, free, today.last),)
    if plan.mode is Mode.WEIGHTED:
        return (min(free, key=lambda one: (today.adds.get(one.staff_id, 0) + 1) / one.weight).staff_id,)
    if len(free) > SHOWN_MOST:  # the platform takes no more; who had the fewest comes first
        free = sorted(free, key=lambda one: today.adds.get(one.staff_id, 0))[:SHOWN_MOST]
    return tuple(one.staff_id for one in free)


def _next_in_turn(plan: Plan, free: Sequence[Placed], last: str) -> str:
    order = [one.staff_id for one in plan.staff]
    after = order.index(last) + 1 if last in order else 0
    ready = {one.staff_id for one in free}
    return next(one for one in order[after:] + order[:after] if one in ready)


def _left_over(plan: Plan, here: Sequence[Placed], on: Sequence[Placed], today: Today) -> tuple[str, ...]:
    known = {one.staff_id for one in here}
    staying = tuple(one for one in today.shown if one in known)
    if staying:
        return staying
    rest = on or [one for one in here if one.backup] or here or plan.staff
    return tuple(one.staff_id for one in rest[:SHOWN_MOST])
