"""Trends, paths, distribution, stickiness, life-cycle, intervals: each is what is counted person by person."""

from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.audiences.contract.values import duration_ms
from huoshui.audiences.rules.person import Deed
from huoshui.bedrock import readings
from huoshui.insight.analyses.waits import EDGES_S
from huoshui.insight.questions.periods import Buckets, Span, number
from tests.audiences.world import Market

from . import world
from .test_funnel import group_of, quantile
from .world import DAY, HOUR, MINUTE, NAMES, NOW, NOW_MS, TODAY, day, question

AGO = [0, 1, MINUTE, 20 * MINUTE, 31 * MINUTE, HOUR, 2 * HOUR, 11 * HOUR, 11 * HOUR + 1, DAY, DAY + HOUR, 2 * DAY, 4 * DAY,
       5 * DAY, 8 * DAY, 12 * DAY, 20 * DAY, 40 * DAY, -HOUR]  # fmt: skip
laws = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])


def period(rng: Random, *lengths: int) -> dict[str, str]:
    first = TODAY - timedelta(days=rng.choice([0, 1, 5, 9, 21]))
    return {"from": str(first), "to": str(first + timedelta(days=rng.choice(lengths or (1, 3, 12))))}


def events(rng: Random) -> dict[str, Any]:
    return {"events": rng.sample(NAMES, rng.choice([1, 2]))} if rng.random() < 0.8 else {}


def breakdown(rng: Random, *more: dict[str, Any]) -> dict[str, Any]:
    if rng.random() < 0.6:
        return {}
    return {"breakdown": rng.choice([{"by": "trait", "trait": "city"}, *more])}


def inside(deeds: list[Deed], span: Span) -> list[Deed]:
    return [deed for deed in deeds if span.since <= deed.at < span.end]


class Law:
    """One world, several questions of a kind; ``check`` holds an answer against fingers."""

    kind: str
    check: Any

    async def run(self, platform: Platform, rng: Random) -> None:
        made = world.market(rng, people=5, most=60, ago=AGO)
        await world.settle(platform, made)
        for _ in range(4):
            words = {"kind": self.kind, "period": period(rng), **self.drawn(rng)}
            asked, units = question(**words), rng.choice([None, None, (1,)])
            found = await world.answer(platform, asked, units=units)
            span = Span.of(asked.period, zone=asked.zone, now=NOW)
            assert self.told(found) == self.by_hand(asked, made, world.persons(made, units=units), span), words

    def drawn(self, rng: Random) -> dict[str, Any]:
        raise NotImplementedError

    def told(self, found: Any) -> Any:
        raise NotImplementedError

    def by_hand(self, asked: Any, made: Market, persons: dict[int, list[Deed]], span: Span) -> Any:
        raise NotImplementedError


class Stickiness(Law):
    kind = "stickiness"

    def drawn(self, rng):
        return {"active": events(rng), "granularity": rng.choice(["week", "month"]), **breakdown(rng)}

    def told(self, found):
        return {
            (line.group, point.bucket, one.days): one.people
            for line in found.lines for point in line.points for one in point.days if one.people
        }  # fmt: skip

    def by_hand(self, asked, made, persons, span):
        buckets, counts = Buckets.of(span, asked.granularity), Counter()
        for person, deeds in persons.items():
            days = {day(deed.at): deed.at for deed in inside(world.done(deeds, asked.active), span)}
            by_bucket = Counter(number(at, asked.granularity, asked.zone) - buckets.first for at in days.values())
            for place, active in by_bucket.items():
                counts[group_of(made, asked, person, ""), buckets.label(place), active] += 1
        return dict(counts)


class LifeCycle(Law):
    kind = "life_cycle"

    def drawn(self, rng):
        return {"active": events(rng), "granularity": rng.choice(["day", "week", "month"]), **breakdown(rng)}

    def told(self, found):
        return {
            (line.group, point.bucket, state): getattr(point, state)
            for line in found.lines for point in line.points
            for state in ("new", "returning", "resurrecting", "dormant") if getattr(point, state)
        }  # fmt: skip

    def by_hand(self, asked, made, persons, span):
        buckets, counts = Buckets.of(span, asked.granularity), Counter()
        for person, deeds in persons.items():
            active = {number(deed.at, asked.granularity, asked.zone) for deed in world.done(deeds, asked.active)}
            for place in range(len(buckets)):
                here, before = buckets.first + place in active, buckets.first + place - 1 in active
                if not (here or before) or buckets.starts[place] > NOW_MS:
                    continue
                state = "new" if here and min(active) == buckets.first + place else "returning"
                state = state if before or state == "new" else "resurrecting"
                counts[group_of(made, asked, person, ""), buckets.label(place), state if here else "dormant"] += 1
        return dict(counts)


class Intervals(Law):
    kind = "intervals"

    def drawn(self, rng):
        end = {"end": events(rng)} if rng.random() < 0.6 else {}
        return {
            "start": events(rng), **end, "within": rng.choice(["1m", "1h", "3d", "90d"]), **breakdown(rng, {"by": "channel"})
        }  # fmt: skip

    def told(self, found):
        return {
            line.group: (
                line.people, (line.quantiles_s["p50"], line.quantiles_s["p90"]),
                {bar.from_s: (bar.intervals, bar.people) for bar in line.histogram if bar.intervals},
            )
            for line in found.lines if line.intervals
        }  # fmt: skip

    def by_hand(self, asked, made, persons, span):
        gaps = defaultdict(list)
        for person, deeds in persons.items():
            starts = sorted((one.at, one.channel) for one in world.done(deeds, asked.start) if one.at >= span.since)
            ends = sorted(one.at for one in world.done(deeds, asked.end or asked.start))
            first = dict(reversed(starts))  # of several at one moment the first by name
            for at, channel in first.items():
                end = next((one for one in ends if one > at), None)
                if end is None or at >= span.end or end - at > duration_ms(asked.within):
                    continue
                if not any(at < other < end for other in first):
                    gaps[group_of(made, asked, person, channel)].append((end - at, person))
        return {group: self._figures(some) for group, some in gaps.items()}

    def _figures(self, some):
        bins = defaultdict(list)
        for gap, person in some:
            bins[EDGES_S[bisect_right(EDGES_S, gap / 1000) - 1]].append(person)
        lengths = [gap for gap, _ in some]
        return (
            len({person for _, person in some}), (quantile(0.5, lengths), quantile(0.9, lengths)),
            {edge: (len(who), len(set(who))) for edge, who in bins.items()},
        )  # fmt: skip


class Distribution(Law):
    kind = "distribution"

    def drawn(self, rng):
        of = rng.choice(["count", "sum", "value", "hour", "weekday"])
        more = {"property": "price"} if of in {"sum", "value"} else {}
        if of in {"sum", "value", "count"}:
            more["edges"] = rng.choice([[0, 1, 2.5, 3], [1, 3], [-4, 2.4999, 10]])
        return {"events": events(rng), "of": of, **more, **breakdown(rng, {"by": "channel"})}

    def told(self, found):
        return {
            (line.group, place): (one.people, one.events)
            for line in found.lines for place, one in enumerate(line.bins) if one.people
        } | {line.group: (line.people, line.quantiles and line.quantiles["p50"]) for line in found.lines if line.people}  # fmt: skip

    def by_hand(self, asked, made, persons, span):
        values = defaultdict(list)  # group → (person, value, events)
        for person, deeds in persons.items():
            by_group = defaultdict(list)
            for deed in inside(world.done(deeds, asked.events), span):
                by_group[group_of(made, asked, person, deed.channel)].append(deed)
            for group, some in by_group.items():
                for value, n in self._values(asked, some):
                    values[group].append((person, value, n))
        counts = {}
        for group, some in values.items():
            bins = defaultdict(list)
            for person, value, n in some:
                edges = asked.edges or (range(24) if asked.of == "hour" else range(1, 8))
                bins[max(0, bisect_right(list(edges), value) - 1)].append((person, n))
            counts |= {
                (group, place): (len({p for p, _ in who}), sum(n for _, n in who)) for place, who in bins.items()
            }
            median = (
                quantile(0.5, [value for _, value, _ in some]) * 1000 if asked.of in {"count", "sum", "value"} else None
            )
            counts[group] = (len({person for person, _, _ in some}), median)
        return counts

    def _values(self, asked, deeds):
        if asked.of == "count":
            return [(len(deeds), len(deeds))]
        if asked.of in {"sum", "value"}:
            read = [readings.number(deed.properties.get("price")) for deed in deeds]
            numbers = [one / 10_000 for one in read if one is not None]
            if asked.of == "sum":
                return [(sum(numbers), len(numbers))] if numbers else []
            return [(one, 1) for one in numbers]
        clock = [readings.in_beijing(deed.at) for deed in deeds]
        return [((minute // 60) if asked.of == "hour" else weekday, 1) for weekday, minute in clock]


class Paths(Law):
    kind = "paths"

    def drawn(self, rng):
        marked = {rng.choice(["start", "end"]): events(rng)} if rng.random() < 0.7 else {}
        return {
            **marked, "gap": rng.choice(["1s", "30m", "1h"]), "steps": rng.choice([2, 3, 5]), "top": 3,
            "collapse": rng.random() < 0.6, **({"events": events(rng)} if rng.random() < 0.4 else {}), **breakdown(rng),
        }  # fmt: skip

    def told(self, found):
        return {
            line.group: (
                line.paths, line.people, [(tuple(one.path), one.paths, one.people) for one in line.top],
                {(edge.step, edge.since, edge.to): edge.paths for edge in line.edges},
            )
            for line in found.lines if line.paths
        }  # fmt: skip

    def by_hand(self, asked, made, persons, span):
        gone, marked = defaultdict(list), asked.start or asked.end
        for person, deeds in persons.items():
            looked_at = [
                one for one in inside(deeds, span) if any(world.done([one], e) for e in (asked.events, marked) if e)
            ]
            marks = [(one.at, one.name, bool(marked and world.done([one], marked))) for one in looked_at]
            for path in self._of(asked, sorted(marks)):
                gone[group_of(made, asked, person, "")].append((path, person))
        return {group: self._figures(asked, some) for group, some in gone.items()}

    def _of(self, asked, deeds):
        visits = []
        for one in deeds:
            if visits and one[0] - visits[-1][-1][0] <= duration_ms(asked.gap):
                visits[-1].append(one)
            else:
                visits.append([one])
        for visit in visits:
            at = next((place for place, one in enumerate(visit) if one[2]), None)
            if at is None and (asked.start or asked.end):
                continue
            part = visit[at:] if asked.start else visit[: at + 1] if asked.end else visit
            names = [one[1] for one in part]
            if asked.collapse:
                names = [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]
            yield tuple(names[-asked.steps :] if asked.end else names[: asked.steps])

    def _figures(self, asked, some):
        counts, who, edges = Counter(path for path, _ in some), defaultdict(set), Counter()
        for path, person in some:
            who[path].add(person)
            way = path[::-1] if asked.end else path
            for place, name in enumerate(way, start=1):
                edges[place, name, way[place] if place < len(way) else None] += 1
        top = sorted(counts, key=lambda path: (-counts[path], [sorted(NAMES).index(name) for name in path]))[:3]
        return (
            len(some), len({person for _, person in some}), [(path, counts[path], len(who[path])) for path in top],
            dict(edges),
        )  # fmt: skip


class Trends(Law):
    kind = "trends"

    def drawn(self, rng):
        measures = ["events", "people", "per_person", "sum", "average", "sum_per_person"]
        series = []
        for measure in rng.sample(measures, rng.choice([1, 2])):
            more = {"property": "price"} if measure in {"sum", "average", "sum_per_person"} else {}
            series.append({**events(rng), "measure": measure, **more})
        return {
            "series": series, "granularity": rng.choice(["hour", "day", "week", "month"]), "compare": rng.random() < 0.4,
            "cumulative": rng.random() < 0.4, **breakdown(rng, {"by": "channel"}),
        }  # fmt: skip

    def told(self, found):
        figures = {
            (line.series, line.group, place): (round(point.figure.numerator, 4), point.figure.denominator)
            for line in found.lines for place, point in enumerate(line.points) if line.people
        }  # fmt: skip
        before = {
            (line.series, line.group, place, "before"): (round(point.previous.numerator, 4), point.previous.denominator)
            for line in found.lines for place, point in enumerate(line.points) if point.previous and line.people
        }  # fmt: skip
        return figures | before

    def by_hand(self, asked, made, persons, span):
        found = self._of(asked, made, persons, span)
        keys = {(series, group) for series, group, _ in found}
        if asked.compare:
            before = self._of(asked, made, persons, span.before())
            count, earlier = len(Buckets.of(span, asked.granularity)), len(Buckets.of(span.before(), asked.granularity))
            for series, group in keys:
                empty = self._figure(asked.series[series].measure, [])
                for place in range(min(count, earlier)):
                    found[series, group, place, "before"] = before.get((series, group, place), empty)
        return found

    def _of(self, asked, made, persons, span):
        buckets, deeds = Buckets.of(span, asked.granularity), defaultdict(list)
        for place, series in enumerate(asked.series):
            for person, some in persons.items():
                for deed in inside(world.done(some, series), span):
                    at = number(deed.at, asked.granularity, asked.zone) - buckets.first
                    deeds[place, group_of(made, asked, person, deed.channel)].append((at, person, deed))
        figures = {}
        for (place, group), some in deeds.items():
            for at in range(len(buckets)):
                here = [one for one in some if one[0] == at or (asked.cumulative and one[0] < at)]
                figures[place, group, at] = self._figure(asked.series[place].measure, here)
        return figures

    def _figure(self, measure, some):
        read = [readings.number(deed.properties.get("price")) for _, _, deed in some]
        numbers, people = [one for one in read if one is not None], len({person for _, person, _ in some})
        of = {"events": len(some), "per_person": len(some), "people": people}.get(
            measure, round(sum(numbers) / 10_000, 4)
        )
        return of, {"average": len(numbers), "per_person": people, "sum_per_person": people}.get(measure, 1)


class TestTheLaw:
    @laws
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_stickiness(self, platform: Platform, rng: Random) -> None:
        await Stickiness().run(platform, rng)

    @laws
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_the_life_cycle(self, platform: Platform, rng: Random) -> None:
        await LifeCycle().run(platform, rng)

    @laws
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_intervals(self, platform: Platform, rng: Random) -> None:
        await Intervals().run(platform, rng)

    @laws
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_distribution(self, platform: Platform, rng: Random) -> None:
        await Distribution().run(platform, rng)

    @laws
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_paths(self, platform: Platform, rng: Random) -> None:
        await Paths().run(platform, rng)

    @laws
    @given(rng=st.randoms(use_true_random=True))
    async def test_of_trends(self, platform: Platform, rng: Random) -> None:
        await Trends().run(platform, rng)
