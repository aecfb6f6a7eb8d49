"""Rows that stand for themselves: a customer, a contact, an event, a figure of content."""

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from huoshui.channels.contract import FileEvent
from huoshui.channels.exports import headers, moments
from huoshui.channels.exports import mapping as mappings
from huoshui.channels.exports.cells import USABLE, clean
from huoshui.channels.exports.columns import Cells, Extras
from huoshui.channels.exports.fields import BadCell, Binding, Getter, Row
from huoshui.channels.exports.kinds import Kind, Record, kinds_of
from huoshui.channels.exports.mapping import FieldSpec
from huoshui.channels.exports.outcome import Slice
from huoshui.channels.exports.persons import Person, identifier_getters, pair_reader, read_identifiers

IDENTIFY = ""
"""The name of a `FileEvent` that states traits instead of telling what happened."""
CONTENT = "Content Measured"
"""The name of a `FileEvent` that is a figure of a piece of content, and of no person."""

_NUMERIC = {Kind.MONEY, Kind.INTEGER, Kind.NUMBER}
_TAGS = re.compile(r"[,，、;；|]")


class RecordReader(ABC):
    """What the readers of single rows share: `read` turns one row into events, or notes why not."""

    def __init__(self, mapping: mappings.Mapping, columns: Sequence[str], *, default_at: int) -> None:
        self._mapping = mapping
        self._columns = columns
        self._binding = Binding(mapping, columns)
        self._default_at = default_at
        kinds = kinds_of(mapping.record)
        self._fields: dict[str, Getter] = {
            name: get for name, spec in mapping.columns.items() if (get := self._binding.field(spec, kinds[name]))
        }
        self._identifiers = identifier_getters(mapping, self._binding)
        self._extras = Extras(self._binding.extra())
        self.pair = pair_reader(
            self._binding.places(mapping.identifiers.get("phone")),
            self._binding.places(mapping.traits.get("name") or mapping.columns.get("name")),
        )

    def read(self, number: int, row: Row, out: Slice) -> None:
        """This will read one row into ``out``."""
        try:
            events = self._events(number, row, out)
        except BadCell as bad:
            out.refuse(number, row, bad.code, bad.column, bad.value)
            return
        out.imported += 1
        out.records += 1
        out.events += events

    @abstractmethod
    def _events(self, number: int, row: Row, out: Slice) -> list[FileEvent]: ...

    def _get(self, name: str, row: Row) -> Any:  # noqa: ANN401 the field's own type
        get = self._fields.get(name)
        return get(row) if get else None

    def _kept_of(self, row: Row) -> dict[str, str]:
        return self._extras.kept(Cells([row]))[0]

    def _key(self, *parts: object) -> str:
        """A name for ever out of parts that may be personal: they are hashed."""
        digest = hashlib.blake2b("\0".join(map(str, parts)).encode("utf-8", "replace"), digest_size=12).hexdigest()
        return f"{self._mapping.platform}:{self._mapping.shop}:{digest}"

    def _stated(self, specs: Mapping[str, FieldSpec], default: Kind) -> list[tuple[str, Getter, bool]]:
        return [
            (name, get, (spec.kind or default) in _NUMERIC)
            for name, spec in specs.items()
            if (get := self._binding.field(spec, spec.kind or default))
        ]

    def _values(self, getters: list[tuple[str, Getter, bool]], number: int, row: Row, out: Slice) -> dict[str, Any]:
        """Optional cells: one that cannot be read is kept as text, and somebody is told."""
        values: dict[str, Any] = {}
        for name, get, _ in getters:
            try:
                value = get(row)
            except BadCell as bad:
                out.trouble(number, row, "bad_optional", bad.column, bad.value)
                value = bad.value
            if value not in (None, "", []):
                values[name] = value
        return values

    def _base(self, row: Row) -> dict[str, Any]:
        base: dict[str, Any] = {"platform": self._mapping.platform}
        for name in ("shop", "channel"):
            text = self._get(name, row)
            if text:
                base[name] = text
        if self._mapping.shop and "shop" not in base:
            base["shop"] = self._mapping.shop
        return base


class CustomerReader(RecordReader):
    """A customer's row states traits of a person: it becomes an identify."""

    def __init__(self, mapping: mappings.Mapping, columns: Sequence[str], *, default_at: int) -> None:
        super().__init__(mapping, columns, default_at=default_at)
        self._traits = self._stated(mapping.traits, Kind.TEXT)

    def _events(self, number: int, row: Row, out: Slice) -> list[FileEvent]:
        person = read_identifiers(self._identifiers, row)
        out.keys[person.state] += 1
        if not person.identifiers:
            raise BadCell("no_identifier", ", ".join(column for _, _, column in self._identifiers), "")
        traits = self._values(self._traits, number, row, out)
        kept = self._kept_of(row)
        if kept:
            traits["file_columns"] = kept
        key = self._get("key", row) or "|".join(f"{namespace}={value}" for namespace, value in person.identifiers)
        at = self._get("updated_at", row) or self._default_at
        return [
            FileEvent(self._key("customer", key), IDENTIFY, at, person.identifiers, self._base(row), traits, (number,))
        ]


class ContactReader(RecordReader):
    """
    A WeCom contact: added by a member of staff at a moment, and what staff wrote about them.

    The export has no id of the contact. Staff account, moment and name together name the row; as an ``anonymous``
    value they
    hold the person's place until a phone is known.
    """

    def __init__(self, mapping: mappings.Mapping, columns: Sequence[str], *, default_at: int) -> None:
        super().__init__(mapping, columns, default_at=default_at)
        self._traits = self._stated(mapping.traits, Kind.TEXT)
        prefix = headers.normal(mapping.tag_columns)
        self._tags = [
            (mappings.tag_group(column), place)
            for place, column in enumerate(columns)
            if prefix and headers.normal(column).startswith(prefix)
        ]
        self._tag_columns = {columns[place] for _, place in self._tags}

    def _events(self, number: int, row: Row, out: Slice) -> list[FileEvent]:
        added_at = self._get("added_at", row)
        if added_at is None:
            raise BadCell("no_time", ", ".join(self._mapping.columns["added_at"].column), "")
        name = self._get("name", row) or ""
        staff = self._get("staff_account", row) or self._get("staff", row) or ""
        if not name and not staff:
            raise BadCell("no_name", ", ".join(self._mapping.columns["name"].column), "")
        key = self._key("contact", staff, added_at, name)
        person = read_identifiers(self._identifiers, row)
        out.keys[person.state] += 1
        person.identifiers.append(("anonymous", f"contact-{key.rsplit(':', 1)[1]}"))
        told = self._told(row, staff)
        traits = self._values(self._traits, number, row, out)
        if name:
            traits["nickname"] = name
        told |= self._kept(row)
        events = [FileEvent(key, "Contact Added", added_at, person.identifiers, told, {}, (number,))]
        if traits:
            events.append(FileEvent(key, IDENTIFY, added_at, person.identifiers, self._base(row), traits, (number,)))
        return events

    def _told(self, row: Row, staff: str) -> dict[str, Any]:
        told = self._base(row) | {"staff_id": staff}
        for field, name in (("staff", "staff_name"), ("department", "department"), ("add_source", "add_way")):
            text = self._get(field, row)
            if text:
                told[name] = text
        tags = {group: found for group, place in self._tags if (found := _tags(row[place]))}
        if tags:
            told["tags"] = tags
        return told

    def _kept(self, row: Row) -> dict[str, Any]:
        kept = self._kept_of(row)
        kept = {name: text for name, text in kept.items() if name not in self._tag_columns}
        return {"columns": kept} if kept else {}


class EventReader(RecordReader):
    """Anything else that happened to a person, as a saved mapping describes it."""

    def __init__(self, mapping: mappings.Mapping, columns: Sequence[str], *, default_at: int) -> None:
        super().__init__(mapping, columns, default_at=default_at)
        self._properties = self._stated(mapping.properties, Kind.TEXT)

    def _events(self, number: int, row: Row, out: Slice) -> list[FileEvent]:
        name = self._get("name", row)
        at = self._get("occurred_at", row)
        if not name:
            raise BadCell("no_name", ", ".join(self._mapping.columns["name"].column), "")
        if at is None:
            raise BadCell("no_time", ", ".join(self._mapping.columns["occurred_at"].column), "")
        person = read_identifiers(self._identifiers, row)
        out.keys[person.state] += 1
        if not person.identifiers:
            raise BadCell("no_identifier", ", ".join(column for _, _, column in self._identifiers), "")
        properties = self._base(row) | self._values(self._properties, number, row, out)
        kept = self._kept_of(row)
        if kept:
            properties["columns"] = kept
        given = self._get("key", row)
        key = self._key("event", given) if given else self._key("event", name, at, *_flat(person), *row)
        return [FileEvent(key, name, at, person.identifiers, properties, {}, (number,))]


class ContentReader(RecordReader):
    """A figure of a piece of content (an article, a day of an account): it happened to nobody in particular."""

    def __init__(self, mapping: mappings.Mapping, columns: Sequence[str], *, default_at: int) -> None:
        super().__init__(mapping, columns, default_at=default_at)
        self._metrics = self._stated(mapping.properties, Kind.NUMBER)

    def _events(self, number: int, row: Row, out: Slice) -> list[FileEvent]:
        facts = {name: self._get(name, row) for name in ("title", "published_at", "measured_on", "url", "segment")}
        if not facts["title"] and facts["measured_on"] is None:
            raise BadCell(
                "no_name", ", ".join(column for spec in self._mapping.columns.values() for column in spec.column), ""
            )
        told = self._base(row) | {name: value for name, value in facts.items() if value not in (None, "")}
        told["metrics"] = self._values(self._metrics, number, row, out)
        kept = self._kept_of(row)
        if kept:
            told["columns"] = kept
        name = facts["url"] or (facts["title"], facts["published_at"])
        key = self._key("content", name, facts["measured_on"], facts["segment"])
        at = facts["measured_on"] or self._default_at
        return [FileEvent(key, CONTENT, at, [], told, {}, (number,))]


def _tags(cell: str) -> list[str]:
    return [tag for one in _TAGS.split(clean(cell)) if (tag := clean(one))]


def _flat(person: Person) -> list[str]:
    return [value for _, value in person.identifiers] if person.state == USABLE else []


READERS: dict[Record, Callable[..., RecordReader]] = {
    Record.CUSTOMER: CustomerReader,
    Record.CONTACT: ContactReader,
    Record.EVENT: EventReader,
    Record.CONTENT: ContentReader,
}


def reader_of(mapping: mappings.Mapping, columns: Sequence[str], *, default_at: int) -> RecordReader:
    """This will give the reader of a mapping's kind of record; ``default_at`` (ms) is when the export was made."""
    return READERS[mapping.record](mapping, columns, default_at=max(default_at, moments.EARLIEST))
