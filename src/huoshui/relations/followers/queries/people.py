"""Reading followers one by one: how they stand, what they allowed, and whether they may be answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault
from huoshui.relations.followers.contract import (
    Follower,
    FollowerLine,
    Kind,
    NoSuchFan,
    NotAFollowerPlace,
    Send,
    SendKind,
    SendState,
    Standing,
    Subscription,
    Turn,
    Window,
)
from huoshui.relations.followers.rules.window import LONGEST, window

_GONE = Standing.UNFOLLOWED.value


@dataclass(frozen=True, slots=True)
class Template:
    """A template as WeChat has it; one that was never read is for once."""

    title: str = ""
    kind: str = "once"


async def followers(  # noqa: PLR0913 as many filters as the screen has
    session: AsyncSession, *, now: datetime, appid: str = "", standing: Standing | None = None, scene: str = "",
    reach: str = "", q: str = "", after: str = "", limit: int = 50,
) -> tuple[list[Follower], str | None]:  # fmt: skip
    """
    This will list followers, those whose standing changed last first, and say where the next page begins.

    ``reach`` is ``subscription`` (something is left), ``window`` (they wrote within 48 hours) or both when empty.

    :raises NotAFollowerPlace: if ``after`` is no place of a page
    """
    since, number = _place(after)
    asked = {
        "appid": appid, "standing": standing.value if standing else "", "scene": scene, "reach": reach, "q": q,
        "opened": now - LONGEST, "since": since, "number": number, "limit": limit + 1,
    }  # fmt: skip
    rows = (await session.execute(_LISTED, asked)).all()
    found = await _whole(session, rows[:limit], now)
    last = rows[limit - 1] if len(rows) > limit else None
    return found, f"{last.since.timestamp():.6f}~{last.id}" if last else None


async def follower(session: AsyncSession, *, number: int, now: datetime) -> Follower:
    """
    This will give one follower.

    :raises NoSuchFan: if there is none whom whoever asks may see
    """
    rows = (await session.execute(text(f"{_FOLLOWERS} WHERE held.id = :number"), {"number": number})).all()
    if not rows:
        raise NoSuchFan(id=number)
    return (await _whole(session, rows, now))[0]


async def of_identities(session: AsyncSession, *, identities: Sequence[int], now: datetime) -> list[Follower]:
    """This will give a person's relations with our accounts, the latest first."""
    condition = "WHERE held.identity = ANY(CAST(:given AS bigint[])) ORDER BY held.since DESC, held.id LIMIT 100"
    rows = (await session.execute(text(f"{_FOLLOWERS} {condition}"), {"given": list(identities)})).all()
    return await _whole(session, rows, now)


async def person_section(
    session: AsyncSession, *, identities: Sequence[int],
    vault: Vault, clear: bool = False,  # noqa: ARG001 every section has the same face, and nothing here is sealed
) -> dict[str, Any]:  # fmt: skip
    """This will give what a person's export says of the accounts they follow, with their histories."""
    condition = "WHERE held.identity = ANY(CAST(:given AS bigint[])) ORDER BY held.since DESC, held.id LIMIT 100"
    rows = (await session.execute(text(f"{_FOLLOWERS} {condition}"), {"given": list(identities)})).all()
    allowed = await _subscriptions(session, [row.id for row in rows])
    told = []
    for row in rows:
        lines = await history(session, number=row.id)
        told.append({
            "appid": row.appid, "channel": row.channel, "standing": row.standing, "since": row.since,
            "scene": row.source, "way": row.way,
            "subscriptions": [{"template": one.title or one.template, "left": one.left} for one in allowed[row.id]],
            "history": [{"at": line.at, "kind": line.kind.value} for line in lines],
            "messages": [{"at": one.asked_at, "kind": one.kind.value, "state": one.state.value}
                         for one in await sends(session, number=row.id)],
        })  # fmt: skip
    return {"list": told}


async def history(session: AsyncSession, *, number: int, limit: int = 100) -> list[FollowerLine]:
    """This will give a follower's history, the latest first."""
    rows = await session.execute(_HISTORY, {"number": number, "limit": limit})
    return [FollowerLine(row.at, Kind(row.kind), Turn(row.turn), row.said) for row in rows]


async def sends(session: AsyncSession, *, number: int, limit: int = 50) -> list[Send]:
    """This will give what was sent to a follower, the latest first."""
    condition = "WHERE send.follower = :number ORDER BY send.asked_at DESC, send.id DESC LIMIT :limit"
    rows = await session.execute(text(f"{_SENDS} {condition}"), {"number": number, "limit": limit})
    return [_send(row) for row in rows]


async def send(session: AsyncSession, *, number: int) -> Send:
    """
    This will give one message.

    :raises NoSuchFan: if whom it went to was erased
    """
    row = (await session.execute(text(f"{_SENDS} WHERE send.id = :number"), {"number": number})).one_or_none()
    if row is None:
        raise NoSuchFan(id=number)
    return _send(row)


async def template(session: AsyncSession, *, appid: str, template: str) -> Template:
    """This will tell what is known of a template."""
    row = (await session.execute(_TEMPLATE, {"appid": appid, "template": template})).one_or_none()
    return Template(row.title, row.kind) if row else Template()


async def _whole(session: AsyncSession, rows: Sequence[Any], now: datetime) -> list[Follower]:
    numbers = [row.id for row in rows]
    allowed, windows = await _subscriptions(session, numbers), await _windows(session, rows, now)
    return [
        Follower(
            row.id, row.appid, row.channel, row.openid, row.identity, Standing(row.standing), row.since,
            row.followed_at, row.source, row.way, row.supposed, bool(row.unionid), windows[row.id], allowed[row.id],
        )
        for row in rows
    ]  # fmt: skip


async def _subscriptions(session: AsyncSession, numbers: Sequence[int]) -> Mapping[int, list[Subscription]]:
    found: dict[int, list[Subscription]] = defaultdict(list)
    for row in await session.execute(_SUBSCRIPTIONS, {"numbers": list(numbers)}):
        lasting = row.kind == "lasting"
        found[row.follower].append(
            Subscription(row.template, row.title or "", lasting, row.remaining, row.willing, row.since)
        )
    return found


async def _windows(session: AsyncSession, rows: Sequence[Any], now: datetime) -> Mapping[int, Window]:
    """What they did lately, and what was sent since; once they wrote, it is known that they ever did."""
    asked = {"numbers": [row.id for row in rows], "since": now - LONGEST}
    acts: dict[int, list[tuple[Kind, datetime]]] = defaultdict(list)
    for row in await session.execute(_ACTS, asked):
        acts[row.follower].append((Kind(row.kind), row.at))
    sent: dict[int, list[datetime]] = defaultdict(list)
    for row in await session.execute(_SERVED, asked):
        sent[row.follower].append(row.asked_at)
    return {row.id: window(row.channel, acts[row.id], sent[row.id], now, gone=row.standing == _GONE) for row in rows}


def _send(row: Any) -> Send:  # noqa: ANN401 SQLAlchemy's rows
    return Send(
        row.id, str(row.key), SendKind(row.kind), row.template, row.title or "", SendState(row.state), row.asked_at,
        row.asked_by, row.settled_at, row.problem,
    )  # fmt: skip


def _place(after: str) -> tuple[float | None, int]:
    if not after:
        return None, 0
    since, _, number = after.partition("~")
    try:
        place = float(since), int(number)
    except ValueError:
        raise NotAFollowerPlace(after=after[:100]) from None
    if not (0 <= place[0] < 1e11 and 0 < place[1] < 2**63):
        raise NotAFollowerPlace(after=after[:100])
    return place


_FOLLOWERS = """
    SELECT held.id, held.appid, held.channel, held.openid, held.identity, held.standing, held.since, held.followed_at,
        held.source, held.way, held.supposed, held.unionid
    FROM followers AS held
"""
_LISTED = text(f"""
    {_FOLLOWERS}
    WHERE (:appid = '' OR held.appid = :appid) AND (:standing = '' OR held.standing = :standing)
      AND (:scene = '' OR held.source = :scene) AND (:q = '' OR held.openid = :q)
      AND (:reach <> 'subscription' OR EXISTS (
          SELECT FROM subscriptions AS one LEFT JOIN follower_templates AS known
              ON known.appid = held.appid AND known.template = one.template
          WHERE one.follower = held.id AND CASE WHEN known.kind = 'lasting' THEN willing ELSE remaining > 0 END))
      AND (:reach <> 'window' OR held.standing <> 'unfollowed' AND EXISTS (
          SELECT FROM follower_facts AS fact WHERE fact.follower = held.id AND kind = 'messaged' AND at > :opened))
      AND (CAST(:since AS float8) IS NULL
           OR (held.since, held.id) < (to_timestamp(CAST(:since AS float8)), CAST(:number AS bigint)))
    ORDER BY held.since DESC, held.id DESC LIMIT :limit
""")
_HISTORY = text("""
    SELECT at, kind, turn, said FROM follower_facts WHERE follower = :number ORDER BY at DESC, id DESC LIMIT :limit
""")
_SENDS = """
    SELECT send.id, send.key, send.kind, send.template, known.title, send.state, send.asked_at, send.asked_by,
        send.settled_at, send.problem
    FROM follower_sends AS send JOIN followers AS held ON held.id = send.follower
        LEFT JOIN follower_templates AS known ON known.appid = held.appid AND known.template = send.template
"""
_TEMPLATE = text("SELECT title, kind FROM follower_templates WHERE appid = :appid AND template = :template")
_SUBSCRIPTIONS = text("""
    SELECT one.follower, one.template, known.title, known.kind, one.remaining, one.willing, one.since
    FROM subscriptions AS one JOIN followers AS held ON held.id = one.follower
        LEFT JOIN follower_templates AS known ON known.appid = held.appid AND known.template = one.template
    WHERE one.follower = ANY(CAST(:numbers AS bigint[])) ORDER BY one.follower, one.since DESC, one.template
""")
_ACTS = text("""
    SELECT follower, kind, max(at) AS at FROM follower_facts
    WHERE follower = ANY(CAST(:numbers AS bigint[]))
      AND kind IN ('messaged', 'menu_clicked', 'scanned', 'followed', 'service_entered')
    GROUP BY follower, kind
""")
_SERVED = text("""
    SELECT follower, asked_at FROM follower_sends
    WHERE follower = ANY(CAST(:numbers AS bigint[])) AND kind = 'service' AND state <> 'refused' AND asked_at > :since
""")
