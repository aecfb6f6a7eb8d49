"""
What the feed applies, and in which order.

It stands apart from the rest of the wiring, so that the process of the feed stays small.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.commerce import subscribers as commerce_hears
from huoshui.events.contract import Happening
from huoshui.identity import subscribers as identity_hears
from huoshui.leads import subscribers as leads_hear
from huoshui.people import subscribers as people_hear


def downstream(vault: Vault) -> Callable[[AsyncSession, Sequence[Happening], datetime], Awaitable[None]]:
    """This will give what the feed applies: identity first, then people, commerce, leads, last people's summaries."""

    async def apply(session: AsyncSession, happenings: Sequence[Happening], now: datetime) -> None:
        admitted = await people_hear.admit(session, happenings, now=now)
        resolution = await identity_hears.on_happenings(session, admitted, vault=vault, now=now)
        changed = await people_hear.on_happenings(session, admitted, resolution, vault=vault, now=now)
        await commerce_hears.on_happenings(session, admitted, resolution, vault=vault, now=now)
        await leads_hear.on_happenings(session, admitted, resolution, vault=vault, now=now)
        await people_hear.refresh(session, resolution.touched | changed, now=now)

    return apply
