"""Attribution as a kind of question."""

from collections.abc import Mapping

from huoshui.insight.attribution import queries
from huoshui.insight.attribution.contract import AttributionQuestion, EventConverts, FirstOrderConverts
from huoshui.insight.attribution.schemas import AttributionResult
from huoshui.insight.experiments import queries as experiments
from huoshui.insight.experiments.contract import Caused, EventsOutcome, OrdersOutcome, Outcome
from huoshui.insight.ground import Ground
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.kind import Kind
from huoshui.insight.value import queries as value


async def answered(ground: Ground, asked: AttributionQuestion) -> AttributionResult:
    """
    This will answer the question on its ground.

    :raises NoValueRun: if lifetimes are asked for and nothing was predicted yet
    """
    last = await value.latest(ground.asking.session)
    caused = await _caused(ground, asked)
    found = await queries.attribution(ground, asked=asked, run=last.id if last else None, caused=caused)
    return AttributionResult.of(found)


async def _caused(ground: Ground, asked: AttributionQuestion) -> Mapping[str | None, Caused]:
    """What hold-outs say of the same conversions; of a part of the people, and of lifetimes, they say nothing."""
    if asked.people is not None or isinstance(asked.conversion, FirstOrderConverts):
        return {}
    counted: Outcome = OrdersOutcome(of="orders", measure="count")
    if isinstance(asked.conversion, EventConverts):
        counted = EventsOutcome(of="events", events=asked.conversion.events, measure="count")
    money = OrdersOutcome(of="orders", measure="net_fen")
    return await experiments.caused(ground, by=asked.by, conversion=counted, money=money)


async def answer(asked: AttributionQuestion, asking: Asking) -> AttributionResult:
    """This will answer the question."""
    return await answered(await Ground.of(asking, asked), asked)


async def people(asked: AttributionQuestion, cell: Cell, asking: Asking) -> Who:
    """
    This will tell whom a value touched.

    :raises NoSuchCell: if there is no such value
    """
    return queries.who(await Ground.of(asking, asked), asked=asked, cell=cell)


async def _beside(asking: Asking) -> str:
    return f"{await experiments.state(asking.session)}/{await value.run_state(asking.session)}"


KIND = Kind(
    "attribution", "归因", "Who gets credit for what was sold, by every model side by side", AttributionQuestion,
    AttributionResult, answer, people, tables=("events", "people", "people_facts", "order_facts", "value_predictions"),
    beside=_beside,
)  # fmt: skip
