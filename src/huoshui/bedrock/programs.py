"""Programs of ours that run beside the server, with their input and output as streams; none is begun by a fork."""

import asyncio
import subprocess
from collections.abc import Sequence

_LIMIT = 1 << 16


class Program:
    """
    A program that runs, or ran: ``said`` is its standard input, ``heard`` its standard output.

    asyncio starts processes as its loop does, and uvloop forks, which a process with the column engine in it may not
    (docs/decisions/0059). `subprocess` starts by vfork; only the pipes are the loop's.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        said: asyncio.StreamWriter,
        heard: asyncio.StreamReader,
        hearing: asyncio.ReadTransport,
    ) -> None:
        self._process = process
        self.said = said
        self.heard = heard
        self._hearing = hearing

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def status(self) -> int | None:
        """What it ended with; nothing while it runs."""
        return self._process.poll()

    def kill(self) -> None:
        """This will end it at once, if it still runs."""
        self._process.kill()

    async def wait(self) -> int:
        """This will wait for its end, and give what it ended with; what was not heard until then never is."""
        try:
            return await asyncio.to_thread(self._process.wait)
        finally:
            self.said.close()
            self._hearing.close()


async def start(command: Sequence[str], *, limit: int = _LIMIT, apart: bool = False) -> Program:
    """
    This will start a program; ``limit`` bytes of what it says are read ahead.

    ``apart``: in a session of its own, so that Ctrl-C is not for it.
    """
    loop = asyncio.get_running_loop()
    process = subprocess.Popen(  # noqa: ASYNC220, S603 by vfork, and what runs is ours
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=apart
    )
    heard = asyncio.StreamReader(limit)
    hearing, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(heard), process.stdout)
    answering = asyncio.StreamReaderProtocol(asyncio.StreamReader())  # a writer needs one for its pauses
    saying, _ = await loop.connect_write_pipe(lambda: answering, process.stdin)
    return Program(process, asyncio.StreamWriter(saying, answering, None, loop), heard, hearing)
