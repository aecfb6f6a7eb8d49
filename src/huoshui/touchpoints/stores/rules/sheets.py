"""A file of stores as people keep it: CSV from a spreadsheet, in UTF-8 or GB18030, with Chinese or English heads."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from huoshui.touchpoints.stores.contract import (
    MOST_BYTES,
    MOST_LINES,
    STORE,
    Datum,
    Details,
    NotAStorePlace,
    Point,
    Problem,
    StoreFileUnreadable,
    TooManyStores,
)
from huoshui.touchpoints.stores.rules.places import kept

_HEADS = {
    "编码": "store", "门店编码": "store", "门店编号": "store", "code": "store",
    "名称": "name", "门店名称": "name", "门店": "name", "name": "name",
    "上级": "parent", "上级编码": "parent", "parent": "parent",
    "省": "province", "省份": "province", "province": "province",
    "市": "city", "城市": "city", "city": "city",
    "区": "district", "区县": "district", "district": "district",
    "地址": "address", "address": "address",
    "营业时间": "hours", "hours": "hours",
    "电话": "phone", "phone": "phone",
    "纬度": "latitude", "latitude": "latitude", "lat": "latitude",
    "经度": "longitude", "longitude": "longitude", "lng": "longitude",
    "活码": "live_code", "live_code": "live_code",
    "备用活码": "backup", "backup": "backup",
    "不展示": "hidden", "hidden": "hidden",
}  # fmt: skip
_WORDS = ("province", "city", "district", "address", "hours", "phone", "backup")
_LONGEST = 200
_LONGEST_NAME = 100
_YES = frozenset({"1", "是", "y", "yes", "true"})


@dataclass(frozen=True, slots=True)
class Line:
    """A store in a file; what has no column is ``None`` or stays out of ``given``."""

    line: int
    store: str
    name: str
    parent: str
    given: frozenset[str]
    details: Details

    def over(self, known: Details) -> Details:
        """This will give what is known with what the file says over it; a column that is not there changes nothing."""
        return replace(known, **{part: getattr(self.details, part) for part in self.given})


def read(content: bytes, *, datum: Datum) -> tuple[list[Line], list[Problem]]:
    """
    This will read a file of stores, and tell which lines cannot be taken.

    :raises StoreFileUnreadable: if it is no table, or has no column for the stores' codes
    :raises TooManyStores: if it is more than we take in one piece
    """
    if len(content) > MOST_BYTES:
        raise TooManyStores(most=MOST_LINES, bytes=MOST_BYTES)
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, row in _rows(_text(content)):
        store = row.get("store", "")
        try:
            lines.append(_line(number, row, datum, seen))
        except (_Unfit, NotAStorePlace) as refused:
            problems.append(Problem(number, store[:100], str(refused)))
        seen.add(store)
        if len(seen) > MOST_LINES:
            raise TooManyStores(most=MOST_LINES, bytes=MOST_BYTES)
    return lines, problems


class _Unfit(Exception):
    """Why a line is not taken."""


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            said = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in said:
            return said
    raise StoreFileUnreadable(why="it is neither UTF-8 nor GB18030 text; save the sheet as CSV")


def _rows(said: str) -> Iterator[tuple[int, dict[str, str]]]:
    rows = csv.reader(io.StringIO(said))
    try:
        heads = [_HEADS.get(head.strip().lower(), "") for head in next(rows, [])]
        named = [head for head in heads if head]
        if "store" not in named:
            raise StoreFileUnreadable(why="there is no column 编码 (code)")
        if len(set(named)) != len(named):
            raise StoreFileUnreadable(why="two columns have the same meaning")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield rows.line_num, {head: cell.strip() for head, cell in zip(heads, row, strict=False) if head}
    except csv.Error as broken:
        raise StoreFileUnreadable(why=str(broken)) from None


def _line(number: int, row: dict[str, str], datum: Datum, seen: set[str]) -> Line:
    if (store := row.get("store", "")) in seen or not store:
        said = "the code stands in the file twice" if store else "the code is missing"
        raise _Unfit(said)
    for head, cell in row.items():
        if len(cell) > _LONGEST:
            said = f"{head} has more than {_LONGEST} characters"
            raise _Unfit(said)
    given = {head for head in _WORDS if head in row}
    words: dict[str, Any] = {head: row[head] for head in given}
    details = Details(**words, code=row.get("live_code", ""), hidden=row.get("hidden", "").lower() in _YES)
    given |= {"code"} if "live_code" in row else set()
    given |= {"hidden"} if "hidden" in row else set()
    if "latitude" in row and "longitude" in row:
        given.add("point")
        details = replace(details, point=_point(row["latitude"], row["longitude"], datum))
    return Line(number, store, row.get("name", ""), row.get("parent", ""), frozenset(given), details)


def _point(latitude: str, longitude: str, datum: Datum) -> Point | None:
    if not latitude and not longitude:
        return None
    try:
        point = Point(float(latitude), float(longitude))
    except ValueError:
        said = f"“{latitude}, {longitude}” are no coordinates"
        raise _Unfit(said) from None
    return kept(point, datum)


def unfit_for_tree(line: Line) -> bool:
    """This will tell whether a store's code or name cannot stand in the org tree."""
    return re.fullmatch(STORE, line.store) is None or len(line.name) > _LONGEST_NAME or not line.name.isprintable()
