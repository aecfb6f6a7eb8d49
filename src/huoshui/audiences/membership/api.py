"""The HTTP door of membership."""

from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import StreamingResponse

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ATTENDED, ScopedSession, requires
from huoshui.audiences.contract.errors import (
    NoHistory,
    NoSuchLayer,
    NoSuchSegment,
    NoSuchTrait,
    SegmentCircle,
    SnapshotMissing,
    TooDeep,
    TooManyConditions,
    TraitDoesNotFit,
)
from huoshui.audiences.membership import exporting, operations, queries
from huoshui.audiences.membership.contract import AlreadyWatched, NoSuchSnapshot, NotBuiltYet, NotWatched
from huoshui.audiences.membership.schemas import (
    KeptMemberOut,
    KeptMembersOut,
    MemberChangeOut,
    MemberChangesOut,
    Place,
    SizeOut,
    SizesOut,
    SnapshotIn,
    SnapshotOut,
    SnapshotPeopleOut,
    WatchOut,
)
from huoshui.audiences.schemas import OverlapOut
from huoshui.bedrock import ids
from huoshui.bedrock.http import NobodyWaits, Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import queries as people
from huoshui.people.contract import NotAPlace

router = Doors(tags=["audiences"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Exporting = Annotated[Viewer, requires(Permission.PEOPLE_EXPORT)]
Limit = Annotated[int, Query(ge=1, le=10_000)]
After = Annotated[Place, Query()]
Days = Annotated[int, Query(ge=1, le=366)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]

_RESOLVED = (
    NoSuchSegment, SegmentCircle, TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, NoSuchLayer, NoHistory,
    SnapshotMissing,
)  # fmt: skip


@router.get("/watches")
async def listed(_viewer: Reading, session: Session) -> list[WatchOut]:
    """The watched segments and how each fares: state, last error, drift, and up to when everything was looked at."""
    progress = await queries.progress(session)
    return [WatchOut.of(one, progress) for one in await queries.watches(session)]


@router.get("/watches/sizes", responses=refuses(NobodyWaits), dependencies=[ATTENDED])
async def sizes(
    viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now, days: Days = 30
) -> list[SizesOut]:
    """How large each watched segment was at the end of each of the last days, by the members that are kept."""
    found = await queries.sizes(session, platform.clickhouse, scope=viewer.scope, days=days, now=now)
    return [SizesOut(segment=name, days=[SizeOut.of(one) for one in each]) for name, each in found.items()]


@router.post("/segments/{name}/watch", responses=refuses(NoSuchSegment, AlreadyWatched), status_code=201)
async def watch(name: str, viewer: Changing, session: Session, now: Now) -> WatchOut:
    """Keep the members of a stored segment from now on: entries and exits within seconds, each a logged fact."""
    made = await operations.watch(session, name=name, viewer=viewer, now=now)
    return WatchOut.of(made, await queries.progress(session))


@router.get("/segments/{name}/watch", responses=refuses(NotWatched))
async def watched(name: str, _viewer: Reading, session: Session) -> WatchOut:
    """How the keeping of a segment's members fares."""
    found = await queries.watch_of(session, name=name)
    return WatchOut.of(found, await queries.progress(session))


@router.delete("/segments/{name}/watch", responses=refuses(NotWatched), status_code=204)
async def unwatch(name: str, viewer: Changing, session: Session, now: Now) -> None:
    """Keep a segment's members no longer; the log of entries and exits stays."""
    await operations.unwatch(session, name=name, viewer=viewer, now=now)


@router.get("/segments/{name}/members", responses=refuses(NotWatched, NotBuiltYet, NotAPlace))
async def members(
    name: str, viewer: Reading, session: ScopedSession, platform: PlatformDep, after: After = "", limit: Limit = 100
) -> KeptMembersOut:
    """The kept members by person number, with when they entered; the definition is not evaluated."""
    found = await queries.members(
        session, platform.clickhouse, name=name, scope=viewer.scope, after=_person(after), limit=limit
    )
    people_there = await queries.count(session, platform.clickhouse, name=name, scope=viewer.scope)
    kept = await queries.watch_of(session, name=name)
    shown = [KeptMemberOut.of(one) for one in found]
    return KeptMembersOut(
        segment=name, version=kept.version, people=people_there, members=shown,
        next=shown[-1].person if len(shown) == limit else None,
    )  # fmt: skip


@router.get(
    "/segments/{name}/members.{kind}",
    response_class=StreamingResponse,
    responses={
        200: {"content": {one: {} for one in exporting.MEDIA.values()}},
        **refuses(NotWatched, NotBuiltYet),
    },
)
async def export(
    name: str, kind: exporting.Kind, viewer: Exporting, platform: PlatformDep, now: Now
) -> StreamingResponse:
    """Download the kept members: person number, when they entered, a masked name, channels. Who did is written down."""
    spooled, people_there = await exporting.spooled(platform.postgres, platform.clickhouse, name, kind, viewer.scope)
    async with platform.postgres.transaction() as session:
        await operations.note_export(session, name=name, what=kind.value, people=people_there, viewer=viewer, now=now)
    return StreamingResponse(
        exporting.sent(spooled),
        media_type=exporting.MEDIA[kind],
        headers={"Content-Disposition": f'attachment; filename="members.{kind.value}"'},
    )


@router.get("/segments/{name}/changes", responses=refuses(NotWatched, NotAPlace))
async def changes(
    name: str, viewer: Reading, session: ScopedSession, platform: PlatformDep, before: After = "", limit: Limit = 100
) -> MemberChangesOut:
    """Who entered and left, the newest first, with the cause of each."""
    found = await queries.changes(
        session, platform.clickhouse, name=name, scope=viewer.scope, before=_place(before), limit=limit
    )
    following = f"{found[-1].round}-{ids.render(found[-1].person)}" if len(found) == limit else None
    return MemberChangesOut(changes=[MemberChangeOut.of(name, one) for one in found], next=following)


@router.get("/people/{ref}/memberships", responses=refuses(NoSuchPerson, NotAnIdentifier, NotAPlace))
async def of_person(
    ref: str, viewer: Reading, session: ScopedSession, platform: PlatformDep, before: After = "", limit: Limit = 100
) -> MemberChangesOut:
    """Which watched segments a person entered and left, the newest first, with the cause of each."""
    person = await people.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    found = await queries.changes_of_person(
        session, platform.clickhouse, person=person, scope=viewer.scope, before=_place(before), limit=limit
    )
    following = f"{found[-1][1].round}-{ids.render(found[-1][1].watch)}" if len(found) == limit else None
    return MemberChangesOut(changes=[MemberChangeOut.of(*one) for one in found], next=following)


@router.get(
    "/segments/{name}/overlap/{other}", responses=refuses(NotWatched, NotBuiltYet, NobodyWaits), dependencies=[ATTENDED]
)
async def overlap(
    name: str, other: str, viewer: Reading, session: ScopedSession, platform: PlatformDep, now: Now
) -> OverlapOut:
    """How many people are in one watched segment, in another, and in both, by the members that are kept."""
    found = await queries.overlap(session, platform.clickhouse, one=name, other=other, scope=viewer.scope)
    return OverlapOut.of(found, now)


@router.post("/segments/{name}/snapshots", responses=refuses(*_RESOLVED), status_code=201)
async def freeze(
    name: str, body: SnapshotIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now
) -> SnapshotOut:
    """Keep who is in a segment now, for good."""
    return SnapshotOut.of(
        await operations.snapshot(session, platform.clickhouse, name=name, note=body.note, viewer=viewer, now=now)
    )


@router.get("/segments/{name}/snapshots")
async def snapshots(name: str, _viewer: Reading, session: ScopedSession) -> list[SnapshotOut]:
    """The snapshots of a segment, the newest first."""
    return [SnapshotOut.of(one) for one in await queries.snapshots(session, name=name)]


@router.get("/segments/{name}/snapshots/{number}", responses=refuses(NoSuchSnapshot, NotAPlace))
async def snapshot(
    name: str, number: Number, viewer: Reading, session: ScopedSession, platform: PlatformDep,
    after: After = "", limit: Limit = 100,
) -> SnapshotPeopleOut:  # fmt: skip
    """Who was in a segment when it was frozen, by person number."""
    found = await queries.snapshot_of(session, name=name, number=number)
    shown = await queries.snapshot_people(
        session, platform.clickhouse, name=name, number=number, scope=viewer.scope, after=_person(after), limit=limit
    )
    numbers = [ids.render(one) for one in shown]
    return SnapshotPeopleOut(
        snapshot=SnapshotOut.of(found), people=numbers, next=numbers[-1] if len(numbers) == limit else None
    )


def _person(after: str) -> int:
    try:
        return ids.parse(after) if after else 0
    except ValueError:
        raise NotAPlace(after=after) from None


def _place(before: str) -> tuple[int, int] | None:
    if not before:
        return None
    number, _, beside = before.partition("-")
    try:
        return _whole(number), ids.parse(beside)
    except ValueError:
        raise NotAPlace(after=before) from None


def _whole(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < _DIGITS):
        raise ValueError(written)
    return int(written)


_DIGITS = 19
