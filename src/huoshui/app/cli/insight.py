"""`huoshui insight`: questions about what happened, and the science of insight on any file, without any engine."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from huoshui.app.cli import insight_clv_shown, insight_happened, insight_run
from huoshui.app.cli.terminal import USING, Json, group, terminal

commands = group(
    "insight", "Questions about what happened; value and experiments from a file. 分析、价值、归因与实验。"
)
File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV, XLSX or .gz. 数据文件。")]
DAYS = ["%Y-%m-%d", "%Y%m%d"]


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    insight_run.add(commands)
    insight_happened.add(commands)
    app.add_typer(commands, rich_help_panel=USING)


@commands.callback()
def insight() -> None:
    """Questions about what happened; value and experiments from a file. 分析、价值、归因与实验。"""


@commands.command()
def clv(  # noqa: PLR0913 one per option
    transactions: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, readable=True, help="One row per order or line. 交易明细。"),
    ] = None,
    *,
    identifier: Annotated[str, typer.Option("--id", help="The customer's column. 客户列。")] = "",
    date: Annotated[str, typer.Option(help="The column of the day. 日期列。")] = "",
    amount: Annotated[
        str, typer.Option(help="The column of the amount, or a product such as Quantity*UnitPrice. 金额列。")
    ] = "",
    calibration_end: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="Fit up to this day, test on what follows. 校准期末日。")
    ] = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            readable=True,
            help="Instead: one row per customer, with columns ID, frequency, recency, T. 汇总文件。",
        ),
    ] = None,
    model: Annotated[str, typer.Option(help="pareto_nbd, bg_nbd or nbd. 用哪个模型预测。")] = "pareto_nbd",
    horizon: Annotated[
        float | None,
        typer.Option(min=0.01, help="Forecast so many weeks; default: what the file holds back, or 52. 预测周数。"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the customers into this CSV file. 客户预测写入文件。")
    ] = None,
    as_json: Json = False,
) -> None:
    """What customers will still buy and be worth, and how sure that is. 客户终身价值。"""
    from huoshui.app.cli import insight_clv as work  # noqa: PLC0415 scipy takes half a second to import

    if model not in work.MODELS:
        raise typer.BadParameter("one of " + ", ".join(work.MODELS), param_hint="--model")
    if (transactions is None) == (summary is None):
        raise typer.BadParameter("give a file of transactions, or --summary FILE", param_hint="TRANSACTIONS")
    if transactions is not None and not (identifier and date):
        raise typer.BadParameter("say which columns hold customer and day", param_hint="--id and --date")
    asked = work.Asked(model, horizon, output)

    def answer(told: Callable[[str], None]) -> dict[str, Any]:
        if summary is not None:
            return work.of_summary(summary, identifier or "ID", amount, asked, told)
        end = calibration_end.toordinal() if calibration_end else None
        return work.of_transactions(transactions, work.Named(identifier, date, amount), end, asked, told)  # type: ignore[arg-type]

    _tell(answer, insight_clv_shown.show)


@commands.command()
def attribution(  # noqa: PLR0913 as above
    paths: File,
    *,
    path: Annotated[str, typer.Option(help="The column of journeys: a > b > c. 路径列。")] = "path",
    conversions: Annotated[str, typer.Option(help="The column that counts conversions. 转化数列。")] = "conversions",
    value: Annotated[str, typer.Option(help="The column of their money. 转化金额列。")] = "",
    null: Annotated[str, typer.Option(help="The column that counts who did not convert. 未转化数列。")] = "",
    separator: Annotated[str, typer.Option(help="What stands between touches. 分隔符。")] = ">",
    order: Annotated[int, typer.Option(min=1, max=8, help="The memory of the Markov chain. 马尔可夫阶数。")] = 1,
    half_life: Annotated[
        float, typer.Option(min=0.01, help="Of time decay; a step back counts as a day. 时间衰减半衰期。")
    ] = 7.0,
    bands: Annotated[
        int, typer.Option(min=0, max=2000, help="Draw journeys anew so often, for bands of Markov credit. 抽样次数。")
    ] = 0,
    direct: Annotated[
        list[str] | None, typer.Option(help="A channel that last-non-direct passes over. 视为直接访问的渠道。")
    ] = None,
    as_json: Json = False,
) -> None:
    """Who gets credit for conversions, by every model: descriptive, not causal. 归因（描述性，非因果）。"""
    from huoshui.app.cli import insight_attribution as work  # noqa: PLC0415 as above

    asked = work.Asked(path, conversions, value, null, separator, order, half_life, direct, bands)
    _tell(lambda told: work.of_paths(paths, asked, told), work.show)


@commands.command()
def experiment(  # noqa: PLR0913 as above
    data: File,
    *,
    arm: Annotated[str, typer.Option(help="The column of arms. 分组列。")],
    outcome: Annotated[str, typer.Option(help="The column of outcomes: numbers, or yes and no. 结果列。")],
    covariate: Annotated[
        str, typer.Option(help="The same metric before the experiment, for CUPED. 实验前指标列。")
    ] = "",
    segment: Annotated[str, typer.Option(help="Tell the uplift of each of its values. 分人群看增量。")] = "",
    control: Annotated[str, typer.Option(help="The name of the control arm. 对照组名称。")] = "",
    planned: Annotated[
        list[str] | None, typer.Option(help="NAME=SHARE of an arm, once per arm; default: even. 计划分流比例。")
    ] = None,
    alpha: Annotated[float, typer.Option(min=1e-6, max=0.5, help="Risk of a false alarm. 显著性水平。")] = 0.05,
    expected: Annotated[
        int, typer.Option(min=2, help="People for whom always-valid intervals are narrowest. 预计样本量。")
    ] = 5000,
    as_json: Json = False,
) -> None:
    """Whether an experiment shows a difference, and whether to believe it. 实验结果。"""
    from huoshui.app.cli import insight_experiment as work  # noqa: PLC0415 as above

    shares = _shares(planned or [])
    asked = work.Asked(arm, outcome, covariate, segment, control, shares, alpha, expected)
    _tell(lambda told: work.of_people(data, asked, told), work.show)


def _shares(planned: list[str]) -> dict[str, float]:
    shares = {}
    for one in planned:
        name, _, share = one.rpartition("=")
        try:
            shares[name.strip()] = float(share)
        except ValueError:
            raise typer.BadParameter(one + " is not NAME=SHARE", param_hint="--planned") from None
        if not name or not 0 < shares[name.strip()] < float("inf"):
            raise typer.BadParameter(one + " is not NAME=SHARE", param_hint="--planned")
    return shares


def _tell(answer: Callable[[Callable[[str], None]], dict[str, Any]], show: Callable[[dict[str, Any]], None]) -> None:
    """Work under a line that says what is going on, then say it in the form that was asked for."""
    with terminal.aside.status("reading 读取 …") as status:
        found = answer(lambda what: status.update(f"{what} …"))
    if not terminal.result(found):
        show(found)
