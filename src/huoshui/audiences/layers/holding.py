"""What a layering must be to hold together: levels of its kind, rules that can be asked of any day, no circles."""

from collections.abc import Mapping
from typing import NoReturn, get_args

from huoshui.audiences.contract.errors import NoHistory, NoSuchLayer, NotASegment, TooDeep, TooManyConditions
from huoshui.audiences.contract.language import AsOf, Condition, Layer, Used, below
from huoshui.audiences.contract.layerings import NONE, Layering, LayeringName
from huoshui.audiences.layers.contract import NotALayering
from huoshui.audiences.rules.inlining import inlined
from huoshui.audiences.rules.layering import asked_of
from huoshui.audiences.rules.reading import hold_history, read

AIPL = ("O", "silent", "A", "I1", "I2", "P", "L")
"""The stages, from low to high: the funnel and its figures need them."""
_LAYERS = list(LayeringName)


def hold(name: LayeringName, layering: Layering, rules: Mapping[LayeringName, Layering]) -> None:
    """
    This will see that the rules of a layering hold together.

    :raises NotALayering: at the path of what does not
    """
    _levels(name, layering)
    for path, where in _conditions(layering):
        _condition(name, path, where, rules)


def _levels(name: LayeringName, layering: Layering) -> None:
    names = [level.name for level in layering.levels]
    if name is LayeringName.AIPL and tuple(names) not in {AIPL, tuple(one for one in AIPL if one != "silent")}:
        _refuse(name, "levels", f"AIPL has the stages {', '.join(AIPL)}, in this order (silent may be left out)")
    shared = {level.part_of for level in layering.levels} - {None}
    if len({*names, *shared, NONE}) < len(names) + len(shared) + 1:
        _refuse(name, "levels", "a name stands for two things, or is none")
    for place, level in enumerate(layering.levels):
        if level.silent == bool(level.lines):
            _refuse(name, f"levels.{place}.lines", "every level has lines of its own but a silent one, which has none")
    if any(level.silent for level in layering.levels):
        if layering.awake is None:
            _refuse(name, "awake", "a silent level needs to know who is awake")
        if not any(line.standing for level in layering.levels for line in level.lines):
            _refuse(name, "levels", "a silent level needs lines that are standing")


def _conditions(layering: Layering) -> list[tuple[str, Condition]]:
    found = [] if layering.awake is None else [("awake", layering.awake)]
    for place, level in enumerate(layering.levels):
        found += [(f"levels.{place}.lines.{number}.where", line.where) for number, line in enumerate(level.lines)]
    return found


def _condition(name: LayeringName, path: str, where: Condition, rules: Mapping[LayeringName, Layering]) -> None:
    for inner, node, _ in below(where, path):
        if isinstance(node, Used):
            _refuse(name, inner, "a segment may use layers, so the rules of a layer use no segments")
        if isinstance(node, get_args(Layer)) and _LAYERS.index(asked_of(node)[0]) >= _LAYERS.index(name):
            _refuse(name, inner, f"only layers before it may be asked: {', '.join(_LAYERS)} is the order")
    try:
        if name is LayeringName.AIPL:  # the stage of a past day can be told only by what is known with its history
            hold_history(AsOf(kind="as_of", ago="1d", of=where))
        read({"version": 1, "where": where.model_dump(mode="json", by_alias=True, exclude_none=True)})
        inlined(where, {}, rules)
    except (NoHistory, NoSuchLayer, NotASegment, TooDeep, TooManyConditions) as refused:
        _refuse(name, path, str(refused).rstrip("."))


def _refuse(name: LayeringName, path: str, why: str) -> NoReturn:
    raise NotALayering(layering=name.value, path=path, why=why)
