"""Having pulls performed by a worker."""

from typing import Any

from procrastinate.exceptions import AlreadyEnqueued


async def defer(platform: Any, number: int) -> None:  # noqa: ANN401 the platform's type lives above us
    """This will have a pull performed by a worker, once, however often it is asked."""
    job = platform.jobs.configure_task("activity:pull", allow_unknown=True, queueing_lock=f"activity.pull.{number}")
    try:
        await job.defer_async(number=number)
    except AlreadyEnqueued:
        return
