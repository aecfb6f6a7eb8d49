"""The one table of who listens to what, who mirrors what, and which doors are open. It decides nothing."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

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
from huoshui.bedrock import clock, shelf
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.jobs import Blueprint
from huoshui.bedrock.outbox import Listener
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.routes import Doors
from huoshui.channels.wechat import callbacks as wechat
from huoshui.channels.wecom import callbacks as wecom
from huoshui.commerce import api as commerce_api
from huoshui.commerce import operations as commerce
from huoshui.commerce import queries as orders
from huoshui.connectors import api as connectors_api
from huoshui.connectors import door
from huoshui.connectors import operations as connectors
from huoshui.connectors import tasks as connectors_tasks
from huoshui.connectors.pulls import api as pulls_api
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
from huoshui.leads import api as leads_api
from huoshui.leads import operations as leads
from huoshui.leads import queries as lead_lists
from huoshui.leads import tasks as leads_tasks
from huoshui.people import api as people_api
from huoshui.people import operations as people
from huoshui.people import queries as profiles
from huoshui.people import subscribers as people_hear
from huoshui.people import tasks as people_tasks
from huoshui.people.contract import PersonErased
from huoshui.people.vocabulary import api as vocabulary_api
from huoshui.relations import api as relations_api
from huoshui.relations import operations as relations
from huoshui.relations import queries as pools
from huoshui.relations import subscribers as relations_hear
from huoshui.relations import tasks as relations_tasks
from huoshui.relations.activity import api as activity_api
from huoshui.relations.activity import tasks as activity_tasks
from huoshui.relations.followers import api as followers_api
from huoshui.relations.followers import operations as followers
from huoshui.relations.followers import queries as following
from huoshui.relations.followers import subscribers as followers_hear
from huoshui.relations.followers import tasks as followers_tasks
from huoshui.relations.moments import api as moments_api
from huoshui.relations.moments import operations as moments
from huoshui.relations.scripts import api as scripts_api
from huoshui.relations.scripts import operations as scripts
from huoshui.relations.sends import api as sends_api
from huoshui.relations.sends import operations as sends
from huoshui.relations.sidebar import api as sidebar_api
from huoshui.relations.transfers import api as transfers_api
from huoshui.relations.transfers import operations as transfers
from huoshui.relations.transfers import subscribers as transfers_hear
from huoshui.relations.work import api as work_api
from huoshui.relations.work import operations as work
from huoshui.relations.work import tasks as work_tasks
from huoshui.relations.work.sops import api as sops_api
from huoshui.relations.work.sops import queries as sops
from huoshui.touchpoints import api as touchpoints_api
from huoshui.touchpoints import operations as touchpoints
from huoshui.touchpoints import redirect
from huoshui.touchpoints import subscribers as links_hear
from huoshui.touchpoints.codes import api as codes_api
from huoshui.touchpoints.codes import operations as codes
from huoshui.touchpoints.codes import subscribers as codes_hear
from huoshui.touchpoints.codes.groups import api as group_codes_api
from huoshui.touchpoints.landing import api as landing_api
from huoshui.touchpoints.landing import door as landing
from huoshui.touchpoints.posters import api as posters_api
from huoshui.touchpoints.stores import api as stores_api
from huoshui.touchpoints.stores import door as stores_door
from huoshui.touchpoints.stores import operations as stores

STAGES = ["events", "identity", "people", "commerce", "audiences", "insight"]
"""The stages with ClickHouse tables, in the order of the river."""

DOORS: list[Doors] = [
    access_api.router,
    events_api.router,
    connectors_api.router,
    pulls_api.router,
    imports_api.router,
    identity_api.router,
    people_api.router,
    vocabulary_api.router,
    commerce_api.router,
    audiences_api.router,
    membership_api.router,
    layers_api.router,
    intimacy_api.router,
    relations_api.router,
    activity_api.router,
    followers_api.router,
    sends_api.router,
    moments_api.router,
    transfers_api.router,
    scripts_api.router,
    sidebar_api.router,
    work_api.router,
    sops_api.router,
    touchpoints_api.router,
    codes_api.router,
    group_codes_api.router,
    landing_api.router,
    stores_api.router,
    posters_api.router,
    leads_api.router,
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
    "connectors": connectors_tasks.blueprint,
    "imports": imports_tasks.blueprint,
    "people": people_tasks.blueprint,
    "intimacy": intimacy_tasks.blueprint,
    "relations": relations_tasks.blueprint,
    "activity": activity_tasks.blueprint,
    "followers": followers_tasks.blueprint,
    "work": work_tasks.blueprint,
    "leads": leads_tasks.blueprint,
    "value": value_tasks.blueprint,
}

BEGINNINGS: list[Callable[[Any], Awaitable[None]]] = [imports_tasks.take_up]
"""What a worker does first, with the platform: take up what a crash interrupted."""

connectors.told_by_readers |= {
    wecom.ContactAdded,
    wecom.ContactDeletedStaff,
    wecom.StaffDeletedContact,
    wecom.TransferFailed,
    wecom.GroupChanged,
    wechat.Followed,
    wechat.Unfollowed,
}
"""Relations knows which of these are new, and makes their events."""

resolver = links.holders
"""Identity to person, for whoever shows events."""

connectors.readers["relations"] = relations_hear.hear
connectors.readers["transfers"] = transfers_hear.hear
connectors.readers["followers"] = followers_hear.hear
connectors.readers["codes"] = codes_hear.hear
connectors.readers["links"] = links_hear.hear

people.erasers |= {
    "figures": shelf.erase,
    "leads": leads.erase,
    "codes": codes.erase,
    "touchpoints": touchpoints.erase,
    "stores": stores.erase,
    "relations": relations.erase,
    "transfers": transfers.erase,
    "scripts": scripts.erase,
    "work": work.erase,
    "followers": followers.erase,
    "sends": sends.erase,
    "moments": moments.erase,
    "membership": membership.erase,
    "value": value.erase,
    "intimacy": intimacy.erase,
    "commerce": commerce.erase,
    "events": events.erase,
    "identity": identity.erase,
}
profiles.sections["orders"] = orders.person_section
profiles.sections["relations"] = pools.person_section
profiles.sections["followers"] = following.person_section
profiles.sections["leads"] = lead_lists.person_section


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
segments.consumers["sops"] = sops.uses_of

Keeper = membership.Keeper
"""Keeps the members of watched segments, round after round."""


def busy_routes() -> list[BaseRoute]:
    """This will give the routes that the public opens: links, pages, store codes, callbacks, what SDKs post to."""
    return [*redirect.routes(), *landing.routes(), *stores_door.routes(), *door.routes(), *collect.routes()]


async def standing(session: AsyncSession) -> Standing:
    """This will gather what identity and people know that decides whether and as whose an event is taken."""
    return Standing(await profiles.suppressed(session), await links.recycled(session))
