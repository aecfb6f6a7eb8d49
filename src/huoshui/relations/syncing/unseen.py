"""
Friends that stood on no page of a comparison: they are let go, or held back where they are too many to be true.

A secret of another application, or one that sees fewer staff, shows us other contacts under other names. Taken at its
word it would be the loss of a whole pool in a night; so somebody is asked first, and nothing else waits for it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text

from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.relations import operations
from huoshui.relations.contract import Kind, Run
from huoshui.relations.operations import Draft
from huoshui.relations.rules.following import ASSIGNED, Fact
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.reading import Seen

FEW: Final = 50
SHARE: Final = 0.1
"""More than these many at once, and more than this part of all friends, is not believed unasked."""
_MARGIN: Final = timedelta(minutes=1)
_AT_ONCE: Final = 500


class Unseen:
    """Whom one comparison did not see, once everybody's contacts were read: who went to whom is known only then."""

    def __init__(self, run: Run, *, postgres: Postgres, clock: Callable[[], datetime]) -> None:
        self._run = run
        self._postgres = postgres
        self._clock = clock
        self._line = {"corp": run.corp, "run": run.id, "margin": _MARGIN, "assigned": ASSIGNED}

    async def settle(self) -> None:
        """This will let the missing go, staff member by staff member, or note how many are held back."""
        async with self._postgres.transaction() as session:
            whole = await session.execute(_NOBODY_MISSING, {**self._line, "now": self._clock()})
            counts = {"staff": int(whole.rowcount)}  # type: ignore[attr-defined]
            await runs.note(session, run=self._run.id, counts=counts, now=self._clock())
        if await self._withheld():
            return
        while True:
            async with self._postgres.session() as session:
                row = await runs.next_unchecked(session, run=self._run.id)
            if row is None:
                return
            await self._settle(row.staff, row.begun_at)

    async def _withheld(self) -> bool:
        if self._run.confirmed_by:
            return False
        async with self._postgres.transaction() as session:
            lost = int(await session.scalar(_UNEXPLAINED, self._line) or 0)
            if lost <= FEW or lost <= SHARE * int(await session.scalar(_FRIENDS, self._line) or 0):
                return False
            await runs.withhold(session, run=self._run.id, friends=lost, now=self._clock())
        logger().warning("relations.sync.withheld", run=self._run.id, friends=lost)
        return True

    async def _settle(self, staff: str, begun_at: datetime) -> None:
        """Whoever was a friend before the reading began and stood on no page is one no more."""
        at, seen, found = milliseconds(begun_at), Seen(), 1
        while found:
            async with self._postgres.transaction() as session:
                line = {**self._line, "staff": staff, "begun": begun_at, "limit": _AT_ONCE}
                rows = (await session.execute(_MISSING, line)).all()
                found = len(rows)
                drafts = []
                for row in rows:
                    said = {"cleared": True} if row.cleared else {"transferred": True} if row.transferred else {}
                    drafts.append(Draft(staff, row.contact, [Fact(Kind.MISSING, at, f"missing:{at}", said)]))
                    kind = "cleared" if row.cleared else "transferred" if row.transferred else "missing"
                    seen.note(kind, f"{staff} · {row.contact}")
                await operations.accept(session, corp=self._run.corp, drafts=drafts, now=self._clock())
        async with self._postgres.transaction() as session:
            await runs.note_checked(session, run=self._run.id, staff=staff, now=self._clock())
            await runs.note(session, run=self._run.id, counts={"staff": 1}, seen=seen, now=self._clock())


_UNSEEN = """
    held.corp = :corp AND standing IN ('friend', 'deleted_by_customer')
    AND since < {begun} - CAST(:margin AS interval) AND seen_run IS DISTINCT FROM :run
"""
_TRANSFERRED = """
    EXISTS (SELECT FROM follow_relations AS taker WHERE taker.corp = held.corp AND taker.contact = held.contact
        AND taker.staff <> held.staff AND taker.way = :assigned AND taker.added_at >= held.added_at)
"""
_NOBODY_MISSING = text(f"""
    UPDATE relation_run_staff AS one SET checked_at = :now
    WHERE run = :run AND done_at IS NOT NULL AND checked_at IS NULL AND NOT EXISTS (
        SELECT FROM follow_relations AS held WHERE held.staff = one.staff AND {_UNSEEN.format(begun="one.begun_at")})
""")
_UNEXPLAINED = text(f"""
    SELECT count(*) FROM relation_run_staff AS one JOIN follow_relations AS held ON held.staff = one.staff
    WHERE run = :run AND done_at IS NOT NULL AND checked_at IS NULL AND standing = 'friend'
      AND {_UNSEEN.format(begun="one.begun_at")} AND NOT {_TRANSFERRED}
""")
_FRIENDS = text("""
    SELECT count(*) FROM relation_run_staff AS one JOIN follow_relations AS held ON held.staff = one.staff
    WHERE run = :run AND done_at IS NOT NULL AND held.corp = :corp AND standing = 'friend'
      AND since < one.begun_at - CAST(:margin AS interval)
""")
_MISSING = text(f"""
    SELECT contact, standing = 'deleted_by_customer' AS cleared, {_TRANSFERRED} AS transferred
    FROM follow_relations AS held
    WHERE staff = :staff AND {_UNSEEN.format(begun="CAST(:begun AS timestamptz)")}
    ORDER BY contact LIMIT :limit
""")
