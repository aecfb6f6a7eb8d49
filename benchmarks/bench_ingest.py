"""
Intake under load: events acknowledged durably, their latency and the server's memory, against the raw engine and a
bare endpoint.

The server, the load generator and the engines share this machine's cores. The peers run in the same run, one after
the other.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import msgspec
import pyarrow as pa
import uvicorn
from harness import figure, folder, free_port, processors, server
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clickhouse_schema import migrations, render

_HERE = Path(__file__).parent


def load(port: int, key: str, seconds: float, path: str = "/v1/batch", connections: int = 128) -> dict[str, object]:
    """Run the load generator as its own process."""
    done = subprocess.run(
        [
            sys.executable,
            str(_HERE / "load.py"),
            "--port",
            str(port),
            "--key",
            key,
            "--seconds",
            str(seconds),
            "--path",
            path,
            "--connections",
            str(connections),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    result: dict[str, object] = json.loads(done.stdout)
    return result


def ours(seconds: float) -> tuple[dict[str, object], list[int], float, pa.Table]:
    """
    Load the real server; give the generator's report, memory readings, rows per stored batch, and one batch's rows.
    """
    with folder() as data_dir:
        with server(data_dir) as running:
            key = str(running.call("POST", "/api/sources", {"name": "bench"})["write_key"])
            readings: list[int] = []
            over = threading.Event()

            def watch() -> None:
                while not over.wait(1):
                    readings.append(running.memory())

            watcher = threading.Thread(target=watch)
            watcher.start()
            with processors("our server under load"):
                report = load(running.port, key, seconds)
            over.set()
            watcher.join()
            counted = running.call("GET", "/api/events/count")["events"]
            if counted != report["acknowledged"]:
                sys.exit(f"{report['acknowledged']} events were acknowledged, {counted} are stored")
        engine = ClickHouse.embedded(data_dir / "clickhouse")
        ((rows,),) = engine.client.query("SELECT count() / uniqExact(batch) FROM events").result_rows
        sample = engine.client.query_arrow(f"SELECT * FROM events LIMIT {max(1, int(rows))}")
        engine.close()
        return report, readings, rows, sample


def raw(sample: pa.Table, seconds: float) -> float:
    """Insert the same rows, prepared as Arrow, straight into the engine with the same schema; give rows per second."""
    with folder() as place:
        engine = ClickHouse.embedded(place / "clickhouse")
        for migration in migrations(["events"]):
            for statement in render(migration, cluster=None):
                engine.client.command(statement)
        engine.client.insert_arrow("events", sample)
        began, rows = time.perf_counter(), 0
        with processors("the raw engine"):
            while time.perf_counter() - began < seconds:
                engine.client.insert_arrow("events", sample)
                rows += sample.num_rows
        rate = rows / (time.perf_counter() - began)
        engine.close()
        return rate


def bare(seconds: float) -> float:
    """Load an endpoint that only decodes the same batches; give events per second."""
    port = free_port()
    process = subprocess.Popen([sys.executable, __file__, "--bare", str(port)])
    try:
        time.sleep(3)
        with processors("the bare endpoint under load"):
            return float(str(load(port, "none", seconds)["rate"]))
    finally:
        process.terminate()
        process.wait()


def serve_bare(port: int) -> None:
    """Serve the bare peer: Starlette and msgspec, nothing is kept."""
    decoder = msgspec.json.Decoder(dict[str, list[dict[str, object]]])

    async def batch(request: Request) -> JSONResponse:
        decoder.decode(await request.body())
        return JSONResponse({"success": True})

    uvicorn.run(
        Starlette(routes=[Route("/v1/batch", batch, methods=["POST"])]), port=port, log_level="error", http="httptools"
    )


def main(seconds: float) -> None:
    """Print the figures."""
    report, readings, rows, sample = ours(seconds)
    raw_rate = raw(sample, min(10, seconds))
    bare_rate = bare(min(10, seconds))
    rate, p99 = float(str(report["rate"])), float(str(report["p99"]))
    flat = max(readings[len(readings) // 2 :]) / max(readings[: len(readings) // 2]) if len(readings) > 3 else 1.0
    print(
        f"{report['acknowledged']:,} events in {seconds:.0f} s, batches of 100, 200,000 people, "
        f"{rows:,.0f} rows per insert, "
        f"statuses {report['statuses']}, p50 {float(str(report['p50'])) * 1000:.0f} ms"
    )
    figure("ingest_rate", rate, "events/s", ">=30000", met=rate >= 30_000)
    figure("ingest_p99", p99, "s", "<=1", met=p99 <= 1)
    figure("ingest_vs_raw_engine", rate / raw_rate, "x", ">=0.2", met=rate / raw_rate >= 0.2)
    figure("ingest_vs_bare_endpoint", rate / bare_rate, "x", "(shown)", met=True)
    figure("ingest_memory", max(readings) / 1e9, "GB", "<=1.5", met=max(readings) <= 1.5e9)
    figure("ingest_memory_growth", flat, "x", "<=1.25", met=flat <= 1.25)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("BENCH_SECONDS", "60")))
    parser.add_argument("--bare", type=int)
    options = parser.parse_args()
    if options.bare:
        serve_bare(options.bare)
    else:
        main(options.seconds)
