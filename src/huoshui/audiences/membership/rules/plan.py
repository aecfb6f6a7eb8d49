"""What watched segments ask, sorted by where the answer comes from, so that each question is worked out once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from huoshui.audiences.contract import language
from huoshui.audiences.contract.language import Condition, EventFilter, below, events_asked
from huoshui.audiences.contract.values import DateRelative
from huoshui.audiences.rules.bounds import of_number
from huoshui.audiences.rules.person import names_of
from huoshui.bedrock.readings import SCALE

_SAID = (language.TraitIs, language.Tagged, language.Consented)
_GROUPS = (language.All, language.Some, language.Not, language.AsOf)
_KNOWN = (
    *_SAID, language.Reachable, language.Known, language.Bucket, language.OrdersCounted, language.OrdersAt,
    language.Did, language.DidAt, language.Sequence, language.Related, language.Grouped,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watched:
    """A watched segment, with the segments and layers that it uses in their places."""

    number: int
    segment: str
    version: int
    tree: Condition
    live: bool = True
    """Whether its members are known; while they are being worked out, nothing is compared."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition: its place among those of its kind, and the filters of events that it looks at."""

    place: int
    asked: Condition
    filters: tuple[int, ...] = ()


@dataclass(slots=True)
class Plan:
    """
    The questions of all watched segments, each once.

    ``filters`` are events without a window; ``counts`` are leaves that are answered from the moments alone, ``slow``
    those that need the events themselves; ``still`` leaves ask for facts and never change by time alone, ``moving``
    ones do; ``orders`` ask for orders. ``affects`` tells for each filter the places of the segments that it may change.
    """

    watches: tuple[Watched, ...] = ()
    filters: list[EventFilter] = field(default_factory=list)
    counts: dict[str, Leaf] = field(default_factory=dict)
    slow: dict[str, Leaf] = field(default_factory=dict)
    still: dict[str, Leaf] = field(default_factory=dict)
    moving: dict[str, Leaf] = field(default_factory=dict)
    orders: dict[str, Leaf] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)
    """`id` of a leaf's node, which lives as long as the plan → its key."""
    asking: dict[str, list[int]] = field(default_factory=dict)
    """Key of a leaf → the places of the segments that ask it."""
    affects: list[list[int]] = field(default_factory=list)
    timed: list[int] = field(default_factory=list)
    """Places of the segments whose answer can change by time alone."""
    _known: dict[str, int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...] | None:
        """The events that anybody asks for; ``None``: all."""
        asked = [names_of(one) for one in self.filters]
        if any(names is None for names in asked):
            return None
        return tuple(sorted({name for names in asked for name in names or ()}))

    @property
    def asks_facts(self) -> bool:
        """Whether traits, tags or answers are asked for."""
        leaves = (*self.still.values(), *self.moving.values())
        return any(isinstance(leaf.asked, _SAID) for leaf in leaves)

    def leaf(self, key: str) -> tuple[str, Leaf]:
        """This will tell which kind of leaf that is: the name of the mapping that holds it."""
        for kind in ("counts", "slow", "still", "moving", "orders"):
            leaves: dict[str, Leaf] = getattr(self, kind)
            if key in leaves:
                return kind, leaves[key]
        raise KeyError(key)

    def filter(self, asked: EventFilter) -> int:
        """This will give the number of a filter, without window and without what depends on the time."""
        plain = EventFilter(
            events=asked.events, roles=asked.roles, calls=asked.calls, channels=asked.channels, at=asked.at,
            weekdays=asked.weekdays, where=tuple(one for one in asked.where if not is_relative(one.test)),
        )  # fmt: skip
        key = plain.model_dump_json()
        if key not in self._known:
            self._known[key] = len(self.filters)
            self.filters.append(plain)
            self.affects.append([])
        return self._known[key]


def key_of(asked: Condition) -> str:
    """This will give what two equal conditions have in common."""
    return asked.model_dump_json()


def planned(watches: Sequence[Watched]) -> Plan:
    """This will gather what these segments ask."""
    plan = Plan(tuple(watches))
    for place, watch in enumerate(watches):
        moving = False
        for _, node, _ in below(watch.tree):
            if isinstance(node, _GROUPS):
                continue
            key = plan.keys[id(node)] = _sort(plan, node)
            kind, leaf = plan.leaf(key)
            moving |= kind != "still"
            plan.asking.setdefault(key, [])
            if place not in plan.asking[key]:
                plan.asking[key].append(place)
            for one in leaf.filters:
                if place not in plan.affects[one]:
                    plan.affects[one].append(place)
        if moving:
            plan.timed.append(place)
    return plan


def is_relative(test: object) -> bool:
    """This will tell whether a test is held against the present moment."""
    return isinstance(test, DateRelative)


def filters_of(asked: Condition) -> Iterator[EventFilter]:
    """This will give the filters of a leaf in the order of `Leaf.filters`: the steps, then what must not follow."""
    if not isinstance(asked, language.FirstChannel):  # which is swept, for it would have every event looked at
        yield from events_asked(asked)


def is_once(asked: Condition) -> bool:
    """This will tell whether it is all the same to a count whether something happened once or more often."""
    if not isinstance(asked, language.Did) or asked.measure != "count":
        return False
    bounds = of_number(asked.test)
    if bounds.high is not None:
        return bounds.high < SCALE or (bounds.high == SCALE and bounds.high_open)
    return bounds.hold(SCALE)


def is_incremental(tree: Condition) -> bool:
    """This will tell whether a tree can be worked out from events, orders and facts alone; others are swept."""
    if '"op":"age"' in tree.model_dump_json():  # whose next moment the dues do not know yet
        return False
    return all(isinstance(node, _GROUPS + _KNOWN) for _, node, _ in below(tree))


def _sort(plan: Plan, node: Condition) -> str:
    key = key_of(node)
    if key in plan.asking:
        return key
    filters = tuple(plan.filter(one) for one in filters_of(node))
    kind = _kind(node)
    leaves: dict[str, Leaf] = getattr(plan, kind)
    leaves[key] = Leaf(len(leaves), node, filters)
    return key


def _kind(node: Condition) -> str:
    if isinstance(node, language.OrdersFilter):
        return "orders"
    if isinstance(node, language.Bucket | language.Known | language.Reachable | language.Consented):
        return "still"
    if isinstance(node, language.TraitIs):
        return "moving" if is_relative(node.test) else "still"
    if isinstance(node, language.Tagged):
        return "moving"  # a tag that was put on in the future, by a wrong clock, counts when its moment has come
    if isinstance(node, language.Did) and node.measure == "count":
        return "slow" if any(is_relative(one.test) for one in node.where) else "counts"
    return "slow"
