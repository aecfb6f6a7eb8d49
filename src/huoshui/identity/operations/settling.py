"""Settling a region link by link: everything that accepted and refused links connect, by the canonical order."""

from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import outbox
from huoshui.identity import records, store, wire
from huoshui.identity.contract import PeopleMerged, PersonId, PersonSplit
from huoshui.identity.rules import Policy, Settlement, Tie, conflicting, settle
from huoshui.identity.wire import Column, Numbers


@dataclass(slots=True)
class Changes:
    """What became of people: where identities moved, who took in whom, who came apart into whom, who is concerned."""

    moved: dict[int, int] = field(default_factory=dict)
    merged: dict[int, set[int]] = field(default_factory=dict)
    split: dict[int, set[int]] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)

    def then(self, later: "Changes") -> "Changes":
        """This will give both changes, the other after this one."""
        return Changes(
            moved=self.moved | later.moved,
            merged=_joined(self.merged, later.merged),
            split=_joined(self.split, later.split),
            touched=self.touched | later.touched,
        )

    def without(self, newcomers: set[int]) -> "Changes":
        """This will leave out merges of and splits from people who were there only since a moment ago."""
        merged = {person: absorbed - newcomers for person, absorbed in self.merged.items() if absorbed - newcomers}
        split = {person: into for person, into in self.split.items() if person not in newcomers}
        return Changes(self.moved, merged, split, self.touched)

    def everyone(self) -> set[int]:
        """This will give all people that gained or lost an identifier, by old numbers and new."""
        return self.touched.union(self.merged, *self.merged.values(), self.split, *self.split.values())


def _joined(one: dict[int, set[int]], other: dict[int, set[int]]) -> dict[int, set[int]]:
    return {key: one.get(key, set()) | other.get(key, set()) for key in one.keys() | other.keys()}


async def tell(session: AsyncSession, changes: Changes, *, resolved: bool = False) -> None:
    """This will tell downstream of the merges and splits; ``resolved`` where a `Resolution` tells of them too."""
    merged = [
        PeopleMerged(PersonId(person), tuple(PersonId(one) for one in sorted(absorbed)), resolved)
        for person, absorbed in changes.merged.items()
    ]
    split = [
        PersonSplit(PersonId(person), tuple(PersonId(one) for one in sorted(into)), resolved)
        for person, into in changes.split.items()
    ]
    await outbox.tell(session, *merged, *split)


@dataclass(frozen=True, slots=True)
class Region:
    """Identifiers (with person, space, ordinal), the links among them that count, and pairs kept apart."""

    person: dict[int, int]
    space: dict[int, int]
    ordinal: dict[int, int]
    ties: dict[Tie, str | None]
    """Each link and why it stands refused; ``None`` for an accepted one."""
    evidence: dict[Tie, str]
    never: list[tuple[int, int]]


async def region_of(session: AsyncSession, seeds: Column) -> Region:
    """This will load everything that accepted and refused links connect with some identities."""
    known: set[int] = set()
    parts = []
    _, persons = await store.persons_of(session, seeds)
    frontier = np.unique(persons)
    while frontier.size:
        known.update(frontier.tolist())
        found = await store.members_of(session, frontier)
        parts.append(found)
        beyond = await _across(session, found[0])
        frontier = np.array(sorted(set(beyond.tolist()) - known), dtype=np.int64)
    identity, person, space, ordinal = (
        (np.concatenate(part).tolist() for part in zip(*parts, strict=True)) if parts else ([], [], [], [])
    )
    held = np.array(identity, dtype=np.int64)
    links = await wire.rows(session, _LINKS, Numbers(held))
    never_a, never_b = await store.never_among(session, held)
    ties = {Tie(a, b, operator, at): reason for a, b, operator, at, reason, _ in links}
    return Region(
        person=dict(zip(identity, person, strict=True)),
        space=dict(zip(identity, space, strict=True)),
        ordinal=dict(zip(identity, ordinal, strict=True)),
        ties=ties,
        evidence=dict(zip(ties, (link[5] for link in links), strict=True)),
        never=list(zip(never_a.tolist(), never_b.tolist(), strict=True)),
    )


_LINKS = """
    SELECT a, b, operator, occurred_at, CASE WHEN state = 1 THEN coalesce(reason, '') END, evidence
    FROM links WHERE a = ANY(%s) AND state < 2
"""


async def _across(session: AsyncSession, identities: Column) -> Column:
    """The people at the other ends of refused links."""
    (persons,) = await wire.columns(
        session,
        "SELECT array_agg(DISTINCT person) FROM identifiers JOIN ("
        "SELECT b AS identity FROM links WHERE a = ANY(%s) AND state = 1 "
        "UNION SELECT a FROM links WHERE b = ANY(%s) AND state = 1) AS other USING (identity)",
        Numbers(identities),
        Numbers(identities),
    )
    return persons


async def resettle(session: AsyncSession, seeds: Column, *, now: datetime, policy: Policy | None = None) -> Changes:
    """This will form the people around some identities anew, and write what differs; `tell` is left to the caller."""
    region = await region_of(session, seeds)
    settlement = settle(region.space, region.ties, region.never, policy or await store.policy(session))
    return await _write(session, region, settlement, now=now)


def people_of(region: Region, settlement: Settlement) -> dict[int, int]:
    """This will give each identity's person: the member of its group that arrived first."""
    person = {}
    for members in settlement.groups().values():
        founder = min(members, key=region.ordinal.__getitem__)
        person.update(dict.fromkeys(members, founder))
    return person


async def _write(session: AsyncSession, region: Region, settlement: Settlement, *, now: datetime) -> Changes:
    person = people_of(region, settlement)
    moved = {identity: whose for identity, whose in person.items() if whose != region.person[identity]}
    identities = np.fromiter(moved, dtype=np.int64, count=len(moved))
    persons = np.fromiter(moved.values(), dtype=np.int64, count=len(moved))
    await records.move(session, identities, persons)
    await records.note_changes(session, identities, persons)
    await _judge(session, region, settlement)
    cases = [
        (tie.a, tie.b, reason, region.evidence[tie])
        for tie, reason in settlement.refused.items()
        if conflicting(reason) and region.ties[tie] != reason
    ]
    await records.ask_for_review(session, cases, now=now)
    return compared(region.person, person)


def compared(before: dict[int, int], after: dict[int, int]) -> Changes:
    """This will tell what became of people, given each identity's person before and after."""
    into: dict[int, set[int]] = {}
    out_of: dict[int, set[int]] = {}
    for identity, person in after.items():
        into.setdefault(before[identity], set()).add(person)
        out_of.setdefault(person, set()).add(before[identity])
    moved = {identity: person for identity, person in after.items() if person != before[identity]}
    return Changes(
        moved=moved,
        merged={person: was - {person} for person, was in out_of.items() if len(was) > 1},
        split={person: now for person, now in into.items() if len(now) > 1},
        touched=set(moved.values()) | {before[identity] for identity in moved},
    )


async def _judge(session: AsyncSession, region: Region, settlement: Settlement) -> None:
    """Write the state of each link whose state is another now."""
    changed = [
        (tie, settlement.refused.get(tie)) for tie, was in region.ties.items() if settlement.refused.get(tie) != was
    ]
    if not changed:
        return
    parameters = {
        "a": [tie.a for tie, _ in changed],
        "b": [tie.b for tie, _ in changed],
        "operator": [tie.operator for tie, _ in changed],
        "reason": [reason for _, reason in changed],
    }
    await session.execute(text(_JUDGE), parameters)
    await session.execute(text(_SETTLED), parameters)


_JUDGED = """unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), CAST(:operator AS boolean[]), CAST(:reason AS text[]))
    AS judged (a, b, operator, reason)"""
_JUDGE = f"""
    UPDATE links SET state = CASE WHEN judged.reason IS NULL THEN 0 ELSE 1 END, reason = judged.reason FROM {_JUDGED}
    WHERE links.a = judged.a AND links.b = judged.b AND links.operator = judged.operator AND links.state < 2
"""
_SETTLED = f"""
    UPDATE identity_reviews SET decision = 'settled' FROM {_JUDGED}
    WHERE identity_reviews.a = judged.a AND identity_reviews.b = judged.b AND judged.reason IS NULL AND decision IS NULL
"""
