"""Asking the platform what was noted to be read, and what was asked to be written: again until it is done."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, TooFast, Unsendable
from huoshui.channels.wecom.shapes.contacts import Followed
from huoshui.channels.wecom.shapes.tags import TagGroup
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations import operations
from huoshui.relations.operations import staff as people_here
from huoshui.relations.operations import tags, wants
from huoshui.relations.syncing.grouping import take_group
from huoshui.relations.syncing.reading import Answer, settle_givers, take

_AT_ONCE: Final = 16
_LEASE: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=1)
_GONE: Final = frozenset({Code.NO_RELATION, Code.CONTACT_NOT_OURS, Code.NOT_A_CUSTOMER_GROUP, Code.NOT_FOLLOWER})
_MOST_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Asker:
    """What it takes to ask in the name of our accounts, and to keep what is answered."""

    postgres: Postgres
    speakers: Speakers
    vault: Vault

    async def round(self, clock: Callable[[], datetime]) -> int:
        """
        This will read what is due and write what is due, and tell how much of both there was.

        Work is taken for a minute; whoever is interrupted leaves it to the next after that. Who only was slow is asked
        for twice, which costs a call and changes nothing.
        """
        async with self.postgres.transaction() as session:
            line = {"now": clock(), "until": clock() + _LEASE, "limit": _AT_ONCE}
            reads = (await session.execute(_TAKE_WANTS, line)).all()
            writes = (await session.execute(_TAKE_MARKS, line)).all()
        await asyncio.gather(*(self._want(row, clock) for row in reads), *(self._mark(row, clock) for row in writes))
        return len(reads) + len(writes)

    async def _want(self, row: Any, clock: Callable[[], datetime]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        key = {"corp": row.corp, "kind": row.kind, "what": row.what, "wanted": row.wanted, "now": clock()}
        wecom = await self._wecom(row.account)
        if wecom is None:
            await self._put_off(_WANT_LATER, {**key, "due": clock() + _LONGEST, "problem": "paused"})
            return
        try:
            await self._read(row, wecom, clock)
        except Failure as failure:
            if isinstance(failure, Declined) and failure.code in _GONE:
                await self._gone(row, clock())
            else:
                later = _later(failure, row.tries, clock())
                await self._put_off(_WANT_LATER, {**key, "due": later, "problem": str(failure)[:200]})
                logger().warning("relations.reading.failed", kind=row.kind, why=type(failure).__name__)
                return
        async with self.postgres.transaction() as session:
            await session.execute(_WANT_DONE, key)

    async def _read(self, row: Any, wecom: WeCom, clock: Callable[[], datetime]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        reading: dict[str, Callable[..., Awaitable[None]]] = {
            wants.CONTACT: self._contact, wants.GROUP: self._group, wants.TAGS: self._tags,
            wants.DIRECTORY: self._directory,
        }  # fmt: skip
        await reading[row.kind](row.corp, row.what, wecom, clock())

    async def _contact(self, corp: str, contact: str, wecom: WeCom, now: datetime) -> None:
        page = await wecom.contacts.one(contact)
        found = [Followed(page.external_contact, one) for one in page.follow_user]
        async with self.postgres.transaction() as session:
            await take(session, corp=corp, answers=[Answer(found, now)], vault=self.vault, whole=False, now=now)
            await settle_givers(session, corp=corp, contact=contact, read_at=now)

    async def _group(self, corp: str, group: str, wecom: WeCom, now: datetime) -> None:
        read = await wecom.groups.one(group)
        async with self.postgres.transaction() as session:
            await take_group(session, corp=corp, group=read, read_at=now, keys=self.vault.keys)

    async def _tags(self, corp: str, _what: str, wecom: WeCom, now: datetime) -> None:
        turn, groups = await read_tags(self.postgres, wecom)
        async with self.postgres.transaction() as session:
            await tags.mirror(session, corp=corp, groups=groups, turn=turn, now=now)

    async def _directory(self, corp: str, _what: str, wecom: WeCom, now: datetime) -> None:
        await read_directory(self.postgres, wecom, corp=corp, now=now)

    async def _gone(self, row: Any, now: datetime) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """The platform does not have it any more: a group is dissolved then, a contact is as callbacks have it."""
        async with self.postgres.transaction() as session:
            if row.kind == wants.GROUP:
                await operations.dismiss(session, corp=row.corp, group=row.what, at=now)
            elif row.kind == wants.CONTACT:
                await session.execute(_UNREADABLE, {"corp": row.corp, "contact": row.what, "now": now})

    async def _mark(self, row: Any, clock: Callable[[], datetime]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        wecom = await self._wecom(row.account)
        if wecom is None:
            await self._put_off(_MARK_LATER, {"id": row.id, "due": clock() + _LONGEST, "problem": "paused"})
            return
        try:
            await wecom.tags.mark(userid=row.staff, external_userid=row.contact, add=row.added, remove=row.removed)
        except Failure as failure:
            final = isinstance(failure, Unsendable) or (
                isinstance(failure, Declined) and not isinstance(failure, TooFast) and row.tries >= 3
            )
            due = clock() + timedelta(days=3650) if final else _later(failure, row.tries, clock())
            await self._put_off(_MARK_LATER, {"id": row.id, "due": due, "problem": str(failure)[:200]})
            logger().warning("relations.mark.failed", mark=row.id, why=type(failure).__name__, final=final)
            return
        async with self.postgres.transaction() as session:
            await tags.marked(session, number=row.id, now=clock())

    async def _wecom(self, account: int) -> WeCom | None:
        try:
            return await self.speakers.wecom(AccountId(account))
        except (ConnectorPaused, NoSuchConnector):
            return None

    async def _put_off(self, statement: Any, line: dict[str, Any]) -> None:  # noqa: ANN401 SQLAlchemy's texts
        async with self.postgres.transaction() as session:
            await session.execute(statement, line)


async def read_tags(postgres: Postgres, wecom: WeCom) -> tuple[int, list[TagGroup]]:
    """This will read a corp's tags, with the turn that the reading had before it began."""
    async with postgres.transaction() as session:
        turn = await tags.turn(session)
    return turn, await wecom.tags.groups()


async def read_directory(postgres: Postgres, wecom: WeCom, *, corp: str, now: datetime) -> int:
    """
    This will read who may have contacts, and what they are called as far as an app is told; and tell how many are new.

    Many apps are told no names: then ids do.
    """
    follow = await wecom.directory.follow_staff()
    names: dict[str, tuple[str, list[int]]] = {}
    try:
        departments = await wecom.directory.department_ids()
        for department in departments:
            for one in await wecom.directory.members(department=department.id):
                name, inside = names.setdefault(one.userid, (one.name, []))
                names[one.userid] = (name, sorted({*inside, *one.department, department.id}))
    except Declined as declined:
        logger().info("relations.directory.unnamed", code=int(declined.code))
    async with postgres.transaction() as session:
        fresh = await people_here.keep(session, corp=corp, staff=follow, now=now)
        for userid in follow:
            if userid in names:
                name, inside = names[userid]
                await people_here.describe(session, corp=corp, staff=userid, name=name, departments=inside, now=now)
    return fresh


def _later(failure: Failure, tries: int, now: datetime) -> datetime:
    if isinstance(failure, TooFast):
        return now + timedelta(seconds=max(1.0, failure.retry_after))
    return now + min(timedelta(seconds=5 * 2 ** min(tries, 12)), _LONGEST)


_TAKE_WANTS = text("""
    UPDATE relation_wants AS held SET due_at = :until FROM (
        SELECT corp, kind, what FROM relation_wants WHERE due_at <= :now ORDER BY due_at LIMIT :limit
        FOR UPDATE SKIP LOCKED) AS due
    WHERE (held.corp, held.kind, held.what) = (due.corp, due.kind, due.what)
    RETURNING held.corp, held.kind, held.what, account, wanted, tries
""")
_WANT_DONE = text("""
    WITH done AS (
        DELETE FROM relation_wants WHERE corp = :corp AND kind = :kind AND what = :what AND wanted = :wanted
        RETURNING 1)
    UPDATE relation_wants SET due_at = :now
    WHERE corp = :corp AND kind = :kind AND what = :what AND NOT EXISTS (SELECT FROM done)
""")
_WANT_LATER = text(f"""
    UPDATE relation_wants SET tries = least(tries + 1, {_MOST_TRIES}), due_at = :due, problem = :problem
    WHERE corp = :corp AND kind = :kind AND what = :what AND wanted = :wanted
""")
_TAKE_MARKS = text("""
    UPDATE relation_marks AS held SET due_at = :until FROM follow_relations
    WHERE follow_relations.id = held.relation AND held.id IN (
        SELECT id FROM relation_marks WHERE done_at IS NULL AND due_at <= :now ORDER BY due_at, id LIMIT :limit
        FOR UPDATE SKIP LOCKED)
    RETURNING held.id, account, staff, contact, added, removed, tries
""")
_MARK_LATER = text("UPDATE relation_marks SET tries = tries + 1, due_at = :due, problem = :problem WHERE id = :id")
_UNREADABLE = text("""
    UPDATE relation_contacts SET read_at = :now WHERE corp = :corp AND contact = :contact
""")
