"""Posters at the head of landing pages: drawn small, with the live code in their square, and never out of date."""

import base64
import io
import re
from dataclasses import replace
from typing import Any

import httpx2
import numpy as np
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.touchpoints.posters.contract import MOST_PAGE_BYTES, Backdrop
from huoshui.touchpoints.posters.drawing import for_page
from huoshui.touchpoints.posters.gallery import GALLERY
from tests.touchpoints.test_codes_api import account as account  # noqa: PLC0414 a page shows a code of an account
from tests.touchpoints.test_codes_api import made as made_code
from tests.touchpoints.test_pages import PLAN, opened, shows

PICTURE = re.compile(r'<div class="poster" style="aspect-ratio:([0-9.]+)"><img class="top" alt="" '
                     r'src="data:image/webp;base64,([^"]+)">(.*?)</div>')  # fmt: skip


async def poster(client: httpx2.AsyncClient, **plan: Any) -> dict[str, Any]:
    gallery = (await client.get("/api/poster-gallery")).json()
    answer = await client.post("/api/posters", json={"plan": {**gallery[0], **plan}})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.fixture
async def page(client: httpx2.AsyncClient) -> dict[str, Any]:
    await made_code(client)
    number = (await poster(client))["id"]
    answer = await client.post("/api/pages", json={"slug": "ride", "plan": {**PLAN, "poster": number}})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def seen(client: httpx2.AsyncClient) -> tuple[Image.Image, str]:
    """The poster that a phone gets, and what lies over it."""
    found = PICTURE.search((await opened(client, "/p/ride")).text)
    assert found is not None
    return Image.open(io.BytesIO(base64.b64decode(found[2]))), found[3]


class TestPage:
    async def test_has_the_poster_at_its_head_and_the_platforms_code_in_its_square(
        self, client: httpx2.AsyncClient, platform: Platform, page: dict[str, Any]
    ) -> None:
        await shows(platform)
        answer = await opened(client, "/p/ride")
        drawn, over = await seen(client)
        assert drawn.width / drawn.height == pytest.approx(1240 / 1748, rel=0.01)
        assert zxingcpp.read_barcodes(drawn) == [], "two codes would lead to two places"
        assert 'style="left:25.81%;top:36.61%;width:48.39%"' in over
        assert over.count("<img") == 1
        assert 'src="https://wework.qpic.cn/wwpic/x"' in over
        assert answer.text.count("src=") - answer.text.count('src="data:') == 1
        assert len(answer.content) < 40_000  # ten of the fifty are the code's
        assert "长按识别二维码" in answer.text
        assert page["plan"]["poster"] == 1

    async def test_shows_no_code_in_it_while_it_is_closed(
        self, client: httpx2.AsyncClient, page: dict[str, Any]
    ) -> None:
        assert "二维码马上就好" in (await seen(client))[1]
        plan = {**page["plan"], "paused": True}
        await client.put("/api/pages/ride", json={"plan": plan, "version": 1})
        assert (await seen(client))[1] == ""
        assert "暂时打不开" in (await opened(client, "/p/ride")).text

    async def test_changes_with_its_poster(self, client: httpx2.AsyncClient, page: dict[str, Any]) -> None:
        before, _ = await seen(client)
        plan = (await client.get("/api/posters/1")).json()["plan"]
        changed = {**plan, "code": {"x": 0, "y": 0, "side": 620}, "texts": [], "face": None, "backdrop": "live"}
        answer = await client.put("/api/posters/1", json={"plan": changed, "version": 1})
        assert answer.status_code == 200, answer.text
        after, over = await seen(client)
        assert before.convert("RGB").getpixel((700, 1000)) != after.convert("RGB").getpixel((700, 1000))
        assert "left:0.00%;top:0.00%;width:50.00%" in over
        picture = io.BytesIO()
        Image.new("RGB", (400, 400), "#c02020").save(picture, "PNG")
        body = {"picture": base64.b64encode(picture.getvalue()).decode()}
        assert (await client.put("/api/posters/1/picture", json=body)).status_code == 200
        red, green, _ = (await seen(client))[0].convert("RGB").getpixel((700, 1000))
        assert red > 150 > green

    async def test_has_its_own_picture_again_without_a_poster(
        self, client: httpx2.AsyncClient, page: dict[str, Any]
    ) -> None:
        own = base64.b64encode(b"\xff\xd8\xff" + bytes(900)).decode()
        await client.put("/api/pages/ride/picture", json={"picture": own})
        assert own not in (await opened(client, "/p/ride")).text
        plan = {**page["plan"], "poster": None}
        await client.put("/api/pages/ride", json={"plan": plan, "version": 2})
        assert own in (await opened(client, "/p/ride")).text
        history = (await client.get("/api/pages/ride/history")).json()
        assert [one["plan"]["poster"] for one in history] == [None, 1, 1]

    async def test_is_counted_at_its_poster(self, client: httpx2.AsyncClient, page: dict[str, Any]) -> None:
        await poster(client, name="其他")
        await client.post("/api/pages", json={"slug": "second", "plan": page["plan"]})
        listed = (await client.get("/api/posters")).json()
        assert [(one["id"], one["pages"]) for one in listed] == [(2, 0), (1, 2)]

    async def test_takes_no_poster_that_is_not_there(self, client: httpx2.AsyncClient, page: dict[str, Any]) -> None:
        plan = {**page["plan"], "poster": 999}
        answer = await client.put("/api/pages/ride", json={"plan": plan, "version": 1})
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchPoster")
        assert (await client.get("/api/pages/ride")).json()["version"] == 1

    async def test_is_shown_before_it_is_kept_and_nothing_is_kept_by_that(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made_code(client)
        number = (await poster(client))["id"]
        answer = await client.post("/api/pages/preview", json={**PLAN, "poster": number})
        assert PICTURE.search(answer.text) is not None
        async with platform.postgres.session() as session:
            assert await session.scalar(text("SELECT on_page FROM posters")) is None


class TestDrawing:
    @pytest.mark.parametrize("backdrop", list(Backdrop))
    def test_of_the_gallery_is_sharp_enough_for_a_phone_within_its_bytes(self, backdrop: Backdrop) -> None:
        drawn = for_page(GALLERY[backdrop], None)
        assert (len(drawn) <= MOST_PAGE_BYTES, Image.open(io.BytesIO(drawn)).width) == (True, 750)

    def test_of_the_worst_picture_there_is_stays_within_its_bytes(self) -> None:
        noise = np.random.default_rng(7).integers(0, 256, (1800, 1200, 3), dtype=np.uint8)
        out = io.BytesIO()
        Image.fromarray(noise).save(out, "JPEG", quality=95)
        assert len(for_page(GALLERY[Backdrop.LIVE], out.getvalue())) <= MOST_PAGE_BYTES

    def test_leaves_no_comma_where_a_name_would_stand(self) -> None:
        plan = GALLERY[Backdrop.LIVE]
        texts = tuple(replace(one, words=one.words.removeprefix("{客户称呼}，")) for one in plan.texts)
        assert texts != plan.texts, "the gallery greets customers by name"
        assert for_page(plan, None) == for_page(replace(plan, texts=texts), None)
