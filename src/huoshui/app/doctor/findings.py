"""What the doctor finds."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Well; look at it; broken."""

    WELL = "well"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; ``advice`` is what to do next, empty when it is well."""

    name: str
    state: State
    found: str
    advice: str = ""


def well(name: str, found: str) -> Finding:
    """This will report something well."""
    return Finding(name, State.WELL, found)


def look(name: str, found: str, advice: str) -> Finding:
    """This will report something to look at."""
    return Finding(name, State.LOOK, found, advice)


def broken(name: str, found: str, advice: str) -> Finding:
    """This will report something broken."""
    return Finding(name, State.BROKEN, found, advice)
