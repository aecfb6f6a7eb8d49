"""Taking facts into followers' histories, and keeping what the histories come to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds, moment
from huoshui.relations.followers.contract import Kind, Turn
from huoshui.relations.followers.rules.following import STANDS, Fact, Told, echoes, replay


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What is to go into one follower's history.

    ``identity`` where it is known already; ``wants`` is whether WeChat shall be asked for the rest.
    """

    openid: str
    facts: Sequence[Fact] = ()
    identity: int | None = None
    wants: bool = False


async def accept(
    session: AsyncSession, *, appid: str, channel: str, drafts: Sequence[Draft], now: datetime
) -> dict[str, tuple[int, list[Turn]]]:
    """
    This will take facts in, and give each follower's number with what its new facts turned.

    What is in a history already changes nothing. Followers are locked in one order, whoever brings them.
    """
    if not drafts:
        return {}
    ordered = sorted(drafts, key=lambda one: one.openid)
    numbers = await _rows(session, appid, channel, ordered, now)
    histories = await _histories(session, list(numbers.values()))
    lines: list[dict[str, Any]] = []
    turned: list[dict[str, Any]] = []
    states: list[dict[str, Any]] = []
    taken: dict[str, tuple[int, list[Turn]]] = {}
    for draft in ordered:
        number = numbers[draft.openid]
        before = histories[number]
        fresh = [fact for fact in draft.facts if fact.key not in {known.key for known, _ in before}]
        taken[draft.openid] = (number, [])
        if not fresh:
            continue
        told = replay([*(fact for fact, _ in before), *fresh])
        turns = {fact.key: turn for fact, turn in told.turns}
        whole = [fact for fact, _ in told.turns]
        lines += [_line(number, fact, turns[fact.key], whole, now) for fact in fresh]
        turned += [
            {"follower": number, "key": fact.key, "turn": turns[fact.key].value}
            for fact, turn in before
            if turns[fact.key] is not turn
        ]
        states.append(_state(number, told))
        taken[draft.openid] = (number, [turns[fact.key] for fact in fresh])
    for statement, rows in ((_INSERT, lines), (_TURN, turned), (_STATE, states)):
        if rows:
            await session.execute(statement, {"rows": orjson.dumps(rows).decode()})
    return taken


async def facts_of(session: AsyncSession, *, appid: str, openids: Sequence[str]) -> dict[str, list[Fact]]:
    """This will give the histories of some followers, as far as they move their standing."""
    found: dict[str, list[Fact]] = defaultdict(list)
    kinds = sorted(kind.value for kind in STANDS)
    rows = await session.execute(_OF, {"appid": appid, "openids": list(openids), "kinds": kinds})
    for row in rows:
        found[row.openid].append(Fact(Kind(row.kind), milliseconds(row.at), row.key, row.said))
    return found


async def _rows(
    session: AsyncSession, appid: str, channel: str, drafts: Sequence[Draft], now: datetime
) -> dict[str, int]:
    line = {
        "appid": appid, "channel": channel, "now": now, "openids": [one.openid for one in drafts],
        "identities": [one.identity for one in drafts], "wants": [one.wants for one in drafts],
    }  # fmt: skip
    return {row.openid: row.id for row in await session.execute(_FOLLOWERS, line)}


async def _histories(session: AsyncSession, followers: Sequence[int]) -> dict[int, list[tuple[Fact, Turn]]]:
    found: dict[int, list[tuple[Fact, Turn]]] = defaultdict(list)
    for row in await session.execute(_FACTS, {"followers": list(followers)}):
        found[row.follower].append((Fact(Kind(row.kind), milliseconds(row.at), row.key, row.said), Turn(row.turn)))
    return found


def _line(follower: int, fact: Fact, turn: Turn, history: Sequence[Fact], now: datetime) -> dict[str, Any]:
    tells = turn is not Turn.NOTHING and not echoes(history, fact)
    return {
        "follower": follower, "kind": fact.kind.value, "at": moment(fact.at).isoformat(), "key": fact.key,
        "said": fact.said, "turn": turn.value, "learned_at": now.isoformat(), "tells": tells,
    }  # fmt: skip


def _state(follower: int, told: Told) -> dict[str, Any]:
    follow = told.follow
    return {
        "id": follower, "standing": follow.standing.value, "since": moment(follow.since).isoformat(),
        "begun_at": _iso(follow.begun_at), "followed_at": _iso(follow.followed_at), "source": follow.source,
        "way": follow.way, "supposed": follow.supposed,
    }  # fmt: skip


def _iso(at: int | None) -> str | None:
    return None if at is None else moment(at).isoformat()


_FOLLOWERS = text("""
    INSERT INTO followers AS known (appid, channel, openid, identity, since, want_at)
    SELECT :appid, :channel, openid, identity, :now, CASE WHEN wants THEN CAST(:now AS timestamptz) END
    FROM unnest(CAST(:openids AS text[]), CAST(:identities AS bigint[]), CAST(:wants AS boolean[]))
        WITH ORDINALITY AS given (openid, identity, wants, place)
    ORDER BY place
    ON CONFLICT (appid, openid) DO UPDATE SET identity = coalesce(known.identity, excluded.identity),
        want_at = coalesce(excluded.want_at, known.want_at),
        want_tries = CASE WHEN excluded.want_at IS NULL THEN known.want_tries ELSE 0 END
    RETURNING id, openid
""")
_FACTS = text("""
    SELECT follower, kind, at, key, said, turn FROM follower_facts WHERE follower = ANY(CAST(:followers AS bigint[]))
""")
_OF = text("""
    SELECT openid, kind, at, key, said FROM followers JOIN follower_facts ON follower = followers.id
    WHERE appid = :appid AND openid = ANY(CAST(:openids AS text[])) AND kind = ANY(CAST(:kinds AS text[]))
""")
_INSERT = text("""
    INSERT INTO follower_facts (follower, kind, at, key, said, turn, learned_at, tells)
    SELECT follower, kind, at, key, said, turn, learned_at, tells FROM jsonb_to_recordset(CAST(:rows AS jsonb))
        AS given (follower bigint, kind text, at timestamptz, key text, said jsonb, turn text, learned_at timestamptz,
                  tells boolean)
    ORDER BY follower, at, key
""")
_TURN = text("""
    UPDATE follower_facts SET turn = given.turn
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (follower bigint, key text, turn text)
    WHERE follower_facts.follower = given.follower AND follower_facts.key = given.key
""")
_STATE = text("""
    UPDATE followers AS known SET standing = given.standing, since = given.since, begun_at = given.begun_at,
        followed_at = given.followed_at, source = given.source, way = given.way, supposed = given.supposed
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (id bigint, standing text, since timestamptz,
        begun_at timestamptz, followed_at timestamptz, source text, way text, supposed boolean)
    WHERE known.id = given.id
""")
