"""What the platform has of contacts, taken in: who is found, what was edited, who a contact is."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.crypto import Vault
from huoshui.channels.wecom.shapes.contacts import Contact, Follow, Followed
from huoshui.relations import operations
from huoshui.relations.contract import Kind, Standing
from huoshui.relations.operations import Draft
from huoshui.relations.rules.following import ASSIGNED, Fact, reading
from huoshui.relations.syncing.binding import allowed, identity

SETTLED_MS: Final = 10 * 60_000
"""For so long a list may still hold what a callback has ended."""
_OVER: Final = (Standing.DELETED_BY_STAFF, Standing.TRANSFERRED)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reading changed: how many of each kind, and whom by example."""

    repaired: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, what: str) -> None:
        """This will count one, and remember the first few."""
        self.repaired[kind] += 1
        shown = self.examples.setdefault(kind, [])
        if len(shown) < 5:
            shown.append(what)

    def add(self, other: "Seen") -> None:
        """This will count what another reading changed as well."""
        for kind, count in other.repaired.items():
            self.repaired[kind] += count
            known = self.examples.setdefault(kind, [])
            known += other.examples.get(kind, [])[: 5 - len(known)]


@dataclass(frozen=True, slots=True)
class Answer:
    """Contacts as the platform has them, one line for each staff member, and when it was asked."""

    found: Sequence[Followed]
    read_at: datetime


async def take(
    session: AsyncSession,
    *,
    corp: str,
    answers: Sequence[Answer],
    vault: Vault,
    whole: bool,
    now: datetime,
    run: int | None = None,
) -> Seen:
    """
    This will take in what the platform has of some contacts.

    ``whole``: it was read from the staff member's list, which has no half contacts; a contact's own page may. ``run``
    is the comparison that reads them.
    """
    lines = {
        (one.follow_info.userid, one.external_contact.external_userid): (one, answer.read_at)
        for answer in answers
        for one in answer.found
    }
    of = {contact: identity(vault.keys, corp, contact) for contact in {contact for _, contact in lines}}
    kept = await allowed(session, of.values())
    if len(kept) < len(of):
        lines = {key: line for key, line in lines.items() if of[key[1]] in kept}
    await _contacts(session, corp, lines.values(), of)
    known = await _known(session, corp, list(lines))
    seen, drafts, noted = Seen(), [], []
    for (staff, contact), (one, read_at) in lines.items():
        follow, row = one.follow_info, known.get((staff, contact))
        remark = _digest(follow)
        facts = _facts(row, follow, remark, milliseconds(read_at), whole=whole)
        if facts:
            drafts.append(Draft(staff, contact, facts, of[contact]))
            for repair in _repairs(row, facts):
                seen.note(repair, f"{staff} · {contact}")
        if (row.remark if row is not None else "") != remark:
            noted.append((follow, contact, of[contact]))
    taken = await operations.accept(session, corp=corp, drafts=drafts, now=now, run=run, met=True)
    if run is not None:
        await _see(session, corp, run, lines.keys() - {(one.staff, one.contact) for one in taken if one.fresh})
    await _note(session, corp, noted, vault)
    return seen


async def _see(session: AsyncSession, corp: str, run: int, unchanged: Collection[tuple[str, str]]) -> None:
    """Those of whom nothing is new were seen as well."""
    if unchanged:
        line = {"corp": corp, "run": run, "rows": _pairs(sorted(unchanged))}
        await session.execute(_SEEN, line)


def _facts(row: Any, follow: Follow, remark: str, read_at: int, *, whole: bool) -> list[Fact]:  # noqa: ANN401 SQLAlchemy's rows
    at = _found_at(row, follow, read_at, whole=whole)
    read = _reading(row, follow, remark, read_at)
    if at is None:
        return [] if read is None else [read]
    said = {"state": follow.state, "way": follow.add_way, "until": read_at}
    if read is not None and not (row is not None and row.has_read):
        said, read = {**read.said, **said}, None
    found = Fact(
        Kind.FOUND, at, f"found:{at}", {name: value for name, value in said.items() if value or name == "tags"}
    )
    return [found] if read is None else [found, read]


def _repairs(row: Any, facts: Sequence[Fact]) -> Iterator[str]:  # noqa: ANN401 SQLAlchemy's rows
    for fact in facts:
        if fact.kind is Kind.READ:
            if row is not None and row.has_read:
                yield "edited"
        elif row is None or row.added_at is None:
            yield "added"
        else:
            yield "confirmed" if row.standing == Standing.HALF else "returned"


def _reading(row: Any, follow: Follow, remark: str, read_at: int) -> Fact | None:  # noqa: ANN401 SQLAlchemy's rows
    """What was read, if it is not what we know; what says nothing is left out, but for the tags."""
    tags = _tags(follow)
    if row is None:
        said: dict[str, Any] = {"state": follow.state, "way": follow.add_way, "remark": remark, "added": tags}
    else:
        before = sorted(row.tags)
        same = row.has_read and (before, row.remark) == (tags, remark)
        if same and row.way == follow.add_way and (not follow.state or row.source == follow.state):
            return None
        said = {
            "state": follow.state, "way": follow.add_way, "remark": remark,
            "added": [one for one in tags if one not in before], "removed": [one for one in before if one not in tags],
            "remarked": row.has_read and row.remark != remark,
        }  # fmt: skip
    return reading(read_at, {"tags": tags, **{name: value for name, value in said.items() if value}})


def _found_at(row: Any, follow: Follow, read_at: int, *, whole: bool) -> int | None:  # noqa: ANN401 SQLAlchemy's rows
    """When a contact began that we do not know to be one; nothing, when we do or cannot tell."""
    created = follow.createtime * 1000
    if row is None or row.standing == Standing.NONE:
        return created
    since = milliseconds(row.since)
    if row.standing == Standing.HALF:
        return max(created, since) if whole else None
    if row.standing == Standing.DELETED_BY_CUSTOMER:  # who deleted staff is in the list still
        return created if created > since or row.added_at is None else None
    if row.standing in _OVER:
        if created > since:
            return created
        return read_at if read_at - since > SETTLED_MS else None
    return None


def _tags(follow: Follow) -> list[str]:
    if not (follow.tag_id or follow.tags):
        return []
    return sorted({one for one in (*follow.tag_id, *(tag.tag_id for tag in follow.tags)) if one})


def _noted(follow: Follow) -> dict[str, Any]:
    if not (follow.remark or follow.description or follow.remark_corp_name or follow.remark_mobiles):
        return {}
    told = {
        "remark": follow.remark, "description": follow.description, "company": follow.remark_corp_name,
        "mobiles": sorted(follow.remark_mobiles),
    }  # fmt: skip
    return {name: value for name, value in told.items() if value}


def _digest(follow: Follow) -> str:
    noted = _noted(follow)
    return hashlib.blake2b(orjson.dumps(noted), digest_size=8).hexdigest() if noted else ""


async def _known(session: AsyncSession, corp: str, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    rows = await session.execute(_KNOWN, {"corp": corp, "rows": _pairs(pairs)})
    return {(row.staff, row.contact): row for row in rows}


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    return orjson.dumps([{"staff": staff, "contact": contact} for staff, contact in pairs]).decode()


async def _contacts(
    session: AsyncSession, corp: str, lines: Iterable[tuple[Followed, datetime]], of: Mapping[str, int]
) -> None:
    """Keep who they are; of those whom several staff have, as they were answered for last."""
    newest: dict[str, tuple[datetime, Contact]] = {}
    for line, read_at in lines:
        one = line.external_contact
        known = newest.get(one.external_userid)
        if known is None or known[0] <= read_at:
            newest[one.external_userid] = (read_at, one)
    rows = [
        {
            "contact": name, "identity": of[name], "name": one.name, "avatar": one.avatar, "kind": one.type,
            "gender": one.gender, "company": one.corp_full_name or one.corp_name, "position": one.position,
            "unionid": one.unionid, "read_at": read_at,
        }
        for name, (read_at, one) in sorted(newest.items())
    ]  # fmt: skip
    await session.execute(_CONTACTS, {"corp": corp, "rows": orjson.dumps(rows).decode()})


async def _note(session: AsyncSession, corp: str, noted: Sequence[tuple[Follow, str, int]], vault: Vault) -> None:
    """Keep what staff noted, sealed: real names and phones stand there."""
    if not noted:
        return
    full = [(follow, contact, whose) for follow, contact, whose in noted if _noted(follow)]
    sealed = await vault.seal_many(session, [(whose, orjson.dumps(_noted(follow))) for follow, _, whose in full])
    shut = {(follow.userid, contact): blob for (follow, contact, _), blob in zip(full, sealed, strict=True)}
    for follow, contact, _ in noted:
        line = {"corp": corp, "staff": follow.userid, "contact": contact, "noted": shut.get((follow.userid, contact))}
        await session.execute(_NOTED, line)


async def settle_givers(session: AsyncSession, *, corp: str, contact: str, read_at: datetime) -> None:
    """This will let those who left give up a contact that has been assigned to somebody: nobody tells of it."""
    rows = await session.scalars(_GIVERS, {"corp": corp, "contact": contact, "assigned": ASSIGNED})
    at = milliseconds(read_at)
    fact = Fact(Kind.MISSING, at, f"missing:{at}", {"transferred": True})
    drafts = [Draft(staff, contact, [fact]) for staff in rows]
    await operations.accept(session, corp=corp, drafts=drafts, now=read_at)


_KNOWN = text("""
    SELECT held.*
    FROM json_to_recordset(CAST(:rows AS json)) AS given (staff text, contact text)
         CROSS JOIN LATERAL (
             SELECT staff, contact, standing, since, added_at, tags, remark, has_read, way, source
             FROM follow_relations WHERE corp = :corp AND staff = given.staff AND contact = given.contact LIMIT 1
         ) AS held
""")
"""One after the other by the index: left to choose, PostgreSQL reads all that the corp has for each page."""
_SEEN = text("""
    UPDATE follow_relations AS held SET seen_run = :run
    FROM json_to_recordset(CAST(:rows AS json)) AS given (staff text, contact text)
    WHERE held.corp = :corp AND held.staff = given.staff AND held.contact = given.contact
      AND seen_run IS DISTINCT FROM :run
""")
_CONTACTS = text("""
    INSERT INTO relation_contacts AS known (corp, contact, identity, name, avatar, kind, gender, company, position,
        unionid, read_at, tells)
    SELECT :corp, contact, identity, name, avatar, kind, gender, company, position, unionid, read_at, true
    FROM json_to_recordset(CAST(:rows AS json)) AS given (contact text, identity bigint, name text, avatar text,
        kind smallint, gender smallint, company text, position text, unionid text, read_at timestamptz)
    ON CONFLICT (corp, contact) DO UPDATE SET identity = excluded.identity, name = excluded.name,
        avatar = excluded.avatar, kind = excluded.kind, gender = excluded.gender, company = excluded.company,
        position = excluded.position, unionid = coalesce(nullif(excluded.unionid, ''), known.unionid),
        read_at = greatest(known.read_at, excluded.read_at),
        tells = known.tells OR (known.name, known.avatar, known.kind, known.gender, known.company, known.position,
            known.unionid) IS DISTINCT FROM (excluded.name, excluded.avatar, excluded.kind, excluded.gender,
            excluded.company, excluded.position, coalesce(nullif(excluded.unionid, ''), known.unionid))
""")
_NOTED = text("""
    UPDATE follow_relations SET noted = :noted WHERE corp = :corp AND staff = :staff AND contact = :contact
""")
_GIVERS = text("""
    SELECT held.staff FROM follow_relations AS held
        JOIN relation_staff ON relation_staff.corp = held.corp AND relation_staff.staff = held.staff
    WHERE held.corp = :corp AND held.contact = :contact AND held.standing IN ('friend', 'half')
      AND left_at IS NOT NULL AND EXISTS (
        SELECT FROM follow_relations AS taker WHERE taker.corp = held.corp AND taker.contact = held.contact
          AND taker.staff <> held.staff AND taker.way = :assigned AND taker.standing = 'friend'
          AND taker.added_at > held.added_at)
""")
