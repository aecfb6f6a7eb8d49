"""Whom a SOP follows from now on: new friends, first buyers, who is in a segment, groups; each of them once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING
from huoshui.audiences import queries as audiences
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.log import logger
from huoshui.commerce import queries as commerce
from huoshui.identity import queries as identity
from huoshui.relations.sends import gathering as consent
from huoshui.relations.work.sops import rules
from huoshui.relations.work.sops.contract import Begin, SopPlan

_LOOK_AGAIN: Final = timedelta(minutes=30)
"""A segment is asked so often; friends and groups are looked at every minute."""
_TOLD_LATE: Final = timedelta(days=2)


async def enroll(  # noqa: PLR0913 a SOP as it is
    session: AsyncSession, clickhouse: ClickHouse, *, number: int, corp: str, plan: SopPlan, version: int,
    since: datetime, looked_at: datetime | None, now: datetime,
) -> int:  # fmt: skip
    """This will begin to follow whoever is new, and tell how many; nobody is followed twice."""
    asked = {"sop": number, "corp": corp, "staff": list(plan.staff), "units": list(plan.units), "since": since}
    if plan.begin in (Begin.OPENED, Begin.DATES):
        rows = (await session.execute(_GROUPS, asked | {"all": plan.begin is Begin.DATES})).all()
        found = [
            (None, None, row.id, rules.anchor(row.opened_at or now, now=now)) for row in rows
        ]  # of dates the beginning is not asked for
    elif plan.begin is Begin.ADDED:
        rows = (await session.execute(_FRIENDS, asked | {"added": since})).all()
        found = [(row.id, row.identity, "", rules.anchor(row.added_at, now=now)) for row in rows]
    else:
        if looked_at is not None and now - looked_at < _LOOK_AGAIN:
            return 0
        began = await _began(session, clickhouse, plan, since=since, looked_at=looked_at, now=now)
        rows = (await session.execute(_FRIENDS, asked | {"added": None})).all()
        holders = await identity.holders(session, sorted({row.identity for row in rows}))
        found = [
            (row.id, row.identity, "", rules.anchor(began[holders[row.identity]], now=now))
            for row in rows
            if holders.get(row.identity) in began
        ]
        await session.execute(_LOOKED, {"sop": number, "now": now})
    return await _follow(session, found, number=number, corp=corp, version=version, now=now)


async def paid_by(session: AsyncSession, since: Mapping[int, datetime]) -> set[int]:
    """This will give those of these identities whose person paid for something after the moment given for each."""
    holders = await identity.holders(session, sorted(since))
    people = await identity.identities_of(session, sorted(set(holders.values())))
    owner = {one: person for person, several in people.items() for one in several}
    paid = await commerce.payments(session, identities=sorted(owner), since=min(since.values()))
    latest: dict[int, datetime] = {}
    for one, at in paid:
        latest[owner[one]] = max(at, latest.get(owner[one], at))
    return {one for one, at in since.items() if holders.get(one) in latest and latest[holders[one]] > at}


async def _began(
    session: AsyncSession, clickhouse: ClickHouse, plan: SopPlan, *, since: datetime, looked_at: datetime | None,
    now: datetime,
) -> dict[int, datetime]:  # fmt: skip
    """By person, from when days are counted."""
    if plan.begin is Begin.FIRST_ORDER:
        return await _first_orders(session, since=since, looked_at=looked_at)
    try:
        stored = await audiences.segment(session, name=plan.segment)
    except NoSuchSegment:
        logger().warning("sops.segment.missing")
        return {}
    condition = await audiences.resolved(session, clickhouse, stored.definition)
    sql, parameters = audiences.written(condition, scope=EVERYTHING, now=now)
    return {int(row[0]): now for row in await clickhouse.rows(sql, parameters)}


async def _first_orders(
    session: AsyncSession, *, since: datetime, looked_at: datetime | None
) -> dict[int, datetime]:  # fmt: skip
    """Who paid for the first time since the SOP runs; what is told late is looked for two days back."""
    fresh = await commerce.payments(session, since=max(since, (looked_at or since) - _TOLD_LATE))
    holders = await identity.holders(session, sorted({one for one, _ in fresh}))
    people = await identity.identities_of(session, sorted(set(holders.values())))
    owner = {one: person for person, several in people.items() for one in several}
    whole = await commerce.payments(session, identities=sorted(owner), since=_EVER)
    first: dict[int, datetime] = {}
    for one, at in whole:
        first[owner[one]] = min(at, first.get(owner[one], at))
    return {person: at for person, at in first.items() if at >= since}


async def _follow(
    session: AsyncSession, found: Sequence[tuple[int | None, int | None, str, datetime]], *, number: int, corp: str,
    version: int, now: datetime,
) -> int:  # fmt: skip
    known = [one for _, one, _, _ in found if one is not None]
    refusing = await consent.refusing_among(session, known) if known else set()
    kept = [one for one in found if one[1] not in refusing]
    if not kept:
        return 0
    line: dict[str, Any] = {
        "sop": number, "corp": corp, "version": version, "now": now, "relations": [one[0] for one in kept],
        "identities": [one[1] for one in kept], "groups": [one[2] for one in kept],
        "anchors": [one[3] for one in kept],
    }  # fmt: skip
    done = await session.execute(_FOLLOW, line)
    return int(done.rowcount)  # type: ignore[attr-defined]


_EVER = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
_WHOSE = """
    (cardinality(CAST(:staff AS text[])) + cardinality(CAST(:units AS text[])) = 0
     OR {staff} = ANY(CAST(:staff AS text[])) OR units.code = ANY(CAST(:units AS text[])))
"""
_FRIENDS = text(f"""
    SELECT held.id, held.identity, held.added_at
    FROM follow_relations AS held
        LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.staff
        LEFT JOIN units ON units.id = one.unit
    WHERE held.corp = :corp AND held.standing = 'friend' AND held.identity IS NOT NULL AND one.left_at IS NULL
      AND (CAST(:added AS timestamptz) IS NULL OR held.added_at >= CAST(:added AS timestamptz))
      AND {_WHOSE.format(staff="held.staff")}
      AND NOT EXISTS (SELECT FROM sop_enrollments AS known WHERE known.sop = :sop AND known.relation = held.id)
    ORDER BY held.id
""")
_GROUPS = text(f"""
    SELECT held.id, held.opened_at
    FROM customer_groups AS held
        LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.owner
        LEFT JOIN units ON units.id = one.unit
    WHERE held.corp = :corp AND held.dismissed_at IS NULL AND held.owner <> '' AND one.left_at IS NULL
      AND (:all OR held.opened_at >= :since)
      AND {_WHOSE.format(staff="held.owner")}
      AND NOT EXISTS (SELECT FROM sop_enrollments AS known
                      WHERE known.sop = :sop AND known.corp = held.corp AND known.group_id = held.id)
    ORDER BY held.id
""")
_LOOKED = text("UPDATE sops SET looked_at = :now WHERE id = :sop")
_FOLLOW = text("""
    INSERT INTO sop_enrollments (sop, version, corp, relation, identity, group_id, anchor_at, enrolled_at)
    SELECT :sop, :version, :corp, relation, identity, group_id, anchor_at, :now
    FROM unnest(CAST(:relations AS bigint[]), CAST(:identities AS bigint[]), CAST(:groups AS text[]),
                CAST(:anchors AS timestamptz[])) AS given (relation, identity, group_id, anchor_at)
    ON CONFLICT DO NOTHING
""")
