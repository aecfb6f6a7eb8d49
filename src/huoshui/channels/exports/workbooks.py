"""Workbooks (.xlsx, .xls): their sheets as rows of text, refused when they would not fit in memory."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from huoshui.channels.exports.contract import Locked, NotText, WorkbookTooLarge

MOST_UNPACKED = 200 << 20
"""A sheet takes about twice its unpacked size in memory."""
_EXACT = 10**15
"""Spreadsheets keep fifteen digits; a longer number is no longer what was written."""


def sheets_of(stream: BinaryIO, file: str, *, packed: bool) -> list[str]:
    """
    This will name the visible sheets of a workbook, in order.

    :raises WorkbookTooLarge: if it would not fit in memory
    :raises Locked: if it needs a password
    :raises NotText: if it is no workbook
    """
    _check_size(stream, file, packed=packed)
    with _opened(stream, file) as book:
        return [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]


def rows_of(stream: BinaryIO, file: str, sheet: str) -> Iterator[list[str]]:
    """This will read a sheet's rows as text, from the sheet's first row on."""
    with _opened(stream, file) as book:
        try:
            table = book.get_sheet_by_name(sheet)
            top = table.start[0] if table.start else 0
            for _ in range(top):
                yield []
            for row in table.iter_rows():
                yield [cell if cell.__class__ is str else _text(cell) for cell in row]
        except (CalamineError, OSError) as error:
            raise NotText(file=file, why=str(error)[:200]) from error


def _opened(stream: BinaryIO, file: str) -> CalamineWorkbook:
    stream.seek(0)
    try:
        return CalamineWorkbook.from_filelike(stream)
    except PasswordError as error:
        raise Locked(file=file, why="") from error
    except (CalamineError, OSError) as error:
        raise NotText(file=file, why=str(error)[:200]) from error


def _check_size(stream: BinaryIO, file: str, *, packed: bool) -> None:
    if packed:
        try:
            with zipfile.ZipFile(stream) as archive:
                size = sum(one.file_size for one in archive.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise NotText(file=file, why=str(error)[:200]) from error
    else:
        size = stream.seek(0, 2)
    if size > MOST_UNPACKED:
        raise WorkbookTooLarge(file=file, size_mb=size >> 20, most_mb=MOST_UNPACKED >> 20)


def _text(cell: object) -> str:
    """A cell as its export would have written it."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _digits(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return _duration(cell) if isinstance(cell, timedelta) else str(cell)


def _duration(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _digits(number: float) -> str:
    if number != number or number in {float("inf"), float("-inf")}:  # noqa: PLR0124 that is what NaN is
        return ""
    if abs(number) >= _EXACT:
        return f"{number:.14E}"  # as a spreadsheet shows it, so that it is refused as an order number
    return str(int(number)) if number == int(number) else repr(round(number, 10))
