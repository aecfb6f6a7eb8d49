"""The page at `/`: small, self-contained, in two languages, and it shows the answer after logging in."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from huoshui.access import operations as access
from huoshui.access.contract import LOCAL, Role
from huoshui.app.landing import PAGE
from huoshui.bedrock import clock

TEXT = PAGE.decode()
CHROMIUM = Path("/usr/bin/chromium")


class TestPage:
    def test_is_small(self):
        assert len(PAGE) < 30_000

    def test_asks_nothing_of_the_outside(self):
        assert set(re.findall(r"https?://[^'\"\s)]+", TEXT)) == {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xhtml",
        }

    def test_says_everything_in_both_languages(self):
        chinese, english = re.search(r"^zh:(\{.*?)^en:(\{.*?)\}\};$", TEXT, re.MULTILINE | re.DOTALL).groups()
        keys = [set(re.findall(r"[{,]\n?(\w+):", words)) for words in (chinese, english)]
        assert keys[0] == keys[1]
        assert len(keys[0]) > 40

    async def test_runs_its_own_script_only(self, client):
        answer = await client.get("/")
        policy = answer.headers["content-security-policy"]
        assert answer.status_code == 200
        assert "default-src 'none'" in policy
        assert re.search(r"script-src 'sha256-[\w+/=]+';", policy)

    async def test_is_not_sent_twice(self, client):
        tag = (await client.get("/")).headers["etag"]
        again = await client.get("/", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b"")


@pytest.fixture
def chromium() -> str:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium: apt-get install chromium")
    return str(CHROMIUM)


@pytest.mark.browser
class TestInABrowser:
    async def visit(self, page: Page, address: str, *, password: str) -> None:
        await page.goto(address)
        await page.fill("input[name=login]", "lin")
        await page.fill("input[name=password]", password)
        await page.click("#form button")

    async def test_lets_in_who_works_here_and_shows_the_answer(self, live_server, client, chromium):
        async with live_server.platform.postgres.transaction() as session:
            await access.hire(
                session, viewer=LOCAL, login="lin", name="林溪", role=Role.OPERATOR, password="Rain on the pond 7",
                unit=None, now=clock.now(),
            )  # fmt: skip
        troubles: list[str] = []
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = await browser.new_page()
            page.on("pageerror", lambda error: troubles.append(str(error)))
            await self.visit(page, live_server.base_url, password="wrong")
            await expect(page.locator("#why")).to_contain_text("do not belong together")
            await self.visit(page, live_server.base_url, password="Rain on the pond 7")
            await expect(page.locator("#who")).to_have_text("林溪")
            await expect(page.locator("#stats dd").first).to_have_text("0")
            await expect(page.locator("#report")).to_contain_text("还没有事件")
            await page.locator("header [data-do=language]").click()
            await expect(page.locator("#report")).to_contain_text("No events yet")
            await page.locator("header [data-do=logout]").click()
            await expect(page.locator("#gate")).to_be_visible()
            await browser.close()
        assert troubles == []
