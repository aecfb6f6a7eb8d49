"""Reading value: observed cohorts, who bought again, payback, RFM, runs of the model and what they expect."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.channels.recognition import CHANNELS
from huoshui.insight.ground import Ground
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.science.arrays import Integers
from huoshui.insight.value import rules, warehouse
from huoshui.insight.value.contract import (
    Band,
    Cohort,
    Cost,
    NoSuchRun,
    NothingPredicted,
    Payback,
    PaybackQuestion,
    Prediction,
    Repurchase,
    RepurchaseQuestion,
    RfmLine,
    RfmQuestion,
    Run,
    RunAsked,
    RunState,
    ValueQuestion,
)

NO_CHANNEL = "none"
_EPOCH = date(1970, 1, 1)


async def observed(ground: Ground, *, asked: ValueQuestion) -> tuple[Cohort, ...]:
    """This will tell what people who began in the period have brought, per cohort and horizon."""
    rows = await warehouse.cohorts(ground, asked, now=clock.milliseconds(ground.asking.now))
    return tuple(rules.cohort(*_named(asked.by, int(group)), figures, asked.horizons) for group, *figures in rows)


async def repurchase(ground: Ground, *, asked: RepurchaseQuestion) -> Repurchase:
    """This will tell who of the period's new buyers bought again, and after how long."""
    persons, days, _ = await _purchases(ground)
    since, until = (_day(at, ground) for at in (ground.since, ground.until - 1))
    return await asyncio.to_thread(
        rules.repurchase, persons, days, since=since, until=until + 1, horizons=asked.horizons
    )


async def rfm(ground: Ground, *, asked: RfmQuestion, run: int | None) -> tuple[RfmLine, ...]:
    """This will cut the period's buyers into eight groups; ``run`` is the run that says what is expected of them."""
    persons, days, fen = await _purchases(ground)
    until = _day(ground.until - 1, ground) + 1
    kept = days >= _day(ground.since, ground)
    expected: dict[int, float] | None = None
    if run is not None:
        table = await warehouse.expected(ground, run=run)
        expected = dict(zip(table["person"].to_pylist(), table["value_fen"].to_pylist(), strict=True))
    return await asyncio.to_thread(
        rules.groups, persons[kept], days[kept], fen[kept].astype(float),
        until=until, levels=asked.levels, expected=expected,
    )  # fmt: skip


def rfm_who(ground: Ground, *, asked: RfmQuestion, cell: Cell) -> Who:
    """
    This will tell who is in a group of RFM, which the cell's ``group`` names.

    :raises NoSuchCell: if there is no such group
    """
    low = rules.low_parts(cell.group or "")
    if low is None or cell.what != "people":
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such group")
    since, upper = _day(ground.since, ground), rules.upper(asked.levels)
    return warehouse.rfm_who(ground, since=since, levels=asked.levels, upper=upper, low=low)


async def payback(ground: Ground, *, asked: PaybackQuestion) -> tuple[Payback, ...]:
    """This will set what channels cost in the period against whom they brought in it, and what those brought so far."""
    costs = await costs_of(
        ground.asking.session, since=_date(ground.since, ground), until=_date(ground.until - 1, ground)
    )
    paid: dict[str, int] = {}
    for one in costs:
        paid[one.channel] = paid.get(one.channel, 0) + one.fen
    of_channels = ValueQuestion(period=asked.period, zone=asked.zone, people=asked.people, by="channel")
    arrivals = await observed(
        ground, asked=of_channels.model_copy(update={"start": "arrival", "horizons": rules.WEEKLY})
    )
    buyers = await observed(ground, asked=of_channels.model_copy(update={"horizons": (1,)}))
    came, bought = {one.key: one for one in arrivals}, {one.key: one.people for one in buyers}
    names = [name for name in (*warehouse.PUBLIC, NO_CHANNEL) if name in {*paid, *came, *bought}]
    return tuple(
        rules.payback(
            name, _chinese(name), cost_fen=paid.get(name, 0), arrivals=came.get(name), buyers=bought.get(name, 0)
        )
        for name in [*names, *sorted(set(paid) - set(names))]
    )  # fmt: skip


async def costs_of(session: AsyncSession, *, since: date, until: date) -> list[Cost]:
    """This will list what channels cost on the days from ``since`` to ``until``, both included."""
    rows = await session.execute(_COSTS, {"since": since, "until": until})
    return [Cost(row.channel, row.day, row.fen, row.campaign) for row in rows]


async def costs_state(session: AsyncSession) -> str:
    """This will give a word that is another once costs were taken in."""
    return str(await session.scalar(_COSTS_STATE))


async def run_state(session: AsyncSession) -> str:
    """This will give a word that is another once a run is done."""
    return str(await session.scalar(_RUN_STATE))


async def runs(session: AsyncSession, *, limit: int = 50) -> list[Run]:
    """This will list runs of the model, the newest first."""
    return [
        _run(row) for row in await session.execute(text(f"{_RUNS} ORDER BY id DESC LIMIT :limit"), {"limit": limit})
    ]


async def run(session: AsyncSession, *, number: int) -> Run:
    """
    This will give a run.

    :raises NoSuchRun: if there is none
    """
    row = (await session.execute(text(f"{_RUNS} WHERE id = :id"), {"id": number})).first()
    if row is None:
        raise NoSuchRun(id=number)
    return _run(row)


async def latest(session: AsyncSession) -> Run | None:
    """This will give the newest run that is done."""
    row = (await session.execute(text(f"{_RUNS} WHERE state = 'done' ORDER BY id DESC LIMIT 1"))).first()
    return None if row is None else _run(row)


async def silent(session: AsyncSession, *, now: datetime, seconds: int) -> list[int]:
    """This will list runs that should be at work and have not been heard of."""
    rows = await session.execute(_SILENT, {"then": now - timedelta(seconds=seconds)})
    return [number for (number,) in rows]


async def prediction(session: AsyncSession, clickhouse: ClickHouse, *, persons: Sequence[int]) -> Prediction:
    """
    This will give what the latest run expects of a person, known by any of their identities.

    :raises NothingPredicted: if there is no run that knew them
    """
    newest = await latest(session)
    found = await warehouse.prediction(clickhouse, run=newest.id, persons=persons) if newest else None
    if found is None:
        raise NothingPredicted
    return found


async def bands(ground: Ground, *, run: int) -> tuple[Band, ...]:
    """This will tell how what a run expects is spread over people, in tenths."""
    return tuple(await warehouse.bands(ground, run=run))


async def _purchases(ground: Ground) -> tuple[Integers, Integers, Integers]:
    table = await warehouse.purchases(ground)
    persons, days, fen = (table.column(name).to_numpy() for name in ("person", "day", "fen"))
    return persons.astype(np.int64), days.astype(np.int64), fen.astype(np.int64)


def _day(at_ms: int, ground: Ground) -> int:
    return (_date(at_ms, ground) - _EPOCH).days


def _date(at_ms: int, ground: Ground) -> date:
    return clock.moment(at_ms).astimezone(ground.clock).date()


def _named(by: str, group: int) -> tuple[str, str]:
    if by == "month":
        return (written := f"{group // 100}-{group % 100:02d}"), written
    name = warehouse.PUBLIC[group - 1] if group else NO_CHANNEL
    return name, _chinese(name)


def _chinese(name: str) -> str:
    if name == NO_CHANNEL:
        return "无公域触点"
    return CHANNELS[name].chinese if name in CHANNELS else name


def _run(row: object) -> Run:
    told: Mapping[str, object] = row._mapping  # type: ignore[attr-defined]  # noqa: SLF001 SQLAlchemy's rows
    return Run(**{**told, "state": RunState(str(told["state"])), "asked": RunAsked.model_validate(told["asked"])})  # type: ignore[arg-type]


_RUNS = """
    SELECT id, state, asked, until_on, step, done, total, answer, error, requested_at, requested_by, finished_at
    FROM value_runs
"""
_COSTS_STATE = text("SELECT count(*) || ':' || coalesce(max(changed_at)::text, '') FROM channel_costs")
_RUN_STATE = text("SELECT coalesce(max(id), 0) FROM value_runs WHERE state = 'done'")
_SILENT = text("SELECT id FROM value_runs WHERE state IN ('queued', 'running') AND heartbeat_at < :then ORDER BY id")
_COSTS = text("""
    SELECT channel, day, fen, campaign FROM channel_costs WHERE day BETWEEN :since AND :until
    ORDER BY channel, day, campaign
""")
