"""Tending moments: whatever is due for one is done; several processes may share the work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.failures import Failure
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations.moments.asking import Asking
from huoshui.relations.moments.contract import State
from huoshui.relations.moments.looking import Looking
from huoshui.relations.moments.written import planned
from huoshui.relations.sends.rules import WATCHED, look_again

_LEASE: Final = timedelta(minutes=3)
_PAUSED: Final = timedelta(minutes=1)
_REMINDED_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Tender:
    """What it takes to look after moments."""

    postgres: Postgres
    speakers: Speakers

    async def round(self, clock: Callable[[], datetime]) -> int:
        """This will do what is due for the moment that waited longest, and tell whether there was one."""
        async with self.postgres.transaction() as session:
            row = (await session.execute(_TAKE, {"now": clock(), "until": clock() + _LEASE})).one_or_none()
        if row is None:
            return 0
        try:
            await self._tend(row, await self.speakers.wecom(AccountId(row.account)), clock)
        except (ConnectorPaused, NoSuchConnector):
            await self._again(row.id, clock() + _PAUSED)
        except Failure as failure:
            logger().warning("moments.round.failed", moment=row.id, why=type(failure).__name__)
            await self._again(row.id, clock() + _PAUSED)
        return 1

    async def _tend(self, row: Any, wecom: WeCom, clock: Callable[[], datetime]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        plan, stopping = planned(row.plan), row.state == State.CANCELING.value
        if row.moment_id is None:
            await Asking(self.postgres, wecom, row.id, row.corp, plan, clock).bring(row, stopping=stopping)
            return
        looking = Looking(self.postgres, wecom, row.id, row.corp, plan.name, row.moment_id, clock)
        if stopping:
            await looking.stop()
        else:
            await looking.tasks(row.asked_at)
        reminding = await self._names(row.id)
        for start in range(0, len(reminding), _REMINDED_AT_ONCE):
            await looking.remind(reminding[start : start + _REMINDED_AT_ONCE])
        for one in await self._due(row.id, clock()):
            await looking.staff(one)
            await self._again(row.id, clock() + _LEASE)
        await self._ended(row, clock())

    async def _names(self, moment: int) -> list[str]:
        async with self.postgres.session() as session:
            return list(await session.scalars(_REMINDING, {"moment": moment}))

    async def _due(self, moment: int, now: datetime) -> list[Any]:
        async with self.postgres.session() as session:
            return list((await session.execute(_STAFF_DUE, {"moment": moment, "now": now})).all())

    async def _ended(self, row: Any, now: datetime) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Say when to look again: until a month after it was made, or never where it was stopped before anybody was."""
        over = now - row.asked_at > WATCHED
        async with self.postgres.transaction() as session:
            due = now + look_again(row.asked_at, now=now)
            await session.execute(_ENDED, {"id": row.id, "now": now, "over": over, "due": due})

    async def _again(self, moment: int, due: datetime) -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_AGAIN, {"id": moment, "due": due})


_TAKE = text("""
    UPDATE moments SET due_at = :until WHERE id = (
        SELECT id FROM moments WHERE due_at <= :now ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, account, corp, state, plan, asking_at, jobid, moment_id, asked_at, tries
""")
_REMINDING = text(
    "SELECT staff FROM moment_staff WHERE moment = :moment AND reminds AND state = 'asked' ORDER BY staff"
)
_STAFF_DUE = text("""
    SELECT staff, published_at, chosen_at, shown_at FROM moment_staff
    WHERE moment = :moment AND state IN ('asked', 'published') AND due_at <= :now ORDER BY staff
""")
_ENDED = text("""
    UPDATE moments SET
        due_at = CASE WHEN state = 'canceling' THEN CAST(:now AS timestamptz)
            WHEN :over OR (state = 'canceled' AND NOT EXISTS (
                SELECT FROM moment_staff WHERE moment = :id AND moment_staff.state = 'published')) THEN 'infinity'
            WHEN EXISTS (SELECT FROM moment_staff WHERE moment = :id AND reminds AND moment_staff.state = 'asked')
                THEN CAST(:now AS timestamptz)
            ELSE least(CAST(:due AS timestamptz), (
                SELECT min(due_at) FROM moment_staff WHERE moment = :id AND moment_staff.state = 'published')) END,
        state = CASE WHEN :over AND state = 'asked' THEN 'done' ELSE state END,
        ended_at = CASE WHEN :over THEN coalesce(ended_at, :now) ELSE ended_at END
    WHERE id = :id
""")
_AGAIN = text("UPDATE moments SET due_at = :due WHERE id = :id")
