"""`huoshui aipl`: how many people are at each stage, who went where between two days, and why somebody is there."""

from datetime import datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from huoshui.app.cli.client import ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, share, shown, terminal

commands = group("aipl", "Awareness, interest, purchase, loyalty: stock, flow and why. AIPL：存量、流转与原因。")
BAR = 28
BLOCKS = "▁▂▃▄▅▆▇█"

On = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The end of this day; without it: now. 截至日。")
]
Since = Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The end of this day. 起始日（日终）。")]
Until = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The end of this day; without it: now. 截止日。")
]
Active = Annotated[
    bool, typer.Option("--active", help="活跃口径: a relation counts only while its person acts. 默认平台口径。")
]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def stock(
    *,
    on: On = None,
    active: Active = False,
    base: Annotated[int | None, typer.Option(min=1, help="What penetration is of. 渗透率的分母。")] = None,
    as_json: Json = False,
) -> None:
    """Count the people at each stage at the end of a day. 各阶段存量。"""
    asked = {"on": _day(on), "count": _count(active), "base": base}
    found = ask(lambda client: client.get("/layers/aipl/stock", **asked))
    if terminal.result(found):
        return
    show_levels(found)
    rates = (("渗透率 penetration", "penetration"), ("活跃度 activity", "activity"))
    said = " · ".join(f"{name} {share(found[key]['numerator'], found[key]['denominator'])}" for name, key in rates)
    terminal.out.print(f"[dim]{found['on']} · {said} · 规则 v{found['rules']['version']}[/]")


@commands.command()
def flow(*, since: Since, until: Until = None, active: Active = False, as_json: Json = False) -> None:
    """Show who went from which stage to which between the ends of two days. 两日之间的流转矩阵。"""
    asked = {"from": _day(since), "to": _day(until), "count": _count(active)}
    found = ask(lambda client: client.get("/layers/aipl/flow", **asked))
    if terminal.result(found):
        return
    _show_matrix(found)
    rows = [
        [
            one["level"], count(one["people"]), count(one["stayed"]),
            *(_rate(one[name]) for name in ("deepening", "falling", "churning")),
            count(one["entered"]), f"{one['net']:+,}",
        ]
        for one in reversed(found["moved"])
    ]  # fmt: skip
    columns = ["", "起 start", "留存 stayed", "加深 deeper", "回退 back", "流失 lost", "流入 in", "净 net"]
    terminal.out.print()
    terminal.table(columns, rows, numbers=frozenset(range(1, 8)))
    for leak in found["leaks"][:3]:
        lost = f"{leak['before']} → {leak['after']}: {count(leak['people'])} ({_percent(leak['share'])})"
        terminal.out.print(f"[dim]漏损 leak[/] {lost}")


@commands.command()
def trend(
    *,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day. 起始日。")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day; without it: today. 截止日。")
    ] = None,
    active: Active = False,
    as_json: Json = False,
) -> None:
    """Show the stock of each stage day by day, at most 31 days, and how long people stay. 逐日存量与停留时间。"""
    asked = {"from": _day(since), "to": _day(until), "count": _count(active)}
    found = ask(lambda client: client.get("/layers/aipl/trend", **asked))
    if terminal.result(found):
        return
    rows = [
        [
            one["name"], one["chinese"], Text(_line(one["people"]), "cyan"), count(one["people"][0]),
            count(one["people"][-1]), "–" if one["median_days"] is None else f"{one['median_days']} d",
        ]
        for one in found["levels"]
    ]  # fmt: skip
    columns = ["", "阶段", f"{found['days'][0]} … {found['days'][-1]}", "首 first", "末 last", "停留 stay"]
    terminal.table(columns, rows, numbers=frozenset({3, 4, 5}))


@commands.command()
def why(
    person: Annotated[str, typer.Argument(help="namespace:value, or a person number. 标识或编号。")],
    *,
    on: On = None,
    active: Active = False,
    as_json: Json = False,
) -> None:
    """Say at which stage somebody is, and which lines of the rules they meet. 某人处于哪个阶段，为什么。"""
    asked = {"on": _day(on), "count": _count(active)}
    found = ask(lambda client: client.get(below("/layers/aipl/people", person), **asked))
    if terminal.result(found):
        return
    terminal.out.print(f"[cyan]{shown(found['person'])}[/] [b]{found['level']} {shown(found['chinese'])}[/]")
    for line in found["lines"]:
        sign = "[green]✓[/]" if line["met"] else "[dim]·[/]"
        terminal.out.print(f"{sign} [dim]{line['level']:>6}[/] {shown(line['label'])}")


def show_levels(found: dict[str, Any]) -> None:
    """This will draw a stock: a bar for each level, from high to low."""
    levels = found["levels"]
    most = max((level["people"] for level in levels), default=0)
    rows = [
        [
            level["name"], level["chinese"], Text("█" * _length(level["people"], most), "cyan"),
            count(level["people"]), share(level["people"], found["base"]),
        ]
        for level in levels
    ]  # fmt: skip
    terminal.table(["", "阶段 level", "", "人 people", "占比 share"], rows, numbers=frozenset({3, 4}))


def _show_matrix(found: dict[str, Any]) -> None:
    """From the rows to the columns; who stayed stands on the diagonal."""
    names = [level["name"] for level in found["levels"]]
    cells = {(cell["before"], cell["after"]): cell["people"] for cell in found["cells"]}
    rows = []
    for before in names:
        whole = sum(cells.get((before, after), 0) for after in names)
        rows.append(
            [before, count(whole), *(_cell(cells.get((before, after), 0), before, after, names) for after in names)]
        )
    heads = [f"{found['from']} ↓ {found['to']} →", "人 people", *names]
    terminal.table(heads, rows, numbers=frozenset(range(1, len(names) + 2)))


def _cell(people: int, before: str, after: str, names: list[str]) -> Text:
    if not people:
        return Text("·", "dim")
    place = names.index(after) - names.index(before)
    return Text(count(people), "bold" if place == 0 else "green" if place < 0 else "red")


def _line(people: list[int]) -> str:
    """One block a day, from the least to the most of the level's own days."""
    least, most = min(people), max(people)
    return "".join(BLOCKS[round((one - least) / (most - least) * 7)] if most > least else BLOCKS[3] for one in people)


def _length(people: int, most: int) -> int:
    return max(1, round(BAR * people / most)) if people else 0


def _rate(rate: dict[str, Any]) -> str:
    return f"{count(rate['numerator'])} {_percent(rate)}"


def _percent(rate: dict[str, Any]) -> str:
    return share(rate["numerator"], rate["denominator"])


def _count(active: bool) -> str:  # noqa: FBT001 what the option says
    return "active" if active else "platform"


def _day(when: datetime | None) -> str | None:
    return when.date().isoformat() if when else None
