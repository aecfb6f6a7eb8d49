"""
The middle takes care of itself, the tail needs a rule.

Median functions are short everywhere; what separates good from bad is the one service of four thousand lines. Past
these sizes look twice: is it two things? Split by verb or noun, not by layer. A second look may well say that it is one
thing, so these are notes.
"""

import ast
from collections.abc import Iterator

from tools.house.source import Finding, House, Module

FILE = 300
FUNCTION = 50
STAGE = 4000


def check(house: House) -> Iterator[Finding]:
    """This will note files above 300 lines, functions above 50, stages above 4,000."""
    for module in house.modules:
        lines = module.text.count("\n")
        if lines > FILE:
            yield module.finding(1, f"{lines} lines: is it one thing?", note=True)
        if not module.within("app.schema"):  # a migration is one list of statements, as long as it is
            yield from _long_functions(module)
    for stage in house.stages:
        lines = sum(module.text.count("\n") for module in house.modules if module.stage == stage.name)
        if lines > STAGE:
            yield Finding(stage.as_posix(), 1, f"{lines} lines: is it two stages?", note=True)


def _long_functions(module: Module) -> Iterator[Finding]:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        body = node.body[1:] if ast.get_docstring(node) else node.body
        lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
        if lines > FUNCTION:
            yield module.finding(node, f"{node.name} has {lines} lines: is it one thing?", note=True)
