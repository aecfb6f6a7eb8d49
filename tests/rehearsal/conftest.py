"""One market for all tests of the rehearsal: big enough to count in, small enough to read in seconds."""

import pytest

from tests.rehearsal.told import Told, hear


@pytest.fixture(scope="session")
def told() -> Told:
    return hear(people=5_000, days=120, seed=11)
