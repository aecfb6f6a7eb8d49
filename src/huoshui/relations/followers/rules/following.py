"""
A follower's standing, as what their history comes to.

Facts are put into the order of WeChat's moments, those of one moment into the order of `contract.Kind`, so that
whatever order they arrive in comes to the same. What a comparison supposes gives way to what WeChat told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from huoshui.relations.followers.contract import Kind, Standing, Turn

SKEW_MS: Final = 60_000
"""By how much the moment of a callback and the one that is read differ and are still one."""
_RANK: Final = {kind: place for place, kind in enumerate(Kind)}
BEGINS: Final = frozenset({Kind.FOLLOWED, Kind.FOUND})
ENDS: Final = frozenset({Kind.UNFOLLOWED, Kind.MISSING})
STANDS: Final = BEGINS | ENDS
"""The kinds that move a standing; the others open windows."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line; ``at`` is in milliseconds since 1970-01-01 UTC, ``key`` names it for ever, ``said``: scene, way."""

    kind: Kind
    at: int
    key: str
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in its history."""
        return self.at, _RANK[self.kind], self.key


@dataclass(frozen=True, slots=True)
class Follow:
    """What a history comes to."""

    standing: Standing = Standing.NONE
    since: int = 0
    begun_at: int | None = None
    followed_at: int | None = None
    supposed: bool = False
    source: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A history in order: what each fact turned, and what all of it comes to."""

    turns: tuple[tuple[Fact, Turn], ...]
    follow: Follow


def replay(facts: Iterable[Fact]) -> Told:
    """This will tell what a history comes to; a fact that is there twice counts once, and no order decides."""
    ordered = sorted({fact.key: fact for fact in facts}.values(), key=lambda fact: fact.place)
    follow, turns = Follow(), []
    for fact in ordered:
        turned, follow = _step(follow, fact)
        turns.append((fact, turned))
    return Told(tuple(turns), follow)


def _step(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    if fact.kind in BEGINS:
        return _begin(before, fact)
    if fact.kind in ENDS:
        return _end(before, fact)
    return Turn.NOTHING, before if before.since else replace(before, since=fact.at)


def _begin(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    scene, way = str(fact.said.get("scene", "")), str(fact.said.get("way", ""))
    if before.standing is Standing.FOLLOWING and fact.at <= before.since + SKEW_MS:
        return Turn.NOTHING, replace(before, source=scene or before.source, way=way or before.way)
    again = before.begun_at is not None
    after = replace(
        before, standing=Standing.FOLLOWING, since=fact.at, followed_at=fact.at, supposed=False, source=scene, way=way,
        begun_at=before.begun_at if again else fact.at,
    )  # fmt: skip
    return Turn.REFOLLOWED if again else Turn.FOLLOWED, after


def _end(before: Follow, fact: Fact) -> tuple[Turn, Follow]:
    if before.standing is Standing.UNFOLLOWED:
        supposed = before.supposed and fact.kind is Kind.MISSING
        return Turn.NOTHING, replace(before, supposed=supposed)
    supposed = fact.kind is Kind.MISSING
    return Turn.UNFOLLOWED, replace(before, standing=Standing.UNFOLLOWED, since=fact.at, supposed=supposed)


def echoes(history: Iterable[Fact], fact: Fact) -> bool:
    """
    This will tell whether what a callback says was found by a comparison before, so that it is no second happening.

    Whoever was found speaks for the beginning of about that moment; whoever was missing, for an end before it.
    """
    others = [one for one in history if one.key != fact.key]
    if fact.kind is Kind.FOLLOWED:
        return any(one.kind is Kind.FOUND and abs(one.at - fact.at) <= SKEW_MS for one in others)
    if fact.kind is Kind.UNFOLLOWED:
        return any(
            one.kind is Kind.MISSING and fact.at <= one.at + SKEW_MS
            and not any(other.kind in BEGINS and fact.at < other.at < one.at for other in others)
            for one in others
        )  # fmt: skip
    return False


def found_at(history: Iterable[Fact], subscribed_at: int) -> int:
    """
    This will give the moment of a beginning that was read, in milliseconds.

    WeChat counts seconds: who left and came again within one second, came after they left.
    """
    ends = [fact.at for fact in history if fact.kind in ENDS and subscribed_at <= fact.at < subscribed_at + 1000]
    return max([subscribed_at, *(at + 1 for at in ends)])
