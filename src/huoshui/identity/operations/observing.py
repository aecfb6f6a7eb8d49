"""Taking in what happenings say about identity, whole batches at a time; only conflicts are settled link by link."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.channels import namespaces
from huoshui.events.contract import Happening
from huoshui.identity import records, store
from huoshui.identity.batch import DAY, Batch, Sight, as_of_then, evidence_of, gather
from huoshui.identity.blocks import Blocks, Members, assess, founders, united
from huoshui.identity.components import Flags, Ints
from huoshui.identity.contract import Resolution
from huoshui.identity.operations.settling import Changes, resettle, tell
from huoshui.identity.operations.suitors import suitors
from huoshui.identity.rules import NEVER_JOINS, Policy, conflicting
from huoshui.identity.store import Standing
from huoshui.identity.wire import Column

_PENDING = "pending"
_NONE = np.empty(0, dtype=np.int64)


@dataclass(slots=True)
class _View:
    """A batch beside what is stored: ``person`` per identifier (itself where it is new), ``known`` per pair."""

    standing: Standing
    batch: Batch
    policy: Policy
    space: Column
    person: Column
    fresh: Flags
    known: Flags
    reopened: list[int] = field(default_factory=list)
    people: Column = field(init=False)
    home: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.people, self.home = np.unique(self.person, return_inverse=True)


async def observe(
    session: AsyncSession, happenings: Sequence[Happening], *, vault: Vault | None = None, now: datetime
) -> Resolution:
    """
    This will learn every identifier and link of some happenings, and tell the person of each identity on them.

    With a ``vault``, values of personal namespaces are kept sealed under their identity; without one they are not kept.
    """
    if not happenings:
        return Resolution({}, frozenset())
    standing = await store.lock(session)
    batch = gather(as_of_then(happenings, await store.recycled(session)) if standing.recycled else happenings)
    view = await _viewed(session, batch, standing)
    new = np.flatnonzero(~view.known)
    idle = _idle(view, new)
    active = new[~idle]
    blocks, members, courted = await _blocks(session, view, active)
    changes = await _write(
        session, view, new, blocks, members, reasons=_reasons(view, new[idle], active, blocks, courted), vault=vault
    )
    await _review(session, view, blocks, courted, now=now)
    seeds = [*batch.identities[blocks.unsure[view.home]].tolist(), *view.reopened]
    if seeds:
        settled = await resettle(session, np.array(seeds, dtype=np.int64), now=now, policy=view.policy)
        changes = changes.then(settled.without(set(batch.identities[view.fresh].tolist())))
    await tell(session, changes)
    await store.unlock_planner(session)
    return _resolution(view, changes)


async def _viewed(session: AsyncSession, batch: Batch, standing: Standing) -> _View:
    names = await store.spaces(session, batch.namespaces)
    number = {name: index for index, name in enumerate(names)}
    space = np.array([number[one.namespace] for one in batch.identifiers], dtype=np.int64)
    person, fresh = batch.identities.copy(), np.ones(batch.identities.size, dtype=np.bool_)
    stored, whose = await store.persons_of(session, batch.identities)
    order = np.argsort(batch.identities)
    places = order[np.searchsorted(batch.identities, stored, sorter=order)]
    person[places], fresh[places] = whose, False
    view = _View(standing, batch, Policy.of(names), space, person, fresh, np.zeros(batch.a.size, dtype=np.bool_))
    await _recognize(session, view)
    return view


async def _recognize(session: AsyncSession, view: _View) -> None:
    """Mark the pairs that are linked already, and keep what the batch adds to their evidence."""
    batch = view.batch
    both = np.flatnonzero(~view.fresh[batch.a] & ~view.fresh[batch.b])
    if not both.size:
        await records.add_evidence(session, batch.later)
        return
    a, b = batch.identities[batch.a[both]], batch.identities[batch.b[both]]
    found, since, state = await store.stored_links(session, a, b)
    pairs = both[found]
    view.known[pairs] = True
    at = batch.at[pairs]
    later = pairs[(at // DAY > since // DAY)]
    earlier = at <= since
    await records.add_evidence(session, [*batch.later, *_seen(batch, later)])
    if earlier.any():
        await records.antedate(session, _seen(batch, pairs[earlier]))
    moved = (at < since) & (state == store.REFUSED)
    view.reopened = batch.identities[batch.a[pairs[moved]]].tolist()


def _seen(batch: Batch, pairs: Ints) -> list[tuple[int, int, Sight]]:
    identities = batch.identities
    return [
        (int(identities[batch.a[pair]]), int(identities[batch.b[pair]]), batch.sights[pair]) for pair in pairs.tolist()
    ]


def _idle(view: _View, pairs: Ints) -> Flags:
    joins = np.asarray(view.policy.joins)
    idle: Flags = ~(joins[view.space[view.batch.a[pairs]]] & joins[view.space[view.batch.b[pairs]]])
    return idle


async def _blocks(session: AsyncSession, view: _View, active: Ints) -> tuple[Blocks, Members, dict[int, str]]:
    """Find who unites; where that breaks a guard, set aside the links that lose to an earlier one, and try again."""
    label = _united(view, active)
    members = await _members(session, view, label)
    never = await _never(session, members) if view.standing.never else (_NONE, _NONE)
    merged = await _merged(session, view, active) if view.standing.merged else _NONE
    blocks = assess(label, members, _firm(view, active), never, merged, view.policy)
    if not blocks.doubtful.any():
        return blocks, members, {}
    batch = view.batch
    one, other = view.home[batch.a[active]], view.home[batch.b[active]]
    ordinary = ~(np.isin(one, merged) | np.isin(other, merged))
    contested = active[blocks.unsure[one] & (one != other) & ordinary]
    courted = await suitors(session, batch, view.space, contested, view.fresh, view.policy)
    if courted:
        rest = active[~np.isin(active, np.fromiter(courted, dtype=np.int64, count=len(courted)))]
        blocks = assess(_united(view, rest), members, _firm(view, rest), never, merged, view.policy)
    return blocks, members, courted


def _united(view: _View, pairs: Ints) -> Ints:
    one, other = view.home[view.batch.a[pairs]], view.home[view.batch.b[pairs]]
    return united(view.people.size, one, other)


def _firm(view: _View, pairs: Ints) -> tuple[Ints, Ints]:
    strong = np.asarray(view.policy.strong)[view.space]
    a, b = view.batch.a[pairs], view.batch.b[pairs]
    firm = strong[a] & strong[b]
    return view.home[a[firm]], view.home[b[firm]]


async def _members(session: AsyncSession, view: _View, label: Ints) -> Members:
    """Everything that the uniting people hold: what is stored, then what is new in order of arrival."""
    shared = np.bincount(label, minlength=label.size)[label] > 1
    fresh = np.flatnonzero(view.fresh & shared[view.home])
    alone = np.zeros(view.people.size, dtype=np.bool_)
    alone[view.home[view.fresh]] = True
    identity, person, space, ordinal = await store.members_of(session, view.people[shared & ~alone])
    return Members(
        identity=np.concatenate([identity, view.batch.identities[fresh]]),
        person=np.concatenate([np.searchsorted(view.people, person), view.home[fresh]]),
        space=np.concatenate([space, view.space[fresh]]),
        ordinal=np.concatenate([ordinal, np.iinfo(np.int64).max // 2 + fresh]),
    )


async def _never(session: AsyncSession, members: Members) -> tuple[Ints, Ints]:
    a, b = await store.never_among(session, members.identity)
    order = np.argsort(members.identity)
    places = [order[np.searchsorted(members.identity, end, sorter=order)] for end in (a, b)]
    return places[0], places[1]


async def _merged(session: AsyncSession, view: _View, active: Ints) -> Ints:
    """Places of the people put together by staff that something new is linked to."""
    ends = np.concatenate([view.batch.a[active], view.batch.b[active]])
    concerned = np.unique(view.home[ends[~view.fresh[ends]]])
    merged = await store.merged_by_staff(session, view.people[concerned])
    return np.searchsorted(view.people, merged)


def _reasons(view: _View, idle: Ints, active: Ints, blocks: Blocks, courted: dict[int, str]) -> dict[int, str]:
    """Why each new link is refused, as far as that is known before the unsure blocks are settled."""
    reasons = dict.fromkeys(idle.tolist(), NEVER_JOINS)
    one, other = view.home[view.batch.a], view.home[view.batch.b]
    reasons |= dict.fromkeys(active[blocks.unsure[one[active]]].tolist(), _PENDING)
    apart = blocks.label[one] != blocks.label[other]
    return reasons | {pair: reason for pair, reason in courted.items() if apart[pair]}


async def _write(
    session: AsyncSession,
    view: _View,
    new: Ints,
    blocks: Blocks,
    members: Members,
    *,
    reasons: dict[int, str],
    vault: Vault | None,
) -> Changes:
    batch = view.batch
    heir = view.people.copy()
    labels, first = founders(blocks.label, members)
    founder = np.zeros(view.people.size, dtype=np.int64)
    founder[labels] = first
    sure = np.zeros(view.people.size, dtype=np.bool_)
    sure[members.person] = True
    sure &= ~blocks.unsure
    heir[sure] = founder[blocks.label[sure]]
    person = heir[view.home]
    fresh = np.flatnonzero(view.fresh)
    sealed = await _sealed(session, view, fresh, vault)
    lines = asyncio.create_task(asyncio.to_thread(records.link_lines, batch, new, reasons))  # while PostgreSQL works
    await records.add_identifiers(session, batch, fresh, person, view.space, sealed)
    await records.add_links(session, await lines)
    was = view.people[members.person]
    stored = np.isin(members.identity, batch.identities[fresh], invert=True)
    moving = stored & (heir[members.person] != was)
    await records.move(session, members.identity[moving], heir[members.person[moving]])
    if moving.any():
        await records.reconcile(
            session, members.identity[stored & np.isin(heir[members.person], heir[members.person[moving]])]
        )
    guests = fresh[person[fresh] != batch.identities[fresh]]
    await records.note_changes(
        session,
        np.concatenate([members.identity[moving], batch.identities[guests]]),
        np.concatenate([heir[members.person[moving]], person[guests]]),
    )
    merged: dict[int, set[int]] = {}
    for winner, loser in zip(heir[members.person[moving]].tolist(), was[moving].tolist(), strict=True):
        merged.setdefault(winner, set()).add(loser)
    view.person = person
    return Changes(moved={}, merged=merged, split={}, touched=set(person[fresh].tolist()))


async def _sealed(session: AsyncSession, view: _View, fresh: Ints, vault: Vault | None) -> dict[int, bytes | None]:
    """What to keep of personal values instead of the values: sealed by the vault, or nothing at all."""
    personal = [namespaces.of(name).personal if name else False for name in view.policy.names]
    secret = fresh[np.asarray(personal)[view.space[fresh]]].tolist()
    identifiers = [view.batch.identifiers[place] for place in secret]
    if vault is None:
        return dict.fromkeys(one.identity for one in identifiers)
    items = [(one.identity, one.value.encode()) for one in identifiers]
    return dict(zip((one.identity for one in identifiers), await vault.seal_many(session, items), strict=True))


async def _review(
    session: AsyncSession, view: _View, blocks: Blocks, courted: dict[int, str], *, now: datetime
) -> None:
    batch, cases = view.batch, []
    for pair, reason in courted.items():
        a, b = int(batch.a[pair]), int(batch.b[pair])
        if conflicting(reason) and blocks.label[view.home[a]] != blocks.label[view.home[b]]:
            cases.append((int(batch.identities[a]), int(batch.identities[b]), reason, evidence_of(batch.sights[pair])))
    await records.ask_for_review(session, cases, now=now)


def _resolution(view: _View, changes: Changes) -> Resolution:
    person_of = dict(zip(view.batch.identities.tolist(), view.person.tolist(), strict=True))
    for identity, person in changes.moved.items():
        if identity in person_of:
            person_of[identity] = person
    return Resolution(person_of, frozenset(changes.everyone()))
