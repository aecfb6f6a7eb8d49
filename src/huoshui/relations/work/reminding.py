"""Reminding staff of their tasks by a message of the app: few, in their hours, and without a word about customers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Viewer
from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.failures import Failure, OutcomeUnknown, TooFast, Unreachable
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations.contract import SOURCE, NoConnectorForCorp, WeComSilent
from huoshui.relations.work import operations, rules
from huoshui.relations.work.contract import MISSED_AFTER, NothingToRemind, NotReminded, Nudge, RemindedLately

_AT_ONCE: Final = 500
_PATH: Final = "/tasks"
_BY_HAND: Final = "by_hand"


@dataclass(frozen=True, slots=True)
class _Told:
    """What one staff member hears in one message."""

    account: AccountId
    corp: str
    staff: str
    tasks: Mapping[int, str]
    """Of what they heard before, by task."""
    words: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What it takes to write to staff; ``public_url`` is where the console is reached, or empty."""

    postgres: Postgres
    speakers: Speakers
    public_url: str

    async def round(self, clock: Callable[[], datetime]) -> int:
        """
        This will remind everybody who is to be reminded now, and tell how many that were.

        It is written down before it is sent: a crash between costs one reminder, and nobody is reminded twice.
        """
        now = clock()
        if not rules.reminds_now(now):
            return 0
        async with self.postgres.transaction() as session:
            told = await self._taken(session, now)
        for one in told:
            await self._send(one, clock)
        return len(told)

    async def by_hand(self, *, corp: str, staff: str, viewer: Viewer, now: datetime) -> int:
        """
        This will remind one staff member of all that waits for them, and tell of how many tasks.

        :raises NothingToRemind: if nothing does
        :raises RemindedLately: if they were reminded within the hour
        :raises NoConnectorForCorp: if nobody can be asked
        :raises NotReminded: if WeCom will not bring it
        :raises WeComSilent: if nobody knows whether it did
        """
        async with self.postgres.transaction() as session:
            account = (await _accounts(session)).get(corp)
            if account is None:
                raise NoConnectorForCorp(corp=corp[:60])
            rows = (await session.execute(_WAITING, {"corp": corp, "staff": staff, "now": now,
                                                     "missed": now - MISSED_AFTER})).all()  # fmt: skip
            name = str(await session.scalar(_NAME, {"corp": corp, "staff": staff}) or staff)
            if not rows:
                raise NothingToRemind(staff=name)
            last = await session.scalar(_LAST, {"corp": corp, "staff": staff})
            if last is not None and last > now - rules.BY_HAND_APART:
                raise RemindedLately(staff=name, at=f"{last.astimezone(BEIJING):%H:%M}")
            told = self._written(account, rows, {row.id: _standing(row, now) for row in rows}, now)
            await _note(session, told, {row.id: _standing(row, now) for row in rows}, now)
        failure = await self._sent(told)
        if isinstance(failure, OutcomeUnknown):
            raise WeComSilent(retry_after=60)
        async with self.postgres.transaction() as session:
            if failure is None:
                by = (viewer.actor, viewer.name)
                await operations.note(session, list(told.tasks), "reminded", _BY_HAND, *by, now)
                return len(told.tasks)
            await _forget(session, told)
        if isinstance(failure, Unreachable):
            raise WeComSilent(retry_after=10)
        raise NotReminded(staff=name, why=str(failure))

    async def _taken(self, session: AsyncSession, now: datetime) -> list[_Told]:
        """Choose whom to remind of what, and write it down."""
        accounts = await _accounts(session)
        asked = {"now": now, "missed": now - MISSED_AFTER, "lately": now - rules.NUDGES_APART,
                 "corps": sorted(accounts), "limit": _AT_ONCE}  # fmt: skip
        by_staff: dict[tuple[str, str], list[Any]] = defaultdict(list)
        nudges: dict[int, Nudge] = {}
        for row in await session.execute(_DUE, asked):
            nudge = rules.nudge_of(row.begins_at, row.due_at, reminded=row.reminded, now=now)
            if nudge is not None:
                nudges[row.id] = nudge
                by_staff[row.corp, row.staff].append(row)
        told = [self._written(accounts[corp], rows, nudges, now) for (corp, _), rows in sorted(by_staff.items())]
        for one in told:
            await _note(session, one, nudges, now)
            for nudge in Nudge:
                of = [task for task in one.tasks if nudges[task] is nudge]
                if of:
                    await operations.note(session, of, "reminded", nudge.value, *operations.SYSTEM, now)
        return told

    def _written(self, account: AccountId, rows: Sequence[Any], nudges: Mapping[int, Nudge], now: datetime) -> _Told:
        counts = Counter(nudges[row.id] for row in rows)
        due = min((row.due_at for row in rows if row.due_at >= now), default=None)
        address = self.public_url.rstrip("/") + _PATH if self.public_url else ""
        words = rules.reminder(counts, next_due=due, address=address, now=now)
        return _Told(account, rows[0].corp, rows[0].staff, {row.id: row.reminded for row in rows}, words)

    async def _send(self, told: _Told, clock: Callable[[], datetime]) -> None:
        failure = await self._sent(told)
        if failure is None:
            return
        logger().warning("work.reminder.failed", tasks=len(told.tasks), why=type(failure).__name__)
        passes = isinstance(failure, TooFast | Unreachable) and not isinstance(failure, OutcomeUnknown)
        async with self.postgres.transaction() as session:
            if passes:
                await _forget(session, told)
            else:
                why = str(failure)[:200]
                await operations.note(session, list(told.tasks), "unreached", why, *operations.SYSTEM, clock())

    async def _sent(self, told: _Told) -> Failure | None:
        """Send it, and give why it did not arrive."""
        try:
            wecom = await self.speakers.wecom(told.account)
            answer = await wecom.messages.send("text", {"content": told.words}, users=[told.staff])
        except (ConnectorPaused, NoSuchConnector) as refusal:
            return Failure(refusal.code)
        except Failure as failure:
            return failure
        return Failure("the app is not open to them") if answer.invaliduser or answer.unlicenseduser else None


async def _accounts(session: AsyncSession) -> dict[str, AccountId]:
    """In whose name each corp's staff are written to."""
    found: dict[str, AccountId] = {}
    for one in await connectors.accounts(session, channel=SOURCE):
        if not one.paused:
            found.setdefault(one.corp_id, one.id)
    return found


def _standing(row: Any, now: datetime) -> Nudge:  # noqa: ANN401 SQLAlchemy's rows
    return rules.nudge_of(row.begins_at, row.due_at, reminded="", now=now) or Nudge.OVERDUE


async def _note(session: AsyncSession, told: _Told, nudges: Mapping[int, Nudge], now: datetime) -> None:
    line = {"ids": list(told.tasks), "nudges": [nudges[task].value for task in told.tasks], "now": now}
    await session.execute(_REMINDED, line)


async def _forget(session: AsyncSession, told: _Told) -> None:
    """It did not arrive: as if nobody had been reminded."""
    line = {"ids": list(told.tasks), "reminded": list(told.tasks.values())}
    await session.execute(_AGAIN, line)


_DUE = text("""
    SELECT task.id, task.corp, task.staff, task.begins_at, task.due_at, task.reminded FROM staff_tasks AS task
        JOIN relation_staff AS one ON one.corp = task.corp AND one.staff = task.staff
    WHERE task.outcome = 'open' AND task.staff <> '' AND task.reminded <> 'overdue' AND task.begins_at <= :now
      AND task.due_at >= :missed AND one.left_at IS NULL AND task.corp = ANY(CAST(:corps AS text[]))
      AND NOT EXISTS (SELECT FROM staff_tasks AS other WHERE other.corp = task.corp AND other.staff = task.staff
                      AND other.reminded_at > :lately)
      AND (task.reminded = '' OR task.due_at < :now
           OR task.reminded = 'begun' AND task.due_at < CAST(:now AS timestamptz) + interval '1 hour')
    ORDER BY task.due_at, task.id LIMIT :limit FOR UPDATE OF task SKIP LOCKED
""")
_WAITING = text("""
    SELECT id, corp, staff, begins_at, due_at, reminded FROM staff_tasks
    WHERE corp = :corp AND staff = :staff AND outcome = 'open' AND begins_at <= :now AND due_at >= :missed
    ORDER BY due_at, id FOR UPDATE
""")
_NAME = text("SELECT name FROM relation_staff WHERE corp = :corp AND staff = :staff")
_LAST = text("SELECT max(reminded_at) FROM staff_tasks WHERE corp = :corp AND staff = :staff")
_REMINDED = text("""
    UPDATE staff_tasks SET reminded = nudge, reminded_at = :now
    FROM unnest(CAST(:ids AS bigint[]), CAST(:nudges AS text[])) AS given (task, nudge) WHERE id = task
""")
_AGAIN = text("""
    UPDATE staff_tasks AS held SET reminded = given.reminded, reminded_at = NULL
    FROM unnest(CAST(:ids AS bigint[]), CAST(:reminded AS text[])) AS given (task, reminded) WHERE id = task
""")
