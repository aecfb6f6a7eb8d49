"""Who is meant by an audience, who of them is left out and why, and through whom the others are reached."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING
from huoshui.audiences import queries as audiences
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.identity import queries as identity
from huoshui.people import queries as people
from huoshui.relations.contract import REACH, Standing
from huoshui.relations.sends import rules, warehouse
from huoshui.relations.sends.contract import (
    CHANNEL,
    RECEIVERS_MOST,
    Audience,
    Candidate,
    Estimate,
    Kind,
    Left,
    Pick,
    QuotaMode,
    SenderShare,
    SendPlan,
)
from huoshui.relations.sends.rules import Share


@dataclass(frozen=True, slots=True)
class Gathered:
    """A plan's audience, divided among its senders."""

    shares: Sequence[Share]
    estimate: Estimate


async def gather(
    session: AsyncSession, clickhouse: ClickHouse, *, corp: str, plan: SendPlan, now: datetime
) -> Gathered:
    """
    This will find everybody whom a plan means, and decide for each who sends or why nobody does.

    :raises NoSuchSegment: if the audience is a segment that is not there
    """
    mode = await quota(session, corp=corp)
    since, most = rules.allowance(mode, now=now)
    if plan.kind is Kind.GROUPS:
        found, missing = await _groups(session, corp=corp, audience=plan.audience), 0
    else:
        found, missing = await _customers(session, clickhouse, corp=corp, plan=plan, now=now)
    received = await _received(session, list(found), since=since)
    refused = await _refusing(session, found) if plan.kind is Kind.CUSTOMERS else set()
    chosen: list[Candidate] = []
    left: Counter[Left] = Counter({Left.NO_CONTACT: missing} if missing else {})
    for contact, candidates in found.items():
        decided = rules.decide(
            candidates, pick=plan.pick, named=plan.senders, refused=contact in refused,
            received=received.get(contact, 0), most=most,
        )  # fmt: skip
        if isinstance(decided, Left):
            left[decided] += 1
        else:
            chosen.append(decided)
    shares = rules.divide(chosen, most=RECEIVERS_MOST[plan.kind.value])
    names = await _names(session, corp=corp)
    senders: Counter[str] = Counter()
    for share in shares:
        senders[share.staff] += len(share.receivers)
    told = [SenderShare(staff, names.get(staff) or staff, count) for staff, count in senders.most_common()]
    estimate = Estimate(len(found) + missing, len(chosen), len(shares), told, dict(left), mode, most, since)
    return Gathered(shares, estimate)


async def quota(session: AsyncSession, *, corp: str) -> QuotaMode:
    """This will give how often a corp lets one customer receive; as many times as a month has days until it says so."""
    mode = await session.scalar(text("SELECT mode FROM mass_send_quotas WHERE corp = :corp"), {"corp": corp})
    return QuotaMode(mode) if mode else QuotaMode.MONTH


async def refusing_among(session: AsyncSession, identities: Sequence[int]) -> set[int]:
    """This will give those of these identities whose people refuse marketing here, under whichever identity they do."""
    no = await people.refusing(session, purpose="marketing", channel=CHANNEL)
    if not no:
        return set()
    holders = await identity.holders(session, sorted({*no, *identities}))
    persons = {holders.get(one, one) for one in no}
    return {one for one in identities if holders.get(one, one) in persons}


async def _customers(
    session: AsyncSession, clickhouse: ClickHouse, *, corp: str, plan: SendPlan, now: datetime
) -> tuple[dict[str, list[Candidate]], int]:
    """By contact who could send to them; and how many of a segment are nobody's contact."""
    audience = plan.audience
    asked = {"corp": corp, "tags": list(audience.tags), "staff": list(audience.staff),
             "contacts": list(audience.contacts)}  # fmt: skip
    rows = (await session.execute(_CUSTOMERS, asked)).all()
    holders: dict[int, int] = {}
    if audience.segment or plan.pick is Pick.LAST_TALKED:
        holders = await identity.holders(session, sorted({row.identity for row in rows if row.identity is not None}))
    missing = 0
    if audience.segment:
        persons = await _segment(session, clickhouse, name=audience.segment, now=now)
        rows = [row for row in rows if row.identity is not None and holders.get(row.identity, row.identity) in persons]
        missing = len(persons - {holders.get(row.identity, row.identity) for row in rows})
    if not (audience.segment or audience.tags or audience.staff or audience.everybody):
        missing = len(set(audience.contacts) - {row.contact for row in rows})
    found: dict[str, list[Candidate]] = defaultdict(list)
    talked = await warehouse.talked(clickhouse, now=now) if plan.pick is Pick.LAST_TALKED else {}
    for row in rows:
        one = _candidate(row)
        person = holders.get(one.identity, one.identity) if one.identity is not None else None
        at = talked.get((person, one.staff)) if person is not None else None
        found[one.contact].append(replace(one, talked_at=at) if at else one)
    return found, missing


async def _segment(session: AsyncSession, clickhouse: ClickHouse, *, name: str, now: datetime) -> set[int]:
    stored = await audiences.segment(session, name=name)
    condition = await audiences.resolved(session, clickhouse, stored.definition)
    sql, parameters = audiences.written(condition, scope=EVERYTHING, now=now)
    return {int(row[0]) for row in await clickhouse.rows(sql, parameters)}


async def _groups(session: AsyncSession, *, corp: str, audience: Audience) -> dict[str, list[Candidate]]:
    """Each group has one who could send to it: its owner."""
    asked = {"corp": corp, "staff": list(audience.staff), "groups": list(audience.groups),
             "tags": list(audience.group_tags)}  # fmt: skip
    rows = await session.execute(_GROUPS, asked)
    return {
        row.id: [
            Candidate(
                row.id, row.owner, row.unit, None, friend=True, staff_left=row.left_at is not None,
                added_at=row.opened_at,
            )
        ]
        for row in rows
    }  # fmt: skip


async def _received(session: AsyncSession, contacts: list[str], *, since: datetime) -> Mapping[str, int]:
    if not contacts:
        return {}
    rows = await session.execute(_RECEIVED, {"contacts": contacts, "since": since})
    return {row.contact: row.times for row in rows}


async def _refusing(session: AsyncSession, found: Mapping[str, Sequence[Candidate]]) -> set[str]:
    """Contacts who refuse; of whom it is not known yet whose identity they are may not be asked, so they do too."""
    identities = {contact: one[0].identity for contact, one in found.items()}
    known = [one for one in identities.values() if one is not None]
    no = await refusing_among(session, known)
    return {contact for contact, one in identities.items() if one is None or one in no}


async def _names(session: AsyncSession, *, corp: str) -> dict[str, str]:
    rows = await session.execute(text("SELECT staff, name FROM relation_staff WHERE corp = :corp"), {"corp": corp})
    return {row.staff: row.name for row in rows}


def _candidate(row: Any) -> Candidate:  # noqa: ANN401 SQLAlchemy's rows
    return Candidate(
        row.contact, row.staff, row.unit, row.identity, REACH[Standing(row.standing)].mass, row.left_at is not None,
        row.added_at or row.begun_at,
    )  # fmt: skip


_CUSTOMERS = text("""
    SELECT held.contact, held.staff, held.identity, standing, added_at, begun_at, one.left_at, one.unit
    FROM follow_relations AS held
        LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.staff
    WHERE held.corp = :corp AND standing <> 'none'
      AND (cardinality(CAST(:tags AS text[])) = 0 OR held.tags && CAST(:tags AS text[]) AND held.tags <> '{}')
      AND (cardinality(CAST(:staff AS text[])) = 0 OR held.staff = ANY(CAST(:staff AS text[])))
      AND (cardinality(CAST(:contacts AS text[])) = 0 OR held.contact = ANY(CAST(:contacts AS text[])))
    ORDER BY held.contact, held.staff
""")
_GROUPS = text("""
    SELECT held.id, held.owner, held.opened_at, held.unit, one.left_at FROM customer_groups AS held
        LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.owner
    WHERE held.corp = :corp AND dismissed_at IS NULL AND held.owner <> ''
      AND (cardinality(CAST(:staff AS text[])) = 0 OR held.owner = ANY(CAST(:staff AS text[])))
      AND (cardinality(CAST(:groups AS text[])) = 0 OR held.id = ANY(CAST(:groups AS text[])))
      AND (cardinality(CAST(:tags AS text[])) = 0 OR held.tags && CAST(:tags AS text[]))
    ORDER BY held.id
""")
_RECEIVED = text("""
    SELECT contact, count(*) AS times FROM mass_send_receivers
    WHERE outcome = 'sent' AND sent_at >= :since AND contact = ANY(CAST(:contacts AS text[])) GROUP BY contact
""")
