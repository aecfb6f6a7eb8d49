"""The audit log: who did what to whom, written with the change and never changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Viewer
from huoshui.access.models import AuditRow


async def record(
    session: AsyncSession,
    *,
    viewer: Viewer,
    action: str,
    subject: str,
    facts: Mapping[str, Any],
    now: datetime,
) -> None:
    """
    This will write one line of the audit log in the session's transaction; it works in a scoped session too.

    ``action`` is dotted and past tense (``person.revealed``), ``subject`` a kind and an id (``person:0c8mz4f2h6k1t``),
    ``facts`` JSON without personal data: ids, codes, counts, names of fields.
    """
    # No RETURNING: the reader role may write here and not read.
    await session.execute(
        insert(AuditRow).inline(),
        {
            "at": now,
            "actor": viewer.actor,
            "name": viewer.name,
            "unit_id": viewer.unit,
            "action": action,
            "subject": subject,
            "facts": dict(facts),
        },
    )
