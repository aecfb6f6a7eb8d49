"""Processes of a test's own: `huoshui serve` (or `api`, `worker`), started, killed and started again."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2


async def until(true: Callable[[], Awaitable[bool]], *, seconds: float = 60) -> None:
    """Ask again and again until something is true; what is asked lives in another process, which cannot tell us."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 see above
            await asyncio.sleep(0.02)


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """One server on one data directory; its port stays the same over restarts."""

    def __init__(self, data_dir: Path, *, command: str = "serve", **environment: str) -> None:
        self._command = command
        self.data_dir = data_dir
        self.port = free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **os.environ,
            **environment,
            "HUOSHUI_DATA_DIR": str(data_dir),
            "HUOSHUI_LOG_LEVEL": "error",
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def token(self) -> str:
        """The local token."""
        return (self.data_dir / "keys" / "local_token").read_text()

    async def start(self, *, seconds: float = 120) -> float:
        """Start it and wait until it is ready; give the seconds that took."""
        began = time.monotonic()
        self._process = subprocess.Popen(  # noqa: ASYNC220 starting takes no time; becoming ready does
            [sys.executable, "-m", "huoshui.app.cli", self._command, "--port", str(self.port)], env=self._environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        async with httpx2.AsyncClient(timeout=5) as client:
            while time.monotonic() - began < seconds:
                if self._process.poll() is not None:
                    msg = f"the server ended with {self._process.returncode}"
                    raise RuntimeError(msg)
                with contextlib.suppress(httpx2.HTTPError):
                    if (await client.get(f"{self.base_url}/readyz")).status_code == 200:
                        return time.monotonic() - began
                await asyncio.sleep(0.05)
        msg = f"the server was not ready after {seconds} s"
        raise RuntimeError(msg)

    def kill(self) -> None:
        """End it at once, as a power cut ends a process."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> int:
        """Ask it to end, and give its exit status."""
        if not self._process:
            return 0
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(60)

    async def call(self, method: str, path: str, **options: Any) -> Any:  # any JSON
        """Call the API with full rights and give the JSON."""
        async with httpx2.AsyncClient(timeout=60, headers={"Authorization": f"Bearer {self.token}"}) as client:
            response = await client.request(method, f"{self.base_url}{path}", **options)
            response.raise_for_status()
            return response.json()


@contextlib.contextmanager
def worker_process(data_dir: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `huoshui worker` until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-m", "huoshui.app.cli", "worker"],
        env={**os.environ, **environment, "HUOSHUI_DATA_DIR": str(data_dir), "HUOSHUI_LOG_LEVEL": "error"},
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


class RetryingSender:
    """Sends numbered batches, each again until it is answered with 200, as SDKs do."""

    def __init__(self, server: ServerProcess, write_key: str, *, name: str) -> None:
        self._server = server
        self._key = write_key
        self._name = name
        self._enough = False
        self.acknowledged: list[str] = []
        self.attempts = 0
        self.refused: set[str] = set()
        """Codes of the answers that were not 200."""

    def finish(self) -> None:
        """Stop after the batch in hand is acknowledged."""
        self._enough = True

    async def run(self, *, size: int = 20) -> None:
        """Send until told to finish."""
        number = 0
        async with httpx2.AsyncClient(timeout=10, auth=(self._key, "")) as client:
            while not self._enough:
                ids = [f"{self._name}-{number}-{place}" for place in range(size)]
                await self._until_acknowledged(client, ids)
                self.acknowledged += ids
                number += 1

    async def _until_acknowledged(self, client: httpx2.AsyncClient, ids: list[str]) -> None:
        batch = [
            {"type": "track", "event": "Product Viewed", "messageId": one, "anonymousId": f"visitor-{hash(one) % 997}",
             "userId": f"u{place % 7}", "properties": {"sku": "S1"}}
            for place, one in enumerate(ids)
        ]  # fmt: skip
        while True:
            self.attempts += 1
            with contextlib.suppress(httpx2.HTTPError):
                response = await client.post(f"{self._server.base_url}/v1/batch", json={"batch": batch})
                if response.status_code == 200:
                    return
                self.refused.add(response.json()["code"])
            await asyncio.sleep(0.1)
