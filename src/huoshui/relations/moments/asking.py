"""Having the platform make a moment: asked for once, its job's id kept, and looked for where the answer was lost."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.client.moments import OF_CORP
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, OutcomeUnknown, TooFast, Unintelligible
from huoshui.relations.moments import rules
from huoshui.relations.moments.contract import MomentPlan
from huoshui.relations.sends import media
from huoshui.relations.sends.failing import passes
from huoshui.relations.sends.written import attachments

LATER: Final = timedelta(minutes=2)
_PATIENCE_SECONDS: Final = 90
"""Longer than this no question is under way: whoever takes the work over may trust that."""
_LONGEST: Final = timedelta(minutes=10)
_TRIES: Final = 30
_LOOKED_BACK: Final = timedelta(days=29)
_DONE: Final = 3
_NOT_THERE: Final = "WeCom's answer was lost, and it made no such moment within a day"
_LOOKING: Final = "WeCom's answer was lost; its list is looked through"


@dataclass(frozen=True, slots=True)
class Asking:
    """Brings one moment to the platform."""

    postgres: Postgres
    wecom: WeCom
    moment: int
    corp: str
    plan: MomentPlan
    clock: Callable[[], datetime]

    async def bring(self, row: Any, *, stopping: bool) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """
        This will bring it one step on: ask for it, ask how its job is, or look for what was made unheard.

        What is being stopped and was never asked for is not.
        """
        if row.jobid:
            await self._job(row, stopping=stopping)
        elif row.asking_at is not None:
            await self._find(row, stopping=stopping)
        elif stopping:
            await self._over("canceled")
        else:
            await self._begin(row)

    async def _begin(self, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Bring the files, note that the question is about to leave, and only then let it leave."""
        try:
            brings = attachments(self.plan.message, await self._media())
        except Failure as failure:
            await self._failed(row, failure)
            return
        async with self.postgres.transaction() as session:
            mine = await session.scalar(_MINE, {"id": self.moment, "tries": row.tries})
            if not mine:
                return
            senders = list(await session.scalars(_SENDERS, {"moment": self.moment}))
            await session.execute(_LEFT, {"moment": self.moment, "senders": senders})
            await session.execute(_ASKING if senders else _NOBODY, self._times(LATER))
        if senders:
            await self._ask(row, senders, brings)

    async def _ask(self, row: Any, senders: Sequence[str], brings: Sequence[Any]) -> None:  # noqa: ANN401 SQLAlchemy's rows
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                jobid = await self.wecom.moments.add(
                    text=self.plan.message.text or None, attachments=brings, senders=senders, tags=self.plan.tags
                )
        except (TimeoutError, OutcomeUnknown, Unintelligible):
            await self._wait(LATER, _LOOKING)
        except Failure as failure:
            await self._failed(row, failure)
        else:
            if not jobid:
                await self._wait(LATER, _LOOKING)
                return
            async with self.postgres.transaction() as session:
                await session.execute(_JOB, {**self._times(timedelta(seconds=2)), "jobid": jobid})

    async def _job(self, row: Any, *, stopping: bool) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Ask how far the job is; one that the platform does not know any more may still have made its moment."""
        try:
            job = await self.wecom.moments.job(row.jobid)
        except Declined as declined:
            if passes(declined):
                raise
            await self._find(row, stopping=stopping)
            return
        if job.status != _DONE:
            await self._wait(rules.ask_job_again(row.asking_at, now=self.clock()), "")
        elif job.result.moment_id:
            await self._made(job.result.moment_id, job.result.invalid_sender_list.user_list)
        elif not job.result.errcode:
            await self._find(row, stopping=stopping)
        elif stopping:
            await self._over("canceled")
        else:
            await self._failed(row, Declined("externalcontact/get_moment_task_result", code=job.result.errcode))

    async def _find(self, row: Any, *, stopping: bool) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Look through the corp's moments for one of ours that nobody has noted; it is never asked for again."""
        moment_id = await self._made_already(row)
        if moment_id:
            await self._made(moment_id, ())
            return
        wait = rules.find_again(row.asking_at, now=self.clock())
        if wait is not None:
            await self._wait(wait, _LOOKING)
        elif stopping:
            await self._over("canceled")
        else:
            await self._over("declined", _NOT_THERE)

    async def _made_already(self, row: Any) -> str:  # noqa: ANN401 SQLAlchemy's rows
        """
        Find a moment of the corp's that says the same and asks the same staff.

        The list carries no name of ours. While another moment's job is under way, what is found could be that one's.
        """
        async with self.postgres.session() as session:
            if await session.scalar(_UNDER_WAY, {"corp": self.corp, "id": self.moment}):
                return ""
            known = set(await session.scalars(_KNOWN, {"corp": self.corp}))
            senders = set(await session.scalars(_SENDERS, {"moment": self.moment}))
        since = max(row.asking_at - timedelta(minutes=5), self.clock() - _LOOKED_BACK)
        seconds = milliseconds(since) // 1000, milliseconds(self.clock()) // 1000 + 300
        async for one in self.wecom.moments.made(since=seconds[0], until=seconds[1], of=OF_CORP):
            if one.moment_id in known or not rules.is_ours(one, self.plan.message):
                continue
            asked = {task.userid async for task in self.wecom.moments.tasks(one.moment_id)}
            if asked and asked <= senders:
                return one.moment_id
        return ""

    async def _media(self) -> dict[int, str]:
        wanted = {one.media for one in self.plan.message.attachments if one.media is not None}
        return await media.ready(self.postgres, self.wecom, sorted(wanted), now=self.clock(), for_moments=True)

    async def _failed(self, row: Any, failure: Failure) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Nothing was made: ask again, or never."""
        logger().warning("moments.asking.failed", moment=self.moment, why=type(failure).__name__)
        gone = isinstance(failure, Declined) and failure.code == Code.MEDIA_GONE
        if gone:
            await media.forget(self.postgres, [one.media for one in self.plan.message.attachments if one.media])
        if not (gone or passes(failure)) or row.tries >= _TRIES:
            await self._over("declined", str(failure))
            return
        wait = min(LATER * 2 ** min(row.tries, 5), _LONGEST)
        if isinstance(failure, TooFast):
            wait = timedelta(seconds=max(1.0, failure.retry_after))
        async with self.postgres.transaction() as session:
            await session.execute(_AGAIN, {**self._times(wait), "problem": str(failure)[:200]})

    async def _wait(self, how_long: timedelta, why: str) -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_WAIT, {**self._times(how_long), "problem": why})

    async def _made(self, moment_id: str, refused: Sequence[str]) -> None:
        """Keep the platform's name of it: from now on staff may publish."""
        async with self.postgres.transaction() as session:
            await session.execute(_MADE, {**self._times(timedelta()), "moment_id": moment_id})
            await session.execute(_REFUSED, {"moment": self.moment, "staff": list(refused)})
            await session.execute(_ASKED, self._times(timedelta()))
        logger().info("moments.made", moment=self.moment)

    async def _over(self, state: str, problem: str = "") -> None:
        async with self.postgres.transaction() as session:
            await session.execute(_OVER, {**self._times(timedelta()), "state": state, "problem": problem[:200]})
            await session.execute(_ALL_OVER, {"moment": self.moment, "state": "canceled"})

    def _times(self, later: timedelta) -> dict[str, Any]:
        return {"id": self.moment, "now": self.clock(), "due": self.clock() + later}


_MINE = text("""
    SELECT id FROM moments WHERE id = :id AND tries = :tries AND state = 'asking' AND asking_at IS NULL FOR UPDATE
""")
_SENDERS = text("""
    SELECT one.staff FROM moment_staff AS one
        JOIN relation_staff AS known ON known.corp = one.corp AND known.staff = one.staff
    WHERE one.moment = :moment AND known.left_at IS NULL AND known.follows ORDER BY one.staff
""")
_LEFT = text("""
    UPDATE moment_staff SET state = 'refused'
    WHERE moment = :moment AND state = 'planned' AND NOT staff = ANY(CAST(:senders AS text[]))
""")
_ASKING = text("UPDATE moments SET asking_at = :now, due_at = :due, tries = tries + 1 WHERE id = :id")
_NOBODY = text("""
    UPDATE moments SET state = 'declined', problem = 'none of the chosen staff works here any more', ended_at = :now,
        due_at = 'infinity' WHERE id = :id
""")
_JOB = text("UPDATE moments SET jobid = :jobid, due_at = :due, problem = '' WHERE id = :id")
_WAIT = text("UPDATE moments SET due_at = :due, problem = :problem WHERE id = :id")
_AGAIN = text("""
    UPDATE moments SET asking_at = NULL, jobid = '', due_at = :due, problem = :problem WHERE id = :id
""")
_UNDER_WAY = text("""
    SELECT true FROM moments
    WHERE corp = :corp AND id <> :id AND jobid <> '' AND moment_id IS NULL AND state IN ('asking', 'canceling') LIMIT 1
""")
_KNOWN = text("SELECT moment_id FROM moments WHERE corp = :corp AND moment_id IS NOT NULL")
_MADE = text("""
    UPDATE moments SET moment_id = :moment_id, asked_at = :now, due_at = :due, problem = '',
        state = CASE WHEN state = 'canceling' THEN state ELSE 'asked' END
    WHERE id = :id
""")
_REFUSED = text("""
    UPDATE moment_staff SET state = 'refused' WHERE moment = :moment AND staff = ANY(CAST(:staff AS text[]))
""")
_ASKED = text("""
    UPDATE moment_staff SET state = 'asked', due_at = :now WHERE moment = :id AND state = 'planned'
""")
_OVER = text("""
    UPDATE moments SET state = :state, problem = :problem, ended_at = :now, due_at = 'infinity' WHERE id = :id
""")
_ALL_OVER = text("UPDATE moment_staff SET state = :state WHERE moment = :moment AND state = 'planned'")
