"""Run every house rule: `python -m tools.house [folder]`; exit code 1 when one is broken."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tools import house
from tools.house.source import Finding, House

NO_RULES = {"__main__", "source"}


def rules() -> Iterator[ModuleType]:
    """This will load each rule of this folder, in the order of their names."""
    for found in pkgutil.iter_modules(house.__path__):
        if found.name not in NO_RULES:
            yield importlib.import_module(f"tools.house.{found.name}")


def inspect_house(root: Path) -> dict[ModuleType, list[Finding]]:
    """This will apply every rule to the package at ``root``."""
    built = House(root)
    return {rule: sorted(rule.check(built)) for rule in rules()}


def main(arguments: list[str]) -> int:
    """This will print what was found, rule by rule with its reason, and tell whether the house stands."""
    root = Path(arguments[0] if arguments else "src/huoshui")
    broken = 0
    for rule, findings in inspect_house(root).items():
        for finding in findings:
            print(f"{finding.path}:{finding.line}: {'note: ' if finding.note else ''}{finding.message}")
        failures = sum(not finding.note for finding in findings)
        if failures:
            print(f"  ^ {inspect.getdoc(rule)}\n")
        broken += failures
    print(f"house rules: {broken or 'none'} broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
