"""
Membership in seconds: 200 watched segments while 5,000 events arrive each second.

Entry latency is taken from outside, with the clock of the one who asks: probes are sent between the other events, one
person each (new people, and people who were there before), and the log of entries is read over the API every tenth of a
second; the time from the probe's acknowledgement until its entry is read is its latency. Then the same server takes as
much as it can, with the segments watched and then without; that ratio is how much watching slows intake.
"""

import argparse
import base64
import json
import os
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from harness import Server, figure, folder, processors, server

HERE = Path(__file__).parent
SEGMENTS = 200
RATE = 5_000
WARM_S = 20
MIXED = 617
"""A stride that takes batches of people who were there before and of new people in turns."""
PROBE = "Probe Sent"
PATIENCE_S = 120
Node = dict[str, object]


def segment(number: int) -> Node:
    """Write one of the kinds of segments that brands keep, each about products of its own."""
    sku = {"property": "sku", "test": {"type": "text", "op": "is", "value": f"SKU-{number * 7 % 500:04d}"}}
    viewed: Node = {"events": ["Product Viewed"], "where": [sku]}
    added: Node = {"events": ["Product Added"], "where": [sku]}
    bought: Node = {"kind": "orders", "within": {"last": "30d"}}
    kinds: list[Node] = [
        {"kind": "did", **viewed, "within": {"last": "10m"}},
        {"kind": "all", "of": [{"kind": "known"}, {"kind": "did", **added, "within": {"last": "7d"}},
                               {"kind": "not", "of": bought}]},
        {"kind": "sequence", "steps": [viewed, {**added, "within": "3h"}], "within": {"last": "1d"}},
        {"kind": "did", "events": ["Content Viewed", "Product Viewed"], "within": {"last": "1d"},
         "test": {"type": "number", "op": ">=", "value": 2 + number % 7}},
        {"kind": "all", "of": [{"kind": "did", **viewed, "within": {"last": "30d"}},
                               {"kind": "not", "of": {"kind": "did", "events": ["Product Added"],
                                                      "within": {"last": "10m"}}}]},
    ]  # fmt: skip
    return kinds[number % len(kinds)]


def load(running: Server, key: str, seconds: float, *, rate: int, first: int, stride: int = 1) -> dict[str, object]:
    """Run the load generator as its own process; each call has rounds of its own, because a repeated event is none."""
    done = subprocess.run(
        [sys.executable, str(HERE / "load.py"), "--port", str(running.port), "--key", key, "--seconds", str(seconds),
         "--path", "/v1/batch", "--connections", "96" if not rate else "24", "--rate", str(rate),
         "--round", str(first), "--stride", str(stride)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    report: dict[str, object] = json.loads(done.stdout)
    return report


def watch_all(running: Server) -> float:
    """Keep and watch the segments, wait until all members are known, and give the seconds that took."""
    began = time.perf_counter()
    asked = {f"bench {number}": segment(number) for number in range(SEGMENTS - 1)}
    asked["probe"] = {"kind": "did", "events": [PROBE], "within": {"last": "1h"}}
    for name, where in asked.items():
        running.call("POST", "/api/segments", {"name": name, "definition": {"version": 1, "where": where}})
    change_all(running, "POST")
    return time.perf_counter() - began


def names() -> list[str]:
    """Give the names of the segments."""
    return [*(f"bench%20{number}" for number in range(SEGMENTS - 1)), "probe"]


def change_all(running: Server, method: str) -> None:
    """Watch all segments, or none, and wait until that is so."""
    for name in names():
        _send(running, method, f"/api/segments/{name}/watch")
    deadline = time.perf_counter() + PATIENCE_S
    while method == "POST" and (late := [one for one in _watches(running) if one["state"] != "current"]):
        if time.perf_counter() > deadline:
            sys.exit(f"{len(late)} segments are not worked out: {late[0]}")
        time.sleep(0.5)


def _watches(running: Server) -> list[dict[str, object]]:
    found: list[dict[str, object]] = running.call("GET", "/api/watches")  # type: ignore[assignment]
    return found


def _send(running: Server, method: str, path: str) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{running.port}{path}",
        method=method,
        headers={"Authorization": f"Bearer {running.token()}"},
    )
    urllib.request.urlopen(request, timeout=60).read()


class Probes(threading.Thread):
    """Sends probes until it is stopped, and reads when their entries are in the log."""

    def __init__(self, running: Server, key: str) -> None:
        super().__init__(name="probes")
        self._running, self._key = running, key
        self._sent: dict[str, float] = {}
        self._over = threading.Event()
        self.latencies: list[float] = []
        self.lost = 0

    def run(self) -> None:
        """Send and read in turns."""
        number, last = 0, 0.0
        while not self._over.is_set():
            began = time.perf_counter()
            if began - last >= 0.25:
                self._probe(number)
                number, last = number + 1, began
            self._read()
            time.sleep(max(0.0, 0.1 - (time.perf_counter() - began)))
        deadline = time.perf_counter() + 20
        while self._sent and time.perf_counter() < deadline:
            self._read()
            time.sleep(0.1)
        self.lost = len(self._sent)

    def stop(self) -> None:
        """Send no more, and wait for what is on its way."""
        self._over.set()
        self.join()

    def _probe(self, number: int) -> None:
        """Every second probe is somebody of whom there were events before."""
        person = {"userId": f"probe{number}"} if number % 2 else {"anonymousId": f"visitor-{number * 37:08d}-5a1e"}
        body = {**person, "event": PROBE, "type": "track", "messageId": f"probe-{time.time_ns()}"}
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._running.port}/v1/track",
            data=json.dumps(body).encode(),
            headers={
                "Authorization": "Basic " + base64.b64encode(f"{self._key}:".encode()).decode(),
                "Content-Type": "application/json",
            },
        )
        urllib.request.urlopen(request, timeout=30).read()
        self._sent[str(number)] = time.perf_counter()

    def _read(self) -> None:
        """Entries come in the order of their events' moments, whose number is told by how many there are."""
        found = self._running.call("GET", "/api/segments/probe/changes?limit=2000")["changes"]
        now = time.perf_counter()
        entries = len([one for one in found if one["entered"]])  # type: ignore[attr-defined]
        while len(self.latencies) < entries and self._sent:
            first = min(self._sent, key=int)
            self.latencies.append(now - self._sent.pop(first))


def main(seconds: float) -> None:
    """Print the figures."""
    with folder() as data_dir, server(data_dir) as running:
        key = str(running.call("POST", "/api/sources", {"name": "bench"})["write_key"])
        load(running, key, WARM_S, rate=RATE, first=0)  # half of the people
        time.sleep(5)
        print(f"{SEGMENTS} segments were worked out for everybody in {watch_all(running):.1f} s")
        probes = Probes(running, key)
        probes.start()
        with processors(f"{RATE:,} events/s with {SEGMENTS} watched segments"):
            offered = load(running, key, seconds, rate=RATE, first=1, stride=MIXED)
        probes.stop()
        _tell_entries(offered, probes, sum(int(str(one["drift"])) for one in _watches(running)))
        without, watched = capacity(running, key, seconds / 3)
    print(f"capacity {without:,.0f}/s without, {watched:,.0f}/s with")
    figure("membership_intake_kept", watched / without, "x", ">=0.8", met=watched / without >= 0.8)


def _tell_entries(offered: dict[str, object], probes: Probes, drift: int) -> None:
    taken, rate = sorted(probes.latencies), float(str(offered["rate"]))
    p95 = taken[int(len(taken) * 0.95)] if taken and not probes.lost else float("inf")
    print(
        f"{offered['acknowledged']:,} events in {float(str(offered['seconds'])):.0f} s, {len(taken)} probes, "
        f"{probes.lost} lost, median {statistics.median(taken) if taken else 0:.2f} s; drift {drift}"
    )
    figure("membership_rate", rate, "events/s", ">=4750", met=rate >= 4750)
    figure("membership_entry_p95", p95, "s", "<=2", met=p95 <= 2)


def capacity(running: Server, key: str, seconds: float) -> tuple[float, float]:
    """Load with watches and without them, twice each; give the better rate of each."""
    rates: dict[str, list[float]] = {"DELETE": [], "POST": []}
    for turn, method in enumerate(("POST", "POST", "DELETE", "DELETE")):  # watching again would work all out again
        if method == "DELETE" and not rates["DELETE"]:
            change_all(running, method)
        time.sleep(5)
        with processors("as much as it takes, " + ("watched" if method == "POST" else "not watched")):
            rates[method].append(float(str(load(running, key, seconds, rate=0, first=100 * (turn + 1))["rate"])))
    return max(rates["DELETE"]), max(rates["POST"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("BENCH_SECONDS", "30")))
    main(parser.parse_args().seconds)
