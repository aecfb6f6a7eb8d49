"""What a tree asks for must be there: traits that somebody has, snapshots that were taken."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences import warehouse
from huoshui.audiences.contract import language
from huoshui.audiences.contract.errors import NoSuchTrait, SnapshotMissing, TraitDoesNotFit
from huoshui.audiences.contract.language import Condition, below
from huoshui.bedrock.clickhouse import ClickHouse

_TRAITS_SHOWN = 30


async def traits(clickhouse: ClickHouse, condition: Condition) -> None:
    """
    This will see that somebody has each trait that a tree asks for, as a type that it can be read as.

    :raises NoSuchTrait: if nobody has one
    :raises TraitDoesNotFit: if nobody's can be read as that
    """
    asked = [(path, node) for path, node, _ in below(condition) if isinstance(node, language.TraitIs)]
    wanted = sorted({(node.name, node.test.type) for _, node in asked})
    if not wanted or await warehouse.are_asked_well(clickhouse, wanted):
        return
    known = await warehouse.traits(clickhouse, [name for name, _ in wanted])
    for path, node in asked:
        if node.name not in known:
            others = await warehouse.known_traits(clickhouse, limit=_TRAITS_SHOWN)
            raise NoSuchTrait(trait=node.name, path=path, known=", ".join(others) or "none")
        kinds = known[node.name]
        if node.test.type != "any" and node.test.type not in kinds:
            fits = ", ".join(sorted(kinds)) or "none of them"
            raise TraitDoesNotFit(trait=node.name, path=path, kind=node.test.type, fits=fits)


async def snapshots(session: AsyncSession, condition: Condition) -> None:
    """
    This will see that each snapshot that a tree asks for was taken.

    :raises SnapshotMissing: if one was not
    """
    asked = {node.number: path for path, node, _ in below(condition) if isinstance(node, language.Frozen)}
    if not asked:
        return
    taken = set(await session.scalars(_TAKEN, {"numbers": list(asked)}))
    for number, path in asked.items():
        if number not in taken:
            raise SnapshotMissing(number=number, path=path)


_TAKEN = text("SELECT number FROM segment_snapshots WHERE number = ANY(CAST(:numbers AS int[]))")
