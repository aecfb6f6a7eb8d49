"""
Nothing inside a stage commits.

One request, one job, one event is one transaction, opened and committed by the door. A commit further in makes half of
an operation durable when the other half fails, and no test of the operation alone will ever show it.
"""

from collections.abc import Iterator

from tools.house.source import Finding, House

ENDINGS = (".commit", ".rollback")


def check(house: House) -> Iterator[Finding]:
    """This will find commits and rollbacks outside bedrock, which opens and ends every transaction."""
    for module, node, name in house.calls():
        bare = not node.args and not node.keywords  # an operation of that name takes arguments
        if name.endswith(ENDINGS) and bare and not module.within("bedrock"):
            yield module.finding(node, f"{name}(): let the door commit (`async with postgres.transaction()`)")
