"""Taking facts into histories: each once, and the state is what the whole history comes to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds, moment
from huoshui.relations.contract import Kind, Standing, Turn
from huoshui.relations.rules import telling
from huoshui.relations.rules.following import Fact, Follow, Told, echoes, replay


@dataclass(frozen=True, slots=True)
class Draft:
    """Facts about one staff member and one contact; ``identity`` where it is known already."""

    staff: str
    contact: str
    facts: Sequence[Fact]
    identity: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """A relation after its facts were taken, which of them were new, and what each of those turned."""

    id: int
    staff: str
    contact: str
    follow: Follow
    fresh: tuple[tuple[Fact, Turn], ...]


async def accept(session: AsyncSession, *, corp: str, drafts: Sequence[Draft], now: datetime) -> list[Accepted]:
    """
    This will take facts into the histories of their relations; those that are known change nothing.

    Several may take facts of the same relation at once: each waits for the one before.
    """
    merged = _merged(drafts)
    if not merged:
        return []
    ids = await _rows(session, corp, merged, now)
    known = await _histories(session, list(ids.values()))
    taken, lines, turned, states = [], [], [], []
    for draft in merged:
        number = ids[draft.staff, draft.contact]
        before = {fact.key: (fact, turn) for fact, turn in known[number]}
        fresh = {fact.key: fact for fact in draft.facts if fact.key not in before}
        told = replay([fact for fact, _ in before.values()] + list(fresh.values()))
        turns = {fact.key: turn for fact, turn in told.turns}
        history = [fact for fact, _ in told.turns]
        lines += [_line(number, fact, turns[key], history, now) for key, fact in fresh.items()]
        turned += [
            {"relation": number, "key": key, "turn": turns[key].value}
            for key, (_, turn) in before.items()
            if turn != turns[key]
        ]
        if fresh:
            states.append(_state(number, told))
        changed = tuple((fact, turns[key]) for key, fact in fresh.items())
        taken.append(Accepted(number, draft.staff, draft.contact, told.follow, changed))
    for statement, rows in ((_INSERT, lines), (_TURN, turned), (_STATE, states)):
        if rows:
            await session.execute(statement, {"rows": orjson.dumps(rows).decode(), "now": now})
    return taken


async def history_of(session: AsyncSession, *, relation: int) -> list[tuple[Fact, Turn]]:
    """This will give a relation's facts with what each turned, in no order."""
    return (await _histories(session, [relation]))[relation]


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each relation, in the order in which everybody locks them."""
    by: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        known = by.get((draft.staff, draft.contact))
        facts = [*known.facts, *draft.facts] if known else draft.facts
        by[draft.staff, draft.contact] = Draft(draft.staff, draft.contact, facts, draft.identity)
    return [by[key] for key in sorted(by)]


async def _rows(session: AsyncSession, corp: str, drafts: Sequence[Draft], now: datetime) -> dict[tuple[str, str], int]:
    line = {
        "corp": corp,
        "staff": [draft.staff for draft in drafts],
        "contacts": [draft.contact for draft in drafts],
        "identities": [draft.identity for draft in drafts],
        "now": now,
    }
    await session.execute(_CONTACTS, line)
    rows = await session.execute(_RELATIONS, line)
    return {(row.staff, row.contact): row.id for row in rows}


async def _histories(session: AsyncSession, relations: Sequence[int]) -> dict[int, list[tuple[Fact, Turn]]]:
    found: dict[int, list[tuple[Fact, Turn]]] = defaultdict(list)
    for row in await session.execute(_FACTS, {"relations": list(relations)}):
        fact = Fact(Kind(row.kind), milliseconds(row.at), row.key, row.said)
        found[row.relation].append((fact, Turn(row.turn)))
    return found


def _line(relation: int, fact: Fact, turn: Turn, history: Sequence[Fact], now: datetime) -> dict[str, Any]:
    tells = telling.tells(fact, echo=echoes(history, fact))
    return {
        "relation": relation, "kind": fact.kind.value, "at": moment(fact.at).isoformat(), "key": fact.key,
        "said": fact.said, "turn": turn.value, "learned_at": now.isoformat(), "tells": tells,
    }  # fmt: skip


def _state(relation: int, told: Told) -> dict[str, Any]:
    follow = told.follow
    first = told.turns[0][0].at
    return {
        "id": relation, "standing": follow.standing.value,
        "since": moment(follow.since if follow.standing is not Standing.NONE else first).isoformat(),
        "begun_at": _iso(follow.begun_at), "added_at": _iso(follow.added_at), "supposed": follow.supposed,
        "source": follow.source, "way": follow.way, "tags": sorted(follow.tags), "remark": follow.remark,
        "has_read": follow.read, "failed": follow.failed,
    }  # fmt: skip


def _iso(at: int | None) -> str | None:
    return None if at is None else moment(at).isoformat()


_CONTACTS = text("""
    INSERT INTO relation_contacts (corp, contact, identity)
    SELECT DISTINCT ON (contact) :corp, contact, identity
    FROM unnest(CAST(:contacts AS text[]), CAST(:identities AS bigint[])) AS given (contact, identity) ORDER BY contact
    ON CONFLICT (corp, contact) DO NOTHING
""")
_RELATIONS = text("""
    INSERT INTO follow_relations AS known (corp, staff, contact, identity, unit, since)
    SELECT :corp, given.staff, contact, identity, relation_staff.unit, :now
    FROM unnest(CAST(:staff AS text[]), CAST(:contacts AS text[]), CAST(:identities AS bigint[]))
             WITH ORDINALITY AS given (staff, contact, identity, place)
         LEFT JOIN relation_staff ON relation_staff.corp = :corp AND relation_staff.staff = given.staff
    ORDER BY place
    ON CONFLICT (corp, staff, contact) DO UPDATE SET identity = coalesce(known.identity, excluded.identity)
    RETURNING id, staff, contact
""")
_FACTS = text("""
    SELECT relation, kind, at, key, said, turn FROM relation_facts WHERE relation = ANY(CAST(:relations AS bigint[]))
""")
_INSERT = text("""
    INSERT INTO relation_facts (relation, kind, at, key, said, turn, learned_at, tells)
    SELECT relation, kind, at, key, said, turn, learned_at, tells FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS given (relation bigint, kind text, at timestamptz, key text, said jsonb, turn text, learned_at timestamptz,
                  tells boolean)
    ORDER BY relation, at, key
""")
_TURN = text("""
    UPDATE relation_facts SET turn = given.turn
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (relation bigint, key text, turn text)
    WHERE relation_facts.relation = given.relation AND relation_facts.key = given.key
""")
_STATE = text("""
    UPDATE follow_relations AS known SET standing = given.standing, since = given.since, begun_at = given.begun_at,
        added_at = given.added_at, supposed = given.supposed, source = given.source, way = given.way, tags = given.tags,
        remark = given.remark, has_read = given.has_read, failed = given.failed
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (id bigint, standing text, since timestamptz,
        begun_at timestamptz, added_at timestamptz, supposed boolean, source text, way integer, tags text[],
        remark text, has_read boolean, failed text)
    WHERE known.id = given.id
""")
