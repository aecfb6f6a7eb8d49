"""
Write the pages of `docs/reference/` from the code: commands, refusals, settings.

`python -m tools.reference` writes them; with ``--check`` it only says which are not current, for a test.
"""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

import huoshui
from huoshui.app.cli import app
from huoshui.app.settings import Settings
from huoshui.bedrock.errors import Refusal

FOLDER = Path("docs/reference")
NOTE = "<!-- written by `make docs`; change the code instead -->\n"


def commands() -> str:
    """This will list every command with its help."""
    root = typer.main.get_command(app)
    lines = ["# Commands 命令", "", NOTE, "`huoshui COMMAND --help` shows the options of each.", ""]
    lines += ["| command | what it does |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in _leaves(root, "huoshui")]
    return "\n".join(lines) + "\n"


def _leaves(command: object, name: str) -> Iterator[tuple[str, str]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, " ".join((getattr(command, "help", "") or "").split())
        return
    for part, one in sorted(inner.items()):
        yield from _leaves(one, f"{name} {part}")


def refusals() -> str:
    """This will list every refusal with its status and sentence."""
    for module in pkgutil.walk_packages(huoshui.__path__, "huoshui."):
        if ".versions" not in module.name and not module.name.endswith(("__main__", ".env")):
            importlib.import_module(module.name)
    lines = ["# Refusals 拒绝", "", NOTE, "The code is what clients switch on; the facts stand in braces.", ""]
    lines += ["| code | status | message |", "|---|---|---|"]
    known = {kind for kind in _below(Refusal) if kind.__doc__ and kind.__doc__ != "{message}"}
    for kind in sorted(known, key=lambda one: one.__name__):
        lines.append(
            f"| `{kind.__name__}` | {kind.status} | {' '.join(inspect.cleandoc(kind.__doc__ or '').split())} |"
        )
    return "\n".join(lines) + "\n"


def _below(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def settings() -> str:
    """This will list every setting with its default."""
    lines = ["# Settings 设置", "", NOTE, "Each is an environment variable, read once at the start.", ""]
    lines += ["| variable | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "–" if field.default is None else f"`{field.default}`"
        lines.append(f"| `HUOSHUI_{name.upper()}` | {default} | {field.description or ''} |")
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """This will write every page in memory."""
    return {FOLDER / f"{page.__name__}.md": page() for page in (commands, refusals, settings)}


def stale() -> list[Path]:
    """This will tell which pages on disk are not what the code says."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main(arguments: list[str]) -> int:
    """This will write the pages, or only check them."""
    if "--check" in arguments:
        for path in stale():
            print(f"{path} is not current: run `make docs`")
        return 1 if stale() else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
