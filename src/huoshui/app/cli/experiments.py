"""`huoshui experiments`: set one out, start it, see who is in which arm, judge it on own events and orders."""

from pathlib import Path
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, shown, terminal
from huoshui.app.cli.written import read_json
from huoshui.bedrock.errors import Unfit

commands = group("experiments", "Did it work: experiments on own events and orders. 实验与留白。")
Ref = Annotated[str, typer.Argument(metavar="EXPERIMENT", help="Its number or name. 编号或名称。")]


class PlanUnreadable(Unfit):
    """The plan {file} cannot be read as JSON: {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command("list")
def list_(*, as_json: Json = False) -> None:
    """List experiments, the newest first. 列出实验。"""
    listed = ask(lambda client: client.get("/insight/experiments"))
    if terminal.result({"experiments": listed}):
        return
    rows = [
        [one["id"], one["plan"]["name"], one["state"], " / ".join(
            f"{arm['name']} {arm['share'] / 100:g}%" for arm in one["plan"]["arms"]
         ),
         one["plan"]["goal"]["name"], one["started_at"] or ""]
        for one in listed
    ]  # fmt: skip
    terminal.table(
        ["id", "实验 name", "状态", "分组 arms", "指标 goal", "开始 started"],
        rows,
        numbers=frozenset({0}),
        none="huoshui experiments create",
    )


@commands.command()
def create(
    plan: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The plan as JSON. 实验方案。")
    ],
    *,
    as_json: Json = False,
) -> None:
    """Set out an experiment from a JSON file. 新建实验。"""
    try:
        body = read_json(plan)
    except (ValueError, RecursionError) as error:
        raise PlanUnreadable(file=plan, why=str(error)) from None
    _told(ask(lambda client: client.post("/insight/experiments", body)))


@commands.command()
def start(experiment: Ref, *, as_json: Json = False) -> None:
    """Start it: from now on what people do counts. 开始实验。"""
    _told(ask(lambda client: client.post(below("/insight/experiments", experiment, "start"))))


@commands.command()
def stop(experiment: Ref, *, as_json: Json = False) -> None:
    """Stop it: what people do later does not count. 停止实验。"""
    _told(ask(lambda client: client.post(below("/insight/experiments", experiment, "stop"))))


@commands.command()
def arm(
    experiment: Ref,
    *,
    person: Annotated[str, typer.Option(help="namespace:value, or a person number. 标识或编号。")],
    as_json: Json = False,
) -> None:
    """In which arm somebody is. 某人在哪一组。"""
    found = ask(lambda client: client.get(below("/insight/experiments", experiment, "arm"), person=person))
    if not terminal.result(found):
        terminal.out.print(f"[cyan]{found['person']}[/] {shown(found['arm'] or '不参与 takes no part')}")


@commands.command()
def results(
    experiment: Ref,
    *,
    segment: Annotated[list[str] | None, typer.Option(help="Uplift in this segment, by name. 分人群看增量。")] = None,
    ranking: Annotated[str | None, typer.Option(help="before or value: whom does it work for. 按什么排序。")] = None,
    as_json: Json = False,
) -> None:
    """What came of it: differences with always-valid intervals, CUPED, guardrails. 实验结果。"""
    body = {"segments": segment or [], "ranking": ranking}
    answer = ask(lambda client: client.post(below("/insight/experiments", experiment, "results"), body))
    if terminal.result(answer):
        return
    say = terminal.out.print
    say(f"[b]{shown(answer['verdict_zh'])}[/] {shown(answer['verdict_en'])}", soft_wrap=True)
    ratio = answer["sample_ratio"]
    if ratio["mismatch"]:
        say(f"[red]✗[/] sample ratio 分流 p {ratio['p']:.2g}")
    rows = [
        [goal["name"], goal["role"], line["treatment"], _number(goal["arms"][0]["mean"]), *_span(line["difference"]),
         *_span(line["cuped"]["always_valid_difference"])[1:], _number(line["p_holm"])]
        for goal in answer["goals"]
        for line in goal["comparisons"]
    ]  # fmt: skip
    heads = ["指标 metric", "", "组 arm", "对照 control", "差 difference", "from", "to", "随时 from", "to", "p (Holm)"]
    terminal.table(heads, rows, numbers=frozenset(range(3, 10)))
    for one in answer["segments"]:
        where = "在 in" if one["inside"] else "不在 not in"
        say(f"{where} {shown(one['segment'])}: {' '.join(_span(one['difference']))} "
            f"[dim]{count(one['control_units'] + one['treatment_units'])} 人[/]")  # fmt: skip
    if ranked := answer["ranking"]:
        use = "可用于挑人 worth targeting by" if ranked["use"] else "不足以挑人 not enough to target by"
        say(f"Qini {ranked['coefficient']:.4g} ({ranked['low']:.4g}…{ranked['high']:.4g}) · {use}")


@commands.command()
def size(
    *,
    change: Annotated[float, typer.Option(help="The relative change to find: 0.1 is 10 %. 要检出的相对变化。")],
    measure: Annotated[str, typer.Option(help="bought, count or net_fen of orders. 订单指标。")] = "bought",
    days: Annotated[int, typer.Option(min=1, max=365, help="How long it runs. 实验天数。")] = 30,
    arms: Annotated[int, typer.Option(min=2, max=10, help="How many arms. 组数。")] = 2,
    people: Annotated[str | None, typer.Option(help="Only people of this segment. 只看这个人群。")] = None,
    as_json: Json = False,
) -> None:
    """How many people an experiment needs, by what people did lately. 样本量。"""
    body: dict[str, Any] = {"outcome": {"of": "orders", "measure": measure}, "change": change, "window_days": days,
                            "arms": arms, "people": people}  # fmt: skip
    found = ask(lambda client: client.post("/insight/experiments/size", body))
    if terminal.result(found):
        return
    say = terminal.out.print
    say(f"[b]{count(found['units_per_arm'])}[/] per arm 每组 · {count(found['units_per_arm_adjusted'])} with CUPED · "
        f"base 基线 {found['base']:.4g}")  # fmt: skip
    visible = "–" if found["visible"] is None else f"{found['visible']:.1%}"
    say(
        f"{count(found['people'])} people 人，最小可检出 smallest visible {visible}"
        f"{'' if found['enough'] else ' · 人数不够 too few'}"
    )


def _told(found: dict[str, Any]) -> None:
    if not terminal.result(found):
        terminal.out.print(f"[green]✓[/] {found['id']} {shown(found['plan']['name'])} · {found['state']}")


def _span(told: dict[str, Any]) -> list[str]:
    return [_number(told[name]) for name in ("value", "low", "high")]


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"
