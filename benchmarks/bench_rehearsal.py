"""
The market simulator alone: what an event costs to make, and whether memory stays flat when the market grows.

The first market is the demo's (20,000 people, 120 days: one cohort), the second three times as many people; its memory
stands for any number, because cohorts follow one another. Bytes are made and dropped; nothing is sent. Size:
HUOSHUI_BENCH_PEOPLE (people of the second market).
"""

import os
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from harness import figure

from huoshui.rehearsal.market import Market

DEMO, DAYS, SEED = 20_000, 120, 7
MANY = int(os.environ.get("HUOSHUI_BENCH_PEOPLE", "60000"))
GOAL_US, GOAL_MB, GOAL_GROWTH = 10.0, 600.0, 1.25


@dataclass(frozen=True, slots=True)
class Made:
    """What making a market took; ``peak`` is the process's highest memory so far, in MB."""

    events: int
    size: int
    wall: float
    processor: float
    peak: float


def make(people: int, folder: Path) -> Made:
    """Make a market and drop its bytes."""
    market = Market(people, DAYS, SEED, date(2026, 11, 21), people_path=folder / f"{people}.parquet")
    wall, processor = time.perf_counter(), time.process_time()
    events = size = 0
    for batch in market.batches():
        events += batch.events
        size += len(batch.body)
    market.truth.write(folder / f"{people}.json")
    return Made(
        events,
        size,
        time.perf_counter() - wall,
        time.process_time() - processor,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def main() -> int:
    """Measure both markets."""
    with tempfile.TemporaryDirectory() as folder:
        make(500, Path(folder))
        demo = make(DEMO, Path(folder))
        many = make(MANY, Path(folder))
    for people, made in ((DEMO, demo), (MANY, many)):
        print(
            f"{people:,} people, {DAYS} days: {made.events:,} events, {made.size / made.events:.0f} bytes each, "
            f"{made.wall:.1f} s ({made.processor:.1f} s of processor), peak {made.peak:.0f} MB"
        )
    each = demo.processor / demo.events * 1e6
    growth = many.peak / demo.peak
    figure("rehearsal_event", each, "us", f"<={GOAL_US:g}", met=each <= GOAL_US)
    figure("rehearsal_memory", many.peak, "MB", f"<={GOAL_MB:g}", met=many.peak <= GOAL_MB)
    figure("rehearsal_memory_growth", growth, "x", f"<={GOAL_GROWTH:g}", met=growth <= GOAL_GROWTH)
    return 0 if each <= GOAL_US and many.peak <= GOAL_MB and growth <= GOAL_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
