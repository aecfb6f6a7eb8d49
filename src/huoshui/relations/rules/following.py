"""
A follow relation (staff × contact of a corp), as a state that its history comes to.

Facts are put into the order of the platform's moments, those of one moment into the order of `_RANK`, so that whatever
order they arrive in comes to the same. What a comparison supposes gives way to what the platform said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from huoshui.relations.contract import Kind, Standing, Turn

ASSIGNED: Final = 202
"""The way of a contact that came by a transfer: https://developer.work.weixin.qq.com/document/path/92114."""
SKEW_MS: Final = 5 * 60_000
"""By how much a moment that was read and one that was told may differ and still be the same one."""

_RANK: Final = {kind: place for place, kind in enumerate(Kind)}
BEGINS: Final = frozenset({Kind.HALF_ADDED, Kind.ADDED, Kind.FOUND})
ENDS: Final = frozenset({Kind.DELETED_BY_CUSTOMER, Kind.DELETED_BY_STAFF, Kind.TRANSFERRED_AWAY, Kind.MISSING})
_ECHOED: Final = frozenset({Kind.HALF_ADDED, Kind.ADDED, Kind.DELETED_BY_STAFF})
"""What the platform tells and a comparison may have found before."""
_BEGUN: Final = frozenset({Turn.HALF_ADDED, Turn.ADDED, Turn.READDED, Turn.TRANSFERRED_TO})
_TOGETHER: Final = frozenset({Standing.FRIEND, Standing.HALF})
_OVER: Final = frozenset({Standing.DELETED_BY_STAFF, Standing.TRANSFERRED})


class Fact(msgspec.Struct, frozen=True):
    """
    One line of a history; ``at`` is in milliseconds since 1970-01-01 UTC, ``key`` names it for ever.

    ``said``: ``state`` and ``way`` (beginnings, readings), ``until`` (a finding: when it was read), ``tags``,
    ``remark`` (a digest), ``added`` and ``removed`` (tags), ``reason``, ``transferred``. A finding that says ``tags``
    is a reading too: what was read of somebody new is one line.
    """

    kind: Kind
    at: int
    key: str
    said: Mapping[str, Any] = msgspec.field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in its history."""
        return self.at, _RANK[self.kind], self.key


class Follow(msgspec.Struct, frozen=True):
    """
    What a history comes to. ``begun_at`` is when they were first in contact, ``added_at`` when last anew; ``supposed``
    is an end that a comparison found and nobody told.
    """

    standing: Standing = Standing.NONE
    since: int = 0
    begun_at: int | None = None
    added_at: int | None = None
    supposed: bool = False
    source: str = ""
    way: int = 0
    tags: frozenset[str] = frozenset()
    remark: str = ""
    read: bool = False
    failed: str = ""
    """Why the last transfer to this staff member came to nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A history in order: what each fact turned, and what all of it comes to."""

    turns: tuple[tuple[Fact, Turn], ...]
    follow: Follow


def replay(facts: Iterable[Fact]) -> Told:
    """This will tell what a history comes to; a fact that is there twice counts once, and no order decides."""
    known = {fact.key: fact for fact in facts}
    read = [reading for fact in known.values() if (reading := reading_in(fact)) is not None]
    ordered = sorted([*known.values(), *read], key=lambda fact: fact.place)
    follow, turns = Follow(), []
    for fact in ordered:
        turned, follow = _step(follow, fact)
        turns.append((fact, turned))
    return Told(tuple(line for line in _assigned(turns) if known.get(line[0].key) is line[0]), follow)


def reading(at: int, said: Mapping[str, Any]) -> Fact:
    """This will give the fact that so much was read of a relation."""
    what = (said.get("way", ""), said.get("state", ""), said.get("remark", ""), ",".join(said.get("tags", ())))
    return Fact(Kind.READ, at, f"read:{at}:{':'.join(map(str, what))}"[:500], said)


def reading_in(fact: Fact) -> Fact | None:
    """This will give the reading that a finding is too."""
    if fact.kind is not Kind.FOUND or "tags" not in fact.said:
        return None
    return reading(int(fact.said.get("until", fact.at)), fact.said)


def _step(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    match fact.kind:
        case Kind.READ:
            return _read(before, fact)
        case Kind.FOUND | Kind.ADDED | Kind.HALF_ADDED:
            return _begin(before, fact)
        case Kind.DELETED_BY_CUSTOMER | Kind.DELETED_BY_STAFF | Kind.TRANSFERRED_AWAY | Kind.MISSING:
            return _end(before, fact)
        case Kind.TRANSFER_FAILED:
            return Turn.TRANSFER_FAILED, replace(before, failed=str(fact.said.get("reason", "")))
        case Kind.MARKED:
            said = fact.said
            tags = before.tags.union(said.get("added", ())).difference(said.get("removed", ()))
            return (Turn.EDITED if tags != before.tags else Turn.NOTHING), replace(before, tags=tags)


def _begin(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    half = fact.kind is Kind.HALF_ADDED
    if before.standing is Standing.FRIEND or (half and before.standing is Standing.HALF):
        return Turn.NOTHING, before
    standing = Standing.HALF if half else Standing.FRIEND
    source = str(fact.said.get("state") or "") or before.source
    again = before.begun_at is not None
    after = replace(
        before, standing=standing, since=fact.at, supposed=False, source=source,
        begun_at=fact.at if before.begun_at is None else before.begun_at,
    )  # fmt: skip
    if before.standing is Standing.HALF:
        return Turn.CONFIRMED, after
    return (Turn.HALF_ADDED if half else Turn.READDED if again else Turn.ADDED), replace(after, added_at=fact.at)


def _end(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    if fact.kind is Kind.DELETED_BY_CUSTOMER:
        if before.standing is Standing.DELETED_BY_CUSTOMER or before.standing in _OVER:
            return Turn.NOTHING, before
        return Turn.DELETED_BY_CUSTOMER, replace(before, standing=Standing.DELETED_BY_CUSTOMER, since=fact.at)
    supposed = fact.kind is Kind.MISSING
    transferred = fact.kind is Kind.TRANSFERRED_AWAY or (supposed and bool(fact.said.get("transferred")))
    standing = Standing.TRANSFERRED if transferred else Standing.DELETED_BY_STAFF
    after = replace(before, standing=standing, since=fact.at, supposed=supposed)
    if before.standing in _OVER:
        return Turn.NOTHING, before if supposed or not before.supposed else after
    if before.standing is Standing.DELETED_BY_CUSTOMER:
        return Turn.CLEARED, after
    return (Turn.TRANSFERRED_AWAY if transferred else Turn.DELETED_BY_STAFF), after


def _read(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    said = fact.said
    after = replace(
        before,
        tags=frozenset(said.get("tags", ())),
        remark=str(said.get("remark", "")),
        way=int(said.get("way", 0)),
        source=str(said.get("state") or "") or before.source,
        read=True,
    )
    edited = before.read and (before.tags, before.remark) != (after.tags, after.remark)
    return (Turn.EDITED if edited else Turn.NOTHING), after


def _assigned(turns: Sequence[tuple[Fact, Turn]]) -> Iterable[tuple[Fact, Turn]]:
    """A beginning whose next reading says that it was assigned came by a transfer."""
    for place, (fact, turned) in enumerate(turns):
        if turned in _BEGUN and (fact.said.get("way") or _way_after(turns[place + 1 :])) == ASSIGNED:
            yield fact, Turn.TRANSFERRED_TO
        else:
            yield fact, turned


def _way_after(turns: Sequence[tuple[Fact, Turn]]) -> int:
    for fact, turned in turns:
        if turned in _BEGUN:
            return 0
        if fact.kind is Kind.READ and fact.said.get("way"):
            return int(fact.said["way"])
    return 0


def echoes(history: Iterable[Fact], fact: Fact) -> bool:
    """
    This will tell whether what a fact says was found before it was told, so that it is no second happening.

    A finding speaks for every addition between the moment that the platform gives and the moment of reading; a contact
    that was missing, for the deletion before it.
    """
    if fact.kind not in _ECHOED:
        return False
    others = [one for one in history if one.key != fact.key]
    if fact.kind in (Kind.ADDED, Kind.HALF_ADDED):
        return any(
            one.kind is Kind.FOUND
            and one.at - SKEW_MS <= fact.at <= int(one.said.get("until", one.at)) + SKEW_MS
            and not _between(others, ENDS, one.at, fact.at)
            for one in others
        )
    return any(
        one.kind is Kind.MISSING and fact.at <= one.at + SKEW_MS and not _between(others, BEGINS, fact.at, one.at)
        for one in others
    )


def _between(facts: Iterable[Fact], kinds: frozenset[Kind], one: int, other: int) -> bool:
    low, high = min(one, other), max(one, other)
    return any(fact.kind in kinds and low < fact.at < high for fact in facts)


def together(standing: Standing) -> bool:
    """This will tell whether two are in contact, if only half."""
    return standing in _TOGETHER
