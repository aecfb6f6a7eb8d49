"""What tests of commerce say: a happening of an order, who bought, and recording them."""

from collections.abc import Sequence
from typing import Any

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.commerce import subscribers
from huoshui.events.contract import Happening, KnownIdentifier
from huoshui.identity.contract import Resolution

DAY = 86_400_000
NOON = 1_793_000_000_000  # 2026-10-26 in Beijing, milliseconds


def told(
    name: str,
    properties: dict[str, Any],
    *,
    message_id: str,
    at: int = NOON,
    buyer: tuple[str, int] | None = ("phone", 7001),
    import_id: int = 0,
    channel: str = "",
    source: int = 1,
) -> Happening:
    """One happening as the feed tells it; ``buyer`` is (namespace, identity)."""
    identifiers = [KnownIdentifier(buyer[0], "hidden", buyer[1])] if buyer else []
    return Happening(
        message_id, source, "track", name, channel, at, at, buyer[1] if buyer else 0, identifiers, {},
        {"order_id": "E1", "platform": "youzan"} | properties, 1, import_id,
    )  # fmt: skip


async def tell(platform: Platform, happenings: Sequence[Happening]) -> None:
    """Hand happenings to commerce in one transaction, as the feed does."""
    async with platform.postgres.transaction() as session:
        await subscribers.on_happenings(
            session, happenings, Resolution({}, frozenset()), vault=platform.vault, now=clock.now()
        )
