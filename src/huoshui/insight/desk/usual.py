"""
The questions that screens ask first, as the console asks them: worked out before anybody looks.

A test of the console goes through the screens and holds that each of these is asked, and that none is missing.
"""

from huoshui.insight.desk import kinds
from huoshui.insight.desk.telling import recipe_of
from huoshui.insight.report import KIND as CHANNELS
from huoshui.insight.report import ChannelsQuestion

_TWELVE_WEEKS = {"last_days": 85}
_MONTH = {"last_days": 30}
_QUARTER = {"last_days": 90}
_BOUGHT = ["Order Completed"]

ASKED: tuple[dict[str, object], ...] = (
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
    {"kind": "chains", "by": "channel", "period": {"last_days": 365}},
)  # fmt: skip


def _order(question: dict[str, object]) -> tuple[str, str]:
    kind = kinds.BY_NAME[str(question["kind"])]
    asked = kind.question.model_validate({"version": 1, **question})
    return recipe_of(kind), asked.model_dump_json(by_alias=True)


def _by_recipe() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for recipe, asked in map(_order, ASKED):
        found.setdefault(recipe, []).append(asked)
    reports = (ChannelsQuestion(last_days=7), ChannelsQuestion())
    return {**found, recipe_of(CHANNELS): [one.model_dump_json(by_alias=True) for one in reports]}


QUESTIONS = _by_recipe()
"""By the names of their recipes, in their words."""
