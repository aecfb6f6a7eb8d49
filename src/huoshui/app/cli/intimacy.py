"""`huoshui intimacy`: how close people are, why, by which weights, and what would bring one of them closer."""

import asyncio
from typing import Annotated, Any

import typer
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from huoshui.app.cli.client import Client, ask, below
from huoshui.app.cli.terminal import USING, Json, count, group, share, shown, terminal

commands = group("intimacy", "How close people are to us, and why. 亲密度与信任：打分、拟合、报告。")
_POLL_S = 0.3
_WIDTH = 24
_STAGES = {"stranger": "陌生人", "acquaintance": "熟人", "friend": "朋友", "family": "家人"}
_OUTCOMES = {
    "first": "buy for the first time 首购",
    "again": "buy again 复购",
    "stay": "stay 不删除",
    "answer": "answer us 回应",
}


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.add_typer(commands, rich_help_panel=USING)


@commands.command()
def show(
    person: Annotated[str, typer.Argument(help="namespace:value, or a person number. 标识或编号。")],
    *,
    as_json: Json = False,
) -> None:
    """Show how close a person is right now, by its parts, and what would bring them closer. 一个人的亲密度与原因。"""
    found = ask(lambda client: client.get(below("/intimacy/people", person)))
    if terminal.result(found):
        return
    trust = found["trust"]
    stage = f"{_STAGES[trust['stage']]} since {trust['since'][:10]}" if trust else "not scored yet 尚未打分"
    if found["score"] is None:
        terminal.out.print(f"[cyan]{shown(found['person'])}[/] nothing speaks for or against it yet 尚无互动 · {stage}")
        return
    _show_score(found, stage)
    _show_rest(found)


@commands.command()
def staff(
    member: Annotated[str, typer.Argument(help="The staff member's id, as events name it. 员工编号。")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="At most so many. 最多显示多少人。")] = 20,
    as_json: Json = False,
) -> None:
    """List whom a staff member knows, by how close the two are. 一名员工的客户，按亲密度排列。"""
    found = ask(lambda client: client.get(below("/intimacy/staff", member), limit=limit))
    if terminal.result(found):
        return
    terminal.out.print(f"[cyan]{shown(found['staff'])}[/] [b]{count(found['people'])}[/] people 人")
    rows = [
        (one["person"], f"{one['score']:.1f}", "" if one["active"] else "ended 已结束", one["latest_at"][:10])
        for one in found["contacts"]
    ]
    terminal.table(["person", "score 亲密度", "", "latest 最近"], rows, numbers=frozenset({1}))


@commands.command()
def score(*, as_json: Json = False) -> None:
    """Score everybody now, as every night. 立即为所有人打分。"""
    _run("score")


@commands.command()
def fit(*, as_json: Json = False) -> None:
    """Fit the weights on what people did in the last thirty days, then score everybody. 用近 30 天结果拟合权重。"""
    _run("fit")


@commands.command()
def report(
    *,
    version: Annotated[int | None, typer.Option(min=1, help="A fit's version; the newest without one. 版本。")] = None,
    as_json: Json = False,
) -> None:
    """Show how scores lie, and how a fit's predictions compare with what people did. 分布、拟合与校准报告。"""

    async def everything(client: Client) -> dict[str, Any]:
        fits = await client.get("/intimacy/fits") if version is None else []
        one = await client.get(f"/intimacy/fits/{version}") if version else (fits or [None])[0]
        return {"distribution": await client.get("/intimacy/distribution"), "fit": one}

    found = ask(everything)
    if terminal.result(found):
        return
    _show_distribution(found["distribution"])
    if found["fit"] is None:
        terminal.out.print("default weights, nothing fitted yet 默认权重，尚未拟合：huoshui intimacy fit")
    else:
        _show_fit(found["fit"])


def _run(task: str) -> None:
    run = ask(lambda client: _ended(client, task))
    if terminal.result(run):
        return
    sign = "[green]✓[/]" if run["state"] == "done" else "[red]✗[/]"
    what = f"run {run['run']} · {count(run['people'])} people 人 · {count(run['moves'])} changes of trust 信任变化"
    terminal.out.print(f"{sign} {what} · model 模型 {run['version']}")
    if run["note"]:
        terminal.out.print(f"  {shown(run['note'])}")


async def _ended(client: Client, task: str) -> dict[str, Any]:
    await client.settle()
    run: dict[str, Any] = await client.post("/intimacy/runs", {"task": task})
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    quiet = not terminal.aside.is_terminal
    with Progress(*columns, console=terminal.aside, transient=True, disable=quiet) as progress:
        bar = progress.add_task(task, total=None)
        while run["state"] in {"waiting", "running"}:
            progress.update(bar, description=run["step"] or run["state"])
            await asyncio.sleep(_POLL_S)
            run = await client.get(f"/intimacy/runs/{run['run']}")
    return run


def _show_score(found: dict[str, Any], stage: str) -> None:
    score = found["score"]
    frozen = f" · [yellow]frozen 已冻结 {score['as_of'][:10]}[/]" if score["stopped"] else ""
    terminal.out.print(f"[cyan]{shown(found['person'])}[/] [b]{score['score']:.1f}[/] · {stage}{frozen}")
    most = max((abs(part["z"]) for part in score["parts"]), default=0) or 1
    for part in score["parts"]:
        terminal.out.print(f"  {part['chinese']:　<4} {_bar(part['z'], most)} {part['z']:+7.2f}")
        for line in part["signals"]:
            latest = line["latest_at"][:10]
            terminal.out.print(f"      [dim]{line['chinese']} × {line['times']}, {latest}  {line['z']:+.2f}[/]")
    model = found["model"]
    terminal.out.print(f"  [dim]z = {score['z']:+.2f} · model 模型 {model['version']} ({model['label']})[/]")


def _show_rest(found: dict[str, Any]) -> None:
    for name, chance in found["score"]["chances"].items():
        terminal.out.print(f"  30 days 天: {_OUTCOMES[name]} {chance:.1%}")
    for relation in found["relations"]:
        ended = "" if relation["active"] else " [dim]ended 已结束[/]"
        terminal.out.print(f"  with 员工 {shown(relation['staff'])} {relation['score']['score']:.1f}{ended}")
    rows = [(one["chinese"], f"{one['change']:+.1f}", one["effort_chinese"]) for one in found["suggestions"]]
    if rows:
        terminal.table(["what would help 如何升温", "change 变化", "effort 成本"], rows, numbers=frozenset({1}))
    elif found["contactability"] == 0:
        terminal.out.print("  cannot be reached 无法触达")


def _show_distribution(found: dict[str, Any]) -> None:
    if found["run"] is None:
        terminal.out.print("nobody is scored yet 尚未打分：huoshui intimacy score")
        return
    terminal.out.print(f"[b]{count(found['people'])}[/] people 人 · mean 均值 {found['mean'] or 0:.1f}")
    most = max(found["bins"]) or 1
    for place, people in enumerate(found["bins"]):
        terminal.out.print(f"  {place * 10:>3}–{place * 10 + 10:<3} {_bar(people, most)} {count(people)}")
    stages = [f"{_STAGES[name]} {count(n)} ({share(n, found['people'])})" for name, n in found["stages"].items()]
    terminal.out.print("  " + " · ".join(stages))


def _show_fit(fit: dict[str, Any]) -> None:
    report = fit["report"]
    force = "in force 在用" if fit["in_force"] else "not in force 未启用"
    terminal.out.print(f"[b]fit 版本 {fit['version']}[/] {force} · {shown(fit['verdict'])}")
    terminal.out.print(f"  [dim]{count(report['people'])} people, {count(report['held_out'])} held out 留出[/]")
    for name, one in ((name, report["outcomes"][name]) for name in _OUTCOMES):
        if "table" not in one:
            terminal.out.print(f"  {_OUTCOMES[name]} [dim]too few to judge 样本不足[/]")
            continue
        figures = (
            f"AUC {one['auc'] or 0:.3f} · ECE {one['ece']:.3f} · lift {one['lift'] or 0:.1f} · n {one['positives']}"
        )
        terminal.out.print(f"  [b]{_OUTCOMES[name]}[/] {figures}")
        most = max(max(row["predicted"], row["observed"]) for row in one["table"]) or 1
        rows = [
            (f"{row['predicted']:.1%}", f"{row['observed']:.1%}", count(row["people"]), _bar(row["observed"], most))
            for row in one["table"]
        ]
        terminal.table(["predicted 预测", "observed 实际", "n", ""], rows, numbers=frozenset({0, 1, 2}))


def _bar(value: float, most: float) -> str:
    filled = round(abs(value) / most * _WIDTH)
    return ("▒" if value < 0 else "█") * filled + "·" * (_WIDTH - filled)
