"""The loop of live codes: woken when somebody comes, otherwise once a second."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import orjson
import psycopg

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, outlived
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.events.intake import Intake
from huoshui.touchpoints.codes import media, showing
from huoshui.touchpoints.codes.contract import CHANNEL, StepState
from huoshui.touchpoints.codes.greeting import Result, Steps, Task
from huoshui.touchpoints.codes.groups import showing as groups
from huoshui.touchpoints.codes.operations import WOKEN
from huoshui.touchpoints.codes.showing import Speaking

_PAUSE_SECONDS = 1.0
_SOURCE = "touchpoints"


@dataclass(slots=True)
class Codes:
    """Works for all live codes; several processes share it, each taking what no other has in hand."""

    postgres: Postgres
    intake: Intake
    keys: Keys
    wecom: Speaking
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _woken: dict[str, asyncio.Event] = field(default_factory=dict)

    async def start(self) -> None:
        """This will begin to work."""
        works: dict[str, Callable[[], Awaitable[object]]] = {
            "steps": lambda: self.greet(clock.now()),
            "showing": lambda: self.show(clock.now()),
            "groups": lambda: groups.keep(self.postgres, self.wecom, now=clock.now()),
            "media": lambda: self.bring(clock.now()),
        }
        self._woken = {name: asyncio.Event() for name in works}
        self._tasks = [asyncio.create_task(self._for_ever(name, work)) for name, work in works.items()]
        self._tasks.append(asyncio.create_task(self._listen()))

    async def stop(self) -> None:
        """This will end; what was in hand is taken up by whoever comes next."""
        await ended(*self._tasks)

    async def greet(self, now: datetime) -> int:
        """This will do what is due for those who came."""
        return await Steps(self.postgres, self.keys, self.wecom, self._tell).take(now=now)

    async def show(self, now: datetime) -> int:
        """This will bring the codes that are due in step with the platform."""
        return await showing.keep(self.postgres, self.wecom, now=now)

    async def bring(self, now: datetime) -> int:
        """This will bring files of welcomes that are due."""
        return await media.bring(self.postgres, self.wecom, now=now)

    async def _tell(self, task: Task, now: datetime) -> Result:
        arrivals = _arrivals(task)
        if not arrivals:
            return Result(StepState.DONE)
        async with self.postgres.transaction() as session:
            source = await events.house_source(session, name=_SOURCE, channel="", now=now)
        await self.intake.submit(source, arrivals, received_at=clock.milliseconds(now))
        return Result(StepState.DONE)

    async def _for_ever(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        while True:
            while await outlived(work, of=f"codes.{name}"):
                pass
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken[name].wait(), _PAUSE_SECONDS)
            self._woken[name].clear()

    async def _listen(self) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    self.postgres.dsn, autocommit=True, application_name="huoshui live codes"
                ) as connection:
                    await connection.execute(f"LISTEN {WOKEN}")
                    async for _ in connection.notifies():
                        for woken in self._woken.values():
                            woken.set()
            except (psycopg.Error, OSError) as error:
                logger().warning("codes.listening.failed", error=type(error).__name__)
            await asyncio.sleep(_PAUSE_SECONDS)


def _arrivals(task: Task) -> list[Arrival]:
    """Who came by which code, and what the code says of them; of a short link's click the link tells who came."""
    properties = {"code": task.code, "code_name": task.plan.name, "state": task.state, "staff_id": task.staff_id}
    stated = {name: value for name, value in (("source", task.plan.source), ("stage", task.plan.stage)) if value}
    scanned = [] if task.click else [_arrival(task, "track", "Live Code Scanned", orjson.dumps(properties), None, 0)]
    return [*scanned, _arrival(task, "identify", "", b"{}", stated, 1)] if stated else scanned


def _arrival(task: Task, kind: str, name: str, properties: bytes, traits: dict[str, str] | None, place: int) -> Arrival:
    return Arrival(
        message_id=f"code-add-{task.add}-{place}", kind=kind, name=name, occurred_at=clock.milliseconds(task.said_at),
        stated_at=None, sent_at=None, timestamp_source="platform", channel=task.plan.channel or CHANNEL,
        identifiers=[(f"wecom_external:{task.corp_id}", task.external_userid)], properties=properties,
        context=b"{}", traits=traits, index=place,
    )  # fmt: skip
