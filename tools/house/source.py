"""The code as the linters see it: each file read and parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place that breaks a rule, with the fix; a ``note`` asks for a second look and fails nothing."""

    path: str
    line: int
    message: str
    note: bool = False


@dataclass(frozen=True)
class Module:
    """One Python file. ``parts`` are its folders and name below the package, e.g. ``("people", "operations")``."""

    path: Path
    parts: tuple[str, ...]
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file, parsed."""
        return ast.parse(self.text, filename=str(self.path))

    @property
    def stage(self) -> str:
        """The stage it belongs to, e.g. ``people``; empty for the package itself."""
        return self.parts[0] if len(self.parts) > 1 else ""

    @property
    def is_package(self) -> bool:
        """Whether this is a folder's ``__init__``."""
        return self.parts[-1] == "__init__"

    def within(self, *places: str) -> bool:
        """This will say whether the file is one of ``places``, written like ``bedrock.clock``, or lies below one."""
        dotted = ".".join(self.parts) + "."
        return any(dotted.startswith(place + ".") for place in places)

    def finding(self, node: ast.AST | int, message: str, *, note: bool = False) -> Finding:
        """This will point at a node or a line of this file."""
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        return Finding(self.path.as_posix(), line, message, note)


@dataclass(frozen=True)
class House:
    """All the files of a package."""

    root: Path

    @cached_property
    def modules(self) -> list[Module]:
        """Every Python file below the root, in the order of their names."""
        return [
            Module(path, path.relative_to(self.root).with_suffix("").parts, path.read_text(encoding="utf-8"))
            for path in sorted(self.root.rglob("*.py"))
        ]

    @cached_property
    def stages(self) -> list[Path]:
        """The folders that make up the river."""
        return sorted(path for path in self.root.iterdir() if path.is_dir() and any(path.glob("*.py")))

    def calls(self) -> Iterator[tuple[Module, ast.Call, str]]:
        """This will go through every call with the dotted name of what is called, as it is written there."""
        for module in self.modules:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call):
                    yield module, node, dotted(node.func)


def dotted(node: ast.expr) -> str:
    """This will write a name as it stands in the code: ``datetime.now``; a call or an index inside shows as ``()``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return "()"
