"""Looking what became of what was asked: who confirmed, whom it reached; reminding, and stopping what is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock import clock as clocks
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure
from huoshui.channels.wecom.shapes.sends import SendResult
from huoshui.relations.sends import rules
from huoshui.relations.sends.contract import Outcome

_CONFIRMED: Final = 2
_OUTCOMES: Final = {1: Outcome.SENT, 2: Outcome.NOT_A_FRIEND, 3: Outcome.OVER_QUOTA}


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks after one part that was asked."""

    postgres: Postgres
    wecom: WeCom
    clock: Callable[[], datetime]

    async def part(self, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """
        This will learn whether a staff member confirmed, and then what became of each receiver.

        :raises Failure: if the platform does not tell
        """
        confirmed_at = row.confirmed_at
        if confirmed_at is None:
            async for task in self.wecom.sends.tasks(row.msgid):
                if task.userid == row.staff and task.status == _CONFIRMED:
                    confirmed_at = clocks.moment(task.send_time * 1000) if task.send_time else self.clock()
        if confirmed_at is None:
            await self._settle(row.id, None, over=self.clock() - row.asked_at > rules.WATCHED)
            return
        told = [one async for one in self.wecom.sends.results(row.msgid, userid=row.staff) if one.status in _OUTCOMES]
        await self._keep(row.id, told, confirmed_at)
        await self._settle(row.id, confirmed_at, over=self.clock() - confirmed_at > rules.SETTLES)

    async def remind(self, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """This will remind a staff member once: it is written down before it is done, for twice is a nuisance."""
        async with self.postgres.transaction() as session:
            await session.execute(_REMINDED, {"id": row.id, "now": self.clock()})
        try:
            await self.wecom.sends.remind(row.msgid)
        except Failure as failure:
            async with self.postgres.transaction() as session:
                await session.execute(_PROBLEM, {"id": row.id, "problem": str(failure)[:200]})
            logger().warning("sends.reminder.failed", part=row.id, why=type(failure).__name__)

    async def stop(self, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """
        This will stop a task that nobody confirmed; one that was confirmed meanwhile stays, with what it sent.

        :raises Failure: if the platform does not say that it is stopped
        """
        try:
            await self.wecom.sends.cancel(row.msgid)
        except Declined as declined:
            if declined.code != Code.SEND_CANCELED:
                raise
        await self.part(row)
        async with self.postgres.transaction() as session:
            await session.execute(_STOPPED, {"id": row.id})
            await session.execute(_STOPPED_RECEIVERS, {"id": row.id})

    async def _keep(self, part: int, told: Sequence[SendResult], confirmed_at: datetime) -> None:
        given = {
            "part": part,
            "contacts": [one.external_userid or one.chat_id for one in told],
            "outcomes": [_OUTCOMES[one.status].value for one in told],
            "ats": [clocks.moment(one.send_time * 1000) if one.send_time else confirmed_at for one in told],
        }
        async with self.postgres.transaction() as session:
            await session.execute(_KEEP, given)

    async def _settle(self, part: int, confirmed_at: datetime | None, *, over: bool) -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_SETTLE, {"id": part, "confirmed_at": confirmed_at, "over": over})


_KEEP = text("""
    UPDATE mass_send_receivers AS held
    SET outcome = given.outcome, sent_at = given.at, tells = held.identity IS NOT NULL
    FROM unnest(CAST(:contacts AS text[]), CAST(:outcomes AS text[]), CAST(:ats AS timestamptz[]))
        AS given (contact, outcome, at)
    WHERE held.part = :part AND held.contact = given.contact AND held.outcome IN ('unsent', 'unreachable')
""")
_SETTLE = text("""
    UPDATE mass_send_parts AS part SET confirmed_at = coalesce(part.confirmed_at, :confirmed_at),
        settled = :over OR (CAST(:confirmed_at AS timestamptz) IS NOT NULL AND NOT EXISTS (
            SELECT FROM mass_send_receivers WHERE mass_send_receivers.part = :id AND outcome = 'unsent'
              AND contact <> ''))
    WHERE id = :id
""")
_REMINDED = text("""
    UPDATE mass_send_parts SET reminds = false, reminded_at = reminded_at || CAST(:now AS timestamptz) WHERE id = :id
""")
_PROBLEM = text("UPDATE mass_send_parts SET problem = :problem WHERE id = :id")
_STOPPED = text("""
    UPDATE mass_send_parts SET state = 'canceled', settled = true, reminds = false
    WHERE id = :id AND confirmed_at IS NULL
""")
_STOPPED_RECEIVERS = text("""
    UPDATE mass_send_receivers AS held SET outcome = 'canceled' FROM mass_send_parts AS part
    WHERE part.id = :id AND held.part = part.id AND part.state = 'canceled' AND held.outcome = 'unsent'
""")
