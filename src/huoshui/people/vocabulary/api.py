"""The HTTP door of the vocabulary: names and counts, nobody's values."""

from typing import Annotated, Any

from fastapi import Query

from huoshui.access.contract import Permission, Viewer
from huoshui.access.doors import Figure, requires
from huoshui.bedrock.http import NobodyWaits, refuses
from huoshui.bedrock.routes import Doors
from huoshui.people.contract import NotAPlace
from huoshui.people.vocabulary import figures, queries
from huoshui.people.vocabulary.schemas import CarriedTagsOut, HeldTraitsOut

router = Doors(tags=["people"])

Reading = Annotated[Viewer, requires(Permission.PEOPLE_READ)]
After = Annotated[str, Query(max_length=300, pattern=r"^[^\x00]*$")]


@router.get("/traits", responses=refuses(NotAPlace, NobodyWaits), response_model=HeldTraitsOut)
async def traits(
    _viewer: Reading,
    figure: Figure,
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 200,
) -> Any:  # noqa: ANN401 as it was written before
    """The traits that people have, and how many have each: of the people in scope, nobody's values."""
    return await figure(figures.TRAITS, figures.TraitsAsked(after=after, limit=limit))


@router.get("/tags", responses=refuses(NotAPlace, NobodyWaits), response_model=CarriedTagsOut)
async def tags(
    _viewer: Reading,
    figure: Figure,
    q: Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$", description="what the tag has in it")] = "",
    after: After = "",
    limit: Annotated[int, Query(ge=1, le=queries.MOST_AT_ONCE)] = 100,
) -> Any:  # noqa: ANN401 as it was written before
    """The tags that people in scope carry, how many carry each, and who puts it on them."""
    return await figure(figures.TAGS, figures.TagsAsked(q=q.strip(), after=after, limit=limit))
