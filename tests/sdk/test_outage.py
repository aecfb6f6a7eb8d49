"""An hour of refusals: SDKs that keep trying bring everything in, once."""

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import backoff._sync
import pytest
import rudderstack.analytics.client
import segment.analytics.client
import segment.analytics.consumer
import uvicorn
from starlette.applications import Starlette

from huoshui.channels.contract import Arrival
from huoshui.events import collect
from huoshui.events.contract import IntakeUnavailable, Receipt, Source
from huoshui.events.intake import Intake
from tests.conftest import LiveServer
from tests.sdk.conftest import Stored, free_port

pytestmark = [pytest.mark.sdk, pytest.mark.timeout(240)]
HOUR = 3600.0


class SimulatedTime:
    """A clock that waits in no time; it stands in for the module ``time`` where an SDK waits between attempts."""

    def __init__(self) -> None:
        self.waited = 0.0

    def sleep(self, seconds: float) -> None:
        self.waited += seconds
        time.sleep(0.0001)

    def monotonic(self) -> float:
        return time.monotonic() + self.waited


class FailingIntake:
    """Refuses for an hour; every fifth time it stores all the same, as when a server dies before it can answer."""

    def __init__(self, intake: Intake, clock: SimulatedTime) -> None:
        self._intake = intake
        self._clock = clock
        self.refused = 0
        self.swallowed = 0
        self.source_of = intake.source_of
        self.source_of_new = intake.source_of_new

    async def submit(self, source: Source, arrivals: list[Arrival], *, received_at: int) -> Receipt:
        if self._clock.waited >= HOUR:
            return await self._intake.submit(source, arrivals, received_at=received_at)
        self.refused += 1
        if self.refused % 5 == 0:
            self.swallowed += 1
            await self._intake.submit(source, arrivals, received_at=received_at)
        raise IntakeUnavailable(why="an hour without a disk", retry_after=10)


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> SimulatedTime:
    simulated = SimulatedTime()
    monkeypatch.setattr(segment.analytics.consumer, "time", simulated)
    monkeypatch.setattr(backoff._sync, "time", simulated)
    return simulated


@pytest.fixture
def failing(live_server: LiveServer, simulated: SimulatedTime) -> FailingIntake:
    return FailingIntake(live_server.platform.intake, simulated)


@pytest.fixture
async def failing_url(failing: FailingIntake) -> AsyncIterator[str]:
    app = Starlette(routes=collect.routes(lambda _: failing))  # type: ignore[arg-type,return-value]
    with free_port() as port:
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="off"))
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 uvicorn offers no event
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    await task


def send(client: Any) -> None:
    for n in range(30):
        client.track(user_id=f"u{n}", event="Cart Viewed", properties={"n": n}, message_id=f"outage-{n}")
    client.flush()
    client.shutdown()


async def check(stored: Stored, failing: FailingIntake, simulated: SimulatedTime) -> None:
    rows = await stored()
    assert {one: row.properties["n"] for one, row in rows.items()} == {f"outage-{n}": n for n in range(30)}
    assert simulated.waited >= HOUR
    assert failing.refused > 10
    assert failing.swallowed > 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
class TestAnHourOfRefusals:
    async def test_costs_a_segment_client_nothing(
        self,
        failing_url: str,
        failing: FailingIntake,
        simulated: SimulatedTime,
        live_server: LiveServer,
        stored: Stored,
    ) -> None:
        client = segment.analytics.client.Client(
            live_server.write_key,
            host=failing_url,
            upload_interval=0.01,
            max_rate_limit_duration=2 * HOUR,
            on_error=_fail,
        )
        await asyncio.to_thread(send, client)
        await check(stored, failing, simulated)

    async def test_costs_a_rudderstack_client_nothing(
        self,
        failing_url: str,
        failing: FailingIntake,
        simulated: SimulatedTime,
        live_server: LiveServer,
        stored: Stored,
    ) -> None:
        client = rudderstack.analytics.client.Client(
            live_server.write_key, host=failing_url, upload_interval=0.01, max_retries=40, on_error=_fail
        )
        await asyncio.to_thread(send, client)
        await check(stored, failing, simulated)


def _fail(error: Exception, items: object) -> None:
    pytest.fail(f"{error!r} {items!r}")
