"""Changing layers: the brand's own rules of a layering, every version of which stays."""

from datetime import datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import Viewer
from huoshui.audiences import queries as audiences
from huoshui.audiences.contract.errors import NoSuchLayer, TooDeep, TooManyConditions
from huoshui.audiences.contract.language import Used
from huoshui.audiences.contract.layerings import KeptLayering, Layering, LayeringName
from huoshui.audiences.layers.contract import LayeringChanged, LayeringUsed
from huoshui.audiences.layers.holding import hold
from huoshui.audiences.rulebook import kept_layerings, rulebook
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.audiences.rules.inlining import Rulebook, inlined

_LOCK = 0x7365676D  # the same as for segments: what uses what must not change meanwhile


async def change(
    session: AsyncSession,
    *,
    name: LayeringName,
    definition: Layering,
    note: str,
    version: int,
    viewer: Viewer,
    now: datetime,
) -> KeptLayering:
    """
    This will give a layering the brand's own rules; ``version`` is the one that the author saw.

    From then on the stages of past days too are those by the new rules.

    :raises LayeringChanged: if it has another version by now
    :raises NotALayering: if the rules do not hold together
    :raises LayeringUsed: if a stored segment asks for a level that would be gone
    """
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    kept = await kept_layerings(session)
    if kept[name].version != version:
        raise LayeringChanged(layering=name.value, version=kept[name].version)
    await agreed(session, name=name, definition=definition)
    line = {
        "name": name.value, "version": version + 1, "note": note, "now": now, "by": viewer.actor,
        "definition": orjson.dumps(definition.model_dump(mode="json", by_alias=True, exclude_none=True)).decode(),
    }  # fmt: skip
    await session.execute(_WRITE, line)
    await access.record(
        session, viewer=viewer, action="layerings.changed", subject=f"layering:{name.value}",
        facts={"version": version + 1}, now=now,
    )  # fmt: skip
    return KeptLayering(name, version + 1, note, definition, now, viewer.actor)


async def agreed(session: AsyncSession, *, name: LayeringName, definition: Layering) -> Rulebook:
    """
    This will give the whole rulebook with a layering of it changed, if all agrees.

    :raises NotALayering: if the rules do not hold together
    :raises LayeringUsed: if a stored segment asks for a level that would be gone
    """
    rules = {**await rulebook(session), name: definition}
    hold(name, definition, rules)
    await _check_segments(session, name, rules)
    return rules


async def reset(
    session: AsyncSession, *, name: LayeringName, version: int, viewer: Viewer, now: datetime
) -> KeptLayering:
    """
    This will give a layering the rules that ship, as a new version.

    :raises LayeringChanged: if it has another version by now
    :raises LayeringUsed: if a stored segment asks for a level that would be gone
    """
    note = "恢复默认规则"
    return await change(
        session, name=name, definition=LAYERINGS[name], note=note, version=version, viewer=viewer, now=now
    )


async def _check_segments(session: AsyncSession, name: LayeringName, rules: Rulebook) -> None:
    stored = {one.name: one.definition.where for one in await audiences.segments(session)}
    for segment in stored:
        try:
            inlined(Used(kind="segment", name=segment), stored, rules)
        except (NoSuchLayer, TooDeep, TooManyConditions) as refused:
            raise LayeringUsed(layering=name.value, segment=segment, why=str(refused).rstrip(".")) from None


_WRITE = text("""
    INSERT INTO layerings (name, version, note, definition, changed_at, changed_by)
    VALUES (:name, :version, :note, CAST(:definition AS jsonb), :now, :by)
""")
