"""Changing short links: make, change, and forget who clicked. A code that was printed is never taken back."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.touchpoints import queries
from huoshui.touchpoints.contract import Environment, GreetsNobody, Link, ShortLinkChanged, ShortLinkExists, Variant
from huoshui.touchpoints.entries import operations as entries
from huoshui.touchpoints.rules.addresses import checked, is_acquisition

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"
"""Without those that are read for one another when a code is read aloud or typed from paper: 0 O 1 l I o."""
_LENGTH = 7


@dataclass(frozen=True, slots=True)
class Plan:
    """What a link is to be; `contract.Link` says what each part means."""

    name: str
    variants: Sequence[Variant]
    note: str = ""
    channel: str = ""
    campaign: str = ""
    paused: bool = False
    expires_at: datetime | None = None
    most_clicks: int | None = None
    marks: bool = True


async def create(
    session: AsyncSession, *, plan: Plan, code: str | None = None, password_hash: str | None = None, viewer: Viewer,
    now: datetime,
) -> Link:  # fmt: skip
    """
    This will make a short link, under a code of one's own or a new one.

    :raises ShortLinkExists: if the code is taken
    :raises NotAnAddress: if it is to lead where no link may lead
    :raises NoSuchMiniProgram: if it is to lead to a mini-program that is not connected
    :raises NotAMiniProgramPage: if it is to lead to what is no page of one
    :raises GreetsNobody: if whom it brings is to be welcomed by a live code that is not there, or cannot be told apart
    """
    await _want(session, plan, now)
    line = {**_line(plan, viewer, now), "code": code or _drawn(), "password_hash": password_hash}
    while await session.scalar(_CREATE, line) is None:
        if code is not None:
            raise ShortLinkExists(code=code)
        line["code"] = _drawn()
    return await _noted(session, line["code"], "links.created", viewer, now)


async def change(session: AsyncSession, *, code: str, plan: Plan, version: int, viewer: Viewer, now: datetime) -> Link:
    """
    This will change what stands behind a code; ``version`` is the one that the author saw. The password stays.

    :raises NoSuchShortLink: if it is not there
    :raises ShortLinkChanged: if it has another version by now
    :raises NotAnAddress: if it is to lead where no link may lead
    :raises NoSuchMiniProgram: if it is to lead to a mini-program that is not connected
    :raises NotAMiniProgramPage: if it is to lead to what is no page of one
    :raises GreetsNobody: if whom it brings is to be welcomed by a live code that is not there, or cannot be told apart
    """
    await _want(session, plan, now)
    line = {**_line(plan, viewer, now), "code": code, "version": version}
    if await session.scalar(_CHANGE, line) is None:
        known = await queries.link(session, code=code)
        raise ShortLinkChanged(code=code, version=known.version)
    return await _noted(session, code, "links.changed", viewer, now)


async def set_password(
    session: AsyncSession, *, code: str, password_hash: str | None, viewer: Viewer, now: datetime
) -> Link:
    """
    This will have a link ask for another password, or for none.

    :raises NoSuchShortLink: if it is not there
    """
    known = await queries.link(session, code=code)
    await session.execute(_SET_PASSWORD, {"id": known.id, "password_hash": password_hash, "now": now,
                                          "by": viewer.actor, "by_name": viewer.name})  # fmt: skip
    return await _noted(session, code, "links.password_set" if password_hash else "links.password_removed", viewer, now)


async def erase(
    session: AsyncSession, *, identities: Sequence[int], now: datetime  # noqa: ARG001 every stage's eraser has the same face
) -> dict[str, int]:  # fmt: skip
    """This will make the clicks and adds of these identities nobody's, and count them for a receipt."""
    asked = {"identities": list(identities)}
    clicks = await session.execute(_ERASE, asked)
    adds = await session.execute(_ERASE_ADDS, asked)
    return {"link_clicks": int(clicks.rowcount), "link_adds": int(adds.rowcount)}  # type: ignore[attr-defined]


def _drawn() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _line(plan: Plan, viewer: Viewer, now: datetime) -> dict[str, Any]:
    return {
        "name": plan.name, "note": plan.note, "channel": plan.channel, "campaign": plan.campaign,
        "variants": orjson.dumps([_written(one) for one in plan.variants]).decode(), "paused": plan.paused,
        "expires_at": plan.expires_at, "most_clicks": plan.most_clicks, "marks": plan.marks,
        "now": now, "by": viewer.actor, "by_name": viewer.name,
    }  # fmt: skip


def _written(variant: Variant) -> dict[str, Any]:
    others: Mapping[Environment, str] = variant.by_environment
    return {
        "url": checked(variant.url),
        "by_environment": {environment.value: checked(url) for environment, url in others.items()},
        "weight": variant.weight,
        "name": variant.name,
        **({"mini_program": asdict(variant.mini_program)} if variant.mini_program else {}),
        **({"greets": variant.greets} if variant.greets else {}),
    }


async def _want(session: AsyncSession, plan: Plan, now: datetime) -> None:
    await entries.want(session, pages=queries.pages_of(plan.variants), now=now)
    for variant in plan.variants:
        if variant.greets and not is_acquisition(checked(variant.url)):
            raise GreetsNobody(
                code=variant.greets, why=f"only an acquisition link tells who came, and {variant.url} is none"
            )
        if variant.greets and await session.scalar(_GREETING, {"slug": variant.greets}) is None:
            raise GreetsNobody(code=variant.greets, why="there is no such live code")


async def _noted(session: AsyncSession, code: str, action: str, viewer: Viewer, now: datetime) -> Link:
    link = await queries.link(session, code=code)
    await session.execute(_VERSION, {"id": link.id})
    await access.record(
        session, viewer=viewer, action=action, subject=f"link:{code}", facts={"version": link.version}, now=now
    )
    return link


_GREETING = text("SELECT 1 FROM live_codes WHERE slug = :slug")
_CREATE = text("""
    INSERT INTO short_links (code, name, note, channel, campaign, variants, paused, expires_at, most_clicks,
        password_hash, marks, version, created_at, created_by, created_name, changed_at, changed_by, changed_name)
    VALUES (:code, :name, :note, :channel, :campaign, CAST(:variants AS jsonb), :paused, :expires_at, :most_clicks,
        :password_hash, :marks, 1, :now, :by, :by_name, :now, :by, :by_name)
    ON CONFLICT (code) DO NOTHING RETURNING id
""")
_CHANGE = text("""
    UPDATE short_links SET name = :name, note = :note, channel = :channel, campaign = :campaign,
        variants = CAST(:variants AS jsonb), paused = :paused, expires_at = :expires_at, most_clicks = :most_clicks,
        marks = :marks, version = version + 1, changed_at = :now, changed_by = :by, changed_name = :by_name,
        written_at = clock_timestamp()
    WHERE code = :code AND version = :version RETURNING id
""")
_SET_PASSWORD = text("""
    UPDATE short_links SET password_hash = :password_hash, version = version + 1, changed_at = :now, changed_by = :by,
        changed_name = :by_name, written_at = clock_timestamp() WHERE id = :id
""")
_VERSION = text("""
    INSERT INTO short_link_versions (id, version, name, variants, paused, expires_at, most_clicks, changed_at,
        changed_by, changed_name)
    SELECT id, version, name, variants, paused, expires_at, most_clicks, changed_at, changed_by, changed_name
    FROM short_links WHERE id = :id
""")
_ERASE = text("""
    UPDATE link_clicks SET visitor = '', identity = 0, network = 0, agent = '', referrer = '', query = '{}', url = '',
        forwarded_at = coalesce(forwarded_at, at)
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
_ERASE_ADDS = text("""
    UPDATE link_adds SET external_userid = '-' || id, identity = 0
    WHERE identity = ANY(CAST(:identities AS bigint[]))
""")
