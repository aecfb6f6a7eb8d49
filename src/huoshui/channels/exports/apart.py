"""Lines of orders that do not stand together in the file, put aside until they can be read together."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import IO, Self
from zlib import crc32

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PARTS = 64
_NONCE_BYTES = 12

Put = tuple[str, int, list[str]]


def mark(group: str) -> int:
    """This will shorten an order number to 32 bits, the same in every process; two that collide are only read later."""
    return crc32(group.encode("utf-8", "surrogatepass"))


class Apart:
    """
    Holds lines in memory up to ``held`` of them, then in nameless files, enciphered under a key that nobody keeps.

    Groups come back part by part, in an order that is the same for the same lines.
    """

    def __init__(self, *, held: int = 20_000) -> None:
        self._most = held
        self._held: list[list[Put]] = [[] for _ in range(_PARTS)]
        self._count = 0
        self._files: list[IO[bytes] | None] = [None] * _PARTS
        self._cipher = AESGCM(AESGCM.generate_key(256))
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def put(self, group: str, lines: Sequence[tuple[int, list[str]]]) -> None:
        """This will put lines of a group aside."""
        self._held[mark(group) % _PARTS] += [(group, number, row) for number, row in lines]
        self._count += len(lines)
        if self._count >= self._most:
            self._spill()

    def groups(self) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
        """This will give each group with all its lines, in the order of the file."""
        for part in range(_PARTS):
            together: dict[str, list[tuple[int, list[str]]]] = {}
            for group, number, row in self._lines(part):
                together.setdefault(group, []).append((number, row))
            yield from together.items()

    def _lines(self, part: int) -> Iterator[Put]:
        file = self._files[part]
        if file is not None:
            file.seek(0)
            while head := file.read(4):
                nonce, sealed = file.read(_NONCE_BYTES), file.read(int.from_bytes(head, "big"))
                yield from msgspec.msgpack.decode(self._cipher.decrypt(nonce, sealed, None), type=list[Put])
        yield from self._held[part]

    def _spill(self) -> None:
        for part, lines in enumerate(self._held):
            if not lines:
                continue
            file = self._files[part]
            if file is None:
                file = self._files[part] = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 closed with us
            nonce = os.urandom(_NONCE_BYTES)
            sealed = self._cipher.encrypt(nonce, msgspec.msgpack.encode(lines), None)
            file.write(len(sealed).to_bytes(4, "big") + nonce + sealed)
        self._held = [[] for _ in range(_PARTS)]
        self._count = 0
