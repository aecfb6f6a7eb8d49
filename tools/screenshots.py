"""
Take a picture of every screen of the console: `python -m tools.screenshots [--few]`.

A server of its own with the demo brand is started for it; every screen of the menu is opened in Chinese and English,
light and dark, on a desktop, and those for a phone on a phone. The few that the README shows lie in the folder itself
and are committed; the rest lie below it in ``every/``, which git ignores, and are left out with ``--few``.
"""

import asyncio
import base64
import itertools
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect
from rich.progress import track

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
EVERY = FOLDER / "every"
CHROMIUM = os.environ.get("HUOSHUI_CHROMIUM", "/usr/bin/chromium")
PORT, PEOPLE = 8377, 3_000
DESKTOP, PHONE = (1440, 900), (390, 844)
ON_A_PHONE = ("/", "/people/{person}")
"""Screens that store staff use standing up."""
SHOWN = {
    "/": ("today", "zh", "light"),
    "/channels": ("channels", "zh", "light"),
    "/people/{person}": ("person", "zh", "light"),
    "/segments/new?definition={segment}": ("segment", "zh", "light"),
    "/layers": ("layers", "zh", "light"),
    "/flow": ("flow", "zh", "dark"),
    "/explore/funnel": ("funnel", "zh", "light"),
    "/attribution": ("attribution", "zh", "light"),
    "/quality": ("quality", "en", "light"),
    "/value": ("value", "zh", "light"),
    "/imports": ("imports", "zh", "light"),
    "/live": ("live", "zh", "dark"),
}
"""What the README shows: screen → name, language, light or dark."""
MORE = (
    "/people/{person}", "/segments/new?definition={segment}", "/explore/funnel", "/explore/retention", "/explore/paths",
)  # fmt: skip
"""Screens that the menu does not name."""
SEGMENT = {"version": 1, "where": {"kind": "all", "of": [
    {"kind": "known"},
    {"kind": "did", "events": ["Product Viewed"], "within": {"last": "30d"},
     "test": {"type": "number", "op": ">=", "value": 2}},
    {"kind": "not", "of": {"kind": "orders", "within": {"last": "90d"}}},
    {"kind": "any", "of": [{"kind": "reachable", "channel": "wecom"}, {"kind": "reachable", "channel": "sms"}]},
]}}  # fmt: skip
"""Looked again and again, has not bought: what the segment editor is shown with."""
BUYERS = {"version": 1, "where": {"kind": "all", "of": [
    {"kind": "orders", "test": {"type": "number", "op": ">=", "value": 2}},
    {"kind": "reachable", "channel": "wecom"},
]}}  # fmt: skip
"""Whose profile is shown."""


@contextmanager
def demo() -> Iterator[tuple[str, dict[str, str]]]:
    """This will run a server with the demo brand, and give its address and the login."""
    with tempfile.TemporaryDirectory(prefix="huoshui-screens-") as folder:
        environment = {**os.environ, "HUOSHUI_DATA_DIR": folder, "HUOSHUI_LOG_LEVEL": "error"}
        command = [sys.executable, "-m", "huoshui.app.cli", "serve", "--port", str(PORT), "--demo"]
        command += ["--people", str(PEOPLE)]
        said = Path(folder) / "said.txt"
        with said.open("w") as out, subprocess.Popen(command, env=environment, stdout=out, stderr=out) as server:  # noqa: S603
            try:
                yield f"http://127.0.0.1:{PORT}", _login(said, server)
            finally:
                server.terminate()


def _login(said: Path, server: "subprocess.Popen[bytes]") -> dict[str, str]:
    """Wait until the server has greeted, and read the login out of that."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and server.poll() is None:
        if found := re.search(r"login 登录\s+(\S+) / (\S+)", said.read_text()):
            return {"login": found[1], "password": found[2]}
        time.sleep(0.5)
    sys.exit(f"the server did not start: {said.read_text()[-500:]}")


async def take(address: str, login: dict[str, str], *, few: bool) -> int:
    """This will take all pictures, or the few that the README shows, and give how many there are."""
    EVERY.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        paths = await _paths(browser, address, login)
        taken = 0
        ways = list(itertools.product(("zh", "en"), ("light", "dark")))
        for language, theme in track(ways, description="taking pictures 正在拍"):
            page = await _open(browser, address, login, language, theme, DESKTOP)
            for path, screen in paths.items():
                name, *shown = SHOWN.get(screen, ("",))
                place = FOLDER / f"{name}.png" if shown == [language, theme] else None
                if place or not few:
                    await _look(page, f"{address}{path}")
                    await page.screenshot(path=place or EVERY / f"{_named(screen)}-{language}-{theme}.png")
                    taken += 1
            await page.context.close()
        for language, theme in ways if not few else ():
            page = await _open(browser, address, login, language, theme, PHONE)
            for path, screen in paths.items():
                if screen in ON_A_PHONE:
                    await _look(page, f"{address}{path}")
                    await page.screenshot(path=EVERY / f"{_named(screen)}-{language}-{theme}-phone.png")
                    taken += 1
            await page.context.close()
        await browser.close()
    return taken


async def _paths(browser: Browser, address: str, login: dict[str, str]) -> dict[str, str]:
    """Every screen's address, and the screen as `SHOWN` and `MORE` name it."""
    page = await _open(browser, address, login, "zh", "light", DESKTOP)
    csrf = (await (await page.request.get(f"{address}/api/me")).json())["csrf_token"]
    await _look(page, address)
    links = await page.locator("aside nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    answer = await page.request.post(
        f"{address}/api/segments/people", headers={"X-CSRF-Token": csrf}, data={"segment": BUYERS, "limit": 1}
    )
    (person,) = (await answer.json())["people"]
    segment = base64.urlsafe_b64encode(json.dumps(SEGMENT).encode()).decode().rstrip("=")
    await page.context.close()
    screens = dict.fromkeys([*links, *MORE])
    return {screen.replace("{person}", person).replace("{segment}", segment): screen for screen in screens}


async def _open(
    browser: Browser, address: str, login: dict[str, str], language: str, theme: str, size: tuple[int, int]
) -> Page:
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", is_mobile=size == PHONE
    )
    kept = {"huoshui.language": language, "huoshui.theme": theme}
    await context.add_init_script("".join(f"localStorage.setItem('{key}','{value}');" for key, value in kept.items()))
    await context.request.post(f"{address}/api/login", data=login)
    return await context.new_page()


async def _look(page: Page, address: str) -> None:
    """Go there and wait until it stands still."""
    await page.goto(address)
    await page.locator("h1").first.wait_for(timeout=30_000)
    await expect(page.locator("main .skeleton")).to_have_count(0, timeout=60_000)
    await page.wait_for_timeout(400)


def _named(screen: str) -> str:
    return re.sub(r"[^a-z]+", "-", screen.partition("?")[0]).strip("-") or "today"


def main(arguments: list[str]) -> None:
    """This will take them into `docs/screenshots`."""
    with demo() as (address, login):
        taken = asyncio.run(take(address, login, few="--few" in arguments))
    print(f"{taken} pictures in {FOLDER}")


if __name__ == "__main__":
    main(sys.argv[1:])
