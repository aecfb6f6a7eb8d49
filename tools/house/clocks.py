"""
The domain is told the time.

A rule that reads the clock cannot be replayed, rehearsed or tested for next month. Doors ask `bedrock.clock` and pass
``now`` in; stages never ask.
"""

from collections.abc import Iterator

from tools.house.source import Finding, House

CLOCKS = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns")
TOLD = {"rules", "contract", "operations", "queries", "models", "warehouse", "published"}


def check(house: House) -> Iterator[Finding]:
    """This will find clocks read outside `bedrock.clock`, and `clock.now` in rooms that are told the time."""
    for module, node, name in house.calls():
        if module.within("bedrock.clock"):
            continue
        if any(name == clock or name.endswith("." + clock) for clock in CLOCKS):
            yield module.finding(node, f"{name}(): ask bedrock.clock at the door and pass `now` in")
        elif name == "clock.now" and TOLD & set(module.parts) and module.stage != "bedrock":
            yield module.finding(node, "clock.now() behind a door: take `now: datetime` as a parameter")
