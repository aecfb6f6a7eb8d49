"""Writing the tables of identity, whole columns at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.events.contract import Happening
from huoshui.identity import wire
from huoshui.identity.batch import DAY, Batch, before, evidence_of
from huoshui.identity.components import Flags, Ints
from huoshui.identity.rules import NEVER_JOINS
from huoshui.identity.wire import Column, Numbers


def identifier_fields(batch: Batch, fresh: Ints, space: Column, personal: Flags) -> list[str]:
    """
    This will write what is sure of new identifiers before their people are, for `add_identifiers`.

    ``fresh`` are places in the batch, in order of arrival; values are left out of those that are ``personal``.
    """
    known = [batch.identifiers[place] for place in fresh.tolist()]
    values = wire.fields([one.value for one in known])
    for row in np.flatnonzero(personal[fresh]).tolist():
        values[row] = "\\N"
    moments = np.datetime_as_string(batch.arrived_at[fresh].astype("M8[ms]"), timezone="UTC").tolist()
    columns = (space[fresh].tolist(), moments, known, values)
    return [f"{number}\t{at}\t{one.namespace}\t{value}" for number, at, one, value in zip(*columns, strict=True)]


async def add_identifiers(
    session: AsyncSession, identities: Column, persons: Column, written: list[str], sealed: Mapping[int, bytes]
) -> None:
    """
    This will write new identifiers in order of arrival; ``written`` are their `identifier_fields`, ``sealed`` the
    personal values by row.

    They are written in the order of the primary key, which the index takes in a fifth faster.
    """
    if not identities.size:
        return
    [(last,)] = await wire.rows(session, _NUMBER, identities.size)
    order = np.argsort(identities)
    ordinals = last - identities.size + 1 + order
    secrets = ["\\N"] * identities.size
    for row, secret in sealed.items():
        secrets[row] = f"\\\\x{secret.hex()}"
    columns = (column.tolist() for column in (identities[order], ordinals, persons[order], order))
    lines = [
        f"{one}\t{ordinal}\t{whose}\t{written[row]}\t{secrets[row]}"
        for one, ordinal, whose, row in zip(*columns, strict=True)
    ]
    names = ("identity", "ordinal", "person", "space", "first_seen_at", "namespace", "value", "sealed")
    await wire.copy_text(session, "identifiers", names, lines)


_NUMBER = "SELECT setval('identifier_ordinals', nextval('identifier_ordinals') + %s - 1)"


def link_lines(batch: Batch, new: Ints, reasons: dict[int, str]) -> list[str]:
    """This will write new links for `add_links`; ``new`` are places of pairs, those in ``reasons`` are refused."""
    pairs = new.tolist()
    verdicts = ["0\t\\N"] * len(pairs)
    if reasons:
        verdicts = [f"1\t{reasons[pair]}" if pair in reasons else "0\t\\N" for pair in pairs]
    evidence = wire.fields([evidence_of(batch.happenings[number]) for number in batch.sights[new].tolist()])
    ends = batch.identities[batch.a[new]].tolist(), batch.identities[batch.b[new]].tolist()
    columns = (*ends, batch.at[new].tolist(), verdicts, evidence)
    return [
        f"{one}\t{other}\t{at}\t{verdict}\t{proof}" for one, other, at, verdict, proof in zip(*columns, strict=True)
    ]


async def add_links(session: AsyncSession, lines: list[str]) -> None:
    """This will store what `link_lines` wrote."""
    await wire.copy_text(session, "links", ("a", "b", "occurred_at", "state", "reason", "evidence"), lines)


async def move(session: AsyncSession, identities: Column, persons: Column) -> None:
    """This will give identities to people, in the order of the primary key."""
    if identities.size:
        order = np.argsort(identities)
        await wire.execute(
            session,
            "UPDATE identifiers SET person = moved.person "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS moved (identity, person) "
            "WHERE identifiers.identity = moved.identity",
            Numbers(identities[order]),
            Numbers(persons[order]),
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


async def add_evidence(session: AsyncSession, seen: Sequence[tuple[int, int, Happening]]) -> None:
    """This will keep the first evidence of a day for links that have earlier evidence."""
    first: dict[tuple[int, int, int], Happening] = {}
    for a, b, sight in seen:
        key = (a, b, sight.occurred_at // DAY)
        if key not in first or before(sight, first[key]):
            first[key] = sight
    if first:
        await session.execute(
            text(_ADD_EVIDENCE),
            {
                "a": [a for a, _, _ in first],
                "b": [b for _, b, _ in first],
                "at": [sight.occurred_at for sight in first.values()],
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


async def antedate(session: AsyncSession, seen: Sequence[tuple[int, int, Happening]]) -> None:
    """This will let earlier evidence found later stand as a link's first; what stood there stays as later evidence."""
    parameters = {
        "a": [a for a, _, _ in seen],
        "b": [b for _, b, _ in seen],
        "at": [sight.occurred_at for _, _, sight in seen],
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


async def reconcile(session: AsyncSession, moved: Column, identities: Column, persons: Column) -> None:
    """
    This will accept refused links whose two ends have become one person by other links.

    ``moved`` are those who came to another person, ``identities`` all who are with them now, with their ``persons``.
    """
    a, b = await wire.columns(session, _REFUSED_AT, Numbers(moved), Numbers(moved))
    order = np.argsort(identities)
    identities, persons = identities[order], persons[order]
    there = np.isin(a, identities) & np.isin(b, identities)
    a, b = a[there], b[there]
    one = persons[np.searchsorted(identities, a)] == persons[np.searchsorted(identities, b)]
    accepted = await wire.rows(session, _ACCEPT, Numbers(a[one]), Numbers(b[one])) if one.any() else []
    if accepted:
        await wire.execute(
            session,
            "UPDATE identity_reviews SET decision = 'settled' FROM unnest(%s::bigint[], %s::bigint[]) AS link (a, b) "
            "WHERE identity_reviews.a = link.a AND identity_reviews.b = link.b AND decision IS NULL",
            Numbers([a for a, _ in accepted]),
            Numbers([b for _, b in accepted]),
        )


_REFUSED_AT = f"""
    SELECT array_agg(a), array_agg(b) FROM (
        SELECT a, b FROM links WHERE state = 1 AND reason <> '{NEVER_JOINS}' AND a = ANY(%s)
        UNION SELECT a, b FROM links WHERE state = 1 AND reason <> '{NEVER_JOINS}' AND b = ANY(%s)) AS refused
"""
_ACCEPT = f"""
    UPDATE links SET state = 0, reason = NULL FROM unnest(%s::bigint[], %s::bigint[]) AS together (a, b)
    WHERE links.a = together.a AND links.b = together.b AND state = 1 AND reason <> '{NEVER_JOINS}'
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
