"""
Callbacks in our words: events of the dictionary, and whose they are.

Most callbacks are facts for the stages that keep histories of them: whether a contact or a member of a group is new,
lost or handed on is known only there (`relations.rules.telling` has their events). A callback about staff, tags or
departments happened to no customer, and one that only says that something was edited does not say what.
"""

import hashlib
from collections.abc import Iterator

import orjson

from huoshui.channels.contract import Arrival
from huoshui.channels.wecom.callbacks import ArchiveAgreed, Fact
from huoshui.channels.wecom.envelopes import Envelope

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
        case ArchiveAgreed(staff, external):
            yield "Chat Archive Agreed", external, {"staff_id": staff}
        case _:
            return
