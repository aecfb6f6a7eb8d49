"""Work that a process does round after round, whatever becomes of one round."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from huoshui.bedrock.errors import Busy
from huoshui.bedrock.log import logger

Done = TypeVar("Done")


async def outlived(work: Callable[[], Awaitable[Done]], *, of: str) -> Done | None:
    """
    This will do one round of ``of``, and give what it gives; `None` if it broke.

    What is busy is tried again without a word. A database that is away is a line in the log; anything else is a defect
    and is logged with its trace.
    """
    try:
        return await work()
    except Busy:
        pass
    except (SQLAlchemyError, OSError) as error:
        logger().warning("round.failed", of=of, error=type(error).__name__)
    except Exception as error:  # noqa: BLE001 a loop outlives its rounds
        logger().error("round.broke", of=of, exc_info=error)
    return None


async def for_ever(work: Callable[[], Awaitable[object]], pause: float, *, of: str) -> None:
    """This will do one round after the other, with a pause of so many seconds between, until it is cancelled."""
    while True:
        await outlived(work, of=of)
        await asyncio.sleep(pause)
