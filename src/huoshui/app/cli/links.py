"""`huoshui links`: short links, where they lead, and what they brought."""

from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, named, shown, terminal

commands = group("links", "Short links: printed once, changed for ever. 短链：印一次，随时改。")

_UNWELL = {
    "missing": "mini-program closed 小程序打不开",
    "failing": "not renewed 小程序入口续期失败",
    "waiting": "being opened 小程序入口生成中",
}
"""What is said of a link by its entries' health, the worst first."""

Code = Annotated[str, typer.Argument(callback=named, help="The link's code. 短链编码。")]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def add(  # noqa: PLR0913 each is one option
    url: Annotated[str, typer.Argument(help="Where it leads. 跳转地址。")],
    *,
    name: Annotated[str, typer.Option(help="What you call it, e.g. 抖音主页. 名称。")],
    code: Annotated[str | None, typer.Option(help="A code of your own; one is drawn otherwise. 自定义编码。")] = None,
    channel: Annotated[str, typer.Option(help="The channel its visitors come from, e.g. douyin. 所属渠道。")] = "",
    campaign: Annotated[str, typer.Option(help="The campaign it belongs to. 所属活动。")] = "",
    most: Annotated[int | None, typer.Option(min=1, help="So many people are sent on. 名额。")] = None,
    mini_program: Annotated[
        str | None,
        typer.Option(help="Lead phones there: connector/page?query, e.g. mall/pages/ride?from=wall. 小程序。"),
    ] = None,
    by_scheme: Annotated[
        bool,
        typer.Option(
            "--by-scheme", help="Outside WeChat by a page of ours with a button (URL Scheme). 微信外先到我们的页面。"
        ),
    ] = False,
    greets: Annotated[
        str,
        typer.Option(help="Whom an acquisition link brings is welcomed as by this live code. 按哪个活码接待。"),
    ] = "",
    as_json: Json = False,
) -> None:
    """Make a short link and print its address. 新建短链。"""
    if by_scheme and mini_program is None:
        msg = "a URL Scheme opens a mini-program: say which by --mini-program"
        raise typer.BadParameter(msg, param_hint="--by-scheme")
    page = {**_page(mini_program), "by_scheme": by_scheme} if mini_program else None
    body = {"name": name, "code": code, "channel": channel, "campaign": campaign, "most_clicks": most,
            "variants": [{"url": url, "mini_program": page, "greets": greets}]}  # fmt: skip
    made = ask(lambda client: client.post("/links", body))
    if not terminal.result(made):
        leads = f"{mini_program} (else {url})" if mini_program else url
        terminal.out.print(f"[green]✓[/] [b]{shown(made['address'])}[/] → {shown(leads)}", soft_wrap=True)
        terminal.out.print(f"  print it: GET /api/links/{shown(made['code'])}/qr.svg  [dim](or qr.png)[/]")


@commands.command("list")
def list_(
    q: Annotated[str, typer.Argument(help="What its code, name or campaign holds. 关键字。")] = "",
    *,
    as_json: Json = False,
) -> None:
    """List the newest short links with what thirty days brought. 列出短链与近三十天的点击。"""
    found = ask(lambda client: client.get("/links", q=q))["links"]
    if terminal.result({"links": found}):
        return
    rows = [
        (one["code"], one["name"], one["channel"] or "–", _state(one), count(one["sent"]), count(one["robots"]))
        for one in found
    ]
    heads = ["code 编码", "name 名称", "channel 渠道", "state 状态", "clicks 点击", "robots 机器"]
    terminal.table(
        heads,
        rows,
        numbers=frozenset({4, 5}),
        whole=frozenset({0}),
        below="clicks of the last 30 days 点击为近 30 天",
        none="huoshui links add",
    )


@commands.command()
def clicks(
    code: Code,
    *,
    days: Annotated[int, typer.Option(min=1, max=400, help="Of the last so many days. 近几天。")] = 30,
    as_json: Json = False,
) -> None:
    """Show a link's clicks by day and by what it was opened in. 按天、按打开环境看点击。"""
    found = ask(lambda client: client.get(f"/links/{code}/clicks", days=days))
    if terminal.result({"clicks": found}):
        return
    rows = [
        (one["day"], one["environment"], str(one["variant"] + 1),
         *(count(one[part]) for part in ("sent", "visitors", "turned_away", "robots")))
        for one in found
    ]  # fmt: skip
    heads = [
        "day 日期",
        "opened in 环境",
        "variant 分支",
        "clicks 点击",
        "visitors 人数",
        "refused 未放行",
        "robots 机器",
    ]
    terminal.table(heads, rows, numbers=frozenset({2, 3, 4, 5, 6}), whole=frozenset({0}))


def _page(said: str) -> dict[str, str]:
    place, _, query = said.partition("?")
    account, _, path = place.partition("/")
    return {"account": account, "path": path, "query": query}


def _state(link: dict[str, Any]) -> str:
    if link["paused"]:
        return "paused 已暂停"
    return next((words for health, words in _UNWELL.items() if _has(link, health)), "open 可用")


def _has(link: dict[str, Any], health: str) -> bool:
    return any(one["health"] == health for one in link["entries"])
