"""HTTP shapes of the flow map."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from huoshui.bedrock import clock
from huoshui.insight.flows.contract import CHINESE, FORMULA, FORMULA_EN, Edge, FlowMap, FlowQuestion, Node, Pool, Push
from huoshui.insight.ground import HappenedOut
from huoshui.insight.questions.contract import Cell


class NodeOut(BaseModel):
    """A pool; ``end = start + came - went``."""

    pool: Pool
    chinese: str
    start: int
    came: int
    went: int
    end: int
    increment: int
    cells: dict[str, Cell]

    @classmethod
    def of(cls, node: Node, at: int | None) -> "NodeOut":
        """This will write a pool for the outside."""
        return cls(
            pool=node.pool, chinese=CHINESE[node.pool], start=node.start, came=node.came, went=node.went, end=node.end,
            increment=node.increment,
            cells={what: Cell(what=what, path=(node.pool,), at=at) for what in ("start", "end")},
        )  # fmt: skip


class EdgeOut(BaseModel):
    """A way: ``moves`` of the ``exposed`` who stood at its beginning or came there."""

    source: Pool
    target: Pool
    moves: int
    people: int
    exposed: int
    conversion: float | None
    median_days: float | None
    leak: bool
    cell: Cell

    @classmethod
    def of(cls, edge: Edge, at: int | None) -> "EdgeOut":
        """This will write a way for the outside."""
        return cls(
            source=edge.source, target=edge.target, moves=edge.moves, people=edge.people, exposed=edge.exposed,
            conversion=edge.conversion, median_days=edge.median_days, leak=edge.leak,
            cell=Cell(what="moved", path=(edge.source, edge.target), at=at),
        )  # fmt: skip


class PushOut(BaseModel):
    """What a tenth more on a way, or a tenth less of a leak (``cut``), would bring in money."""

    source: Pool
    target: Pool
    cut: bool
    worth_fen: float
    gain_fen: float
    elasticity: float

    @classmethod
    def of(cls, push: Push) -> "PushOut":
        """This will write a push for the outside."""
        return cls(
            source=push.source, target=push.target, cut=push.cut, worth_fen=push.worth_fen, gain_fen=push.gain_fen,
            elasticity=push.elasticity,
        )  # fmt: skip


class MapOut(BaseModel):
    """One period's map."""

    since: datetime
    until: datetime
    nodes: list[NodeOut]
    edges: list[EdgeOut]
    pushes: list[PushOut]
    value_fen: dict[Pool, float]

    @classmethod
    def of(cls, found: FlowMap, at: int | None = None) -> "MapOut":
        """This will write a map for the outside; ``at`` 1 is that of the period before."""
        return cls(
            since=clock.moment(found.since_ms),
            until=clock.moment(found.until_ms),
            nodes=[NodeOut.of(one, at) for one in found.nodes],
            edges=[EdgeOut.of(one, at) for one in found.edges],
            pushes=[PushOut.of(one) for one in found.pushes],
            value_fen=found.values,
        )


class FlowMapResult(BaseModel):
    """Where people stood, which ways they went, and where a push would pay most. Descriptive."""

    kind: Literal["flow_map"] = "flow_map"
    map: MapOut
    before: MapOut | None
    formula_zh: str = FORMULA
    formula_en: str = FORMULA_EN


class FlowMapOut(HappenedOut, FlowMapResult):
    """The result with what it was made of."""

    question: FlowQuestion
