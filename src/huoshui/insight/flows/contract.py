"""What others may know of the flow map: pools, the question, and what it answers with."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from huoshui.insight.ground import Dated

MOST_LOST_DAYS = 730


class Pool(StrEnum):
    """Where a person stands, from the sea to the heart; `LOST` left, or was silent for long."""

    NOBODY = "nobody"
    PUBLIC = "public"
    OFFICIAL_ACCOUNT = "official_account"
    MINI_PROGRAM = "mini_program"
    CONTACT = "contact"
    GROUP = "group"
    MEMBER = "member"
    BUYER = "buyer"
    REPEAT_BUYER = "repeat_buyer"
    LOST = "lost"


CHINESE = {
    Pool.NOBODY: "尚未出现",
    Pool.PUBLIC: "公域",
    Pool.OFFICIAL_ACCOUNT: "公众号",
    Pool.MINI_PROGRAM: "小程序",
    Pool.CONTACT: "企微好友",
    Pool.GROUP: "社群",
    Pool.MEMBER: "会员",
    Pool.BUYER: "已购",
    Pool.REPEAT_BUYER: "复购",
    Pool.LOST: "流失",
}
POOLS = tuple(Pool)
"""In this order everywhere: a pool's number is its place here. The order is also how deep a pool lies."""

ENTERING: tuple[tuple[Pool, tuple[str, ...], tuple[str, ...]], ...] = (
    (Pool.OFFICIAL_ACCOUNT, ("Official Account Followed",), ("Official Account Unfollowed",)),
    (Pool.MINI_PROGRAM, ("Mini Program Opened",), ()),
    (Pool.CONTACT, ("Contact Added",), ("Contact Deleted Staff", "Staff Deleted Contact")),
    (Pool.GROUP, ("Group Joined",), ("Group Left",)),
    (Pool.MEMBER, ("Member Joined",), ("Member Left", "Account Deleted")),
)
"""By which events one comes into a pool, and by which one leaves it again; buyers are told by their orders."""


class FlowQuestion(Dated):
    """
    Where people stood when the period began and when it ended, and which ways they went between.

    A person is lost after ``lost_days`` without any act of their own, or an order, and is found again by the next.
    """

    kind: Literal["flow_map"] = "flow_map"
    lost_days: Annotated[int, Field(ge=7, le=MOST_LOST_DAYS)] = 90
    compare: bool = True
    """Whether the period before, as long as this one, is told beside it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A pool: how many stood in it at the beginning and at the end, and how many came and went between."""

    pool: Pool
    start: int
    came: int
    went: int
    end: int

    @property
    def increment(self) -> int:
        """What it grew by."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Edge:
    """
    A way from one pool to another: ``moves`` along it by ``people``; ``conversion`` is the share of those who could
    have gone (who stood there at the beginning or came), ``median_days`` how long they had stood there.
    """

    source: Pool
    target: Pool
    moves: int
    people: int
    exposed: int
    median_days: float | None

    @property
    def conversion(self) -> float | None:
        """The share of who could have gone that way."""
        return self.moves / self.exposed if self.exposed else None

    @property
    def leak(self) -> bool:
        """Whether it leads out, or back; who was lost and is found again leaks nowhere."""
        back = POOLS.index(self.target) < POOLS.index(self.source)
        return self.target is Pool.LOST or (back and self.source is not Pool.LOST)


@dataclass(frozen=True, slots=True)
class Push:
    """
    What a push on one way would bring: a tenth more people who go it, or with ``cut`` a tenth fewer who leak by it.

    ``worth_fen`` is what each of these people then is worth more; ``elasticity`` says by what share all value changes
    when the way changes by a whole.
    """

    source: Pool
    target: Pool
    cut: bool
    worth_fen: float
    gain_fen: float
    elasticity: float


@dataclass(frozen=True, slots=True)
class FlowMap:
    """Nodes and edges of one period, and where a push would pay most, the best first."""

    since_ms: int
    until_ms: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    pushes: tuple[Push, ...]
    values: dict[Pool, float]


FORMULA = (
    "v = r + P·r：r(i) 是一个人在 i 池一期的净收，P 是该期移动率（含留下的）；"
    "增益 = 10% × 移动人数(i→j) × (v(j) − v(i))，流失方向取反；弹性 = 增益 ÷ 10% ÷ Σ n·v"
)
FORMULA_EN = (
    "v = r + P·r: r(i) is the net money of a person in pool i in one period, P the shares who move or stay; "
    "gain = 10 % × moves(i→j) × (v(j) − v(i)), of leaks the reverse; elasticity = gain ÷ 10 % ÷ Σ n·v. "
    "Descriptive: test it by a hold-out."
)
