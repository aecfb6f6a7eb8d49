"""Reading a request's body within bounds: never more than the limit in memory, packed or unpacked."""

import asyncio
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import Request

from huoshui.channels.contract import MAX_BATCH_BYTES, UnreadableBody
from huoshui.events.contract import BodyTooLarge, BodyTooSlow, IntakeBusy

SLOWEST_SECONDS: Final = 30
MOST_IN_FLIGHT: Final = 64 * 1024 * 1024
_DRAIN: Final = 8 * 1024 * 1024
"""How much of a too large body is read and thrown away, so that a client that only listens after sending hears why."""
_GZIP_MAGIC: Final = b"\x1f\x8b"
_EITHER: Final = 47  # zlib's own number for: a gzip or a zlib header, whichever is there


class InFlight:
    """Counts the bytes of bodies that are being read, over all connections."""

    __slots__ = ("held", "most")

    def __init__(self, most: int = MOST_IN_FLIGHT) -> None:
        self.most = most
        self.held = 0

    @contextmanager
    def body(self) -> Iterator["Body"]:
        """Hold one body's bytes until the block ends."""
        body = Body(self)
        try:
            yield body
        finally:
            self.held -= len(body.content)


class Body:
    """One body while it is read."""

    __slots__ = ("_in_flight", "content")

    def __init__(self, in_flight: InFlight) -> None:
        self._in_flight = in_flight
        self.content = bytearray()

    def add(self, chunk: bytes) -> None:
        """
        Take a further chunk.

        :raises IntakeBusy: if all bodies together are more than we hold
        """
        if self._in_flight.held + len(chunk) > self._in_flight.most:
            raise IntakeBusy(retry_after=1)
        self._in_flight.held += len(chunk)
        self.content += chunk


async def read(request: Request, in_flight: InFlight, *, limit: int = MAX_BATCH_BYTES) -> bytes:
    """
    Read a body and unpack it when it is packed, whatever its headers say of it.

    :raises BodyTooLarge: if it is larger than ``limit``, before or after unpacking
    :raises BodyTooSlow: if it does not arrive in time
    :raises IntakeBusy: if too many bodies are being read
    :raises UnreadableBody: if it is packed in a way that we cannot unpack
    """
    with in_flight.body() as body:
        try:
            async with asyncio.timeout(SLOWEST_SECONDS):
                await _receive(request, body, limit)
        except TimeoutError:
            raise BodyTooSlow(seconds=SLOWEST_SECONDS) from None
        content = bytes(body.content)
    encoding = request.headers.get("content-encoding", "").strip().lower()
    if content[:2] == _GZIP_MAGIC or (encoding == "deflate" and content[:1] != b"{"):
        return _unpacked(content, limit)
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise UnreadableBody(why=f"content encoding {encoding[:20]} is not gzip")
    return content


async def _receive(request: Request, body: Body, limit: int) -> None:
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > _DRAIN:
        raise BodyTooLarge(limit_kb=limit // 1024)
    drained = 0
    async for chunk in request.stream():
        if drained or len(body.content) + len(chunk) > limit:
            drained += len(chunk)
            if drained > _DRAIN:
                break
        else:
            body.add(chunk)
    if drained:
        raise BodyTooLarge(limit_kb=limit // 1024)


def _unpacked(content: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    room = limit + 1
    while content:
        unpacker = zlib.decompressobj(_EITHER)
        try:
            parts.append(unpacker.decompress(content, room))
        except zlib.error as error:
            raise UnreadableBody(why=f"it cannot be unpacked: {error}") from None
        room -= len(parts[-1])
        if room <= 0:
            raise BodyTooLarge(limit_kb=limit // 1024)
        if not unpacker.eof:
            raise UnreadableBody(why="it cannot be unpacked: it ends too early")
        # gzip may come in several members; what follows them is padding
        content = unpacker.unused_data if unpacker.unused_data[:2] == _GZIP_MAGIC else b""
    return b"".join(parts)
