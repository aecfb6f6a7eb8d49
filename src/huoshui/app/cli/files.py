"""`huoshui import` and `undo`: a file that a platform exported, told to the river, and taken back."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from huoshui.app.cli.client import Client, ask
from huoshui.app.cli.terminal import USING, Json, count, shown, terminal
from huoshui.bedrock.errors import Unfit

WORKING = {"queued", "running", "undoing"}
POLL_S = 0.3


class MappingUnreadable(Unfit):
    """The mapping {file} cannot be read as JSON: {why}."""


def register(app: typer.Typer) -> None:
    """This will put the commands in their place."""
    app.command("import", rich_help_panel=USING)(import_)
    app.command(rich_help_panel=USING)(undo)


def import_(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV, XLSX, XLS or zip. 导出文件。")
    ],
    *,
    mapping: Annotated[
        str | None,
        typer.Option(help="What its columns mean: a JSON file or a saved mapping's name. 列映射。"),
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
    if done["state"] == "failed":
        raise typer.Exit(1)


def undo(
    number: Annotated[int, typer.Argument(metavar="IMPORT", help="The import's number. 导入编号。")],
    *,
    as_json: Json = False,
) -> None:
    """Take back everything that an import brought. 撤销一次导入。"""
    done = ask(lambda client: _undo(client, number))
    if not terminal.result(done):
        _show(done)


async def _undo(client: Client, number: int) -> dict[str, Any]:
    await client.post(f"/imports/{number}/undo")
    return await _ended(client, number, "undoing")


async def _import(client: Client, file: Path, fields: dict[str, str]) -> dict[str, Any]:
    number = (await client.upload("/imports", file=file, fields=fields))["id"]
    return await _ended(client, number, file.name)


async def _ended(client: Client, number: int, what: str) -> dict[str, Any]:
    with _progress() as progress:
        task = progress.add_task(what, total=None)
        while (now := await client.get(f"/imports/{number}"))["state"] in WORKING:
            progress.update(task, completed=now["rows"], total=now["total"] or None)
            await asyncio.sleep(POLL_S)
    await client.settle()
    done: dict[str, Any] = now
    return done


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=terminal.aside, transient=True, disable=not terminal.aside.is_terminal)


def _mapping(given: str) -> str:
    file = Path(given)
    if file.suffix != ".json" and not file.exists():
        return given
    try:
        text = file.read_text(encoding="utf-8-sig")
        json.loads(text)
    except (OSError, ValueError) as error:
        raise MappingUnreadable(file=file, why=error) from None
    return text


def _show(done: dict[str, Any]) -> None:
    sign = "[red]✗[/]" if done["state"] == "failed" else "[green]✓[/]"
    tried = "only tried, nothing was changed 试算" if done["dry_run"] else f"import {done['id']}"
    terminal.out.print(f"{sign} {shown(done['file'])} · {done['state']} · {tried}")
    if done["error"]:
        terminal.out.print(f"  {shown(done['error'].get('message', done['error']))}")
    for table in done["tables"]:
        _show_table(table)
    rows = [(name, count(done[name])) for name in ("rows", "records", "imported", "refused")]
    for part in ("results", "events", "people", "skipped", "reasons", "undone"):
        rows += [(f"{part}: {name}", count(number)) for name, number in done[part].items() if number]
    terminal.table(["", "count"], rows, numbers=frozenset({1}))
    for problem in done["problems"][:10]:
        where = " · ".join(filter(None, (f"row {problem['row']}", problem["column"], problem["code"])))
        terminal.out.print(f"[yellow]![/] {shown(where)} [dim]{shown(problem['message'])}[/]", soft_wrap=True)


def _show_table(table: dict[str, Any]) -> None:
    if table.get("problem"):
        terminal.out.print(
            f"  [yellow]![/] {shown(table['file'])} left out: {shown(table['problem'].get('message', ''))}"
        )
        return
    unread = f" · columns not used: {shown(', '.join(table['unmapped']))}" if table["unmapped"] else ""
    terminal.out.print(f"  [dim]{shown(table['file'])} read as {shown(table['mapping'])}{unread}[/]", soft_wrap=True)
