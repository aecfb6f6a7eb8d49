"""What the evaluator in memory knows of one person, and the parts of the language that need no more than a value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from huoshui.audiences.contract.language import EventFilter, OrdersFilter
from huoshui.audiences.contract.values import (
    Exists,
    ListHas,
    ListTest,
    NumberBetween,
    NumberTest,
    Test,
    TextOneOf,
    TextTest,
    TruthTest,
)
from huoshui.audiences.rules.bounds import of_date, of_number, of_window
from huoshui.bedrock import readings
from huoshui.channels.recognition import CHANNELS
from huoshui.events import dictionary

PUBLIC = tuple(channel.name for channel in CHANNELS.values() if channel.public)
"""The channels of the public sea; of several at one moment the first here counts."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An event; ``at`` in milliseconds."""

    at: int
    name: str
    channel: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)
    call: str = "track"
    """How it was sent: track, page, screen, identify …"""


@dataclass(frozen=True, slots=True)
class Sale:
    """An order; ``at`` is when it was paid, or placed when it was not paid, in milliseconds."""

    at: int
    net_fen: int
    bought: bool
    channel: str = ""
    online: bool = True
    store: str = ""
    skus: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    item_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """
    Everything that a segment may ask of a person.

    ``reach``: the channels that reach them for marketing; ``traits``: what counts of each, as JSON; ``tags``: each
    with the moment it was put on; ``granted`` and ``denied``: answers, as ``purpose/channel``;
    ``intimacy``: the stored score in ten-thousandths, ``trust``: the stored stage, of who has them; ``snapshots``:
    which hold them, of those that are asked for.
    """

    number: int
    known: bool = False
    reach: frozenset[str] = frozenset()
    traits: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    granted: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    deeds: tuple[Deed, ...] = ()
    sales: tuple[Sale, ...] = ()
    intimacy: int | None = None
    trust: str | None = None
    snapshots: frozenset[int] = frozenset()


def passes(test: Test, value: Any, *, now: int) -> bool:  # noqa: ANN401 any JSON
    """This will hold a value against a test; ``None`` is no value."""
    if isinstance(test, Exists):
        return value is not None
    if isinstance(test, TextTest | TextOneOf):
        return _text(test, readings.text(value))
    if isinstance(test, NumberTest | NumberBetween):
        number = readings.number(value)
        return number is not None and of_number(test).hold(number)
    if isinstance(test, TruthTest):
        return readings.truth(value) is test.value
    if isinstance(test, ListTest | ListHas):
        items = readings.items(value)
        return items is not None and _list(test, frozenset(items))
    moment = readings.moment(value)
    return moment is not None and of_date(test, now=now).hold(moment)


def names_of(asked: EventFilter) -> tuple[str, ...] | None:
    """This will give the names of the events that are asked for, English ones for those that the dictionary knows."""
    if asked.events is None and asked.roles is None:
        return None
    given = asked.events or ()
    entries = (dictionary.entry_of(name) for name in given)
    of_roles = (entry.name for entry in dictionary.ENTRIES.values() if entry.aipl in (asked.roles or ()))
    return tuple(sorted({*given, *(entry.name for entry in entries if entry), *of_roles}))


def is_asked(asked: EventFilter, deed: Deed, *, names: tuple[str, ...] | None, now: int) -> bool:
    """This will tell whether an event is one of those asked for, by `names_of` it; the window is not looked at."""
    if names is not None and deed.name not in names:
        return False
    if asked.channels is not None and deed.channel not in asked.channels:
        return False
    if asked.calls is not None and deed.call not in asked.calls:
        return False
    weekday, minute = readings.in_beijing(deed.at)
    if asked.weekdays is not None and weekday not in asked.weekdays:
        return False
    if asked.at is not None:
        since, until = asked.at.minutes
        if not (since <= minute < until if since < until else minute >= since or minute < until):
            return False
    return all(passes(one.test, deed.properties.get(one.property), now=now) for one in asked.where)


def first_channel(deeds: Iterable[Deed], *, now: int) -> str:
    """This will name the public channel of the earliest deed on any; an empty text when there is none."""
    found = ((deed.at, PUBLIC.index(deed.channel)) for deed in deeds if deed.at <= now and deed.channel in PUBLIC)
    earliest = min(found, default=None)
    return "" if earliest is None else PUBLIC[earliest[1]]


def is_counted(asked: OrdersFilter, sale: Sale, *, now: int) -> bool:
    """This will tell whether an order is one of those asked for."""
    wanted: tuple[tuple[tuple[str, ...] | None, tuple[str, ...]], ...] = (
        (asked.channels, (sale.channel,)),
        (asked.stores, (sale.store,)),
        (asked.skus, sale.skus),
        (asked.products, sale.products),
    )
    return (
        (sale.bought or asked.state == "any")
        and of_window(asked.within, now=now).hold(sale.at)
        and all(some is None or not set(some).isdisjoint(has) for some, has in wanted)
        and (asked.online is None or sale.online == asked.online)
        and (asked.item_name is None or any(asked.item_name in name for name in sale.item_names))
    )


def _text(test: TextTest | TextOneOf, text: str | None) -> bool:
    if text is None:
        return False
    match test.op:
        case "is":
            return text == test.value
        case "contains":
            return test.value in text
        case "starts_with":
            return text.startswith(test.value)
        case "ends_with":
            return text.endswith(test.value)
        case "one_of":
            return text in test.value


def _list(test: ListTest | ListHas, items: frozenset[str]) -> bool:
    match test.op:
        case "has":
            return test.value in items
        case "has_any":
            return not items.isdisjoint(test.value)
        case "has_all":
            return items.issuperset(test.value)
