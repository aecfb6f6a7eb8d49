"""Reading who began to follow: what a callback does not say, by the hundred."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text

from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wechat.limits import BATCH_MOST
from huoshui.channels.wecom.failures import Failure, TooFast
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account, ConnectorPaused, NoSuchConnector
from huoshui.connectors.speaking import Speakers
from huoshui.relations.followers.contract import CHANNELS, NoConnectorForAccount
from huoshui.relations.followers.operations.sends import give_up
from huoshui.relations.followers.syncing.reading import take

_LEASE: Final = timedelta(minutes=1)
_LONGEST: Final = timedelta(hours=1)
_GIVEN_UP: Final = timedelta(minutes=5)


async def account_of(postgres: Postgres, *, appid: str) -> Account:
    """
    This will give the account of ours that speaks for an appid.

    :raises NoConnectorForAccount: if none does now
    """
    async with postgres.session() as session:
        for account in await connectors.accounts(session):
            if account.channel in CHANNELS and account.corp_id == appid and not account.paused:
                return account
    raise NoConnectorForAccount(appid=appid)


@dataclass(frozen=True, slots=True)
class Asker:
    """What it takes to ask in the name of our accounts, and to keep what is answered."""

    postgres: Postgres
    speakers: Speakers
    keys: Keys

    async def round(self, clock: Callable[[], datetime]) -> int:
        """
        This will read who is to be read, and tell how many those were.

        They are taken for a minute; whoever is interrupted leaves them to the next after that.
        """
        now = clock()
        wanted: dict[str, list[str]] = defaultdict(list)
        async with self.postgres.transaction() as session:
            await give_up(session, before=now - _GIVEN_UP)
            for row in await session.execute(_TAKE, {"now": now, "until": now + _LEASE, "limit": BATCH_MOST}):
                wanted[row.appid].append(row.openid)
        for appid, openids in wanted.items():
            await self._read(appid, openids, clock)
        return sum(map(len, wanted.values()))

    async def _read(self, appid: str, openids: Sequence[str], clock: Callable[[], datetime]) -> None:
        read_at = clock()
        try:
            wechat = await self._wechat(appid)
            found = await wechat.read(openids)
        except (Failure, NoConnectorForAccount, ConnectorPaused, NoSuchConnector) as failure:
            wait = timedelta(seconds=max(1.0, failure.retry_after)) if isinstance(failure, TooFast) else None
            async with self.postgres.transaction() as session:
                line = {"appid": appid, "openids": list(openids), "now": clock(), "wait": wait, "longest": _LONGEST}
                await session.execute(_LATER, line)
            logger().warning("followers.reading.failed", why=type(failure).__name__)
            return
        async with self.postgres.transaction() as session:
            await take(session, appid=appid, channel=wechat.channel, found=found, read_at=read_at, keys=self.keys)

    async def _wechat(self, appid: str) -> WeChat:
        return await self.speakers.wechat((await account_of(self.postgres, appid=appid)).id)


_TAKE = text("""
    UPDATE followers AS held SET want_at = :until, want_tries = want_tries + 1 FROM (
        SELECT id FROM followers WHERE want_at <= :now ORDER BY want_at LIMIT :limit FOR UPDATE SKIP LOCKED) AS due
    WHERE held.id = due.id RETURNING held.appid, held.openid
""")
_LATER = text("""
    UPDATE followers SET want_at = CAST(:now AS timestamptz) + coalesce(CAST(:wait AS interval),
        least(interval '5 seconds' * power(2, least(want_tries, 12)), CAST(:longest AS interval)))
    WHERE appid = :appid AND openid = ANY(CAST(:openids AS text[]))
""")
