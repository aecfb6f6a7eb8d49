"""The one table of who listens to what, who mirrors what, and which doors are open. It decides nothing."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.routing import BaseRoute

from huoshui.access import api as access_api
from huoshui.audiences import api as audiences_api
from huoshui.audiences import queries as segments
from huoshui.audiences.intimacy import api as intimacy_api
from huoshui.audiences.intimacy import operations as intimacy
from huoshui.audiences.intimacy import tasks as intimacy_tasks
from huoshui.audiences.layers import api as layers_api
from huoshui.audiences.membership import api as membership_api
from huoshui.audiences.membership import operations as membership
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.jobs import Blueprint
from huoshui.bedrock.outbox import Listener
from huoshui.bedrock.postgres import Postgres
from huoshui.commerce import api as commerce_api
from huoshui.commerce import operations as commerce
from huoshui.commerce import queries as orders
from huoshui.events import api as events_api
from huoshui.events import collect
from huoshui.events import operations as events
from huoshui.events import tasks as events_tasks
from huoshui.events.imports import api as imports_api
from huoshui.events.imports import operations as imports
from huoshui.events.imports import tasks as imports_tasks
from huoshui.events.intake import Standing
from huoshui.identity import api as identity_api
from huoshui.identity import operations as identity
from huoshui.identity import queries as links
from huoshui.identity.contract import PeopleMerged, PersonSplit
from huoshui.insight import api as insight_api
from huoshui.insight.attribution import api as attribution_api
from huoshui.insight.boards import api as boards_api
from huoshui.insight.boards import queries as boards
from huoshui.insight.desk import api as desk_api
from huoshui.insight.experiments import api as experiments_api
from huoshui.insight.flows import api as flows_api
from huoshui.insight.metrics import api as metrics_api
from huoshui.insight.quality import api as quality_api
from huoshui.insight.value import api as value_api
from huoshui.insight.value import operations as value
from huoshui.insight.value import tasks as value_tasks
from huoshui.people import api as people_api
from huoshui.people import operations as people
from huoshui.people import queries as profiles
from huoshui.people import subscribers as people_hear
from huoshui.people import tasks as people_tasks
from huoshui.people.contract import PersonErased
from huoshui.people.vocabulary import api as vocabulary_api
from huoshui.touchpoints import api as touchpoints_api
from huoshui.touchpoints import operations as touchpoints
from huoshui.touchpoints import redirect

STAGES = ["events", "identity", "people", "commerce", "audiences", "insight"]
"""The stages with ClickHouse tables, in the order of the river."""

ROUTERS: list[APIRouter] = [
    access_api.router,
    events_api.router,
    imports_api.router,
    identity_api.router,
    people_api.router,
    vocabulary_api.router,
    commerce_api.router,
    audiences_api.router,
    membership_api.router,
    layers_api.router,
    intimacy_api.router,
    touchpoints_api.router,
    insight_api.router,
    attribution_api.router,
    quality_api.router,
    flows_api.router,
    metrics_api.router,
    experiments_api.router,
    value_api.router,
    boards_api.router,
    desk_api.router,
]

BLUEPRINTS: dict[str, Blueprint] = {
    "events": events_tasks.blueprint,
    "imports": imports_tasks.blueprint,
    "people": people_tasks.blueprint,
    "intimacy": intimacy_tasks.blueprint,
    "value": value_tasks.blueprint,
}

BEGINNINGS: list[Callable[[Any], Awaitable[None]]] = [imports_tasks.take_up]
"""What a worker does first, with the platform: take up what a crash interrupted."""

resolver = links.holders
"""Identity to person, for whoever shows events."""

people.erasers |= {
    "touchpoints": touchpoints.erase,
    "membership": membership.erase,
    "value": value.erase,
    "intimacy": intimacy.erase,
    "commerce": commerce.erase,
    "events": events.erase,
    "identity": identity.erase,
}
profiles.sections["orders"] = orders.person_section


async def _undo_identity(session: AsyncSession, clickhouse: ClickHouse, import_id: int, now: datetime) -> None:
    await identity.undo_import(session, clickhouse=clickhouse, import_id=import_id, now=now)


async def _undo_people(session: AsyncSession, _clickhouse: ClickHouse, import_id: int, now: datetime) -> None:
    await people.forget_import(session, import_id=import_id, now=now)


async def _undo_commerce(session: AsyncSession, _clickhouse: ClickHouse, import_id: int, _now: datetime) -> None:
    await commerce.undo_import(session, import_id=import_id)


async def _undo_membership(session: AsyncSession, _clickhouse: ClickHouse, _import_id: int, _now: datetime) -> None:
    await membership.forget_everything(session)


imports.undoers[:] = [_undo_people, _undo_commerce, _undo_identity, _undo_membership]


async def _merged(session: AsyncSession, event: PeopleMerged) -> None:
    await people_hear.on_merged(session, event, now=clock.now())


async def _split(session: AsyncSession, event: PersonSplit) -> None:
    await people_hear.on_split(session, event, now=clock.now())


async def _merged_facts(session: AsyncSession, event: PeopleMerged) -> None:
    await people.touch_facts(session, (event.person, *event.absorbed))


async def _split_facts(session: AsyncSession, event: PersonSplit) -> None:
    await people.touch_facts(session, (event.person, *event.into))


async def _erased_facts(session: AsyncSession, event: PersonErased) -> None:
    await people.touch_facts(session, (event.person, *event.identities))


LISTENERS: dict[str, dict[str, tuple[type, Listener]]] = {
    "people": {"PeopleMerged": (PeopleMerged, _merged), "PersonSplit": (PersonSplit, _split)},
    "people_facts": {
        "PeopleMerged": (PeopleMerged, _merged_facts),
        "PersonSplit": (PersonSplit, _split_facts),
        "PersonErased": (PersonErased, _erased_facts),
    },
}


def _in_transactions(mirror: Callable[[AsyncSession, ClickHouse], Awaitable[int]]) -> Callable[..., Awaitable[None]]:
    """A mirror that hands over a part at a time, each in a transaction of its own, until it is level."""

    async def whole(postgres: Postgres, clickhouse: ClickHouse, **_: Any) -> None:  # noqa: ANN401 what others need
        handed = 1
        while handed:
            async with postgres.transaction() as session:
                handed = await mirror(session, clickhouse)

    return whole


MIRRORS: list[Callable[..., Awaitable[None]]] = [
    identity.mirror,
    _in_transactions(people.mirror),
    _in_transactions(commerce.mirror),
    _in_transactions(people.mirror_facts),
    _in_transactions(commerce.mirror_facts),
    value.mirror,
    intimacy.forget,
]
"""Each is called with (postgres, clickhouse, cluster=…) about every second."""


segments.consumers["membership"] = membership.uses_of
segments.consumers["boards"] = boards.uses_of

Keeper = membership.Keeper
"""Keeps the members of watched segments, round after round."""


def busy_routes() -> list[BaseRoute]:
    """This will give the routes that the public opens: short links, and what SDKs post to."""
    return [*redirect.routes(), *collect.routes()]


async def standing(session: AsyncSession) -> Standing:
    """This will gather what identity and people know that decides whether and as whose an event is taken."""
    return Standing(await profiles.suppressed(session), await links.recycled(session))
