"""The HTTP door of scripts."""

from typing import Annotated

from fastapi import Path, Query, Response

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people
from huoshui.relations.scripts import operations, queries
from huoshui.relations.scripts.contract import (
    FolderExists,
    FolderNotEmpty,
    NoSuchFolder,
    NoSuchPicture,
    NoSuchReadySet,
    NoSuchScript,
    NotAScriptPart,
    NotAScriptPicture,
    ScriptChanged,
    ScriptsOfEverybody,
)
from huoshui.relations.scripts.schemas import (
    FolderNameIn,
    ReadyScriptsOut,
    ScriptChangeIn,
    ScriptFolderIn,
    ScriptFolderOut,
    ScriptIn,
    ScriptOut,
    ScriptPictureIn,
    ScriptPictureOut,
    ScriptUseIn,
    ScriptUseOut,
    ScriptVersionOut,
    TakenReadyOut,
    TakeReadyIn,
)

router = Doors(prefix="/scripts", tags=["scripts"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
"""One's own may be changed by whoever reads; everybody's by operators, which operations see to."""
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
_WORDING = (NotAScriptPart, NoSuchFolder, NoSuchPicture, ScriptsOfEverybody)


@router.get("/folders")
async def folders(viewer: Reading, session: Session) -> list[ScriptFolderOut]:
    """Folders of scripts: everybody's, then one's own."""
    return [ScriptFolderOut.of(one) for one in await queries.folders(session, viewer=viewer)]


@router.post("/folders", responses=refuses(ScriptsOfEverybody), status_code=201)
async def add_folder(body: ScriptFolderIn, viewer: Reading, session: Session) -> list[ScriptFolderOut]:
    """Make a folder, and list all; one of that name stays the one."""
    await operations.add_folder(session, name=body.name, own=body.own, viewer=viewer)
    return [ScriptFolderOut.of(one) for one in await queries.folders(session, viewer=viewer)]


@router.put("/folders/{id}", responses=refuses(NoSuchFolder, ScriptsOfEverybody, FolderExists), status_code=204)
async def rename_folder(id: Number, body: FolderNameIn, viewer: Reading, session: Session) -> None:  # noqa: A002 as it is called
    """Rename a folder."""
    await operations.rename_folder(session, number=id, name=body.name, viewer=viewer)


@router.delete("/folders/{id}", responses=refuses(NoSuchFolder, ScriptsOfEverybody, FolderNotEmpty), status_code=204)
async def remove_folder(id: Number, viewer: Reading, session: Session) -> None:  # noqa: A002 as it is called
    """Remove an empty folder."""
    await operations.remove_folder(session, number=id, viewer=viewer)


@router.post("/pictures", responses=refuses(NotAScriptPicture), status_code=201)
async def add_picture(body: ScriptPictureIn, _viewer: Reading, session: Session, now: Now) -> ScriptPictureOut:
    """Upload a picture for scripts."""
    return ScriptPictureOut(picture=await operations.keep_picture(session, content=body.content, now=now))


@router.get("/pictures/{name}", responses=refuses(NoSuchPicture), response_class=Response)
async def picture(
    name: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")], _viewer: Reading, session: Session
) -> Response:
    """A picture of a script."""
    content, kind = await queries.picture(session, name=name)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400, immutable"}
    return Response(content, media_type=kind, headers=headers)


@router.get("/ready")
async def ready(viewer: Reading, session: Session) -> list[ReadyScriptsOut]:
    """Ready scripts to begin with, by trade."""
    return [ReadyScriptsOut.of(one) for one in await queries.ready(session, viewer=viewer)]


@router.post("/ready/{set}", responses=refuses(NoSuchReadySet, ScriptsOfEverybody))
async def take_ready(
    set: Annotated[str, Path(max_length=60, pattern=r"^[^\x00]*$")], body: TakeReadyIn, viewer: Reading,  # noqa: A002 as it is called
    session: Session, now: Now,
) -> TakenReadyOut:  # fmt: skip
    """Write the scripts of a ready set; what is there of it already stays as it is."""
    written = await operations.take_ready(session, name=set, own=body.own, viewer=viewer, now=now)
    return TakenReadyOut(scripts=written)


@router.get("")
async def scripts(
    viewer: Reading, session: Session, now: Now,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="words that all stand in it")] = "",
    folder: Annotated[int | None, Query(ge=1, le=2**63 - 1)] = None,
) -> list[ScriptOut]:  # fmt: skip
    """Scripts, the most used first."""
    return [ScriptOut.of(one) for one in await queries.scripts(session, viewer=viewer, q=q, folder=folder, now=now)]


@router.post("", responses=refuses(*_WORDING), status_code=201)
async def write(body: ScriptIn, viewer: Reading, session: Session, now: Now) -> ScriptOut:
    """Write a script."""
    number = await operations.write(session, wording=body.wording(), key=body.key, viewer=viewer, now=now)
    return ScriptOut.of(await queries.script(session, number=number, viewer=viewer, now=now))


@router.put("/{id}", responses=refuses(*_WORDING, NoSuchScript, ScriptChanged))
async def change(id: Number, body: ScriptChangeIn, viewer: Reading, session: Session, now: Now) -> ScriptOut:  # noqa: A002 as it is called
    """Change a script; what it was stays in its history."""
    await operations.change(session, number=id, wording=body.wording(), version=body.version, viewer=viewer, now=now)
    return ScriptOut.of(await queries.script(session, number=id, viewer=viewer, now=now))


@router.delete("/{id}", responses=refuses(NoSuchScript, ScriptsOfEverybody), status_code=204)
async def remove(id: Number, viewer: Reading, session: Session, now: Now) -> None:  # noqa: A002 as it is called
    """Take a script out of sight."""
    await operations.remove(session, number=id, viewer=viewer, now=now)


@router.get("/{id}/versions", responses=refuses(NoSuchScript))
async def versions(id: Number, viewer: Reading, session: Session, now: Now) -> list[ScriptVersionOut]:  # noqa: A002 as it is called
    """What a script was, the newest version first."""
    await queries.script(session, number=id, viewer=viewer, now=now)
    return [ScriptVersionOut.of(one) for one in await queries.versions(session, number=id)]


@router.post("/{id}/uses", responses=refuses(NoSuchScript, NoSuchPerson, NotAnIdentifier), status_code=204)
async def use(id: Number, body: ScriptUseIn, platform: PlatformDep, viewer: Reading, now: Now) -> None:  # noqa: A002 as it is called
    """Note that a script was copied or inserted, and for whom."""
    person: int | None = None
    if body.person:
        async with platform.postgres.transaction(scope=viewer.scope) as session:
            person = await people.person_of(session, ref=body.person, keys=platform.keys, scope=viewer.scope)
    async with platform.postgres.transaction() as session:
        await operations.use(session, number=id, how=body.how, identity=person, key=body.key, viewer=viewer, now=now)


@router.get("/{id}/uses", responses=refuses(NoSuchScript))
async def uses(id: Number, viewer: Reading, session: Session, scoped: ScopedSession, now: Now) -> list[ScriptUseOut]:  # noqa: A002 as it is called
    """Who used a script, when, and for whom."""
    await queries.script(session, number=id, viewer=viewer, now=now)
    found = await queries.uses(session, number=id)
    shown = await queries.seen(scoped, [one.identity for one in found if one.identity])
    return [ScriptUseOut.of(one, shown=one.identity in shown) for one in found]
