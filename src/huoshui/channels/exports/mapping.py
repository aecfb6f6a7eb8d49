"""
The mapping file: which column says what. Platforms are shipped as such files, and anything else can be written as
one.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from huoshui.channels import namespaces
from huoshui.channels.exports import headers
from huoshui.channels.exports.contract import NotAMapping
from huoshui.channels.exports.kinds import REQUIRED, STATES, Kind, Record, kinds_of

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,62}$")]
Header = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _spelled_out(value: Any) -> Any:  # noqa: ANN401 any JSON
    return {"column": value} if isinstance(value, str | list) else value


class FieldSpec(_Strict):
    """
    Where a field comes from: the first of ``column`` that is there and not empty, or a constant.

    ``format`` is a strptime pattern for times; ``unit`` of money; ``split`` separates several values in one cell;
    ``strip_suffix`` takes off e.g. ``.0``; ``values`` translates words.
    """

    column: list[Header] = []
    const: str | None = None
    kind: Kind | None = None
    format: str = ""
    unit: Literal["yuan", "fen"] = "yuan"
    split: str = ""
    strip_suffix: str = ""
    values: dict[str, str] = {}

    @model_validator(mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:  # noqa: ANN401 any JSON
        if isinstance(value, dict) and isinstance(value.get("column"), str):
            return {**value, "column": [value["column"]]}
        return value

    @model_validator(mode="after")
    def _comes_from_somewhere(self) -> Self:
        if bool(self.column) == (self.const is not None):
            msg = "give either a column or a const"
            raise ValueError(msg)
        return self


Spec = Annotated[FieldSpec, BeforeValidator(_spelled_out)]


class Condition(_Strict):
    """A test of one cell; all tests that are given must hold."""

    column: Header
    starts_with: str | None = None
    contains: str | None = None
    one_of: list[str] | None = None
    below: float | None = None
    empty: bool | None = None

    @model_validator(mode="after")
    def _tests_something(self) -> Self:
        tests = (self.starts_with, self.contains, self.one_of, self.below, self.empty)
        if all(test is None for test in tests):
            msg = "give one of starts_with, contains, one_of, below, empty"
            raise ValueError(msg)
        return self


class Mapping(_Strict):
    """
    One mapping: what a row is, on which platform, and where each canonical field stands.

    ``totals`` says whether ``total`` is the whole order's (repeated on each of its rows), the row's own, or must
    be added
    up from quantity × price. ``signature``: sets of rare headers; a file that has all of one set is recognized.
    """

    name: Name
    title: str = Field(default="", max_length=200)
    record: Record
    platform: Name
    channel: str = Field(default="", max_length=40)
    shop: str = Field(default="", max_length=100)
    timezone: str = "Asia/Shanghai"
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "CNY"
    signature: list[list[Header]] = []
    columns: dict[str, Spec] = {}
    identifiers: dict[str, Spec] = {}
    traits: dict[str, Spec] = {}
    properties: dict[str, Spec] = {}
    group_by: list[str] = []
    totals: Literal["order", "row", "items"] = "order"
    paid: Literal["by_state", "always"] = "by_state"
    states: dict[str, str] = {}
    refund_when: Condition | None = None
    skip_when: list[Condition] = []
    tag_columns: str = Field(default="", max_length=60)
    """Headers that start so are tag groups (企业微信: one column per group, its name inside the header)."""

    @model_validator(mode="before")
    @classmethod
    def _one_signature(cls, value: Any) -> Any:  # noqa: ANN401 any JSON
        if isinstance(value, dict):
            signature = value.get("signature")
            if signature and isinstance(signature, list) and all(isinstance(one, str) for one in signature):
                return {**value, "signature": [signature]}
        return value

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        problem = _problem(self)
        if problem:
            raise ValueError(problem)
        return self


def _problem(mapping: Mapping) -> str:
    known = kinds_of(mapping.record)
    strange = [name for name in mapping.columns if name not in known]
    if strange:
        return (
            f"unknown field {strange[0]!r} for a record of kind {mapping.record}; known are {', '.join(sorted(known))}"
        )
    missing = [
        " or ".join(group) for group in REQUIRED[mapping.record] if not any(name in mapping.columns for name in group)
    ]
    if missing:
        return f"columns must say {' and '.join(missing)}"
    return _namespace_problem(mapping) or _detail_problem(mapping)


def _namespace_problem(mapping: Mapping) -> str:
    for namespace in mapping.identifiers:
        if not namespaces.known(namespace):
            return f"unknown namespace {namespace!r}"
    if mapping.record in {Record.CUSTOMER, Record.EVENT} and not mapping.identifiers:
        return f"identifiers must say who a {mapping.record} is"
    return ""


def _detail_problem(mapping: Mapping) -> str:
    try:
        ZoneInfo(mapping.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"unknown timezone {mapping.timezone!r}"
    if any(field not in mapping.columns for field in mapping.group_by):
        return "group_by names a field that columns does not map"
    if mapping.group_by and mapping.record is not Record.ORDER:
        return "only orders are grouped"
    if mapping.totals == "items" and not {"quantity", "item_price"} <= mapping.columns.keys():
        return "totals of items need quantity and item_price"
    strange = sorted(set(mapping.states.values()) - STATES)
    return f"unknown state {strange[0]!r}; known are {', '.join(sorted(STATES))}" if strange else ""


def read(document: str | bytes) -> Mapping:
    """
    This will read a mapping from its JSON text.

    :raises NotAMapping: with the reasons, if it cannot be used
    """
    try:
        return parsed(json.loads(document))
    except ValueError as error:
        raise NotAMapping(why=f"it is not JSON: {error}") from error


def parsed(document: object) -> Mapping:
    """
    This will read a mapping from decoded JSON.

    :raises NotAMapping: with the reasons, if it cannot be used
    """
    try:
        return Mapping.model_validate(document)
    except ValidationError as error:
        reasons = [f"{'.'.join(map(str, one['loc'])) or 'mapping'}: {one['msg']}" for one in error.errors()[:5]]
        raise NotAMapping(why="; ".join(reasons)) from error


@cache
def shipped() -> tuple[Mapping, ...]:
    """This will give the mappings that come with the product, by name."""
    folder = Path(__file__).parent / "mappings"
    return tuple(read(path.read_bytes()) for path in sorted(folder.glob("*.json")))


def columns_of(mapping: Mapping) -> list[str]:
    """This will list every header that a mapping can make use of, as it writes them."""
    specs = [
        *mapping.columns.values(),
        *mapping.identifiers.values(),
        *mapping.traits.values(),
        *mapping.properties.values(),
    ]
    conditions = [*mapping.skip_when, *([mapping.refund_when] if mapping.refund_when else [])]
    return [column for spec in specs for column in spec.column] + [condition.column for condition in conditions]


def missing_fields(mapping: Mapping, present: set[str]) -> list[str]:
    """This will list what a mapping must find and these normalized headers do not offer: fields with their columns."""
    missing = []
    for group in REQUIRED[mapping.record]:
        specs = [mapping.columns[name] for name in group if name in mapping.columns]
        if not any(offered(spec, present) for spec in specs):
            wanted = [column for spec in specs for column in spec.column]
            missing.append(f"{'/'.join(group)} ({' | '.join(wanted)})")
    who = mapping.identifiers
    if mapping.record in {Record.CUSTOMER, Record.EVENT} and not any(offered(spec, present) for spec in who.values()):
        missing.append(f"{'/'.join(who)} ({' | '.join(column for spec in who.values() for column in spec.column)})")
    missing += [
        one.column
        for one in (mapping.refund_when, *mapping.skip_when)
        if one and headers.normal(one.column) not in present
    ]
    if mapping.totals == "items":
        items = {name: mapping.columns[name] for name in ("quantity", "item_price")}
        missing += [f"{name} ({' | '.join(spec.column)})" for name, spec in items.items() if not offered(spec, present)]
    return missing


def offered(spec: FieldSpec, present: set[str]) -> bool:
    """This will tell whether a field can be filled from these normalized headers."""
    return spec.const is not None or any(headers.normal(column) in present for column in spec.column)


_TAG_GROUP = re.compile(r"[(（](.*)[)）]\s*$")


def tag_group(header: str) -> str:
    """This will read the group's name out of a tag column's header: ``标签组1(兴趣)`` → ``兴趣``."""
    found = _TAG_GROUP.search(header)
    return found.group(1).strip() if found and found.group(1).strip() else header
