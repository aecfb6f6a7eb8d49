"""How many people an experiment needs, and what it can see with those it has."""

from math import ceil, sqrt

from scipy.special import ndtr, ndtri

from huoshui.bedrock.minimizing import root

POWER = 0.8


def units_for_shares(base: float, change: float, *, alpha: float = 0.05, power: float = POWER) -> int:
    """
    This will give the people needed per arm to see a share move from ``base`` to ``base + change``, two-sided.

    Both are between 0 and 1. The formula of Evan Miller's calculator, and rounded to the nearest as there.
    """
    return round(units_for_shares_exactly(base, change, alpha=alpha, power=power))


def units_for_shares_exactly(base: float, change: float, *, alpha: float = 0.05, power: float = POWER) -> float:
    """This will give the same before rounding; of the two directions of ``change`` only the one given is meant."""
    other = base + change
    still = float(ndtri(1 - alpha / 2)) * sqrt(2 * base * (1 - base))
    moved = float(ndtri(power)) * sqrt(base * (1 - base) + other * (1 - other))
    return ((still + moved) / change) ** 2


def units_for_means(deviation: float, change: float, *, alpha: float = 0.05, power: float = POWER) -> int:
    """This will give the people needed per arm to see a mean move by ``change``, outcomes spread by ``deviation``."""
    reach = float(ndtri(1 - alpha / 2) + ndtri(power))
    return ceil(2 * (reach * deviation / change) ** 2)


def smallest_change_of_share(base: float, units: int, *, alpha: float = 0.05, power: float = POWER) -> float:
    """This will give the smallest rise of a share that ``units`` per arm can be expected to show; 1 - base at most."""
    most = 1 - base

    def short(change: float) -> float:
        return units_for_shares_exactly(base, change, alpha=alpha, power=power) - units

    return most if short(most) > 0 else root(short, 1e-9, most)


def power_for_shares(base: float, change: float, units: int, *, alpha: float = 0.05) -> float:
    """This will give the chance that ``units`` per arm show a share's move from ``base`` to ``base + change``."""
    other = base + change
    still = float(ndtri(1 - alpha / 2)) * sqrt(2 * base * (1 - base))
    return float(ndtr((abs(change) * sqrt(units) - still) / sqrt(base * (1 - base) + other * (1 - other))))


def smallest_change_of_mean(deviation: float, units: int, *, alpha: float = 0.05, power: float = POWER) -> float:
    """This will give the smallest change of a mean that ``units`` per arm can be expected to show."""
    return float(ndtri(1 - alpha / 2) + ndtri(power)) * deviation * sqrt(2 / units)
