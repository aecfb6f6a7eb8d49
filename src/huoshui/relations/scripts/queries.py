"""Reading scripts: folders, what is in them, what each was, and who used it. One's own are nobody else's."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Viewer
from huoshui.bedrock.postgres import literally
from huoshui.relations.scripts.contract import Folder, How, NoSuchPicture, NoSuchScript, Ready, Script, Use, Version
from huoshui.relations.scripts.ready import READY

_RECENT = timedelta(days=30)


def owner_of(viewer: Viewer) -> int:
    """This will give under which number one's own are kept; the command line has a drawer too."""
    return viewer.staff_id or 0


async def folders(session: AsyncSession, *, viewer: Viewer) -> list[Folder]:
    """This will list the folders that somebody sees: everybody's first, then their own."""
    rows = await session.execute(_FOLDERS, {"owner": owner_of(viewer)})
    return [Folder(row.id, row.name, row.owner is not None, row.scripts) for row in rows]


async def ready(session: AsyncSession, *, viewer: Viewer) -> list[Ready]:
    """This will list the sets of ready scripts, with how many of each the viewer has, everybody's and their own."""
    rows = await session.execute(_TAKEN, {"owner": owner_of(viewer)})
    held: dict[tuple[str, bool], int] = {(row.set, row.own): row.scripts for row in rows}
    return [
        Ready(one.id, one.name, one.name_en, tuple(one.scripts), held.get((one.id, False), 0),
              held.get((one.id, True), 0))
        for one in READY
    ]  # fmt: skip


async def scripts(
    session: AsyncSession, *, viewer: Viewer, q: str = "", folder: int | None = None, now: datetime, limit: int = 200
) -> list[Script]:
    """This will list scripts, the most used first; ``q`` are words that all stand in them."""
    found = [f"%{literally(word)}%" for word in q.lower().split()]
    asked: dict[str, Any] = {
        "owner": owner_of(viewer),
        "folder": folder,
        "words": found,
        "since": now - _RECENT,
        "limit": limit,
    }
    return [_script(row) for row in await session.execute(_LIST, asked | {"id": None})]


async def script(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> Script:
    """
    This will give one script.

    :raises NoSuchScript: if there is none, or it is somebody else's own
    """
    asked: dict[str, Any] = {
        "owner": owner_of(viewer),
        "folder": None,
        "words": [],
        "since": now - _RECENT,
        "limit": 1,
        "id": number,
    }
    row = (await session.execute(_LIST, asked)).one_or_none()
    if row is None:
        raise NoSuchScript(id=number)
    return _script(row)


async def shared(session: AsyncSession, *, numbers: Sequence[int]) -> dict[int, tuple[str, Sequence[dict[str, Any]]]]:
    """This will give title and parts of those of some scripts that are everybody's, removed ones too."""
    rows = await session.execute(_SHARED, {"ids": list(numbers)})
    return {row.id: (row.title, row.parts) for row in rows}


async def versions(session: AsyncSession, *, number: int) -> list[Version]:
    """This will list what a script was, the newest first."""
    rows = await session.execute(_VERSIONS, {"id": number})
    return [Version(row.version, row.title, row.parts, row.changed_at, row.changed_name) for row in rows]


async def uses(session: AsyncSession, *, number: int, limit: int = 200) -> list[Use]:
    """This will list who used a script and for whom, the newest first; whom a viewer may see is for the door to say."""
    rows = await session.execute(_USES, {"id": number, "limit": limit})
    return [Use(row.at, row.used_name, row.version, How(row.how), row.identity) for row in rows]


async def seen(session: AsyncSession, identities: Sequence[int]) -> set[int]:
    """This will give those of some identities whom the viewer of a scoped session may see."""
    asked = {"identities": list(identities)}
    return set(await session.scalars(_SEEN, asked))


async def picture(session: AsyncSession, *, name: str) -> tuple[bytes, str]:
    """
    This will give a picture and its kind.

    :raises NoSuchPicture: if there is none of that name
    """
    row = (await session.execute(_PICTURE, {"id": name})).one_or_none()
    if row is None:
        raise NoSuchPicture
    return bytes(row.content), str(row.kind)


def _script(row: Any) -> Script:  # noqa: ANN401 SQLAlchemy's rows
    return Script(
        row.id, row.folder, row.folder_name, row.owner is not None, row.title, row.parts, row.version, row.uses,
        row.changed_at, row.changed_name,
    )  # fmt: skip


_FOLDERS = text("""
    SELECT id, name, owner,
        (SELECT count(*) FROM scripts WHERE folder = held.id AND removed_at IS NULL) AS scripts
    FROM script_folders AS held WHERE owner IS NULL OR owner = :owner ORDER BY owner IS NOT NULL, place, name, id
""")
_TAKEN = text("""
    SELECT split_part(key, ':', 3) AS set, owner IS NOT NULL AS own, count(*) AS scripts FROM scripts
    WHERE key LIKE 'ready:%' AND removed_at IS NULL AND (owner IS NULL OR owner = :owner) GROUP BY 1, 2
""")
_LIST = text("""
    SELECT held.id, held.folder, shelf.name AS folder_name, held.owner, title, parts, version, changed_at, changed_name,
        (SELECT count(*) FROM script_uses WHERE script = held.id AND at > :since) AS uses
    FROM scripts AS held JOIN script_folders AS shelf ON shelf.id = held.folder
    WHERE removed_at IS NULL AND (held.owner IS NULL OR held.owner = :owner)
      AND (CAST(:id AS bigint) IS NULL OR held.id = :id)
      AND (CAST(:folder AS bigint) IS NULL OR held.folder = :folder)
      AND words LIKE ALL (CAST(:words AS text[]))
    ORDER BY uses DESC, changed_at DESC, held.id LIMIT :limit
""")
_SHARED = text("SELECT id, title, parts FROM scripts WHERE owner IS NULL AND id = ANY(CAST(:ids AS bigint[]))")
_VERSIONS = text("""
    SELECT version, title, parts, changed_at, changed_name FROM script_versions WHERE script = :id ORDER BY version DESC
""")
_USES = text("""
    SELECT at, used_name, version, how, identity FROM script_uses WHERE script = :id
    ORDER BY at DESC, id DESC LIMIT :limit
""")
_SEEN = text("""
    SELECT identity FROM unnest(CAST(:identities AS bigint[])) AS identity
    WHERE (SELECT huoshui_units()) IS NULL OR huoshui_may_see(identity)
""")
_PICTURE = text("SELECT content, kind FROM script_pictures WHERE id = :id")
