"""Reading experiments: what they are, who is in which arm, what came of them, and how large one must be."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences.published import bucket_v1, seed_v1
from huoshui.bedrock import clock
from huoshui.insight.dimensions import Dimension
from huoshui.insight.experiments import rules, warehouse
from huoshui.insight.experiments.contract import (
    TEN_THOUSAND,
    Caused,
    Experiment,
    ExperimentNotBegun,
    NoSuchExperiment,
    Outcome,
    Plan,
    Report,
    ResultAsked,
    Size,
    SizeAsked,
    State,
    TooFewInArms,
)
from huoshui.insight.experiments.rules import Units
from huoshui.insight.ground import DAY_MS, Dated, Ground
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Sayable, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.science.arrays import Floats
from huoshui.insight.value import queries as value
from huoshui.insight.value import warehouse as predictions


async def experiments(session: AsyncSession) -> list[Experiment]:
    """This will list experiments, the newest first."""
    return [_experiment(row) for row in await session.execute(text(f"{_EXPERIMENTS} ORDER BY id DESC"))]


async def state(session: AsyncSession) -> str:
    """This will give a word that is another once an experiment began, changed or was stopped."""
    return str(await session.scalar(_STATE))


async def experiment(session: AsyncSession, *, ref: str) -> Experiment:
    """
    This will give an experiment by its number or its name.

    :raises NoSuchExperiment: if there is none
    """
    number = int(ref) if ref.isdecimal() and len(ref) < 19 else 0
    row = (
        await session.execute(text(f"{_EXPERIMENTS} WHERE id = :id OR name = :name ORDER BY id = :id DESC LIMIT 1"),
                              {"id": number, "name": ref})
    ).first()  # fmt: skip
    if row is None:
        raise NoSuchExperiment(experiment=ref[:100])
    return _experiment(row)


def arm_of(found: Experiment, *, person: int) -> str | None:
    """This will name the arm that a person is in; nothing for who takes no part."""
    return found.arm_of(bucket_v1(found.salt, person))


async def report(asking: Asking, *, found: Experiment, asked: ResultAsked) -> Report:
    """
    This will judge an experiment on what people in its arms did since it began.

    :raises ExperimentNotBegun: if it has not begun
    :raises TooFewInArms: if an arm has fewer than two people
    """
    ground, units, ended, complete = await _measured(asking, found)
    plan = found.plan
    goals = await asyncio.to_thread(rules.judged, units, plan)
    memberships = {
        _label(segment, place): await warehouse.members(ground, segment, units.persons)
        for place, segment in enumerate(asked.segments, start=1)
    }
    ratio = rules.sample_ratio(units, plan)
    ranking = None
    if asked.ranking is not None:
        scores = await _scores(ground, units, asked.ranking)
        ranking = {"by": asked.ranking, **await asyncio.to_thread(rules.ranked, units, plan, scores)}
    zh, en = rules.verdict(plan, goals, ratio, complete=complete)
    return Report(
        experiment=found,
        people=len(units.persons),
        outcomes_until=clock.moment(ended),
        complete=complete,
        sample_ratio=ratio,
        goals=tuple(goals),
        segments=tuple(rules.by_segment(units, plan, memberships)),
        ranking=ranking,
        verdict_zh=zh,
        verdict_en=en,
    )


async def arm_who(asking: Asking, *, found: Experiment, cell: Cell) -> Who:
    """
    This will give who is counted in an arm (``group``).

    :raises NoSuchCell: if there is no such arm, or the experiment has not begun
    """
    place = _place(found, cell)
    began, ended, _ = _span(asking, found)
    ground = await Ground.of(asking, Dated(people=found.plan.people))
    return warehouse.arm_who(ground, arm=place + 1, **_asked(found, (), began=began, since=began, ended=ended))


def arm_said(found: Experiment, *, cell: Cell) -> Sayable:
    """
    This will say an arm (``group``) in the segment language, where everybody in it counts.

    :raises NoSuchCell: as `arm_who` does
    """
    place, plan = _place(found, cell), found.plan
    if plan.exposed:
        return Sayable(None, saying.AS_A_SNAPSHOT)
    edges = [0, *accumulate(arm.share for arm in plan.arms)]
    node: saying.Node = {"kind": "bucket", "salt": found.salt, "from": edges[place], "to": edges[place + 1]}
    return saying.said([node, *([saying.of_segment(plan.people)] if plan.people is not None else ())])


async def size(ground: Ground, *, asked: SizeAsked) -> Size:
    """This will plan an experiment from what the viewer's people did lately."""
    now, window = clock.milliseconds(ground.asking.now), asked.window_days * DAY_MS
    table = await warehouse.people(
        ground, outcomes=[asked.outcome], edges=[TEN_THOUSAND], seed=0, began=now - window,
        counted=now - window, ended=now, before_from=now - 2 * window,
    )  # fmt: skip
    before, after = (_matrix(table, name, 1) for name in ("before", "after"))
    return await asyncio.to_thread(rules.size, before[:, 0], after[:, 0], asked)


async def caused(ground: Ground, *, by: Dimension, conversion: Outcome, money: Outcome) -> Mapping[str | None, Caused]:
    """
    This will tell what hold-outs say of the ground's period, per value that one held out; ``None``: of all that we do.

    By the newest experiment of each value that overlaps the period and has people in all arms.
    """
    found: dict[str | None, Caused] = {}
    for one in await experiments(ground.asking.session):
        plan = one.plan
        held = plan.held_out.value if plan.held_out is not None and plan.held_out.by == by else None
        if (held is None and not plan.everything) or held in found or one.started_at is None:
            continue
        began, ended, _ = _span(ground.asking, one)
        since, until = max(began, ground.since), min(ended, ground.until)
        if since >= until:
            continue
        try:
            own, units = await _units(ground.asking, one, (conversion, money), since=since, ended=until)
        except TooFewInArms:
            continue
        leaked = None
        if held is not None:
            met = await warehouse.met(own, by=by, value=held, since=since, until=until)
            leaked = int(np.isin(units.persons[units.arms == 0], met).sum())
        conversions, money_ = await asyncio.to_thread(rules.effects, units, plan)
        everybody = sum(arm.share for arm in plan.arms) == TEN_THOUSAND and plan.people is None and not plan.exposed
        found[held] = Caused(
            plan.name, since, until, int((units.arms > 0).sum()), int((units.arms == 0).sum()), leaked,
            conversions, money_, whole=everybody and (since, until) == (ground.since, ground.until),
        )  # fmt: skip
    return found


async def _measured(asking: Asking, found: Experiment) -> tuple[Ground, Units, int, bool]:
    began, ended, complete = _span(asking, found)
    outcomes = [goal.outcome for goal in found.plan.goals]
    ground, units = await _units(asking, found, outcomes, since=began, ended=ended)
    return ground, units, ended, complete


def _span(asking: Asking, found: Experiment) -> tuple[int, int, bool]:
    """When outcomes began and ended to count, and whether that is over."""
    if found.started_at is None:
        raise ExperimentNotBegun(name=found.plan.name)
    began, now = clock.milliseconds(found.started_at), clock.milliseconds(asking.now)
    until = began + found.plan.window_days * DAY_MS
    ended = min(until, now) if found.stopped_at is None else min(until, now, clock.milliseconds(found.stopped_at))
    return began, ended, now >= until or found.state is State.STOPPED


async def _units(
    asking: Asking, found: Experiment, outcomes: Sequence[Outcome], *, since: int, ended: int
) -> tuple[Ground, Units]:
    """The people in arms, with what they did before the experiment began, and in [since, ended)."""
    plan = found.plan
    began, _, _ = _span(asking, found)
    ground = await Ground.of(asking, Dated(people=plan.people))
    table = await warehouse.people(ground, **_asked(found, outcomes, began=began, since=since, ended=ended))
    units = Units(
        table.column("person").to_numpy().astype(np.int64),
        table.column("arm").to_numpy().astype(np.int64) - 1,
        _matrix(table, "before", len(outcomes)),
        _matrix(table, "after", len(outcomes)),
    )
    if np.bincount(units.arms, minlength=len(plan.arms)).min() < 2:
        raise TooFewInArms(units=len(units.persons))
    return ground, units


def _asked(found: Experiment, outcomes: Sequence[Outcome], *, began: int, since: int, ended: int) -> dict[str, Any]:
    """What the people of an experiment are asked by."""
    plan = found.plan
    return {
        "outcomes": outcomes,
        "edges": list(accumulate(arm.share for arm in plan.arms)),
        "seed": seed_v1(found.salt),
        "began": began,
        "counted": since,
        "ended": ended,
        "before_from": began - plan.before_days * DAY_MS,
        "exposed": plan.name if plan.exposed else "",
    }


def _place(found: Experiment, cell: Cell) -> int:
    names = [arm.name for arm in found.plan.arms]
    if found.started_at is None or cell.what != "people" or cell.group not in names:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such arm, or it has not begun")
    return names.index(cell.group)


async def _scores(ground: Ground, units: Units, by: str) -> Floats:
    """What people are ranked by: what they did of the goal before, or what is expected of them."""
    if by == "before":
        return units.before[:, 0]
    last = await value.latest(ground.asking.session)
    scores = np.zeros(len(units.persons))
    if last is not None:
        table = await predictions.expected(ground, run=last.id)
        known = table.column("person").to_numpy().astype(np.int64)
        order = np.argsort(known)
        places = np.searchsorted(known[order], units.persons).clip(max=max(len(known) - 1, 0))
        if len(known):
            there = known[order][places] == units.persons
            scores[there] = table.column("value_fen").to_numpy()[order][places][there]
    return scores


def _matrix(table: Any, name: str, size: int) -> Floats:  # noqa: ANN401 an Arrow table
    flat: Floats = table.column(name).combine_chunks().flatten().to_numpy(zero_copy_only=False).astype(float)
    return flat.reshape(-1, size)


def _label(segment: Any, place: int) -> str:  # noqa: ANN401 a name or a definition
    return segment if isinstance(segment, str) else f"#{place}"


def _experiment(row: Any) -> Experiment:  # noqa: ANN401 SQLAlchemy's rows
    return Experiment(
        row.id, Plan.model_validate(row.definition), row.salt, State(row.state), row.version, row.created_at,
        row.created_by, row.started_at, row.stopped_at,
    )  # fmt: skip


_STATE = text("""
    SELECT count(*) || ':' || coalesce(sum(version), 0) || ':' || count(started_at) || ':' || count(stopped_at)
    FROM experiments
""")
_EXPERIMENTS = """
    SELECT id, name, salt, definition, state, version, created_at, created_by, started_at, stopped_at FROM experiments
"""
