"""`huoshui doctor`, `demo` and `openapi`."""

import asyncio
import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from huoshui.app.cli import running
from huoshui.app.cli.client import ask, connect
from huoshui.app.cli.terminal import (
    DEMO_DAYS,
    DEMO_PEOPLE,
    DEMO_SEED,
    RUNNING,
    Days,
    Json,
    People,
    Seed,
    shown,
    terminal,
)
from huoshui.app.doctor import machine
from huoshui.app.doctor.findings import Finding, State, broken
from huoshui.app.settings import Settings
from huoshui.bedrock.errors import Refusal

SIGNS = {State.WELL: "[green]✓[/]", State.LOOK: "[yellow]![/]", State.BROKEN: "[red]✗[/]"}


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.command(rich_help_panel=RUNNING)(doctor)
    app.command(rich_help_panel=RUNNING)(demo)
    app.command(rich_help_panel=RUNNING)(openapi)


def doctor(*, as_json: Json = False) -> None:
    """Check everything and say what to do next. 体检。Exit code 1 when something is broken."""
    findings = asyncio.run(_examined(Settings()))
    worst = max((list(State).index(one.state) for one in findings), default=0)
    verdict = list(State)[worst]
    shown = [{"name": one.name, "state": one.state, "found": one.found, "advice": one.advice} for one in findings]
    if not terminal.result({"state": verdict, "findings": shown}):
        _show(findings)
    if verdict is State.BROKEN:
        raise typer.Exit(1)


def demo(
    *,
    people: People = DEMO_PEOPLE,
    days: Days = DEMO_DAYS,
    seed: Seed = DEMO_SEED,
    with_wecom: Annotated[
        bool,
        typer.Option(
            "--with-wecom", help="Then play its WeCom beside the running server, until Ctrl-C. 演示企业微信。"
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Load the demo brand through the public door: a two-wheeler maker, dealers, stores, people. 装入演示品牌。"""
    from huoshui.app.cli import demo as brand  # noqa: PLC0415 the generator takes a second to import
    from huoshui.app.cli import demo_wecom  # noqa: PLC0415 as above

    if not with_wecom or not ask(lambda client: client.get("/events/count"))["events"]:
        terminal.result(asyncio.run(brand.load(Settings(), people=people, days=days, seed=seed)))
    if with_wecom:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(demo_wecom.play(Settings(), seed=seed))


def openapi(
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file; default: standard output. 输出文件。")
    ] = None,
) -> None:
    """Write the description of the HTTP API. 输出接口描述。"""
    from huoshui.app.asgi import create_app  # noqa: PLC0415 imports every stage

    description = orjson.dumps(create_app().openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    if output is None:
        terminal.out.out(description.decode())
        return
    output.write_bytes(description + b"\n")
    terminal.aside.print(f"[green]✓[/] {output}")


async def _examined(settings: Settings) -> list[Finding]:
    served = running.find(settings.data_dir)
    findings = list(machine.examine(settings, served=served is not None))
    try:
        async with connect(settings) as client:
            told: list[dict[str, Any]] = await client.get("/system/doctor")
    except Refusal as refusal:
        advice = "see the server's log" if served else "mend this first; nothing else can be checked until then"
        return [*findings, broken("platform", refusal.message, advice)]
    return [*findings, *(Finding(one["name"], State(one["state"]), one["found"], one["advice"]) for one in told)]


def _show(findings: Iterable[Finding]) -> None:
    for one in findings:
        terminal.out.print(f"{SIGNS[one.state]} {one.name:<20} {shown(one.found)}", soft_wrap=True)
        if one.advice:
            terminal.out.print(f"  {'':<20} [dim]→ {shown(one.advice)}[/]", soft_wrap=True)
