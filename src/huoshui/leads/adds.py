"""
Which advertisement somebody came from who added WeCom staff: noted when they add, asked of 巨量引擎 a little later.

The platform answers for one unionid at a time. What it knows becomes “Ad Clicked”, by the same unionid as the add, so
that both are one person's and the click stands before the add in every chain.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.channels.doors.reading import moment
from huoshui.channels.oceanengine.shapes import AdSaid
from huoshui.channels.wecom.failures import Failure
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Account, ConnectorPaused
from huoshui.connectors.pulls import queries as pulls
from huoshui.connectors.speaking import Speakers
from huoshui.events import operations as events
from huoshui.events.contract import Happening, Source
from huoshui.events.intake import Intake

ADDED: Final = "Contact Added"
FIRST: Final = timedelta(minutes=10)
"""The platform knows of an add a while after it happened."""
_AGAIN: Final = (timedelta(hours=1), timedelta(hours=12))
_LATE: Final = timedelta(days=2)
"""What was added longer ago, as a first comparison finds it, is not asked about."""
_ONCE_IN: Final = timedelta(days=1)
_AT_ONCE: Final = 50
_REST: Final = timedelta(minutes=10)


class _Asked(msgspec.Struct):
    unionid: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class _Open:
    """One add that is to be asked about."""

    identity: int
    asked: _Asked
    added_at: datetime
    tries: int


async def note(session: AsyncSession, *, happenings: Sequence[Happening], vault: Vault, now: datetime) -> int:
    """
    This will note whose adds the platform is asked about, and tell how many; none while nobody authorized us to ask.

    Somebody who adds several staff is asked about once a day.
    """
    found: dict[int, tuple[Happening, int]] = {}
    for one in happenings:
        known = next((two for two in one.identifiers if two.namespace.partition(":")[0] == "wechat_unionid"), None)
        recent = one.occurred_at >= clock.milliseconds(now - _LATE)
        if known is not None and recent and one.properties.get("unionid"):
            found[known.identity] = (one, one.occurred_at)
    if not found or not await pulls.authorized(session):
        return 0
    clear = [
        (identity, msgspec.json.encode(_Asked(str(one.properties["unionid"]), str(one.properties.get("state") or ""))))
        for identity, (one, _) in found.items()
    ]
    sealed = await vault.seal_many(session, clear)
    lines = [
        {"identity": identity, "sealed": secret, "added_at": clock.moment(at), "next_at": now + FIRST, "once": _ONCE_IN}
        for (identity, (_, at)), secret in zip(found.items(), sealed, strict=True)
    ]
    return int((await session.execute(_NOTE, lines)).rowcount)  # type: ignore[attr-defined]


async def ask(
    postgres: Postgres, speakers: Speakers, intake: Intake, *, vault: Vault, now: datetime
) -> tuple[int, int]:
    """
    This will ask about the adds that are due, and tell how many there were and how many an advertisement explains.

    What the platform fails at stays due, and is asked again after a rest.
    """
    async with postgres.session() as session:
        authorized = [
            (account, advertisers) for number, advertisers in await pulls.authorized(session)
            for account in await connectors.accounts(session, channel="oceanengine") if account.id == number
        ]  # fmt: skip
        waiting = await _due(session, vault, now) if authorized else []
    if not waiting:
        return 0, 0
    async with postgres.transaction() as session:  # for itself: what intake knows by a source outlives a crash
        source = await events.house_source(session, name="oceanengine", channel="douyin", now=now)
    explained = 0
    for one in waiting:
        try:
            found = await _asked(speakers, authorized, one)
        except (Failure, ConnectorPaused) as failure:
            logger().warning("leads.adds.not_asked", error=type(failure).__name__)
            async with postgres.transaction() as session:
                await session.execute(_REST_ALL, {"now": now, "next_at": now + _REST})
            break
        async with postgres.transaction() as session:
            if found is not None:
                await _tell(source, intake, one, *found, now)
            wait = None if found or one.tries >= len(_AGAIN) else now + _AGAIN[one.tries]
            line = {"identity": one.identity, "next_at": wait, "found": found is not None}
            await session.execute(_ASKED, line)
        explained += found is not None
    return len(waiting), explained


async def _asked(
    speakers: Speakers, authorized: Sequence[tuple[Account, Sequence[str]]], one: _Open
) -> tuple[Account, str, AdSaid] | None:
    for account, advertisers in authorized:
        ads = await speakers.ads(account.id)
        for advertiser in advertisers:
            if said := await ads.ad_of(advertiser, one.asked.unionid, state=one.asked.state):
                return account, advertiser, said
    return None


async def _due(session: AsyncSession, vault: Vault, now: datetime) -> list[_Open]:
    rows = (await session.execute(_DUE, {"now": now, "limit": _AT_ONCE})).all()
    opened = await vault.open_many(session, [(row.identity, bytes(row.sealed)) for row in rows])
    return [
        _Open(row.identity, msgspec.json.decode(clear, type=_Asked), row.added_at, row.tries)
        for row, clear in zip(rows, opened, strict=True)
        if clear is not None
    ]


async def _tell(
    source: Source, intake: Intake, one: _Open, account: Account, advertiser: str, said: AdSaid, now: datetime
) -> None:
    """Hand the click to intake, which knows it by its id if a crash brings it again."""
    at = moment(said.convert_time) or clock.milliseconds(one.added_at)
    known = hashlib.sha256(f"{account.corp_id} {one.asked.unionid} {said.click_id} {said.ad_id}".encode()).hexdigest()
    facts: dict[str, Any] = {
        "click_id": said.click_id, "ad_id": str(said.ad_id or ""), "creative_id": str(said.creative_id or ""),
        "account_id": advertiser, "account": account.name, "position": said.channel,
    }  # fmt: skip
    properties = orjson.dumps({name: value for name, value in facts.items() if value})
    arrival = Arrival(
        message_id=f"oceanengine-add-{known}", kind="track", name="Ad Clicked", occurred_at=at, stated_at=at,
        sent_at=None, timestamp_source="platform", channel="douyin",
        identifiers=[("wechat_unionid:default", one.asked.unionid)], properties=properties, context=b"{}", index=0,
        masked=properties,
    )  # fmt: skip
    await intake.submit(source, [arrival], received_at=clock.milliseconds(now))


_NOTE = text("""
    INSERT INTO ad_adds AS known (identity, sealed, added_at, next_at)
    VALUES (:identity, :sealed, :added_at, :next_at)
    ON CONFLICT (identity) DO UPDATE SET sealed = excluded.sealed, added_at = excluded.added_at,
        next_at = excluded.next_at, tries = 0, found = false
    WHERE excluded.added_at > known.added_at + CAST(:once AS interval)
""")
_DUE = text("""
    SELECT identity, sealed, added_at, tries FROM ad_adds WHERE next_at <= :now ORDER BY next_at LIMIT :limit
""")
_ASKED = text("""
    UPDATE ad_adds SET tries = tries + 1, next_at = :next_at, found = :found WHERE identity = :identity
""")
_REST_ALL = text("UPDATE ad_adds SET next_at = :next_at WHERE next_at <= :now")
