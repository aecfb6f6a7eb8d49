"""Copies of a poster, one at a time in a thread: the machine has other things to do."""

import asyncio
import io
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from huoshui.touchpoints.posters.contract import Copy, Format, PosterPlan
from huoshui.touchpoints.posters.drawing import draw, normalized, smaller, written
from huoshui.touchpoints.posters.rules.placing import check, check_copies, filenames

DRAWER: Final = ThreadPoolExecutor(1, thread_name_prefix="posters")
"""One at a time: what a poster takes of memory is taken once."""


async def one(plan: PosterPlan, picture: bytes | None, copy: Copy, *, kind: Format) -> bytes:
    """
    This will draw one copy.

    :raises PosterMisplaced: if it cannot be drawn like that
    :raises NoChineseFont: if there is no font to set its texts in
    """
    check(plan)
    work = asyncio.get_running_loop().run_in_executor
    return await work(DRAWER, lambda: written(draw(plan, picture, copy), kind))


async def packed(plan: PosterPlan, picture: bytes | None, copies: Sequence[Copy], *, kind: Format) -> bytes:
    """
    This will draw a copy for each of a list, and pack them into a zip, named after their people.

    :raises TooManyPosters: if it is more than may be drawn at once
    :raises PosterMisplaced: if it cannot be drawn like that
    :raises NoChineseFont: if there is no font to set its texts in
    """
    check_copies(plan, len(copies))
    out = io.BytesIO()
    names = filenames((copy.staff or copy.store for copy in copies), kind.value)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, copy in zip(names, copies, strict=True):
            archive.writestr(name, await one(plan, picture, copy, kind=kind))
    return out.getvalue()


async def taken(content: bytes) -> bytes:
    """
    This will give a picture of the brand's as it is kept.

    :raises NotAPosterPicture: if it is none that can be drawn safely
    """
    return await asyncio.get_running_loop().run_in_executor(DRAWER, normalized, content)


async def small(content: bytes) -> bytes:
    """
    This will give a picture as the head of a landing page brings it.

    :raises NotAPosterPicture: if it is none that can be drawn safely
    """
    return await asyncio.get_running_loop().run_in_executor(DRAWER, smaller, content)
