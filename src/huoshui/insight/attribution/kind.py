"""Attribution as a kind of question."""

from collections.abc import Mapping
from typing import Any

from huoshui.insight.attribution import queries
from huoshui.insight.attribution.contract import AttributionQuestion, Caused
from huoshui.insight.attribution.schemas import AttributionResult
from huoshui.insight.experiments import queries as experiments
from huoshui.insight.ground import Ground
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.kind import Kind
from huoshui.insight.value import queries as value


async def answered(ground: Ground, asked: AttributionQuestion) -> AttributionResult:
    """
    This will answer the question on its ground.

    :raises NoValueRun: if lifetimes are asked for and nothing was predicted yet
    """
    last = await value.latest(ground.asking.session)
    caused = {
        held: _caused(one.plan.name, line, people)
        for held, (one, line, people) in (await experiments.caused(ground.asking, by=asked.by)).items()
    }
    found = await queries.attribution(ground, asked=asked, run=last.id if last else None, caused=caused)
    return AttributionResult.of(found)


def _caused(name: str, line: Mapping[str, Any], people: int) -> Caused:
    """An experiment's difference per person, times the people who had what the control was kept from."""
    difference = line["difference"]
    value, low, high = ((difference[edge] or 0.0) * people for edge in ("value", "low", "high"))
    return Caused(name, value, low, high, people, significant=low > 0 or high < 0)


async def answer(asked: AttributionQuestion, asking: Asking) -> AttributionResult:
    """This will answer the question."""
    return await answered(await Ground.of(asking, asked), asked)


async def _beside(asking: Asking) -> str:
    return f"{await experiments.state(asking.session)}/{await value.run_state(asking.session)}"


KIND = Kind(
    "attribution", "归因", "Who gets credit for what was sold, by every model side by side", AttributionQuestion,
    AttributionResult, answer, tables=("events", "people", "people_facts", "order_facts", "value_predictions"),
    beside=_beside,
)  # fmt: skip
