"""What transactions noted for the rounds; taken in the transaction that answers it, so that a crash gives it back."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_MOST_NOTES = 10_000
_MOST_EVENTS = 20_000
RESET = "reset"
"""The note that says: what you remember may not be so any more, for anybody."""


@dataclass(frozen=True, slots=True)
class Notes:
    """
    What a round looks at: batches of events, identities by kind of note (people, facts, moved, orders), and of the
    batches that are not looked at yet the open and waiting ones up to ``last``.
    """

    batches: tuple[int, ...]
    by_kind: dict[str, set[int]]
    last: int
    waiting: tuple[int, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.batches and not self.by_kind

    @property
    def reset(self) -> bool:
        """Whether everything that is remembered must be forgotten."""
        return RESET in self.by_kind

    def identities(self) -> set[int]:
        """This will give everybody who is noted, whatever for."""
        return {one for kind, some in self.by_kind.items() if kind != RESET for one in some}


async def take(session: AsyncSession, *, few: bool = False) -> Notes:
    """This will take the next notes, or only a few; they come back when the transaction does not commit."""
    most_notes, most_events = (20, 1) if few else (_MOST_NOTES, _MOST_EVENTS)
    rows = await session.execute(_TAKE_NOTES, {"most": most_notes})
    by_kind = {kind: set(map(int, identities.split(","))) for kind, identities in rows}
    batches = tuple((await session.scalars(_TAKE_BATCHES, {"most": most_events})).all())
    row = (await session.execute(_WAITING)).one()
    return Notes(batches, by_kind, row.last, tuple(row.waiting))


async def drop(session: AsyncSession) -> None:
    """This will forget what was noted while somebody was watching; nobody is any more."""
    await session.execute(text("DELETE FROM membership_notes"))
    await session.execute(text("DELETE FROM membership_batches"))


async def forget_everything(session: AsyncSession) -> None:
    """This will have the rounds forget what they remember and look at everybody again: events were taken away."""
    await session.execute(text("INSERT INTO membership_notes VALUES (:kind, 0)"), {"kind": RESET})


_TAKE_NOTES = text("""
    WITH taken AS (
        DELETE FROM membership_notes WHERE ctid = ANY(ARRAY(SELECT ctid FROM membership_notes LIMIT :most))
        RETURNING kind, identity
    )
    SELECT kind, string_agg(CAST(identity AS text), ',') FROM taken GROUP BY kind
""")
_TAKE_BATCHES = text("""
    DELETE FROM membership_batches WHERE batch = ANY(ARRAY(
        SELECT batch FROM (
            SELECT batch, sum(stored) OVER (ORDER BY batch) - stored AS before
            FROM membership_batches JOIN intake_batches ON id = batch ORDER BY batch LIMIT 200
        ) AS next WHERE before < :most))
    RETURNING batch
""")
_WAITING = text("""
    SELECT coalesce((SELECT max(id) FROM intake_batches), 0) AS last,
           ARRAY(SELECT id FROM intake_batches WHERE closed_at IS NULL
                 UNION SELECT batch FROM membership_batches) AS waiting
""")
