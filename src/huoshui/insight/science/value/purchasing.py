"""Which model of purchases the data bears: one with drop-out, or plainly said that no drop-out is visible."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.value import bgnbd, nbd, paretonbd
from huoshui.insight.science.value.fitting import Fit, Likelihood, maximize
from huoshui.insight.science.value.summaries import Cells, Summaries, cells

VISIBLE = 1.0
"""Drop-out is visible when it adds at least this much to the log-likelihood of the model without it."""
_MANY, _PART = 20_000, 6_000


class Model(Protocol):
    """What a model of purchases can say; the modules `bgnbd`, `paretonbd` and `nbd` are such models."""

    @property
    def NAMES(self) -> tuple[str, ...]: ...  # noqa: N802, D102 a module's constant
    @property
    def STARTS(self) -> tuple[Floats, ...]: ...  # noqa: N802, D102
    def likelihood(self, cells: Cells) -> Likelihood: ...  # noqa: D102
    def alive(self, parameters: Floats, of: Summaries) -> Floats: ...  # noqa: D102
    def expected_purchases(self, parameters: Floats, of: Summaries, horizon: float) -> Floats: ...  # noqa: D102
    def expected_of_new(self, parameters: Floats, age: Floats) -> Floats: ...  # noqa: D102
    def buys_within(self, parameters: Floats, of: Summaries, horizon: float) -> Floats: ...  # noqa: D102


MODELS: Mapping[str, Model] = {"pareto_nbd": paretonbd, "bg_nbd": bgnbd, "nbd": nbd}


@dataclass(frozen=True, slots=True)
class Purchasing:
    """A fitted model of purchases; ``model`` is the one to use, ``nbd`` wherever no drop-out is visible."""

    asked: str
    model: str
    fit: Fit
    asked_fit: Fit
    nbd_fit: Fit
    customers: int
    cells: int

    @property
    def dropout_visible(self) -> bool:
        """Whether drop-out explains anything that plain chance does not."""
        return self.model != "nbd"

    @property
    def predictions(self) -> Model:
        """The model to ask, with ``fit.parameters``."""
        return MODELS[self.model]


def fit(summaries: Summaries, *, model: str = "pareto_nbd") -> Purchasing:
    """
    This will fit the model asked for and the one without drop-out, and choose.

    ``model`` is a name of `MODELS`. There must be customers, some of whom bought again; `summaries.unfit` tells whether
    their numbers can be true. Of a likelihood that grows by less than `VISIBLE` with drop-out we say that none is
    visible, and use the model without.
    """
    grouped = cells(summaries)
    plain = _fitted("nbd", grouped)
    asked = plain if model == "nbd" else _fitted(model, grouped)
    used = model if asked.log_likelihood - plain.log_likelihood >= VISIBLE else "nbd"
    return Purchasing(
        asked=model,
        model=used,
        fit=plain if used == "nbd" else asked,
        asked_fit=asked,
        nbd_fit=plain,
        customers=len(summaries),
        cells=len(grouped.frequency),
    )


def _fitted(name: str, grouped: Cells) -> Fit:
    model = MODELS[name]
    part = grouped.thinned(_PART) if len(grouped.frequency) > _MANY else grouped
    whole_likelihood = model.likelihood(grouped)
    return maximize(
        whole_likelihood,
        whole_likelihood if part is grouped else model.likelihood(part),
        sizes=(float(grouped.customers.sum()), float(part.customers.sum())),
        names=model.NAMES,
        starts=model.STARTS,
    )


def median_wait(fitted: Purchasing, of: Summaries) -> Floats:
    """This will give the time within which each customer buys again with a chance of one half, if still a customer."""
    r, alpha = fitted.fit.parameters[:2]
    with np.errstate(over="ignore"):
        wait: Floats = (alpha + of.age) * np.expm1(np.log(2) / (r + of.frequency))
    return wait


def worth(
    fitted: Purchasing, of: Summaries, spend: Floats, *, horizon: float, period: float, discount: float = 0.0
) -> Floats:
    """
    This will give the money that each customer is expected to bring within ``horizon``, in the unit of ``spend``.

    ``spend`` is what one purchase of theirs is expected to bring; later periods count less by ``discount`` per
    ``period`` (the unit of time of the summaries), each at its end.
    """
    model, parameters = fitted.predictions, fitted.fit.parameters
    if not discount:
        return spend * model.expected_purchases(parameters, of, horizon)
    total, before, at = np.zeros(len(of)), np.zeros(len(of)), 0.0
    while at < horizon:
        at = min(at + period, horizon)
        now = model.expected_purchases(parameters, of, at)
        total += (now - before) / (1 + discount) ** (at / period)
        before = now
    return spend * total
