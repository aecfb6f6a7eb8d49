"""Reading the platform's own list of customers whose staff left."""

from collections.abc import Callable
from datetime import datetime

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.relations.transfers import operations


async def read(postgres: Postgres, wecom: WeCom, *, corp: str, keys: Keys, clock: Callable[[], datetime]) -> int:
    """
    This will keep the list as the platform has it now, and tell how many wait.

    :raises Failure: as `channels.wecom.failures` has it; what was kept before stays
    """
    found = [one async for one in wecom.transfers.unassigned()]
    async with postgres.transaction() as session:
        return await operations.replace_waiting(session, corp=corp, found=found, keys=keys, now=clock())
