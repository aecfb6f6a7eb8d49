"""
The way in, for every stage's ``api.py``: who is asking, what they may do, and the transaction that sees no more.

``viewer: Annotated[Viewer, requires(Permission.PEOPLE_READ)]`` beside ``session: ScopedSession`` for reads and
``session: Session`` (`bedrock.http`) for changes.
"""

import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Query, Request, Response
from fastapi.security import APIKeyCookie, APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials, operations
from huoshui.access.contract import (
    CSRF_HEADER,
    LOCAL,
    SESSION_COOKIE,
    ForgedRequest,
    NotPermitted,
    Permission,
    SessionEnded,
    TokenRefused,
    Viewer,
)
from huoshui.access.recipes import Recipe, Words
from huoshui.bedrock.clickhouse import ending_with_us
from huoshui.bedrock.errors import Unauthenticated
from huoshui.bedrock.http import Now, PlatformDep, while_there

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_cookie = APIKeyCookie(name=SESSION_COOKIE, auto_error=False, description="The session that /api/login opened.")
_csrf = APIKeyHeader(
    name=CSRF_HEADER,
    auto_error=False,
    description="With the cookie, on everything but reads: the session's csrf_token.",
)
_bearer = HTTPBearer(auto_error=False, description="An API token (`hs_…`).")


async def viewer_of(
    request: Request,
    platform: PlatformDep,
    now: Now,
    cookie: Annotated[str | None, Depends(_cookie)],
    csrf: Annotated[str | None, Depends(_csrf)],
    bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> Viewer:
    """
    This will find out who is asking: by token when one is sent, else by session.

    :raises Unauthenticated: when neither is there, or what is there does not hold
    :raises ForgedRequest: when a change comes with a cookie but without the session's CSRF token
    """
    if bearer is not None:
        return await _by_token(platform, bearer.credentials, now)
    if not cookie:
        raise Unauthenticated
    viewer = await _by_session(platform, cookie, now)
    if request.method not in _SAFE and not _same(csrf or "", credentials.csrf_of(cookie)):
        raise ForgedRequest
    return viewer


CurrentViewer = Annotated[Viewer, Depends(viewer_of)]
"""Anybody we know, whatever they may do."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a route asks of its viewer; the tests of the house read it off the route."""

    permission: Permission

    async def __call__(self, viewer: CurrentViewer) -> Viewer:
        """This will let the viewer pass who holds the permission."""
        if not viewer.may(self.permission):
            raise NotPermitted(permission=self.permission.value)
        return viewer


def requires(permission: Permission) -> Any:  # noqa: ANN401 FastAPI's marker has no useful type
    """
    This will make the dependency that lets in who holds the permission, and gives the `Viewer`.

    :raises NotPermitted: at request time, for everybody else we know
    """
    return Depends(Requirement(permission))


async def _scoped(viewer: CurrentViewer, platform: PlatformDep) -> AsyncIterator[AsyncSession]:
    async with platform.postgres.transaction(scope=viewer.scope) as session:
        yield session


ScopedSession = Annotated[AsyncSession, Depends(_scoped, scope="function")]
"""One read-only transaction for the request, held to the viewer's scope by row-level security."""


async def _attended(request: Request) -> AsyncIterator[None]:
    async with while_there(request):
        with ending_with_us(f"door:{uuid4().hex}"):
            yield


ATTENDED = Depends(_attended, scope="function")
"""
Among a route's ``dependencies``: what it asks of the column engine ends when its client goes away, with `NobodyWaits`.
"""


class Figuring:
    """
    Working a costly figure out for a viewer, or giving one that is kept; ``Age`` tells how old it is.

    It ends when nobody waits for it any more.
    """

    def __init__(
        self,
        request: Request,
        viewer: CurrentViewer,
        platform: PlatformDep,
        *,
        max_age_s: Annotated[int, Query(ge=0, le=86_400, description="so old a figure will do, in seconds")] = 0,
        known: Annotated[bool, Query(description="whatever is known will do, of the last eight days")] = False,
    ) -> None:
        self._request, self._platform = request, platform
        self._scope = viewer.scope
        self._max_age, self._known = timedelta(seconds=max_age_s), known

    async def __call__(self, recipe: Recipe[Words], asked: Words) -> Any:  # noqa: ANN401 the recipe's answer, written
        """
        This will give the figure that a recipe makes of what is asked, as far as the viewer may see.

        :raises NobodyWaits: if the client has gone meanwhile
        """
        platform, scope = self._platform, self._scope
        async with platform.postgres.transaction(scope=scope) as session:
            rules = await recipe.state(session)
        work = recipe.bound(asked, platform.postgres, platform.clickhouse, scope)
        async with while_there(self._request):
            body, age = await platform.figures.of(
                recipe.order(asked, scope), rules, work, max_age=self._max_age, known=self._known
            )
        return aged(body, age)


Figure = Annotated[Figuring, Depends()]


def aged(body: str, age: timedelta) -> Response:
    """This will answer with JSON that was written before, and with its age in whole seconds."""
    return Response(body, media_type="application/json", headers={"Age": str(round(age.total_seconds()))})


async def _by_token(platform: PlatformDep, token: str, now: Now) -> Viewer:
    if _same(token, platform.local_token):
        return LOCAL
    async with platform.postgres.transaction() as session:
        viewer = await operations.recognize(session, token=token, now=now)
    if viewer is None:
        raise TokenRefused
    return viewer


async def _by_session(platform: PlatformDep, cookie: str, now: Now) -> Viewer:
    async with platform.postgres.transaction() as session:
        viewer = await operations.resume(session, secret=cookie, now=now)
    if viewer is None:
        raise SessionEnded
    return viewer


def _same(given: str, wanted: str) -> bool:
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())
