"""
Two arms set against each other: the difference and the relative lift, with intervals.

Fixed intervals hold for one look at the end; always-valid ones hold at every look (Waudby-Smith and others, arXiv
2103.06476, equation 9). Variances of the arms are never taken to be equal.
"""

from dataclasses import dataclass
from math import exp, inf, isfinite, log, nan, sqrt

from scipy.special import ndtr, ndtri, stdtr, stdtrit

from huoshui.insight.science.experiments.arms import Arm

ALPHA = 0.05
EXPECTED_UNITS = 5_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its standard error, interval and, where it was tested against 0, two-sided p-value."""

    value: float
    error: float
    low: float
    high: float
    p: float = nan


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    Treatment less control: ``difference`` of means, ``lift`` as a share of the control's mean.

    ``always_difference`` and ``always_lift`` may be looked at every day; they are wider.
    """

    control: Arm
    treatment: Arm
    difference: Estimate
    lift: Estimate
    always_difference: Estimate
    always_lift: Estimate


def compare_means(
    control: Arm, treatment: Arm, *, alpha: float = ALPHA, expected_units: int = EXPECTED_UNITS
) -> Comparison:
    """
    This will compare means by Welch's test; the lift's error is by the delta method.

    ``alpha`` is the risk of a false alarm; always-valid intervals are narrowest at ``expected_units`` in both arms
    together. What cannot be told (fewer than two units in an arm, a control that is 0) is NaN.
    """
    error, freedom = _welch(control, treatment)
    value = treatment.mean - control.mean
    half = _reach(alpha, freedom) * error
    difference = Estimate(value, error, value - half, value + half, _p(value, error, freedom))
    return _whole(control, treatment, difference, alpha, expected_units)


def compare_shares(
    control: Arm, treatment: Arm, *, alpha: float = ALPHA, expected_units: int = EXPECTED_UNITS
) -> Comparison:
    """
    This will compare shares of yes: a pooled z-test, and Newcombe's interval from Wilson's of each arm.

    The rest as `compare_means`.
    """
    value = treatment.mean - control.mean
    units = control.units + treatment.units
    pooled = (control.total + treatment.total) / units if units else nan
    scale = (1 / control.units + 1 / treatment.units) if control.units and treatment.units else nan
    error = sqrt(pooled * (1 - pooled) * scale) if isfinite(scale) else nan
    low, high = newcombe(control, treatment, alpha=alpha)
    return _whole(control, treatment, Estimate(value, error, low, high, _p(value, error, inf)), alpha, expected_units)


def wilson(arm: Arm, *, alpha: float = ALPHA) -> tuple[float, float]:
    """This will give Wilson's interval of a share."""
    if not arm.units:
        return nan, nan
    z, n, share = _reach(alpha), arm.units, arm.mean
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(control: Arm, treatment: Arm, *, alpha: float = ALPHA) -> tuple[float, float]:
    """This will give the interval of a difference of shares (Newcombe 1998, method 10)."""
    (low_c, high_c), (low_t, high_t) = wilson(control, alpha=alpha), wilson(treatment, alpha=alpha)
    value = treatment.mean - control.mean
    down = sqrt((treatment.mean - low_t) ** 2 + (high_c - control.mean) ** 2)
    up = sqrt((high_t - treatment.mean) ** 2 + (control.mean - low_c) ** 2)
    return value - down, value + up


def always_valid(value: float, error: float, units: int, *, alpha: float, expected_units: int) -> Estimate:
    """
    This will widen an estimate so that its interval holds at every look.

    ``units`` are those of both arms. ``p`` is the smallest risk at which 0 would lie outside.
    """
    if not isfinite(error) or units < 2:
        return Estimate(value, error, nan, nan)
    rho = sqrt((-2 * log(alpha) + log(1 - 2 * log(alpha))) / expected_units)
    known = units * rho * rho
    half = error * sqrt(2 * (known + 1) / known * log(sqrt(known + 1) / alpha))
    p = nan
    if error > 0:
        p = min(1.0, sqrt(known + 1) * exp(-((value / error) ** 2) * known / (2 * (known + 1))))
    return Estimate(value, error, value - half, value + half, p)


def _whole(control: Arm, treatment: Arm, difference: Estimate, alpha: float, expected_units: int) -> Comparison:
    units = control.units + treatment.units
    error, _ = _welch(control, treatment)
    value, spread = _lift(control, treatment)
    half = _reach(alpha) * spread
    return Comparison(
        control=control,
        treatment=treatment,
        difference=difference,
        lift=Estimate(value, spread, value - half, value + half, _p(value, spread, inf)),
        always_difference=always_valid(difference.value, error, units, alpha=alpha, expected_units=expected_units),
        always_lift=always_valid(value, spread, units, alpha=alpha, expected_units=expected_units),
    )


def _reach(alpha: float, freedom: float = inf) -> float:
    """How many standard errors an interval reaches to each side."""
    return float(ndtri(1 - alpha / 2) if freedom == inf else stdtrit(freedom, 1 - alpha / 2))


def _welch(control: Arm, treatment: Arm) -> tuple[float, float]:
    """The standard error of the difference, and its degrees of freedom."""
    if min(control.units, treatment.units) < 2:
        return nan, nan
    parts = [one.variance / one.units for one in (control, treatment)]
    below = sum(part**2 / (one.units - 1) for part, one in zip(parts, (control, treatment), strict=True))
    return sqrt(sum(parts)), sum(parts) ** 2 / below if below else inf


def _lift(control: Arm, treatment: Arm) -> tuple[float, float]:
    if min(control.units, treatment.units) < 2 or control.mean == 0:
        return nan, nan
    from_treatment = treatment.variance / treatment.units / control.mean**2
    from_control = control.variance / control.units * treatment.mean**2 / control.mean**4
    return treatment.mean / control.mean - 1, sqrt(from_treatment + from_control)


def _p(value: float, error: float, freedom: float) -> float:
    if not isfinite(error) or error <= 0:
        return nan
    away = -abs(value / error)
    return float(2 * (ndtr(away) if freedom == inf else stdtr(freedom, away)))
