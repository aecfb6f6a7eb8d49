"""Plays a market to a running system, through its public doors only: the org tree and the sources, then the events."""

import asyncio
import base64
import time
from collections.abc import AsyncIterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import httpx2

from huoshui.bedrock import clock
from huoshui.rehearsal import brand, planted
from huoshui.rehearsal.answers import read
from huoshui.rehearsal.contract import LoadReport, NotTaken, Progress
from huoshui.rehearsal.market import Batch, Market
from huoshui.rehearsal.phrases import PRIVATE_SOURCES

IN_FLIGHT = 16
_AHEAD = 3
_PATIENCE_S = 600.0
_LONGEST_WAIT_S = 20.0
_BUSY = frozenset({429, 503})


async def load(
    client: httpx2.AsyncClient, *, people: int, days: int, seed: int, today: date, truth_path: Path, progress: Progress
) -> LoadReport:
    """
    This will build the demo brand in the system behind ``client`` and play ``days`` days of life that end before today.

    ``client`` points at the root of the system and may manage units and sources. The truth goes to ``truth_path``
    (JSON), its people beside it (``….people.parquet``). ``progress`` hears done and all, in steps of a day.

    :raises NotTaken: if a door refuses for another reason than being busy
    """
    truth_path.parent.mkdir(parents=True, exist_ok=True)
    market = Market(people, days, seed, today, people_path=truth_path.with_suffix(".people.parquet"))
    progress(0, market.steps, "org tree and sources")
    await build_brand(client)
    report = await play(client, await open_sources(client), market, progress)
    await asyncio.to_thread(market.truth.write, truth_path)
    report.truth = str(truth_path)
    return report


async def build_brand(client: httpx2.AsyncClient) -> None:
    """This will create the brand's units that are not there yet, below the headquarters that every system has."""
    there = read(await client.get("/api/units"))
    known = {unit["code"] for unit in there}
    roots = [unit["code"] for unit in there if unit["kind"] == "headquarters"]
    for unit in brand.units():
        if unit.kind == "headquarters" or unit.code in known:
            continue
        parent = roots[0] if unit.kind == "region" and roots else unit.parent
        read(
            await client.post(
                "/api/units", json={"code": unit.code, "name": unit.name, "kind": unit.kind, "parent": parent}
            )
        )


async def open_sources(client: httpx2.AsyncClient) -> dict[str, str]:
    """This will give a write key for each of the brand's sources, new or renewed."""
    keys = {}
    for name in (*(sea.name for sea in planted.SEAS), *PRIVATE_SOURCES):
        answer = await client.post("/api/sources", json={"name": name, "channel": name})
        if answer.status_code == httpx2.codes.CONFLICT:
            answer = await client.post(f"/api/sources/{name}/rotate")
        keys[name] = str(read(answer)["write_key"])
    return keys


async def play(
    client: httpx2.AsyncClient, write_keys: Mapping[str, str], market: Market, progress: Progress
) -> LoadReport:
    """
    This will send a market's batches, a few requests at a time, waiting as long as the door asks when it is busy.

    :raises NotTaken: if the door refuses for another reason, or stays busy for ten minutes
    """
    report = LoadReport(len(market), len(market.calendar), market.seed)
    began = time.monotonic()
    room = asyncio.Semaphore(IN_FLIGHT)
    doors = {name: _Door(client, key, report) for name, key in write_keys.items()}

    async def send(batch: Batch) -> None:
        try:
            await doors[batch.source].send(batch)
        finally:
            room.release()

    try:
        # A refusal in one request ends the group, and with it the play.
        async with asyncio.TaskGroup() as sending:
            async for batch in _generated(market):
                await room.acquire()
                sending.create_task(send(batch))
                progress(market.done, market.steps, f"{batch.through.isoformat()} · {report.events:,}")
    except* NotTaken as refused:
        raise refused.exceptions[0] from None
    report.seconds = time.monotonic() - began
    progress(market.steps, market.steps, f"{report.events:,}")
    return report


async def _generated(market: Market) -> AsyncIterator[Batch]:
    """The batches, made on another thread so that the loop can keep sending."""
    batches = market.batches()
    while some := await asyncio.to_thread(lambda: list(islice(batches, _AHEAD))):
        for batch in some:
            yield batch


class _Door:
    """``/v1/batch`` of one source."""

    def __init__(self, client: httpx2.AsyncClient, write_key: str, report: LoadReport) -> None:
        self._client = client
        self._report = report
        self._headers = {
            "Authorization": "Basic " + base64.b64encode(f"{write_key}:".encode()).decode(),
            "Content-Type": "application/json",
        }

    async def send(self, batch: Batch) -> None:
        waited = 0.0
        while True:
            answer = await self._post(batch.sealed(clock.now()))
            if answer is not None and answer.status_code not in _BUSY:
                self._book(batch, read(answer))
                return
            pause = _pause(answer)
            if waited > _PATIENCE_S:
                raise NotTaken(
                    status=0 if answer is None else answer.status_code,
                    code="Busy",
                    why="it stayed busy for ten minutes",
                )
            self._report.waits += 1
            waited += pause
            await asyncio.sleep(pause)

    async def _post(self, body: bytes) -> httpx2.Response | None:
        try:
            return await self._client.post("/v1/batch", content=body, headers=self._headers)
        except httpx2.TransportError:
            return None  # the server may be starting again; a retried batch stores nothing twice

    def _book(self, batch: Batch, answer: Mapping[str, object]) -> None:
        rejected = answer.get("rejected")
        self._report.requests += 1
        self._report.events += batch.events
        self._report.rejected += len(rejected) if isinstance(rejected, list) else 0
        # The door answers briefly when nothing was repeated or refused.
        self._report.stored += int(str(answer.get("stored", batch.events)))
        self._report.duplicates += int(str(answer.get("duplicates", 0)))


def _pause(answer: httpx2.Response | None) -> float:
    try:
        asked = float(answer.headers.get("Retry-After", "1")) if answer is not None else 1.0
    except ValueError:
        asked = 1.0
    return min(max(asked, 0.05), _LONGEST_WAIT_S)
