"""`huoshui demo`: the rehearsal's market, played to this system, with a progress bar."""

import asyncio
import time
from typing import Any

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from huoshui.app.cli.client import Client, connect
from huoshui.app.cli.terminal import count, terminal
from huoshui.app.settings import Settings
from huoshui.bedrock import clock
from huoshui.rehearsal import play

CATCH_UP_S = 300.0


async def load(settings: Settings, *, people: int, days: int, seed: int) -> dict[str, Any]:
    """This will play the market, wait until everything arrived at people and orders, and tell what became of it."""
    truth = settings.data_dir / "rehearsal" / f"truth-{seed}.json"
    async with connect(settings) as client:
        with _progress() as bar:
            task = bar.add_task("", total=None)
            report = await play.load(
                client.http,
                people=people,
                days=days,
                seed=seed,
                today=clock.now().astimezone(clock.BEIJING).date(),
                truth_path=truth,
                progress=lambda done, total, what: bar.update(task, completed=done, total=total, description=what),
            )
            bar.update(task, description="people and orders catch up")
            await client.settle()
            await _caught_up(client)
    terminal.aside.print(
        f"[green]✓[/] {count(report.people)} people · {count(report.stored)} events · {report.seconds:.0f} s"
        f" [dim]· the planted truth lies in {truth}[/]",
        soft_wrap=True,
    )
    return report.plain()


def _progress() -> Progress:
    columns = (TextColumn("  {task.description:<28}"), BarColumn(40), TaskProgressColumn(), TimeElapsedColumn())
    return Progress(*columns, console=terminal.aside, transient=True, disable=not terminal.aside.is_terminal)


async def _caught_up(client: Client) -> None:
    deadline = time.monotonic() + CATCH_UP_S
    while client.beside_server and time.monotonic() < deadline:
        findings = await client.get("/system/doctor")
        if any(one["name"] == "feed" and one["found"] == "up to date" for one in findings):
            return
        await asyncio.sleep(0.5)
