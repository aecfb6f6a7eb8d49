"""`huoshui moments`: what the brand wrote and its staff publish."""

from typing import Annotated, Any
from uuid import uuid4

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import (
    USING,
    Json,
    count,
    group,
    of,
    shown,
    tally,
    terminal,
    whoever,
    worded,
)
from huoshui.app.cli.terminal import moment as when

commands = group("moments", "Moments: staff publish what the brand wrote. 朋友圈：品牌写好，员工发表。")

STATES = {
    "planned": "待发起", "asking": "创建中", "asked": "等员工发表", "canceling": "停止中", "canceled": "已停止",
    "declined": "企业微信没有收下", "done": "已结束", "published": "已发表", "refused": "没有收到任务",
}  # fmt: skip
"""Of a moment, and of one staff member's part."""
HIDDEN = {
    "not_a_friend": "不是好友", "staff_left": "员工已离职", "no_right": "员工没有客户联系权限",
    "no_tag": "没有所选标签",
}  # fmt: skip

Number = Annotated[int, typer.Argument(min=1, help="The moment's number. 朋友圈编号。")]
Texts = list[str] | None


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """List the newest moments: who published, and whom each was shown to. 列出朋友圈与发表、触达情况。"""
    found = ask(lambda client: client.get("/moments"))["moments"]
    if terminal.result({"moments": found}):
        return
    rows = [
        (str(one["id"]), one["plan"]["name"], worded(STATES, one["state"]), *_figures(one["counts"])) for one in found
    ]
    heads = ["moment", "name 名称", "state 状态", "published 发表", "shown 可见", "engaged 互动"]
    terminal.table(heads, rows, numbers=frozenset({3, 4, 5}), none="huoshui moments plan")


@commands.command()
def show(moment: Number, *, as_json: Json = False) -> None:
    """Show one moment, its staff, and what came of it. 一条朋友圈的员工发表与结果。"""
    found = ask(lambda client: client.get(f"/moments/{moment}"))
    staff = ask(lambda client: client.get(f"/moments/{moment}/staff"))
    if terminal.result({**found, "staff": staff}):
        return
    _told(found)
    rows = [
        (whoever(one["staff"], one["staff_name"]), worded(STATES, one["state"]), when(one["published_at"]),
         of(one["shown"], one["chosen"]), count(one["likes"]), count(one["comments"]))
        for one in staff
    ]  # fmt: skip
    heads = ["staff 员工", "state 状态", "published 发表", "shown 可见", "likes 赞", "comments 评论"]
    terminal.table(heads, rows, numbers=frozenset({3, 4, 5}))
    for one in staff:
        if one["problem"]:
            terminal.out.print(f"[yellow]![/] {shown(one['staff'])}: {shown(one['problem'])}", soft_wrap=True)


@commands.command()
def plan(  # noqa: PLR0913 each is one option
    name: Annotated[str, typer.Argument(help="What you call it. 名称。")],
    text: Annotated[str, typer.Argument(help="What is said. 内容。")],
    *,
    account: Annotated[str, typer.Option(help="The connector's name. 企微连接器。")],
    staff: Annotated[Texts, typer.Option(help="Who publishes it. 员工。")] = None,
    unit: Annotated[Texts, typer.Option(help="Or these units' staff, by code. 组织。")] = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="All staff with customers. 全部员工。")] = False,
    tag: Annotated[Texts, typer.Option(help="Only customers with any of these tags' ids. 企业标签。")] = None,
    key: Annotated[str, typer.Option(help="The same key plans once. 幂等键。")] = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Only estimate. 只预估。")] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Settle who publishes it; nobody is asked before `start`. 新建朋友圈（还不会发起）。"""
    wanted = {
        "name": name, "text": text, "everybody": everybody, "staff": staff or [], "units": unit or [],
        "tags": tag or [],
    }  # fmt: skip
    body = {"account": account, "plan": wanted}
    if dry:
        _estimated(ask(lambda client: client.post("/moments/estimate", body)))
        return
    made = ask(lambda client: client.post("/moments", {**body, "key": key or uuid4().hex}))
    if not terminal.result(made):
        _told(made)
        terminal.out.print(f"  ask staff with [b]huoshui moments start {made['id']}[/]")


@commands.command()
def start(moment: Number, *, as_json: Json = False) -> None:
    """Have staff asked; who publishes it is their decision. 发起：请员工发表。"""
    _done(ask(lambda client: client.post(f"/moments/{moment}/start", {})))


@commands.command()
def cancel(moment: Number, *, as_json: Json = False) -> None:
    """Stop what staff have not published; what was published stays. 停止未发表的。"""
    _done(ask(lambda client: client.post(f"/moments/{moment}/cancel", {})))


@commands.command()
def remind(
    moment: Number,
    staff: Annotated[Texts, typer.Argument(help="Whom; everybody who has not published otherwise. 提醒谁。")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Remind staff who have not published. 提醒未发表的员工。"""
    done = ask(lambda client: client.post(f"/moments/{moment}/remind", {"staff": staff or []}))
    if not terminal.result(done):
        terminal.out.print(f"[green]✓[/] {done['staff']} staff are reminded")


def _done(moment: dict[str, Any]) -> None:
    if not terminal.result(moment):
        _told(moment)


def _told(moment: dict[str, Any]) -> None:
    counts = moment["counts"]
    state = worded(STATES, moment["state"])
    terminal.out.print(f"[b]{shown(moment['plan']['name'])}[/] · moment {moment['id']} · {state}")
    published, reached, engaged = _figures(counts)
    terminal.out.print(f"  staff published 员工发表 {published} · customers shown 可见客户 {reached}", soft_wrap=True)
    acts = f"{count(counts['likes'])} likes 赞, {count(counts['comments'])} comments 评论"
    terminal.out.print(f"  engaged 互动 {engaged} ({acts})", soft_wrap=True)
    if moment["hidden"]:
        hidden = {one["reason"]: one["people"] for one in moment["hidden"]}
        terminal.out.print(f"  could not see it 看不到: {tally(HIDDEN, hidden)}", soft_wrap=True)
    if moment["problem"]:
        terminal.out.print(f"  [yellow]![/] {shown(moment['problem'])}", soft_wrap=True)


def _estimated(found: dict[str, Any]) -> None:
    if terminal.result(found):
        return
    terminal.out.print(
        f"[b]{count(found['people'])}[/] customers could see it 能看到的客户, at {len(found['publishers'])} of "
        f"{found['wanted']} staff; {count(found['refusing'])} of them refuse marketing 拒收营销",
        soft_wrap=True,
    )
    rows = [(whoever(one["staff"], one["name"]), count(one["people"])) for one in found["publishers"]]
    terminal.table(["staff 员工", "people 可见客户"], rows, numbers=frozenset({1}))
    if found["hidden"]:
        hidden = {one["reason"]: one["people"] for one in found["hidden"]}
        terminal.out.print(f"  could not see it 看不到: {tally(HIDDEN, hidden)}", soft_wrap=True)


def _figures(counts: dict[str, Any]) -> tuple[str, str, str]:
    return (
        of(counts["published"], counts["asked"]), of(counts["shown"], counts["chosen"]),
        of(counts["engaged"], counts["shown"]),
    )  # fmt: skip
