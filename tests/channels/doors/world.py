"""A door, what both sides hold, and a genuine callback at it."""

import random
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import orjson

from huoshui.channels.doors import registry
from huoshui.channels.doors.contract import Call, Door, Held, Message, Proven
from huoshui.rehearsal.platforms.sayings import SAYINGS
from huoshui.rehearsal.platforms.signatures import SIGNINGS, Delivery, Shared

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
APP, SECRET, TOKEN = "app123", "their-secret-1", "ourToken24"
KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
HELD = Held(APP, SECRET, TOKEN, KEY)
SHARED = Shared(APP, SECRET, TOKEN, KEY)
NAMES = sorted(registry.DOORS)


def call_of(delivery: Delivery) -> Call:
    """See a delivery as it comes through our door."""
    headers = {name.lower(): value for name, value in delivery.headers.items()}
    return Call(dict(parse_qsl(delivery.query)), headers, delivery.body)


def genuine(name: str, *, seed: int = 7, said: object = None, nonce: str = "once1") -> Call:
    """Let a platform sign something that happened now."""
    told = SAYINGS[name](random.Random(seed), NOW) if said is None else said
    return call_of(SIGNINGS[name](orjson.dumps(told), SHARED, NOW, nonce))


def opened(name: str, call: Call, *, now: datetime = NOW) -> tuple[Door, Proven, list[Message]]:
    """Open a call at its door."""
    door = registry.DOORS[name]
    proven = door.strategy.prove(call, HELD, now)
    return door, proven, door.messages(proven.content)


def key_of(name: str, call: Call) -> str:
    """By what a call is known for ever."""
    return registry.key(*opened(name, call))
