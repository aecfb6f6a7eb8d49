"""
The folder list tells the story.

Each stage's ``__init__`` says in a few lines what the stage is for, and imports nothing, so that importing a contract
never pulls in an engine and reading the folders in river order is reading what the product does.
"""

import ast
from collections.abc import Iterator

from tools.house.source import Finding, House


def check(house: House) -> Iterator[Finding]:
    """This will find stages without a story, modules without a sentence, and stories that import."""
    for stage in house.stages:
        if not (stage / "__init__.py").exists():
            yield Finding((stage / "__init__.py").as_posix(), 1, "write the stage's story here, in ten lines or fewer")
    for module in house.modules:
        if module.text.strip() and not ast.get_docstring(module.tree):
            yield module.finding(1, "say in one sentence what this file is")
        elif module.is_package and len(module.parts) == 2 and _imports(module.tree):
            yield module.finding(1, "a stage's __init__ tells its story and imports nothing")


def _imports(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body)
