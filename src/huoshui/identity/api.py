"""The HTTP door of identity: why are these one person, and what staff decide about it."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Query
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock import ids
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.channels import namespaces
from huoshui.channels.contract import UnknownNamespace
from huoshui.identity import operations, queries
from huoshui.identity.contract import (
    LinkRefused,
    NoSuchPerson,
    NoSuchReview,
    NotAnIdentifier,
    NothingToSplit,
    NotOnePerson,
    NotRecyclable,
    OutOfReach,
    ReviewDecided,
)
from huoshui.identity.schemas import (
    DecisionIn,
    DrawingOut,
    ExplanationOut,
    MergeIn,
    NamespaceOut,
    PairIn,
    PersonOut,
    RecycledIn,
    RecycledOut,
    RehearsalOut,
    RehearseIn,
    ReviewOut,
    SplitIn,
    SplitOut,
)

router = Doors(tags=["identity"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Managing = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]

_FOUND = (NoSuchPerson, NotAnIdentifier, OutOfReach)
_Id = Annotated[int, Path(alias="id", ge=1, lt=2**63)]


@router.get("/people/{ref}/explain", responses=refuses(*_FOUND, NotOnePerson))
async def explain(
    ref: str,
    other: Annotated[str, Query(max_length=400)],
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
) -> ExplanationOut:
    """Why two identifiers are one person: the shortest chain of evidence; or what stands between them."""
    one = await _identity(session, ref, platform.keys, viewer)
    another = await _identity(session, other, platform.keys, viewer)
    return ExplanationOut.of(await queries.explain(session, one=one, other=another, vault=platform.vault))


@router.get("/people/{ref}/graph", responses=refuses(*_FOUND))
async def graph(ref: str, viewer: Reading, session: ScopedSession, platform: PlatformDep) -> DrawingOut:
    """A person's identifiers and every link at them, to draw."""
    person = await queries.holder(session, await _identity(session, ref, platform.keys, viewer), ref=ref)
    return DrawingOut.of(await queries.drawing_of(session, person, vault=platform.vault))


@router.post("/people/merge", responses=refuses(*_FOUND, LinkRefused))
async def merge(body: MergeIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now) -> PersonOut:
    """Make two people one, whatever the limits say; it can be split again."""
    a = await _identity(session, body.a, platform.keys, viewer)
    b = await _identity(session, body.b, platform.keys, viewer)
    person = await operations.merge(session, a=a, b=b, by=viewer.actor, note=body.note, anyway=body.anyway, now=now)
    await _record(session, viewer, "people.merged", person, {"a": ids.render(a), "b": ids.render(b)}, now=now)
    return PersonOut(person=ids.render(person))


@router.post("/people/{ref}/split", responses=refuses(*_FOUND, NotOnePerson, NothingToSplit))
async def split(
    ref: str, body: SplitIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now
) -> SplitOut:
    """Take an identifier out of a person; both sides are as if they had never been one."""
    person = await _identity(session, ref, platform.keys, viewer)
    identifier = await queries.identity_of(session, ref=body.identifier, keys=platform.keys)
    people = await operations.split(
        session, person=person, identifier=identifier, by=viewer.actor, note=body.note, now=now
    )
    first = people.pop(identifier)
    rest = sorted({one for one in people.values() if one != first})
    await _record(session, viewer, "people.split", person, {"identifier": ids.render(identifier)}, now=now)
    return SplitOut(people=[ids.render(one) for one in (first, *rest)])


@router.post("/identity/never-link", responses=refuses(*_FOUND, LinkRefused))
async def never_link(body: PairIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now) -> PairIn:
    """Keep two identifiers apart for good, or lift that."""
    a = await _identity(session, body.a, platform.keys, viewer)
    b = await _identity(session, body.b, platform.keys, viewer)
    if body.lift:
        await operations.allow_link(session, a=a, b=b, now=now)
    else:
        await operations.never_link(session, a=a, b=b, by=viewer.actor, note=body.note, now=now)
    action = "identity.link.allowed" if body.lift else "identity.link.forbidden"
    await _record(session, viewer, action, a, {"b": ids.render(b)}, now=now)
    return body


@router.get("/identity/reviews", responses=refuses(OutOfReach))
async def reviews(
    viewer: Reading,
    session: ScopedSession,
    decided: bool = False,  # noqa: FBT001, FBT002 a query parameter
    after: Annotated[int, Query(ge=0, lt=2**63)] = 0,
    limit: Annotated[int, Query(ge=1, le=queries.MOST_REVIEWS)] = 50,
) -> list[ReviewOut]:
    """Conflicts that wait for a decision, the oldest first."""
    _whole(viewer)
    found = await queries.reviews(session, decided=decided, after=after, limit=limit)
    return [ReviewOut.of(review) for review in found]


@router.post("/identity/reviews/{id}/decide", responses=refuses(NoSuchReview, ReviewDecided, LinkRefused, OutOfReach))
async def decide(id_: _Id, body: DecisionIn, viewer: Changing, session: Session, now: Now) -> ReviewOut:
    """Merge the two anyway, or keep them apart for good."""
    _whole(viewer)
    await operations.decide(session, review=id_, merging=body.merge, by=viewer.actor, now=now)
    await access.record(
        session,
        viewer=viewer,
        action="identity.review.decided",
        subject=f"review:{id_}",
        facts={"merge": body.merge},
        now=now,
    )
    return ReviewOut.of(await queries.review(session, id_))


@router.post("/identity/rehearse", responses=refuses(UnknownNamespace, NotAnIdentifier, OutOfReach))
async def rehearse(body: RehearseIn, viewer: Managing, session: Session, platform: PlatformDep) -> RehearsalOut:
    """Try other rules on the stored links: how many people would come apart or become one, with examples."""
    _whole(viewer)
    changed, blocked = {}, []
    for rule in body.rules:
        changed[rule.namespace] = rule.applied_to(namespaces.family(rule.namespace))
        blocked += [
            await queries.identity_of(session, ref=f"{rule.namespace}:{value}", keys=platform.keys)
            for value in rule.blocked
        ]
    return RehearsalOut.of(await operations.rehearse(session, changed=changed, blocked=blocked))


@router.post("/identity/recycled", responses=refuses(NotAnIdentifier, NotRecyclable, UnknownNamespace, OutOfReach))
async def recycle(body: RecycledIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now) -> RecycledOut:
    """Let an identifier belong to somebody new from a date on."""
    _whole(viewer)
    handover = await operations.recycle(
        session,
        namespace=body.namespace,
        value=body.value,
        valid_from=body.valid_from,
        keys=platform.keys,
        vault=platform.vault,
        by=viewer.actor,
        now=now,
    )
    await _record(session, viewer, "identity.recycled", handover.before, {"after": ids.render(handover.after)}, now=now)
    return RecycledOut.of(handover)


@router.get("/identity/namespaces")
async def known_namespaces(viewer: Reading) -> list[NamespaceOut]:  # noqa: ARG001 the door asks who it is
    """The kinds of identifiers, the strongest first, and what each can prove."""
    return [NamespaceOut(**asdict(one)) for one in sorted(namespaces.REGISTRY.values(), key=lambda one: one.rank)]


async def _identity(session: AsyncSession, ref: str, keys: Keys, viewer: Viewer) -> int:
    """The identity that is meant; who is one person reaches across units, so it is for those who see them all."""
    _whole(viewer)
    identity = await queries.identity_of(session, ref=ref, keys=keys)
    await queries.holder(session, identity, ref=ref)
    return identity


def _whole(viewer: Viewer) -> None:
    if not viewer.scope.everything:
        raise OutOfReach


async def _record(
    session: AsyncSession, viewer: Viewer, action: str, identity: int, facts: dict[str, str], *, now: Now
) -> None:
    await access.record(
        session, viewer=viewer, action=action, subject=f"person:{ids.render(identity)}", facts=facts, now=now
    )
