"""A corp of our own behind a real port, an account of it on the platform, and whoever brings its callbacks."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Account, Credentials, Letter
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from huoshui.rehearsal.wecom.teller import Teller
from tests.channels.wecom.conftest import served
from tests.conftest import LiveServer

CORP_ID = "ww1234567890abcdef"
SECRET, TOKEN, KEY = "contact-secret", "callbackToken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
AGENT = 1_000_002
CREDENTIALS = Credentials(secret=SECRET, token=TOKEN, key=KEY)


@dataclass
class Wecom:
    """The platform's side: a corp, the hands in it, its server, where that stands."""

    corp: Corp
    acts: Acts
    server: Server
    url: str


@pytest.fixture
async def wecom() -> AsyncIterator[Wecom]:
    corp = Corp(CORP_ID, secrets={SECRET: AGENT}, now=time.time, chance=random.Random(7))
    server, acts = Server(corp), Acts(corp)
    for userid in ("zhangsan", "lisi"):
        acts.hire(userid)
    corp.letters.clear()
    async with served(server.app) as url:
        yield Wecom(corp, acts, server, url)


async def add(platform: Platform, *, name: str = "brand", address: str = "", **how: object) -> Account:
    """Add an account of the corp."""
    plan = connectors.Plan(**{
        "channel": "wecom", "name": name, "title": "品牌企业微信", "corp_id": CORP_ID, "agent_id": AGENT,
        "address": address, **how})  # fmt: skip
    async with platform.postgres.transaction() as session:
        return await connectors.add(
            session, keys=platform.keys, plan=plan, credentials=CREDENTIALS, viewer=LOCAL, now=clock.now()
        )


@pytest.fixture
async def account(platform: Platform, wecom: Wecom) -> Account:
    return await add(platform, address=wecom.url)


@pytest.fixture
async def teller(live_server: LiveServer, account: Account, wecom: Wecom) -> AsyncIterator[Teller]:
    async with httpx2.AsyncClient(verify=False) as http:
        yield brings(wecom, http, f"{live_server.base_url}/in/wecom/{account.name}")


def brings(wecom: Wecom, http: httpx2.AsyncClient, url: str, *, token: str = TOKEN, key: str = KEY) -> Teller:
    """Make what brings the corp's callbacks to an address."""

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    return Teller(
        wecom.corp, url=url, http=http, token=token, encoding_aes_key=key, chance=random.Random(11), sleep=at_once
    )


@dataclass
class Reader:
    """Remembers the facts it was told, and fails while it is told to."""

    facts: list[object]
    failing: bool = False

    async def __call__(self, session: AsyncSession, account: Account, letter: Letter) -> None:
        await session.execute(text("INSERT INTO outbox (name, payload) VALUES ('Told', '{}')"))
        if self.failing:
            raise KeyError("nobody's business")
        self.facts.append(letter.fact)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> dict[str, Reader]:
    """Two readers in place of those that the house has."""
    readers = {"first": Reader([]), "second": Reader([])}
    monkeypatch.setattr(connectors, "readers", readers)
    return readers


async def letters(platform: Platform) -> list[Any]:
    """Read the letters as they lie there."""
    async with platform.postgres.session() as session:
        return list(await session.execute(text("SELECT * FROM connector_letters ORDER BY id")))
