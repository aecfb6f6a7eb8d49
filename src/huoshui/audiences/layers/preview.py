"""What a change of rules would do before it is made: who would come to stand where."""

from collections import Counter
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences.contract.layerings import NONE, Count, Layering, LayeringName
from huoshui.audiences.layers import axes, operations, warehouse
from huoshui.audiences.layers.contract import LevelBeside, Preview, Rules
from huoshui.audiences.rulebook import kept_layerings
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse


async def preview(
    session: AsyncSession,
    clickhouse: ClickHouse,
    *,
    name: LayeringName,
    definition: Layering,
    count: Count = "platform",
    scope: Scope,
    now: datetime,
) -> Preview:
    """
    This will count who would change levels now if these were the rules, in one pass of each table; it changes nothing.

    :raises NotALayering: if the rules do not hold together
    :raises LayeringUsed: if a stored segment asks for a level that would be gone
    """
    kept = await kept_layerings(session)
    rules = await operations.agreed(session, name=name, definition=definition)
    before = axes.of_layering({other: one.definition for other, one in kept.items()}, name, count=count)
    after = axes.of_layering(rules, name, count=count)
    asked = warehouse.places([before, after], scope=scope, now=clock.milliseconds(now))
    was, will = [NONE, *(band.name for band in before.bands)], [NONE, *(band.name for band in after.bands)]
    cells = {(was[a], will[b]): people for (a, b), (people,) in await warehouse.counts(clickhouse, asked)}
    stood, stands = Counter[str](), Counter[str]()
    for (left, reached), people in cells.items():
        stood[left] += people
        stands[reached] += people
    old = {level.name: level for level in kept[name].definition.levels}
    levels = {level.name: level for level in definition.there(count)[::-1]}
    gone = {level: old[level] for level in was[1:] if level not in levels}
    return Preview(
        Rules(name, kept[name].version, count),
        tuple(
            LevelBeside(one.name, one.chinese, one.english, stood[one.name], stands[one.name])
            for one in (*levels.values(), *gone.values())
        ),
        LevelBeside(NONE, "不在其中", "none", stood[NONE], stands[NONE]),
        {at: people for at, people in cells.items() if at[0] != at[1]},
    )
