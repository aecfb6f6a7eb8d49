"""ClickHouse: what signals come to for everybody, scores a run at a time, and one person's deeds."""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import pyarrow as pa

from huoshui.access.contract import Scope
from huoshui.audiences.intimacy.contract.signals import (
    ADDED,
    ANSWERING,
    DAY_MS,
    ENDED,
    NUMBERS,
    OF_EVENTS,
    OF_MESSAGES,
    SENT,
    SIGNALS,
    TRANSFERRED,
    Part,
)
from huoshui.audiences.intimacy.contract.values import Deed, Model
from huoshui.audiences.intimacy.rules import trust
from huoshui.bedrock.clickhouse import ClickHouse

_TERMS = [signal.name for signal in SIGNALS]
_CHANGING = (ADDED, TRANSFERRED, *ENDED)
_HEARD = sorted({*OF_EVENTS, SENT, *_CHANGING})

BOUNDED = {
    "max_memory_usage": 4 << 30,
    "max_bytes_before_external_group_by": 1 << 30,
    "max_bytes_before_external_sort": 1 << 30,
}
"""A pass over everybody stays within 4 GB: what is more than a quarter of it waits on disk."""
WHOLE = {"distributed_foreground_insert": 1}
"""On a cluster an insert that returned has reached its shards, so that nothing is published before it is there."""


def _text(key: str) -> str:
    return f"if(JSONType(properties, '{key}') = 'String', JSONExtractString(properties, '{key}'), JSONExtractRaw(properties, '{key}'))"  # noqa: E501


def _signal() -> str:
    """An event's signal by its name, that of a message of ours by its kind; messages of no meaning are 0."""
    names = ", ".join(f"'{name}'" for name in OF_EVENTS)
    numbers = ", ".join(str(NUMBERS[signal]) for signal in OF_EVENTS.values())
    kinds = ", ".join(f"'{kind}'" for kind in OF_MESSAGES)
    sorts = ", ".join(str(NUMBERS[signal] if signal else 0) for signal in OF_MESSAGES.values())
    of_kind = f"transform(JSONExtractString(properties, 'kind'), [{kinds}], [{sorts}], {NUMBERS['pushed']})"
    return f"toUInt8(if(name = '{SENT}', {of_kind}, transform(name, [{names}], [{numbers}], 0)))"


def _changes() -> str:
    at, staff, formerly = "toUInt64(toUnixTimestamp64Milli(occurred_at)) * 2", _text("staff_id"), _text("from_staff_id")
    ended = ", ".join(f"'{name}'" for name in ENDED)
    handed = f"[({staff}, {at}), ({formerly}, {at} + 1)]"
    return (
        f"if(name = '{TRANSFERRED}', arrayFilter((change, place) -> place = 1 OR change.1 != '', {handed}, [1, 2]), "
        f"[({staff}, {at} + (name IN ({ended})))])"
    )


def _query(name: str) -> str:
    text = resources.files("huoshui.audiences.intimacy").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()
    for inner in ("signals", "stopped"):
        if f"«{inner}»" in text:
            text = text.replace(f"«{inner}»", _query(inner))
    words = {"signal": _signal(), "changes": _changes(), "staff": _text("staff_id"), "formerly": _text("from_staff_id")}
    for word, written in words.items():
        text = text.replace(f"«{word}»", written)
    return text


SCORES, MOVES, SAMPLE, OUTCOMES, DEEDS = map(_query, ("scores", "moves", "sample", "outcomes", "deeds"))
STAFF = _query("staff")
_PARTS = {part: number for number, part in enumerate(Part, start=1)}
_OF_SIGNALS: Mapping[str, Any] = {
    "names": sorted({*OF_EVENTS, SENT}),
    "changing": list(_CHANGING),
    "paid": [NUMBERS["paid"], NUMBERS["paid_again"]],
    "half_lives": [signal.half_life * DAY_MS for signal in SIGNALS],
    "repeated": [NUMBERS[signal.name] for signal in SIGNALS if signal.repeated],
}


async def deeds(clickhouse: ClickHouse, identities: Sequence[int], *, now: int) -> list[Deed]:
    """This will give what one person did up to a moment (milliseconds), as far as it says how close they are."""
    parameters = {"identities": list(identities), "now": now, "heard": _HEARD, "paid": _OF_SIGNALS["paid"]}
    rows = await clickhouse.rows(DEEDS, parameters)
    return [
        Deed(at, _TERMS[signal - 1] if signal else None, name, staff, formerly)
        for at, signal, name, staff, formerly in rows
    ]


async def deeds_with(
    clickhouse: ClickHouse, staff: str, *, now: int, scope: Scope, most: int
) -> list[tuple[int, Deed]]:
    """This will give what happened between people in scope and one member of staff, by person; at most so many rows."""
    parameters = {**_seen(scope), "staff": staff, "now": now, "heard": _HEARD, "most": most}
    return [
        (person, Deed(at, _TERMS[signal - 1] if signal else None, name, whose, formerly))
        for person, at, signal, name, whose, formerly in await clickhouse.rows(STAFF, parameters)
    ]


async def score(clickhouse: ClickHouse, model: Model, *, run: int, before: int, now: int) -> int:
    """This will score everybody as of a moment as ``run``, with trust that goes on from ``before``, and count them."""
    parameters = {
        **_OF_SIGNALS,
        "run": run,
        "before": before,
        "now": now,
        "weights": [model.weights[name] for name in _TERMS],
        "parts": [_PARTS[signal.part] for signal in SIGNALS],
        "zs": [z for z, _ in model.anchors],
        "scores": [one for _, one in model.anchors],
        "spread": model.spread,
        "enter": list(trust.ENTER),
        "leave": list(trust.LEAVE),
        "dwell": trust.DWELL_MS,
    }
    await clickhouse.command(SCORES, parameters, settings={**BOUNDED, **WHOLE})
    ((people,),) = await clickhouse.rows("SELECT count() FROM intimacy_scores WHERE run = {run:UInt32}", {"run": run})
    return int(people)


async def move(clickhouse: ClickHouse, *, run: int, now: int) -> int:
    """This will write down whose trust stage a run changed, and count them."""
    await clickhouse.command(MOVES, {"run": run, "now": now}, settings=WHOLE)
    counted = "SELECT count() FROM intimacy_moves FINAL WHERE run = {run:UInt32}"
    ((moves,),) = await clickhouse.rows(counted, {"run": run})
    return int(moves)


async def sample(clickhouse: ClickHouse, *, now: int, seed: int, share: int) -> pa.Table:
    """
    This will give person, signals and values of people as of a moment; ``share`` of 10,000 of them, by stable chance.
    """
    return await clickhouse.arrow(SAMPLE, {**_OF_SIGNALS, "now": now, "seed": seed, "share": share}, settings=BOUNDED)


async def outcomes(clickhouse: ClickHouse, *, now: int, end: int, seed: int, share: int) -> pa.Table:
    """This will give person and bits (see the query) of the same people."""
    parameters = {"now": now, "end": end, "seed": seed, "share": share, "added": ADDED, "deleted": ENDED[0],
                  "answering": list(ANSWERING), "changing": _OF_SIGNALS["changing"]}  # fmt: skip
    return await clickhouse.arrow(OUTCOMES, parameters, settings=BOUNDED)


async def publish(clickhouse: ClickHouse, *, run: int, as_of: int, version: int, people: int) -> None:
    """This will let readers read ``run`` from now on."""
    row = {"run": [run], "as_of": [as_of], "version": [version], "people": [people]}
    kinds = {"run": pa.uint32(), "as_of": pa.int64(), "version": pa.uint32(), "people": pa.uint64()}
    table = pa.table({name: pa.array(one, kinds[name]) for name, one in row.items()})
    await clickhouse.insert("intimacy_published", table, settings=WHOLE)


async def published(clickhouse: ClickHouse) -> tuple[int, int, int] | None:
    """This will give the run that readers read, the moment it speaks for, and the version of its model."""
    rows = await clickhouse.rows("SELECT run, as_of, version FROM intimacy_published ORDER BY run DESC LIMIT 1")
    return (int(rows[0][0]), int(rows[0][1]), int(rows[0][2])) if rows else None


async def runs_kept(clickhouse: ClickHouse) -> list[int]:
    """This will list the runs that have scores."""
    return [run for (run,) in await clickhouse.rows("SELECT DISTINCT run FROM intimacy_scores ORDER BY run")]


async def drop(clickhouse: ClickHouse, run: int, *, cluster: str | None) -> None:
    """This will drop the scores of a run."""
    table = f"intimacy_scores_local ON CLUSTER '{cluster}'" if cluster else "intimacy_scores"
    await clickhouse.command(f"ALTER TABLE {table} DROP PARTITION {int(run)}")


async def forget(clickhouse: ClickHouse, persons: Sequence[int], *, cluster: str | None) -> None:
    """This will delete scores and moves of people who asked to be forgotten."""
    for table in ("intimacy_scores", "intimacy_moves"):
        place = f"{table}_local ON CLUSTER '{cluster}'" if cluster else table
        await clickhouse.command(
            f"DELETE FROM {place} WHERE person IN {{persons:Array(UInt64)}}", {"persons": list(persons)},
            settings={"lightweight_deletes_sync": 2},
        )  # fmt: skip


async def stored(clickhouse: ClickHouse, person: int) -> tuple[int, ...] | None:
    """This will give points, z, stage and since of a person in the published run, with its run, moment, version."""
    rows = await clickhouse.rows(_STORED, {"person": person})
    return tuple(rows[0]) if rows else None


async def moves_of(clickhouse: ClickHouse, person: int) -> list[tuple[int, int, int, int]]:
    """This will give when a person's trust stage changed (ms), from which (−1: none), to which, at how many points."""
    rows = await clickhouse.rows(_MOVES_OF, {"person": person})
    return [(int(at), int(before), int(after), int(points)) for at, before, after, points in rows]


async def distribution(clickhouse: ClickHouse, *, scope: Scope) -> list[dict[str, Any]]:
    """This will count people by ten points of score and by stage, with the sum of their points."""
    return await clickhouse.dicts(_DISTRIBUTION, _seen(scope))


async def moves_between(clickhouse: ClickHouse, *, since: int, until: int, scope: Scope) -> list[tuple[int, int, int]]:
    """This will count changes of trust stage in [since, until), by stage before (−1: none) and after."""
    rows = await clickhouse.rows(_MOVES_BETWEEN, {**_seen(scope), "since": since, "until": until})
    return [(int(before), int(after), int(people)) for before, after, people in rows]


def _seen(scope: Scope) -> dict[str, Any]:
    return {"scoped": int(scope.units is not None), "units": list(scope.units or ())}


_THERE = """person GLOBAL IN (
        SELECT person FROM people FINAL
        WHERE gone = 0 AND (NOT {scoped:UInt8} OR hasAny(units, {units:Array(UInt64)}))
    )"""
_STORED = """
    SELECT points, z, stage, since, run,
           (SELECT max(as_of) FROM intimacy_published WHERE run = (SELECT max(run) FROM intimacy_published)),
           (SELECT max(version) FROM intimacy_published WHERE run = (SELECT max(run) FROM intimacy_published))
    FROM intimacy_scores
    WHERE run = (SELECT max(run) FROM intimacy_published) AND person = {person:UInt64}
"""
_MOVES_OF = """
    SELECT at, came_from, stage, points FROM intimacy_moves FINAL
    WHERE person = {person:UInt64} AND run GLOBAL IN (SELECT run FROM intimacy_published)
    ORDER BY at DESC LIMIT 100
"""
_DISTRIBUTION = f"""
    SELECT least(intDiv(points, 100000), 9) AS bin, stage, count() AS people, sum(points) AS total
    FROM intimacy_scores
    WHERE run = (SELECT max(run) FROM intimacy_published) AND {_THERE}
    GROUP BY bin, stage ORDER BY bin, stage
"""
_MOVES_BETWEEN = f"""
    SELECT came_from, stage, count() FROM intimacy_moves FINAL
    WHERE at >= {{since:Int64}} AND at < {{until:Int64}}
      AND run GLOBAL IN (SELECT run FROM intimacy_published) AND {_THERE}
    GROUP BY came_from, stage ORDER BY came_from, stage
"""
