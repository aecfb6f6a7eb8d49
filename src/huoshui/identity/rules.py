"""
Who is one person: people as a function of the set of links, whatever the order in which they arrived.

Links are taken in one canonical order: between strong identifiers first, then weak ones, each by time and identity; and
each joins two groups unless a guard forbids it. What staff merged comes last and passes every guard but "never",
so that it joins two people as they are, and taking it back restores both. (Where one of the two is nobody known yet, it
comes before the weak links: what staff said outweighs them.) The guards only ever get stricter as groups grow, so a set
that breaks no guard as a whole needs no order.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from huoshui.channels import namespaces
from huoshui.channels.contract import Namespace, Strength

MAX_IDENTIFIERS = 1000
"""How many identifiers one person may hold; what has more is a program, a shop counter or a mistake."""

LIMIT, NEVER, IDENTIFIED = "limit", "never_link", "identified"
TOO_MANY, NEVER_JOINS = "too_many", "never_joins"


class Tie(NamedTuple):
    """A link as the rules see it: two identities, ``a < b``, whether staff made it, and when it was first evidenced."""

    a: int
    b: int
    operator: bool
    occurred_at: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What each namespace can prove, by the number that identifiers carry (``space``); ``limits`` 0 is no limit."""

    names: tuple[str, ...]
    strong: tuple[bool, ...]
    limits: tuple[int, ...]
    joins: tuple[bool, ...]
    cap: int = MAX_IDENTIFIERS

    @classmethod
    def of(cls, names: Sequence[str], changed: Mapping[str, Namespace] | None = None) -> "Policy":
        """
        This will look up the namespaces, which are numbered by their place in ``names``; empty names are gaps.

        ``changed`` gives other rules for some: for a full name (``wechat_openid:wx1``) or a family (``wechat_openid``).
        """
        rules = [_rule(name, changed or {}) for name in names]
        return cls(
            names=tuple(names),
            strong=tuple(rule is not None and rule.strength == Strength.STRONG for rule in rules),
            limits=tuple((rule.limit or 0) if rule else 0 for rule in rules),
            joins=tuple(rule is None or rule.joins for rule in rules),
        )

    def capped(self, cap: int) -> "Policy":
        """This will give the same policy with another limit on identifiers per person."""
        return replace(self, cap=cap)


def _rule(name: str, changed: Mapping[str, Namespace]) -> Namespace | None:
    if not name:
        return None
    return changed.get(name) or changed.get(name.partition(":")[0]) or namespaces.of(name)


@dataclass(frozen=True, slots=True)
class Settlement:
    """The people of some links: a group number per identity, and why each refused link was refused."""

    group: dict[int, int]
    refused: dict[Tie, str]

    def groups(self) -> dict[int, list[int]]:
        """This will list the members of each group."""
        members: dict[int, list[int]] = {}
        for identity, number in self.group.items():
            members.setdefault(number, []).append(identity)
        return members


class _Group:
    """A person in the making."""

    __slots__ = ("counts", "foes", "members", "strong")

    def __init__(self, identity: int, space: int, policy: Policy, foes: set[int] | None) -> None:
        self.members = [identity]
        self.counts = {space: 1} if policy.limits[space] else {}
        self.strong = policy.strong[space]
        self.foes = foes

    def absorb(self, other: "_Group") -> None:
        self.members += other.members
        for space, count in other.counts.items():
            self.counts[space] = self.counts.get(space, 0) + count
        self.strong = self.strong or other.strong
        if other.foes:
            self.foes = (self.foes or set()) | other.foes


def settle(
    space: Mapping[int, int], ties: Iterable[Tie], never: Collection[tuple[int, int]], policy: Policy
) -> Settlement:
    """
    This will form the people of some identities (identity to namespace number) by the canonical order.

    ``never`` are pairs that staff keep apart. Every link's two ends must be among the identities.
    """
    foes: dict[int, set[int]] = {}
    for a, b in never:
        foes.setdefault(a, set()).add(b)
        foes.setdefault(b, set()).add(a)
    home = {identity: _Group(identity, number, policy, foes.get(identity)) for identity, number in space.items()}
    refused = {}
    for weak, tie in in_order(space, ties, policy):
        one, other = home[tie.a], home[tie.b]
        reason = _objection(one, other, tie, weak=weak, space=space, policy=policy, home=home)
        if reason:
            refused[tie] = reason
        elif one is not other:
            big, small = (one, other) if len(one.members) >= len(other.members) else (other, one)
            for member in small.members:
                home[member] = big
            big.absorb(small)
    group = {identity: formed.members[0] for identity, formed in home.items()}
    return Settlement(
        group, {tie: why for tie, why in refused.items() if group[tie.a] != group[tie.b] or why == NEVER_JOINS}
    )


def in_order(space: Mapping[int, int], ties: Iterable[Tie], policy: Policy) -> Iterator[tuple[bool, Tie]]:
    """This will give (weak, link) in canonical order: by `turn`, then by time and identities."""
    keyed = []
    for tie in ties:
        weak = not (policy.strong[space[tie.a]] and policy.strong[space[tie.b]])
        keyed.append((turn(operator=tie.operator, weak=weak), tie.occurred_at, tie.a, tie.b, weak, tie))
    keyed.sort()
    for *_, weak, tie in keyed:
        yield weak, tie


def turn(*, operator: bool, weak: bool) -> int:
    """This will tell when a link has its turn: strong 0, staff's with a weak end 1, weak 2, staff's other ones 3."""
    if operator:
        return 1 if weak else 3
    return 2 if weak else 0


def _objection(  # noqa: PLR0911 a guard a line
    one: _Group,
    other: _Group,
    tie: Tie,
    *,
    weak: bool,
    space: Mapping[int, int],
    policy: Policy,
    home: dict[int, _Group],
) -> str:
    if not tie.operator and not (policy.joins[space[tie.a]] and policy.joins[space[tie.b]]):
        return NEVER_JOINS
    if one is other:
        return ""
    if one.foes and any(home.get(foe) is other for foe in one.foes):
        return NEVER
    if tie.operator:
        return ""
    if weak and one.strong and other.strong:
        return IDENTIFIED
    if len(one.members) + len(other.members) > policy.cap:
        return TOO_MANY
    return _beyond(one.counts, other.counts, policy)


def _beyond(one: dict[int, int], other: dict[int, int], policy: Policy) -> str:
    """Staff may have joined more than the limit allows: what does not add to that is still welcome."""
    small, big = (one, other) if len(one) <= len(other) else (other, one)
    beyond = [
        policy.names[key] for key, count in small.items() if count + big.get(key, 0) > policy.limits[key] and key in big
    ]
    return f"{LIMIT}:{min(beyond)}" if beyond else ""


def conflicting(reason: str) -> bool:
    """This will tell whether a refusal is for people to look at: two strong identifiers contradict each other."""
    return reason.startswith(LIMIT) or reason == TOO_MANY


def chain(ties: Iterable[tuple[int, int]], start: int, goal: int) -> list[int]:
    """This will give the identities on the shortest chain of links from one to the other; empty if there is none."""
    near: dict[int, list[int]] = {}
    for a, b in ties:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    came: dict[int, int] = {start: start}
    queue = deque([start])
    while queue and goal not in came:
        here = queue.popleft()
        for there in sorted(near.get(here, ())):
            if there not in came:
                came[there] = here
                queue.append(there)
    if goal not in came:
        return []
    path = [goal]
    while path[-1] != start:
        path.append(came[path[-1]])
    return path[::-1]


def cut_for(
    identifier: int, *, members: Sequence[int], space: Mapping[int, int], ties: Mapping[Tie, str | None],
    never: Collection[tuple[int, int]], policy: Policy,
) -> list[Tie]:  # fmt: skip
    """
    This will choose the accepted links to revoke so that an identifier leaves its person (``members``, founder first).

    Where staff had merged, the merge is what comes apart: what the identifier belongs to without it leaves, as it was.
    Elsewhere the identifier leaves with whatever hangs on it alone, and the oldest other identifier's part is the rest.
    """
    inside = set(members)
    held = [tie for tie, reason in ties.items() if reason is None and tie.a in inside and tie.b in inside]
    before = settle(space, [tie for tie in ties if not tie.operator], never, policy).group
    side = {member for member in members if before[member] == before[identifier]}
    if side != inside:
        return [tie for tie in held if tie.operator and (tie.a in side) != (tie.b in side)]
    rest = next(member for member in members if member != identifier)
    side = inside - _reached(rest, held, without=identifier)
    return [tie for tie in held if (tie.a in side) != (tie.b in side)]


def _reached(start: int, ties: Iterable[Tie], *, without: int) -> set[int]:
    near: dict[int, list[int]] = {}
    for tie in ties:
        if without not in (tie.a, tie.b):
            near.setdefault(tie.a, []).append(tie.b)
            near.setdefault(tie.b, []).append(tie.a)
    seen, todo = {start}, [start]
    while todo:
        for there in near.get(todo.pop(), ()):
            if there not in seen:
                seen.add(there)
                todo.append(there)
    return seen
