"""
Runs over everybody: asked for, taken one at a time, carried out, and taken up again after a crash.

A run's number is that of its scores in ClickHouse and never comes twice. What it writes is seen by nobody until it is
published as its last step, so a run that broke off is simply followed by another.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.intimacy import queries, warehouse
from huoshui.audiences.intimacy.contract.errors import RunWaiting
from huoshui.audiences.intimacy.contract.values import Run, RunState, Task
from huoshui.audiences.intimacy.operations.fitting import fit
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres


async def ask(session: AsyncSession, *, task: Task, by: str, now: datetime) -> Run:
    """
    This will queue a run.

    :raises RunWaiting: if one that will do the same waits already
    """
    run = await session.scalar(_ASK, {"task": task.value, "by": by, "now": now})
    if run is None:
        raise RunWaiting(run=await session.scalar(_WAITING, {"task": task.value}) or "begun this moment")
    return await queries.run(session, number=int(run))


async def take(session: AsyncSession, *, now: datetime) -> Run | None:
    """This will begin the run that has waited longest, and give it; the caller holds the turn."""
    run = await session.scalar(_TAKE, {"now": now})
    return None if run is None else await queries.run(session, number=int(run))


async def take_up(session: AsyncSession, clickhouse: ClickHouse, *, now: datetime) -> int:
    """
    This will settle runs that a crash broke off: done when they were published, else another is asked for instead.

    Only for who holds the turn: nobody is at work then, so whatever says that it runs does not.
    """
    done = await warehouse.published(clickhouse)
    broken = (await session.execute(_BROKEN, {"published": done[0] if done else 0, "now": now})).all()
    for row in broken:
        if row.state == RunState.INTERRUPTED:
            await session.execute(_AGAIN, {"task": row.task, "by": row.asked_by, "now": now})
    return len(broken)


async def carry_out(postgres: Postgres, clickhouse: ClickHouse, run: Run, *, cluster: str | None) -> None:
    """This will do what a begun run is for, step by step, and publish what it scored; the caller ends it by `end`."""
    note = ""
    if run.task == Task.FIT:
        await _enter(postgres, run.run, step="fitting 拟合")
        async with postgres.transaction() as session:
            note = (await fit(session, clickhouse, by=run.asked_by, now=run.as_of)).verdict
    async with postgres.session() as session:
        model = await queries.in_force(session)
    now, last = clock.milliseconds(run.as_of), await warehouse.published(clickhouse)
    await _enter(postgres, run.run, step="scoring 打分", version=model.version, note=note)
    before = last[0] if last else 0
    for old in await warehouse.runs_kept(clickhouse):  # of nights before the last, and what broke off
        if old != before:
            await warehouse.drop(clickhouse, old, cluster=cluster)
    people = await warehouse.score(clickhouse, model, run=run.run, before=before, now=now)
    await _enter(postgres, run.run, step="trust 信任", people=people)
    moves = await warehouse.move(clickhouse, run=run.run, now=now)
    await _enter(postgres, run.run, step="publishing 发布", moves=moves)
    await warehouse.publish(clickhouse, run=run.run, as_of=now, version=model.version, people=people)
    logger().info("intimacy.run.published", run=run.run, people=people, moves=moves)


async def end(session: AsyncSession, *, run: int, failure: str = "", now: datetime) -> Run:
    """This will end a run: done, or failed with what failed."""
    state = RunState.FAILED if failure else RunState.DONE
    await session.execute(_END, {"run": run, "state": state.value, "now": now, "failure": failure})
    return await queries.run(session, number=run)


async def _enter(postgres: Postgres, run: int, **facts: Any) -> None:  # noqa: ANN401 columns of the table
    columns = ", ".join(f"{name} = :{name}" for name in facts)
    async with postgres.transaction() as session:
        await session.execute(text(f"UPDATE intimacy_runs SET {columns} WHERE run = :run"), {**facts, "run": run})


_WAITING = text("SELECT run FROM intimacy_runs WHERE task = :task AND state = 'waiting'")
_ASK = text("""
    INSERT INTO intimacy_runs (task, state, asked_by, as_of) VALUES (:task, 'waiting', :by, :now)
    ON CONFLICT DO NOTHING RETURNING run
""")
_TAKE = text("""
    UPDATE intimacy_runs SET state = 'running', begun_at = :now, as_of = :now
    WHERE run = (SELECT min(run) FROM intimacy_runs WHERE state = 'waiting') RETURNING run
""")
_END = text("""
    UPDATE intimacy_runs SET state = :state, step = '', ended_at = :now,
           note = CASE WHEN :failure = '' THEN note ELSE :failure END
    WHERE run = :run
""")
_BROKEN = text("""
    UPDATE intimacy_runs SET ended_at = :now, state = CASE WHEN run <= :published THEN 'done' ELSE 'interrupted' END
    WHERE state = 'running' RETURNING task, asked_by, state
""")
_AGAIN = text("""
    INSERT INTO intimacy_runs (task, state, asked_by, as_of) VALUES (:task, 'waiting', :by, :now) ON CONFLICT DO NOTHING
""")
