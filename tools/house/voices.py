"""
Only the command line speaks to the terminal.

What a stage has to say is a value, a refusal or a structured log line. A print in a server ends in nobody's log, and
ruff's T20 does not see ``sys.stdout`` or a rich console.
"""

from collections.abc import Iterator

from tools.house.source import Finding, House

MOUTHS = ("print", "sys.stdout.write", "sys.stderr.write", "Console", "rich.print")


def check(house: House) -> Iterator[Finding]:
    """This will find writing to the terminal outside the command line."""
    for module, node, name in house.calls():
        if name in MOUTHS and not module.within("app.cli", "bedrock.log"):
            yield module.finding(node, f"{name}(): return it, refuse, or log it; app/cli speaks to people")
