"""Keeping the desk's answers young: the one that somebody looked at, and that is the oldest, is worked out anew."""

import contextlib
from uuid import uuid4

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.postgres import Postgres
from huoshui.insight.desk import queries
from huoshui.insight.desk.answers import Answers
from huoshui.insight.questions.asking import Asking


async def warm(postgres: Postgres, clickhouse: ClickHouse, answers: Answers, *, cluster: str | None) -> bool:
    """This will work out the oldest answer that somebody wants, if nobody waits, and tell whether there was one."""
    now = clock.now()
    wanted = answers.take_oldest_wanted(now) if answers.idle else None
    if wanted is None:
        return False
    async with postgres.transaction() as session:
        asking = Asking(session, clickhouse, wanted.scope, now, f"warming:{uuid4().hex}", cluster=cluster)
        with contextlib.suppress(Refusal):  # whoever asks again is told
            await queries.ask(wanted.asked, asking, answers, kind=wanted.kind, wanted_at=wanted.at)
    return True
