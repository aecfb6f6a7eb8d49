"""Traits and tags with how many have them, for whoever takes counts of some minutes ago."""

from datetime import datetime

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.access.recipes import Recipe
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.people import queries as people
from huoshui.people.vocabulary import queries
from huoshui.people.vocabulary.schemas import CarriedTagsOut, HeldTraitsOut


class TraitsAsked(BaseModel):
    """So many traits, from the place on that an earlier page gave."""

    after: str = ""
    limit: int = queries.MOST_AT_ONCE


class TagsAsked(BaseModel):
    """So many tags that have ``q`` in them, from the place on that an earlier page gave."""

    q: str = ""
    after: str = ""
    limit: int = queries.MOST_AT_ONCE


async def _traits(
    asked: TraitsAsked, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, _now: datetime
) -> HeldTraitsOut:
    page = await queries.traits(session, clickhouse, scope=scope, after=asked.after, limit=asked.limit)
    return HeldTraitsOut.of(page)


async def _tags(
    asked: TagsAsked, session: AsyncSession, clickhouse: ClickHouse, scope: Scope, _now: datetime
) -> CarriedTagsOut:
    page = await queries.tags(session, clickhouse, scope=scope, q=asked.q, after=asked.after, limit=asked.limit)
    return CarriedTagsOut.of(page)


async def _in_force(session: AsyncSession) -> str:
    return ",".join(f"{name} {policy}" for name, policy in sorted((await people.policies(session)).items()))


TRAITS = Recipe("people.traits", TraitsAsked, _traits, _in_force)
TAGS = Recipe("people.tags", TagsAsked, _tags)
RECIPES = (TRAITS, TAGS)
NEXT = ((TRAITS.name, TraitsAsked().model_dump_json()), (TAGS.name, TagsAsked(limit=50).model_dump_json()))
"""What the screen of traits and tags shows first: each by the name of its recipe, in its words."""
