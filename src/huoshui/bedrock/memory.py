"""A bounded memory for what comes again and again: cheaper than an LRU cache, because a hit moves nothing."""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """
    Remembers the last ``size`` keys that were put at most, at least the last half as many: the older half goes at once.

    A hit moves nothing, so what comes in turns stays as long as it fits: with hits in the older half put again, a
    round of two thirds of the size would push itself out.
    """

    __slots__ = ("_half", "_old", "_young")

    def __init__(self, size: int) -> None:
        self._half = size // 2
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """This will give what is remembered under ``key``."""
        value = self._young.get(key)
        return self._old.get(key) if value is None else value

    def put(self, key: K, value: V) -> None:
        """This will remember ``value``."""
        if len(self._young) >= self._half:
            self._old = self._young
            self._young = {}
        self._young[key] = value

    def clear(self) -> None:
        """This will forget everything."""
        self._young = {}
        self._old = {}
