"""The door to imports."""

import contextlib
import tempfile
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import File, Form, Path, Query, UploadFile
from fastapi.responses import StreamingResponse

from huoshui.access import operations as access
from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import requires
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.channels.exports import mapping as mappings
from huoshui.channels.exports.contract import NotAMapping
from huoshui.channels.exports.mapping import Mapping
from huoshui.events.imports import operations, queries, tasks
from huoshui.events.imports.contract import (
    EmptyUpload,
    ImportRunning,
    ImportState,
    NoSuchImport,
    NothingToUndo,
    UploadGone,
    UploadTooLarge,
)
from huoshui.events.imports.schemas import ImportOut, MappingOut, QueuedOut

router = Doors(tags=["imports"])

Importer = Annotated[Viewer, requires(Permission.IMPORTS_RUN)]
ImportNumber = Annotated[int, Path(ge=1, le=2**62)]
_CHUNK = 1 << 20


@router.post("/imports", status_code=202, responses=refuses(NotAMapping, UploadTooLarge, EmptyUpload))
async def upload(
    file: Annotated[UploadFile, File(description="CSV, XLSX, XLS, gz or zip, as the platform exported it")],
    platform: PlatformDep,
    viewer: Importer,
    now: Now,
    mapping: Annotated[str, Form(description="a mapping as JSON, or the name of a saved or shipped one")] = "",
    only: Annotated[str, Form(alias="platform", max_length=64, description="take it for this platform's export")] = "",
    dry_run: Annotated[bool, Form(description="count, and change nothing")] = False,  # noqa: FBT002 a form field
) -> QueuedOut:
    """Import a file that a platform exported; with ``dry_run`` only count."""
    given = await _given(platform, mapping) if mapping.strip() else None
    engines = tasks.engines_of(platform)
    number = await operations.begin(
        engines, _chunks(file), file=_name(file.filename), mapping=given, platform=only.strip(), dry_run=dry_run,
        by=viewer.actor, now=now,
    )  # fmt: skip
    async with platform.postgres.transaction() as session:
        facts = {"file": _name(file.filename), "dry_run": dry_run}
        await access.record(
            session, viewer=viewer, action="import.begun", subject=f"import:{number}", facts=facts, now=now
        )
    await tasks.defer(platform, number)
    return QueuedOut(id=number, state=ImportState.QUEUED)


async def _given(platform: Any, text: str) -> Mapping:  # noqa: ANN401 the type lives in app, above us
    if text.lstrip().startswith("{"):
        return mappings.read(text)
    async with platform.postgres.session() as session:
        for known, _ in await queries.saved_mappings(session):
            if known.name == text.strip():
                return known
    raise NotAMapping(why=f"it is neither JSON nor the name of a mapping: {text.strip()[:60]!r}")


async def _chunks(file: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await file.read(_CHUNK):
        yield chunk


def _name(name: str | None) -> str:
    shown = (name or "").replace("\\", "/").rsplit("/", 1)[-1].replace("\x00", "").strip()
    return shown.encode("utf-8", "replace").decode()[:200] or "upload"


@router.get("/imports")
async def list_imports(
    session: Session,
    _: Importer,
    before: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[ImportOut]:
    """List imports, newest first."""
    return [ImportOut.of(one) for one in await queries.imports(session, before=before, limit=limit)]


@router.get("/imports/{import_id}", responses=refuses(NoSuchImport))
async def show_import(import_id: ImportNumber, session: Session, platform: PlatformDep, _: Importer) -> ImportOut:
    """Show how an import stands."""
    return ImportOut.of(await queries.import_of(session, platform.keys, import_id))


@router.get(
    "/imports/{import_id}/problems.csv",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {}}}, **refuses(NoSuchImport)},
)
async def problems(
    import_id: ImportNumber, session: Session, platform: PlatformDep, viewer: Importer, now: Now
) -> StreamingResponse:
    """Download the rows with problems, with their own columns and the reason."""
    await access.record(
        session, viewer=viewer, action="import.problems_read", subject=f"import:{import_id}", facts={}, now=now
    )
    with contextlib.ExitStack() as until_sent:
        spooled = until_sent.enter_context(tempfile.SpooledTemporaryFile(max_size=16 << 20))
        async for chunk in queries.problems_csv(session, platform.keys, import_id):
            spooled.write(chunk)
        spooled.seek(0)
        until_sent.pop_all()

    async def sent() -> AsyncIterator[bytes]:
        with spooled:
            while chunk := spooled.read(_CHUNK):
                yield chunk

    headers = {"Content-Disposition": f'attachment; filename="import-{import_id}-problems.csv"'}
    return StreamingResponse(sent(), media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/imports/{import_id}/commit", status_code=202, responses=refuses(NoSuchImport, ImportRunning, UploadGone))
async def commit(import_id: ImportNumber, platform: PlatformDep, viewer: Importer, now: Now) -> QueuedOut:
    """Import the file of a dry run, as an import of its own."""
    async with platform.postgres.transaction() as session:
        number = await operations.commit(session, import_id=import_id, by=viewer.actor, now=now)
        facts = {"tried": import_id}
        await access.record(
            session, viewer=viewer, action="import.begun", subject=f"import:{number}", facts=facts, now=now
        )
    await tasks.defer(platform, number)
    return QueuedOut(id=number, state=ImportState.QUEUED)


@router.post(
    "/imports/{import_id}/undo", status_code=202, responses=refuses(NoSuchImport, ImportRunning, NothingToUndo)
)
async def undo(import_id: ImportNumber, platform: PlatformDep, viewer: Importer, now: Now) -> QueuedOut:
    """Take back everything that an import brought."""
    async with platform.postgres.transaction() as session:
        await operations.open_undo(session, import_id=import_id, now=now)
        await access.record(
            session, viewer=viewer, action="import.undone", subject=f"import:{import_id}", facts={}, now=now
        )
    await tasks.defer(platform, import_id)
    return QueuedOut(id=import_id, state=ImportState.UNDOING)


@router.get("/import-mappings")
async def list_mappings(session: Session, _: Importer) -> list[MappingOut]:
    """List the mappings: saved ones first, then shipped ones."""
    return [
        MappingOut(
            name=one.name, title=one.title, record=one.record.value, platform=one.platform, saved_at=saved_at,
            document=one.model_dump(mode="json", exclude_defaults=True),
        )
        for one, saved_at in await queries.saved_mappings(session)
    ]  # fmt: skip


@router.put("/import-mappings", responses=refuses(NotAMapping))
async def save_mapping(body: dict[str, Any], session: Session, viewer: Importer, now: Now) -> MappingOut:
    """Save a mapping under its name; files that fit it are recognized from now on."""
    mapping = mappings.parsed(body)
    await operations.save_mapping(session, mapping=mapping, by=viewer.actor, now=now)
    await access.record(
        session, viewer=viewer, action="import.mapping_saved", subject=f"mapping:{mapping.name}", facts={}, now=now
    )
    return MappingOut(
        name=mapping.name, title=mapping.title, record=mapping.record.value, platform=mapping.platform, saved_at=now,
        document=mapping.model_dump(mode="json", exclude_defaults=True),
    )  # fmt: skip
