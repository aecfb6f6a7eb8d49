"""Text tables: which encoding, which separator, and rows streamed in bounded memory."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from huoshui.channels.exports.cells import EMPTY
from huoshui.channels.exports.contract import NotText

_CHUNK = 1 << 18
_LONGEST_LINE = 4 << 20
_LONGEST_CELL = 1 << 20
_SEPARATORS = ",\t;|"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Unreadable(list[str]):
    """What stands for lines that are no row; empty like a blank line, and it knows why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def encoding_of(stream: BinaryIO) -> str:
    """
    This will tell a text's encoding by reading all of it: a byte order mark, UTF-8 when every byte fits, else GB18030.

    A text that is UTF-8 but for a few broken bytes stays UTF-8; its broken places are then replaced by U+FFFD.
    """
    head = stream.read(_CHUNK)
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    chunk = head
    while True:
        before = decoder.getstate()[0]
        try:
            decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError:
            return _by_damage(before + chunk + stream.read(_CHUNK))
        if not chunk:
            return "utf-8"
        chunk = stream.read(_CHUNK)


def _by_damage(sample: bytes) -> str:
    seen = sample.decode("utf-8", "replace")
    broken = seen.count("\ufffd")
    wide = len(seen) - len(seen.encode("ascii", "ignore")) - broken
    return "utf-8" if broken * 20 <= wide else "gb18030"


def separator_of(head: bytes, encoding: str, file: str) -> str:
    """
    This will tell what separates the cells: the separator that makes most columns in the first lines; a tie is a comma.

    :raises NotText: if it is no text
    """
    sample = head.decode(encoding, "replace")
    if "\x00" in sample:
        raise NotText(file=file, why="it holds zero bytes")
    lines = sample.splitlines()[:20]
    widths = {one: sum(map(len, csv.reader(lines, delimiter=one))) for one in _SEPARATORS}
    best = max(widths, key=lambda one: widths[one])
    return best if widths[best] > widths[","] * 1.5 else ","


def rows_of(stream: BinaryIO, encoding: str, separator: str, file: str) -> Iterator[list[str]]:
    """
    This will stream the rows of a text; lines that are no row come as `Unreadable`.

    :raises NotText: if a line never ends
    """
    csv.field_size_limit(_LONGEST_CELL)
    bounded = io.BufferedReader(_Bounded(stream, file), _CHUNK)
    reader = csv.reader(io.TextIOWrapper(bounded, encoding, errors="replace", newline=""), delimiter=separator)
    while True:
        try:
            yield from reader
        except csv.Error as error:
            yield Unreadable(f"line {reader.line_num}: {error}")
        else:
            return


class _Bounded(io.RawIOBase):
    """Refuses a text whose lines never end, which would otherwise fill the memory."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream = stream
        self._file = file
        self._since_newline = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        if b"\n" in chunk or b"\r" in chunk:
            self._since_newline = 0
        else:
            self._since_newline += len(chunk)
            if self._since_newline > _LONGEST_LINE:
                raise NotText(file=self._file, why="one of its lines is longer than four million characters")
        buffer[: len(chunk)] = chunk
        return len(chunk)


_WEB_PAGE = re.compile(
    rb"^\s*(?:<!doctype html|<html|<table|<\?xml[^>]*>\s*<(?:html|table|\?mso|workbook))", re.IGNORECASE
)


def is_web_page(head: bytes) -> bool:
    """
    This will tell whether a file that calls itself a workbook is a web page or XML in disguise (some platforms do
    that).
    """
    return _WEB_PAGE.match(head.lstrip(codecs.BOM_UTF8)) is not None


def is_blank(row: list[str]) -> bool:
    """This will tell whether a row holds nothing."""
    return all(cell.strip() in EMPTY for cell in row)
