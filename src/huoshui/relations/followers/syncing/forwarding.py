"""From histories to the river: who began and ended to follow, and what we sent, each once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.channels.wechat.translator import arrival
from huoshui.events import operations as events
from huoshui.events.intake import Intake
from huoshui.relations.followers.contract import CHANNELS
from huoshui.relations.followers.syncing.binding import bind

_AT_ONCE: Final = 200
_PATIENCE: Final = timedelta(minutes=2)
"""For so long a new follower waits to be read: only then it is known who they are elsewhere."""


async def forward(postgres: Postgres, intake: Intake, *, keys: Keys, now: datetime) -> int:
    """
    This will hand the next facts and messages to intake, and tell how many there were.

    A crash before the end hands them over again, and intake knows them by their ids.

    :raises IntakeBusy: if intake has enough to do; they wait
    :raises IntakeUnavailable: if nothing can be stored now; they wait
    """
    async with postgres.transaction() as session:
        await bind(session, keys=keys, now=now)
    return sum([await _forward(postgres, intake, channel, now) for channel in CHANNELS])


async def _forward(postgres: Postgres, intake: Intake, channel: str, now: datetime) -> int:
    async with postgres.transaction() as session:
        asked = {"channel": channel, "limit": _AT_ONCE, "patience": now - _PATIENCE}
        facts = (await session.execute(_FACTS, asked)).all()
        sends = (await session.execute(_SENDS, asked)).all()
        if not (facts or sends):
            return 0
        source = await events.house_source(session, name=channel, channel=channel, now=now)
        arrivals = [_of_fact(row) for row in facts] + [_of_send(row) for row in sends]
        for place, one in enumerate(arrivals):
            one.index = place
        await intake.submit(source, arrivals, received_at=clock.milliseconds(now))
        await session.execute(_FACTS_DONE, {"ids": _ids(facts)})
        await session.execute(_SENDS_DONE, {"ids": _ids(sends)})
    return len(facts) + len(sends)


def _ids(rows: Sequence[Any]) -> list[int]:
    return [row.id for row in rows]


def _of_fact(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    name = f"Official Account {'Unfollowed' if row.turn == 'unfollowed' else 'Followed'}"
    scene, way = str(row.said.get("scene", "")), str(row.said.get("way", "")) or row.way
    said = {"state": scene or row.source, "scene": way} if row.turn != "unfollowed" else {}
    return arrival(
        f"{row.openid} {row.key}", name, said, appid=row.appid, openid=row.openid, channel=row.channel,
        at=clock.milliseconds(row.at), unionid=row.unionid,
    )  # fmt: skip


def _of_send(row: Any) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    said = {"message_id": row.msgid, "template": row.template, "kind": row.kind}
    return arrival(
        f"send {row.key}", "Message Sent", said, appid=row.appid, openid=row.openid, channel=row.channel,
        at=clock.milliseconds(row.asked_at), unionid=row.unionid,
    )  # fmt: skip


_FACTS = text("""
    SELECT fact.id, fact.key, fact.at, fact.said, fact.turn, held.appid, held.openid, held.channel, held.unionid,
        held.way, held.source
    FROM follower_facts AS fact JOIN followers AS held ON held.id = fact.follower
    WHERE fact.tells AND held.identity IS NOT NULL AND held.channel = :channel
      AND (fact.kind <> 'followed' OR held.read_at >= fact.learned_at OR fact.learned_at < :patience)
    ORDER BY fact.id LIMIT :limit FOR UPDATE OF fact SKIP LOCKED
""")
_SENDS = text("""
    SELECT send.id, send.key, send.asked_at, send.msgid, send.template, send.kind, held.appid, held.openid,
        held.channel, held.unionid
    FROM follower_sends AS send JOIN followers AS held ON held.id = send.follower
    WHERE send.tells AND held.identity IS NOT NULL AND held.channel = :channel
    ORDER BY send.id LIMIT :limit FOR UPDATE OF send SKIP LOCKED
""")
_FACTS_DONE = text("UPDATE follower_facts SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
_SENDS_DONE = text("UPDATE follower_sends SET tells = false WHERE id = ANY(CAST(:ids AS bigint[]))")
