"""
Writing to one person: reserve, commit, ask WeChat, settle.

Whatever breaks between two of these lines leaves a message that is reserved and never sent twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wechat.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, OutcomeUnknown, Unintelligible, Unreachable
from huoshui.connectors.speaking import Speakers
from huoshui.relations.followers import operations, queries
from huoshui.relations.followers.contract import (
    DeclinedByWeChat,
    MessageIncomplete,
    Send,
    SendKind,
    SendState,
    WeChatSilent,
)
from huoshui.relations.followers.syncing.asking import account_of

_LOOK_IN = 60


@dataclass(frozen=True, slots=True)
class Message:
    """
    What is to be said: ``words`` to whoever may be answered, ``values`` by name where a ``template`` has the words.

    ``page`` is what opens when it is pressed: a page of a mini-program, or an address.
    """

    kind: SendKind
    template: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    words: str = field(default="", repr=False)
    page: str = ""


async def write(
    postgres: Postgres, speakers: Speakers, *, follower: int, message: Message, key: UUID, viewer: Viewer, now: datetime
) -> Send:
    """
    This will send a message to one person, once for each key, and tell what came of it.

    :raises MessageIncomplete: if something is missing in the message
    :raises NoConnectorForAccount: if nothing can be asked in the account's name
    :raises NoSubscription: if they allowed none, with `WindowClosed`, `NotFollowing`, `NotAnOfficialAccount`
    :raises DeclinedByWeChat: if WeChat says no
    :raises WeChatSilent: if the answer was lost
    """
    _complete(message)
    async with postgres.session() as session:
        known = await queries.follower(session, number=follower, now=now)
    wechat = await speakers.wechat((await account_of(postgres, appid=known.appid)).id)
    async with postgres.transaction() as session:
        number, known, new = await operations.reserve(
            session, follower=follower, kind=message.kind, template=message.template, key=key, by=viewer.name, now=now
        )
        if new:
            facts = {"kind": message.kind.value, "template": message.template, "send": number}
            await access.record(
                session, viewer=viewer, action="followers.message.sent", subject=f"follower:{follower}", facts=facts,
                now=now,
            )  # fmt: skip
    if new:
        await _ask(postgres, wechat, number, known.openid, message, key, now)
    return _what_came(await _standing(postgres, number))


def _complete(message: Message) -> None:
    if message.kind is SendKind.SERVICE:
        if not message.words.strip():
            raise MessageIncomplete(part="its words")
    elif not message.template or not message.values:
        raise MessageIncomplete(part="its template" if not message.template else "its values")


async def _ask(
    postgres: Postgres, wechat: WeChat, number: int, openid: str, message: Message, key: UUID, now: datetime
) -> None:
    try:
        msgid = await _said(wechat, openid, message, key)
    except Failure as failure:
        # An answer that was lost, or that nobody understands, may be of a message that came.
        unknown = isinstance(failure, OutcomeUnknown | Unintelligible) or (
            isinstance(failure, Unreachable) and message.kind is SendKind.TEMPLATE
        )
        exhausted = isinstance(failure, Declined) and failure.code == Code.SUBSCRIPTION_REFUSED
        state = SendState.UNKNOWN if unknown else SendState.REFUSED
        async with postgres.transaction() as session:
            await operations.settle(
                session, send=number, state=state, problem=str(failure), returns=not unknown and not exhausted,
                exhausted=exhausted, now=now,
            )  # fmt: skip
        return
    async with postgres.transaction() as session:
        await operations.settle(session, send=number, state=SendState.SENT, msgid=msgid, now=now)


async def _said(wechat: WeChat, openid: str, message: Message, key: UUID) -> str:
    if message.kind is SendKind.SERVICE:
        await wechat.send_text(openid, message.words)
        return ""
    if message.kind is SendKind.TEMPLATE:
        return await wechat.send_template(
            openid, template=message.template, values=message.values, url=message.page, key=key.hex
        )
    return await wechat.send_subscribed(openid, template=message.template, values=message.values, page=message.page)


async def _standing(postgres: Postgres, number: int) -> Send:
    async with postgres.session() as session:
        return await queries.send(session, number=number)


def _what_came(send: Send) -> Send:
    if send.state is SendState.REFUSED:
        raise DeclinedByWeChat(why=send.problem)
    if send.state in (SendState.UNKNOWN, SendState.RESERVED):
        raise WeChatSilent(retry_after=_LOOK_IN)
    return send
