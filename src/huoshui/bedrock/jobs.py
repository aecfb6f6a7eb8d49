"""Work that outlives a request: a PostgreSQL queue whose tasks each stage contributes in its ``tasks.py``."""

from typing import Any

import procrastinate

__all__ = ["Blueprint", "application", "platform_of"]

Blueprint = procrastinate.Blueprint


def application(dsn: str, blueprints: dict[str, procrastinate.Blueprint]) -> procrastinate.App:
    """This will make the job application with every stage's tasks under its name."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=dsn, min_size=1, max_size=4))
    for name, blueprint in blueprints.items():
        app.add_tasks_from(blueprint, namespace=name)
    return app


def platform_of(context: procrastinate.JobContext) -> Any:  # noqa: ANN401 the type lives in app, above us
    """This will give a task the platform (`app.platform.Platform`) that its worker runs on."""
    return context.additional_context["platform"]
