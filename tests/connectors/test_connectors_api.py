"""The HTTP door of connectors: secrets go in and never come out, changes are kept, and a probe says what is wrong."""

from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.doctor import connectors as doctor
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors.contract import Account
from huoshui.rehearsal.wecom.teller import Teller
from tests.conftest import LiveServer
from tests.connectors.conftest import AGENT, CORP_ID, KEY, SECRET, TOKEN, Reader, Wecom, brings, letters

NEW = {"name": "brand", "title": "品牌", "corp_id": CORP_ID, "agent_id": AGENT, "secret": SECRET}


async def change(platform: Platform, statement: str) -> None:
    async with platform.postgres.transaction() as session:
        await session.execute(text(f"UPDATE connector_accounts SET {statement}"))


async def probed(client: httpx2.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.post("/api/connectors/brand/probe")
    assert answer.status_code == 200
    return list(answer.json())


class TestAdd:
    async def test_shows_what_it_draws_this_once(self, client: httpx2.AsyncClient) -> None:
        made = (await client.post("/api/connectors", json=NEW)).json()
        assert made["callback"] == "http://huoshui.test/in/wecom/brand"
        assert (len(made["token"]), len(made["key"]), "secret" in made) == (24, 43, False)
        shown = (await client.get("/api/connectors/brand")).json()
        assert {"token", "key", "secret"}.isdisjoint(shown)
        assert made["key"] not in (await client.get("/api/connectors")).text

    async def test_shows_nothing_that_was_given(self, client: httpx2.AsyncClient) -> None:
        made = await client.post("/api/connectors", json=NEW | {"token": TOKEN, "key": KEY})
        assert (made.json()["token"], made.json()["key"]) == (None, None)
        assert TOKEN not in made.text

    @pytest.mark.parametrize(
        ("part", "value", "code"),
        [
            ("key", "short", "UnfitCredentials"),
            ("token", "not a token!", "UnfitCredentials"),
            ("secret", "short", "UnfitCredentials"),
            ("channel", "carrier-pigeon", "UnknownConnectorChannel"),
            ("address", "ftp://10.0.0.1", "UnfitAddress"),
            ("name", "Not a name", "Unfit"),
        ],
    )
    async def test_refuses_and_writes_nothing(
        self, client: httpx2.AsyncClient, part: str, value: str, code: str
    ) -> None:
        answer = await client.post("/api/connectors", json=NEW | {part: value})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await client.get("/api/connectors")).json() == []

    async def test_refuses_the_same_name_and_the_same_application(self, client: httpx2.AsyncClient) -> None:
        await client.post("/api/connectors", json=NEW)
        for body in (NEW | {"agent_id": 7}, NEW | {"name": "other"}):
            assert (await client.post("/api/connectors", json=body)).json()["code"] == "ConnectorExists"

    async def test_keeps_secrets_sealed_and_out_of_the_audit_log(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        made = (await client.post("/api/connectors", json=NEW)).json()
        async with platform.postgres.session() as session:
            row = (await session.execute(text("SELECT * FROM connector_accounts"))).one()
            log = str((await session.execute(text("SELECT * FROM audit_log"))).all())
        for secret in (SECRET, made["token"], made["key"]):
            assert secret not in str(row)
            assert secret not in log


class TestChange:
    async def test_needs_the_version_that_was_seen(self, client: httpx2.AsyncClient, account: Account) -> None:
        body = {"title": "新名", "address": "", "version": 1}
        changed = (await client.put("/api/connectors/brand", json=body)).json()
        assert (changed["title"], changed["version"]) == ("新名", 2)
        assert (await client.put("/api/connectors/brand", json=body)).json()["code"] == "ConnectorChanged"

    async def test_is_told_in_the_history(self, client: httpx2.AsyncClient, account: Account) -> None:
        await client.post("/api/connectors/brand/pause")
        await client.post("/api/connectors/brand/pause")
        await client.post("/api/connectors/brand/resume")
        deeds = [one["action"] for one in (await client.get("/api/connectors/brand/history")).json()]
        assert deeds == ["connectors.resumed", "connectors.paused", "connectors.added"]

    async def test_of_what_signs_is_heard_by_both_for_a_day(
        self, live_server: LiveServer, client: httpx2.AsyncClient, account: Account, wecom: Wecom, platform: Platform
    ) -> None:
        url = f"{live_server.base_url}/in/wecom/brand"
        async with httpx2.AsyncClient(verify=False) as http:
            assert await brings(wecom, http, url).probe()
            fresh = (await client.post("/api/connectors/brand/rotate")).json()
            await platform.mail.hearing.follow_changes()
            old, new = brings(wecom, http, url), brings(wecom, http, url, token=fresh["token"], key=fresh["key"])
            assert (await old.probe(), await new.probe()) == (True, True)
            opened = platform.mail.hearing._known["wecom", "brand"]
            with pytest.raises(Exception, match="signature"):
                opened.tongue.echo(b"msg_signature=a&timestamp=1&nonce=n&echostr=e", now=clock.now())
            opened.tongue._until = clock.now() - timedelta(seconds=1)  # type: ignore[attr-defined]
            assert (await old.probe(), await new.probe()) == (False, True)

    async def test_of_the_secret_is_asked_with_at_once(
        self, client: httpx2.AsyncClient, account: Account, wecom: Wecom
    ) -> None:
        wecom.corp.secrets = {"another-secret": AGENT}
        assert (await probed(client))[0]["symptom"] == "secret_wrong"
        await client.put("/api/connectors/brand/credentials", json={"secret": "another-secret"})
        assert (await probed(client))[0]["symptom"] == "app_answers"


class TestAProbe:
    async def test_of_what_works_says_so(
        self, client: httpx2.AsyncClient, teller: Teller, wecom: Wecom, platform: Platform
    ) -> None:
        found = await probed(client)
        assert [(one["symptom"], one["fact"]) for one in found[:2]] == [
            ("app_answers", "活水"), ("contacts_readable", "2")
        ]  # fmt: skip
        assert found[2]["symptom"] == "never_heard"
        assert "http://huoshui.test/in/wecom/brand" in found[2]["advice"]
        await teller.probe()
        await platform.mail.hearing.note()
        assert (await probed(client))[2]["symptom"] == "heard"

    @pytest.mark.parametrize(
        ("path", "code", "symptom"),
        [
            ("agent/get", 60020, "address_not_trusted"),
            ("agent/get", 301002, "app_unknown"),
            ("gettoken", 40013, "corp_unknown"),
            ("gettoken", 45009, "too_fast"),
            ("externalcontact/get_follow_user_list", 48002, "contacts_forbidden"),
            ("externalcontact/get_follow_user_list", 84074, "contacts_forbidden"),
            ("externalcontact/get_follow_user_list", 12345, "declined"),
        ],
    )
    async def test_names_what_is_wrong(
        self, client: httpx2.AsyncClient, account: Account, wecom: Wecom, path: str, code: int, symptom: str
    ) -> None:
        async def before(asked: str) -> int | None:
            return code if asked == path else None

        wecom.server.before = before
        broken = [one for one in await probed(client) if one["health"] == "broken"]
        assert [(one["symptom"], one["code"]) for one in broken] == [(symptom, code)]
        assert broken[0]["advice"]

    @pytest.mark.parametrize(
        ("check", "advice"), [("signature", "Token"), ("seal", "安全模式"), ("cipher", "EncodingAESKey")]
    )
    async def test_says_by_what_callbacks_are_refused(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform, check: str, advice: str
    ) -> None:
        await change(platform, f"refused = '{check}', refused_at = now(), forged = 3")
        found = (await probed(client))[2]
        assert (found["symptom"], found["health"], found["fact"]) == ("callbacks_refused", "look", check)
        assert advice in found["advice"]
        await change(platform, "heard_at = now()")
        heard = (await probed(client))[2]
        assert heard["symptom"] == "heard"
        told = datetime.strptime(heard["fact"], "%Y-%m-%d %H:%M").replace(tzinfo=clock.BEIJING)
        assert abs(told - clock.now()) < timedelta(minutes=2)

    async def test_says_when_nobody_may_have_customers(
        self, client: httpx2.AsyncClient, account: Account, wecom: Wecom
    ) -> None:
        for member in wecom.corp.staff.values():
            member.has_contacts = False
        assert (await probed(client))[1]["symptom"] == "nobody_has_contacts"

    async def test_says_when_the_platform_cannot_be_reached(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform
    ) -> None:
        await change(platform, "address = 'http://127.0.0.1:1', version = 2")
        assert (await probed(client))[0]["symptom"] == "unreachable"
        assert (await client.get("/api/connectors/brand")).json()["failing"]

    async def test_of_a_paused_account_asks_all_the_same(
        self, client: httpx2.AsyncClient, account: Account, platform: Platform
    ) -> None:
        await change(platform, "paused = true")
        assert (await probed(client))[0]["symptom"] == "app_answers"


class TestLetters:
    async def test_are_listed_without_what_they_say_and_read_again(
        self, client: httpx2.AsyncClient, teller: Teller, platform: Platform, wecom: Wecom, readers: dict[str, Reader]
    ) -> None:
        for name in ("王芳", "李娜", "张伟"):
            wecom.acts.add(wecom.acts.appear(name), "zhangsan")
        await teller.tell()
        readers["first"].failing = True
        at = clock.now()
        for _ in range(15):
            await platform.mail.read(now=at)
            at += timedelta(hours=3)
        page = (await client.get("/api/connectors/brand/letters", params={"state": "stuck", "limit": 2})).json()
        assert [(one["state"], one["problem"]) for one in page["letters"]] == [("stuck", "first: KeyError")] * 2
        assert "zhangsan" not in str(page)
        rest = await client.get("/api/connectors/brand/letters", params={"before": page["next"]})
        assert (len(rest.json()["letters"]), rest.json()["next"]) == (1, None)
        assert (await client.get("/api/connectors/brand")).json()["stuck"] == 3
        assert (await probed(client))[-1]["symptom"] == "letters_stuck"
        readers["first"].failing = False
        assert (await client.post("/api/connectors/brand/letters/retry", json={})).json() == {"letters": 3}
        assert await platform.mail.read() == 3
        assert {one.read_at is None for one in await letters(platform)} == {False}


class TestTheDoctor:
    @pytest.mark.parametrize(
        ("statement", "state"),
        [
            ("heard_at = now()", "well"),
            ("title = 'quiet'", "look"),
            ("heard_at = now() - interval '2 days'", "look"),
            ("failed_at = now(), failure = 'gettoken: secret wrong (40001)'", "broken"),
        ],
    )
    async def test_looks_at_each_account(
        self, account: Account, platform: Platform, statement: str, state: str
    ) -> None:
        await change(platform, statement)
        async with platform.postgres.session() as session:
            (finding,) = [one async for one in doctor.examine(session, now=clock.now())]
        assert (finding.state, bool(finding.advice)) == (state, state != "well")

    async def test_leaves_paused_accounts_alone(self, account: Account, platform: Platform) -> None:
        await change(platform, "paused = true")
        async with platform.postgres.session() as session:
            assert [one async for one in doctor.examine(session, now=clock.now())] == []
