"""Reading intimacy: a person's closeness and why, the model in force, fits, runs, and everybody's distribution."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences.intimacy import warehouse
from huoshui.audiences.intimacy.contract.errors import NoSuchFit, NoSuchIntimacyRun, TooManyDeeds
from huoshui.audiences.intimacy.contract.values import (
    STAGES,
    Chance,
    Closeness,
    Contact,
    Deed,
    Distribution,
    Fit,
    Model,
    Move,
    Outcome,
    Run,
    RunState,
    Score,
    Stored,
    Task,
    Trust,
    TrustFlow,
)
from huoshui.audiences.intimacy.rules.moving import suggestions
from huoshui.audiences.intimacy.rules.scale import BEGINNING
from huoshui.audiences.intimacy.rules.scoring import evaluate, relations, with_staff
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.readings import SCALE
from huoshui.people import queries as people

MOST_DEEDS = 200_000
_MARKETING = ("marketing/wecom", "marketing/all")


async def closeness(
    session: AsyncSession, clickhouse: ClickHouse, *, person: int, scope: Scope, now: datetime
) -> Closeness:
    """
    This will tell how close a person is right now and why, how that changed, and what would bring them closer.

    The person must be in scope. Orders of all units count: a score is the person's, not a unit's.
    """
    at = clock.milliseconds(now)
    model = await in_force(session)
    deeds = await warehouse.deeds(clickhouse, await people.identities_of(session, person), now=at)
    score = evaluate(deeds, model, now=at)
    summary = next(iter(await people.summaries(session, [person], scope=scope)), None)
    reachable = bool(summary and summary.channels) and not score.stopped
    return Closeness(
        person,
        score if score.lines else None,
        model,
        contactable=reachable or any(not ended for _, ended in with_staff(deeds, now=at).values()),
        answered=_times(score, "answered", "pushed"),
        served=_times(score, "served", "asked"),
        stored=await stored(clickhouse, person=person),
        moves=await moves(clickhouse, person=person),
        relations=relations(deeds, model, now=at),
        suggestions=await _suggested(session, deeds, score, model, person=person, reachable=reachable, now=now),
    )


async def contacts(
    session: AsyncSession, clickhouse: ClickHouse, *, staff: str, scope: Scope, now: datetime
) -> list[Contact]:
    """
    This will list the people in scope whom a member of staff knows, by how close the two are, closest first.

    :raises TooManyDeeds: if more happened between them than can be looked at in one piece
    """
    at, model = clock.milliseconds(now), await in_force(session)
    rows = await warehouse.deeds_with(clickhouse, staff, now=at, scope=scope, most=MOST_DEEDS + 1)
    if len(rows) > MOST_DEEDS:
        raise TooManyDeeds(most=MOST_DEEDS, staff=staff[:60])
    return await asyncio.to_thread(_contacts, rows, staff, model, at)


async def stored(clickhouse: ClickHouse, *, person: int) -> Stored | None:
    """This will give the stored score and trust stage of a person; ``None`` when they have none."""
    found = await warehouse.stored(clickhouse, person)
    if found is None:
        return None
    points, z, stage, since, run, as_of, version = found
    return Stored(person, int(points), float(z), STAGES[stage], clock.moment(since), version, run, clock.moment(as_of))


async def moves(clickhouse: ClickHouse, *, person: int) -> tuple[Move, ...]:
    """This will list the changes of a person's trust stage, the newest first."""
    return tuple(
        Move(clock.moment(at), _stage(before), STAGES[after], points)
        for at, before, after, points in await warehouse.moves_of(clickhouse, person)
    )


async def distribution(clickhouse: ClickHouse, *, scope: Scope) -> Distribution:
    """This will count the people in scope by score and trust stage, as the last published run has them."""
    rows, last = await warehouse.distribution(clickhouse, scope=scope), await warehouse.published(clickhouse)
    everybody = sum(row["people"] for row in rows)
    return Distribution(
        everybody,
        tuple(sum(row["people"] for row in rows if row["bin"] == place) for place in range(10)),
        {stage: sum(row["people"] for row in rows if row["stage"] == place) for place, stage in enumerate(STAGES)},
        sum(row["total"] for row in rows) / everybody / SCALE if everybody else None,
        *((last[0], last[2], clock.moment(last[1])) if last else (None, None, None)),
    )


async def trust_flow(clickhouse: ClickHouse, *, since: datetime, until: datetime, scope: Scope) -> TrustFlow:
    """This will count who stands in which trust stage now, and the changes in [since, until)."""
    found = await warehouse.moves_between(
        clickhouse, since=clock.milliseconds(since), until=clock.milliseconds(until), scope=scope
    )
    stock = (await distribution(clickhouse, scope=scope)).stages
    return TrustFlow(stock, tuple((_stage(one), STAGES[other], n) for one, other, n in found), since, until)


async def in_force(session: AsyncSession) -> Model:
    """This will give the model by which people are scored now: the fit put in force last, or the defaults."""
    row = (await session.execute(_IN_FORCE)).first()
    return BEGINNING if row is None or row.model is None else _model(row.version, row.model)


async def fits(session: AsyncSession) -> list[Fit]:
    """This will list the fits, the newest first, also those that were not put in force."""
    return [_fit(row) for row in (await session.execute(text(f"{_FITS} ORDER BY version DESC LIMIT 200"))).all()]


async def fit(session: AsyncSession, *, version: int) -> Fit:
    """
    This will give one fit with its report.

    :raises NoSuchFit: if there is none of that version
    """
    row = (await session.execute(text(f"{_FITS} WHERE version = :version"), {"version": version})).first()
    if row is None:
        newest = await session.scalar(text("SELECT max(version) FROM intimacy_fits"))
        raise NoSuchFit(version=version, newest=newest or "none")
    return _fit(row)


async def runs(session: AsyncSession, *, limit: int = 50) -> list[Run]:
    """This will list the runs, the newest first."""
    found = await session.execute(text(f"{_RUNS} ORDER BY run DESC LIMIT :limit"), {"limit": limit})
    return [_run(row) for row in found.all()]


async def run(session: AsyncSession, *, number: int) -> Run:
    """
    This will tell how a run stands.

    :raises NoSuchIntimacyRun: if there is none of that number
    """
    row = (await session.execute(text(f"{_RUNS} WHERE run = :run"), {"run": number})).first()
    if row is None:
        raise NoSuchIntimacyRun(run=number)
    return _run(row)


def written(model: Model) -> str:
    """This will write a model as JSON, without its version."""
    plain = {
        "weights": dict(model.weights),
        "anchors": model.anchors,
        "spread": model.spread,
        "chances": {outcome.value: asdict(one) for outcome, one in model.chances.items()},
        "fitted": model.fitted,
    }
    return orjson.dumps(plain).decode()


def _model(version: int, kept: Mapping[str, Any]) -> Model:
    """A kept model; signals that it does not know yet have their default weight."""
    return replace(
        BEGINNING,
        version=version,
        weights={**BEGINNING.weights, **kept["weights"]},
        anchors=tuple((z, score) for z, score in kept["anchors"]),
        spread=kept["spread"],
        chances={Outcome(name): Chance(**one) for name, one in kept["chances"].items()},
        fitted=kept["fitted"],
    )


def _contacts(rows: Sequence[tuple[int, Deed]], staff: str, model: Model, now: int) -> list[Contact]:
    of: defaultdict[int, list[Deed]] = defaultdict(list)
    for person, deed in rows:
        of[person].append(deed)
    found = [
        Contact(person, relation, max(deed.at for deed in deeds))
        for person, deeds in of.items()
        for relation in relations(deeds, model, now=now)
        if relation.staff == staff
    ]
    return sorted(found, key=lambda one: (-one.relation.score.z, one.person))


async def _suggested(
    session: AsyncSession,
    deeds: Sequence[Deed],
    score: Score,
    model: Model,
    *,
    person: int,
    reachable: bool,
    now: datetime,
) -> tuple[Any, ...]:
    (facts,) = await people.facts_of(session, [person])
    refused = any(line in facts.denied for line in _MARKETING)
    return suggestions(deeds, score, model, reachable=reachable, refused=refused, now=now)


def _times(score: Score, did: str, of: str) -> tuple[int, int]:
    times = {line.signal.name: line.times for line in score.lines}
    return times.get(did, 0), times.get(of, 0)


def _stage(number: int) -> Trust | None:
    return None if number < 0 else STAGES[number]


def _fit(row: Any) -> Fit:  # noqa: ANN401 SQLAlchemy's rows
    return Fit(
        row.version,
        _model(row.version, row.model),
        row.report,
        row.made_at,
        row.made_by,
        in_force=row.in_force,
        verdict=row.verdict,
    )


def _run(row: Any) -> Run:  # noqa: ANN401 SQLAlchemy's rows
    return Run(**{**row._asdict(), "task": Task(row.task), "state": RunState(row.state)})


_LAST = "(SELECT version FROM intimacy_in_force ORDER BY id DESC LIMIT 1)"
_IN_FORCE = text(f"SELECT last.version, f.model FROM {_LAST} AS last LEFT JOIN intimacy_fits AS f USING (version)")
_FITS = f"""
    SELECT version, model, report, verdict, made_at, made_by, coalesce(version = {_LAST}, false) AS in_force
    FROM intimacy_fits
"""
_RUNS = """
    SELECT run, task, state, step, asked_by, as_of, begun_at, ended_at, people, moves, version, note FROM intimacy_runs
"""
