"""What every HTTP door needs: the request's transaction, the time, the platform, and refusals as JSON."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException

from huoshui.bedrock import clock, unfit
from huoshui.bedrock.errors import Busy, Conflict, Refusal, Unfit
from huoshui.bedrock.log import logger

_GONE = "the client has gone"
_LOOK_S = 0.25


class RefusalOut(BaseModel):
    """How every refusal looks."""

    code: str
    message: str
    facts: dict[str, Any] = {}


class DatabaseUnavailable(Busy):
    """The database does not answer, and nothing was changed. Try again in {retry_after} seconds."""


class NobodyWaits(Conflict):
    """Whoever asked has gone, so that it was not worked out."""


_NUL = ("NUL", r"\u0000 cannot be converted")
"""What the driver says of U+0000 in a text, and PostgreSQL of it in a document."""


class HoldsNul(Unfit):
    """A text holds the character NUL, which cannot be stored."""


def refuses(*kinds: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """This will declare a route's refusals, for ``responses=``: status to model with the codes in its description."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        entry = by_status.setdefault(kind.status, {"model": RefusalOut, "description": ""})
        entry["description"] = ", ".join(filter(None, [entry["description"], kind.__name__]))
    return by_status


def _platform(request: Request) -> Any:  # noqa: ANN401 the type lives in app, above us
    return request.app.state.platform


async def _transaction(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.platform.postgres.transaction() as session:
        yield session


PlatformDep = Annotated[Any, Depends(_platform)]
Session = Annotated[AsyncSession, Depends(_transaction, scope="function")]
"""One transaction for the request, committed before the answer leaves, rolled back when the handler raises."""
Now = Annotated[datetime, Depends(clock.now)]


@asynccontextmanager
async def while_there(
    request: Request, *, refusal: type[Refusal] = NobodyWaits, also: Collection[str] = ()
) -> AsyncIterator[None]:
    """
    This will cancel what runs within when the client goes away.

    ``also`` are the words with which others may cancel it; `asyncio.CancelledError` without any of these is the server
    that stops.

    :raises refusal: when it was cancelled
    """
    task = asyncio.current_task()

    async def watch() -> None:
        while not await request.is_disconnected():  # noqa: ASYNC110 nothing tells us, so we have to look
            await asyncio.sleep(_LOOK_S)
        if task is not None:
            task.cancel(_GONE)

    watching = asyncio.create_task(watch())
    try:
        yield
    except asyncio.CancelledError as cancelled:
        if task is None or not {*cancelled.args[:1]} & {_GONE, *also}:
            raise
        task.uncancel()
        raise refusal from None
    finally:
        watching.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watching


class _Sendable(JSONResponse):
    """JSON that says what somebody sent; half a character cannot be sent back."""

    def render(self, content: Any) -> bytes:  # noqa: ANN401 any JSON
        written = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return written.encode("utf-8", "replace")


def refusal_response(refusal: Refusal) -> JSONResponse:
    """This will write a refusal as every door answers it."""
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after is not None else None
    body = {
        "code": refusal.code,
        "message": refusal.message,
        "facts": jsonable_encoder(refusal.facts),
    }
    return _Sendable(body, refusal.status, headers)


def install(app: FastAPI) -> None:
    """This will teach the application to answer refusals, and to hide defects behind a plain 500."""

    @app.exception_handler(Refusal)
    async def _refused(_request: Request, refusal: Refusal) -> JSONResponse:
        return refusal_response(refusal)

    @app.exception_handler(RequestValidationError)
    async def _unfit(_request: Request, error: RequestValidationError) -> JSONResponse:
        problems = unfit.problems(error.errors(), error.body)
        message = "; ".join(f"{one['where']}: {one['what']}" for one in problems)
        return _Sendable({"code": "Unfit", "message": message, "facts": {"problems": problems}}, 422)

    @app.exception_handler(HTTPException)
    async def _plain(_request: Request, error: HTTPException) -> JSONResponse:
        code = {404: "NoSuchRoute", 405: "MethodNotAllowed"}.get(error.status_code, "Refused")
        return JSONResponse({"code": code, "message": str(error.detail), "facts": {}}, error.status_code, error.headers)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    async def _database_away(_request: Request, error: OperationalError | PoolTimeout) -> JSONResponse:
        logger().warning("http.database.unavailable", error=type(getattr(error, "orig", error)).__name__)
        return refusal_response(DatabaseUnavailable(retry_after=2))

    @app.exception_handler(DBAPIError)
    async def _database_cut(_request: Request, error: DBAPIError) -> JSONResponse:
        if error.connection_invalidated:
            return refusal_response(DatabaseUnavailable(retry_after=2))
        raise error

    @app.exception_handler(DataError)
    async def _unstorable(_request: Request, error: DataError) -> JSONResponse:
        if any(sign in str(error.orig) for sign in _NUL):
            return refusal_response(HoldsNul())
        raise error

    @app.exception_handler(Exception)
    async def _defect(request: Request, error: Exception) -> JSONResponse:
        endpoint: Any = request.scope.get("endpoint")
        door = f"{getattr(endpoint, '__module__', '?')}.{getattr(endpoint, '__name__', '?')}"  # the path names people
        logger().error("http.defect", door=door, exc_info=error)
        return JSONResponse(
            {"code": "Defect", "message": "Something broke on our side; it was logged.", "facts": {}}, 500
        )
