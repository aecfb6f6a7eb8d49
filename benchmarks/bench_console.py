"""
The console before 2 M people and 20 M events: how long after going to a screen its content stands there.

A server on a directory that holds the market in both engines (ClickHouse as `market.py` makes it, ending today; the
people, their traits, tags and orders in PostgreSQL), a real Chromium before it. Each screen of the menu is gone to from
the menu, as an operator does, in several rounds; the first round finds every answer cold. Its content stands there when
nothing on it is loading any more; it is *useful* when nothing in its upper half is.
"""

import argparse
import asyncio
import contextlib
import statistics
import sys
import time
import urllib.error
from pathlib import Path

import harness
import market
import psycopg
from playwright.async_api import Browser, Page, async_playwright

from huoshui.app.platform import open_platform
from huoshui.app.settings import Settings

CHROMIUM = "/usr/bin/chromium"
GOAL = 1.5
PATIENCE = 60
LOGIN = {"login": "bench", "password": "Rain on the pond 7"}
LOADING = """
() => {
    const left = [...document.querySelectorAll("main :is(.skeleton, .asked-progress)")];
    const top = left.some((one) => one.getBoundingClientRect().top < 480);
    return [document.querySelector("main h1")?.textContent ?? "", top, left.length > 0];
}
"""
"""The screen's heading, whether its upper half still loads, and whether anything on it does."""
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


async def visit(page: Page, path: str) -> tuple[float, float]:
    """Go to a screen through the menu; give the seconds until it is useful, and until nothing loads any more."""
    before = (await page.evaluate(LOADING))[0]
    began = time.perf_counter()
    await page.locator(f"aside nav a[href='{path}']").click()
    useful = 0.0
    while (lasted := time.perf_counter() - began) < PATIENCE:
        heading, upper, any_of_it = await page.evaluate(LOADING)
        if heading not in ("", before):
            useful = useful or (0.0 if upper else lasted)
            if not any_of_it:
                return useful, lasted
        await asyncio.sleep(0.02)
    print(f"{path}: still loading after {PATIENCE} s", flush=True)
    return useful or lasted, lasted


async def tour(browser: Browser, address: str, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Go through every screen of the menu, round after round."""
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    answer = await context.request.post(f"{address}/api/login", data=LOGIN)
    if not answer.ok:
        sys.exit(await answer.text())
    page = await context.new_page()
    await page.goto(f"{address}/start")
    await page.locator("aside nav a").first.wait_for()
    paths = await page.locator("aside nav a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    took: dict[str, list[tuple[float, float]]] = {path: [] for path in paths}
    for _ in range(rounds):
        for path in paths:
            took[path].append(await visit(page, path))
    await context.close()
    return took


async def measure(data_dir: Path, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Start the server on what was made, and look at it."""
    with harness.server(data_dir) as running:
        with contextlib.suppress(urllib.error.HTTPError):  # hired the last time already
            running.call("POST", "/api/staff", {**LOGIN, "name": "bench", "role": "admin", "unit": None})
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            with harness.processors("the tour"):
                took = await tour(browser, f"http://127.0.0.1:{running.port}", rounds)
            await browser.close()
        return took


def main(people: int, events: int, rounds: int, kept: Path | None) -> None:
    """Print each screen, the slowest first, and the figures."""
    with harness.folder() if kept is None else contextlib.nullcontext(kept) as data_dir:
        if not (data_dir / "made").exists():
            asyncio.run(fill(data_dir, people, events))
            (data_dir / "made").touch()
        took = asyncio.run(measure(data_dir, rounds))
    for path, rows in sorted(took.items(), key=lambda one: -one[1][0][0]):
        first, again = rows[0], [useful for useful, _ in rows[1:]] or [rows[0][0]]
        print(f"{path:24} useful {first[0]:6.2f} s, whole {first[1]:6.2f} s; again {statistics.median(again):6.2f} s")
    useful = sorted(useful for rows in took.values() for useful, _ in rows)
    p95 = useful[int(len(useful) * 0.95)]
    cold = sorted(rows[0][0] for rows in took.values())
    figure = harness.figure
    figure("console_useful_p95", p95, "s", f"<={GOAL}", met=p95 <= GOAL)
    figure(
        "console_useful_first_p95",
        cold[int(len(cold) * 0.95)],
        "s",
        f"<={GOAL}",
        met=cold[int(len(cold) * 0.95)] <= GOAL,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2_000_000)
    parser.add_argument("--events", type=int, default=20_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="a directory to keep the market in, for the next time")
    chosen = parser.parse_args()
    main(chosen.people, chosen.events, chosen.rounds, chosen.folder)
