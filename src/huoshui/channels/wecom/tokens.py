"""
Access tokens and tickets: fetched once by whoever comes first, used by every process, renewed when they fail.

WeCom gives one token per app and may end the old one when a new one is fetched; processes that each fetch their own put
each other out. https://developer.work.weixin.qq.com/document/path/91039
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

EARLY: Final = 300
"""Seconds before its end in which a token is no longer begun with."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token or ticket; ``expires_at`` is in seconds since 1970-01-01 UTC."""

    value: str = field(repr=False)
    expires_at: float


class Keeper(Protocol):
    """Where tokens lie, for all processes that use them."""

    async def kept(self, name: str) -> Token | None:
        """This will give the token that was put last."""

    async def put(self, name: str, token: Token) -> None:
        """This will keep a token in place of the one before."""

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """This will wait until nobody else, in any process, is alone with this name."""


class MemoryKeeper:
    """Keeps tokens for one process."""

    def __init__(self) -> None:
        self._tokens: dict[str, Token] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def kept(self, name: str) -> Token | None:
        """This will give the token that was put last."""
        return self._tokens.get(name)

    async def put(self, name: str, token: Token) -> None:
        """This will keep a token in place of the one before."""
        self._tokens[name] = token

    @asynccontextmanager
    async def alone(self, name: str) -> AsyncIterator[None]:
        """This will wait until nobody else is alone with this name."""
        async with self._locks.setdefault(name, asyncio.Lock()):
            yield


class Tokens:
    """One token by its name; ``fetch`` asks WeCom for a new one, ``now`` tells seconds since 1970-01-01 UTC."""

    def __init__(
        self, keeper: Keeper, name: str, *, fetch: Callable[[], Awaitable[Token]], now: Callable[[], float]
    ) -> None:
        self._keeper = keeper
        self._name = name
        self._fetch = fetch
        self._now = now

    async def get(self, *, failed: str | None = None) -> str:
        """
        This will give a token that is worth trying: any but the one that ``failed``.

        Of all who ask at once one fetches it, and the others take what it fetched.
        """
        if (token := await self._usable(failed)) is not None:
            return token
        async with self._keeper.alone(self._name):
            if (token := await self._usable(failed)) is not None:
                return token
            fresh = await self._fetch()
            await self._keeper.put(self._name, fresh)
            return fresh.value

    async def _usable(self, failed: str | None) -> str | None:
        token = await self._keeper.kept(self._name)
        if token is None or token.value == failed or token.expires_at - EARLY <= self._now():
            return None
        return token.value
