"""
Importing an order file of a million lines: uploaded to a server of its own, read, submitted, and known to identity
and orders.

The file has the shape of the one real file at hand (UCI Online Retail): eight columns, about 21 lines an order, a
quarter of the lines without a customer, cancellations. The clock runs from the upload until the import is finished
*and* the feed has handed everything on. Memory is that of the server and of the process that reads for it. Beside it,
without a goal: a wide file as 抖店 exports it (36 columns, 1.8 lines an order; phones clear, masked, enciphered), and
reading and mapping alone. Sizes: HUOSHUI_BENCH_ROWS, HUOSHUI_BENCH_WIDE_ROWS.
"""

import contextlib
import http.client
import io
import json
import os
import random
import re
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from harness import Server, figure, folder, server

from huoshui.channels.exports import mapping, parsing, reading

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.world import exports

ROWS = int(os.environ.get("HUOSHUI_BENCH_ROWS", "1000000"))
WIDE_ROWS = int(os.environ.get("HUOSHUI_BENCH_WIDE_ROWS", "100000"))
GOAL_ROWS, GOAL_MB = 20_000, 1024
_PIECE = 50_000
_ALONE = 100_000
_BOUNDARY = "huoshui-benchmark"
_LINES = (1, 1, 2, 4, 7, 10, 14, 18, 22, 28, 36, 52, 80)
_START = datetime(2025, 1, 1)  # noqa: DTZ001 files hold local times

Shape = Callable[[int], Iterator[bytes]]


def retail(rows: int) -> Iterator[bytes]:
    """Give lines of invoices, in the proportions of the real file."""
    draw = random.Random(1)
    yield b"InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\r\n"
    made, order = 0, 536_365
    lines: list[str] = []
    while made < rows:
        order += 1
        count = min(draw.choice(_LINES), rows - made)
        cancelled = draw.random() < 0.15
        customer = "" if draw.random() < 0.22 else f"{12_346 + draw.randrange(max(1, rows // 120))}.0"
        at = _START + timedelta(seconds=order * 37)
        if cancelled:
            count = min(count, 3)
        for _ in range(count):
            stock = draw.randrange(4_000)
            quantity = -1 if cancelled else draw.randrange(1, 25)
            lines.append(
                f"{'C' if cancelled else ''}{order},{20_000 + stock},LANTERN NO {stock} IN RED,{quantity},{at},"
                f"{0.29 + stock % 700 / 100:.2f},{customer},United Kingdom\r\n"
            )
        made += count
        if len(lines) > _PIECE:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def wide(rows: int) -> Iterator[bytes]:
    """Give 抖店 lines: one piece over and over, with other order numbers and other people each time."""
    whole = "".join(exports.stream("douyin-orders", min(rows, _PIECE))).encode()
    header, _, body = whole.partition(b"\r\n")
    yield header + b"\r\n"
    left = rows
    for turn in range(-(-rows // _PIECE)):
        again = body.replace(b"\t69", b"\t7%02d" % turn).replace(b"199", b"1%02d" % (30 + turn % 70))
        lines = again.split(b"\r\n")[: min(left, _PIECE)]
        left -= len(lines)
        yield b"\r\n".join(lines) + b"\r\n"


def write(path: Path, shape: Shape, rows: int) -> int:
    """Write the file and tell its size."""
    with path.open("wb") as out:
        for piece in shape(rows):
            out.write(piece)
    return path.stat().st_size


def upload(running: Server, path: Path) -> int:
    """Send the file as a form does and give the import's number."""
    head = (
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n'
        "Content-Type: text/csv\r\n\r\n"
    ).encode()
    tail = f"\r\n--{_BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=120)
    connection.putrequest("POST", "/api/imports")
    connection.putheader("Authorization", f"Bearer {running.token()}")
    connection.putheader("Content-Type", f"multipart/form-data; boundary={_BOUNDARY}")
    connection.putheader("Content-Length", str(len(head) + path.stat().st_size + len(tail)))
    connection.endheaders(head)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            connection.send(chunk)
    connection.send(tail)
    answer = json.load(connection.getresponse())
    return int(answer["id"])


def resident(root: int) -> int:
    """Read the bytes of memory of the server and of the Python processes that it started; shared pages count once."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):  # it has ended
            found = dict(re.findall(r"^(Pid|PPid|Name):\s*(\S+)", status.read_text(), re.MULTILINE))
            ours = found["PPid"] == str(root) and found["Name"].startswith("python")
            if ours or found["Pid"] == str(root):
                rollup = status.with_name("smaps_rollup").read_text()
                total += sum(int(kilobytes) for kilobytes in re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)) * 1024
    return total


def lag(running: Server) -> float:
    """Read how many stored batches the feed has still to hand on."""
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/metrics", timeout=60) as answer:
        text = answer.read().decode()
    return sum(float(value) for value in re.findall(r"^huoshui_\w*lag_batches (\S+)", text, re.MULTILINE))


def whole(running: Server, path: Path) -> tuple[dict[str, object], float, float, int]:
    """Import the file; give how it stands, the seconds to finished and to handed on, and the most memory."""
    most, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            most[0] = max(most[0], resident(running.process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    number = upload(running, path)
    while True:
        state = running.call("GET", f"/api/imports/{number}")
        if state["state"] in {"finished", "failed"}:
            break
        time.sleep(0.5)
    finished = time.perf_counter() - began
    time.sleep(1.1)  # the gauge is a second old at most
    while lag(running):
        time.sleep(0.5)
    settled = time.perf_counter() - began
    over.set()
    watcher.join()
    return state, finished, settled, most[0]


def alone(shape: Shape) -> float:
    """Read and map a smaller file here; give the processor time per row in microseconds."""
    content = b"".join(shape(min(ROWS, _ALONE)))
    (table,) = reading.tables(lambda: io.BytesIO(content), "orders.csv")
    plan = parsing.plan(table, mapping.shipped(), given=None, exported_at=1_770_000_000_000)
    began = time.process_time()
    survey = parsing.survey(plan)
    rows = sum(slice_.rows for slice_ in parsing.slices(plan, survey))
    return (time.process_time() - began) / rows * 1e6


def measured(shape: Shape, rows: int) -> tuple[float, int]:
    """Import a file twice into a new installation; give the seconds of the first time, and the most memory."""
    print(f"{shape.__name__}: reading and mapping alone {alone(shape):.1f} µs of processor time a row (both passes)")
    with folder() as place:
        path = place / "orders.csv"
        print(f"{shape.__name__}: {rows:,} lines, {write(path, shape, rows) / 1e6:.0f} MB")
        with server(place / "data") as running:
            state, finished, settled, memory = whole(running, path)
            again, took, *_ = whole(running, path)
            people = running.call("GET", "/api/people/count")
    print(f"{state['state']}: {state['rows']} rows, {state['records']} orders, {state['results']}, {people}")
    print(f"finished after {finished:.1f} s, handed on after {settled:.1f} s ({rows / settled:,.0f} rows/s)")
    print(f"the same file again: {took:.1f} s, {again['results']}")
    if state["state"] != "finished" or state["rows"] != rows or set(again["results"]) != {"unchanged"}:
        sys.exit("the import did not come to what the file says")
    return settled, memory


def main() -> None:
    settled, memory = measured(retail, ROWS)
    figure("import_rows", ROWS / settled, "rows/s", f">={GOAL_ROWS}", met=ROWS / settled >= GOAL_ROWS)
    figure("import_memory", memory / 2**20, "MB", f"<={GOAL_MB}", met=memory <= GOAL_MB << 20)
    if WIDE_ROWS:
        measured(wide, WIDE_ROWS)


if __name__ == "__main__":
    main()
