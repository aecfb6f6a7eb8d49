"""What others may know of chains: the question, its steps, and what it answers with."""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from huoshui.insight.ground import Dated
from huoshui.insight.questions.contract import Cell, Share

By = Literal["channel", "campaign", "code", "link", "creative"]

KEPT_DAYS: Final = (1, 7, 30)
"""After so many days a friend is looked for again."""
STEPS: Final = {
    "Ad Clicked": 1, "Link Clicked": 1, "Landing Page Viewed": 1,
    "Live Code Scanned": 2, "Official Account Scanned": 2,
    "Contact Added": 3,
    "Contact Deleted Staff": 4, "Staff Deleted Contact": 4,
    "Message Replied": 5, "Consultation Started": 5,
    "Group Joined": 6,
    "Link Brought Contact": 8,
}  # fmt: skip
"""Which event is which step; an order is 7, and 8 is a touch that says where an add came from."""


class ChainsQuestion(Dated):
    """
    Of the people whom a touch in the period brought: how far they came from then on.

    A touch is a click, a scan, an opened page or an add that names what is asked ``by``; ``touch`` tells which counts
    when somebody has several, so that each person stands in one line. Steps count within ``within_days`` of it.
    """

    kind: Literal["chains"]
    by: By = "channel"
    touch: Literal["first", "last"] = "first"
    within_days: Annotated[int, Field(ge=1, le=365)] = 90
    top: Annotated[int, Field(ge=1, le=200)] = 50


class ChainLine(BaseModel):
    """
    One line: how many people came, and how many of them took each step.

    ``kept_n``: of those who became friends n days ago or longer, how many were friends of anybody n days after.
    """

    group: str | None
    people: int
    clicked: int
    scanned: int
    added: int
    kept_1: Share
    kept_7: Share
    kept_30: Share
    spoke: int
    joined: int
    bought: int
    again: int
    net_fen: int
    cells: dict[str, Cell]


class ChainsResult(BaseModel):
    """The largest lines first, ``more`` that are not shown, and all of them together."""

    kind: Literal["chains"] = "chains"
    by: By
    lines: list[ChainLine]
    more: int
    total: ChainLine
