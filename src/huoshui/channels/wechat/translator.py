"""
Callbacks in our words: events of the dictionary, and whose they are.

Who begins and ends to follow is told by the stage that keeps followers: whether it is news is known only there.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import orjson

from huoshui.channels.contract import Arrival
from huoshui.channels.wechat.callbacks import (
    ACCEPTED,
    Fact,
    MenuUsed,
    Messaged,
    Scanned,
    ServiceEntered,
    SubscriptionAnswered,
    SubscriptionSent,
    TemplateSent,
)
from huoshui.channels.wechat.envelopes import Envelope

OFFICIAL_ACCOUNT, MINI_PROGRAM = "wechat_mp", "miniprogram"
"""The two kinds of accounts, as events name their channels."""


def arrivals(envelope: Envelope, fact: Fact, *, appid: str, channel: str, received_at: int) -> list[Arrival]:
    """
    This will give the events of a callback.

    ``received_at`` is in milliseconds since 1970-01-01 UTC and stands in where the callback does not say when.
    """
    stated = envelope.created_at * 1000 or None
    return [
        arrival(
            f"{envelope.key} {index}", name, said, appid=appid, openid=envelope.openid, channel=channel,
            at=stated or received_at, stated=bool(stated), index=index,
        )
        for index, (name, said) in enumerate(_told(fact))
    ]  # fmt: skip


def arrival(  # noqa: PLR0913 an event has so many parts
    key: str, name: str, said: dict[str, Any], *, appid: str, openid: str, channel: str, at: int, unionid: str = "",
    stated: bool = True, index: int = 0,
) -> Arrival:  # fmt: skip
    """This will make an event of somebody whom an account knows by an openid; ``key`` names it for ever."""
    told = {"appid": appid, "openid": openid, "unionid": unionid, "channel": channel, **said}
    identifiers = [(f"wechat_openid:{appid}", openid)]
    if unionid:
        identifiers.append(("wechat_unionid:default", unionid))
    return Arrival(
        message_id="wechat-" + hashlib.sha256(f"{appid} {key}".encode()).hexdigest(),
        kind="track",
        name=name,
        occurred_at=at,
        stated_at=at if stated else None,
        sent_at=None,
        timestamp_source="platform" if stated else "received",
        channel=channel,
        identifiers=identifiers,
        properties=orjson.dumps({name: value for name, value in told.items() if value}),
        context=b"{}",
        index=index,
    )


def _told(fact: Fact) -> Iterator[tuple[str, dict[str, Any]]]:
    match fact:
        case Scanned(_, scene):
            yield "Official Account Scanned", {"state": scene}
        case MenuUsed(_, _, key):
            yield "Official Account Menu Clicked", {"key": key}
        case Messaged(_, kind, characters):
            yield "Message Replied", {"kind": kind, "characters": characters}
        case ServiceEntered():
            yield "Consultation Started", {}
        case SubscriptionAnswered(_, answers, changed):
            for one in answers:
                granted = one.status == ACCEPTED
                times = {"times": 1} if granted and not changed else {}
                yield f"Subscription {'Granted' if granted else 'Revoked'}", {"template_id": one.template, **times}
        case SubscriptionSent(_, outcomes):
            for result in outcomes:
                yield _outcome(result.message_id, delivered=result.code == 0, code=str(result.code))
        case TemplateSent(_, message_id, status):
            yield _outcome(message_id, delivered=fact.delivered, reason=status)
        case _:
            return


def _outcome(message_id: str, *, delivered: bool, **why: str) -> tuple[str, dict[str, Any]]:
    said = {"message_id": message_id}
    return ("Message Delivered", said) if delivered else ("Message Failed", {**said, **why})
