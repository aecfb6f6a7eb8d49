"""
Bodies that are whole languages, made up by walking their schema: what fits, with a weed here and there.

schemathesis builds a strategy for all that a schema allows, which takes seconds for a language that contains itself; a
walk that chooses a branch at each fork takes a millisecond.
"""

import json
import re
from collections.abc import Mapping
from random import Random
from typing import Any

Schema = Mapping[str, Any]

DEEP = 6
"""From here on branches that end soon are taken, so that a language that contains itself comes to an end."""
TEXTS = (
    "", "a", "会员", "phone:13912345678", "user_id:mei", "Product Viewed", "浏览商品", "sku", "7d", "30d", "3h", "douyin",
    "2026-11-02", "2026-11-02T08:00:00Z", "09:30", "Asia/Shanghai", "repurchase_rate", "\0", "\ud800", "🛵" * 400,
)  # fmt: skip
NUMBERS = (0, 1, 2, 7, 30, -1, 0.5, 1e308, 2**31, 2**63, 2**200)
WEEDS: tuple[Any, ...] = (None, True, [], {}, [[]], {"kind": "all", "of": []}, *TEXTS, *NUMBERS)
FORMATS = {
    "date": ("2026-10-01", "2026-11-02", "0001-01-01", "9999-12-31"),
    "date-time": (
        "2026-10-01T08:00:00+08:00", "2026-11-02T08:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00",
    ),
}  # fmt: skip
"""What is usual, and both ends of the calendar."""


class Walk:
    """One walk through the schemas of a description; ``weeds`` is the share of values that need not fit."""

    def __init__(self, schemas: Mapping[str, Schema], chance: Random, *, weeds: float) -> None:
        self._schemas = schemas
        self._chance = chance
        self._weeds = weeds

    def body(self, schema: Schema, depth: int = 0) -> Any:  # any JSON
        """Make up a value of a schema."""
        schema = self._meant(schema)
        if depth and self._chance.random() < self._weeds:
            return self._chance.choice(WEEDS)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._chance.choice(schema["enum"])
        if branches := schema.get("oneOf") or schema.get("anyOf") or schema.get("allOf"):
            return self.body(self._branch(branches, depth), depth + 1)
        return self._plain(schema, depth)

    def _meant(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        return schema

    def _branch(self, branches: list[Schema], depth: int) -> Schema:
        if depth < DEEP:
            return self._chance.choice(branches)
        return min(branches, key=lambda one: len(json.dumps(self._meant(one))))

    def _plain(self, schema: Schema, depth: int) -> Any:
        match schema.get("type"):
            case "object":
                return self._object(schema, depth)
            case "array":
                least = schema.get("minItems", 0)
                many = least + (self._chance.randrange(3) if depth < DEEP else 0)
                return [self.body(schema.get("items", {}), depth + 1) for _ in range(many)]
            case "string":
                return self._text(schema)
            case "integer":
                return self._number(schema, [one for one in NUMBERS if isinstance(one, int)])
            case "number":
                return self._number(schema, list(NUMBERS))
            case "boolean":
                return self._chance.random() < 0.5
            case "null":
                return None
            case _:
                return self._chance.choice(WEEDS)

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        must = set(schema.get("required", ()))
        return {
            name: self.body(one, depth + 1)
            for name, one in schema.get("properties", {}).items()
            if name in must or "const" in one or (depth < DEEP and self._chance.random() < _usual(one))
        }

    def _text(self, schema: Schema) -> str:
        wanted = re.compile(schema.get("pattern", ""))
        fitting = [one for one in TEXTS if wanted.search(one) and len(one) <= schema.get("maxLength", 10**6)]
        return self._chance.choice(FORMATS.get(schema.get("format", "")) or fitting or TEXTS)

    def _number(self, schema: Schema, numbers: list[float]) -> float:
        least, most = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
        return self._chance.choice([one for one in numbers if least <= one <= most] or [least])


def _usual(schema: Schema) -> float:
    """How often a field is there that need not be."""
    return 0.8 if '"format": "date' in json.dumps(schema) else 0.3
