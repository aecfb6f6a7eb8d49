"""Leads' event door: every lead that the feed tells of is kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.events.contract import Happening
from huoshui.identity.contract import Resolution
from huoshui.leads import operations, rules


async def on_happenings(
    session: AsyncSession,
    happenings: Sequence[Happening],
    resolution: Resolution,  # noqa: ARG001 leads are kept by identity; whose it is is asked when it is read
    *,
    vault: Vault,
    now: datetime,  # noqa: ARG001 every listener has the same face
) -> None:
    """This will keep the leads among the happenings; the others are passed over."""
    told = [one for one in happenings if one.name == rules.SUBMITTED]
    if told:
        await operations.receive(session, happenings=told, vault=vault)
