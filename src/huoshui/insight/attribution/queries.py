"""Reading attribution: one question about own events and orders, answered by every model."""

import asyncio
from collections.abc import Mapping

from huoshui.channels.recognition import CHANNELS
from huoshui.insight.attribution import rules, warehouse
from huoshui.insight.attribution.contract import (
    Attribution,
    AttributionQuestion,
    Credit,
    FirstOrderConverts,
    Line,
    NoValueRun,
    Totals,
)
from huoshui.insight.attribution.rules import Journeys, Model
from huoshui.insight.experiments.contract import Caused
from huoshui.insight.ground import Ground
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.errors import NoSuchCell

OTHER, OTHER_ZH = "other", "其他"


async def attribution(
    ground: Ground,
    *,
    asked: AttributionQuestion,
    run: int | None = None,
    caused: Mapping[str | None, Caused] | None = None,
) -> Attribution:
    """
    This will credit conversions of a period to what touched people before them, by every model side by side.

    ``run`` is the run of the value model by which first orders are worth something; ``caused`` is what hold-outs say of
    each value, and under ``None`` of all that we do.

    :raises NoValueRun: if first orders are asked for and nothing was predicted yet
    """
    if isinstance(asked.conversion, FirstOrderConverts) and run is None:
        raise NoValueRun
    written = warehouse.write(asked, ground, run=run)
    found = await warehouse.values(ground, written)
    names = [value for value, _, _ in found[: warehouse.MOST_VALUES]]
    touches = sum(times for _, _, times in found)
    streamed = warehouse.journeys(ground, written, names=names, touches=touches)
    tables = [table async for table in streamed]
    shown = [*names, OTHER] if len(found) > len(names) else names
    journeys = await asyncio.to_thread(rules.read, tables, shown)
    models, removals = await asyncio.to_thread(rules.credit, journeys, order=asked.order, draws=asked.draws)
    told = {value: (people, times) for value, people, times in found[: warehouse.MOST_VALUES]}
    lines = tuple(
        Line(
            value=name,
            chinese=_chinese(asked.by, name),
            people=told[name][0] if name in told else None,
            touches=told[name][1] if name in told else touches - sum(times for _, times in told.values()),
            credit={model: _at(one, place) for model, one in models.items()},
            removal=removals[place],
            caused=(caused or {}).get(name),
        )
        for place, name in enumerate(shown)
    )
    return Attribution(
        question=asked,
        lines=lines,
        paths=await asyncio.to_thread(rules.commonest, journeys.paths, most=asked.paths),
        totals=_totals(journeys, (caused or {}).get(None)),
    )


def who(ground: Ground, *, asked: AttributionQuestion, cell: Cell) -> Who:
    """
    This will tell who was touched by a value, which the cell's ``group`` names.

    :raises NoSuchCell: if it names none
    """
    if not cell.group or cell.group == OTHER or cell.what != "people":
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such value")
    return warehouse.touched(asked, ground, value=cell.group)


def _totals(journeys: Journeys, caused: Caused | None) -> Totals:
    paths, (untouched, money) = journeys.paths, journeys.untouched
    converted, walked = int(paths.conversions.sum()), int(paths.conversions.sum() + paths.nulls.sum())
    return Totals(
        conversions=converted + untouched,
        value=int(paths.value.sum()) + money,
        untouched=untouched,
        untouched_value=money,
        journeys=walked,
        rate=converted / walked if walked else None,
        caused=caused,
    )


def _at(model: Model, place: int) -> Credit:
    low, high = (None if edge is None else float(edge[place]) for edge in (model.low, model.high))
    return Credit(float(model.conversions[place]), float(model.value[place]), low, high)


def _chinese(by: str, value: str) -> str:
    if value == OTHER:
        return OTHER_ZH
    known = CHANNELS.get(value) if by == "channel" else None
    return known.chinese if known else value
