"""`huoshui demo --with-wecom`: a WeCom of our own on loopback, and what its staff and customers do, as it happens."""

import asyncio
import contextlib
import random
import socket
from collections.abc import AsyncIterator

import uvicorn

from huoshui.app.cli.client import beside_server
from huoshui.app.cli.server import Server, bind
from huoshui.app.cli.terminal import shown, terminal
from huoshui.app.settings import Settings
from huoshui.rehearsal.wecom.play import CONNECTOR, Rehearsal

PAUSE_S = 3.0
"""From one thing to the next, on average."""
_LOOPBACK = "127.0.0.1"


async def play(settings: Settings, *, seed: int) -> None:
    """
    This will connect a corp to the running server and let life go on in it until it is cancelled.

    :raises NoServer: if none is running
    :raises NotTaken: if a door refuses
    """
    rehearsal = Rehearsal.of(seed, chance=random.Random())  # noqa: S311 each time other people come
    async with beside_server(settings) as client, _served(rehearsal) as address:
        teller = await rehearsal.connect(client.http, address=address)
        await rehearsal.compare(client.http)
        await rehearsal.hang_codes(client.http)
        terminal.aside.print(
            f"[green]✓[/] 企业微信已连上 connected as [b]{CONNECTOR}[/]: {client.url}/connectors · Ctrl-C 结束",
            soft_wrap=True,
        )
        await rehearsal.live(teller, lambda told: terminal.aside.print(f"  {shown(told)}"), pause=PAUSE_S)


@contextlib.asynccontextmanager
async def _served(rehearsal: Rehearsal) -> AsyncIterator[str]:
    door: socket.socket = bind(_LOOPBACK, 0)
    opened = asyncio.Event()
    config = uvicorn.Config(rehearsal.server.app, lifespan="off", log_config=None, access_log=False)
    server = Server(config, opened.set)
    serving = asyncio.create_task(server.serve(sockets=[door]))
    try:
        await opened.wait()
        yield f"http://{_LOOPBACK}:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        door.close()
