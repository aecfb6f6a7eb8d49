"""ClickHouse: the mirror of people, timelines, and taking a person's events away."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import orjson
import pyarrow as pa

from huoshui.bedrock import readings
from huoshui.bedrock.clickhouse import SMALL_READS, ClickHouse
from huoshui.people.contract import Facts

MIRROR = pa.schema(
    [
        ("person", pa.uint64()),
        ("identified", pa.uint8()),
        ("reachable", pa.uint8()),
        ("channels", pa.list_(pa.string())),
        ("units", pa.list_(pa.uint64())),
        ("gone", pa.uint8()),
        ("version", pa.uint64()),
    ]
)


_NAMES, _MOMENTS = pa.list_(pa.string()), pa.list_(pa.int64())
FACTS = pa.schema(
    [
        ("person", pa.uint64()),
        ("traits", _NAMES),
        ("text_names", _NAMES),
        ("text_values", _NAMES),
        ("number_names", _NAMES),
        ("number_values", pa.list_(pa.int64())),
        ("moment_names", _NAMES),
        ("moment_values", _MOMENTS),
        ("truth_names", _NAMES),
        ("truth_values", pa.list_(pa.bool_())),
        ("list_names", _NAMES),
        ("list_values", pa.list_(_NAMES)),
        ("tags", _NAMES),
        ("tagged_at", _MOMENTS),
        ("granted", _NAMES),
        ("denied", _NAMES),
        ("gone", pa.uint8()),
        ("version", pa.uint64()),
    ]
)
_READINGS = (readings.text, readings.number, readings.moment, readings.truth, readings.items)


def _query(name: str) -> str:
    return resources.files("huoshui.people").joinpath("sql", f"{name}.sql").read_text("utf-8")


_TIMELINE = _query("timeline")
_COUNT_ERASED = _query("count_erased")
_ERASE = _query("erase")


async def insert_people(clickhouse: ClickHouse, rows: Sequence[tuple[Any, ...]]) -> None:
    """This will write summaries (columns as in `MIRROR`) into the mirror."""
    columns = list(zip(*rows, strict=True))
    data = [pa.array(column, field.type) for column, field in zip(columns, MIRROR, strict=True)]
    await clickhouse.insert("people", pa.table(data, schema=MIRROR))


async def insert_facts(clickhouse: ClickHouse, facts: Sequence[Facts], *, version: int) -> None:
    """This will write facts into their mirror (columns as in `FACTS`); of who has none a line stays that says so."""
    if not facts:
        return
    data = await asyncio.to_thread(_facts_table, facts, version)
    await clickhouse.insert("people_facts", data)


async def timeline(
    clickhouse: ClickHouse, identities: Sequence[int], *, before: tuple[int, str] | None, limit: int
) -> list[dict[str, Any]]:
    """
    This will give the newest events of these identities, below ``before`` (moment in milliseconds, message id).

    A tie between moments is settled by message id, so that a page never repeats or leaves out an event.
    """
    moment, message_id = before or (1 << 62, "")
    rows = await clickhouse.dicts(
        _TIMELINE.replace("{older}", "" if before is None else _OLDER),
        {"identities": list(identities), "moment": moment, "message_id": message_id, "limit": limit},
        settings=SMALL_READS,
    )
    for row in rows:
        row["properties"] = _decoded(row["properties"])
    return rows


async def count_erased(clickhouse: ClickHouse, identities: Sequence[int], *, until: int) -> int:
    """This will count the stored events that mention one of these identities, up to a moment in milliseconds."""
    rows = await clickhouse.rows(_COUNT_ERASED, {"identities": list(identities), "until": until})
    return int(rows[0][0])


async def erase(clickhouse: ClickHouse, identities: Sequence[int], *, until: int, cluster: str | None) -> None:
    """This will delete what `count_erased` counts; when it returns, no query finds them any more."""
    table = f"events_local ON CLUSTER '{cluster}'" if cluster else "events"
    await clickhouse.command(
        _ERASE.replace("{table}", table),
        {"identities": list(identities), "until": until},
        settings={"lightweight_deletes_sync": 2},
    )


def _facts_table(facts: Sequence[Facts], version: int) -> pa.Table:
    columns = zip(*((*_facts_row(one), version) for one in facts), strict=True)
    return pa.table([pa.array(column, field.type) for column, field in zip(columns, FACTS, strict=True)], schema=FACTS)


def _facts_row(facts: Facts) -> tuple[Any, ...]:
    """A line of the mirror but for its version: each trait stands under every type that it can be read as."""
    row: list[Any] = [facts.person, sorted(facts.traits)]
    for read in _READINGS:
        readable = {name: got for name in sorted(facts.traits) if (got := read(facts.traits[name])) is not None}
        row += [list(readable), list(readable.values())]
    tags = sorted(facts.tags)
    row += [tags, [facts.tags[tag] for tag in tags], sorted(facts.granted), sorted(facts.denied), int(facts.empty)]
    return tuple(row)


def _decoded(properties: str | bytes | Mapping[str, Any]) -> Mapping[str, Any]:
    if isinstance(properties, Mapping):
        return properties
    if not properties:
        return {}
    try:
        decoded: Mapping[str, Any] = orjson.loads(properties)
    except orjson.JSONDecodeError:  # integers beyond 64 bits, lone surrogates
        decoded = json.loads(properties)
    return decoded


_OLDER = (
    "AND occurred_at <= fromUnixTimestamp64Milli({moment:Int64}, 'UTC') "
    "AND (toUnixTimestamp64Milli(occurred_at), message_id) < ({moment:Int64}, {message_id:String})"
)
