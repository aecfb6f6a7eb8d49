"""Leads over HTTP: the inbox and its filters, marks with their history, reveals, exports, who sees what, erasure."""

import csv
import io
import random
from datetime import datetime
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import Scope
from huoshui.app.platform import Platform
from huoshui.bedrock.postgres import confine
from tests.leads.conftest import Sea

LEAD = {"id": 1, "phone": "13812345678", "user_name": "王芳", "city": "杭州", "clue_tag": 3, "微信": "wx_1"}


async def brought(sea: Sea, now: datetime, *leads: dict[str, Any], name: str = "kuaishou", called: str = "") -> None:
    """Let a platform bring leads one after the other, and let every stage have them."""
    teller = await sea.account(name, called=called)
    teller.chance = random.Random(called or name)
    for lead in leads:
        assert (await teller.bring(teller.signed(lead, now))).status_code == 200
    await sea.settle()


async def listed(client: httpx2.AsyncClient, **asked: Any) -> list[dict[str, Any]]:
    answer = await client.get("/api/leads", params=asked)
    assert answer.status_code == 200
    return list(answer.json()["leads"])


async def audited(sea: Sea, action: str) -> list[Any]:
    return [row.facts for row in await sea.rows(f"SELECT facts FROM audit_log WHERE action = '{action}' ORDER BY id")]


class TestTheInbox:
    async def test_shows_a_lead_as_it_was_received_and_masked(
        self, sea: Sea, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        await brought(sea, now, LEAD)
        (one,) = await listed(client)
        assert (one["platform"], one["account"], one["lead_id"], one["state"]) == ("kuaishou", "kuaishou", "1", "new")
        assert (one["phone"], one["name"], one["city"]) == ("138****5678", "王*", "杭州")
        assert one["form"] == {"clue_tag": "****", "微信": "****"}
        person = (await client.get("/api/people/phone:13812345678")).json()["person"]
        assert one["person"] == person
        assert "13812345678" not in (await client.get(f"/api/leads/{one['id']}")).text

    async def test_finds_by_state_platform_account_phone_number_and_city(
        self, sea: Sea, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        other = {"lead_id": "X_2", "phone": "13912345678", "城市": "成都", "name": "李强"}
        await brought(sea, now, LEAD)
        await brought(sea, now, other, name="xiaohongshu", called="red")
        for asked in (
            {"platform": "xiaohongshu"},
            {"account": "red"},
            {"q": "139 1234 5678"},
            {"q": "X_"},
            {"q": "成"},
        ):
            assert [one["lead_id"] for one in await listed(client, **asked)] == ["X_2"], asked
        for asked in ({"q": "%"}, {"q": "13812345679"}, {"state": "valid"}, {"platform": "weibo"}):
            assert await listed(client, **asked) == [], asked
        assert len(await listed(client, state=["new", "valid"])) == 2
        counts = (await client.get("/api/leads/accounts")).json()
        assert {(one["platform"], one["account"]): one["counts"] for one in counts} == {
            ("kuaishou", "kuaishou"): {"new": 1}, ("xiaohongshu", "red"): {"new": 1}}  # fmt: skip

    async def test_goes_page_by_page_without_a_gap(self, sea: Sea, client: httpx2.AsyncClient, now: datetime) -> None:
        await brought(sea, now, *[{"id": number, "phone": f"1381234{number:04d}"} for number in range(7)])
        seen, after = [], ""
        while after is not None:
            page = (await client.get("/api/leads", params={"limit": 3, "after": after})).json()
            seen += [one["id"] for one in page["leads"]]
            after = page["next"]
        assert (len(seen), seen) == (7, sorted(seen, reverse=True))

    @pytest.mark.parametrize("after", ["nowhere", "1.2", "1.2.x", "9" * 30 + ".1.1", "1.1.0"])
    async def test_refuses_a_place_that_is_none(self, client: httpx2.AsyncClient, after: str) -> None:
        answer = await client.get("/api/leads", params={"after": after})
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAPlaceInLeads")

    async def test_takes_a_form_of_our_own_site_too(
        self, sea: Sea, client: httpx2.AsyncClient, live_server: Any
    ) -> None:
        event = {"type": "track", "event": "Lead Submitted", "anonymousId": "v1", "messageId": "m1",
                 "properties": {"phone": "13700001111", "form_name": "试骑", "budget": "1万"}}  # fmt: skip
        await client.post("/v1/batch", json={"batch": [event], "writeKey": live_server.write_key})
        await sea.platform.settle()
        (one,) = await listed(client)
        assert (one["account"], one["lead_id"], one["facts"]["form_name"]) == ("", "m1", "试骑")
        assert (one["phone"], one["form"]) == ("137****1111", {"budget": "1万"})


class TestAMark:
    async def test_says_who_and_when_and_is_kept(self, sea: Sea, client: httpx2.AsyncClient, now: datetime) -> None:
        await brought(sea, now, LEAD)
        (one,) = await listed(client)
        for version, state in ((1, "contacted"), (2, "valid")):
            body = {"state": state, "note": f"电话 {version}", "version": version}
            assert (await client.post(f"/api/leads/{one['id']}/state", json=body)).json()["state"] == state
        found = (await client.get(f"/api/leads/{one['id']}")).json()
        assert [(mark["state"], mark["note"], mark["by"]) for mark in found["marks"]] == [
            ("valid", "电话 2", "local"), ("contacted", "电话 1", "local")]  # fmt: skip
        assert "电话 1".encode() not in b"".join(
            bytes(row[0]) for row in await sea.rows("SELECT sealed FROM lead_marks")
        )

    async def test_again_changes_nothing_and_another_meanwhile_is_refused(
        self, sea: Sea, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        await brought(sea, now, LEAD)
        (one,) = await listed(client)
        url, body = f"/api/leads/{one['id']}/state", {"state": "contacted", "version": 1}
        assert [(await client.post(url, json=body)).status_code for _ in range(2)] == [200, 200]
        late = await client.post(url, json={"state": "invalid", "version": 1})
        assert (late.status_code, late.json()["code"]) == (409, "LeadChanged")
        assert len((await client.get(f"/api/leads/{one['id']}")).json()["marks"]) == 1
        missing = await client.post("/api/leads/999/state", json=body)
        assert (missing.status_code, missing.json()["code"]) == (404, "NoSuchLead")


class TestInClear:
    async def test_a_reveal_says_why_and_is_written_down(
        self, sea: Sea, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        await brought(sea, now, LEAD)
        (one,) = await listed(client)
        url = f"/api/leads/{one['id']}/reveal"
        assert (await client.post(url, json={"reason": " "})).json()["code"] == "NoReasonForLead"
        shown = (await client.post(url, json={"reason": "客户来电"})).json()
        assert (shown["phone"], shown["name"], shown["form"]["微信"]) == ("+8613812345678", "王芳", "wx_1")
        assert await audited(sea, "leads.revealed") == [{"reason": "客户来电"}]

    async def test_an_export_is_masked_unless_asked_and_computes_nothing(
        self, sea: Sea, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        await brought(sea, now, LEAD | {"city": "=1+1"})
        for clear, phone in ((False, "138****5678"), (True, "+8613812345678")):
            answer = await client.get("/api/leads/export", params={"clear": clear})
            (line,) = csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")))
            assert (line["phone"], line["city"], line["lead_id"]) == (phone, "'=1+1", "1")
        assert await audited(sea, "leads.exported") == [{"leads": 1, "clear": clear} for clear in (False, True)]


class TestWhoSees:
    async def test_a_lead_is_its_units_and_without_one_headquarters(
        self, sea: Sea, platform: Platform, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        for code in ("d1", "d2"):
            body = {"code": code, "name": code, "kind": "dealer"}
            assert (await client.post("/api/units", json=body)).status_code < 300
        await brought(sea, now, LEAD | {"store_id": "d1"}, {"id": 2, "phone": "13912345678"})
        units = {row.code: row.id for row in await sea.rows("SELECT code, id FROM units")}
        for scope, seen in ((Scope((units["d1"],)), 1), (Scope((units["d2"],)), 0)):
            async with platform.postgres.session() as session:
                await confine(session, scope)
                assert len((await session.execute(text("SELECT FROM leads"))).all()) == seen
        assert {one["unit"] for one in await listed(client)} == {"d1", ""}


class TestErasing:
    async def test_leaves_no_lead_and_a_replay_brings_none_back(
        self, sea: Sea, client: httpx2.AsyncClient, now: datetime
    ) -> None:
        teller = await sea.account("kuaishou")
        delivery = teller.signed(LEAD, now)
        await teller.bring(delivery)
        await sea.settle()
        done = await client.post("/api/people/phone:13812345678/erase", json={"reason": "本人要求"})
        assert done.json()["counts"]["postgres"]["leads"] == 1
        async with sea.platform.postgres.transaction() as session:
            await session.execute(text("DELETE FROM connector_letters"))
        await teller.bring(delivery)
        await sea.settle()
        assert await sea.rows("SELECT FROM leads") == []
