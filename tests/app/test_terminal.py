"""How the command line speaks to people: tables, and what to do next where there is nothing or something was refused."""

import re
import shlex
from pathlib import Path

import typer
from rich.cells import cell_len
from rich.console import Console

from huoshui.app.cli import app
from huoshui.app.cli.terminal import NEXT, Terminal
from huoshui.connectors.contract import NoSuchConnector


def asking(width: int) -> Terminal:
    made = Terminal()
    made.out, made.aside = Console(record=True, width=width), Console(record=True, width=width, stderr=True)
    return made


def exists(line: str) -> bool:
    command = typer.main.get_command(app)
    for word in shlex.split(line):
        command = getattr(command, "commands", {}).get(word)
    return command is not None and not getattr(command, "commands", None)


class TestTable:
    def test_is_not_cut_where_less_room_between_its_columns_does(self, capsys) -> None:
        wide, narrow = asking(40), asking(20)
        for one in (wide, narrow):
            one.table(["aaaa", "bbbb", "cccc", "dddd"], [(1, 2, 3, 4)], numbers=frozenset(range(4)))
        assert wide.out.export_text().splitlines()[0] == "aaaa  bbbb  cccc  dddd"
        assert narrow.out.export_text().splitlines()[0] == "aaaa bbbb cccc dddd"

    def test_without_rows_says_what_brings_some_and_not_how_to_read_them(self, capsys) -> None:
        empty, full = asking(60), asking(60)
        empty.table(["name"], [], below="of 30 days", none="huoshui links add")
        full.table(["name"], [["ride"]], below="of 30 days", none="huoshui links add")
        assert empty.out.export_text() == "none 没有 → huoshui links add\n"
        assert [line.strip() for line in full.out.export_text().splitlines()] == ["name", "ride", "of 30 days"]

    def test_of_lists_names_only_commands_that_there_are(self) -> None:
        folder = Path(__file__).parents[2] / "src" / "huoshui" / "app" / "cli"
        told = [one for file in folder.glob("*.py") for one in re.findall(r'none="([^"]+)"', file.read_text("utf-8"))]
        commands = [part.removeprefix("huoshui ") for one in told if "console" not in one for part in one.split(" · ")]
        assert len(commands) > 10
        assert [one for one in commands if not exists(one)] == []


class TestRefused:
    def test_names_the_list_in_which_to_look_and_all_of_them_are_there(self, capsys) -> None:
        terminal = asking(100)
        terminal.refused(NoSuchConnector(name="main"))
        lines = terminal.aside.export_text().splitlines()
        assert lines[1] == "  there are 有哪些 → huoshui connectors list"
        assert [one for one in NEXT.values() if not exists(one)] == []
        assert all(cell_len(line) <= 100 for line in lines)
