"""
The demo brand through the public door, then the cold start on what it left: from the command to a 200 on ``/readyz``.

The brand is loaded once by `huoshui demo` beside a running server, which is then stopped; the start is the slowest of
three. Size: HUOSHUI_BENCH_PEOPLE (default 20,000, about a million events).
"""

import os
import subprocess
import sys
import time

from harness import figure, folder, processors, server

PEOPLE = int(os.environ.get("HUOSHUI_BENCH_PEOPLE", "20000"))
DEMO_SECONDS, START_SECONDS, STARTS = 60, 5, 3


def main() -> None:
    with folder() as data_dir:
        with server(data_dir) as running, processors("the demo brand"):
            began = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "huoshui.app.cli", "demo", "--people", str(PEOPLE)],
                env={**os.environ, "HUOSHUI_DATA_DIR": str(data_dir)},
                check=True,
                stdout=subprocess.DEVNULL,
            )
            loaded = time.perf_counter() - began
            events = running.call("GET", "/api/events/count")["events"]
        print(f"{PEOPLE:,} people, {events:,} events in {loaded:.0f} s")
        starts = []
        for _ in range(STARTS):
            with server(data_dir) as running:
                starts.append(running.ready_after)
    print(f"starts {', '.join(f'{one:.1f} s' for one in starts)}")
    figure("demo_load", loaded, "s", f"<={DEMO_SECONDS}", met=loaded <= DEMO_SECONDS)
    figure("cold_start", max(starts), "s", f"<={START_SECONDS}", met=max(starts) <= START_SECONDS)


if __name__ == "__main__":
    main()
