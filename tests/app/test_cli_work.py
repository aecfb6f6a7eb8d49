"""The command line of staff's work: tasks given, listed, counted and done; SOPs and how they are kept."""

import json
import re
from typing import Any

import httpx2
import pytest

from tests.app.shell import Shell
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.work.conftest import store as store  # noqa: PLC0414 its staff have customers
from tests.relations.work.test_sops import shaped
from tests.relations.work.world import Store
from tests.relations.world import CORP

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def tells(shell: Shell, line: str) -> Any:
    """Run a command for scripts."""
    ended = await shell.run(f"{line} --json")
    assert (ended.status, ended.err) == (0, ""), ended.out
    return json.loads(ended.out)


class TestTasks:
    async def test_are_given_once_listed_counted_and_done(self, store: Store, shell: Shell) -> None:
        line = "tasks add 回访张先生 --due 2026-11-20T18:00 --staff zhangsan --key task-0001"
        assert "task 1, due 2026-11-20 18:00" in await shell.shows(line)
        assert (await tells(shell, line))["id"] == 1
        assert (await tells(shell, "tasks add 打扫 --due 2026-11-21T09:00:00+08:00 --staff lisi"))["id"] == 2
        listed = await shell.shows("tasks list")
        assert re.search(r"1 +.*zhangsan +open 待办 +2026-11-20 18:00 +– +回访张先生", listed)
        assert "打扫" in listed
        assert [one["id"] for one in (await tells(shell, "tasks list --staff lisi"))["tasks"]] == [2]
        store.pool.hours.pass_by(hours=9)
        assert re.search(r"zhangsan +overdue 已逾期", await shell.shows("tasks list --state overdue"))
        assert "done_late" in await shell.shows("tasks done 1")
        assert (await tells(shell, "tasks done 2"))["state"] == "done"
        assert (await tells(shell, "tasks list"))["tasks"] == []
        counts = {one["staff"]: one for one in (await tells(shell, "tasks list --counts"))["staff"]}
        assert (counts["zhangsan"]["done_late"], counts["lisi"]["done"]) == (1, 1)
        assert "late 逾期完成" in await shell.shows("tasks list --counts")

    async def test_are_reminded_of_once_an_hour(self, store: Store, shell: Shell) -> None:
        assert await shell.refuses("tasks remind zhangsan") == "NothingToRemind"
        await store.task()
        assert "reminded of 1 tasks" in await shell.shows("tasks remind zhangsan")
        assert len(store.pool.corp.messages) == 1
        assert await shell.refuses("tasks remind zhangsan") == "RemindedLately"
        assert await shell.refuses("tasks remind nobody") == "NoSuchFollower"

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, store: Store, shell: Shell) -> None:
        assert await shell.refuses("tasks done 99") == "NoSuchTask"
        assert await shell.refuses("tasks add 打扫 --due 2026-11-21T09:00 --unit d9") == "NoSuchUnit"
        assert "2026-11-22T18:00" in await shell.misses("tasks add 打扫 --due morgen --staff lisi")
        await shell.misses("tasks done 0")
        await shell.misses("tasks list --state nobody")
        assert (await tells(shell, "tasks list"))["tasks"] == []


class TestSops:
    async def test_are_listed_and_shown_with_how_each_step_is_kept(
        self, store: Store, shell: Shell, client: httpx2.AsyncClient
    ) -> None:
        assert (await tells(shell, "sops list"))["sops"] == []
        made = await client.post("/api/sops", json={"corp": CORP, "plan": shaped(), "key": "key-00001"})
        assert made.status_code == 201, made.text
        await store.befriend("安")
        await store.tend()
        assert re.search(r"1 +新客七天 +added 加好友 +running 进行中 +1", await shell.shows("sops list"))
        await shell.run("tasks done 1")
        shown = await shell.shows("sops show 1")
        assert "新客七天 · running 进行中 · version 1" in shown
        assert re.search(r"day 0 10:00–20:00 +打招呼 +1 +1/1 100.0%", shown)
        assert [one["done"] for one in (await tells(shell, "sops show 1"))["steps"]] == [1]

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, store: Store, shell: Shell) -> None:
        assert await shell.refuses("sops show 99") == "NoSuchSop"
        await shell.misses("sops show 0")
