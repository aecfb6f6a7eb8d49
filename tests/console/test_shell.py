"""From the first login to the first answer; who may not see is told so; everybody can read and reach everything."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.console.conftest import PASSWORD

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "console" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"
"""Colors on their way from light to dark are neither."""


class TestFirstLogin:
    async def test_leads_to_the_first_answer(self, brand, desk_of):
        await brand.hire("lin", "operator")
        desk = await desk_of(None)
        await desk.page.goto(f"{brand.server.base_url}/channels")
        await expect(desk.page).to_have_url(re.compile("/login"))
        await self.log_in(desk, "wrong password 1")
        await expect(desk.page.get_by_role("alert")).to_contain_text("账号和密码不匹配")
        await self.log_in(desk, PASSWORD)
        await expect(desk.page).to_have_url(re.compile("/channels"))
        await desk.answers("来人最多的是")
        report = await brand.call("GET", "/api/reports/channels")
        best = max(report["channels"], key=lambda line: line["came"])
        row = desk.page.locator("tbody tr[data-row-key]").first
        await expect(row).to_contain_text(f"{best['came']:,}")

    async def log_in(self, desk, password):
        await desk.page.locator("input[autocomplete=username]").fill("lin")
        await desk.page.locator("input[autocomplete=current-password]").fill(password)
        await desk.page.keyboard.press("Enter")


class TestKeyboard:
    async def test_finds_a_person_and_a_page_without_the_mouse(self, brand, desk):
        await desk.open("/")
        person = (await brand.call("GET", "/api/people", params={"limit": 1}))["people"][0]["person"]
        await self.find(desk, person)
        await expect(desk.page.get_by_role("option").filter(has_text=person)).to_be_visible()
        await desk.page.keyboard.press("Enter")
        await expect(desk.page).to_have_url(re.compile(f"/people/{person}$"))
        await self.find(desk, "隔离")
        await expect(desk.page.get_by_role("option")).to_have_count(1)
        await desk.page.keyboard.press("Enter")
        await expect(desk.page.locator("h1")).to_have_text("隔离区")
        link = {"code": "palette-ride", "name": "秋季骑行", "variants": [{"url": "https://shop.example/ride"}]}
        await brand.call("POST", "/api/links", json=link)
        await self.find(desk, "https://brand.example/s/palette-ride?from=wall")
        await expect(desk.page.get_by_role("option").filter(has_text="秋季骑行")).to_be_visible()
        await desk.page.keyboard.press("Enter")
        await expect(desk.page.get_by_role("dialog").filter(has_text="秋季骑行")).to_be_visible()
        await desk.page.get_by_role("button", name="设口令").click()
        await desk.page.get_by_label("口令", exact=True).fill("qiuji")
        await desk.page.keyboard.press("Enter")
        await expect(desk.page.get_by_role("button", name="换口令")).to_be_visible()

    async def find(self, desk, text):
        await desk.page.keyboard.press("Control+k")
        await expect(desk.page.get_by_role("combobox")).to_be_focused()
        await desk.page.keyboard.type(text)


class TestViewer:
    async def test_who_may_not_see_is_refused_everywhere(self, brand, desk_of):
        units = await brand.call("GET", "/api/units")
        store = next(unit for unit in units if unit["kind"] == "store")
        desk = await desk_of("store-viewer", role="viewer", unit=store["code"])
        await desk.open("/")
        menu = await desk.page.locator("aside nav a").all_inner_texts()
        assert "实时事件" not in menu
        assert not {"员工与角色", "审计日志"} & set(menu)
        await desk.open("/live")
        await expect(desk.page.locator(".state.refused")).to_contain_text("权限")
        answer = await desk.page.request.get(f"{brand.server.base_url}/api/events/quarantine")
        assert (answer.status, (await answer.json())["code"]) == (403, "NotPermitted")
        everyone = (await brand.call("GET", "/api/people/count"))["people"]
        seen = await (await desk.page.request.get(f"{brand.server.base_url}/api/people/count")).json()
        assert seen["people"] < everyone


class TestAccessibility:
    @pytest.mark.timeout(300)
    async def test_no_screen_has_a_grave_fault_in_light_or_dark(self, desk_of):
        desks = [await desk_of("shuiyuan") for _ in range(2)]  # while one waits for its page, the other looks
        await desks[0].open("/")
        links = desks[0].page.locator("aside nav a")
        paths = await links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert len(paths) > 25
        waiting, begun, seen, faults = iter(paths), set(), [], {}

        async def look(desk):
            for path in waiting:
                await (desk.go(path) if desk in begun else self.open(desk, path))
                begun.add(desk)
                if found := await self.light_and_dark(desk):
                    faults[path] = found
                seen.append(path)

        await asyncio.gather(*map(look, desks))
        assert sorted(seen) == sorted(paths)
        assert faults == {}

    async def test_a_dangerous_button_can_be_read_in_the_dark(self, brand, desk):
        await brand.call("POST", "/api/tokens", json={"name": "axe", "permissions": ["reports.read"]})
        await self.open(desk, "/settings/tokens")
        assert await self.light_and_dark(desk) == []

    async def open(self, desk, path):
        await desk.open(path)
        await desk.page.add_style_tag(content=STILL)
        await desk.page.evaluate(AXE.read_text())

    async def light_and_dark(self, desk):
        """Look at the screen as the last one was left, light or dark, and at its colors the other way."""
        found = await self.faults(desk, "{resultTypes: ['violations']}")
        await desk.page.get_by_role("button", name=re.compile("^(深色|浅色)$")).click()
        return found + await self.faults(desk, "{runOnly: ['color-contrast'], resultTypes: ['violations']}")

    async def faults(self, desk, how):
        found = await desk.page.evaluate(f"axe.run(document, {how})")
        return [
            f"{one['id']}: {node['target']} {node['failureSummary'][:160]}"
            for one in found["violations"]
            for node in one["nodes"]
            if one["impact"] in GRAVE
        ]
