"""What identity does when something happened."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.events.contract import Happening
from huoshui.identity import operations
from huoshui.identity.contract import Resolution


async def on_happenings(
    session: AsyncSession, happenings: Sequence[Happening], *, vault: Vault | None = None, now: datetime
) -> Resolution:
    """This will learn whose the happenings are; it comes first, and those after it are given its answer."""
    resolution = await operations.observe(session, happenings, vault=vault, now=now)
    await operations.note_imports(session, happenings)
    return resolution
