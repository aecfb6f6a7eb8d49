"""Uploads as they lie on disk."""

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from huoshui.events.imports import media
from huoshui.events.imports.contract import EmptyUpload


async def _chunks(content: bytes, size: int = 100_000) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


class TestUploads:
    @pytest.mark.parametrize("size", [1, 1000, 1 << 20, (1 << 20) + 1, 3_500_000])
    async def test_come_back_whole_and_from_any_place(self, tmp_path: Path, size: int) -> None:
        content = bytes(range(251)) * (size // 251 + 1)
        content = content[:size]
        kept = await media.store(tmp_path, _chunks(content), file="a")
        assert kept.size == size
        opened = media.opener(tmp_path / kept.name, kept.key, kept.size)
        with opened() as stream:
            assert stream.read() == content
            stream.seek(size // 2)
            assert stream.read(10) == content[size // 2 : size // 2 + 10]
            assert stream.seek(0, io.SEEK_END) == size

    async def test_are_not_readable_on_disk(self, tmp_path: Path) -> None:
        kept = await media.store(tmp_path, _chunks(b"19900000001," * 100), file="a")
        assert b"19900000001" not in (tmp_path / kept.name).read_bytes()
        assert (tmp_path / kept.name).stat().st_mode & 0o777 == 0o600

    async def test_that_were_damaged_say_so(self, tmp_path: Path) -> None:
        kept = await media.store(tmp_path, _chunks(b"x" * 5000), file="a")
        raw = bytearray((tmp_path / kept.name).read_bytes())
        raw[100] ^= 1
        (tmp_path / kept.name).write_bytes(bytes(raw))
        with (
            media.opener(tmp_path / kept.name, kept.key, kept.size)() as stream,
            pytest.raises(OSError, match="damaged"),
        ):
            stream.read()

    async def test_that_are_empty_are_refused_and_leave_nothing(self, tmp_path: Path) -> None:
        with pytest.raises(EmptyUpload):
            await media.store(tmp_path, _chunks(b""), file="a")
        assert list(tmp_path.iterdir()) == []  # noqa: ASYNC240 a test may wait
