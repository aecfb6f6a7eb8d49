"""What is asked about value, as kinds of questions."""

from dataclasses import asdict
from typing import Any

from huoshui.insight.ground import Dated, Ground
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.questions.kind import Kind
from huoshui.insight.value import queries
from huoshui.insight.value.contract import (
    ForecastQuestion,
    PaybackQuestion,
    RepurchaseQuestion,
    RfmQuestion,
    ValueQuestion,
)
from huoshui.insight.value.schemas import (
    BandOut,
    CohortOut,
    ForecastResult,
    PaybackLineOut,
    PaybackResult,
    RepurchaseResult,
    RfmLineOut,
    RfmResult,
    RunOut,
    ValueResult,
)

_BOUGHT = ("people", "people_facts", "order_facts")
_CAME = ("events", *_BOUGHT)


async def observed(ground: Ground, asked: ValueQuestion) -> ValueResult:
    """This will tell what people have brought so far."""
    return ValueResult(cohorts=[CohortOut.of(one) for one in await queries.observed(ground, asked=asked)])


async def repurchase(ground: Ground, asked: RepurchaseQuestion) -> RepurchaseResult:
    """This will tell who bought again, and when."""
    found: dict[str, Any] = asdict(await queries.repurchase(ground, asked=asked))
    return RepurchaseResult(**found)


async def rfm(ground: Ground, asked: RfmQuestion) -> RfmResult:
    """This will tell buyers in eight groups, with what the latest run expects of them."""
    last = await queries.latest(ground.asking.session)
    number = last.id if last else None
    groups = await queries.rfm(ground, asked=asked, run=number)
    return RfmResult(run=number, groups=[RfmLineOut.of(one) for one in groups])


async def payback(ground: Ground, asked: PaybackQuestion) -> PaybackResult:
    """This will tell what channels cost against what they brought."""
    return PaybackResult(channels=[PaybackLineOut.of(one) for one in await queries.payback(ground, asked=asked)])


async def forecast(asked: ForecastQuestion, asking: Asking) -> ForecastResult:  # noqa: ARG001 as every kind is asked
    """This will tell what the latest run expects."""
    last = await queries.latest(asking.session)
    if last is None:
        return ForecastResult(run=None, tenths=[])
    tenths = await queries.bands(await Ground.of(asking, Dated()), run=last.id)
    return ForecastResult(run=RunOut.of(last), tenths=[BandOut.of(one, run=last.id) for one in tenths])


async def _observed(asked: ValueQuestion, asking: Asking) -> ValueResult:
    return await observed(await Ground.of(asking, asked), asked)


async def _repurchase(asked: RepurchaseQuestion, asking: Asking) -> RepurchaseResult:
    return await repurchase(await Ground.of(asking, asked), asked)


async def _rfm(asked: RfmQuestion, asking: Asking) -> RfmResult:
    return await rfm(await Ground.of(asking, asked), asked)


async def _payback_people(asked: PaybackQuestion, cell: Cell, asking: Asking) -> Who:
    return queries.payback_who(await Ground.of(asking, asked), asked=asked, cell=cell)


async def _cohort_people(asked: ValueQuestion, cell: Cell, asking: Asking) -> Who:
    return queries.cohort_who(await Ground.of(asking, asked), asked=asked, cell=cell)


async def _buyers(asked: RepurchaseQuestion, cell: Cell, asking: Asking) -> Who:
    return queries.buyers_who(await Ground.of(asking, asked), cell=cell)


async def _rfm_people(asked: RfmQuestion, cell: Cell, asking: Asking) -> Who:
    return queries.rfm_who(await Ground.of(asking, asked), asked=asked, cell=cell)


async def _tenth(asked: ForecastQuestion, cell: Cell, asking: Asking) -> Who:  # noqa: ARG001 as every kind is asked
    return queries.band_who(await Ground.of(asking, Dated()), cell=cell)


async def _costs(asking: Asking) -> str:
    return await queries.costs_state(asking.session)


async def _run(asking: Asking) -> str:
    return await queries.run_state(asking.session)


async def _payback(asked: PaybackQuestion, asking: Asking) -> PaybackResult:
    return await payback(await Ground.of(asking, asked), asked)


KINDS = (
    Kind("value", "客户价值", "What people who began alike have brought so far", ValueQuestion, ValueResult, _observed,
         _cohort_people, tables=_CAME),
    Kind("repurchase", "复购", "Who bought again, and after how many days", RepurchaseQuestion, RepurchaseResult,
         _repurchase, _buyers, tables=_BOUGHT),
    Kind("rfm", "RFM 价值", "Buyers in eight groups, what they brought and are expected to", RfmQuestion, RfmResult,
         _rfm, _rfm_people, tables=(*_BOUGHT, "value_predictions"), beside=_run),
    Kind("payback", "渠道回本", "What channels cost, whom they brought, and when that paid", PaybackQuestion,
         PaybackResult, _payback, _payback_people, tables=_CAME, beside=_costs),
    Kind("forecast", "价值预测", "What the latest run of the value model expects, and of whom", ForecastQuestion,
         ForecastResult, forecast, _tenth, tables=("people", "value_predictions"), beside=_run),
)  # fmt: skip
