"""The command line beside a server, run in this process: what it shows people, what it tells scripts, how it ends."""

import asyncio
import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from huoshui.app.cli import run

WIDTH = 100
PAGE = Path(__file__).parents[2] / "docs" / "howto" / "command-line.md"
"""Where the keys of each command's JSON are documented."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command wrote, and its exit code."""

    status: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Shell:
    """A terminal of a hundred columns, in which `huoshui` finds the server of this test."""

    capsys: pytest.CaptureFixture[str]

    async def run(self, line: str) -> Ended:
        """Run a command; the server answers on this loop meanwhile."""
        status = await asyncio.to_thread(run, shlex.split(line))
        out, err = self.capsys.readouterr()
        return Ended(status, out, err)

    async def shows(self, line: str) -> str:
        """Run a command for people: done, nothing beside the result, and nothing wider than the terminal."""
        ended = await self.run(line)
        assert (ended.status, ended.err) == (0, ""), ended.out
        assert [each for each in ended.out.splitlines() if cell_len(each) > WIDTH] == []
        assert not re.search(r"\d{4}-\d\d-\d\dT", ended.out), "moments are written for people, in Beijing"
        return ended.out

    async def tells(self, line: str) -> dict[str, Any]:
        """Run a command for scripts: one line of JSON with the documented keys."""
        ended = await self.run(f"{line} --json")
        assert (ended.status, ended.err) == (0, ""), ended.out
        (written,) = ended.out.splitlines()
        told: dict[str, Any] = json.loads(written)
        assert set(told) == documented()[_way(line)]
        return told

    async def refuses(self, line: str) -> str:
        """Run a command that is refused: a sentence for people, the same code for scripts; give the code."""
        people, scripts = await self.run(line), await self.run(f"{line} --json")
        assert (people.status, people.out, scripts.status, scripts.err) == (1, "", 1, "")
        refused = json.loads(scripts.out)
        assert set(refused) == {"code", "message", "facts"}
        assert people.err.splitlines()[0] == f"✗ {refused['message']} ({refused['code']})"
        return str(refused["code"])

    async def misses(self, line: str) -> str:
        """Run a command that is used wrongly; give what is said of it."""
        ended = await self.run(line)
        assert (ended.status, ended.out) == (2, "")
        return " ".join(re.sub(r"[│╭╮╰╯─]", " ", ended.err).split())


def documented() -> dict[str, set[str]]:
    """Read which keys each command's JSON has."""
    found = re.findall(r"^\| `huoshui ([^`]+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {command: set(re.findall(r"`(\w+)`", keys)) for command, keys in found}


def _way(line: str) -> str:
    command = " ".join(line.split()[:2])
    if "--dry-run" in line:
        return f"{command} --dry-run"
    return f"{command} NUMBER" if re.fullmatch(r"transfers show \d+", line) else command
