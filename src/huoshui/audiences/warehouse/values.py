"""Tests of values in SQL: of traits, which were read when they were mirrored, and of properties, which are JSON."""

from huoshui.audiences.contract.values import (
    Exists,
    ListHas,
    ListTest,
    NumberBetween,
    NumberTest,
    Test,
    TextOneOf,
    TextTest,
    TruthTest,
)
from huoshui.audiences.rules.bounds import of_date, of_number
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.bedrock.readings import LARGEST, MOMENT, NUMBER, SCALE

_WHOLE = "^-?[0-9]+$"
_QUOTED = f'^"{NUMBER[1:-1]}"$'


def of_trait(test: Test, name: str, parameters: Parameters, *, now: int) -> str:
    """This will write a test of a trait on a row of people_facts: each type's names stand beside its values."""
    key = parameters.text(name)
    if isinstance(test, Exists):
        return f"has(traits, {key})"
    kind = {"text": "text", "number": "number", "date": "moment", "boolean": "truth", "array": "list"}[test.type]
    value = f"{kind}_values[indexOf({kind}_names, {key})]"
    return f"(has({kind}_names, {key}) AND {_holds(test, value, parameters, now)})"


def of_property(test: Test, name: str, parameters: Parameters, *, now: int, document: str = "properties") -> str:
    """This will write a test of a property of a JSON document. Cheap questions come before dear ones."""
    key = parameters.text(name)
    read = f"JSONExtractString({document}, {key})"
    if isinstance(test, Exists):
        return f"JSONType({document}, {key}) != 'Null'"
    if isinstance(test, TextTest | TextOneOf):  # of a whole number the text is what is written
        held = f"if({_holds(test, read, parameters, now)}, {document}, '')"
        return f"JSONType({held}, {key}) IN ('String', 'Int64', 'UInt64')"
    if isinstance(test, NumberTest | NumberBetween):
        return f"ifNull({_holds(test, number_of(name, parameters, document=document), parameters, now)}, 0)"
    if isinstance(test, TruthTest):
        return f"JSONExtractRaw({document}, {key}) = '{str(test.value).lower()}'"
    if isinstance(test, ListTest | ListHas):
        return _holds(test, _items(document, key), parameters, now)
    day = f"substring({read}, 1, 10)"
    moment = f"ifNull(toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull({read}, 3, 'Etc/GMT-8')), 0)"
    is_moment = f"match({read}, '{MOMENT}') AND toString(toDate32OrNull({day})) = {day}"
    return f"if({is_moment}, {_holds(test, moment, parameters, now)}, 0)"


def number_of(name: str, parameters: Parameters, *, document: str = "properties") -> str:
    """
    This will write how a property is read as a number: in ten-thousandths, NULL when it is none.

    The document is parsed once. Floats are exact, because the engine is told to read them so (`bedrock.clickhouse`).
    """
    raw = f"JSONExtractRaw({document}, {parameters.text(name)})"
    quoted = f"if(match({raw}, '{_QUOTED}'), substring({raw}, 2, length({raw}) - 2), '')"
    plain = f"toFloat64OrNull(if(startsWith({raw}, '\"'), {quoted}, {raw}))"
    return f"if(abs({plain}) <= {LARGEST}, toInt64(round({plain} * {SCALE})), NULL)"


def is_dear(test: Test) -> bool:
    """This will tell whether a test of a property is so much work that the others should go before it."""
    return not isinstance(test, TextTest | TextOneOf | Exists | TruthTest)


def _items(document: str, key: str) -> str:
    """The texts and whole numbers of a list."""
    raw = f"arrayFilter(r -> startsWith(r, '\"') OR match(r, '{_WHOLE}'), JSONExtractArrayRaw({document}, {key}))"
    return f"arrayMap(r -> if(startsWith(r, '\"'), JSONExtractString(r), r), {raw})"


def _holds(test: Test, value: str, parameters: Parameters, now: int) -> str:
    match test:
        case TextTest():
            return _TEXTS[test.op].format(value, parameters.text(test.value))
        case TextOneOf():
            met = f"{value} IN {parameters.texts(test.value)}"
        case NumberTest() | NumberBetween():
            met = f"({parameters.between(value, of_number(test))})"
        case TruthTest():
            met = f"{value} = {int(test.value)}"
        case ListHas():
            met = f"has({value}, {parameters.text(test.value)})"
        case ListTest():
            every = "hasAll" if test.op == "has_all" else "hasAny"
            met = f"{every}({value}, {parameters.texts(test.value)})"
        case Exists():
            met = "1"
        case _:
            met = f"({parameters.between(value, of_date(test, now=now))})"
    return met


_TEXTS = {
    "is": "{0} = {1}",
    "contains": "position({0}, {1}) > 0",
    "starts_with": "startsWith({0}, {1})",
    "ends_with": "endsWith({0}, {1})",
}
