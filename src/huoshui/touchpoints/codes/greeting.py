"""
What is done for whoever came by a code: welcome, tags, remark, source; each by itself.

A step is claimed, asked for and written down. After a crash it is asked for again, which changes nothing: a welcome
code serves once, tags and remarks are set, and an event has an id.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code as Said
from huoshui.channels.wecom.codes import name_of
from huoshui.channels.wecom.failures import Declined, Failure, SecretDeclined, TooFast, Unreachable
from huoshui.channels.wecom.shapes.sends import Attachment
from huoshui.connectors.contract import AccountId
from huoshui.events.contract import IntakeBusy, IntakeUnavailable
from huoshui.touchpoints.codes import media
from huoshui.touchpoints.codes.contract import Plan, StepKind, StepState
from huoshui.touchpoints.codes.showing import Speaking
from huoshui.touchpoints.codes.subscribers import WELCOME_SECONDS
from huoshui.touchpoints.codes.written import planned

_AT_ONCE = 40
_LEASE = timedelta(seconds=30)
_LEASE_WELCOME = timedelta(seconds=6)  # whoever takes over after a crash must still be in time
_GIVE_UP = timedelta(days=7)
_LONGEST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Task:
    """
    One step of one add; ``asked``: it was asked for before, and what came of it is not known. It has been tried since
    ``begun_at``. With a ``click`` a short link brought them.
    """

    add: int
    step: StepKind
    tries: int
    asked: bool
    account: int
    corp_id: str
    code: str
    code_id: int
    state: str
    staff_id: str
    external_userid: str
    said_at: datetime
    begun_at: datetime
    welcome_code: str
    welcome_at: datetime
    click: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a step; ``after``: it is tried again then. ``asked``: whether the platform did it is not known."""

    state: StepState
    problem: str = ""
    after: timedelta | None = None
    asked: bool = False


Acting = Callable[[Task, datetime], Awaitable[Result]]


class Steps:
    """Does the steps that are due; ``tell`` hands a source to the river."""

    def __init__(self, postgres: Postgres, keys: Keys, wecom: Speaking, tell: Acting) -> None:
        self._postgres = postgres
        self._keys = keys
        self._wecom = wecom
        self._tell = tell

    async def take(self, *, now: datetime) -> int:
        """This will do the steps that are due, welcomes first, and tell how many there were."""
        async with self._postgres.transaction() as session:
            claim = {"now": now, "until": now + _LEASE, "welcome_until": now + _LEASE_WELCOME, "limit": _AT_ONCE}
            tasks = [_task(row) for row in (await session.execute(_CLAIM, claim)).all()]
            for task in tasks:
                identity = self._keys.fingerprint(f"wecom_external:{task.corp_id}", task.external_userid)
                await session.execute(_IDENTIFY, {"add": task.add, "identity": identity})
        await asyncio.gather(*(self._one(task, now) for task in tasks))
        return len(tasks)

    async def _one(self, task: Task, now: datetime) -> None:
        result = await self._result(task, now)
        if result.state is not StepState.DONE:
            logger().info("codes.step.ended", add=task.add, step=task.step.value, state=result.state.value)
        due = now + (result.after or timedelta())
        async with self._postgres.transaction() as session:
            await session.execute(_WRITE, {
                "add": task.add, "step": task.step.value, "state": result.state.value, "problem": result.problem,
                "due_at": due, "asked": result.asked, "now": now,
            })  # fmt: skip

    async def _result(self, task: Task, now: datetime) -> Result:
        if now > task.begun_at + _GIVE_UP:
            return Result(StepState.FAILED, "given up after seven days")
        acts: dict[StepKind, Acting] = {
            StepKind.WELCOME: self._welcome, StepKind.TAGS: self._mark,
            StepKind.REMARK: self._remark, StepKind.SOURCE: self._tell,
        }  # fmt: skip
        try:
            return await acts[task.step](task, now)
        except (IntakeBusy, IntakeUnavailable):
            return _again(task, "the river takes nothing now")
        except Failure as failure:
            return _failed(task, failure)
        except Refusal as refusal:  # the account is paused, or gone
            return _again(task, refusal.code)

    async def _remark(self, task: Task, _now: datetime) -> Result:
        if not task.plan.remark:  # it had one when they came
            return Result(StepState.DONE)
        wecom = await self._wecom(AccountId(task.account))
        contact = {"userid": task.staff_id, "external_userid": task.external_userid}
        await wecom.contacts.remark(**contact, remark=task.plan.remark)
        return Result(StepState.DONE)

    async def _welcome(self, task: Task, now: datetime) -> Result:
        wecom = await self._wecom(AccountId(task.account))
        if now > task.welcome_at + timedelta(seconds=WELCOME_SECONDS):
            return Result(StepState.LATE, "its twenty seconds were over")
        words = task.plan.welcome.words
        ready = await media.attachments(self._postgres, task.plan.welcome.attachments, now=now)
        left_out = "" if ready.whole else "without what it was to bring"
        if not words and not ready.attachments:  # there is nothing to say instead
            return _again(task, "what it is to bring is not at the platform yet")
        try:
            await self._greet(wecom, task, words, ready.attachments)
        except Declined as declined:
            if not ready.attachments or not _is_of_attachments(declined):
                raise
            problem = f"{name_of(declined.code)} ({declined.code})"
            if declined.code == Said.MEDIA_GONE:
                await media.renew(self._postgres, ready.media, now=now)
                if not words:
                    return _again(task, problem)
            if not words:
                raise
            left_out = f"without what it was to bring: {problem}"
            await self._greet(wecom, task, words, [])
        return Result(StepState.DONE, left_out)

    async def _greet(self, wecom: WeCom, task: Task, words: str, attachments: list[Attachment]) -> None:
        await wecom.contacts.welcome(welcome_code=task.welcome_code, text=words or None, attachments=attachments)

    async def _mark(self, task: Task, _now: datetime) -> Result:
        if not task.plan.tags:  # as above
            return Result(StepState.DONE)
        wecom = await self._wecom(AccountId(task.account))
        contact = {"userid": task.staff_id, "external_userid": task.external_userid}
        try:
            await wecom.tags.mark(**contact, add=task.plan.tags)
        except Declined as declined:
            if declined.code != Said.TAG_INVALID:
                raise
            return await self._mark_one_by_one(wecom, task, contact)
        return Result(StepState.DONE)

    async def _mark_one_by_one(self, wecom: WeCom, task: Task, contact: dict[str, str]) -> Result:
        """One tag that is gone must not cost the others."""
        gone = []
        for tag in task.plan.tags:
            try:
                await wecom.tags.mark(**contact, add=[tag])
            except Declined as declined:
                if declined.code != Said.TAG_INVALID:
                    raise
                gone.append(tag)
        state = StepState.DONE if len(gone) < len(task.plan.tags) else StepState.FAILED
        return Result(state, f"no such tags: {', '.join(gone)}")


def _failed(task: Task, failure: Failure) -> Result:
    """What a failure means for a step: whether it is over, and whether it was done after all."""
    if isinstance(failure, Unreachable):
        return _again(task, "unreachable", asked=True)
    if isinstance(failure, TooFast):
        return Result(StepState.WAITING, "too fast", timedelta(seconds=failure.retry_after))
    if not isinstance(failure, Declined):
        return Result(StepState.FAILED, str(failure))
    return _declined(task, failure)


def _declined(task: Task, failure: Declined) -> Result:
    problem = f"{name_of(failure.code)} ({failure.code})"
    if failure.code == Said.WELCOME_TAKEN:  # by our own question, when one is open
        return Result(StepState.DONE) if task.asked else Result(StepState.TAKEN, problem)
    if failure.code == Said.WELCOME_TOO_LATE:
        return Result(StepState.LATE, problem)
    if failure.code == Said.NO_RELATION and task.step is not StepKind.WELCOME:  # staff has not confirmed yet
        return Result(StepState.WAITING, problem, _LONGEST)
    if isinstance(failure, SecretDeclined) or failure.code in _PASSING:
        return _again(task, problem)
    return Result(StepState.FAILED, problem)


def _again(task: Task, problem: str, *, asked: bool = False) -> Result:
    pause = min(_LONGEST, timedelta(seconds=2 ** min(task.tries, 12)))
    if task.step is StepKind.WELCOME:  # it has twenty seconds
        pause = min(pause, timedelta(seconds=2))
    return Result(StepState.WAITING, problem, pause, asked=asked)


_PASSING = frozenset({Said.BUSY, Said.TOO_MANY_AT_ONCE, Said.VERSION_CONFLICT, Said.WELCOME_BEING_SENT,
                      Said.TOKEN_INVALID, Said.TOKEN_EXPIRED, Said.IP_NOT_TRUSTED, Said.NO_PERMISSION})  # fmt: skip


_ENDING = frozenset({Said.WELCOME_TAKEN, Said.WELCOME_TOO_LATE, Said.NO_RELATION})


def _is_of_attachments(declined: Declined) -> bool:
    """Whether words alone may fare better: it is nothing about the account, the moment or the relation."""
    return not isinstance(declined, TooFast | SecretDeclined) and declined.code not in _ENDING | _PASSING


def _task(row: Any) -> Task:  # noqa: ANN401 SQLAlchemy's rows
    return Task(
        row.add, StepKind(row.step), row.tries, row.asked, row.account, row.corp_id, row.slug, row.code, row.state,
        row.staff_id, row.external_userid, row.said_at, row.begun_at, row.welcome_code, row.welcome_at, row.click,
        planned(row.plan),
    )  # fmt: skip


_CLAIM = text("""
    WITH due AS (
        SELECT add, step, asked FROM live_code_steps
        WHERE state = 'waiting' AND due_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
        ORDER BY step != 'welcome', due_at LIMIT :limit FOR UPDATE SKIP LOCKED
    ), claimed AS (
        UPDATE live_code_steps AS s SET tries = tries + 1, asked = true,
            leased_until = CASE s.step WHEN 'welcome' THEN CAST(:welcome_until AS timestamptz)
                                       ELSE CAST(:until AS timestamptz) END
        FROM due WHERE s.add = due.add AND s.step = due.step RETURNING s.add, s.step, s.tries, s.again_at, due.asked
    )
    SELECT claimed.*, adds.account, adds.corp_id, slug, adds.code, live_codes.state, staff_id, external_userid, said_at,
           coalesce(again_at, said_at) AS begun_at, welcome_code, welcome_at, click, versions.plan
    FROM claimed JOIN live_code_adds AS adds ON adds.id = claimed.add JOIN live_codes ON live_codes.id = adds.code
    JOIN live_code_versions AS versions ON versions.code = adds.code AND versions.version = adds.version
""")
_IDENTIFY = text("UPDATE live_code_adds SET identity = :identity WHERE id = :add AND identity != :identity")
_WRITE = text("""
    UPDATE live_code_steps SET state = :state, problem = :problem, due_at = :due_at, asked = :asked,
        leased_until = NULL, done_at = CASE WHEN :state = 'waiting' THEN NULL ELSE CAST(:now AS timestamptz) END
    WHERE add = :add AND step = :step AND state = 'waiting'
""")
