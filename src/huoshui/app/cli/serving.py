"""`huoshui serve`, `api` and `worker`: start, say where it is, finish what was accepted, stop."""

import asyncio
from typing import Annotated

import typer

from huoshui.app.cli import garbage
from huoshui.app.cli.terminal import DEMO_DAYS, DEMO_PEOPLE, DEMO_SEED, RUNNING, Days, Json, People, Seed, terminal
from huoshui.app.settings import Settings
from huoshui.bedrock.errors import Conflict

Host = Annotated[str | None, typer.Option(help="The address to listen on; default HUOSHUI_HOST, 127.0.0.1. 监听地址。")]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="The port; default HUOSHUI_PORT, 8000; 0 takes any free one. 端口。"),
]


class EmbeddedIsOneProcess(Conflict):
    """An embedded engine belongs to one process: run `huoshui serve`, or set HUOSHUI_POSTGRES_URL and
    HUOSHUI_CLICKHOUSE_URL.
    """


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.command(rich_help_panel=RUNNING)(serve)
    app.command(rich_help_panel=RUNNING)(api)
    app.command(rich_help_panel=RUNNING)(worker)
    app.command(rich_help_panel=RUNNING)(migrate)


def serve(
    *,
    host: Host = None,
    port: Port = None,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the demo brand when there are no events yet. 空库时装入演示品牌。")
    ] = False,
    people: People = DEMO_PEOPLE,
    days: Days = DEMO_DAYS,
    seed: Seed = DEMO_SEED,
) -> None:
    """Run everything in one process: API, feed and jobs. 启动。Ctrl-C finishes what was accepted and stops."""
    asked = ("--people", str(people), "--days", str(days), "--seed", str(seed))
    _run(_settings(host, port), work=True, demo=asked if demo else None)


def api(*, host: Host = None, port: Port = None) -> None:
    """Run only the API, beside workers, on engines of yours. 只启动接口。"""
    settings = _settings(host, port)
    if settings.embedded:
        raise EmbeddedIsOneProcess
    _run(settings, work=False, demo=None)


def worker() -> None:
    """Run only the feed and the jobs, beside API processes, on engines of yours. 只启动后台任务。"""
    settings = Settings()
    if settings.embedded:
        raise EmbeddedIsOneProcess
    from huoshui.app.cli import server  # noqa: PLC0415 as in _run

    server.run(server.work(settings))


def migrate(*, as_json: Json = False) -> None:
    """Bring both databases forward; `serve` does it by itself. 升级数据库结构。"""
    from huoshui.app.cli import inside  # noqa: PLC0415 as in _run

    done = asyncio.run(inside.migrate(Settings()))
    if not terminal.result(done):
        for engine, revision in done.items():
            terminal.out.print(f"[green]✓[/] {engine} stands at {revision}")


def _run(settings: Settings, *, work: bool, demo: tuple[str, ...] | None) -> None:
    garbage.let_be()
    # the engines take seconds to import, and no other command needs them here
    from huoshui.app.cli import server, welcome  # noqa: PLC0415

    server.run(server.serve(settings, work=work, opened=lambda address: welcome.greet(settings, address, demo=demo)))


def _settings(host: str | None, port: int | None) -> Settings:
    chosen = {"host": host, "port": port}
    return Settings().model_copy(update={name: value for name, value in chosen.items() if value is not None})
