"""Who is in a group, told from each member's comings and goings; the order in which they were heard decides nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from huoshui.relations.contract import Move
from huoshui.relations.rules.following import SKEW_MS

_RANK: Final = {move: place for place, move in enumerate(Move)}
_COMES: Final = frozenset({Move.JOINED, Move.SEEN})
_GOES: Final = frozenset({Move.LEFT, Move.GONE})


@dataclass(frozen=True, slots=True)
class Step:
    """
    One line of what is known of a member; ``said``: ``scene``, ``inviter``, ``state`` (comings), ``scene`` (goings),
    ``until`` (when a list was read).
    """

    move: Move
    at: int
    key: str
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[int, int, str]:
        """Where it stands in its history."""
        return self.at, _RANK[self.move], self.key


@dataclass(frozen=True, slots=True)
class Membership:
    """What a member's steps come to."""

    inside: bool = False
    joined_at: int | None = None
    left_at: int | None = None
    scene: str = ""
    inviter: str = ""
    state: str = ""
    quit_scene: str = ""


def replay(steps: Iterable[Step]) -> Membership:
    """This will tell whether a member is in, since when and by what; a step that is there twice counts once."""
    member = Membership()
    for step in sorted({step.key: step for step in steps}.values(), key=lambda step: step.place):
        member = _moved(member, step)
    return member


def _moved(before: Membership, step: Step) -> Membership:
    said = step.said
    if step.move in _GOES:
        if not before.inside and before.left_at is not None:
            return before
        return Membership(
            inside=False, joined_at=before.joined_at, left_at=step.at, scene=before.scene, inviter=before.inviter,
            state=before.state, quit_scene=str(said.get("scene", "")),
        )  # fmt: skip
    joined = before.joined_at if before.inside else step.at
    return Membership(
        inside=True,
        joined_at=joined,
        scene=str(said.get("scene", "")) or (before.scene if before.inside else ""),
        inviter=str(said.get("inviter", "")) or (before.inviter if before.inside else ""),
        state=str(said.get("state", "")) or (before.state if before.inside else ""),
    )


def echoes(history: Iterable[Step], step: Step) -> bool:
    """This will tell whether a step that is told now was found by reading the group before, and is no second one."""
    others = [one for one in history if one.key != step.key]
    if step.move is Move.JOINED:
        return any(
            one.move is Move.SEEN
            and one.at - SKEW_MS <= step.at <= int(one.said.get("until", one.at))
            and not _between(others, _GOES, one.at, step.at)
            for one in others
        )
    if step.move is Move.LEFT:
        return any(
            one.move is Move.GONE and step.at <= one.at + SKEW_MS and not _between(others, _COMES, step.at, one.at)
            for one in others
        )
    return False


def _between(steps: Iterable[Step], moves: frozenset[Move], one: int, other: int) -> bool:
    low, high = min(one, other), max(one, other)
    return any(step.move in moves and low < step.at < high for step in steps)
