"""
What insight may join of audiences: the segment language written as pieces of SQL.

Version 1. Values are parameters, never text; a piece is good in any statement that carries its parameters.
"""

import re
from datetime import datetime

from huoshui.access.contract import Scope
from huoshui.audiences.contract.language import Condition, EventFilter
from huoshui.audiences.rules import chance
from huoshui.audiences.rules.bounds import Bounds
from huoshui.audiences.rules.person import names_of
from huoshui.audiences.warehouse import compile_trees
from huoshui.audiences.warehouse.measures import matches
from huoshui.audiences.warehouse.parameters import Parameters
from huoshui.audiences.warehouse.values import number_of
from huoshui.bedrock import clock

__all__ = ["Parameters", "bucket_v1", "events_v1", "members_v1", "names_v1", "number_v1", "seed_v1"]

_PLACE = re.compile(r"\{(\w+):")


def events_v1(asked: EventFilter, parameters: Parameters, *, now: datetime) -> str:
    """
    This will write which rows of ``events`` are meant, over the columns ``name``, ``channel``, ``properties`` and
    ``at`` (milliseconds).
    """
    return f"({matches(asked, Bounds(), parameters, now=clock.milliseconds(now))})"


def names_v1(asked: EventFilter) -> tuple[str, ...] | None:
    """This will give the names of the events that are meant; ``None`` is all."""
    return names_of(asked)


def number_v1(property_: str, parameters: Parameters) -> str:
    """This will write how a property of an event is read as a number: in ten-thousandths, NULL when it is none."""
    return number_of(property_, parameters)


def members_v1(
    conditions: list[Condition], parameters: Parameters, *, scope: Scope, now: datetime, column: str = ""
) -> str:
    """
    This will write a statement that gives who meets the first of these conditions, in a column ``person``.

    With ``column`` it gives everybody in scope, and in that column the list of whether they meet each condition.
    The conditions must have been resolved.
    """
    asked = compile_trees(conditions, scope=scope, now=clock.milliseconds(now))
    prefix = f"m{len(parameters.values)}_"
    parameters.values.update({prefix + name: value for name, value in asked.parameters.items()})
    trees = [_PLACE.sub(rf"{{{prefix}\1:", tree) for tree in asked.trees]
    frame = _PLACE.sub(rf"{{{prefix}\1:", asked.frame)
    if column:
        met = ", ".join(f"toUInt8({tree})" for tree in trees)
        return f"SELECT person, [{met}] AS {column} FROM (\n{frame}\n) WHERE {asked.there}"
    return _PLACE.sub(rf"{{{prefix}\1:", asked.members)


def bucket_v1(salt: str, person: int) -> int:
    """This will give a person's number under a salt, from 0 to 9,999, as the segment language's buckets do."""
    return chance.number(salt, person)


def seed_v1(salt: str) -> int:
    """This will give a salt's seed: in ClickHouse the number is ``intHash64(bitXor(person, seed)) % 10000``."""
    return chance.seed(salt)
