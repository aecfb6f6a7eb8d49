"""What the areas of the client share."""

from collections.abc import AsyncIterator, Mapping
from typing import Any, Protocol, TypeVar

from huoshui.channels.wecom.calling import Caller


class Page(Protocol):
    """An answer that goes on at its cursor."""

    next_cursor: str


_P = TypeVar("_P", bound=Page)


class Area:
    """Questions about one thing."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._ask = caller.ask

    async def _all(self, path: str, shape: type[_P], body: Mapping[str, Any]) -> AsyncIterator[_P]:
        """Ask page after page, until there is none or WeCom gives the same place again."""
        cursor: str | None = None
        while True:
            page = await self._ask(path, shape, {**body, "cursor": cursor})
            yield page
            if not page.next_cursor or page.next_cursor == cursor:
                return
            cursor = page.next_cursor
