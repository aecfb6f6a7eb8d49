"""From an advertisement to a friend who leaves: a corp is connected, a customer comes by a click, is greeted, is lost."""

import random
import time
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from playwright.async_api import Page, expect

from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from huoshui.rehearsal.wecom.things import Follow, Link, Tag
from tests.channels.wecom.conftest import served
from tests.connectors.conftest import AGENT, KEY, SECRET, TOKEN, Wecom, brings
from tests.console.conftest import Brand, Desk
from tests.world.processes import until

pytestmark = pytest.mark.browser

CORP = "wwjourney00000001"
GUIDE = "heyan"
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile MicroMessenger/8.0.49"}


class TestJourney:
    async def test_goes_from_a_click_to_a_friend_and_to_a_loss_as_one_person(self, brand: Brand, desk: Desk) -> None:
        traffic = Traffic(per_minute=10_000, per_hour=100_000)
        corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=random.Random(23), traffic=traffic)
        server, acts = Server(corp), Acts(corp)
        acts.hire(GUIDE, name="何燕")
        corp.tag_groups["g-journey"], corp.tags["t-journey"] = "来源", Tag("t-journey", "直播来的", "g-journey", 0.0)
        corp.links["cawjourney"] = Link("cawjourney", "直播", [GUIDE], corp.now())
        async with served(server.app) as url, httpx2.AsyncClient(base_url=brand.server.base_url) as phone:
            await _connected(brand, url)
            await _code_made(desk)
            await _link_made(desk)
            teller = brings(Wecom(corp, acts, server, url), phone, f"{brand.server.base_url}/in/wecom/journey")
            follow = await _clicked(phone, acts)
            await teller.tell()

            await until(lambda: _done(brand))
            (said,) = [one["said"]["text"]["content"] for one in corp.greeted]
            assert (said, follow.tags) == ("你好，直播间的朋友", {"t-journey"})
            await self.shows_what_was_done(desk.page, desk)

            ref = f"wecom_external:{CORP}:{follow.external_userid}"
            person = await _known(brand, ref)
            assert {"anonymous", "wecom_external"} <= {one["namespace"].split(":")[0] for one in person["identifiers"]}
            (brought,) = [one for one in person["timeline"] if one["name"] == "Link Brought Contact"]
            assert (brought["channel"], brought["properties"]["clickid"]) == ("douyin", "ad-77")
            await desk.open(f"/people/{person['person']}")
            for happened in ("点击短链", "短链带来好友"):
                await expect(desk.page.get_by_text(happened).first).to_be_visible()

            acts.customer_deletes(follow)
            await teller.tell()
            await until(lambda: _lost(brand, person["person"]))
            await desk.open("/relations?tab=losses")
            await expect(desk.page.get_by_text("客户删除了员工").first).to_be_visible()

    async def shows_what_was_done(self, page: Page, desk: Desk) -> None:
        await desk.open("/codes?code=journey-desk")
        sheet = page.get_by_role("dialog")
        await sheet.get_by_role("tab", name="最近添加").click()
        await expect(sheet.get_by_text("短链带来")).to_be_visible()
        for done in ("欢迎语 完成", "标签 完成", "来源 完成"):
            await expect(sheet.get_by_text(done)).to_be_visible()
        await desk.open("/links")
        row = page.get_by_role("row").filter(has_text="直播间旅程")
        await expect(row.get_by_role("cell").nth(6)).to_have_text("1")


async def _connected(brand: Brand, address: str) -> None:
    plan = {"name": "journey", "title": "旅程企业微信", "corp_id": CORP, "agent_id": AGENT, "address": address,
            "secret": SECRET, "token": TOKEN, "key": KEY}  # fmt: skip
    await brand.call("POST", "/api/connectors", json=plan)
    await brand.call("POST", "/api/relations/syncs", json={"account": "journey"})

    async def synced() -> bool:
        pools = await brand.call("GET", "/api/relations/staff")
        tags = await brand.call("GET", "/api/relations/tags")
        return any(one["corp"] == CORP for one in pools) and "t-journey" in str(tags)

    await until(synced)


async def _code_made(desk: Desk) -> None:
    page = desk.page
    await desk.open("/codes")
    await page.get_by_role("button", name="新建活码").first.click()
    form = page.get_by_role("dialog")
    await form.get_by_label("名称").fill("旅程接待")
    await form.get_by_label("企业微信账号").click()
    await page.get_by_title("旅程企业微信").click()
    await form.get_by_label("编码").fill("journey-desk")
    await form.get_by_label("员工").fill(GUIDE)
    await form.get_by_role("button", name="加一班").click()
    await form.get_by_role("button", name="新建活码").click()
    await expect(form.get_by_text("选时间").first).to_be_visible()  # half a shift is none, and is said to be
    await form.get_by_role("button", name="移除").click()
    await form.get_by_label("欢迎语").fill("你好，直播间的朋友")
    await form.get_by_label("打标签").click()
    await page.get_by_title("来源 · 直播来的").click()
    await form.get_by_label("来源", exact=True).fill("直播间")
    await form.get_by_role("button", name="新建活码").click()
    await expect(page.get_by_role("row").filter(has_text="旅程接待")).to_contain_text("何燕")


async def _link_made(desk: Desk) -> None:
    page = desk.page
    await desk.open("/links")
    await page.get_by_role("button", name="新建短链").first.click()
    form = page.get_by_role("dialog")
    await form.get_by_label("名称").fill("直播间旅程")
    await form.get_by_label("编码").fill("journey")
    await form.get_by_label("网址").fill("https://work.weixin.qq.com/ca/cawjourney")
    await form.get_by_label("加上以后按哪个活码接待").click()
    await page.get_by_title("旅程接待 · journey-desk").click()
    await form.get_by_label("渠道").click()
    await page.get_by_title("抖音", exact=True).last.click()
    await form.get_by_role("button", name="新建短链").click()
    await expect(page.get_by_role("row").filter(has_text="直播间旅程")).to_contain_text("可用")


async def _clicked(phone: httpx2.AsyncClient, acts: Acts) -> Follow:
    """Somebody taps the link in an advertisement, and WeCom opens the acquisition link behind it."""
    answer = await phone.get("/s/journey?clickid=ad-77&utm_source=live", headers=PHONE, follow_redirects=False)
    assert answer.status_code == 302
    (state,) = parse_qs(urlsplit(answer.headers["location"]).query)["customer_channel"]
    follow = acts.follow_link(acts.corp.links["cawjourney"], acts.appear("旅程女士"), channel=state)
    assert follow is not None
    return follow


async def _done(brand: Brand) -> bool:
    adds = await brand.call("GET", "/api/codes/journey-desk/adds")
    return bool(adds) and all(step["state"] == "done" for step in adds[0]["steps"])


async def _known(brand: Brand, ref: str) -> dict:
    person = {}

    async def told() -> bool:
        nonlocal person
        try:
            person = await brand.call("GET", f"/api/people/{ref}", params={"timeline": 30})
        except AssertionError:
            return False
        return {"Link Clicked", "Link Brought Contact"} <= {one["name"] for one in person["timeline"]}

    await until(told)
    return person


async def _lost(brand: Brand, person: str) -> bool:
    losses = (await brand.call("GET", "/api/relations/losses", params={"turn": "deleted_by_customer"}))["losses"]
    return any(one["staff"] == GUIDE for one in losses)
