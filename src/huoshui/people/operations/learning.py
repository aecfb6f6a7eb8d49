"""Writing down what happenings said: a few set-based statements for a run, and the order of runs does not matter."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.postgres import copy_rows
from huoshui.people.contract import Policy
from huoshui.people.rules import traits
from huoshui.people.rules.learned import Learned, TraitDraft, TraitKey

_SEARCH_NAMESPACE = "trait"


async def policies(session: AsyncSession) -> dict[str, Policy]:
    """This will give the merge policies that the house decided itself: trait name → policy."""
    rows = await session.execute(text("SELECT name, policy FROM trait_policies"))
    return {name: Policy(policy) for name, policy in rows}


async def learn(session: AsyncSession, learned: Learned, *, vault: Vault, now: datetime) -> None:
    """This will write what was learned; what is older than what we know changes nothing."""
    if learned.traits:
        await _traits(session, learned.traits, vault=vault, now=now)
    if learned.tags:
        rows = [
            (*key, *(draft.added or (None, None)), *(draft.removed or (None, None)))
            for key, draft in learned.tags.items()
        ]
        await _merge(session, _TAGS, rows, now=now)
    if learned.consents:
        await _merge(session, _CONSENTS, sorted(learned.consents), now=now)
    if learned.contacts:
        contacts = [(*key, since, not ended, evidence) for key, (since, ended, evidence) in learned.contacts.items()]
        await _merge(session, _CONTACTS, contacts, now=now)
    if learned.affiliations:
        await _merge(session, _AFFILIATIONS, [(*key, *word) for key, word in learned.affiliations.items()], now=now)


async def _traits(session: AsyncSession, drafts: dict[TraitKey, TraitDraft], *, vault: Vault, now: datetime) -> None:
    personal = [(key, draft) for key, draft in drafts.items() if draft.kind]
    sealed: Sequence[bytes] = []
    if personal:
        clear = [(key[0], traits.written(draft.clear).encode()) for key, draft in personal]
        sealed = await vault.seal_many(session, clear)
    shut = dict(zip((key for key, _ in personal), sealed, strict=True))
    rows = [
        (*key, draft.line, shut.get(key), _search(vault, draft), draft.first_at, draft.occurred_at, draft.message_id)
        for key, draft in drafts.items()
    ]
    await _merge(session, _TRAITS, rows, now=now)


def _search(vault: Vault, draft: TraitDraft) -> int | None:
    return search_hash(vault, draft.kind, draft.clear) if draft.kind else None


def search_hash(vault: Vault, kind: str, value: object) -> int | None:
    """This will give the keyed hash by which a personal trait is found, or nothing when it cannot be searched."""
    normal = traits.searched(kind, value)
    return vault.keys.fingerprint(f"{_SEARCH_NAMESPACE}:{kind}", normal) if normal else None


class _Merge:
    """One temporary table, its columns, and the statement that merges it into the real one."""

    def __init__(self, table: str, columns: dict[str, str], statement: str) -> None:
        self.table = f"learned_{table}"
        self.columns = tuple(columns)
        self.statement = text(statement)
        self.timed = ":now" in statement
        shape = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        self.create = text(f"CREATE TEMP TABLE IF NOT EXISTS {self.table} ({shape}) ON COMMIT DELETE ROWS")
        self.clear = text(f"TRUNCATE {self.table}")


async def _merge(session: AsyncSession, merge: _Merge, rows: Iterable[Sequence[object]], *, now: datetime) -> None:
    await session.execute(merge.create)
    await copy_rows(session, merge.table, merge.columns, rows)
    await session.execute(merge.statement, {"now": now} if merge.timed else {})
    await session.execute(merge.clear)  # a second run in the same transaction starts empty


_TRAITS = _Merge(
    "traits",
    {
        "identity": "bigint",
        "name": "text",
        "source": "integer",
        "import_id": "bigint",
        "slot": "bigint",
        "value": "text",
        "sealed": "bytea",
        "search": "bigint",
        "first_at": "bigint",
        "occurred_at": "bigint",
        "message_id": "text",
    },
    """
    INSERT INTO traits AS known (identity, name, source, import_id, slot, value, sealed, search, first_at, occurred_at,
                                 message_id, learned_at)
    SELECT identity, name, source, import_id, slot, CAST(value AS jsonb), sealed, search, first_at, occurred_at,
           message_id, CAST(:now AS timestamptz)
    FROM learned_traits ORDER BY identity, name
    ON CONFLICT (identity, name, source, import_id, slot) DO UPDATE SET
        first_at = least(known.first_at, excluded.first_at),
        (value, sealed, search, occurred_at, message_id, learned_at) = (
            SELECT word.value, word.sealed, word.search, word.occurred_at, word.message_id, word.learned_at
            FROM (VALUES (known.value, known.sealed, known.search, known.occurred_at, known.message_id,
                          known.learned_at),
                         (excluded.value, excluded.sealed, excluded.search, excluded.occurred_at, excluded.message_id,
                          excluded.learned_at)) AS word (value, sealed, search, occurred_at, message_id, learned_at)
            ORDER BY word.occurred_at DESC, word.message_id DESC LIMIT 1)
    WHERE (excluded.occurred_at, excluded.message_id) > (known.occurred_at, known.message_id)
       OR excluded.first_at < known.first_at
    """,
)

_TAGS = _Merge(
    "tags",
    {
        "identity": "bigint",
        "tag": "text",
        "import_id": "bigint",
        "added_at": "bigint",
        "added_by": "text",
        "removed_at": "bigint",
        "removed_by": "text",
    },
    """
    INSERT INTO tags AS known (identity, tag, import_id, added_at, added_by, removed_at, removed_by, learned_at)
    SELECT identity, tag, import_id, added_at, added_by, removed_at, removed_by, CAST(:now AS timestamptz)
    FROM learned_tags ORDER BY identity, tag
    ON CONFLICT (identity, tag, import_id) DO UPDATE SET
        added_at = greatest(known.added_at, excluded.added_at),
        added_by = CASE WHEN known.added_at IS NULL
                          OR (excluded.added_at, excluded.added_by) > (known.added_at, known.added_by)
                        THEN excluded.added_by ELSE known.added_by END,
        removed_at = greatest(known.removed_at, excluded.removed_at),
        removed_by = CASE WHEN known.removed_at IS NULL
                            OR (excluded.removed_at, excluded.removed_by) > (known.removed_at, known.removed_by)
                          THEN excluded.removed_by ELSE known.removed_by END
    """,
)

_CONSENTS = _Merge(
    "consents",
    {
        "identity": "bigint",
        "purpose": "text",
        "channel": "text",
        "granted": "boolean",
        "occurred_at": "bigint",
        "evidence": "text",
        "import_id": "bigint",
    },
    """
    INSERT INTO consents (identity, purpose, channel, granted, occurred_at, evidence, import_id, learned_at)
    SELECT identity, purpose, channel, granted, occurred_at, evidence, import_id, CAST(:now AS timestamptz)
    FROM learned_consents
    ON CONFLICT DO NOTHING
    """,
)

_CONTACTS = _Merge(
    "contactability",
    {
        "identity": "bigint",
        "channel": "text",
        "counterpart": "text",
        "import_id": "bigint",
        "since": "bigint",
        "active": "boolean",
        "evidence": "text",
    },
    """
    INSERT INTO contactability AS known (identity, channel, counterpart, import_id, since, active, evidence)
    SELECT identity, channel, counterpart, import_id, since, active, evidence
    FROM learned_contactability
    ON CONFLICT (identity, channel, counterpart, import_id) DO UPDATE
        SET since = excluded.since, active = excluded.active, evidence = excluded.evidence
        WHERE (excluded.since, NOT excluded.active, excluded.evidence) > (known.since, NOT known.active, known.evidence)
    """,
)

_AFFILIATIONS = _Merge(
    "affiliations",
    {"identity": "bigint", "label": "text", "import_id": "bigint", "since": "bigint", "evidence": "text"},
    """
    INSERT INTO affiliations AS known (identity, label, import_id, unit, since, evidence)
    SELECT identity, label, import_id,
           coalesce((SELECT id FROM units WHERE code = label),
                    (SELECT min(id) FROM units WHERE name = label HAVING count(*) = 1)),
           since, evidence
    FROM learned_affiliations
    ON CONFLICT (identity, label, import_id) DO UPDATE
        SET since = excluded.since, evidence = excluded.evidence, unit = coalesce(excluded.unit, known.unit)
        WHERE (excluded.since, excluded.evidence) < (known.since, known.evidence)
           OR known.unit IS NULL AND excluded.unit IS NOT NULL
    """,
)
