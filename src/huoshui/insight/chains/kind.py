"""Chains as a kind of question."""

from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

from huoshui.bedrock import clock
from huoshui.channels.recognition import CHANNELS
from huoshui.insight.chains.contract import KEPT_DAYS, STEPS, ChainLine, ChainsQuestion, ChainsResult
from huoshui.insight.dimensions import VALUES
from huoshui.insight.ground import DAY_MS, Ground
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Sayable, Share, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind

_PEOPLE: Final = resources.files("huoshui.insight.chains").joinpath("sql", "chains.sql").read_text("utf-8").rstrip()
_VALUES: Final = {str(name): sql for name, sql in VALUES.items()} | {
    "channel": "if(channel IN {public:Array(String)}, toString(channel), '')",
    "link": "JSONExtractString(properties, 'link_id')",
}
_COUNTED: Final = {
    "people": "1", "clicked": "clicked", "scanned": "scanned", "added": "added", "spoke": "spoke", "joined": "joined",
    "bought": "bought", "again": "again",
    **{f"kept_{days}": f"still[{place}]" for place, days in enumerate(KEPT_DAYS, start=1)},
}  # fmt: skip
"""Who is counted in which figure."""
_FLAGS: Final = ("clicked", "scanned", "added", "spoke", "joined", "bought", "again", "net_fen")
_UNSAYABLE = "the segment language does not know the touch that brought somebody"


async def answer(asked: ChainsQuestion, asking: Asking) -> ChainsResult:
    """This will count the people of each touch by the steps that they took."""
    ground = await Ground.of(asking, asked)
    sums = ", ".join(f"sum({flag})" for flag in _FLAGS)
    sql = (
        f"SELECT grp, count(), {sums}, sumForEach(due), sumForEach(still)\nFROM\n(\n{_written(ground, asked)}\n)\n"
        "GROUP BY grp ORDER BY count() DESC, grp"
    )
    rows = await ground.rows(sql, **_given(ground, asked))
    whole = [sum(column) for column in zip(*(_flat(row) for row in rows), strict=True)]
    return ChainsResult(
        by=asked.by,
        lines=[_line(row[0], _flat(row)) for row in rows[: asked.top]],
        more=max(0, len(rows) - asked.top),
        total=_line(None, whole or [0] * (1 + len(_FLAGS) + 2 * len(KEPT_DAYS))),
    )


async def people(asked: ChainsQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will give who of a line (``group``; none: of all) is counted in a figure (``what``).

    :raises NoSuchCell: if there is no such figure
    """
    if cell.what not in _COUNTED:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such figure")
    ground = await Ground.of(asking, asked)
    of_line = "1" if cell.group is None else "grp = {picked:String}"
    sql = f"SELECT person FROM (\n{_written(ground, asked)}\n) WHERE {of_line} AND {_COUNTED[cell.what]}"
    return Who(sql, {**ground.parameters, **_given(ground, asked), "picked": cell.group or ""})


async def segment(_asked: ChainsQuestion, _cell: Cell, _asking: Asking) -> Sayable:
    """This will tell that no segment says it: its people can be kept as they are."""
    return Sayable(None, _UNSAYABLE)


def _written(ground: Ground, asked: ChainsQuestion) -> str:
    which = "arrayFirst" if asked.touch == "first" else "arrayLast"
    return ground.written(_PEOPLE, value=_VALUES[asked.by], first_or_last=which)


def _given(ground: Ground, asked: ChainsQuestion) -> dict[str, Any]:
    return {
        "public": [channel.name for channel in CHANNELS.values() if channel.public],
        "names": list(STEPS), "steps": list(STEPS.values()), "kept": list(KEPT_DAYS), "day": DAY_MS,
        "within": asked.within_days * DAY_MS, "now": clock.milliseconds(ground.asking.now),
    }  # fmt: skip


def _flat(row: Sequence[Any]) -> list[int]:
    _, *counts, due, still = row
    return [*counts, *due, *still]


def _line(group: str | None, counts: Sequence[int]) -> ChainLine:
    came, *flags = counts[: 1 + len(_FLAGS)]
    due, still = counts[1 + len(_FLAGS) :][: len(KEPT_DAYS)], counts[-len(KEPT_DAYS) :]
    kept = {f"kept_{days}": Share.of(held, of) for days, held, of in zip(KEPT_DAYS, still, due, strict=True)}
    cells = {what: Cell(what=what, group=group) for what in _COUNTED}
    figures = {"group": group, "people": came, **dict(zip(_FLAGS, flags, strict=True)), **kept, "cells": cells}
    return ChainLine.model_validate(figures)


KIND = Kind(
    "chains", "来路", "From the touch that brought them to a friend who buys again", ChainsQuestion, ChainsResult,
    answer, people, segment, tables=("events", "people", "people_facts", "order_facts"),
)  # fmt: skip
