"""
Work that is left open has an issue.

A remark to come back later is read by everyone and done by nobody. Write the issue and name it, or do it now.
"""

import re
from collections.abc import Iterator

from tools.house.source import Finding, House

MARK = re.compile(r"#.*\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b(?!.*#\d)")


def check(house: House) -> Iterator[Finding]:
    """This will find open ends in comments that name no issue (``#12``)."""
    for module in house.modules:
        for number, line in enumerate(module.text.splitlines(), 1):
            if MARK.search(line):
                yield module.finding(number, "name the issue (#12) or do it now")
