"""The truth beside the data: who is one person, what each is, what was planted; later answers are judged by it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from huoshui.rehearsal import brand, planted
from huoshui.rehearsal.identifiers import SLOTS, Slot
from huoshui.rehearsal.people import People
from huoshui.rehearsal.scene import NEVER, Ledger

PEOPLE = pa.schema(
    [
        ("person", pa.int64()),
        ("channel", pa.string()),
        ("type", pa.string()),
        ("arrived_on", pa.int32()),
        ("affinity", pa.float64()),
        ("sensitivity", pa.float64()),
        ("intimacy", pa.float64()),
        ("rides_already", pa.bool_()),
        ("store", pa.string()),
        ("orders", pa.int64()),
        ("net_paid_fen", pa.int64()),
        ("pushes", pa.int64()),
        ("contact_at", pa.timestamp("ms", "UTC")),
        ("deleted_at", pa.timestamp("ms", "UTC")),
        ("deleted_by_push", pa.bool_()),
        ("inviter", pa.int64()),
        ("namespaces", pa.list_(pa.string())),
        ("values", pa.list_(pa.string())),
        ("groups", pa.list_(pa.int32())),
    ]
)
"""
One row a person. ``type`` is real, silent or fake; ``intimacy`` is the planted order in 0…1; ``namespaces``,
``values`` and ``groups`` go together: each identifier that was ever shown, and which of the person's identifiers can be
proved one because they were seen on common events (equal numbers).
"""


@dataclass(slots=True)
class Truth:
    """
    What is true of a market. People are written to ``people_path`` cohort by cohort, or kept in memory without one.

    ``told`` counts the events by name, ``delivery`` what was said twice, late, with a wrong clock or wrongly.
    """

    about: dict[str, Any]
    people_path: Path | None = None
    told: dict[str, int] = field(default_factory=dict)
    delivery: dict[str, int] = field(default_factory=dict)
    channels: dict[str, dict[str, int]] = field(default_factory=dict)
    shared_devices: list[tuple[str, list[int]]] = field(default_factory=list)
    shared_phones: list[tuple[str, list[int]]] = field(default_factory=list)
    recycled_phones: list[tuple[str, int, int, int]] = field(default_factory=list)
    tables: list[pa.Table] = field(default_factory=list)
    _writer: pq.ParquetWriter | None = None

    def count(self, where: dict[str, int], name: str, number: int) -> None:
        """This will add to a tally."""
        where[name] = where.get(name, 0) + number

    def take(self, people: People, ledger: Ledger, midnights: np.ndarray) -> None:
        """This will keep what is true of a cohort whose life is over; ``midnights`` are the days' beginnings in ms."""
        table = _people(people, ledger)
        if self.people_path is None:
            self.tables.append(table)
        else:
            self._writer = self._writer or pq.ParquetWriter(self.people_path, PEOPLE)
            self._writer.write_table(table)
        self._sharing(people, ledger, midnights)
        self._sum_up(people, ledger)

    @property
    def people(self) -> pa.Table:
        """All people, when they were kept in memory."""
        return pa.concat_tables(self.tables) if self.tables else PEOPLE.empty_table()

    def plain(self) -> dict[str, Any]:
        """This will give everything but the people as plain values."""
        return {
            **self.about,
            "planted": planted.plain(),
            "events": self.told,
            "delivery": self.delivery,
            "channels": self.channels,
            "shared_devices": self.shared_devices,
            "shared_phones": self.shared_phones,
            "recycled_phones": [
                {"phone": phone, "from": old, "to": new, "on_ms": moment}
                for phone, old, new, moment in self.recycled_phones
            ],
            "people_file": self.people_path.name if self.people_path else None,
        }

    def write(self, path: Path) -> None:
        """This will write the truth as JSON, and end the file of people."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        path.write_bytes(orjson.dumps(self.plain(), option=orjson.OPT_INDENT_2))

    def _sharing(self, people: People, ledger: Ledger, midnights: np.ndarray) -> None:
        values, sharing, first = people.identifiers.values, people.sharing, people.first
        shown = ledger.seen != 0
        tablet, phone = shown[:, Slot.WEB2], shown[:, Slot.PHONE]
        both = [(one, other) for one, other in sharing.device.tolist() if tablet[one] and tablet[other]]
        self.shared_devices += [(values[Slot.DEVICE2][one], [first + one, first + other]) for one, other in both]
        farms: dict[str, list[int]] = {}
        for row in np.flatnonzero(people.fake & shown[:, Slot.DEVICE]).tolist():
            farms.setdefault(values[Slot.DEVICE][row], []).append(first + row)
        self.shared_devices += [(device, rows) for device, rows in farms.items() if len(rows) > 1]
        both = [(one, other) for one, other in sharing.phone.tolist() if phone[one] and phone[other]]
        self.shared_phones += [(values[Slot.PHONE][one], [first + one, first + other]) for one, other in both]
        changed = zip(sharing.recycled.tolist(), sharing.recycled_on.tolist(), strict=True)
        self.recycled_phones += [
            (values[Slot.PHONE][old], first + old, first + new, int(midnights[day]))
            for (old, new), day in changed
            if phone[old] and phone[new]
        ]

    def _sum_up(self, people: People, ledger: Ledger) -> None:
        for number, sea in enumerate(planted.SEAS):
            of = people.origin == number
            tally = self.channels.setdefault(sea.name, {})
            real = of & people.real
            self.count(tally, "people", int(of.sum()))
            self.count(tally, "fake", int((of & people.fake).sum()))
            self.count(tally, "silent", int((of & people.silent).sum()))
            self.count(tally, "buyers", int((of & (ledger.orders > 0)).sum()))
            self.count(tally, "buyers_again", int((of & (ledger.orders > 1)).sum()))
            self.count(tally, "net_paid_fen", int((ledger.paid - ledger.refunded)[of].sum()))
            self.count(tally, "net_paid_fen_of_real", int((ledger.paid - ledger.refunded)[real].sum()))


def _people(people: People, ledger: Ledger) -> pa.Table:
    names = np.array([sea.name for sea in planted.SEAS], dtype=object)
    stores = np.array([shop.code for shop in brand.STORES], dtype=object)
    kinds = np.where(people.fake, "fake", np.where(people.silent, "silent", "real"))
    namespaces, values, groups = _identifiers(people, ledger)
    inviter = np.where(ledger.inviter == NEVER, NEVER, people.first + ledger.inviter)
    columns = [
        np.arange(people.first, people.first + people.count),
        names[people.origin],
        kinds,
        people.arrives_on.astype(np.int32),
        people.affinity,
        people.sensitivity,
        people.trust,
        people.owner,
        stores[people.store],
        ledger.orders,
        ledger.paid - ledger.refunded,
        ledger.pushes,
        _moments(ledger.contact_at),
        _moments(ledger.deleted_at),
        ledger.deleted_by_push,
        pa.array(inviter, mask=inviter == NEVER),
        namespaces,
        values,
        groups,
    ]
    arrays = [
        column if isinstance(column, pa.Array) else pa.array(column, type=kind.type)
        for column, kind in zip(columns, PEOPLE, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=PEOPLE)


def _moments(at: np.ndarray) -> pa.Array:
    return pa.array(at.astype("datetime64[ms]"), type=pa.timestamp("ms", "UTC"), mask=at == NEVER)


def _identifiers(people: People, ledger: Ledger) -> tuple[list[list[str]], list[list[str]], list[list[int]]]:
    namespaces, values, groups = [], [], []
    known = people.identifiers
    for row, seen in enumerate(ledger.seen.tolist()):
        slots = [slot for slot in Slot if seen[slot]]
        namespaces.append([known.namespace(slot, row) for slot in slots])
        values.append([known.values[slot][row] for slot in slots])
        groups.append(_components(seen, slots))
    return namespaces, values, groups


def _components(seen: list[int], slots: list[Slot]) -> list[int]:
    """The number of each slot's component, where slots of one event are connected."""
    masks: list[int] = []
    for slot in slots:
        mask = seen[slot]
        apart = [other for other in masks if not other & mask]
        for other in masks:
            if other & mask:
                mask |= other
        masks = [*apart, mask]
    masks.sort(key=lambda mask: mask & -mask)
    return [next(number for number, mask in enumerate(masks) if mask >> slot & 1) for slot in slots]


assert SLOTS <= 32  # noqa: S101 a set of slots must fit the ledger's 32 bits
