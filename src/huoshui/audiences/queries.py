"""Reading audiences: stored segments, who is in a segment, how many, and why somebody is or is not."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access.contract import Scope
from huoshui.audiences import checks, warehouse
from huoshui.audiences.contract import language
from huoshui.audiences.contract.answers import Overlap, Segment, SegmentVersion, Split, Verdict
from huoshui.audiences.contract.errors import NoSuchSegment
from huoshui.audiences.contract.language import Condition, Definition, below, events_asked
from huoshui.audiences.intimacy import queries as intimacy
from huoshui.audiences.intimacy.contract.values import Stored
from huoshui.audiences.rulebook import rulebook
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.audiences.rules.inlining import inlined, layered, uses
from huoshui.audiences.rules.memory import judge
from huoshui.audiences.rules.person import Deed, Person, Sale, names_of
from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.commerce import queries as commerce
from huoshui.commerce.contract import KEPT, Order, OrderFilter
from huoshui.people import queries as people
from huoshui.people.contract import Facts, Summary

Consumer = Callable[[AsyncSession, str], Awaitable[Sequence[str]]]
consumers: dict[str, Consumer] = {}
"""Filled by app/wiring: what each consumer of segments does with the one of a name, in a few words each."""

SAMPLE = 20
MOST_AT_ONCE = 1000


async def segments(session: AsyncSession) -> list[Segment]:
    """This will list the stored segments by name."""
    rows = (await session.execute(text(f"{_SEGMENTS} ORDER BY name"))).all()
    return [_segment(row) for row in rows]


async def segment(session: AsyncSession, *, name: str) -> Segment:
    """
    This will give a stored segment.

    :raises NoSuchSegment: if there is none of that name
    """
    row = (await session.execute(text(f"{_SEGMENTS} WHERE name = :name"), {"name": name})).first()
    if row is None:
        raise NoSuchSegment(name=name[:100])
    return _segment(row)


async def history(session: AsyncSession, *, name: str) -> list[SegmentVersion]:
    """
    This will list what a segment was, the newest version first; also of one that was deleted.

    :raises NoSuchSegment: if there never was one of that name
    """
    rows = (await session.execute(_HISTORY, {"name": name})).all()
    if not rows:
        raise NoSuchSegment(name=name[:100])
    return [
        SegmentVersion(row.version, row.note, _definition(row.definition), row.changed_at, row.changed_by)
        for row in rows
    ]


async def users(session: AsyncSession, *, name: str) -> list[str]:
    """
    This will name what needs a stored segment: segments that use it, and what later stages say they do with it.

    :raises NoSuchSegment: if there is none of that name
    """
    found = list((await segment(session, name=name)).used_by)
    for uses_of in consumers.values():
        found += await uses_of(session, name)
    return found


async def resolved(session: AsyncSession, clickhouse: ClickHouse, definition: Definition) -> Condition:
    """
    This will give a definition's tree with the segments and layers that it uses in their places, for both evaluators.

    :raises NoSuchSegment: if it uses one that is not there
    :raises NoSuchLayer: if a layering has no such level
    :raises NoHistory: if it asks of an earlier moment what is known of today only
    :raises SegmentCircle: if one would use itself
    :raises TooDeep: if it is nested too deep
    :raises TooManyConditions: if it asks too much
    :raises NoSuchTrait: if it asks for a trait that nobody has
    :raises TraitDoesNotFit: if it asks a trait for a type that nobody's can be read as
    :raises SnapshotMissing: if it asks for a snapshot that was never taken
    """
    stored = await _stored(session, definition.where)
    asks_layers = any(map(layered, (definition.where, *stored.values())))
    condition = inlined(definition.where, stored, await rulebook(session) if asks_layers else LAYERINGS)
    await checks.traits(clickhouse, condition)
    await checks.snapshots(session, condition)
    return condition


async def count(clickhouse: ClickHouse, *, condition: Condition, scope: Scope, now: datetime) -> int:
    """This will count who is in a segment, exactly."""
    return await warehouse.count(clickhouse, _compiled(condition, scope=scope, now=now))


def written(condition: Condition, *, scope: Scope, now: datetime) -> tuple[str, Mapping[str, Any]]:
    """This will give the ClickHouse query whose lines are the people of a segment, and its parameters."""
    asked = _compiled(condition, scope=scope, now=now)
    return asked.members, asked.parameters


async def page(
    clickhouse: ClickHouse, *, condition: Condition, scope: Scope, now: datetime, after: int = 0, limit: int = 100
) -> list[int]:
    """This will list who is in a segment by person number, above ``after``."""
    limit = max(1, min(limit, MOST_AT_ONCE))
    return await warehouse.page(clickhouse, _compiled(condition, scope=scope, now=now), after=after, limit=limit)


async def sample(
    session: AsyncSession, clickhouse: ClickHouse, *, condition: Condition, scope: Scope, now: datetime
) -> list[Summary]:
    """This will show `SAMPLE` people of a segment, picked by chance."""
    persons = await warehouse.sample(clickhouse, _compiled(condition, scope=scope, now=now), limit=SAMPLE)
    return await people.summaries(session, persons, scope=scope)


async def split(clickhouse: ClickHouse, *, condition: Condition, scope: Scope, now: datetime) -> Split:
    """This will count the members by channel that reaches them, and by what they granted."""
    asked = _compiled(condition, scope=scope, now=now)
    return Split(await warehouse.reach(clickhouse, asked), await warehouse.consents(clickhouse, asked))


async def overlap(clickhouse: ClickHouse, *, one: Condition, other: Condition, scope: Scope, now: datetime) -> Overlap:
    """This will count who is in one segment, in another, and in both."""
    asked = warehouse.compile_trees([one, other], scope=scope, now=clock.milliseconds(now))
    return Overlap(*await warehouse.overlap(clickhouse, asked))


async def explain(
    session: AsyncSession, clickhouse: ClickHouse, *, person: int, condition: Condition, scope: Scope, now: datetime
) -> Verdict:
    """
    This will tell for each condition whether a person meets it, with the facts that decided it.

    The person must be in scope; of their orders those count that are.
    """
    known = await _person(session, clickhouse, person=person, condition=condition, scope=scope, now=now)
    return judge(condition, known, now=clock.milliseconds(now))


def _compiled(condition: Condition, *, scope: Scope, now: datetime) -> warehouse.Compiled:
    return warehouse.compile_trees([condition], scope=scope, now=clock.milliseconds(now))


async def _person(
    session: AsyncSession, clickhouse: ClickHouse, *, person: int, condition: Condition, scope: Scope, now: datetime
) -> Person:
    """What a tree may ask of a person, read where it is kept; events and orders only when it asks for them."""
    identities = await people.identities_of(session, person)
    deeds, score, snapshots, (facts, summary, sales) = await asyncio.gather(  # the engines at the same time
        _deeds(clickhouse, identities, condition=condition, now=now),
        _score(clickhouse, person, condition=condition),
        _snapshots(clickhouse, identities, condition=condition),
        _kept(session, person, identities, condition=condition, scope=scope),
    )
    return Person(
        person,
        known=summary is not None and summary.identified,
        reach=frozenset(summary.channels if summary else ()),
        traits=facts.traits,
        tags=facts.tags,
        granted=facts.granted,
        denied=facts.denied,
        deeds=deeds,
        sales=sales,
        intimacy=score.points if score else None,
        trust=score.stage.value if score else None,
        snapshots=snapshots,
    )


async def _kept(
    session: AsyncSession, person: int, identities: Sequence[int], *, condition: Condition, scope: Scope
) -> tuple[Facts, Summary | None, tuple[Sale, ...]]:
    """What PostgreSQL keeps of a person: facts, the summary that this viewer sees, orders when a tree asks for them."""
    (facts,) = await people.facts_of(session, [person])
    summary = next(iter(await people.summaries(session, [person], scope=scope)), None)
    counts = any(isinstance(node, language.OrdersFilter) for _, node, _ in below(condition))
    return facts, summary, await _sales(session, identities, scope=scope) if counts else ()


async def _deeds(
    clickhouse: ClickHouse, identities: Sequence[int], *, condition: Condition, now: datetime
) -> tuple[Deed, ...]:
    """The events that a tree asks about."""
    names = [names_of(one) for one in events_asked(condition)]
    if not names:
        return ()
    wanted = None if None in names else sorted({name for some in names if some is not None for name in some})
    return await warehouse.deeds(clickhouse, identities, names=wanted, until=clock.milliseconds(now))


async def _score(clickhouse: ClickHouse, person: int, *, condition: Condition) -> Stored | None:
    """The stored score, when a tree asks for it."""
    asks = any(isinstance(node, language.Close | language.Trusting) for _, node, _ in below(condition))
    return await intimacy.stored(clickhouse, person=person) if asks else None


async def _snapshots(clickhouse: ClickHouse, identities: Sequence[int], *, condition: Condition) -> frozenset[int]:
    """The snapshots that hold a person, of those that a tree asks for."""
    asked = {node.number for _, node, _ in below(condition) if isinstance(node, language.Frozen)}
    return await warehouse.holding(clickhouse, sorted(asked), identities) if asked else frozenset()


async def _sales(session: AsyncSession, identities: Sequence[int], *, scope: Scope) -> tuple[Sale, ...]:
    wanted, found, after = OrderFilter(identities=list(identities)), [], ""
    while True:
        page = await commerce.orders(session, scope=scope, wanted=wanted, after=after, limit=commerce.MOST_AT_ONCE)
        found += [sale_of(order) for order in page.orders]
        if page.after is None:
            return tuple(found)
        after = page.after


def sale_of(order: Order) -> Sale:
    """This will give an order as the evaluator in memory knows it."""
    return Sale(
        at=clock.milliseconds(order.paid_at or order.placed_at),
        net_fen=order.paid_fen - order.refunded_fen,
        bought=order.state in KEPT,
        channel=order.channel,
        online=order.online,
        store=order.store or "",
        skus=tuple(item.sku for item in order.items if item.sku),
        products=tuple(item.product_id for item in order.items if item.product_id),
        item_names=tuple(item.name for item in order.items if item.name),
    )


async def _stored(session: AsyncSession, condition: Condition) -> Mapping[str, Condition]:
    """The segments that a tree uses, those that they use, and so on."""
    if not uses(condition):
        return {}
    rows = await session.execute(_USED, {"names": sorted(uses(condition))})
    return {row.name: _definition(row.definition).where for row in rows}


def _segment(row: Any) -> Segment:  # noqa: ANN401 SQLAlchemy's rows
    return Segment(
        row.name, row.note, row.version, _definition(row.definition), row.changed_at, row.changed_by,
        tuple(row.used_by),
    )  # fmt: skip


def _definition(kept: Any) -> Definition:  # noqa: ANN401 JSON
    return Definition.model_validate(kept)


_SEGMENTS = """
    SELECT name, note, version, definition, changed_at, changed_by,
           ARRAY(SELECT o.name FROM segments AS o WHERE o.uses @> ARRAY[segments.name] ORDER BY 1) AS used_by
    FROM segments
"""
_HISTORY = text("""
    SELECT version, note, definition, changed_at, changed_by FROM segment_versions
    WHERE name = :name ORDER BY version DESC
""")
_USED = text("""
    WITH RECURSIVE used AS (
        SELECT name, definition, uses FROM segments WHERE name = ANY(CAST(:names AS text[]))
        UNION
        SELECT more.name, more.definition, more.uses FROM segments AS more JOIN used ON more.name = ANY(used.uses)
    )
    SELECT name, definition FROM used
""")
