"""Reading entries: those of some pages, and those that were made or failed a moment ago."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.channels.wechat.translator import MINI_PROGRAM
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account
from huoshui.touchpoints.entries.contract import Entry, EntryKey, EntryKind, MiniProgramPage


async def entries(session: AsyncSession, *, pages: Iterable[MiniProgramPage]) -> dict[EntryKey, Entry]:
    """This will give the entries of pages, as far as there are any."""
    keys = {key for page in pages for key in page.keys}
    if not keys:
        return {}
    accounts, paths, queries, kinds = (list(part) for part in zip(*keys, strict=True))
    asked = {"accounts": accounts, "paths": paths, "queries": queries, "kinds": [kind.value for kind in kinds]}
    return _known((await session.execute(_OF, asked)).all())


async def changed_lately(session: AsyncSession) -> dict[EntryKey, Entry]:
    """This will give the entries that were made, or could not be, within a minute."""
    return _known((await session.execute(_CHANGED)).all())


async def unwell(session: AsyncSession) -> list[Entry]:
    """This will list the entries whose last try failed, the one that ends first at the head."""
    return list(_known((await session.execute(_UNWELL)).all()).values())


async def mini_programs(session: AsyncSession) -> list[Account]:
    """This will list the mini-programs that we are connected to."""
    return await connectors.accounts(session, channel=MINI_PROGRAM)


def _known(rows: Sequence[Any]) -> dict[EntryKey, Entry]:
    found = (
        Entry(row.name, row.path, row.query, EntryKind(row.kind), row.address, row.made_at, row.expires_at,
              row.problem, row.failed_at)
        for row in rows
    )  # fmt: skip
    return {one.key: one for one in found}


_ENTRY = """
    SELECT connector_accounts.name, path, query, kind, mini_program_entries.address, made_at, expires_at, problem,
           mini_program_entries.failed_at
    FROM mini_program_entries JOIN connector_accounts ON connector_accounts.id = account
"""
_OF = text(f"""{_ENTRY} WHERE (connector_accounts.name, path, query, kind) IN (
    SELECT * FROM unnest(CAST(:accounts AS text[]), CAST(:paths AS text[]), CAST(:queries AS text[]),
        CAST(:kinds AS text[])))""")
_CHANGED = text(f"{_ENTRY} WHERE written_at > clock_timestamp() - interval '1 minute'")
_UNWELL = text(f"{_ENTRY} WHERE problem != '' ORDER BY expires_at NULLS FIRST, mini_program_entries.id")
