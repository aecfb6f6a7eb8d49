"""Taking what members of groups did into their histories, and what groups are."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.clock import milliseconds, moment
from huoshui.relations.contract import Move
from huoshui.relations.rules.grouping import Membership, Step, echoes, replay

_CUSTOMER: Final = re.compile(r"w[mo][A-Za-z0-9_-]{30,62}")
"""An external_userid; staff ids are the corp's own short names."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A step of one member."""

    member: str
    step: Step
    name: str = ""


def is_customer(member: str) -> bool:
    """This will tell whether a member is a customer, by the look of their id."""
    return _CUSTOMER.fullmatch(member) is not None


async def opened(session: AsyncSession, *, corp: str, group: str, at: datetime) -> None:
    """This will let a group be, if it is new."""
    await session.execute(_OPENED, {"corp": corp, "id": group, "at": at})


async def dismiss(session: AsyncSession, *, corp: str, group: str, at: datetime) -> None:
    """This will let a group be dissolved; the earliest word counts."""
    await session.execute(_DISMISS, {"corp": corp, "id": group, "at": at})


async def version_moves(session: AsyncSession, *, corp: str, group: str, before: str, after: str) -> bool:
    """This will follow a group's version, and tell whether nothing was missed in between."""
    known = await session.scalar(_VERSION_OF, {"corp": corp, "id": group})
    if known and known == after:
        return True
    if not before or known != before:
        return False
    await session.execute(_VERSION, {"corp": corp, "id": group, "version": after})
    return True


async def take_steps(
    session: AsyncSession, *, corp: str, group: str, moves: Sequence[Moved], now: datetime
) -> list[Moved]:
    """This will take steps of members into their histories, and give those that were new and no echo."""
    if not moves:
        return []
    await session.execute(_LOCK, {"corp": corp, "id": group})
    known = await _histories(session, corp, group, sorted({one.member for one in moves}))
    lines, states, fresh = [], [], []
    by_member: dict[str, list[Moved]] = defaultdict(list)
    for one in moves:
        by_member[one.member].append(one)
    for member, told in by_member.items():
        history = {step.key: step for step in known[member]}
        new = {one.step.key: one for one in told if one.step.key not in history}
        if not new:
            continue
        history |= {key: one.step for key, one in new.items()}
        for one in new.values():
            echo = bool(one.step.said.get("known")) or echoes(history.values(), one.step)
            lines.append(_line(member, one.step, now, echo=echo))
            if not echo:
                fresh.append(one)
        name = next((one.name for one in told if one.name), "")
        states.append(_state(member, replay(history.values()), name))
    for statement, rows in ((_INSERT, lines), (_STATE, states)):
        if rows:
            await session.execute(statement, {"corp": corp, "id": group, "rows": orjson.dumps(rows).decode()})
    return fresh


async def _histories(session: AsyncSession, corp: str, group: str, members: Sequence[str]) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = defaultdict(list)
    for row in await session.execute(_STEPS, {"corp": corp, "id": group, "members": list(members)}):
        found[row.member].append(Step(Move(row.move), milliseconds(row.at), row.key, row.said))
    return found


def _line(member: str, step: Step, now: datetime, *, echo: bool) -> dict[str, Any]:
    return {
        "member": member, "move": step.move.value, "at": moment(step.at).isoformat(), "key": step.key,
        "said": step.said, "learned_at": now.isoformat(), "tells": is_customer(member) and not echo, "echo": echo,
    }  # fmt: skip


def _state(member: str, state: Membership, name: str) -> dict[str, Any]:
    return {
        "member": member, "customer": is_customer(member), "name": name, "inside": state.inside,
        "joined_at": _iso(state.joined_at), "left_at": _iso(state.left_at), "scene": state.scene,
        "inviter": state.inviter, "state": state.state, "quit_scene": state.quit_scene,
    }  # fmt: skip


def _iso(at: int | None) -> str | None:
    return None if at is None else moment(at).isoformat()


_OPENED = text("""
    INSERT INTO customer_groups AS known (corp, id, opened_at) VALUES (:corp, :id, :at)
    ON CONFLICT (corp, id) DO UPDATE SET opened_at = least(known.opened_at, excluded.opened_at)
""")
_DISMISS = text("""
    INSERT INTO customer_groups AS known (corp, id, dismissed_at) VALUES (:corp, :id, :at)
    ON CONFLICT (corp, id) DO UPDATE SET dismissed_at = least(known.dismissed_at, excluded.dismissed_at)
""")
_LOCK = text("""
    INSERT INTO customer_groups AS known (corp, id) VALUES (:corp, :id)
    ON CONFLICT (corp, id) DO UPDATE SET id = known.id
""")
_VERSION_OF = text("SELECT version FROM customer_groups WHERE corp = :corp AND id = :id FOR UPDATE")
_VERSION = text("UPDATE customer_groups SET version = :version WHERE corp = :corp AND id = :id")
_STEPS = text("""
    SELECT member, move, at, key, said FROM group_steps
    WHERE corp = :corp AND group_id = :id AND member = ANY(CAST(:members AS text[]))
""")
_INSERT = text("""
    INSERT INTO group_steps (corp, group_id, member, move, at, key, said, learned_at, tells, echo)
    SELECT :corp, :id, member, move, at, key, said, learned_at, tells, echo
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (member text, move text, at timestamptz, key text,
        said jsonb, learned_at timestamptz, tells boolean, echo boolean)
    ORDER BY at, member, key
""")
_STATE = text("""
    INSERT INTO group_members AS known (corp, group_id, member, customer, name, inside, joined_at, left_at, scene,
        inviter, state, quit_scene)
    SELECT :corp, :id, member, customer, name, inside, joined_at, left_at, scene, inviter, state, quit_scene
    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS given (member text, customer boolean, name text, inside boolean,
        joined_at timestamptz, left_at timestamptz, scene text, inviter text, state text, quit_scene text)
    ON CONFLICT (corp, group_id, member) DO UPDATE SET inside = excluded.inside, joined_at = excluded.joined_at,
        left_at = excluded.left_at, scene = excluded.scene, inviter = excluded.inviter, state = excluded.state,
        quit_scene = excluded.quit_scene, name = coalesce(nullif(excluded.name, ''), known.name)
""")
