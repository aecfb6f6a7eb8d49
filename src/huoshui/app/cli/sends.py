"""`huoshui sends`: mass sends, which staff confirm."""

from typing import Annotated, Any
from uuid import uuid4

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import (
    USING,
    Json,
    count,
    group,
    moment,
    of,
    shown,
    tally,
    terminal,
    whoever,
    worded,
)
from huoshui.relations.sends.contract import Pick

commands = group("sends", "Mass sends: staff are asked, and what they confirm goes out. 群发：员工确认后才会发出。")

STATES = {
    "planned": "待发起", "asking": "发起中", "asked": "等员工确认", "canceling": "停止中", "canceled": "已停止",
    "done": "已结束", "nobody": "没有可发的人", "declined": "企业微信拒绝",
}  # fmt: skip
"""Of a send, and of one staff member's task."""
OUTCOMES = {
    "planned": "待发起", "unsent": "员工未确认", "sent": "已送达", "not_a_friend": "已不是好友",
    "over_quota": "次数用完", "unreachable": "无法送达", "left_out": "发起前剔除", "canceled": "已停止",
}  # fmt: skip
LEFT_OUT = {
    "no_contact": "没加过员工", "not_a_friend": "不是好友", "staff_left": "员工已离职", "refused": "拒收营销",
    "no_sender": "不归指定员工", "over_quota": "次数用完",
}  # fmt: skip
PERIODS = {"month": "月", "week": "周", "day": "天"}

Number = Annotated[int, typer.Argument(min=1, help="The send's number. 群发编号。")]
Texts = list[str] | None


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(
    *,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many. 条数。")] = 50,
    as_json: Json = False,
) -> None:
    """List the newest mass sends: who confirmed, and whom each reached. 列出群发与执行、送达情况。"""
    found = ask(lambda client: client.get("/sends", limit=limit))["sends"]
    if terminal.result({"sends": found}):
        return
    rows = [
        (str(one["id"]), one["plan"]["name"], worded(STATES, one["state"]), moment(one["started_at"]),
         count(one["counts"]["people"]), _confirmed(one["counts"]), _reached(one["counts"]))
        for one in found
    ]  # fmt: skip
    heads = ["send", "name 名称", "state 状态", "started 发起", "people 人数", "confirmed 确认", "reached 送达"]
    terminal.table(heads, rows, numbers=frozenset({0, 4, 5, 6}), whole=frozenset({3}), none="huoshui sends plan")


@commands.command()
def show(send: Number, *, as_json: Json = False) -> None:
    """Show one mass send, its staff, and what became of it. 一次群发的员工确认与结果。"""
    found = ask(lambda client: client.get(f"/sends/{send}"))
    tasks = ask(lambda client: client.get(f"/sends/{send}/parts"))
    if terminal.result({**found, "parts": tasks}):
        return
    _told(found)
    rows = [
        (whoever(one["staff"], one["staff_name"]), worded(STATES, one["state"]), moment(one["confirmed_at"]),
         count(one["people"]), _outcomes(one["outcomes"]))
        for one in tasks
    ]  # fmt: skip
    heads = ["staff 员工", "state 状态", "confirmed 确认", "people 人数", "outcomes 结果"]
    terminal.table(heads, rows, numbers=frozenset({3}), whole=frozenset({2}))
    for one in tasks:
        if one["problem"]:
            terminal.out.print(f"[yellow]![/] {shown(one['staff'])}: {shown(one['problem'])}", soft_wrap=True)


@commands.command()
def plan(  # noqa: PLR0913 each is one option
    name: Annotated[str, typer.Argument(help="What you call it. 名称。")],
    text: Annotated[str, typer.Argument(help="What is said. 内容。")],
    *,
    account: Annotated[str, typer.Option(help="The connector's name. 企微连接器。")],
    groups: Annotated[bool, typer.Option("--groups", help="To groups of customers. 发到客户群。")] = False,
    segment: Annotated[str, typer.Option(help="A named segment. 人群。")] = "",
    tag: Annotated[Texts, typer.Option(help="Any of these corp tags' ids. 企业标签。")] = None,
    staff: Annotated[Texts, typer.Option(help="These staff's customers or groups. 员工。")] = None,
    everybody: Annotated[bool, typer.Option("--everybody", help="All friends, or all groups. 全部。")] = False,
    pick: Annotated[Pick, typer.Option(help="Who sends, of several staff. 多员工时谁发。")] = Pick.LAST_TALKED,
    sender: Annotated[Texts, typer.Option(help="The named senders, in order. 指定员工。")] = None,
    key: Annotated[str, typer.Option(help="The same key plans once. 幂等键。")] = "",
    dry: Annotated[bool, typer.Option("--dry-run", help="Only estimate. 只预估。")] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Settle whom it goes to; nobody is asked before `start`. 新建群发（还不会发起）。"""
    wanted = {
        "name": name, "kind": "groups" if groups else "customers", "message": {"text": text},
        "audience": {"segment": segment, "tags": tag or [], "staff": staff or [], "everybody": everybody},
        "pick": pick, "senders": sender or [],
    }  # fmt: skip
    body = {"account": account, "plan": wanted}
    if dry:
        _estimated(ask(lambda client: client.post("/sends/estimate", body)))
        return
    made = ask(lambda client: client.post("/sends", {**body, "key": key or uuid4().hex}))
    if not terminal.result(made):
        _told(made)
        terminal.out.print(f"  ask staff 请员工确认: [b]huoshui sends start {made['id']}[/]")


@commands.command()
def start(send: Number, *, as_json: Json = False) -> None:
    """Have staff asked; what they confirm goes out. 发起：请员工确认。"""
    begun = ask(lambda client: client.post(f"/sends/{send}/start", {}))
    if not terminal.result(begun):
        _told(begun)
        terminal.out.print(f"  watch it 看进度: [b]huoshui sends show {send}[/]")


@commands.command()
def cancel(send: Number, *, as_json: Json = False) -> None:
    """Stop what staff have not confirmed; what was sent stays sent. 停止未确认的。"""
    stopped = ask(lambda client: client.post(f"/sends/{send}/cancel", {}))
    if not terminal.result(stopped):
        _told(stopped)


@commands.command()
def remind(
    send: Number,
    staff: Annotated[
        Texts, typer.Argument(help="Whom, by userid; everybody who has not confirmed otherwise. 提醒谁。")
    ] = None,
    *,
    as_json: Json = False,
) -> None:
    """Remind staff who have not confirmed. 提醒未确认的员工。"""
    done = ask(lambda client: client.post(f"/sends/{send}/remind", {"staff": staff or []}))
    if not terminal.result(done):
        terminal.out.print(f"[green]✓[/] WeCom is asked to remind staff 已请企业微信提醒: tasks 任务 {done['tasks']}")


def _told(send: dict[str, Any]) -> None:
    counts, left = send["counts"], {one["reason"]: one["people"] for one in send["left_out"]}
    state = worded(STATES, send["state"])
    terminal.out.print(f"[b]{shown(send['plan']['name'])}[/] · send 群发 {send['id']} · {state}")
    terminal.out.print(
        f"  people 人数 {count(counts['people'])} · confirmed 员工确认 {_confirmed(counts)} · "
        f"reached 送达 {_reached(counts)}"
    )
    terminal.out.print(f"  started 发起 {moment(send['started_at'])} · {_outcomes(counts['outcomes'])}")
    if left:
        terminal.out.print(f"  left out 不发: {tally(LEFT_OUT, left)}")


def _estimated(found: dict[str, Any]) -> None:
    if terminal.result(found):
        return
    terminal.out.print(
        f"would go to 会发给 [b]{count(found['people'])}[/] of {count(found['wanted'])}, "
        f"through staff 发送员工 {len(found['senders'])}"
    )
    rows = [(whoever(one["staff"], one["name"]), count(one["people"])) for one in found["senders"]]
    if rows:
        terminal.table(["sender 发送员工", "people 人数"], rows, numbers=frozenset({1}))
    left = {one["reason"]: one["people"] for one in found["left_out"]}
    if left:
        terminal.out.print(f"left out 不发: {tally(LEFT_OUT, left)}")
    period, most = found["quota"], found["most"]
    terminal.out.print(f"[dim]one customer may receive {most} a {period} 每位客户每{PERIODS[period]}最多 {most} 条[/]")


def _confirmed(counts: dict[str, Any]) -> str:
    return of(counts["confirmed_senders"], counts["asked_senders"])


def _reached(counts: dict[str, Any]) -> str:
    sent = next((one["people"] for one in counts["outcomes"] if one["outcome"] == "sent"), 0)
    return of(sent, counts["asked"])


def _outcomes(found: list[dict[str, Any]]) -> str:
    return tally(OUTCOMES, {one["outcome"]: one["people"] for one in found})
