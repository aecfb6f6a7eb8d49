"""The routes of a stage, made once where they are hung; and those of doors that are opened all at once."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from huoshui.bedrock.errors import Refusal
from huoshui.bedrock.http import refusal_response

_SLASH = "\udc2f"
"""What stands for an encoded slash while a route is looked for: no decoded address holds a lone surrogate."""


class Door(APIRoute):
    """
    A route whose parameters may hold a slash, when it comes encoded: ``/people/user_id:a%2Fb/timeline``.

    A server decodes the whole path before anybody looks for a route, where such a slash would part what it belongs to.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """This will match the path as it was sent, and give parameters their slashes back."""
        sent = scope.get("raw_path") or b""
        if b"%2f" not in sent.lower():
            return super().matches(scope)
        path = _SLASH.join(unquote(part) for part in re.split("%2f", sent.decode("latin-1"), flags=re.IGNORECASE))
        match, found = super().matches({**scope, "path": path})
        if match is not Match.NONE:
            given = found["path_params"].items()
            found["path_params"] = {
                name: value.replace(_SLASH, "/") if isinstance(value, str) else value for name, value in given
            }
        return match, found


class Doors(APIRouter):
    """
    The HTTP routes of one stage, declared as on any router.

    A route of FastAPI is costly: models of all that it takes and gives. A router that is included makes each of its
    routes twice, where it is declared and where it is included; with hundreds of them that is seconds of every start.
    """

    def __init__(self, *, tags: list[str], prefix: str = "") -> None:
        super().__init__(prefix=prefix, tags=[*tags])
        self._declared: list[tuple[str, Callable[..., Any], dict[str, Any]]] = []

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **how: Any) -> None:  # noqa: ANN401 FastAPI's own
        """This will keep what was declared until it is hung."""
        self._declared.append((self.prefix + path, endpoint, how))

    def hang(self, router: APIRouter, *, under: str = "") -> None:
        """This will make the routes, on a router, below a path."""
        for path, endpoint, how in self._declared:
            tags = [*self.tags, *(how.get("tags") or ())]
            router.add_api_route(under + path, endpoint, **{**how, "tags": tags, "route_class_override": Door})


class Plain:
    """An endpoint with nothing between its route and its answer; it answers refusals, the application defects."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will answer one request."""
        try:
            response = await self._answer(Request(scope, receive, send))
        except Refusal as refusal:
            response = refusal_response(refusal)
        except ClientDisconnect:
            response = Response(status_code=400)  # nobody reads it
        await response(scope, receive, send)
