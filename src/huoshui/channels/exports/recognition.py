"""Which platform's export a table is: by its rare headers, then by the words it shares with what we know."""

from collections.abc import Sequence
from dataclasses import dataclass

from huoshui.channels.exports import headers
from huoshui.channels.exports.contract import MappingDoesNotFit, NoHeader, NotRecognized
from huoshui.channels.exports.kinds import Record
from huoshui.channels.exports.mapping import FieldSpec, Mapping, columns_of, missing_fields, offered


@dataclass(frozen=True, slots=True)
class Recognition:
    """A table's header row (index from 0), its columns made unique, and the mapping that reads it."""

    header: int
    columns: tuple[str, ...]
    mapping: Mapping
    how: str
    """``signature``, ``aliases`` or ``given``."""


def recognize(file: str, rows: Sequence[Sequence[str]], mappings: Sequence[Mapping]) -> Recognition:
    """
    This will find the header among a table's first rows and the mapping that fits it best.

    Signatures come first (the largest that is wholly there), then the mapping of which the file has the most
    columns, when it
    has at least four and all that are required.

    :raises NoHeader: if no row looks like column names
    :raises NotRecognized: with what was seen and what the nearest mapping misses
    """
    candidates = [(index, _words(row)) for index, row in enumerate(rows[: headers.LOOK_AT])]
    signed = [
        (len(signature), -index, place)
        for index, words in candidates
        for place, mapping in enumerate(mappings)
        for signature in mapping.signature
        if {headers.normal(word) for word in signature} <= words and not missing_fields(mapping, words)
    ]
    if signed:
        _, index, place = max(signed, key=lambda one: (one[0], one[1], -one[2]))
        return _found(-index, rows, mappings[place], "signature")
    return _by_aliases(file, rows, mappings, candidates)


def _by_aliases(
    file: str, rows: Sequence[Sequence[str]], mappings: Sequence[Mapping], candidates: list[tuple[int, set[str]]]
) -> Recognition:
    best: tuple[int, int, Mapping] | None = None
    for index, words in candidates:
        for mapping in mappings:
            shared = len(words & {headers.normal(column) for column in columns_of(mapping)})
            if best is None or shared > best[0]:
                best = (shared, index, mapping)
    if best and best[0] >= 4 and not missing_fields(best[2], candidates[best[1]][1]):
        return _found(best[1], rows, best[2], "aliases")
    index = best[1] if best and best[0] >= 2 else _guessed(file, rows)
    nearest = best[2] if best else None
    missing = missing_fields(nearest, candidates[index][1]) if nearest else []
    raise NotRecognized(
        file=file,
        seen=", ".join(headers.unique(rows[index]))[:2000],
        nearest=nearest.name if nearest else "",
        missing=", ".join(missing) or "its rare headers",
    )


def _guessed(file: str, rows: Sequence[Sequence[str]]) -> int:
    guessed = headers.guess(rows)
    if guessed is None:
        raise NoHeader(file=file, looked=headers.LOOK_AT)
    return guessed


def fit(file: str, rows: Sequence[Sequence[str]], mapping: Mapping) -> Recognition:
    """
    This will find the header row for a mapping that was given: the row that has the most of its columns.

    :raises NoHeader: if no row looks like column names
    :raises MappingDoesNotFit: with what was seen and what is missing
    """
    wanted = {headers.normal(column) for column in columns_of(mapping)}
    scores = [(len(wanted & _words(row)), -index) for index, row in enumerate(rows[: headers.LOOK_AT])]
    score, place = max(scores, default=(0, 0))
    index = -place if score else _guessed(file, rows)
    missing = missing_fields(mapping, _words(rows[index]))
    if missing:
        seen = ", ".join(headers.unique(rows[index]))[:2000]
        raise MappingDoesNotFit(mapping=mapping.name, file=file, missing=", ".join(missing), seen=seen)
    return _found(index, rows, mapping, "given")


def _found(index: int, rows: Sequence[Sequence[str]], mapping: Mapping, how: str) -> Recognition:
    row = list(rows[index])
    while row and not row[-1].strip():
        row.pop()  # exports end their lines with a separator: one column without a name
    return Recognition(index, tuple(headers.unique(row)), mapping, how)


def _words(row: Sequence[str]) -> set[str]:
    return {headers.normal(cell) for cell in row if cell.strip()}


def unused(mapping: Mapping, columns: Sequence[str]) -> list[str]:
    """This will list the file's columns that the mapping leaves as they are (they are kept, unmapped)."""
    used = {headers.normal(column) for column in columns_of(mapping)}
    return [column for column in columns if headers.normal(column) not in used]


def unfilled(mapping: Mapping, columns: Sequence[str]) -> list[str]:
    """This will list the mapping's fields that this file cannot fill."""
    present = {headers.normal(column) for column in columns}
    specs: dict[str, FieldSpec] = {**mapping.columns, **mapping.identifiers}
    return [name for name, spec in specs.items() if not offered(spec, present)] if mapping.record in Record else []
