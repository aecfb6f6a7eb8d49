"""Uploads on disk: enciphered in blocks under a key of their own, readable from any place in them."""

import hashlib
import io
import os
from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from huoshui.events.imports.contract import MOST_BYTES, EmptyUpload, UploadTooLarge

_BLOCK = 1 << 20
_TAG = 16


@dataclass(frozen=True, slots=True)
class Upload:
    """A stored upload: its name below the media folder, its key, the clear text's digest and size."""

    name: str
    key: bytes
    sha256: bytes
    size: int


async def store(folder: Path, chunks: AsyncIterator[bytes], *, file: str) -> Upload:
    """
    This will write an upload enciphered, under a name made from its SHA-256.

    :raises UploadTooLarge: if it is larger than four gigabytes
    :raises EmptyUpload: if nothing is in it
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # noqa: ASYNC240 one short call
    key = AESGCM.generate_key(256)
    draft = folder / f".{os.getpid()}-{os.urandom(8).hex()}"
    try:
        digest, size = await _write(draft, chunks, AESGCM(key))
        if not size:
            raise EmptyUpload(file=file)
        name = f"{digest.hex()}-{os.urandom(4).hex()}"  # the same file twice is two uploads, each with its own key
        draft.rename(folder / name)
    finally:
        draft.unlink(missing_ok=True)
    return Upload(name, key, digest, size)


async def _write(draft: Path, chunks: AsyncIterator[bytes], cipher: AESGCM) -> tuple[bytes, int]:
    digest, size, block, held = hashlib.sha256(), 0, 0, bytearray()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        async for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            if size > MOST_BYTES:
                raise UploadTooLarge(most_mb=MOST_BYTES >> 20)
            held += chunk
            while len(held) >= _BLOCK:
                out.write(cipher.encrypt(_nonce(block), bytes(held[:_BLOCK]), None))
                del held[:_BLOCK]
                block += 1
        if held:
            out.write(cipher.encrypt(_nonce(block), bytes(held), None))
        out.flush()
        os.fsync(out.fileno())
    return digest.digest(), size


def opener(path: Path, key: bytes, size: int) -> Callable[[], BinaryIO]:
    """This will give what opens a stored upload anew, as a seekable stream of its clear bytes."""
    return lambda: cast("BinaryIO", io.BufferedReader(_Clear(path, AESGCM(key), size), _BLOCK))


class _Clear(io.RawIOBase):
    def __init__(self, path: Path, cipher: AESGCM, size: int) -> None:
        self._file = path.open("rb")
        self._cipher = cipher
        self._size = size
        self._at = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        block, inside = divmod(self._at, _BLOCK)
        piece = self._block(block)[inside : inside + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _block(self, block: int) -> bytes:
        if self._held[0] != block:
            self._file.seek(block * (_BLOCK + _TAG))
            sealed = self._file.read(_BLOCK + _TAG)
            try:
                self._held = (block, self._cipher.decrypt(_nonce(block), sealed, None))
            except InvalidTag as error:
                msg = "the stored upload is damaged"
                raise OSError(msg) from error
        return self._held[1]

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def _nonce(block: int) -> bytes:
    return block.to_bytes(12, "big")  # a key is used for one upload only, so block numbers do not repeat


def remove(folder: Path, name: str) -> None:
    """This will delete an upload."""
    (folder / name).unlink(missing_ok=True)


def orphans(folder: Path, kept: Collection[str], *, before: float) -> list[str]:
    """This will name files older than ``before`` (seconds since 1970) that no import speaks of: a crash left them."""
    if not folder.exists():
        return []
    return [path.name for path in folder.iterdir() if path.name not in kept and path.stat().st_mtime < before]
