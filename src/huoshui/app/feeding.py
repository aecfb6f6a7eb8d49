"""
The feed in a process of its own, so that learning whose events are does not slow taking them.

The server starts it, tells it by a line on its standard input when there is something new, and hears by a line on its
standard output how much was applied. When that input ends, however the server ended, the feed ends too. The feed needs
PostgreSQL only; the column engine stays with the server, because it belongs to one process.
"""

import asyncio
import contextlib
import os
import sys
from pathlib import Path

import msgspec

from huoshui.app.downstream import downstream
from huoshui.bedrock import arenas, log, programs
from huoshui.bedrock.crypto import Keys, Vault
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.programs import Program
from huoshui.events import metrics
from huoshui.events.feed import Feed

_WAKE = b"\n"
_PAUSE_SECONDS = 1.0
_NICE = 5
"""Where processors are short, a client's answer comes first; whom it came from may be known a moment later."""


class Order(msgspec.Struct):
    """What the process must know; it travels through its input, where nobody else can read it."""

    dsn: str
    master_key_file: str
    log_level: str


class FeedProcess:
    """Keeps the process running until it is stopped; it belongs to one event loop."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._program: Program | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """The process that runs now, or ran last."""
        return self._program.pid if self._program else None

    def start(self) -> None:
        """This will begin to keep it running."""
        self._task = asyncio.create_task(self._keep())

    def wake(self) -> None:
        """This will make the feed look at once."""
        if self._program and not self._program.said.is_closing():
            self._program.said.write(_WAKE)

    async def stop(self) -> None:
        """This will end the process after what it has in hand."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def _keep(self) -> None:
        while True:
            await self._run()
            logger().warning("feed.process.ended", status=self._program.status if self._program else None)
            await asyncio.sleep(_PAUSE_SECONDS)

    async def _run(self) -> None:
        # a session of its own: Ctrl-C is for the server, which ends it when its own work is done
        program = self._program = await programs.start([sys.executable, "-m", __name__], apart=True)
        try:
            program.said.write(msgspec.json.encode(self._order) + b"\n")
            async for line in program.heard:
                metrics.APPLIED.inc(int(line))
        finally:
            program.said.close()
            await program.wait()


async def feed(order: Order) -> None:
    """This will deliver until the standard input ends."""
    log.configure(level=order.log_level)
    loop = asyncio.get_running_loop()
    told = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(told), sys.stdin)
    keys = Keys.of_file(Path(order.master_key_file))
    postgres = Postgres(order.dsn, pool_size=2)
    feed = Feed(postgres, keys, downstream(Vault(keys)), applied=_report)
    feed.start()
    try:
        while await told.read(4096):
            feed.wake()
    finally:
        await feed.stop()
        await postgres.close()


def _report(happenings: int) -> None:
    with contextlib.suppress(BrokenPipeError):  # the server is gone; the input ends next
        os.write(sys.stdout.fileno(), b"%d\n" % happenings)


if __name__ == "__main__":
    os.nice(_NICE)
    arenas.share()
    asyncio.run(feed(msgspec.json.decode(sys.stdin.buffer.readline(), type=Order)))
