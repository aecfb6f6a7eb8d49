"""The one table of who listens to what and who mirrors what. It decides nothing."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences import queries as segments
from huoshui.audiences.intimacy import operations as intimacy
from huoshui.audiences.intimacy import tasks as intimacy_tasks
from huoshui.audiences.membership import operations as membership
from huoshui.bedrock import clock, shelf
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.jobs import Blueprint
from huoshui.bedrock.outbox import Listener
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wechat import callbacks as wechat
from huoshui.channels.wecom import callbacks as wecom
from huoshui.commerce import operations as commerce
from huoshui.commerce import queries as orders
from huoshui.connectors import operations as connectors
from huoshui.connectors import tasks as connectors_tasks
from huoshui.events import operations as events
from huoshui.events import tasks as events_tasks
from huoshui.events.imports import operations as imports
from huoshui.events.imports import tasks as imports_tasks
from huoshui.events.intake import Standing
from huoshui.identity import operations as identity
from huoshui.identity import queries as links
from huoshui.identity.contract import PeopleMerged, PersonSplit
from huoshui.insight.boards import queries as boards
from huoshui.insight.value import operations as value
from huoshui.insight.value import tasks as value_tasks
from huoshui.leads import operations as leads
from huoshui.leads import queries as lead_lists
from huoshui.leads import tasks as leads_tasks
from huoshui.people import operations as people
from huoshui.people import queries as profiles
from huoshui.people import subscribers as people_hear
from huoshui.people import tasks as people_tasks
from huoshui.people.contract import PersonErased
from huoshui.relations import operations as relations
from huoshui.relations import queries as pools
from huoshui.relations import subscribers as relations_hear
from huoshui.relations import tasks as relations_tasks
from huoshui.relations.activity import tasks as activity_tasks
from huoshui.relations.followers import operations as followers
from huoshui.relations.followers import queries as following
from huoshui.relations.followers import subscribers as followers_hear
from huoshui.relations.followers import tasks as followers_tasks
from huoshui.relations.moments import operations as moments
from huoshui.relations.scripts import operations as scripts
from huoshui.relations.sends import operations as sends
from huoshui.relations.transfers import operations as transfers
from huoshui.relations.transfers import subscribers as transfers_hear
from huoshui.relations.work import operations as work
from huoshui.relations.work import tasks as work_tasks
from huoshui.relations.work.sops import queries as sops
from huoshui.touchpoints import allowances
from huoshui.touchpoints import operations as touchpoints
from huoshui.touchpoints import subscribers as links_hear
from huoshui.touchpoints import tasks as touchpoints_tasks
from huoshui.touchpoints.codes import operations as codes
from huoshui.touchpoints.codes import subscribers as codes_hear
from huoshui.touchpoints.stores import operations as stores

STAGES = ["events", "identity", "people", "commerce", "audiences", "insight"]
"""The stages with ClickHouse tables, in the order of the river."""

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
    "touchpoints": touchpoints_tasks.blueprint,
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
connectors.readers["allowances"] = allowances.hear

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


async def standing(session: AsyncSession) -> Standing:
    """This will gather what identity and people know that decides whether and as whose an event is taken."""
    return Standing(await profiles.suppressed(session), await links.recycled(session))
