"""What callbacks say of followers, taken into histories and ledgers; what they do not say is noted to be read."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds
from huoshui.channels.wechat.callbacks import (
    ACCEPTED,
    Followed,
    MenuUsed,
    Messaged,
    Scanned,
    ServiceEntered,
    SubscriptionAnswered,
    SubscriptionSent,
    TemplateSent,
    Unfollowed,
)
from huoshui.connectors.contract import Account, Letter
from huoshui.relations.followers import operations
from huoshui.relations.followers.contract import CHANNELS, Entry, Kind
from huoshui.relations.followers.operations import Draft
from huoshui.relations.followers.rules.balance import Line
from huoshui.relations.followers.rules.following import Fact

TOLD = frozenset({Followed, Unfollowed})
"""The callbacks whose events come from here."""
_OPENING = frozenset({"click", "scancode_push", "scancode_waitmsg"})
"""Buttons of a menu after which somebody may be answered; the others lead elsewhere."""


async def hear(session: AsyncSession, account: Account, letter: Letter) -> None:
    """This will take one callback in; one that is told again changes nothing."""
    if account.channel not in CHANNELS:
        return
    match letter.fact:
        case Followed(openid, scene):
            await _note(session, account, letter, openid, Kind.FOLLOWED, {"scene": scene} if scene else {})
        case Unfollowed(openid):
            await _note(session, account, letter, openid, Kind.UNFOLLOWED)
        case Scanned(openid, scene):
            await _note(session, account, letter, openid, Kind.SCANNED, {"scene": scene} if scene else {})
        case MenuUsed(openid, button, _) if button.lower() in _OPENING:
            await _note(session, account, letter, openid, Kind.MENU_CLICKED)
        case Messaged(openid, _, _):
            await _note(session, account, letter, openid, Kind.MESSAGED)
        case ServiceEntered(openid):
            await _note(session, account, letter, openid, Kind.SERVICE_ENTERED)
        case SubscriptionAnswered():
            await _answered(session, account, letter, letter.fact)
        case SubscriptionSent() | TemplateSent():
            await _sent(session, account, letter, letter.fact)
        case _:
            return


async def _note(
    session: AsyncSession, account: Account, letter: Letter, openid: str, kind: Kind, said: dict[str, str] | None = None
) -> None:
    fact = Fact(kind, milliseconds(letter.said_at), letter.key, said or {})
    wants = kind is Kind.FOLLOWED and account.channel == "wechat_mp"
    await _accept(session, account, letter, Draft(openid, [fact], wants=wants))


async def _answered(session: AsyncSession, account: Account, letter: Letter, told: SubscriptionAnswered) -> None:
    follower = await _accept(session, account, letter, Draft(told.openid))
    at = milliseconds(letter.said_at)
    for place, one in enumerate(told.answers):
        accepted = Entry.ALLOWED if told.changed else Entry.ACCEPTED
        entry = accepted if one.status == ACCEPTED else Entry.REFUSED
        line = Line(entry, at, f"{letter.key}:{place}")
        await operations.enter(session, follower=follower, template=one.template, lines=[line], now=letter.arrived_at)


async def _sent(session: AsyncSession, account: Account, letter: Letter, told: SubscriptionSent | TemplateSent) -> None:
    follower = await session.scalar(_KNOWN, {"appid": account.corp_id, "openid": told.openid})
    if follower is None:
        return
    outcomes = (
        [("", told.message_id, told.delivered, told.status)]
        if isinstance(told, TemplateSent)
        else [(one.template, one.message_id, one.code == 0, str(one.code)) for one in told.outcomes]
    )
    for template, msgid, delivered, problem in outcomes:
        await operations.came_to(
            session, follower=follower, template=template, msgid=msgid, delivered=delivered,
            problem="" if delivered else problem, at=letter.said_at, now=letter.arrived_at,
        )  # fmt: skip


async def _accept(session: AsyncSession, account: Account, letter: Letter, draft: Draft) -> int:
    taken = await operations.accept(
        session, appid=account.corp_id, channel=account.channel, drafts=[draft], now=letter.arrived_at
    )
    return taken[draft.openid][0]


_KNOWN = text("SELECT id FROM followers WHERE appid = :appid AND openid = :openid FOR UPDATE")
