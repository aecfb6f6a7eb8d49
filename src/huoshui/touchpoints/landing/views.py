"""Openings of landing pages: each is kept, and each of a person becomes an event, once."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, for_ever
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.events.intake import Intake
from huoshui.touchpoints.landing.contract import Shown
from huoshui.touchpoints.rules import addresses
from huoshui.touchpoints.rules.environments import environment_of
from huoshui.touchpoints.visits import Seen, network, storable

_AT_ONCE = 500
_PAUSE_SECONDS = 0.5
_SOURCE = "touchpoints"


@dataclass(slots=True)
class Views:
    """Keeps openings, and hands them on."""

    postgres: Postgres
    intake: Intake
    keys: Keys
    _task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """This will begin to make events of openings, without being told to."""
        self._task = asyncio.create_task(for_ever(self.forward, _PAUSE_SECONDS, of="views"))

    async def stop(self) -> None:
        """This will end; what waits is handed on by whoever comes next."""
        if self._task is not None:
            await ended(self._task)

    async def keep(self, shown: Shown, seen: Seen, *, also: Mapping[str, str] | None = None, now: datetime) -> None:
        """This will keep one opening with what the page was opened with; a robot's with its reason."""
        visitor = "" if seen.robot else seen.visitor
        query = {storable(name): storable(value) for name, value in addresses.kept(seen.query).items()}
        query |= also or {}
        async with self.postgres.transaction() as session:
            await session.execute(_KEEP, {
                "click": secrets.token_urlsafe(12), "slug": shown.slug, "page": shown.page, "code": shown.code,
                "version": shown.version, "at": now, "environment": environment_of(seen.agent).value,
                "robot": seen.robot, "visitor": visitor,
                "identity": self.keys.fingerprint("anonymous", visitor) if visitor else 0,
                "network": self.keys.fingerprint("network", network(seen.ip)), "agent": storable(seen.agent),
                "referrer": storable(addresses.without_query(seen.referrer)), "query": orjson.dumps(query).decode(),
            })  # fmt: skip

    async def forward(self) -> int:
        """This will hand the openings of people that wait to intake, and tell how many there were."""
        now = clock.now()
        async with self.postgres.transaction() as session:
            rows = (await session.execute(_NEXT, {"limit": _AT_ONCE})).all()
            if not rows:
                return 0
            source = await events.house_source(session, name=_SOURCE, channel="", now=now)
            arrivals = [_arrival(row, place) for place, row in enumerate(rows)]
            await self.intake.submit(source, arrivals, received_at=clock.milliseconds(now))
            await session.execute(_DONE, {"ids": [row.id for row in rows], "now": now})
        return len(rows)


def _arrival(row: Any, place: int) -> Arrival:  # noqa: ANN401 SQLAlchemy's rows
    """A page that somebody wrote was viewed; a live code's own is what its print leads to, so the code was scanned."""
    plan = row.page_plan or row.code_plan or {}
    said = {"click_id": row.click, "campaign_id": plan.get("campaign", ""), "environment": row.environment}
    if row.page is None:
        name, said = "Live Code Scanned", {**said, "code": row.slug, "code_name": plan["name"], "state": row.state}
    else:
        name, said = "Landing Page Viewed", {**said, "page_id": row.slug, "code": plan.get("code", "")}
    context = {"userAgent": row.agent, "page": {"referrer": row.referrer}}
    channel = (row.store_plan or {}).get("channel") or plan.get("channel", "")  # what was printed is the store code
    return Arrival(
        message_id=f"view-{row.click}", kind="track", name=name, occurred_at=clock.milliseconds(row.at),
        stated_at=None, sent_at=None, timestamp_source="page", channel=channel,
        identifiers=[("anonymous", row.visitor)], properties=orjson.dumps({**row.query, **said}),
        context=orjson.dumps(context), index=place,
    )  # fmt: skip


_KEEP = text("""
    INSERT INTO page_views (click, slug, page, code, version, at, environment, robot, visitor, identity, network, agent,
        referrer, query)
    VALUES (:click, :slug, :page, :code, :version, :at, :environment, :robot, :visitor, :identity, :network, :agent,
        :referrer, CAST(:query AS jsonb))
""")
_NEXT = text("""
    SELECT page_views.id, click, page_views.slug, page, page_views.at, environment, visitor, agent, referrer, query,
           landing_pages.plan AS page_plan, coalesce(live_codes.plan, group_codes.plan) AS code_plan,
           coalesce(live_codes.state, group_codes.state) AS state, store_codes.plan AS store_plan
    FROM page_views LEFT JOIN landing_pages ON landing_pages.id = page LEFT JOIN live_codes ON live_codes.id = code
    LEFT JOIN group_codes ON group_codes.slug = page_views.slug
    LEFT JOIN store_codes ON store_codes.slug = page_views.query ->> 'store_code'
    WHERE forwarded_at IS NULL AND robot = '' ORDER BY page_views.id LIMIT :limit
    FOR UPDATE OF page_views SKIP LOCKED
""")
_DONE = text("UPDATE page_views SET forwarded_at = :now WHERE id = ANY(CAST(:ids AS bigint[]))")
