"""A metric's value as a kind of question."""

from huoshui.insight.ground import Ground
from huoshui.insight.metrics import queries
from huoshui.insight.metrics.contract import MetricQuestion
from huoshui.insight.metrics.schemas import MetricResult
from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Sayable, Who
from huoshui.insight.questions.kind import Kind


async def answered(ground: Ground, asked: MetricQuestion) -> MetricResult:
    """
    This will answer the question on its ground.

    :raises NoSuchMetric: if there is none of that name
    """
    return MetricResult.of(await queries.value(ground, asked=asked))


async def answer(asked: MetricQuestion, asking: Asking) -> MetricResult:
    """This will answer the question."""
    return await answered(await Ground.of(asking, asked), asked)


async def people(asked: MetricQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will tell who is counted in a part of the metric.

    :raises NoSuchCell: if that counts no people
    """
    return await queries.who(await Ground.of(asking, asked), asked=asked, cell=cell)


async def segment(asked: MetricQuestion, cell: Cell, asking: Asking) -> Sayable:
    """This will give the condition that a part of the metric counts by."""
    definition = await queries.definition(await Ground.of(asking, asked), asked=asked, cell=cell)
    if definition is None:
        return Sayable(None, saying.AS_A_SNAPSHOT)
    return saying.said([saying.plain(definition.where), *saying.of_people(asked)])


async def _beside(asking: Asking) -> str:
    return await queries.state(asking.session)


KIND = Kind(
    "metric", "指标", "A metric of the dictionary, in a period", MetricQuestion, MetricResult, answer, people,
    segment, tables=("events", "people", "people_facts", "order_facts"), beside=_beside,
)  # fmt: skip
