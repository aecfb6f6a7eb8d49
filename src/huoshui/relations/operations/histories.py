"""Taking facts into histories: each once, and the state is what the whole history comes to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
import orjson
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds
from huoshui.relations.contract import Kind, Standing, Turn
from huoshui.relations.rules import telling
from huoshui.relations.rules.following import Fact, Follow, Told, echoes, reading_in, replay

Turns = tuple[tuple[Fact, Turn], ...]


class Draft(msgspec.Struct, frozen=True):
    """Facts about one staff member and one contact; ``identity`` where it is known already."""

    staff: str
    contact: str
    facts: Sequence[Fact]
    identity: int | None = None


class Accepted(msgspec.Struct, frozen=True):
    """A relation after its facts were taken, which of them were new, and what each of those turned."""

    id: int
    staff: str
    contact: str
    follow: Follow
    fresh: Turns


async def accept(
    session: AsyncSession,
    *,
    corp: str,
    drafts: Sequence[Draft],
    now: datetime,
    run: int | None = None,
    met: bool = False,
) -> list[Accepted]:
    """
    This will take facts into the histories of their relations; those that are known change nothing.

    Several may take facts of the same relation at once: each waits for the one before. ``run`` is the comparison that
    saw them, ``met`` says that their contacts are kept already.
    """
    merged = _merged(drafts)
    if not merged:
        return []
    if not met:
        await _meet(session, corp, merged)
    alone = [replay(draft.facts) for draft in merged]
    ids, begun = await _rows(session, corp, list(zip(merged, alone, strict=True)), now, run)
    known = await _histories(session, [number for number in ids.values() if number not in begun])
    taken, lines, turned, states = [], [], [], []
    for draft, by_itself in zip(merged, alone, strict=True):
        number = ids[draft.staff, draft.contact]
        before = {fact.key: (fact, turn) for fact, turn in known.get(number, ())}
        told, changed = _told(draft, before, by_itself)
        history = [fact for fact, _ in told.turns]
        lines += [_line(number, fact, turn, history) for fact, turn in changed]
        turned += [
            {"relation": number, "key": fact.key, "turn": turn}
            for fact, turn in told.turns
            if fact.key in before and turn != before[fact.key][1]
        ]
        if changed and number not in begun:
            states.append({"id": number, **_state(told, now)})
        taken.append(Accepted(number, draft.staff, draft.contact, told.follow, changed))
    for statement, rows in ((_INSERT, lines), (_TURN, turned), (_STATE, states)):
        if rows:
            await session.execute(statement, {"rows": orjson.dumps(rows).decode(), "now": now, "run": run})
    return taken


async def history_of(session: AsyncSession, *, relation: int) -> list[tuple[Fact, Turn]]:
    """This will give a relation's facts with what each turned, in no order."""
    return (await _histories(session, [relation]))[relation]


def _told(draft: Draft, before: Mapping[str, tuple[Fact, Turn]], alone: Told) -> tuple[Told, Turns]:
    """What a history comes to with a draft's facts, and those of them that are new with what each turned."""
    if not before:
        return alone, alone.turns
    fresh = _fresh(draft.facts, before)
    told = replay([*(fact for fact, _ in before.values()), *fresh.values()])
    return told, tuple((fact, turn) for fact, turn in told.turns if fact.key in fresh)


def _fresh(facts: Sequence[Fact], before: Mapping[str, tuple[Fact, Turn]]) -> dict[str, Fact]:
    """Those that are not known; of a finding that is known, what was read this time."""
    fresh = {}
    for fact in facts:
        if fact.key not in before:
            fresh[fact.key] = fact
        elif (read := reading_in(fact)) is not None and read != reading_in(before[fact.key][0]):
            fresh |= _fresh([read], before)
    return fresh


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each relation, in the order in which everybody locks them."""
    by: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        known = by.get((draft.staff, draft.contact))
        by[draft.staff, draft.contact] = (
            replace(draft, facts=[*known.facts, *draft.facts]) if known is not None else draft
        )
    return [by[key] for key in sorted(by)]


async def _meet(session: AsyncSession, corp: str, drafts: Sequence[Draft]) -> None:
    identities = {draft.contact: draft.identity for draft in reversed(drafts)}
    rows = [{"contact": contact, "identity": identities[contact]} for contact in sorted(identities)]
    await session.execute(_CONTACTS, {"corp": corp, "rows": orjson.dumps(rows).decode()})


async def _rows(
    session: AsyncSession, corp: str, drafts: Sequence[tuple[Draft, Told]], now: datetime, run: int | None
) -> tuple[dict[tuple[str, str], int], set[int]]:
    """
    Their numbers, and which of them were not there.

    Whoever was not there is written once, as what these facts come to: each version of a row more is paid for in every
    index again.
    """
    rows = [
        {"place": place, "staff": draft.staff, "contact": draft.contact, "identity": draft.identity,
         **_state(told, now)}
        for place, (draft, told) in enumerate(drafts)
    ]  # fmt: skip
    line = {"corp": corp, "rows": orjson.dumps(rows).decode(), "run": run}
    found = (await session.execute(_RELATIONS, line)).all()
    ids = {(staff, contact): number for number, staff, contact, _ in found}
    return ids, {number for number, _, _, begun in found if begun}


async def _histories(session: AsyncSession, relations: Sequence[int]) -> dict[int, list[tuple[Fact, Turn]]]:
    found: dict[int, list[tuple[Fact, Turn]]] = defaultdict(list)
    if not relations:
        return found
    for row in await session.execute(_FACTS, {"relations": list(relations)}):
        fact = Fact(Kind(row.kind), milliseconds(row.at), row.key, row.said)
        found[row.relation].append((fact, Turn(row.turn)))
    return found


def _line(relation: int, fact: Fact, turn: Turn, history: Sequence[Fact]) -> dict[str, Any]:
    tells = telling.tells(fact, echo=echoes(history, fact))
    return {
        "relation": relation, "kind": fact.kind, "at": fact.at, "key": fact.key, "said": fact.said, "turn": turn,
        "tells": tells,
    }  # fmt: skip


def _state(told: Told, now: datetime) -> dict[str, Any]:
    """What a history comes to, moments in milliseconds; of one without a beginning it is known since its first fact."""
    follow = told.follow
    first = told.turns[0][0].at if told.turns else milliseconds(now)
    return {
        "standing": follow.standing, "since": follow.since if follow.standing is not Standing.NONE else first,
        "begun_at": follow.begun_at, "added_at": follow.added_at, "supposed": follow.supposed,
        "source": follow.source, "way": follow.way, "tags": sorted(follow.tags), "remark": follow.remark,
        "has_read": follow.read, "failed": follow.failed,
    }  # fmt: skip


_STATE_SHAPE = """
    standing text, since bigint, begun_at bigint, added_at bigint, supposed boolean, source text, way integer,
    tags text[], remark text, has_read boolean, failed text
"""
_CONTACTS = text("""
    INSERT INTO relation_contacts (corp, contact, identity)
    SELECT :corp, contact, identity
    FROM json_to_recordset(CAST(:rows AS json)) AS given (contact text, identity bigint)
    ON CONFLICT (corp, contact) DO NOTHING
""")
_RELATIONS = text(f"""
    INSERT INTO follow_relations AS known (corp, staff, contact, identity, unit, seen_run, standing, since, begun_at,
        added_at, supposed, source, way, tags, remark, has_read, failed)
    SELECT :corp, given.staff, contact, identity, relation_staff.unit, CAST(:run AS bigint), standing,
        to_timestamp(since / 1000.0), to_timestamp(begun_at / 1000.0), to_timestamp(added_at / 1000.0), supposed,
        source, way, tags, remark, has_read, failed
    FROM json_to_recordset(CAST(:rows AS json))
             AS given (place integer, staff text, contact text, identity bigint, {_STATE_SHAPE})
         LEFT JOIN relation_staff ON relation_staff.corp = :corp AND relation_staff.staff = given.staff
    ORDER BY place
    ON CONFLICT (corp, staff, contact) DO UPDATE SET identity = coalesce(known.identity, excluded.identity)
    RETURNING id, staff, contact, xmax = 0 AS begun
""")
_FACTS = text("""
    SELECT relation, kind, at, key, said, turn FROM relation_facts WHERE relation = ANY(CAST(:relations AS bigint[]))
""")
_INSERT = text("""
    INSERT INTO relation_facts (relation, kind, at, key, said, turn, learned_at, tells)
    SELECT relation, kind, to_timestamp(at / 1000.0), key, said, turn, :now, tells
    FROM json_to_recordset(CAST(:rows AS json)) AS given (relation bigint, kind text, at bigint, key text, said jsonb,
        turn text, tells boolean)
    ORDER BY relation, at, key
""")
_TURN = text("""
    UPDATE relation_facts SET turn = given.turn
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (relation bigint, key text, turn text)
    WHERE relation_facts.relation = given.relation AND relation_facts.key = given.key
""")
_STATE = text(f"""
    UPDATE follow_relations AS known SET standing = given.standing, since = to_timestamp(given.since / 1000.0),
        begun_at = to_timestamp(given.begun_at / 1000.0), added_at = to_timestamp(given.added_at / 1000.0),
        supposed = given.supposed, source = given.source, way = given.way, tags = given.tags, remark = given.remark,
        has_read = given.has_read, failed = given.failed, seen_run = coalesce(CAST(:run AS bigint), known.seen_run)
    FROM json_to_recordset(CAST(:rows AS json)) AS given (id bigint, {_STATE_SHAPE})
    WHERE known.id = given.id
""")
