"""A bounded memory for what comes again and again: cheaper than an LRU cache, because a hit moves nothing."""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Memory(Generic[K, V]):
    """Remembers up to ``size`` recent keys, and forgets the older half at once when it is full."""

    __slots__ = ("_half", "_old", "_young")

    def __init__(self, size: int) -> None:
        self._half = size // 2
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """This will give what is remembered under ``key``."""
        value = self._young.get(key)
        if value is None and key in self._old:
            value = self._old[key]
            self.put(key, value)
        return value

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
