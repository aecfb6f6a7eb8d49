"""Reading metrics: the dictionary, what a metric was, and its value in a period."""

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.contract.language import Definition
from huoshui.audiences.published import Parameters, members_v1, names_v1
from huoshui.insight.ground import Ground
from huoshui.insight.metrics.contract import (
    Entry,
    Measure,
    Metric,
    MetricQuestion,
    NoSuchMetric,
    People,
    Times,
    Value,
)
from huoshui.insight.metrics.shipped import SHIPPED
from huoshui.insight.questions.contract import Cell, Events, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.periods import days_of

_BUILT_IN = {entry.metric.chinese: name for name, entry in SHIPPED.items()}
_ORDERS = {"count": "sum(orders)", "net_fen": "sum(fen)", "buyers": "uniqExact(person)"}


async def entries(session: AsyncSession) -> list[Entry]:
    """This will list the dictionary: what ships, then the brand's own by name."""
    rows = await session.execute(text(f"{_METRICS} ORDER BY name"))
    return [*SHIPPED.values(), *(_entry(row) for row in rows)]


async def entry(session: AsyncSession, *, name: str) -> Entry:
    """
    This will give a metric by its name, or its Chinese name.

    :raises NoSuchMetric: if there is none
    """
    name = _BUILT_IN.get(name, name)
    if name in SHIPPED:
        return SHIPPED[name]
    row = (await session.execute(text(f"{_METRICS} WHERE name = :name OR chinese = :name"), {"name": name})).first()
    if row is None:
        raise NoSuchMetric(name=name[:60])
    return _entry(row)


async def state(session: AsyncSession) -> str:
    """This will give a word that is another once a definition changed."""
    return str(await session.scalar(_STATE))


async def history(session: AsyncSession, *, name: str) -> list[Entry]:
    """
    This will list what a metric meant, the newest version first; also of one that was retired.

    :raises NoSuchMetric: if there never was one of that name
    """
    if name in SHIPPED:
        return [SHIPPED[name]]
    rows = (await session.execute(_HISTORY, {"name": name})).all()
    if not rows:
        raise NoSuchMetric(name=name[:60])
    return [_entry(row) for row in rows]


async def value(ground: Ground, *, asked: MetricQuestion) -> Value:
    """
    This will work a metric out in a period, over the people that the question and its viewer mean.

    :raises NoSuchMetric: if there is none of that name
    """
    found = await entry(ground.asking.session, name=asked.metric)
    metric = found.metric
    days = days_of(asked.period, zone=metric.zone, now=ground.asking.now)
    figures = [
        None if measure is None else await _measured(ground, measure, days.since, days.until)
        for measure in (metric.numerator, metric.minus, metric.denominator)
    ]
    return Value(found, (figures[0] or 0.0) - (figures[1] or 0.0), figures[2])


async def who(ground: Ground, *, asked: MetricQuestion, cell: Cell) -> Who:
    """
    This will tell who is counted in the ``numerator`` or ``denominator`` of a metric.

    :raises NoSuchMetric: if there is none of that name
    :raises NoSuchCell: if that counts no people
    """
    measure, since, until = await _part(ground, asked, cell)
    if isinstance(measure, People):
        return await _people(ground, measure, since, until)
    return Who(ground.written(_SOLD, measure="DISTINCT person"), ground.parameters)


async def definition(ground: Ground, *, asked: MetricQuestion, cell: Cell) -> Definition | None:
    """
    This will give the segment that a metric counts, where it counts one.

    :raises NoSuchMetric: if there is none of that name
    :raises NoSuchCell: if that counts no people
    """
    measure, since, until = await _part(ground, asked, cell)
    return measure.definition(_period(since, until)) if isinstance(measure, People) else None


async def _part(ground: Ground, asked: MetricQuestion, cell: Cell) -> tuple[Measure, date, date]:
    """What is measured in a cell, of the metrics' own days."""
    metric = (await entry(ground.asking.session, name=asked.metric)).metric
    if cell.what not in metric.of_people:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="it counts no people")
    days = days_of(asked.period, zone=metric.zone, now=ground.asking.now)
    return getattr(metric, cell.what), days.since, days.until


def _period(since: date, until: date) -> dict[str, str]:
    return {"from": since.isoformat(), "to": until.isoformat()}


async def _people(ground: Ground, measure: People, since: date, until: date) -> Who:
    condition = await ground.asking.condition(measure.definition(_period(since, until)))
    parameters = Parameters()
    asking = ground.asking
    members = members_v1([condition], parameters, scope=asking.scope, now=asking.now)
    own = {f"x_{name}": one for name, one in parameters.values.items()}
    sql = f"SELECT person FROM (\n{_renamed(members, parameters)}\n) WHERE 1 {ground.only}"
    return Who(sql, {**ground.parameters, **own})


async def _measured(ground: Ground, measure: Measure, since: date, until: date) -> float:
    if isinstance(measure, People):
        who = await _people(ground, measure, since, until)
        ((count,),) = await ground.rows(f"SELECT count() FROM (\n{who.sql}\n)", **who.parameters)
        return float(count)
    if isinstance(measure, Times):
        names = names_v1(Events(events=measure.events)) or ()
        ((count,),) = await ground.rows(ground.written(_TIMES), names=list(names))
        return float(count)
    ((figure,),) = await ground.rows(ground.written(_SOLD, measure=_ORDERS[measure.measure]))
    return float(figure)


def _renamed(sql: str, parameters: Parameters) -> str:
    """The same statement with parameters that cannot be mistaken for those of the ground."""
    for name in parameters.values:
        sql = sql.replace(f"{{{name}:", f"{{x_{name}:")
    return sql


def _entry(row: Any) -> Entry:  # noqa: ANN401 SQLAlchemy's rows
    return Entry(Metric.model_validate(row.definition), row.version, False, row.changed_at, row.changed_by)  # noqa: FBT003


_STATE = text(
    "SELECT count(*) || ':' || coalesce(sum(version), 0) || ':' || coalesce(max(changed_at)::text, '') FROM metrics"
)
_METRICS = "SELECT name, version, definition, changed_at, changed_by FROM metrics"
_HISTORY = text("""
    SELECT name, version, definition, changed_at, changed_by FROM metric_versions WHERE name = :name
    ORDER BY version DESC
""")
_TIMES = """
SELECT sum(times)
FROM
(
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, times
    FROM
    (
        SELECT identity, count() AS times
        FROM events
        WHERE identity != 0 AND name IN {names:Array(String)}
          AND occurred_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
          AND occurred_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
        GROUP BY identity
    )
)
WHERE 1 «only»
"""
_SOLD = """
SELECT «measure»
FROM
(
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person, orders, fen
    FROM
    (
        SELECT identity, count() AS orders, sum(net_fen) AS fen
        FROM order_facts FINAL
        WHERE identity != 0 AND NOT withdrawn AND bought
          AND counted_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')
          AND counted_at < fromUnixTimestamp64Milli({until:Int64}, 'UTC')
          AND (NOT {scoped:UInt8} OR has({units:Array(UInt64)}, unit))
        GROUP BY identity
    )
)
WHERE 1 «only»
"""
