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
    TENTHS,
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
_BOUGHT_DAYS = {"people": 0, "buyers": 1, "again": 2}
"""On how many days somebody bought at least who is counted there."""
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


def cohort_who(ground: Ground, *, asked: ValueQuestion, cell: Cell) -> Who:
    """
    This will tell who is in a cohort (``group``: its key), or at a horizon (``age``: its days) of it was followed that
    long (``people``), is among the ``buyers``, or bought ``again``.

    :raises NoSuchCell: if there is no such cohort, horizon, or figure
    """
    group, bought = _group(asked.by, cell.group or ""), _BOUGHT_DAYS.get(cell.what)
    horizon = 0 if cell.age is None else [*asked.horizons, cell.age].index(cell.age) + 1
    if group is None or bought is None or horizon > len(asked.horizons) or (bought and not horizon):
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such cohort, horizon, or figure")
    now = clock.milliseconds(ground.asking.now)
    return warehouse.cohort_who(ground, asked, now=now, group=group, horizon=horizon, bought=bought)


def buyers_who(ground: Ground, *, cell: Cell) -> Who:
    """
    This will tell who first bought in the period (``buyers``), or of them bought ``again``.

    :raises NoSuchCell: if it is another figure
    """
    days = _BOUGHT_DAYS.get(cell.what)
    if not days:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such figure; what: buyers or again")
    return warehouse.buyers_who(ground, since=_day(ground.since, ground), days=days)


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
    arrivals = await observed(ground, asked=_of_channels(asked, "arrivals"))
    buyers = await observed(ground, asked=_of_channels(asked, "buyers"))
    came, bought = {one.key: one for one in arrivals}, {one.key: one.people for one in buyers}
    names = [name for name in (*warehouse.PUBLIC, NO_CHANNEL) if name in {*paid, *came, *bought}]
    return tuple(
        rules.payback(
            name, _chinese(name), cost_fen=paid.get(name, 0), arrivals=came.get(name), buyers=bought.get(name, 0)
        )
        for name in [*names, *sorted(set(paid) - set(names))]
    )  # fmt: skip


def payback_who(ground: Ground, *, asked: PaybackQuestion, cell: Cell) -> Who:
    """
    This will tell whom a channel (``group``) brought in the period (``arrivals``), or who of its people first bought in
    it (``buyers``).

    :raises NoSuchCell: if there is no such channel or figure
    """
    if cell.what not in {"arrivals", "buyers"}:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such figure; what: arrivals or buyers")
    return cohort_who(ground, asked=_of_channels(asked, cell.what), cell=Cell(group=cell.group))


def _of_channels(asked: PaybackQuestion, what: str) -> ValueQuestion:
    """The question about cohorts of channels that a figure of payback is an answer to."""
    start, horizons = ("arrival", rules.WEEKLY) if what == "arrivals" else ("purchase", (1,))
    words = {"period": asked.period, "zone": asked.zone, "people": asked.people}
    return ValueQuestion.model_validate({**words, "by": "channel", "start": start, "horizons": horizons})


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


def band_who(ground: Ground, *, cell: Cell) -> Who:
    """
    This will give who is in a tenth (``at``, from 0) of a run (``group``); of a run that is no longer kept, nobody.

    :raises NoSuchCell: if there is no such tenth
    """
    run = (
        cell.group if cell.group and cell.group.isascii() and cell.group.isdecimal() and len(cell.group) < 19 else None
    )
    if run is None or cell.what != "people" or cell.at is None or cell.at >= TENTHS:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such run or tenth")
    return warehouse.band_who(ground, run=int(run), tenth=cell.at + 1)


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


def _group(by: str, key: str) -> int | None:
    """The number of a cohort's key."""
    if by == "month":
        year, _, month = key.partition("-")
        return int(year + month) if (year + month).isdecimal() and len(key) == len("2026-10") else None
    places = {NO_CHANNEL: 0, **{name: place for place, name in enumerate(warehouse.PUBLIC, start=1)}}
    return places.get(key)


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
