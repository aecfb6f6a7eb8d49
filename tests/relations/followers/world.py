"""An account of our own at WeChat, the hands of everybody in it, and what we keep of it."""

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

import httpx2
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wechat import envelopes
from huoshui.channels.wechat.callbacks import fact_of
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Account as Connected
from huoshui.connectors.contract import Credentials, Letter, LetterId
from huoshui.connectors.operations import Plan
from huoshui.rehearsal.wechat.account import Account
from huoshui.rehearsal.wechat.account import Letter as Told
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from huoshui.rehearsal.wechat.teller import xml
from huoshui.relations.followers import subscribers
from huoshui.relations.followers.contract import FollowerRun, Send, SendKind
from huoshui.relations.followers.sending import Message, write
from huoshui.relations.followers.syncing import forwarding, runs
from huoshui.relations.followers.syncing.asking import Asker
from huoshui.relations.followers.syncing.comparing import FollowerComparison
from tests.relations.world import Hours

APPID, SECRET, TOKEN = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef", "callbackToken"
KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ONCE, LASTING, NOTICE = "tmpl-once-000000000000000000000000000000000", "tmpl-lasting-0000000", "tmpl-notice-00000000"


@dataclass
class Square:
    """Everything on both sides."""

    platform: Platform
    connected: Connected
    account: Account
    acts: Acts
    server: Server
    hours: Hours
    chance: random.Random = field(default_factory=lambda: random.Random(5))

    def letters(self) -> list[Told]:
        """Take the callbacks that were written since."""
        told, self.account.letters = self.account.letters, []
        return told

    async def hear(self, *told: Told) -> None:
        """Let callbacks arrive, in this order."""
        for one in told:
            envelope = envelopes.read(f"<xml>{xml({'ToUserName': self.account.original_id, **one})}</xml>".encode())
            said_at = clock.moment(envelope.created_at * 1000)
            letter = Letter(LetterId(1), envelope.key, fact_of(envelope), (), said_at, self.hours.moment())
            async with self.platform.postgres.transaction() as session:
                await subscribers.hear(session, self.connected, letter)

    async def hear_all(self) -> None:
        await self.hear(*self.letters())

    async def read(self) -> None:
        """Read whoever is wanted, as long as somebody is."""
        asker = Asker(self.platform.postgres, self.platform.speakers, self.platform.keys)
        while await asker.round(self.hours.moment):
            self.hours.pass_by(seconds=1)

    async def begin(self) -> FollowerComparison:
        async with self.platform.postgres.transaction() as session:
            run = await runs.begin(session, account=self.connected, viewer=LOCAL, now=self.hours.moment())
        return FollowerComparison(
            run,
            postgres=self.platform.postgres,
            speakers=self.platform.speakers,
            keys=self.platform.keys,
            clock=self.hours.moment,
        )

    async def compare(self) -> FollowerRun:
        return await (await self.begin()).perform()

    async def forward(self) -> list[tuple[str, str, str]]:
        """Hand on what is told, and give all that is stored: name, openid, state."""
        platform = self.platform
        while await forwarding.forward(platform.postgres, platform.intake, keys=platform.keys, now=self.hours.moment()):
            pass
        await platform.feed.settle()
        rows = await platform.clickhouse.rows(
            "SELECT name, JSONExtractString(properties, 'openid'), JSONExtractString(properties, 'state') "
            "FROM events WHERE kind = 'track' ORDER BY occurred_at, name"
        )
        return [(name, openid, state) for name, openid, state in rows]

    async def rows(self, sql: str, **given: Any) -> list[Any]:
        async with self.platform.postgres.session() as session:
            return list((await session.execute(text(sql), given)).all())

    async def following(self) -> dict[str, str]:
        """Who follows as we keep it, and by which scene they came."""
        rows = await self.rows("SELECT openid, source FROM followers WHERE standing = 'following'")
        return {row.openid: row.source for row in rows}

    def really(self) -> dict[str, str]:
        """The same as WeChat has it."""
        return {fan.openid: fan.scene for fan in self.account.fans.values() if fan.follows}

    async def number(self, openid: str) -> int:
        (row,) = await self.rows("SELECT id FROM followers WHERE openid = :openid", openid=openid)
        return int(row.id)

    async def balances(self) -> dict[tuple[str, str], int]:
        """What is left, by openid and template."""
        rows = await self.rows(
            "SELECT openid, template, remaining FROM subscriptions JOIN followers ON followers.id = follower"
        )
        return {(row.openid, row.template): row.remaining for row in rows}

    async def send(self, openid: str, kind: SendKind, *, key: Any, template: str = "", words: str = "") -> Send:
        """Write to somebody."""
        values = {} if kind is SendKind.SERVICE else {"thing1": "到货了"}
        return await write(
            self.platform.postgres, self.platform.speakers, follower=await self.number(openid),
            message=Message(kind, template, values, words), key=key, viewer=LOCAL, now=self.hours.moment(),
        )  # fmt: skip


async def connect(platform: Platform, *, url: str, channel: str, now: Any, name: str = "fans") -> Connected:
    """Add an account at WeChat."""
    plan = Plan(channel=channel, name=name, title="活水骑行", corp_id=APPID, address=url)
    credentials = Credentials(secret=SECRET, token=TOKEN, key=KEY)
    async with platform.postgres.transaction() as session:
        return await connectors.add(
            session, keys=platform.keys, plan=plan, credentials=credentials, viewer=LOCAL, now=now
        )


def opened(hours: Hours, *, channel: str = "wechat_mp") -> Account:
    """An account with two subscribe templates and one of template messages."""
    account = Account(APPID, SECRET, hours.now, random.Random(7), channel=channel)
    account.templates = {ONCE: ("到货提醒", 2), LASTING: ("会员动态", 3)}
    account.messages = {NOTICE: "服务进度"}
    return account


async def losing_the_answer(_path: str) -> int | None:
    """The connection ends once everything is done."""
    raise httpx2.RemoteProtocolError("the connection ended")


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)
