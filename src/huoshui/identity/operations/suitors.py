"""Links that lose to an earlier one at their own end: refused without asking the rest of their region."""

from dataclasses import dataclass, field

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.identity import store, wire
from huoshui.identity.batch import Batch
from huoshui.identity.components import Flags, Ints
from huoshui.identity.rules import IDENTIFIED, LIMIT, Policy, turn
from huoshui.identity.wire import Column, Numbers

_Order = tuple[int, int, int, int]
"""The canonical order of links: `rules.turn`, time, identities."""


@dataclass(slots=True)
class _Near:
    """The accepted links at one identifier: (order, neighbor, neighbor's namespace)."""

    links: list[tuple[_Order, int, int]] = field(default_factory=list)


async def suitors(
    session: AsyncSession, batch: Batch, space: Column, contested: Ints, fresh: Flags, policy: Policy
) -> dict[int, str]:
    """
    This will give those contested pairs that an earlier link at one of their ends forbids, with the reason;
    ``fresh`` tells which identifiers are new.

    A device on which somebody known was seen first is theirs: a later known person's link to it is refused. A phone
    that a user number came with first is that one's: a later user number's link to it is refused. Such links change
    nothing else, however many people the region holds.
    """
    contested = contested[~_hangs(batch, space, contested, fresh, policy)]
    ends = np.unique(np.concatenate([batch.a[contested], batch.b[contested]]))
    near = await _neighbors(session, batch.identities[ends[~fresh[ends]]], policy)
    refused = {}
    for order, pair in sorted((_order(batch, space, pair, policy), pair) for pair in contested.tolist()):
        a, b = int(batch.a[pair]), int(batch.b[pair])
        one, other = (int(batch.identities[a]), int(space[a])), (int(batch.identities[b]), int(space[b]))
        reason = _beaten(order, one, other, near, policy) or _beaten(order, other, one, near, policy)
        if reason:
            refused[pair] = reason
            continue
        near.setdefault(one[0], _Near()).links.append((order, *other))
        near.setdefault(other[0], _Near()).links.append((order, *one))
    return refused


def _hangs(batch: Batch, space: Column, contested: Ints, fresh: Flags, policy: Policy) -> Flags:
    """Which pairs only hang a new weak identifier on something: nothing can forbid them, and they forbid nothing."""
    degree = np.bincount(np.concatenate([batch.a[contested], batch.b[contested]]), minlength=fresh.size)
    leaf = fresh & ~np.asarray(policy.strong)[space] & (degree == 1)
    hanging: Flags = leaf[batch.a[contested]] | leaf[batch.b[contested]]
    return hanging


def _order(batch: Batch, space: Column, pair: int, policy: Policy) -> _Order:
    a, b = batch.a[pair], batch.b[pair]
    strong = policy.strong[space[a]] and policy.strong[space[b]]
    return (
        turn(operator=False, weak=not strong),
        int(batch.at[pair]),
        int(batch.identities[a]),
        int(batch.identities[b]),
    )


def _beaten(
    order: _Order, suitor: tuple[int, int], courted: tuple[int, int], near: dict[int, _Near], policy: Policy
) -> str:
    identity, space = suitor
    if not policy.strong[space]:
        return ""
    weak = not policy.strong[courted[1]]
    alone = policy.limits[space] == 1
    for earlier, neighbor, kind in near.get(courted[0], _Near()).links:
        if earlier >= order or neighbor == identity:
            continue
        if weak and policy.strong[kind]:
            return IDENTIFIED
        if not weak and alone and kind == space:
            return f"{LIMIT}:{policy.names[space]}"
    return ""


async def _neighbors(session: AsyncSession, identities: Column, policy: Policy) -> dict[int, _Near]:
    """The accepted links at some identifiers: both ends of each are the same person's, so they are found from there."""
    _, persons = await store.persons_of(session, identities)
    member, _, space, _ = await store.members_of(session, np.unique(persons))
    a, b, at, operator = await wire.columns(session, _ACCEPTED, Numbers(member))
    here = np.isin(a, identities) | np.isin(b, identities)
    kind = dict(zip(member.tolist(), space.tolist(), strict=True))
    near: dict[int, _Near] = {}
    for one, other, moment, staff in zip(*(column[here].tolist() for column in (a, b, at, operator)), strict=True):
        weak = not (policy.strong[kind[one]] and policy.strong[kind[other]])
        order = (turn(operator=bool(staff), weak=weak), moment, one, other)
        near.setdefault(one, _Near()).links.append((order, other, kind[other]))
        near.setdefault(other, _Near()).links.append((order, one, kind[one]))
    return near


_ACCEPTED = """
    SELECT array_agg(a), array_agg(b), array_agg(occurred_at), array_agg(operator::int::bigint)
    FROM links WHERE a = ANY(%s) AND state = 0
"""
