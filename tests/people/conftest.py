"""A world per test: rolled back after it, or committed step by step for tests of doors."""

from collections.abc import Sequence
from typing import Any

import pytest

from huoshui.events.contract import Happening
from tests.people.world import World, event_rows


@pytest.fixture
def world(session, shared_platform):
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
