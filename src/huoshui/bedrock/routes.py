"""The routes of a stage, made once where they are hung; and those of doors that are opened all at once."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send


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
            router.add_api_route(under + path, endpoint, **{**how, "tags": [*self.tags, *(how.get("tags") or ())]})


class Plain:
    """An endpoint with nothing between its route and its answer; what it raises, the application answers."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """This will answer one request."""
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)
