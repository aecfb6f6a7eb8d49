"""Values on their way into SQL: each travels as a parameter, none is ever written into the text."""

from collections.abc import Sequence
from typing import Any

from huoshui.audiences.rules.bounds import Bounds


class Parameters:
    """The parameters of one query; the same value is sent once."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._known: dict[tuple[str, Any], str] = {}

    def put(self, kind: str, value: Any) -> str:  # noqa: ANN401 what ClickHouse takes
        """This will take a value in and give the place where the SQL asks for it."""
        key = (kind, tuple(value) if isinstance(value, list) else value)
        if key not in self._known:
            self._known[key] = f"p{len(self.values)}"
            self.values[self._known[key]] = value
        return f"{{{self._known[key]}:{kind}}}"

    def text(self, value: str) -> str:
        """This will take in a text."""
        return self.put("String", value)

    def texts(self, values: Sequence[str]) -> str:
        """This will take in several texts."""
        return self.put("Array(String)", list(values))

    def between(self, value: str, bounds: Bounds, *, of: str = "", kind: str = "Int64") -> str:
        """
        This will write that ``value`` (or ``value / of``, without dividing) lies between bounds.

        ``kind`` is the integer that both sides are compared in.
        """
        sides = []
        for bound, sign in (
            (bounds.low, ">" if bounds.low_open else ">="),
            (bounds.high, "<" if bounds.high_open else "<="),
        ):
            if bound is not None:
                other = self.put(kind, bound) + (f" * {of}" if of else "")
                sides.append(f"{value} {sign} {other}")
        return " AND ".join(sides) or "1"
