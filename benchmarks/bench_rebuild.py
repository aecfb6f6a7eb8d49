"""
All people anew from the stored links, beside `scipy.sparse.csgraph.connected_components` on the same links in memory.

Links are those of people with two to seven identifiers (a star each, as events make them), in the shuffled order of
life; one link in a thousand joins two people who are known, so that some regions need the canonical order. What is
stored before is as if nobody had shared anything, so that people have to move; it is vacuumed, as what was stored long
ago is.

What is compared is the whole of ours with the heart of it in memory. Ours reads identifiers and links from PostgreSQL,
numbers them, finds components, checks every guard, settles the contested regions, compares with what is stored, writes
the difference and tells of it. scipy is given the same links as numbers (the places of the identities in ascending
order) in memory and builds its matrix. Ours counts as slow as the slower of two rebuilds, the first of which writes;
scipy as fast as the faster of two. The answers are compared: scipy's components and our people are the same, except
that a component in which a guard refused a link is several people. Size: HUOSHUI_BENCH_LINKS (default 10,000,000;
200,000 runs in seconds, but there the fixed costs of a dozen queries outweigh everything).
"""

import asyncio
import os
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from harness import figure, folder
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.app.schema.upgrade import upgrade
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.postgres import Postgres, driver
from huoshui.identity import operations
from huoshui.identity.operations import rebuilding

LINKS = int(os.environ.get("HUOSHUI_BENCH_LINKS", "10000000"))
GOAL = 10.0
NOW = datetime(2026, 11, 21, tzinfo=UTC)
SPACES = ["user_id", "wechat_openid:wx1", "phone", "device", "anonymous"]
CHUNK = 500_000
INDEXES = """
    SELECT indexdef, indexname FROM pg_indexes
    WHERE tablename IN ('links', 'identifiers') AND indexname NOT LIKE '%_pkey'
"""


def world(links: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Make identities, their namespaces, the person each starts with, and links as ends: stars, then shared things."""
    random = np.random.default_rng(11)
    sizes = random.integers(1, 7, links // 3 + 1)
    sizes = sizes[: np.searchsorted(np.cumsum(sizes), links - links // 1000) + 1]
    hubs = np.concatenate([[0], np.cumsum(sizes[:-1] + 1)])
    count = int(sizes.sum() + sizes.size)
    space = random.integers(3, 5, count)  # devices and visitors hang on a user number, and everybody has a phone
    space[hubs], space[hubs + 1] = 0, 2
    one = np.repeat(hubs, sizes)
    is_hub = np.zeros(count, dtype=np.bool_)
    is_hub[hubs] = True
    other = np.flatnonzero(~is_hub)
    shared = random.choice(other, links // 1000, replace=False)
    order = random.permutation(one.size + shared.size)
    ends = np.concatenate([one, random.choice(hubs, shared.size)])[order], np.concatenate([other, shared])[order]
    identity = np.unique(random.integers(1, 2**63 - 1, count + count // 1000))
    return random.permutation(identity)[:count], space, np.repeat(hubs, sizes + 1), *ends


async def copied(session: AsyncSession, statement: str, lines: list[str]) -> None:
    connection = await driver(session)
    async with connection.cursor() as cursor, cursor.copy(statement.encode()) as copy:
        await copy.write("\n".join(lines) + "\n")


async def fill(postgres: Postgres) -> tuple[np.ndarray, np.ndarray, int]:
    """Store the world as if nobody shared anything; the rebuild puts that right. Answer the links' ends as numbers."""
    identity, space, hub, one, other = world(LINKS)
    a, b = np.minimum(identity[one], identity[other]), np.maximum(identity[one], identity[other])
    moment = np.arange(a.size)
    person = identity[hub]
    async with postgres.transaction() as session:
        indexes = (await session.execute(text(INDEXES))).all()
        for _, name in indexes:
            await session.execute(text(f"DROP INDEX {name}"))
        await session.execute(text("ALTER TABLE links DROP CONSTRAINT links_pkey"))
        await session.execute(text("ALTER TABLE identifiers DROP CONSTRAINT identifiers_pkey"))
        for number, name in enumerate(SPACES, start=1):
            await session.execute(
                text("INSERT INTO identity_spaces VALUES (:number, :name)"), {"number": number, "name": name}
            )
        for start in range(0, identity.size, CHUNK):
            some = slice(start, start + CHUNK)
            rows = zip(identity[some].tolist(), person[some].tolist(), space[some].tolist(), strict=True)
            lines = [f"{i}\t{whose}\t{n + 1}\t2026-11-01\t{SPACES[n]}\tx{i}" for i, whose, n in rows]
            await copied(
                session, "COPY identifiers (identity, person, space, first_seen_at, namespace, value) FROM STDIN", lines
            )
        for start in range(0, a.size, CHUNK):
            some = slice(start, start + CHUNK)
            ends = zip(a[some].tolist(), b[some].tolist(), moment[some].tolist(), strict=True)
            await copied(
                session,
                "COPY links (a, b, occurred_at, evidence) FROM STDIN",
                [f"{x}\t{y}\t{at}\tevent:1/m{at}" for x, y, at in ends],
            )
        await session.execute(text("SET LOCAL maintenance_work_mem = '1GB'"))
        await session.execute(text("ALTER TABLE links ADD PRIMARY KEY (a, b, operator)"))
        await session.execute(text("ALTER TABLE identifiers ADD PRIMARY KEY (identity)"))
        for definition, _ in indexes:
            await session.execute(text(definition))
    async with postgres.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text("VACUUM (ANALYZE) identifiers, links"))  # else autovacuum does it in between
    ascending = np.empty(identity.size, dtype=np.int64)
    ascending[np.argsort(identity)] = np.arange(identity.size)
    return ascending[one], ascending[other], identity.size


def by_scipy(one: np.ndarray, other: np.ndarray, count: int) -> tuple[float, float, np.ndarray]:
    """Time connected components with and without building the matrix, the better of two; and give each one's label."""
    spent = []
    for _ in range(2):
        start = time.perf_counter()
        matrix = coo_matrix((np.ones(one.size, dtype=np.int8), (one, other)), shape=(count, count)).tocsr()
        built = time.perf_counter()
        _, label = connected_components(matrix, directed=False)
        spent.append((time.perf_counter() - start, time.perf_counter() - built))
    return *min(spent), label


async def compare(session: AsyncSession, label: np.ndarray) -> None:
    """Hold the people that are stored against scipy's components."""
    whole = await rebuilding.load(session)
    refused = (await session.execute(text("SELECT a FROM links WHERE state = 1"))).scalars().all()
    contested = np.zeros(label.max() + 1, dtype=np.bool_)
    contested[label[np.searchsorted(whole.identity, np.array(refused, dtype=np.int64))]] = True
    founder = np.searchsorted(whole.identity, whole.person)
    assert np.array_equal(label[founder], label), "a person reaches across components"
    parts = np.bincount(label, weights=founder == np.arange(label.size)).astype(np.int64)
    assert (parts[~contested] == 1).all(), "an uncontested component is several people"
    assert (parts[contested] > 1).all(), "a contested component is one person"
    print(f"{label.max() + 1:,} components are {parts.sum():,} people; guards divide {contested.sum():,} of them")


async def measure(postgres: Postgres) -> None:
    one, other, count = await fill(postgres)
    print(f"{one.size:,} links between {count:,} identifiers are stored")
    spent = []
    for _ in range(2):
        async with postgres.transaction() as session:
            start = time.perf_counter()
            changes = await operations.rebuild(session, now=NOW)
            spent.append(time.perf_counter() - start)
        print(f"rebuild {spent[-1]:.2f} s, {len(changes.moved):,} identifiers moved")
    print(f"most memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2:.2f} GB")
    whole, bare, label = by_scipy(one.astype(np.int32), other.astype(np.int32), count)
    print(f"scipy {whole:.2f} s with its matrix, {bare:.2f} s without")
    async with postgres.transaction() as session:
        await compare(session, label)
    ratio = max(spent) / whole
    figure("rebuild_over_scipy", ratio, "times", f"<={GOAL:g}", met=ratio <= GOAL)


async def run(data_dir: Path) -> None:
    server = EmbeddedPostgres(data_dir)
    server.start()
    try:
        postgres = Postgres(server.dsn)
        await upgrade(postgres)
        await measure(postgres)
        await postgres.close()
    finally:
        server.stop()


if __name__ == "__main__":
    with folder() as place:
        asyncio.run(run(place))
