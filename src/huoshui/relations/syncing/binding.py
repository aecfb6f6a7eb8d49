"""Whose identity a contact is; of somebody who was erased and did not return nothing is kept."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Keys
from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable
from huoshui.people import queries as people
from huoshui.relations import operations

_AT_ONCE = 1_000


def identity(keys: Keys, corp: str, contact: str) -> int:
    """This will give the identity of a contact; one whose id is no identifier is nobody's (0)."""
    namespace = f"wecom_external:{corp}"
    value = namespaces.normalize(namespace, contact)
    return 0 if isinstance(value, Unusable) else keys.fingerprint(namespace, value)


async def allowed(session: AsyncSession, identities: Iterable[int]) -> set[int]:
    """This will give those of whom something may be kept: who was erased may not be, until they return."""
    wanted = set(identities)
    refused = await people.refusals_among(session, sorted(wanted))
    return {one for one in wanted if one not in refused or refused[one][1]}


async def bind(session: AsyncSession, *, keys: Keys, now: datetime) -> int:
    """
    This will give contacts that callbacks brought their identities, and tell how many there were.

    Somebody who was erased is let go of again, unless they added staff after that: then they returned.
    """
    rows = (await session.execute(_UNBOUND, {"limit": _AT_ONCE})).all()
    if not rows:
        return 0
    found = {(row.corp, row.contact): identity(keys, row.corp, row.contact) for row in rows}
    refused = await people.refusals_among(session, sorted(set(found.values())))
    given = {
        "corps": [corp for corp, _ in found],
        "contacts": [contact for _, contact in found],
        "identities": list(found.values()),
    }
    for statement in (_BIND_CONTACTS, _BIND_RELATIONS, _BIND_MEMBERS):
        await session.execute(statement, given)
    erased = [one for one, (_, returned) in refused.items() if not returned]
    if erased:
        since = [refused[one][0] for one in erased]
        back = set(await session.scalars(_RETURNED, {"identities": erased, "since": since}))
        gone = [one for one in erased if one not in back]
        await operations.erase(session, identities=gone, now=now)
    return len(found)


_UNBOUND = text("""
    (SELECT corp, contact FROM relation_contacts WHERE identity IS NULL LIMIT :limit)
    UNION
    (SELECT corp, member FROM group_members WHERE identity IS NULL AND customer LIMIT :limit)
    UNION
    (SELECT corp, contact FROM follow_relations WHERE identity IS NULL LIMIT :limit)
""")
_GIVEN = """
    FROM unnest(CAST(:corps AS text[]), CAST(:contacts AS text[]), CAST(:identities AS bigint[]))
        AS given (corp, contact, identity)
"""
_BIND_CONTACTS = text(f"""
    UPDATE relation_contacts AS held SET identity = given.identity {_GIVEN}
    WHERE held.corp = given.corp AND held.contact = given.contact AND held.identity IS NULL
""")
_BIND_RELATIONS = text(f"""
    UPDATE follow_relations AS held SET identity = given.identity {_GIVEN}
    WHERE held.corp = given.corp AND held.contact = given.contact AND held.identity IS NULL
""")
_BIND_MEMBERS = text(f"""
    UPDATE group_members AS held SET identity = given.identity {_GIVEN}
    WHERE held.corp = given.corp AND held.member = given.contact AND held.identity IS NULL
""")
_RETURNED = text("""
    SELECT given.identity
    FROM unnest(CAST(:identities AS bigint[]), CAST(:since AS bigint[])) AS given (identity, since)
    WHERE EXISTS (
        SELECT FROM follow_relations AS held JOIN relation_facts ON relation = held.id
        WHERE held.identity = given.identity AND kind IN ('added', 'half_added')
          AND at > to_timestamp(given.since / 1000.0))
""")
