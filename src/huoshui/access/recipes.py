"""How costly figures are worked out: by name, so that a process which nobody asked can do it before they look."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.figures import Work
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.shelf import Order

Words = TypeVar("Words", bound=BaseModel)


async def _no_rules(_session: AsyncSession) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Recipe(Generic[Words]):
    """
    One costly figure: the words it is asked in, and how a door answers it.

    ``rules`` names the versions of all that it is worked out by, so that other rules make another figure. ``version``
    is raised when the shape of the answer changes: what an earlier release kept is then not told.
    """

    name: str
    words: type[Words]
    work: Callable[[Words, AsyncSession, ClickHouse, Scope, datetime], Awaitable[BaseModel]]
    rules: Callable[[AsyncSession], Awaitable[str]] = _no_rules
    version: int = 1

    async def state(self, session: AsyncSession) -> str:
        """This will name the rules in force, and the shape of the answer."""
        return f"{self.version}/{await self.rules(session)}"

    def order(self, asked: Words, scope: Scope) -> Order:
        """This will write down what is asked."""
        return Order(self.name, asked.model_dump_json(), scope.units)

    def bound(self, asked: Words, postgres: Postgres, clickhouse: ClickHouse, scope: Scope) -> Work:
        """This will make what works the figure out, in a transaction of its own that sees what ``scope`` may."""

        async def work(now: datetime) -> str:
            async with postgres.transaction(scope=scope) as session:
                return (await self.work(asked, session, clickhouse, scope, now)).model_dump_json(by_alias=True)

        return work
