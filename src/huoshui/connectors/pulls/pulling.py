"""Pulling: one account's leads, window by window and page by page, by one process at a time."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import psycopg

from huoshui.access.contract import Viewer
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.oceanengine.client import PAGE, Ads
from huoshui.channels.wecom.failures import Declined, Failure, Unintelligible
from huoshui.connectors.contract import Account
from huoshui.connectors.pulls import operations, queries, rules
from huoshui.connectors.pulls.contract import AuthorizationDeclined, NoSuchAdvertiser, Pull, PullUnderWay
from huoshui.connectors.speaking import Speakers

_MOST_PAGES: Final = 100
"""After so many a pull ends where a window does, and goes on in its next turn: nobody else should wait for it."""


@dataclass(slots=True)
class _Tally:
    pages: int = 0
    seen: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Puller:
    """What pulls: the database, the house's keys, and who asks platforms."""

    postgres: Postgres
    keys: Keys
    speakers: Speakers

    async def authorize(
        self, *, name: str, auth_code: str, advertisers: Sequence[str], viewer: Viewer, now: datetime
    ) -> Pull:
        """
        This will turn an authorization code into a grant; without ``advertisers`` it is for all that it reaches.

        :raises NoSuchConnector: if there is no such account
        :raises NothingToPull: if its platform's leads cannot be pulled
        :raises AuthorizationDeclined: if the platform does not take the code
        :raises NoSuchAdvertiser: if the grant does not reach one of the advertisers
        """
        async with self.postgres.session() as session:
            account = await queries.pullable(session, name=name)
        ads = await self.speakers.ads(account.id)
        try:
            said = await ads.grant(auth_code)
        except Failure as failure:
            raise AuthorizationDeclined(why=_why(failure)) from None
        granted = [str(one) for one in said.advertiser_ids]
        if strangers := [one for one in advertisers if granted and one not in granted]:
            raise NoSuchAdvertiser(advertisers=", ".join(strangers), granted=", ".join(granted))
        async with self.postgres.transaction() as session:
            await operations.authorize(
                session, account=account, advertisers=advertisers or granted, viewer=viewer, now=now
            )
            return await queries.pull(session, name=name)

    async def pull(self, *, name: str, now: datetime) -> Pull:
        """
        This will read what is new, and tell how it went; what went wrong on the platform's side is told there too.

        A crash anywhere leaves what was kept, and the next pull reads that window again.

        :raises NoSuchConnector: if there is no such account
        :raises NothingToPull: if its platform's leads cannot be pulled
        :raises NotAuthorized: if nobody authorized it
        :raises PullUnderWay: if another process pulls them right now
        :raises ConnectorPaused: if nothing shall be asked in its name now
        """
        async with self.postgres.session() as session:
            account = await queries.pullable(session, name=name)
        async with self._alone(account):
            async with self.postgres.session() as session:
                pull = await queries.pull(session, name=name)
            await self._perform(pull, await self.speakers.ads(account.id), now)
            async with self.postgres.session() as session:
                return await queries.pull(session, name=name)

    async def _perform(self, pull: Pull, ads: Ads, now: datetime) -> None:
        account, tally, behind = pull.account, _Tally(), False
        try:
            for begin, end in rules.windows(pull.until, now):
                if behind := tally.pages >= _MOST_PAGES:
                    break
                await self._window(pull, ads, begin, end, tally, now)
        except Failure as failure:
            problem, fact = rules.problem(failure)
            async with self.postgres.transaction() as session:
                await operations.failed(
                    session, account=account, problem=problem, fact=fact, wait=rules.rest(failure, pull.tries + 1),
                    seen=tally.seen, kept=tally.kept, now=now,
                )  # fmt: skip
            logger().warning("connectors.pull.failed", account=account.id, problem=problem.value, fact=fact)
            return
        async with self.postgres.transaction() as session:
            await operations.done(session, account=account, seen=tally.seen, kept=tally.kept, behind=behind, now=now)
        logger().info("connectors.pulled", account=account.id, seen=tally.seen, kept=tally.kept)

    async def _window(self, pull: Pull, ads: Ads, begin: datetime, end: datetime, tally: _Tally, now: datetime) -> None:
        """Read a window; what its last page says and that it is read are kept together."""
        page, more = 0, True
        while more:
            page += 1
            said = await ads.leads(pull.advertisers, begin, end, page=page)
            more = page < said.page_info.total_page if said.page_info.total_page else len(said.leads) == PAGE
            async with self.postgres.transaction() as session:
                kept = await operations.keep(session, account=pull.account, leads=said.leads, keys=self.keys, now=now)
                if not more:
                    await operations.come_to(session, account=pull.account, until=end)
            tally.pages, tally.seen, tally.kept = tally.pages + 1, tally.seen + len(said.leads), tally.kept + kept

    @asynccontextmanager
    async def _alone(self, account: Account) -> AsyncIterator[None]:
        """Hold this account's turn by a connection of its own, as tokens are held: a pull waits for others' servers."""
        async with await psycopg.AsyncConnection.connect(self.postgres.dsn, autocommit=True) as connection:
            cursor = await connection.execute(
                "SELECT pg_try_advisory_lock(hashtextextended('huoshui pull', %s))", [account.id]
            )
            held = await cursor.fetchone()
            if held is None or not held[0]:
                raise PullUnderWay(name=account.name)
            try:
                yield
            finally:  # the next may come before the database has noticed that this connection ended
                with suppress(psycopg.Error):  # it broke: then nothing is held any more
                    await connection.execute("SELECT pg_advisory_unlock_all()")


def _why(failure: Failure) -> str:
    if isinstance(failure, Declined):
        return f"{failure.said or 'it says no'} ({failure.code})"
    return "its answer is not of the documented shape" if isinstance(failure, Unintelligible) else "it is not reached"
