"""`huoshui demo --with-wecom`: WeCom, public platforms and an official account on loopback, and life in them."""

import asyncio
import contextlib
import random
import socket
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import httpx2
import uvicorn
from starlette.applications import Starlette

from huoshui.app.cli.client import beside_server
from huoshui.app.cli.server import Server, bind
from huoshui.app.cli.terminal import shown, terminal
from huoshui.app.settings import Settings
from huoshui.rehearsal.shore import OFFICIAL, PLATFORMS, Shore
from huoshui.rehearsal.wecom.play import CONNECTOR, Rehearsal

PAUSE_S = 3.0
"""From one thing to the next, on average."""
_LOOPBACK = "127.0.0.1"


async def play(settings: Settings, *, seed: int) -> None:
    """
    This will connect a corp, the brand's public accounts and its official account to the running server, and let life
    go on in them until it is cancelled.

    :raises NoServer: if none is running
    :raises NotTaken: if a door refuses
    """
    rehearsal = Rehearsal.of(seed, chance=random.Random())  # noqa: S311 each time other people come
    shore = Shore.of(rehearsal, chance=random.Random())  # noqa: S311 as above
    async with (
        beside_server(settings) as client,
        _served(rehearsal.server.app) as wecom,
        _served(shore.ocean_server.app) as ocean,
        _served(shore.official_server.app) as official,
    ):
        teller = await rehearsal.connect(client.http, address=wecom)
        await rehearsal.compare(client.http)
        await rehearsal.hang_codes(client.http)
        await shore.connect(client.http, ocean=ocean, official=official)
        terminal.aside.print(
            f"[green]✓[/] 企业微信、公众号和 {len(PLATFORMS)} 个公域平台已连上 connected as [b]{CONNECTOR}[/], "
            f"[b]{OFFICIAL}[/] …: {client.url}/connectors · Ctrl-C 结束",
            soft_wrap=True,
        )

        def told(words: str) -> None:
            terminal.aside.print(f"  {shown(words)}")

        await together(
            rehearsal.place(client.http),
            rehearsal.live(teller, client.http, told, pause=PAUSE_S),
            shore.live(told, pause=PAUSE_S),
        )


async def together(*lives: Coroutine[Any, Any, None]) -> None:
    """
    This will let several lives go on side by side until one of them fails.

    :raises httpx2.TransportError: when the server is gone, by itself and not in a group, so that a terminal can say so
    """
    try:
        async with asyncio.TaskGroup() as living:
            for life in lives:
                living.create_task(life)
    except* httpx2.TransportError as gone:
        lost: BaseException = gone
    else:
        return
    while isinstance(lost, BaseExceptionGroup):
        lost = lost.exceptions[0]
    raise lost


@contextlib.asynccontextmanager
async def _served(app: Starlette) -> AsyncIterator[str]:
    door: socket.socket = bind(_LOOPBACK, 0)
    opened = asyncio.Event()
    config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
    server = Server(config, opened.set)
    serving = asyncio.create_task(server.serve(sockets=[door]))
    try:
        await opened.wait()
        yield f"http://{_LOOPBACK}:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        door.close()
