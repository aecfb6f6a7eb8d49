"""Asking WeChat: tokens that all processes share, codes by name, quotas that end at midnight, sizes held locally."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from huoshui.bedrock.clock import BEIJING
from huoshui.channels.wechat.calling import Caller
from huoshui.channels.wechat.client import WeChat, batches
from huoshui.channels.wechat.codes import Code, name_of
from huoshui.channels.wecom.calling import App
from huoshui.channels.wecom.failures import (
    Declined,
    OutcomeUnknown,
    SecretDeclined,
    TooFast,
    Unsendable,
)
from huoshui.channels.wecom.scheduler import Scheduler, Time
from huoshui.channels.wecom.tokens import MemoryKeeper
from huoshui.rehearsal.wechat.account import Account, Fan
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from tests.channels.wecom.conftest import Hours, served

APPID, SECRET = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef"
ONCE, NOTICE = "tmpl-once", "tmpl-notice"


@dataclass
class World:
    """The account, its server, and as many processes of ours as a test wants."""

    account: Account
    acts: Acts
    server: Server
    hours: Hours
    url: str
    http: httpx2.AsyncClient
    keeper: MemoryKeeper

    def wechat(self, *, secret: str = SECRET, channel: str = "wechat_mp") -> WeChat:
        """A process that asks: its own scheduler, the common keeper."""
        scheduler = Scheduler(time=Time(self.hours.now, self.hours.sleep))
        caller = Caller(
            App(APPID, secret), http=self.http, keeper=self.keeper, scheduler=scheduler, base_url=self.url,
            chance=lambda: 0.5,
        )  # fmt: skip
        return WeChat(caller, channel=channel)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    hours = Hours()
    account = Account(APPID, SECRET, hours.now, random.Random(7))
    account.templates, account.messages = {ONCE: ("到货提醒", 2)}, {NOTICE: "服务进度"}
    server = Server(account)
    async with served(server.app) as url, httpx2.AsyncClient(verify=False) as http:
        yield World(account, Acts(account), server, hours, url, http, MemoryKeeper())


@pytest.fixture
def fan(world: World) -> Fan:
    fan = world.acts.appear(unionid="union-1")
    world.acts.follow(fan, scene="door")
    return fan


class TestToken:
    async def test_is_fetched_once_for_all_processes(self, world: World) -> None:
        processes = [world.wechat() for _ in range(5)]
        await asyncio.gather(*(one.addresses() for one in processes for _ in range(4)))
        assert world.server.asked["cgi-bin/stable_token"] == 1

    async def test_that_expired_is_renewed_without_force(self, world: World) -> None:
        wechat = world.wechat()
        await wechat.addresses()
        first = world.server.token
        world.hours.at += 7_200
        await wechat.addresses()
        assert (world.server.asked["cgi-bin/stable_token"], world.server.token == first) == (2, False)

    async def test_that_somebody_ended_is_renewed_by_force_and_once(self, world: World) -> None:
        wechat = world.wechat()
        await wechat.addresses()
        world.server.end_tokens()
        await asyncio.gather(*(one.addresses() for one in (wechat, world.wechat(), world.wechat())))
        assert world.server.asked["cgi-bin/stable_token"] == 3, "the same one again, then a new one by force"

    async def test_a_wrong_secret_is_not_tried_again_for_ten_minutes(self, world: World) -> None:
        wechat = world.wechat(secret="f" * 32)
        for _ in range(3):
            with pytest.raises(SecretDeclined, match="secret wrong"):
                await wechat.addresses()
        assert world.server.asked["cgi-bin/stable_token"] == 1
        world.hours.at += 601
        with pytest.raises(SecretDeclined):
            await wechat.addresses()
        assert world.server.asked["cgi-bin/stable_token"] == 2


class TestCodes:
    @pytest.mark.parametrize(
        ("code", "named"),
        [
            (40003, "openid invalid"), (43004, "not following"), (43101, "subscription refused"),
            (45015, "window closed"), (45047, "messages used"), (47003, "parameters invalid"),
            (48001, "function unauthorized"), (61024, "61024"),
        ],
    )  # fmt: skip
    async def test_are_told_by_name_and_not_asked_again(self, world: World, code: int, named: str) -> None:
        async def refuses(path: str) -> int | None:
            return None if path.endswith("token") else code

        world.server.before = refuses
        with pytest.raises(Declined, match=rf"{named} \({code}\)"):
            await world.wechat().addresses()
        assert world.server.asked["cgi-bin/get_api_domain_ip"] == 1
        assert name_of(code) == named

    async def test_busy_is_asked_again(self, world: World) -> None:
        busy = iter([-1, -1, None])

        async def once(path: str) -> int | None:
            return None if path.endswith("token") else next(busy)

        world.server.before = once
        assert await world.wechat().addresses() == ["101.226.103.0/25"]

    async def test_a_quota_that_is_used_up_is_not_asked_before_midnight_in_beijing(self, world: World) -> None:
        world.account.quotas["cgi-bin/get_api_domain_ip"] = 2
        wechat = world.wechat()
        for _ in range(2):
            await wechat.addresses()
        with pytest.raises(TooFast) as refused:
            await wechat.addresses()
        until = datetime.fromtimestamp(world.hours.at, UTC) + timedelta(seconds=refused.value.retry_after)
        assert until.astimezone(BEIJING).strftime("%H:%M:%S") == "00:00:00"
        with pytest.raises(TooFast):
            await wechat.addresses()
        assert world.server.asked["cgi-bin/get_api_domain_ip"] == 3
        world.hours.at += refused.value.retry_after
        assert await wechat.addresses()

    async def test_a_send_whose_answer_was_lost_is_not_asked_again(self, world: World, fan: Fan) -> None:
        fan.accepted[ONCE] = 2

        async def lost(path: str) -> int | None:
            if path.endswith("bizsend"):
                raise ConnectionResetError
            return None

        world.server.after = lost
        with pytest.raises(OutcomeUnknown):
            await world.wechat().send_subscribed(fan.openid, template=ONCE, values={"thing1": "a"})
        assert len(world.account.sent) == 1


class TestFollowers:
    async def test_come_page_by_page_and_a_place_is_a_follower(self, world: World) -> None:
        world.server.page = 3
        for _ in range(7):
            world.acts.follow(world.acts.appear())
        wechat, found, after = world.wechat(), [], ""
        while (page := await wechat.followers(after=after)).data.openid:
            found += page.data.openid
            after = page.next_openid
        assert found == list(world.account.fans)
        assert (await wechat.followers(after=found[4])).data.openid == found[5:]

    async def test_are_read_by_the_hundred_with_the_scene_they_came_by(self, world: World, fan: Fan) -> None:
        (read,) = await world.wechat().read([fan.openid])
        assert (read.subscribe, read.unionid, read.scene) == (1, "union-1", "door")
        world.acts.unfollow(fan)
        gone = await world.wechat().one(fan.openid)
        assert (gone.subscribe, gone.unionid) == (0, "")
        with pytest.raises(Unsendable, match="100 is the most"):
            await world.wechat().read([fan.openid] * 101)
        assert [len(part) for part in batches(["x"] * 250)] == [100, 100, 50]


class TestCodesWithScenes:
    async def test_are_temporary_or_for_ever_and_name_a_picture(self, world: World) -> None:
        made = await world.wechat().scene_code("徐汇店门口", seconds=600)
        assert (made.expire_seconds, world.account.codes[made.ticket]) == (600, "徐汇店门口")
        assert made.picture.startswith("https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQ")
        await world.wechat().scene_code("for-ever")
        assert world.account.permanent == 1

    @pytest.mark.parametrize(("scene", "seconds"), [("x" * 65, None), ("", None), ("x", 2_592_001)])
    async def test_beyond_what_wechat_documents_are_not_asked_for(
        self, world: World, scene: str, seconds: int | None
    ) -> None:
        with pytest.raises(Unsendable):
            await world.wechat().scene_code(scene, seconds=seconds)
        assert world.server.asked["cgi-bin/qrcode/create"] == 0

    async def test_no_more_than_a_hundred_thousand_are_for_ever(self, world: World) -> None:
        world.account.permanent = 100_000
        with pytest.raises(Declined, match="codes full"):
            await world.wechat().scene_code("one-more")


class TestMessages:
    async def test_a_template_message_is_sent_once_for_each_key(self, world: World, fan: Fan) -> None:
        wechat = world.wechat()
        ids = [
            await wechat.send_template(fan.openid, template=NOTICE, values={"first": "a"}, key=key)
            for key in ("k1", "k1", "k2")
        ]
        assert (ids[0] == ids[1], ids[0] == ids[2], len(world.account.sent)) == (True, False, 2)

    async def test_a_mini_program_sends_by_its_own_path(self, world: World, fan: Fan) -> None:
        fan.accepted[ONCE] = 1
        await world.wechat(channel="miniprogram").send_subscribed(fan.openid, template=ONCE, values={"thing1": "a"})
        assert world.server.asked["cgi-bin/message/subscribe/send"] == 1


class TestMiniProgram:
    async def test_a_login_tells_who_it_is_once_and_never_the_key(self, world: World, fan: Fan) -> None:
        world.account.logins["code-1"] = (fan.openid, world.hours.at)
        session = await world.wechat().session_of("code-1")
        assert (session.openid, session.unionid) == (fan.openid, "union-1")
        assert session.session_key not in repr(session)
        assert world.server.asked["cgi-bin/stable_token"] == 0, "it is asked by the secret"
        with pytest.raises(Declined, match="code invalid"):
            await world.wechat().session_of("code-1")

    async def test_a_phone_is_told_by_a_code_that_serves_five_minutes(self, world: World, fan: Fan) -> None:
        world.account.phones["code-1"] = ("+8613812345678", world.hours.at)
        told = await world.wechat().phone_of("code-1")
        assert (told.purePhoneNumber, told.countryCode) == ("13812345678", "86")
        world.account.phones["code-2"] = ("+8613812345678", world.hours.at)
        world.hours.at += 301
        with pytest.raises(Declined) as refused:
            await world.wechat().phone_of("code-2")
        assert refused.value.code == Code.CODE_INVALID
