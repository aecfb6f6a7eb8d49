"""A world per test: rolled back after it, or committed step by step for tests of doors."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text

from huoshui.events.contract import Happening
from tests.people.world import World, event_rows

_TABLES = (
    "link_evidence", "links", "identity_reviews", "never_links", "recycled", "identifiers", "traits", "tags", "consents",
    "contactability", "affiliations", "people", "people_changed", "erasures", "suppressions", "trait_policies", "vault_keys",
    "outbox",
)  # fmt: skip


@pytest.fixture
async def world(session, shared_platform):
    for table in _TABLES:  # what tests of doors committed before
        await session.execute(text(f"DELETE FROM {table}"))
    await session.execute(text("DELETE FROM units WHERE id > 9000"))
    return World(session, shared_platform.vault)


@pytest.fixture
def live(platform):
    """Somebody did something, and it is committed everywhere: ``await live(("user_id:u1",), name="Signed Up")``."""

    async def tell(*told: tuple[Sequence[str], dict[str, Any]]) -> list[Happening]:
        async with platform.postgres.transaction() as session:
            world = World(session, platform.vault)
            happenings = [world.happening(*who, **what) for who, what in told]
            await world.feed(happenings)
            await platform.clickhouse.insert("events", event_rows(world, happenings))
        return happenings

    return tell
