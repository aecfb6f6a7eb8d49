"""From what ClickHouse counted to the lines of a funnel, and whether groups differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from huoshui.insight.analyses.funnel.words import Difference, Funnel, FunnelLine, FunnelStep
from huoshui.insight.analyses.waits import Waits
from huoshui.insight.questions.contract import Cell, Share
from huoshui.insight.science.experiments.arms import arm_of_counts
from huoshui.insight.science.experiments.checks import holm, same_share
from huoshui.insight.science.experiments.comparison import compare_shares

FEWEST = 10
"""Groups of fewer say nothing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """
    What was counted of a group: by step how many reached it, how many have gone no further and still may, and the waits
    of the steps from the second on, and of the whole way.
    """

    reached: tuple[int, ...]
    open: tuple[int, ...] | None
    waits: tuple[Waits, ...]
    whole: Waits | None


def line(asked: Funnel, group: str | None, counted: Counted) -> FunnelLine:
    """This will tell a group's way."""
    reached = counted.reached
    waits = [None, *(one.told() for one in counted.waits)]
    steps = []
    for at in range(len(asked.steps)):
        before = reached[max(0, at - 1)]
        after = reached[at + 1] if at + 1 < len(reached) else reached[at]
        steps.append(
            FunnelStep(
                step=at + 1,
                label=_label(asked, at),
                reached=reached[at],
                conversion=Share.of(reached[at], before),
                total=Share.of(reached[at], reached[0]),
                left=reached[at] - after,
                open=counted.open[at] if counted.open else None,
                waiting=waits[at] if at < len(waits) else None,
                cell=Cell(what="reached", group=group, at=at),
                cell_left=Cell(what="left", group=group, at=at),
            )
        )
    return FunnelLine(
        group=group, entered=reached[0], converted=Share.of(reached[-1], reached[0]), steps=steps,
        whole=counted.whole.told() if counted.whole else None,
    )  # fmt: skip


def differences(lines: Sequence[FunnelLine]) -> list[Difference]:
    """
    This will hold the conversions of groups that share nobody against each other, step by step.

    Pearson's chi-squared test without a correction; each group against the rest by `compare_shares`, Holm's guard.
    """
    told = []
    for at in range(1, len(lines[0].steps) if lines else 0):
        pairs = {
            str(one.group): (one.steps[at].reached, one.steps[at - 1].reached)
            for one in lines
            if one.steps[at - 1].reached >= FEWEST
        }
        converted, came = (sum(pair[side] for pair in pairs.values()) for side in (0, 1))
        if len(pairs) < 2 or not 0 < converted < came:  # without any, or without any left, there is nothing to test
            continue
        p = same_share(*zip(*pairs.values(), strict=True))
        single = [_against_rest(some, all_, converted, came) for some, all_ in pairs.values()]
        guarded = dict(zip(pairs, map(float, holm(single)), strict=True))
        told.append(Difference(step=at + 1, p=p, against_rest=guarded))
    return told


def _against_rest(some: int, all_: int, converted: int, came: int) -> float:
    if came == all_:
        return 1.0
    rest, own = arm_of_counts(converted - some, came - all_), arm_of_counts(some, all_)
    return compare_shares(rest, own).difference.p


def _label(asked: Funnel, at: int) -> str:
    if asked.order == "any":
        return f"{at + 1} / {len(asked.steps)}"
    step = asked.steps[at]
    return step.label or ", ".join(step.events or ("*",))
