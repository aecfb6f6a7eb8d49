"""`huoshui layers`: life-cycle and fan tiers, the rules of layerings, and tables of one dimension against another."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from huoshui.app.cli.aipl import On, show_levels
from huoshui.app.cli.client import ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, share, shown, terminal
from huoshui.app.cli.written import read_json
from huoshui.bedrock.errors import Unfit
from huoshui.bedrock.money import yuan

commands = group("layers", "Life-cycle, fan tiers, their rules, cross tables. 分层：生命周期、粉丝分层、规则、交叉表。")
Name = Annotated[str, typer.Argument(metavar="LAYERING", help="aipl, life_cycle or tier. 分层名。")]


class RulesUnreadable(Unfit):
    """The rules in {file} cannot be read as JSON: {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def stock(layering: Name, *, on: On = None, as_json: Json = False) -> None:
    """Count the people on each level at the end of a day. 各层人数。"""
    found = ask(lambda client: client.get(below("/layers", layering, "stock"), on=_day(on)))
    if not terminal.result(found):
        show_levels(found)


@commands.command()
def table(
    dimensions: Annotated[
        list[str], typer.Argument(help="One to three, each NAME or NAME@DAY: channel state last_purchase. 维度。")
    ],
    *,
    on: On = None,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many cells. 最多显示多少格。")] = 50,
    as_json: Json = False,
) -> None:
    """Count people by one to three dimensions. 交叉表。"""
    found = ask(lambda client: client.post("/layers/table", {"dimensions": dimensions, "on": _day(on)}))
    if terminal.result(found):
        return
    whole = sum(cell["people"] for cell in found["cells"])
    words = [one["values"] for one in found["dimensions"]]
    rows = [
        [*(said.get(value, value) for said, value in zip(words, cell["at"], strict=True)), count(cell["people"]),
         share(cell["people"], whole)]
        for cell in found["cells"][:limit]
    ]  # fmt: skip
    heads = [f"{one['chinese']} {one['name']}" for one in found["dimensions"]]
    terminal.table([*heads, "人 people", "占比 share"], rows, numbers=frozenset({len(heads), len(heads) + 1}))


@commands.command()
def rfm(
    *,
    days: Annotated[int | None, typer.Option(min=1, help="Recent: bought within so many days. 近。")] = None,
    orders: Annotated[int | None, typer.Option(min=1, help="Often: so many orders or more. 频。")] = None,
    yuan_: Annotated[
        float | None, typer.Option("--yuan", min=0, help="Much: so much money or more. 额（元）。")
    ] = None,
    as_json: Json = False,
) -> None:
    """Put the buyers in eight groups; without cuts the best two fifths are high. RFM 八组。"""
    given = (days, orders, yuan_)
    if any(one is not None for one in given) and None in given:
        raise typer.BadParameter("--days, --orders and --yuan go together", param_hint="--days")
    cuts = None if yuan_ is None else {"days": days, "orders": orders, "net_fen": round(yuan_ * 100)}
    found = ask(lambda client: client.post("/layers/rfm", {"cuts": cuts}))
    if terminal.result(found):
        return
    whole = sum(one["net_fen"] for one in found["groups"])
    rows = [
        [one["chinese"], one["name"], count(one["people"]), count(one["orders"]), yuan(one["net_fen"]),
         share(one["net_fen"], whole), "–" if one["median_days"] is None else f"{one['median_days']} d"]
        for one in found["groups"]
    ]  # fmt: skip
    columns = ["组 group", "", "人 people", "单 orders", "实收 net", "占比 share", "距今 ago"]
    terminal.table(columns, rows, numbers=frozenset(range(2, 7)))
    high = found["high"]
    said = f"≤ {high['days']} d · ≥ {high['orders']} 单 · ≥ {yuan(high['net_fen'])}"
    terminal.out.print(f"[dim]高 high: {said}[/]")


@commands.command()
def rules(layering: Name, *, as_json: Json = False) -> None:
    """Show the rules of a layering that count now. 当前规则。"""
    found = ask(lambda client: client.get(below("/layers", layering)))
    if terminal.result(found):
        return
    terminal.out.print(f"[b]{found['name']}[/] v{found['version']} [dim]{shown(found['definition']['note'])}[/]")
    for level in reversed(found["definition"]["levels"]):
        terminal.out.print(f"[cyan]{level['name']}[/] {shown(level['chinese'])} [dim]{shown(level['meaning'])}[/]")
        for line in level["lines"]:
            terminal.out.print(f"  · {shown(line['label'])}")


@commands.command("set")
def set_(
    layering: Name,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON: the definition. 规则文件。")],
    *,
    note: Annotated[str, typer.Option(help="Why. 说明。")] = "",
    as_json: Json = False,
) -> None:
    """Give a layering the rules in a file; every version stays. 修改规则。"""
    try:
        definition = read_json(file)
    except (ValueError, RecursionError) as error:
        raise RulesUnreadable(file=file, why=str(error)) from None

    async def change(client: Any) -> dict[str, Any]:  # noqa: ANN401 the client's type would import the engines' client
        known = await client.get(below("/layers", layering))
        body = {"definition": definition, "note": note, "version": known["version"]}
        kept: dict[str, Any] = await client.put(below("/layers", layering), body)
        return kept

    found = ask(change)
    if not terminal.result(found):
        terminal.out.print(f"[green]✓[/] {found['name']} v{found['version']}")


def _day(when: datetime | None) -> str | None:
    return when.date().isoformat() if when else None
