"""Finding people: by number, by identifier, by what is known of them; counting and listing them."""

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.bedrock import ids
from huoshui.bedrock.crypto import Keys
from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable
from huoshui.identity import queries as links
from huoshui.identity.contract import NoSuchPerson, NotAnIdentifier, PersonId
from huoshui.people.contract import Counts, NotAPlace, Summary
from huoshui.people.rules import traits

MOST_AT_ONCE = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """Some people, the newest first, and the place where the next page begins (nothing at the end)."""

    people: tuple[Summary, ...]
    next: str | None


async def count(session: AsyncSession, *, scope: Scope) -> Counts:
    """This will count the people of a scope, as the feed last knew them."""
    row = (await session.execute(_COUNT, {"units": None if scope.everything else list(scope.units or ())})).one()
    return Counts(int(row.people), int(row.identified), int(row.reachable))


async def person_of(session: AsyncSession, *, ref: str, keys: Keys, scope: Scope) -> PersonId:
    """
    This will tell which person ``ref`` is now: a person number, also one that a merge absorbed, or ``namespace:value``.

    :raises NotAnIdentifier: if it is neither
    :raises NoSuchPerson: if nobody is, or the scope does not show them
    """
    person = await links.person_of(session, ref=ref, keys=keys)
    if not await _seen(session, person, scope):
        raise NoSuchPerson(ref=ref[:120])
    return person


async def identities_of(session: AsyncSession, person: int) -> list[int]:
    """This will give the identities of a person, the founder first."""
    return (await links.identities_of(session, [person])).get(person, [])


async def listed(
    session: AsyncSession, *, scope: Scope, q: str = "", after: str = "", limit: int = 50, keys: Keys
) -> Page:
    """
    This will list people, the newest first: all, or those whom ``q`` finds.

    ``q`` is any identifier (``namespace:value``, or a bare phone, e-mail address, member number or user id), a person
    number, the beginning of a nickname, or a whole name.

    :raises NotAPlace: if ``after`` is not what an earlier page gave
    """
    limit = max(1, min(limit, MOST_AT_ONCE))
    since, person = _place(after) if after else (None, None)
    identities, hashes, prefix = await _sought(session, q, keys) if q.strip() else ([], [], "")
    rows = await session.execute(
        _FOUND if q.strip() else _LISTED,
        {
            "units": None if scope.units is None else list(scope.units),
            "since": since,
            "person": person,
            "limit": limit + 1,
            "identities": identities,
            "hashes": hashes,
            "prefix": prefix,
        },
    )
    found = [_summary(row) for row in rows]
    more = found[limit - 1] if len(found) > limit else None
    return Page(tuple(found[:limit]), _written(more) if more else None)


async def _sought(session: AsyncSession, q: str, keys: Keys) -> tuple[list[int], list[int], str]:
    """What ``q`` may mean: identities, keyed hashes of personal traits, a nickname's beginning as a LIKE pattern."""
    words = " ".join(q.split())
    identities = []
    with contextlib.suppress(NotAnIdentifier):
        identities.append(await links.identity_of(session, ref=words, keys=keys))
    for namespace in await session.scalars(_NAMESPACES):
        value = namespaces.normalize(namespace, words)
        if not isinstance(value, Unusable):
            identities.append(keys.fingerprint(namespace, value))
    identities += await session.scalars(_RECYCLED, {"identities": identities})
    hashes = [
        keys.fingerprint(f"trait:{kind}", normal)
        for kind in ("phone", "email", "name", "address")
        if (normal := traits.searched(kind, words))
    ]
    return identities, hashes, _prefix(words)


def _prefix(words: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", words.lower()) + "%"


async def _seen(session: AsyncSession, person: int, scope: Scope) -> bool:
    if scope.everything:
        return True
    return bool(await session.scalar(_SEEN, {"person": person, "units": list(scope.units or ())}))


def _written(summary: Summary) -> str:
    return f"{(summary.since - _EPOCH) // timedelta(microseconds=1)}.{ids.render(summary.person)}"


def _place(after: str) -> tuple[datetime, int]:
    micros, _, person = after.partition(".")
    try:
        return _EPOCH + timedelta(microseconds=int(micros)), ids.parse(person)
    except (ValueError, OverflowError):
        raise NotAPlace(after=after[:60]) from None


def _summary(row: Any) -> Summary:  # noqa: ANN401 SQLAlchemy's rows
    return Summary(
        person=row.person,
        display=row.display,
        identified=row.identified,
        reachable=row.reachable,
        channels=tuple(row.reach),
        units=tuple(row.units),
        tags=tuple(row.tags),
        since=row.since,
    )


_COUNT = text("""
    SELECT count(*) AS people, count(*) FILTER (WHERE identified) AS identified,
           count(*) FILTER (WHERE reachable) AS reachable
    FROM people WHERE CAST(:units AS bigint[]) IS NULL OR units && CAST(:units AS bigint[])
""")
_RECYCLED = text("SELECT becomes FROM recycled WHERE identity = ANY(CAST(:identities AS bigint[]))")
_NAMESPACES = text("SELECT namespace FROM identity_spaces ORDER BY namespace")
_SEEN = text("SELECT 1 FROM people WHERE person = :person AND units && CAST(:units AS bigint[])")
_PAGE = """
    SELECT person, display, identified, reachable, reach, units, tags, since FROM people
    WHERE {found} AND (CAST(:units AS bigint[]) IS NULL OR units && CAST(:units AS bigint[]))
      AND (CAST(:since AS timestamptz) IS NULL 
           OR (since, person) < (CAST(:since AS timestamptz), CAST(:person AS bigint)))
    ORDER BY since DESC, person DESC LIMIT :limit
"""
_LISTED = text(_PAGE.format(found="true"))
_FOUND = text(
    _PAGE.format(
        found="""person IN (
        SELECT person FROM identifiers WHERE identity = ANY(CAST(:identities AS bigint[]))
        UNION SELECT person FROM traits JOIN identifiers USING (identity) WHERE search = ANY(CAST(:hashes AS bigint[]))
        UNION SELECT person FROM traits JOIN identifiers USING (identity)
              WHERE traits.name = 'nickname' AND lower(traits.value #>> '{{}}') LIKE :prefix)"""
    )
)
