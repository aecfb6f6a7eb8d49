"""Amounts and counts as exports write them; what repeats is read once."""

from decimal import Decimal
from functools import lru_cache

from huoshui.bedrock import money

_MOST = 10**15  # no amount of fen is as large


def fen(text: str) -> int | None:
    """This will read an amount in yuan into fen, or answer ``None`` when it is no amount."""
    if text[-3:-2] == ".":
        whole, cents = text[:-3], text[-2:]
        if whole.isdecimal() and cents.isdecimal() and len(whole) < 12:
            return int(whole) * 100 + int(cents)
    return _slow(text)


@lru_cache(maxsize=20_000)
def _slow(text: str) -> int | None:
    negative = text[:1] in {"(", "（"} and text[-1:] in {")", "）"}  # accountants write minus as parentheses
    try:
        amount = money.fen_of_yuan(text[1:-1] if negative else text)
    except money.NotAnAmount:
        return None
    return -amount if negative else amount


@lru_cache(maxsize=20_000)
def whole(text: str) -> int | None:
    """This will read a count (``12``, ``1,200``, ``3.00``), or answer ``None`` when it is none."""
    plain = text.replace(",", "").removesuffix("件").removesuffix("次").strip()
    try:
        number = Decimal(plain)
    except ArithmeticError:
        return None
    if not number.is_finite() or number != number.to_integral_value() or abs(number) >= 10**15:
        return None
    return int(number)


@lru_cache(maxsize=20_000)
def number(text: str) -> float | None:
    """This will read a figure (``3.5``, ``12.3%`` as 0.123, ``1.2万`` as 12000), or answer ``None`` when it is none."""
    plain, factor = text.replace(",", "").strip(), Decimal(1)
    for suffix, value in (("%", Decimal("0.01")), ("万", Decimal(10_000)), ("亿", Decimal(100_000_000))):
        if plain.endswith(suffix):
            plain, factor = plain[:-1].strip(), value
    try:
        found = Decimal(plain) * factor
    except ArithmeticError:
        return None
    return float(found) if found.is_finite() and abs(found) < 10**15 else None


def line_total(price: str, in_fen: int, quantity: int) -> int | None:
    """This will multiply a unit price in yuan, which may have parts of a fen, by a quantity, rounded half up to fen."""
    total = in_fen * quantity
    if price[-3:-2] == "." and -_MOST < total < _MOST and price[:-3].isdecimal() and price[-2:].isdecimal():
        return total
    return _rounded(price, quantity)


@lru_cache(maxsize=20_000)
def _rounded(price: str, quantity: int) -> int | None:
    try:
        return int(money.fen_of_yuan(Decimal(price.replace(",", "")) * quantity))
    except (ArithmeticError, money.NotAnAmount):
        return None
