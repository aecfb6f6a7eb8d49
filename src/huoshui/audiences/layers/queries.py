"""Reading layers: stock, flow, where one person stands and why, and tables of several dimensions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import queries as access
from huoshui.access.contract import Scope
from huoshui.audiences import queries as audiences
from huoshui.audiences.contract.answers import Verdict
from huoshui.audiences.contract.language import Condition, Some
from huoshui.audiences.contract.layerings import NONE, Count, KeptLayering, Layering, LayeringName
from huoshui.audiences.layers import axes, warehouse
from huoshui.audiences.layers import dimensions as registry
from huoshui.audiences.layers.contract import (
    OUTSIDE,
    Axis,
    Cell,
    DaysReversed,
    DayToCome,
    DimensionsClash,
    Flow,
    LevelCount,
    LineVerdict,
    Rules,
    Standing,
    Stock,
    Table,
    Values,
)
from huoshui.audiences.layers.rules import moved
from huoshui.audiences.layers.series import HISTORIES, compile_series
from huoshui.audiences.rulebook import kept_layerings
from huoshui.audiences.rules.bounds import day_of, end_of
from huoshui.audiences.rules.inlining import Rulebook, inlined
from huoshui.audiences.rules.reading import hold_history
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

MOST_VALUES = 50
"""Values of a found dimension that are shown."""
MOST_AXES = 3


async def stock(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    name: LayeringName,
    on: date,
    count: Count = "platform",
    scope: Scope,
    now: datetime,
) -> Stock:
    """
    This will count the people on each level at the end of a day in Beijing; of today: now.

    :raises DayToCome: if the day is not there yet
    :raises NoHistory: if it is past, and the rules ask what is known of today only
    """
    past = _past(on, now=now)
    kept = await kept_layerings(session)
    layering, rulebook = kept[name].definition, _rulebook(kept)
    conditions = [axes.at_end(inlined(one, {}, rulebook), past) for one in _related(layering)]
    asked = warehouse.places(
        [axes.of_layering(rulebook, name, count=count, on=past)],
        scope=scope, now=clock.milliseconds(now), conditions=conditions,
    )  # fmt: skip
    found = {place: people for (place,), people in await warehouse.counts(clickhouse, asked)}
    there = layering.there(count)[::-1]
    people = {level.name: found.get(place, (0,))[0] for place, level in enumerate(there, start=1)}
    people[NONE] = found.get(0, (0,))[0]
    sums = [sum(column) for column in zip(*found.values(), strict=True)] if found else [0]
    related, awake = sums[1:] or (0, 0)
    return Stock(
        on, Rules(name, kept[name].version, count), _levels(layering, count, people), base=sums[0],
        funnel=sum(n for level, n in people.items() if level not in OUTSIDE), related=related, awake=awake,
    )  # fmt: skip


async def flow(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    name: LayeringName,
    since: date,
    until: date,
    count: Count = "platform",
    scope: Scope,
    now: datetime,
) -> Flow:
    """
    This will tell who went from which level to which between the ends of two days, in one pass of each table.

    :raises DayToCome: if a day is not there yet
    :raises DaysReversed: if the second is not later than the first
    :raises NoHistory: if the rules ask what is known of today only
    """
    check_days(since, until, now=now)
    kept = await kept_layerings(session)
    layering = kept[name].definition
    bands = axes.over_days(_rulebook(kept), name, count=count, since=since)
    at = clock.milliseconds(now)
    sql, parameters = compile_series(
        [band.where for band in bands], moments=[min(end_of(on), at) for on in (since, until)], scope=scope, now=at,
        ask=HISTORIES,
    )  # fmt: skip
    words = [NONE, *(band.name for band in bands)]
    found = await clickhouse.rows(sql, parameters)
    cells = {(words[before], words[after]): int(people) for (before, after), people in found}
    ends: Counter[str] = Counter()
    for (_, after), people in cells.items():
        ends[after] += people
    there = [level.name for level in layering.there(count)]
    return Flow(
        since, until, Rules(name, kept[name].version, count), _levels(layering, count, ends), cells,
        moved(cells, there, {level.name: level.chinese for level in layering.levels}),
    )  # fmt: skip


async def standing(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    name: LayeringName,
    person: int,
    on: date,
    count: Count = "platform",
    scope: Scope,
    now: datetime,
) -> Standing:
    """
    This will tell on which level a person is at the end of a day, and of every line of the rules whether it is met.

    :raises DayToCome: if the day is not there yet
    :raises NoHistory: if it is past, and the rules ask what is known of today only
    """
    past = _past(on, now=now)
    kept = await kept_layerings(session)
    layering, rulebook = kept[name].definition, _rulebook(kept)
    lines = [(level, line) for level in reversed(layering.there(count)) for line in layering.lines_of(level, count)]
    whole = Some(kind="any", of=tuple(inlined(line.where, {}, rulebook) for _, line in lines))
    asked = axes.at_end(whole, past)
    hold_history(asked)
    verdict = await audiences.explain(session, clickhouse, person=person, condition=asked, scope=scope, now=now)
    verdicts = _inside(verdict).below
    highest = next((level for (level, _), one in zip(lines, verdicts, strict=True) if one.met), None)
    return Standing(
        person, on, Rules(name, kept[name].version, count),
        highest.name if highest else NONE, highest.chinese if highest else "不在其中",
        tuple(LineVerdict(level.name, line.label, one) for (level, line), one in zip(lines, verdicts, strict=True)),
    )  # fmt: skip


async def table(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    dimensions: Sequence[str],
    on: date | None = None,
    scope: Scope,
    now: datetime,
) -> Table:
    """
    This will count people by one to three dimensions, now or at the end of a day; empty cells are left out.

    :raises NoSuchDimension: if there is none of that name
    :raises DimensionsClash: if there are too many, one twice, or two whose values are found in the data
    :raises NoHistory: if a dimension is known of today only
    :raises NoSuchTrait: if it is the age of a trait that nobody has
    :raises TraitDoesNotFit: if nobody's can be read as a day
    :raises DayToCome: if the day is not there yet
    """
    rulebook = _rulebook(await kept_layerings(session))
    asked_for = [registry.named(one, on) for one in dimensions]
    for _, day in asked_for:
        check_days(*([day] if day else []), now=now)
    found = [registry.axis(rulebook, name, on=day) for name, day in asked_for]
    _check(found)
    for aged in (one for one in found if isinstance(one, Axis) and one.name.startswith("age:")):
        await audiences.resolved(session, clickhouse, axes.where_all([band.where for band in aged.bands]))
    bands, values = [one for one in found if isinstance(one, Axis)], [one for one in found if isinstance(one, Values)]
    asked = warehouse.places(bands, scope=scope, now=clock.milliseconds(now))
    if not values:
        rows = [(at, "", people) for at, (people,) in await warehouse.counts(clickhouse, asked)]
        return Table(tuple(found), tuple(_cells(found, rows)), now)
    until = min(clock.milliseconds(now), end_of(values[0].on)) if values[0].on else clock.milliseconds(now)
    rows = await warehouse.counts_by_value(clickhouse, asked, values[0], until=until)
    rows, more = _most(rows)
    if values[0].source == "units":
        codes = {str(unit.id): unit.code for unit in await access.units(session, scope=scope)}
        rows = [(at, codes.get(value, value), people) for at, value, people in rows]
    return Table(tuple(found), tuple(_cells(found, rows)), now, more)


def check_days(*days: date, now: datetime) -> None:
    """
    This will see that days are there and rise.

    :raises DayToCome: if one is later than today in Beijing
    :raises DaysReversed: if one is not later than the one before
    """
    today = day_of(clock.milliseconds(now))
    for day in days:
        if day > today:
            raise DayToCome(day=day, today=today)
    for before, after in pairwise(days):
        if after <= before:
            raise DaysReversed(since=before, until=after)


def _past(on: date, *, now: datetime) -> date | None:
    """The day, if it is over; of today it is asked as of now."""
    check_days(on, now=now)
    return on if on < day_of(clock.milliseconds(now)) else None


def _rulebook(kept: Mapping[LayeringName, KeptLayering]) -> Rulebook:
    return {name: one.definition for name, one in kept.items()}


def _related(layering: Layering) -> list[Condition]:
    """Has a standing relation; has one and acted lately."""
    lines = [line.where for level in layering.levels for line in level.lines if line.standing]
    if not lines or layering.awake is None:
        return []
    related = Some(kind="any", of=tuple(lines))
    return [related, axes.where_all([related, layering.awake]).where]


def _levels(layering: Layering, count: Count, people: Mapping[str, int]) -> tuple[LevelCount, ...]:
    found = [LevelCount(one.name, one.chinese, one.english, people.get(one.name, 0)) for one in layering.there(count)]
    return (*found[::-1], LevelCount(NONE, "不在其中", "none", people.get(NONE, 0)))


def _inside(verdict: Verdict) -> Verdict:
    return verdict.below[0] if verdict.kind == "as_of" else verdict


def _check(found: Sequence[Axis | Values]) -> None:
    names = [(one.name, one.on) for one in found]
    if not 1 <= len(names) <= MOST_AXES:
        raise DimensionsClash(why=f"there are {len(names)}; one to {MOST_AXES} make a table")
    if len(set(names)) < len(names):
        raise DimensionsClash(why="one stands twice")
    several = [one.name for one in found if isinstance(one, Values)]
    if len(several) > 1:
        raise DimensionsClash(why=f"of {' and '.join(several)} a person may have several values; one such is the most")
    for axis in found:
        for band in axis.bands if isinstance(axis, Axis) else ():
            hold_history(band.where)


_Row = tuple[tuple[int, ...], str, int]


def _most(rows: Sequence[_Row]) -> tuple[list[_Row], int]:
    """The values that most people have, and how many were left off; having none is always shown."""
    people: Counter[str] = Counter()
    for _, value, count in rows:
        people[value] += count
    shown = {"", *(value for value, _ in people.most_common(MOST_VALUES))}
    return [row for row in rows if row[1] in shown], len(people.keys() - shown)


def _cells(found: Sequence[Axis | Values], rows: Iterable[_Row]) -> list[Cell]:
    cells = []
    for at, value, people in sorted(rows, key=lambda row: (-row[2], row[:2])):
        places = iter(at)
        words = [
            value or NONE if isinstance(axis, Values) else [NONE, *(band.name for band in axis.bands)][next(places)]
            for axis in found
        ]
        cells.append(Cell(tuple(words), people))
    return cells
