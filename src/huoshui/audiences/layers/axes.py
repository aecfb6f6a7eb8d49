"""The levels of layerings as bands of conditions, and cells of tables as segments."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from huoshui.audiences.contract.language import All, AsOf, Condition, Definition, Not, Some
from huoshui.audiences.contract.layerings import NONE, Count, LayeringName
from huoshui.audiences.layers.contract import Axis, Band, Values
from huoshui.audiences.rules.inlining import Rulebook, inlined
from huoshui.audiences.rules.layering import met
from huoshui.audiences.rules.reading import hold_history

_CHINESE = {LayeringName.AIPL: "AIPL 阶段", LayeringName.LIFE_CYCLE: "生命周期", LayeringName.TIER: "粉丝分层"}
_KINDS = {LayeringName.AIPL: "stages", LayeringName.LIFE_CYCLE: "stages", LayeringName.TIER: "tiers"}


def of_layering(rulebook: Rulebook, name: LayeringName, *, count: Count = "platform", on: date | None = None) -> Axis:
    """
    This will give the levels of a layering as bands, from high to low, at the end of a day or now.

    :raises NoHistory: if a rule asks of an earlier day what is known of today only
    """
    layering = rulebook[name]
    bands = [
        Band(level.name, level.chinese, at_end(inlined(met(layering, level, count), {}, rulebook), on))
        for level in reversed(layering.there(count))
    ]
    for band in bands:
        hold_history(band.where)
    own = name.value if count == "platform" else f"{name.value}_{count}"
    return Axis(own, _CHINESE[name], tuple(bands), "不在其中", on=on)


def over_days(rulebook: Rulebook, name: LayeringName, *, count: Count, since: date) -> tuple[Band, ...]:
    """
    This will give the levels of a layering as bands, from high to low, to be asked of several days from ``since`` on.

    :raises NoHistory: if a rule asks what is known of today only
    """
    of_layering(rulebook, name, count=count, on=since)
    return of_layering(rulebook, name, count=count).bands


def at_end(condition: Condition, on: date | None) -> Condition:
    """This will ask a condition of the end of a day in Beijing, where one is given."""
    return condition if on is None else AsOf(kind="as_of", on=on, of=condition)


def level_of(name: LayeringName, levels: Sequence[str], *, count: Count = "platform", on: date | None) -> Condition:
    """This will write for authors that somebody is on one of these levels at the end of a day."""
    node: dict[str, Any] = {"kind": name.value, _KINDS[name]: list(levels)}
    if name is LayeringName.AIPL and count != "platform":
        node["count"] = count
    return at_end(read(node), on)


def where_all(conditions: Iterable[Condition]) -> Definition:
    """This will make a segment of several conditions."""
    of = tuple(conditions)
    return Definition(version=1, where=of[0] if len(of) == 1 else All(kind="all", of=of))


def segment_of(axes: Sequence[Axis | Values], at: Sequence[str]) -> Definition | None:
    """This will write a cell of a table as a segment; ``None`` where a value is no condition of the language."""
    conditions = [
        _in_band(axis, value) if isinstance(axis, Axis) else _with_value(axis, value)
        for axis, value in zip(axes, at, strict=True)
    ]
    known = [condition for condition in conditions if condition is not None]
    return where_all(known) if len(known) == len(conditions) else None


def _in_band(axis: Axis, value: str) -> Condition:
    base = axis.name.removesuffix("_active")
    if base in set(LayeringName):
        return level_of(LayeringName(base), [value], count="active" if base != axis.name else "platform", on=axis.on)
    before: list[Condition] = []
    for band in axis.bands:
        if band.name == value:
            return _but(band.where, before if not axis.apart else [])
        before.append(band.where)
    return _but(None, before)


def _but(met_: Condition | None, others: Sequence[Condition]) -> Condition:
    no = [Not(kind="not", of=others[0] if len(others) == 1 else Some(kind="any", of=tuple(others)))] if others else []
    every: list[Condition] = [*([met_] if met_ is not None else []), *no]
    return every[0] if len(every) == 1 else All(kind="all", of=tuple(every))


def _with_value(axis: Values, value: str) -> Condition | None:
    if axis.source != "events" or value == NONE:
        return None
    test = {"type": "text", "op": "is", "value": value}
    asked = [
        read({"kind": "did", "events": list(axis.events), "where": [{"property": one, "test": test}]})
        for one in axis.properties
    ]
    return at_end(asked[0] if len(asked) == 1 else Some(kind="any", of=tuple(asked)), axis.on)


def read(node: dict[str, Any]) -> Condition:
    """This will read a condition that the house itself wrote."""
    return Definition.model_validate({"version": 1, "where": node}).where
