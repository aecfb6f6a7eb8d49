"""Conditions on a row as it lies in its table: a person's summary, their facts, their score."""

from collections.abc import Callable
from typing import Any, get_args

from huoshui.audiences.contract import language
from huoshui.audiences.rules import chance
from huoshui.audiences.rules.bounds import of_number, of_window
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.audiences.warehouse.values import of_trait


def _trait(asked: language.TraitIs, parameters: Parameters, now: int) -> str:
    return of_trait(asked.test, asked.name, parameters, now=now)


def _tag(asked: language.Tagged, parameters: Parameters, now: int) -> str:
    tag = parameters.text(asked.tag)
    since = parameters.between(f"tagged_at[indexOf(tags, {tag})]", of_window(asked.within, now=now))
    return f"has(tags, {tag}) AND {since}"


def _consent(asked: language.Consented, parameters: Parameters, _now: int) -> str:
    """The answer for the channel itself, else the one for all channels."""
    own, every = (parameters.text(f"{asked.purpose.value}/{channel}") for channel in (asked.channel, "all"))
    return f"has(granted, {own}) OR (NOT has(denied, {own}) AND has(granted, {every}))"


def _reachable(asked: language.Reachable, parameters: Parameters, _now: int) -> str:
    return "notEmpty(channels)" if asked.channel is None else f"has(channels, {parameters.text(asked.channel)})"


def _bucket(asked: language.Bucket, parameters: Parameters, _now: int) -> str:
    seed = parameters.put("UInt64", chance.seed(asked.salt))
    number = f"modulo(intHash64(bitXor(person, {seed})), {language.TEN_THOUSAND})"
    return f"{number} >= {asked.since} AND {number} < {asked.until}"


def _close(asked: language.Close, parameters: Parameters, _now: int) -> str:
    return parameters.between("points", of_number(asked.test))


def _trusting(asked: language.Trusting, _parameters: Parameters, _now: int) -> str:
    numbers = sorted({get_args(language.TrustStage).index(stage) for stage in asked.stages})
    return f"stage IN ({', '.join(map(str, numbers))})"


def _frozen(asked: language.Frozen, parameters: Parameters, _now: int) -> str:
    return f"snapshot = {parameters.put('UInt32', asked.number)}"


def _known(_asked: language.Known, _parameters: Parameters, _now: int) -> str:
    return "identified != 0"


PLAIN: dict[type, tuple[str, Callable[[Any, Parameters, int], str]]] = {
    language.Known: ("people", _known),
    language.Reachable: ("people", _reachable),
    language.Bucket: ("people", _bucket),
    language.TraitIs: ("facts", _trait),
    language.Tagged: ("facts", _tag),
    language.Consented: ("facts", _consent),
    language.Frozen: ("snapshots", _frozen),
    language.Close: ("intimacy", _close),
    language.Trusting: ("intimacy", _trusting),
}
"""For each kind of condition: the branch in which its row lies, and how it is written."""
