"""Tending mass sends: whatever is due for one is done, part by part; several processes may share the work."""

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
from huoshui.relations.sends import rules
from huoshui.relations.sends.asking import LATER, Asking
from huoshui.relations.sends.contract import State
from huoshui.relations.sends.looking import Looking
from huoshui.relations.sends.written import planned

_LEASE: Final = timedelta(minutes=3)
_PAUSED: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Tender:
    """What it takes to look after sends."""

    postgres: Postgres
    speakers: Speakers

    async def round(self, clock: Callable[[], datetime]) -> int:
        """This will do what is due for the send that waited longest, and tell whether there was one."""
        async with self.postgres.transaction() as session:
            row = (await session.execute(_TAKE, {"now": clock(), "until": clock() + _LEASE})).one_or_none()
        if row is None:
            return 0
        try:
            wecom = await self.speakers.wecom(AccountId(row.account))
            await self._tend(row, wecom, clock)
        except (ConnectorPaused, NoSuchConnector):
            await self._again(row.id, clock() + _PAUSED)
        except Failure as failure:
            logger().warning("sends.round.failed", send=row.id, why=type(failure).__name__)
            await self._again(row.id, clock() + _PAUSED)
        return 1

    async def _tend(self, row: Any, wecom: WeCom, clock: Callable[[], datetime]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        stopping = row.state == State.CANCELING.value
        asking = Asking(self.postgres, wecom, row.id, row.corp, planned(row.plan), clock)
        looking = Looking(self.postgres, wecom, clock)
        while (part := await self._next(_UNASKED, row.id, clock)) is not None:
            await asking.part(part, stopping=stopping)
        for part in await self._parts(_REMINDING, row.id):
            await looking.remind(part)
        for part in await self._parts(_UNSETTLED, row.id):
            if stopping and part.confirmed_at is None:
                await looking.stop(part)
            else:
                await looking.part(part)
            await self._again(row.id, clock() + _LEASE)
        await self._ended(row.id, clock())

    async def _next(self, statement: Any, send: int, clock: Callable[[], datetime]) -> Any:  # noqa: ANN401 SQLAlchemy's
        async with self.postgres.transaction() as session:
            line = {"send": send, "now": clock(), "until": clock() + LATER}
            part = (await session.execute(statement, line)).one_or_none()
            if part is not None:
                await session.execute(_AGAIN, {"id": send, "due": clock() + _LEASE})
        return part

    async def _parts(self, statement: Any, send: int) -> list[Any]:  # noqa: ANN401 SQLAlchemy's
        async with self.postgres.session() as session:
            return list((await session.execute(statement, {"send": send})).all())

    async def _ended(self, send: int, now: datetime) -> None:
        """Say how far the send is, and when to look again."""
        async with self.postgres.transaction() as session:
            row = (await session.execute(_STANDING, {"id": send})).one()
            stopping = row.state == State.CANCELING.value
            state, due = State(row.state), None
            if row.unasked:
                due = max(row.next, now)
            elif row.unsettled:
                state = state if stopping else State.ASKED
                due = now + (_PAUSED if stopping else rules.look_again(row.last_asked or now, now=now))
            else:
                state = State.CANCELED if stopping else State.DONE
            line = {"id": send, "state": state.value, "due": due, "now": now, "asked": not row.unasked,
                    "over": due is None, "reminds": row.reminds}  # fmt: skip
            await session.execute(_ENDED, line)

    async def _again(self, send: int, due: datetime) -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_AGAIN, {"id": send, "due": due})


_TAKE = text("""
    UPDATE mass_sends SET due_at = :until WHERE id = (
        SELECT id FROM mass_sends WHERE due_at <= :now ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, account, corp, state, plan
""")
_UNASKED = text("""
    UPDATE mass_send_parts SET due_at = :until WHERE id = (
        SELECT id FROM mass_send_parts WHERE send = :send AND state IN ('planned', 'asking') AND due_at <= :now
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, staff, asking_at, tries
""")
_REMINDING = text("""
    SELECT id, msgid FROM mass_send_parts WHERE send = :send AND reminds AND state = 'asked' ORDER BY id
""")
_UNSETTLED = text("""
    SELECT id, staff, msgid, asked_at, confirmed_at FROM mass_send_parts
    WHERE send = :send AND state = 'asked' AND NOT settled ORDER BY id
""")
_STANDING = text("""
    SELECT state,
        count(*) FILTER (WHERE part = 'planned' OR part = 'asking') AS unasked,
        min(due_at) FILTER (WHERE part = 'planned' OR part = 'asking') AS next,
        count(*) FILTER (WHERE part = 'asked' AND NOT settled) AS unsettled,
        max(asked_at) AS last_asked, bool_or(reminds) AS reminds
    FROM (SELECT held.state, parts.state AS part, parts.due_at, parts.settled, parts.asked_at, parts.reminds
          FROM mass_sends AS held JOIN mass_send_parts AS parts ON parts.send = held.id
          WHERE held.id = :id FOR UPDATE OF held) AS standing
    GROUP BY state
""")
_ENDED = text("""
    UPDATE mass_sends SET state = :state, due_at = CASE WHEN :over THEN CAST('infinity' AS timestamptz)
            WHEN :reminds THEN CAST(:now AS timestamptz) ELSE CAST(:due AS timestamptz) END,
        asked_at = CASE WHEN :asked THEN coalesce(asked_at, :now) ELSE asked_at END,
        ended_at = CASE WHEN :over THEN CAST(:now AS timestamptz) END
    WHERE id = :id
""")
_AGAIN = text("UPDATE mass_sends SET due_at = :due WHERE id = :id")
