"""The one table of what can be asked. A new kind of question is one line here, and its module."""

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter

from huoshui.insight.analyses import distribution, intervals, life_cycle, stickiness, trends
from huoshui.insight.analyses.funnel import kind as funnel
from huoshui.insight.analyses.paths import kind as paths
from huoshui.insight.analyses.retention import kind as retention
from huoshui.insight.attribution import kind as attribution
from huoshui.insight.chains import kind as chains
from huoshui.insight.experiments import kind as experiments
from huoshui.insight.flows import kind as flows
from huoshui.insight.layers import kind as layers
from huoshui.insight.metrics import kind as metrics
from huoshui.insight.quality import kind as quality
from huoshui.insight.questions.kind import Kind
from huoshui.insight.value import kinds as value

KINDS: tuple[Kind, ...] = (
    trends.KIND,
    funnel.KIND,
    retention.KIND,
    paths.KIND,
    distribution.KIND,
    stickiness.KIND,
    life_cycle.KIND,
    intervals.KIND,
    attribution.KIND,
    experiments.KIND,
    chains.KIND,
    quality.KIND,
    flows.KIND,
    layers.KIND,
    *value.KINDS,
    metrics.KIND,
)  # fmt: skip

BY_NAME = {kind.name: kind for kind in KINDS}

if TYPE_CHECKING:
    Question = BaseModel
    Result = BaseModel
else:
    Question = Annotated[reduce(or_, (kind.question for kind in KINDS)), Field(discriminator="kind")]
    Result = Annotated[reduce(or_, (kind.result for kind in KINDS)), Field(discriminator="kind")]


def kind_of(question: BaseModel) -> Kind:
    """This will give the kind of a question."""
    return BY_NAME[question.kind]  # type: ignore[attr-defined]


def schema() -> dict[str, Any]:
    """This will give all that can be asked as a JSON schema."""
    adapter: TypeAdapter[BaseModel] = TypeAdapter(Question)
    return adapter.json_schema()
