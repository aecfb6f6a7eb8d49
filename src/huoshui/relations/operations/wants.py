"""What must be read from the platform: asked for as often as may be, read once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.connectors.contract import AccountId

CONTACT, GROUP, TAGS, DIRECTORY = "contact", "group", "tags", "directory"


@dataclass(frozen=True, slots=True)
class Want:
    """Something to read: a ``contact`` or a ``group`` by id, the corp's ``tags``, its ``directory``."""

    kind: str
    what: str = ""
    after: timedelta = timedelta()
    """How long it may wait, so that many changes are read at once."""


async def want(session: AsyncSession, *, account: AccountId, corp: str, wanted: Want, now: datetime) -> None:
    """This will have something read soon; what is being read already is then read once more."""
    line = {"corp": corp, "kind": wanted.kind, "what": wanted.what, "account": account, "now": now}
    await session.execute(_WANT, {**line, "due": now + wanted.after})


_WANT = text("""
    INSERT INTO relation_wants AS known (corp, kind, what, account, asked_at, due_at)
    VALUES (:corp, :kind, :what, :account, :now, :due)
    ON CONFLICT (corp, kind, what) DO UPDATE SET wanted = known.wanted + 1, account = excluded.account,
        asked_at = excluded.asked_at, tries = 0, problem = '',
        due_at = CASE WHEN known.tries > 0 THEN excluded.due_at ELSE least(known.due_at, excluded.due_at) END
""")
