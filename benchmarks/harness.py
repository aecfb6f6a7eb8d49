"""What benchmarks share: a server of their own, memory readings, and the FIGURE lines."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_UV = Path(__file__).parents[1] / "tools" / "uv"


def figure(name: str, value: float, unit: str, goal: str, *, met: bool) -> None:
    """Print a figure as the runner collects it."""
    print(f"FIGURE {name} {value:.4g} {unit} {goal} {'met' if met else 'missed'}", flush=True)


@contextlib.contextmanager
def processors(what: str) -> Iterator[None]:
    """
    Say what of the processors was used, idle, and stolen by other guests of the same host while something ran.

    On a shared machine a figure can only be read beside what was stolen.
    """
    before = _jiffies()
    yield
    spent = {name: after - before[name] for name, after in _jiffies().items()}
    whole = max(1, sum(spent.values()))
    print(f"{what}: processors {', '.join(f'{name} {part / whole:.0%}' for name, part in spent.items())}", flush=True)


def _jiffies() -> dict[str, int]:
    user, nice, system, idle, wait, hard, soft, stolen, *_ = map(
        int, Path("/proc/stat").read_text().splitlines()[0].split()[1:]
    )
    return {"used": user + nice + system + hard + soft, "idle": idle + wait, "stolen": stolen}


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """Give a data directory that every system user can reach, and take it away afterwards."""
    place = Path(tempfile.mkdtemp(prefix="huoshui-bench-"))
    place.chmod(0o755)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def peer(code: str, *words: str, packages: Sequence[str], timeout: float = 600) -> dict[str, Any]:
    """
    Run a program that needs packages which we do not, in an environment of its own.

    :return: the JSON object that it printed last
    """
    chosen = [word for package in packages for word in ("--with", package)]
    command = [str(_UV), "run", "--no-project", "--quiet", *chosen, "--python", sys.executable, "python", "-c", code]
    done = subprocess.run([*command, *words], check=True, stdout=subprocess.PIPE, text=True, timeout=timeout)
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


@dataclass
class Server:
    """A `huoshui serve` process of ours."""

    process: subprocess.Popen[bytes]
    port: int
    data_dir: Path
    ready_after: float

    def token(self) -> str:
        """Give the local token."""
        return (self.data_dir / "keys" / "local_token").read_text()

    def call(self, method: str, path: str, body: object = None) -> dict[str, object]:
        """Call the API with full rights."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {self.token()}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=120) as answer:
            result: dict[str, object] = json.load(answer)
            return result

    def memory(self) -> int:
        """Read the bytes of memory that the process holds now."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0


@contextlib.contextmanager
def server(data_dir: Path, **environment: str) -> Iterator[Server]:
    """Run `huoshui serve` on a directory until the block ends."""
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "huoshui.app.cli", "serve", "--port", str(port)],
        env={**os.environ, "HUOSHUI_DATA_DIR": str(data_dir), "HUOSHUI_LOG_LEVEL": "warning", **environment},
    )
    try:
        _wait_ready(process, port)
        yield Server(process, port, data_dir, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(60)
        process.kill()


def _wait_ready(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
            return
        time.sleep(0.05)
    sys.exit("the server did not become ready")
