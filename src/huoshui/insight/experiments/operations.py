"""Changing experiments: set one out, change what has not begun, start it, stop it."""

from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock import ids
from huoshui.insight.experiments import queries
from huoshui.insight.experiments.contract import (
    Experiment,
    ExperimentBegun,
    ExperimentChanged,
    ExperimentExists,
    Plan,
    State,
)


async def create(session: AsyncSession, *, plan: Plan, viewer: Viewer, now: datetime) -> Experiment:
    """
    This will set out an experiment, with a salt that no other has.

    :raises ExperimentExists: if the name is taken
    """
    salt = f"experiment-{ids.render(ids.fresh())}"
    line = {"name": plan.name, "salt": salt, "definition": _written(plan), "now": now, "by": viewer.actor}
    try:
        async with session.begin_nested():
            number = await session.scalar(_CREATE, line)
    except IntegrityError:
        raise ExperimentExists(name=plan.name) from None
    return await _audited(session, int(number or 0), "experiments.created", viewer, now)


async def change(
    session: AsyncSession, *, ref: str, plan: Plan, version: int, viewer: Viewer, now: datetime
) -> Experiment:
    """
    This will change an experiment that has not begun; ``version`` is the one that the author saw.

    :raises NoSuchExperiment: if it is not there
    :raises ExperimentBegun: if it has begun
    :raises ExperimentChanged: if it has another version by now
    :raises ExperimentExists: if its new name is taken
    """
    known = await _draft(session, ref)
    if known.version != version:
        raise ExperimentChanged(name=known.plan.name, version=known.version)
    try:
        async with session.begin_nested():
            await session.execute(_CHANGE, {"id": known.id, "name": plan.name, "definition": _written(plan)})
    except IntegrityError:
        raise ExperimentExists(name=plan.name) from None
    return await _audited(session, known.id, "experiments.changed", viewer, now)


async def start(session: AsyncSession, *, ref: str, viewer: Viewer, now: datetime) -> Experiment:
    """
    This will start an experiment: from now on what people do counts, and it is not changed any more.

    :raises NoSuchExperiment: if it is not there
    :raises ExperimentBegun: if it has begun
    """
    known = await _draft(session, ref)
    await session.execute(_START, {"id": known.id, "now": now})
    return await _audited(session, known.id, "experiments.started", viewer, now)


async def stop(session: AsyncSession, *, ref: str, viewer: Viewer, now: datetime) -> Experiment:
    """
    This will stop an experiment: what people do later does not count. Stopping twice changes nothing.

    :raises NoSuchExperiment: if it is not there
    """
    known = await queries.experiment(session, ref=ref)
    done = await session.execute(_STOP, {"id": known.id, "now": now})
    if not done.first():
        return known
    return await _audited(session, known.id, "experiments.stopped", viewer, now)


async def _draft(session: AsyncSession, ref: str) -> Experiment:
    known = await queries.experiment(session, ref=ref)
    await session.execute(text("SELECT 1 FROM experiments WHERE id = :id FOR UPDATE"), {"id": known.id})
    known = await queries.experiment(session, ref=str(known.id))
    if known.state is not State.DRAFT:
        raise ExperimentBegun(name=known.plan.name, state=known.state.value)
    return known


async def _audited(session: AsyncSession, number: int, action: str, viewer: Viewer, now: datetime) -> Experiment:
    found = await queries.experiment(session, ref=str(number))
    facts = {"name": found.plan.name, "version": found.version}
    await access.record(session, viewer=viewer, action=action, subject=f"experiment:{number}", facts=facts, now=now)
    return found


def _written(plan: Plan) -> str:
    return orjson.dumps(plan.model_dump(mode="json", by_alias=True, exclude_none=True)).decode()


_CREATE = text("""
    INSERT INTO experiments (name, salt, definition, state, version, created_at, created_by)
    VALUES (:name, :salt, CAST(:definition AS jsonb), 'draft', 1, :now, :by) RETURNING id
""")
_CHANGE = text("""
    UPDATE experiments SET name = :name, definition = CAST(:definition AS jsonb), version = version + 1 WHERE id = :id
""")
_START = text("UPDATE experiments SET state = 'running', started_at = :now WHERE id = :id")
_STOP = text("""
    UPDATE experiments SET state = 'stopped', stopped_at = :now WHERE id = :id AND state = 'running' RETURNING id
""")
