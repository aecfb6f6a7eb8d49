"""
Run benchmarks and set their figures against the goals: `python benchmarks/run.py [name …]`.

Each `bench_<name>.py` is a program of its own that prints what it does and, for each figure, one line

    FIGURE name value unit goal met|missed

where the goal is written without spaces (`>=30000`). They run one after the other, each alone on the machine, and each
may take 300 seconds: then it is asked to end, as by Ctrl-C, so that it stops its servers and takes away its folders,
and killed if it does not. The table is kept in `benchmarks/results/`. Exit code 0 only when every chosen benchmark
ran and every goal was met.
"""

import contextlib
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
from types import FrameType

HERE = Path(__file__).parent
APART = ("console",)
"""Takes five minutes by itself, so it is run where it is named."""
LONGEST_S = 300
ENDING_S = 20
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
    """This will find the programs by name; when none is named all but those that are run apart."""
    there = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in there]
    if unknown:
        sys.exit(f"no benchmark {', '.join(unknown)}; there are: {', '.join(there) or 'none'}")
    return [there[name] for name in names or there if names or name not in APART]


def run(program: Path) -> Outcome:
    """This will run one benchmark, show what it says as it says it, and gather its figures."""
    name = program.stem.removeprefix("bench_")
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    figures: list[Figure] = []
    with _folder() as place, subprocess.Popen(
        [sys.executable, "-u", program], stdout=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
        env={**os.environ, "TMPDIR": str(place)},
    ) as process:  # fmt: skip
        try:
            _end_after(process, LONGEST_S, ENDING_S)
            for line in process.stdout or ():
                print(line, end="", flush=True)
                figures += figures_in(name, line)
            code = process.wait()
        finally:
            signal.alarm(0)
            _end(process, ENDING_S)
    seconds = time.monotonic() - began
    trouble = f"took longer than {LONGEST_S} s" if seconds >= LONGEST_S else f"ended with {code}" if code else ""
    return Outcome(name, figures, seconds, trouble or ("" if figures else "printed no figure"))


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Give a program a place for all its folders, and leave nothing of it behind, nor a PostgreSQL that runs in it."""
    with tempfile.TemporaryDirectory(prefix="huoshui-bench-", ignore_cleanup_errors=True) as kept:
        place = Path(kept)
        place.chmod(0o755)  # PostgreSQL runs as another user when we are root
        try:
            yield place
        finally:
            for file in place.rglob("postmaster.pid"):  # it has a session of its own
                _kill(int(file.read_text().splitlines()[0]))


def _kill(postmaster: int) -> None:
    """End a PostgreSQL whose files are of no more use, and wait until it is gone."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(postmaster, signal.SIGQUIT)
    deadline = time.monotonic() + 10
    while runs(postmaster) and time.monotonic() < deadline:
        time.sleep(0.05)


def runs(pid: int) -> bool:
    """This will tell whether a process runs; one that only waits for its parent's notice has no command any more."""
    try:
        return bool(Path(f"/proc/{pid}/cmdline").read_bytes())
    except (FileNotFoundError, ProcessLookupError):
        return False


def _end_after(process: subprocess.Popen[str], seconds: int, ending: int) -> None:
    """Ask a program to end when its time is over, and kill it with all that is left of it when that did not help."""

    def ask(_signal: int, _frame: FrameType | None) -> None:
        process.send_signal(signal.SIGINT)
        signal.signal(signal.SIGALRM, lambda *_: _kill_group(process))
        signal.alarm(ending)

    signal.signal(signal.SIGALRM, ask)
    signal.alarm(seconds)


def _end(process: subprocess.Popen[str], ending: int) -> None:
    """See to it that nothing of a program runs any more, whatever we were interrupted at."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(ending)
    _kill_group(process)


def _kill_group(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def figures_in(benchmark: str, line: str) -> Iterator[Figure]:
    """This will read a FIGURE line; any other line holds none."""
    parts = line.split()
    if len(parts) == 6 and parts[0] == "FIGURE" and parts[5] in {"met", "missed"}:
        yield Figure(benchmark, *parts[1:])


def table(outcomes: list[Outcome]) -> str:
    """This will write the summary: a line per figure, what went wrong, and how long each took."""
    figures = [figure for outcome in outcomes for figure in outcome.figures]
    rows = [("figure", "value", "unit", "goal", ""), *((f.name, f.value, f.unit, f.goal, f.verdict) for f in figures)]
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += [f"{outcome.name}: {outcome.trouble}" for outcome in outcomes if outcome.trouble]
    lines.append("seconds: " + ", ".join(f"{outcome.name} {outcome.seconds:.0f}" for outcome in outcomes))
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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # so that what runs is ended too
    # begun behind a shell (`make bench &`) we would ignore it, and so would every program that we ask to end by it
    signal.signal(signal.SIGINT, signal.default_int_handler)
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
