"""Identifiers that were given to somebody new (二次号): from a date on, the same value is another identity."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock import clock
from huoshui.bedrock.crypto import Keys, Vault
from huoshui.channels import namespaces
from huoshui.channels.contract import Unusable
from huoshui.identity import store
from huoshui.identity.contract import NotAnIdentifier, NotRecyclable
from huoshui.identity.operations.settling import resettle, tell
from huoshui.identity.wire import Column


@dataclass(frozen=True, slots=True)
class Handover:
    """The identity that a value stood for until now, the one it stands for from a date on, and how many links moved."""

    before: int
    after: int
    links: int


async def recycle(
    session: AsyncSession,
    *,
    namespace: str,
    value: str,
    valid_from: datetime,
    keys: Keys,
    vault: Vault | None = None,
    by: str,
    now: datetime,
) -> Handover:
    """
    This will let an identifier belong to somebody new from a date on; what was evidenced since moves to them.

    The n-th owner's identity is the fingerprint of the value with ``#n`` behind it. Events that were stored before this
    was known keep the identity they came with.

    :raises NotAnIdentifier: if the value is none
    :raises NotRecyclable: if nobody holds it, or it was recycled from that date on or later already
    """
    await store.lock(session)
    normal = namespaces.normalize(namespace, value)
    ref = f"{namespace}:{value}"
    if isinstance(normal, Unusable):
        raise NotAnIdentifier(ref=ref)
    first, since = keys.fingerprint(namespace, normal), clock.milliseconds(valid_from)
    former = (await store.recycled(session)).get(first, ())
    if former and former[-1][0] >= since:
        raise NotRecyclable(ref=ref, why="it was, from that date on or a later one")
    before = former[-1][1] if former else first
    after = keys.fingerprint(namespace, f"{normal}#{len(former) + 1}")
    await _inherit(session, before, after, ref=ref, since=since, now=now)
    if vault is not None and namespaces.of(namespace).personal:
        [sealed] = await vault.seal_many(session, [(after, normal.encode())])
        await session.execute(
            text("UPDATE identifiers SET sealed = :sealed WHERE identity = :after"), {"sealed": sealed, "after": after}
        )
    await session.execute(text(_RECYCLED), {"first": first, "since": since, "after": after, "by": by, "now": now})
    moved, concerned = await _hand_over(session, before, after, since)
    await tell(session, await resettle(session, concerned, now=now))
    await store.unlock_planner(session)
    return Handover(before, after, moved)


async def _inherit(session: AsyncSession, before: int, after: int, *, ref: str, since: int, now: datetime) -> None:
    found = await session.execute(
        text(_INHERIT), {"before": before, "after": after, "seen": min(clock.moment(since), now)}
    )
    if not found.all():
        raise NotRecyclable(ref=ref, why="nobody holds it")


async def _hand_over(session: AsyncSession, before: int, after: int, since: int) -> tuple[int, Column]:
    """Move the evidence from the date on to the new identity; a link without any before it goes altogether."""
    links = await store.links_at(session, np.array([before], dtype=np.int64))
    held = [(a ^ b ^ before, at, evidence, True) for a, b, operator, _, at, _, evidence in links if not operator]
    more = await session.execute(text(_EVIDENCE), {"identity": before})
    held += [(other, at, evidence, False) for other, at, evidence in more]
    later: dict[int, list[tuple[int, str]]] = {}
    gone = []
    for other, at, evidence, first in held:
        if at >= since:
            later.setdefault(other, []).append((at, evidence))
            if first:
                gone.append(other)
    await session.execute(text(_FORGET_EVIDENCE), {"identity": before, "since": since})
    await session.execute(text(_FORGET_LINKS), {"identity": before, "gone": gone})
    await session.execute(text(_SETTLED), {"identity": before, "gone": gone})
    moved = [(min(after, other), max(after, other), *min(seen)) for other, seen in later.items()]
    rest = [
        (min(after, other), max(after, other), *one)
        for other, seen in later.items()
        for one in seen
        if one != min(seen)
    ]
    await session.execute(text(_LINKS), _columns(moved))
    await session.execute(text(_MORE), _columns(rest))
    return len(moved), np.array([before, after, *(other for other, *_ in held)], dtype=np.int64)


def _columns(rows: list[tuple[int, int, int, str]]) -> dict[str, list[object]]:
    return {name: [row[place] for row in rows] for place, name in enumerate(("a", "b", "at", "evidence"))}


_RECYCLED = """
    INSERT INTO recycled (identity, valid_from, becomes, decided_by, decided_at)
    VALUES (:first, :since, :after, :by, :now)
"""
_INHERIT = """
    INSERT INTO identifiers (identity, person, space, first_seen_at, namespace, value)
    SELECT :after, :after, space, :seen, namespace, value FROM identifiers WHERE identity = :before
    RETURNING 1
"""
_EVIDENCE = "SELECT a # b # :identity, occurred_at, evidence FROM link_evidence WHERE :identity IN (a, b)"
_FORGET_EVIDENCE = "DELETE FROM link_evidence WHERE :identity IN (a, b) AND occurred_at >= :since"
_FORGET_LINKS = """
    DELETE FROM links USING unnest(CAST(:gone AS bigint[])) AS other
    WHERE a = least(:identity, other) AND b = greatest(:identity, other) AND NOT operator
"""
_SETTLED = """
    UPDATE identity_reviews SET decision = 'settled'
    WHERE decision IS NULL AND :identity IN (a, b) AND a # b # :identity = ANY(CAST(:gone AS bigint[]))
"""
_ROWS = """unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), CAST(:at AS bigint[]), CAST(:evidence AS text[]))
    AS seen (a, b, at, evidence)"""
_LINKS = f"""
    INSERT INTO links (a, b, occurred_at, state, reason, evidence) SELECT a, b, at, 1, 'pending', evidence FROM {_ROWS}
"""
_MORE = f"""
    INSERT INTO link_evidence (a, b, day, occurred_at, evidence)
    SELECT a, b, at / 86400000, at, evidence FROM {_ROWS} ON CONFLICT DO NOTHING
"""
