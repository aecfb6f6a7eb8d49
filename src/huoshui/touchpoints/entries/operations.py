"""Wanting entries: whoever leads to a page of a mini-program says so, and a loop sees to it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.touchpoints.entries import queries
from huoshui.touchpoints.entries.contract import MiniProgramPage, NoSuchMiniProgram
from huoshui.touchpoints.entries.rules import check

IN_HAND = timedelta(minutes=2)
"""How long whoever takes an entry has it in hand."""


async def want(session: AsyncSession, *, pages: Iterable[MiniProgramPage], now: datetime) -> None:
    """
    This will have these pages opened by entries: those that are there are kept, and what failed is tried again at once.

    :raises NoSuchMiniProgram: if there is no such connector, or it is no mini-program's
    :raises NotAMiniProgramPage: if a path or query is none that the platform takes
    """
    wanted = list(pages)
    if not wanted:
        return
    accounts = {one.name: one.id for one in await queries.mini_programs(session)}
    lines = []
    for page in wanted:
        check(page)
        if page.account not in accounts:
            raise NoSuchMiniProgram(name=page.account)
        lines += [
            {"account": accounts[page.account], "path": page.path, "query": page.query, "kind": kind.value,
             "now": now, "soon": now + 2 * IN_HAND}
            for *_, kind in page.keys
        ]  # fmt: skip
    await session.execute(_WANT, lines)


# What is due soon may be in the loop's hands, which lets go where no link leads: it must see that one does. Twice as
# long as it has anything in hand, because two machines' clocks differ.
_WANT = text("""
    INSERT INTO mini_program_entries (account, path, query, kind, due_at) VALUES (:account, :path, :query, :kind, :now)
    ON CONFLICT (account, path, query, kind) DO UPDATE SET due_at = excluded.due_at
    WHERE mini_program_entries.problem != '' OR mini_program_entries.due_at <= :soon
""")
