"""Welcomes for new members of groups: made, changed and removed at the platform, in the name of one connector."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.bedrock.postgres import Postgres
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, OutcomeUnknown, Unintelligible, Unsendable
from huoshui.channels.wecom.shapes.sends import Attachment
from huoshui.connectors.contract import Account, AccountId
from huoshui.connectors.speaking import Speakers
from huoshui.relations.contract import DeclinedByWeCom, WeComSilent
from huoshui.relations.groups import queries
from huoshui.relations.groups.contract import (
    WELCOME_MOST,
    WELCOMES_MOST,
    GroupWelcome,
    GroupWelcomesFull,
    GroupWelcomeUnconfirmed,
)
from huoshui.relations.sends import media, rules
from huoshui.relations.sends import queries as sends
from huoshui.relations.sends.contract import Enclosed, Message, SendTextTooLong
from huoshui.relations.sends.written import attachments

_GONE = 40058
"""What the platform says of a template that it does not have."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a welcome is called among us, and what it says."""

    name: str
    text: str
    attachment: Enclosed | None


async def add(
    postgres: Postgres, speakers: Speakers, *, account: Account, wording: Wording, notify: bool, key: str,
    viewer: Viewer, now: datetime,
) -> int:  # fmt: skip
    """
    This will make a welcome and give its number; the same ``key`` makes one.

    It is written down before the platform is asked. Where the answer is lost it stays, as one of which nobody knows
    whether the platform has it: templates cannot be listed there.

    :raises NothingToSay: if nothing is in it (and `SendTextTooLong`, `NotAnAttachment`)
    :raises GroupWelcomesFull: if the corp may have no more
    :raises GroupWelcomeUnconfirmed: if it was asked for before, and the answer was lost
    :raises DeclinedByWeCom: if WeCom will not
    :raises WeComSilent: if WeCom does not answer
    :raises ConnectorPaused: if nothing shall be asked in the connector's name
    """
    wecom = await speakers.wecom(account.id)
    async with postgres.transaction() as session:
        await _check(session, account=account.id, wording=wording)
        await session.execute(_ALONE, {"corp": account.corp_id})
        known = await session.scalar(_OF_KEY, {"key": key})
        if known is not None:
            before = await queries.welcome(session, number=known)
            if not before.confirmed:
                raise GroupWelcomeUnconfirmed(name=before.name)
            return before.id
        if int(await session.scalar(_HELD, {"corp": account.corp_id}) or 0) >= WELCOMES_MOST:
            raise GroupWelcomesFull(most=WELCOMES_MOST)
        line = _line(wording, viewer, now) | {"key": key, "account": account.id, "corp": account.corp_id}
        number = int(await session.scalar(_ADD, line) or 0)
    try:
        brings = await _brings(postgres, wecom, wording, now)
        template = await wecom.groups.add_welcome(text=wording.text, attachment=brings, notify=notify)
    except (OutcomeUnknown, Unintelligible):
        raise WeComSilent(retry_after=60) from None
    except Failure as failure:
        async with postgres.transaction() as session:
            await session.execute(_REMOVE, {"id": number})
        raise await _refusal(postgres, failure, wording) from None
    async with postgres.transaction() as session:
        await session.execute(_MADE, {"id": number, "template_id": template})
        await _note(session, "relations.group_welcome.added", number, wording.name, viewer, now)
    return number


async def change(
    postgres: Postgres, speakers: Speakers, *, number: int, wording: Wording, viewer: Viewer, now: datetime
) -> None:
    """
    This will change a welcome, there and here; groups that use it use what it says now.

    :raises NoSuchGroupWelcome: if there is none
    :raises GroupWelcomeUnconfirmed: if nobody knows whether the platform has it
    :raises NothingToSay: if nothing is in it (and `SendTextTooLong`, `NotAnAttachment`)
    :raises DeclinedByWeCom: if WeCom will not
    :raises WeComSilent: if WeCom does not answer; the same may be asked again
    """
    async with postgres.transaction() as session:
        known = await queries.welcome(session, number=number)
        if not known.confirmed:
            raise GroupWelcomeUnconfirmed(name=known.name)
        await _check(session, account=AccountId(known.account), wording=wording)
    try:
        wecom = await speakers.wecom(AccountId(known.account))
        brings = await _brings(postgres, wecom, wording, now)
        await wecom.groups.change_welcome(known.template_id, text=wording.text, attachment=brings)
    except Failure as failure:
        raise await _refusal(postgres, failure, wording) from None
    async with postgres.transaction() as session:
        await session.execute(_CHANGE, _line(wording, viewer, now) | {"id": number})
        await _note(session, "relations.group_welcome.changed", number, wording.name, viewer, now)


async def remove(postgres: Postgres, speakers: Speakers, *, number: int, viewer: Viewer, now: datetime) -> None:
    """
    This will remove a welcome, there and here; one that the platform does not have is removed here.

    :raises NoSuchGroupWelcome: if there is none
    :raises DeclinedByWeCom: if WeCom will not
    :raises WeComSilent: if WeCom does not answer; the same may be asked again
    """
    async with postgres.transaction() as session:
        known = await queries.welcome(session, number=number)
    if known.confirmed:
        await _remove_there(postgres, speakers, known)
    async with postgres.transaction() as session:
        await session.execute(_REMOVE, {"id": number})
        await _note(session, "relations.group_welcome.removed", number, known.name, viewer, now)


async def _remove_there(postgres: Postgres, speakers: Speakers, known: GroupWelcome) -> None:
    try:
        wecom = await speakers.wecom(AccountId(known.account))
        await wecom.groups.delete_welcome(known.template_id)
    except Declined as declined:
        if declined.code != _GONE:
            raise await _refusal(postgres, declined, None) from None
    except Failure as failure:
        raise await _refusal(postgres, failure, None) from None


async def _check(session: AsyncSession, *, account: AccountId, wording: Wording) -> None:
    size = len(wording.text.encode())
    if size > WELCOME_MOST:
        raise SendTextTooLong(bytes=size, most=WELCOME_MOST)
    message = Message(wording.text, (wording.attachment,) if wording.attachment else ())
    rules.check(message, known=await sends.kinds_of_media(session, account=account))


async def _brings(postgres: Postgres, wecom: WeCom, wording: Wording, now: datetime) -> Attachment | None:
    if wording.attachment is None:
        return None
    files: Mapping[int, str] = {}
    if wording.attachment.media is not None:
        files = await media.ready(postgres, wecom, [wording.attachment.media], now=now)
    return attachments(Message(wording.text, (wording.attachment,)), files)[0]


async def _refusal(postgres: Postgres, failure: Failure, wording: Wording | None) -> DeclinedByWeCom | WeComSilent:
    """What somebody is told; a file that the platform has forgotten is brought again the next time."""
    if isinstance(failure, Declined) and failure.code == Code.MEDIA_GONE and wording and wording.attachment:
        await media.forget(postgres, [wording.attachment.media or 0])
    if isinstance(failure, Declined | Unsendable):
        return DeclinedByWeCom(why=str(failure))
    return WeComSilent(retry_after=60 if isinstance(failure, OutcomeUnknown) else 10)


def _line(wording: Wording, viewer: Viewer, now: datetime) -> dict[str, Any]:
    brings = msgspec.json.encode(wording.attachment).decode() if wording.attachment else None
    return {"name": wording.name, "words": wording.text, "brings": brings, "now": now, "by": viewer.name}


async def _note(session: AsyncSession, action: str, number: int, name: str, viewer: Viewer, now: datetime) -> None:
    subject = f"group_welcome:{number}"
    await access.record(session, viewer=viewer, action=action, subject=subject, facts={"name": name}, now=now)


_ALONE = text("SELECT pg_advisory_xact_lock(hashtextextended('group_welcomes.' || :corp, 0))")
_OF_KEY = text("SELECT id FROM group_welcomes WHERE key = :key")
_HELD = text("SELECT count(*) FROM group_welcomes WHERE corp = :corp")
_ADD = text("""
    INSERT INTO group_welcomes (key, account, corp, name, words, brings, made_at, changed_at, changed_name)
    VALUES (:key, :account, :corp, :name, :words, CAST(:brings AS jsonb), :now, :now, :by) RETURNING id
""")
_MADE = text("UPDATE group_welcomes SET template_id = :template_id WHERE id = :id")
_CHANGE = text("""
    UPDATE group_welcomes SET name = :name, words = :words, brings = CAST(:brings AS jsonb), changed_at = :now,
        changed_name = :by
    WHERE id = :id
""")
_REMOVE = text("DELETE FROM group_welcomes WHERE id = :id")
