"""What the code writes is current, and what the READMEs tell people to type exists."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from huoshui.app.cli import app

READMES = [Path("README.md"), Path("README.zh-CN.md")]
SCRIPT = Path(sys.executable).with_name("huoshui")


def shell_of(path: Path) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def typed() -> list[str]:
    """Every command that a page tells people to type, without what a shell does with its answer."""
    pages = [READMES[0], *sorted(Path("docs").rglob("*.md"))]
    blocks = [
        block for path in pages for block in re.findall(r"```(?:sh)?\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    ]
    lines = "\n".join(blocks).replace("\\\n", " ").splitlines()
    found = (re.split(r" [|>→] | # ", line.strip())[0].strip() for line in lines)
    return sorted({line for line in found if line.startswith("huoshui ")})


class TestPages:
    def test_are_what_the_code_says(self):
        # in a process of its own: other tests make refusals of their own
        done = subprocess.run(
            [sys.executable, "-m", "tools.reference", "--check"], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, "")

    def test_describe_the_api_as_it_is(self):
        done = subprocess.run([SCRIPT, "openapi"], capture_output=True, text=True, check=True)
        assert Path("docs/openapi.json").read_text(encoding="utf-8") == done.stdout, "run `make openapi`"


class TestCommands:
    @pytest.mark.parametrize("line", typed())
    def test_that_pages_type_exist(self, line):
        command = typer.main.get_command(app)
        words = shlex.split(line)[1:]
        while words and (inner := getattr(command, "commands", {}).get(words[0])):
            command, words = inner, words[1:]
        assert not getattr(command, "commands", None), f"{line}: no such command"
        options = {name for parameter in command.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options


class TestReadmes:
    def test_type_the_same_in_both_languages(self):
        assert shell_of(READMES[0]) == shell_of(READMES[1])

    def test_have_the_same_sections(self):
        sections = [len(re.findall(r"^## ", path.read_text(encoding="utf-8"), re.MULTILINE)) for path in READMES]
        assert sections[0] == sections[1]

    @pytest.mark.parametrize("path", [*READMES, Path("CONTRIBUTING.md"), *sorted(Path("docs").glob("*.md"))], ids=str)
    def test_link_to_what_is_there(self, path):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)|(?:src)=\"(?!https?:)([^\"]+)", path.read_text(encoding="utf-8"))
        assert [link for pair in links if not (path.parent / (link := pair[0] or pair[1])).exists()] == []
