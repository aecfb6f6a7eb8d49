"""Money is an integer of fen (1 yuan = 100 fen) in a type of its own."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

from huoshui.bedrock.errors import Unfit

Fen = NewType("Fen", int)

_AMOUNT = re.compile(r"^[¥￥]?\s*([+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*元?")


class NotAnAmount(Unfit):
    """“{text}” is not an amount of money."""


def fen_of_yuan(text: str | float | Decimal) -> Fen:
    """
    This will read an amount of yuan as people and exports write it: ``1,299.00``, ``¥1299``, ``499.00（系统计算中）``.

    :raises NotAnAmount: if no number of ordinary size stands at its start
    """
    found = _AMOUNT.match(str(text).strip())
    if not found:
        raise NotAnAmount(text=str(text)[:40])
    amount = Decimal(found.group(1).replace(",", "").replace("，", ""))
    if abs(amount) >= Decimal(10) ** 13:
        raise NotAnAmount(text=str(text)[:40])
    return Fen(int((amount * 100).to_integral_value(ROUND_HALF_UP)))


def yuan(fen: Fen | int) -> str:
    """This will write fen for people: ``129900`` → ``¥1,299.00``."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"
