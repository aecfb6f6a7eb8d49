"""Where one click leads: whether the link is open, to which of its variants, and to which address of that."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from huoshui.touchpoints.contract import Environment, Link, Outcome, Variant
from huoshui.touchpoints.entries.contract import EntryKind

_INSIDE = frozenset({Environment.WECHAT, Environment.WECOM})


def standing(link: Link, *, now: datetime) -> Outcome:
    """This will tell whether a link sends anybody on now, apart from its cap and its password."""
    if link.paused:
        return Outcome.PAUSED
    if link.expires_at is not None and link.expires_at <= now:
        return Outcome.EXPIRED
    return Outcome.SENT


def chosen(link: Link, visitor: str) -> int:
    """
    This will give the place of the variant that somebody gets: the same each time, each as often as its weight says.

    Without a visitor (a robot) it is the first.
    """
    total = sum(variant.weight for variant in link.variants)
    if not visitor or total == 0:
        return 0
    digest = hashlib.blake2b(f"{link.id}\0{visitor}".encode(), digest_size=8).digest()
    drawn = int.from_bytes(digest, "big") * total >> 64
    return _place(link.variants, drawn)


def address(variant: Variant, environment: Environment) -> str:
    """This will give a variant's address for an environment: its own, a phone's for applications, else the usual."""
    own = variant.by_environment.get(environment)
    if own is None and environment is not Environment.DESKTOP:
        own = variant.by_environment.get(Environment.PHONE)
    return variant.url if own is None else own


def entries(variant: Variant, environment: Environment) -> tuple[EntryKind, ...]:
    """
    This will give by what a variant's mini-program opens in an environment, the better first; none where it does not.

    An address of the environment's own goes first, and on a desktop nothing opens it.
    """
    page = variant.mini_program
    if page is None or environment is Environment.DESKTOP or environment in variant.by_environment:
        return ()
    if page.by_scheme and environment not in _INSIDE:
        return (EntryKind.SCHEME, EntryKind.LINK)
    return (EntryKind.LINK,)


def _place(variants: Sequence[Variant], drawn: int) -> int:
    for place, variant in enumerate(variants):
        if drawn < variant.weight:
            return place
        drawn -= variant.weight
    return len(variants) - 1
