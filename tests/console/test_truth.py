"""The analyses of truth: from the map to its people, credit beside what an experiment says, costs, a plan, a metric."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from tests.console.conftest import Brand, Desk, OpenDesk

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"(\d[\d,]*)")


def figure(text: str | None) -> int:
    found = NUMBER.search(text or "")
    assert found, text
    return int(found[1].replace(",", ""))


class TestTheFlowMap:
    async def test_says_where_a_push_pays_and_opens_the_people_of_a_pool_and_of_a_way(self, desk: Desk) -> None:
        await desk.open("/flow")
        await desk.answers("多一成人走")
        page = desk.page
        await page.get_by_role("button", name=re.compile(r"^企微好友\s*[\d,]+")).click()
        await expect(page).to_have_url(re.compile("at=contact"))
        see = page.get_by_role("button", name=re.compile("看期末的"))
        many = figure(await see.text_content())
        await see.click()
        sheet = page.get_by_role("dialog")
        await expect(sheet.get_by_text(re.compile(rf"^{many:,} 人$"))).to_be_visible()
        await expect(sheet.get_by_role("listitem").first).to_be_visible()
        await page.keyboard.press("Escape")
        await page.get_by_role("row").filter(has_text="公域 → 企微好友").click()
        await expect(page).to_have_url(re.compile("at=public-contact"))
        await expect(page.get_by_role("button", name=re.compile("看走这条路的"))).to_be_visible()

    async def test_tells_how_it_was_counted_down_to_the_statement(self, desk: Desk) -> None:
        await desk.open("/flow?days=30")
        await desk.page.get_by_role("button", name=re.compile("怎么算的$")).last.click()
        sheet = desk.page.get_by_role("dialog")
        await expect(sheet).to_contain_text("北京时间")
        await expect(sheet).to_contain_text("v = r + P·r")
        await expect(sheet).to_contain_text("groupArrayIf(at * 128 + code, code != 0) AS changes")

    async def test_is_refused_to_whoever_may_not_see_reports(self, desk_of: OpenDesk) -> None:
        desk = await desk_of("guide-of-truth", role="guide", unit="S0101")
        await desk.open("/attribution")
        await expect(desk.page.get_by_role("alert")).to_contain_text("你的角色看不到这一页")


class TestAttribution:
    async def test_sets_an_experiment_beside_the_credit(self, desk: Desk, brand: Brand) -> None:
        plan = {
            "name": "truth: 微博留白",
            "arms": [{"name": "对照", "share": 5000}, {"name": "投放", "share": 5000}],
            "goal": {"name": "买了", "outcome": {"of": "orders"}},
            "held_out": {"by": "channel", "value": "weibo"},
        }
        made = await brand.call("POST", "/api/insight/experiments", json=plan)
        await brand.call("POST", f"/api/insight/experiments/{made['id']}/start")
        await desk.open("/attribution")
        await desk.answers("按马尔可夫")
        row = desk.page.get_by_role("row").filter(has_text="微博").filter(has_text="个转化")
        await expect(row).to_be_visible()
        await expect(desk.page.get_by_text("描述性归因：").first).to_be_visible()
        await desk.page.get_by_text("收入", exact=True).first.click()
        await expect(desk.page).to_have_url(re.compile("measure=value_fen"))


class TestExperiments:
    async def test_are_planned_with_their_size_and_started(self, desk: Desk) -> None:
        await desk.open("/experiments")
        page = desk.page
        await page.get_by_role("button", name="新建实验").click()
        sheet = page.get_by_role("dialog")
        await expect(sheet).to_contain_text(re.compile(r"每组要 [\d,.]+( 万)?人|每组要 [\d,.]+ 人"))
        await sheet.get_by_role("textbox", name="叫什么").fill("truth: 会员日短信")
        await sheet.get_by_role("button", name="保存为草稿").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("truth: 会员日短信")
        await page.get_by_role("button", name="改方案").click()
        await sheet.get_by_role("button", name="加一组").click()
        await sheet.get_by_role("textbox", name="第 3 组的名字").fill("彩信")
        await sheet.get_by_role("button", name="保存改动").click()
        await expect(page.get_by_text("彩信 25%")).to_be_visible()
        await page.get_by_role("button", name="开始").click()
        await page.get_by_role("dialog").get_by_role("button", name="开始").click()
        await desk.answers("进行中")
        await expect(page.get_by_text("各组人数与计划相符")).to_be_visible()

    async def test_written_by_two_at_once_lose_nothing(self, desk: Desk, brand: Brand) -> None:
        plan = {
            "name": "truth: 两个人改",
            "arms": [{"name": "对照", "share": 5000}, {"name": "短信", "share": 5000}],
            "goal": {"name": "买了", "outcome": {"of": "orders"}},
        }
        made = await brand.call("POST", "/api/insight/experiments", json=plan)
        await desk.open(f"/experiments/{made['id']}")
        page = desk.page
        await page.get_by_role("button", name="改方案").click()
        await page.get_by_role("textbox", name="为什么做").fill("看会员日有没有用")
        theirs = {"plan": {**made["plan"], "window_days": 7}, "version": made["version"]}
        await brand.call("PUT", f"/api/insight/experiments/{made['id']}", json=theirs)
        await page.get_by_role("button", name="保存改动").click()
        await expect(page.get_by_text("你的改动还在这里，没有丢。")).to_be_visible()
        await page.get_by_role("button", name="用我的覆盖").click()
        await expect(page.get_by_text("看会员日有没有用")).to_be_visible()


class TestValue:
    async def test_takes_costs_from_a_file_and_tells_what_came_back(self, desk: Desk) -> None:
        await desk.open("/value?view=payback")
        day = (datetime.now(UTC) - timedelta(days=5)).date()
        content = f"渠道,日期,花费\ndouyin,{day},1234.50\n".encode()
        await desk.page.set_input_files(
            "input[type=file]", {"name": "costs.csv", "mimeType": "text/csv", "buffer": content}
        )
        await expect(desk.page.get_by_text("收下 1 行，共 ¥1,234.50")).to_be_visible()
        await expect(desk.page.get_by_role("row").filter(has_text="抖音")).to_contain_text("¥1,234.50")

    async def test_opens_the_people_of_a_group_of_rfm(self, desk: Desk) -> None:
        await desk.open("/value?view=rfm")
        tile = desk.page.locator(".rfm-tile:enabled").first  # who is in which group depends on the day
        many = figure(await tile.locator("b").text_content())
        await tile.click()
        await expect(desk.page.get_by_role("dialog").get_by_text(f"{many:,} 人", exact=True)).to_be_visible()

    async def test_opens_those_who_bought_again(self, desk: Desk) -> None:
        await desk.open("/value?view=repurchase")
        again = desk.page.locator(".figures .figure-link").nth(1)
        many = figure((await again.inner_text()).splitlines()[-1])
        await again.click()
        await expect(desk.page.get_by_role("dialog").get_by_text(f"{many:,} 人", exact=True)).to_be_visible()


class TestChains:
    async def test_tell_how_far_the_people_of_each_way_came_and_open_them(self, desk: Desk) -> None:
        await desk.open("/chains?last=30")
        rows = desk.page.locator("tbody tr[data-row-key]")
        await expect(rows.last).to_contain_text("合计")
        people = [figure(await rows.nth(n).locator("td").nth(1).inner_text()) for n in range(await rows.count())]
        assert sum(people[:-1]) == people[-1] > 0
        added = rows.last.locator(".figure-link").nth(3)
        many = figure((await added.inner_text()).splitlines()[-1])
        await added.click()
        await expect(desk.page.get_by_role("dialog").get_by_text(f"{many:,} 人", exact=True)).to_be_visible()
        await desk.page.keyboard.press("Escape")
        await desk.page.locator(".ant-segmented").get_by_text("活码", exact=True).click()
        await expect(desk.page).to_have_url(re.compile("by=code"))
        await expect(desk.page.locator("th").first).to_have_text("活码")


class TestQuality:
    async def test_says_how_many_are_people_and_why_somebody_is_suspected(self, desk: Desk) -> None:
        await desk.open("/quality")
        await desk.answers("是真人")
        await desk.page.get_by_role("button", name=re.compile("^沉默粉 ")).first.click()
        sheet = desk.page.get_by_role("dialog")
        await expect(sheet).to_contain_text("标签是概率，不是定论")
        await expect(sheet.get_by_role("listitem").first).to_contain_text("%")


class TestMetrics:
    async def test_stand_with_their_formula_and_the_platforms_figure_beside(self, desk_of: OpenDesk) -> None:
        desk = await desk_of("shuiyuan", language="en")
        await desk.open("/metric-dictionary?q=opening")
        await desk.page.get_by_role("link", name="Opening rate").click()
        await expect(desk.page.get_by_role("heading", level=1)).to_have_text("Opening rate")
        await expect(desk.page.get_by_text("Beside the platform's figure")).to_be_visible()
        await expect(desk.page.get_by_text("Numerator", exact=True)).to_be_visible()
        await expect(desk.page.get_by_text("within 48 hours of adding").first).to_be_visible()

    async def test_of_the_brand_get_a_next_version_and_keep_the_last(self, desk: Desk, brand: Brand) -> None:
        metric = {
            "name": "truth_visits", "chinese": "到店人数", "formula": "到店的人数", "unit": "people",
            "numerator": {"of": "people", "where": {"kind": "did", "events": ["Store Visited"], "within": "$period"}},
        }  # fmt: skip
        await brand.call("POST", "/api/insight/metrics", json=metric)
        await desk.open("/metric-dictionary/truth_visits")
        page = desk.page
        await page.get_by_role("button", name="改定义").click()
        sheet = page.get_by_role("dialog")
        await sheet.get_by_role("textbox", name="公式，写给人看").fill("到店的人数，一人一次")
        await sheet.get_by_role("button", name="保存新版本").click()
        await expect(page.get_by_text("到店人数：到店的人数，一人一次")).to_be_visible()
        await page.get_by_role("button", name="照这一版改").click()
        await expect(sheet.get_by_role("textbox", name="公式，写给人看")).to_have_value("到店的人数")


class TestTheRulesOfLayers:
    async def test_say_who_would_change_levels_before_they_are_saved(self, desk: Desk, brand: Brand) -> None:
        rules = await brand.call("GET", "/api/layers/aipl")
        stock = await brand.call("GET", "/api/layers/aipl/stock")
        buyers = next(one["people"] for one in stock["levels"] if one["name"] == "P")
        await desk.open("/layers")
        page = desk.page
        await page.get_by_role("link", name="分层规则").click()
        purchase = page.locator("section.card").filter(has=page.get_by_role("textbox", name="中文名")).nth(1)
        await purchase.get_by_role("button", name="改条件").click()
        await purchase.get_by_role("button", name="删掉这一条").click()
        await expect(purchase.get_by_text("至少要有一条")).to_be_visible()
        await expect(page.get_by_role("button", name="保存规则")).to_be_disabled()
        await page.get_by_role("button", name="放弃改动").click()
        loyal = page.locator("section.card").filter(has=page.get_by_role("textbox", name="中文名")).first
        await loyal.get_by_role("button", name="加一条").click()
        await loyal.get_by_role("textbox", name="这一条叫什么").fill("买过")
        await loyal.get_by_label("添加条件").click()
        await page.keyboard.type("买过")
        await page.keyboard.press("Enter")
        told = page.get_by_text(re.compile(r"^\d+ 人会换层。$"))
        await expect(told).to_be_visible()
        many = figure(await told.text_content())
        await page.get_by_role("button", name="保存规则").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("textbox").fill("买过就算忠诚")
        await dialog.get_by_role("button", name="保存规则").click()
        await expect(page.get_by_text("买过就算忠诚")).to_be_visible()
        after = await brand.call("GET", "/api/layers/aipl/stock")
        assert {one["name"]: one["people"] for one in after["levels"]}["P"] == buyers - many
        await page.get_by_role("button", name="恢复出厂规则").click()
        await page.get_by_role("dialog").get_by_role("button", name="恢复出厂规则").click()
        await expect(page.get_by_text("已恢复出厂规则")).to_be_visible()
        assert (await brand.call("GET", "/api/layers/aipl"))["definition"] == rules["definition"]

    async def test_are_only_read_by_whoever_may_not_rule(self, desk_of: OpenDesk) -> None:
        desk = await desk_of("reader-of-truth", role="viewer")
        await desk.open("/layers/life_cycle/rules")
        await expect(desk.page.get_by_text("只有系统管理员能改")).to_be_visible()
        await expect(desk.page.get_by_role("button", name="改条件")).to_have_count(0)
        await expect(desk.page.get_by_text("近 90 天买过").first).to_be_visible()
