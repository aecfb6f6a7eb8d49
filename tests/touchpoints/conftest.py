"""Fixtures of live codes: a corp behind a port of this machine, and our platform."""

import pytest

from huoshui.app.platform import Platform
from tests.channels.wecom.conftest import World
from tests.channels.wecom.conftest import world as world  # noqa: PLC0414 the corp of the channel's tests
from tests.touchpoints.counter import Counter, account


@pytest.fixture
async def counter(platform: Platform, world: World) -> Counter:
    return Counter(platform, world, account(world.corp.corp_id))
