"""
Learning the weights from what people did next, and saying how far the result can be trusted.

Each outcome has rows of its own and an intercept of its own; one set of weights serves them all, so that a score speaks
for all of them. Outcomes count alike, however many people each is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from huoshui.audiences.intimacy.contract.signals import SIGNALS
from huoshui.audiences.intimacy.contract.values import Chance, Outcome
from huoshui.bedrock.minimizing import minimize

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

RIDGE = 30.0
BAND = 1.3
"""By how much a fit may move a weight, up or down: evidence sharpens what closeness means, and does not redefine it."""
FEWEST = 50
"""With fewer of either answer an outcome does not move weights."""
FEWEST_TO_JUDGE = 10
"""With fewer of either answer among the held out an outcome is not judged."""
ROWS = 10
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """An outcome among the people it is about: ``features`` has a row per person and a column per signal."""

    outcome: Outcome
    features: Floats
    answers: Floats

    def half(self, rows: Flags) -> "Question":
        """This will give the same question about some of the people."""
        return Question(self.outcome, self.features[rows], self.answers[rows])

    @property
    def rarer(self) -> int:
        """How many gave the answer that fewer gave."""
        yes = int(self.answers.sum())
        return min(yes, len(self.answers) - yes)


def learned(questions: Sequence[Question]) -> dict[str, float] | None:
    """
    This will give weights by signal on the scale of the defaults; ``None`` when no outcome has `FEWEST` of both.

    Logistic regression by maximum likelihood over all outcomes together, held towards the defaults by ``RIDGE / 2`` per
    square of a feature's spread, no weight beyond `BAND` of its default (so none takes the other sign). What all
    weights are multiplied by is free, and is found in turns with them.
    """
    enough = [one for one in questions if one.rarer >= FEWEST]
    if not enough:
        return None
    features = np.concatenate([one.features for one in enough])
    answers = np.concatenate([one.answers for one in enough])
    of = np.repeat(np.arange(len(enough)), [len(one.answers) for one in enough])
    alike = np.repeat([1.0 / one.rarer for one in enough], [len(one.answers) for one in enough])
    alike *= len(alike) / alike.sum()
    heads = np.eye(len(enough))[of]
    before = weights = np.array([signal.weight for signal in SIGNALS])
    spread = features.std(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    for _ in range(_ROUNDS):
        line = _minimum(np.column_stack([heads, features @ weights]), answers, alike, np.zeros(len(enough) + 1))
        scale = max(float(line[-1]), 1e-6)
        home = np.concatenate([line[:-1], before * scale * spread])
        found = _minimum(
            np.column_stack([heads, features / spread]), answers, alike, home, held=len(enough), ridge=RIDGE
        )
        weights = found[len(enough) :] / spread / scale
    return {signal.name: float(one) for signal, one in zip(SIGNALS, weights, strict=True)}


def chance(zs: Floats, answers: Floats) -> Chance | None:
    """This will fit the probability of an outcome over z (Platt 1999); ``None`` with too few of either answer."""
    yes = float(answers.sum())
    if min(yes, len(answers) - yes) < FEWEST_TO_JUDGE:
        return None
    high, low = (yes + 1) / (yes + 2), 1 / (len(answers) - yes + 2)
    middle, spread = float(zs.mean()), float(zs.std()) or 1.0
    design = np.column_stack([np.ones(len(zs)), (zs - middle) / spread])
    intercept, slope = _minimum(design, np.where(answers == 1, high, low), np.ones(len(zs)), np.zeros(2))
    return Chance(float(intercept - slope * middle / spread), float(slope / spread))


def report(zs: Floats, answers: Floats, chance: Chance) -> dict[str, object]:
    """
    This will set predicted probabilities against what people did, on people that the fit has not seen.

    ``table``: tenths of the people by prediction, the least likely first, with n, predicted and observed share;
    ``ece``: the mean distance of the two, weighted by people; ``lift``: the last tenth against everybody.
    """
    predicted = expit(chance.intercept + chance.slope * zs)
    order = np.argsort(predicted, kind="stable")
    rows = [part for part in np.array_split(order, ROWS) if len(part)]
    table = [
        {"people": len(part), "predicted": float(predicted[part].mean()), "observed": float(answers[part].mean())}
        for part in rows
    ]
    apart = [abs(predicted[part].mean() - answers[part].mean()) * len(part) for part in rows]
    everybody = float(answers.mean())
    return {
        "people": len(answers),
        "positives": int(answers.sum()),
        "auc": auc(zs, answers),
        "ece": float(sum(apart) / len(answers)),
        "brier": float(((predicted - answers) ** 2).mean()),
        "lift": float(answers[rows[-1]].mean() / everybody) if everybody else None,
        "table": table,
    }


def auc(scores: Floats, answers: Floats) -> float | None:
    """This will give the chance that somebody who did scores above somebody who did not, ties counting half."""
    yes = float(answers.sum())
    no = len(answers) - yes
    if not yes or not no:
        return None
    _, places, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    middles = np.cumsum(sizes) - (sizes - 1) / 2
    return float((middles[places][answers == 1].sum() - yes * (yes + 1) / 2) / (yes * no))


def judged(questions: Sequence[Question], weights: Mapping[str, float]) -> float | None:
    """This will give the mean AUC of some weights over the outcomes that can be judged; ``None`` when none can."""
    vector = np.array([weights[signal.name] for signal in SIGNALS])
    found = [auc(one.features @ vector, one.answers) for one in questions if one.rarer >= FEWEST_TO_JUDGE]
    known = [one for one in found if one is not None]
    return sum(known) / len(known) if known else None


def _minimum(
    design: Floats, answers: Floats, alike: Floats, start: Floats, *, held: int = 0, ridge: float = 0.0
) -> Floats:
    """The most likely coefficients; with ``held`` those from there on stay near and within the band of their start."""

    def cost(place: Floats) -> tuple[float, Floats]:
        line = design @ place
        apart = np.where(np.arange(len(place)) >= held, place - start, 0.0) if held else np.zeros(len(place))
        loss = float(alike @ (np.logaddexp(0.0, line) - answers * line)) + ridge / 2 * float(apart @ apart)
        return loss, design.T @ (alike * (expit(line) - answers)) + ridge * apart

    free = [(None, None)] * (held or len(start))
    bounds = [*free, *(tuple(sorted((one / BAND, one * BAND))) for one in start[len(free) :])]
    found: Floats = minimize(cost, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x
    return found
