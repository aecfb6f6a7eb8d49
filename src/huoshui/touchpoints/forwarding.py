"""From the journal to the river: each click of a person becomes an event, once, and each contact that it brought."""

import asyncio
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.events.contract import Receipt
from huoshui.events.intake import Intake
from huoshui.touchpoints.entries.contract import MiniProgramPage
from huoshui.touchpoints.rules import addresses

_AT_ONCE = 250
_IN_ONE_GO = 25
ROUND = 1_000
"""
So many become one insert of the column engine: at 300 a row of it costs three times as much, and merging it more; at
2,000 whoever taps meanwhile waits half as long again.
"""
_EVENT = "Link Clicked"
_BROUGHT = "Link Brought Contact"
_SOURCE = "touchpoints"


async def forward(postgres: Postgres, intake: Intake, *, now: datetime) -> int:
    """
    This will hand the next clicks to intake, `ROUND` at most, and tell how many there were.

    A crash before the end hands them over again, and intake knows them by their ids. Several servers share the work:
    each takes what no other has in hand.

    :raises IntakeBusy: if intake has enough to do; the clicks wait
    :raises IntakeUnavailable: if nothing can be stored now; the clicks wait
    """
    async with postgres.transaction() as session:
        ids: list[int] = []
        handed: list[asyncio.Task[Receipt]] = []
        while len(ids) < ROUND:
            line = {"limit": _AT_ONCE, "after": ids[-1] if ids else 0}
            rows = (await session.execute(_NEXT, line)).all()
            if not rows:
                break
            source = await events.house_source(session, name=_SOURCE, channel="", now=now)
            for start in range(0, len(rows), _IN_ONE_GO):
                arrivals = [_arrival(row, place) for place, row in enumerate(rows[start : start + _IN_ONE_GO])]
                submitted = intake.submit(source, arrivals, received_at=clock.milliseconds(now))
                handed.append(asyncio.create_task(submitted))
                await asyncio.sleep(0)  # whoever waits at the door is answered in between
            ids += [row.id for row in rows]
        await asyncio.gather(*handed)
        if ids:
            await session.execute(_DONE, {"ids": ids, "now": now})
    return len(ids)


async def forward_adds(postgres: Postgres, intake: Intake, *, keys: Keys, now: datetime) -> int:
    """
    This will hand those whom clicks brought to intake as events, and tell how many there were.

    The event names the contact and, of the first who came by a click, the visitor who clicked: they are one person
    then, with the advertisement's click id behind them.

    :raises IntakeBusy: if intake has enough to do; the adds wait
    :raises IntakeUnavailable: if nothing can be stored now; the adds wait
    """
    async with postgres.transaction() as session:
        rows = (await session.execute(_NEXT_ADDS, {"limit": _IN_ONE_GO})).all()
        if not rows:
            return 0
        source = await events.house_source(session, name=_SOURCE, channel="", now=now)
        arrivals = [_brought(row, place) for place, row in enumerate(rows)]
        await intake.submit(source, arrivals, received_at=clock.milliseconds(now))
        done = [{"id": row.id, "identity": keys.fingerprint(*_contact(row)), "now": now} for row in rows]
        await session.execute(_DONE_ADDS, done)
    return len(rows)


def _brought(row: Any, place: int) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    identifiers = [_contact(row)]
    if row.first and row.visitor:
        identifiers.append(("anonymous", row.visitor))
    properties = {
        **row.query, "link_id": row.code, "link_name": row.name, "click_id": row.click, "campaign_id": row.campaign,
        "staff_id": row.staff_id, "state": row.click,
    }  # fmt: skip
    return Arrival(
        message_id=f"link-add-{row.id}", kind="track", name=_BROUGHT, occurred_at=clock.milliseconds(row.said_at),
        stated_at=None, sent_at=None, timestamp_source="platform", channel=row.channel,
        identifiers=identifiers, properties=orjson.dumps(properties), context=b"{}", index=place,
    )  # fmt: skip


def _contact(row: Any) -> tuple[str, str]:  # noqa: ANN401 SQLAlchemy's rows
    return f"wecom_external:{row.corp_id}", row.external_userid


def _arrival(row: Any, place: int) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    properties = {
        **orjson.loads(row.query), "link_id": row.code, "link_name": row.name, "url": row.url, "click_id": row.click,
        "campaign_id": row.campaign, "variant": row.variant, "environment": row.environment, "outcome": row.outcome,
    }  # fmt: skip
    if row.page is not None and addresses.is_entry(row.url):  # an entry's address says nothing to whoever reads it
        properties["mini_program"] = MiniProgramPage(**row.page).line
    context = {"userAgent": row.agent, "page": {"referrer": row.referrer}}
    return Arrival(
        message_id=f"click-{row.click}", kind="track", name=_EVENT, occurred_at=clock.milliseconds(row.at),
        stated_at=None, sent_at=None, timestamp_source="link", channel=row.channel,
        identifiers=[("anonymous", row.visitor)], properties=orjson.dumps(properties),
        context=orjson.dumps(context), index=place,
    )  # fmt: skip


_NEXT = text("""
    SELECT link_clicks.id, click, code, short_links.name, channel, campaign, variant, at, environment, outcome, visitor,
           agent, referrer, CAST(query AS text) AS query, url,
           variants -> CAST(variant AS integer) -> 'mini_program' AS page
    FROM link_clicks JOIN short_links ON short_links.id = link
    WHERE forwarded_at IS NULL AND robot = '' AND link_clicks.id > :after ORDER BY link_clicks.id LIMIT :limit
    FOR UPDATE OF link_clicks SKIP LOCKED
""")
_DONE = text("UPDATE link_clicks SET forwarded_at = :now WHERE id = ANY(CAST(:ids AS bigint[]))")
_NEXT_ADDS = text("""
    SELECT link_adds.id, link_adds.click, corp_id, staff_id, external_userid, said_at, first, visitor, query, code,
           short_links.name, channel, campaign
    FROM link_adds JOIN link_clicks USING (click) JOIN short_links ON short_links.id = link_adds.link
    WHERE link_adds.forwarded_at IS NULL ORDER BY link_adds.id LIMIT :limit FOR UPDATE OF link_adds SKIP LOCKED
""")
_DONE_ADDS = text("UPDATE link_adds SET forwarded_at = :now, identity = :identity WHERE id = :id")
