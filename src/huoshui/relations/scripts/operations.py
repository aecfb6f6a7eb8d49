"""Changing scripts and folders, and noting their uses; what may be repeated is done once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Permission, Viewer
from huoshui.relations.scripts import rules
from huoshui.relations.scripts.contract import (
    FolderExists,
    FolderNotEmpty,
    How,
    NoSuchFolder,
    NoSuchPicture,
    NoSuchReadySet,
    NoSuchScript,
    ScriptChanged,
    ScriptsOfEverybody,
)
from huoshui.relations.scripts.queries import owner_of
from huoshui.relations.scripts.ready import BY_ID


@dataclass(frozen=True, slots=True)
class Wording:
    """What a script says, and in which folder it lies."""

    folder: int
    title: str
    parts: Sequence[Mapping[str, Any]]


async def add_folder(session: AsyncSession, *, name: str, own: bool, viewer: Viewer) -> int:
    """
    This will make a folder, everybody's or one's own; one of that name is taken.

    :raises ScriptsOfEverybody: if it would be everybody's and the viewer may not
    """
    _check_may(viewer, shared=not own)
    line = {"name": name, "owner": owner_of(viewer) if own else None}
    await session.execute(_ADD_FOLDER, line)
    return int((await session.execute(_FOLDER_NAMED, line)).scalar_one())


async def rename_folder(session: AsyncSession, *, number: int, name: str, viewer: Viewer) -> None:
    """
    This will rename a folder.

    :raises NoSuchFolder: if there is none
    :raises ScriptsOfEverybody: if it is everybody's and the viewer may not
    :raises FolderExists: if another is called so
    """
    owner = await _folder(session, number, viewer)
    other = await session.scalar(_FOLDER_NAMED, {"name": name, "owner": owner})
    if other is not None and other != number:
        raise FolderExists(name=name)
    await session.execute(_RENAME_FOLDER, {"id": number, "name": name})


async def remove_folder(session: AsyncSession, *, number: int, viewer: Viewer) -> None:
    """
    This will remove a folder in which nothing ever was.

    :raises NoSuchFolder: if there is none
    :raises ScriptsOfEverybody: if it is everybody's and the viewer may not
    :raises FolderNotEmpty: if there is something in it, or something was whose history stays
    """
    await _folder(session, number, viewer)
    row = (await session.execute(_INSIDE, {"id": number})).one()
    if row.scripts:
        raise FolderNotEmpty(name=row.name, scripts=row.scripts)
    await session.execute(_REMOVE_FOLDER, {"id": number})


async def write(session: AsyncSession, *, wording: Wording, key: str, viewer: Viewer, now: datetime) -> int:
    """
    This will write a new script and give its number; the same ``key`` writes one.

    :raises NotAScriptPart: if a part cannot be
    :raises NoSuchFolder: if the folder is not there
    :raises NoSuchPicture: if a picture was not uploaded
    :raises ScriptsOfEverybody: if the folder is everybody's and the viewer may not
    """
    await _check(session, wording)
    owner = await _folder(session, wording.folder, viewer)
    line = _line(wording, viewer, now) | {"owner": owner, "key": key}
    number = await session.scalar(_WRITE, line)
    if number is None:
        return int((await session.execute(_BY_KEY, {"key": key})).scalar_one())
    await session.execute(_KEEP, line | {"id": number, "version": 1})
    await _note(session, "scripts.written", int(number), viewer, now)
    return int(number)


async def take_ready(session: AsyncSession, *, name: str, own: bool, viewer: Viewer, now: datetime) -> int:
    """
    This will write the scripts of a ready set into a folder of its name, and tell how many were new.

    What is there of it already, changed or not, stays; what was removed is written again.

    :raises NoSuchReadySet: if there is no such set
    :raises ScriptsOfEverybody: if they would be everybody's and the viewer may not
    """
    chosen = BY_ID.get(name)
    if chosen is None:
        raise NoSuchReadySet(set=name[:60])
    folder = await add_folder(session, name=chosen.name, own=own, viewer=viewer)
    written = 0
    whose = f"ready:{owner_of(viewer) if own else 'all'}:{name}"
    for place, (title, said) in enumerate(chosen.scripts.items()):
        before = f"{whose}:{place}:"
        row = (await session.execute(_TAKEN, {"before": f"{before}%"})).one()
        if row.there:
            continue
        wording = Wording(folder, title, [{"kind": "text", "text": said}])
        await write(session, wording=wording, key=f"{before}{row.gone}", viewer=viewer, now=now)
        written += 1
    return written


async def change(
    session: AsyncSession, *, number: int, wording: Wording, version: int, viewer: Viewer, now: datetime
) -> None:
    """
    This will change a script; what it was stays.

    :raises NoSuchScript: if there is none
    :raises ScriptChanged: if ``version`` is not the one it has
    :raises NotAScriptPart: if a part cannot be
    :raises NoSuchFolder: if the folder is not there
    :raises NoSuchPicture: if a picture was not uploaded
    :raises ScriptsOfEverybody: if it is or would be everybody's and the viewer may not
    """
    await _check(session, wording)
    known = await _script(session, number, viewer)
    if known.version != version:
        raise ScriptChanged(now=known.version, yours=version)
    owner = await _folder(session, wording.folder, viewer)
    line = _line(wording, viewer, now) | {"id": number, "owner": owner, "version": version + 1}
    await session.execute(_CHANGE, line)
    await session.execute(_KEEP, line)
    await _note(session, "scripts.changed", number, viewer, now)


async def remove(session: AsyncSession, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will take a script out of sight; its versions and uses stay.

    :raises NoSuchScript: if there is none
    :raises ScriptsOfEverybody: if it is everybody's and the viewer may not
    """
    await _script(session, number, viewer)
    await session.execute(_REMOVE, {"id": number, "now": now})
    await _note(session, "scripts.removed", number, viewer, now)


async def use(
    session: AsyncSession, *, number: int, how: How, identity: int | None, key: str, viewer: Viewer, now: datetime
) -> None:
    """
    This will note that somebody used a script; the same ``key`` notes it once.

    :raises NoSuchScript: if there is none
    """
    row = (await session.execute(_SCRIPT, {"id": number, "owner": owner_of(viewer)})).one_or_none()
    if row is None:
        raise NoSuchScript(id=number)
    await session.execute(_USE, {
        "key": key, "script": number, "version": row.version, "now": now, "by": viewer.actor, "name": viewer.name,
        "how": how.value, "identity": identity,
    })  # fmt: skip


async def keep_picture(session: AsyncSession, *, content: bytes, now: datetime) -> str:
    """
    This will keep a picture and give its name; the same picture has the same name.

    :raises NotAScriptPicture: if it is none, or too large
    """
    kind = rules.picture_kind(content)
    name = hashlib.blake2b(content, digest_size=16).hexdigest()
    await session.execute(_PICTURE, {"id": name, "kind": kind, "content": content, "now": now})
    return name


async def erase(
    session: AsyncSession,
    *,
    identities: Sequence[int],
    now: datetime,  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:
    """This will forget for whom scripts were used; that they were used stays, for it is staff's."""
    done = await session.execute(_FORGET, {"identities": list(identities)})
    return {"script_uses": int(done.rowcount)}  # type: ignore[attr-defined]


def _check_may(viewer: Viewer, *, shared: bool) -> None:
    if shared and not viewer.may(Permission.TOUCHPOINTS_MANAGE):
        raise ScriptsOfEverybody


async def _check(session: AsyncSession, wording: Wording) -> None:
    rules.check(wording.parts)
    wanted = {str(part["picture"]) for part in wording.parts if part["kind"] == "picture"}
    known = set(await session.scalars(_PICTURES, {"ids": sorted(wanted)}))
    if wanted - known:
        raise NoSuchPicture


async def _folder(session: AsyncSession, number: int, viewer: Viewer) -> int | None:
    """Whose a folder is, if the viewer may change what is in it."""
    row = (await session.execute(_FOLDER, {"id": number, "owner": owner_of(viewer)})).one_or_none()
    if row is None:
        raise NoSuchFolder(id=number)
    _check_may(viewer, shared=row.owner is None)
    return None if row.owner is None else int(row.owner)


async def _script(session: AsyncSession, number: int, viewer: Viewer) -> Any:  # noqa: ANN401 SQLAlchemy's rows
    row = (await session.execute(_SCRIPT, {"id": number, "owner": owner_of(viewer)})).one_or_none()
    if row is None:
        raise NoSuchScript(id=number)
    _check_may(viewer, shared=row.owner is None)
    return row


def _line(wording: Wording, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {
        "folder": wording.folder, "title": wording.title, "parts": orjson.dumps(wording.parts).decode(),
        "words": rules.words(wording.title, wording.parts), "now": now, "by": viewer.actor, "name": viewer.name,
    }  # fmt: skip


async def _note(session: AsyncSession, action: str, number: int, viewer: Viewer, now: datetime) -> None:
    await access.record(session, viewer=viewer, action=action, subject=f"script:{number}", facts={}, now=now)


_ADD_FOLDER = text("INSERT INTO script_folders (name, owner) VALUES (:name, :owner) ON CONFLICT DO NOTHING")
_FOLDER_NAMED = text("""
    SELECT id FROM script_folders WHERE name = :name AND owner IS NOT DISTINCT FROM CAST(:owner AS bigint)
""")
_FOLDER = text("SELECT owner FROM script_folders WHERE id = :id AND (owner IS NULL OR owner = :owner) FOR UPDATE")
_RENAME_FOLDER = text("UPDATE script_folders SET name = :name WHERE id = :id")
_INSIDE = text("""
    SELECT name, (SELECT count(*) FROM scripts WHERE folder = held.id) AS scripts
    FROM script_folders AS held WHERE id = :id
""")
_REMOVE_FOLDER = text("DELETE FROM script_folders WHERE id = :id")
_WRITE = text("""
    INSERT INTO scripts (key, folder, owner, title, parts, words, version, changed_at, changed_by, changed_name)
    VALUES (:key, :folder, :owner, :title, CAST(:parts AS jsonb), :words, 1, :now, :by, :name)
    ON CONFLICT (key) DO NOTHING RETURNING id
""")
_TAKEN = text("""
    SELECT count(*) FILTER (WHERE removed_at IS NULL) AS there, count(*) FILTER (WHERE removed_at IS NOT NULL) AS gone
    FROM scripts WHERE key LIKE :before
""")
_BY_KEY = text("SELECT id FROM scripts WHERE key = :key")
_KEEP = text("""
    INSERT INTO script_versions (script, version, title, parts, changed_at, changed_by, changed_name)
    VALUES (:id, :version, :title, CAST(:parts AS jsonb), :now, :by, :name)
""")
_SCRIPT = text("""
    SELECT owner, version FROM scripts
    WHERE id = :id AND removed_at IS NULL AND (owner IS NULL OR owner = :owner) FOR UPDATE
""")
_CHANGE = text("""
    UPDATE scripts SET folder = :folder, owner = :owner, title = :title, parts = CAST(:parts AS jsonb), words = :words,
        version = :version, changed_at = :now, changed_by = :by, changed_name = :name
    WHERE id = :id
""")
_REMOVE = text("UPDATE scripts SET removed_at = :now WHERE id = :id")
_USE = text("""
    INSERT INTO script_uses (key, script, version, at, used_by, used_name, how, identity)
    VALUES (:key, :script, :version, :now, :by, :name, :how, :identity) ON CONFLICT (key) DO NOTHING
""")
_PICTURES = text("SELECT id FROM script_pictures WHERE id = ANY(CAST(:ids AS text[]))")
_PICTURE = text("""
    INSERT INTO script_pictures (id, kind, content, added_at) VALUES (:id, :kind, :content, :now)
    ON CONFLICT (id) DO NOTHING
""")
_FORGET = text("UPDATE script_uses SET identity = NULL WHERE identity = ANY(CAST(:identities AS bigint[]))")
