"""`huoshui store-codes`: one printed code for all stores, and the stores behind it."""

import base64
from pathlib import Path
from typing import Annotated

import typer

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, shown, terminal

commands = group(
    "store-codes", "Store codes: one print, the nearest store's own people. 门店码：一张码，找到最近的门店。"
)


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(
    q: Annotated[str, typer.Argument(help="What its code, name or campaign holds. 关键字。")] = "",
    *,
    as_json: Json = False,
) -> None:
    """List the newest store codes with what thirty days brought. 列出门店码与近三十天的打开和选店。"""
    found = ask(lambda client: client.get("/store-codes", q=q))["codes"]
    if terminal.result({"codes": found}):
        return
    rows = [
        (one["slug"], one["plan"]["name"], count(one["stores"]), count(one["views"]), count(one["choices"]),
         "paused 已暂停" if one["plan"]["paused"] else "open 可用")
        for one in found
    ]  # fmt: skip
    heads = ["code 编码", "name 名称", "stores 门店", "opened 打开", "chosen 选店", "state 状态"]
    terminal.table(heads, rows, numbers=frozenset({2, 3, 4}), none="huoshui store-codes add")


@commands.command()
def add(
    title: Annotated[str, typer.Argument(help="What the page is called, e.g. 找到离你最近的门店. 页面标题。")],
    *,
    fallback: Annotated[str, typer.Option(help="Headquarters' live code or group code. 总部的活码或群活码。")],
    name: Annotated[str, typer.Option(help="What you call it; the title otherwise. 名称。")] = "",
    code: Annotated[str | None, typer.Option(help="A place of your own; one is drawn otherwise. 自定义编码。")] = None,
    unit: Annotated[
        list[str] | None, typer.Option(help="Only stores below it; all otherwise. 只含其下的门店。")
    ] = None,
    radius: Annotated[int | None, typer.Option(min=1, help="No store further is near, in km. 最远公里数。")] = None,
    channel: Annotated[str, typer.Option(help="The channel its visitors come from. 所属渠道。")] = "",
    as_json: Json = False,
) -> None:
    """Make a store code and print its address. 新建门店码。"""
    plan = {"name": name or title, "title": title, "fallback": fallback, "units": unit or [], "radius_km": radius,
            "channel": channel}  # fmt: skip
    made = ask(lambda client: client.post("/store-codes", {"plan": plan, "slug": code}))
    if not terminal.result(made):
        terminal.out.print(f"[green]✓[/] [b]{shown(made['address'])}[/]")
        terminal.out.print(f"  print it: GET /api/store-codes/{shown(made['slug'])}/qr.svg  [dim](or print.pdf)[/]")


@commands.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV of stores. 门店表（CSV）。", exists=True, dir_okay=False)],
    *,
    datum: Annotated[str, typer.Option(help="gcj02 (高德/腾讯), wgs84 (GPS) or bd09 (百度). 坐标系。")] = "gcj02",
    dry: Annotated[bool, typer.Option("--dry", help="Only tell what would become of it. 只看结果不写入。")] = False,
    as_json: Json = False,
) -> None:
    """Take a file of stores; the same file again changes nothing. 导入门店。"""
    body = {"file": base64.b64encode(file.read_bytes()).decode(), "datum": datum, "dry": dry}
    became = ask(lambda client: client.post("/stores/import", body))
    if terminal.result(became):
        return
    said = ", ".join(f"{became[part]} {part}" for part in ("made", "changed", "unchanged"))
    terminal.out.print(f"[green]✓[/] {said}{' [dim](dry)[/]' if dry else ''}")
    rows = [(str(one["line"]), one["store"], one["why"]) for one in became["problems"]]
    if rows:
        terminal.table(["line 行", "store 门店", "why 原因"], rows)
