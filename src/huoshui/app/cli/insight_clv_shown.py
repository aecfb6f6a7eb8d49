"""What `huoshui insight clv` shows to people."""

import math
from typing import Any

from huoshui.app.cli.terminal import count, shown, terminal

TOP = 10
CUSTOMER = (
    ("复购 again", "frequency", "g"),
    ("活跃 alive", "probability_alive", ".1%"),
    ("预计 buys", "expected_purchases", ".2f"),
    ("等待 wait", "median_wait", ".1f"),
    ("客单 spend", "expected_spend", ",.2f"),
    ("价值 value", "value", ",.2f"),
)
"""What people are shown of a customer: head, name, form."""


def show(answer: dict[str, Any]) -> None:
    """This will show an answer to people."""
    say = terminal.out.print
    say(f"[b]{shown(answer['file'])}[/] · {count(answer['customers'])} customers 客户 · "
        f"{count(answer['repeat_customers'])} bought again 复购")  # fmt: skip
    for said in filter(None, (answer["doubt"], answer["note"])):
        say(f"[yellow]![/] {said}", soft_wrap=True)
    lines = []
    for name, model in answer["models"].items():
        start = [f"{name}{' ←' if name == answer['model'] else ''}", f"{model['log_likelihood']:.3f}"]
        for one, value in model["parameters"].items():
            lines.append([*start, one, f"{value:.4g}", _bound(model["low"][one]), _bound(model["high"][one])])
            start = ["", ""]
    heads = ["模型 model", "log L", "参数", "值 value", "95 % from", "to"]
    terminal.table(heads, lines, numbers=frozenset({1, 3, 4, 5}))
    if spend := answer["spend"]:
        told = "  ".join(f"{name} {value:.4g}" for name, value in spend["parameters"].items())
        say(
            f"spend 客单: {told} · correlation with frequency {spend['correlation_with_frequency']:.3f}", soft_wrap=True
        )
        if spend["note"]:
            say(f"[yellow]![/] {spend['note']}", soft_wrap=True)
    if held := answer["holdout"]:
        came = f"expected 预测 {held['expected']:,.0f}, came 实际 {held['actual']:,.0f} ({held['bias']:+.1%})"
        errors = f"{held['mean_absolute_error']:.2f} (by own past rate {held['naive_absolute_error']:.2f})"
        say(f"held out 留出期 {held['weeks']:.1f} weeks: {came}", soft_wrap=True)
        say(f"  per customer: correlation {held['correlation']:.3f}, mean error {errors}", soft_wrap=True)
    _show_customers(answer)


def _bound(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.4g}"  # at the edge of what a model can be there is no interval


def _show_customers(answer: dict[str, Any]) -> None:
    if "predictions_file" in answer:
        terminal.out.print(f"customers written 已写入 {shown(answer['predictions_file'])}")
        return
    by = "value" if "value" in answer["predictions"][0] else "expected_purchases"
    best = sorted(answer["predictions"], key=lambda one: -one[by])[:TOP]
    told = [column for column in CUSTOMER if column[1] in best[0]]
    lines = [[one["id"], *(format(one[name], form) for _, name, form in told)] for one in best]
    heads = ["客户 customer", *(head for head, _, _ in told)]
    terminal.table(heads, lines, numbers=frozenset(range(1, len(heads))))
    said = (
        f"the next {answer['horizon']:.1f} weeks, median wait in weeks; all customers with --output or --json 全部客户"
    )
    terminal.out.print(f"[dim]{said}[/]", soft_wrap=True)
