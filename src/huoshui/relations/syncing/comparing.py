"""
Comparing what we keep of a corp with what the platform has, and repairing what callbacks lost.

A few staff at a time and page by page, so that memory is bounded and a restart goes on behind the last pages; what was
there before and was on no page is missing. Every repair is counted, with examples.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from psycopg.errors import DeadlockDetected
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations import operations, queries
from huoshui.relations.contract import Run
from huoshui.relations.operations import tags
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.asking import read_directory, read_tags
from huoshui.relations.syncing.everybody import Everybody
from huoshui.relations.syncing.grouping import take_group
from huoshui.relations.syncing.reading import Seen
from huoshui.relations.syncing.unseen import Unseen

_OWNERS: Final = 100
_STORM: Final = frozenset({Code.TOO_FAST, Code.TOO_MANY_AT_ONCE, Code.BUSY})
_PATIENCE: Final = timedelta(hours=8)
"""So long a run waits out the platform's 45009, 45033 and -1: a night."""


class Comparison:
    """One run, brought from wherever it stands to its end."""

    def __init__(
        self, run: Run, *, postgres: Postgres, speakers: Speakers, vault: Vault, clock: Callable[[], datetime]
    ) -> None:
        self._run = run
        self._postgres = postgres
        self._speakers = speakers
        self._vault = vault
        self._clock = clock

    async def perform(self) -> Run:
        """This will take the run to its end; one that somebody performs already is left to them."""
        async with self._postgres.engine.connect() as connection:
            holding = await connection.execution_options(isolation_level="AUTOCOMMIT")
            if not await holding.scalar(_HOLD, {"run": self._run.id}):
                return self._run
            try:
                while not await self._performed():
                    self._run = await self._standing()
            finally:
                await holding.execute(_RELEASE, {"run": self._run.id})
        return await self._standing()

    async def _standing(self) -> Run:
        async with self._postgres.session() as session:
            return await queries.run(session, number=self._run.id)

    async def _performed(self) -> bool:
        """
        Whether it came to an end, a good one or a bad one.

        Letters are read several in a transaction, in the order in which they came, and pages take their contacts in
        another: of two that wait for each other PostgreSQL ends one, and a comparison goes on behind its last page.
        """
        try:
            await self._perform()
        except DBAPIError as error:
            if not isinstance(error.orig, DeadlockDetected):
                raise
            return False
        return True

    async def _perform(self) -> None:
        try:
            wecom = await self._speakers.wecom(AccountId(self._run.account))
            steps = {
                runs.DIRECTORY: self._directory, runs.TAGS: self._tags, runs.CONTACTS: self._contacts,
                runs.MISSING: self._missing, runs.GROUPS: self._groups,
            }  # fmt: skip
            for step, following in zip(runs.STEPS, runs.STEPS[1:], strict=False):
                if runs.STEPS.index(step) >= runs.STEPS.index(self._run.step):
                    await steps[step](wecom)
                    async with self._postgres.transaction() as session:
                        await runs.enter(session, run=self._run.id, step=following, now=self._clock())
        except (Failure, ConnectorPaused, NoSuchConnector) as failure:
            async with self._postgres.transaction() as session:
                if self._passes(failure):
                    await runs.rest(session, run=self._run.id, problem=str(failure), now=self._clock())
                    return
                await runs.fail(session, run=self._run.id, problem=str(failure), now=self._clock())
            logger().warning("relations.sync.failed", run=self._run.id, why=type(failure).__name__)

    def _passes(self, failure: Exception) -> bool:
        """Whether the platform is only too busy for us: then the run goes on by itself where it stopped, for hours."""
        storm = isinstance(failure, Declined) and failure.code in _STORM
        return storm and self._clock() - self._run.started_at < _PATIENCE

    async def _directory(self, wecom: WeCom) -> None:
        fresh = await read_directory(self._postgres, wecom, corp=self._run.corp, now=self._clock())
        seen = Seen()
        if fresh:
            seen.repaired["staff"] = fresh
        async with self._postgres.transaction() as session:
            await runs.enlist(session, run=self._run.id, corp=self._run.corp)
            await runs.note(session, run=self._run.id, counts={}, seen=seen, now=self._clock())

    async def _tags(self, wecom: WeCom) -> None:
        turn, groups = await read_tags(self._postgres, wecom)
        seen = Seen()
        async with self._postgres.transaction() as session:
            changed = await tags.mirror(session, corp=self._run.corp, groups=groups, turn=turn, now=self._clock())
            if changed:
                seen.repaired["tags"] = changed
            counts = {"tags": sum(len(one.tag) for one in groups)}
            await runs.note(session, run=self._run.id, counts=counts, seen=seen, now=self._clock())

    async def _contacts(self, wecom: WeCom) -> None:
        await Everybody(self._run, wecom, postgres=self._postgres, vault=self._vault, clock=self._clock).read()

    async def _missing(self, _wecom: WeCom) -> None:
        """Once everybody's contacts were read: who went to whom is known only then."""
        await Unseen(self._run, postgres=self._postgres, clock=self._clock).settle()

    async def _groups(self, wecom: WeCom) -> None:
        async with self._postgres.session() as session:
            owners = list(await session.scalars(_OWNERS_OF, {"corp": self._run.corp}))
        listed: set[str] = set()
        for start in range(0, len(owners), _OWNERS):
            async for one in wecom.groups.of(owners[start : start + _OWNERS]):
                listed.add(one.chat_id)
        async with self._postgres.session() as session:
            standing = set(await session.scalars(_STANDING, {"corp": self._run.corp}))
        for group in sorted(listed | standing):
            await self._one_group(wecom, group)

    async def _one_group(self, wecom: WeCom, group: str) -> None:
        read_at, seen = self._clock(), Seen()
        try:
            read = await wecom.groups.one(group)
        except Declined as declined:
            if declined.code != Code.NOT_A_CUSTOMER_GROUP:
                raise
            async with self._postgres.transaction() as session:
                await operations.dismiss(session, corp=self._run.corp, group=group, at=read_at)
                seen.note("dismissed", group)
                await runs.note(session, run=self._run.id, counts={}, seen=seen, now=self._clock())
            return
        async with self._postgres.transaction() as session:
            seen = await take_group(session, corp=self._run.corp, group=read, read_at=read_at, keys=self._vault.keys)
            counts = {"groups": 1, "members": len(read.member_list)}
            await runs.note(session, run=self._run.id, counts=counts, seen=seen, now=self._clock())


_HOLD = text("SELECT pg_try_advisory_lock(hashtextextended('relations.comparison', CAST(:run AS bigint)))")
_RELEASE = text("SELECT pg_advisory_unlock(hashtextextended('relations.comparison', CAST(:run AS bigint)))")
_OWNERS_OF = text("""
    SELECT staff FROM relation_staff WHERE corp = :corp AND (follows OR left_at IS NOT NULL)
    UNION SELECT owner FROM customer_groups WHERE corp = :corp AND dismissed_at IS NULL AND owner <> '' ORDER BY 1
""")
_STANDING = text("SELECT id FROM customer_groups WHERE corp = :corp AND dismissed_at IS NULL")
