"""From histories to the river: each accepted fact becomes its events, once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.events.intake import Intake
from huoshui.relations.contract import SOURCE, Kind, Move, Turn
from huoshui.relations.handing import AT_ONCE, hand
from huoshui.relations.rules import telling
from huoshui.relations.rules.following import BEGINS, Fact, reading_in
from huoshui.relations.syncing.binding import bind

_PATIENCE: Final = timedelta(minutes=2)
"""For so long an addition waits until the contact was read; then it is told as it was heard."""
_GENDERS: Final = {1: "male", 2: "female"}


async def forward(postgres: Postgres, intake: Intake, *, keys: Keys, now: datetime) -> int:
    """
    This will hand the next facts, steps and contacts to intake, and tell how many there were.

    A crash before the end hands them over again, and intake knows them by their ids. Several may share the work: each
    takes what no other has in hand.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    async with postgres.transaction() as session:
        await bind(session, keys=keys, now=now)
    async with postgres.transaction() as session:
        asked = {"limit": AT_ONCE, "waits": list(telling.WAITS), "patience": now - _PATIENCE}
        facts = (await session.execute(_FACTS, asked)).all()
        steps = (await session.execute(_STEPS, asked)).all()
        contacts = (await session.execute(_CONTACTS, asked)).all()
        if not (facts or steps or contacts):
            return 0
        source = await events.house_source(session, name=SOURCE, channel=SOURCE, now=now)
        arrivals = [_identify(row) for row in contacts]
        labels = await _labels(session, facts)
        for row in facts:
            arrivals += _of_fact(row, labels)
        arrivals += [_of_step(row) for row in steps]
        await hand(intake, source, arrivals, now=now)
        await session.execute(_FACTS_DONE, {"ids": [row.id for row in facts]})
        await session.execute(_STEPS_DONE, {"ids": [row.id for row in steps]})
        told = {"corps": [row.corp for row in contacts], "contacts": [row.contact for row in contacts]}
        await session.execute(_CONTACTS_DONE, told)
    return len(facts) + len(steps) + len(contacts)


async def _labels(session: AsyncSession, facts: Sequence[Any]) -> dict[str, dict[str, tuple[str, str]]]:
    """Names and groups of the tags that these facts mention, by corp."""
    wanted: dict[str, set[str]] = {}
    for row in facts:
        wanted.setdefault(row.corp, set()).update(row.said.get("added", ()), row.said.get("removed", ()))
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for corp, tags in wanted.items():
        if tags:
            rows = await session.execute(_LABELS, {"corp": corp, "tags": sorted(tags)})
            found[corp] = {row.id: (row.name, row.shelf or "") for row in rows}
    return found


def _of_fact(row: Any, labels: dict[str, dict[str, tuple[str, str]]]) -> list[Arrival]:  # noqa: ANN401 SQLAlchemy's rows
    fact = Fact(Kind(row.kind), clock.milliseconds(row.at), row.key, row.said)
    own = {"staff_id": row.staff, "unit_code": row.unit or ""}
    events = partial(
        telling.events, giver=row.giver or "", labels=labels.get(row.corp, {}), elsewhere=frozenset(row.elsewhere)
    )
    turns = [(fact, Turn(row.turn))]
    if (read := reading_in(fact)) is not None:
        turns.append((read, Turn.NOTHING))
    key, arrivals = f"{row.corp} {row.relation} {row.key}", []
    for one, turn in turns:
        add_way = str(row.way) if row.way and one.kind in BEGINS else ""
        for name, said in events(one, turn):
            line = {**own, "add_way": add_way, **said}
            arrivals.append(_arrival(row, name, line, one.at, f"{key} {name} {said.get('tag', '')}"))
    return arrivals


def _of_step(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    name, said = telling.step_event(Move(row.move), row.said)
    own = {"group_id": row.group_id, "group_name": row.name, "staff_id": row.owner, "unit_code": row.unit or ""}
    key = f"{row.corp} {row.group_id} {row.contact} {row.key} {name}"
    return _arrival(row, name, {**own, **said}, clock.milliseconds(row.at), key)


def _arrival(row: Any, name: str, said: dict[str, Any], at: int, key: str) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    told = {**said, "external_userid": row.contact, "corp_id": row.corp, "unionid": row.unionid or ""}
    return Arrival(
        message_id=f"wecom-{hashlib.sha256(key.encode()).hexdigest()}",
        kind="track",
        name=name,
        occurred_at=at,
        stated_at=at,
        sent_at=None,
        timestamp_source="platform",
        channel=SOURCE,
        identifiers=_identifiers(row),
        properties=orjson.dumps({name: value for name, value in told.items() if value}),
        context=b"{}",
    )


def _identify(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    at = clock.milliseconds(row.read_at)
    traits = {
        "nickname": row.name, "avatar": row.avatar, "gender": _GENDERS.get(row.gender, ""), "company": row.company,
        "position": row.position, "wecom_type": {1: "wechat", 2: "wecom"}.get(row.kind, ""),
    }  # fmt: skip
    digest = hashlib.sha256(orjson.dumps([row.corp, row.contact, at, traits, row.unionid])).hexdigest()
    return Arrival(
        message_id=f"wecom-{digest}", kind="identify", name="", occurred_at=at, stated_at=at, sent_at=None,
        timestamp_source="platform", channel=SOURCE, identifiers=_identifiers(row), properties=b"{}", context=b"{}",
        traits={name: value for name, value in traits.items() if value},
    )  # fmt: skip


def _identifiers(row: Any) -> list[tuple[str, str]]:  # noqa: ANN401 SQLAlchemy's rows
    given = [(f"wecom_external:{row.corp}", row.contact)]
    return [*given, ("wechat_unionid:default", row.unionid)] if row.unionid else given


_FACTS = text("""
    SELECT relation_facts.id, relation, relation_facts.kind, relation_facts.at, key, said, turn, held.corp, held.staff,
        held.contact, held.way, unionid, units.code AS unit,
        CASE WHEN turn = 'transferred_to' THEN (
            SELECT giver.staff FROM follow_relations AS giver
                LEFT JOIN relation_staff AS one ON one.corp = giver.corp AND one.staff = giver.staff
            WHERE giver.corp = held.corp AND giver.contact = held.contact AND giver.id <> held.id
              AND (giver.standing = 'transferred' OR one.left_at IS NOT NULL)
            ORDER BY giver.standing = 'transferred' DESC, giver.since DESC LIMIT 1) END AS giver,
        ARRAY(SELECT DISTINCT unnest(other.tags) FROM follow_relations AS other
              WHERE other.corp = held.corp AND other.contact = held.contact AND other.id <> held.id) AS elsewhere
    FROM relation_facts JOIN follow_relations AS held ON held.id = relation
        JOIN relation_contacts AS contact ON contact.corp = held.corp AND contact.contact = held.contact
        LEFT JOIN units ON units.id = held.unit
    WHERE relation_facts.tells AND held.identity IS NOT NULL
      AND (NOT relation_facts.kind = ANY(CAST(:waits AS text[])) OR contact.read_at >= relation_facts.learned_at
           OR relation_facts.learned_at < :patience)
    ORDER BY relation_facts.id LIMIT :limit
    FOR UPDATE OF relation_facts SKIP LOCKED
""")
_STEPS = text("""
    SELECT step.id, move, at, key, said, step.corp, step.group_id, step.member AS contact, held.name, held.owner,
        units.code AS unit, contact.unionid
    FROM group_steps AS step
        JOIN customer_groups AS held ON held.corp = step.corp AND held.id = step.group_id
        JOIN group_members AS member ON (member.corp, member.group_id, member.member)
            = (step.corp, step.group_id, step.member)
        LEFT JOIN relation_contacts AS contact ON contact.corp = step.corp AND contact.contact = step.member
        LEFT JOIN units ON units.id = held.unit
    WHERE step.tells AND member.identity IS NOT NULL ORDER BY step.id LIMIT :limit
    FOR UPDATE OF step SKIP LOCKED
""")
_CONTACTS = text("""
    SELECT corp, contact, name, avatar, kind, gender, company, position, unionid, read_at FROM relation_contacts
    WHERE tells AND identity IS NOT NULL ORDER BY corp LIMIT :limit FOR UPDATE SKIP LOCKED
""")
_LABELS = text("""
    SELECT corp_tags.id, corp_tags.name, corp_tag_groups.name AS shelf FROM corp_tags
        LEFT JOIN corp_tag_groups ON corp_tag_groups.corp = corp_tags.corp AND corp_tag_groups.id = group_id
    WHERE corp_tags.corp = :corp AND corp_tags.id = ANY(CAST(:tags AS text[]))
""")
_FACTS_DONE = text("UPDATE relation_facts SET tells = false WHERE tells AND id = ANY(CAST(:ids AS bigint[]))")
_STEPS_DONE = text("UPDATE group_steps SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
_CONTACTS_DONE = text("""
    UPDATE relation_contacts AS held SET tells = false
    FROM unnest(CAST(:corps AS text[]), CAST(:contacts AS text[])) AS given (corp, contact)
    WHERE held.corp = given.corp AND held.contact = given.contact
""")
