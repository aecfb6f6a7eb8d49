"""Answers of insight as tables: the same figures for a CSV file and, with bars and heat, for a terminal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from huoshui.app.cli.terminal import printable, shown, terminal

Result = dict[str, Any]
Row = list[Any]
_BAR = 12
_SHORT = 16
_MOST_ROWS = 200
_SHARES_FROM = 3
"""Before the shares of a cohort stand its group, when it began, and how many it is."""
_CHINESE = {
    "series": "系列", "group": "分组", "when": "时段", "value": "数值", "of": "分子", "by": "分母",
    "people": "人", "before": "前期", "whole": "完整", "step": "步", "event": "事件", "reached": "到达",
    "of last": "比上步", "of all": "比起点", "left": "离开", "p50": "一半", "p90": "九成", "cohort": "同期群",
    "path": "路径", "paths": "次数", "share": "占比", "active days": "活跃天数", "at least": "至少",
    "bucket": "时段", "new": "新", "returning": "回访", "resurrecting": "召回", "dormant": "沉睡",
    "since": "从", "until": "到", "events": "次数", "intervals": "间隔", "from_s": "从（秒）",
    "to_s": "到（秒）", "clicked": "点击", "scanned": "扫码", "added": "加好友", "after 1d": "1 天后",
    "after 7d": "7 天后", "after 30d": "30 天后", "spoke": "开过口", "joined": "进了群", "bought": "首单",
    "again": "复购",
}  # fmt: skip
_HEAT = ("#1c3d5a", "#1f5a7a", "#2a7a8c", "#3c9a8f", "#67b98a", "#a3d486")


@dataclass(frozen=True, slots=True)
class Tables:
    """
    Heads, rows, and which column (if any) is drawn as a bar, as a share of its largest.

    ``shares`` are columns that are shown as percentages, ``seconds`` those that are shown as a span of time.
    """

    heads: list[str]
    rows: list[Row]
    bar: int | None = None
    shares: frozenset[int] = frozenset()
    seconds: frozenset[int] = frozenset()
    heat_from: int | None = None
    """From which column on the cells are shares that are colored."""
    growing: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of the shares that will still grow, because their time is not over."""


def tables(result: Result) -> Tables:
    """This will lay an answer out as rows."""
    lay = _LAYOUTS.get(result["kind"], _plain)
    return lay(result)


def show(result: Result, laid: Tables) -> None:
    """This will show an answer to people."""
    terminal.out.print(f"[b]{shown(result['kind'])}[/]")
    rows = laid.rows[:_MOST_ROWS]
    said = [place for place in range(len(laid.heads)) if any(row[place] not in {None, ""} for row in rows)]
    largest = max((row[laid.bar] or 0 for row in rows), default=0) if laid.bar is not None else 0
    cells = []
    for number, row in enumerate(rows):
        told = [_growing(row[at]) if (number, at) in laid.growing else _cell(row[at], laid, at) for at in said]
        if laid.bar is not None:
            told.append(Text("█" * round(_BAR * (row[laid.bar] or 0) / largest) if largest else "", style="cyan"))
        cells.append(told)
    numbers = frozenset(at for at, place in enumerate(said) if _is_number([row[place] for row in rows]))
    heads = [f"{_CHINESE.get(laid.heads[place], '')}\n{laid.heads[place]}" for place in said]
    bar = {len(heads)} if laid.bar is not None else set()
    short = {place for place in range(len(heads)) if all(len(str(line[place])) <= _SHORT for line in cells)}
    terminal.table([*heads, *[""] * len(bar)], cells, numbers=numbers, whole=frozenset(bar | short))
    if laid.growing:
        terminal.out.print("[dim]… not over yet, will grow 时间未满，还会增长[/]")
    if len(laid.rows) > len(rows):
        more = len(laid.rows) - len(rows)
        terminal.out.print(f"[dim]{more:,} more rows with --csv or --json 其余行请用 --csv 或 --json[/]")


def _growing(share: float) -> Text:
    return Text(f"{share:6.1%}…", style="dim")


def _cell(value: Any, laid: Tables, place: int) -> Text | str:  # noqa: ANN401 any figure
    if laid.heat_from is not None and place >= laid.heat_from and isinstance(value, float):
        color = _HEAT[min(len(_HEAT) - 1, int(value * len(_HEAT)))]
        return Text(f"{value:6.1%}", style=f"white on {color}")
    if value is not None and place in laid.shares:
        return f"{value:.1%}"
    if value is not None and place in laid.seconds:
        return _span(value)
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e4 else f"{value:,.0f}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return "–" if value is None else printable(value)


def _span(seconds: float) -> str:
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= size:
            return f"{seconds / size:,.1f} {unit}"
    return f"{seconds:.0f} s"


def _is_number(values: list[Any]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in values)


def _trends(result: Result) -> Tables:
    heads = ["series", "group", "when", "value", "of", "by", "people", "before", "whole"]
    rows = [
        [line["label"], line["group"], point["bucket"], point["figure"]["value"], point["figure"]["numerator"],
         point["figure"]["denominator"], point["people"], (point["previous"] or {}).get("value"), point["complete"]]
        for line in result["lines"] for point in line["points"]
    ]  # fmt: skip
    return Tables(heads, rows, bar=3)


def _funnel(result: Result) -> Tables:
    heads = ["group", "step", "event", "reached", "of last", "of all", "left", "p50", "p90"]
    rows = [
        [line["group"], step["step"], step["label"], step["reached"], step["conversion"]["value"],
         step["total"]["value"], step["left"], *((step["waiting"] or {}).get(one) for one in ("median_s", "p90_s"))]
        for line in result["lines"] for step in line["steps"]
    ]  # fmt: skip
    return Tables(heads, rows, bar=3, shares=frozenset({4, 5}), seconds=frozenset({7, 8}))


def _retention(result: Result) -> Tables:
    columns = [f"+{since}" if until == since + 1 else f"+{since}–{until - 1}" for since, until in result["columns"]]
    rows: list[Row] = []
    growing: set[tuple[int, int]] = set()
    for line in result["lines"]:
        for cohort in line["cohorts"]:
            came = [one["figure"]["value"] for one in cohort["returns"]]
            growing |= {
                (len(rows), at)
                for at, one in enumerate(cohort["returns"], start=_SHARES_FROM)
                if not one["complete"] and one["figure"]["value"] is not None
            }
            rows.append([line["group"], cohort["bucket"], cohort["size"], *came, *[None] * (len(columns) - len(came))])
    heads = ["group", "cohort", "people", *columns]
    return Tables(heads, rows, heat_from=_SHARES_FROM, growing=frozenset(growing))


def _paths(result: Result) -> Tables:
    rows = [
        [line["group"], " → ".join(one["path"]), one["paths"], one["people"], one["share"]["value"]]
        for line in result["lines"] for one in line["top"]
    ]  # fmt: skip
    return Tables(["group", "path", "paths", "people", "share"], rows, bar=2, shares=frozenset({4}))


def _listed(inner: str, *names: str, bar: int | None = None) -> Callable[[Result], Tables]:
    """How answers are laid out whose lines have one list of points with plain figures."""

    def lay(result: Result) -> Tables:
        rows = [[line["group"], *(one[name] for name in names)] for line in result["lines"] for one in line[inner]]
        return Tables(["group", *names], rows, bar=bar)

    return lay


def _stickiness(result: Result) -> Tables:
    rows = [
        [line["group"], point["bucket"], one["days"], one["people"], one["at_least"]["value"]]
        for line in result["lines"] for point in line["points"] for one in point["days"]
    ]  # fmt: skip
    return Tables(["group", "when", "active days", "people", "at least"], rows, bar=3, shares=frozenset({4}))


def _chains(result: Result) -> Tables:
    counts, days = ("people", "clicked", "scanned", "added"), (1, 7, 30)
    heads = ["group", *counts, *(f"after {one}d" for one in days), "spoke", "joined", "bought", "again"]
    rows = [
        [line["group"] or name, *(line[one] for one in counts), *(line[f"kept_{one}"]["value"] for one in days),
         *(line[one] for one in heads[8:])]
        for line, name in (*((one, "") for one in result["lines"]), (result["total"], "total 合计"))
    ]  # fmt: skip
    return Tables(heads, rows, shares=frozenset({5, 6, 7}))


def _plain(result: Result) -> Tables:
    """Whatever it is: the longest list of objects, each of them a row of its plain members."""
    longest = max(_lists(result), key=len, default=[])
    rows = [dict(_flat(one)) for one in longest]
    heads = list(dict.fromkeys(name for row in rows for name in row))
    return Tables(heads, [[row.get(name) for name in heads] for row in rows])


def _lists(value: Any) -> Iterator[list[dict[str, Any]]]:  # noqa: ANN401 any JSON
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _lists(inner)


def _flat(value: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, inner in value.items():
        if name == "cell":
            continue
        if isinstance(inner, dict):
            yield from _flat(inner, f"{above}{name}.")
        elif not isinstance(inner, list):
            yield above + name, inner


_LAYOUTS: dict[str, Callable[[Result], Tables]] = {
    "trends": _trends,
    "funnel": _funnel,
    "retention": _retention,
    "paths": _paths,
    "distribution": _listed("bins", "since", "until", "people", "events", bar=3),
    "stickiness": _stickiness,
    "life_cycle": _listed("points", "bucket", "new", "returning", "resurrecting", "dormant"),
    "chains": _chains,
    "intervals": _listed("histogram", "from_s", "to_s", "intervals", "people", bar=3),
}
