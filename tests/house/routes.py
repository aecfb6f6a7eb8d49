"""The application's routes as they are, read off it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from huoshui.access.contract import Permission
from huoshui.access.doors import Requirement, viewer_of


@dataclass(frozen=True)
class Door:
    """One method of one route; ``permissions`` are those it asks for, ``asks_who`` whether it wants to know us at all."""

    method: str
    path: str
    permissions: frozenset[Permission]
    asks_who: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def doors(app: FastAPI) -> Iterator[Door]:
    """List every door but those that catch what is left, which let nobody in."""
    for context in iter_route_contexts(app.routes):
        if ":path}" in context.path:
            continue
        calls = set(_calls(getattr(context, "dependant", None)))
        permissions = frozenset(call.permission for call in calls if isinstance(call, Requirement))
        for method in _methods(context):
            yield Door(method, context.path, permissions, viewer_of in calls)


def _methods(context: Any) -> list[str]:
    methods = context.methods or getattr(context.endpoint, "_methods", None) or ()
    return sorted(set(methods) - {"HEAD", "OPTIONS"})


def _calls(dependant: Dependant | None) -> Iterator[Any]:
    for below in dependant.dependencies if dependant else ():
        yield below.call
        yield from _calls(below)
