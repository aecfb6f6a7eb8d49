"""Asking: an answer to a question, the people of one of its cells, the cell as a segment."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from huoshui.audiences import queries as audiences
from huoshui.bedrock import clock, shelf
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.insight import queries as insight
from huoshui.insight.desk.answers import Answer, Answers, key_of
from huoshui.insight.desk.kinds import kind_of
from huoshui.insight.desk.versions import data_version
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Asked, BySegments, Cell, Sayable, Segment, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.periods import Span, days_of
from huoshui.insight.science.arrays import Integers
from huoshui.people import queries as people_
from huoshui.people.contract import Summary

SAMPLE = 20
MOST_AT_ONCE = 1000


async def ask(
    asked: BaseModel, asking: Asking, answers: Answers, *, max_age_s: int = 0, kind: Kind | None = None
) -> Answer:
    """
    This will answer a question: from what is kept when the data is still the same, or, where an answer takes long, when
    it was so at most ``max_age_s`` seconds ago; else from the engine. ``kind`` is for questions with their own doors.

    :raises QueryTooLarge: if it needs more than its limits; `QueryTooSlow`, `QueryCancelled`, `TooManyQuestions` alike
    """
    kind, settled = kind or kind_of(asked), _settled(asked, asking.now)
    key = await _key(settled, asking, kind)
    return await _kept(kind, settled, key, asking, answers, max_age_s) or await _anew(
        kind, settled, key, asking, answers
    )


async def kept(asked: BaseModel, asking: Asking, answers: Answers, *, max_age_s: int, kind: Kind) -> Answer | None:
    """This will give the answer that this process keeps, if it is no older or the data is still the same."""
    settled = _settled(asked, asking.now)
    return await _kept(kind, settled, await _key(settled, asking, kind), asking, answers, max_age_s)


async def rules(asked: BaseModel, asking: Asking, kind: Kind) -> str:
    """This will name everything but data and days that an answer hangs on: segments, rules, costs, definitions."""
    return await _key(asked, asking, kind)


async def _kept(
    kind: Kind, settled: BaseModel, key: str, asking: Asking, answers: Answers, max_age_s: int
) -> Answer | None:
    kept = answers.get(key)
    if kept is None:
        return None
    oldest = max_age_s if kept.seconds >= shelf.SLOW_S else 0
    if oldest == 0 or (asking.now - kept.stood_at).total_seconds() > oldest:
        if kept.data_version != await _version(kind, settled, asking):
            return None
        answers.confirm(key, asking.now)
        kept = replace(kept, stood_at=asking.now)
    return replace(kept, cached=True)


async def _anew(kind: Kind, settled: BaseModel, key: str, asking: Asking, answers: Answers) -> Answer:
    version = await _version(kind, settled, asking)
    freshness = await insight.freshness(asking.session, now=asking.now)
    async with answers.turn(asking.tag):
        began = time.perf_counter()
        result = await kind.answer(settled, asking)
        seconds = time.perf_counter() - began
    answer = Answer(
        settled, result, freshness, tuple(asking.statements), version, round(seconds, 6), asking.now, asking.now
    )
    answers.keep(key, answer)
    return answer


async def people(
    asked: BaseModel, cell: Cell, asking: Asking, answers: Answers, *, after: int = 0, limit: int = 100
) -> list[int]:
    """
    This will list the people of a cell by person number, above ``after``.

    :raises NoSuchCell: if there is no such cell, or its figures count no people
    """
    return await _people(
        asked, cell, asking, answers, f"person > {max(0, after)}", f"ORDER BY person LIMIT {min(limit, MOST_AT_ONCE)}"
    )


async def sample(asked: BaseModel, cell: Cell, asking: Asking, answers: Answers) -> list[Summary]:
    """
    This will show `SAMPLE` people of a cell, picked by chance, as far as the viewer may see them.

    :raises NoSuchCell: as `people` does
    """
    found = await _people(asked, cell, asking, answers, "1", f"ORDER BY intHash64(person), person LIMIT {SAMPLE}")
    return await people_.summaries(asking.session, found, scope=asking.scope)


async def count(asked: BaseModel, cell: Cell, asking: Asking, answers: Answers) -> int:
    """
    This will count the people of a cell, each once.

    :raises NoSuchCell: as `people` does
    """
    who = await _who(asked, cell, asking)
    async with answers.turn(asking.tag):
        ((found,),) = await asking.rows(f"SELECT uniqExact(person) FROM (\n{who.sql}\n)", who.parameters)
    return int(found)


async def everybody(asked: BaseModel, cell: Cell, asking: Asking, answers: Answers) -> Integers:
    """
    This will give all people of a cell, each once.

    :raises NoSuchCell: as `people` does
    """
    who = await _who(asked, cell, asking)
    async with answers.turn(asking.tag):
        found = await asking.arrow(f"SELECT DISTINCT person FROM (\n{who.sql}\n)", who.parameters)
    numbers: Integers = found.column("person").to_numpy()
    return numbers


async def is_in_engine(clickhouse: ClickHouse, tag: str) -> bool:
    """This will tell whether a query runs under a tag, whoever of several processes asked it."""
    sql = "SELECT count() FROM system.processes WHERE Settings['log_comment'] = {tag:String} AND query NOT LIKE 'KILL%'"
    ((found,),) = await clickhouse.rows(sql, {"tag": tag})
    return bool(found)


async def segment(asked: BaseModel, cell: Cell, asking: Asking) -> Sayable:
    """
    This will say a cell as a segment where the language can.

    :raises NoSuchCell: as `people` does
    """
    await _who(asked, cell, asking)
    say = kind_of(asked).segment
    if say is None:
        return Sayable(None, saying.AS_A_SNAPSHOT)
    return await say(_settled(asked, asking.now), cell, asking)


async def _people(
    asked: BaseModel, cell: Cell, asking: Asking, answers: Answers, where: str, rest: str
) -> list[int]:  # fmt: skip
    who = await _who(asked, cell, asking)
    sql = f"SELECT DISTINCT person FROM (\n{who.sql}\n) WHERE {where} {rest}"
    async with answers.turn(asking.tag):
        return [person for (person,) in await asking.rows(sql, who.parameters)]


async def _who(asked: BaseModel, cell: Cell, asking: Asking) -> Who:
    find = kind_of(asked).people
    if find is None:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="its figures count no people")
    return await find(_settled(asked, asking.now), cell, asking)


def _settled(asked: BaseModel, now: datetime) -> BaseModel:
    """The question with its last so many days as days, so that tomorrow it is another."""
    if not isinstance(asked, Asked):
        return asked
    return asked.model_copy(update={"period": days_of(asked.period, zone=asked.zone, now=now)})


async def _key(asked: BaseModel, asking: Asking, kind: Kind) -> str:
    """What makes two questions the same: their words, who may see what, and the segments and rules behind them."""
    if isinstance(asked, Asked):
        used: list[Any] = [(await asking.condition(one)).model_dump_json() for one in _segments(asked)]
    else:
        used = [(one.name, one.version) for one in await audiences.segments(asking.session)]
    beside = await kind.beside(asking) if kind.beside else ""
    return key_of(asked=asked, scope=asking.scope.units, used=used, beside=beside)


async def _version(kind: Kind, asked: BaseModel, asking: Asking) -> str:
    """The state of the data that an answer is made of, and the minute where time counts."""
    since = until = None
    fixed = False
    if isinstance(asked, Asked):
        span, used = Span.of(asked.period, zone=asked.zone, now=asking.now), list(_segments(asked))
        if kind.reads and not used:
            first, last = kind.reads(asked, span)
            since, until = None if first is None else clock.moment(first), clock.moment(last)
            fixed = span.until <= span.now and last <= span.now
    version = await data_version(asking.clickhouse, kind.tables, since=since, until=until, cluster=asking.cluster)
    minute = "" if fixed else asking.now.strftime("%Y%m%d%H%M")
    return f"{version}.{minute}" if minute else version


def _segments(asked: Asked) -> Iterator[Segment]:
    """The segments that a question uses."""
    if asked.people is not None:
        yield asked.people
    breakdown = getattr(asked, "breakdown", None)
    if isinstance(breakdown, BySegments):
        yield from breakdown.segments
