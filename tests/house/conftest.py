"""The brand of the house, founded once for each file."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI

from tests.world import engines

from .world import House, build


@pytest.fixture(scope="module")
async def house(shared_platform: Any, app: FastAPI) -> AsyncIterator[House]:
    """A brand in emptied engines, and everybody's browser."""
    await engines.empty(shared_platform)
    house = await build(shared_platform, app)
    yield house
    for client in house.browsers.values():
        await client.aclose()
