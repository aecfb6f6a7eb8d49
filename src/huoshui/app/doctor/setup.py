"""How far WeCom is set up: one step after the other, asked of whoever knows, and what to do where one is not done."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import EVERYTHING
from huoshui.app.doctor.comparisons import held_back
from huoshui.connectors import probing
from huoshui.connectors import queries as connectors
from huoshui.connectors.contract import Standing
from huoshui.connectors.probing import Found, Health, Symptom
from huoshui.relations import queries as relations
from huoshui.relations.contract import SOURCE
from huoshui.relations.sends import queries as sends
from huoshui.relations.sends.contract import MassSend
from huoshui.touchpoints.codes import queries as codes

_PATIENCE_S: Final = 8
_OF_CALLBACKS: Final = frozenset(
    {Symptom.HEARD, Symptom.NEVER_HEARD, Symptom.CALLBACKS_REFUSED, Symptom.NOT_HEARD_LATELY}
)
_LOOKED_AT: Final = 100


class SetupStep(StrEnum):
    """What has to be done, in this order."""

    CONNECTED = "connected"
    HEARD = "heard"
    SYNCED = "synced"
    CODE = "code"
    WELCOMED = "welcomed"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class Done:
    """
    Whether a step is done; ``symptom`` names what was found, for whoever has words for it, and ``fact`` fills those.

    ``account`` is the connector, where the fix is at one.
    """

    step: SetupStep
    done: bool
    symptom: str
    said: str
    advice: str = ""
    fact: str = ""
    account: str = ""


async def wecom(platform: Any, *, callback: Any, now: datetime) -> list[Done]:  # noqa: ANN401 the platform's type is a circle
    """
    This will ask WeCom whether it knows us, and our tables what came of it.

    ``callback`` gives a standing's address of callbacks. Of several accounts it tells of the one that is furthest.
    """
    async with platform.postgres.session() as session:
        standings = [one for one in await connectors.standings(session) if one.account.channel == SOURCE]
    working = [one for one in standings if not one.account.paused]
    probed = await asyncio.gather(*(_probed(platform, one, callback(one), now) for one in working))
    first = max(probed, key=lambda two: [one.done for one in two], default=_none(standings))
    async with platform.postgres.session() as session:
        return [*first, await _synced(session), await _code(session, now), *await _came_of_it(session)]


def _none(standings: Sequence[Standing]) -> tuple[Done, Done]:
    waits = _waits(SetupStep.HEARD, "no_connector", "nobody is connected yet")
    if standings:
        name = standings[0].account.name
        paused = _waits(
            SetupStep.CONNECTED,
            "paused",
            "every WeCom connector is paused",
            f"huoshui connectors resume {name}",
            account=name,
        )
        return paused, waits
    said, advice = "WeCom is not connected", "add a connector with the corp's id and an app's AgentId and Secret"
    return _waits(SetupStep.CONNECTED, "no_connector", said, advice), waits


async def _probed(platform: Any, standing: Standing, callback: str, now: datetime) -> tuple[Done, Done]:  # noqa: ANN401 as above
    try:
        async with asyncio.timeout(_PATIENCE_S):
            found = await probing.probe(platform.speakers, standing, callback=callback, now=now)
    except TimeoutError:
        said, advice = f"WeCom did not answer within {_PATIENCE_S} seconds", "look at this server's way to WeCom"
        silent = Found(Symptom.UNREACHABLE, Health.BROKEN, said, advice)
        found = [silent]
    asked = [one for one in found if one.symptom not in _OF_CALLBACKS and one.symptom is not Symptom.LETTERS_STUCK]
    heard = next((one for one in found if one.symptom in _OF_CALLBACKS), None)
    worst = next((one for one in asked if one.health is not Health.WELL), asked[-1])
    name = standing.account.name
    first = _of(SetupStep.CONNECTED, worst, name, done=worst.health is Health.WELL)
    if heard is None:
        never = standing.heard_at is None
        symptom = Symptom.NEVER_HEARD if never else Symptom.HEARD
        return first, Done(SetupStep.HEARD, not never, symptom.value, "see above", "", callback if never else "", name)
    return first, _of(SetupStep.HEARD, heard, name, done=standing.heard_at is not None)


def _done(step: SetupStep, symptom: str, said: str, fact: str = "") -> Done:
    return Done(step, done=True, symptom=symptom, said=said, fact=fact)


def _waits(step: SetupStep, symptom: str, said: str, advice: str = "", fact: str = "", account: str = "") -> Done:
    return Done(step, done=False, symptom=symptom, said=said, advice=advice, fact=fact, account=account)


def _of(step: SetupStep, found: Found, account: str, *, done: bool) -> Done:
    return Done(step, done, found.symptom.value, found.said, found.advice, found.fact, account)


async def _synced(session: AsyncSession) -> Done:
    runs = await relations.runs(session, limit=_LOOKED_AT)
    if not runs:
        said, advice = "nothing was compared with WeCom yet", "huoshui relations sync <connector>"
        return _waits(SetupStep.SYNCED, "never_synced", said, advice)
    newest = runs[0]
    if newest.state == "failed":
        said, advice = newest.problem, "mend what it says, and start it again: it goes on where it stopped"
        return _waits(SetupStep.SYNCED, "sync_failed", said, advice, newest.problem)
    if newest.withheld:
        return _waits(SetupStep.SYNCED, "sync_withheld", *held_back(newest), f"{newest.withheld:,}")
    done = next((one for one in runs if one.state == "done"), None)
    if done is None:
        fact = f"{newest.staff_done}/{newest.staff}"
        return _waits(SetupStep.SYNCED, "sync_running", f"{fact} staff are read", "wait", fact)
    contacts = f"{done.counts.get('contacts', 0):,}"
    return _done(SetupStep.SYNCED, "synced", f"{contacts} contacts were read", contacts)


async def _code(session: AsyncSession, now: datetime) -> Done:
    listed, _ = await codes.codes(session, q="", before=None, limit=_LOOKED_AT, now=now)
    hung = [one.code for one in listed if one.code.standing.config_id and one.code.standing.shown]
    if hung:
        return _done(SetupStep.CODE, "code_hung", f"“{hung[0].plan.name}” shows staff", hung[0].plan.name)
    if listed:
        code = listed[0].code
        said = f"WeCom does not have “{code.plan.name}” yet: {code.standing.problem or 'nobody is on duty'}"
        return _waits(SetupStep.CODE, "code_not_shown", said, f"huoshui codes show {code.slug}", code.plan.name)
    return _waits(SetupStep.CODE, "no_code", "there is no live code", "make one, and hang it out")


async def _came_of_it(session: AsyncSession) -> tuple[Done, Done]:
    greeting = await codes.greeting(session)
    if greeting.done:
        welcomed = _done(SetupStep.WELCOMED, "welcomed", "somebody was welcomed")
    elif greeting.came:
        said = f"somebody came by a code and nobody was welcomed: {greeting.state} {greeting.problem}".strip()
        advice = "does the code's plan have a welcome, and do callbacks arrive within twenty seconds?"
        symptom = f"welcome_{greeting.state}" if greeting.state else "no_welcome"
        welcomed = _waits(SetupStep.WELCOMED, symptom, said, advice, greeting.problem)
    else:
        said, advice = "nobody came by a code yet", "scan one with a phone that is no contact yet"
        welcomed = _waits(SetupStep.WELCOMED, "nobody_came", said, advice)
    known, _ = await sends.sends(session, scope=EVERYTHING, limit=_LOOKED_AT)
    return welcomed, _sent(known)


def _sent(known: Sequence[MassSend]) -> Done:
    confirmed = sum(one.counts.confirmed_senders for one in known)
    if confirmed:
        return _done(SetupStep.SENT, "confirmed", f"{confirmed:,} tasks were confirmed", f"{confirmed:,}")
    waiting = next((one for one in known if one.counts.asked_senders), None)
    if waiting is not None:
        fact = f"{waiting.counts.asked_senders:,}"
        said = f"{fact} staff were asked for “{waiting.plan.name}”, and nobody confirmed yet"
        return _waits(SetupStep.SENT, "unconfirmed", said, f"huoshui sends remind {waiting.id}", fact)
    if known:
        return _waits(SetupStep.SENT, "not_started", "a send is planned and was not started",
                    f"huoshui sends start {known[0].id}")  # fmt: skip
    return _waits(SetupStep.SENT, "no_send", "nothing was sent yet", "huoshui sends plan")
