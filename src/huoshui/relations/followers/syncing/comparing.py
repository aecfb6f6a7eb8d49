"""
Comparing whom we keep as followers with whom WeChat has, and repairing what callbacks lost.

Hundred by hundred in the order of WeChat's list, whose places are followers themselves, so that a restart goes on
behind the last who was read. Whoever followed before and was on no page is asked after by name: missing is who WeChat
says does not follow.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import text

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wechat.client import WeChat, batches
from huoshui.channels.wechat.codes import Code
from huoshui.channels.wechat.limits import BATCH_MOST
from huoshui.channels.wecom.failures import Declined, Failure
from huoshui.connectors.contract import AccountId, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations.followers import queries
from huoshui.relations.followers.contract import FollowerRun
from huoshui.relations.followers.syncing import runs
from huoshui.relations.followers.syncing.reading import take

_LASTING: Final = 3
_OFFICIAL: Final = "wechat_mp"


class FollowerComparison:
    """One run, brought from wherever it stands to its end."""

    def __init__(
        self, run: FollowerRun, *, postgres: Postgres, speakers: Speakers, keys: Keys, clock: Callable[[], datetime]
    ) -> None:
        self._run = run
        self._postgres = postgres
        self._speakers = speakers
        self._keys = keys
        self._clock = clock

    async def perform(self) -> FollowerRun:
        """This will take the run to its end; one that somebody performs already is left to them."""
        async with self._postgres.engine.connect() as connection:
            holding = await connection.execution_options(isolation_level="AUTOCOMMIT")
            if not await holding.scalar(_HOLD, {"run": self._run.id}):
                return self._run
            try:
                await self._perform()
            finally:
                await holding.execute(_RELEASE, {"run": self._run.id})
        return await self._standing()

    async def _standing(self) -> FollowerRun:
        async with self._postgres.session() as session:
            return await queries.run(session, number=self._run.id)

    async def _perform(self) -> None:
        try:
            wechat = await self._speakers.wechat(AccountId(self._run.account))
            if self._run.step == runs.TEMPLATES:
                await self._templates(wechat)
                await self._enter(runs.LIST if wechat.channel == _OFFICIAL else runs.DONE)
            if self._run.step == runs.LIST:
                await self._list(wechat)
                await self._enter(runs.MISSING)
            if self._run.step == runs.MISSING:
                await self._missing(wechat)
                await self._enter(runs.DONE)
        except (Failure, ConnectorPaused, NoSuchConnector) as failure:
            async with self._postgres.transaction() as session:
                await runs.fail(session, run=self._run.id, problem=str(failure), now=self._clock())
            logger().warning("followers.sync.failed", run=self._run.id, why=type(failure).__name__)

    async def _enter(self, step: str) -> None:
        async with self._postgres.transaction() as session:
            await runs.enter(session, run=self._run.id, step=step, now=self._clock())
        self._run = await self._standing()

    async def _templates(self, wechat: WeChat) -> None:
        """What may be sent; an account without the function has none."""
        known: list[dict[str, str]] = []
        for kind in ("subscribe", "message"):
            try:
                known += await _listed(wechat, kind)
            except Declined as declined:
                if declined.code != Code.FUNCTION_UNAUTHORIZED:
                    raise
        line = {
            "appid": wechat.appid, "now": self._clock(), "templates": [one["template"] for one in known],
            "titles": [one["title"] for one in known], "contents": [one["content"] for one in known],
            "kinds": [one["kind"] for one in known],
        }  # fmt: skip
        async with self._postgres.transaction() as session:
            await session.execute(_TEMPLATES, line)
            await session.execute(_GONE, line)
            await runs.note(session, run=self._run.id, counts={"templates": len(known)}, now=self._clock())

    async def _list(self, wechat: WeChat) -> None:
        after = self._run.cursor
        while True:
            page = await wechat.followers(after=after)
            for part in batches(page.data.openid):
                await self._take(wechat, part, cursor=part[-1], total=page.total)
            if not page.data.openid or not page.next_openid:
                return
            after = page.next_openid

    async def _take(self, wechat: WeChat, openids: Sequence[str], *, cursor: str, total: int) -> None:
        read_at = self._clock()
        found = await wechat.read(openids)
        async with self._postgres.transaction() as session:
            seen = await take(
                session, appid=wechat.appid, channel=wechat.channel, found=found, read_at=read_at, keys=self._keys,
                run=self._run.id,
            )  # fmt: skip
            await runs.note(
                session, run=self._run.id, now=self._clock(), cursor=cursor, total=total,
                counts={"followers": len(openids)}, repaired=seen.repaired,
            )  # fmt: skip

    async def _missing(self, wechat: WeChat) -> None:
        while True:
            line = {"appid": wechat.appid, "run": self._run.id, "limit": BATCH_MOST}
            async with self._postgres.session() as session:
                openids = list(await session.scalars(_UNSEEN, line))
            if not openids:
                return
            read_at = self._clock()
            found = await wechat.read(openids)
            async with self._postgres.transaction() as session:
                seen = await take(
                    session, appid=wechat.appid, channel=wechat.channel, found=found, read_at=read_at, keys=self._keys,
                    run=self._run.id,
                )  # fmt: skip
                await session.execute(_ASKED, {**line, "openids": openids})  # whoever WeChat kept silent of
                await runs.note(session, run=self._run.id, now=self._clock(), repaired=seen.repaired)


async def _listed(wechat: WeChat, kind: str) -> list[dict[str, str]]:
    if kind == "subscribe":
        return [
            {"template": one.priTmplId, "title": one.title, "content": one.content,
             "kind": "lasting" if one.type == _LASTING else "once"}
            for one in await wechat.subscribe_templates()
        ]  # fmt: skip
    if wechat.channel != _OFFICIAL:
        return []
    return [
        {"template": one.template_id, "title": one.title, "content": one.content, "kind": "message"}
        for one in await wechat.message_templates()
    ]


_HOLD = text("SELECT pg_try_advisory_lock(hashtextextended('followers.comparison', CAST(:run AS bigint)))")
_RELEASE = text("SELECT pg_advisory_unlock(hashtextextended('followers.comparison', CAST(:run AS bigint)))")
_UNSEEN = text("""
    SELECT openid FROM followers
    WHERE appid = :appid AND standing = 'following' AND seen_run IS DISTINCT FROM :run ORDER BY openid LIMIT :limit
""")
_ASKED = text("""
    UPDATE followers SET seen_run = :run WHERE appid = :appid AND openid = ANY(CAST(:openids AS text[]))
    AND CAST(:limit AS integer) > 0
""")
_TEMPLATES = text("""
    INSERT INTO follower_templates (appid, template, title, content, kind)
    SELECT :appid, template, title, content, kind
    FROM unnest(CAST(:templates AS text[]), CAST(:titles AS text[]), CAST(:contents AS text[]), CAST(:kinds AS text[]))
        AS given (template, title, content, kind)
    ON CONFLICT (appid, template) DO UPDATE SET title = excluded.title, content = excluded.content,
        kind = excluded.kind, gone_at = NULL
""")
_GONE = text("""
    UPDATE follower_templates SET gone_at = :now
    WHERE appid = :appid AND gone_at IS NULL AND template <> ALL(CAST(:templates AS text[]))
""")
