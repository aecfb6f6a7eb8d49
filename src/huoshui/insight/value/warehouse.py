"""ClickHouse: what people brought, on which days they bought, and what runs of the model expect of them."""

from collections.abc import Sequence
from importlib import resources
from typing import Any

import pyarrow as pa

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.channels.recognition import CHANNELS
from huoshui.insight.ground import DAY_MS, Ground
from huoshui.insight.questions.contract import Who
from huoshui.insight.value.contract import Band, Prediction, ValueQuestion

PUBLIC = tuple(channel.name for channel in CHANNELS.values() if channel.public)
COLUMNS = tuple(Prediction.__slots__)
SCHEMA = pa.schema([
    ("run", pa.uint64()), ("person", pa.uint64()), ("frequency", pa.uint32()), ("recency_days", pa.uint32()),
    ("age_days", pa.uint32()), ("paid_fen", pa.int64()),
    *((name, pa.float64()) for name in COLUMNS[6:]),
])  # fmt: skip
_GROUPS = {
    "month": "toYYYYMM(fromUnixTimestamp64Milli(begun, 'UTC'), {zone:String})",
    "channel": "place",
}
_SUMMED = {
    "told": "grp, count() AS people, sum(so_far) AS brought, sumForEach(followed) AS followed_people, "
    "sumForEach(arrayMap((is, fen) -> toInt64(is * fen), followed, money)) AS total, "
    "sumForEach(arrayMap((is, fen) -> is * toFloat64(fen) * fen, followed, money)) AS squares, "
    "sumForEach(arrayMap((is, days) -> toUInt64(is AND days > 0), followed, bought)) AS buyers, "
    "sumForEach(arrayMap((is, days) -> toUInt64(is AND days > 1), followed, bought)) AS again",
    "rest": "GROUP BY grp\nORDER BY grp",
}
_TENTHS = {
    "told": "tenth, count() AS people, min(value_fen) AS least_fen, sum(value_fen) AS value_fen_sum, "
    "sum(paid_fen) AS paid, avg(alive) AS alive_mean",
    "rest": "GROUP BY tenth\nORDER BY tenth",
}
_BEGUN = {
    "purchase": "if(empty(sales), toInt64(-1), arrayMin(sale -> sale.1, sales))",
    "arrival": "intDiv(if(arrived >= private, arrived - private, arrived), 256)",
}


def _text(name: str) -> str:
    return resources.files("huoshui.insight.value").joinpath("sql", f"{name}.sql").read_text("utf-8").rstrip()


_COHORTS, _PURCHASES, _BANDS, _OF_PEOPLE = map(_text, ("cohorts", "purchases", "bands", "of_people"))


async def cohorts(ground: Ground, asked: ValueQuestion, *, now: int) -> list[tuple[Any, ...]]:
    """
    This will sum people up by how they began: group, people, fen; per horizon who was followed, fen, squares, buyers.

    A group is a month (``202610``) or the place of a public channel from 1, 0 without one.
    """
    return await ground.rows(_cohorts(ground, asked, **_SUMMED), **_followed(asked, now))


def cohort_who(ground: Ground, asked: ValueQuestion, *, now: int, group: int, horizon: int, bought: int) -> Who:
    """
    This will write who is in a cohort; with a ``horizon`` (its place from 1) who was followed that long and bought on
    so many days at least.
    """
    more = "AND followed[{horizon:UInt8}] AND bought[{horizon:UInt8}] >= {bought:UInt8}" if horizon else ""
    sql = _cohorts(ground, asked, told="person", rest=f"WHERE grp = {{group:UInt32}} {more}")
    picked = {"group": group, "horizon": horizon, "bought": bought}
    return Who(sql, {**ground.parameters, **_followed(asked, now), **picked})


def _cohorts(ground: Ground, asked: ValueQuestion, **parts: str) -> str:
    return ground.written(_COHORTS, group=_GROUPS[asked.by], begun=_BEGUN[asked.start], **parts)


def _followed(asked: ValueQuestion, now: int) -> dict[str, Any]:
    return {"horizons": [days * DAY_MS for days in asked.horizons], "now": now, "public": list(PUBLIC)}


def buyers_who(ground: Ground, *, since: int, days: int) -> Who:
    """This will write who first bought on a day from ``since`` on, and bought on so many ``days`` at least."""
    having = "HAVING min(day) >= {first:UInt16} AND count() >= {least:UInt8}"
    sql = f"SELECT person\nFROM\n(\n{ground.written(_PURCHASES)}\n)\nGROUP BY person {having}"
    return Who(sql, {**ground.parameters, "first": since, "least": days})


async def purchases(ground: Ground) -> pa.Table:
    """This will give (person, day, fen) of every day with a purchase before the period's end, by person and day."""
    return await ground.arrow(ground.written(_PURCHASES))


def rfm_who(ground: Ground, *, since: int, levels: int, upper: int, low: tuple[bool, bool, bool]) -> Who:
    """
    This will write who is in a group of RFM: which of recency, frequency and money are ``low``; days from ``since`` on.

    It cuts as `science.rfm.best` does: as many as are not above somebody, their equals with them, are more than those
    below the upper part; and often is more often than the one who bought most seldom.
    """
    below = "intDiv(count() OVER () * ({upper:UInt8} - 1), {levels:UInt8})"
    highs = ", ".join(
        f"{also}count() OVER (ORDER BY {by}) > {below} AS {name}"
        for name, by, also in (
            ("r", "last", ""),
            ("f", "orders", "orders > min(orders) OVER () AND "),
            ("m", "money", ""),
        )
    )
    sums = "person, max(day) AS last, count() AS orders, sum(fen) AS money"
    bought = f"SELECT {sums}\nFROM\n(\n{ground.written(_PURCHASES)}\n)\nWHERE day >= {{first:UInt16}}\nGROUP BY person"
    tests = " AND ".join(f"NOT {name}" if one else name for name, one in zip("rfm", low, strict=True))
    sql = f"SELECT person\nFROM\n(\nSELECT person, {highs}\nFROM\n(\n{bought}\n)\n)\nWHERE {tests}"
    return Who(sql, {**ground.parameters, "levels": levels, "upper": upper, "first": since})


async def insert(clickhouse: ClickHouse, columns: Sequence[Any]) -> None:
    """This will write predictions, columns in the order of `Prediction`; the same ones again change nothing."""
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SCHEMA, strict=True)]
    await clickhouse.insert("value_predictions", pa.table(arrays, schema=SCHEMA))


async def prediction(clickhouse: ClickHouse, *, run: int, persons: Sequence[int]) -> Prediction | None:
    """This will give what a run expects of a person, found under any of their numbers: the most valuable line."""
    rows = await clickhouse.rows(
        f"SELECT {', '.join(COLUMNS)} FROM value_predictions FINAL "
        "WHERE run = {run:UInt64} AND person IN {persons:Array(UInt64)} ORDER BY value_fen DESC, person LIMIT 1",
        {"run": run, "persons": list(persons)},
    )
    return Prediction(*rows[0]) if rows else None


async def bands(ground: Ground, *, run: int) -> list[Band]:
    """This will cut the people of a run into tenths by what is expected of them."""
    rows = await ground.rows(ground.written(_BANDS, **_TENTHS), run=run)
    return [Band(tenth + 1, int(people), least, value, int(paid), alive)
            for tenth, people, least, value, paid, alive in rows]  # fmt: skip


def band_who(ground: Ground, *, run: int, tenth: int) -> Who:
    """This will write who is in a tenth of a run, counted from 1."""
    sql = ground.written(_BANDS, told="person", rest="WHERE tenth = {tenth:UInt8}")
    return Who(sql, {**ground.parameters, "run": run, "tenth": tenth - 1})


async def expected(ground: Ground, *, run: int) -> pa.Table:
    """This will give (person, value_fen) of everybody in a run."""
    return await ground.arrow(_OF_PEOPLE, run=run)


async def forget(clickhouse: ClickHouse, *, persons: Sequence[int], cluster: str | None) -> None:
    """This will delete what any run expects of these people."""
    await clickhouse.command(
        f"ALTER TABLE {_own(cluster)} DELETE WHERE person IN {{persons:Array(UInt64)}}",
        {"persons": list(persons)},
        settings={"mutations_sync": 2},
    )


async def drop(clickhouse: ClickHouse, *, runs: Sequence[int], cluster: str | None) -> None:
    """This will drop the predictions of these runs."""
    for run in runs:
        await clickhouse.command(f"ALTER TABLE {_own(cluster)} DROP PARTITION {int(run)}")


def _own(cluster: str | None) -> str:
    return f"value_predictions_local ON CLUSTER '{cluster}'" if cluster else "value_predictions"
