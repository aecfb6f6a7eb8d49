"""`huoshui relations`: the private pool, and comparing it with the platform."""

from typing import Annotated, Any

import typer

from huoshui.app.cli import activity
from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, tally, terminal, whoever, worded

commands = group("relations", "The private pool: staff and their contacts. 私域关系：员工与客户。")

RUNS = {"running": "进行中", "done": "完成", "failed": "中断"}
REPAIRS = {
    "added": "补上好友", "returned": "补上加回", "confirmed": "补上确认", "missing": "补上删除",
    "transferred": "补上转接", "cleared": "清出列表", "edited": "补上备注或标签", "joined": "补上进群",
    "left": "补上退群", "groups": "新发现的群", "dismissed": "已解散的群", "tags": "标签变化", "staff": "新员工",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    commands.add_typer(activity.commands, name="activity")
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def sync(
    account: Annotated[str, typer.Argument(help="The connector's name. 连接器名称。")], *, as_json: Json = False
) -> None:
    """Compare what we keep with what WeCom has, and repair it. 与企业微信对账并修复。"""
    run = ask(lambda client: client.post("/relations/syncs", {"account": account}))
    if not terminal.result(run):
        terminal.out.print(
            f"[green]✓[/] comparison 对账 {run['id']} runs; watch it 看进度: [b]huoshui relations runs[/]"
        )


@commands.command()
def confirm(
    number: Annotated[int, typer.Argument(help="The comparison's number. 对账编号。")], *, as_json: Json = False
) -> None:
    """Let those go whom a comparison held back: they did leave. 确认对账时找不到的客户确实都走了。"""
    run = ask(lambda client: client.post(f"/relations/syncs/{number}/confirm"))
    if not terminal.result(run):
        terminal.out.print(
            f"[green]✓[/] comparison 对账 {run['id']} goes on; watch it 看进度: [b]huoshui relations runs[/]"
        )


@commands.command()
def show(
    days: Annotated[int, typer.Option(min=1, max=400, help="Of the last so many days. 近几天。")] = 30,
    *,
    as_json: Json = False,
) -> None:
    """Show staff and their pools, and who came and went. 员工的客户数与增减。"""
    found = ask(lambda client: client.get("/relations/staff", days=days))
    if terminal.result({"staff": found}):
        return
    parts = ("friends", "half", "added", "deleted_by_customer", "deleted_by_staff", "transferred_away")
    rows = [(_staff(one), one["unit"] or "–", *(count(one[part]) for part in parts)) for one in found]
    heads = [
        "staff 员工",
        "unit 归属",
        "friends 好友",
        "half 单向",
        "added 新增",
        "lost 被删",
        "deleted 删除",
        "given 转出",
    ]
    below = (
        f"friends and half are now's, the rest of the last {days} days 好友为现在，其余为近 {days} 天\n"
        "lost: the customer deleted us 客户删员工 · deleted: we deleted them 员工删客户"
    )
    terminal.table(heads, rows, numbers=frozenset(range(2, 8)), below=below, none="huoshui relations sync")


@commands.command()
def runs(*, as_json: Json = False) -> None:
    """Show the latest comparisons and what they repaired. 最近的对账与修复。"""
    found = ask(lambda client: client.get("/relations/syncs", limit=10))
    if terminal.result({"runs": found}):
        return
    rows = [
        (str(one["id"]), one["corp"], worded(RUNS, one["state"]), f"{one['staff_done']}/{one['staff']}",
         moment(one["started_at"]), tally(REPAIRS, one["repaired"]))
        for one in found
    ]  # fmt: skip
    heads = ["run", "corp 企业", "state 状态", "staff 员工", "started 开始", "repaired 修复"]
    terminal.table(heads, rows, numbers=frozenset({0, 3}), whole=frozenset({4}))
    for one in found:
        if one["problem"]:
            terminal.out.print(f"[yellow]![/] run {one['id']}: {shown(one['problem'])}", soft_wrap=True)
        if one["withheld"]:
            terminal.out.print(
                f"[yellow]![/] run {one['id']}: {count(one['withheld'])} friends are not in WeCom's lists any more, "
                f"too many to be let go unasked; nothing was changed. Another application's secret? If they did go: "
                f"[b]huoshui relations confirm {one['id']}[/]",
                soft_wrap=True,
            )


def _staff(pool: dict[str, Any]) -> str:
    left = " (left 已离职)" if pool["left_at"] else ""
    return whoever(pool["staff"], pool["name"]) + left
