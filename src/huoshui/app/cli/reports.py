"""`huoshui report`: the first true answer, people per public channel."""

from datetime import datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from huoshui.app.cli.client import ask
from huoshui.app.cli.terminal import USING, Json, count, group, share, terminal
from huoshui.bedrock.money import yuan

commands = group("report", "What it all did. 报表。")
STEPS = (("came", "来了"), ("known", "认识"), ("reachable", "能触达"), ("bought", "买了"), ("again", "又买"))
BAR = 16
WIDE = 110
"""Columns of a terminal from which on there is room for bars and money."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.callback()
def reports() -> None:
    """What it all did. 报表。"""


@commands.command()
def channels(
    *,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="From this day. 起始日。")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Up to, not with, this day. 截止日。")
    ] = None,
    as_json: Json = False,
) -> None:
    """Per public channel: how many came, do we know, can we reach, bought, bought again. 渠道总览。"""
    period = {"from": since.date().isoformat() if since else None, "to": until.date().isoformat() if until else None}
    report = ask(lambda client: client.get("/reports/channels", **period))
    if not terminal.result(report):
        _show(report)


def _show(report: dict[str, Any]) -> None:
    rows = sorted(report["channels"], key=lambda row: -row["came"])
    most = max((row["came"] for row in rows), default=0)
    lines = [_line(row, most) for row in rows] + [_line({"chinese": "全部 all", **report["total"]}, 0)]
    columns = ["渠道 channel", "", *(f"{chinese} {name}" for name, chinese in STEPS), "实收 net"]
    numbers = frozenset(range(2, 8))
    if terminal.out.width < WIDE:
        columns = ["渠道", *(chinese for _, chinese in STEPS)]
        lines = [[line[0], *line[2:-1]] for line in lines]
        numbers = frozenset(range(1, 6))
    terminal.table(columns, lines, numbers=numbers)
    nobodys = report["anonymous"]
    if nobodys["orders"]:
        terminal.out.print(f"[dim]{count(nobodys['orders'])} orders without any identifier are nobody's 匿名订单[/]")
    terminal.out.print("[dim]% of those who came; of `again`, of those who bought · descriptive 描述性[/]")


def _line(row: dict[str, Any], most: int) -> list[str | Text]:
    bar = "█" * max(1, round(BAR * row["came"] / most)) if most and row["came"] else ""
    rates = {name: f" [dim]{share(rate['numerator'], rate['denominator'])}[/]" for name, rate in row["rates"].items()}
    steps = [Text.from_markup(f"{count(row[name])}{rates.get(name, '')}") for name, _ in STEPS]
    return [row["chinese"], Text(bar, "cyan"), *steps, yuan(row["net_fen"])]
