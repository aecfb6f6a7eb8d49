"""Figures that open their people: whoever is listed is exactly who was counted."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.world.processes import until

pytestmark = pytest.mark.browser


async def opened(desk, link):
    """Open a figure: what it shows, and how many people its sheet says there are."""
    figure = (await link.locator("xpath=.").inner_text()).split()[-1]
    await link.click()
    many = desk.page.locator(".ant-drawer-open .row.between > b")
    await expect(many).to_have_text(re.compile(r"^[\d,]+ 人$"), timeout=60_000)
    counted = (await many.inner_text()).removesuffix(" 人")
    await desk.page.keyboard.press("Escape")
    await expect(desk.page.locator(".ant-drawer-open")).to_have_count(0)
    return figure, counted


class TestChannels:
    @pytest.mark.timeout(240)
    @pytest.mark.parametrize("path", ["/channels", "/channels?days=30"])
    async def test_open_exactly_those_who_were_counted(self, brand, desk, path):
        await desk.open(path)
        rows = desk.page.locator(
            ".channel-value tbody tr[data-row-key]:not([data-row-key=none])"
        )  # whose period cannot be said
        await expect(rows.first).to_be_visible()
        asked = 0
        for row in [rows.first, rows.last]:
            links = row.locator(".figure-link")
            for place in range(await links.count()):
                figure, counted = await opened(desk, links.nth(place))
                assert figure == counted, (await row.inner_text(), place)
                asked += 1
        assert asked >= 6

    @pytest.mark.timeout(240)
    async def test_go_from_the_click_to_the_repeat_order_and_open_whom_each_step_counts(self, brand, desk):
        await desk.open("/channels?days=90")
        chain = desk.page.locator(".channel-chain")
        steps = chain.locator(".chains-steps > div")
        await expect(steps).to_have_count(9)
        names = [(await one.locator("dt").inner_text()) for one in await steps.all()]
        assert names == ["来人", "点击", "扫码", "加好友", "30 天后还在", "开过口", "进了群", "首单", "复购"]
        links = chain.locator(".chains-steps .figure-link")
        assert await links.count() >= 6
        for place in range(await links.count()):
            figure, counted = await opened(desk, links.nth(place))
            assert figure == counted, names[place]
        question = {"kind": "chains", "by": "channel", "period": {"last_days": 90}}
        answer = await brand.call("POST", "/api/insight/questions", json={"question": question})
        rows = chain.locator("tbody tr[data-row-key]")
        await expect(rows).to_have_count(len(answer["result"]["lines"]) + 1)
        line = rows.first.locator(".chains-given .figure-link")
        for place in range(await line.count()):
            figure, counted = await opened(desk, line.nth(place))
            assert figure == counted, place

    async def test_say_why_they_cannot_and_what_to_do_instead(self, brand, desk):
        await desk.open("/channels?days=30")
        await desk.page.locator("tr[data-row-key=none] .figure-link").first.click()
        sheet = desk.page.locator(".ant-drawer-open")
        await expect(sheet).to_contain_text("这个数字打不开成名单")
        await sheet.get_by_role("button", name="看全部时间").click()
        await expect(desk.page).not_to_have_url(re.compile("days=30"))
        total = desk.page.locator("tfoot .figure-link").first
        await expect(total).to_be_visible()
        figure, counted = await opened(desk, total)
        assert figure == counted


async def lived(brand):
    """Let somebody have done, yesterday, everything that the overview counts, whatever the demo's yesterday was like."""
    source = await brand.call("POST", "/api/sources", json={"name": "figures-yesterday", "channel": "website"})
    now = datetime.now(UTC)
    deeds = [("new", 1, "Contact Added"), ("new", 1, "Message Replied"), ("new", 1, "Contact Deleted Staff"),
             ("new", 1, "Order Completed"), ("old", 4, "Order Completed"), ("old", 1, "Order Completed")]  # fmt: skip
    calls = [
        {"type": "track", "event": name, "userId": f"figures-{who}", "messageId": f"figures-{place}",
         "timestamp": (now - timedelta(days=ago)).isoformat(),
         "properties": {"order_id": f"FIGURES-{place}", "total": 100.0}}
        for place, (who, ago, name) in enumerate(deeds)
    ]  # fmt: skip
    await brand.call("POST", "/v1/batch", json={"batch": calls, "writeKey": source["write_key"]})


class TestYesterday:
    @pytest.mark.timeout(240)
    async def test_opens_exactly_those_who_were_counted(self, brand, desk):
        await lived(brand)
        cards = desk.page.locator(".day-cards > li")

        async def tell() -> bool:
            await desk.open("/")
            await expect(desk.page.locator(".day-figure")).to_have_count(8)
            figures = await desk.page.locator(".day-figure .figure-link").all_inner_texts()
            return all(one.split()[-1] != "0" for one in figures)

        await until(tell)
        for place in range(7):  # the last is money: it opens who paid it
            link = cards.nth(place).locator(".day-figure .figure-link")
            figure, counted = await opened(desk, link)
            if figure != counted:  # what an earlier journey told may have come in between
                await desk.page.reload()
                figure, counted = await opened(desk, link)
            assert figure == counted, place
        await expect(cards.nth(7).locator(".day-figure")).to_contain_text("¥")


class TestTags:
    async def test_put_on_a_person_are_counted_and_open_them(self, brand, desk):
        person = (await brand.call("GET", "/api/people", params={"limit": 1}))["people"][0]["person"]
        await brand.call("POST", f"/api/people/{person}/tags", json={"add": ["试骑预约"]})

        async def counted():
            found = (await brand.call("GET", "/api/tags", params={"q": "试骑"}))["tags"]
            return "试骑预约" in {one["tag"] for one in found}  # another test's corp has tags that are found too

        await until(counted)
        await desk.open("/traits?tag=试骑")
        row = desk.page.locator("tr[data-row-key=试骑预约]")
        await expect(row).to_be_visible()
        assert await opened(desk, row.locator(".figure-link")) == ("1", "1")
