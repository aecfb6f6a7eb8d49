"""What `huoshui insight experiment` works out and shows."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

import numpy as np

from huoshui.app.cli import columns
from huoshui.app.cli.columns import NothingToTell
from huoshui.app.cli.terminal import count, shown, terminal
from huoshui.insight.science.arrays import Flags, Floats, Integers
from huoshui.insight.science.experiments import checks, cuped, planning, uplift
from huoshui.insight.science.experiments.arms import arm, is_binary
from huoshui.insight.science.experiments.comparison import Comparison, compare_means, compare_shares

CONTROLS = ("control", "对照", "对照组", "空白组", "0", "false", "a", "c")
"""Names of an arm that is the control where nobody says which, the likeliest first."""
MOST_ARMS = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """The columns of a file of people (``covariate`` and ``segment`` may be empty), and how to judge."""

    arm: str
    outcome: str
    covariate: str
    segment: str
    control: str
    planned: dict[str, float]
    alpha: float
    expected: int


def of_people(file: Path, asked: Asked, told: Callable[[str], None]) -> dict[str, Any]:
    """
    This will judge an experiment from one row per person.

    :raises NoSuchColumn, RowUnreadable, CellUnreadable: if the file cannot be read
    :raises NothingToTell: if there are not two arms of two people, more than twenty, or no such control
    """
    named = [asked.arm, asked.outcome, *filter(None, (asked.covariate, asked.segment))]
    table = columns.read(file, list(dict.fromkeys(named)), told=lambda rows: told(f"{rows:,} rows 行"))
    names, codes = columns.encode(table.text(asked.arm))
    if "" in names:
        raise table.wrong(int(np.argmax(codes == names.index(""))), asked.arm, "an arm")
    outcomes = table.outcomes(asked.outcome)
    names, codes = _control_first(names, codes, asked, table.file)
    told("comparing 比较")
    binary = is_binary(outcomes)
    answer = {
        "file": table.file,
        "people": len(table),
        "outcome": asked.outcome,
        "kind": "share" if binary else "mean",
        "alpha": asked.alpha,
        "control": names[0],
        "arms": [
            {"name": name, "units": one.units, "mean": one.mean, "deviation": one.variance**0.5}
            for name, one in ((name, arm(outcomes[codes == code])) for code, name in enumerate(names))
        ],
        "sample_ratio": _ratio(names, codes, asked, table.file),
        "comparisons": _compared(outcomes, names, codes, asked, binary=binary),
        "smallest_visible_change": _visible(outcomes, codes, asked.alpha, binary=binary),
    }
    if asked.covariate:
        adjusted = cuped.adjust(outcomes, table.numbers(asked.covariate, empty=float("nan")))
        answer["cuped"] = {
            "covariate": asked.covariate,
            "theta": adjusted.theta,
            "correlation": adjusted.correlation,
            "variance_kept": adjusted.kept,
            "comparisons": _compared(adjusted.outcomes, names, codes, asked, binary=False),
        }
    if asked.segment:
        segments, places = columns.encode(table.text(asked.segment))
        answer["segments"] = _segments(outcomes, names, codes, segments, places, asked.alpha)
    return answer


def _control_first(names: list[str], codes: Integers, asked: Asked, file: str) -> tuple[list[str], Integers]:
    """The arms with the control as number 0, the others by name."""
    sizes = np.bincount(codes, minlength=len(names))
    if len(names) < 2 or len(names) > MOST_ARMS or sizes.min() < 2:
        few = "two arms with at least two people each are needed"
        raise NothingToTell(file=file, why=f"{few}, and there are {len(names)} in “{asked.arm}”")
    if asked.control and asked.control not in names:
        raise NothingToTell(file=file, why=f"no arm is “{asked.control}”, there are {', '.join(names)}")
    lower = {name.lower(): name for name in names}
    control = asked.control or next((lower[name] for name in CONTROLS if name in lower), min(names))
    order = [control, *sorted(set(names) - {control})]
    return order, np.array([order.index(name) for name in names])[codes]


def _ratio(names: list[str], codes: Integers, asked: Asked, file: str) -> dict[str, Any]:
    if asked.planned and set(asked.planned) != set(names):
        raise NothingToTell(file=file, why=f"--planned has to name each of its arms once: {', '.join(names)}")
    planned = [asked.planned[name] for name in names] if asked.planned else None
    found = checks.sample_ratio(np.bincount(codes, minlength=len(names)).tolist(), planned)
    return {"statistic": found.statistic, "p": found.p, "mismatch": found.mismatch, "planned": asked.planned or "even"}


def _compared(
    outcomes: Floats, names: list[str], codes: Integers, asked: Asked, *, binary: bool
) -> list[dict[str, Any]]:
    compare = compare_shares if binary else compare_means
    base = arm(outcomes[codes == 0])
    others = range(1, len(names))
    found = [
        compare(base, arm(outcomes[codes == code]), alpha=asked.alpha, expected_units=asked.expected) for code in others
    ]
    p = [one.difference.p for one in found]
    adjusted = checks.holm(p).tolist() if all(map(isfinite, p)) else p
    return [
        {"treatment": names[code], "p_adjusted": q, **_told(one)}
        for code, one, q in zip(others, found, adjusted, strict=True)
    ]


def _told(comparison: Comparison) -> dict[str, Any]:
    return {
        "difference": asdict(comparison.difference),
        "lift": asdict(comparison.lift),
        "always_valid_difference": asdict(comparison.always_difference),
        "always_valid_lift": asdict(comparison.always_lift),
    }


def _visible(outcomes: Floats, codes: Integers, alpha: float, *, binary: bool) -> float:
    """The smallest change that arms as large as the smallest here show in four of five experiments."""
    units = int(np.bincount(codes).min())
    base = arm(outcomes[codes == 0])
    if not binary:
        return planning.smallest_change_of_mean(base.variance**0.5, units, alpha=alpha)
    if not 0 < base.mean < 1:
        return float("nan")
    return planning.smallest_change_of_share(base.mean, units, alpha=alpha)


def _segments(
    outcomes: Floats, names: list[str], codes: Integers, segments: list[str], places: Integers,
    alpha: float,
) -> list[dict[str, Any]]:  # fmt: skip
    found = []
    for code, name in enumerate(names[1:], start=1):
        both: Flags = (codes == code) | (codes == 0)
        for one in uplift.by_segment(outcomes[both], codes[both] == code, places[both], alpha=alpha):
            told = {"treatment": name, "segment": segments[one.segment], "p_adjusted": one.p}
            units = {"control_units": one.comparison.control.units, "treatment_units": one.comparison.treatment.units}
            found.append({**told, **units, "difference": asdict(one.comparison.difference)})
    return found


def show(answer: dict[str, Any]) -> None:
    """This will show an answer to people."""
    say = terminal.out.print
    say(f"[b]{shown(answer['file'])}[/] · {count(answer['people'])} people 人 · {shown(answer['outcome'])}")
    ratio = answer["sample_ratio"]
    if ratio["mismatch"]:
        say(f"[red]✗[/] sample ratio mismatch, p {ratio['p']:.2g}: not split as planned, do not believe what follows")
        say("  分流比例异常，以下结果不可信")
    arms = [[one["name"], count(one["units"]), f"{one['mean']:.5g}"] for one in answer["arms"]]
    terminal.table(["arm 组", "people 人", "mean 均值"], arms, numbers=frozenset({1, 2}))
    _show_comparisons(answer["comparisons"], f"against 对比 {answer['control']}")
    if cut := answer.get("cuped"):
        left = f"correlation {cut['correlation']:.3f}, {cut['variance_kept']:.0%} of the variance left 剩余方差"
        say(f"CUPED · {shown(cut['covariate'])}: {left}")
        _show_comparisons(cut["comparisons"], "adjusted 调整后")
    if segments := answer.get("segments"):
        lines = [
            [
                one["treatment"],
                one["segment"],
                f"{count(one['control_units'])} / {count(one['treatment_units'])}",
                *_span(one["difference"]),
                f"{one['p_adjusted']:.3g}",
            ]
            for one in segments
        ]
        heads = ["arm 组", "segment 人群", "people 人", "difference 差", "from 下限", "to 上限", "p (BH)"]
        terminal.table(heads, lines, numbers=frozenset(range(2, 7)))
    visible = f"{answer['smallest_visible_change']:.3g}"
    say(f"[dim]these arms show a change of {visible} in four of five experiments 可检出的最小变化[/]")
    say("[dim]always valid: may be looked at every day 可随时查看[/]")


def _show_comparisons(comparisons: list[dict[str, Any]], head: str) -> None:
    lines = []
    for one in comparisons:
        lines.append([one["treatment"], "difference 差", *_span(one["difference"]), f"{one['p_adjusted']:.3g}"])
        lines.append(["", "lift 相对提升", *_span(one["lift"]), ""])
        lines.append(["", "always valid 随时有效", *_span(one["always_valid_difference"]), ""])
    terminal.table([head, "", "value 值", "from 下限", "to 上限", "p (Holm)"], lines, numbers=frozenset(range(2, 6)))


def _span(told: dict[str, float]) -> list[str]:
    return [f"{told[name]:+.4g}" for name in ("value", "low", "high")]
