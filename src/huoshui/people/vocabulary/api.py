"""The HTTP door of the vocabulary: names and counts, nobody's values."""

from typing import Annotated

from fastapi import Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import ScopedSession, requires
from huoshui.bedrock.http import PlatformDep, refuses
from huoshui.bedrock.routes import Doors
from huoshui.people.contract import NotAPlace
from huoshui.people.vocabulary import queries
from huoshui.people.vocabulary.schemas import CarriedTagsOut, HeldTraitsOut

router = Doors(tags=["people"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
After = Annotated[str, Query(max_length=300, pattern=r"^[^\x00]*$")]


@router.get("/traits", responses=refuses(NotAPlace))
async def traits(
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 200,
) -> HeldTraitsOut:
    """The traits that people have, and how many have each: of the people in scope, nobody's values."""
    page = await queries.traits(session, platform.clickhouse, scope=viewer.scope, after=after, limit=limit)
    return HeldTraitsOut.of(page)


@router.get("/tags", responses=refuses(NotAPlace))
async def tags(
    viewer: Reading,
    session: ScopedSession,
    platform: PlatformDep,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="what the tag has in it")] = "",
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 100,
) -> CarriedTagsOut:
    """The tags that people in scope carry, how many carry each, and who puts it on them."""
    page = await queries.tags(session, platform.clickhouse, scope=viewer.scope, q=q.strip(), after=after, limit=limit)
    return CarriedTagsOut.of(page)
