"""Taking up what was worked out for everybody: who enters and who leaves, written a part at a time."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.membership.contract import Cause, Change, MembersChanged, Moved
from huoshui.audiences.membership.operations import forgetting, standing
from huoshui.audiences.membership.operations.building import Found, Order
from huoshui.audiences.membership.operations.definitions import Meant
from huoshui.audiences.membership.warehouse import log
from huoshui.bedrock import outbox
from huoshui.bedrock.clickhouse import ClickHouse

_AT_ONCE = 100_000


@dataclass(slots=True)
class Application:
    """
    Who enters and leaves one segment, how many of them were ``written``, and whom the rounds looked at meanwhile.

    ``first``: nobody was in it before.
    """

    number: int
    segment: str
    meaning: Meant
    entering: np.ndarray
    leaving: np.ndarray
    members: int
    cause: Cause
    first: bool
    again: bool
    touched: set[int]
    written: int = 0

    async def part(self, session: AsyncSession, clickhouse: ClickHouse, *, round_: int, now: datetime) -> bool:
        """
        This will write the next part as a round of its own, and tell whether it was the last.

        With the last part the members count, and whoever was looked at meanwhile is noted to be looked at again.
        """
        since, until = self.written, self.written + _AT_ONCE
        before = len(self.entering)
        entered, left = self.entering[since:until], self.leaving[max(0, since - before) : max(0, until - before)]
        self.written += len(entered) + len(left)
        for people, has_entered in ((entered, True), (left, False)):
            if len(people):
                like = Change(self.number, self.meaning.version, 0, has_entered, now, round_, self.cause)
                await log.write(clickhouse, log.table_alike(people, like))
        if len(entered) or len(left):
            moved = Moved(self.number, self.segment, self.meaning.version, len(entered), len(left))
            await outbox.tell(session, MembersChanged(round_, now, (moved,)))
            await session.execute(text("UPDATE membership_state SET round = :round"), {"round": round_})
        done = self.written == len(self.entering) + len(self.leaving)
        if done:
            await standing.built(session, self.number, self.meaning, members=self.members, now=now, again=self.again)
            await session.execute(_NOTE, {"persons": list(self.touched)})
        return done


async def differences(session: AsyncSession, found: Found, order: Order) -> Application:
    """This will tell who must enter and leave for the members to be those who were found."""
    again_at = order.touched.union(await forgetting.forgotten(session))
    entering, leaving = _but(found.entering, again_at), _but(found.leaving, again_at)
    row = (await session.execute(_WATCH, {"number": found.number})).one()
    again = row.built_at is not None and row.digest == found.meaning.digest
    return Application(
        found.number, row.segment, found.meaning, entering, leaving,
        found.members + len(entering) - len(leaving), Cause.FACTS if again else Cause.DEFINED, not found.members, again,
        again_at,
    )  # fmt: skip


async def suspects(session: AsyncSession, found: Found, order: Order) -> list[int]:
    """This will tell of whom the members and what was found say different things, though nobody touched them."""
    touched = order.touched.union(await forgetting.forgotten(session))
    return [person for some in (found.entering, found.leaving) for person in _but(some, touched).tolist()]


def _but(people: np.ndarray, touched: set[int]) -> np.ndarray:
    return np.setdiff1d(people, np.fromiter(touched, dtype=np.uint64, count=len(touched)))


_WATCH = text("SELECT segment, built_at, digest FROM segment_watches WHERE number = :number")
_NOTE = text("INSERT INTO membership_notes SELECT 'defined', unnest(CAST(:persons AS bigint[]))")
