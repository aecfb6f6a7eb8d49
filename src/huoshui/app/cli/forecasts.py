"""`huoshui value` and `huoshui costs`: runs of the value model, what they expect of somebody, what channels cost."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from huoshui.app.cli.client import Client, ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, shown, terminal
from huoshui.bedrock.money import yuan

commands = group("value", "What customers are expected to bring: runs of the model. 客户价值预测。")
costs = group("costs", "What channels cost. 渠道成本。")
WORKING = {"queued", "running"}
POLL_S = 0.5


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)
    app.add_typer(costs, rich_help_panel=USING)


@commands.command("run")
def run_(
    *,
    model: Annotated[str, typer.Option(help="pareto_nbd, bg_nbd or nbd. 用哪个模型。")] = "pareto_nbd",
    horizon: Annotated[int, typer.Option(min=7, max=1100, help="Forecast so many days. 预测多少天。")] = 365,
    held_out: Annotated[
        int | None, typer.Option(min=7, max=1100, help="Test on the last so many days; default a quarter. 留出期天数。")
    ] = None,
    as_json: Json = False,
) -> None:
    """Fit the model to all own orders, test it, and predict everybody. 训练、检验并预测所有人。"""
    asked = {"model": model, "horizon_days": horizon, "held_out_days": held_out}
    run = ask(lambda client: _run(client, asked))
    if not terminal.result(run):
        _show(run)
    if run["state"] == "failed":
        raise typer.Exit(1)


@commands.command()
def runs(*, as_json: Json = False) -> None:
    """List the runs of the model, the newest first. 列出各次运行。"""
    listed = ask(lambda client: client.get("/insight/value/runs"))
    if terminal.result({"runs": listed}):
        return
    rows = [[one["id"], one["state"], one["asked"]["model"], one["until_on"], one["error"]] for one in listed]
    terminal.table(["run", "状态 state", "模型 model", "截至 until", ""], rows, numbers=frozenset({0}))


@commands.command()
def person(
    ref: Annotated[str, typer.Argument(help="namespace:value, or a person number. 标识或编号。")],
    *,
    as_json: Json = False,
) -> None:
    """What the latest run expects of somebody. 某个人的预测。"""
    found = ask(lambda client: client.get(below("/insight/value/people", ref)))
    if terminal.result(found):
        return
    say = terminal.out.print
    say(f"[cyan]{found['person']}[/] · {found['frequency']} repeat days 复购 · paid 已付 {yuan(found['paid_fen'])}")
    say(f"alive 仍活跃 {found['alive']:.0%} · buys 会再买 {found['buys']:.0%} · purchases 预计次数 "
        f"{found['purchases']:.2f} ({found['purchases_low']:.2f}…{found['purchases_high']:.2f})")  # fmt: skip
    if found["value_fen"] is not None:
        bounds = f"({yuan(round(found['value_low_fen']))}…{yuan(round(found['value_high_fen']))})"
        say(f"value 预期价值 [b]{yuan(round(found['value_fen']))}[/] {bounds}")


@commands.command()
def bands(*, as_json: Json = False) -> None:
    """How what is expected is spread over people, in tenths. 价值分布。"""
    found = ask(lambda client: client.get("/insight/value/bands"))
    if terminal.result(found):
        return
    whole = sum(one["value_fen"] for one in found["tenths"]) or 1
    rows = [
        [one["tenth"], count(one["people"]), yuan(round(one["value_fen"])), f"{one['value_fen'] / whole:.1%}",
         "█" * round(30 * one["value_fen"] / whole), f"{one['alive']:.0%}"]
        for one in found["tenths"]
    ]  # fmt: skip
    heads = ["十分位 tenth", "人 people", "预期 expected", "占比 share", "", "活跃 alive"]
    terminal.table(heads, rows, numbers=frozenset({0, 1, 2, 3, 5}))


@costs.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV: 渠道,日期,花费[,计划]")
    ],
    *,
    as_json: Json = False,
) -> None:
    """Take in what channels cost; all of the file, or nothing. 导入渠道成本，同一天再导入以新的为准。"""
    taken = ask(lambda client: client.upload("/insight/costs/file", file=file, fields={}))
    if not terminal.result(taken):
        terminal.out.print(f"[green]✓[/] {count(taken['lines'])} lines 行 · {yuan(taken['fen'])}")


@costs.command("list")
def list_(
    *,
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="From this day. 起始日。")],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Up to and with. 截止日（含）。")],
    as_json: Json = False,
) -> None:
    """List what channels cost, by day. 列出成本。"""
    period = {"from": since.date().isoformat(), "to": until.date().isoformat()}
    listed = ask(lambda client: client.get("/insight/costs", **period))
    if not terminal.result({"costs": listed}):
        rows = [[one["day"], one["channel"], one["campaign"], yuan(one["fen"])] for one in listed]
        terminal.table(["日期 day", "渠道 channel", "计划 campaign", "花费 cost"], rows, numbers=frozenset({3}))


async def _run(client: Client, asked: dict[str, Any]) -> dict[str, Any]:
    number = (await client.post("/insight/value/runs", asked))["id"]
    with terminal.aside.status("queued 排队 …") as status:
        while (run := await client.get(f"/insight/value/runs/{number}"))["state"] in WORKING:
            status.update(f"{run['step'] or 'reading 读取'} {run['done']}/{run['total']} …")
            await asyncio.sleep(POLL_S)
    found: dict[str, Any] = run
    return found


def _show(run: dict[str, Any]) -> None:
    say, answer = terminal.out.print, run["answer"]
    if run["state"] == "failed":
        terminal.aside.print(f"[red]✗[/] {shown(run['error'])}", soft_wrap=True)
        return
    say(f"[b]run {run['id']}[/] · {answer['model']} · {count(answer['customers'])} customers 客户 · "
        f"{count(answer['bought_again'])} bought again 复购")  # fmt: skip
    for note in answer["notes"]:
        say(f"[yellow]![/] {shown(note)}", soft_wrap=True)
    fit = answer["fit"]
    rows = [
        [name, f"{value:.4g}", f"{low:.4g}", f"{high:.4g}"]
        for (name, value), low, high in zip(fit["parameters"].items(), fit["low"], fit["high"], strict=True)
    ]
    terminal.table(["参数", "值 value", "95 % from", "to"], rows, numbers=frozenset({1, 2, 3}))
    hoped = answer["expected_purchases"]
    say(
        f"next 今后 {answer['horizon_days']} 天: {hoped['value']:,.0f} purchases 次 "
        f"({hoped['low']:,.0f}…{hoped['high']:,.0f})"
    )
    if held := answer["held_out"]:
        bias = "–" if held["bias"] is None else f"{held['bias']:+.1%}"
        say(
            f"held out 留出 {held['days']} 天: expected 预测 {held['expected']:,.0f}, "
            f"came 实际 {held['actual']:,.0f} ({bias})"
        )
