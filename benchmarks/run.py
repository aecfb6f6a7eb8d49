"""
Run benchmarks and set their figures against the goals: `python benchmarks/run.py [name …]`.

Each `bench_<name>.py` is a program of its own that prints what it does and, for each figure, one line

    FIGURE name value unit goal met|missed

where the goal is written without spaces (`>=30000`). They run one after the other, each alone on the machine, and each
may take 300 seconds; the table is kept in `benchmarks/results/`. Exit code 0 only when every chosen benchmark ran and
every goal was met.
"""

import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
LONGEST_S = 300
TOTAL_S = 20 * 60


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number beside its goal."""

    benchmark: str
    name: str
    value: str
    unit: str
    goal: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one benchmark said, how long it took, and how it ended."""

    name: str
    figures: list[Figure]
    seconds: float
    trouble: str


def chosen(names: list[str]) -> list[Path]:
    """This will find the programs by name, all of them when none is named."""
    there = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in there]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(there) or 'none'}")
    return [there[name] for name in names] if names else list(there.values())


def run(program: Path) -> Outcome:
    """This will run one benchmark, show what it says as it says it, and gather its figures."""
    name = program.stem.removeprefix("bench_")
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    figures: list[Figure] = []
    with subprocess.Popen(
        [sys.executable, "-u", program], stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    ) as process:
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
        signal.alarm(LONGEST_S)
        for line in process.stdout or ():
            print(line, end="", flush=True)
            figures += figures_in(name, line)
        code = process.wait()
        signal.alarm(0)
    seconds = time.monotonic() - began
    trouble = f"took longer than {LONGEST_S} s" if seconds >= LONGEST_S else f"ended with {code}" if code else ""
    return Outcome(name, figures, seconds, trouble or ("" if figures else "printed no figure"))


def figures_in(benchmark: str, line: str) -> Iterator[Figure]:
    """This will read a FIGURE line; any other line holds none."""
    parts = line.split()
    if len(parts) == 6 and parts[0] == "FIGURE" and parts[5] in {"met", "missed"}:
        yield Figure(benchmark, *parts[1:])


def table(outcomes: list[Outcome]) -> str:
    """This will write the summary: a line per figure, and what went wrong."""
    figures = [figure for outcome in outcomes for figure in outcome.figures]
    rows = [("figure", "value", "unit", "goal", ""), *((f.name, f.value, f.unit, f.goal, f.verdict) for f in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += [f"{outcome.name}: {outcome.trouble}" for outcome in outcomes if outcome.trouble]
    met = sum(figure.verdict == "met" for figure in figures)
    total = sum(outcome.seconds for outcome in outcomes)
    late = f", longer than the {TOTAL_S} s it should take" if total > TOTAL_S else ""
    return "\n".join([*lines, f"{met} of {len(figures)} goals met, {total:.0f} s{late}"])


def machine() -> str:
    """This will describe where this was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {system}"


def main(names: list[str]) -> int:
    """This will run the chosen benchmarks, show and keep the table, and tell whether every goal was met."""
    with tempfile.TemporaryDirectory(prefix="huoshui-bench-") as kept:
        os.environ["HUOSHUI_BENCH_MARKET"] = kept  # market.py
        outcomes = [run(program) for program in chosen(names)]
    moment = datetime.now(UTC)
    summary = f"{moment:%Y-%m-%d %H:%M} UTC, {machine()}\n\n{table(outcomes)}"
    print(f"\n{summary}")
    results = HERE / "results"
    results.mkdir(exist_ok=True)
    (results / f"{moment:%Y%m%dT%H%M%S}.txt").write_text(summary + "\n", encoding="utf-8")
    fine = outcomes and all(not one.trouble and all(f.verdict == "met" for f in one.figures) for one in outcomes)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
