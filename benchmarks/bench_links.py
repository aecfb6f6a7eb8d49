"""
Short links: redirects a second with each click on disk before its answer, against a bare Starlette 302.

Both run behind the same server software, one after the other, under the same load: a thousand links, as many visitors
as requests with half of them known by their cookie. The load generator shares the cores. At the end the journal holds
exactly as many clicks as were answered.

Said beside the figures: how long an answer takes while only as many are asked as the goal names, which is when clicks
become events at the same time. Each request has its moment there, and is waited for from that moment on.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uvicorn
from harness import Server, figure, folder, free_port, processors, server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

HERE = Path(__file__).parent
LINKS = 1_000
GOAL = 2_000
"""Redirects a second."""
CONNECTIONS = 96
"""With few, both wait for the load more than it for them: each has one question open."""
AGENTS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.49",
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/121 Mobile Safari/537.36 aweme_31.2.0",
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/124 Mobile Safari/537.36",
)


def bare(port: int) -> None:
    """Serve a 302 that keeps nothing."""

    async def follow(request: Request) -> Response:
        return Response(status_code=302, headers={"Location": f"https://shop.example/{request.path_params['code']}"})

    app = Starlette(routes=[Route("/s/{code}", follow)])
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


async def connection(port: int, number: int, start: float, options: argparse.Namespace, took: list[float]) -> None:
    """Open links one after the other on one connection, each at its moment where there is a rate to keep."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    asked = number
    while (began := time.perf_counter()) < start + options.seconds:
        if options.rate:
            due = start + asked / options.rate
            await asyncio.sleep(due - began)
            began = due
        cookie = f"Cookie: hs_v=visitor-{asked % 200_000:012d}\r\n" if asked % 2 else ""
        request = (
            f"GET /s/b{asked % LINKS:04d}?utm_source=douyin&clickid=ad-{asked} HTTP/1.1\r\nHost: go.example\r\n"
            f"User-Agent: {AGENTS[asked % len(AGENTS)]}\r\nAccept-Language: zh-CN\r\n{cookie}\r\n"
        )
        writer.write(request.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        took.append(time.perf_counter() - began)
        if not head.startswith(b"HTTP/1.1 302"):
            sys.exit(f"not a redirect: {head[:200]!r}")
        asked += CONNECTIONS
    writer.close()


async def generate(port: int, options: argparse.Namespace) -> None:
    """Run the load and print what it measured."""
    took: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(connection(port, number, began, options, took) for number in range(CONNECTIONS)))
    lasted = time.perf_counter() - began
    took.sort()
    print(json.dumps({"answers": len(took), "rate": len(took) / lasted, "p50": took[len(took) // 2],
                      "p99": took[int(len(took) * 0.99)]}))  # fmt: skip


def load(port: int, seconds: float, *, rate: float = 0) -> dict[str, float]:
    """Run the load generator as its own process: so many a second, or as many as are answered."""
    command = [sys.executable, str(HERE / "bench_links.py"), "--load", str(port), "--seconds", str(seconds)]
    command += ["--rate", str(rate)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    report: dict[str, float] = json.loads(done.stdout)
    return report


def peer(seconds: float) -> dict[str, float]:
    """Load the bare redirect."""
    port = free_port()
    process = subprocess.Popen([sys.executable, str(HERE / "bench_links.py"), "--bare", str(port)])
    try:
        time.sleep(3)
        with processors("a bare redirect"):
            return load(port, seconds)
    finally:
        process.terminate()
        process.wait()


def ours(seconds: float) -> tuple[dict[str, float], dict[str, float]]:
    """Load the real server, fully and at the goal's rate, and hold the journal against what was answered."""
    with folder() as data_dir, server(data_dir) as running:
        for number in range(LINKS):
            variants = [{"url": f"https://shop.example/{number}"}, {"url": "https://shop.example/other"}]
            body = {"code": f"b{number:04d}", "name": f"bench {number}", "channel": "douyin", "variants": variants}
            running.call("POST", "/api/links", body)
        load(running.port, 8)  # each link is read once
        warm = _clicks(running)
        with processors("our redirects"):
            full = load(running.port, seconds)
        paced = load(running.port, seconds / 2, rate=GOAL)
        kept, answered = _clicks(running) - warm, full["answers"] + paced["answers"]
        if kept != answered:
            sys.exit(f"{answered} redirects were answered, {kept} clicks are kept")
        return full, paced


def _clicks(running: Server) -> int:
    """Add up what the list of links says of each."""
    total, before = 0, ""
    while True:
        page: dict[str, Any] = running.call("GET", f"/api/links?limit=100{before}")
        total += sum(one["sent"] + one["robots"] for one in page["links"])
        if page["next"] is None:
            return total
        before = f"&before={page['next']}"


def main(seconds: float) -> None:
    """Print the figures."""
    (full, paced), simple = ours(seconds), peer(seconds / 2)
    print(
        f"{full['answers']:,} redirects, {full['rate']:,.0f}/s, median {full['p50'] * 1e3:.1f} ms, p99 "
        f"{full['p99'] * 1e3:.1f}; bare {simple['rate']:,.0f}/s, median {simple['p50'] * 1e3:.1f} ms; at "
        f"{paced['rate']:,.0f}/s median {paced['p50'] * 1e3:.1f} ms, p99 {paced['p99'] * 1e3:.1f}"
    )
    ratio = full["rate"] / simple["rate"]
    figure("links_rate", full["rate"], "redirects/s", f">={GOAL}", met=full["rate"] >= GOAL)
    figure("links_p99", full["p99"] * 1e3, "ms", "<=25", met=full["p99"] <= 0.025)
    figure("links_of_bare", ratio, "x", ">=0.3", met=ratio >= 0.3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("BENCH_SECONDS", "20")))
    parser.add_argument("--bare", type=int, default=0)
    parser.add_argument("--load", type=int, default=0)
    parser.add_argument("--rate", type=float, default=0, help="requests a second; 0: as many as are answered")
    options = parser.parse_args()
    if options.bare:
        bare(options.bare)
    elif options.load:
        asyncio.run(generate(options.load, options))
    else:
        main(options.seconds)
