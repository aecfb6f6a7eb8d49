"""What came of an experiment as a kind of question."""

from huoshui.insight.experiments import queries
from huoshui.insight.experiments.contract import ExperimentNotBegun, ExperimentQuestion, ResultAsked, TooFewInArms
from huoshui.insight.experiments.schemas import ExperimentResult
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Sayable, Who
from huoshui.insight.questions.kind import Kind


async def answer(asked: ExperimentQuestion, asking: Asking) -> ExperimentResult:
    """
    This will judge the experiment, as far as there is anything to judge.

    :raises NoSuchExperiment: if there is none of that number
    """
    found = await queries.experiment(asking.session, ref=str(asked.experiment))
    try:
        report = await queries.report(asking, found=found, asked=ResultAsked())
    except (ExperimentNotBegun, TooFewInArms):
        report = None
    return ExperimentResult.of(found, report)


async def people(asked: ExperimentQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will give who is counted in an arm (``group``).

    :raises NoSuchCell: if there is no such arm, or the experiment has not begun
    """
    found = await queries.experiment(asking.session, ref=str(asked.experiment))
    return await queries.arm_who(asking, found=found, cell=cell)


async def segment(asked: ExperimentQuestion, cell: Cell, asking: Asking) -> Sayable:
    """This will say an arm as the people of a random bucket; who met the experiment only, it cannot say."""
    found = await queries.experiment(asking.session, ref=str(asked.experiment))
    return queries.arm_said(found, cell=cell)


async def _beside(asking: Asking) -> str:
    return await queries.state(asking.session)


KIND = Kind(
    "experiment", "实验结果", "What came of an experiment, with intervals that may be looked at every day",
    ExperimentQuestion, ExperimentResult, answer, people, segment,
    tables=("events", "people", "people_facts", "order_facts"), beside=_beside,
)  # fmt: skip
