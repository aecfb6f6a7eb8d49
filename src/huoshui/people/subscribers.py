"""What people learn from happenings, and what follows when identity merges or splits them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.events import dictionary
from huoshui.events.contract import Happening
from huoshui.identity.contract import PeopleMerged, PersonSplit, Resolution
from huoshui.people import operations, queries
from huoshui.people.rules import learned


async def admit(session: AsyncSession, happenings: Sequence[Happening], *, now: datetime) -> list[Happening]:
    """
    This will leave out what was on its way when its person was erased, before anybody else is told.

    An erased person returns by an act of their own after the erasure; what happened before it stays forgotten.
    """
    identities = {known.identity for happening in happenings for known in happening.identifiers}
    refused = await queries.refusals_among(session, list(identities))
    if not refused:
        return list(happenings)
    admitted, returning = [], set()
    for happening in happenings:
        erased = {known.identity for known in happening.identifiers if known.identity in refused}
        if any(happening.occurred_at <= refused[identity][0] for identity in erased):
            continue
        away = {identity for identity in erased if not refused[identity][1] and identity not in returning}
        if away and happening.name not in dictionary.RETURNING:
            continue
        returning |= away
        admitted.append(happening)
    if returning:
        await operations.lift(session, identities=sorted(returning), now=now)
    return admitted


async def on_happenings(
    session: AsyncSession, happenings: Sequence[Happening], resolution: Resolution, *, vault: Vault, now: datetime
) -> frozenset[int]:
    """
    This will write down what happenings say about people, and tell whose summaries they may have changed.

    Whoever merely appeared is summarized at once.
    """
    said = learned.gather(happenings, await queries.policies(session))
    await operations.learn(session, said, vault=vault, now=now)
    known = await operations.welcome(session, resolution.newcomers, now=now)
    return known | {resolution.person_of.get(identity, identity) for identity in said.identities}


async def refresh(session: AsyncSession, persons: Iterable[int], *, now: datetime) -> None:
    """This will bring the summaries of touched persons up to date; the feed calls it last."""
    await operations.refresh(session, persons, now=now)


async def on_merged(session: AsyncSession, event: PeopleMerged, *, now: datetime) -> None:
    """This will summarize the person that a merge made; those whom it absorbed vanish. The feed's round did its own."""
    if not event.resolved:
        await operations.refresh(session, [event.person, *event.absorbed], now=now)


async def on_split(session: AsyncSession, event: PersonSplit, *, now: datetime) -> None:
    """This will summarize everybody whom a split gave back, unless the feed's round did."""
    if not event.resolved:
        await operations.refresh(session, [event.person, *event.into], now=now)
