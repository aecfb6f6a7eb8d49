"""
Resolving identity alone: batches of happenings, half of whose identifiers are new, observed on embedded PostgreSQL.

The stream is what the door tells the feed of web visitors, followers and members: each event carries two identifiers,
of which one is often known already; one event in a hundred says that two are one or that two share a device. Happenings
are made, and the database filled, before the clock starts; each batch is a transaction of its own, committed. Sizes:
HUOSHUI_BENCH_IDENTIFIERS (in the measured part), HUOSHUI_BENCH_BATCH (in a batch). `--profile` prints where Python's
time goes.
"""

import asyncio
import cProfile
import gc
import os
import pstats
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from harness import figure, folder

from huoshui.app.schema.upgrade import upgrade
from huoshui.bedrock.crypto import Keys
from huoshui.bedrock.embedded_postgres import EmbeddedPostgres
from huoshui.bedrock.postgres import Postgres
from huoshui.channels import namespaces
from huoshui.events.contract import Happening, KnownIdentifier
from huoshui.identity import operations

GOAL = 60_000
TOTAL = int(os.environ.get("HUOSHUI_BENCH_IDENTIFIERS", "1000000"))
BATCH = int(os.environ.get("HUOSHUI_BENCH_BATCH", "15000"))
NOW = datetime(2026, 11, 21, tzinfo=UTC)
START = 1_763_600_000_000


class Stream:
    """Happenings in which about half of the identifiers were never seen before."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.keys = Keys(b"benchmark".ljust(32, b"\0"))
        self.people: list[list[KnownIdentifier]] = []
        self.made = 0

    def identifier(self, namespace: str) -> KnownIdentifier:
        """Make one that never was."""
        self.made += 1
        value = f"+861{3_000_000_000 + self.made}" if namespace == "phone" else f"{namespace[0]}{self.made}"
        return KnownIdentifier(namespace, value, self.keys.fingerprint(namespace, value))

    def happening(self) -> Happening:
        """Make the next event."""
        draw = self.random.random()
        if draw < 0.20 or len(self.people) < 100:  # somebody new, on a device, as a visitor
            held = [self.identifier("anonymous"), self.identifier("device")]
            self.people.append([*held])  # the person grows, what happened stays
        elif draw < 0.21:  # two who turn out to be one, or a device that two known people share
            one, other = self.random.choice(self.people), self.random.choice(self.people)
            held = [one[0], other[-1]]
        elif draw < 0.45:  # somebody known comes back with nothing new
            held = list(self.random.choice(self.people)[:2])
        else:
            person = self.random.choice(self.people)
            kind = self.random.choice(
                ("anonymous", "user_id", "wechat_openid:wx1", "phone", "device", "wecom_external:ww1")
            )
            if kind in {one.namespace for one in person} and kind not in {"anonymous", "device"}:
                kind = "anonymous"
            new = self.identifier(kind)
            person.append(new)
            person.sort(key=lambda one: namespaces.rank(one.namespace))
            held = [self.random.choice(person[:2]) if new is not person[0] else person[1], new]
        strongest = min(held, key=lambda one: namespaces.rank(one.namespace))
        self.at = getattr(self, "at", START) + 7
        return Happening(f"m{self.at}", 1, "identify", "", "", self.at, self.at, strongest.identity, held, {}, {})

    def batches(self, identifiers: int) -> Iterator[list[Happening]]:
        """Make batches that carry so many identifiers."""
        while identifiers > 0:
            batch, size = [], 0
            while size < BATCH:
                one = self.happening()
                batch.append(one)
                size += len(one.identifiers)
            identifiers -= size
            yield batch


async def measure(postgres: Postgres) -> None:
    stream = Stream(7)
    for batch in stream.batches(max(TOTAL // 5, 100_000)):
        async with postgres.transaction() as session:
            await operations.observe(session, batch, now=NOW)
    made = stream.made
    batches = list(stream.batches(TOTAL))
    total = sum(len(one.identifiers) for batch in batches for one in batch)
    new = stream.made - made
    gc.collect()
    gc.freeze()  # what is made for the measurement is not the measured code's to walk through
    spent = []
    for batch in batches:
        start = time.perf_counter()
        async with postgres.transaction() as session:
            await operations.observe(session, batch, now=NOW)
        spent.append(time.perf_counter() - start)
    rate = total / sum(spent)
    print(f"{total:,} identifiers ({new / total:.0%} new) in {len(batches)} batches")
    print(f"a batch: p50 {statistics.median(spent) * 1000:.0f} ms, longest {max(spent) * 1000:.0f} ms")
    figure("identity_resolved", rate, "identifiers/s", f">={GOAL}", met=rate >= GOAL)


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


def main() -> None:
    profile = cProfile.Profile()
    with folder() as data_dir:
        if "--profile" in sys.argv:
            profile.enable()
        asyncio.run(run(data_dir))
        if "--profile" in sys.argv:
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
