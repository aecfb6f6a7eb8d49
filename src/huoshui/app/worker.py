"""
The worker: feed, mirrors and jobs on an event loop and a thread of their own, with database connections of their own.

On the API's loop each of their many short waits would queue behind requests, and under load they would get nowhere.
Beside an API the feed even has a process of its own (`feeding`).
"""

import asyncio
import contextlib
import dataclasses
import threading
from concurrent.futures import Future

import uvloop

from huoshui.app import wiring
from huoshui.app.downstream import downstream
from huoshui.app.feeding import FeedProcess, Order
from huoshui.app.parts import Platform
from huoshui.bedrock import clock, jobs
from huoshui.bedrock.log import logger
from huoshui.bedrock.postgres import Postgres
from huoshui.bedrock.rounds import ended, for_ever
from huoshui.connectors.speaking import Speakers
from huoshui.events.feed import Feed

_MIRROR_SECONDS = 1.0


class Worker:
    """Works until it is stopped; `wake` may be called from any thread."""

    def __init__(self, platform: Platform, *, feed_apart: bool) -> None:
        self._platform = platform
        self._feed_apart = feed_apart
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._feed: Feed | FeedProcess | None = None
        self._stopping: asyncio.Event | None = None
        self._started: Future[None] = Future()

    async def start(self) -> None:
        """This will begin to work, and raise what keeps it from beginning."""
        self._thread.start()
        await asyncio.wrap_future(self._started)

    async def stop(self) -> None:
        """This will end after what is in hand."""
        if self._loop and self._stopping:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._stopping.set)
        await asyncio.to_thread(self._thread.join, 60)

    def wake(self) -> None:
        """This will make the feed look at once."""
        if self._loop and self._feed:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._feed.wake)

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(self._work())
        except Exception as error:  # noqa: BLE001 the job runner: whoever waits for the start is told, others read the log
            if self._started.done():
                logger().error("worker.ended", exc_info=error)
            else:
                self._started.set_exception(error)

    async def _work(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        async with contextlib.AsyncExitStack() as closing:
            postgres = Postgres(self._platform.postgres.dsn, pool_size=6)
            closing.push_async_callback(postgres.close)
            queue = jobs.deferring(postgres.dsn)
            await queue.open_async()
            closing.push_async_callback(queue.close_async)
            feed = Feed(postgres, self._platform.keys, downstream(self._platform.vault))
            speakers = Speakers(postgres, self._platform.keys)
            closing.push_async_callback(speakers.aclose)
            own = dataclasses.replace(self._platform, postgres=postgres, feed=feed, jobs=queue, speakers=speakers)
            self._feed = FeedProcess(self._order()) if self._feed_apart else feed
            self._feed.start()
            closing.push_async_callback(self._feed.stop)
            for begin in wiring.BEGINNINGS:
                await begin(own)
            keeper = own.keeper()
            closing.push_async_callback(keeper.stop)
            for work in (own.mirror, lambda: keeper.run(clock.now), lambda: _jobs(own)):
                task = asyncio.create_task(for_ever(work, _MIRROR_SECONDS, of="worker"))
                closing.push_async_callback(ended, task)
            self._started.set_result(None)
            await self._stopping.wait()

    def _order(self) -> Order:
        settings = self._platform.settings
        return Order(self._platform.postgres.dsn, str(settings.key_file.absolute()), settings.log_level)


async def _jobs(platform: Platform) -> None:
    async with jobs.working(platform.postgres.dsn, wiring.BLUEPRINTS) as queue:
        await queue.run_worker_async(
            wait=True,
            install_signal_handlers=False,
            concurrency=2,
            additional_context={"platform": platform},
            delete_jobs="successful",
        )
