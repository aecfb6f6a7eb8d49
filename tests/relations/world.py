"""A corp of our own, the hands of everybody in it, callbacks that go as they should or not, and what we keep of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom import envelopes
from huoshui.channels.wecom.callbacks import fact_of
from huoshui.connectors.contract import Account, Letter, LetterId
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from huoshui.rehearsal.wecom.teller import _xml
from huoshui.relations import forwarding, subscribers
from huoshui.relations.contract import Run
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.asking import Asker
from huoshui.relations.syncing.comparing import Comparison

CORP = "ww1234567890abcdef"
SECRET, AGENT = "contact-secret", 1_000_002
START = datetime.fromisoformat("2026-11-20T02:00:00+00:00")


@dataclass
class Hours:
    """A time that passes when somebody says so."""

    at: float = START.timestamp()

    def now(self) -> float:
        return self.at

    def moment(self) -> datetime:
        return clock.moment(int(self.at * 1000))

    def pass_by(self, **how: float) -> None:
        self.at += timedelta(**how).total_seconds()


@dataclass
class Pool:
    """Everything on both sides."""

    platform: Platform
    account: Account
    corp: Corp
    acts: Acts
    server: Server
    hours: Hours
    chance: random.Random = field(default_factory=lambda: random.Random(5))
    kept_back: list[dict[str, Any]] = field(default_factory=list)

    def letters(self) -> list[dict[str, Any]]:
        """Take the callbacks that were written since."""
        told, self.corp.letters = self.corp.letters, []
        return told

    async def hear(self, *told: dict[str, Any]) -> None:
        """Let callbacks arrive, in this order."""
        for one in told:
            head = {"ToUserName": CORP, "FromUserName": "sys", "MsgType": "event"}
            envelope = envelopes.read(f"<xml>{_xml(head | one)}</xml>".encode())
            said_at = clock.moment(envelope.created_at * 1000)
            letter = Letter(LetterId(1), envelope.key, fact_of(envelope), (), said_at, self.hours.moment())
            async with self.platform.postgres.transaction() as session:
                await subscribers.hear(session, self.account, letter)

    async def hear_all(self) -> None:
        await self.hear(*self.letters())

    async def read(self, **passing: float) -> None:
        """Read whatever is wanted, as long as something is; ``passing`` lets time go by before."""
        self.hours.pass_by(**(passing or {"seconds": 30}))
        while await self.asker.round(self.hours.moment):
            self.hours.pass_by(seconds=1)

    @property
    def asker(self) -> Asker:
        return Asker(self.platform.postgres, self.platform.speakers, self.platform.vault)

    async def compare(self, *, perform: Callable[[Comparison], Any] | None = None) -> Run:
        async with self.platform.postgres.transaction() as session:
            run = await runs.begin(session, account=self.account, viewer=LOCAL, now=self.hours.moment())
        return await self.performed(run, perform=perform)

    async def performed(self, run: Run, *, perform: Callable[[Comparison], Any] | None = None) -> Run:
        comparison = Comparison(
            run,
            postgres=self.platform.postgres,
            speakers=self.platform.speakers,
            vault=self.platform.vault,
            clock=self.hours.moment,
        )
        return await (perform or Comparison.perform)(comparison)

    async def forward(self) -> list[tuple[str, str, str]]:
        """Hand on what is told, and give all that is stored: name, staff, contact."""
        platform = self.platform
        while await forwarding.forward(platform.postgres, platform.intake, keys=platform.keys, now=self.hours.moment()):
            pass
        await platform.feed.settle()
        rows = await platform.clickhouse.rows(
            "SELECT name, JSONExtractString(properties, 'staff_id'), JSONExtractString(properties, 'external_userid') "
            "FROM events WHERE kind = 'track' ORDER BY occurred_at, name"
        )
        return [(name, staff, contact) for name, staff, contact in rows]

    async def rows(self, sql: str, **given: Any) -> list[Any]:
        async with self.platform.postgres.session() as session:
            return list((await session.execute(text(sql), given)).all())

    async def friends(self) -> dict[tuple[str, str], tuple[str, tuple[str, ...], bool]]:
        """Who is whose friend as we keep it: state, tags, and whether there is a remark."""
        rows = await self.rows("SELECT staff, contact, source, tags, noted FROM follow_relations "
                               "WHERE standing IN ('friend', 'deleted_by_customer')")  # fmt: skip
        return {(r.staff, r.contact): (r.source, tuple(sorted(r.tags)), r.noted is not None) for r in rows}

    def really(self) -> dict[tuple[str, str], tuple[str, tuple[str, ...], bool]]:
        """The same as the platform has it."""
        return {
            key: (one.state, tuple(sorted(one.tags)), bool(one.remark))
            for key, one in self.corp.follows.items()
            if not one.half
        }

    async def inside(self) -> dict[str, set[str]]:
        """Who is in which group as we keep it."""
        rows = await self.rows("SELECT g.id, m.member FROM customer_groups g LEFT JOIN group_members m "
                               "ON m.corp = g.corp AND m.group_id = g.id AND m.inside WHERE dismissed_at IS NULL")  # fmt: skip
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row.id, set()).update([row.member] if row.member else [])
        return found

    def really_inside(self) -> dict[str, set[str]]:
        return {chat.chat_id: set(chat.members) for chat in self.corp.chats.values()}
