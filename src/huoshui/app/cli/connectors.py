"""`huoshui connectors`: our accounts on the platforms, whether they work, and the letters that they brought."""

import re
from typing import Annotated, Any

import httpx2
import typer
from rich.text import Text

from huoshui.app.cli.client import PATIENCE, Client, ask
from huoshui.app.cli.terminal import USING, Json, count, group, moment, named, printable, shown, terminal, worded
from huoshui.connectors import sea
from huoshui.connectors.contract import LetterState

commands = group("connectors", "Accounts on the platforms: WeCom, 抖音, 巨量引擎… 连接器：各平台账号。")

Name = Annotated[str, typer.Argument(callback=named, help="The connector's name. 连接器名。")]
_OK = 200
_PATH = re.compile(r"^https?://[^/]+")
STATES = {"waiting": "待处理", "stuck": "处理失败", "read": "已处理"}
QUOTAS = {
    "link_adds": "获客链接加人", "corp_tags": "企业标签", "calls_today": "今日调用", "calls_lately": "最近调用",
}  # fmt: skip
_COLORS = {"well": "green", "look": "yellow", "broken": "red"}
_MARKS = {"well": "✓", "look": "!", "broken": "✗"}


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def add(
    name: Annotated[str, typer.Argument(help="Its place in the callback address, for ever. 回调地址中的名字。")],
    *,
    title: Annotated[str, typer.Option(help="What people call it. 显示名称。")],
    corp: Annotated[str, typer.Option(help="The corp's id, ww…. 企业ID。")],
    secret: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, envvar="HUOSHUI_CONNECTOR_SECRET",
                     help="The app's Secret; asked for, so that it stands in no history. 应用 Secret。"),
    ],
    agent: Annotated[int, typer.Option(min=0, help="AgentId; 0 for 客户联系's own secret. 应用 AgentId。")] = 0,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Add a WeCom app, and print what to enter in WeCom's console, which is shown this once. 新建企业微信连接器。"""
    body = {"name": name, "title": title, "corp_id": corp, "agent_id": agent, "secret": secret}
    made = ask(lambda client: client.post("/connectors", body))
    if terminal.result({part: made[part] for part in ("name", "callback", "token", "key")}):
        return
    terminal.out.print(f"[green]✓[/] connector [b]{shown(name)}[/]")
    terminal.out.print("  enter in WeCom's console, 应用管理 · the app · 接收消息 · 设置API接收:")
    for label, part in (("URL", "callback"), ("Token", "token"), ("EncodingAESKey", "key")):
        terminal.out.print(f"  {label:<15} [b]{shown(made[part])}[/]", soft_wrap=True)
    terminal.out.print(f"  then ask whether all is well: huoshui connectors probe {shown(name)}")


@commands.command("add-platform")
def add_platform(
    name: Annotated[str, typer.Argument(help="Its place in the callback address, for ever. 回调地址中的名字。")],
    *,
    platform: Annotated[str, typer.Option(help=f"{', '.join(sea.CHANNELS)}. 平台。")],
    title: Annotated[str, typer.Option(help="What people call it. 显示名称。")],
    app_id: Annotated[str, typer.Option(help="The platform's name for it: client_key, app_key, appid. 应用标识。")],
    secret: Annotated[
        str, typer.Option(envvar="HUOSHUI_CONNECTOR_SECRET", help="What it signs with, if it gave one. 密钥。")
    ] = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Add an account on a public platform, and print what to enter there, shown this once. 接入公域平台账号。"""
    if not secret and platform in sea.CHANNELS and sea.CHANNELS[platform].secret_signs:
        secret = typer.prompt("Secret", hide_input=True, err=True)
    body = {"channel": platform, "name": name, "title": title, "corp_id": app_id, "secret": secret}
    made = ask(lambda client: client.post("/connectors", body))
    if terminal.result({part: made[part] for part in ("name", "callback", "token", "key", "unverified")}):
        return
    terminal.out.print(f"[green]✓[/] connector [b]{shown(name)}[/]; enter at the platform:")
    for label, part in (("URL", "callback"), ("Token", "token"), ("EncodingAESKey", "key")):
        if made[part]:
            terminal.out.print(f"  {label:<15} [b]{shown(made[part])}[/]", soft_wrap=True)
    if made["unverified"]:
        terminal.out.print(f"  [yellow]not verified 未经平台核实[/]: {shown(made['unverified'])}", soft_wrap=True)
    terminal.out.print(f"  then ring its door: huoshui connectors ring {shown(name)}")


@commands.command()
def ring(
    name: Name,
    *,
    outside: Annotated[bool, typer.Option("--outside", help="By the public address. 走公网地址。")] = False,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Bring a signed callback that means nothing to the account's own door, and tell what it answers. 发送测试回调。"""
    answer = ask(lambda client: _rung(client, name, outside=outside))
    well = answer["status"] == _OK
    if not terminal.result(answer):
        color, mark = ("green", "✓") if well else ("red", "✗")
        said = f"{shown(answer['url'])} answered {answer['status']} {shown(answer['answer'])}"
        terminal.out.print(f"[{color}]{mark}[/] {said}", soft_wrap=True)
    if not well:
        raise typer.Exit(1)


async def _rung(client: Client, name: str, *, outside: bool) -> dict[str, Any]:
    made = await client.post(f"/connectors/{name}/ring")
    said = {"content": made["body"], "headers": made["headers"]}
    if outside:  # by a client without our token, which believes whom a browser believes
        url = made["url"]
        async with httpx2.AsyncClient(timeout=PATIENCE, trust_env=False) as http:
            answer = await http.post(url, **said)
    else:
        url = _PATH.sub("", made["url"])
        answer = await client.http.post(url, **said)
    return {"url": url.partition("?")[0], "status": answer.status_code, "answer": answer.text[:500]}


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """List the connectors, and how each does. 列出连接器与健康状况。"""
    found = ask(lambda client: client.get("/connectors"))
    if terminal.result({"connectors": found}):
        return
    rows = [
        (one["name"], one["title"], one["channel"], _state(one), moment(one["heard_at"]), moment(one["asked_at"]),
         _left(one))
        for one in found
    ]  # fmt: skip
    heads = ["name 连接器", "title 名称", "channel 平台", "state 状态", "heard 收到", "asked 调用", "letters 回调"]
    terminal.table(heads, rows, whole=frozenset({0, 4, 5}), none="huoshui connectors add · connectors add-platform")


@commands.command()
def quotas(name: Name, *, as_json: Json = False) -> None:
    """Ask the platform what may still be asked of it. 查询平台额度还剩多少。"""
    found = ask(lambda client: client.get(f"/connectors/{name}/quotas"))
    if terminal.result({"quotas": found}):
        return
    rows = [(worded(QUOTAS, one["kind"]), one["subject"], *_figures(one)) for one in found]
    heads = ["quota 额度", "of 接口", "used 已用", "most 上限", "left 剩余"]
    terminal.table(heads, rows, whole=frozenset({0}), none=f"huoshui connectors probe {name}")


def _figures(quota: dict[str, Any]) -> tuple[str, str, str]:
    """Used, the most, left; or why nobody knows."""
    if quota["problem"]:
        return quota["problem"], "", ""
    return count(quota["used"]), count(quota["most"]), count(quota["left"])


@commands.command()
def probe(name: Name, *, as_json: Json = False) -> None:
    """Ask the platform whether all is well, and say what is not and what to do. 检测连接，并说明怎么修。"""
    found = ask(lambda client: client.post(f"/connectors/{name}/probe"))
    if not terminal.result({"findings": found}):
        for one in found:
            color, mark = _COLORS[one["health"]], _MARKS[one["health"]]
            terminal.out.print(f"[{color}]{mark}[/] {shown(one['said'])}", soft_wrap=True)
            if one["advice"]:
                terminal.out.print(f"  [dim]→[/] {shown(one['advice'])}", soft_wrap=True)
    if any(one["health"] == "broken" for one in found):
        raise typer.Exit(1)


@commands.command()
def letters(
    name: Name,
    *,
    state: Annotated[LetterState | None, typer.Option(help="What became of them. 状态。")] = None,
    as_json: Json = False,
) -> None:
    """List the newest callbacks and what became of each, without what they say. 列出最近的回调（不含内容）。"""
    found = ask(lambda client: client.get(f"/connectors/{name}/letters", state=state))["letters"]
    if terminal.result({"letters": found}):
        return
    rows = [
        (one["id"], one["event"], worded(STATES, one["state"]), moment(one["arrived_at"]), count(one["tries"]),
         one["problem"] or "–")
        for one in found
    ]  # fmt: skip
    heads = ["letter", "event 事件", "state 状态", "arrived 到达", "tries 次数", "problem 问题"]
    terminal.table(heads, rows, numbers=frozenset({0, 4}), whole=frozenset({3}))


@commands.command()
def retry(
    name: Name,
    ids: Annotated[list[int] | None, typer.Argument(help="Letters; all that are stuck otherwise. 回调编号。")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Read letters again at once. 重新处理失败的回调。"""
    done = ask(lambda client: client.post(f"/connectors/{name}/letters/retry", {"ids": ids or None}))
    if not terminal.result(done):
        terminal.out.print(f"[green]✓[/] read again 重新处理: letters 回调 {count(done['letters'])}")


@commands.command()
def authorize(
    name: Name,
    *,
    code: Annotated[
        str,
        typer.Option(prompt="auth_code", hide_input=True, envvar="HUOSHUI_AUTH_CODE",
                     help="What the platform's redirect brought; serves once, for ten minutes. 授权码。"),
    ],
    advertiser: Annotated[
        list[str] | None, typer.Option(help="Whose leads; all that the authorization reaches otherwise. 广告主。")
    ] = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """Let an account read leads from its platform, by the code that the platform gave. 授权拉取线索。"""
    body = {"auth_code": code, "advertisers": advertiser or []}
    done = ask(lambda client: client.post(f"/connectors/{name}/pull/authorization", body))
    if not terminal.result(done):
        terminal.out.print(f"[green]✓[/] authorized 已授权: {shown(', '.join(done['advertisers']))}", soft_wrap=True)
        terminal.out.print(f"  leads are pulled every few minutes; now: huoshui connectors pull {shown(name)}")


@commands.command()
def pull(
    name: Name,
    *,
    look: Annotated[bool, typer.Option("--look", help="Tell how pulls do, and pull nothing. 只看状态。")] = False,
    as_json: Json = False,
) -> None:
    """Pull an account's leads now, and tell how far they are read, or what is wrong and what to do. 立即拉取线索。"""
    path = f"/connectors/{name}/pull"
    done = ask(lambda client: client.get(path) if look else client.post(path))
    if not terminal.result(done):
        if done["problem"]:
            fact = f" ({shown(done['fact'])})" if done["fact"] else ""
            terminal.out.print(f"[red]✗[/] {moment(done['failed_at'])} {shown(done['said'])}{fact}", soft_wrap=True)
            terminal.out.print(f"  [dim]→[/] {shown(done['advice'])}", soft_wrap=True)
        else:
            numbers = f"seen 看到 {count(done['seen'])}, new 新增 {count(done['kept'])}"
            terminal.out.print(f"[green]✓[/] {moment(done['pulled_at'])} leads 线索: {numbers}")
        terminal.out.print(f"  read until 已读到 {moment(done['until'])}, next 下次 {moment(done['next_at'])}")
    if done["problem"]:
        raise typer.Exit(1)


def _state(one: dict[str, Any]) -> Text:
    if one["paused"]:
        return Text("paused 已暂停", "yellow")
    if one["failing"]:
        return Text(f"failing 异常: {printable(one['failure'])}", "red")
    return Text("stuck 有积压", "yellow") if one["stuck"] else Text("open 正常", "green")


def _left(one: dict[str, Any]) -> str:
    parts = (("waiting 待处理", one["waiting"]), ("stuck 失败", one["stuck"]))
    return ", ".join(f"{word} {count(number)}" for word, number in parts if number) or "–"
