"""Channel quality as a kind of question."""

from huoshui.insight.ground import Ground
from huoshui.insight.quality import queries
from huoshui.insight.quality.contract import QualityQuestion
from huoshui.insight.quality.schemas import QualityResult
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.kind import Kind


async def answered(ground: Ground, _asked: QualityQuestion) -> QualityResult:
    """This will answer the question on its ground."""
    return QualityResult.of(await queries.report(ground))


async def answer(asked: QualityQuestion, asking: Asking) -> QualityResult:
    """This will answer the question."""
    return await answered(await Ground.of(asking, asked), asked)


async def people(asked: QualityQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will tell who of a channel's people is counted in a figure.

    :raises NoSuchCell: if there is no such channel or figure
    """
    return queries.who(await Ground.of(asking, asked), cell=cell)


KIND = Kind(
    "channel_quality", "渠道质量", "Of those whom each public channel brought: who is there", QualityQuestion,
    QualityResult, answer, people, tables=("events", "people", "people_facts", "order_facts"),
)  # fmt: skip
