"""
The console before 2 M people and 20 M events: how long after going to a screen its content stands there.

A directory holds the market in both engines (ClickHouse as `market.py` makes it, ending today; people, their traits,
their tags and orders in PostgreSQL). A night passes over it: what screens show first is worked out, as a server does by
itself while nobody asks. Then a server starts, as in the morning, and a real Chromium goes to each screen of the menu
from the menu, round after round; the first round is what the first operator after a restart meets.

A screen is *useful* when nothing in its upper half is loading, *whole* when nothing on it is; figures of an earlier
moment count, which say so, while they are brought up to date. Whoever has seen it goes on: what it still asks is ended.
With ``--cold`` there was no night: nothing is known, as on the very first day.
"""

import argparse
import asyncio
import contextlib
import statistics
import sys
import time
import urllib.error
from dataclasses import dataclass
from pathlib import Path

import harness
import market
import psycopg
from playwright.async_api import Browser, Page, async_playwright

from huoshui.app import warming
from huoshui.app.platform import open_platform
from huoshui.app.settings import Settings

CHROMIUM = "/usr/bin/chromium"
GOAL = 1.5
PATIENCE = 10
DWELL = 0.7
"""An operator looks at a useful screen for so long, and goes on."""
NIGHT_S = 150
TIME_S = 280
"""After so many seconds of the whole no screen is gone to any more, and no round begins that would not end by then."""
LOGIN = {"login": "bench", "password": "Rain on the pond 7"}
LOADING = """
() => {
    const left = [...document.querySelectorAll("main :is(.skeleton, .asked-progress)")];
    const top = left.some((one) => one.getBoundingClientRect().top < 480);
    const renewing = document.querySelector("main .renewing") !== null;
    return [document.querySelector("main h1")?.textContent ?? "", top, left.length > 0, renewing];
}
"""
"""The screen's heading, whether its upper half still loads, whether anything on it does, and whether it is renewed."""
PERSONS = (
    f"SELECT number, {market.IDENTITY.format(person='number', number='toUInt64(0)')} FROM numbers({{people:UInt64}})"
)

ROWS = """
INSERT INTO identity_spaces (id, namespace) VALUES (9001, 'user_id') ON CONFLICT DO NOTHING;
INSERT INTO identifiers (identity, person, space, first_seen_at, namespace, value)
SELECT person, person, (SELECT id FROM identity_spaces WHERE namespace = 'user_id'), now() - interval '120 days'
       + n * interval '1 second', 'user_id', 'u' || n FROM seeds;
INSERT INTO traits (identity, name, source, value, first_at, occurred_at, message_id, learned_at)
SELECT person, 'nickname', 1, to_jsonb('顾客' || n), 0, 0, 'bench', now() FROM seeds;
INSERT INTO traits (identity, name, source, value, first_at, occurred_at, message_id, learned_at)
SELECT person, 'city', 1, to_jsonb((ARRAY['上海','北京','广州','深圳','杭州'])[1 + n % 5]), 0, 0, 'bench', now()
FROM seeds;
INSERT INTO tags (identity, tag, added_at, added_by, learned_at)
SELECT person, '试驾', 0, 'bench', now() FROM seeds WHERE n % 5 = 0;
INSERT INTO contactability (identity, channel, counterpart, active, since, evidence)
SELECT person, 'wecom', '', true, 0, 'bench' FROM seeds WHERE n % 3 = 0;
INSERT INTO people (person, identified, reachable, reach, units, tags, display, since, version, updated_at)
SELECT person, n % 2 = 0, n % 3 = 0, CASE WHEN n % 3 = 0 THEN ARRAY['wecom'] ELSE '{}' END, ARRAY[n % 20],
       CASE WHEN n % 5 = 0 THEN ARRAY['试驾'] ELSE '{}' END, '顾客' || n,
       now() - interval '120 days' + n * interval '5 seconds', 2, now() FROM seeds;
INSERT INTO orders (order_key, platform, shop, order_id, identity, units, state, placed_at, paid_at, total_fen,
                    paid_fen, refunded_fen, currency, online, channel, items, refunds, facts, version)
SELECT n, 'youzan', 'bench', 'E' || n, person, ARRAY[n % 20], 'paid', now() - n * interval '10 seconds',
       now() - n * interval '10 seconds', 1000 + n % 90000, 1000 + n % 90000, 0, 'CNY', true, 'douyin',
       '[]', '[]', '{}', 1 FROM seeds WHERE n % 2 = 0;
SELECT setval('order_versions', 2);
UPDATE order_mirror SET version = 2;
ANALYZE
"""


async def fill(data_dir: Path, people: int, events: int) -> None:
    """Make the market in both engines of a directory."""
    async with open_platform(Settings(data_dir=data_dir), work=False) as platform:
        until = int(time.time() * 1000)
        await market.fill(platform.clickhouse, market.Size(events, people, 1), until=until)
        rows = await platform.clickhouse.rows(PERSONS, {"people": people})
        async with await psycopg.AsyncConnection.connect(platform.postgres.dsn, autocommit=True) as connection:
            await connection.execute("CREATE TEMP TABLE seeds (n bigint PRIMARY KEY, person bigint NOT NULL)")
            async with connection.cursor() as cursor, cursor.copy("COPY seeds FROM STDIN") as lines:
                for row in rows:
                    await lines.write_row(row)
            for statement in ROWS.split(";\n"):
                await connection.execute(statement.encode())
        async with platform.postgres.transaction() as session:  # a server holds its key against what was sealed
            await platform.vault.seal_many(session, [(int(rows[0][1]), b"bench")])


async def night(data_dir: Path, most: float) -> None:
    """Work out what screens show first, as a server does that nobody asks; at most so many seconds."""
    began, done = time.perf_counter(), 0
    async with open_platform(Settings(data_dir=data_dir), work=False) as platform:
        await warming.begin(platform)
        with harness.processors("the night"):
            while time.perf_counter() - began < most and await warming.warm(platform):
                done += 1
    lasted = time.perf_counter() - began
    print(
        f"{done} of {len(warming.FIRST)} figures that screens show first were worked out in {lasted:.0f} s", flush=True
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """How a screen was met: seconds until it was useful and until it was whole (none: it was left before)."""

    useful: float
    whole: float | None
    renewed: bool


async def visit(page: Page, path: str) -> Visit:
    """Go to a screen through the menu, look at it, and be ready to go on."""
    before = (await page.evaluate(LOADING))[0]
    began = time.perf_counter()
    await page.locator(f"aside nav a[href='{path}']").click()
    useful, renewed = None, False
    while (lasted := time.perf_counter() - began) < PATIENCE:
        heading, upper, any_of_it, renewing = await page.evaluate(LOADING)
        if heading not in ("", before):
            renewed = renewed or renewing
            useful = lasted if useful is None and not upper else useful
            if not any_of_it:
                return Visit(useful or lasted, lasted, renewed)
            if useful is not None and lasted > useful + DWELL:
                return Visit(useful, None, renewed)
        await asyncio.sleep(0.02)
    if useful is None:
        print(f"{path}: still loading after {PATIENCE} s", flush=True)
    return Visit(useful or lasted, None, renewed)


async def tour(browser: Browser, address: str, rounds: int, until: float) -> dict[str, list[Visit]]:
    """Go through every screen of the menu, round after round, as long as another round fits in."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    answer = await context.request.post(f"{address}/api/login", data=LOGIN)
    if not answer.ok:
        sys.exit(await answer.text())
    page = await context.new_page()
    await page.goto(f"{address}/start")
    await page.locator("aside nav a").first.wait_for()
    paths = await page.locator("aside nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    took: dict[str, list[Visit]] = {path: [] for path in paths}
    for number in range(rounds):
        began = time.monotonic()
        for path in paths:
            if time.monotonic() < until:
                took[path].append(await visit(page, path))
            elif not number:
                print(f"{path}: not gone to, there was no time left", flush=True)
                took[path].append(Visit(PATIENCE, None, renewed=False))
        if time.monotonic() * 2 - began > until:
            print(f"no time for more than {number + 1} rounds", flush=True)
            break
    await context.close()
    return took


async def measure(data_dir: Path, rounds: int, until: float) -> dict[str, list[Visit]]:
    """Start the server on what was made, and look at it."""
    with harness.server(data_dir) as running:
        with contextlib.suppress(urllib.error.HTTPError):  # hired the last time already
            running.call("POST", "/api/staff", {**LOGIN, "name": "bench", "role": "admin", "unit": None})
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            with harness.processors("the tour"):
                took = await tour(browser, f"http://127.0.0.1:{running.port}", rounds, until)
            await browser.close()
        return took


def percentile(seconds: list[float]) -> float:
    """Give the 95th of a hundred."""
    return sorted(seconds)[int(len(seconds) * 0.95)]


def main(people: int, events: int, rounds: int, kept: Path | None, *, cold: bool) -> None:
    """Print each screen, the slowest first, and the figures."""
    until = time.monotonic() + TIME_S
    with harness.folder() if kept is None else contextlib.nullcontext(kept) as data_dir:
        if not (data_dir / "made").exists():
            asyncio.run(fill(data_dir, people, events))
            (data_dir / "made").touch()
        if not cold:
            asyncio.run(night(data_dir, NIGHT_S))
        took = asyncio.run(measure(data_dir, rounds, until))
    for path, rows in sorted(took.items(), key=lambda one: -one[1][0].useful):
        first, again = rows[0], [row.useful for row in rows[1:]] or [rows[0].useful]
        whole = f"whole {first.whole:6.2f} s" if first.whole is not None else "left before whole"
        told = ", known and renewed" if first.renewed else ""
        print(f"{path:24} useful {first.useful:6.2f} s, {whole}; again {statistics.median(again):6.2f} s{told}")
    useful = percentile([row.useful for rows in took.values() for row in rows])
    first_round = percentile([rows[0].useful for rows in took.values()])
    name = "console_cold" if cold else "console_useful"
    harness.figure(f"{name}_p95", useful, "s", f"<={GOAL}", met=useful <= GOAL)
    harness.figure(f"{name}_first_p95", first_round, "s", f"<={GOAL}", met=first_round <= GOAL)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_000_000)
    parser.add_argument("--events", type=int, default=20_000_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="a directory to keep the market in, for the next time")
    parser.add_argument("--cold", action="store_true", help="no night: nothing is known")
    chosen = parser.parse_args()
    main(chosen.people, chosen.events, chosen.rounds, chosen.folder, cold=chosen.cold)
