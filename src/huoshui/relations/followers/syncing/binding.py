"""Whose identity a follower is; of somebody who was erased and did not return nothing is kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys
from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable
from huoshui.people import queries as people
from huoshui.relations.followers import operations

_AT_ONCE = 1_000


def identity(keys: Keys, appid: str, openid: str) -> int:
    """This will give the identity of a follower; one whose id is no identifier is nobody's (0)."""
    namespace = f"wechat_openid:{appid}"
    value = namespaces.normalize(namespace, openid)
    return 0 if isinstance(value, Unusable) else keys.fingerprint(namespace, value)


async def allowed(session: AsyncSession, identities: Iterable[int]) -> set[int]:
    """This will give those of whom something may be kept: who was erased may not be, until they return."""
    wanted = set(identities)
    refused = await people.refusals_among(session, sorted(wanted))
    return {one for one in wanted if one not in refused or refused[one][1]}


async def bind(session: AsyncSession, *, keys: Keys, now: datetime) -> int:
    """
    This will give followers that callbacks brought their identities, and tell how many there were.

    Somebody who was erased is let go of again, unless they did something after that by themselves: then they returned.
    """
    rows = (await session.execute(_UNBOUND, {"limit": _AT_ONCE})).all()
    if not rows:
        return 0
    found = {row.id: identity(keys, row.appid, row.openid) for row in rows}
    given = {"numbers": list(found), "identities": list(found.values())}
    await session.execute(_BIND, given)
    refused = await people.refusals_among(session, sorted(set(found.values())))
    erased = [one for one, (_, returned) in refused.items() if not returned]
    if erased:
        since = [refused[one][0] for one in erased]
        await _let_go(session, erased, since, now)
    return len(found)


async def _let_go(session: AsyncSession, erased: Sequence[int], since: Sequence[int], now: datetime) -> None:
    back = set(await session.scalars(_RETURNED, {"identities": list(erased), "since": list(since)}))
    await operations.erase(session, identities=[one for one in erased if one not in back], now=now)


_UNBOUND = text("""
    SELECT id, appid, openid FROM followers WHERE identity IS NULL ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
""")
_BIND = text("""
    UPDATE followers AS held SET identity = given.identity
    FROM unnest(CAST(:numbers AS bigint[]), CAST(:identities AS bigint[])) AS given (number, identity)
    WHERE held.id = given.number AND held.identity IS NULL
""")
_RETURNED = text("""
    SELECT given.identity
    FROM unnest(CAST(:identities AS bigint[]), CAST(:since AS bigint[])) AS given (identity, since)
    WHERE EXISTS (
        SELECT FROM followers AS held JOIN follower_facts ON follower = held.id
        WHERE held.identity = given.identity AND kind IN ('followed', 'scanned', 'messaged', 'menu_clicked')
          AND at > to_timestamp(given.since / 1000.0))
""")
