"""
Posters as landing pages show them: small enough to come with the page, and without the code, which the page puts there.

A poster is drawn so when the first page wants it, and again whenever it is changed: a page never shows what nobody
wrote.
"""

import asyncio
from hashlib import blake2b

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.memory import Memory
from huoshui.touchpoints.posters import drawing, queries
from huoshui.touchpoints.posters.contract import OnPage, Poster, PosterChanged, PosterPlan
from huoshui.touchpoints.posters.producing import DRAWER

_TRIES = 3
_DRAWN: Memory[tuple[PosterPlan, bytes], bytes] = Memory(50)  # a page is looked at again and again while it is written


async def shown(session: AsyncSession, *, id: int) -> OnPage:  # noqa: A002 it is the poster's
    """
    This will give a poster as a page would show it, and keep nothing.

    :raises NoSuchPoster: if it is not there
    :raises NoChineseFont: if there is no font to set its texts in
    """
    poster = await queries.poster(session, id=id)
    return queries.on_page(await _drawn(session, poster), poster.plan)


async def ensure(session: AsyncSession, *, id: int) -> None:  # noqa: A002 it is the poster's
    """
    This will have a poster drawn for pages, if none has it yet.

    :raises NoSuchPoster: if it is not there
    :raises PosterChanged: if somebody changes it again and again meanwhile
    :raises NoChineseFont: if there is no font to set its texts in
    """
    for _ in range(_TRIES):
        poster = await queries.poster(session, id=id)
        if poster.on_pages:
            return
        line = {"id": id, "version": poster.version, "drawn": await _drawn(session, poster)}
        if await session.scalar(_KEEP, line) is not None:
            return
    raise PosterChanged(id=id, version=poster.version)


async def redraw(session: AsyncSession, poster: Poster) -> None:
    """
    This will draw a poster that was changed in this transaction again, if pages show it.

    :raises NoChineseFont: if there is no font to set its texts in
    """
    if poster.on_pages:
        line = {"id": poster.id, "version": poster.version, "drawn": await _drawn(session, poster)}
        await session.execute(_KEEP, line)


async def _drawn(session: AsyncSession, poster: Poster) -> bytes:
    picture = await queries.picture(session, id=poster.id)
    key = poster.plan, blake2b(picture or b"").digest()
    drawn = _DRAWN.get(key)
    if drawn is None:
        work = asyncio.get_running_loop().run_in_executor
        drawn = await work(DRAWER, drawing.for_page, poster.plan, picture)
        _DRAWN.put(key, drawn)
    return drawn


_KEEP = text("UPDATE posters SET on_page = :drawn WHERE id = :id AND version = :version RETURNING id")
