"""Retention: what ClickHouse says is what is counted person by person, the borders, and a table that the world knows."""

from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.insight.questions.periods import Buckets, Span, number
from tests.audiences.world import Market

from . import world
from .test_funnel import group_of
from .world import DAY, HOUR, NAMES, NOW, TODAY, question

AGO = [0, HOUR, 11 * HOUR, 11 * HOUR + 1, DAY, DAY + HOUR, 2 * DAY, 3 * DAY, 4 * DAY, 6 * DAY, 7 * DAY, 8 * DAY, 9 * DAY,
       13 * DAY, 20 * DAY, 35 * DAY, 70 * DAY, -HOUR]  # fmt: skip


def drawn(rng: Random) -> dict[str, Any]:
    granularity = rng.choice(["day", "day", "week", "month"])
    days = {"day": 10, "week": 30, "month": 70}[granularity]
    first = TODAY - timedelta(days=rng.randint(0, days))
    mode = rng.choice(["exact", "exact", "rolling", "bracket"])
    asked = {
        "kind": "retention", "start": {"events": rng.sample(NAMES, rng.choice([1, 2]))}, "granularity": granularity,
        "ages": rng.choice([4, 7, 70]), "mode": mode, "cohort": rng.choice(["first", "entry"]),
        "period": {"from": str(first), "to": str(first + timedelta(days=rng.choice([1, 5, days])))},
    }  # fmt: skip
    if rng.random() < 0.6:
        asked["back"] = {"events": rng.sample(NAMES, rng.choice([1, 2]))} if rng.random() < 0.7 else {}
    if mode == "bracket":
        asked["brackets"] = rng.choice([[0, 1, 3], [1, 2], [0, 4]])
    if rng.random() < 0.3:
        asked["breakdown"] = rng.choice([{"by": "channel"}, {"by": "trait", "trait": "city"}])
    return asked


def by_hand(made: Market, asked: Any, *, units: tuple[int, ...] | None = None) -> dict[Any, tuple[int, list[int]]]:
    """(group, place of the cohort) → size, and who came back per column."""
    span = Span.of(asked.period, zone=asked.zone, now=NOW)
    first = Buckets.of(span, asked.granularity).first
    table: dict[Any, tuple[int, list[int]]] = {}
    for person, deeds in world.persons(made, units=units).items():
        for cohort, entry, channel in begun(asked, deeds, span):
            backs = [one.at for one in world.done(deeds, asked.back or asked.start) if one.at >= entry]
            ages = {number(at, asked.granularity, asked.zone) - cohort for at in backs}
            came = [
                any(since <= age and (asked.mode == "rolling" or age < until) for age in ages)
                for since, until in asked.columns
            ]
            key = (group_of(made, asked, person, channel), cohort - first)
            size, counts = table.get(key, (0, [0] * len(came)))
            table[key] = (size + 1, [one + more for one, more in zip(counts, came, strict=True)])
    return table


def begun(asked: Any, deeds: list[Any], span: Span) -> list[tuple[int, int, str]]:
    """Cohort, moment and channel of each beginning."""
    starts = sorted((one.at, one.channel) for one in world.done(deeds, asked.start))
    if asked.cohort == "first":
        starts = starts[:1]
    found: dict[int, tuple[int, str]] = {}
    for at, channel in starts:
        if span.since <= at < span.end:
            found.setdefault(number(at, asked.granularity, asked.zone), (at, channel))
    return [(cohort, *one) for cohort, one in found.items()]


class TestTheLaw:
    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_the_table_is_counted_person_by_person(self, platform: Platform, rng: Random) -> None:
        made = world.market(rng, people=5, most=60, ago=AGO)
        await world.settle(platform, made)
        for _ in range(4):
            words = drawn(rng)
            asked, units = question(**words), rng.choice([None, None, (1,)])
            found = await world.answer(platform, asked, units=units)
            expected = by_hand(made, asked, units=units)
            told = {
                (line.group, cohort.cell.at): (cohort.size, [int(one.figure.numerator) for one in cohort.returns])
                for line in found.lines for cohort in line.cohorts if cohort.size
            }  # fmt: skip
            seen = {key: (size, came[: len(told[key][1])]) for key, (size, came) in expected.items() if key in told}
            assert told == seen, words
            assert set(told) == set(expected), words
            for key, (_, came) in expected.items():  # what is not told lies ahead, so nobody can have come back
                assert not any(came[len(told[key][1]) :]), words
