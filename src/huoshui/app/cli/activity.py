"""`huoshui relations activity`: what WeCom counts of staff, beside what we count of the same."""

from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import Json, count, group, moment, shown, terminal, whoever, worded

commands = group("activity", "What WeCom counts of staff, beside what we count. 员工数据：两边的数并排。")

RUNS = {"running": "进行中", "done": "完成", "failed": "中断"}
MEASURES = {
    "added": "new 新增", "deleted": "lost 被删", "chats": "chats 聊天", "messages": "sent 消息", "replied": "% 回复率",
    "first_reply": "min 首回",
}  # fmt: skip
STANDS = {"same": "=", "theirs_more": ">", "ours_more": "<", "unknown": " "}
WHY = {
    ("added", "theirs_more"): "WeCom counts more adds: from before we were connected, or a callback was lost; "
    "`huoshui relations sync` repairs those. 企业微信新增更多：接入前加的，或丢了回调，对账会补上",
    ("added", "ours_more"): "we count more adds: who came back after deleting counts again, and so does a half friend. "
    "我们新增更多：删了再加回来、单向好友我们都算",
    ("deleted", "theirs_more"): "WeCom counts more lost: blocking counts there, and no callback tells of it. "
    "企业微信流失更多：拉黑它算，而拉黑没有回调",
    ("deleted", "ours_more"): "we count more lost: somebody who deleted and came back within a day. "
    "我们流失更多：同一天删了又加回来的我们算",
}


@commands.command()
def show(
    days: Annotated[int, typer.Option(min=1, max=180, help="Of so many days, yesterday the last. 近几天。")] = 30,
    staff: Annotated[str, typer.Option(help="One staff member, day by day, by userid. 某位员工。")] = "",
    *,
    as_json: Json = False,
) -> None:
    """Show both counts: WeCom's, how they stand (= > <), ours. 两边的数并排看。"""
    found = ask(lambda client: client.get("/relations/activity", days=days, staff=staff))
    if terminal.result(found):
        return
    if staff:
        rows = [(one["day"], *_pairs(one, found)) for one in found["days"]]
        terminal.table(["day 日期", *MEASURES.values()], rows, numbers=frozenset(range(1, 7)))
    else:
        rows = [(_named(one), *_pairs(one, found)) for one in found["staff"]]
        terminal.table(["staff 员工", *MEASURES.values()], rows, numbers=frozenset(range(1, 7)))
    terminal.out.print(f"[dim]{found['since']} … {found['until']} · WeCom’s, =/>/<, ours 左边是企业微信，右边是我们[/]")
    if not found["hears_chats"]:
        terminal.out.print("[dim]no source of ours tells of chats 没有来源告诉我们聊天，只有企业微信的数[/]")
    stands = {(name, how) for one in found["staff"] for name, how in one["differs"].items()}
    for why, words in WHY.items():
        if why in stands:
            terminal.out.print(f"[dim]· {words}[/]", soft_wrap=True)
    _print_standing(found["pulls"])


@commands.command()
def groups(
    days: Annotated[int, typer.Option(min=1, max=180, help="Of so many days, yesterday the last. 近几天。")] = 30,
    *,
    as_json: Json = False,
) -> None:
    """Show the groups of each owner, both counts. 群主名下的客户群。"""
    found = ask(lambda client: client.get("/relations/activity", days=days))
    owners = [one for one in found["staff"] if one["groups_theirs"]["groups"] or one["groups_ours"]["groups"]]
    if terminal.result({"owners": owners}):
        return
    rows = []
    for one in owners:
        theirs, ours = one["groups_theirs"], one["groups_ours"]
        pairs = [_pair(theirs[name], one["differs"][name], ours[name]) for name in ("groups", "opened", "members")]
        joined = _pair(theirs["joined"], one["differs"]["joined"], ours["joined"])
        rows.append((_named(one), *pairs, joined, count(theirs["said"]), count(theirs["messages"])))
    heads = ["owner 群主", "groups 群", "new 新建", "members 群成员", "joined 进群", "said 期内消息", "ever 累计消息"]
    terminal.table(heads, rows, numbers=frozenset(range(1, 7)))


@commands.command()
def pull(
    account: Annotated[str, typer.Argument(help="The connector's name. 连接器名称。")], *, as_json: Json = False
) -> None:
    """Pull WeCom's figures now; every morning at 10:20 they are by themselves. 现在就拉一次。"""
    begun = ask(lambda client: client.post("/relations/activity/pulls", {"account": account}))
    if not terminal.result(begun):
        terminal.out.print(
            f"[green]✓[/] pull 拉取 {begun['id']} reads up to 读到 {begun['until']}; "
            "watch it 看进度: [b]huoshui relations activity pulls[/]"
        )  # fmt: skip


@commands.command()
def pulls(*, as_json: Json = False) -> None:
    """Show the latest pulls. 最近几次拉取。"""
    found = ask(lambda client: client.get("/relations/activity/pulls", limit=10))
    if terminal.result({"pulls": found}):
        return
    rows = [
        (str(one["id"]), worded(RUNS, one["state"]), one["until"], f"{one['staff_done']}/{one['staff']}",
         count(one["figures"]), count(one["corrected"]), moment(one["started_at"]))
        for one in found
    ]  # fmt: skip
    heads = ["pull", "state 状态", "until 读到", "staff 员工", "new 新数", "fixed 更正", "started 开始"]
    terminal.table(heads, rows, numbers=frozenset({0, 3, 4, 5}), whole=frozenset({2, 6}))
    _print_standing(found[:1])


def _named(one: dict[str, Any]) -> str:
    return whoever(one["staff"], one["name"]) + (" (left 已离职)" if one["left_at"] else "")


def _pairs(one: dict[str, Any], found: dict[str, Any]) -> list[str]:
    names = list(MEASURES) if found["hears_chats"] else ["added", "deleted"]
    return [
        _pair(one["theirs"][name], one["differs"][name], one["ours"][name]) if name in names
        else _figure(one["theirs"][name])
        for name in MEASURES
    ]  # fmt: skip


def _pair(theirs: float | None, stands: str, ours: float | None) -> str:
    return f"{_figure(theirs)} {STANDS[stands]} {_figure(ours)}"


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return count(int(value)) if float(value).is_integer() else f"{value:,.1f}"


def _print_standing(pulls: list[dict[str, Any]]) -> None:
    if not pulls:
        terminal.out.print("[yellow]![/] nothing was pulled yet 还没拉过: [b]huoshui relations activity pull[/]")
    for one in pulls:
        if one["problem"]:
            terminal.out.print(f"[yellow]![/] {one['corp']}: {shown(one['problem'])}", soft_wrap=True)
