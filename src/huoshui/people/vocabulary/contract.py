"""What others may know of the vocabulary: the traits that people have, the tags that they carry."""

from dataclasses import dataclass
from datetime import datetime

from huoshui.people.contract import Policy


@dataclass(frozen=True, slots=True)
class HeldTrait:
    """
    A trait, how many people have it, how many of those we know, and one of them (0 where we know none).

    ``types`` are those of the segment language as which somebody's value can be read; ``decided`` tells whether the
    house chose the ``policy`` itself.
    """

    name: str
    people: int
    known: int
    example: int
    types: tuple[str, ...]
    policy: Policy
    decided: bool


@dataclass(frozen=True, slots=True)
class CarriedTag:
    """
    A tag, how many people carry it, and when it was put on somebody last.

    ``sources`` are who put it on `queries.LOOKED_AT` of them, the most frequent first: ``staff:3``, ``token:7``,
    ``local``, ``source:1`` for an event, ``import:5`` for a file.
    """

    tag: str
    people: int
    last_at: datetime
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TraitPage:
    """Some traits, those of most people first; ``next`` is the place where the following page begins."""

    traits: tuple[HeldTrait, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class TagPage:
    """Some tags, those of most people first; ``next`` as in `TraitPage`."""

    tags: tuple[CarriedTag, ...]
    next: str | None
