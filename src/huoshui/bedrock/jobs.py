"""Work that outlives a request: a PostgreSQL queue whose tasks each stage contributes in its ``tasks.py``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued

__all__ = ["Blueprint", "defer_once", "deferring", "platform_of", "working"]

Blueprint = procrastinate.Blueprint

_working: dict[str, procrastinate.App] = {}
"""One application with all tasks in a process: adding a blueprint to a second one would rename its tasks in both."""


def deferring(dsn: str) -> procrastinate.App:
    """This will make an application that queues jobs by the names of their tasks, and knows none of them."""
    return procrastinate.App(connector=_connector(dsn))


async def defer_once(queue: procrastinate.App, task: str, *, number: int) -> None:
    """This will have a worker perform a task (``relations:compare``) for a number, once, however often it is asked."""
    lock = f"{task.replace(':', '.')}.{number}"
    with suppress(AlreadyEnqueued):
        await queue.configure_task(task, allow_unknown=True, queueing_lock=lock).defer_async(number=number)


@asynccontextmanager
async def working(dsn: str, blueprints: dict[str, procrastinate.Blueprint]) -> AsyncIterator[procrastinate.App]:
    """This will open the application that holds every stage's tasks under its name; one at a time in a process."""
    names = ",".join(blueprints)
    if names not in _working:
        _working[names] = procrastinate.App(connector=_connector(dsn))
        for name, blueprint in blueprints.items():
            _working[names].add_tasks_from(blueprint, namespace=name)
    with _working[names].replace_connector(_connector(dsn)) as app:
        async with app.open_async():
            yield app


def platform_of(context: procrastinate.JobContext) -> Any:  # noqa: ANN401 the type lives in app, above us
    """This will give a task the platform (`app.platform.Platform`) that its worker runs on."""
    return context.additional_context["platform"]


def _connector(dsn: str) -> procrastinate.PsycopgConnector:
    return procrastinate.PsycopgConnector(conninfo=dsn, min_size=1, max_size=4)
