"""
Callbacks in our words: events of the dictionary, and whose they are.

A callback about staff, tags, departments or a whole group happened to no customer, and one that only says that
something was edited does not say what: such are facts for the stages that keep them, and no events.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Final

import orjson

from huoshui.channels.contract import Arrival
from huoshui.channels.wecom.callbacks import (
    ArchiveAgreed,
    ContactAdded,
    ContactDeletedStaff,
    Fact,
    GroupChanged,
    StaffDeletedContact,
    TransferFailed,
)
from huoshui.channels.wecom.envelopes import Envelope

_CUSTOMER: Final = re.compile(r"w[mo][A-Za-z0-9_-]{30,62}")
"""An external_userid among a group's members; staff ids are the corp's own short names."""

_Told = tuple[str, str, dict[str, str]]
"""Name of the event, external_userid, and properties."""


def arrivals(envelope: Envelope, fact: Fact, *, received_at: int) -> list[Arrival]:
    """
    This will give the events of a callback, one for each customer it is about, in the order it names them.

    ``received_at`` is in milliseconds since 1970-01-01 UTC and stands in where the callback does not say when.
    """
    return [_arrival(envelope, told, received_at, index) for index, told in enumerate(_told(fact))]


def _arrival(envelope: Envelope, told: _Told, received_at: int, index: int) -> Arrival:
    name, external, said = told
    stated = envelope.created_at * 1000 or None
    properties = {name: value for name, value in said.items() if value}
    return Arrival(
        message_id="wecom-" + hashlib.sha256(f"{envelope.key} {external}".encode()).hexdigest(),
        kind="track",
        name=name,
        occurred_at=stated or received_at,
        stated_at=stated,
        sent_at=None,
        timestamp_source="platform" if stated else "received",
        channel="wecom",
        identifiers=[(f"wecom_external:{envelope.corp_id}", external)],
        properties=orjson.dumps({**properties, "external_userid": external, "corp_id": envelope.corp_id}),
        context=b"{}",
        index=index,
    )


def _told(fact: Fact) -> Iterator[_Told]:
    match fact:
        case ContactAdded(staff, external, state, _, half):
            yield ("Contact Half Added" if half else "Contact Added"), external, {"staff_id": staff, "state": state}
        case ContactDeletedStaff(staff, external):
            yield "Contact Deleted Staff", external, {"staff_id": staff}
        case StaffDeletedContact(staff, external, transferred=False):
            yield "Staff Deleted Contact", external, {"staff_id": staff}
        case TransferFailed(staff, external, reason):
            yield "Contact Transfer Failed", external, {"staff_id": staff, "reason": reason}
        case ArchiveAgreed(staff, external):
            yield "Chat Archive Agreed", external, {"staff_id": staff}
        case GroupChanged(group, "add_member", members, join_scene=scene):
            for member in filter(_CUSTOMER.fullmatch, members):
                yield "Group Joined", member, {"group_id": group, "join_scene": scene}
        case GroupChanged(group, "del_member", members, quit_scene=scene):
            for member in filter(_CUSTOMER.fullmatch, members):
                yield "Group Left", member, {"group_id": group, "quit_scene": scene}
        case _:
            return
