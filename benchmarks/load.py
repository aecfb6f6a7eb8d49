"""
A load generator in its own process: keeps N requests in flight over raw sockets and writes down when each was
answered.
"""

import argparse
import asyncio
import base64
import json
import random
import time

import uvloop

_SKUS = [f"SKU-{number:04d}" for number in range(500)]
_PAGES = [
    "https://shop.example/p/{0}?utm_source=douyin",
    "https://shop.example/p/{0}?utm_source=xiaohongshu",
    "https://shop.example/p/{0}",
]
_MARK = b"@@@@@@@@"


def templates(people: int, per_batch: int) -> list[bytes]:
    """
    Write one batch per ``per_batch`` people, three in ten of whom are known by a user id too; ``@@@@@@@@`` stands for
    the round.
    """
    draw = random.Random(7)
    bodies = []
    for start in range(0, people, per_batch):
        events = [_event(draw, number) for number in range(start, min(people, start + per_batch))]
        bodies.append(json.dumps({"batch": events}, ensure_ascii=False, separators=(",", ":")).encode())
    return bodies


def _event(draw: random.Random, person: int) -> dict[str, object]:
    sku = draw.choice(_SKUS)
    page = draw.choice(_PAGES).format(sku)
    return {
        "type": "track",
        "event": draw.choice(["Product Viewed", "Product Added", "Content Viewed"]),
        "messageId": f"m-@@@@@@@@-{person}",
        "anonymousId": f"visitor-{person:08d}-5a1e",
        **({"userId": f"u{person}"} if person % 10 < 3 else {}),
        "properties": {"product_id": sku, "sku": sku, "name": "都市轻骑 72V", "category": "电动摩托", "price": 4299,
                       "quantity": 1, "position": person % 20},
        "context": {"library": {"name": "bench", "version": "1"}, "locale": "zh-CN", "page": {"url": page},
                    "userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"},
    }  # fmt: skip


class Meter:
    """What was answered: seconds each took, statuses, events."""

    def __init__(self) -> None:
        self.took: list[float] = []
        self.statuses: dict[int, int] = {}
        self.acknowledged = 0


async def connection(
    host: str, port: int, path: str, key: str, bodies: list[bytes], rounds: "Rounds", per_batch: int, meter: Meter
) -> None:
    """Send one request after another on one connection until the rounds are over."""
    reader, writer = await asyncio.open_connection(host, port)
    authorization = base64.b64encode(f"{key}:".encode()).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Basic {authorization}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
    )
    while (task := rounds.next()) is not None:
        place, mark = task
        await asyncio.sleep(rounds.early())
        body = bodies[place].replace(_MARK, mark)
        began = time.perf_counter()
        writer.write(f"{head}{len(body)}\r\n\r\n".encode() + body)
        status = await _answer(reader)
        meter.took.append(time.perf_counter() - began)
        meter.statuses[status] = meter.statuses.get(status, 0) + 1
        if status == 200:
            meter.acknowledged += per_batch
        else:
            await asyncio.sleep(0.2)
    writer.close()


class Rounds:
    """Hands out (batch, round mark) until the time is over."""

    def __init__(self, batches: int, seconds: float, pace: float = 0.0, *, first: int = 0, stride: int = 1) -> None:
        self._batches = batches
        self._first = first
        self._stride = stride
        self._pace = pace
        self._began = time.perf_counter()
        self._until = time.perf_counter() + seconds
        self._number = 0

    def early(self) -> float:
        """Give the seconds until the batch that was given last may be sent, when there is a pace to keep."""
        return max(0.0, self._began + (self._number - 1) * self._pace - time.perf_counter())

    def next(self) -> tuple[int, bytes] | None:
        """Give the next batch and its mark, or nothing when the time is over."""
        if time.perf_counter() > self._until:
            return None
        number = self._number
        self._number += 1
        return number * self._stride % self._batches, b"%08d" % (self._first + number // self._batches)


async def _answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    await reader.readexactly(length)
    return int(head[9:12])


async def main(options: argparse.Namespace) -> None:
    """Run the load and print one JSON object."""
    bodies = templates(options.people, options.batch)
    meter = Meter()
    pace = options.batch / options.rate if options.rate else 0.0
    rounds = Rounds(len(bodies), options.seconds, pace, first=options.round, stride=options.stride)
    began = time.perf_counter()
    await asyncio.gather(
        *(
            connection(options.host, options.port, options.path, options.key, bodies, rounds, options.batch, meter)
            for _ in range(options.connections)
        )
    )
    seconds = time.perf_counter() - began
    took = sorted(meter.took)
    report = {
        "acknowledged": meter.acknowledged,
        "seconds": seconds,
        "rate": meter.acknowledged / seconds,
        "statuses": meter.statuses,
        "p50": took[len(took) // 2],
        "p99": took[int(len(took) * 0.99)],
    }
    print(json.dumps(report))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--path", default="/v1/batch")
    parser.add_argument("--key", default="none")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--rate", type=float, default=0, help="events a second; 0: as many as it takes")
    parser.add_argument("--connections", type=int, default=96)
    parser.add_argument("--round", type=int, default=0, help="the first; what was sent in a round is sent once")
    parser.add_argument("--stride", type=int, default=1, help="which batch comes after one; 1: people in their order")
    uvloop.run(main(parser.parse_args()))
