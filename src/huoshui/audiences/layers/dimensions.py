"""Dimensions of tables: what people are counted by, as bands of conditions or as values that are found in the data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, get_args

from huoshui.audiences.contract.language import Condition, TrustStage
from huoshui.audiences.contract.layerings import LayeringName
from huoshui.audiences.layers.axes import at_end, of_layering, read
from huoshui.audiences.layers.contract import Axis, Band, NoSuchDimension, Values
from huoshui.audiences.rules.inlining import Rulebook
from huoshui.audiences.rules.person import PUBLIC
from huoshui.channels.recognition import CHANNELS

RECENCY = (30, 90, 180, 365)
"""Days since the last purchase, between the bands."""
MOST_BANDS = 20
_UNITS = {"days": "天", "weeks": "周", "months": "个月", "years": "岁"}
_TRUST = {"stranger": "陌生人", "acquaintance": "熟人", "friend": "朋友", "family": "家人"}


def _channel() -> Axis:
    """Each person once, by the public channel that brought them."""
    bands = [Band(name, CHANNELS[name].chinese, read({"kind": "first_channel", "channels": [name]})) for name in PUBLIC]
    return Axis("channel", "首个公域渠道", tuple(bands), "无公域触点", apart=True)


def _last_purchase() -> Axis:
    edges = [0, *RECENCY]
    bands = [
        Band(f"{low + 1}-{high}", f"{low + 1}–{high} 天" if low else f"{high} 天内", _bought_within(high))
        for low, high in pairwise(edges)
    ]
    ever = Band(f"{RECENCY[-1] + 1}+", f"{RECENCY[-1]} 天以前", read({"kind": "orders"}))
    return Axis("last_purchase", "最近购买", (*bands, ever), "从未购买")


def _bought_within(days: int) -> Condition:
    return read({"kind": "orders", "within": {"last": f"{days}d"}})


def _purchases() -> Axis:
    bands = [
        Band(name, chinese, read({"kind": "orders", "test": {"type": "number", "op": ">=", "value": least}}))
        for name, chinese, least in _TIMES
    ]
    return Axis("purchases", "购买次数", tuple(bands), "0 单")


def _state() -> Axis:
    bands = (
        Band("reachable", "可触达", read({"kind": "reachable"})),
        Band("known", "已识别、不可触达", read({"kind": "known"})),
    )
    return Axis("state", "状态", bands, "匿名")


def _trust() -> Axis:
    bands = [Band(one, _TRUST[one], read({"kind": "trust", "stages": [one]})) for one in get_args(TrustStage)]
    return Axis("trust", "信任阶段", tuple(bands), "没有打分", apart=True)


def _age(name: str) -> Axis:
    """``age:TRAIT:UNIT:0,3,6``: by how long ago a day is, from each number up to the next."""
    try:
        trait, unit, cuts = name.removeprefix("age:").rsplit(":", 2)
        bands = [_aged(trait, unit, low, high) for low, high in pairwise(map(int, cuts.split(",")))]
    except ValueError:
        raise _unknown(name) from None
    if not 1 <= len(bands) <= MOST_BANDS:
        raise _unknown(name)
    return Axis(name, trait, tuple(bands), "不在其中", apart=True)


def _aged(trait: str, unit: str, low: int, high: int) -> Band:
    test: dict[str, Any] = {"type": "date", "op": "age", "unit": unit, "value": [low, high]}
    where = read({"kind": "trait", "name": trait, "test": test})
    return Band(f"{low}-{high}", f"{low}–{high} {_UNITS[unit]}", where)


def _unknown(name: str) -> NoSuchDimension:
    return NoSuchDimension(name=name[:60], known=f"{', '.join(NAMES)}, each also as NAME@YYYY-MM-DD; {AGE}")


_TIMES = (("5+", "5 单以上", 5), ("3-4", "3–4 单", 3), ("2", "2 单", 2), ("1", "1 单", 1))
_ADDING = (
    "Live Code Scanned",
    "Official Account Scanned",
    "Contact Added",
    "Contact Half Added",
    "Official Account Followed",
    "Group Joined",
)
_SEEN = ("Product Clicked", "Product Viewed", "Product Added")
FIXED: dict[str, Callable[[], Axis | Values]] = {
    "channel": _channel,
    "last_purchase": _last_purchase,
    "purchases": _purchases,
    "state": _state,
    "trust": _trust,
    "code": lambda: Values("code", "活码", "events", _ADDING, ("code", "state"), "没有扫码"),
    "brand": lambda: Values("brand", "品牌", "events", _SEEN, ("brand",), "没有品牌"),
    "unit": lambda: Values("unit", "门店与单位", "units", none="没有归属"),
}
"""Dimensions that need no rules of the brand."""

NAMES = ("aipl", "aipl_active", "life_cycle", "tier", *FIXED)
AGE = "and age:TRAIT:days|weeks|months|years:0,3,6 of any date trait"


def named(asked: str, on: date | None) -> tuple[str, date | None]:
    """
    This will part ``NAME@DAY``; where no day is named, ``on`` is it.

    :raises NoSuchDimension: if what is named is no day
    """
    name, at, day = asked.partition("@")
    try:
        return name, date.fromisoformat(day) if at else on
    except ValueError:
        raise _unknown(asked) from None


def axis(rulebook: Rulebook, name: str, *, on: date | None = None) -> Axis | Values:
    """
    This will give a dimension by its name, asked of the end of a day or of now.

    :raises NoSuchDimension: if there is none of that name
    """
    if name in FIXED or name.startswith("age:"):
        found = FIXED[name]() if name in FIXED else _age(name)
        if isinstance(found, Values):
            return replace(found, on=on)
        if on is None:
            return found
        bands = tuple(Band(one.name, one.chinese, at_end(one.where, on)) for one in found.bands)
        return replace(found, bands=bands, on=on)
    base = name.removesuffix("_active")
    if base not in set(LayeringName) or base not in {name, LayeringName.AIPL}:
        raise _unknown(name)
    return of_layering(rulebook, LayeringName(base), count="platform" if base == name else "active", on=on)
