"""The door of mini-programs: codes become one person with openid, unionid and phone, and secrets stay here."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Credentials
from huoshui.rehearsal.wechat.account import Account, Fan
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from tests.channels.wecom.conftest import served

APPID, SECRET = "wxmini0123456789ab", "0123456789abcdef0123456789abcdef"
PHONE = "13800000000"
PATH = "/v1/miniprogram/shop/login"


@dataclass
class Mini:
    """A mini-program of ours, WeChat behind it, and the page that somebody looks at."""

    platform: Platform
    client: httpx2.AsyncClient
    account: Account
    server: Server
    key: str

    def visitor(self, code: str, *, unionid: str = "oUnion1", phone_code: str = "", phone: str = PHONE) -> Fan:
        fan = Acts(self.account).appear(unionid=unionid)
        self.account.logins[code] = (fan.openid, time.time())
        if phone_code:
            self.account.phones[phone_code] = (f"+86{phone}", time.time())
        return fan

    async def login(self, **said: Any) -> httpx2.Response:
        answer = await self.client.post(PATH, json=said, auth=(self.key, ""))
        await self.platform.settle()
        return answer

    async def persons(self, *refs: str) -> set[object]:
        found = [await self.client.get(f"/api/people/{ref}") for ref in refs]
        return {one.json().get("person") for one in found}

    async def events(self) -> list[tuple[Any, ...]]:
        return list(await self.platform.clickhouse.rows("SELECT kind, channel, message_id FROM events"))


@pytest.fixture
async def mini(platform: Platform, client: httpx2.AsyncClient) -> AsyncIterator[Mini]:
    account = Account(APPID, SECRET, time.time, random.Random(5), channel="miniprogram")
    server = Server(account)
    async with served(server.app) as url:
        plan = connectors.Plan("miniprogram", "shop", "小程序", APPID, address=url)
        async with platform.postgres.transaction() as session:
            await connectors.add(
                session, keys=platform.keys, plan=plan, credentials=Credentials(SECRET, "callbackToken"),
                viewer=LOCAL, now=clock.now(),
            )  # fmt: skip
        page = {"name": f"shop-{uuid4().hex[:12]}", "channel": "miniprogram"}
        key = (await client.post("/api/sources", json=page)).json()["write_key"]
        yield Mini(platform, client, account, server, key)
        await platform.speakers.aclose()


class TestALogin:
    async def test_makes_one_person_of_the_page_and_wechat(self, mini: Mini) -> None:
        fan = mini.visitor("login-1")
        answer = await mini.login(code="login-1", anonymousId="page-7", userId="M-1")
        assert (answer.status_code, answer.json()) == (200, {"openid": fan.openid, "unionid": "oUnion1", "phone": ""})
        assert answer.headers["cache-control"] == "no-store"
        refs = (
            f"wechat_openid:{APPID}:{fan.openid}",
            "wechat_unionid:default:oUnion1",
            "anonymous:page-7",
            "user_id:M-1",
        )
        (person,) = await mini.persons(*refs)
        assert person is not None
        assert [(kind, channel) for kind, channel, _ in await mini.events()] == [("identify", "miniprogram")]

    async def test_brings_the_phone_and_shows_its_mask(self, mini: Mini) -> None:
        fan = mini.visitor("login-1", phone_code="phone-1")
        answer = await mini.login(code="login-1", phoneCode="phone-1", anonymousId="page-7")
        assert answer.json()["phone"] == "138****0000"
        (person,) = await mini.persons(f"phone:{PHONE}", f"wechat_openid:{APPID}:{fan.openid}", "anonymous:page-7")
        assert person is not None

    async def test_lets_no_secret_out(self, mini: Mini) -> None:
        mini.visitor("login-1", phone_code="phone-1")
        answer = await mini.login(code="login-1", phoneCode="phone-1")
        assert set(answer.json()) == {"openid", "unionid", "phone"}
        assert SECRET not in answer.text
        assert PHONE not in answer.text

    async def test_of_whom_wechat_tells_no_unionid_is_known_by_the_openid(self, mini: Mini) -> None:
        fan = mini.visitor("login-1", unionid="")
        assert (await mini.login(code="login-1")).json() == {"openid": fan.openid, "unionid": "", "phone": ""}
        assert None not in await mini.persons(f"wechat_openid:{APPID}:{fan.openid}")


class TestACode:
    async def test_serves_once(self, mini: Mini) -> None:
        mini.visitor("login-1")
        assert (await mini.login(code="login-1")).status_code == 200
        answer = await mini.login(code="login-1")
        assert (answer.status_code, answer.json()["code"]) == (409, "VisitorCodeDeclined")
        assert "wx.login" in answer.json()["message"]
        assert len(await mini.events()) == 1

    async def test_of_a_phone_that_is_none_brings_nothing(self, mini: Mini) -> None:
        mini.visitor("login-1")
        answer = await mini.login(code="login-1", phoneCode="nonsense")
        assert (answer.status_code, answer.json()["facts"]["part"]) == (409, "getPhoneNumber")
        assert await mini.events() == []

    async def test_that_two_bring_at_once_serves_one(self, mini: Mini) -> None:
        mini.visitor("login-1")
        answers = await asyncio.gather(*(mini.login(code="login-1") for _ in range(5)))
        assert sorted(one.status_code for one in answers) == [200, 409, 409, 409, 409]
        assert len(await mini.events()) == 1

    @pytest.mark.parametrize(
        "body", [b"", b"[]", b"{}", b'{"code":""}', b'{"code":7}', b'{"code":"' + b"x" * 300 + b'"}']
    )
    async def test_must_be_there(self, mini: Mini, body: bytes) -> None:
        answer = await mini.client.post(PATH, content=body, auth=(mini.key, ""))
        assert (answer.status_code, answer.json()["code"]) == (400, "UnreadableBody")
        assert mini.server.asked["sns/jscode2session"] == 0


class TestWhoeverAsks:
    async def test_states_a_write_key(self, mini: Mini) -> None:
        mini.visitor("login-1")
        assert (await mini.client.post(PATH, json={"code": "login-1"})).status_code == 401
        assert (await mini.client.post(PATH, json={"code": "login-1"}, auth=("wk_guessed", ""))).status_code == 401
        assert mini.server.asked["sns/jscode2session"] == 0
        assert (await mini.login(code="login-1", writeKey=mini.key)).status_code == 200

    async def test_finds_mini_programs_that_are_not_paused(self, mini: Mini) -> None:
        nobody = await mini.client.post("/v1/miniprogram/nobody/login", json={"code": "c"}, auth=(mini.key, ""))
        assert (nobody.status_code, nobody.json()["code"]) == (404, "NoSuchConnector")
        await mini.client.post("/api/connectors/shop/pause")
        assert (await mini.login(code="c")).json()["code"] == "ConnectorPaused"
        async with mini.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_accounts SET channel = 'wechat_mp', paused = false"))
        assert (await mini.login(code="c")).json()["code"] == "NoSuchConnector"

    @pytest.mark.parametrize(
        ("code", "status", "refusal"),
        [(40226, 403, "VisitorBlocked"), (45011, 503, "MiniProgramAway"), (40125, 503, "MiniProgramAway"),
         (40163, 409, "VisitorCodeDeclined"), (-1, 503, "MiniProgramAway")],
    )  # fmt: skip
    async def test_hears_what_wechat_says(self, mini: Mini, code: int, status: int, refusal: str) -> None:
        async def before(path: str) -> int | None:
            return code if path == "sns/jscode2session" else None

        mini.server.before = before
        mini.visitor("login-1")
        answer = await mini.login(code="login-1")
        assert (answer.status_code, answer.json()["code"]) == (status, refusal)
        if status == 503:
            assert int(answer.headers["retry-after"]) >= 1
        assert await mini.events() == []
