"""
Costly figures kept in PostgreSQL, as a door answered them: after a restart, or hours away, what was known is there.

A figure lies under what was asked, for whose eyes, and by which rules: whatever differs in one of these is another. It
says as of when it is true; who reads it says how old it may be.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import Postgres

SLOW_S = 0.3
"""What took so long is worth keeping and telling again; what is there sooner is better new."""
MOST = 500
MOST_CHARACTERS = 2_000_000
"""A larger figure is not kept."""
OLD = timedelta(minutes=4)
"""So old a figure is worked out anew before somebody looks again."""
WANTED_FOR = timedelta(hours=12)
"""For so long after somebody looked it is kept that young."""
SELDOM = timedelta(hours=3)
"""So old a figure is worked out anew that nobody looked at for longer, which is how a Monday morning finds it."""
REMEMBERED_FOR = timedelta(days=14)
"""What nobody looked at for so long is not worked out any more."""
UNSETTLED = timedelta(minutes=10)
"""For so long after an erasure nothing is kept: what is worked out then may still count whoever was erased."""
_NOTED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked: by the name of a recipe, in its words (JSON), for who sees ``units`` (``None``: everything)."""

    recipe: str
    asked: str
    units: tuple[int, ...] | None

    def key(self, rules: str) -> str:
        """This will tell it from everything else, and from the same by other rules."""
        whole = "\n".join((self.recipe, self.asked, repr(self.units), rules))
        return hashlib.sha256(whole.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shelved:
    """A figure as a door answers it (JSON), true as of a moment."""

    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A figure that is to be worked out anew before somebody looks again."""

    key: str
    order: Order
    worked_out_at: datetime | None
    wanted_at: datetime


class Shelf:
    """The shelf of a brand, which all its processes share; what nobody looked at for longest is given up first."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres

    async def take(self, key: str, *, now: datetime) -> Shelved | None:
        """This will give what is known, and note that somebody looks at it."""
        async with self._postgres.transaction() as session:
            found = (await session.execute(_TAKE, {"key": key})).one_or_none()
            if found is None:
                return None
            if found.wanted_at < now - _NOTED:
                await session.execute(_WANT, {"key": key, "now": now})
        return Shelved(found.body, found.worked_out_at) if found.body is not None else None

    async def put(self, key: str, order: Order, body: str, *, at: datetime, wanted_at: datetime | None) -> None:
        """
        This will keep a figure that is true as of ``at``, unless a newer one is there or somebody was just erased.

        One that nobody ``wanted`` to look at again takes the place of an older one, and no place of its own.
        """
        if len(body) > MOST_CHARACTERS:
            return
        line = {
            "key": key, "recipe": order.recipe, "asked": order.asked, "body": body, "at": at,
            "units": None if order.units is None else list(order.units), "wanted_at": wanted_at,
            "unsettled": at - UNSETTLED,
        }  # fmt: skip
        async with self._postgres.transaction() as session:
            if wanted_at is None:
                await session.execute(_REPLACE, line)
            else:
                await session.execute(_PUT, line)
                await session.execute(_GIVE_UP, {"most": MOST})

    async def want(self, lines: Sequence[tuple[str, str]], *, now: datetime) -> None:
        """This will have each (recipe, words) worked out in this order, for who sees everything, if it never was."""
        given = {
            "keys": [Order(recipe, asked, None).key("not yet") for recipe, asked in lines],
            "recipes": [recipe for recipe, _ in lines], "asked": [asked for _, asked in lines],
            "now": now - WANTED_FOR,
        }  # fmt: skip
        async with self._postgres.transaction() as session:
            await session.execute(_EXPECT, given)

    async def claim(self, recipes: Sequence[str], *, now: datetime) -> Due | None:
        """This will give what is to be worked out next by one of these recipes, to one process at a time."""
        given = {
            "recipes": list(recipes), "now": now, "old": now - OLD, "wanted": now - WANTED_FOR,
            "seldom": now - SELDOM, "remembered": now - REMEMBERED_FOR, "unsettled": now - UNSETTLED,
        }  # fmt: skip
        async with self._postgres.transaction() as session:
            found = (await session.execute(_CLAIM, given)).one_or_none()
        if found is None:
            return None
        units = None if found.units is None else tuple(found.units)
        return Due(found.key, Order(found.recipe, found.asked, units), found.worked_out_at, found.wanted_at)

    async def done(self, due: Due, *, now: datetime) -> None:
        """
        This will note that it was worked out: what is not kept, because it is quick, is not due again for a while.

        Where the same was kept by other rules meanwhile, this line is given up.
        """
        given = {"key": due.key, "at": due.worked_out_at, "now": now}
        async with self._postgres.transaction() as session:
            await session.execute(_GIVE_WAY, given)
            await session.execute(_QUICK, given)

    async def drop(self, due: Due) -> None:
        """This will give up what was to be worked out anew and is refused; what failed is due again after a while."""
        given = {"key": due.key, "at": due.worked_out_at}
        async with self._postgres.transaction() as session:
            await session.execute(_DROP, given)


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,
) -> dict[str, int]:
    """
    This will forget all figures, for they count whoever is erased; no line of them is theirs, so none is told.

    What was asked stays, so that it is worked out again. A figure that was begun before, or shortly after, is not kept.
    """
    if identities:
        await session.execute(_LOCK)
        await session.execute(_MARK, {"now": now})
        await session.execute(_FORGET)
    return {}


_TAKE = text("SELECT body, worked_out_at, wanted_at FROM kept_figures WHERE key = :key")
_WANT = text("UPDATE kept_figures SET wanted_at = greatest(wanted_at, :now) WHERE key = :key")
_PUT = text("""
    INSERT INTO kept_figures AS kept (key, recipe, asked, units, body, worked_out_at, wanted_at)
    SELECT :key, :recipe, :asked, CAST(:units AS bigint[]), :body, :at, :wanted_at
    WHERE NOT EXISTS (SELECT FROM figures_forgotten AS forgotten WHERE forgotten.at > CAST(:unsettled AS timestamptz))
    ON CONFLICT (key) DO UPDATE
    SET body = excluded.body, worked_out_at = excluded.worked_out_at, claimed_at = NULL,
        wanted_at = greatest(kept.wanted_at, excluded.wanted_at)
    WHERE kept.worked_out_at IS NULL OR kept.worked_out_at < excluded.worked_out_at
""")
_REPLACE = text("""
    UPDATE kept_figures SET body = :body, worked_out_at = :at
    WHERE key = :key AND (worked_out_at IS NULL OR worked_out_at < :at)
      AND NOT EXISTS (SELECT FROM figures_forgotten AS forgotten WHERE forgotten.at > CAST(:unsettled AS timestamptz))
""")
_GIVE_UP = text("""
    DELETE FROM kept_figures WHERE key IN (SELECT key FROM kept_figures ORDER BY wanted_at DESC, key OFFSET :most)
""")
_EXPECT = text("""
    INSERT INTO kept_figures (key, recipe, asked, wanted_at)
    SELECT key, recipe, asked, CAST(:now AS timestamptz) - place * interval '1 second'
    FROM unnest(CAST(:keys AS text[]), CAST(:recipes AS text[]), CAST(:asked AS text[]))
         WITH ORDINALITY AS expected (key, recipe, asked, place)
    WHERE NOT EXISTS (SELECT FROM kept_figures AS kept WHERE kept.recipe = expected.recipe
                      AND kept.asked = expected.asked AND kept.units IS NULL)
    ON CONFLICT (key) DO NOTHING
""")
_CLAIM = text("""
    UPDATE kept_figures SET claimed_at = :now
    WHERE key = (
        SELECT key FROM kept_figures
        WHERE recipe = ANY(CAST(:recipes AS text[]))
          AND (claimed_at IS NULL OR claimed_at <= CAST(:old AS timestamptz))
          AND (worked_out_at IS NULL OR worked_out_at <= CAST(:seldom AS timestamptz)
               OR worked_out_at <= CAST(:old AS timestamptz) AND wanted_at >= CAST(:wanted AS timestamptz))
          AND wanted_at >= CAST(:remembered AS timestamptz)
          AND NOT EXISTS (SELECT FROM figures_forgotten AS forgotten
                          WHERE forgotten.at > CAST(:unsettled AS timestamptz))
        ORDER BY worked_out_at NULLS FIRST, wanted_at DESC, key
        LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING key, recipe, asked, units, worked_out_at, wanted_at
""")
_DROP = text("""
    DELETE FROM kept_figures WHERE key = :key AND worked_out_at IS NOT DISTINCT FROM CAST(:at AS timestamptz)
""")
_GIVE_WAY = text("""
    DELETE FROM kept_figures AS line
    WHERE key = :key AND worked_out_at IS NOT DISTINCT FROM CAST(:at AS timestamptz)
      AND EXISTS (SELECT FROM kept_figures AS other
                  WHERE other.key != line.key AND other.recipe = line.recipe AND other.asked = line.asked
                    AND other.units IS NOT DISTINCT FROM line.units
                    AND other.worked_out_at > coalesce(line.worked_out_at, '-infinity'))
""")
_QUICK = text("""
    UPDATE kept_figures SET body = NULL, worked_out_at = :now, claimed_at = NULL
    WHERE key = :key AND worked_out_at IS NOT DISTINCT FROM CAST(:at AS timestamptz)
""")
_LOCK = text("LOCK TABLE kept_figures IN SHARE ROW EXCLUSIVE MODE")
"""Whoever puts a figure there right now is waited for; whoever comes later sees the mark."""
_MARK = text("""
    INSERT INTO figures_forgotten (at) VALUES (:now)
    ON CONFLICT (one) DO UPDATE SET at = greatest(figures_forgotten.at, excluded.at)
""")
_FORGET = text("UPDATE kept_figures SET body = NULL, worked_out_at = NULL WHERE body IS NOT NULL")
