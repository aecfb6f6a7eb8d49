"""All people anew from the stored links, in arrays; only what differs is written."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.identity import records, store, wire
from huoshui.identity.components import Flags, Graph, Ints, Places, connected, doubtful
from huoshui.identity.operations.settling import Changes, tell
from huoshui.identity.rules import Policy, Settlement, Tie, conflicting, settle
from huoshui.identity.wire import Column, Numbers

_BLOCKS_AT_ONCE = 8192
_SPACE_BITS = 16
"""A namespace's number and an ordinal travel as one number: each column costs as much as the next."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Every identifier, by ascending identity, and every link that counts, by the places of its ends."""

    identity: Column
    person: Column
    ordinal: Column
    space: Ints
    a: Ints
    b: Ints
    operator: Flags
    never_a: Ints
    never_b: Ints
    without: frozenset[int] = frozenset()
    """Identities whose links were left out."""

    @property
    def graph(self) -> Graph:
        """What the guards look at."""
        return Graph(self.space, self.a, self.b, self.operator, self.never_a, self.never_b)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The people of the whole set: each identifier's person, and the links that a settled region refuses."""

    person: Column
    settled: Ints
    """Places of the identifiers whose components needed the order."""
    ties: dict[Tie, str | None]
    """Every link of those components, and why it is refused."""
    evidence: dict[Tie, str]


async def rebuild(session: AsyncSession, *, now: datetime) -> Changes:
    """This will form all people from the stored links, write what differs, and tell what that was."""
    await store.lock(session)
    whole = await load(session)
    outcome = await resolve(session, whole, await store.policy(session))
    changes = await _write(session, whole, outcome, now=now)
    await tell(session, changes)
    await store.unlock_planner(session)
    return changes


async def load(session: AsyncSession, *, without: frozenset[int] = frozenset()) -> Whole:
    """
    This will read all identifiers and links, some thousand pages at a time, numbering the ends as they come.

    Links of identities in ``without`` are left out.
    """
    identity, person, ordinal, space = await _identifiers(session)
    order = np.argsort(identity, kind="stable")
    identity = identity[order]
    places = Places(identity)
    parts: list[tuple[Ints, Ints]] = []
    numbering: asyncio.Task[tuple[Ints, Ints]] | None = None
    async for a, b in _pages(session, "links", "array_agg(a), array_agg(b)", "state < 2 AND NOT operator"):
        if numbering is not None:
            parts.append(await numbering)
        numbering = asyncio.create_task(asyncio.to_thread(_numbered, places, a, b))
    if numbering is not None:
        parts.append(await numbering)
    staff = await wire.columns(session, "SELECT array_agg(a), array_agg(b) FROM links WHERE operator AND state < 2")
    parts.append(_numbered(places, *staff))
    never = await wire.columns(session, "SELECT array_agg(a), array_agg(b) FROM never_links")
    a, b = (np.concatenate(ends) for ends in zip(*parts, strict=True))
    operator = np.zeros(a.size, dtype=np.bool_)
    operator[a.size - staff[0].size :] = True
    if without:
        gone = np.isin(identity, np.fromiter(without, dtype=np.int64, count=len(without)))
        kept = ~(gone[a] | gone[b])
        a, b, operator = a[kept], b[kept], operator[kept]
    apart = [places.of(ends) for ends in never]
    columns = (identity, person[order], ordinal[order], space[order], a, b, operator, apart[0], apart[1])
    return Whole(*columns, without)


def _numbered(places: Places, a: Column, b: Column) -> tuple[Ints, Ints]:
    return places.of(a), places.of(b)


async def _identifiers(session: AsyncSession) -> tuple[Column, Column, Column, Ints]:
    wanted = f"array_agg(identity), array_agg(person), array_agg(ordinal << {_SPACE_BITS} | space)"
    pages = [page async for page in _pages(session, "identifiers", wanted, "true")]
    if not pages:
        return (np.empty(0, dtype=np.int64),) * 4
    identity, person, packed = (np.concatenate(columns) for columns in zip(*pages, strict=True))
    return identity, person, packed >> _SPACE_BITS, (packed & ((1 << _SPACE_BITS) - 1)).astype(np.int32)


async def _pages(session: AsyncSession, table: str, wanted: str, where: str) -> AsyncIterator[list[Column]]:
    size = await session.scalar(text(f"SELECT pg_relation_size('{table}') / current_setting('block_size')::bigint"))
    for start in range(0, int(size or 0), _BLOCKS_AT_ONCE):
        yield await wire.columns(
            session,
            f"SELECT {wanted} FROM {table} WHERE ctid >= '({start},0)'::tid "
            f"AND ctid < '({start + _BLOCKS_AT_ONCE},0)'::tid AND {where}",
        )


async def resolve(session: AsyncSession, whole: Whole, policy: Policy) -> Outcome:
    """This will form the people: components where no guard is in doubt, and the canonical order for the rest."""
    label = connected(whole.identity.size, whole.a, whole.b)
    flagged = doubtful(whole.graph, label, policy)
    person = _founders(whole, label)
    settled = np.flatnonzero(flagged[label])
    ties, evidence = await _ties(session, whole.identity[settled], whole.without)
    if settled.size:
        result = _settle(whole, settled, ties, policy)
        ties = {tie: result.refused.get(tie) for tie in ties}
        for members in result.groups().values():
            places = np.searchsorted(whole.identity, np.array(members, dtype=np.int64))
            person[places] = whole.identity[places[np.argmin(whole.ordinal[places])]]
    return Outcome(person, settled, ties, evidence)


def _founders(whole: Whole, label: Ints) -> Column:
    """The identity of each component's oldest member, per identifier."""
    oldest = np.full(label.size, np.iinfo(np.int64).max)
    np.minimum.at(oldest, label, whole.ordinal)
    founder = np.empty(label.size, dtype=np.int64)
    first = np.flatnonzero(whole.ordinal == oldest[label])
    founder[label[first]] = whole.identity[first]
    return founder[label]


def _settle(whole: Whole, settled: Ints, ties: dict[Tie, str | None], policy: Policy) -> Settlement:
    space = dict(zip(whole.identity[settled].tolist(), whole.space[settled].tolist(), strict=True))
    apart = zip(whole.identity[whole.never_a].tolist(), whole.identity[whole.never_b].tolist(), strict=True)
    never = [(a, b) for a, b in apart if a in space and b in space]
    return settle(space, ties, never, policy)


async def _ties(
    session: AsyncSession, identities: Column, without: frozenset[int]
) -> tuple[dict[Tie, str | None], dict[Tie, str]]:
    if not identities.size:
        return {}, {}
    found = await wire.rows(
        session,
        "SELECT a, b, operator, occurred_at, evidence FROM links WHERE a = ANY(%s) AND state < 2",
        Numbers(identities),
    )
    evidence = {Tie(a, b, operator, at): proof for a, b, operator, at, proof in found if not without & {a, b}}
    return dict.fromkeys(evidence), evidence


async def _write(session: AsyncSession, whole: Whole, outcome: Outcome, *, now: datetime) -> Changes:
    differs = outcome.person != whole.person
    await records.move(session, whole.identity[differs], outcome.person[differs])
    await records.note_changes(session, whole.identity[differs], outcome.person[differs])
    refused = [(tie, reason) for tie, reason in outcome.ties.items() if reason is not None]
    await records.refuse_exactly(session, [(tie.a, tie.b, tie.operator, reason) for tie, reason in refused])
    cases = [(tie.a, tie.b, reason, outcome.evidence[tie]) for tie, reason in refused if conflicting(reason)]
    await records.ask_for_review(session, cases, now=now)
    return _compared(whole.person, outcome.person, whole.identity)


def _compared(before: Column, after: Column, identity: Column) -> Changes:
    """What became of people; only those who differ are looked at one by one."""
    differs = before != after
    persons = np.append(np.union1d(before[differs], after[differs]), np.iinfo(np.int64).max)
    concerned = persons[np.searchsorted(persons, before)] == before  # they are few: faster than `isin`, which sorts all
    into: dict[int, set[int]] = {}
    out_of: dict[int, set[int]] = {}
    for was, now in set(zip(before[concerned].tolist(), after[concerned].tolist(), strict=True)):
        into.setdefault(was, set()).add(now)
        out_of.setdefault(now, set()).add(was)
    return Changes(
        moved=dict(zip(identity[differs].tolist(), after[differs].tolist(), strict=True)),
        merged={person: were - {person} for person, were in out_of.items() if len(were) > 1},
        split={person: are for person, are in into.items() if len(are) > 1},
        touched=set(before[differs].tolist()) | set(after[differs].tolist()),
    )
