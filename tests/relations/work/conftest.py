"""A store whose staff have customers, and a clock that everybody lives by."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI

from huoshui.bedrock import clock
from tests.relations.work.world import Store
from tests.relations.world import Pool


@pytest.fixture
async def store(pool: Pool, app: FastAPI) -> AsyncIterator[Store]:
    """Let us live with the corp: its time begins on a Friday, 10:00 in Beijing."""
    app.dependency_overrides[clock.now] = pool.hours.moment
    await pool.compare()
    yield Store(pool)
    app.dependency_overrides.pop(clock.now)
