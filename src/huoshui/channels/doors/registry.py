"""All doors by name, and what a genuine call comes to: its key for ever, its kind, and its arrivals."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import orjson

from huoshui.channels.contract import Arrival
from huoshui.channels.doors import pushes, shops, talks
from huoshui.channels.doors.contract import Door, Held, Message, Proven, Told

DOORS: Final[Mapping[str, Door]] = {
    door.name: door
    for door in (
        talks.DOUYIN, shops.DOUDIAN, pushes.OCEANENGINE, pushes.XIAOHONGSHU, pushes.KUAISHOU, pushes.TENCENT_ADS,
        talks.WEIBO, pushes.BILIBILI, shops.WXSHOP, shops.YOUZAN,
    )
}  # fmt: skip
"""By the name that stands in a callback's address."""


def key(door: Door, proven: Proven, messages: Sequence[Message]) -> str:
    """
    This will name a call for ever: by the platform's ids of its messages where they are signed, otherwise by a digest
    of what is. A repeated delivery has the same name, and who changes what is not signed makes no new one.
    """
    numbers = [one.id for one in messages]
    named = door.strategy.signs_ids and numbers and all(numbers)
    what = orjson.dumps(sorted([one.kind, one.id] for one in messages)) if named else proven.covered
    return hashlib.sha256(door.name.encode() + b"\0" + what).hexdigest()


def arrivals(door: Door, held: Held, account: str, messages: Sequence[Message], *, received_at: int) -> list[Arrival]:
    """
    This will give the events of a call, in the order in which it says them.

    ``received_at`` is in milliseconds since 1970-01-01 UTC and stands in where the platform does not say when.
    """
    found = [(message, told) for message in messages for told in door.told(message, held)]
    return [_arrival(door, held, account, *one, received_at, place) for place, one in enumerate(found)]


def _arrival(
    door: Door, held: Held, account: str, message: Message, told: Told, received_at: int, place: int
) -> Arrival:
    stated = message.said_at
    plain = {**told.properties, "account": account}
    return Arrival(
        message_id=f"{door.name}-{_digest(held, message, told)}",
        kind="track",
        name=told.name,
        occurred_at=stated or received_at,
        stated_at=stated,
        sent_at=None,
        timestamp_source="platform" if stated else "received",
        channel=door.channel,
        identifiers=list(told.identifiers),
        properties=orjson.dumps({**plain, **told.personal}),
        context=b"{}",
        index=place,
        masked=orjson.dumps(plain),
    )


def _digest(held: Held, message: Message, told: Told) -> str:
    """By the platform's number where it gives one: what it says again of the same thing is no second event."""
    said = orjson.dumps(message.fields, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    what = message.id.encode() if message.id else said
    parts = (held.app_id.encode(), message.kind.encode(), told.name.encode(), what)
    return hashlib.sha256(b"\0".join(parts)).hexdigest()
