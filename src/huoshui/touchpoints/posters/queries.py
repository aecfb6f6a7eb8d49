"""Reading posters: one, all, and their pictures; and whether a code is there that a poster is to show."""

from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.postgres import literally
from huoshui.touchpoints.posters.contract import CodeKind, NoCodeForPoster, NoSuchPoster, OnPage, Poster, PosterPlan

MOST_AT_ONCE = 200


async def poster(session: AsyncSession, *, id: int) -> Poster:  # noqa: A002 it is the poster's
    """
    This will give a poster.

    :raises NoSuchPoster: if it is not there
    """
    row = (await session.execute(text(f"{_POSTER} WHERE id = :id"), {"id": id})).one_or_none()
    if row is None:
        raise NoSuchPoster(id=id)
    return _poster(row)


async def posters(session: AsyncSession, *, q: str) -> list[Poster]:
    """This will list the newest posters whose name holds ``q``."""
    rows = await session.execute(_POSTERS, {"q": f"%{literally(q)}%", "limit": MOST_AT_ONCE})
    return [_poster(row) for row in rows]


async def picture(session: AsyncSession, *, id: int) -> bytes | None:  # noqa: A002 it is the poster's
    """
    This will give a poster's own background, or nothing where it has the gallery's.

    :raises NoSuchPoster: if it is not there
    """
    row = (await session.execute(_PICTURE, {"id": id})).one_or_none()
    if row is None:
        raise NoSuchPoster(id=id)
    return bytes(row.picture) if row.picture is not None else None


def on_page(picture: bytes, plan: PosterPlan) -> OnPage:
    """This will give what a landing page needs to show a poster that was drawn for it."""
    code = plan.code
    return OnPage(
        picture, "image/webp", plan.width / plan.height, code.x / plan.width, code.y / plan.height,
        code.side / plan.width,
    )  # fmt: skip


async def drawn_on_page(session: AsyncSession, *, id: int) -> OnPage | None:  # noqa: A002 it is the poster's
    """This will give a poster as pages show it, or nothing where none was drawn."""
    row = (await session.execute(_ON_PAGE, {"id": id})).one_or_none()
    if row is None or row.on_page is None:
        return None
    return on_page(bytes(row.on_page), msgspec.convert(row.plan, PosterPlan))


async def check_code(session: AsyncSession, *, kind: CodeKind, slug: str) -> None:
    """
    This will let a code pass that is there.

    :raises NoCodeForPoster: if it is not
    """
    if await session.scalar(_THERE[kind], {"slug": slug}) is None:
        raise NoCodeForPoster(kind=kind.value, slug=slug)


def _poster(row: Any) -> Poster:  # noqa: ANN401 SQLAlchemy's rows
    plan = msgspec.convert(row.plan, PosterPlan)
    return Poster(row.id, plan, row.has_picture, row.on_pages, row.pages, row.version, row.changed_at, row.changed_name)


_COLUMNS = """id, plan, picture IS NOT NULL AS has_picture, on_page IS NOT NULL AS on_pages, version, changed_at,
    changed_name,
    (SELECT count(*) FROM landing_pages WHERE landing_pages.plan -> 'poster' = to_jsonb(posters.id)) AS pages"""
_POSTER = f"SELECT {_COLUMNS} FROM posters"
_POSTERS = text(f"SELECT {_COLUMNS} FROM posters WHERE plan ->> 'name' ILIKE :q ORDER BY id DESC LIMIT :limit")
_ON_PAGE = text("SELECT plan, on_page FROM posters WHERE id = :id")
_PICTURE = text("SELECT picture FROM posters WHERE id = :id")
_THERE = {
    CodeKind.LINK: text("SELECT 1 FROM short_links WHERE code = :slug"),
    CodeKind.CODE: text("SELECT 1 FROM live_codes WHERE slug = :slug"),
    CodeKind.GROUP_CODE: text("SELECT 1 FROM group_codes WHERE slug = :slug"),
    CodeKind.PAGE: text("SELECT 1 FROM landing_pages WHERE slug = :slug"),
    CodeKind.STORE_CODE: text("SELECT 1 FROM store_codes WHERE slug = :slug"),
}
