"""The door of callbacks, ``/in/{channel}/{account}``: plain Starlette routes, for many are brought at once."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from huoshui.bedrock import clock
from huoshui.bedrock.routes import Plain
from huoshui.connectors.hearing import Hearing
from huoshui.connectors.tongues import CHANNELS
from huoshui.events import collect_body

PATH: Final = "/in/"
_JSON, _TEXT = "application/json", "text/plain"
_LONGEST_HEADER: Final = 1000
_MOST_BYTES: Final = max(channel.most_bytes for channel in CHANNELS.values())


def routes() -> list[BaseRoute]:
    """List the door's routes."""
    in_flight = collect_body.InFlight()

    async def hear(request: Request) -> Response:
        return await _answer(request, in_flight)

    return [Route(PATH + "{channel}/{account}", Plain(hear), methods=["GET", "POST"])]


async def _answer(request: Request, in_flight: collect_body.InFlight) -> Response:
    hearing: Hearing = request.app.state.platform.mail.hearing
    channel, name = request.path_params["channel"], request.path_params["account"]
    query: bytes = request.scope["query_string"]
    now = clock.now()
    if request.method != "POST":
        return PlainTextResponse(await hearing.echo(channel, name, query, now=now))
    body = await collect_body.read(request, in_flight, limit=_MOST_BYTES)
    headers = {key: value for key, value in request.headers.items() if len(value) <= _LONGEST_HEADER}
    answer = await hearing.hear(channel, name, query, body, headers=headers, now=now)
    return Response(answer, media_type=_JSON if answer.startswith(b"{") else _TEXT if answer else None)
