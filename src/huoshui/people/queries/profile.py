"""One person: identifiers, traits with origin, tags, consents, reachability, affiliations, other stages' sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.bedrock.masks import mask
from huoshui.people.contract import (
    EVERY_CHANNEL,
    Affiliation,
    ChannelReach,
    ConsentAnswer,
    ConsentLine,
    ContactLine,
    HeldIdentifier,
    Policy,
    Purpose,
    TagLine,
    Trait,
    TraitLine,
)
from huoshui.people.rules import allowed, strength, traits


class Section(Protocol):
    """What another stage adds to a person's page and export, e.g. their orders."""

    async def __call__(self, session: AsyncSession, *, identities: Sequence[int], vault: Vault, clear: bool) -> object:
        """This will give JSON-like content; ``clear`` asks for personal data unmasked (an export)."""


sections: dict[str, Section] = {}
"""Filled by app/wiring: name of the section → who fills it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that we know of one person. Personal data is masked unless it was asked for clear."""

    person: int
    identifiers: tuple[HeldIdentifier, ...]
    traits: tuple[Trait, ...]
    tags: tuple[tuple[str, TagLine], ...]
    consents: tuple[ConsentAnswer, ...]
    ledger: tuple[ConsentLine, ...]
    channels: tuple[ChannelReach, ...]
    contacts: tuple[ContactLine, ...]
    affiliations: tuple[Affiliation, ...]
    sections: Mapping[str, object] = field(default_factory=dict)

    @property
    def identified(self) -> bool:
        """Whether an identifier proves who it is."""
        return any(held.strong for held in self.identifiers)

    @property
    def reachable(self) -> bool:
        """Whether any channel reaches them for marketing."""
        return any(channel.reachable for channel in self.channels)

    @property
    def identities(self) -> list[int]:
        """All identities, the founder first."""
        return [held.identity for held in self.identifiers]


async def profile(session: AsyncSession, *, person: int, vault: Vault, clear: bool = False) -> Profile:
    """This will put together what we know of a person from the rows of all their identities, as they are now."""
    held = await identifiers(session, person=person, vault=vault, clear=clear)
    identities = [one.identity for one in held]
    found = await trait_lines(session, identities=identities)
    if clear:
        found = await _opened(session, found, vault)
    decided = traits.decide(found, await policies(session))
    ledger = await consent_lines(session, identities=identities)
    contacts = [ContactLine(*row) for row in await _rows(session, _CONTACTS, identities)]
    addresses = {one.namespace for one in held} | {name for name, one in decided.items() if one.value != ""}
    reach = allowed.reach(addresses=frozenset(addresses & {"phone", "email"}), contacts=contacts, consents=ledger)
    return Profile(
        person=person,
        identifiers=tuple(held),
        traits=tuple(decided.values()),
        tags=tuple(allowed.tags([TagLine(*row) for row in await _rows(session, _TAGS, identities)])),
        consents=tuple(_answers(ledger, reach)),
        ledger=tuple(ledger),
        channels=tuple(reach),
        contacts=tuple(contacts),
        affiliations=tuple(Affiliation(*row) for row in await _rows(session, _AFFILIATIONS, identities)),
        sections={
            name: await section(session, identities=identities, vault=vault, clear=clear)
            for name, section in sections.items()
        },
    )


async def identifiers(session: AsyncSession, *, person: int, vault: Vault, clear: bool = False) -> list[HeldIdentifier]:
    """This will give a person's identifiers in the order of their arrival, masked where they are personal data."""
    rows = (await session.execute(_IDENTIFIERS, {"person": person})).all()
    sealed = [(row.identity, bytes(row.sealed)) for row in rows if row.sealed is not None]
    opened = dict(zip((identity for identity, _ in sealed), await vault.open_many(session, sealed), strict=True))
    held = []
    for row in rows:
        kind, personal = row.namespace.partition(":")[0], row.sealed is not None
        value = (opened.get(row.identity) or b"").decode() if personal else row.value or ""
        shown = mask(kind, value) if personal and not clear else value
        held.append(
            HeldIdentifier(row.identity, row.namespace, shown, personal, strength.is_strong(kind), row.first_seen_at)
        )
    return held


async def trait_lines(session: AsyncSession, *, identities: Sequence[int]) -> list[TraitLine]:
    """This will give every line about these identities' traits, personal ones masked."""
    return [
        TraitLine(
            identity=row.identity,
            name=row.name,
            value=row.value,
            source=row.source,
            first_at=row.first_at,
            occurred_at=row.occurred_at,
            message_id=row.message_id,
            learned_at=row.learned_at,
            import_id=row.import_id,
            sealed=bytes(row.sealed) if row.sealed is not None else None,
        )
        for row in await _rows(session, _TRAITS, identities)
    ]


async def consent_lines(session: AsyncSession, *, identities: Sequence[int]) -> list[ConsentLine]:
    """This will give the ledger of these identities, the oldest line first."""
    return [ConsentLine(*row) for row in await _rows(session, _CONSENTS, identities)]


async def refusing(session: AsyncSession, *, purpose: str, channel: str) -> frozenset[int]:
    """This will give every identity whose latest word on a purpose, for a channel or for all of them, is no."""
    asked = {"purpose": purpose, "channels": [channel, EVERY_CHANNEL]}
    return frozenset(await session.scalars(_REFUSING, asked))


async def policies(session: AsyncSession) -> dict[str, Policy]:
    """This will give the merge policies that the house decided itself: trait name → policy."""
    rows = await session.execute(text("SELECT name, policy FROM trait_policies ORDER BY name"))
    return {name: Policy(policy) for name, policy in rows}


async def _opened(session: AsyncSession, lines: list[TraitLine], vault: Vault) -> list[TraitLine]:
    """The lines with personal values in clear; what was shredded stays masked."""
    personal = [(index, line) for index, line in enumerate(lines) if line.sealed is not None]
    clear = await vault.open_many(session, [(line.identity, line.sealed or b"") for _, line in personal])
    for (index, line), value in zip(personal, clear, strict=True):
        if value is not None:
            lines[index] = _with_value(line, orjson.loads(value))
    return lines


def _with_value(line: TraitLine, value: Any) -> TraitLine:  # noqa: ANN401 any JSON
    return TraitLine(
        line.identity, line.name, value, line.source, line.first_at, line.occurred_at, line.message_id, line.learned_at,
        line.import_id, line.sealed,
    )  # fmt: skip


def _answers(ledger: list[ConsentLine], reach: list[ChannelReach]) -> list[ConsentAnswer]:
    """What was answered, and the marketing answer for every channel that could carry a message."""
    return allowed.answers(ledger, wanted=[(Purpose.MARKETING.value, one.channel) for one in reach])


async def _rows(session: AsyncSession, statement: Any, identities: Sequence[int]) -> Sequence[Any]:  # noqa: ANN401 SQLAlchemy's rows
    return (await session.execute(statement, {"identities": list(identities)})).all()


_IDENTIFIERS = text(
    "SELECT identity, namespace, value, sealed, first_seen_at FROM identifiers "
    "WHERE person = :person AND (identity = :person OR person <> identity) ORDER BY ordinal"
)
_OF = "WHERE identity = ANY(CAST(:identities AS bigint[]))"
_TRAITS = text(
    f"SELECT identity, name, value, source, first_at, occurred_at, message_id, learned_at, import_id, sealed "
    f"FROM traits {_OF}"
)
_TAGS = text(f"SELECT identity, tag, added_at, added_by, removed_at, removed_by FROM tags {_OF}")
_CONSENTS = text(
    f"SELECT identity, purpose, channel, granted, occurred_at, evidence, note FROM consents {_OF} "
    "ORDER BY occurred_at, id"
)
# Of two words at the same moment the "no" counts, as in `rules.allowed`; who never said no is not looked at.
_REFUSING = text("""
    SELECT identity FROM (
        SELECT DISTINCT ON (identity) identity, granted FROM consents AS held
        WHERE purpose = :purpose AND channel = ANY(CAST(:channels AS text[])) AND EXISTS (
            SELECT FROM consents AS no WHERE no.identity = held.identity AND no.purpose = :purpose
              AND no.channel = ANY(CAST(:channels AS text[])) AND NOT no.granted)
        ORDER BY identity, occurred_at DESC, granted) AS latest
    WHERE NOT granted
""")
_CONTACTS = text(
    f"SELECT identity, channel, counterpart, active, since, evidence FROM contactability {_OF} ORDER BY since"
)
_AFFILIATIONS = text(f"SELECT identity, label, unit, since, evidence FROM affiliations {_OF} ORDER BY since, label")
