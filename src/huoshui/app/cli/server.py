"""The server process: take the port, open the platform, answer until told to stop, finish what was accepted."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import uvicorn
import uvloop

from huoshui.app import warming
from huoshui.app.asgi import create_app
from huoshui.app.cli import garbage, running
from huoshui.app.platform import open_platform
from huoshui.app.settings import Settings
from huoshui.bedrock import arenas, clock, log
from huoshui.bedrock.errors import Conflict
from huoshui.bedrock.warming import keep_warm
from huoshui.touchpoints.redirect import Ahead

LAST_WORDS_S = 5
"""How long open requests may take to finish once we are told to stop; a live tail never ends by itself."""
STOPS = (signal.SIGINT, signal.SIGTERM)

_TURN_S = 0.0005
"""How long a busy thread keeps the interpreter: with the usual 5 ms the committer waits that long after each answer."""

Opened = Callable[[running.Running], Awaitable[None]]


class PortInUse(Conflict):
    """Port {port} on {host} cannot be had: {why}. Choose another with --port."""


class Server(uvicorn.Server):
    """Uvicorn that tells when it is open, and leaves signals to us: its way ends a process before its engines close."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self._opened = opened

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """This will open the doors, then tell."""
        await super().startup(sockets)
        if self.started:
            self._opened()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """This will capture none."""
        yield


def run(work: Coroutine[Any, Any, None]) -> None:
    """This will run a server until a signal ends it."""
    arenas.share()
    with suppress(asyncio.CancelledError), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(work)


async def serve(settings: Settings, *, work: bool, opened: Opened) -> None:
    """
    This will answer on ``settings.host`` and ``settings.port`` until a signal, ``work`` with feed and jobs.

    ``opened`` is told where we answer, once we do, and runs beside the server.

    :raises PortInUse: if the port is taken
    :raises DirectoryInUse: if another process holds the data directory
    """
    log.configure(level=settings.log_level)
    stopping = Stopping()
    door = bind(settings.host, settings.port)
    try:
        async with open_platform(settings, work=work, feed_apart=work) as platform:
            application = Ahead(create_app(platform))
            garbage.look_seldom()
            sys.setswitchinterval(_TURN_S)
            beside = [asyncio.create_task(keep_warm(lambda: warming.begin(platform), lambda: warming.warm(platform)))]

            def tell() -> None:
                note = running.Running(settings.host, door.getsockname()[1], os.getpid(), clock.now().isoformat())
                running.leave(settings.data_dir, note)
                beside.append(asyncio.create_task(_greet(opened, note)))

            server = Server(_config(application), tell)
            stopping.server = server
            await server.serve(sockets=[door])
            for task in beside:
                task.cancel()
    finally:
        running.withdraw(settings.data_dir, pid=os.getpid())
        door.close()


async def work(settings: Settings) -> None:
    """This will run the feed and the jobs until a signal."""
    log.configure(level=settings.log_level)
    Stopping()
    async with open_platform(settings, work=True):
        await asyncio.Event().wait()


class Stopping:
    """What a signal does: a server finishes its requests, anything earlier is given up; the platform closes anyway."""

    def __init__(self) -> None:
        self.server: uvicorn.Server | None = None
        self._task = asyncio.current_task()
        for number in STOPS:
            asyncio.get_running_loop().add_signal_handler(number, self._stop, number)

    def _stop(self, number: signal.Signals) -> None:
        if self.server:
            self.server.handle_exit(number, None)
        elif self._task:
            self._task.cancel()


def bind(host: str, port: int) -> socket.socket:
    """
    This will take the port without listening yet, so that nobody waits at a door that is not open.

    :raises PortInUse: if it is taken or not ours to take
    """
    # asyncio sends at once only where a socket says that it is TCP's: else the body waits 40 ms behind its own head
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
    except OSError as error:
        taken.close()
        raise PortInUse(host=host, port=port, why=error.strerror or str(error)) from None
    return taken


def _config(app: Any) -> uvicorn.Config:  # noqa: ANN401 any ASGI application
    return uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        backlog=2048,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=LAST_WORDS_S,
    )


async def _greet(opened: Opened, note: running.Running) -> None:
    try:
        await opened(note)
    except Exception as error:  # noqa: BLE001 the CLI: a greeting that fails must not take the server down
        log.logger().warning("serve.greeting.failed", error=type(error).__name__, why=str(error))
