"""Writing the tables of identity, whole columns at a time."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.identity import wire
from huoshui.identity.batch import DAY, Batch, Sight, before, evidence_of
from huoshui.identity.components import Ints
from huoshui.identity.rules import NEVER_JOINS
from huoshui.identity.wire import Column, Numbers


async def add_identifiers(
    session: AsyncSession, batch: Batch, fresh: Ints, person: Column, space: Column, sealed: dict[int, bytes | None]
) -> None:
    """
    This will write new identifiers; ``fresh`` are places in the batch, in order of arrival.

    They are written in the order of the primary key, which the index takes in a fifth faster.
    """
    if not fresh.size:
        return
    last = await session.scalar(text(_NUMBER), {"count": fresh.size})
    order = np.argsort(batch.identities[fresh])
    ordinals = (int(last or 0) - fresh.size + 1 + order).tolist()
    places = fresh[order]
    known = [batch.identifiers[place] for place in places.tolist()]
    moments = np.array([batch.seen_at[place] for place in places.tolist()], dtype="M8[ms]")
    values = wire.fields([one.value for one in known])
    secrets = ["\\N"] * len(known)
    if sealed:
        for row, one in enumerate(known):
            if one.identity in sealed:
                values[row], secrets[row] = "\\N", _hexadecimal(sealed[one.identity])
    written = np.datetime_as_string(moments, timezone="UTC").tolist()
    columns = (known, ordinals, person[places].tolist(), space[places].tolist(), written, values, secrets)
    lines = [
        f"{one.identity}\t{ordinal}\t{whose}\t{number}\t{at}\t{one.namespace}\t{value}\t{secret}"
        for one, ordinal, whose, number, at, value, secret in zip(*columns, strict=True)
    ]
    names = ("identity", "ordinal", "person", "space", "first_seen_at", "namespace", "value", "sealed")
    await wire.copy_text(session, "identifiers", names, lines)


_NUMBER = "SELECT setval('identifier_ordinals', nextval('identifier_ordinals') + CAST(:count AS bigint) - 1)"


def link_lines(batch: Batch, new: Ints, reasons: dict[int, str]) -> list[str]:
    """This will write new links for `add_links`; ``new`` are places of pairs, those in ``reasons`` are refused."""
    a, b = batch.identities[batch.a[new]], batch.identities[batch.b[new]]
    order = np.lexsort((b, a))
    pairs = new[order].tolist()
    verdicts = ["0\t\\N"] * len(pairs)
    if reasons:
        verdicts = [f"1\t{reasons[pair]}" if pair in reasons else "0\t\\N" for pair in pairs]
    evidence = wire.fields([evidence_of(batch.sights[pair]) for pair in pairs])
    columns = (a[order].tolist(), b[order].tolist(), batch.at[new][order].tolist(), verdicts, evidence)
    return [
        f"{one}\t{other}\t{at}\t{verdict}\t{proof}" for one, other, at, verdict, proof in zip(*columns, strict=True)
    ]


async def add_links(session: AsyncSession, lines: list[str]) -> None:
    """This will store what `link_lines` wrote."""
    await wire.copy_text(session, "links", ("a", "b", "occurred_at", "state", "reason", "evidence"), lines)


async def move(session: AsyncSession, identities: Column, persons: Column) -> None:
    """This will give identities to people."""
    if identities.size:
        await wire.execute(
            session,
            "UPDATE identifiers SET person = moved.person "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS moved (identity, person) "
            "WHERE identifiers.identity = moved.identity",
            Numbers(identities),
            Numbers(persons),
        )


async def note_changes(session: AsyncSession, identities: Column, persons: Column) -> None:
    """This will queue changed persons for ClickHouse, under one version for all."""
    if identities.size:
        await wire.execute(
            session,
            "INSERT INTO identity_changes (identity, person, version) SELECT identity, person, version "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS changed (identity, person), "
            "(SELECT nextval('identity_versions') AS version) AS next",
            Numbers(identities),
            Numbers(persons),
        )


async def add_evidence(session: AsyncSession, seen: Sequence[tuple[int, int, Sight]]) -> None:
    """This will keep the first evidence of a day for links that have earlier evidence."""
    first: dict[tuple[int, int, int], Sight] = {}
    for a, b, sight in seen:
        key = (a, b, sight[0] // DAY)
        if key not in first or before(sight, first[key]):
            first[key] = sight
    if first:
        await session.execute(
            text(_ADD_EVIDENCE),
            {
                "a": [a for a, _, _ in first],
                "b": [b for _, b, _ in first],
                "at": [at for at, _ in first.values()],
                "evidence": [evidence_of(sight) for sight in first.values()],
            },
        )


_ADD_EVIDENCE = f"""
    INSERT INTO link_evidence (a, b, day, occurred_at, evidence)
    SELECT a, b, at / {DAY}, at, evidence
    FROM unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), CAST(:at AS bigint[]), CAST(:evidence AS text[]))
         AS seen (a, b, at, evidence)
    ON CONFLICT (a, b, day) DO UPDATE SET occurred_at = excluded.occurred_at, evidence = excluded.evidence
    WHERE (excluded.occurred_at, excluded.evidence) < (link_evidence.occurred_at, link_evidence.evidence)
"""


async def antedate(session: AsyncSession, seen: Sequence[tuple[int, int, Sight]]) -> None:
    """This will let earlier evidence found later stand as a link's first; what stood there stays as later evidence."""
    parameters = {
        "a": [a for a, _, _ in seen],
        "b": [b for _, b, _ in seen],
        "at": [sight[0] for _, _, sight in seen],
        "evidence": [evidence_of(sight) for _, _, sight in seen],
    }
    await session.execute(text(_KEEP_FORMER), parameters)
    await session.execute(text(_ANTEDATE), parameters)


_SEEN = """unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), CAST(:at AS bigint[]), CAST(:evidence AS text[]))
         AS seen (a, b, at, evidence)"""
_EARLIER = """links.a = seen.a AND links.b = seen.b AND NOT operator
    AND (seen.at, seen.evidence) < (occurred_at, links.evidence)"""
_KEEP_FORMER = f"""
    INSERT INTO link_evidence (a, b, day, occurred_at, evidence)
    SELECT links.a, links.b, occurred_at / {DAY}, occurred_at, links.evidence
    FROM {_SEEN} JOIN links ON {_EARLIER} WHERE occurred_at / {DAY} <> at / {DAY}
    ON CONFLICT (a, b, day) DO UPDATE SET occurred_at = excluded.occurred_at, evidence = excluded.evidence
    WHERE (excluded.occurred_at, excluded.evidence) < (link_evidence.occurred_at, link_evidence.evidence)
"""
_ANTEDATE = f"UPDATE links SET occurred_at = seen.at, evidence = seen.evidence FROM {_SEEN} WHERE {_EARLIER}"


async def reconcile(session: AsyncSession, identities: Column) -> None:
    """This will accept refused links among these identities whose two ends have become one person by other links."""
    accepted = await wire.rows(session, _RECONCILE, Numbers(identities), Numbers(identities))
    if accepted:
        await wire.execute(
            session,
            "UPDATE identity_reviews SET decision = 'settled' FROM unnest(%s::bigint[], %s::bigint[]) AS link (a, b) "
            "WHERE identity_reviews.a = link.a AND identity_reviews.b = link.b AND decision IS NULL",
            Numbers([a for a, _ in accepted]),
            Numbers([b for _, b in accepted]),
        )


_RECONCILE = f"""
    UPDATE links SET state = 0, reason = NULL FROM identifiers AS one, identifiers AS other
    WHERE links.state = 1 AND links.reason <> '{NEVER_JOINS}' AND links.a = ANY(%s) AND links.b = ANY(%s)
      AND one.identity = links.a AND other.identity = links.b AND one.person = other.person
    RETURNING links.a, links.b
"""


async def refuse_exactly(session: AsyncSession, links: Sequence[tuple[int, int, bool, str]]) -> None:
    """This will let these links (a, b, staff's or not, reason) be refused, and all others that count be accepted."""
    parameters = {name: [link[place] for link in links] for place, name in enumerate(("a", "b", "operator", "reason"))}
    await session.execute(text(_ACCEPT_OTHERS), parameters)
    await session.execute(text(_REFUSE), parameters)


_REFUSALS = """unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), CAST(:operator AS boolean[]), CAST(:reason AS text[]))
    AS refusal (a, b, operator, reason)"""
_ACCEPT_OTHERS = f"""
    UPDATE links SET state = 0, reason = NULL
    WHERE state = 1 AND NOT EXISTS (
        SELECT FROM {_REFUSALS} WHERE links.a = refusal.a AND links.b = refusal.b AND links.operator = refusal.operator)
"""
_REFUSE = f"""
    UPDATE links SET state = 1, reason = refusal.reason FROM {_REFUSALS}
    WHERE links.a = refusal.a AND links.b = refusal.b AND links.operator = refusal.operator
      AND (state = 0 OR links.reason IS DISTINCT FROM refusal.reason)
"""


async def ask_for_review(session: AsyncSession, cases: Sequence[tuple[int, int, str, str]], *, now: datetime) -> None:
    """This will put conflicts (a, b, reason, evidence) before people, each pair once."""
    if cases:
        await session.execute(
            text(
                "INSERT INTO identity_reviews (a, b, reason, evidence, created_at) "
                "SELECT a, b, reason, evidence, :now FROM unnest(CAST(:a AS bigint[]), CAST(:b AS bigint[]), "
                "CAST(:reason AS text[]), CAST(:evidence AS text[])) AS seen (a, b, reason, evidence) "
                "ON CONFLICT DO NOTHING"
            ),
            {
                "a": [case[0] for case in cases],
                "b": [case[1] for case in cases],
                "reason": [case[2] for case in cases],
                "evidence": [case[3] for case in cases],
                "now": now,
            },
        )


def _hexadecimal(sealed: bytes | None) -> str:
    return "\\N" if sealed is None else f"\\\\x{sealed.hex()}"
