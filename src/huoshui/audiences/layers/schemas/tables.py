"""HTTP shapes of tables and of RFM."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from huoshui.audiences.contract.language import Definition
from huoshui.audiences.layers import rfm
from huoshui.audiences.layers.axes import segment_of
from huoshui.audiences.layers.contract import Axis, Rfm, Table
from huoshui.bedrock.readings import LARGEST
from huoshui.bedrock.shapes import DayIn


class TableIn(BaseModel):
    """One to three dimensions, each ``NAME`` or ``NAME@DAY``; ``on`` is the day of those that name none."""

    dimensions: Annotated[list[Annotated[str, Field(max_length=100)]], Field(min_length=1, max_length=3)]
    on: DayIn | None = None


class DimensionOut(BaseModel):
    """A dimension with its values and their Chinese names; of one whose values are found in the data, none."""

    name: str
    chinese: str
    values: dict[str, str]
    several: bool
    """Somebody may have several values, and then counts under each."""


class TableCellOut(BaseModel):
    """How many people have these values; ``segment`` is who they are, where that is a condition of the language."""

    at: list[str]
    people: int
    segment: Definition | None


class TableOut(BaseModel):
    """People by the dimensions; ``left_off`` values of a found dimension are not shown."""

    dimensions: list[DimensionOut]
    cells: list[TableCellOut]
    left_off: int
    answered_at: datetime

    @classmethod
    def of(cls, table: Table) -> Self:
        """This will write a table for the outside."""
        return cls(
            dimensions=[
                DimensionOut(
                    name=axis.name, chinese=axis.chinese, several=not isinstance(axis, Axis),
                    values=axis.words if isinstance(axis, Axis) else {"none": axis.none},
                )
                for axis in table.axes
            ],
            cells=[
                TableCellOut(at=list(cell.at), people=cell.people, segment=segment_of(table.axes, cell.at))
                for cell in table.cells
            ],
            left_off=table.more, answered_at=table.asked_at,
        )  # fmt: skip


class CutsOut(BaseModel):
    """From where on a value is high: bought at most so many days ago, so many orders, so much money in fen."""

    days: Annotated[int, Field(ge=1, le=10_000)]
    orders: Annotated[int, Field(ge=1, le=100_000)]
    net_fen: Annotated[int, Field(ge=-LARGEST, le=LARGEST)]


class RfmIn(BaseModel):
    """The brand's own cuts; without them the best two fifths are high in each."""

    cuts: CutsOut | None = None


class GroupOut(BaseModel):
    """One of the eight groups, and who they are."""

    name: str
    chinese: str
    people: int
    orders: int
    net_fen: int
    median_days: int | None
    segment: Definition


class RfmOut(BaseModel):
    """
    The buyers by recency, frequency and money, now.

    ``high`` are the cuts that were used; ``scores`` those to the scores of 2 to 5: at most so many days, at least so
    many orders and so much money in fen.
    """

    groups: list[GroupOut]
    high: CutsOut
    scores: dict[str, list[int]]
    answered_at: datetime

    @classmethod
    def of(cls, found: Rfm, now: datetime) -> Self:
        """This will write groups for the outside."""
        plain = ("name", "chinese", "people", "orders", "net_fen", "median_days")
        return cls(
            groups=[
                GroupOut(**{name: getattr(one, name) for name in plain}, segment=rfm.segment_of(one.name, found.high))
                for one in found.groups
            ],
            high=CutsOut(days=found.high.days, orders=found.high.orders, net_fen=found.high.net_fen),
            scores={name: list(cuts) for name, cuts in found.scores.items()}, answered_at=now,
        )  # fmt: skip
