"""The command line of activity: both counts side by side, day by day, groups, and pulling by hand."""

import json
import re
from typing import Any

import pytest

from tests.app.shell import Shell, documented
from tests.relations.activity.conftest import Desk
from tests.relations.activity.conftest import desk as desk  # noqa: PLC0414
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.sends.conftest import now as now  # noqa: PLC0414
from tests.relations.world import Pool

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.usefixtures("now")]


async def says(shell: Shell, line: str) -> str:
    ended = await shell.run(f"relations activity {line}")
    assert (ended.status, ended.err) == (0, "")
    return " ".join(ended.out.split())


async def tells(shell: Shell, line: str) -> dict[str, Any]:
    ended = await shell.run(f"relations activity {line} --json")
    told: dict[str, Any] = json.loads(ended.out)
    assert set(told) == documented()[f"relations activity {line.split(maxsplit=1)[0]}"]
    return told


class TestActivity:
    async def test_shows_both_counts_and_says_why_they_may_differ(self, desk: Desk, shell: Shell) -> None:
        pool: Pool = desk.pool
        assert "nothing was pulled yet 还没拉过" in await says(shell, "show")
        pool.hours.pass_by(days=-1)
        anna = pool.acts.add(pool.acts.appear("安"), "zhangsan")
        pool.acts.write(anna)
        chat = pool.acts.open_group("zhangsan", "一群")
        pool.acts.write_in(chat, "zhangsan")
        await pool.hear_all()
        pool.acts.customer_deletes(anna)
        pool.letters()  # and nobody tells us
        pool.hours.pass_by(days=1)
        await pool.compare()
        await desk.pull()
        shown = await says(shell, "show --days 2")
        assert re.search(r"张三\W+zhangsan\W+1 = 1 1 > 0 1 1 – –", shown), shown
        assert "拉黑它算，而拉黑没有回调" in shown
        assert "no source of ours tells of chats" in shown
        by_day = await says(shell, "show --days 2 --staff zhangsan")
        assert "2026-11-18 0 = 0" in by_day
        assert "2026-11-19 1 = 1 1 > 0 1 1" in by_day
        groups = await says(shell, "groups --days 1")
        assert "1 = 1 1 = 1 1 = 1 1 = 1" in groups
        (owner,) = (await tells(shell, "groups --days 1"))["owners"]
        assert (owner["staff"], owner["groups_theirs"]["messages"]) == ("zhangsan", 1)
        assert (await tells(shell, "show"))["hears_chats"] is False

    async def test_pulls_by_hand_and_shows_how_far_it_is(self, desk: Desk, shell: Shell) -> None:
        await desk.pool.compare()
        begun = await tells(shell, "pull main")
        assert (begun["state"], begun["until"]) == ("running", "2026-11-19")
        again = await shell.run("relations activity pull main --json")
        assert json.loads(again.out)["code"] == "PullRunning"
        ((listed),) = (await tells(shell, "pulls"))["pulls"]
        assert listed["id"] == begun["id"]
        assert "2026-11-19 0/3" in await says(shell, "pulls")
