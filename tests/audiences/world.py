"""A small market in memory: people with facts, orders and deeds, as rows for ClickHouse and as persons for the evaluator."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, get_args

import orjson
import pyarrow as pa

from huoshui.access.contract import EVERYTHING, Scope
from huoshui.app.platform import Platform
from huoshui.audiences import warehouse
from huoshui.audiences.contract.language import Condition, Definition, TrustStage
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Deed, Person, Sale
from huoshui.commerce.operations.facts import SCHEMA
from huoshui.people.contract import Facts
from huoshui.people.warehouse import insert_facts

NOW = int(datetime(2026, 11, 20, 3, 0, tzinfo=UTC).timestamp() * 1000)  # Friday, 11:00 in Beijing
SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
TABLES = ("events", "order_facts", "people", "people_facts", "intimacy_scores", "membership_snapshots")
_MOMENT = pa.timestamp("ms", "UTC")


def where(**node: Any) -> Condition:
    """Read one condition as an author writes it; ``from_`` and ``is_`` are ``from`` and ``is``."""
    return Definition.model_validate({"version": 1, "where": {k.rstrip("_"): v for k, v in node.items()}}).where


@dataclass
class Market:
    """What lies in the engines, by identity; ``person_of`` says whose an identity is when it is not its own."""

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    """person → known, reach, units"""
    facts: dict[int, Facts] = field(default_factory=dict)
    deeds: list[tuple[int, Deed]] = field(default_factory=list)
    sales: list[tuple[int, Sale, int]] = field(default_factory=list)
    """identity, sale, unit"""
    person_of: dict[int, int] = field(default_factory=dict)
    frozen: list[tuple[int, int]] = field(default_factory=list)
    """snapshot, identity: who somebody was when it was taken"""

    def person(self, number: int, *, units: tuple[int, ...] | None = None) -> Person:
        """What the evaluator in memory is told of a person."""
        facts, summary = self.facts.get(number, Facts(number)), self.people[number]
        return Person(
            number,
            known=summary.get("known", False),
            reach=frozenset(summary.get("reach", ())),
            traits=facts.traits,
            tags=facts.tags,
            granted=facts.granted,
            denied=facts.denied,
            intimacy=summary.get("intimacy"),
            trust=summary.get("trust"),
            deeds=tuple(deed for identity, deed in self.deeds if self._whose(identity) == number),
            sales=tuple(
                sale
                for identity, sale, unit in self.sales
                if self._whose(identity) == number and (units is None or unit in units)
            ),
            snapshots=frozenset(taken for taken, identity in self.frozen if self._whose(identity) == number),
        )

    def by_hand(self, condition: Condition, *, units: tuple[int, ...] | None = None, now: int = NOW) -> list[int]:
        """Who meets a condition, person by person."""
        seen = [
            number
            for number, summary in sorted(self.people.items())
            if units is None or set(units) & set(summary.get("units", ()))
        ]
        return [number for number in seen if judge(condition, self.person(number, units=units), now=now).met]

    async def fill(self, platform: Platform, *, suffix: str = "", shard: int = 0, shards: int = 1) -> None:
        """Insert the rows, with ``shards`` those of one shard, by the columns that the schema shards by."""
        await _insert(platform, f"events{suffix}", _deeds([one for one in self.deeds if one[0] % shards == shard]))
        sales = [(key, *one) for key, one in enumerate(self.sales, start=1) if key % shards == shard]
        await _insert(platform, f"order_facts{suffix}", _sales(sales))
        people = [(number, one) for number, one in self.people.items() if number % shards == shard]
        await _insert(platform, f"people{suffix}", _people(people))
        facts = [one for number, one in self.facts.items() if number % shards == shard]
        await insert_facts(_Into(platform, suffix), facts, version=1)  # type: ignore[arg-type]
        await _insert(platform, f"intimacy_scores{suffix}", _scores(people))
        frozen = [one for one in self.frozen if one[1] % shards == shard]
        await _insert(platform, f"membership_snapshots{suffix}", _frozen(frozen))

    async def name(self, platform: Platform) -> None:
        """Let the dictionary know who is who, and readers which scores are whole."""
        published = {"run": pa.array([2], pa.uint32()), "as_of": pa.array([0], pa.int64())}
        await _insert(platform, "intimacy_published", pa.table(published))
        rows = [(identity, person, 1) for identity, person in self.person_of.items()]
        columns = [pa.array(column, pa.uint64()) for column in zip(*rows, strict=True)]
        if columns:
            await _insert(platform, "identity_person", pa.table(columns, names=["identity", "person", "version"]))
        await platform.clickhouse.command("SYSTEM RELOAD DICTIONARY person_of")

    def _whose(self, identity: int) -> int:
        return self.person_of.get(identity, identity)


async def clear(platform: Platform) -> None:
    for table in (*TABLES, "identity_person", "intimacy_published"):
        await platform.clickhouse.command(f"TRUNCATE TABLE {table}")


async def found(
    platform: Platform, *conditions: Condition, scope: Scope = EVERYTHING, now: int = NOW, suffix: str = ""
) -> list[list[int]]:
    """Who meets each condition, as ClickHouse says: all worked out in one query."""
    asked = warehouse.compile_trees(conditions, scope=scope, now=now)
    trees = ", ".join(f"toUInt8({tree})" for tree in asked.trees)
    rows = await platform.clickhouse.rows(
        f"SELECT person, [{trees}] FROM ({_in(asked.frame, suffix)}) WHERE {asked.there} ORDER BY person",
        asked.parameters,
    )
    return [[person for person, met in rows if met[place]] for place in range(len(conditions))]


async def members(
    platform: Platform, condition: Condition, *, scope: Scope = EVERYTHING, now: int = NOW, suffix: str = ""
) -> list[int]:
    """Who meets one condition, as ClickHouse says when it is asked for nothing else."""
    asked = warehouse.compile_trees([condition], scope=scope, now=now)
    rows = await platform.clickhouse.rows(
        f"SELECT person FROM ({_in(asked.members, suffix)}) ORDER BY person", asked.parameters
    )
    return [person for (person,) in rows]


def _in(sql: str, suffix: str) -> str:
    """The same statement over tables of other names."""
    for table in TABLES if suffix else ():
        for behind in (" FINAL", "\n"):
            sql = sql.replace(f"FROM {table}{behind}", f"FROM {table}{suffix}{behind}")
    return sql


@dataclass
class _Into:
    """ClickHouse with other names for its tables."""

    platform: Platform
    suffix: str

    async def insert(self, table: str, data: pa.Table) -> None:
        await _insert(self.platform, table + self.suffix, data)


async def _insert(platform: Platform, table: str, data: pa.Table) -> None:
    if data.num_rows:
        await platform.clickhouse.insert(table, data)


def _deeds(rows: list[tuple[int, Deed]]) -> pa.Table:
    columns: defaultdict[str, list[Any]] = defaultdict(list)
    for identity, deed in rows:
        for name, value in (("identity", identity), ("occurred_at", deed.at), ("received_at", deed.at),
                            ("name", deed.name), ("channel", deed.channel), ("kind", deed.call),
                            ("properties", orjson.dumps(deed.properties).decode())):  # fmt: skip
            columns[name].append(value)
    kinds = {"identity": pa.uint64(), "occurred_at": _MOMENT, "received_at": _MOMENT}
    return pa.table({name: pa.array(column, kinds.get(name, pa.string())) for name, column in columns.items()})


def _sales(rows: list[tuple[int, int, Sale, int]]) -> pa.Table:
    written = [
        (key, identity, 0, int(sale.bought), sale.at, sale.net_fen, sale.channel, int(sale.online), sale.store, unit,
         sale.skus, sale.products, sale.item_names, 1)
        for key, identity, sale, unit in rows
    ]  # fmt: skip
    columns = list(zip(*written, strict=True)) or [()] * len(SCHEMA)
    return pa.table([pa.array(column, kind.type) for column, kind in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)


def _scores(rows: list[tuple[int, dict[str, Any]]]) -> pa.Table:
    """Scores of run 2, which readers read, and of run 1, which nobody must see."""
    scored = [(run, number, one) for number, one in rows if "intimacy" in one for run in (1, 2)]
    return pa.table({
        "run": pa.array([run for run, _, _ in scored], pa.uint32()),
        "person": pa.array([number for _, number, _ in scored], pa.uint64()),
        "points": pa.array([one["intimacy"] if run == 2 else 0 for run, _, one in scored], pa.int64()),
        "stage": pa.array([get_args(TrustStage).index(one["trust"]) if run == 2 else 3 for run, _, one in scored], pa.uint8()),
    })  # fmt: skip


def _frozen(rows: list[tuple[int, int]]) -> pa.Table:
    numbers = {"snapshot": [taken for taken, _ in rows], "person": [identity for _, identity in rows]}
    return pa.table({
        name: pa.array(numbers[name], kind) for name, kind in (("snapshot", pa.uint32()), ("person", pa.uint64()))
    })  # fmt: skip


def _people(rows: list[tuple[int, dict[str, Any]]]) -> pa.Table:
    return pa.table({
        "person": pa.array([number for number, _ in rows], pa.uint64()),
        "identified": pa.array([int(one.get("known", False)) for _, one in rows], pa.uint8()),
        "reachable": pa.array([int(bool(one.get("reach"))) for _, one in rows], pa.uint8()),
        "channels": pa.array([list(one.get("reach", ())) for _, one in rows], pa.list_(pa.string())),
        "units": pa.array([list(one.get("units", ())) for _, one in rows], pa.list_(pa.uint64())),
        "gone": pa.array([0 for _ in rows], pa.uint8()),
        "version": pa.array([1 for _ in rows], pa.uint64()),
    })  # fmt: skip
