"""Taking back what an import said: its evidence, links resting on it alone, identifiers that nobody else has seen."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.events.contract import Happening
from huoshui.identity import store
from huoshui.identity.operations.erasing import erase
from huoshui.identity.operations.settling import resettle, tell

_SLICE = 20_000


async def note_imports(session: AsyncSession, happenings: Sequence[Happening]) -> None:
    """This will write down which identifiers an import has spoken of, so that it can be taken back."""
    spoken = {(one.import_id, known.identity) for one in happenings if one.import_id for known in one.identifiers}
    if spoken:
        imports, identities = zip(*sorted(spoken), strict=True)
        await session.execute(_NOTE, {"imports": list(imports), "identities": list(identities)})


async def undo_import(session: AsyncSession, *, clickhouse: ClickHouse, import_id: int, now: datetime) -> int:
    """
    This will take back an import's evidence, and tell how many identifiers went with it. It may be repeated.

    A link that rests on other evidence too keeps that; an identifier stays while another import, a link or a stored
    event names it. The import's own events must be gone from the store before.
    """
    await store.lock(session)
    mine = {"mine": f"file:{import_id}/%", "import_id": import_id}
    await session.execute(_DROP_LATER, mine)
    await session.execute(_KEEP_OTHER, mine)
    loose = (await session.execute(_DROP_LINKS, mine)).all()
    seeds = np.array(sorted({identity for pair in loose for identity in pair}), dtype=np.int64)
    await tell(session, await resettle(session, seeds, now=now))
    await store.unlock_planner(session)
    alone = [identity for (identity,) in await session.execute(_ALONE, mine)]
    named = await _stored(clickhouse, alone)
    gone = [identity for identity in alone if identity not in named]
    for start in range(0, len(gone), _SLICE):
        await erase(session, identities=gone[start : start + _SLICE], now=now)
    await session.execute(_FORGET, mine)
    return len(gone)


async def _stored(clickhouse: ClickHouse, identities: Sequence[int]) -> set[int]:
    """Those that an event in the store still names."""
    found: set[int] = set()
    for start in range(0, len(identities), _SLICE):
        rows = await clickhouse.rows(_NAMED, {"identities": list(identities[start : start + _SLICE])})
        found.update(identity for (identity,) in rows)
    return found


_NOTE = text("""
    INSERT INTO identifier_imports (import_id, identity)
    SELECT * FROM unnest(CAST(:imports AS bigint[]), CAST(:identities AS bigint[])) ON CONFLICT DO NOTHING
""")
_DROP_LATER = text("DELETE FROM link_evidence WHERE evidence LIKE :mine")
_KEEP_OTHER = text("""
    UPDATE links SET evidence = other.evidence, occurred_at = other.occurred_at
    FROM (SELECT DISTINCT ON (a, b) a, b, evidence, occurred_at FROM link_evidence ORDER BY a, b, day) AS other
    WHERE links.a = other.a AND links.b = other.b AND links.evidence LIKE :mine
""")
_DROP_LINKS = text("DELETE FROM links WHERE evidence LIKE :mine RETURNING a, b")
_ALONE = text("""
    SELECT mine.identity FROM identifier_imports AS mine
    WHERE mine.import_id = :import_id
      AND NOT EXISTS (SELECT FROM identifier_imports AS other
                      WHERE other.identity = mine.identity AND other.import_id <> :import_id)
      AND NOT EXISTS (SELECT FROM links WHERE links.a = mine.identity)
      AND NOT EXISTS (SELECT FROM links WHERE links.b = mine.identity)
    ORDER BY mine.identity
""")
_FORGET = text("DELETE FROM identifier_imports WHERE import_id = :import_id")
_NAMED = """
    SELECT DISTINCT arrayJoin(arrayIntersect(identities, {identities:Array(UInt64)})) FROM events
    WHERE hasAny(identities, {identities:Array(UInt64)})
"""
