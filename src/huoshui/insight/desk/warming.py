"""Keeping what screens ask young: one question is worked out anew, for whoever looked at it."""

from uuid import uuid4

from huoshui.access.contract import Scope
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.shelf import Due, Shelf
from huoshui.insight.desk import telling
from huoshui.insight.desk.answers import Answers
from huoshui.insight.questions.asking import Asking

RECIPES = {telling.recipe_of(kind): kind for kind in telling.KINDS.values()}


async def warm(
    due: Due, *, postgres: Postgres, clickhouse: ClickHouse, answers: Answers, shelf: Shelf, cluster: str | None
) -> None:
    """
    This will work a question out anew.

    :raises QueryTooLarge: as `telling.tell` does
    """
    kind = RECIPES[due.order.recipe]
    async with postgres.transaction() as session:
        asking = Asking(
            session, clickhouse, Scope(due.order.units), clock.now(), f"warming:{uuid4().hex}", cluster=cluster
        )
        asked = telling.read(kind, due.order.asked)
        await telling.tell(asked, asking, answers, shelf, kind=kind, wanted_at=due.wanted_at)
