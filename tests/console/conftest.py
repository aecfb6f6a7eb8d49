"""A browser before the built console, beside a real server with a small demo brand."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from huoshui.app.console import BUILT
from tests.world import engines
from tests.world.processes import ServerProcess, until

CHROMIUM = Path(os.environ.get("HUOSHUI_CHROMIUM", "/usr/bin/chromium"))
CHROMIUM_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PASSWORD = "Rain on the pond 7"

PEOPLE, DAYS, SEED = 400, 60, 7
"""The brand: enough that every channel has buyers, little enough to be there in seconds."""

expect.set_options(timeout=30_000)


@dataclass(frozen=True, slots=True)
class Brand:
    """The server, the demo brand in it, and who may log in (all with `PASSWORD`)."""

    server: ServerProcess
    staff: dict[str, int] = field(default_factory=dict)

    async def call(self, method: str, path: str, **options: Any) -> Any:  # any JSON
        """Ask the API with full rights."""
        return await self.server.call(method, path, **options)

    async def identify(self, write_key: str, people: dict[str, dict[str, str]]) -> None:
        """Let people be known by a number and their traits, and wait until they are there."""
        calls = [{"type": "identify", "userId": who, "traits": traits} for who, traits in people.items()]
        await self.call("POST", "/v1/batch", json={"batch": calls, "writeKey": write_key})

        async def there() -> bool:
            found = [(await self.call("GET", "/api/people", params={"q": who}))["people"] for who in people]
            return all(found)

        await until(there)

    async def hire(self, login: str, role: str, unit: str | None = None) -> None:
        """Let somebody in; the second time they are here already."""
        if login not in self.staff:
            person = {"login": login, "name": login, "role": role, "unit": unit, "password": PASSWORD}
            self.staff[login] = (await self.call("POST", "/api/staff", json=person))["id"]

    async def leave(self) -> None:
        """Pause the accounts that a test connected, whose platform is gone, and wait until what it told is counted."""
        connected = [one["name"] for one in await self.call("GET", "/api/connectors") if not one["paused"]]
        for name in connected:
            await self.call("POST", f"/api/connectors/{name}/pause")
        if connected:
            await self._is_quiet()

    async def _is_quiet(self) -> None:
        """What goes downstream does so within a second: figures that a screen shows are then those that it opens."""
        before = None
        async with asyncio.timeout(60):
            while (now := await self.call("GET", "/api/events/count")) != before:
                before = now
                await asyncio.sleep(1.5)


class Brands:
    """The brand of the test process: one for all tests, and another one for who must try a second time."""

    def __init__(self) -> None:
        self.now: Brand | None = None
        self._tried: set[str] = set()

    async def for_test(self, name: str) -> Brand:
        """Give the brand; what a test left in it when it failed is not in the way of its second try."""
        if name in self._tried:
            self.close()
        self._tried.add(name)
        if self.now is None:
            self.now = await _played()
        return self.now

    def close(self) -> None:
        """End the server, and what it kept."""
        if self.now is not None:
            self.now.server.stop()
            shutil.rmtree(self.now.server.data_dir, ignore_errors=True)
            self.now = None


async def _played() -> Brand:
    """Start a server and play the demo brand to it."""
    data_dir = engines.folder()
    server = ServerProcess(data_dir)
    try:
        await server.start()
        demo = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "huoshui.app.cli",
            "demo", "--people", str(PEOPLE), "--days", str(DAYS), "--seed", str(SEED),
            env={**os.environ, "HUOSHUI_DATA_DIR": str(data_dir)},
            stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await demo.wait() == 0
    except BaseException:
        server.stop()
        shutil.rmtree(data_dir, ignore_errors=True)
        raise
    return Brand(server)


@pytest.fixture(scope="session")
def brands() -> Iterator[Brands]:
    """The brands of the test process."""
    kept = Brands()
    yield kept
    kept.close()


@pytest.fixture
async def brand(request: pytest.FixtureRequest, brands: Brands) -> AsyncIterator[Brand]:
    """Give the server with the demo brand in it; the order of tests is by chance, so expect what others left there."""
    if not (BUILT / "index.html").exists():
        pytest.skip("the console has not been built: make console")
    brand = await brands.for_test(request.node.nodeid)
    yield brand
    if brand is brands.now:  # of a first try the end may come after its server's
        await brand.leave()


@pytest.fixture(scope="session")
def has_chromium() -> bool:
    """Whether there is a browser."""
    return CHROMIUM.exists()


@pytest.fixture(scope="session")
async def chrome(has_chromium: bool) -> AsyncIterator[Browser]:
    """Start Chromium once for the test process, or say how to get it; each desk has a context of its own."""
    if not has_chromium:
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium, or set HUOSHUI_CHROMIUM to one")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        await browser.close()


class Desk:
    """The console as one person has it open; what goes wrong in the page fails the test when the desk is left."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        self._base_url = base_url
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda said: self._heard(said.type, said.text))

    def _heard(self, kind: str, text: str) -> None:
        # the browser itself reports every answer above 399 there; the screens show those, and tests look at them
        if kind == "error" and not text.startswith("Failed to load resource"):
            self.troubles.append(text)

    async def open(self, path: str) -> None:
        """Go to a screen and wait until its heading stands, or its refusal, and nothing there is loading."""
        await self.page.goto(f"{self._base_url}{path}")
        await self._stands()

    async def go(self, path: str) -> None:
        """Go to another screen by the menu, as `open` does, without loading the console anew."""
        await self.page.locator(".inside > *").evaluate_all("all => all.forEach((one) => (one.dataset.left = ''))")
        await self.page.locator(f"aside nav a[href='{path}']").click()
        await expect(self.page.locator("[data-left]")).to_have_count(0)  # the last one stays until the next is there
        await self._stands()

    async def _stands(self) -> None:
        await expect(self.page.locator("h1, .state.refused").first).to_be_visible()
        await self.still()

    async def still(self) -> None:
        """Wait until no skeleton is left."""
        await expect(self.page.locator("main .skeleton")).to_have_count(0)

    async def answers(self, text: str | re.Pattern[str]) -> None:
        """See to it that the screen's own sentence, top left, says this."""
        await expect(self.page.locator(".page-head .answer")).to_contain_text(text)


OpenDesk = Callable[..., Awaitable[Desk]]


@pytest.fixture
async def desk_of(brand: Brand, chrome: Browser) -> AsyncIterator[OpenDesk]:
    """Open the console as somebody: ``desk_of("lin", role="operator", language="en")``; `None` is a stranger."""
    opened: list[tuple[BrowserContext, Desk]] = []

    async def open_desk(
        login: str | None, *, role: str = "admin", unit: str | None = None, language: str = "zh", theme: str = "light",
        width: int = 1440, height: int = 900,
    ) -> Desk:  # fmt: skip
        context = await chrome.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        kept = {"huoshui.language": language, "huoshui.theme": theme}
        written = "".join(f"localStorage.setItem('{key}','{value}');" for key, value in kept.items())
        await context.add_init_script(f"try{{{written}}}catch{{}}")  # a preview's frame may keep nothing
        if login is not None:
            await brand.hire(login, role, unit)
            given = {"login": login, "password": PASSWORD}
            answer = await context.request.post(f"{brand.server.base_url}/api/login", data=given)
            assert answer.ok, await answer.text()
        desk = Desk(await context.new_page(), brand.server.base_url)
        opened.append((context, desk))
        return desk

    yield open_desk
    for context, desk in opened:
        await context.close()
        assert desk.troubles == []


@pytest.fixture
async def desk(desk_of: OpenDesk) -> Desk:
    """The console as an administrator has it, in Chinese, on a desktop."""
    return await desk_of("shuiyuan")
