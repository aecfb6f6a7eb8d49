"""`huoshui codes`: live codes, who stands behind them, and what they brought."""

from typing import Annotated

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, named, shown, terminal, worded

commands = group("codes", "Live codes: printed once, staffed for ever. 活码：印一次，背后的人随时换。")

ALARMS = {
    "nobody": "没人能接待，留任中", "backup": "备用员工顶上", "low": "今天名额不多了", "full": "有人到上限",
    "away": "有员工用不了", "expiring": "快到期", "expired": "已到期", "remade": "码丢过，已补回",
    "codes_full": "企业微信的码用完了", "declined": "企业微信拒绝了", "unreachable": "连不上企业微信",
}  # fmt: skip

Slug = Annotated[str, typer.Argument(callback=named, help="The code's place. 活码编码。")]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def add(
    staff: Annotated[list[str], typer.Argument(help="Who stands behind it, by the platform's staff ids. 接待员工。")],
    *,
    account: Annotated[str, typer.Option(help="The connector's name. 企微连接器。")],
    name: Annotated[str, typer.Option(help="What you call it, e.g. 门店桌牌. 名称。")],
    slug: Annotated[str | None, typer.Option(help="A place of your own; one is drawn otherwise. 自定义编码。")] = None,
    backup: Annotated[list[str] | None, typer.Option(help="Who stands in when nobody else can. 备用员工。")] = None,
    cap: Annotated[int | None, typer.Option(min=0, help="So many a day for each. 每人每日上限。")] = None,
    welcome: Annotated[str, typer.Option(help="How whoever comes is greeted. 欢迎语。")] = "",
    as_json: Json = False,
) -> None:
    """Make a live code and print its address. 新建活码。"""
    placed = [{"staff_id": one, "daily_cap": cap} for one in staff]
    placed += [{"staff_id": one, "backup": True} for one in backup or []]
    plan = {"name": name, "staff": placed, "welcome": {"words": welcome}}
    made = ask(lambda client: client.post("/codes", {"account": account, "slug": slug, "plan": plan}))
    if not terminal.result(made):
        terminal.out.print(f"[green]✓[/] [b]{shown(made['address'])}[/] → {shown(', '.join(staff))}", soft_wrap=True)
        terminal.out.print(f"  print it: GET /api/codes/{shown(made['slug'])}/print.pdf  [dim](or qr.svg, qr.png)[/]")


@commands.command("list")
def list_(
    q: Annotated[str, typer.Argument(help="What its place, name or campaign holds. 关键字。")] = "",
    *,
    as_json: Json = False,
) -> None:
    """List the newest live codes with who is shown and what is wrong. 列出活码、当前接待与告警。"""
    found = ask(lambda client: client.get("/codes", q=q))["codes"]
    if terminal.result({"codes": found}):
        return
    rows = [
        (one["slug"], one["plan"]["name"], ", ".join(one["standing"]["shown"]) or "–",
         _alarms(one["standing"]["alarms"]) or "–", count(one["adds_today"]), count(one["adds"]), count(one["scans"]))
        for one in found
    ]  # fmt: skip
    heads = ["code 编码", "name 名称", "shown 当前接待", "alarms 告警", "today 今日", "adds 添加", "scans 扫码"]
    terminal.table(
        heads,
        rows,
        numbers=frozenset({4, 5, 6}),
        whole=frozenset({0}),
        below="adds and scans of the last 30 days 添加、扫码为近 30 天",
        none="huoshui codes add",
    )


@commands.command()
def show(slug: Slug, *, as_json: Json = False) -> None:
    """Show who stands behind a code now, and what each was brought. 看一个活码的接待与每人添加数。"""
    code = ask(lambda client: client.get(f"/codes/{slug}"))
    counts = ask(lambda client: client.get(f"/codes/{slug}/counts"))
    if terminal.result({"code": code, "counts": counts}):
        return
    terminal.out.print(f"[b]{shown(code['plan']['name'])}[/]  {shown(code['address'])}", soft_wrap=True)
    showing, alarms = set(code["standing"]["shown"]), _alarms(code["standing"]["alarms"])
    if alarms:
        terminal.out.print(f"[yellow]![/] {shown(alarms)} {shown(code['standing']['problem'])}", soft_wrap=True)
    rows = [
        (one["staff_id"], "shown 在码上" if one["staff_id"] in showing else "–", count(one["today"]),
         count(one["adds"]), count(one["over"]), count(one["may_exceed_by"]))
        for one in counts["staff"]
    ]  # fmt: skip
    heads = [
        "staff 员工",
        "now 当前",
        "today 今日",
        "30 days 近 30 天",
        "over cap 今日超上限",
        "may exceed by 最多会超",
    ]
    terminal.table(heads, rows, numbers=frozenset({2, 3, 4, 5}))


@commands.command("try-again")
def try_again(slug: Slug, *, as_json: Json = False) -> None:
    """Try tags and remarks again that failed in the last 30 days, as the code has them now. 重试没做成的标签和备注。"""
    begun = ask(lambda client: client.post(f"/codes/{slug}/steps/again"))
    if not terminal.result(begun):
        terminal.out.print(f"[green]✓[/] {count(begun['steps'])} steps are tried again now 步马上再试")


def _alarms(alarms: list[str]) -> str:
    return ", ".join(worded(ALARMS, one) for one in alarms)
