"""Leads' event door: each lead that the feed tells of is kept; adds that an advertisement may explain are noted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.events.contract import Happening
from huoshui.identity.contract import Resolution
from huoshui.leads import adds, operations, rules


async def on_happenings(
    session: AsyncSession,
    happenings: Sequence[Happening],
    resolution: Resolution,  # noqa: ARG001 leads are kept by identity; whose it is is asked when it is read
    *,
    vault: Vault,
    now: datetime,
) -> None:
    """This will keep the leads among the happenings, and note the adds; the others are passed over."""
    told = [one for one in happenings if one.name == rules.SUBMITTED]
    if told:
        await operations.receive(session, happenings=told, vault=vault)
    added = [one for one in happenings if one.name == adds.ADDED]
    if added:
        await adds.note(session, happenings=added, vault=vault, now=now)
