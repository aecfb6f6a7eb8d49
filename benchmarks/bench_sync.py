"""
The full comparison of a corp: everything WeCom has of its contacts read for the first time, with a kill in the middle.

The simulator is another process on loopback, with the documented frequencies and pages; nothing is simulated of the
time. Half way the process that compares is ended at once, and another goes on behind the last page that was kept. What
is measured: contacts a second over both halves, against what the platform's frequency alone would allow; the most
memory that either held; calls beyond the least that pages need; and that every contact is there in the end.

The default is small, so that it fits among the others; `--contacts 500000 --staff 200` is the size of the goal.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import resource
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import uvicorn
import uvloop
from harness import figure, folder, free_port, processors
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from huoshui.access.contract import LOCAL
from huoshui.app.cli import garbage
from huoshui.app.platform import Platform, open_platform
from huoshui.app.settings import Settings
from huoshui.bedrock import clock
from huoshui.connectors import operations as connectors
from huoshui.connectors import queries as accounts
from huoshui.connectors.contract import Credentials
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from huoshui.relations import queries as relations
from huoshui.relations.contract import SyncRunning
from huoshui.relations.syncing import runs
from huoshui.relations.syncing.comparing import Comparison

HERE = Path(__file__)
CORP, SECRET, AGENT = "wwbenchmark12345678", "benchmark-secret", 1_000_002
PAGE = 100
"""Contacts on a page of batch/get_by_user, the most that WeCom gives."""


# ---- the platform --------------------------------------------------------------------------------------------------


def simulate(port: int, contacts: int, staff: int) -> None:
    """Be WeCom: a corp whose staff share so many contacts."""
    corp = Corp(CORP, secrets={SECRET: AGENT}, now=time.time, chance=random.Random(7))
    acts, server = Acts(corp), Server(corp)
    for number in range(staff):
        acts.hire(f"staff{number:03d}", name=f"顾问{number}")
    for number in range(contacts):
        acts.add(acts.appear(f"客户{number}", unionid=f"o{number:027d}"), f"staff{number % staff:03d}")
        corp.letters.clear()
    corp.welcomes.clear()

    async def asked(_request: Request) -> JSONResponse:
        told = {path: count for path, count in server.asked.items() if path.endswith("batch/get_by_user")}
        return JSONResponse({"pages": sum(told.values()), "per_minute": corp.traffic.per_minute})

    app = Starlette(routes=[Route("/asked", asked), *server.app.routes])
    uvicorn.run(app, port=port, log_level="error", lifespan="off")


@contextlib.contextmanager
def simulator(contacts: int, staff: int) -> Iterator[str]:
    """Run it until the block ends, and give where it answers."""
    port = free_port()
    sizes = ["--contacts", str(contacts), "--staff", str(staff)]
    process = subprocess.Popen([sys.executable, str(HERE), "--simulate", str(port), *sizes])
    try:
        for _ in range(6_000):
            with contextlib.suppress(OSError):
                asked(f"http://127.0.0.1:{port}")
                break
            if process.poll() is not None:
                sys.exit(f"the simulator ended with {process.returncode}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def asked(url: str) -> dict[str, int]:
    """Ask how often pages were asked for."""
    with urllib.request.urlopen(f"{url}/asked", timeout=10) as answer:
        said: dict[str, int] = json.load(answer)
        return said


# ---- what compares -------------------------------------------------------------------------------------------------


async def compare(data_dir: Path, url: str) -> None:
    """Take the comparison from wherever it stands to its end, and say how far it is."""
    garbage.look_seldom()  # as in the server, in which comparisons run
    async with open_platform(Settings(data_dir=data_dir, private_addresses=True), work=False) as platform:
        number = await _begun(platform, url)
        async with platform.postgres.session() as session:
            run = await relations.run(session, number=number)
        comparison = Comparison(
            run, postgres=platform.postgres, speakers=platform.speakers, vault=platform.vault, clock=clock.now
        )
        began = time.perf_counter()
        telling = asyncio.create_task(_tell(platform, number, began))
        done = await comparison.perform()
        telling.cancel()
        async with platform.postgres.session() as session:
            kept = await session.scalar(text("SELECT count(*) FROM follow_relations"))
        _say(done=True, kept=kept, problem=done.problem, seconds=time.perf_counter() - began)


async def _begun(platform: Platform, url: str) -> int:
    """The number of the comparison: a new one, or the one that was broken off."""
    async with platform.postgres.transaction() as session:
        known = await accounts.accounts(session)
        account = known[0] if known else await connectors.add(
            session, keys=platform.keys, plan=connectors.Plan("wecom", "bench", "bench", CORP, AGENT, url),
            credentials=Credentials(SECRET, "benchToken", "a" * 43), viewer=LOCAL, now=clock.now(),
        )  # fmt: skip
        try:
            return (await runs.begin(session, account=account, viewer=LOCAL, now=clock.now())).id
        except SyncRunning:
            return int(await session.scalar(text("SELECT max(id) FROM relation_runs")) or 0)


async def _tell(platform: Platform, number: int, began: float) -> None:
    while True:
        async with platform.postgres.session() as session:
            run = await relations.run(session, number=number)
        _say(done=False, staff_done=run.staff_done, seconds=time.perf_counter() - began)
        await asyncio.sleep(0.2)


def _say(**said: object) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({**said, "memory": memory}), flush=True)


def compared(data_dir: Path, url: str, *, until: int | None) -> dict[str, float]:
    """Run a process that compares; where so many staff are read, end it at once. What it said last is given."""
    command = [sys.executable, str(HERE), "--compare", str(data_dir), "--url", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said: dict[str, float] = {}
    assert process.stdout is not None
    for line in process.stdout:
        if not line.startswith("{"):
            continue
        said = json.loads(line)
        if until is not None and said.get("staff_done", 0) >= until:
            process.kill()
            break
    process.wait()
    if not said:
        sys.exit(f"nothing was compared: the process ended with {process.returncode}")
    return said


def main(contacts: int, staff: int) -> None:
    """Print the figures."""
    least = sum(-(-len(range(number, contacts, staff)) // PAGE) for number in range(staff))
    with folder() as data_dir, simulator(contacts, staff) as url:
        with processors("comparing"):
            first = compared(data_dir, url, until=max(1, staff // 2))
            second = compared(data_dir, url, until=None)
        said = asked(url)
    if not second["done"] or second["problem"] or second["kept"] != contacts:
        sys.exit(f"{contacts:,} contacts are there, we keep {second.get('kept')}: {second}")
    seconds = first["seconds"] + second["seconds"]
    rate, allowed = contacts / seconds, said["per_minute"] / 60 * PAGE
    memory = max(first["memory"], second["memory"]) / 2**20
    print(
        f"{contacts:,} contacts of {staff} staff in {seconds:.1f} s, {rate:,.0f}/s, killed after "
        f"{first['seconds']:.1f} s; the frequencies alone would allow {allowed:,.0f}/s; {said['pages']:,} pages asked "
        f"for, {least:,} are the least; at this rate 500,000 contacts take {500_000 / rate:.0f} s",
    )
    figure("sync_rate", rate, "contacts/s", f">={allowed:.0f}", met=rate >= allowed)
    figure("sync_memory", memory, "MB", "<=1024", met=memory <= 1024)
    figure("sync_pages_beyond", said["pages"] - least, "pages", f"<={staff}", met=said["pages"] - least <= staff)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--staff", type=int, default=100)
    parser.add_argument("--simulate", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--compare", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--url", default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.simulate:
        simulate(given.simulate, given.contacts, given.staff)
    elif given.compare:
        os.environ.pop("HUOSHUI_DATA_DIR", None)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # the worker's
            runner.run(compare(given.compare, given.url))
    else:
        main(given.contacts, given.staff)
