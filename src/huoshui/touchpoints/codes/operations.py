"""Changing live codes: make, change, and keep files for welcomes. What is printed is never taken back."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.channels.wecom.client.messages import MOST_BYTES
from huoshui.touchpoints.codes import queries
from huoshui.touchpoints.codes.contract import (
    Code,
    CodeChanged,
    CodeExists,
    Media,
    NobodyBehindCode,
    NoSuchWelcomeMedia,
    NotForWelcomes,
    Plan,
    WelcomeTitleTooLong,
    WelcomeTooLong,
)
from huoshui.touchpoints.codes.written import kept

WOKEN = "huoshui_live_codes"
"""Postgres' channel on which whoever works for codes is woken."""
MOST_WELCOME_BYTES = 4_000
_MOST_TITLE_BYTES = {"link": 128, "miniprogram": 64}
"""https://developer.work.weixin.qq.com/document/path/92137."""
_PLATFORM = "wecom"
"""Who changed a code when the platform gave one of its staff another id."""
_AGAIN_FOR = timedelta(days=30)
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"


async def create(
    session: AsyncSession, *, account: int, plan: Plan, slug: str | None = None, exclusive: bool = False,
    viewer: Viewer, now: datetime,
) -> Code:  # fmt: skip
    """
    This will make a live code, in a place of one's own or a new one; the platform's is made within a second.

    :raises CodeExists: if the place is taken
    :raises NobodyBehindCode: if nobody, or somebody twice, is to stand behind it
    :raises WelcomeTooLong: if the welcome has more bytes than the platform takes
    :raises WelcomeTitleTooLong: if something that it brings has a title with more bytes than the platform takes
    :raises NoSuchWelcomeMedia: if the welcome brings a file that is not there
    """
    await _check(session, plan, account)
    line = {**_line(plan, viewer, now), "account": account, "exclusive": exclusive, "slug": slug or drawn(7)}
    while (made := await session.scalar(_CREATE, {**line, "state": f"hs{drawn(16)}"})) is None:
        if slug is not None:
            raise CodeExists(slug=slug)
        line["slug"] = drawn(7)
    await session.execute(_STAND, {"code": made, "now": now})
    return await _noted(session, line["slug"], "codes.created", viewer, now)


async def change(session: AsyncSession, *, slug: str, plan: Plan, version: int, viewer: Viewer, now: datetime) -> Code:
    """
    This will change who and what stands behind a code; ``version`` is the one that the author saw.

    :raises NoSuchCode: if it is not there
    :raises CodeChanged: if it has another version by now
    :raises NobodyBehindCode: if nobody, or somebody twice, is to stand behind it
    :raises WelcomeTooLong: if the welcome has more bytes than the platform takes
    :raises WelcomeTitleTooLong: if something that it brings has a title with more bytes than the platform takes
    :raises NoSuchWelcomeMedia: if the welcome brings a file that is not there
    """
    known = await queries.code(session, slug=slug)
    await _check(session, plan, known.account)
    line = {**_line(plan, viewer, now), "slug": slug, "version": version}
    if await session.scalar(_CHANGE, line) is None:
        raise CodeChanged(slug=slug, version=(await queries.code(session, slug=slug)).version)
    await poke(session, code=known.id, now=now)
    return await _noted(session, slug, "codes.changed", viewer, now)


async def try_again(session: AsyncSession, *, slug: str, viewer: Viewer, now: datetime) -> int:
    """
    This will have the failed steps of the last 30 days tried again, and tell how many; as the code has them now.

    A welcome is not among them: its twenty seconds are over.

    :raises NoSuchCode: if it is not there
    """
    known = await queries.code(session, slug=slug)
    line = {"code": known.id, "version": known.version, "now": now, "since": now - _AGAIN_FOR}
    begun = len((await session.execute(_TRY_AGAIN, line)).all())
    if begun:
        await access.record(
            session, viewer=viewer, action="codes.steps.tried_again", subject=f"code:{slug}", facts={"steps": begun},
            now=now,
        )  # fmt: skip
        await wake(session)
    return begun


async def poke(session: AsyncSession, *, code: int, now: datetime) -> None:
    """This will have a code looked at at once: something happened that may change who is on duty."""
    await session.execute(_POKE, {"code": code, "now": now})
    await wake(session)


async def miss(session: AsyncSession, *, account: int, staff: str, now: datetime) -> None:
    """This will have codes show somebody else at once: this staff member left, and whoever scans would add nobody."""
    if (await session.execute(_MISS, {"account": account, "staff": staff, "now": now})).rowcount:  # type: ignore[attr-defined]
        await wake(session)


async def welcome_back(session: AsyncSession, *, account: int, staff: str, now: datetime) -> None:
    """This will have codes try a staff member again of whom the platform took nothing: something about them changed."""
    if (await session.execute(_WELCOME_BACK, {"account": account, "staff": staff, "now": now})).rowcount:  # type: ignore[attr-defined]
        await wake(session)


async def rename(session: AsyncSession, *, account: int, staff: str, becomes: str, now: datetime) -> None:
    """This will have codes, and those who came by them, know a staff member by the id that the platform gives now."""
    line = {"account": account, "staff": staff, "becomes": becomes, "now": now, "by": _PLATFORM}
    renamed = (await session.execute(_RENAME, line)).scalars().all()
    await session.execute(_RENAME_ADDS, line)
    for code in renamed:
        await session.execute(_VERSION, {"id": code})
        await poke(session, code=code, now=now)


async def wake(session: AsyncSession) -> None:
    """This will wake whoever works for codes, once what was written is committed."""
    await session.execute(_WAKE, {"channel": WOKEN})


async def add_media(
    session: AsyncSession, *, account: int, kind: str, filename: str, content: bytes, viewer: Viewer, now: datetime
) -> Media:
    """
    This will keep a file for welcomes; the platform has it within seconds, and again before it forgets it.

    :raises NotForWelcomes: if the platform takes no such file
    """
    most = MOST_BYTES.get(kind)
    if most is None or kind == "voice":
        raise NotForWelcomes(filename=filename, why=f"a welcome brings no {kind}")
    if not 5 < len(content) <= most:
        raise NotForWelcomes(filename=filename, why=f"it has {len(content)} bytes, and a {kind} has up to {most}")
    given = {"account": account, "kind": kind, "filename": filename, "content": content, "now": now}
    made = await session.scalar(_ADD_MEDIA, given)
    await access.record(
        session, viewer=viewer, action="codes.media_added", subject=f"media:{made}", facts={"kind": kind}, now=now
    )
    await wake(session)
    return Media(int(made or 0), account, kind, filename, len(content), None, "")


async def erase(
    session: AsyncSession, *, identities: Sequence[int], now: datetime  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:  # fmt: skip
    """This will make what these identities did with codes and pages nobody's; the counts stay."""
    asked = {"identities": list(identities)}
    await session.execute(_ERASE_STEPS, asked)
    adds = await session.execute(_ERASE_ADDS, asked)
    views = await session.execute(_ERASE_VIEWS, asked)
    return {"live_code_adds": int(adds.rowcount), "page_views": int(views.rowcount)}  # type: ignore[attr-defined]


async def _check(session: AsyncSession, plan: Plan, account: int) -> None:
    named = [one.staff_id for one in plan.staff]
    if not named or len(set(named)) != len(named):
        raise NobodyBehindCode
    size = len(plan.welcome.words.encode())
    if size > MOST_WELCOME_BYTES:
        raise WelcomeTooLong(bytes=size, most=MOST_WELCOME_BYTES)
    known = {one.id for one in await queries.media(session, account=account)}
    for attachment in plan.welcome.attachments:
        size, most = len(attachment.title.encode()), _MOST_TITLE_BYTES.get(attachment.kind)
        if most is not None and size > most:
            raise WelcomeTitleTooLong(title=attachment.title, bytes=size, most=most)
        if attachment.media is not None and attachment.media not in known:
            raise NoSuchWelcomeMedia(media=attachment.media)


def drawn(length: int) -> str:
    """This will draw so many letters, none of which is read for another when a code is typed from paper."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _line(plan: Plan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {"plan": kept(plan), "now": now, "by": viewer.actor, "by_name": viewer.name}


async def _noted(session: AsyncSession, slug: str, action: str, viewer: Viewer, now: datetime) -> Code:
    code = await queries.code(session, slug=slug)
    await session.execute(_VERSION, {"id": code.id})
    await access.record(
        session, viewer=viewer, action=action, subject=f"code:{slug}", facts={"version": code.version}, now=now
    )
    return code


_CREATE = text("""
    INSERT INTO live_codes (slug, account, plan, exclusive, state, version, created_at, created_by, created_name,
        changed_at, changed_by, changed_name)
    SELECT :slug, :account, CAST(:plan AS jsonb), :exclusive, :state, 1, :now, :by, :by_name, :now, :by, :by_name
    WHERE NOT EXISTS (SELECT FROM landing_pages WHERE slug = :slug)
      AND NOT EXISTS (SELECT FROM group_codes WHERE slug = :slug)
    ON CONFLICT DO NOTHING RETURNING id
""")
_STAND = text("INSERT INTO live_code_standings (code, due_at) VALUES (:code, :now)")
_CHANGE = text("""
    UPDATE live_codes SET plan = CAST(:plan AS jsonb), version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name
    WHERE slug = :slug AND version = :version RETURNING id
""")
_VERSION = text("""
    INSERT INTO live_code_versions (code, version, plan, changed_at, changed_by, changed_name)
    SELECT id, version, plan, changed_at, changed_by, changed_name FROM live_codes WHERE id = :id
""")
_POKE = text("""
    UPDATE live_code_standings SET pokes = pokes + 1, due_at = least(due_at, :now) WHERE code = :code
""")
_RENAME = text("""
    UPDATE live_codes SET version = version + 1, changed_at = :now, changed_by = :by, changed_name = :by,
        plan = jsonb_set(plan, '{staff}', (
            SELECT jsonb_agg(CASE WHEN one ->> 'staff_id' = :staff
                THEN one || jsonb_build_object('staff_id', CAST(:becomes AS text)) ELSE one END ORDER BY place)
            FROM jsonb_array_elements(plan -> 'staff') WITH ORDINALITY AS placed (one, place)))
    WHERE account = :account
      AND plan -> 'staff' @> jsonb_build_array(jsonb_build_object('staff_id', CAST(:staff AS text)))
      AND NOT plan -> 'staff' @> jsonb_build_array(jsonb_build_object('staff_id', CAST(:becomes AS text)))
    RETURNING id
""")
_RENAME_ADDS = text("UPDATE live_code_adds SET staff_id = :becomes WHERE account = :account AND staff_id = :staff")
_MISS = text("""
    UPDATE live_code_standings SET away = array_append(away, :staff), away_at = :now, pokes = pokes + 1,
        due_at = least(due_at, :now)
    FROM live_codes WHERE live_codes.id = code AND account = :account AND NOT (CAST(:staff AS text) = ANY(away))
      AND plan -> 'staff' @> jsonb_build_array(jsonb_build_object('staff_id', CAST(:staff AS text)))
""")
_WELCOME_BACK = text("""
    UPDATE live_code_standings SET away = array_remove(away, :staff), pokes = pokes + 1, due_at = least(due_at, :now)
    FROM live_codes WHERE live_codes.id = code AND account = :account AND CAST(:staff AS text) = ANY(away)
""")
_TRY_AGAIN = text("""
    WITH failed AS (
        SELECT add, step FROM live_code_steps JOIN live_code_adds ON id = add
        WHERE code = :code AND said_at > :since AND external_userid <> '' AND live_code_steps.state = 'failed'
          AND step <> 'welcome'
        FOR UPDATE
    ), planned AS (
        UPDATE live_code_adds SET version = :version FROM failed WHERE id = add AND version <> :version
    )
    UPDATE live_code_steps AS step SET state = 'waiting', tries = 0, due_at = :now, again_at = :now, done_at = NULL
    FROM failed WHERE step.add = failed.add AND step.step = failed.step RETURNING step.add
""")
_WAKE = text("SELECT pg_notify(:channel, '')")
_ADD_MEDIA = text("""
    INSERT INTO live_code_media (account, kind, filename, content, due_at, created_at)
    VALUES (:account, :kind, :filename, :content, :now, :now) RETURNING id
""")
_ERASE_STEPS = text("""
    UPDATE live_code_steps SET state = 'failed', problem = 'erased' FROM live_code_adds
    WHERE add = id AND state = 'waiting' AND identity = ANY(CAST(:identities AS bigint[]))
""")
_ERASE_ADDS = text("""
    UPDATE live_code_adds SET external_userid = '', identity = 0, letters = '{}', welcome_code = ''
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
_ERASE_VIEWS = text("""
    UPDATE page_views SET visitor = '', identity = 0, network = 0, agent = '', referrer = '', query = '{}',
        forwarded_at = coalesce(forwarded_at, at)
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
