"""The command line of moments: planned, started, watched, reminded of and stopped."""

import json
from typing import Any

import pytest

from tests.app.shell import Shell
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.moments.conftest import Desk
from tests.relations.moments.conftest import desk as desk  # noqa: PLC0414
from tests.relations.moments.conftest import now as now  # noqa: PLC0414

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.usefixtures("now")]


async def says(shell: Shell, line: str) -> str:
    ended = await shell.run(line)
    assert (ended.status, ended.err) == (0, "")
    return ended.out


async def tells(shell: Shell, line: str) -> Any:
    return json.loads(await says(shell, f"{line} --json"))


class TestMoments:
    async def test_are_planned_started_and_watched(self, desk: Desk, shell: Shell) -> None:
        anna, _ = await desk.befriend("安", "博")
        await desk.befriend("多", staff="lisi")
        line = "moments plan 秋日上新 新品到店 --account main --staff zhangsan --staff lisi"
        assert (await tells(shell, f"{line} --dry-run"))["people"] == 3
        assert "3 customers could see it" in await says(shell, f"{line} --dry-run")
        made = [await tells(shell, f"{line} --key moment-key-1") for _ in range(2)]
        assert (made[0]["id"], made[0]["state"]) == (made[1]["id"], "planned")
        assert "asking" in await says(shell, "moments start 1")
        await desk.tend_often()
        desk.publish("zhangsan")
        desk.pool.acts.like(desk.made[0], anna)
        await desk.tend()
        (listed,) = (await tells(shell, "moments list"))["moments"]
        assert (listed["id"], listed["counts"]["published_rate"], listed["counts"]["likes"]) == (1, 0.5, 1)
        assert "1/2 50.0%" in await says(shell, "moments list")
        shown = await tells(shell, "moments show 1")
        assert [(one["staff"], one["state"]) for one in shown["staff"]] == [
            ("lisi", "asked"),
            ("zhangsan", "published"),
        ]
        said = await says(shell, "moments show 1")
        assert "staff published 员工发表 1/2 50.0% · customers shown 可见客户 2/3 66.7%" in said
        assert "engaged 互动 1/2 50.0% (1 likes 赞, 0 comments 评论)" in said
        assert (await tells(shell, "moments remind 1"))["staff"] == 1
        assert (await tells(shell, "moments cancel 1"))["state"] == "canceling"

    async def test_are_refused_with_a_code(self, desk: Desk, shell: Shell) -> None:
        await desk.befriend("安")
        for line, code in (
            ("moments plan 名称 内容 --account main", "NoPublishers"),
            ("moments plan 名称 内容 --account main --unit d9", "NoSuchUnit"),
            ("moments show 99", "NoSuchMoment"),
            ("moments start 99", "NoSuchMoment"),
        ):
            ended = await shell.run(f"{line} --json")
            assert (ended.status, json.loads(ended.out)["code"]) == (1, code)
