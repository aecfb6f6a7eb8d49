"""Funnels: what ClickHouse says of everybody is what a person counts on fingers, and the borders exactly."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.audiences.rules.person import Deed
from huoshui.bedrock import readings
from huoshui.insight.analyses.funnel.words import Funnel
from huoshui.insight.analyses.waits import EDGES_S
from tests.audiences.world import Market

from . import world
from .world import DAY, HOUR, NAMES, NOW_MS, TODAY, question

VIEW, ADD = "Product Viewed", "Product Added"


CLOSE = [0, 1, HOUR - 1, HOUR, HOUR + 1, 3 * HOUR, 11 * HOUR, 11 * HOUR + 1, DAY, DAY + HOUR, 2 * DAY, 9 * DAY, -HOUR]


class ByHand:
    """A funnel worked out for one person after the other."""

    def __init__(self, asked: Funnel, since: int, end: int) -> None:
        self.asked, self.since, self.end = asked, since, end

    def attempts(self, deeds: list[Deed]) -> list[tuple[list[int], str]]:
        """The ways of a person: the moments of the steps, and the channel of the entry where it is asked for."""
        if self.asked.hold is None:
            return self._attempts(deeds)
        values = {deed.properties.get(self.asked.hold) for deed in deeds} - {None}
        return [
            way
            for value in sorted(values)
            for way in self._attempts([one for one in deeds if one.properties.get(self.asked.hold) == value])
        ]

    def best(self, deeds: list[Deed]) -> tuple[list[int], str] | None:
        ways = sorted(self.attempts(deeds), key=lambda way: (-len(way[0]), way[0][0], way[1]))
        return ways[0] if ways else None

    def _attempts(self, deeds: list[Deed]) -> list[tuple[list[int], str]]:
        asked = self.asked
        deeds = [deed for deed in deeds if self.since <= deed.at]
        steps = [[deed.at for deed in world.done(deeds, step)] for step in asked.steps]
        starting = asked.steps if asked.order == "any" else asked.steps[:1]
        entries = [deed for deed in deeds if any(world.done([deed], one) for one in starting)]
        by_channel = asked.breakdown is not None and asked.breakdown.by == "channel"
        way = self._any if asked.order == "any" else self._ordered
        return [
            (way(deed.at, steps, deeds), deed.channel if by_channel else "")
            for deed in sorted(entries, key=lambda deed: (deed.at, deed.channel)) if deed.at < self.end
        ]  # fmt: skip

    def _ordered(self, entry: int, steps: list[list[int]], deeds: list[Deed]) -> list[int]:
        way = [entry]
        for place, step in enumerate(steps[1:], start=2):
            later = sorted(deed.at for deed in deeds if deed.at > way[-1])
            found = [at for at in sorted(step) if way[-1] < at <= entry + self.asked.within_ms]
            if self.asked.order == "strict":
                found = [at for at in found if at == later[0]]
            if not found or self._is_out(way[-1], found[0], place, deeds):
                break
            way.append(found[0])
        return way

    def _any(self, entry: int, steps: list[list[int]], deeds: list[Deed]) -> list[int]:
        firsts = [[at for at in sorted(step) if entry <= at <= entry + self.asked.within_ms] for step in steps]
        found = sorted(one[0] for one in firsts if one)
        return [at for at in found if not self._is_out(entry, at, None, deeds)]

    def _is_out(self, since: int, until: int, place: int | None, deeds: list[Deed]) -> bool:
        for one in self.asked.exclusions:
            covers = place is None or one.after < place <= (one.before or len(self.asked.steps))
            if covers and any(since < deed.at < until for deed in world.done(deeds, one)):
                return True
        return False


def quantile(level: float, values: list[int]) -> float:
    """As the engine's quantileExact: a value that occurred."""
    return float(sorted(values)[min(int(level * len(values)), len(values) - 1)]) / 1000


def drawn(rng: Random) -> dict[str, Any]:
    def events() -> dict[str, Any]:
        found: dict[str, Any] = {"events": rng.sample(NAMES, rng.choice([1, 1, 2]))}
        if rng.random() < 0.2:
            found["where"] = [{"property": "price", "test": {"type": "number", "op": ">", "value": 1}}]
        return found if rng.random() < 0.9 else {}

    order = rng.choice(["ordered", "ordered", "ordered", "strict", "any"])
    count = rng.randint(2, 4)
    first = TODAY - timedelta(days=rng.choice([0, 1, 7, 9]))
    asked = {
        "kind": "funnel", "steps": [events() for _ in range(count)], "order": order,
        "within": rng.choice(["1s", "1h", "1d", "7d"]), "times": rng.random() < 0.6,
        "period": {"from": str(first), "to": str(first + timedelta(days=rng.choice([1, 2, 10])))},
        "count": rng.choice(["people", "people", "entries"]),
    }  # fmt: skip
    if rng.random() < 0.3:
        asked["exclusions"] = [events()]
        if order != "any" and count > 2:
            asked["exclusions"][0] |= {"after": 2}
    if rng.random() < 0.3 and order != "strict":
        asked["hold"] = "order"
    if rng.random() < 0.4:
        asked["breakdown"] = rng.choice([{"by": "channel"}, {"by": "trait", "trait": "city"}])
    if rng.random() < 0.3:
        asked["people"] = {"version": 1, "where": {"kind": "known"}}
    return asked


def by_hand(made: Market, asked: Funnel, *, units: tuple[int, ...] | None = None) -> dict[str | None, list[list[int]]]:
    """The ways by group."""
    since = readings.milliseconds(asked.period.since)
    hand = ByHand(asked, since, min(readings.milliseconds(asked.period.until), NOW_MS + 1))
    ways: dict[str | None, list[list[int]]] = {}
    for person, deeds in world.persons(made, units=units, only=asked.people).items():
        best = hand.best(deeds)
        found = hand.attempts(deeds) if asked.count == "entries" else [best] if best else []
        for way, channel in found:
            ways.setdefault(group_of(made, asked, person, channel), []).append(way)
    return ways


def group_of(made: Market, asked: Any, person: int, channel: str) -> str | None:
    if asked.breakdown is None:
        return None
    if asked.breakdown.by == "channel":
        return channel
    facts = made.facts.get(person)
    return str(facts.traits["city"]) if facts else ""


class TestTheLaw:
    @settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(rng=st.randoms(use_true_random=True))
    async def test_everybody_together_is_person_by_person(self, platform: Platform, rng: Random) -> None:
        made = world.market(rng, people=4, most=70, ago=CLOSE)
        await world.settle(platform, made)
        for _ in range(4):
            words = drawn(rng)
            asked, units = question(**words), rng.choice([None, None, (1,)])
            found = await world.answer(platform, asked, units=units)
            ways = by_hand(made, asked, units=units)
            expected = ways or ({None: []} if asked.breakdown is None else {})
            told = {line.group: [step.reached for step in line.steps] for line in found.lines}
            count = len(asked.steps)
            assert told == {
                group: [sum(len(way) > at for way in some) for at in range(count)] for group, some in expected.items()
            }, words
            if asked.times:
                for line in found.lines:
                    self.waits_are_right(line, expected[line.group], words)

    def waits_are_right(self, line: Any, ways: list[list[int]], words: dict[str, Any]) -> None:
        for at, step in enumerate(line.steps):
            late = [way for way in ways if len(way) == at + 1 < len(line.steps)]
            still = sum(way[0] + question(**words).within_ms > NOW_MS for way in late)
            assert step.open == (still if line.entered else None), words
            waits = [way[at] - way[at - 1] for way in ways if len(way) > at > 0]
            assert (step.waiting is None) == (not waits), words
            if step.waiting:
                bins = Counter(max(edge for edge in EDGES_S if edge * 1000 <= one) for one in waits)
                assert (step.waiting.median_s, step.waiting.p90_s) == (quantile(0.5, waits), quantile(0.9, waits)), (
                    words
                )
                assert {one.from_s: one.count for one in step.waiting.histogram if one.count} == bins, words

    def test_is_tried_on_questions_that_tell(self) -> None:
        rng, deep = Random(5), Counter()
        for _ in range(150):
            made, asked = world.market(rng, people=4, most=70, ago=CLOSE), question(**drawn(rng))
            for ways in by_hand(made, asked).values():
                for way in ways:
                    deep[asked.order, len(way)] += 1
        assert all(deep[order, 2] > 10 for order in ("ordered", "any"))
        assert deep["strict", 2] > 3
        assert deep["ordered", 3] > 5
