"""A small warehouse in memory: rows for ClickHouse, and the same question answered by counting on fingers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from huoshui.app.platform import Platform
from huoshui.insight.contract import NO_CHANNEL, ChannelReport
from huoshui.insight.queries import PUBLIC

BEGIN = datetime(2026, 9, 30, 15, 0, tzinfo=UTC)  # 23:00 in Beijing
_PUBLIC = {channel.name: place for place, channel in enumerate(PUBLIC)}
_PARTS = 3
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_MOMENT = pa.timestamp("ms", "UTC")


def hour(number: int) -> datetime:
    """That many hours after the last hour of September, Beijing time."""
    return BEGIN + timedelta(hours=number)


@dataclass
class Store:
    """What lies in ClickHouse."""

    events: list[tuple[int, datetime, str]] = field(default_factory=list)
    """(identity, moment, channel)"""
    orders: list[dict[str, Any]] = field(default_factory=list)
    people: list[tuple[int, int, int, list[int], int, int]] = field(default_factory=list)
    """(person, identified, reachable, units, gone, version)"""
    person_of: dict[int, int] = field(default_factory=dict)

    def sell(
        self, key: int, identity: int, at: datetime, *, state: str = "paid", paid: int = 0, refunded: int = 0,
        unit: int = 0, version: int = 1,
    ) -> None:  # fmt: skip
        """Put down one version of an order."""
        self.orders.append(
            {"order_key": key, "identity": identity, "state": state, "placed_at": at,
             "paid_at": None if state == "placed" else at, "paid_fen": paid, "refunded_fen": refunded, "channel": "",
             "unit": unit, "version": version}
        )  # fmt: skip

    async def fill(self, platform: Platform, *, suffix: str = "", only: tuple[int, int] = (0, 1)) -> None:
        """Insert the rows; with ``only`` those of shard n of m, by the columns that the schema shards by."""
        shard, shards = only
        events = [row for row in self.events if row[0] % shards == shard]
        orders = [row for row in self.orders if row["order_key"] % shards == shard]
        people = [row for row in self.people if row[0] % shards == shard]
        await insert(platform, f"events{suffix}", _events(events))
        for part in range(_PARTS):  # several, so that versions of one order lie unmerged beside each other
            await insert(platform, f"orders{suffix}", _orders(orders[part::_PARTS]))
            await insert(platform, f"people{suffix}", _people(people[part::_PARTS]))

    async def name(self, platform: Platform) -> None:
        """Let the dictionary know who is who."""
        rows = [(identity, person, 1) for identity, person in self.person_of.items()]
        columns = [pa.array(column, pa.uint64()) for column in zip(*rows, strict=True)] if rows else []
        if columns:
            await insert(platform, "identity_person", pa.table(columns, names=["identity", "person", "version"]))
        await platform.clickhouse.command("SYSTEM RELOAD DICTIONARY person_of")


async def insert(platform: Platform, table: str, data: pa.Table) -> None:
    if data.num_rows:
        await platform.clickhouse.insert(table, data)


def by_hand(
    store: Store, *, since: datetime | None = None, until: datetime | None = None, units: Sequence[int] | None = None
) -> dict[str, Any]:
    """The report as a dictionary, worked out person by person."""
    latest = {order["order_key"]: order for order in sorted(store.orders, key=lambda order: order["version"])}
    orders = [one for one in latest.values() if one["state"] != "withdrawn" and (units is None or one["unit"] in units)]
    people = {row[0]: row for row in sorted(store.people, key=lambda row: row[5])}
    persons = _arrivals(store, orders, people)
    touched: dict[str, int] = defaultdict(int)
    lines: dict[str, list[int]] = defaultdict(lambda: [0] * 6)
    for person, (channel, at, on) in persons.items():
        summary = people.get(person)
        if (since and at < since) or (until and at >= until):
            continue
        if units is not None and not (summary and not summary[4] and set(summary[3]) & set(units)):
            continue
        for name in on:
            touched[name] += 1
        known = summary is not None and not summary[4]
        figures = (1, bool(known and summary[1]), bool(known and summary[2]), *_bought(store, orders, person))
        lines[channel] = [total + int(one) for total, one in zip(lines[channel], figures, strict=True)]
    nobodys = [one for one in orders if not one["identity"] and _within(one["placed_at"], since, until)]
    return {
        "lines": {channel: tuple(figures) for channel, figures in lines.items()},
        "touched": {channel: count for channel, count in touched.items() if channel != NO_CHANNEL},
        "anonymous": (len(nobodys), sum(_kept(one) for one in nobodys), sum(_net(one) for one in nobodys)),
    }


def plain(report: ChannelReport) -> dict[str, Any]:
    """A report in the shape of `by_hand`."""
    return {
        "lines": {
            line.channel: (
                line.funnel.came, line.funnel.known, line.funnel.reachable, line.funnel.bought, line.funnel.again,
                line.funnel.net_fen,
            )
            for line in report.lines if line.funnel.came
        },
        "touched": {line.channel: line.touched for line in report.lines if line.touched and line.channel != NO_CHANNEL},
        "anonymous": (report.anonymous.orders, report.anonymous.bought, report.anonymous.net_fen),
    }  # fmt: skip


def _arrivals(
    store: Store, orders: list[dict[str, Any]], people: dict[int, Any]
) -> dict[int, tuple[str, datetime, set[str]]]:
    moments: dict[int, list[tuple[bool, datetime, int, str]]] = defaultdict(list)
    for identity, at, channel in store.events:
        public = channel in _PUBLIC
        found = (not public, at, _PUBLIC.get(channel, 0), channel if public else NO_CHANNEL)
        moments[store.person_of.get(identity, identity)].append(found)
    on = {person: {name for *_, name in found} for person, found in moments.items()}
    for order in orders:
        if order["identity"]:
            person = store.person_of.get(order["identity"], order["identity"])
            moments[person].append((True, order["placed_at"], 0, NO_CHANNEL))
    for person, *_, gone, _version in people.values():
        if not gone:
            moments[person].append((True, _NEVER, 0, NO_CHANNEL))
    arrived = {}
    for person, found in moments.items():
        _, at, _, channel = min(found)
        at = datetime(1970, 1, 1, tzinfo=UTC) if at == _NEVER else at
        arrived[person] = (channel, at, on.get(person, set()))
    return arrived


def _bought(store: Store, orders: list[dict[str, Any]], person: int) -> tuple[bool, bool, int]:
    theirs = [
        one for one in orders if one["identity"] and store.person_of.get(one["identity"], one["identity"]) == person
    ]
    days = {(one["paid_at"] + timedelta(hours=8)).date() for one in theirs if _kept(one)}
    return bool(days), len(days) > 1, sum(_net(one) for one in theirs)


def _kept(order: dict[str, Any]) -> bool:
    return order["state"] in ("paid", "partly_refunded")


def _net(order: dict[str, Any]) -> int:
    net: int = order["paid_fen"] - order["refunded_fen"]
    return net


def _within(at: datetime, since: datetime | None, until: datetime | None) -> bool:
    return (since is None or at >= since) and (until is None or at < until)


def _events(rows: Sequence[tuple[int, datetime, str]]) -> pa.Table:
    return pa.table(
        {
            "identity": pa.array([row[0] for row in rows], pa.uint64()),
            "occurred_at": pa.array([row[1] for row in rows], _MOMENT),
            "received_at": pa.array([row[1] for row in rows], _MOMENT),
            "channel": pa.array([row[2] for row in rows], pa.string()),
        }
    )


def _orders(rows: Sequence[dict[str, Any]]) -> pa.Table:
    types = {"state": pa.string(), "channel": pa.string(), "placed_at": _MOMENT, "paid_at": _MOMENT}
    types |= dict.fromkeys(("paid_fen", "refunded_fen"), pa.int64())
    names = rows[0] if rows else ()
    return pa.table({name: pa.array([row[name] for row in rows], types.get(name, pa.uint64())) for name in names})


def _people(rows: Sequence[tuple[int, int, int, list[int], int, int]]) -> pa.Table:
    types = {"person": pa.uint64(), "identified": pa.uint8(), "reachable": pa.uint8(), "units": pa.list_(pa.uint64())}
    types |= {"gone": pa.uint8(), "version": pa.uint64()}
    return pa.table({name: pa.array([row[at] for row in rows], kind) for at, (name, kind) in enumerate(types.items())})
