"""
Values as events carry them, read leniently and fast: texts, moments, truths, amounts.

What cannot be read is ``None``; nothing here refuses.
"""

import math
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from huoshui.bedrock.clock import BEIJING
from huoshui.bedrock.money import NotAnAmount, fen_of_yuan

MAX_FEN = 10**13
_MAX_TEXT = 200
_MAX_NUMBER = 10**30
_EARLIEST, _LATEST = 0, 4_102_444_800_000  # 1970 to 2100
_MILLISECONDS = 10**11
"""Smaller numbers are seconds."""


def text(value: object, *, limit: int = _MAX_TEXT) -> str | None:
    """This will read a text or a number as text, without the NULs that PostgreSQL cannot hold; empty is nothing."""
    if type(value) is str:
        read = value.strip()
        if "\0" in read:
            read = read.replace("\0", "")
        return read[:limit] or None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _MAX_NUMBER:
        return None
    return str(int(value)) if value == int(value) else str(value)


def word(value: object) -> str | None:
    """This will read, and remember, a text that many orders share: a status, a store, a product's name."""
    return _remembered(value) if type(value) is str and len(value) <= _MAX_TEXT else text(value)


def moment(value: object) -> int | None:
    """This will read milliseconds, seconds or ISO 8601 (Beijing time unless it says otherwise) as milliseconds."""
    if type(value) is int and _MILLISECONDS <= value < _LATEST:
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return None
        at = int(value) if abs(value) >= _MILLISECONDS else int(value * 1000)
    elif isinstance(value, str):
        read = _written_moment(value.strip())
        if read is None:
            return None
        at = read
    else:
        return None
    return at if _EARLIEST <= at < _LATEST else None


def truth(value: object) -> bool | None:
    """This will read a boolean as JSON or as a word."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return {
            "true": True,
            "1": True,
            "是": True,
            "线上": True,
            "false": False,
            "0": False,
            "否": False,
            "线下": False,
        }.get(value.strip().lower())
    return None


def amount_of(properties: Mapping[str, Any], *names: tuple[str, str]) -> int | None:
    """This will read the first of ``names`` (in yuan, and in fen) that states an amount; in fen."""
    for in_yuan, in_fen in names:
        if in_fen in properties and (read := whole(properties[in_fen])) is not None:
            return read
        if in_yuan in properties and (read := fen(properties[in_yuan])) is not None:
            return read
    return None


def whole(value: object) -> int | None:
    """This will read a whole amount of fen of an ordinary size."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= MAX_FEN:
        return value
    return None


def fen(value: object) -> int | None:
    """This will read an amount of yuan, as a number or as people write it, in fen."""
    if type(value) is float:
        scaled = value * 100
        if not abs(scaled) <= MAX_FEN:
            return None
        near = round(scaled)
        if abs(scaled - near) < 1e-4:  # two decimals or fewer: no need to go through decimal arithmetic
            return near
    if isinstance(value, int) and not isinstance(value, bool):
        return value * 100 if abs(value) * 100 <= MAX_FEN else None
    if isinstance(value, str | float):
        try:
            amount = fen_of_yuan(value)
        except NotAnAmount:
            return None
        return amount if abs(amount) <= MAX_FEN else None
    return None


def number(written: str) -> float | None:
    """This will read a number with or without thousands separators."""
    try:
        number = float(written.replace(",", ""))
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def _written_moment(value: str) -> int | None:
    try:
        read = datetime.fromisoformat(value.replace("/", "-") if "/" in value else value)
        return int((read if read.tzinfo else read.replace(tzinfo=BEIJING)).timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


_remembered = lru_cache(maxsize=16_384)(text)
