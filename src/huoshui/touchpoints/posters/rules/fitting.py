"""Text that fits: as large as asked for, smaller until it fits, and cut with … where even the smallest does not."""

from collections.abc import Callable

LEAST_SIZE = 12
LEADING = 1.3
"""From one line to the next, in sizes."""
_CUT = "…"

Measure = Callable[[str, int], float]
"""How wide a text is at a size; never less for more text."""


def fitted(words: str, *, width: float, height: float, size: int, measure: Measure) -> tuple[list[str], int]:
    """
    This will give the lines of a text in a box, and the size at which they are set.

    No line is wider than the box and all lines together are not higher, unless not even one letter fits.
    """
    for smaller in range(size, LEAST_SIZE - 1, -max(1, size // 24)):
        lines = _wrapped(words, width, smaller, measure)
        if len(lines) * smaller * LEADING <= height and all(measure(line, smaller) <= width for line in lines):
            return lines, smaller
    least = min(size, LEAST_SIZE)
    lines = _wrapped(words, width, least, measure)
    room = max(1, int(height // (least * LEADING)))
    if len(lines) > room:
        lines = [*lines[: room - 1], _cut(lines[room - 1] + lines[room], width, least, measure)]
    return lines, least


def _wrapped(words: str, width: float, size: int, measure: Measure) -> list[str]:
    """Chinese is broken anywhere, words of letters at spaces where there is one."""
    lines: list[str] = []
    for paragraph in words.splitlines() or [""]:
        rest = paragraph.strip()
        while rest and measure(rest, size) > width:
            taken = _most(rest, width, size, measure)
            space = rest.rfind(" ", 1, taken + 1)
            taken = space if space > taken // 2 and rest[taken - 1].isascii() else taken
            lines.append(rest[:taken].rstrip())
            rest = rest[taken:].lstrip()
        lines.append(rest)
    return lines


def _most(words: str, width: float, size: int, measure: Measure) -> int:
    """How many letters fit into a line, at least one."""
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(words[:middle], size) <= width else (low, middle - 1)
    return low


def _cut(words: str, width: float, size: int, measure: Measure) -> str:
    while words and measure(words.rstrip() + _CUT, size) > width:
        words = words[:-1]
    return words.rstrip() + _CUT
