"""From z to a score of 0 to 100: a monotone curve through the anchors of a model."""

import math
from collections.abc import Sequence

from huoshui.audiences.intimacy.contract.signals import SIGNALS
from huoshui.audiences.intimacy.contract.values import Chance, Model

SHARES = (1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 85, 90, 93, 95, 97, 98, 99)
"""The percentages of people at which a fit puts anchors: closer together where the relations are."""

_ANCHORS = (
    (-20.0, 1.0), (-15.5, 2.0), (-1.5, 5.0), (0.1, 10.0), (0.5, 20.0), (1.0, 30.0), (2.3, 40.0), (5.8, 50.0),
    (8.7, 60.0), (13.0, 70.0), (19.8, 80.0), (24.7, 85.0), (31.8, 90.0), (38.4, 93.0), (44.0, 95.0), (53.3, 97.0),
    (59.3, 98.0), (66.3, 99.0),
)  # fmt: skip

BEGINNING = Model(0, {signal.name: signal.weight for signal in SIGNALS}, _ANCHORS, 15.9)
"""What is in force before anything was fitted: default weights, anchored at a brand of the rehearsal."""


def score_of(z: float, model: Model) -> float:
    """
    This will give the score of a z: the share of people (%) who were less close when the model was fitted.

    Linear between two anchors, and strictly increasing everywhere.
    """
    below = [place for place, (at, _) in enumerate(model.anchors) if at <= z]
    if not below:
        at, score = model.anchors[0]
        return score * math.exp((z - at) / model.spread)
    at, score = model.anchors[below[-1]]
    if below[-1] == len(model.anchors) - 1:
        return 100.0 - (100.0 - score) * math.exp((at - z) / model.spread)
    beyond, higher = model.anchors[below[-1] + 1]
    return score + (higher - score) * ((z - at) / (beyond - at))


def anchors_of(zs: Sequence[float]) -> tuple[tuple[tuple[float, float], ...], float]:
    """
    This will give the anchors of people's z (sorted), and the spread beyond them.

    Equal z make one anchor, at the middle of their shares, so that both sides increase strictly; without two anchors
    those of `BEGINNING` stay.
    """
    found: dict[float, list[float]] = {}
    for share in SHARES if zs else ():
        found.setdefault(zs[min(len(zs) - 1, share * len(zs) // 100)], []).append(share)
    anchors = tuple((z, sum(shares) / len(shares)) for z, shares in sorted(found.items()))
    if len(anchors) < 2:
        return BEGINNING.anchors, BEGINNING.spread
    middle = sum(zs) / len(zs)
    spread = math.sqrt(sum((z - middle) ** 2 for z in zs) / len(zs))
    return anchors, max(spread, 1e-6)


def likelihood(z: float, chance: Chance) -> float:
    """This will give the probability of an outcome at z, without overflow."""
    line = chance.intercept + chance.slope * z
    return 1 / (1 + math.exp(-line)) if line >= 0 else math.exp(line) / (1 + math.exp(line))
