"""What the watched segments ask now: their trees, with all that they use in its place."""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.audiences import queries
from huoshui.audiences.contract.language import Condition, Used
from huoshui.audiences.membership.rules.plan import is_incremental
from huoshui.audiences.rulebook import rulebook
from huoshui.audiences.rules.inlining import inlined


@dataclass(frozen=True, slots=True)
class Meant:
    """
    What a segment means at the moment: the version of its definition, its whole tree, a digest of that, and whether
    rounds can keep it or only sweeps.
    """

    version: int
    tree: Condition
    digest: str
    incremental: bool


async def fingerprint(session: AsyncSession) -> tuple[Any, ...]:
    """This will give what changes whenever any definition does."""
    return tuple((await session.execute(_FINGERPRINT)).one())


async def meant(session: AsyncSession, names: set[str]) -> dict[str, Meant]:
    """This will give what these segments mean; those that were deleted are left out."""
    stored = {one.name: one for one in await queries.segments(session)}
    trees = {name: one.definition.where for name, one in stored.items()}
    rules = await rulebook(session)
    found = {}
    for name in names & stored.keys():
        tree = inlined(Used(kind="segment", name=name), trees, rules)
        digest = hashlib.sha256(tree.model_dump_json().encode()).hexdigest()[:32]
        found[name] = Meant(stored[name].version, tree, digest, is_incremental(tree))
    return found


_FINGERPRINT = text("""
    SELECT (SELECT count(*) FROM segments), (SELECT sum(hashtext(name || ' ' || version)) FROM segments),
           (SELECT sum(hashtext(name || ' ' || version)) FROM layerings)
""")
