"""
Generated people and generated segments: few names, few values, many borders, so that they meet.

What is drawn piece by piece comes out too sparse to mean anything (nobody meets three filters at once), so Hypothesis
draws a source of chance and these functions use it; most filters are left out, most values have the type that fits.
"""

from random import Random
from typing import Any, get_args

from huoshui.audiences.contract.language import TrustStage
from huoshui.audiences.rules.person import Deed, Sale
from huoshui.audiences.rules.relating import GROUPS, RELATIONS
from huoshui.people.contract import Facts

from .world import DAY, HOUR, MINUTE, NOW, Market

Node = dict[str, Any]

NAMES = ["Product Viewed", "Product Added", "加购", "签到"]
CHANNELS = ["douyin", "weibo", ""]
TAGS = ["大客户", "new", 'it\'s \\ "odd"\n']
TEXTS = ["上海", "上海市", "sh", "SH", "", "12", "0.1", "true", "2026-11-19", "a'b\\c\"d\te", "😀", "[1]", "NULL"]
MOMENTS = [
    "2026-11-13", "2026-11-19", "2026-11-20", "2026-11-13T11:00:00+08:00", "2026-11-20T03:00:00Z",
    "2026-11-20T03:00:00.001Z", "2026-11-20 11:00", "2026-11-20T11:00:00.5", "2026-11-19T23:59:59+0530",
    "2026-02-30", "2026-13-01", "soon",
]  # fmt: skip
NUMBERS: list[Any] = [
    0,
    1,
    2,
    3,
    -1,
    0.1,
    0.2,
    0.30000000000000004,
    12,
    1e3,
    99.99995,
    "0.1",
    "12",
    10**15,
    1e30,
    "1e3",
]
LISTS: list[Any] = [["上海"], ["上海", "sh"], [12, "12"], [], ["", 1.5, None, True, ["x"]], ["a'b\\c\"d\te"]]
NATURAL = {"text": TEXTS, "date": MOMENTS, "number": NUMBERS, "array": LISTS, "boolean": [True, False]}
TRAITS = {
    "city": "text",
    "会员等级": "text",
    "age": "number",
    "birthday": "date",
    "interests": "array",
    "vip": "boolean",
}
PROPERTIES = {"price": "number", "类目": "text", "at": "date", "sizes": "array"}
POINTS = [0, 120_000, 500_000, 999_999, 1_000_000]
"""Scores of intimacy, in ten-thousandths."""
SKUS = ["k1", "k2", "双肩包"]
STAFF: list[Any] = ["s1", "s1", "s2", "s2", "三", "", 7, None]
CORPS = ["w1", "w1", "w2"]
WAYS = ["1", "16", "扫码", ""]
AGO = [
    0, 1, MINUTE, HOUR - 1, HOUR, HOUR + 1, 3 * HOUR, DAY - 1, DAY, DAY + 1, 7 * DAY - 1, 7 * DAY, 7 * DAY + 1,
    40 * DAY, -1, -HOUR,
]  # fmt: skip
DURATIONS = ["1s", "1m", "1h", "3h", "1d", "7d", "6w"]
DAYS = ["2026-11-13", "2026-11-19", "2026-11-20", "2026-11-20T03:00:00Z", "2026-11-19T03:00:00.001Z"]


def some(rng: Random, items: list[Any], most: int = 2) -> list[Any]:
    """From one to ``most`` of these."""
    return rng.sample(items, rng.randint(1, min(most, len(items))))


def value(rng: Random, kind: str) -> Any:
    """A value, mostly of that type."""
    if rng.random() < 0.8:
        return rng.choice(NATURAL[kind])
    return rng.choice([*(one for values in NATURAL.values() for one in values), {"a": 1}, None])


def market(rng: Random) -> Market:
    """Six people with nine identities."""
    made = Market(person_of={one: rng.randint(1, 6) for one in (7, 8, 9)})
    for number in range(1, 7):
        if rng.random() < 0.9:
            made.people[number] = {
                "known": rng.random() < 0.5,
                "reach": [one for one in ("sms", "wecom") if rng.random() < 0.5],
                "units": [one for one in (1, 2) if rng.random() < 0.6],
            }
        if number in made.people and rng.random() < 0.8:
            scored = {"intimacy": rng.choice(POINTS), "trust": rng.choice(get_args(TrustStage))}
            made.people[number] |= scored
        if rng.random() < 0.8:
            made.facts[number] = _facts(rng, number)
    for _ in range(rng.randint(0, 40)):
        properties = {name: value(rng, kind) for name, kind in PROPERTIES.items() if rng.random() < 0.7}
        call = "page" if rng.random() < 0.2 else "track"
        deed = Deed(NOW - rng.choice(AGO), rng.choice(NAMES), rng.choice(CHANNELS), properties, call)
        made.deeds.append((rng.randint(1, 9), deed))
    for _ in range(rng.randint(0, 25)):
        made.deeds.append((rng.randint(1, 9), told(rng, NOW - rng.choice(AGO))))
    made.frozen = [(taken, one) for taken in (1, 2) for one in rng.sample(range(1, 10), 4)]
    for _ in range(rng.randint(0, 15)):
        sale = Sale(
            NOW - rng.choice(AGO), rng.choice([0, 100, 250, 999, -50]), rng.random() < 0.7, rng.choice(CHANNELS),
            rng.random() < 0.5, rng.choice(["", "S1"]), *(tuple(some(rng, SKUS)) for _ in range(3)),
        )  # fmt: skip
        made.sales.append((rng.randint(1, 9), sale, rng.randint(0, 2)))
    return made


def told(rng: Random, at: int) -> Deed:
    """Something that the private pool tells; what a file told names no contact."""
    of_groups = rng.random() < 0.3
    properties: Node = {"staff_id": rng.choice(STAFF), **_maybe(rng, 0.9, group_id=rng.choice(["g1", "g2", ""]))}
    if rng.random() < 0.8:
        properties |= {"corp_id": rng.choice(CORPS), "external_userid": rng.choice(["wm1", "wm1", "wm2"])}
    if rng.random() < 0.3:
        properties |= {"from_staff_id": rng.choice(STAFF)}
    if rng.random() < 0.6:
        properties |= {"add_way": rng.choice([*WAYS, 16, ["1"]])}
    return Deed(at, rng.choice(list((GROUPS if of_groups else RELATIONS).events)), "", properties)


def condition(rng: Random, deep: int = 3) -> Node:
    """A tree of conditions."""
    if deep and rng.random() < 0.35:
        if rng.random() < 0.2:
            return {"kind": "as_of", **_moment(rng), "of": condition(rng, deep - 1)}
        if rng.random() < 0.3:
            return {"kind": "not", "of": condition(rng, deep - 1)}
        return {"kind": rng.choice(["all", "any"]), "of": [condition(rng, deep - 1) for _ in range(rng.randint(1, 3))]}
    return rng.choice(LEAVES)(rng)


def _moment(rng: Random) -> Node:
    """An earlier moment; a day that is not over yet means now."""
    return {"ago": rng.choice(DURATIONS)} if rng.random() < 0.5 else {"on": rng.choice(DAYS[:3])}


def test(rng: Random, kind: str) -> Node:
    """A test, mostly of that type."""
    kind = kind if rng.random() < 0.75 else rng.choice([*NATURAL, "any"])
    return {"number": number, "date": date, "text": text, "array": items, "boolean": truth}.get(kind, _exists)(rng)


def number(rng: Random) -> Node:
    amounts = [0, 1, 2, 3, 0.1, 0.2, 0.3, 12, 99.9999, 100, -1, 1000]
    if rng.random() < 0.2:
        return {"type": "number", "op": "between", "value": sorted(rng.sample(amounts, 2))}
    return {"type": "number", "op": rng.choice(["=", ">", ">=", "<", "<="]), "value": rng.choice(amounts)}


def date(rng: Random) -> Node:
    op = rng.choice(["before", "since", "between", "within_last", "longer_ago", "within_next", "age"])
    if op == "age":
        ages = sorted(rng.sample([-1, 0, 1, 2, 7, 40], 2))
        return {"type": "date", "op": op, "unit": rng.choice(["days", "days", "weeks", "months"]), "value": ages}
    if op == "between":
        return {"type": "date", "op": op, "value": rng.sample(DAYS, 2)}
    return {"type": "date", "op": op, "value": rng.choice(DAYS if op in {"before", "since"} else DURATIONS)}


def text(rng: Random) -> Node:
    op = rng.choice(["is", "contains", "starts_with", "ends_with", "one_of"])
    return {"type": "text", "op": op, "value": some(rng, TEXTS, 4) if op == "one_of" else rng.choice(TEXTS)}


def items(rng: Random) -> Node:
    op = rng.choice(["has", "has_any", "has_all"])
    held = ["上海", "sh", "12", "x", "a'b\\c\"d\te"]
    return {"type": "array", "op": op, "value": rng.choice(held) if op == "has" else some(rng, held)}


def truth(rng: Random) -> Node:
    return {"type": "boolean", "value": rng.random() < 0.5}


def _exists(_rng: Random) -> Node:
    return {"type": "any"}


def _facts(rng: Random, number: int) -> Facts:
    traits = {name: value(rng, kind) for name, kind in TRAITS.items() if rng.random() < 0.7}
    granted = frozenset(one for one in ("marketing/sms", "marketing/all", "ads/all") if rng.random() < 0.4)
    denied = frozenset(one for one in ("marketing/sms", "marketing/all") if rng.random() < 0.3)
    tags = {tag: NOW - rng.choice(AGO) for tag in TAGS if rng.random() < 0.6}
    traits = {name: one for name, one in traits.items() if one is not None}
    return Facts(number, traits, tags, granted, denied - granted)


def _maybe(rng: Random, chance: float, **parts: Any) -> Node:
    """Each part with that chance."""
    return {name: part for name, part in parts.items() if rng.random() < chance}


def _window(rng: Random) -> Node:
    if rng.random() < 0.6:
        return rng.choice(
            [{"last": one} for one in DURATIONS] + [{"last": "7d", "until": "1d"}, {"last": "1d", "until": "1h"}]
        )
    return {
        side: day for side, day in zip(("from", "to"), sorted(rng.sample(DAYS, 2)), strict=True) if rng.random() < 0.7
    }


def _events(rng: Random) -> Node:
    where = [
        {"property": name, "test": test(rng, kind)}
        for name, kind in rng.sample(list(PROPERTIES.items()), rng.choice([1, 1, 2]))
    ]
    clock = rng.choice(
        [{"from": "11:00", "to": "12:00"}, {"from": "22:00", "to": "11:01"}, {"from": "00:00", "to": "24:00"}]
    )
    return {
        **_maybe(rng, 0.6, events=some(rng, [*NAMES, "浏览商品"], 3)),
        **_maybe(rng, 0.1, roles=some(rng, ["A", "I1", "I2"]), calls=some(rng, ["track", "page"])),
        **_maybe(rng, 0.3, where=where),
        **_maybe(rng, 0.2, channels=some(rng, CHANNELS), at=clock, weekdays=some(rng, [1, 4, 5, 6, 7], 3)),
    }


def _did(rng: Random) -> Node:
    node = {"kind": "did", "test": number(rng), **_events(rng), **_maybe(rng, 0.4, within=_window(rng))}
    if rng.random() < 0.3:
        return {**node, "measure": rng.choice(["days", "span_days"]), "test": _spread(rng)}
    if rng.random() < 0.6:
        node |= {
            "measure": rng.choice(["sum", "average", "min", "max"]),
            "property": rng.choice(["price", "price", "类目"]),
        }
    return node


def _spread(rng: Random) -> Node:
    """How many days: few enough that people lie on both sides."""
    op = rng.choice(["=", ">", ">=", "<", "<=", "between"])
    few: list[Any] = [0, 1, 2, 3, 6, 0.125, 1.0001]
    return {"type": "number", "op": op, "value": sorted(rng.sample(few, 2)) if op == "between" else rng.choice(few)}


def _did_date(rng: Random) -> Node:
    node = {"kind": "did_date", "measure": rng.choice(["first", "last"]), "test": date(rng)}
    return {**node, **_events(rng), **_maybe(rng, 0.3, within=_window(rng))}


def _sequence(rng: Random) -> Node:
    later = [
        {**_events(rng), **_maybe(rng, 0.5, within=rng.choice(DURATIONS))} for _ in range(rng.choice([0, 1, 1, 2]))
    ]
    node = {"kind": "sequence", "steps": [_events(rng), *later], **_maybe(rng, 0.3, within=_window(rng))}
    if not later or rng.random() < 0.3:
        node["without"] = {**_events(rng), **_maybe(rng, 0.6, within=rng.choice(DURATIONS))}
    return node


def _tie(rng: Random) -> Node:
    few = {"type": "number", "op": rng.choice(["=", ">", ">=", "<", "<="]), "value": rng.choice([0, 1, 1, 2])}
    which = {**_maybe(rng, 0.2, corps=some(rng, CORPS)), **_maybe(rng, 0.3, within=_window(rng))}
    which |= _maybe(rng, 0.5, test=few)
    if rng.random() < 0.3:
        more = {**_maybe(rng, 0.7, standing=some(rng, list(GROUPS.standings), 1)), **_maybe(rng, 0.3, groups=["g1"])}
        return {"kind": "customer_group", **which, **more}
    return {
        "kind": "relation",
        **which,
        **_maybe(rng, 0.7, standing=some(rng, list(RELATIONS.standings), 2)),
        **_maybe(rng, 0.3, staff=some(rng, ["s1", "s2", "三", "7"])),
        **_maybe(rng, 0.2, ways=some(rng, WAYS)),
    }


def _of_orders(rng: Random) -> Node:
    few = _maybe(
        rng, 0.15, channels=some(rng, CHANNELS), online=rng.random() < 0.5, stores=["S1"], skus=some(rng, SKUS),
        products=some(rng, SKUS), item_name=rng.choice(["k", "双肩"]),
    )  # fmt: skip
    return {**few, **_maybe(rng, 0.4, state=rng.choice(["bought", "any"]), within=_window(rng))}


def _orders(rng: Random) -> Node:
    few = number(rng)
    if rng.random() < 0.3:
        measure = rng.choice(["days", "span_days"])
        return {"kind": "orders", "measure": measure, "test": _spread(rng), **_of_orders(rng)}
    if rng.random() < 0.5:
        return {"kind": "orders", "measure": "count", "test": few, **_of_orders(rng)}
    money = {
        "type": "number",
        "op": few["op"],
        "value": [100, 350] if few["op"] == "between" else rng.choice([0, 100, 250, 350]),
    }
    return {"kind": "orders", "measure": rng.choice(["net_fen", "average_net_fen"]), "test": money, **_of_orders(rng)}


def _trait(rng: Random) -> Node:
    name, kind = rng.choice(list(TRAITS.items()))
    return {"kind": "trait", "name": name, "test": test(rng, kind)}


def _simple(rng: Random) -> Node:
    return rng.choice([
        {"kind": "known"},
        {"kind": "reachable", **_maybe(rng, 0.7, channel=rng.choice(["sms", "wecom"]))},
        {"kind": "tag", "tag": rng.choice(TAGS), **_maybe(rng, 0.5, within=_window(rng))},
        {"kind": "consent", "purpose": rng.choice(["marketing", "ads"]), "channel": rng.choice(["sms", "all", "email"])},
        {"kind": "order_date", "measure": rng.choice(["first", "last"]), "test": date(rng), **_of_orders(rng)},
        {"kind": "first_channel", "channels": some(rng, [*CHANNELS, "kuaishou"])},
        {"kind": "intimacy", "test": {"type": "number", "op": rng.choice([">", ">=", "<"]), "value": rng.choice([12, 50, 99.9999])}},
        {"kind": "trust", "stages": some(rng, list(get_args(TrustStage)), 3)},
        {"kind": "snapshot", "number": rng.choice([1, 2, 3])},
        {"kind": "bucket", "salt": rng.choice(["春季", "b"]), "from": rng.choice([0, 2500]), "to": rng.choice([5000, 10_000])},
    ])  # fmt: skip


LEAVES = [
    _did, _did, _did_date, _sequence, _sequence, _tie, _tie, _orders, _trait, _trait, _simple, _simple,
]  # fmt: skip
