"""
The platform kept in step: each code shows whoever is on duty, and one that was lost there is made again.

Our own changes make no callback, so what the platform took is written down here, after its answer. A code is claimed
for a minute and never held while the platform is asked; what a crash leaves is found again, by the code's ``state``.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code as Said
from huoshui.channels.wecom.codes import name_of
from huoshui.channels.wecom.failures import Declined, Failure, OutcomeUnknown, Unreachable
from huoshui.connectors.contract import AccountId
from huoshui.touchpoints.codes import queries
from huoshui.touchpoints.codes.contract import Alarm, Code, Duty, Today, Why
from huoshui.touchpoints.codes.rules.choosing import on_duty
from huoshui.touchpoints.codes.rules.shifts import next_change

Speaking = Callable[[AccountId], Awaitable[WeCom]]
"""Gives the client of an account of ours, by the account's number."""

_AT_ONCE = 20
_LEASE = timedelta(seconds=60)
_LOOK = timedelta(hours=1)
"""So often we ask whether a code is still there and shows whom we think."""
_AGAIN = timedelta(seconds=20)
_SOON = timedelta(days=3)
_STAFF = frozenset(
    {Said.STAFF_INVALID, Said.STAFF_NOT_ACTIVE, Said.NO_CONTACT_RIGHT, Said.STAFF_OUT_OF_RANGE, Said.STAFF_UNKNOWN}
)
"""The platform does not take one of those who are to be shown, and does not say which."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a round begins with."""

    code: Code
    today: Today
    pokes: int
    making_at: datetime | None
    checked_at: datetime | None
    remade_at: datetime | None
    away_at: datetime | None
    shown_plan: str


async def keep(postgres: Postgres, wecom: Speaking, *, now: datetime) -> int:
    """This will bring the codes that are due in step with the platform, and tell how many there were."""
    async with postgres.transaction() as session:
        claim = {"now": now, "until": now + _LEASE, "limit": _AT_ONCE}
        due = list((await session.execute(_CLAIM, claim)).scalars())
    await asyncio.gather(*(_keep_one(postgres, wecom, code, now=now) for code in due))
    return len(due)


async def _keep_one(postgres: Postgres, wecom: Speaking, id: int, *, now: datetime) -> None:  # noqa: A002 the code's
    found = await _find(postgres, id, now=now)
    round_ = _Round(postgres, found, now)
    try:
        await round_.go(await wecom(AccountId(found.code.account)))
    except Unreachable as failure:
        round_.fail(Alarm.UNREACHABLE, str(failure))
    except Declined as declined:
        full = declined.code == Said.CODES_FULL
        round_.fail(Alarm.CODES_FULL if full else Alarm.DECLINED, f"{name_of(declined.code)} ({declined.code})")
    except (Failure, Refusal) as failure:
        round_.fail(Alarm.DECLINED, str(failure))
    await round_.write()


async def _find(postgres: Postgres, id: int, *, now: datetime) -> _Found:  # noqa: A002 the code's
    async with postgres.session() as session:
        row = (await session.execute(_STANDING, {"code": id})).one()
        code = await queries.code_by_id(session, id=id)
        today = await queries.today(session, code=code, now=now)
    if row.away_at is not None and row.away_at < now - _LOOK:  # they may be back
        today = Today(today.adds, today.last, today.shown)
    return _Found(code, today, row.pokes, row.making_at, row.checked_at, row.remade_at, row.away_at, row.shown_plan)


class _Round:
    """One code, asked about and changed once."""

    def __init__(self, postgres: Postgres, found: _Found, now: datetime) -> None:
        self._postgres = postgres
        self._found = found
        self._now = now
        self._code = found.code
        self._today = found.today
        self._duty = on_duty(self._code.plan, now=now, today=found.today)
        self._kept: dict[str, Any] = {}
        self._failed: Alarm | None = None
        self._problem = ""

    def fail(self, alarm: Alarm, problem: str) -> None:
        self._failed, self._problem = alarm, problem

    async def go(self, wecom: WeCom) -> None:
        """Show whom the plan has on duty; who the platform does not take is left out, and it is asked again."""
        if not self._code.standing.config_id:
            await self._make(wecom)
            return
        if self._is_due_for_a_look() and not await self._is_there(wecom):
            await self._make(wecom)
        elif set(self._duty.staff) != set(self._today.shown) or self._said() != self._found.shown_plan:
            await self._show(wecom)

    async def _show(self, wecom: WeCom) -> None:
        try:
            await self._without_the_away(wecom, self._change)
        except Declined as declined:
            if declined.code != Said.CODE_INVALID:
                raise
            await self._make(wecom, again=True)

    async def _change(self, wecom: WeCom) -> None:
        await wecom.live_codes.change(
            self._code.standing.config_id, users=self._duty.staff, state=self._code.state,
            remark=self._code.plan.name[:30], skip_verify=self._code.plan.skip_verify,
        )  # fmt: skip
        self._took()

    async def _make(self, wecom: WeCom, *, again: bool = False) -> None:
        """Make the platform's code, unless one that was made before a crash, or before an answer was lost, is there."""
        if self._found.making_at is not None and (lost := await self._lost(wecom, self._found.making_at)):
            self._kept |= {"config_id": lost.config_id, "picture": lost.qr_code, "making_at": None}
            self._took(tuple(lost.user))
            return
        await self._note_making()
        await self._without_the_away(wecom, self._add)
        if again or self._code.standing.config_id:
            self._kept["remade_at"] = self._now
            logger().warning("codes.remade", code=self._code.id)

    async def _add(self, wecom: WeCom) -> None:
        try:
            made = await wecom.live_codes.add(
                users=self._duty.staff, state=self._code.state, remark=self._code.plan.name[:30],
                skip_verify=self._code.plan.skip_verify, exclusive=self._code.exclusive,
            )  # fmt: skip
        except OutcomeUnknown:
            raise
        except Failure:
            self._kept["making_at"] = None  # nothing was made
            raise
        self._kept |= {"config_id": made.config_id, "picture": made.qr_code, "making_at": None}
        self._took()

    async def _lost(self, wecom: WeCom, since: datetime) -> Any:  # noqa: ANN401 the channel's shape
        async for one in wecom.live_codes.made(since=int(since.timestamp()) - 60):
            whole = await wecom.live_codes.one(one.config_id)
            if whole.state == self._code.state and one.config_id != self._code.standing.config_id:
                return whole
        return None

    async def _note_making(self) -> None:
        """Before it is asked for, that it is: whoever comes after a crash looks before asking again."""
        async with self._postgres.transaction() as session:
            await session.execute(_MAKING, {"code": self._code.id, "now": self._now})

    async def _without_the_away(self, wecom: WeCom, act: Callable[[WeCom], Awaitable[None]]) -> None:
        try:
            await act(wecom)
        except Declined as declined:
            if declined.code not in _STAFF:
                raise
            here = set(await wecom.directory.follow_staff())
            away = frozenset(one.staff_id for one in self._code.plan.staff if one.staff_id not in here)
            if not away or away == self._today.away:
                raise
            self._today = Today(self._today.adds, self._today.last, self._today.shown, away)
            self._duty = on_duty(self._code.plan, now=self._now, today=self._today)
            self._kept |= {"away_at": self._now}
            if not set(self._duty.staff) & here:
                raise
            await act(wecom)

    def _is_due_for_a_look(self) -> bool:
        return self._found.checked_at is None or self._found.checked_at < self._now - _LOOK

    async def _is_there(self, wecom: WeCom) -> bool:
        try:
            whole = await wecom.live_codes.one(self._code.standing.config_id)
        except Declined as declined:
            if declined.code == Said.CODE_INVALID:
                return False
            raise
        self._kept["checked_at"] = self._now
        if set(whole.user) != set(self._today.shown):  # somebody changed it in the platform's own console
            self._today = Today(self._today.adds, self._today.last, tuple(whole.user), self._today.away)
            self._kept["shown"] = whole.user
        return True

    def _took(self, shown: tuple[str, ...] | None = None) -> None:
        shown = self._duty.staff if shown is None else shown
        self._today = Today(self._today.adds, self._today.last, shown, self._today.away)
        self._kept |= {"shown": list(shown), "shown_at": self._now, "shown_plan": self._said(),
                       "checked_at": self._now}  # fmt: skip

    def _said(self) -> str:
        return f"{self._code.plan.name[:30]}\0{self._code.plan.skip_verify}".replace("\0", "|")

    async def write(self) -> None:
        alarms = self._alarms(self._duty)
        after = self._now + _AGAIN if self._failed else min(
            next_change(self._code.plan, at=self._now), self._now + _LOOK
        )  # fmt: skip
        before = self._code.standing
        line = {
            "code": self._code.id, "why": self._duty.why.value, "problem": self._problem, "due_at": after,
            "alarms": [one.value for one in alarms], "away": sorted(self._today.away), "pokes": self._found.pokes,
            "now": self._now, "alarmed_at": before.alarmed_at if alarms == before.alarms else self._now,
        }  # fmt: skip
        if alarms != before.alarms:
            logger().warning("codes.alarms.changed", code=self._code.id, alarms=[one.value for one in alarms])
        also = "".join(f", {name} = :kept_{name}" for name in self._kept)
        async with self._postgres.transaction() as session:
            kept = {f"kept_{name}": value for name, value in self._kept.items()}
            await session.execute(text(_WRITE.format(also=also)), {**line, **kept})

    def _alarms(self, duty: Duty) -> tuple[Alarm, ...]:
        plan, remade = self._code.plan, self._kept.get("remade_at", self._found.remade_at)
        ends = plan.expires_at
        holds = {
            Alarm.NOBODY: duty.why is Why.LEFT_OVER,
            Alarm.BACKUP: duty.why is Why.BACKUP,
            Alarm.LOW: duty.low,
            Alarm.FULL: bool(duty.full),
            Alarm.AWAY: bool(self._today.away),
            Alarm.EXPIRING: ends is not None and self._now < ends <= self._now + _SOON,
            Alarm.EXPIRED: ends is not None and ends <= self._now,
            Alarm.REMADE: remade is not None and remade > self._now - timedelta(days=1),
        }
        return tuple(one for one in Alarm if holds.get(one) or one is self._failed)


_CLAIM = text("""
    UPDATE live_code_standings SET leased_until = :until WHERE code IN (
        SELECT code FROM live_code_standings
        WHERE due_at <= :now AND (leased_until IS NULL OR leased_until <= :now)
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
    RETURNING code
""")
_STANDING = text("""
    SELECT pokes, making_at, checked_at, remade_at, away_at, shown_plan FROM live_code_standings WHERE code = :code
""")
_MAKING = text("UPDATE live_code_standings SET making_at = :now WHERE code = :code")
_WRITE = """
    UPDATE live_code_standings SET why = :why, problem = :problem, alarms = CAST(:alarms AS text[]),
        alarmed_at = :alarmed_at, away = CAST(:away AS text[]), leased_until = NULL,
        due_at = CASE WHEN pokes = :pokes THEN :due_at ELSE CAST(:now AS timestamptz) END{also}
    WHERE code = :code
"""
