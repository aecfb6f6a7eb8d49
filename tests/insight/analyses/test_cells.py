"""Every figure that counts people is the number of people behind it, and what a cell is as a segment has the same people."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.insight.questions.contract import Cell
from huoshui.insight.questions.errors import NoSuchCell
from tests.audiences.world import TABLES, clear

from . import test_funnel, test_retention, world
from .test_others import AGO, Distribution, Intervals, Law, LifeCycle, Paths, Stickiness, Trends, period
from .world import DAY, NOW_MS, SHARDS, cell, question


def drawn(rng: Random, kind: str) -> dict[str, Any]:
    """A question of a kind; often by segments, or of some people only."""
    if kind in {"funnel", "retention"}:
        words = (test_funnel if kind == "funnel" else test_retention).drawn(rng)
    else:
        law: type[Law] = {one.kind: one for one in (Trends, Distribution, Stickiness, LifeCycle, Intervals, Paths)}[
            kind
        ]
        words = {"kind": kind, "period": period(rng), **law().drawn(rng)}
    if rng.random() < 0.3:
        known = {"version": 1, "where": {"kind": "known"}}
        words["breakdown"] = {
            "by": "segments",
            "segments": [known, {"version": 1, "where": {"kind": "not", "of": known["where"]}}],
        }
    if rng.random() < 0.3:
        city = {"kind": "trait", "name": "city", "test": {"type": "text", "op": "is", "value": "上海"}}
        words["people"] = {"version": 1, "where": {"kind": "any", "of": [city, {"kind": "known"}]}}
    return words


Counted = Iterator[tuple[Cell, int]]


def counted(found: Any) -> Counted:
    """The cells of an answer, and how many people each says it has."""
    for line in found.lines:
        match found.kind:
            case "trends":
                yield line.cell, line.people
                yield from ((point.cell, point.people) for point in line.points)
            case "funnel":
                yield from of_funnel(line)
            case "retention":
                yield from of_retention(line)
            case "stickiness":
                yield from ((point.cell, point.people) for point in line.points)
                yield from ((one.cell, one.people) for point in line.points for one in point.days)
            case "life_cycle":
                yield from ((at, getattr(point, state)) for point in line.points for state, at in point.cells.items())
            case "paths":
                yield from ((one.cell, one.people) for one in line.top)
            case _:
                yield from ((one.cell, one.people) for one in getattr(line, "bins", None) or line.histogram)


def of_funnel(line: Any) -> Counted:
    for step in line.steps:
        yield step.cell, step.reached
        yield step.cell_left, step.left if step.step < len(line.steps) else step.reached


def of_retention(line: Any) -> Counted:
    for cohort in line.cohorts:
        yield cohort.cell, cohort.size
        for one in cohort.returns:
            came = int(one.figure.numerator)
            yield one.cell, came
            yield one.cell.model_copy(update={"what": "away"}), cohort.size - came


class TestCells:
    @pytest.mark.parametrize(
        "kind", ["trends", "funnel", "retention", "paths", "distribution", "stickiness", "life_cycle", "intervals"]
    )
    @settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_have_the_people_that_they_count(self, platform: Platform, kind: str, rng: Random) -> None:
        made = world.market(rng, people=5, most=60, ago=AGO)
        await world.settle(platform, made)
        for _ in range(2):
            words = drawn(rng, kind)
            asked = question(**words)
            found = await world.answer(platform, asked)
            cells = list(counted(found))
            full = [one for one in cells if one[1]]
            for told, people in rng.sample(cells, min(2, len(cells))) + rng.sample(full, min(3, len(full))):
                at = Cell.model_validate_json(told.model_dump_json())
                who = await world.behind(platform, asked, at)
                if words.get("count") != "entries":
                    assert len(who) == people, (words, at)
                if kind not in {"paths", "intervals"}:
                    definition = await world.said(platform, asked, at)
                    if definition is not None:
                        assert made.by_hand(definition.where, now=NOW_MS) == who, (words, at, definition)

    async def test_that_are_not_there_are_refused(self, platform: Platform) -> None:
        days = {"from": "2026-11-18", "to": "2026-11-20"}
        view = {"events": ["Product Viewed"]}
        for asked, at in (
            (question(kind="trends", period=days, series=[view]), cell(series=1)),
            (question(kind="trends", period=days, series=[view]), cell(at=2)),
            (question(kind="trends", period=days, series=[view], breakdown={"by": "channel"}), cell(group="douyin")),
            (question(kind="funnel", period=days, steps=[view, {}]), cell(what="reached", at=2)),
            (question(kind="funnel", period=days, steps=[view, {}]), cell(what="converted", at=0)),
            (question(kind="retention", period=days, start=view), cell(at=0, age=99)),
            (question(kind="paths", period=days), cell(path=("nothing",))),
            (question(kind="life_cycle", period=days), cell(what="asleep", at=0)),
            (question(kind="stickiness", period=days), cell(at=9)),
            (question(kind="intervals", period=days, start=view), cell(at=50)),
            (question(kind="distribution", period=days, events=view), cell(at=50)),
        ):
            with pytest.raises(NoSuchCell):
                await world.behind(platform, asked, at)


class TestShards:
    async def test_answer_as_one_table_does(self, platform: Platform) -> None:
        rng = Random(11)
        made = world.market(rng, people=40, most=0, ago=AGO)
        for number in range(600):
            some = world.market(Random(number), people=40, most=2, ago=[*AGO, *range(0, 3 * DAY, 5_000_000)])
            made.deeds += some.deeds
        await clear(platform)
        async with world.shards(platform) as engine:
            await made.fill(platform)
            await made.name(platform)
            for shard in range(SHARDS):
                await made.fill(platform, suffix=f"_{shard}", shard=shard, shards=SHARDS)
            for kind in (
                "trends",
                "funnel",
                "retention",
                "paths",
                "distribution",
                "stickiness",
                "life_cycle",
                "intervals",
            ):
                for _ in range(5):
                    asked = question(**drawn(rng, kind))
                    one = await world.answer(platform, asked)
                    for table in TABLES:  # so that whatever still reads one table finds nothing there
                        await platform.clickhouse.command(f"EXCHANGE TABLES {table} AND {table}_empty")
                    spread = await world.answer(platform, asked, engine=engine)
                    for table in TABLES:
                        await platform.clickhouse.command(f"EXCHANGE TABLES {table} AND {table}_empty")
                    assert spread == one, asked
