"""The flow map as a kind of question."""

from huoshui.insight.flows import queries
from huoshui.insight.flows.contract import FlowQuestion
from huoshui.insight.flows.schemas import FlowMapResult, MapOut
from huoshui.insight.ground import Ground
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.kind import Kind


async def answered(ground: Ground, asked: FlowQuestion) -> FlowMapResult:
    """This will answer the question on its ground."""
    found, before = await queries.flow_map(ground, asked=asked)
    return FlowMapResult(map=MapOut.of(found), before=MapOut.of(before, at=1) if before else None)


async def answer(asked: FlowQuestion, asking: Asking) -> FlowMapResult:
    """This will answer the question."""
    return await answered(await Ground.of(asking, asked), asked)


async def people(asked: FlowQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will tell who stood in a pool, or went a way.

    :raises NoSuchCell: if there is no such pool or way
    """
    return queries.who(await Ground.of(asking, asked), asked=asked, cell=cell)


KIND = Kind(
    "flow_map", "流转地图", "Pools that people stand in, and the ways between them", FlowQuestion, FlowMapResult,
    answer, people, tables=("events", "people", "people_facts", "order_facts"),
)  # fmt: skip
