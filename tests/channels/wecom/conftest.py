"""A corp behind a real port of this machine, a client of it, and one time for both."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import dataclass, field

import httpx2
import pytest
import uvicorn
from starlette.types import ASGIApp

from huoshui.channels.wecom.calling import App, Caller
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined
from huoshui.channels.wecom.scheduler import Scheduler, Time
from huoshui.channels.wecom.tokens import MemoryKeeper
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.letters import AT, CORP

SECRET = "contact-secret"
AGENT = 1_000_002


@dataclass
class Hours:
    """A time that passes when somebody waits."""

    at: float = float(AT)
    waits: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)


@dataclass
class World:
    """The corp, the hands of everybody in it, its server, and our client."""

    corp: Corp
    acts: Acts
    server: Server
    hours: Hours
    url: str
    http: httpx2.AsyncClient
    keeper: MemoryKeeper

    def caller(self, *, secret: str = SECRET, url: str = "", patience: float = 90) -> Caller:
        """A process that asks: its own scheduler, the common keeper."""
        time = Time(self.hours.now, self.hours.sleep)
        return Caller(
            App(CORP, secret, AGENT),
            http=self.http,
            keeper=self.keeper,
            scheduler=Scheduler(time=time, patience=patience),
            base_url=url or self.url,
            chance=lambda: 0.5,
        )

    def wecom(self, **how: object) -> WeCom:
        return WeCom(self.caller(**how))


async def ids(wecom: WeCom) -> list[str]:
    """Ask for one member's contacts, page by page."""
    return [
        one.external_contact.external_userid
        async for page in wecom.contacts.followed_by(["zhangsan"])
        for one in page.external_contact_list
    ]


def declined(code: Code) -> AbstractContextManager[object]:
    """WeCom says no, with this code."""
    return pytest.raises(Declined, match=rf"\({code.value}\)")


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Serve an application on a port of this machine, without the tenths of a second that `Server.serve` takes to end."""
    config = uvicorn.Config(app, log_level="warning", lifespan="off")
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    with socket.socket(proto=socket.IPPROTO_TCP) as listening:  # else asyncio holds back what is small
        listening.bind(("127.0.0.1", 0))
        await server.startup(sockets=[listening])
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:  # its number is another socket's soon, which the loop would then take for this one
            for door in server.servers:
                door.close()
            for connection in list(server.server_state.connections):
                connection.shutdown()
            while server.server_state.connections:  # noqa: ASYNC110 uvicorn has no event to wait for
                await asyncio.sleep(0.005)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    hours = Hours()
    corp = Corp(CORP, secrets={SECRET: AGENT}, now=hours.now, chance=random.Random(7))
    server = Server(corp)
    acts = Acts(corp)
    for userid in ("zhangsan", "lisi", "wangwu"):
        acts.hire(userid)
    corp.letters.clear()
    async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
        yield World(corp, acts, server, hours, url, http, MemoryKeeper())


@pytest.fixture
def wecom(world: World) -> WeCom:
    return world.wecom()
