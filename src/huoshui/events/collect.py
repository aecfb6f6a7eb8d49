"""The Segment-compatible door: plain Starlette routes, because every event of every SDK passes through here."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from huoshui.bedrock import clock
from huoshui.bedrock.errors import Busy, Refusal
from huoshui.bedrock.http import refusal_response
from huoshui.channels.segment.translator import translate, write_key_in
from huoshui.events import collect_body, collect_sdk
from huoshui.events.contract import (
    BodyTooLarge,
    NoSuchDoor,
    NoWriteKey,
    Receipt,
    Source,
    UnknownWriteKey,
    WrongMethod,
)
from huoshui.events.intake import Intake

IntakeOf = Callable[[Request], Intake]
Handler = Callable[[Request], Awaitable[Response]]

KIND_OF: Final[dict[str, str | None]] = {
    **{kind: kind for kind in ("identify", "track", "page", "screen", "group", "alias")},
    **{kind[0]: kind for kind in ("identify", "track", "page", "screen", "group", "alias")},
    **dict.fromkeys(("batch", "b", "import")),
}
"""The last part of an event route to the kind it takes; ``None`` is a batch."""

_ALLOWED_HEADERS: Final = (
    "authorization, content-type, content-encoding, anonymousid, sentat, x-write-key, x-retry-count"
)
_PREFLIGHT_SECONDS: Final = "86400"
_ACCEPTED: Final = b'{"success":true}'


def platform_intake(request: Request) -> Intake:
    """Find the intake where the application keeps it."""
    intake: Intake = request.app.state.platform.intake
    return intake


def routes(intake_of: IntakeOf = platform_intake) -> list[BaseRoute]:
    """List the door's routes; ``intake_of`` finds the intake at each request, because it starts after the routes."""
    collect = _Collect(intake_of)
    doors: list[tuple[str, Handler, Sequence[str]]] = [
        *((f"/v1/{last}", collect.events(kind), ("POST",)) for last, kind in KIND_OF.items()),
        *((f"/v1/{last}/", collect.events(kind), ("POST",)) for last, kind in KIND_OF.items()),
        ("/v1/m", _ignore, ("POST",)),
        ("/v1/projects/{write_key}/settings", collect.settings, ("GET",)),
        ("/v1/pixel/{last}", collect.pixel, ("GET",)),
        ("/pixel/v1/{last}", collect.pixel, ("GET",)),
        ("/beacon/v1/batch", collect.events(None), ("POST",)),
        ("/sourceConfig", collect.source_config, ("GET",)),
        ("/sourceConfig/", collect.source_config, ("GET",)),
        ("/v1/{rest:path}", _nothing_here, ()),
        ("/beacon/{rest:path}", _nothing_here, ()),
        ("/pixel/{rest:path}", _nothing_here, ()),
    ]
    return [Route(path, _Door(handler, methods)) for path, handler, methods in doors]


class _Door:
    """One route: answers preflights, wrong methods and refusals as JSON that every SDK understands."""

    def __init__(self, handler: Handler, methods: Sequence[str]) -> None:
        self._handler = handler
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = _preflight(request) if request.method == "OPTIONS" else await self._answer(request)
        origin = request.headers.get("origin")
        if origin:
            _let_page_read(response, origin)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        try:
            if self._methods and request.method not in self._methods:
                allowed = ", ".join(self._methods)
                refused = refusal_response(WrongMethod(path=request.url.path, allowed=allowed, method=request.method))
                refused.headers["Allow"] = f"{allowed}, OPTIONS"
                return refused
            return await self._handler(request)
        except Refusal as refusal:
            response = refusal_response(refusal)
            if isinstance(refusal, BodyTooLarge):
                # what is still on its way is not read
                response.headers["Connection"] = "close"
            return response
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it


def _preflight(request: Request) -> Response:
    asked = request.headers.get("access-control-request-headers")
    return Response(
        headers={
            "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
            "Access-Control-Allow-Headers": asked or _ALLOWED_HEADERS,
            "Access-Control-Max-Age": _PREFLIGHT_SECONDS,
        }
    )


def _let_page_read(response: Response, origin: str) -> None:
    # a write key only lets in, it never lets anyone read: every page may send
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
    response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    response.headers["Vary"] = "Origin"


class _Collect:
    """The handlers, and what they share."""

    def __init__(self, intake_of: IntakeOf) -> None:
        self._intake_of = intake_of
        self._in_flight = collect_body.InFlight()

    def events(self, kind: str | None) -> Handler:
        """Make the handler of an event route."""

        async def receive_events(request: Request) -> Response:
            received_at = clock.milliseconds(clock.now())
            intake = self._intake_of(request)
            stated = _stated_key(request)
            source = await _source(intake, stated) if stated else None
            body = await collect_body.read(request, self._in_flight)
            if source is None:
                source = await _source(intake, write_key_in(body))
            receipt = await _submit(intake, source, body, kind, received_at, request.headers.get("sentat"))
            return Response(_receipt_body(receipt), media_type="application/json")

        return receive_events

    async def pixel(self, request: Request) -> Response:
        """Take one event from an image's address; the answer is the image, whatever is wrong with the event."""
        received_at = clock.milliseconds(clock.now())
        intake = self._intake_of(request)
        response = Response(collect_sdk.PIXEL, media_type="image/gif", headers={"Cache-Control": "no-store"})
        try:
            body = collect_sdk.pixel_body(request.query_params.multi_items())
            kind = KIND_OF.get(request.path_params["last"].removesuffix(".gif"))
            source = await _source(intake, _stated_key(request) or write_key_in(body))
            receipt = await _submit(intake, source, body, kind, received_at, None)
            if receipt.rejected:
                response.headers["X-Refused"] = receipt.rejected[0].code
        except Busy:
            raise
        except Refusal as refusal:
            response.headers["X-Refused"] = refusal.code
        return response

    async def settings(self, request: Request) -> Response:
        """Answer analytics-next, which asks for its settings first."""
        write_key = request.path_params["write_key"]
        await _source(self._intake_of(request), write_key)
        host, protocol = request.headers.get("host", request.url.netloc), request.url.scheme
        return _json(collect_sdk.segment_settings(write_key, host=host, protocol=protocol))

    async def source_config(self, request: Request) -> Response:
        """Answer RudderStack's browser SDK, which asks for its source first."""
        write_key = _stated_key(request)
        source = await _source(self._intake_of(request), write_key)
        return _json(collect_sdk.rudder_source(write_key or "", source))


async def _nothing_here(request: Request) -> Response:
    raise NoSuchDoor(path=request.url.path)


async def _ignore(_request: Request) -> Response:
    """Take and drop what SDKs report about themselves."""
    return Response(_ACCEPTED, media_type="application/json")


async def _submit(
    intake: Intake, source: Source, body: bytes, kind: str | None, received_at: int, sent_at: str | None
) -> Receipt:
    arrivals = translate(body, kind=kind, received_at=received_at, default_channel=source.channel, sent_at=sent_at)
    return await intake.submit(source, arrivals, received_at=received_at) if arrivals else Receipt()


async def source_of(request: Request, body: bytes = b"") -> Source:
    """
    This will tell whose write key a request states, in its head or, where some SDKs put it, in its body.

    :raises NoWriteKey: if it states none
    :raises UnknownWriteKey: if the key is nobody's
    """
    return await _source(platform_intake(request), _stated_key(request) or write_key_in(body))


async def _source(intake: Intake, write_key: str | None) -> Source:
    if not write_key:
        raise NoWriteKey
    source = intake.source_of(write_key) or await intake.source_of_new(write_key)
    if source is None:
        raise UnknownWriteKey
    return source


def _stated_key(request: Request) -> str | None:
    """The write key outside the body: Basic user name, then ``X-Write-Key``, then ``?writeKey=``."""
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            user = base64.b64decode(credentials.strip() + "==").decode().partition(":")[0]
        except (binascii.Error, UnicodeDecodeError):
            user = ""
        if user:
            return user
    return request.headers.get("x-write-key") or request.query_params.get("writeKey")


def _receipt_body(receipt: Receipt) -> bytes:
    if not receipt.rejected and not receipt.duplicates:
        return _ACCEPTED
    rejected = [
        {"index": one.index, "messageId": one.message_id, "code": one.code, "message": one.message}
        for one in receipt.rejected
    ]
    return msgspec.json.encode(
        {"success": True, "stored": receipt.stored, "duplicates": receipt.duplicates, "rejected": rejected}
    )


def _json(content: dict[str, Any]) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json")
