"""Every identifier that a person of the market could show, and who shares or inherits one."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from huoshui.rehearsal import brand
from huoshui.rehearsal.chance import Dice, Ints, Mask


class Slot(IntEnum):
    """A place for one identifier of a person; an act carries a set of slots as a bit mask."""

    DEVICE = 0
    DEVICE2 = 1
    WEB = 2
    WEB2 = 3
    MINI_WEB = 4
    USER = 5
    MEMBER = 6
    PHONE = 7
    PHONE2 = 8
    UNION = 9
    OPEN_MINI = 10
    OPEN_OFFICIAL = 11
    OPEN_SHOP = 12
    WECOM = 13
    WECOM_DEALER = 14
    DOUYIN = 15
    DOUDIAN = 16
    KUAISHOU = 17
    XIAOHONGSHU = 18
    WEIBO = 19
    BILIBILI = 20
    UNION2 = 21
    WECOM2 = 22


SLOTS = len(Slot)
NAMESPACES: dict[Slot, str] = {
    Slot.DEVICE: "device",
    Slot.DEVICE2: "device",
    Slot.WEB: "anonymous",
    Slot.WEB2: "anonymous",
    Slot.MINI_WEB: "anonymous",
    Slot.USER: "user_id",
    Slot.MEMBER: "member_no",
    Slot.PHONE: "phone",
    Slot.PHONE2: "phone",
    Slot.UNION: f"wechat_unionid:{brand.UNION}",
    Slot.OPEN_MINI: f"wechat_openid:{brand.MINI}",
    Slot.OPEN_OFFICIAL: f"wechat_openid:{brand.OFFICIAL}",
    Slot.OPEN_SHOP: f"wechat_openid:{brand.SHOP}",
    Slot.WECOM: f"wecom_external:{brand.CORP}",
    Slot.WECOM_DEALER: "wecom_external",
    Slot.DOUYIN: f"douyin_openid:{brand.DOUYIN_APP}",
    Slot.DOUDIAN: f"doudian_openid:{brand.DOUDIAN}",
    Slot.KUAISHOU: f"kuaishou_openid:{brand.KUAISHOU_APP}",
    Slot.XIAOHONGSHU: f"xhs_openid:{brand.XHS_APP}",
    Slot.WEIBO: "weibo_uid",
    Slot.BILIBILI: f"bilibili_openid:{brand.BILIBILI_APP}",
    Slot.UNION2: f"wechat_unionid:{brand.UNION}",
    Slot.WECOM2: f"wecom_external:{brand.CORP}",
}
"""The WeCom of a dealer is scoped by that dealer's corp, so `Identifiers.namespace` completes it."""

_ALPHABET = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-", dtype=np.uint8)
_HEX = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_LETTERS = np.frombuffer(b"abcdefghijklmnopqrstuvwxyz0123456789", dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who holds what belongs to two: rows of the cohort, pairwise."""

    device: Ints
    """(n, 2): both use the family's tablet, each logged in as themselves at times."""
    phone: Ints
    """(n, 2): the second gives the first's phone number as their own."""
    recycled: Ints
    """(n, 2): the number was the first's until the day in ``recycled_on``, then it was given to the second."""
    recycled_on: Ints


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The values by slot and row of the cohort, and the corp of each row's dealer."""

    values: dict[Slot, list[str]]
    dealer_corp: list[str]

    def namespace(self, slot: Slot, row: int) -> str:
        """This will name the namespace of one person's slot."""
        if slot is Slot.WECOM_DEALER:
            return f"wecom_external:{self.dealer_corp[row]}"
        return NAMESPACES[slot]


def bits(*slots: Slot) -> int:
    """This will write a set of slots as a mask."""
    return sum(1 << slot for slot in slots)


def give(dice: Dice, *, first: int, count: int, sharing: Sharing, farm: Mask, dealer_corp: list[str]) -> Identifiers:
    """
    This will give ``count`` people, numbered from ``first`` over the whole market, their identifiers.

    ``farm`` marks the fake followers, of whom eight at a time sit on one device.
    """
    values = {slot: _MAKERS[slot](dice, first, count) for slot in Slot}
    for slot in (Slot.DEVICE2, Slot.WEB2):
        for one, other in sharing.device.tolist():
            values[slot][other] = values[slot][one]
    for one, other in (*sharing.phone.tolist(), *sharing.recycled.tolist()):
        values[Slot.PHONE][other] = values[Slot.PHONE][one]
    fakes = np.flatnonzero(farm).tolist()
    for place, row in enumerate(fakes):
        values[Slot.DEVICE][row] = values[Slot.DEVICE][fakes[place - place % 8]]
    return Identifiers(values, dealer_corp)


def _text(alphabet: np.ndarray, length: int, prefix: str) -> Callable[[Dice, int, int], list[str]]:
    def make(dice: Dice, _first: int, count: int) -> list[str]:
        letters = alphabet[dice.integers(0, alphabet.size, (count, length), dtype=np.uint8)]
        words = np.ascontiguousarray(letters).view(f"S{length}").ravel().astype(f"U{length}")
        return [prefix + word for word in words.tolist()]

    return make


def _number(template: str, *, step: int = 1) -> Callable[[Dice, int, int], list[str]]:
    return lambda _dice, first, count: [template % ((first + row) * step) for row in range(count)]


def _phone(offset: int) -> Callable[[Dice, int, int], list[str]]:
    # 144 is a block for machines, not people: nobody's telephone can ring because of a demo.
    # The multiplier is prime to 10**8, so numbers look scattered and never meet.
    return lambda _dice, first, count: [
        f"144{(offset + 2 * (first + row)) * 61_803_399 % 100_000_000:08d}" for row in range(count)
    ]


_MAKERS: dict[Slot, Callable[[Dice, int, int], list[str]]] = {
    Slot.DEVICE: _text(_HEX, 32, ""),
    Slot.DEVICE2: _text(_HEX, 32, ""),
    Slot.WEB: _text(_HEX, 24, "w-"),
    Slot.WEB2: _text(_HEX, 24, "w-"),
    Slot.MINI_WEB: _text(_HEX, 24, "mp-"),
    Slot.USER: _number("u%08d"),
    Slot.MEMBER: _number("88%08d", step=7),
    Slot.PHONE: _phone(0),
    Slot.PHONE2: _phone(1),
    Slot.UNION: _text(_ALPHABET, 25, "oX6"),
    Slot.OPEN_MINI: _text(_ALPHABET, 25, "oMp"),
    Slot.OPEN_OFFICIAL: _text(_ALPHABET, 25, "oGz"),
    Slot.OPEN_SHOP: _text(_ALPHABET, 25, "oSp"),
    Slot.WECOM: _text(_ALPHABET, 30, "wm"),
    Slot.WECOM_DEALER: _text(_ALPHABET, 30, "wm"),
    Slot.DOUYIN: _text(_HEX, 32, "_000"),
    Slot.DOUDIAN: _text(_LETTERS, 28, "1d"),
    Slot.KUAISHOU: _text(_HEX, 30, "f1"),
    Slot.XIAOHONGSHU: _text(_HEX, 24, ""),
    Slot.WEIBO: _number("7%09d", step=13),
    Slot.BILIBILI: _text(_HEX, 32, ""),
    Slot.UNION2: _text(_ALPHABET, 25, "oX6"),
    Slot.WECOM2: _text(_ALPHABET, 30, "wm"),
}
