"""The event dictionary: what each semantic event means, which properties it has, and what it says about a person."""

import math
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from huoshui.bedrock.money import NotAnAmount, fen_of_yuan
from huoshui.events.contract import DictionaryEntry

_LONGEST_SHOWN = 40
_PERSONAL = re.compile(r"@|\d{7}")
"""What a phone or an address might hide behind: such a value is not repeated in a problem's sentence."""


def _read() -> dict[str, DictionaryEntry]:
    tables = tomllib.loads(Path(__file__).with_name("dictionary.toml").read_text(encoding="utf-8"))
    return {name: _entry(name, table) for name, table in tables.items()}


def _entry(name: str, table: Mapping[str, Any]) -> DictionaryEntry:
    properties = dict(word.split(":") for word in table.get("properties", "").split())
    return DictionaryEntry(name=name, **{**table, "properties": properties})


ENTRIES: Final[Mapping[str, DictionaryEntry]] = _read()
"""Every entry by its English name, in the order of the file."""

TOLD: Final = frozenset(name for name, entry in ENTRIES.items() if entry.told)
"""Names of the events that downstream stages are told of, each one."""

RETURNING: Final = frozenset(name for name, entry in ENTRIES.items() if entry.returns)
"""Names of the acts by which an erased person returns."""

_BY_CHINESE: Final = {entry.chinese: entry for entry in ENTRIES.values()}


def entry_of(name: str) -> DictionaryEntry | None:
    """Find the entry of an event by its English or its Chinese name."""
    return ENTRIES.get(name) or _BY_CHINESE.get(name)


def problems_of(entry: DictionaryEntry, properties: Mapping[str, Any]) -> list[str]:
    """
    Say, one sentence each, where an event's properties do not fit its entry.

    Properties that the entry does not list are welcome. ``null`` counts as absent. A ``string`` may be written as a
    number (order numbers often are), a ``number``, an ``integer`` or ``money`` as a numeric string.
    """
    problems = []
    for name, kind in entry.properties.items():
        value = properties.get(name)
        if value is None or value == "":
            if kind.endswith("!"):
                problems.append(f"{entry.name} needs the property {name}")
        elif not _FITS[kind.removesuffix("!")](value):
            problems.append(f"{name} should be {_WORDS[kind.removesuffix('!')]}, not {_shown(value)}")
    return problems


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "an array"
    if isinstance(value, Mapping):
        return "an object"
    text = str(value)
    return "this text" if _PERSONAL.search(text) else f"“{text[:_LONGEST_SHOWN]}”"


def _is_string(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    try:
        return isinstance(value, int | float | str) and math.isfinite(float(value))
    except (ValueError, OverflowError):
        return False


def _is_integer(value: object) -> bool:
    return _is_number(value) and float(value) == math.floor(float(value))  # type: ignore[arg-type]


def _is_money(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return False
    try:
        fen_of_yuan(value)
    except NotAnAmount:
        return False
    return True


def _is_moment(value: object) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return True
    try:
        return isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


_FITS: Final[Mapping[str, Callable[[object], bool]]] = {
    "string": _is_string,
    "number": _is_number,
    "integer": _is_integer,
    "boolean": lambda value: isinstance(value, bool),
    "datetime": _is_moment,
    "money": _is_money,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
}
_WORDS: Final = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "datetime": "a moment (ISO 8601)",
    "money": "an amount in yuan",
    "array": "an array",
    "object": "an object",
}
