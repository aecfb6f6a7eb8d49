"""
``except Exception`` in four places only.

Whatever is not a refusal is a defect. It flies to the door, is logged once and shows as a plain 500; a broad except
further in turns it into a wrong number. The four places are the HTTP door, the job runner, the subscriber loop and the
CLI: each must outlive one bad request, job, event or command.
"""

import ast
from collections.abc import Iterator

from tools.house.source import Finding, House, dotted

PLACES = (
    "bedrock.http",  # the HTTP door
    "events.committer",  # the collect door's writing half: whatever breaks, waiting requests are answered
    "events.feed",  # the subscriber loop
    "events.imports.pipeline",  # the import job: a defect ends this import and no other
    "audiences.membership.operations.building",  # the keeper's jobs: a segment's failure is its own, and is shown
    "audiences.membership.operations.rounds",
    "bedrock.journal",  # the writing half of redirects and callbacks, as events.committer is the collect door's
    "bedrock.rounds",  # the loops of every stage
    "touchpoints.visits",  # the short links' door
    "connectors.reading",  # a reader's defect is its own, and is shown at the letter
    "app.worker",  # the job runner and the mirrors' loop
    "app.platform",  # readiness
    "app.cli",
)
BROAD = {"Exception", "BaseException"}


def check(house: House) -> Iterator[Finding]:
    """This will find handlers of everything outside the four places; one that raises again catches nothing."""
    for module in house.modules:
        if module.within(*PLACES):
            continue
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler) and _broad(node) and not _raises_again(node):
                yield module.finding(
                    node, "name the exceptions that you expect here; the rest is a defect and must fly"
                )


def _broad(node: ast.ExceptHandler) -> bool:
    if node.type is None:
        return True
    caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(dotted(kind) in BROAD for kind in caught)


def _raises_again(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None
