"""`huoshui followers`: followers of official accounts, what they allowed, and writing to one of them."""

from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID, uuid4

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, moment, shown, tally, terminal, worded
from huoshui.relations.followers.contract import Standing

commands = group("followers", "Followers of official accounts. 公众号粉丝与订阅消息。")

STANDINGS = {"none": "未关注", "following": "关注中", "unfollowed": "已取关"}
SHUT = {"never": "没发过消息", "over": "已过期", "used": "已用完", "left": "已取关"}
TURNS = {
    "followed": "关注", "refollowed": "重新关注", "unfollowed": "取关", "scanned": "扫码", "menu_clicked": "点菜单",
    "messaged": "发来消息", "service_entered": "进入客服会话", "found": "对账读到", "missing": "对账时已不在",
}  # fmt: skip
WAYS = {"subscribe": "订阅消息", "template": "模板消息", "service": "客服回复"}
SENT = {
    "reserved": "发送中", "sent": "已发出", "delivered": "已送达", "failed": "未送达", "refused": "微信拒绝",
    "unknown": "结果未知，不会重发",
}  # fmt: skip
TEMPLATES = {"once": "一次性订阅", "lasting": "长期订阅", "message": "模板消息"}
RUNS = {"running": "进行中", "done": "完成", "failed": "中断"}
REPAIRS = {"followed": "漏掉的关注", "refollowed": "漏掉的重新关注", "missing": "漏掉的取关"}

Number = Annotated[int, typer.Argument(min=1, help="The follower's number. 粉丝编号。")]


class Reach(StrEnum):
    """By which way somebody may be written to."""

    SUBSCRIPTION = "subscription"
    WINDOW = "window"


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def listed(
    *,
    scene: Annotated[str, typer.Option(help="Only those who came by this code. 带参码场景值。")] = "",
    standing: Annotated[Standing | None, typer.Option(help="How they stand. 关注状态。")] = None,
    reach: Annotated[Reach | None, typer.Option(help="How they may be written to. 可触达方式。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many. 条数。")] = 50,
    as_json: Json = False,
) -> None:
    """List followers, those whose standing changed last first. 粉丝列表。"""
    asked = {"scene": scene or None, "standing": standing, "reach": reach, "limit": limit}
    found = ask(lambda client: client.get("/followers", **asked))
    if terminal.result(found):
        return
    rows = [
        (str(one["id"]), one["account"], one["openid"], STANDINGS[one["standing"]], one["source"] or "–",
         moment(one["since"])[:10], count(sum(each["left"] for each in one["subscriptions"])),
         count(one["window"]["left"]))
        for one in found["followers"]
    ]  # fmt: skip
    heads = ["id", "account", "openid", "state", "scene", "since", "subs 订阅", "replies 可回"]
    terminal.table(
        heads,
        rows,
        numbers=frozenset({0, 6, 7}),
        whole=frozenset({2, 3, 5}),
        none="huoshui connectors add-platform · followers sync",
    )


@commands.command()
def show(number: Number, *, as_json: Json = False) -> None:
    """Show one follower: history, what they allow, messages. 一名粉丝的经过、订阅余量与消息。"""
    one = ask(lambda client: client.get(f"/followers/{number}"))
    if terminal.result(one):
        return
    terminal.out.print(f"[b]{shown(one['openid'])}[/] · {shown(one['account'])} · {worded(STANDINGS, one['standing'])}")
    terminal.out.print(f"  replies 客服窗口: {_window(one['window'])} · person 客户 {one['person'] or '–'}\n")
    rows = [
        (moment(line["at"]), worded(TURNS, line["turn"] or line["kind"]), line["said"].get("scene", "") or "–")
        for line in one["history"]
    ]
    terminal.table(["when 时间", "what 经过", "scene 场景"], rows)
    if one["subscriptions"]:
        terminal.out.print()
        terminal.table(["template 模板", "left 可发", "since 自"], [_allowed(each) for each in one["subscriptions"]],
                       numbers=frozenset({1}))  # fmt: skip
    if one["sends"]:
        terminal.out.print()
        terminal.table(
            ["when 时间", "by 方式", "template 模板", "state 结果", "problem 问题"],
            [(moment(each["asked_at"]), worded(WAYS, each["kind"]), each["title"] or each["template"] or "–",
              worded(SENT, each["state"]), each["problem"] or "–") for each in one["sends"]],
            whole=frozenset({0}),
        )  # fmt: skip


@commands.command()
def sync(
    account: Annotated[str, typer.Argument(help="The connector's name. 连接器名称。")], *, as_json: Json = False
) -> None:
    """Compare followers and templates with WeChat, and repair what was lost. 与微信对账并修复。"""
    run = ask(lambda client: client.post("/followers/syncs", {"account": account}))
    if not terminal.result(run):
        terminal.out.print(
            f"[green]✓[/] comparison 对账 {run['id']} runs; watch it 看进度: [b]huoshui followers runs[/]"
        )


@commands.command()
def runs(*, as_json: Json = False) -> None:
    """Show the latest comparisons and what they repaired. 最近的对账与修复。"""
    found = ask(lambda client: client.get("/followers/syncs"))
    if terminal.result({"runs": found}):
        return
    rows = [
        (str(one["id"]), one["appid"], worded(RUNS, one["state"]), _read(one["counts"]), moment(one["started_at"]),
         tally(REPAIRS, one["repaired"]))
        for one in found
    ]  # fmt: skip
    heads = ["run", "appid", "state 状态", "read 已读", "started 开始", "repaired 修复"]
    terminal.table(heads, rows, numbers=frozenset({0, 3}), whole=frozenset({1, 4}))
    for one in found:
        if one["problem"]:
            terminal.out.print(f"[yellow]![/] run {one['id']}: {shown(one['problem'])}", soft_wrap=True)


@commands.command()
def balances(*, as_json: Json = False) -> None:
    """Show templates, and how many messages people still allow by each. 订阅余量。"""
    found = ask(lambda client: client.get("/subscriptions"))
    if terminal.result({"templates": found}):
        return
    rows = [
        (one["template"], one["title"] or "–", TEMPLATES.get(one["kind"], one["kind"]),
         *(count(one[part]) for part in ("people", "left", "sent", "unknown")))
        for one in found
    ]  # fmt: skip
    heads = ["template", "name", "kind", "people", "left", "sent", "unknown"]
    terminal.table(heads, rows, numbers=frozenset(range(3, 7)), whole=frozenset({0}))
    terminal.out.print(
        "[dim]people 可发人数 · left 可发条数 · sent, of the last 30 days 近 30 天已发 · unknown 结果未知[/]"
    )


@commands.command()
def send(
    number: Number,
    *,
    template: Annotated[str, typer.Option(help="The template's id; without one --words are an answer. 模板。")] = "",
    value: Annotated[list[str] | None, typer.Option(help="name=value, for each of the template's. 模板字段。")] = None,
    words: Annotated[str, typer.Option(help="An answer within the customer-service window. 客服回复。")] = "",
    message: Annotated[bool, typer.Option("--template-message", help="A template message. 模板消息。")] = False,
    page: Annotated[str, typer.Option(help="What opens when it is pressed. 跳转页面。")] = "",
    key: Annotated[UUID | None, typer.Option(help="The same one sends once. 防重键。")] = None,
    as_json: Json = False,
) -> None:
    """Write to one person; refused with the reason where they did not allow it. 给一个人发消息。"""
    kind = "service" if not template else "template" if message else "subscribe"
    values = dict(_pair(one) for one in value or [])
    said: dict[str, Any] = {"kind": kind, "key": str(key or uuid4()), "template": template, "values": values,
                            "words": words, "page": page}  # fmt: skip
    sent = ask(lambda client: client.post(f"/followers/{number}/messages", said))
    if not terminal.result(sent):
        done = f"{worded(WAYS, sent['kind'])} · message 消息 {sent['id']} · {worded(SENT, sent['state'])}"
        terminal.out.print(f"[green]✓[/] {done}")


def _read(counts: dict[str, int]) -> str:
    return f"{count(counts.get('followers', 0))}/{count(counts.get('total', 0))}"


def _pair(said: str) -> tuple[str, str]:
    name, equals, value = said.partition("=")
    if not equals or not name:
        why = f"“{said}” is not name=value"
        raise typer.BadParameter(why)
    return name, value


def _allowed(one: dict[str, Any]) -> tuple[str, str, str]:
    lasting = "refused 已拒收" if not one["willing"] else "any number 不限次"
    return one["title"] or one["template"], lasting if one["lasting"] else count(one["left"]), moment(one["since"])


def _window(window: dict[str, Any]) -> str:
    if window["left"]:
        return f"{window['left']} until 可回至 {moment(window['until'])}"
    return f"closed 已关 ({worded(SHUT, window['shut'])})"
