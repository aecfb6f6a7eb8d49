"""`huoshui import`: a file that a platform exported, told to the river."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from huoshui.app.cli.client import Client, ask
from huoshui.app.cli.terminal import USING, Json, count, terminal
from huoshui.bedrock.errors import Unfit

ENDED = {"finished", "done", "failed", "undone", "dry_run"}
POLL_S = 0.3


class NotAMapping(Unfit):
    """The mapping {file} is not JSON: {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.command("import", rich_help_panel=USING)(import_)


def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV, XLSX, XLS or zip. 导出文件。")
    ],
    *,
    mapping: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="What its columns mean, as JSON; default: recognized. 列映射。"),
    ] = None,
    platform: Annotated[
        str | None, typer.Option(help="Take it for this export instead of recognizing it. 指定平台。")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count, and show the first bad rows. 只试算。")
    ] = False,
    as_json: Json = False,
) -> None:
    """Import orders or customers; the same file again changes nothing. 导入文件，重复导入不会重复计数。"""
    fields = {"dry_run": str(dry_run).lower()}
    if mapping:
        fields["mapping"] = _mapping(mapping)
    if platform:
        fields["platform"] = platform
    done = ask(lambda client: _import(client, file, fields))
    if not terminal.result(done):
        _show(done)
    if done.get("state") == "failed":
        raise typer.Exit(1)


async def _import(client: Client, file: Path, fields: dict[str, str]) -> dict[str, Any]:
    started: dict[str, Any] = await client.upload("/imports", file=file, fields=fields)
    if "id" not in started:
        return started
    with _progress() as progress:
        task = progress.add_task(file.name, total=None)
        while started.get("state") not in ENDED:
            await asyncio.sleep(POLL_S)
            started = await client.get(f"/imports/{started['id']}")
            progress.update(task, completed=started.get("rows", 0), total=started.get("total"))
    await client.settle()
    return started


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=terminal.aside, transient=True, disable=not terminal.aside.is_terminal)


def _mapping(file: Path) -> str:
    text = file.read_text(encoding="utf-8-sig")
    try:
        json.loads(text)
    except ValueError as error:
        raise NotAMapping(file=file, why=error) from None
    return text


def _show(done: dict[str, Any]) -> None:
    rows = [
        (name, count(value)) for name, value in done.items() if isinstance(value, int) and not isinstance(value, bool)
    ]
    terminal.table(["", "count"], rows, numbers=frozenset({1}))
    for problem in done.get("problems", [])[:10]:
        terminal.out.print(
            f"[yellow]![/] row {problem.get('row')} {problem.get('column', '')}: {problem.get('message')}"
        )
