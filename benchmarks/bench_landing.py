"""
Landing pages: what comes to a phone, and what it asks for before it paints, in a real Chromium on a slow phone's line.

A server of ours with WeCom's simulator behind it, a live code, and three pages: the code's own, one with the largest
picture that a page may have, and one with a poster of the gallery. The picture of the code stands on a server of this
program's, as it stands on one of the platform's in life, and is as large as theirs with a portrait in its middle. Bytes
are those on the wire, heads included, as Chromium tells them; a request counts when it left before the first contentful
paint. Line and processor are slowed as Lighthouse slows them for a phone: 150 ms there and back, 1.6 Mbit/s, a quarter
of the speed.
"""

import argparse
import asyncio
import base64
import contextlib
import io
import os
import random
import statistics
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import harness
import httpx2
import numpy as np
import segno
import uvicorn
from PIL import Image
from playwright.async_api import Browser, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.rehearsal.wecom.answers import codes
from huoshui.rehearsal.wecom.play import Rehearsal
from huoshui.touchpoints.landing.contract import MOST_PICTURE_BYTES

CHROMIUM = os.environ.get("HUOSHUI_CHROMIUM", "/usr/bin/chromium")
AGENT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/124 Mobile Safari/537.36 MicroMessenger/8.0.49"
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_638_400 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
MOST_BYTES, MOST_REQUESTS, MOST_SECONDS = 50_000, 2, 1.0
WORDS = "秋天的路线、装备清单和同行的人，都在群里。" * 12
PAINTED = """
() => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return paint ? [performance.timeOrigin, paint.startTime] : null;
}
"""


@dataclass
class Opening:
    """One page opened once: what came, what was asked for and when, and when it was painted."""

    received: dict[str, int] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    origin: float = 0.0
    painted_after: float = 0.0

    def sent(self, said: dict[str, Any]) -> None:
        """Note a request; a picture inside the page is told as one too, and asks nobody."""
        if not said["request"]["url"].startswith("data:"):
            self.asked.setdefault(said["requestId"], said["wallTime"])

    def came(self, said: dict[str, Any]) -> None:
        """Note what came."""
        if said["requestId"] in self.asked:
            self.received[said["requestId"]] = int(said["encodedDataLength"])

    @property
    def before_paint(self) -> int:
        """How many requests left before the first paint."""
        return sum(at * 1000 <= self.origin + self.painted_after for at in self.asked.values())


def picture_of_code() -> bytes:
    """Draw a code with a portrait in its middle, which is what weighs."""
    out = io.BytesIO()
    segno.make_qr("https://work.weixin.qq.com/ca/cawcde0123456789ab?customer_channel=x", error="q").save(
        out, kind="png", scale=10
    )
    code = Image.open(out).convert("RGB")
    portrait = np.random.default_rng(7).integers(0, 256, (58, 58, 3), dtype=np.uint8)
    code.paste(Image.fromarray(portrait), ((code.width - 58) // 2, (code.height - 58) // 2))
    drawn = io.BytesIO()
    code.save(drawn, "PNG")
    return drawn.getvalue()


def largest_picture() -> bytes:
    """Draw a picture that fills what a page may bring: noise under a gradient, as photos are."""
    noise = np.random.default_rng(3).integers(0, 90, (500, 750, 3), dtype=np.uint8)
    drawn = b""
    for quality in range(5, 95):
        out = io.BytesIO()
        Image.fromarray(noise).save(out, "WEBP", quality=quality)
        if len(out.getvalue()) > MOST_PICTURE_BYTES:
            break
        drawn = out.getvalue()
    return drawn


@contextlib.asynccontextmanager
async def platform(rehearsal: Rehearsal) -> AsyncIterator[str]:
    """Serve the simulator, and beside it the pictures of codes."""
    drawn, port = picture_of_code(), harness.free_port()
    print(f"the platform's picture of a code: {len(drawn):,} bytes", flush=True)

    async def picture(_: Request) -> Response:
        return Response(drawn, media_type="image/png", headers={"Cache-Control": "max-age=60"})

    app = Starlette(routes=[Route("/qr/{code}", picture)])
    app.mount("/", rehearsal.server.app)
    codes._picture = lambda code: f"http://127.0.0.1:{port}/qr/{code.config_id}"  # noqa: SLF001 the simulator is ours
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn has no event to wait for
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await task


async def made(http: httpx2.AsyncClient, staff: str) -> list[str]:
    """Make the code, a poster and the pages; give their places once the platform has given the code's picture."""

    async def ask(method: str, path: str, body: object) -> Any:  # noqa: ANN401 JSON
        answer = await http.request(method, path, json=body)
        if answer.is_error:
            sys.exit(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()

    account = (await ask("GET", "/api/code-accounts", None))[-1]["name"]
    live = {"name": "骑行", "staff": [{"staff_id": staff}], "channel": "douyin"}
    await ask("POST", "/api/codes", {"account": account, "slug": "live", "plan": live})
    look = (await ask("GET", "/api/poster-gallery", None))[0]
    poster = await ask("POST", "/api/posters", {"plan": look})
    plan = {"name": "骑行", "title": "一起去骑行", "code": "live", "words": WORDS}
    await ask("POST", "/api/pages", {"slug": "picture", "plan": plan})
    picture = base64.b64encode(largest_picture()).decode()
    await ask("PUT", "/api/pages/picture/picture", {"picture": picture})
    await ask("POST", "/api/pages", {"slug": "poster", "plan": {**plan, "poster": poster["id"]}})
    for _ in range(200):
        if (await ask("GET", "/api/codes/live", None))["standing"]["shown"]:
            return ["live", "picture", "poster"]
        await asyncio.sleep(0.1)
    sys.exit("the platform gave no picture of the code")


async def opened(browser: Browser, address: str) -> Opening:
    """Open a page as somebody does who was never there."""
    context = await browser.new_context(
        user_agent=AGENT, viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True, has_touch=True
    )
    page, opening = await context.new_page(), Opening()
    wire = await context.new_cdp_session(page)
    wire.on("Network.requestWillBeSent", opening.sent)
    wire.on("Network.loadingFinished", opening.came)
    await wire.send("Network.enable")
    await wire.send("Network.emulateNetworkConditions", LINE)
    await wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.goto(f"{address}?utm_source=douyin&clickid=ad-1", wait_until="networkidle")
    broken = await page.evaluate("() => [...document.images].filter((one) => one.naturalWidth === 0).length")
    painted = await page.evaluate(PAINTED)
    await context.close()
    if broken or painted is None or len(opening.received) != len(opening.asked):
        sys.exit(f"{address} did not come whole: {broken} pictures are missing, painted {painted}, {opening}")
    opening.origin, opening.painted_after = painted
    return opening


async def measure(rounds: int) -> dict[str, list[Opening]]:
    """Open each page several times."""
    rehearsal = Rehearsal.of(7, chance=random.Random(7))
    with harness.folder() as data_dir, harness.server(data_dir) as running:
        base = f"http://127.0.0.1:{running.port}"
        headers = {"Authorization": f"Bearer {running.token()}"}
        async with (
            platform(rehearsal) as address,
            httpx2.AsyncClient(base_url=base, headers=headers, timeout=60) as http,
            async_playwright() as playwright,
        ):
            await rehearsal.connect(http, address=address)
            slugs = await made(http, next(iter(rehearsal.corp.staff)))
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            openings = {slug: [await opened(browser, f"{base}/p/{slug}") for _ in range(rounds)] for slug in slugs}
            await browser.close()
            return openings


def main(rounds: int) -> None:
    """Print each page, and the figures of the heaviest."""
    openings = asyncio.run(measure(rounds))
    for slug, several in openings.items():
        one = several[0]
        print(
            f"{slug:8} {sum(one.received.values()):,} bytes in {len(one.asked)} requests, {one.before_paint} before "
            f"the first paint, which came after {statistics.median(each.painted_after for each in several):,.0f} ms"
        )
    everything = [one for several in openings.values() for one in several]
    heaviest = max(sum(one.received.values()) for one in everything)
    most = max(one.before_paint for one in everything)
    slowest = max(statistics.median(one.painted_after for one in several) for several in openings.values()) / 1000
    harness.figure("landing_bytes", heaviest, "bytes", f"<={MOST_BYTES}", met=heaviest <= MOST_BYTES)
    harness.figure("landing_requests", most, "requests", f"<={MOST_REQUESTS}", met=most <= MOST_REQUESTS)
    harness.figure("landing_first_paint", slowest, "s", f"<={MOST_SECONDS:g}", met=slowest <= MOST_SECONDS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    main(parser.parse_args().rounds)
