"""Header rows: made alike for matching, made unique for keeping, and found below whatever stands above them."""

import re
import unicodedata
from collections.abc import Sequence

_SPACES = re.compile(r"\s+")
_TOTAL = re.compile(
    r"(?:合计|总计|小计|汇总|共计|总共|本页合计|grand total|sub-?total|total)(?:[\s:：(].*)?", re.IGNORECASE
)

LOOK_AT = 30
"""A header stands within the first so many rows."""


def normal(header: str) -> str:
    """This will make a header comparable: NFKC, no white space, one kind of brackets, 帐 as 账, lower case."""
    text = unicodedata.normalize("NFKC", header)
    text = _SPACES.sub("", text).strip("\ufeff\u200b\"'*")
    return text.replace("【", "[").replace("】", "]").replace("帐", "账").lower()


def unique(row: Sequence[str]) -> list[str]:
    """This will name every column once: repeated headers get ``#2``, ``#3``; unnamed ones ``列7`` by their place."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for place, cell in enumerate(row, 1):
        name = _SPACES.sub(" ", cell).strip(" \ufeff\u200b\t\"'") or f"列{place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


def is_total(row: Sequence[str]) -> bool:
    """This will tell whether a row only adds up the others."""
    for cell in row:
        text = cell.strip()
        if text:
            return _TOTAL.fullmatch(text) is not None
    return False


def guess(rows: Sequence[Sequence[str]]) -> int | None:
    """
    This will guess which row is the header when no mapping knows its words: the first of the fullest rows of
    distinct texts.

    ``None`` when there is none with two columns.
    """
    best: tuple[int, int] | None = None
    for index, row in enumerate(rows[:LOOK_AT]):
        texts = [normal(cell) for cell in row if cell.strip()]
        words = sum(not any(letter.isdecimal() for letter in text[:4]) for text in texts)
        if (
            len(texts) >= 2
            and len(set(texts)) >= len(texts) - 2
            and words * 2 > len(texts)
            and (best is None or len(texts) > best[0])
        ):
            best = (len(texts), index)
    return None if best is None else best[1]
