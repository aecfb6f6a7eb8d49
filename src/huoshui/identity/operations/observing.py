"""Taking in what happenings say about identity, whole batches at a time; only conflicts are settled link by link."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.channels import namespaces
from huoshui.events.contract import Happening
from huoshui.identity import records, store
from huoshui.identity.batch import DAY, Batch, as_of_then, evidence_of, gather
from huoshui.identity.blocks import Blocks, Members, assess, founders, united
from huoshui.identity.components import Flags, Ints
from huoshui.identity.contract import Newcomers, Resolution
from huoshui.identity.operations.settling import Changes, resettle, tell
from huoshui.identity.operations.suitors import suitors
from huoshui.identity.rules import NEVER_JOINS, Policy, conflicting
from huoshui.identity.store import Standing
from huoshui.identity.wire import Column

_PENDING = "pending"
_WORTH_A_THREAD = 1000
_NONE = np.empty(0, dtype=np.int64)


@dataclass(slots=True)
class _View:
    """A batch beside what is stored: ``person`` per identifier (itself where it is new), ``known`` per pair."""

    standing: Standing
    batch: Batch
    policy: Policy
    space: Column
    personal: Flags
    person: Column
    fresh: Flags
    known: Flags
    fields: asyncio.Task[list[str]]
    """What is written of the new identifiers; it is made while PostgreSQL looks."""
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
    await tell(session, changes, resolved=True)
    await store.unlock_planner(session)
    return _resolution(view, changes)


async def _viewed(session: AsyncSession, batch: Batch, standing: Standing) -> _View:
    namespaces_of = batch.namespaces
    names = await store.spaces(session, namespaces_of)
    number = {name: index for index, name in enumerate(names)}
    space = np.array([number[name] for name in namespaces_of], dtype=np.int64)
    person, fresh = batch.identities.copy(), np.ones(batch.identities.size, dtype=np.bool_)
    order = np.argsort(batch.identities)
    stored, whose = await store.persons_of(session, batch.identities[order])
    places = order[np.searchsorted(batch.identities, stored, sorter=order)]
    person[places], fresh[places] = whose, False
    personal = np.array([bool(name) and namespaces.of(name).personal for name in names])[space]
    new = np.flatnonzero(fresh)
    fields = _aside(new.size, partial(records.identifier_fields, batch, new, space, personal))
    known = np.zeros(batch.a.size, dtype=np.bool_)
    view = _View(standing, batch, Policy.of(names), space, personal, person, fresh, known, fields)
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


def _seen(batch: Batch, pairs: Ints) -> list[tuple[int, int, Happening]]:
    ends = batch.identities[batch.a[pairs]].tolist(), batch.identities[batch.b[pairs]].tolist()
    return [(a, b, batch.sight(pair)) for a, b, pair in zip(*ends, pairs.tolist(), strict=True)]


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
    sealed = await _sealed(session, view, fresh, vault) if vault else {}
    written = await view.fields
    lines = _aside(new.size, partial(records.link_lines, batch, new, reasons))
    await records.add_identifiers(session, batch.identities[fresh], person[fresh], written, sealed)
    await records.add_links(session, await lines)
    was = view.people[members.person]
    stored = np.isin(members.identity, batch.identities[fresh], invert=True)
    moving = stored & (heir[members.person] != was)
    await records.move(session, members.identity[moving], heir[members.person[moving]])
    if moving.any():
        heirs = heir[members.person]
        near = stored & np.isin(heirs, heirs[moving])
        await records.reconcile(session, members.identity[moving], members.identity[near], heirs[near])
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


def _aside(size: int, write: Callable[[], list[str]]) -> asyncio.Task[list[str]]:
    """Write lines for later; where they are many, in a thread while PostgreSQL works."""

    async def lines() -> list[str]:
        return write() if size < _WORTH_A_THREAD else await asyncio.to_thread(write)

    return asyncio.create_task(lines())


async def _sealed(session: AsyncSession, view: _View, fresh: Ints, vault: Vault) -> dict[int, bytes]:
    """The values of personal namespaces, sealed, by row of ``fresh``."""
    secret = np.flatnonzero(view.personal[fresh])
    identifiers = [view.batch.identifiers[place] for place in fresh[secret].tolist()]
    items = [(one.identity, one.value.encode()) for one in identifiers]
    return dict(zip(secret.tolist(), await vault.seal_many(session, items), strict=True))


async def _review(
    session: AsyncSession, view: _View, blocks: Blocks, courted: dict[int, str], *, now: datetime
) -> None:
    batch, cases = view.batch, []
    for pair in sorted(courted, key=batch.sights.__getitem__):
        a, b, reason = int(batch.a[pair]), int(batch.b[pair]), courted[pair]
        if conflicting(reason) and blocks.label[view.home[a]] != blocks.label[view.home[b]]:
            cases.append((int(batch.identities[a]), int(batch.identities[b]), reason, evidence_of(batch.sight(pair))))
    await records.ask_for_review(session, cases, now=now)


def _resolution(view: _View, changes: Changes) -> Resolution:
    person_of = dict(zip(view.batch.identities.tolist(), view.person.tolist(), strict=True))
    for identity in person_of.keys() & changes.moved.keys():
        person_of[identity] = changes.moved[identity]
    newcomers = _newcomers(view, person_of)
    return Resolution(person_of, frozenset(changes.everyone().difference(newcomers.person)), newcomers)


def _newcomers(view: _View, person_of: dict[int, int]) -> Newcomers:
    """A person founded by a new identifier holds new ones only: the founder is the oldest."""
    batch, new = view.batch, np.flatnonzero(view.fresh)
    person = np.fromiter(person_of.values(), dtype=np.int64, count=len(person_of))[new]
    new = new[np.isin(person, batch.identities[new])]
    identities = batch.identities[new].tolist()
    return Newcomers(
        identity=tuple(identities),
        person=tuple(person_of[identity] for identity in identities),
        namespace=tuple(batch.identifiers[place].namespace for place in new.tolist()),
        first_seen_at=tuple(batch.arrived_at[new].tolist()),
    )
