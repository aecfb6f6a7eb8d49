"""An uploaded file opened as tables, whatever it is packed in: CSV, .gz, .zip, .xlsx, .xls."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from huoshui.channels.exports import text, workbooks
from huoshui.channels.exports.contract import NotAnArchive, NothingInside, NotText, UnpacksTooLarge, WorkbookTooLarge

MOST_UNPACKED = 8 << 30
MOST_RATIO = 400
"""An honest table packs to a twentieth or so; a bomb to a thousandth."""
_SMALL = 64 << 20
MOST_FILES = 200
_HEAD = 32 << 10

Opener = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an upload; ``rows()`` reads it from the start each time it is called."""

    file: str
    """For people: ``orders.csv``, ``all.zip/orders.csv``, ``book.xlsx/Sheet1``."""
    encoding: str
    rows: Callable[[], Iterator[list[str]]]


def tables(opener: Opener, file: str) -> list[Table]:
    """
    This will open an upload; ``opener`` gives a new seekable stream each time.

    :raises NotAnArchive: if an archive is broken, locked or nested
    :raises UnpacksTooLarge: if it is a bomb
    :raises WorkbookTooLarge: if a workbook would not fit in memory
    :raises NotText: if it is no table at all
    :raises NothingInside: if there is no table in it
    """
    found = _tables(opener, _shown(file), depth=0)
    if not found:
        raise NothingInside(file=_shown(file))
    return found


def _tables(opener: Opener, file: str, depth: int) -> list[Table]:
    with opener() as stream:
        head = stream.read(_HEAD)
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            stream.seek(0)
            names = _names(stream, file)
            if "[Content_Types].xml" in names or any(name.startswith("xl/") for name in names):
                return _workbook(opener, file, packed=True)
            if depth:
                raise NotAnArchive(file=file, why="it is an archive within an archive")
            return _members(opener, file)
    if head.startswith(b"\x1f\x8b"):
        if depth:
            raise NotAnArchive(file=file, why="it is an archive within an archive")
        return _tables(_unzipped(opener, file), file.removesuffix(".gz"), depth + 1)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _workbook(opener, file, packed=False)
    return _text(opener, file, head)


def _text(opener: Opener, file: str, head: bytes) -> list[Table]:
    if text.is_web_page(head):
        raise NotText(
            file=file, why="it is a web page that calls itself a workbook; open it and save it as .xlsx or .csv"
        )
    if not head.strip(b" \t\r\n\xef\xbb\xbf"):
        return []
    with opener() as stream:
        encoding = text.encoding_of(stream)
    separator = text.separator_of(head, encoding, file)

    def rows() -> Iterator[list[str]]:
        with opener() as stream:
            yield from text.rows_of(stream, encoding, separator, file)

    return [Table(file, encoding, rows)]


def _workbook(opener: Opener, file: str, *, packed: bool) -> list[Table]:
    with opener() as stream:
        names = workbooks.sheets_of(stream, file, packed=packed)

    def reader(sheet: str) -> Callable[[], Iterator[list[str]]]:
        def rows() -> Iterator[list[str]]:
            with opener() as stream:
                yield from workbooks.rows_of(stream, file, sheet)

        return rows

    found = [Table(file if len(names) == 1 else f"{file}/{name}", "workbook", reader(name)) for name in names]
    return [table for table in found if next((row for row in table.rows() if not text.is_blank(row)), None) is not None]


def _names(stream: BinaryIO, file: str) -> set[str]:
    try:
        with zipfile.ZipFile(stream) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise NotAnArchive(file=file, why=str(error)[:200]) from error


def _members(opener: Opener, file: str) -> list[Table]:
    with opener() as stream, zipfile.ZipFile(stream) as archive:
        members = [one for one in archive.infolist() if not one.is_dir() and not _is_litter(one.filename)]
        packed = stream.seek(0, io.SEEK_END)
    if len(members) > MOST_FILES:
        raise NotAnArchive(file=file, why=f"it holds {len(members)} files, and {MOST_FILES} are read")
    if any(one.flag_bits & 1 for one in members):
        raise NotAnArchive(file=file, why="it is protected by a password; pack it without one")
    _check_ratio(sum(one.file_size for one in members), packed, file)
    found: list[Table] = []
    for one in sorted(members, key=lambda member: member.filename):
        found += _tables(_member(opener, one, file), f"{file}/{_member_name(one)}", depth=1)
    return found


def _member(opener: Opener, member: zipfile.ZipInfo, file: str) -> Opener:
    """Opens one file of an archive; a workbook needs to be seekable and is bounded, so it is held in memory."""

    def opened() -> BinaryIO:
        archive = zipfile.ZipFile(opener())
        try:
            inner = archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            archive.close()
            raise NotAnArchive(file=file, why=str(error)[:200]) from error
        head = inner.read(8)
        inner.seek(0)
        if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            if member.file_size > workbooks.MOST_UNPACKED:
                size, most = member.file_size >> 20, workbooks.MOST_UNPACKED >> 20
                raise WorkbookTooLarge(file=file, size_mb=size, most_mb=most)
            with archive, inner:
                return io.BytesIO(_guarded(inner, file).read())
        return cast("BinaryIO", io.BufferedReader(_Guard(cast("BinaryIO", inner), file, owner=archive)))

    return opened


def _unzipped(opener: Opener, file: str) -> Opener:
    def opened() -> BinaryIO:
        packed = opener()
        size = packed.seek(0, io.SEEK_END)
        packed.seek(0)
        unzipped = cast("BinaryIO", gzip.GzipFile(fileobj=packed))
        guard = io.BufferedReader(_Guard(unzipped, file, packed=size, owner=packed), 1 << 18)
        head = guard.peek(8)[:8]
        if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
            with guard:
                return io.BytesIO(_whole(cast("BinaryIO", guard), file))
        return cast("BinaryIO", guard)

    return opened


def _whole(stream: BinaryIO, file: str) -> bytes:
    content = stream.read(workbooks.MOST_UNPACKED + 1)
    if len(content) > workbooks.MOST_UNPACKED:
        most = workbooks.MOST_UNPACKED >> 20
        raise WorkbookTooLarge(file=file, size_mb=most + 1, most_mb=most)
    return content


def _guarded(stream: object, file: str) -> io.BufferedReader:
    return io.BufferedReader(_Guard(cast("BinaryIO", stream), file))


class _Guard(io.RawIOBase):
    """Reads what is being unpacked, turns what breaks into refusals, and stops at a bomb."""

    def __init__(self, stream: BinaryIO, file: str, *, packed: int = 0, owner: object = None) -> None:
        self._stream = stream
        self._file = file
        self._packed = packed
        self._read = 0
        self._owner = owner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise NotAnArchive(file=self._file, why=str(error)[:200]) from error
        self._read += len(chunk)
        if self._packed:
            _check_ratio(self._read, self._packed, self._file)
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._owner is not None:
                self._owner.close()  # type: ignore[attr-defined]
        super().close()


def _check_ratio(size: int, packed: int, file: str) -> None:
    if size > MOST_UNPACKED or (size > _SMALL and size > packed * MOST_RATIO):
        raise UnpacksTooLarge(file=file, size_mb=size >> 20, packed_mb=max(1, packed >> 20))


def _is_litter(name: str) -> bool:
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.startswith(".") or path.name == "Thumbs.db"


def _member_name(member: zipfile.ZipInfo) -> str:
    name = member.filename
    if not member.flag_bits & 0x800:  # not marked UTF-8: Windows wrote it in its own code page
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = member.filename
    return _shown(name)


def _shown(name: str) -> str:
    """A file's own name, without the folders somebody wrote before it; names are shown, never opened."""
    return PurePosixPath(name.replace("\\", "/")).name[:150].replace("\x00", "") or "file"
