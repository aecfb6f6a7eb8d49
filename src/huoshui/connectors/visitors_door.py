"""The door of mini-programs, ``/v1/miniprogram/{account}/login``: a plain route, for every launch comes here."""

from typing import Annotated, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from huoshui.bedrock import clock
from huoshui.bedrock.routes import Plain
from huoshui.channels.contract import UnreadableBody
from huoshui.connectors.visitors import Codes, Reception
from huoshui.events import collect, collect_body

_MOST_BYTES: Final = 8 * 1024
_Said = Annotated[str, msgspec.Meta(max_length=255)]


class _Login(msgspec.Struct):
    """What a page brings."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=255)]
    phoneCode: _Said = ""  # noqa: N815 as pages write it
    anonymousId: _Said = ""  # noqa: N815
    userId: _Said = ""  # noqa: N815


_read: Final = msgspec.json.Decoder(_Login).decode


def routes() -> list[BaseRoute]:
    """List the door's routes."""
    in_flight = collect_body.InFlight()

    async def login(request: Request) -> Response:
        return await _answer(request, in_flight)

    return [Route("/v1/miniprogram/{account}/login", Plain(login), methods=["POST"])]


async def _answer(request: Request, in_flight: collect_body.InFlight) -> Response:
    reception: Reception = request.app.state.platform.reception
    body = await collect_body.read(request, in_flight, limit=_MOST_BYTES)
    source = await collect.source_of(request, body)
    try:
        said = _read(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableBody(why=str(error)[:200]) from None
    codes = Codes(said.code, said.phoneCode, said.anonymousId, said.userId)
    visitor = await reception.receive(request.path_params["account"], codes, source=source, now=clock.now())
    return Response(msgspec.json.encode(visitor), media_type="application/json", headers={"Cache-Control": "no-store"})
