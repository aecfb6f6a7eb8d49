"""Fitting the weights on the last thirty days, and putting a fit in force or back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.audiences.intimacy import queries, warehouse
from huoshui.audiences.intimacy.contract.errors import FitInForce
from huoshui.audiences.intimacy.contract.signals import SIGNALS
from huoshui.audiences.intimacy.contract.values import Chance, Fit, Model, Outcome
from huoshui.audiences.intimacy.rules import fitting
from huoshui.audiences.intimacy.rules.fitting import Flags, Floats, Question
from huoshui.audiences.intimacy.rules.scale import BEGINNING, anchors_of
from huoshui.audiences.rules import chance
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

HORIZON_DAYS = 30
MOST_PEOPLE = 200_000
"""A fit looks at no more: its numbers hardly change with more, and its memory stays bounded."""
HELD_OUT = 2_000
"""Of 10,000 by stable chance: the fit never sees them, and is judged by them."""
_SALT, _SALT_HELD = "intimacy", "intimacy-held-out"
_BOUGHT, _BUYS, _ADDED, _DELETES, _LOST, _ANSWERS = 1, 2, 4, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    What a fit learns from: people as they were ``HORIZON_DAYS`` ago with what they did since, and everybody's features
    now, from which the anchors are taken.
    """

    persons: list[int]
    features: Floats
    bits: np.ndarray[Any, np.dtype[np.int64]]
    now: Floats

    def questions(self, rows: Flags) -> list[Question]:
        """This will give the outcomes among some of the people: who is asked, and what they did."""
        bits = self.bits
        bought, added = bits & _BOUGHT > 0, (bits & _ADDED > 0) & (bits & _LOST == 0)
        asked = {
            Outcome.FIRST: (~bought, bits & _BUYS > 0),
            Outcome.AGAIN: (bought, bits & _BUYS > 0),
            Outcome.STAY: (added, bits & _DELETES == 0),
            Outcome.ANSWER: (added, bits & _ANSWERS > 0),
        }
        return [
            Question(outcome, self.features[who & rows], did[who & rows].astype(np.float64))
            for outcome, (who, did) in asked.items()
        ]


async def fit(session: AsyncSession, clickhouse: ClickHouse, *, by: str, now: datetime) -> Fit:
    """
    This will fit a model on what people did in the last thirty days, keep it with its report, and put it in force.

    It is not put in force when it does worse on held-out people than the one that is; its verdict says so.
    """
    evidence = await gathered(clickhouse, now=now)
    current = await queries.in_force(session)
    model, report, worse = await asyncio.to_thread(_fitted, evidence, current)
    report |= {"as_of": now.isoformat(), "horizon_days": HORIZON_DAYS, "compared_with": current.version}
    verdict = _verdict(model, report, current, worse=worse)
    written = {"model": queries.written(model), "report": orjson.dumps(report).decode(), "verdict": verdict}
    version = await session.scalar(_KEEP, {**written, "now": now, "by": by})
    if not worse:
        await session.execute(_FORCE, {"version": version, "now": now, "by": by, "reason": verdict})
    return await queries.fit(session, version=int(version or 0))


async def put_in_force(session: AsyncSession, *, version: int, viewer: Viewer, now: datetime) -> None:
    """
    This will put a kept fit in force, or the defaults by version 0; the next run scores by it.

    :raises NoSuchFit: if there is none of that version
    :raises FitInForce: if it is in force already
    """
    if version != BEGINNING.version:
        await queries.fit(session, version=version)
    if (await queries.in_force(session)).version == version:
        raise FitInForce(version=version)
    line = {"version": version, "now": now, "by": viewer.actor, "reason": "put in force by hand 人工启用"}
    await session.execute(_FORCE, line)
    await access.record(
        session, viewer=viewer, action="intimacy.fit_put_in_force", subject=f"fit:{version}", facts={}, now=now
    )


async def gathered(clickhouse: ClickHouse, *, now: datetime) -> Evidence:
    """This will read the evidence: at most about `MOST_PEOPLE`, by stable chance."""
    ((people,),) = await clickhouse.rows("SELECT count() FROM people FINAL WHERE gone = 0")
    picked = {"seed": chance.seed(_SALT), "share": min(10_000, 10_000 * MOST_PEOPLE // max(int(people), 1) + 1)}
    end = clock.milliseconds(now)
    begin = clock.milliseconds(now - timedelta(days=HORIZON_DAYS))
    then = await warehouse.sample(clickhouse, now=begin, **picked)
    did = await warehouse.outcomes(clickhouse, now=begin, end=end, **picked)
    today = await warehouse.sample(clickhouse, now=end, **picked)
    return await asyncio.to_thread(_evidence, then, did, today)


def _evidence(then: pa.Table, did: pa.Table, today: pa.Table) -> Evidence:
    persons = then.column("person").to_pylist()
    bits: Mapping[int, int] = dict(zip(did.column("person").to_pylist(), did.column("bits").to_pylist(), strict=True))
    found = np.array([bits.get(person, 0) for person in persons], dtype=np.int64)
    return Evidence(persons, _matrix(then), found, _matrix(today))


def _matrix(table: pa.Table) -> Floats:
    """A row per person, a column per signal: ln(1 + value)."""
    signals, values = (table.column(name).combine_chunks() for name in ("signals", "values"))
    rows = np.repeat(np.arange(table.num_rows), np.diff(signals.offsets.to_numpy()))
    matrix = np.zeros((table.num_rows, len(SIGNALS)))
    matrix[rows, signals.flatten().to_numpy() - 1] = np.log1p(values.flatten().to_numpy())
    return matrix


def _fitted(evidence: Evidence, current: Model) -> tuple[Model, dict[str, Any], bool]:
    """A model, its report on the held out, and whether it does worse among them than the current one."""
    held = np.array([chance.number(_SALT_HELD, person) < HELD_OUT for person in evidence.persons], dtype=bool)
    seen, unseen = evidence.questions(~held), evidence.questions(held)
    learned = fitting.learned(seen)
    weights = learned or BEGINNING.weights
    vector = np.array([weights[signal.name] for signal in SIGNALS])
    chances = {one.outcome: fitting.chance(one.features @ vector, one.answers) for one in seen}
    known = {outcome: one for outcome, one in chances.items() if one is not None}
    anchors, spread = anchors_of(sorted((evidence.now @ vector).tolist()))
    model = Model(0, weights, anchors, spread, known, fitted=learned is not None)
    mine, theirs = fitting.judged(unseen, weights), fitting.judged(unseen, current.weights)
    worse = model.fitted and (mine is None or (theirs is not None and mine < theirs))
    outcomes = {
        one.outcome.value: _outcome(one, trained, vector, known.get(one.outcome))
        for one, trained in zip(unseen, seen, strict=True)
    }
    report = {"people": len(evidence.persons), "held_out": int(held.sum()), "auc": mine, "auc_in_force": theirs}
    return model, {**report, "outcomes": outcomes}, worse


def _outcome(unseen: Question, seen: Question, vector: Floats, found: Chance | None) -> dict[str, Any]:
    """What there is to say of an outcome; without a table when there were too few of either answer."""
    trained = {"trained_on": len(seen.answers), "trained_positives": int(seen.answers.sum())}
    if found is None or not len(unseen.answers):
        return {**trained, "people": len(unseen.answers)}
    return {**trained, **fitting.report(unseen.features @ vector, unseen.answers, found)}


def _verdict(model: Model, report: Mapping[str, Any], current: Model, *, worse: bool) -> str:
    mine, theirs = report["auc"], report["auc_in_force"]
    compared = "" if mine is None or theirs is None else f" (AUC {mine:.4f}, in force {theirs:.4f})"
    if worse:
        return (
            f"不如在用版本 {current.version}，只保留不启用 kept, not put in force: worse on held-out people{compared}"
        )
    if not model.fitted:
        return f"样本不足，使用默认权重 default weights: too few positives to fit; anchors are new{compared}"
    return f"已启用 put in force{compared}"


_KEEP = text("""
    INSERT INTO intimacy_fits (model, report, verdict, made_at, made_by)
    VALUES (CAST(:model AS jsonb), CAST(:report AS jsonb), :verdict, :now, :by) RETURNING version
""")
_FORCE = text("INSERT INTO intimacy_in_force (version, since, by, reason) VALUES (:version, :now, :by, :reason)")
