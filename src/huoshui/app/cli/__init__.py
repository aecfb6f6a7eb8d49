"""The `huoshui` command: everything it does, an API route does."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from huoshui.app.cli import (
    aipl,
    codes,
    connectors,
    events,
    experiments,
    files,
    followers,
    forecasts,
    insight,
    intimacy,
    layers,
    leads,
    links,
    moments,
    people,
    posters,
    relations,
    reports,
    scripts,
    segments,
    segments_watch,
    sends,
    serving,
    sources,
    staff,
    store_codes,
    system,
    transfers,
    work,
)
from huoshui.app.cli.client import Refused
from huoshui.app.cli.terminal import Exit, terminal
from huoshui.bedrock.errors import Busy, Refusal

HELP = """
活水: who came, whom we know, whom we can reach, who bought, who came back.

The data directory is HUOSHUI_DATA_DIR (default ./.huoshui). Beside a running server a command works through it; without
one it opens the directory itself. Exit codes: 0 done, 1 refused, 2 wrong usage, 3 not reachable.
"""

app = typer.Typer(
    name="huoshui",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,  # locals may hold personal data
    context_settings={"help_option_names": ["-h", "--help"]},
)
PARTS = (
    serving, system, sources, staff, files, people, segments, segments_watch, aipl, layers, intimacy, events, reports,
    insight, forecasts, experiments, links, codes, store_codes, posters, relations, followers, transfers, scripts,
    sends, moments, work,
    leads, connectors,
)  # fmt: skip
for part in PARTS:
    part.register(app)


def _tell_version(wanted: bool) -> None:  # noqa: FBT001 typer hands it over like this
    if wanted:
        typer.echo(f"huoshui {version('huoshui')}")
        raise typer.Exit


@app.callback()
def _every(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the release. 版本号")
    ] = False,
) -> None:
    """What every command takes."""


def main() -> None:
    """This will run one command and end the process with what became of it."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """This will run one command and give its exit code; a refusal is told, a defect flies."""
    try:
        app(args=arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else Exit.DONE
    except Refusal as refusal:
        terminal.refused(refusal)
        status = refusal.answered_status if isinstance(refusal, Refused) else refusal.status
        return Exit.UNREACHABLE if status == Busy.status else Exit.REFUSED
    return Exit.DONE
