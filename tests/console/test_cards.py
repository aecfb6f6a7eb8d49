"""What is judged and what is forecast stand on boards; how close people are is taken away."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.console.conftest import Brand, Desk
from tests.console.test_taking_away import board_of, drawn, put_up, written
from tests.console.test_truth import figure
from tests.world.processes import until

pytestmark = pytest.mark.browser

ARM, BEST = re.compile(r"^短信 \d"), re.compile(r"^最高一成 \d")


async def board_with(brand: Brand, name: str, question: dict[str, object], **look: object) -> str:
    """Put a question on a board of its own, and give the board's address."""
    card = {"question": {"name": name, "note": "", "question": question}, "columns": 12, "height": "tall", **look}
    board = await brand.call("POST", "/api/insight/boards", json={"name": f"{name}的看板", "note": "", "cards": [card]})
    return f"/boards/{board['id']}"


async def customers(brand: Brand) -> None:
    """Let some buy again and again: without them there is nothing to forecast."""
    source = await brand.call("POST", "/api/sources", json={"name": "cards-shop", "channel": "website"})
    now = datetime.now(UTC)
    bought = [
        {"type": "track", "event": "Order Completed", "userId": f"cards-{who}", "messageId": f"cards-{who}-{time}",
         "timestamp": (now - timedelta(days=100 - who - 12 * time)).isoformat(),
         "properties": {"order_id": f"CARDS-{who}-{time}", "total": 100.0 + who}}
        for who in range(16) for time in range(2 + who % 5)
    ]  # fmt: skip
    await brand.call("POST", "/v1/batch", json={"batch": bought, "writeKey": source["write_key"]})


async def forecast(brand: Brand) -> bool:
    """Whether there is a forecast; where the last try found too few orders still, there is another try."""
    (run, *_) = await brand.call("GET", "/api/insight/value/runs") or [{"state": "none"}]
    if run["state"] in {"none", "failed"}:
        asked = {"model": "nbd", "horizon_days": 90, "draws": 10}
        await brand.call("POST", "/api/insight/value/runs", json=asked)
    return run["state"] == "done"


class TestAnExperiment:
    async def test_goes_on_a_board_with_its_arms_and_what_must_not_get_worse(self, brand: Brand, desk: Desk) -> None:
        plan = {
            "name": "cards: 会员日",
            "arms": [{"name": "对照", "share": 5000}, {"name": "短信", "share": 5000}],
            "goal": {"name": "买了", "outcome": {"of": "orders"}},
            "guardrails": [
                {"name": "删员工", "better": "down", "outcome": {"of": "events", "events": ["Contact Deleted Staff"]}}
            ],
        }
        made = await brand.call("POST", "/api/insight/experiments", json=plan)
        page, path = desk.page, f"/experiments/{made['id']}"
        await desk.open(path)
        await expect(page.get_by_role("button", name="加到看板")).to_have_count(0)  # nothing to show before it begins
        await brand.call("POST", f"/api/insight/experiments/{made['id']}/start")
        await desk.open(path)
        many = figure(await page.get_by_role("button", name=ARM).first.inner_text())
        await put_up(page, "会员日实验")
        await desk.open(await board_of(brand, "会员日实验"))
        card = page.get_by_role("region", name="会员日实验")
        await expect(card.get_by_text("进行中")).to_be_visible()
        await expect(card.get_by_role("region", name="买了").get_by_role("row")).to_have_count(3)
        await expect(card.get_by_role("region", name="删员工").get_by_text("护栏", exact=True)).to_be_visible()
        await expect(card.get_by_role("link", name="会员日实验")).to_have_attribute("href", path)
        await card.get_by_role("button", name=ARM).first.click()
        await expect(page.get_by_role("dialog").get_by_text(f"{many:,} 人", exact=True)).to_be_visible()
        await page.keyboard.press("Escape")
        await page.get_by_label("时段").click()
        await page.locator(".ant-select-item-option", has_text="近 30 天").click()
        await expect(card.get_by_text("这张卡片有自己的时间和人群，不跟看板变。")).to_be_visible()
        await expect(card.get_by_role("region", name="买了").get_by_role("row")).to_have_count(3)

    async def test_that_has_not_begun_says_so(self, brand: Brand, desk: Desk) -> None:
        plan = {
            "name": "cards: 草稿",
            "arms": [{"name": "对照", "share": 5000}, {"name": "短信", "share": 5000}],
            "goal": {"name": "买了", "outcome": {"of": "orders"}},
        }
        made = await brand.call("POST", "/api/insight/experiments", json=plan)
        await desk.open(await board_with(brand, "草稿实验", {"kind": "experiment", "experiment": made["id"]}))
        await expect(desk.page.get_by_role("region", name="草稿实验").get_by_text("还没开始")).to_be_visible()


class TestAForecast:
    @pytest.mark.timeout(240)
    async def test_goes_on_a_board_and_its_tenths_open_their_people(self, brand: Brand, desk: Desk) -> None:
        await customers(brand)
        await until(lambda: forecast(brand))
        page = desk.page
        await desk.open("/value?view=forecast")
        many = figure((await page.get_by_role("button", name=BEST).inner_text()).removeprefix("最高一成"))
        await put_up(page, "价值周会")
        await desk.open(await board_of(brand, "价值周会"))
        card = page.get_by_role("region", name="价值周会")
        await expect(card.get_by_text(re.compile("预计再买"))).to_be_visible()
        await card.get_by_role("button", name=BEST).click()
        await expect(page.get_by_role("dialog").get_by_text(f"{many:,} 人", exact=True)).to_be_visible()


class TestCloseness:
    @pytest.mark.timeout(240)
    async def test_is_taken_away_as_a_table_and_a_picture(self, brand: Brand, desk: Desk) -> None:
        if (await brand.call("GET", "/api/intimacy/distribution"))["run"] is None:
            await brand.call("POST", "/api/intimacy/runs", json={"task": "score"})

        async def scored() -> bool:
            return (await brand.call("GET", "/api/intimacy/distribution"))["run"] is not None

        await until(scored)
        page = desk.page
        await desk.open("/layers?tab=trust")
        await expect(page.locator(".trust-bars").first).to_be_visible()
        found = await brand.call("GET", "/api/intimacy/distribution")
        head, *rows = await written(page)
        assert head == ["看什么", "取值", "人数", "占比"]
        stages = {row[1]: int(row[2]) for row in rows if row[0] == "信任阶段"}
        assert stages == dict(zip(("陌生人", "熟人", "朋友", "家人"), (
            found["stages"].get(name, 0) for name in ("stranger", "acquaintance", "friend", "family")), strict=True))  # fmt: skip
        bins = [int(row[2]) for row in rows if row[0] == "亲密度分布"]
        assert bins == found["bins"]
        assert sum(bins) == found["people"]
        assert (await drawn(page)).width > 1000
