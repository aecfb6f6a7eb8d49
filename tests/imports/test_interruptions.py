"""An import that is cut off anywhere and taken up again comes to the same as one that was not."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform
from huoshui.events.contract import IntakeUnavailable, Receipt
from huoshui.events.imports import pipeline, reader, tasks
from tests.world import exports

Work = Callable[[], Awaitable[None]]


async def _stored(platform: Platform) -> list[tuple[Any, ...]]:
    return await platform.clickhouse.rows("SELECT name, message_id, count() FROM events GROUP BY ALL ORDER BY ALL")


class TestInterruptions:
    @pytest.mark.parametrize("cut", [1, 2, 4])
    async def test_are_taken_up_and_nothing_counts_twice(
        self, platform: Platform, client: httpx2.AsyncClient, work: Work, monkeypatch: pytest.MonkeyPatch, cut: int
    ) -> None:
        content = exports.export("douyin-orders", 200).csv()
        monkeypatch.setattr(pipeline, "_BATCH_RECORDS", 10)
        monkeypatch.setattr(pipeline, "_PATIENCE_SECONDS", 0)
        monkeypatch.setattr(reader, "_SLICE", 20)
        whole, calls = platform.intake.submit, itertools.count(1)

        async def cut_off(*arguments: Any, **named: Any) -> Receipt:
            if next(calls) == cut:
                raise IntakeUnavailable(why="a test", retry_after=0)
            return await whole(*arguments, **named)

        monkeypatch.setattr(platform.intake, "submit", cut_off)
        number = (await client.post("/api/imports", files={"file": ("a.csv", content)})).json()["id"]
        await work()
        assert (await client.get(f"/api/imports/{number}")).json()["state"] == "running"
        await tasks.defer(platform, number)
        await work()
        done = (await client.get(f"/api/imports/{number}")).json()
        assert (done["state"], done["rows"]) == ("finished", 200)
        stored = await _stored(platform)
        assert all(count == 1 for *_, count in stored)
        assert {name: sum(1 for row in stored if row[0] == name) for name in done["events"]} == done["events"]

    async def test_a_file_that_the_reader_cannot_survive_fails_and_says_so(
        self, platform: Platform, client: httpx2.AsyncClient, work: Work, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reader, "_SMALL", 0)
        monkeypatch.setattr(reader.sys, "executable", "/bin/false")
        content = exports.export("jd-orders", 3).csv()
        number = (await client.post("/api/imports", files={"file": ("a.csv", content)})).json()["id"]
        await work()
        done = (await client.get(f"/api/imports/{number}")).json()
        assert (done["state"], done["error"]["code"]) == ("failed", "ImportBroke")
        assert await _stored(platform) == []
