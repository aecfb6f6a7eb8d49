"""Changing the dictionary: define a metric, change it, retire it; every version stays in its history."""

from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.insight.metrics import queries
from huoshui.insight.metrics.contract import Entry, Metric, MetricChanged, MetricExists, MetricShips, NotThatMetric
from huoshui.insight.metrics.shipped import SHIPPED

_LOCK = 0x6D657472  # one change at a time: two of one name must not pass each other's check
_CHINESE = frozenset(entry.metric.chinese for entry in SHIPPED.values())


async def define(session: AsyncSession, *, metric: Metric, viewer: Viewer, now: datetime) -> Entry:
    """
    This will add a metric of the brand's own.

    :raises MetricExists: if there is one of its name or its Chinese name
    """
    await _lock(session)
    await _check_names(session, metric)
    if await session.scalar(text("SELECT 1 FROM metrics WHERE name = :name"), {"name": metric.name}):
        raise MetricExists(name=metric.name)
    return await _write(session, metric, viewer, now, action="metrics.defined")


async def change(
    session: AsyncSession, *, name: str, metric: Metric, version: int, viewer: Viewer, now: datetime
) -> Entry:
    """
    This will change what a metric means; ``version`` is the one that the author saw.

    :raises MetricShips: if it ships with the program
    :raises NoSuchMetric: if it is not there
    :raises MetricChanged: if it has another version by now
    :raises MetricExists: if its new Chinese name is another's
    """
    if metric.name != name:
        raise NotThatMetric(given=metric.name, name=name)
    await _lock(session)
    known = await _own(session, name)
    if known.version != version:
        raise MetricChanged(name=name, version=known.version)
    await _check_names(session, metric)
    return await _write(session, metric, viewer, now, action="metrics.changed")


async def retire(session: AsyncSession, *, name: str, viewer: Viewer, now: datetime) -> None:
    """
    This will take a metric out of the dictionary; its history stays, and its next version goes on counting.

    :raises MetricShips: if it ships with the program
    :raises NoSuchMetric: if it is not there
    """
    await _lock(session)
    known = await _own(session, name)
    await session.execute(text("DELETE FROM metrics WHERE name = :name"), {"name": name})
    await _audit(session, "metrics.retired", known.metric, known.version, viewer, now)


async def _own(session: AsyncSession, name: str) -> Entry:
    known = await queries.entry(session, name=name)
    if known.built_in:
        raise MetricShips(name=name)
    return known


async def _check_names(session: AsyncSession, metric: Metric) -> None:
    if metric.name in SHIPPED:
        raise MetricExists(name=metric.name)
    taken = await session.scalar(_TAKEN, {"name": metric.name, "chinese": metric.chinese})
    if taken or metric.chinese in _CHINESE:
        raise MetricExists(name=metric.chinese)


async def _write(session: AsyncSession, metric: Metric, viewer: Viewer, now: datetime, *, action: str) -> Entry:
    definition = orjson.dumps(metric.model_dump(mode="json", exclude_none=True)).decode()
    line = {"name": metric.name, "chinese": metric.chinese, "definition": definition, "now": now, "by": viewer.actor}
    await session.execute(_WRITE, line)
    written = await queries.entry(session, name=metric.name)
    await _audit(session, action, metric, written.version, viewer, now)
    return written


async def _lock(session: AsyncSession) -> None:
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def _audit(
    session: AsyncSession, action: str, metric: Metric, version: int, viewer: Viewer, now: datetime
) -> None:
    facts = {"version": version, "chinese": metric.chinese}
    await access.record(session, viewer=viewer, action=action, subject=f"metric:{metric.name}", facts=facts, now=now)


_TAKEN = text("SELECT 1 FROM metrics WHERE name <> :name AND chinese = :chinese")
_WRITE = text("""
    WITH written AS (
        INSERT INTO metric_versions (name, version, definition, changed_at, changed_by)
        SELECT :name, coalesce(max(version), 0) + 1, CAST(:definition AS jsonb), :now, :by
        FROM metric_versions WHERE name = :name
        RETURNING *
    )
    INSERT INTO metrics (name, chinese, version, definition, changed_at, changed_by)
    SELECT name, :chinese, version, definition, changed_at, changed_by FROM written
    ON CONFLICT (name) DO UPDATE SET
        chinese = excluded.chinese, version = excluded.version, definition = excluded.definition,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
""")
