"""
Performing a pull: staff by staff, then groups day by day, from wherever it stands to its end.

WeCom adds several staff together where several are asked for, so each is asked for alone: one question for the last
thirty days, six where nothing is known yet. Of groups it tells owner by owner, a hundred together, for one day.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations.activity import operations, queries, rules
from huoshui.relations.activity.contract import OWNERS_MOST, Pull, Step
from huoshui.relations.activity.pulling import runs

_NOT_THEIRS: Final = frozenset(
    {
        Code.STAFF_INVALID, Code.STAFF_UNKNOWN, Code.OUT_OF_RANGE, Code.STAFF_OUT_OF_RANGE, Code.NO_CONTACT_RIGHT,
        Code.NOT_FOLLOWER,
    }
)  # fmt: skip
"""What is said of one staff member and is no reason to stop."""


class Pulling:
    """One pull, brought from wherever it stands to its end."""

    def __init__(self, pull: Pull, *, postgres: Postgres, speakers: Speakers, clock: Callable[[], datetime]) -> None:
        self._pull = pull
        self._postgres = postgres
        self._speakers = speakers
        self._clock = clock

    async def perform(self) -> Pull:
        """This will take the pull to its end; one that somebody performs already is left to them."""
        async with self._postgres.engine.connect() as connection:
            holding = await connection.execution_options(isolation_level="AUTOCOMMIT")
            if not await holding.scalar(_HOLD, {"pull": self._pull.id}):
                return self._pull
            try:
                await self._perform()
            finally:
                await holding.execute(_RELEASE, {"pull": self._pull.id})
        async with self._postgres.session() as session:
            return await queries.pull(session, number=self._pull.id)

    async def _perform(self) -> None:
        try:
            wecom = await self._speakers.wecom(AccountId(self._pull.account))
            if self._pull.step is Step.STAFF:
                await self._staff(wecom)
                await self._enter(Step.GROUPS)
            if self._pull.step is not Step.DONE:
                await self._groups(wecom)
                await self._enter(Step.DONE)
        except (Failure, ConnectorPaused, NoSuchConnector) as failure:
            async with self._postgres.transaction() as session:
                await runs.fail(session, pull=self._pull.id, problem=str(failure), now=self._clock())
            logger().warning("relations.activity.failed", pull=self._pull.id, why=type(failure).__name__)

    async def _enter(self, step: Step) -> None:
        async with self._postgres.transaction() as session:
            await runs.enter(session, pull=self._pull.id, step=step, now=self._clock())

    async def _staff(self, wecom: WeCom) -> None:
        while True:
            async with self._postgres.session() as session:
                row = await runs.next_staff(session, pull=self._pull.id, corp=self._pull.corp)
            if row is None:
                return
            await self._of_staff(wecom, row)

    async def _of_staff(self, wecom: WeCom, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        problem = ""
        try:
            for first, last in rules.spans(
                rules.asked_from(self._pull.until, known_until=row.known_until), self._pull.until
            ):
                told = await wecom.transfers.behavior(
                    row.staff, since=rules.seconds(first), until=rules.seconds(last)
                )  # fmt: skip
                days = [(_day(one.stat_time), one) for one in told]
                kept = [(day, one) for day, one in days if first <= day <= last]
                async with self._postgres.transaction() as session:
                    new, corrected = await operations.keep_days(
                        session, corp=self._pull.corp, staff=row.staff, told=kept, now=self._clock()
                    )
                    await runs.count(
                        session, pull=self._pull.id, figures=new, corrected=corrected, now=self._clock()
                    )  # fmt: skip
        except Declined as declined:
            if declined.code not in _NOT_THEIRS:
                raise
            problem = str(declined)
        async with self._postgres.transaction() as session:
            await runs.note_staff(session, pull=self._pull.id, staff=row.staff, problem=problem, now=self._clock())

    async def _groups(self, wecom: WeCom) -> None:
        async with self._postgres.session() as session:
            read, known = await runs.groups_from(session, pull=self._pull.id, corp=self._pull.corp)
            owners = await runs.owners(session, corp=self._pull.corp)
        day = read + timedelta(days=1) if read else rules.asked_from(self._pull.until, known_until=known)
        while owners and day <= self._pull.until:
            for start in range(0, len(owners), OWNERS_MOST):
                await self._of_owners(wecom, day, owners[start : start + OWNERS_MOST])
            async with self._postgres.transaction() as session:
                await runs.note_groups(session, pull=self._pull.id, day=day, now=self._clock())
            day += timedelta(days=1)

    async def _of_owners(self, wecom: WeCom, day: date, owners: list[str]) -> None:
        at = rules.seconds(day)
        told = await wecom.groups.figures(since=at, until=at, owners=owners)
        async with self._postgres.transaction() as session:
            new, corrected = await operations.keep_groups(
                session, corp=self._pull.corp, day=day, told=[(one.owner, one.data) for one in told if one.owner],
                now=self._clock(),
            )  # fmt: skip
            await runs.count(session, pull=self._pull.id, figures=new, corrected=corrected, now=self._clock())


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, BEIJING).date()


_HOLD = text("SELECT pg_try_advisory_lock(hashtextextended('activity.pull', CAST(:pull AS bigint)))")
_RELEASE = text("SELECT pg_advisory_unlock(hashtextextended('activity.pull', CAST(:pull AS bigint)))")
