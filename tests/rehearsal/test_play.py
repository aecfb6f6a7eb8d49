"""A market played to the real system through its public doors, and what the system makes of it."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import httpx2
import orjson
import pytest

from huoshui.app.platform import Platform
from huoshui.rehearsal import brand
from huoshui.rehearsal.contract import NotTaken
from huoshui.rehearsal.market import Market
from huoshui.rehearsal.phrases import SOURCES
from huoshui.rehearsal.play import IN_FLIGHT, build_brand, load, open_sources, play

YESTERDAY = date(2026, 11, 20)


def quiet(_done: int, _all: int, _what: str) -> None:
    """Nobody watches."""


class TestLoad:
    async def test_brings_everything_in_once_and_the_truth_beside_it(
        self, platform: Platform, client: httpx2.AsyncClient, tmp_path: Path
    ) -> None:
        heard: list[tuple[int, int]] = []
        path = tmp_path / "truth" / "truth.json"
        report = await load(
            client,
            people=150,
            days=30,
            seed=3,
            today=YESTERDAY,
            truth_path=path,
            progress=lambda done, of, _: heard.append((done, of)),
        )
        await platform.settle()
        truth = orjson.loads(path.read_bytes())
        invalid = sum(count for name, count in truth["delivery"].items() if name.startswith("invalid."))
        assert report.stored == sum(truth["events"].values())
        assert (report.duplicates, report.rejected) == (truth["delivery"]["duplicate"], invalid)
        assert report.events == report.stored + report.duplicates + report.rejected
        counts = (await client.get("/api/events/count")).json()
        assert (counts["events"], counts["quarantined"], counts["duplicates"]) == (
            report.stored,
            invalid,
            report.duplicates,
        )
        assert heard[0] == (0, 30)
        assert heard[-1] == (30, 30)
        assert {unit["code"] for unit in (await client.get("/api/units")).json()} >= {
            shop.code for shop in brand.STORES
        }

    async def test_of_the_same_again_changes_nothing(
        self, platform: Platform, client: httpx2.AsyncClient, tmp_path: Path
    ) -> None:
        once = await load(
            client, people=40, days=10, seed=3, today=YESTERDAY, truth_path=tmp_path / "a.json", progress=quiet
        )
        again = await load(
            client, people=40, days=10, seed=3, today=YESTERDAY, truth_path=tmp_path / "b.json", progress=quiet
        )
        assert once.stored > 0
        assert (again.stored, again.duplicates) == (0, once.stored + once.duplicates)
        assert len((await client.get("/api/units")).json()) == len(brand.units())
        assert {source["name"] for source in (await client.get("/api/sources")).json()} == set(SOURCES)


class Door(httpx2.AsyncBaseTransport):
    """A recording door that is busy at first."""

    def __init__(self, busy: int, then: int = 200) -> None:
        self.busy = busy
        self.then = then
        self.bodies: list[bytes] = []
        self.inside = self.most_inside = 0

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        await asyncio.sleep(0)
        self.inside -= 1
        if self.busy:
            self.busy -= 1
            return httpx2.Response(503 if self.busy % 2 else 429, headers={"Retry-After": "0"}, json={"code": "Busy"})
        if self.then != 200:
            return httpx2.Response(self.then, json={"code": "UnknownWriteKey", "message": "No."})
        self.bodies.append(await request.aread())
        return httpx2.Response(200, json={"success": True})


@pytest.fixture
def door() -> Door:
    return Door(busy=5)


class TestPlay:
    async def test_waits_when_the_door_is_busy_and_loses_nothing(self, door: Door) -> None:
        market, same = Market(60, 20, 3, YESTERDAY), Market(60, 20, 3, YESTERDAY)
        async with httpx2.AsyncClient(transport=door, base_url="http://door.test") as client:
            report = await play(client, dict.fromkeys(SOURCES, "key"), market, quiet)
        now = datetime.now(UTC)
        assert sorted(map(len, door.bodies)) == sorted(len(batch.sealed(now)) for batch in same.batches())
        assert report.waits == 5
        assert report.requests == len(door.bodies)
        assert door.most_inside <= IN_FLIGHT

    async def test_ends_when_the_door_refuses(self) -> None:
        async with httpx2.AsyncClient(transport=Door(busy=0, then=401), base_url="http://door.test") as client:
            with pytest.raises(NotTaken, match="UnknownWriteKey"):
                await play(client, dict.fromkeys(SOURCES, "key"), Market(60, 20, 3, YESTERDAY), quiet)


class TestBrand:
    async def test_is_built_once_and_its_keys_are_renewed(self, platform: Platform, client: httpx2.AsyncClient) -> None:
        await build_brand(client)
        await build_brand(client)
        one, other = await open_sources(client), await open_sources(client)
        assert set(one) == set(other) == set(SOURCES)
        assert not set(one.values()) & set(other.values())
