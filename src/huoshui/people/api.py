"""The HTTP door of people."""

from typing import Annotated, Any

from fastapi import Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock import ids
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.routes import Doors
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier
from huoshui.people import operations, queries
from huoshui.people.contract import (
    ErasureRunning,
    NoEvidence,
    NoReason,
    NoSuchReceipt,
    NotAConsent,
    NotAPlace,
    NotAPolicy,
    NotATag,
)
from huoshui.people.schemas import (
    ConsentIn,
    CountsOut,
    ErasureOut,
    PageOut,
    PersonOut,
    PolicyIn,
    ReasonIn,
    SummariesIn,
    SummariesOut,
    SummaryOut,
    TagsIn,
    TimelineOut,
)

router = Doors(tags=["people"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
Changing = Annotated[Viewer, requires(Permission.PEOPLE_CHANGE)]
Revealing = Annotated[Viewer, requires(Permission.PEOPLE_REVEAL)]
Exporting = Annotated[Viewer, requires(Permission.PEOPLE_EXPORT)]
Erasing = Annotated[Viewer, requires(Permission.PEOPLE_ERASE)]
Managing = Annotated[Viewer, requires(Permission.SYSTEM_MANAGE)]

_FOUND = (NoSuchPerson, NotAnIdentifier)


@router.get("/people/count")
async def count(viewer: Reading, session: ScopedSession) -> CountsOut:
    """How many people there are, how many we know, how many we can reach."""
    counts = await queries.count(session, scope=viewer.scope)
    return CountsOut(people=counts.people, identified=counts.identified, reachable=counts.reachable)


@router.get("/people", responses=refuses(NotAPlace))
async def listed(
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
    q: Annotated[str, Query(max_length=300, description="an identifier, phone, person number, nickname or name")] = "",
    after: Annotated[str, Query(max_length=60)] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> PageOut:
    """People, the newest first, or those whom `q` finds."""
    page = await queries.listed(session, scope=viewer.scope, q=q, after=after, limit=limit, keys=platform.keys)
    return PageOut.of(page)


@router.post("/people/summaries")
async def summaries(body: SummariesIn, viewer: Reading, session: ScopedSession) -> SummariesOut:
    """The lines of a list for exactly these people, in the order asked; who is unknown or out of scope is absent."""
    found = await queries.summaries(session, body.numbers(), scope=viewer.scope)
    return SummariesOut(people=[SummaryOut.of(one) for one in found])


@router.get("/people/{ref}", responses=refuses(*_FOUND))
async def show(
    ref: str,
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
    timeline: Annotated[int, Query(ge=0, le=1000, description="how many of the newest events")] = 0,
) -> PersonOut:
    """One person: identifiers, traits, tags, consent, channels, affiliations, and the newest events."""
    person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    profile = await queries.profile(session, person=person, vault=platform.vault)
    identities = profile.identities if timeline else []
    newest = await queries.timeline(platform.clickhouse, identities=identities, limit=timeline)
    return PersonOut.of(profile, newest)


@router.get("/people/{ref}/timeline", responses=refuses(*_FOUND, NotAPlace))
async def timeline(
    ref: str,
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
    before: Annotated[str, Query(max_length=300)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 50,
) -> TimelineOut:
    """What happened to a person, the newest first."""
    person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    identities = await queries.identities_of(session, person)
    return TimelineOut.of(
        await queries.timeline(platform.clickhouse, identities=identities, before=before, limit=limit)
    )


@router.post("/people/{ref}/reveal", responses=refuses(*_FOUND, NoReason))
async def reveal(
    ref: str, body: ReasonIn, viewer: Revealing, session: ScopedSession, platform: PlatformDep, now: Now
) -> PersonOut:
    """One person with personal data in clear; who looked and why is written down."""
    person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    profile = await operations.reveal(
        session, person=person, reason=body.reason, viewer=viewer, vault=platform.vault, now=now
    )
    return PersonOut.of(profile, queries.Timeline((), None))


@router.get("/people/{ref}/export", responses=refuses(*_FOUND))
async def export(
    ref: str, viewer: Exporting, session: ScopedSession, platform: PlatformDep, now: Now
) -> dict[str, Any]:
    """Everything that we hold about a person, in clear; who took it is written down."""
    person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    everything = await queries.export(session, platform.clickhouse, person=person, vault=platform.vault)
    await operations.note_export(session, person=person, viewer=viewer, events=len(everything["events"]), now=now)
    return everything


@router.post("/people/{ref}/tags", responses=refuses(*_FOUND, NotATag))
async def tags(
    ref: str, body: TagsIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now
) -> PersonOut:
    """Put tags on a person and take tags off."""
    person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    for tag in body.add:
        await operations.tag(session, person=person, tag=tag, viewer=viewer, now=now)
    for tag in body.remove:
        await operations.untag(session, person=person, tag=tag, viewer=viewer, now=now)
    profile = await queries.profile(session, person=person, vault=platform.vault)
    return PersonOut.of(profile, queries.Timeline((), None))


@router.post("/people/{ref}/consents", responses=refuses(*_FOUND, NotAConsent, NoEvidence))
async def consents(
    ref: str, body: ConsentIn, viewer: Changing, session: Session, platform: PlatformDep, now: Now
) -> PersonOut:
    """Write what a person answered into the consent ledger."""
    person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
    await operations.answer(
        session,
        person=person,
        purpose=body.purpose,
        channel=body.channel,
        granted=body.granted,
        evidence=body.evidence,
        viewer=viewer,
        now=now,
    )
    profile = await queries.profile(session, person=person, vault=platform.vault)
    return PersonOut.of(profile, queries.Timeline((), None))


@router.post("/people/{ref}/erase", responses=refuses(*_FOUND, NoReason, ErasureRunning))
async def erase(ref: str, body: ReasonIn, viewer: Erasing, platform: PlatformDep, now: Now) -> ErasureOut:
    """
    Erase a person and hand out the receipt.

    It is several transactions: once the first is committed, an interrupted erasure is finished by a job.
    """
    async with platform.postgres.transaction() as session:
        person = await queries.person_of(session, ref=ref, keys=platform.keys, scope=viewer.scope)
        receipt = await operations.open_erasure(session, person=person, reason=body.reason, viewer=viewer, now=now)
    await platform.intake.refresh()  # from here on their events are refused
    erasure = await operations.complete(
        platform.postgres,
        platform.clickhouse,
        receipt=receipt,
        vault=platform.vault,
        cluster=platform.settings.clickhouse_cluster,
        now=now,
    )
    return ErasureOut.of(erasure)


@router.get("/erasures/{receipt}", responses=refuses(NoSuchReceipt))
async def erasure(receipt: str, _viewer: Erasing, session: Session) -> ErasureOut:
    """The receipt of an erasure, with counts per store."""
    try:
        number = ids.parse(receipt)
    except ValueError:
        raise NoSuchReceipt(receipt=receipt[:60]) from None
    return ErasureOut.of(await queries.erasure(session, receipt=number))


@router.get("/trait-policies")
async def policies(_viewer: Reading, session: ScopedSession) -> dict[str, str]:
    """The merge policies that the house decided itself; any other trait follows its newest value."""
    return {name: policy.value for name, policy in (await queries.policies(session)).items()}


@router.put("/trait-policies/{name}", responses=refuses(NotAPolicy), status_code=204)
async def set_policy(name: str, body: PolicyIn, viewer: Managing, session: Session, now: Now) -> None:
    """Decide which of several values of a trait counts from now on."""
    await operations.set_policy(session, name=name, policy=body.policy, viewer=viewer, now=now)
