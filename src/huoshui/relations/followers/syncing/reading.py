"""What WeChat says of followers, taken in: who follows, by which code, and who they are elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds
from huoshui.bedrock.crypto import Keys
from huoshui.channels.wechat.shapes import FollowerRead
from huoshui.relations.followers import operations
from huoshui.relations.followers.contract import Kind, Turn
from huoshui.relations.followers.operations import Draft
from huoshui.relations.followers.operations.histories import facts_of
from huoshui.relations.followers.rules.following import Fact, found_at, replay
from huoshui.relations.followers.syncing.binding import allowed, identity


@dataclass(slots=True)
class Seen:
    """What a reading repaired, by kind."""

    repaired: dict[str, int] = field(default_factory=dict)

    def note(self, kind: str) -> None:
        """This will count one repair."""
        self.repaired[kind] = self.repaired.get(kind, 0) + 1


async def take(
    session: AsyncSession, *, appid: str, channel: str, found: Sequence[FollowerRead], read_at: datetime, keys: Keys,
    run: int | None = None,
) -> Seen:  # fmt: skip
    """
    This will take in what was read of followers at ``read_at``, and tell what that repaired.

    Of whom follows no more it says no more than that; of whoever was erased and did not return nothing is kept.
    """
    seen = Seen()
    identities = {one.openid: identity(keys, appid, one.openid) for one in found}
    kept = await allowed(session, identities.values())
    known = await facts_of(session, appid=appid, openids=[one.openid for one in found])
    drafts, reads = [], []
    for one in found:
        if identities[one.openid] not in kept:
            continue
        facts = _found(known[one.openid], one, read_at) if one.subscribe else _missing(known[one.openid], read_at)
        drafts.append(Draft(one.openid, facts, identities[one.openid]))
        reads.append(one)
    taken = await operations.accept(session, appid=appid, channel=channel, drafts=drafts, now=read_at)
    for _, turns in taken.values():
        for turn in turns:
            if turn is not Turn.NOTHING:
                seen.note("missing" if turn is Turn.UNFOLLOWED else turn.value)
    await session.execute(_READ, {
        "appid": appid, "openids": [one.openid for one in reads], "unionids": [one.unionid for one in reads],
        "ways": [one.subscribe_scene for one in reads], "read_at": read_at, "run": run})  # fmt: skip
    return seen


def _found(history: Sequence[Fact], one: FollowerRead, read_at: datetime) -> list[Fact]:
    """Who follows began when WeChat says; nothing is new where the history says the same."""
    at = found_at(history, one.subscribe_time * 1000 if one.subscribe_time else milliseconds(read_at))
    said = {name: value for name, value in (("scene", one.scene), ("way", one.subscribe_scene)) if value}
    fact = Fact(Kind.FOUND, at, f"found:{at}", said)
    before, after = replay(history).follow, replay([*history, fact]).follow
    same = (before.standing, before.source, before.way) == (after.standing, after.source, after.way)
    return [] if same and before.since == after.since else [fact]


def _missing(history: Sequence[Fact], read_at: datetime) -> list[Fact]:
    at = milliseconds(read_at)
    fact = Fact(Kind.MISSING, at, f"missing:{at}")
    told = replay([*history, fact])
    ended = any(turn is Turn.UNFOLLOWED and one.key == fact.key for one, turn in told.turns)
    return [fact] if ended and history else []


_READ = text("""
    UPDATE followers AS held SET unionid = CASE WHEN given.unionid = '' THEN held.unionid ELSE given.unionid END,
        way = CASE WHEN given.way = '' THEN held.way ELSE given.way END,
        read_at = :read_at, seen_run = coalesce(CAST(:run AS bigint), seen_run),
        want_at = CASE WHEN want_at > :read_at AND want_tries = 0 THEN want_at END, want_tries = 0
    FROM unnest(CAST(:openids AS text[]), CAST(:unionids AS text[]), CAST(:ways AS text[]))
        AS given (openid, unionid, way)
    WHERE held.appid = :appid AND held.openid = given.openid
""")
