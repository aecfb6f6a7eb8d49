"""An org tree with two stores, for orders that are sold in one."""

from dataclasses import dataclass

import pytest

from huoshui.access import operations as access
from huoshui.access.contract import LOCAL, UnitKind
from huoshui.app.platform import Platform
from huoshui.bedrock import clock


@dataclass(frozen=True)
class Stores:
    """Numbers of the two stores S1 and S2, each of a dealer of its own."""

    one: int
    two: int


@pytest.fixture
async def stores(platform: Platform) -> Stores:
    found = []
    async with platform.postgres.transaction() as session:
        for number in ("1", "2"):
            dealer = await access.create_unit(
                session,
                viewer=LOCAL,
                code=f"D{number}",
                name="dealer",
                kind=UnitKind.DEALER,
                parent="HQ",
                now=clock.now(),
            )
            store = await access.create_unit(
                session,
                viewer=LOCAL,
                code=f"S{number}",
                name="store",
                kind=UnitKind.STORE,
                parent=dealer.code,
                now=clock.now(),
            )
            found.append(store.id)
    return Stores(*found)
