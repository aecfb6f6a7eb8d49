"""Looking what became of a moment: who published, who could see it, who liked; reminding, and stopping the rest."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock import clock as clocks
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure
from huoshui.channels.wecom.shapes.sends import MomentAct
from huoshui.relations.moments.contract import Act
from huoshui.relations.sends.rules import SETTLES, look_again

_PUBLISHED: Final = 1
_LATER: Final = timedelta(minutes=2)
_NOT_YET: Final = frozenset({Code.MOMENT_NOT_OURS, Code.MOMENT_NOT_PUBLISHED, Code.MOMENT_DISPATCHING})
"""Of one staff member there is nothing to read yet: the platform is still handing it out."""
_AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Looking:
    """Looks after one moment that staff may publish."""

    postgres: Postgres
    wecom: WeCom
    moment: int
    corp: str
    name: str
    moment_id: str
    clock: Callable[[], datetime]

    async def tasks(self, asked_at: datetime) -> None:
        """
        This will learn who published; whom the platform has not asked an hour after it was made is asked by nobody.

        :raises Failure: if the platform does not tell
        """
        found = [one async for one in self.wecom.moments.tasks(self.moment_id)]
        published = [one.userid for one in found if one.publish_status == _PUBLISHED]
        given = {"moment": self.moment, "corp": self.corp, "staff": [one.userid for one in found],
                 "published": published, "now": self.clock()}  # fmt: skip
        async with self.postgres.transaction() as session:
            await session.execute(_KNOWN, given)
            await session.execute(_HAVE_PUBLISHED, given)
            if found and self.clock() - asked_at > SETTLES:
                await session.execute(_NOT_ASKED, given)

    async def staff(self, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """
        This will read what there is to read of one staff member: whom they may show it to, who could see it, who acted.

        :raises Failure: if the platform does not tell
        """
        try:
            if row.chosen_at is None:
                listed = self.wecom.moments.visible_to(self.moment_id, userid=row.staff)
                await self._customers(row.staff, [one.external_userid async for one in listed], shown=False)
            if row.published_at is not None:
                await self._published(row)
        except Declined as declined:
            if declined.code not in _NOT_YET:
                raise
            await self._again(row.staff, self.clock() + _LATER, chosen=False)
            return
        now = self.clock()
        due = now + look_again(row.published_at, now=now) if row.published_at is not None else None
        await self._again(row.staff, due, chosen=True)

    async def _published(self, row: Any) -> None:  # noqa: ANN401 SQLAlchemy's rows
        """Whom it was shown to is read for an hour, while the platform hands it out; who acted, until the end."""
        if row.shown_at is None or self.clock() - row.published_at <= SETTLES:
            listed = self.wecom.moments.sent_to(self.moment_id, userid=row.staff)
            await self._customers(row.staff, [one.external_userid async for one in listed], shown=True)
        done = await self.wecom.moments.acts(self.moment_id, userid=row.staff)
        acting = [one.external_userid for one in (*done.like_list, *done.comment_list) if one.external_userid]
        await self._customers(row.staff, acting, shown=True)  # whoever likes it saw it
        await self._acts(row.staff, done.like_list, done.comment_list)

    async def remind(self, staff: Sequence[str]) -> None:
        """This will remind staff once, in our app: it is written down before it is done, for twice is a nuisance."""
        given = {"moment": self.moment, "staff": list(staff), "now": self.clock()}
        async with self.postgres.transaction() as session:
            await session.execute(_REMINDED, given)
        words = f"朋友圈「{self.name}」等你发表：打开企业微信的客户朋友圈，看过内容再点发表。"
        problem, missed = "", []
        try:
            sent = await self.wecom.messages.send("text", {"content": words}, users=staff, within=60)
            missed = [one for one in sent.invaliduser.split("|") if one]
            problem = "the app may not write to them" if missed else ""
        except Failure as failure:
            problem, missed = str(failure), list(staff)
            logger().warning("moments.reminder.failed", moment=self.moment, why=type(failure).__name__)
        async with self.postgres.transaction() as session:
            await session.execute(_PROBLEM, {**given, "staff": missed, "problem": problem[:200]})

    async def stop(self) -> None:
        """
        This will stop what nobody published; what was published meanwhile stays, with whom it was shown to.

        :raises Failure: if the platform does not say that it is stopped
        """
        await self.wecom.moments.cancel(self.moment_id)
        await self.tasks(self.clock())
        async with self.postgres.transaction() as session:
            await session.execute(_STOPPED_STAFF, {"moment": self.moment})
            await session.execute(_STOPPED, {"moment": self.moment, "now": self.clock()})

    async def _customers(self, staff: str, contacts: Sequence[str], *, shown: bool) -> None:
        async with self.postgres.transaction() as session:
            for start in range(0, len(contacts), _AT_ONCE):
                part = sorted(set(contacts[start : start + _AT_ONCE]))
                given = {"moment": self.moment, "corp": self.corp, "staff": staff, "contacts": part, "shown": shown}
                await session.execute(_CUSTOMERS, given)

    async def _acts(self, staff: str, likes: Sequence[MomentAct], comments: Sequence[MomentAct]) -> None:
        """
        Keep each act once: a like for each customer, a comment for each second in which they wrote one.

        Staff act too, under names of their own; they are nobody's customers. Comments of one second are told apart by
        their number, for the platform gives them no id.
        """
        lines = [(one.external_userid, Act.LIKE.value, "", one.create_time) for one in likes if one.external_userid]
        turns: Counter[tuple[str, int]] = Counter()
        for one in comments:
            if one.external_userid:
                turns[one.external_userid, one.create_time] += 1
                key = f"{one.create_time}.{turns[one.external_userid, one.create_time]}"
                lines.append((one.external_userid, Act.COMMENT.value, key, one.create_time))
        lines.sort()
        async with self.postgres.transaction() as session:
            for start in range(0, len(lines), _AT_ONCE):
                part = lines[start : start + _AT_ONCE]
                given = {"moment": self.moment, "corp": self.corp, "staff": staff,
                         "contacts": [one[0] for one in part], "acts": [one[1] for one in part],
                         "keys": [one[2] for one in part],
                         "ats": [clocks.moment(one[3] * 1000) for one in part]}  # fmt: skip
                await session.execute(_ACTS, given)

    async def _again(self, staff: str, due: datetime | None, *, chosen: bool) -> None:
        given = {"moment": self.moment, "staff": staff, "due": due, "chosen": chosen, "now": self.clock()}
        async with self.postgres.transaction() as session:
            await session.execute(_LOOK_AGAIN, given)


_KNOWN = text("""
    INSERT INTO moment_staff AS held (moment, corp, staff, unit, state, due_at)
    SELECT :moment, :corp, given.staff, known.unit, 'asked', :now
    FROM unnest(CAST(:staff AS text[])) AS given (staff)
        LEFT JOIN relation_staff AS known ON known.corp = :corp AND known.staff = given.staff
    ON CONFLICT (moment, staff) DO UPDATE SET state = 'asked', due_at = :now
    WHERE held.state IN ('planned', 'refused')
""")
_HAVE_PUBLISHED = text("""
    UPDATE moment_staff SET state = 'published', published_at = :now, due_at = :now, reminds = false, problem = ''
    WHERE moment = :moment AND staff = ANY(CAST(:published AS text[])) AND state <> 'published'
""")
_NOT_ASKED = text("""
    UPDATE moment_staff SET state = 'refused', due_at = 'infinity'
    WHERE moment = :moment AND state = 'asked' AND NOT staff = ANY(CAST(:staff AS text[]))
""")
_CUSTOMERS = text("""
    INSERT INTO moment_customers AS held (moment, staff, contact, identity, shown)
    SELECT :moment, :staff, known.contact, known.identity, :shown
    FROM relation_contacts AS known
    WHERE known.corp = :corp AND known.contact = ANY(CAST(:contacts AS text[])) AND known.identity <> 0
    FOR KEY SHARE OF known
    ON CONFLICT (moment, contact, staff) DO UPDATE SET shown = true WHERE excluded.shown AND NOT held.shown
""")
_ACTS = text("""
    INSERT INTO moment_acts (moment, staff, contact, identity, act, key, at)
    SELECT :moment, :staff, known.contact, known.identity, given.act, given.key, given.at
    FROM unnest(CAST(:contacts AS text[]), CAST(:acts AS text[]), CAST(:keys AS text[]), CAST(:ats AS timestamptz[]))
            AS given (contact, act, key, at)
        JOIN relation_contacts AS known
            ON known.corp = :corp AND known.contact = given.contact AND known.identity <> 0
    FOR KEY SHARE OF known
    ON CONFLICT DO NOTHING
""")
_LOOK_AGAIN = text("""
    UPDATE moment_staff SET due_at = coalesce(CAST(:due AS timestamptz), 'infinity'),
        chosen_at = CASE WHEN :chosen THEN coalesce(chosen_at, CAST(:now AS timestamptz)) ELSE chosen_at END,
        shown_at = CASE WHEN :chosen AND CAST(:due AS timestamptz) IS NOT NULL
            THEN coalesce(shown_at, CAST(:now AS timestamptz)) ELSE shown_at END
    WHERE moment = :moment AND staff = :staff
""")
_REMINDED = text("""
    UPDATE moment_staff SET reminds = false, problem = '', reminded_at = reminded_at || CAST(:now AS timestamptz)
    WHERE moment = :moment AND staff = ANY(CAST(:staff AS text[]))
""")
_PROBLEM = text("""
    UPDATE moment_staff SET problem = :problem WHERE moment = :moment AND staff = ANY(CAST(:staff AS text[]))
""")
_STOPPED_STAFF = text("""
    UPDATE moment_staff SET state = 'canceled', reminds = false, due_at = 'infinity'
    WHERE moment = :moment AND state IN ('planned', 'asked')
""")
_STOPPED = text("UPDATE moments SET state = 'canceled', ended_at = :now WHERE id = :moment")
