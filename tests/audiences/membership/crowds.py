"""The generated market of audiences, as the rounds see it."""

import numpy as np
import orjson

from huoshui.audiences.contract.language import Definition
from huoshui.audiences.membership.rules.crowd import Crowd, Someone, Trace, pack
from huoshui.audiences.membership.rules.matching import Matcher, News, deed_of
from huoshui.audiences.membership.rules.plan import Plan, Watched, is_incremental, planned
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Person
from tests.audiences.world import Market


def plan_of(*nodes: dict) -> Plan:
    trees = [Definition.model_validate({"version": 1, "where": node}).where for node in nodes]
    trees = [tree for tree in trees if is_incremental(tree)]
    return planned([Watched(number, f"s{number}", 1, tree) for number, tree in enumerate(trees, start=1)])


def news_of(market: Market) -> News:
    deeds = [deed for _, deed in market.deeds]
    return News(
        [identity for identity, _ in market.deeds],
        [deed.at for deed in deeds],
        [deed.name for deed in deeds],
        [deed.channel for deed in deeds],
        [deed.call for deed in deeds],
        [orjson.dumps(deed.properties) for deed in deeds],
    )


def crowd_of(market: Market, plan: Plan, *, now: int) -> Crowd:
    news, matcher = news_of(market), Matcher(plan)
    hits = matcher.match(news)
    slow = matcher.needs_deed(hits)
    traces: dict[int, list[Trace]] = {number: [] for number in market.people}
    for row in range(len(news)):
        person = market.person_of.get(news.identity[row], news.identity[row])
        if person in traces:
            deed = deed_of(news, row) if slow[row] else None
            traces[person].append(Trace(news.at[row], pack(hits[row]), deed))
    people = [someone(market.person(number), plan, now=now) for number in market.people]
    return Crowd.of(plan, people, traces.values())


def answers_of(crowd: Crowd, *, now: int, wanted: np.ndarray) -> np.ndarray:
    rows = [crowd.answer(place, now=now, wanted=wanted) for place in range(len(wanted))]
    return np.array(rows, dtype=bool).reshape(wanted.shape)


def someone(person: Person, plan: Plan, *, now: int) -> Someone:
    still = pack([judge(leaf.asked, person, now=now).met for leaf in plan.still.values()])
    return Someone(person.number, True, (person.number,), still, person, person.sales)
