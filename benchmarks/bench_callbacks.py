"""
Callbacks: verified, decrypted, kept and acknowledged a second; and then, read a second.

The account is paused while they come, so that each half is measured by itself. The callbacks are of customers who add
staff, each another, signed and sealed beforehand. The load generator shares the cores. At the end there is one letter
for each acknowledgement.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from harness import Server, figure, folder, processors, server

from huoshui.channels.wecom.signing import RANDOM_BYTES, Seal

HERE = Path(__file__).parent
CORP = "wwbenchmark12345678"
CONNECTIONS = 24
LETTER = (
    "<xml><ToUserName><![CDATA[{corp}]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName>"
    "<CreateTime>{at}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[change_external_contact]]></Event>"
    "<ChangeType><![CDATA[add_external_contact]]></ChangeType><UserID><![CDATA[staff{staff}]]></UserID>"
    "<ExternalUserID><![CDATA[wm{number:030d}]]></ExternalUserID><State><![CDATA[c-{staff}]]></State>"
    "<WelcomeCode><![CDATA[{number:048d}]]></WelcomeCode></xml>"
)


def callbacks(token: str, key: str, many: int, first: int) -> list[bytes]:
    """Write whole requests, each another customer's."""
    seal = Seal(token=token, encoding_aes_key=key, receive_id=CORP)
    chance, at = random.Random(first), int(time.time())
    requests = []
    for number in range(first, first + many):
        letter = LETTER.format(corp=CORP, at=at, staff=number % 200, number=number)
        sealed = seal.seal(letter.encode(), random=chance.randbytes(RANDOM_BYTES))
        signature = seal.sign(sealed, timestamp=str(at), nonce=str(number))
        body = f"<xml><ToUserName><![CDATA[{CORP}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        requests.append(
            f"POST /in/wecom/bench?msg_signature={signature}&timestamp={at}&nonce={number} HTTP/1.1\r\n"
            f"Host: in.example\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )
    return requests


async def connection(port: int, requests: list[bytes], until: float, took: list[float]) -> None:
    """Bring callbacks one after the other on one connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while requests and time.perf_counter() < until:
        request = requests.pop()
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        took.append(time.perf_counter() - began)
        if not head.startswith(b"HTTP/1.1 200"):
            sys.exit(f"not acknowledged: {head[:200]!r}")
    writer.close()


async def generate(port: int, seconds: float, token: str, key: str, first: int) -> None:
    """Run the load and print what it measured."""
    requests = callbacks(token, key, int(seconds * 4_000), first)
    took: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(connection(port, requests, began + seconds, took) for _ in range(CONNECTIONS)))
    lasted = time.perf_counter() - began
    took.sort()
    print(json.dumps({"answers": len(took), "rate": len(took) / lasted, "p50": took[len(took) // 2],
                      "p99": took[int(len(took) * 0.99)]}))  # fmt: skip


def load(running: Server, made: dict[str, str], seconds: float, first: int) -> dict[str, float]:
    """Run the load generator as its own process."""
    command = [sys.executable, str(HERE / "bench_callbacks.py"), "--load", str(running.port), "--seconds", str(seconds),
               "--token", made["token"], "--key", made["key"], "--first", str(first)]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    report: dict[str, float] = json.loads(done.stdout)
    return report


def read(running: Server, seconds: float) -> float:
    """Let letters be read, and tell how many are in a second."""
    running.call("POST", "/api/connectors/bench/resume")
    (before,) = running.call("GET", "/api/connectors")
    began = time.perf_counter()
    time.sleep(seconds)
    running.call("POST", "/api/connectors/bench/pause")
    (after,) = running.call("GET", "/api/connectors")
    return (before["waiting"] - after["waiting"]) / (time.perf_counter() - began)


def main(seconds: float) -> None:
    """Print the figures."""
    os.environ["HUOSHUI_PRIVATE_ADDRESSES"] = "true"  # nobody is asked: no platform stands at that address
    with folder() as data_dir, server(data_dir) as running:
        body = {"name": "bench", "title": "bench", "corp_id": CORP, "agent_id": 1, "secret": "benchmark-secret",
                "address": "http://127.0.0.1:9"}  # fmt: skip
        made = running.call("POST", "/api/connectors", body)
        running.call("POST", "/api/connectors/bench/pause")
        warm = load(running, made, 4, 0)
        with processors("callbacks"):
            measured = load(running, made, seconds, 1_000_000)
        (account,) = running.call("GET", "/api/connectors")
        reading = read(running, seconds / 2)
    acknowledged = warm["answers"] + measured["answers"]
    if account["waiting"] != acknowledged:
        sys.exit(f"{acknowledged} callbacks were acknowledged, {account['waiting']} are kept")
    print(
        f"{measured['answers']:,} callbacks, {measured['rate']:,.0f}/s, median {measured['p50'] * 1e3:.1f} ms; "
        f"{reading:,.0f}/s are read"
    )
    figure("callbacks_rate", measured["rate"], "callbacks/s", ">=1500", met=measured["rate"] >= 1500)
    figure("callbacks_p99", measured["p99"] * 1e3, "ms", "<=100", met=measured["p99"] <= 0.1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=float(os.environ.get("BENCH_SECONDS", "15")))
    parser.add_argument("--load", type=int, default=0)
    parser.add_argument("--token", default="")
    parser.add_argument("--key", default="")
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    if options.load:
        asyncio.run(generate(options.load, options.seconds, options.token, options.key, options.first))
    else:
        main(options.seconds)
