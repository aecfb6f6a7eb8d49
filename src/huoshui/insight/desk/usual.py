"""
The questions that screens ask first, as the console asks them: worked out before anybody looks.

A test of the console goes through the screens and holds that each of these is asked, and that none is missing.
"""

from collections.abc import Mapping

from huoshui.insight.desk import kinds
from huoshui.insight.desk.telling import recipe_of
from huoshui.insight.metrics.shipped import SHIPPED
from huoshui.insight.report import KIND as CHANNELS
from huoshui.insight.report import ChannelsQuestion

Question = Mapping[str, object]

_TWELVE_WEEKS = {"last_days": 85}
_MONTH = {"last_days": 30}
_QUARTER = {"last_days": 90}
_BOUGHT = ["Order Completed"]

ASKED: tuple[Question, ...] = (
    {
        "kind": "trends", "granularity": "day", "period": _TWELVE_WEEKS,
        "series": [
            {"measure": "people", "events": ["Contact Added"]},
            {"measure": "people", "events": ["Contact Deleted Staff"]},
            {"measure": "people", "events": ["Message Replied", "Consultation Started"]},
            {"measure": "sum", "property": "total", "events": _BOUGHT},
        ],
    },
    {"kind": "life_cycle", "granularity": "day", "period": _TWELVE_WEEKS, "active": {"events": _BOUGHT}},
    {"kind": "life_cycle", "granularity": "day", "period": _TWELVE_WEEKS},
    {"kind": "flow_map", "period": _QUARTER, "lost_days": 90, "compare": True},
    {
        "kind": "attribution", "period": _QUARTER, "by": "channel", "conversion": {"kind": "orders"}, "lookback": "30d",
        "draws": 100,
    },
    {"kind": "chains", "by": "channel", "period": {"last_days": 365}},
    {
        "kind": "trends", "granularity": "day", "period": _MONTH, "compare": True,
        "series": [
            {"measure": "people", "events": [name]} for name in ("Live Code Scanned", "Contact Added", *_BOUGHT)
        ],
    },
    {"kind": "chains", "by": "channel", "period": _MONTH, "touch": "first"},
    {
        "kind": "value", "period": {"last_days": 365}, "by": "channel", "start": "purchase",
        "horizons": [7, 14, 21, 30, 45, 60, 75, 90, 120, 150, 180, 270, 365],
    },
    {"kind": "channel_quality", "period": _QUARTER},
    *({"kind": "metric", "metric": name, "period": _MONTH} for name in SHIPPED),
)  # fmt: skip


def _order(question: Question) -> tuple[str, str]:
    kind = kinds.BY_NAME[str(question["kind"])]
    asked = kind.question.model_validate({"version": 1, **question})
    return recipe_of(kind), asked.model_dump_json(by_alias=True)


REPORTS = (ChannelsQuestion(last_days=7), ChannelsQuestion())
QUESTIONS: tuple[tuple[str, str], ...] = (
    *((recipe_of(CHANNELS), one.model_dump_json(by_alias=True)) for one in REPORTS),
    *map(_order, ASKED),
)
"""Each by the name of its recipe, in its words; what an operator meets first stands first."""
