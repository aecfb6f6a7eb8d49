"""Work that a process does round after round, whatever becomes of one round."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from huoshui.bedrock.errors import Busy
from huoshui.bedrock.log import logger

_AGAIN_SECONDS = 5.0
_LOOK_SECONDS = 0.25
"""So often whoever rests looks whether anybody still asks."""

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


async def for_ever(
    work: Callable[[], Awaitable[object]], pause: float, *, of: str, rests: float = 0.0, asked: float = 1.0
) -> None:
    """
    This will do one round after the other, with a pause of so many seconds between, until it is cancelled.

    While the process is ``asked`` so much, the pause is ``rests`` times as long as the round took (`rest`).
    """
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        await outlived(work, of=of)
        await rest(pause, most=(loop.time() - began) * rests, asked=asked)


async def rest(least: float, *, most: float, asked: float) -> None:
    """
    This will let requests, which share processor and interpreter, go first: for so many seconds while there are any.

    A process that uses less than ``asked`` of a core has few.
    """
    loop = asyncio.get_running_loop()
    began, look = loop.time(), least
    while True:
        looked, used = loop.time(), time.process_time()
        await asyncio.sleep(look)
        now = loop.time()
        if now - began >= most or time.process_time() - used < asked * (now - looked):
            return
        look = _LOOK_SECONDS


async def ended(*tasks: asyncio.Task[Any]) -> None:
    """
    This will end tasks, and wait until they have.

    A word that meets a database which goes away is lost: what the statement raises takes its place, and a loop outlives
    that. So it is said again until it is heard.
    """
    going = set(tasks)
    while going:
        for task in going:
            task.cancel()
        _, going = await asyncio.wait(going, timeout=_AGAIN_SECONDS)
