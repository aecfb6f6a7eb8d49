"""Landing pages: what a phone gets, what is kept of who opened them, and what becomes of that."""

import base64
import io
import random
from typing import Any

import httpx2
import pytest
from PIL import Image
from sqlalchemy import text

from huoshui.app.platform import Platform
from tests.touchpoints.test_codes_api import account as account  # noqa: PLC0414 a page shows a code of an account
from tests.touchpoints.test_codes_api import made as made_code

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.49"}
PLAN = {
    "name": "秋季骑行",
    "title": "一起去骑行",
    "code": "desk",
    "words": "加好友领路线图 <3",
    "campaign": "ride-2026",
}


async def made(client: httpx2.AsyncClient, slug: str | None = "ride", **plan: Any) -> dict[str, Any]:
    await made_code(client)
    answer = await client.post("/api/pages", json={"slug": slug, "plan": {**PLAN, **plan}})
    assert answer.status_code == 201, answer.text
    page: dict[str, Any] = answer.json()
    return page


async def opened(client: httpx2.AsyncClient, path: str, **headers: str) -> httpx2.Response:
    client.cookies.clear()
    return await client.get(path, headers={**PHONE, **headers})


async def kept(platform: Platform) -> list[Any]:
    async with platform.postgres.session() as session:
        return list((await session.execute(text("SELECT * FROM page_views ORDER BY id"))).all())


async def shows(platform: Platform, picture: str = "https://wework.qpic.cn/wwpic/x") -> None:
    async with platform.postgres.transaction() as session:
        await session.execute(text("UPDATE live_code_standings SET picture = :picture"), {"picture": picture})


class TestOpening:
    async def test_shows_words_and_the_platforms_code_in_two_requests_below_fifty_kilobytes(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        page = await made(client)
        picture = base64.b64encode(b"\xff\xd8\xff" + bytes(23_000)).decode()
        await client.put("/api/pages/ride/picture", json={"picture": picture})
        await shows(platform)
        answer = await opened(client, "/p/ride")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert "加好友领路线图 &lt;3" in answer.text
        assert 'src="https://wework.qpic.cn/wwpic/x"' in answer.text
        assert len(answer.content) < 40_000  # ten of the fifty are the code's
        assert answer.text.count("src=") - answer.text.count('src="data:') == 1
        assert "<script" not in answer.text
        assert page["address"] == "http://huoshui.test/p/ride"

    async def test_lets_nothing_run_and_pictures_come_from_the_platform_alone(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client)
        await shows(platform)
        policy = (await opened(client, "/p/ride")).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "img-src data: https://wework.qpic.cn;" in policy

    async def test_of_a_live_code_without_a_page_shows_the_code(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made_code(client)
        await shows(platform)
        answer = await opened(client, "/p/desk")
        assert (answer.status_code, "门店桌牌" in answer.text, "wwpic/x" in answer.text) == (200, True, True)

    async def test_says_that_it_is_closed_where_page_or_code_is_paused(self, client: httpx2.AsyncClient) -> None:
        await made(client, paused=True)
        answer = await opened(client, "/p/ride")
        assert (answer.status_code, "暂时打不开" in answer.text) == (503, True)

    async def test_shows_a_page_where_there_is_nothing(self, client: httpx2.AsyncClient) -> None:
        for path in ("/p/nowhere", "/p/%00", "/p/" + "x" * 300):
            assert (await opened(client, path)).status_code == 404


class TestKeeping:
    async def test_what_it_was_opened_with_and_nothing_that_names_somebody(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client)
        answer = await opened(client, "/p/ride?utm_source=dou&clickid=ad-1&phone=13812345678")
        (view,) = await kept(platform)
        assert view.query == {"utm_source": "dou", "clickid": "ad-1"}
        assert (view.visitor, view.environment, view.robot) == (answer.cookies["hs_v"], "wechat", "")

    async def test_knows_whom_a_short_link_saw(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client)
        await client.post("/api/links", json={"name": "x", "code": "goes", "variants": [{"url": "https://a.example/"}]})
        client.cookies.clear()
        seen = await client.get("/s/goes", headers=PHONE, follow_redirects=False)
        await opened(client, "/p/ride", Cookie=f"hs_v={seen.cookies['hs_v']}")
        assert [one.visitor for one in await kept(platform)] == [seen.cookies["hs_v"]]

    async def test_flags_robots_and_drops_none(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client)
        answer = await opened(client, "/p/ride", **{"User-Agent": "Baiduspider/2.0"})
        assert (answer.status_code, "set-cookie" in answer.headers) == (200, False)
        assert [(one.robot, one.visitor) for one in await kept(platform)] == [("crawler", "")]
        await platform.settle()
        assert await platform.clickhouse.rows("SELECT count() FROM events") == [(0,)]

    async def test_becomes_an_event_once(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client)
        await opened(client, "/p/ride?clickid=ad-1")
        await opened(client, "/p/desk")
        await platform.settle()
        async with platform.postgres.transaction() as session:  # as if the commit had not come through
            await session.execute(text("UPDATE page_views SET forwarded_at = NULL"))
        await platform.settle()
        rows = await platform.clickhouse.rows("SELECT name, properties FROM events ORDER BY name")
        assert [name for name, _ in rows] == ["Landing Page Viewed", "Live Code Scanned"]
        assert '"clickid":"ad-1"' in rows[0][1].replace(" ", "")
        assert '"campaign_id":"ride-2026"' in rows[0][1].replace(" ", "")

    async def test_is_nobodys_when_a_person_is_erased(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client)
        visitor = (await opened(client, "/p/ride")).cookies["hs_v"]
        await platform.settle()
        receipt = await client.post(f"/api/people/anonymous:{visitor}/erase", json={"reason": "asked"})
        assert receipt.status_code in {200, 202}, receipt.text
        await platform.settle()
        assert [(one.visitor, one.identity, one.query) for one in await kept(platform)] == [("", 0, {})]


class TestChange:
    async def test_is_a_new_version_and_refuses_who_saw_an_older_one(self, client: httpx2.AsyncClient) -> None:
        await made(client)
        first = await client.put("/api/pages/ride", json={"plan": {**PLAN, "title": "新"}, "version": 1})
        second = await client.put("/api/pages/ride", json={"plan": {**PLAN, "title": "晚"}, "version": 1})
        assert (first.json()["version"], second.status_code, second.json()["code"]) == (2, 409, "PageChanged")
        history = (await client.get("/api/pages/ride/history")).json()
        assert [one["plan"]["title"] for one in history] == ["新", PLAN["title"]]

    async def test_takes_no_place_of_another_code(self, client: httpx2.AsyncClient) -> None:
        await made(client)
        await made_code(client, "other")
        answer = await client.post("/api/pages", json={"slug": "other", "plan": PLAN})
        assert (answer.status_code, answer.json()["code"]) == (409, "PageExists")
        own = await client.post("/api/pages", json={"slug": "desk", "plan": PLAN})
        assert own.status_code == 201
        taken = await client.post("/api/codes", json={"account": "main", "slug": "ride", "plan": {
            "name": "x", "staff": [{"staff_id": "a"}]}})  # fmt: skip
        assert (taken.status_code, taken.json()["code"]) == (409, "CodeExists")

    async def test_makes_a_photograph_small_enough_and_forgets_what_the_camera_wrote(
        self, client: httpx2.AsyncClient
    ) -> None:
        await made(client)
        chance = random.Random(5)
        noise = Image.frombytes("RGB", (1200, 700), chance.randbytes(1200 * 700 * 3)).resize((2400, 1400))
        out, exif = io.BytesIO(), Image.Exif()
        exif[0x010E] = "13800000000"
        noise.save(out, "JPEG", quality=60, exif=exif)
        assert len(out.getvalue()) > 100_000
        picture = base64.b64encode(out.getvalue()).decode()
        assert (await client.put("/api/pages/ride/picture", json={"picture": picture})).status_code == 200
        kept = await client.get("/api/pages/ride/picture")
        shown = Image.open(io.BytesIO(kept.content))
        assert (kept.headers["content-type"], len(kept.content) <= 24_000) == ("image/webp", True)
        assert abs(shown.width / shown.height - 2400 / 1400) < 0.02
        assert b"13800000000" not in kept.content
        assert (await client.put("/api/pages/ride/picture", json={"picture": None})).json()["has_picture"] is False

    @pytest.mark.parametrize("picture", [b"<svg onload=alert(1)>", b"\x89PNG" + bytes(24_000), bytes(3_000_001)])
    async def test_takes_no_picture_that_runs_or_is_slow(self, client: httpx2.AsyncClient, picture: bytes) -> None:
        await made(client)
        answer = await client.put("/api/pages/ride/picture", json={"picture": base64.b64encode(picture).decode()})
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAPicture")
        assert (await client.get("/api/pages/ride")).json()["has_picture"] is False

    async def test_is_shown_before_it_is_kept(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made_code(client)
        await shows(platform)
        answer = await client.post("/api/pages/preview", json={**PLAN, "title": "预览"})
        assert ("预览" in answer.text, 'src="data:image/svg+xml' in answer.text) == (True, True)
        assert (await client.get("/api/pages")).json()["pages"] == []
