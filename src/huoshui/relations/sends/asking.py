"""Asking the platform to show staff their tasks: one question at a time, each answer kept before the next is asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import (
    Declined,
    Failure,
    OutcomeUnknown,
    TooFast,
    Unintelligible,
)
from huoshui.channels.wecom.shapes.sends import Attachment
from huoshui.relations.sends import media
from huoshui.relations.sends.contract import Kind, SendPlan
from huoshui.relations.sends.failing import passes
from huoshui.relations.sends.gathering import refusing_among
from huoshui.relations.sends.written import attachments

LATER: Final = timedelta(minutes=2)
"""After a question whose answer was lost the platform's list is asked; by then what was made stands in it."""
_PATIENCE_SECONDS: Final = 90
"""Longer than this no question is under way: whoever takes the work over may trust that."""
_LONGEST: Final = timedelta(minutes=10)
_TRIES: Final = 30
_LOOKED_BACK: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks for the parts of one send."""

    postgres: Postgres
    wecom: WeCom
    send: int
    corp: str
    plan: SendPlan
    clock: Callable[[], datetime]

    async def part(self, row: Any, *, stopping: bool) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """
        This will bring one part on: ask for it, or look first whether it was asked for when nobody heard the answer.

        When the send is being stopped, what was never asked for is not.
        """
        if row.asking_at is not None:
            msgid = await self._made_already(row)
            if msgid:
                await self._asked(row.id, msgid, None)
                return
            if stopping:
                await self._over(row.id, state="canceled", outcome="canceled")
                return
        try:
            brings = attachments(self.plan.message, await self._media())
        except Failure as failure:
            await self._failed(row, failure)
            return
        receivers = await self._begin(row)
        if receivers:
            await self._ask(row, receivers, brings)

    async def _begin(self, row: Any) -> list[str]:  # noqa: ANN401 SQLAlchemy's rows
        """Leave out who may not be asked for any more, and note that a question is about to leave; once for a try."""
        async with self.postgres.transaction() as session:
            if not await session.scalar(_MINE, {"id": row.id, "tries": row.tries}):
                return []
            await session.execute(_GONE[self.plan.kind], {"part": row.id, "corp": self.corp, "staff": row.staff})
            rows = (await session.execute(_PLANNED, {"part": row.id})).all()
            refusing = await refusing_among(session, [one.identity for one in rows if one.identity is not None])
            if refusing:
                await session.execute(_REFUSED, {"part": row.id, "identities": sorted(refusing)})
            receivers = [one.contact for one in rows if one.identity not in refusing]
            asked = {"id": row.id, "now": self.clock(), "due": self.clock() + LATER}
            await session.execute(_ASKING if receivers else _NOBODY, asked)
        return receivers

    async def _ask(self, row: Any, receivers: list[str], brings: list[Attachment]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await self._question(row.staff, receivers, brings)
        except TimeoutError:
            await self._later(row, "WeCom did not answer", unknown=True)
        except (OutcomeUnknown, Unintelligible) as lost:
            await self._later(row, str(lost), unknown=True)
        except Failure as failure:
            await self._failed(row, failure)
        else:
            if answer.msgid:
                await self._asked(row.id, answer.msgid, answer.fail_list)
            else:
                await self._later(row, "WeCom gave no msgid", unknown=True)

    async def _question(self, staff: str, receivers: list[str], brings: list[Attachment]) -> Any:  # noqa: ANN401 the client's
        words = self.plan.message.text or None
        if self.plan.kind is Kind.GROUPS:
            return await self.wecom.sends.to_groups(sender=staff, chat_ids=receivers, text=words, attachments=brings)
        return await self.wecom.sends.to_customers(
            sender=staff, external_userids=receivers, text=words, attachments=brings
        )

    async def _media(self) -> dict[int, str]:
        wanted = {one.media for one in self.plan.message.attachments if one.media is not None}
        return await media.ready(self.postgres, self.wecom, sorted(wanted), now=self.clock())

    async def _failed(self, row: Any, failure: Failure) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Nothing was made: ask again, or never."""
        logger().warning("sends.part.failed", part=row.id, why=type(failure).__name__)
        if isinstance(failure, Declined) and failure.code == Code.NOBODY_TO_SEND_TO:
            await self._over(row.id, state="nobody", outcome="unreachable")
        elif isinstance(failure, Declined) and failure.code == Code.MEDIA_GONE:
            await media.forget(self.postgres, [one.media for one in self.plan.message.attachments if one.media])
            await self._later(row, str(failure))
        elif passes(failure) and row.tries < _TRIES:
            await self._later(row, str(failure), after=failure.retry_after if isinstance(failure, TooFast) else None)
        else:
            await self._over(row.id, state="declined", outcome="unreachable", problem=str(failure))

    async def _later(self, row: Any, why: str, *, unknown: bool = False, after: float | None = None) -> None:  # noqa: ANN401 SQLAlchemy's rows
        wait = (
            timedelta(seconds=max(1.0, after)) if after is not None else min(LATER * 2 ** min(row.tries, 5), _LONGEST)
        )
        line = {"id": row.id, "due": self.clock() + (LATER if unknown else wait), "problem": why[:200]}
        async with self.postgres.transaction() as session:
            await session.execute(_UNKNOWN if unknown else _AGAIN, line)

    async def _made_already(self, row: Any) -> str:  # noqa: ANN401 SQLAlchemy's rows
        """
        Find a send of ours among the corp's whose answer was lost: the same words, this one sender, these receivers.

        The list does not say who made a send through an app, nor does a question carry a name of our own.
        """
        async with self.postgres.session() as session:
            known = set(await session.scalars(_KNOWN, {"corp": self.corp}))
            receivers = {one.contact for one in await session.execute(_PLANNED, {"part": row.id})}
        since = max(row.asking_at - timedelta(minutes=5), self.clock() - _LOOKED_BACK)
        kind = "group" if self.plan.kind is Kind.GROUPS else "single"
        span = {"since": milliseconds(since) // 1000, "until": milliseconds(self.clock()) // 1000 + 300}
        async for one in self.wecom.sends.made(**span, chat_type=kind):
            if one.msgid in known or one.create_type or one.text.content != self.plan.message.text:
                continue
            if [task.userid async for task in self.wecom.sends.tasks(one.msgid)] != [row.staff]:
                continue
            found = {
                result.external_userid or result.chat_id
                async for result in self.wecom.sends.results(one.msgid, userid=row.staff)
            }
            if found and found <= receivers:
                return one.msgid
        return ""

    async def _asked(self, part: int, msgid: str, failed: list[str] | None) -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_ASKED, {"id": part, "msgid": msgid, "now": self.clock()})
            await session.execute(_UNREACHABLE, {"part": part, "contacts": failed or []})
            await session.execute(_UNSENT, {"part": part})
        logger().info("sends.part.asked", part=part, found=failed is None)

    async def _over(self, part: int, *, state: str, outcome: str, problem: str = "") -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_OVER, {"id": part, "state": state, "problem": problem[:200]})
            await session.execute(_ALL_OVER, {"part": part, "outcome": outcome, "reason": problem[:200]})


_GONE = {
    Kind.CUSTOMERS: text("""
        UPDATE mass_send_receivers AS held SET outcome = 'left_out', reason = 'not_a_friend'
        WHERE part = :part AND outcome = 'planned' AND (contact = '' OR NOT EXISTS (
            SELECT FROM follow_relations AS one
                LEFT JOIN relation_staff AS who ON who.corp = one.corp AND who.staff = one.staff
            WHERE one.corp = :corp AND one.staff = :staff AND one.contact = held.contact AND one.standing = 'friend'
              AND who.left_at IS NULL))
    """),
    Kind.GROUPS: text("""
        UPDATE mass_send_receivers AS held SET outcome = 'left_out', reason = 'not_a_friend'
        WHERE part = :part AND outcome = 'planned' AND NOT EXISTS (
            SELECT FROM customer_groups AS one
            WHERE one.corp = :corp AND one.id = held.contact AND one.owner = :staff AND one.dismissed_at IS NULL)
    """),
}
_REFUSED = text("""
    UPDATE mass_send_receivers SET outcome = 'left_out', reason = 'refused'
    WHERE part = :part AND outcome = 'planned' AND identity = ANY(CAST(:identities AS bigint[]))
""")
_PLANNED = text("""
    SELECT contact, identity FROM mass_send_receivers WHERE part = :part AND outcome = 'planned' ORDER BY id
""")
_MINE = text("""
    SELECT id FROM mass_send_parts WHERE id = :id AND tries = :tries AND state IN ('planned', 'asking') FOR UPDATE
""")
_ASKING = text("""
    UPDATE mass_send_parts SET state = 'asking', asking_at = :now, due_at = :due, tries = tries + 1 WHERE id = :id
""")
_NOBODY = text("""
    UPDATE mass_send_parts SET state = 'nobody', settled = true, asking_at = NULL
    WHERE id = :id
""")
_UNKNOWN = text("UPDATE mass_send_parts SET due_at = :due, problem = :problem WHERE id = :id")
_AGAIN = text("""
    UPDATE mass_send_parts SET state = 'planned', asking_at = NULL, due_at = :due, problem = :problem WHERE id = :id
""")
_KNOWN = text("SELECT msgid FROM mass_send_parts WHERE corp = :corp AND msgid IS NOT NULL")
_ASKED = text("""
    UPDATE mass_send_parts SET state = 'asked', msgid = :msgid, asked_at = :now, asking_at = NULL, problem = ''
    WHERE id = :id
""")
_UNREACHABLE = text("""
    UPDATE mass_send_receivers SET outcome = 'unreachable'
    WHERE part = :part AND outcome = 'planned' AND contact = ANY(CAST(:contacts AS text[]))
""")
_UNSENT = text("UPDATE mass_send_receivers SET outcome = 'unsent' WHERE part = :part AND outcome = 'planned'")
_OVER = text("""
    UPDATE mass_send_parts SET state = :state, settled = true, asking_at = NULL, problem = :problem WHERE id = :id
""")
_ALL_OVER = text("""
    UPDATE mass_send_receivers SET outcome = :outcome, reason = :reason WHERE part = :part AND outcome = 'planned'
""")
