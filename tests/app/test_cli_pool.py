"""The command line of the private pool: mass sends, transfers, comparisons, live codes, scripts."""

import re

import httpx2
import pytest
import typer

from huoshui.app.cli import app as cli
from huoshui.app.cli import run
from huoshui.bedrock import clock
from tests.app.shell import Shell, documented
from tests.relations.conftest import pool as pool  # noqa: PLC0414 the corp of relations' tests
from tests.relations.sends.conftest import Desk
from tests.relations.sends.conftest import desk as desk  # noqa: PLC0414
from tests.relations.sends.conftest import now as now  # noqa: PLC0414
from tests.relations.transfers.world import a_day_passes, come, work
from tests.relations.world import CORP, Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

GROUPS = ("sends", "transfers", "followers", "leads", "relations", "codes", "links", "connectors", "scripts")


def commands() -> list[str]:
    groups = getattr(typer.main.get_command(cli), "commands", {})
    return [f"{name} {command}" for name in GROUPS for command in groups[name].commands]


class TestHelp:
    @pytest.mark.parametrize("command", commands())
    def test_speaks_english_and_chinese_of_the_command_and_of_each_option(
        self, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "160")
        assert run([*command.split(), "--help"]) == 0
        said = capsys.readouterr().out
        assert re.search(r"[A-Za-z]{3,} [a-z]", said)
        assert re.search(r"[一-鿿]", said)
        group, _, name = command.partition(" ")
        found = getattr(typer.main.get_command(cli), "commands", {})[group].commands[name]
        for parameter in found.params:
            if parameter.name != "help":
                assert re.search(r"[一-鿿]", getattr(parameter, "help", "") or ""), parameter.name

    def test_is_not_all_that_is_written_of_them(self) -> None:
        assert {" ".join(line.split()[:2]) for line in documented()} == set(commands())


@pytest.mark.usefixtures("now")
class TestSends:
    async def test_are_planned_started_watched_reminded_and_stopped(self, desk: Desk, shell: Shell) -> None:
        await desk.befriend("安", "博")
        await desk.befriend("多", staff="lisi")
        await desk.pool.compare()
        line = "sends plan 周末骑行 一起出发 --account main --everybody"
        assert "would go to 会发给 3 of 3" in await shell.shows(f"{line} --dry-run")
        assert "每位客户每月最多 30 条" in await shell.shows(f"{line} --dry-run")
        assert (await shell.tells(f"{line} --dry-run"))["people"] == 3
        made = [await shell.tells(f"{line} --key send-key-1") for _ in range(2)]
        assert (made[0]["id"], made[0]["state"]) == (made[1]["id"], "planned")
        assert "huoshui sends start 2" in await shell.shows(f"{line} --key send-key-2")
        assert "asking 发起中" in await shell.shows("sends start 1")
        await desk.tend()
        desk.confirm("zhangsan")
        await desk.tend()
        listed = await shell.shows("sends list")
        assert re.search(r"1 +周末骑行 +asked 等员工确认 +2026-11-20 10:\d\d +3 +1/2 50.0% +2/3 66.7%", listed)
        assert re.search(r"2 +周末骑行 +planned 待发起 +– +3 +– +–", listed)
        assert [one["id"] for one in (await shell.tells("sends list"))["sends"]] == [2, 1]
        assert [one["id"] for one in (await shell.tells("sends list --limit 1"))["sends"]] == [2]
        shown = await shell.shows("sends show 1")
        assert "confirmed 员工确认 1/2 50.0% · reached 送达 2/3 66.7%" in shown
        assert re.search(r"张三 zhangsan +asked 等员工确认 +2026-11-20 10:\d\d +2 +sent 已送达 2", shown)
        assert re.search(r"lisi +asked 等员工确认 +– +1 +unsent 员工未确认 1", shown)
        assert [one["staff"] for one in (await shell.tells("sends show 1"))["parts"]] == ["lisi", "zhangsan"]
        assert "tasks 任务 1" in await shell.shows("sends remind 1 lisi")
        assert (await shell.refuses("sends remind 1 zhangsan")) == "NobodyToRemind"
        assert "canceling 停止中" in await shell.shows("sends cancel 1")
        await desk.tend()
        assert (await shell.tells("sends cancel 1"))["state"] == "canceled"
        assert (await shell.tells("sends start 2"))["state"] == "asking"

    async def test_say_who_is_left_out_and_why(self, desk: Desk, shell: Shell) -> None:
        _, bert = await desk.befriend("安", "博")
        await desk.refuse(bert)
        line = "sends plan 到店 来店里坐坐 --account main --everybody"
        assert "left out 不发: refused 拒收营销 1" in await shell.shows(f"{line} --dry-run")
        assert "left out 不发: refused 拒收营销 1" in await shell.shows(line)
        assert "–" in await shell.shows("sends list")

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, desk: Desk, shell: Shell) -> None:
        await desk.befriend("安")
        assert (await shell.refuses("sends plan 名称 内容 --account main")) == "NoAudience"
        assert (await shell.refuses("sends plan 名称 内容 --account nobody --everybody")) == "NoSuchConnector"
        for command in ("show", "start", "cancel", "remind"):
            assert (await shell.refuses(f"sends {command} 99")) == "NoSuchSend"
            await shell.misses(f"sends {command} 0")
        assert "last_talked" in await shell.misses("sends plan 名称 内容 --account main --pick nobody")
        await shell.misses("sends plan 名称 内容")
        await shell.misses("sends list --limit 201")


@pytest.mark.usefixtures("now")
class TestTransfers:
    async def test_are_seen_begun_once_watched_and_given_again(self, pool: Pool, shell: Shell) -> None:
        customers = await come(pool, 3)
        pool.acts.open_group("zhangsan", "群")
        pool.letters()
        await pool.compare()
        takers = "zhangsan --to lisi --to wangwu=2"
        planned = await shell.shows(f"transfers plan {takers}")
        assert "张三 zhangsan hands on 移交: customers 客户 3, groups 客户群 1 · in service 在职继承" in planned
        assert re.search(r"wangwu +0 +0 +2", planned)
        assert [one["weight"] for one in (await shell.tells(f"transfers plan {takers}"))["portions"]] == [1, 2]
        begun = [await shell.tells(f"transfers start {takers} --key key-00001") for _ in range(2)]
        assert [one["id"] for one in begun] == [1, 1]
        assert "left out 不移交: on_the_way 正在另一次移交里" in await shell.shows(f"transfers plan {takers}")
        await work(pool)
        pool.acts.refuse_transfer(customers[0])
        await a_day_passes(pool)
        listed = await shell.shows("transfers show")
        assert re.search(r"1 +张三 zhangsan +lisi, wangwu +2026-11-20 10:\d\d +done 完成 3, refused 客户拒绝 1", listed)
        (told,) = (await shell.tells("transfers show"))["transfers"]
        assert told["counts"] == {"done": 3, "refused": 1}
        shown = await shell.shows("transfers show 1")
        assert re.search(r"客0 +(lisi|wangwu) +refused 客户拒绝", shown)
        assert [one["name"] for one in (await shell.tells("transfers show 1"))["unsettled"]] == ["客0"]
        again = await shell.shows("transfers plan zhangsan --to wangwu --again 1 --corp " + CORP)
        assert "customers 客户 1, groups 客户群 0" in again
        assert "huoshui transfers show 2" in await shell.shows("transfers start zhangsan --to wangwu --again 1")

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, pool: Pool, shell: Shell) -> None:
        await come(pool, 1)
        assert (await shell.refuses("transfers plan zhangsan --to nobody")) == "TakerAway"
        assert (await shell.refuses("transfers start zhangsan --to zhangsan")) == "TransferToGiver"
        assert (await shell.refuses("transfers show 9")) == "NoSuchTransfer"
        assert "huoshui relations show" in await shell.misses("transfers plan nobody --to lisi")
        for weight in ("0", "101", "x", ""):
            assert "from 1 to 100" in await shell.misses(f"transfers plan zhangsan --to lisi={weight}")
        await shell.misses("transfers plan zhangsan")
        await shell.misses("transfers show 0")


@pytest.mark.usefixtures("now")
class TestRelations:
    async def test_are_compared_and_shown_by_staff(self, pool: Pool, shell: Shell) -> None:
        await come(pool, 3)
        pool.acts.customer_deletes(next(iter(pool.corp.follows.values())))
        await pool.hear_all()
        pool.hours.pass_by(minutes=10)
        shown = await shell.shows("relations show")
        assert re.search(r"张三 zhangsan +– +2 +0 +3 +1 +0 +0", shown)
        staff = (await shell.tells("relations show --days 7"))["staff"]
        assert [one["friends"] for one in staff if one["staff"] == "zhangsan"] == [2]
        assert (await shell.tells("relations sync main"))["state"] == "running"
        assert (await shell.refuses("relations sync main")) == "SyncRunning"
        runs = await shell.shows("relations runs")
        assert re.search(rf"1 +{CORP} +done 完成 +\d/\d +2026-11-20 10:\d\d +.*added 补上好友 3", runs)
        assert re.search(rf"2 +{CORP} +running 进行中 +\d/\d +2026-11-20 10:\d\d +–", runs)
        assert [one["state"] for one in (await shell.tells("relations runs"))["runs"]] == ["running", "done"]

    async def test_begin_to_be_compared_in_words(self, pool: Pool, shell: Shell) -> None:
        assert "huoshui relations runs" in await shell.shows("relations sync main")
        assert (await shell.refuses("relations sync nobody")) == "NoSuchConnector"
        await shell.misses("relations show --days 401")


class TestCodes:
    async def test_are_made_staffed_listed_and_shown(
        self, pool: Pool, shell: Shell, client: httpx2.AsyncClient
    ) -> None:
        line = "codes add zhangsan lisi --account main --name 门店桌牌 --backup wangwu --cap 80 --welcome 你好"
        assert "/p/desk → zhangsan, lisi" in await shell.shows(f"{line} --slug desk")
        made = await shell.tells(f"{line} --slug door")
        assert [one["backup"] for one in made["plan"]["staff"]] == [False, False, True]
        await pool.platform.codes.show(clock.now())
        await client.get("/p/desk", headers={"User-Agent": "Mozilla/5.0 (iPhone) Mobile"})
        listed = await shell.shows("codes list")
        assert re.search(r"desk +门店桌牌 +zhangsan, lisi +– +0 +0 +1", listed)
        assert [one["slug"] for one in (await shell.tells("codes list door"))["codes"]] == ["door"]
        shown = await shell.shows("codes show desk")
        assert re.search(r"zhangsan +shown 在码上 +0 +0 +0 +0", shown)
        assert re.search(r"wangwu +– +0 +0 +0 +0", shown)
        told = await shell.tells("codes show desk")
        assert told["code"]["address"].endswith("/p/desk")
        assert "0 steps are tried again" in await shell.shows("codes try-again desk")

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, pool: Pool, shell: Shell) -> None:
        assert (await shell.refuses("codes add zhangsan --account nobody --name 牌")) == "NotAnAccountForCodes"
        assert (await shell.refuses("codes try-again nowhere")) == "NoSuchCode"
        assert (await shell.refuses("codes show nowhere")) == "NoSuchCode"
        assert "is no name" in await shell.misses("codes show desk/history")
        await shell.misses("codes add --account main --name 牌")
        await shell.misses("codes add zhangsan --account main --name 牌 --cap -1")


@pytest.mark.usefixtures("now")
class TestScripts:
    async def test_are_found_shown_and_tell_who_used_them(
        self, desk: Desk, shell: Shell, client: httpx2.AsyncClient
    ) -> None:
        (anna,) = await desk.befriend("安")
        (folder,) = (await client.post("/api/scripts/folders", json={"name": "售前"})).json()
        parts = [
            {"kind": "text", "text": "{客户称呼}你好\n周末有空吗"},
            {"kind": "link", "title": "官网", "url": "https://a.cn/b"},
        ]
        body = {"folder": folder["id"], "title": "到店[b]邀约", "parts": parts, "key": "key-00001"}
        number = (await client.post("/api/scripts", json=body)).json()["id"]
        await client.put(f"/api/scripts/{number}", json=body | {"title": "到店[b]邀约 2", "version": 1})
        await desk.pool.platform.settle()
        person = f"wecom_external:{CORP}:{anna.external_userid}"
        for use in ({"key": "use-00001", "how": "copied"}, {"key": "use-00002", "how": "inserted", "person": person}):
            assert (await client.post(f"/api/scripts/{number}/uses", json=use)).status_code == 204
        listed = await shell.shows("scripts list")
        assert re.search(r"1 +1 售前 +到店\[b\]邀约 2 +text 文字, link 链接 +2 +2026-11-20 10:\d\d", listed)
        for line, found in (
            ("scripts list 邀约 --folder 1", 1),
            ("scripts list 没有", 0),
            ("scripts list --folder 2", 0),
        ):
            assert len((await shell.tells(line))["scripts"]) == found, line
        shown = await shell.shows("scripts show 1")
        assert "到店[b]邀约 2 · script 话术 1 · version 第 2 版" in shown
        assert "  {客户称呼}你好\n  周末有空吗\n  [链接] 官网 https://a.cn/b\n" in shown
        told = await shell.tells("scripts show 1")
        assert (told["script"], [one["version"] for one in told["versions"]]) == (1, [2, 1])
        used = await shell.shows("scripts uses 1")
        assert re.search(r"inserted 放进聊天 +2 +[0-9a-z]{13}\n", used)
        assert anna.external_userid not in used
        assert [one["how"] for one in (await shell.tells("scripts uses 1"))["uses"]] == ["inserted", "copied"]

    async def test_are_begun_with_a_ready_set(self, pool: Pool, shell: Shell) -> None:
        listed = await shell.shows("scripts ready")
        assert len((await shell.tells("scripts ready"))["sets"]) == 7
        assert re.search(r"food +餐饮与茶饮 Food and drinks +6 +0", listed)
        assert (await shell.tells("scripts take food")) == {"scripts": 6}
        assert "0 scripts written" in await shell.shows("scripts take food")
        assert len((await shell.tells("scripts list"))["scripts"]) == 6
        assert (await shell.refuses("scripts take nothing")) == "NoSuchReadySet"

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, pool: Pool, shell: Shell) -> None:
        for command in ("show", "uses"):
            assert (await shell.refuses(f"scripts {command} 7")) == "NoSuchScript"
            await shell.misses(f"scripts {command} seven")
        await shell.misses("scripts list --folder 0")
