"""Reading the vocabulary: which traits and tags there are among the people in scope."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.identity import queries as links
from huoshui.people import queries as people
from huoshui.people.contract import NotAPlace
from huoshui.people.rules.traits import policy_of
from huoshui.people.vocabulary import warehouse
from huoshui.people.vocabulary.contract import CarriedTag, HeldTrait, TagPage, TraitPage

MOST_AT_ONCE = 1000
LOOKED_AT = 20
"""Of so many who carry a tag it is looked up who put it on them."""
_FIRST = (1 << 63, "")


async def traits(
    session: AsyncSession, clickhouse: ClickHouse, *, scope: Scope, after: str = "", limit: int = 200
) -> TraitPage:
    """
    This will list the traits that people in scope have, those of most people first.

    :raises NotAPlace: if ``after`` is not what an earlier page gave
    """
    many, word = _place(after)
    found, types, decided = await asyncio.gather(
        warehouse.traits(clickhouse, scope=scope, many=many, word=word, limit=limit + 1),
        warehouse.types(clickhouse, scope=scope),
        people.policies(session),
    )
    lines = [
        HeldTrait(
            row["name"], row["people"], row["known_people"], row["example"],
            tuple(kind for kind, names in types.items() if row["name"] in names),
            policy_of(row["name"], decided), row["name"] in decided,
        )
        for row in found[:limit]
    ]  # fmt: skip
    return TraitPage(tuple(lines), _next(found, "name", limit))


async def tags(
    session: AsyncSession, clickhouse: ClickHouse, *, scope: Scope, q: str = "", after: str = "", limit: int = 100
) -> TagPage:
    """
    This will list the tags that people in scope carry and that have ``q`` in them, those of most people first.

    :raises NotAPlace: if ``after`` is not what an earlier page gave
    """
    many, word = _place(after)
    found = await warehouse.tags(clickhouse, scope=scope, q=q, many=many, word=word, limit=limit + 1, sample=LOOKED_AT)
    origins = await _origins(session, {row["tag"]: row["some"] for row in found[:limit]})
    lines = [
        CarriedTag(row["tag"], row["people"], clock.moment(row["last_at"]), origins.get(row["tag"], ()))
        for row in found[:limit]
    ]
    return TagPage(tuple(lines), _next(found, "tag", limit))


async def _origins(session: AsyncSession, carriers: Mapping[str, Sequence[int]]) -> dict[str, tuple[str, ...]]:
    """Who put each tag on these of its carriers, the most frequent first."""
    held = await links.identities_of(session, sorted({person for some in carriers.values() for person in some}))
    whose = {identity: person for person, identities in held.items() for identity in identities}
    asked = {"identities": sorted(whose), "tags": list(carriers)}
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in await session.execute(_LINES, asked):
        if whose[row.identity] in carriers[row.tag]:
            counted[row.tag][_source(row)] += 1
    return {tag: tuple(source for source, _ in sources.most_common()) for tag, sources in counted.items()}


def _source(row: Any) -> str:  # noqa: ANN401 SQLAlchemy's rows
    """An event came in a file when an import wrote it, else from its source; staff stand as they are."""
    if row.import_id:
        return f"import:{row.import_id}"
    kind, _, rest = row.added_by.partition(":")
    return f"source:{rest.partition('/')[0]}" if kind == "event" else row.added_by


def _place(after: str) -> tuple[int, str]:
    if not after:
        return _FIRST
    many, _, word = after.partition(".")
    if not (many.isascii() and many.isdigit()) or int(many) > _FIRST[0]:
        raise NotAPlace(after=after[:60])
    return int(many), word


def _next(found: Sequence[Mapping[str, Any]], key: str, limit: int) -> str | None:
    return f"{found[limit - 1]['people']}.{found[limit - 1][key]}" if len(found) > limit else None


_LINES = text("""
    SELECT identity, tag, coalesce(added_by, '') AS added_by, import_id FROM tags
    WHERE identity = ANY(CAST(:identities AS bigint[])) AND tag = ANY(CAST(:tags AS text[]))
      AND added_at IS NOT NULL AND (removed_at IS NULL OR added_at > removed_at)
    ORDER BY identity, tag
""")
