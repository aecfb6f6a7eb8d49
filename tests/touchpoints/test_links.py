"""Making and changing short links over HTTP."""

from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform

PLAN = {"name": "秋季骑行 · 抖音主页", "channel": "douyin", "campaign": "ride-2026",
        "variants": [{"url": "https://shop.example/ride", "by_environment": {"wechat": "https://wx.shop.example/ride"}}]}  # fmt: skip


async def made(client: httpx2.AsyncClient, **plan: Any) -> dict[str, Any]:
    answer = await client.post("/api/links", json={**PLAN, **plan})
    assert answer.status_code == 201, answer.text
    link: dict[str, Any] = answer.json()
    return link


class TestCreate:
    async def test_draws_a_code_that_nobody_misreads(self, client: httpx2.AsyncClient) -> None:
        link = await made(client)
        assert len(link["code"]) == 7
        assert not set(link["code"]) & set("0O1lIo")
        assert link["address"] == f"http://huoshui.test/s/{link['code']}"
        assert (link["version"], link["has_password"]) == (1, False)

    async def test_refuses_a_code_that_is_taken_and_changes_nothing(self, client: httpx2.AsyncClient) -> None:
        await made(client, code="ride")
        answer = await client.post("/api/links", json={**PLAN, "code": "ride", "name": "other"})
        assert (answer.status_code, answer.json()["code"]) == (409, "ShortLinkExists")
        assert (await client.get("/api/links/ride")).json()["name"] == PLAN["name"]

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "nowhere"])
    async def test_refuses_where_no_link_may_lead(self, client: httpx2.AsyncClient, url: str) -> None:
        answer = await client.post("/api/links", json={**PLAN, "variants": [{"url": url}]})
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAnAddress")
        assert (await client.get("/api/links")).json()["links"] == []


class TestChange:
    async def test_is_a_new_version_and_the_old_one_stays_in_the_history(self, client: httpx2.AsyncClient) -> None:
        await made(client, code="ride")
        answer = await client.put("/api/links/ride", json={**PLAN, "name": "冬季", "paused": True, "version": 1})
        assert (answer.status_code, answer.json()["version"], answer.json()["paused"]) == (200, 2, True)
        history = (await client.get("/api/links/ride/history")).json()
        assert [(one["version"], one["name"]) for one in history] == [(2, "冬季"), (1, PLAN["name"])]

    async def test_refuses_an_author_who_saw_an_older_one(self, client: httpx2.AsyncClient) -> None:
        await made(client, code="ride")
        await client.put("/api/links/ride", json={**PLAN, "name": "first", "version": 1})
        answer = await client.put("/api/links/ride", json={**PLAN, "name": "second", "version": 1})
        assert (answer.status_code, answer.json()["code"]) == (409, "ShortLinkChanged")
        assert (await client.get("/api/links/ride")).json()["name"] == "first"

    async def test_says_when_there_is_none(self, client: httpx2.AsyncClient) -> None:
        answer = await client.put("/api/links/nowhere", json={**PLAN, "version": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchShortLink")


class TestList:
    async def test_gives_page_after_page_the_newest_first(self, client: httpx2.AsyncClient) -> None:
        for number in range(5):
            await made(client, code=f"code-{number}")
        first = (await client.get("/api/links", params={"limit": 3})).json()
        second = (await client.get("/api/links", params={"limit": 3, "before": first["next"]})).json()
        assert [one["code"] for one in first["links"] + second["links"]] == [f"code-{n}" for n in (4, 3, 2, 1, 0)]
        assert second["next"] is None

    async def test_finds_what_is_written_and_no_pattern(self, client: httpx2.AsyncClient) -> None:
        await made(client, code="plain")
        await made(client, code="odd", name="100%_off")
        found = (await client.get("/api/links", params={"q": "%_o"})).json()["links"]
        assert [one["code"] for one in found] == ["odd"]


class TestPicture:
    async def test_is_a_qr_code_of_the_address(self, client: httpx2.AsyncClient) -> None:
        await made(client, code="ride")
        drawn = await client.get("/api/links/ride/qr.svg")
        assert drawn.headers["content-type"] == "image/svg+xml"
        assert drawn.text.startswith("<?xml")
        png = await client.get("/api/links/ride/qr.png", params={"size": 4})
        assert png.content.startswith(b"\x89PNG")


async def test_erasing_a_person_makes_their_clicks_nobodys(client: httpx2.AsyncClient, platform: Platform) -> None:
    await made(client, code="ride")
    seen = await client.get("/s/ride", headers={"User-Agent": "Mozilla/5.0 (iPhone) Mobile"}, follow_redirects=False)
    visitor = seen.cookies["hs_v"]
    await platform.settle()
    person = (await client.get(f"/api/people/anonymous:{visitor}")).json()
    assert person["channels"] or person["identifiers"]
    receipt = await client.post(f"/api/people/anonymous:{visitor}/erase", json={"reason": "asked"})
    assert receipt.status_code in {200, 202}, receipt.text
    await platform.settle()
    clicks = (await client.get("/api/links/ride/clicks")).json()
    assert sum(one["sent"] for one in clicks) == 1
