"""
Refusals speak for themselves.

The class name of a refusal is the code that clients switch on and its docstring is the sentence that people read, so a
name that ends in ``Error`` or a refusal without a docstring reaches a customer. They live in a stage's contract, where
OpenAPI, the console and the docs look for them.
"""

import ast
from collections.abc import Iterator

from tools.house.source import Finding, House, Module, dotted

HOMES = {"contract", "errors"}


def check(house: House) -> Iterator[Finding]:
    """This will find refusals with a wrong name, without a sentence, or outside a contract."""
    for module, node in _refusals(house):
        if node.name.endswith(("Error", "Exception")):
            yield module.finding(node, f"say what went wrong without Error: {node.name}")
        if not ast.get_docstring(node):
            yield module.finding(node, f"give {node.name} a docstring: it is the sentence people read, facts in braces")
        if module.stage not in {"bedrock", "app"} and module.parts[-1] not in HOMES:
            yield module.finding(node, f"move {node.name} into {module.stage}/contract.py, where clients look for it")


def _refusals(house: House) -> Iterator[tuple[Module, ast.ClassDef]]:
    classes = [(m, n) for m in house.modules for n in ast.walk(m.tree) if isinstance(n, ast.ClassDef)]
    known = {"Refusal"}
    while True:
        more = {node.name for _, node in classes if _bases(node) & known} - known
        if not more:
            break
        known |= more
    yield from ((module, node) for module, node in classes if node.name in known)


def _bases(node: ast.ClassDef) -> set[str]:
    return {dotted(base).rpartition(".")[2] for base in node.bases}
