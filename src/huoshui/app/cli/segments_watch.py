"""`huoshui segments watch …`: keep the members of a segment, and see who is in it, who came and went, and why."""

from datetime import datetime
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import Client, ask, below
from huoshui.app.cli.segments import commands
from huoshui.app.cli.terminal import Json, count, shown, terminal
from huoshui.bedrock import clock

Name = Annotated[str, typer.Argument(metavar="NAME", help="A stored segment's name. 人群名。")]
Limit = Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many. 最多多少行。")]
_PAGE = 10_000
STATES = {
    "waiting": "waiting 等待", "building": "building 计算中", "current": "current 实时",
    "failing": "failing 出错，将重试", "ended": "ended 已停止",
}  # fmt: skip
CAUSES = {
    "event": "event 行为", "window": "window 时间窗到期", "facts": "facts 资料变化", "merged": "merged 合并拆分",
    "defined": "defined 定义变化", "repaired": "repaired 巡检修正",
}  # fmt: skip


def register(_app: typer.Typer) -> None:
    """This will do nothing: the commands stand among those of `huoshui segments`."""


@commands.command()
def watch(segment: Name, *, as_json: Json = False) -> None:
    """Keep who is in a stored segment from now on: entries and exits within seconds. 实时跟踪人群成员。"""

    async def begin(client: Client) -> Any:  # noqa: ANN401 JSON
        await client.post(below("/segments", segment, "watch"))
        await client.settle()
        return await client.get(below("/segments", segment, "watch"))

    found = ask(begin)
    if not terminal.result(found):
        _show_watches([found])


@commands.command()
def unwatch(segment: Name, *, as_json: Json = False) -> None:
    """Keep its members no longer; what was logged stays. 停止跟踪，保留日志。"""
    ask(lambda client: client.delete(below("/segments", segment, "watch")))
    if not terminal.result({"segment": segment, "state": "ended"}):
        terminal.out.print(f"{shown(segment)} [dim]{STATES['ended']}[/]")


@commands.command()
def watched(*, as_json: Json = False) -> None:
    """List the watched segments: state, size, lag, drift, last error. 跟踪中的人群与健康状况。"""

    async def listed(client: Client) -> Any:  # noqa: ANN401 JSON
        await client.settle()
        return await client.get("/watches")

    found = ask(listed)
    if not terminal.result({"watches": found}):
        _show_watches(found)


@commands.command()
def members(
    segment: Name,
    *,
    limit: Limit = 100,
    after: Annotated[str, typer.Option(help="Go on behind this person number. 从此编号之后继续。")] = "",
    as_json: Json = False,
) -> None:
    """List who is in a watched segment and since when. 人群成员与进入时间。"""

    async def pages(client: Client) -> dict[str, Any]:
        await client.settle()
        found: dict[str, Any] = {"members": [], "next": after}
        while found["next"] is not None and (missing := limit - len(found["members"])) > 0:
            page = {"after": found["next"] or None, "limit": min(missing, _PAGE)}
            more = await client.get(below("/segments", segment, "members"), **page)
            found = {**more, "members": found["members"] + more["members"]}
        return found

    found = ask(pages)
    if terminal.result(found):
        return
    terminal.out.print(f"[b]{count(found['people'])}[/] people 人")
    terminal.table(
        ["person 编号", "entered 进入"], [(one["person"], _when(one["entered_at"])) for one in found["members"]]
    )
    if found["next"]:
        terminal.aside.print(f"[dim]more 还有：--after {shown(found['next'])}[/]")


@commands.command()
def changes(
    segment: Name,
    *,
    limit: Limit = 50,
    before: Annotated[str, typer.Option(help="Go on behind this place. 从此处之后继续。")] = "",
    as_json: Json = False,
) -> None:
    """List who entered and left a watched segment, newest first, and why. 进出记录与原因。"""

    async def pages(client: Client) -> dict[str, Any]:
        await client.settle()
        found: dict[str, Any] = {"changes": [], "next": before}
        while found["next"] is not None and (missing := limit - len(found["changes"])) > 0:
            page = {"before": found["next"] or None, "limit": min(missing, _PAGE)}
            more = await client.get(below("/segments", segment, "changes"), **page)
            found = {"changes": found["changes"] + more["changes"], "next": more["next"]}
        return found

    found = ask(pages)
    if terminal.result(found):
        return
    rows = [
        (_when(one["at"]), "→ in 进入" if one["entered"] else "← out 离开", one["person"],
         CAUSES.get(one["cause"], one["cause"]), " ".join(filter(None, [one["event"], _when(one["event_at"])])))
        for one in found["changes"]
    ]  # fmt: skip
    terminal.table(["at 时间", "", "person 编号", "cause 原因", "event 行为"], rows)
    if found["next"]:
        terminal.aside.print(f"[dim]more 还有：--before {shown(found['next'])}[/]")


@commands.command()
def snapshot(
    segment: Name,
    *,
    note: Annotated[str, typer.Option(help="What it is for. 用途。")] = "",
    as_json: Json = False,
) -> None:
    """Keep who is in a segment now, for good. 冻结当前人群。"""

    async def freeze(client: Client) -> Any:  # noqa: ANN401 JSON
        await client.settle()
        return await client.post(below("/segments", segment, "snapshots"), {"note": note})

    found = ask(freeze)
    if not terminal.result(found):
        terminal.out.print(f"#{found['number']} [b]{count(found['people'])}[/] people 人 · {_when(found['taken_at'])}")


def _show_watches(watches: list[dict[str, Any]]) -> None:
    rows = [
        (one["segment"], STATES.get(one["state"], one["state"]), count(one["people"]), _lag(one), count(one["drift"]),
         one["last_error"])
        for one in watches
    ]  # fmt: skip
    heads = ["segment 人群", "state 状态", "people 人", "lag 延迟", "drift 漂移", "last error 最近错误"]
    terminal.table(heads, rows, numbers=frozenset({2, 3, 4}), none="huoshui segments watch")


def _lag(watch: dict[str, Any]) -> str:
    """How long ago everything that was noted had been looked at; the mark is renewed every five seconds."""
    if watch["caught_up_at"] is None:
        return "–"
    ago = clock.now() - datetime.fromisoformat(watch["caught_up_at"])
    return f"{max(0.0, ago.total_seconds()):.0f} s"


def _when(moment: str | None) -> str:
    return (
        "" if moment is None else datetime.fromisoformat(moment).astimezone(clock.BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    )
