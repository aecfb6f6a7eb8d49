"""A terminal beside the live server."""

import os
from collections.abc import Iterator

import pytest
import typer
from rich.console import Console

from huoshui.app.cli import app, running
from huoshui.app.cli.terminal import terminal
from tests.app.shell import WIDTH, Shell
from tests.conftest import LiveServer

COMMANDS = typer.main.get_command(app)


@pytest.fixture(autouse=True)
def _put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process puts the hundred and fifty commands together for the one that it runs; here one process runs many."""
    monkeypatch.setattr("typer.main.get_command", lambda _: COMMANDS)


@pytest.fixture
def shell(
    live_server: LiveServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """The command line, which finds this test's server by the note in the data directory."""
    folder = live_server.platform.settings.data_dir
    monkeypatch.setenv("HUOSHUI_DATA_DIR", str(folder))
    monkeypatch.setenv("HUOSHUI_CONNECTOR_SECRET", "a-secret-of-theirs")
    monkeypatch.setattr(terminal, "out", Console(highlight=False, width=WIDTH))
    monkeypatch.setattr(terminal, "as_json", False)
    running.leave(folder, running.Running(live_server.host, live_server.port, os.getpid(), "2026-11-20T02:00:00Z"))
    yield Shell(capsys)
    running.withdraw(folder, pid=os.getpid())
