"""The door of callbacks: what is genuine is kept once before it is acknowledged, what is not changes nothing."""

import asyncio
import random
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from huoshui.app.platform import Platform
from huoshui.bedrock import clock, log
from huoshui.bedrock.journal import Journal
from huoshui.channels.wecom.signing import Seal
from huoshui.connectors import letters as journaled
from huoshui.connectors.contract import Account
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from tests.conftest import LiveServer
from tests.connectors.conftest import CORP_ID, KEY, TOKEN, Wecom, add, brings, letters

LETTER = (
    f"<xml><ToUserName>{CORP_ID}</ToUserName><FromUserName>sys</FromUserName><MsgType>event</MsgType>"
    "<CreateTime>1700000000</CreateTime><Event>change_external_tag</Event><Id>et-1</Id>"
    "<TagType>tag</TagType><ChangeType>create</ChangeType></xml>"
)


def sealed(at: float, *, token: str = TOKEN, corp_id: str = CORP_ID, letter: str = LETTER) -> tuple[str, str]:
    """One callback by hand: what stands in the address, and the body."""
    seal = Seal(token=token, encoding_aes_key=KEY, receive_id=corp_id)
    encrypted = seal.seal(letter.encode(), random=random.Random(3).randbytes(16))
    signature = seal.sign(encrypted, timestamp=str(int(at)), nonce="n")
    return (
        f"msg_signature={signature}&timestamp={int(at)}&nonce=n",
        f"<xml><ToUserName>{corp_id}</ToUserName><Encrypt>{encrypted}</Encrypt></xml>",
    )


async def brought(client: httpx2.AsyncClient, at: float, *, name: str = "brand", **how: Any) -> httpx2.Response:
    query, body = sealed(at, **how)
    return await client.post(f"/in/wecom/{name}?{query}", content=body)


@pytest.fixture
def now() -> float:
    return clock.now().timestamp()


class TestAnAddress:
    async def test_answers_the_platforms_question(self, teller: Teller) -> None:
        assert await teller.probe()

    async def test_answers_nobody_else(self, live_server: LiveServer, account: Account, wecom: Wecom) -> None:
        async with httpx2.AsyncClient(verify=False) as http:
            url = f"{live_server.base_url}/in/wecom/{account.name}"
            assert not await brings(wecom, http, url, token="another").probe()
            assert (await http.get(url)).status_code == 403

    @pytest.mark.parametrize("path", ["/in/wecom/nobody", "/in/douyin/brand", "/in/nothing/brand"])
    async def test_that_is_nobodys_is_missing(self, client: httpx2.AsyncClient, account: Account, path: str) -> None:
        assert (await client.post(path, content="<xml/>")).status_code == 404
        assert (await client.get(path)).json()["code"] == "NoSuchConnector"


async def passed(platform: Platform) -> Mapping[str, Any]:
    """What is noted at the account of what came to its door."""
    await platform.mail.hearing.note()
    async with platform.postgres.session() as session:
        return (await session.execute(text("SELECT * FROM connector_accounts"))).mappings().one()


class TestACallback:
    async def test_is_kept_before_it_is_acknowledged(self, teller: Teller, platform: Platform, wecom: Wecom) -> None:
        wecom.acts.add(wecom.acts.appear("王芳"), "zhangsan")
        told = await teller.tell()
        assert (told.taken, told.given_up) == (1, [])
        (letter,) = await letters(platform)
        assert (letter.event, letter.read_at) == ("change_external_contact.add_external_contact", None)
        assert b"zhangsan" in platform.keys.open(bytes(letter.sealed))
        assert b"zhangsan" not in bytes(letter.sealed)

    async def test_is_acknowledged_with_nothing(self, client: httpx2.AsyncClient, account: Account, now: float) -> None:
        answer = await brought(client, now)
        assert (answer.status_code, answer.content) == (200, b"")

    async def test_that_comes_again_is_one_letter(self, teller: Teller, platform: Platform, wecom: Wecom) -> None:
        for number in range(10):
            wecom.acts.add(wecom.acts.appear(f"客户{number}"), "zhangsan")
        told = await teller.tell(Mishap(repeated=1.0, overtaken=0.5))
        assert (told.taken, told.repeated) == (20, 10)
        assert len(await letters(platform)) == 10

    async def test_that_comes_again_is_counted_and_logged(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        for _ in range(3):
            await brought(client, now)
        log.configure(level="info", as_json=True)
        try:
            with capture_logs() as logged:
                noted = await passed(platform)
        finally:
            log.configure(level="warning", as_json=True)
        assert (noted["repeated"], noted["repeated_at"] is None, noted["forged"]) == (2, False, 0)
        (line,) = [one for one in logged if one["event"] == "connectors.callbacks.repeated"]
        assert (line["account"], line["callbacks"]) == (account.id, 2)

    async def test_that_comes_all_at_once_is_one_letter(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        answers = await asyncio.gather(*(brought(client, now) for _ in range(30)))
        assert {one.status_code for one in answers} == {200}
        assert len(await letters(platform)) == 1

    async def test_is_kept_for_a_paused_account_too(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_accounts SET paused = true"))
        assert (await brought(client, now)).status_code == 200
        assert await platform.mail.read() == 0
        assert len(await letters(platform)) == 1

    async def test_says_when_the_account_was_heard(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        await brought(client, now)
        await platform.mail.hearing.note()
        async with platform.postgres.session() as session:
            heard_at = await session.scalar(text("SELECT heard_at FROM connector_accounts"))
        assert clock.now() - heard_at < timedelta(seconds=30)


class TestAForgery:
    @pytest.mark.parametrize(
        "how", [{"token": "guessed"}, {"corp_id": "wwanother"}, {"letter": LETTER.replace(CORP_ID, "wwother")}]
    )
    async def test_changes_nothing_and_is_counted(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, how: dict[str, str], now: float
    ) -> None:
        answer = await brought(client, now, **how)
        assert (answer.status_code, answer.json()["code"]) == (403, "ForgedCallback")
        noted = await passed(platform)
        assert (noted["forged"], noted["forged_at"] is None, noted["heard_at"]) == (1, False, None)
        assert noted["refused"] in ("signature", "receiver", "corp")
        assert await letters(platform) == []

    async def test_of_a_recorded_callback_is_refused_after_a_day(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        assert (await brought(client, now - 90_000)).status_code == 403
        assert await letters(platform) == []

    @pytest.mark.parametrize("body", [b"", b"hello", b"<xml></xml>", b"<!DOCTYPE a><xml/>", b"\x00" * 100])
    async def test_that_is_no_callback_at_all_is_unfit(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, body: bytes
    ) -> None:
        answer = await client.post("/in/wecom/brand?msg_signature=a&timestamp=1&nonce=n", content=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "UnreadableCallback")
        noted = await passed(platform)
        assert (noted["unreadable"], noted["refused"], noted["forged"]) == (1, "unreadable", 0)
        assert await letters(platform) == []

    async def test_that_is_too_large_is_not_read(self, client: httpx2.AsyncClient, account: Account) -> None:
        answer = await client.post("/in/wecom/brand?a=b", content=b"x" * (1024 * 1024 + 1))
        assert answer.status_code == 413


class TestFaults:
    async def test_a_database_that_is_away_has_the_platform_bring_it_again(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        hearing = platform.mail.hearing
        await brought(client, now - 5, letter=LETTER.replace("et-1", "et-0"))
        own = hearing._journal
        hearing._journal = Journal("host=127.0.0.1 port=1 dbname=none", journaled.write, title="letters", patience=2)
        hearing._journal.start()
        try:
            answer = await brought(client, now)
        finally:
            broken, hearing._journal = hearing._journal, own
            await broken.stop()
        assert (answer.status_code, answer.json()["code"]) == (503, "CallbackNotKept")
        assert (await brought(client, now)).status_code == 200
        assert len(await letters(platform)) == 2

    async def test_a_change_of_credentials_is_heard_within_a_look(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, now: float
    ) -> None:
        assert (await brought(client, now, token="another")).status_code == 403
        other = await add(platform, name="other", agent_id=7)
        assert (await brought(client, now, name=other.name)).status_code == 200
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_accounts SET channel = 'douyin', version = 2"))
        await platform.mail.hearing.follow_changes()
        assert (await brought(client, now)).status_code == 404
