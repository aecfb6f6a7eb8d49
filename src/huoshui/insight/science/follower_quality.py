"""
Which followers are people: a mixture of active, silent and fake ones, its shares told per channel.

Fitted by expectation and maximization. What is seen of a follower: interactions (negative binomial in the age), reads
of what was delivered (beta-binomial), and yes-or-no signs (burst join, empty profile, unfollowed within a week). A
label is a probability: leave likely fakes out of denominators and paid touches, never delete by it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.special import betaln, gammaln, logsumexp

from huoshui.bedrock.minimizing import minimize_scalar
from huoshui.insight.science.arrays import Floats, Integers

CLASSES = ("active", "silent", "fake")
_RATES = np.array([0.3, 0.02, 0.01])
_READS = np.array([0.4, 0.05, 0.01])
_SIGNS = np.array([0.05, 0.1, 0.7])
_SHARES = np.array([0.4, 0.4, 0.2])
_SETTLING = 6
_TINY = 1e-6
_DISPERSIONS = (-4.0, 5.0)
"""Logarithms between which the dispersion of counts and the strength of reads are sought."""


@dataclass(frozen=True, slots=True)
class Followers:
    """One place per follower: channel code from 0, days since they came, counts; ``signs`` has a column per sign."""

    channels: Integers
    age: Floats
    interactions: Floats
    deliveries: Floats
    reads: Floats
    signs: Floats


@dataclass(frozen=True, slots=True)
class Mixture:
    """
    Classes in the order of `CLASSES`. ``chance[i, k]``: follower i is of class k; ``shares[c, k]``: of channel c.

    ``rates`` are interactions a day, ``dispersion`` the size of their negative binomial; ``read_rates`` the mean shares
    read and ``read_strength`` the sum of the beta's parameters; ``sign_rates[k, j]`` the chance of sign j.
    """

    chance: Floats
    shares: Floats
    rates: Floats
    dispersion: Floats
    read_rates: Floats
    read_strength: Floats
    sign_rates: Floats
    log_likelihood: float
    rounds: int


def fit(seen: Followers, *, channels: int, rounds: int = 200, tolerance: float = 1e-7) -> Mixture:
    """
    This will fit the mixture, from a start in which fakes show signs and the active interact.

    It ends when a round gains less than ``tolerance`` of the log-likelihood. A channel's shares are held by two
    followers' worth of the shares over all channels, so that a channel of three is not all fake. Of nobody it is the
    start.
    """
    rates, dispersion, reads, strength = _RATES.copy(), np.ones(3), _READS.copy(), np.full(3, 5.0)
    signs = np.repeat(_SIGNS[:, None], seen.signs.shape[1], axis=1)
    shares = np.tile(_SHARES, (channels, 1))
    if not len(seen.age):
        return Mixture(np.zeros((0, 3)), shares, rates, dispersion, reads, strength, signs, 0.0, 0)
    before, total, count = -np.inf, -np.inf, 0
    chance = np.empty((len(seen.age), 3))
    for count in range(1, rounds + 1):
        joint = np.log(shares)[seen.channels] + _densities(seen, rates, dispersion, reads, strength, signs)
        whole = logsumexp(joint, axis=1)
        chance, total = np.exp(joint - whole[:, None]), float(whole.sum())
        if count > _SETTLING and abs(total - before) < tolerance * abs(total):
            break
        before = total
        shares = _shares(chance, seen.channels, channels)
        mass = chance.sum(axis=0)[:, None]
        signs = np.clip(chance.T @ seen.signs / np.maximum(mass, _TINY), _TINY, 1 - _TINY)
        rates = np.maximum(chance.T @ seen.interactions / np.maximum(chance.T @ seen.age, _TINY), _TINY)
        reads = np.clip(chance.T @ seen.reads / np.maximum(chance.T @ seen.deliveries, _TINY), _TINY, 1 - _TINY)
        if count < _SETTLING or count % 5 == 0:  # they move slowly and cost most
            dispersion = _spreads(chance, rates, partial(_counts, seen))
            strength = _spreads(chance, reads, partial(_read, seen))
    return Mixture(chance, shares, rates, dispersion, reads, strength, signs, total, count)


def chances(seen: Followers, fitted: Mixture) -> Floats:
    """This will give the chance of each class of followers whom the mixture was not fitted to."""
    joint = np.log(fitted.shares)[seen.channels] + _densities(
        seen, fitted.rates, fitted.dispersion, fitted.read_rates, fitted.read_strength, fitted.sign_rates
    )
    chance: Floats = np.exp(joint - logsumexp(joint, axis=1)[:, None])
    return chance


def _densities(
    seen: Followers, rates: Floats, dispersion: Floats, reads: Floats, strength: Floats, signs: Floats
) -> Floats:
    columns = []
    for place in range(len(CLASSES)):
        yes = signs[place]
        shown = seen.signs @ np.log(yes / (1 - yes)) + np.log1p(-yes).sum()
        counted = _counts(seen, rates[place], dispersion[place])
        columns.append(shown + counted + _read(seen, reads[place], strength[place]))
    return np.column_stack(columns)


def _counts(seen: Followers, rate: float, size: float) -> Floats:
    """Negative binomial without the part that no parameter moves."""
    expected = rate * seen.age
    found: Floats = gammaln(seen.interactions + size) - gammaln(size) + size * np.log(size / (size + expected))
    return found + seen.interactions * np.log(np.maximum(expected, _TINY) / (size + expected))


def _read(seen: Followers, rate: float, strength: float) -> Floats:
    yes, no = rate * strength, (1 - rate) * strength
    found: Floats = betaln(seen.reads + yes, seen.deliveries - seen.reads + no) - betaln(yes, no)
    return found


def _shares(chance: Floats, codes: Integers, channels: int) -> Floats:
    sums = np.column_stack([np.bincount(codes, column, minlength=channels) for column in chance.T])
    overall = chance.mean(axis=0)
    held = sums + 2 * overall
    shares: Floats = np.maximum(held / held.sum(axis=1, keepdims=True), _TINY)
    return shares


def _spreads(chance: Floats, rates: Floats, density: Callable[[float, float], Floats]) -> Floats:
    """For each class the dispersion that makes what was seen likeliest."""
    found = []
    for weights, rate in zip(chance.T, rates, strict=True):

        def unlikely(size: float, weights: Floats = weights, rate: float = float(rate)) -> float:
            return -float(np.sum(weights * density(rate, float(np.exp(size)))))

        done = minimize_scalar(unlikely, bounds=_DISPERSIONS, method="bounded", options={"xatol": 1e-2})
        found.append(float(np.exp(done.x)))
    return np.array(found)
