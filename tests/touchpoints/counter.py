"""A corp's live codes as tests play them: its WeCom, our rounds, and the letters between the two."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.channels.wecom.callbacks import ContactAdded, Fact
from huoshui.channels.wecom.client import WeCom
from huoshui.connectors.contract import Account, AccountId, Letter, LetterId
from huoshui.rehearsal.wecom.things import Customer, Follow
from huoshui.touchpoints.codes import operations, queries, subscribers
from huoshui.touchpoints.codes.contract import Code, Placed, Plan, Welcome
from huoshui.touchpoints.codes.running import Codes
from tests.channels.wecom.conftest import World

PLAN = Plan(
    name="抖音主页", staff=(Placed("zhangsan"), Placed("lisi")), welcome=Welcome("你好，欢迎"), remark="抖音来的",
    source="douyin", stage="新客",
)  # fmt: skip


@dataclass
class Counter:
    """Everything that a live code meets."""

    platform: Platform
    world: World
    account: Account
    told: list[Letter] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.world.hours.at, UTC)

    async def wecom(self, _account: int) -> WeCom:
        return self.world.wecom()

    def rounds(self) -> Codes:
        return Codes(self.platform.postgres, self.platform.intake, self.platform.keys, self.wecom)

    async def made(self, plan: Plan = PLAN, slug: str = "douyin", **how: Any) -> Code:
        async with self.platform.postgres.transaction() as session:
            await operations.create(
                session, account=self.account.id, plan=plan, slug=slug, viewer=LOCAL, now=self.now, **how
            )
        return await self.shown(slug)

    async def changed(self, plan: Plan, slug: str = "douyin") -> Code:
        known = await self.code(slug)
        async with self.platform.postgres.transaction() as session:
            await operations.change(session, slug=slug, plan=plan, version=known.version, viewer=LOCAL, now=self.now)
        return await self.shown(slug)

    async def shown(self, slug: str = "douyin") -> Code:
        await self.rounds().show(self.now)
        return await self.code(slug)

    async def code(self, slug: str = "douyin") -> Code:
        async with self.platform.postgres.session() as session:
            return await queries.code(session, slug=slug)

    async def comes(self, code: Code, name: str = "王女士", *, half: bool = False) -> Follow:
        """Somebody scans the code and adds whom it shows; our platform hears of it."""
        customer = self.world.acts.appear(name)
        follow = self.world.acts.scan(code.standing.config_id, customer, half=half)
        assert follow is not None
        await self.hear()
        return follow

    def appears(self, name: str = "王女士") -> Customer:
        return self.world.acts.appear(name)

    async def hear(self) -> None:
        """What the corp wrote reaches our platform."""
        letters, self.world.corp.letters[:] = list(self.world.corp.letters), []
        for said in letters:
            if said["ChangeType"] in {"add_external_contact", "add_half_external_contact"}:
                await self.tell(self.letter(said))

    def letter(self, said: dict[str, Any]) -> Letter:
        half = said["ChangeType"] == "add_half_external_contact"
        fact = ContactAdded(
            said["UserID"], said["ExternalUserID"], said.get("State", ""), said.get("WelcomeCode", ""), half
        )
        key = hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
        at = datetime.fromtimestamp(said["CreateTime"], UTC)
        return Letter(LetterId(len(self.told) + 1), key, fact, [], at, self.now)

    async def learn(self, fact: Fact) -> None:
        """A callback that is not about an add reaches our platform."""
        number = len(self.told) + 1
        await self.tell(Letter(LetterId(number), f"letter-{number}", fact, [], self.now, self.now))

    async def tell(self, letter: Letter) -> None:
        self.told.append(letter)
        async with self.platform.postgres.transaction() as session:
            await subscribers.hear(session, self.account, letter)

    async def steps(self) -> dict[str, str]:
        """Each step of the only add, and how far it is."""
        rows = await self.rows("SELECT step, state FROM live_code_steps")
        assert len(rows) == len({row.step for row in rows}), "more than one add"
        return {row.step: row.state for row in rows}

    async def rows(self, sql: str) -> list[Any]:
        async with self.platform.postgres.session() as session:
            return list((await session.execute(text(sql))).all())


def account(corp_id: str) -> Account:
    return Account(AccountId(1), "wecom", "main", "活水", corp_id, 1_000_002, paused=False)
