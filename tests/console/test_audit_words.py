"""Whatever the code writes into the audit log has words in the console, in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from huoshui.audiences.intimacy.contract.values import Task
from huoshui.relations.work.sops.contract import SopState

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "huoshui"
WORDS = ROOT / "console" / "src" / "widgets" / "actions.ts"
WRITERS = re.compile(r"record|_\w*(record|note|noted|audit|audited|write|credit)")
"""What audited things are written with: the log's own door, and those that stages have before it."""


def written() -> set[str]:
    """Every action that the code may write."""
    found = {f"sops.{state}" for state in SopState} | {f"intimacy.{task}_asked" for task in Task}
    for path in SOURCES.rglob("*.py"):
        text = path.read_text()
        if "access.record(" in text or "record(session" in text or "_audit" in text:
            found |= actions(ast.parse(text))
    return found


def actions(module: ast.Module) -> set[str]:
    """The actions of a module: whole ones, and those that get their stage's name in front where they are written."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call) and WRITERS.fullmatch(named(node.func))]
    said = {text for call in calls for text in constants(call)}
    fronts = {
        str(front.value)
        for call in calls
        for keyword in call.keywords
        if keyword.arg == "action" and isinstance(keyword.value, ast.JoinedStr)
        for front in keyword.value.values[:1]
        if isinstance(front, ast.Constant) and len(keyword.value.values) == 2
    }
    whole = {text for text in said if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", text)}
    return whole | {f"{front}{text}" for front in fronts for text in said if re.fullmatch(r"[a-z_]+", text)}


def constants(call: ast.Call) -> Iterator[str]:
    """The texts that are given to a call in their places, or by name as its action, each branch of a choice."""
    for value in [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "action")]:
        for node in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def named(func: ast.expr) -> str:
    """The name that is called."""
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def worded() -> set[str]:
    """Every action that the console has words for, those in both languages only."""
    return set(re.findall(r'"([a-z_.]+)": \["[^"]+", "[^"]+"\]', WORDS.read_text()))


class TestTheAuditLog:
    def test_says_all_that_is_written_there(self):
        found = written()
        assert {"relations.assigned", "connectors.paused", "moments.planned", "posters.picture_removed"} <= found
        assert len(found) > 80
        assert found - worded() == set()
