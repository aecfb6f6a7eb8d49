"""All models on the same journeys, each labeled as what it is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from huoshui.insight.science.arrays import Floats
from huoshui.insight.science.attribution import markov, rules, shapley
from huoshui.insight.science.attribution.paths import Paths

LABEL = "descriptive credit"
"""What every result here is. It says how journeys looked, not what would be missing without a channel."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One model's credit per channel, in the order of the journeys' channels; adds up to what there was."""

    model: str
    conversions: Floats
    value: Floats
    removal: Floats | None = None
    label: str = LABEL


def credit(
    paths: Paths,
    *,
    order: int = 1,
    half_life: float = rules.HALF_LIFE,
    direct: Collection[str] = rules.DIRECT,
    ages: Floats | None = None,
) -> list[Credit]:
    """
    This will credit the channels of some journeys by every model.

    ``order`` is the Markov chain's, ``half_life`` (days) the time decay's, for which ``ages`` may tell the days from
    each touch to the end; ``direct`` names, in lower case, what last-non-direct passes over.
    """
    by_rule: Mapping[str, Callable[[Paths], Floats]] = {
        "first": rules.first,
        "last": rules.last,
        "last_non_direct": lambda given: rules.last_non_direct(given, direct),
        "linear": rules.linear,
        "position": rules.position,
        "time_decay": lambda given: rules.time_decay(given, ages, half_life),
        "shapley": shapley.shares,
    }
    found = [Credit(name, *paths.credited(rule(paths))) for name, rule in by_rule.items()]
    chain = markov.attribute(paths, order=order)
    return [*found, Credit("markov", chain.conversions, chain.value, chain.removal)]
