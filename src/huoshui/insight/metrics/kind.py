"""A metric's value as a kind of question."""

from huoshui.insight.ground import Ground
from huoshui.insight.metrics import queries
from huoshui.insight.metrics.contract import MetricQuestion
from huoshui.insight.metrics.schemas import MetricResult
from huoshui.insight.questions.asking import Asking
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


async def _beside(asking: Asking) -> str:
    return await queries.state(asking.session)


KIND = Kind(
    "metric", "指标", "A metric of the dictionary, in a period", MetricQuestion, MetricResult, answer,
    tables=("events", "people", "people_facts", "order_facts"), beside=_beside,
)  # fmt: skip
