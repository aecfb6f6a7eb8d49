"""Changing value: begin and perform runs of the model, take in what channels cost, forget the erased."""

import asyncio
import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import numpy as np
import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import EVERYTHING, Viewer
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.log import logger
from huoshui.bedrock.money import NotAnAmount, fen_of_yuan
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.recognition import CHANNELS
from huoshui.insight.ground import Dated, Ground, asking_of
from huoshui.insight.questions.contract import Days
from huoshui.insight.value import forecasting, queries, warehouse
from huoshui.insight.value.contract import Cost, NotACost, Run, RunAsked, RunGoing, TooFewBuyers

KEPT_RUNS = 5
"""So many runs that are done keep their predictions; older ones keep what they found only."""
MOST_COSTS = 100_000
_CHANNEL = ("channel", "渠道")
_DAY = ("day", "date", "日期")
_YUAN = ("yuan", "cost", "元", "花费", "消耗")
_FEN = ("fen", "分")
_CAMPAIGN = ("campaign", "计划", "活动")
_BY_CHINESE = {channel.chinese: name for name, channel in CHANNELS.items()}


async def request(session: AsyncSession, *, asked: RunAsked, viewer: Viewer, now: datetime) -> Run:
    """
    This will note down a run, which a job then performs.

    :raises RunGoing: if one is going on
    """
    await session.execute(text("LOCK TABLE value_runs IN SHARE ROW EXCLUSIVE MODE"))
    going = await session.scalar(text("SELECT min(id) FROM value_runs WHERE state IN ('queued', 'running')"))
    if going is not None:
        raise RunGoing(id=going)
    number = await session.scalar(
        _REQUEST,
        {"asked": asked.model_dump_json(), "until": now.astimezone(BEIJING).date() - timedelta(days=1), "now": now,
         "by": viewer.actor},
    )  # fmt: skip
    await access.record(
        session, viewer=viewer, action="value.run.requested", subject=f"value_run:{number}",
        facts=asked.model_dump(mode="json"), now=now,
    )  # fmt: skip
    return await queries.run(session, number=int(number or 0))


async def perform(
    postgres: Postgres, clickhouse: ClickHouse, *, number: int, now: datetime, cluster: str | None = None
) -> None:
    """
    This will bring a run to its end: fit, predict, write, and only then say that it is done.

    Interrupted anywhere it may be performed again; what it wrote before is written over.
    """
    async with postgres.transaction() as session:
        run = await session.scalar(_BEGIN, {"id": number, "now": now})
        if run is None:
            return
        asked = await queries.run(session, number=number)
    try:
        answer = await _forecast(postgres, clickhouse, asked, now)
    except TooFewBuyers as refusal:
        await _end(postgres, number, now, error=refusal)
        return
    async with postgres.transaction() as session:
        await session.execute(_DONE, {"id": number, "answer": orjson.dumps(answer).decode(), "now": now})
        old = (await session.execute(_OLD, {"kept": KEPT_RUNS})).scalars().all()
    await warehouse.drop(clickhouse, runs=old, cluster=cluster)


async def put_costs(session: AsyncSession, *, costs: Sequence[Cost], viewer: Viewer, now: datetime) -> int:
    """This will take in what channels cost; a line for the same channel, day and campaign replaces the one before."""
    lines = [{"channel": one.channel, "day": one.day, "fen": one.fen, "campaign": one.campaign, "now": now,
              "by": viewer.actor} for one in costs]  # fmt: skip
    if lines:
        await session.execute(_COST, lines)
    facts = {"lines": len(costs), "fen": sum(one.fen for one in costs)}
    await access.record(session, viewer=viewer, action="costs.put", subject="costs", facts=facts, now=now)
    return len(costs)


def read_costs(content: str) -> list[Cost]:
    """
    This will read costs from CSV: columns channel (our name or its Chinese one), day, yuan or fen, and campaign.

    :raises NotACost: at the first line that is none
    """
    rows = csv.DictReader(io.StringIO(content.lstrip("\ufeff"), newline=""))
    try:
        found = [_cost(row, number) for number, row in enumerate(rows, start=2)]
    except csv.Error as error:
        raise NotACost(line=rows.line_num, why=f"it cannot be read as CSV: {error}") from None
    if len(found) > MOST_COSTS:
        raise NotACost(line=MOST_COSTS + 2, why=f"a file holds {MOST_COSTS:,} lines at most")
    return found


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will note whose predictions are to be forgotten, and tell table to rows; it may be repeated."""
    await session.execute(_ERASE, {"identities": list(identities)})
    return {}


async def mirror(postgres: Postgres, clickhouse: ClickHouse, *, cluster: str | None = None) -> None:
    """This will forget in ClickHouse what was expected of the erased."""
    async with postgres.transaction() as session:
        persons = (
            (await session.execute(text("SELECT person FROM value_erased FOR UPDATE SKIP LOCKED"))).scalars().all()
        )
        if persons:
            await warehouse.forget(clickhouse, persons=persons, cluster=cluster)
            await session.execute(_FORGOTTEN, {"persons": list(persons)})


async def _forecast(postgres: Postgres, clickhouse: ClickHouse, run: Run, now: datetime) -> dict[str, object]:
    progress = _Progress(postgres, run.id, asyncio.get_running_loop(), now)
    period = Days.model_validate({"from": run.until_on, "to": run.until_on + timedelta(days=1)})  # all up to its end
    async with postgres.session() as session:
        asking = asking_of(session, clickhouse, scope=EVERYTHING, now=now)
        ground = await Ground.of(asking, Dated(period=period))
        table = await warehouse.purchases(ground)
    persons, days, fen = (table.column(name).to_numpy() for name in ("person", "day", "fen"))
    persons, days, until = persons.astype(np.uint64), days.astype(np.int64), (run.until_on - date(1970, 1, 1)).days
    found = await asyncio.to_thread(
        forecasting.forecast, persons, days, fen.astype(float), until=until, asked=run.asked, told=progress.told
    )
    tested = await asyncio.to_thread(forecasting.tested, persons, days, until=until, asked=run.asked)
    written = 0
    for columns in await asyncio.to_thread(lambda: list(forecasting.predictions(found, run=run.id))):
        await warehouse.insert(clickhouse, columns)
        written += len(columns[0])
        await progress.say("writing 写入", written, len(found.persons))
    return forecasting.answer(found, asked=run.asked, tested=tested)


async def _end(postgres: Postgres, number: int, now: datetime, *, error: Refusal) -> None:
    logger().warning("value.run.refused", id=number, code=error.code)
    async with postgres.transaction() as session:
        await session.execute(_FAILED, {"id": number, "error": error.message, "now": now})


class _Progress:
    """Writes down how far a run is, also from the thread that works."""

    def __init__(self, postgres: Postgres, number: int, loop: asyncio.AbstractEventLoop, now: datetime) -> None:
        self._postgres = postgres
        self._number = number
        self._loop = loop
        self._began = now, loop.time()

    def told(self, step: str, done: int, total: int) -> None:
        asyncio.run_coroutine_threadsafe(self.say(step, done, total), self._loop).result()

    async def say(self, step: str, done: int, total: int) -> None:
        now = self._began[0] + timedelta(seconds=self._loop.time() - self._began[1])
        async with self._postgres.transaction() as session:
            line = {"id": self._number, "step": step, "done": done, "total": total, "now": now}
            await session.execute(_SAY, line)


def _cost(row: dict[str, str | None], line: int) -> Cost:
    told = {(name or "").strip().lower(): (value or "").strip() for name, value in row.items() if name}

    def given(names: tuple[str, ...]) -> str:
        return next((told[name] for name in names if told.get(name)), "")

    channel = given(_CHANNEL)
    channel = _BY_CHINESE.get(channel, channel)
    if channel not in CHANNELS:
        raise NotACost(line=line, why=f"there is no channel “{channel[:40]}”")
    try:
        day = date.fromisoformat(given(_DAY).replace("/", "-"))
    except ValueError:
        raise NotACost(line=line, why=f"“{given(_DAY)[:20]}” is no day such as 2026-11-20") from None
    try:
        fen = int(given(_FEN)) if given(_FEN) else int(fen_of_yuan(given(_YUAN)))
    except (NotAnAmount, ValueError):
        raise NotACost(line=line, why="it says neither yuan nor fen") from None
    if not 0 <= fen < 10**15:
        raise NotACost(line=line, why="a cost is not below 0, and below ten trillion yuan")
    return Cost(channel, day, fen, given(_CAMPAIGN)[:200])


_REQUEST = text("""
    INSERT INTO value_runs (state, asked, until_on, requested_at, requested_by, heartbeat_at)
    VALUES ('queued', CAST(:asked AS jsonb), :until, :now, :by, :now) RETURNING id
""")
_BEGIN = text("""
    UPDATE value_runs SET state = 'running', heartbeat_at = :now
    WHERE id = :id AND state IN ('queued', 'running') RETURNING id
""")
_SAY = text("UPDATE value_runs SET step = :step, done = :done, total = :total, heartbeat_at = :now WHERE id = :id")
_DONE = text("""
    UPDATE value_runs SET state = 'done', answer = CAST(:answer AS jsonb), finished_at = :now, heartbeat_at = :now
    WHERE id = :id
""")
_FAILED = text("UPDATE value_runs SET state = 'failed', error = :error, finished_at = :now WHERE id = :id")
_OLD = text("SELECT id FROM value_runs WHERE state = 'done' ORDER BY id DESC OFFSET :kept LIMIT 20")
_ERASE = text("""
    INSERT INTO value_erased (person) SELECT DISTINCT unnest(CAST(:identities AS bigint[])) ON CONFLICT DO NOTHING
""")
_FORGOTTEN = text("DELETE FROM value_erased WHERE person = ANY(CAST(:persons AS bigint[]))")
_COST = text("""
    INSERT INTO channel_costs (channel, campaign, day, fen, changed_at, changed_by)
    VALUES (:channel, :campaign, :day, :fen, :now, :by)
    ON CONFLICT (channel, day, campaign) DO UPDATE SET
        fen = excluded.fen, changed_at = excluded.changed_at, changed_by = excluded.changed_by
""")
