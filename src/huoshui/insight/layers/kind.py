"""Layers as a kind of question."""

from datetime import date, timedelta

from huoshui.audiences.contract.errors import NoHistory
from huoshui.audiences.contract.language import Condition, Definition
from huoshui.audiences.contract.layerings import NONE, Layering
from huoshui.audiences.published import Parameters, members_v1
from huoshui.audiences.rulebook import kept_layerings
from huoshui.insight.layers.contract import LayersQuestion, LayersResult, LevelLine
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import BEIJING, Cell, LastDays, Sayable, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.periods import days_of

FIGURES = ("people", "before")


async def answer(asked: LayersQuestion, asking: Asking) -> LayersResult:
    """This will count the people of each level at both ends of the period."""
    kept = (await kept_layerings(asking.session))[asked.layering]
    levels = _levels(kept.definition, asked)
    now = await _counts(asking, [_definition(asked, asking, level, "people") for level in levels])
    try:
        before = await _counts(asking, [_definition(asked, asking, level, "before") for level in levels])
    except NoHistory:
        before = None
    since, on = _days(asked, asking)
    words = {one.name: (one.chinese, one.english) for one in kept.definition.levels} | {NONE: ("不在其中", "none")}
    return LayersResult(
        layering=asked.layering, count=asked.count, version=kept.version, since=since, on=on,
        levels=[
            LevelLine(
                level=level, zh=words[level][0], en=words[level][1], people=now[place],
                before=before[place] if before else None,
                cells={
                    what: Cell(what=what, group=level) for what in FIGURES if before is not None or what != "before"
                },
            )
            for place, level in enumerate(levels)
        ],
    )  # fmt: skip


async def people(asked: LayersQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will give who is on a level (``group``) at the end of the period, or was ``before`` it.

    :raises NoSuchCell: if there is no such level or figure
    :raises NoHistory: if the rules ask what is known of today only, and the cell of an earlier day
    """
    condition = await asking.condition(await _meant(asked, cell, asking))
    parameters = Parameters()
    members = members_v1([condition], parameters, scope=asking.scope, now=asking.now)
    return Who(members, parameters.values)


async def segment(asked: LayersQuestion, cell: Cell, asking: Asking) -> Sayable:
    """
    This will say who is on a level: of today as they come and go, of an earlier day as they were.

    :raises NoSuchCell: if there is no such level or figure
    """
    return Sayable(await _meant(asked, cell, asking))


async def _meant(asked: LayersQuestion, cell: Cell, asking: Asking) -> Definition:
    kept = (await kept_layerings(asking.session))[asked.layering]
    if cell.what not in FIGURES or cell.group not in _levels(kept.definition, asked):
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such level or figure")
    return _definition(asked, asking, cell.group, cell.what)


async def _counts(asking: Asking, levels: list[Definition]) -> list[int]:
    """How many people meet each, in one pass of each table."""
    conditions: list[Condition] = [await asking.condition(one) for one in levels]
    parameters = Parameters()
    members = members_v1(conditions, parameters, scope=asking.scope, now=asking.now, column="met")
    ((sums,),) = await asking.rows(f"SELECT sumForEach(met) FROM (\n{members}\n)", parameters.values)
    return [int(one) for one in sums] or [0] * len(levels)


def _levels(layering: Layering, asked: LayersQuestion) -> list[str]:
    return [*(level.name for level in layering.there(asked.count)[::-1]), NONE]


def _definition(asked: LayersQuestion, asking: Asking, level: str, what: str) -> Definition:
    since, on = _days(asked, asking)
    names = "tiers" if asked.layering == "tier" else "stages"
    node: saying.Node = {"kind": asked.layering.value, names: [level]}
    if asked.layering == "aipl":
        node["count"] = asked.count
    day = since if what == "before" else on
    if day < _today(asking):
        node = {"kind": "as_of", "on": day.isoformat(), "of": node}
    return saying.definition([node, *saying.of_people(asked)])


def _days(asked: LayersQuestion, asking: Asking) -> tuple[date, date]:
    """The day before the period, and its last that has begun."""
    days, today, one = days_of(asked.period, zone=BEIJING, now=asking.now), _today(asking), timedelta(days=1)
    return min(days.since - one, today), min(days.until - one, today)


def _today(asking: Asking) -> date:
    return days_of(LastDays(last_days=1), zone=BEIJING, now=asking.now).since


async def _beside(asking: Asking) -> str:
    return ",".join(str(one.version) for one in (await kept_layerings(asking.session)).values())


KIND = Kind(
    "layers", "分层存量", "How many people are on each level, and how many were", LayersQuestion, LayersResult,
    answer, people, segment, tables=("events", "people", "people_facts", "order_facts"), beside=_beside,
)  # fmt: skip
