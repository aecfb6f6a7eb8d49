"""What reading a table hands on, slice by slice: events, troubles, and counts that account for every row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from huoshui.channels.contract import FileEvent, Problem

MESSAGES: dict[str, str] = {
    "no_key": "这一行没有订单号或编号 · the row has no number of its own",
    "corrupted_id": "编号已被表格软件改成科学计数法，请重新导出并按文本打开 · "
    "a spreadsheet has destroyed this number; export again and keep it as text",
    "broken_text": "编号里有无法解码的字符 · the number holds characters that cannot be decoded",
    "bad_time": "读不懂的时间 · not a time",
    "no_time": "没有时间 · no time",
    "bad_amount": "读不懂的金额 · not an amount",
    "no_amount": "已付款订单没有金额 · a paid order without an amount",
    "bad_number": "读不懂的数量 · not a number",
    "bad_value": "读不懂的值 · not a value of this column",
    "no_identifier": "没有可用的标识，无法知道是谁 · no usable identifier says who this is",
    "order_incomplete": "同一订单的另一行读不出来，整单未导入 · "
    "another line of this order cannot be read, so the order was not imported",
    "too_many_columns": "单元格比表头多，可能有未加引号的逗号 · "
    "more cells than the header has columns; perhaps a comma without quotes",
    "too_few_columns": "引号没有配对，几行粘成了一行 · quotes do not match; several lines have run together",
    "unreadable": "这些行不是表格 · these lines are not a table",
    "no_name": "没有名称 · no name",
    "names_differ": "同一手机号对应不同姓名，请核对 · one phone with different names; please review",
    "quantity_ambiguous": "一行多个商品、只有一个总数量，无法分摊 · "
    "several items in one row with one quantity together; it cannot be allocated",
    "totals_differ": "同一订单各行的总额不同，取第一行 · "
    "the lines of this order state different totals; the first was taken",
    "bad_optional": "读不懂，按原样保留 · cannot be read; kept as it is",
}
"""What each code means to who reads the list of problems."""

KEPT = frozenset({"names_differ", "quantity_ambiguous", "totals_differ", "bad_optional"})
"""Codes of rows that were imported all the same: somebody should look at them."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem with the row's own cells beside it."""

    problem: Problem
    cells: Sequence[str]

    @property
    def kept(self) -> bool:
        """Whether the row was imported all the same."""
        return self.problem.code in KEPT


@dataclass(slots=True)
class Slice:
    """
    A part of a table. Over all slices ``rows`` = ``imported`` + ``refused`` + every value of ``skipped``; the
    lines of an order
    may be counted in one slice and read in the next.

    ``keys`` counts records by what their person key turned out to be; ``records`` by kind of event.
    """

    events: list[FileEvent] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    rows: int = 0
    imported: int = 0
    refused: int = 0
    records: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)

    def refuse(self, row: int, cells: Sequence[str], code: str, column: str = "", value: str = "") -> None:
        """This will note a row that is not imported."""
        self.refused += 1
        self.trouble(row, cells, code, column, value)

    def trouble(self, row: int, cells: Sequence[str], code: str, column: str = "", value: str = "") -> None:
        """This will note a problem, whatever becomes of the row."""
        self.troubles.append(Trouble(Problem(row, column, code, MESSAGES[code], value[:200]), cells))


@dataclass(slots=True)
class Totals:
    """What a whole table came to; slices add up to it."""

    rows: int = 0
    imported: int = 0
    refused: int = 0
    records: int = 0
    troubles: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    keys: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)

    def add(self, part: Slice) -> None:
        """This will add a slice."""
        self.rows += part.rows
        self.imported += part.imported
        self.refused += part.refused
        self.records += part.records
        self.troubles += len(part.troubles)
        self.skipped.update(part.skipped)
        self.keys.update(part.keys)
        self.codes.update(one.problem.code for one in part.troubles)
        self.events.update(event.name or "identify" for event in part.events)

    def facts(self) -> dict[str, Any]:
        """This will give the counts as JSON."""
        return {
            "rows": self.rows, "imported": self.imported, "refused": self.refused, "records": self.records,
            "troubles": self.troubles, "skipped": dict(self.skipped), "keys": dict(self.keys),
            "codes": dict(self.codes), "events": dict(self.events),
        }  # fmt: skip
