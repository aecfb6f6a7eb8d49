"""What staff change about a person: tags, consents, merge policies; and looking at personal data in clear."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock import clock, ids
from huoshui.bedrock.crypto import Vault
from huoshui.people import queries
from huoshui.people.contract import (
    EVERY_CHANNEL,
    NoEvidence,
    NoReason,
    NotAConsent,
    NotAPolicy,
    NotATag,
    Policy,
    Purpose,
)
from huoshui.people.operations.summary import refresh
from huoshui.people.queries import Profile
from huoshui.people.rules import learned

_LONGEST_NOTE = 1000


async def tag(session: AsyncSession, *, person: int, tag: str, viewer: Viewer, now: datetime) -> None:
    """
    This will put a tag on a person; on one who carries it already it only renews the word.

    :raises NotATag: if it is empty, too long or has line breaks
    """
    identities = await queries.identities_of(session, person)
    word = {**_word(viewer, now), "identities": identities, "tag": _checked_tag(tag)}
    await session.execute(_TAG, {**word, "identity": person, "now": now})
    await _changed(session, person, viewer, "people.tagged", {"tag": tag}, now)


async def untag(session: AsyncSession, *, person: int, tag: str, viewer: Viewer, now: datetime) -> None:
    """
    This will take a tag off a person, from every identity that carries it.

    :raises NotATag: if it cannot be a tag at all
    """
    identities = await queries.identities_of(session, person)
    word = {**_word(viewer, now), "identities": identities, "tag": _checked_tag(tag)}
    await session.execute(_UNTAG, word)
    await _changed(session, person, viewer, "people.untagged", {"tag": tag}, now)


async def answer(
    session: AsyncSession,
    *,
    person: int,
    purpose: str,
    channel: str,
    granted: bool,
    evidence: str,
    viewer: Viewer,
    now: datetime,
) -> None:
    """
    This will write what a person answered into the ledger.

    The line is written for every identity: the person's own new answer counts for all that we hold of them, and if they
    are split later each part keeps it. ``evidence`` says where and how they answered.

    :raises NotAConsent: if there is no such purpose, or the channel cannot be one
    :raises NoEvidence: if nothing is said about where the answer comes from
    """
    if purpose not in set(Purpose):
        raise NotAConsent(what=purpose[:60], kind="purpose")
    where = channel.strip().lower() or EVERY_CHANNEL
    if len(where) > learned.MAX_LABEL or not where.isprintable():
        raise NotAConsent(what=where[:60], kind="channel")
    if not evidence.strip():
        raise NoEvidence
    line = {"purpose": purpose, "channel": where, "granted": granted, "note": _clean(evidence), "by": viewer.actor}
    identities = await queries.identities_of(session, person)
    await session.execute(_ANSWER, {**line, "identities": identities, "at": clock.milliseconds(now), "now": now})
    action = "people.consent.granted" if granted else "people.consent.withdrawn"
    await _changed(session, person, viewer, action, {"purpose": purpose, "channel": where}, now)


async def reveal(
    session: AsyncSession, *, person: int, reason: str, viewer: Viewer, vault: Vault, now: datetime
) -> Profile:
    """
    This will show a person's personal data in clear, and write who looked and why.

    :raises NoReason: if nothing is said about why
    """
    if not reason.strip():
        raise NoReason
    shown = await queries.profile(session, person=person, vault=vault, clear=True)
    await _audit(session, person, viewer, "people.revealed", {"reason": _clean(reason)}, now)
    return shown


async def note_export(session: AsyncSession, *, person: int, viewer: Viewer, events: int, now: datetime) -> None:
    """This will write who exported a person's data."""
    await _audit(session, person, viewer, "people.exported", {"events": events}, now)


async def set_policy(session: AsyncSession, *, name: str, policy: str, viewer: Viewer, now: datetime) -> None:
    """
    This will decide which of several values of a trait counts from now on.

    :raises NotAPolicy: if there is no such policy; sums are none
    """
    if policy not in set(Policy):
        raise NotAPolicy(policy=policy[:60])
    await session.execute(_POLICY, {"name": name[:100], "policy": policy})
    await access.record(
        session,
        viewer=viewer,
        action="people.policy.set",
        subject=f"trait:{name[:100]}",
        facts={"policy": policy},
        now=now,
    )


async def forget_import(session: AsyncSession, *, import_id: int, now: datetime) -> int:
    """
    This will take back everything that one import said about people, and tell how many identities it had spoken of.

    What other sources said shows again. Consent lines go too: whoever undoes an import says that it never was.
    """
    identities: set[int] = set()
    for table in ("traits", "tags", "consents", "contactability", "affiliations"):
        gone = await session.scalars(
            text(f"DELETE FROM {table} WHERE import_id = :import_id RETURNING identity"), {"import_id": import_id}
        )
        identities.update(gone)
    await refresh_of(session, identities, now=now)
    return len(identities)


async def bind_units(session: AsyncSession, *, now: datetime) -> int:
    """This will join affiliations to units that were created after them, and tell how many were joined."""
    bound = set(await session.scalars(_BIND))
    await refresh_of(session, bound, now=now)
    return len(bound)


async def refresh_of(session: AsyncSession, identities: Sequence[int] | set[int], *, now: datetime) -> None:
    """This will bring the summaries up to date of whoever holds these identities now."""
    if identities:
        persons = await session.scalars(_PERSONS, {"identities": sorted(identities)})
        await refresh(session, list(persons), now=now)


async def _changed(
    session: AsyncSession, person: int, viewer: Viewer, action: str, facts: dict[str, object], now: datetime
) -> None:
    await refresh(session, [person], now=now)
    await _audit(session, person, viewer, action, facts, now)


async def _audit(
    session: AsyncSession, person: int, viewer: Viewer, action: str, facts: dict[str, object], now: datetime
) -> None:
    await access.record(
        session, viewer=viewer, action=action, subject=f"person:{ids.render(person)}", facts=facts, now=now
    )


def _checked_tag(tag: str) -> str:
    label = " ".join(tag.split())
    if not label or len(label) > learned.MAX_LABEL or not label.isprintable():
        raise NotATag(tag=tag[:60])
    return label


def _word(viewer: Viewer, now: datetime) -> dict[str, object]:
    return {"at": clock.milliseconds(now), "by": viewer.actor}


def _clean(text_: str) -> str:
    return "".join(letter for letter in text_.strip() if letter.isprintable() or letter.isspace())[:_LONGEST_NOTE]


# What staff say now is the latest word, also against one that was dated into the future.
_TAG = text("""
    INSERT INTO tags AS known (identity, tag, added_at, added_by, learned_at)
    SELECT :identity, :tag, greatest(CAST(:at AS bigint), max(removed_at) + 1), CAST(:by AS text), :now
    FROM tags WHERE identity = ANY(CAST(:identities AS bigint[])) AND tag = :tag
    ON CONFLICT (identity, tag, import_id) DO UPDATE SET added_at = excluded.added_at, added_by = excluded.added_by
    WHERE known.added_at IS NULL OR known.added_at <= excluded.added_at
""")
_UNTAG = text("""
    UPDATE tags SET removed_by = CAST(:by AS text), removed_at = (
        SELECT greatest(max(added_at), max(removed_at), CAST(:at AS bigint)) FROM tags
        WHERE identity = ANY(CAST(:identities AS bigint[])) AND tag = :tag)
    WHERE identity = ANY(CAST(:identities AS bigint[])) AND tag = :tag
""")
_ANSWER = text("""
    INSERT INTO consents (identity, purpose, channel, granted, occurred_at, evidence, note, learned_at)
    SELECT held.identity, CAST(:purpose AS text), CAST(:channel AS text), :granted,
           greatest(CAST(:at AS bigint), (
               SELECT max(occurred_at) + 1 FROM consents
               WHERE consents.identity = held.identity AND purpose = :purpose
                 AND (:channel = 'all' OR channel IN (:channel, 'all')))),
           CAST(:by AS text), :note, :now
    FROM unnest(CAST(:identities AS bigint[])) AS held (identity)
""")
_POLICY = text("""
    INSERT INTO trait_policies (name, policy) VALUES (:name, :policy)
    ON CONFLICT (name) DO UPDATE SET policy = excluded.policy
""")
_BIND = text("""
    UPDATE affiliations SET unit = found.id
    FROM (SELECT code AS label, id FROM units
          UNION SELECT name, min(id) FROM units GROUP BY name
                HAVING count(*) = 1 AND name NOT IN (SELECT code FROM units)) AS found
    WHERE affiliations.unit IS NULL AND affiliations.label = found.label
    RETURNING identity
""")
_PERSONS = text("SELECT DISTINCT person FROM identifiers WHERE identity = ANY(CAST(:identities AS bigint[]))")
