"""Tell which tests of a JUnit report were skipped: `python -m tools.skipped report.xml`; exit code 1 when any was."""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path


def skipped(report: Path) -> Iterator[tuple[str, str]]:
    """This will go through the skipped tests with the reason each gave; expected failures are no skips."""
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 pytest wrote it a moment ago
        for mark in case.iter("skipped"):
            if mark.get("type") != "pytest.xfail":
                yield f"{case.get('classname')}.{case.get('name')}", mark.get("message") or ""


def main(arguments: list[str]) -> int:
    """This will print them and tell whether the report holds without."""
    found = list(skipped(Path(arguments[0])))
    for name, reason in found:
        print(f"skipped: {name}: {reason}")
    print(f"{len(found) or 'no'} tests were skipped")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
