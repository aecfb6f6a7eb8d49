"""Reading a person's relations: with whom, how they stand, what staff noted, and what happened."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.bedrock.crypto import Vault, mask
from huoshui.relations.contract import LEFT_BEHIND, REACH, Kind, Line, NoSuchRelation, Relation, Standing, Turn

_LINES = 100
_SHOWN = ("state", "way", "reason", "added", "removed", "remarked", "transferred")


async def relations_of(
    session: AsyncSession, *, identities: Sequence[int], vault: Vault, clear: bool = False
) -> list[Relation]:
    """This will give a person's relations, those that stand first; what staff noted is masked unless ``clear``."""
    return await _relations(session, "held.identity = ANY(:given)", list(identities), vault, clear=clear)


async def relation(session: AsyncSession, *, number: int, vault: Vault) -> Relation:
    """
    This will give one relation.

    :raises NoSuchRelation: if it is not there for whoever asks
    """
    found = await _relations(session, "held.id = ANY(:given)", [number], vault, clear=False)
    if not found:
        raise NoSuchRelation(id=number)
    return found[0]


async def person_section(
    session: AsyncSession, *, identities: Sequence[int], vault: Vault, clear: bool = False
) -> dict[str, Any]:
    """This will give what a person's page and export say of relations, and of the groups they are or were in."""
    found = await relations_of(session, identities=identities, vault=vault, clear=clear)
    groups = (await session.execute(_GROUPS, {"identities": list(identities)})).mappings().all()
    return {
        "friends": sum(one.standing is Standing.FRIEND for one in found),
        "list": [_told(one) for one in found],
        "groups": [dict(row) for row in groups],
    }


async def _relations(
    session: AsyncSession, condition: str, given: list[int], vault: Vault, *, clear: bool
) -> list[Relation]:
    rows = (await session.execute(text(_RELATIONS.format(condition=condition)), {"given": given})).all()
    histories = await _histories(session, [row.id for row in rows])
    sealed = [(row.identity, bytes(row.noted)) for row in rows if row.noted is not None and row.identity is not None]
    opened = iter(await vault.open_many(session, sealed))
    return [
        _relation(row, histories[row.id], next(opened) if row.noted and row.identity is not None else None, clear)
        for row in rows
    ]


async def _histories(session: AsyncSession, relations: Sequence[int]) -> Mapping[int, list[Line]]:
    found: dict[int, list[Line]] = defaultdict(list)
    for row in await session.execute(_HISTORIES, {"relations": list(relations), "limit": _LINES}):
        said = {name: row.said[name] for name in _SHOWN if row.said.get(name)}
        found[row.relation].append(Line(row.at, Kind(row.kind), Turn(row.turn), said))
    return found


def _relation(row: Any, history: Sequence[Line], noted: bytes | None, clear: bool) -> Relation:  # noqa: ANN401, FBT001 SQLAlchemy's rows
    standing = Standing(row.standing)
    left = row.left_at is not None and standing in (Standing.FRIEND, Standing.HALF)
    remark = orjson.loads(noted).get("remark", "") if noted else ""
    return Relation(
        row.id, row.corp, row.staff, row.staff_name or row.staff, row.contact, standing,
        LEFT_BEHIND if left else REACH[standing], row.since, row.begun_at, row.way, row.source, row.supposed,
        remark if clear else mask("name", remark) if remark else "", tuple(row.names), tuple(history),
    )  # fmt: skip


def _told(one: Relation) -> dict[str, Any]:
    return {
        "staff": one.staff, "staff_name": one.staff_name, "standing": one.standing.value, "since": one.since,
        "begun_at": one.begun_at, "way": one.way, "source": one.source, "remark": one.remark, "tags": list(one.tags),
        "history": [{"at": line.at, "turn": line.turn.value or line.kind.value} for line in one.history],
    }  # fmt: skip


_RELATIONS = """
    SELECT held.id, held.corp, held.staff, one.name AS staff_name, one.left_at, held.contact, held.identity, standing,
        since, begun_at, way, source, supposed, noted,
        ARRAY(SELECT coalesce(tag.name, given) FROM unnest(held.tags) AS given
              LEFT JOIN corp_tags AS tag ON tag.corp = held.corp AND tag.id = given ORDER BY 1) AS names
    FROM follow_relations AS held
        LEFT JOIN relation_staff AS one ON one.corp = held.corp AND one.staff = held.staff
    WHERE {condition} AND standing <> 'none'
    ORDER BY standing = 'friend' DESC, standing = 'half' DESC, since DESC, held.id LIMIT 200
"""
_HISTORIES = text("""
    SELECT relation, kind, at, turn, said FROM (
        SELECT relation, kind, at, turn, said, id,
               row_number() OVER (PARTITION BY relation ORDER BY at DESC, id DESC) AS place
        FROM relation_facts WHERE relation = ANY(CAST(:relations AS bigint[]))
          AND (turn <> '' OR kind = 'read' AND (said ? 'added') AND jsonb_array_length(said -> 'added') > 0)) AS lines
    WHERE place <= :limit ORDER BY relation, at DESC, id DESC
""")
_GROUPS = text("""
    SELECT member.group_id AS "group", held.name, inside, joined_at, left_at, scene, inviter, quit_scene
    FROM group_members AS member
        LEFT JOIN customer_groups AS held ON held.corp = member.corp AND held.id = member.group_id
    WHERE identity = ANY(CAST(:identities AS bigint[])) ORDER BY inside DESC, joined_at DESC NULLS LAST LIMIT 200
""")
