"""
Import a real file and hold what Huoshui says against what the file says: `python -m tools.reconcile FILE [PAGE]`.

The file is UCI Online Retail (invoice lines of a British shop, 2010–2011). Its figures are counted here with the csv
module and nothing of ours. PAGE (docs/reconciliation.md) is written; the exit code says whether everything agrees.
"""

import asyncio
import csv
import gzip
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
from sqlalchemy import text

from huoshui.app.asgi import create_app
from huoshui.app.platform import Platform, open_platform
from huoshui.app.settings import Settings
from huoshui.bedrock import log

LONDON, BEIJING = ZoneInfo("Europe/London"), ZoneInfo("Asia/Shanghai")
Figures = dict[str, int]
Call = Callable[[str], Awaitable[Any]]


def told_by(file: Path) -> Figures:
    """This will count the file."""
    customers: dict[str, str] = {}
    worth: dict[str, int] = defaultdict(int)
    placed: dict[str, datetime] = {}
    lines = cancelled = nobodys = 0
    with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            invoice, lines = row["InvoiceNo"], lines + 1
            cancelled += invoice.startswith("C")
            nobodys += not row["CustomerID"]
            customers[invoice] = row["CustomerID"].removesuffix(".0")
            cents = Decimal(row["UnitPrice"]) * int(row["Quantity"]) * 100
            worth[invoice] += int(cents.to_integral_value(ROUND_HALF_UP))
            at = datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=LONDON)
            placed[invoice] = min(placed.get(invoice, at), at)
    return {"lines": lines, "cancellation lines": cancelled, "lines without a customer": nobodys} | _invoices(
        customers, worth, placed
    )


def _invoices(customers: dict[str, str], worth: dict[str, int], placed: dict[str, datetime]) -> Figures:
    sold = [invoice for invoice in customers if not invoice.startswith("C")]
    days: dict[str, set[date]] = defaultdict(set)
    for invoice in sold:
        if customers[invoice] and worth[invoice] >= 0:
            days[customers[invoice]].add(placed[invoice].astimezone(BEIJING).date())
    known = {customer for customer in customers.values() if customer}
    return {
        "invoices": len(customers),
        "orders": len(sold),
        "refunds": len(customers) - len(sold),
        "orders and refunds without a customer": sum(not customer for customer in customers.values()),
        "customers": len(known),
        "customers who bought": len(days),
        "customers who bought on two days or more": sum(len(one) > 1 for one in days.values()),
        "sold, pence": sum(worth[invoice] for invoice in sold),
        "refunded, pence": -sum(worth[invoice] for invoice in customers if invoice.startswith("C")),
        "net, pence": sum(worth.values()),
        "net of customers, pence": sum(worth[invoice] for invoice, customer in customers.items() if customer),
    }


async def told_by_us(platform: Platform, call: Call) -> Figures:
    """This will ask the API and the two stores about the import."""
    (done,) = await call("imports")
    people = await call("people/count")
    report = await call("reports/channels")
    events = await platform.clickhouse.rows(_EVENTS)
    stored = {str(name): (int(count), int(nobody), int(fen)) for name, count, nobody, fen in events}
    sold, refunded = stored["Order Completed"], stored["Order Refunded"]
    async with platform.postgres.session() as session:
        net = (await session.execute(text(_NET))).one()
    whole = report["total"]
    return {
        "lines": done["imported"],
        "invoices": done["records"],
        "orders": sold[0],
        "refunds": refunded[0],
        "orders and refunds without a customer": sold[1] + refunded[1],
        "customers": people["people"],
        "customers who bought": whole["bought"],
        "customers who bought on two days or more": whole["again"],
        "sold, pence": sold[2],
        "refunded, pence": refunded[2],
        "net, pence": int(net.net),
        "net of customers, pence": int(net.known),
    }


_EVENTS = """
    SELECT name, count(), countIf(identity = 0),
           sum(JSONExtractInt(properties, if(name = 'Order Refunded', 'refunded_fen', 'total_fen')))
    FROM events GROUP BY name
"""
_NET = """
    SELECT sum(paid_fen - refunded_fen) AS net,
           sum(paid_fen - refunded_fen) FILTER (WHERE identity IS NOT NULL) AS known
    FROM orders WHERE state != 'withdrawn'
"""


async def reconcile(file: Path) -> tuple[Figures, Figures, dict[str, Any]]:
    """This will import the file into an installation of its own and give both sides, and the import."""
    with tempfile.TemporaryDirectory(prefix="huoshui-reconcile-") as folder:
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 the embedded PostgreSQL is another user
        async with open_platform(Settings(data_dir=Path(folder) / "data")) as platform:
            transport = httpx2.ASGITransport(create_app(platform))
            headers = {"Authorization": f"Bearer {platform.local_token}"}
            async with httpx2.AsyncClient(transport=transport, base_url="http://here/api/", headers=headers) as client:
                done = await _import(client, file)
                await platform.settle()

                async def call(path: str) -> Any:  # noqa: ANN401 JSON
                    return (await client.get(path)).raise_for_status().json()

                return told_by(file), await told_by_us(platform, call), done


async def _import(client: httpx2.AsyncClient, file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        answer = await client.post("imports", files={"file": (file.name, content)}, timeout=600)
    number = answer.raise_for_status().json()["id"]
    while True:
        done: dict[str, Any] = (await client.get(f"imports/{number}")).json()
        if done["state"] in {"finished", "failed"}:
            return done
        await asyncio.sleep(0.3)


def page(theirs: Figures, ours: Figures, done: dict[str, Any]) -> str:
    """This will write both sides as a table."""
    took = datetime.fromisoformat(done["finished_at"]) - datetime.fromisoformat(done["created_at"])
    table = "\n".join(
        f"| {name} | {count:,} | {f'{ours[name]:,}' if name in ours else '—'} | {_verdict(name, theirs, ours)} |"
        for name, count in theirs.items()
    )
    return _PAGE.format(
        table=table, day=datetime.now(UTC).date(), seconds=int(took / timedelta(seconds=1)), rows=f"{done['rows']:,}"
    )


def _verdict(name: str, theirs: Figures, ours: Figures) -> str:
    return "" if name not in ours else "same" if ours[name] == theirs[name] else f"**{ours[name] - theirs[name]:+,}**"


_PAGE = """# Reconciliation 对账: UCI Online Retail

`python -m tools.reconcile` imports a real file into an empty installation with the shipped mapping
`uci-online-retail` and holds what Huoshui then says against what the file says, counted by a few lines of plain
Python. Written by it on {day}; {rows} lines, {seconds} s from the upload to the last line, other work beside it.

| figure | the file | Huoshui | |
|---|---:|---:|---|
{table}

How the file is read:

- Lines of one `InvoiceNo` are one order, wherever they stand in the file (one invoice is in two places).
- An invoice whose number begins with `C` is a refund. The file does not say of which order, so it is an entry of its
  own: the customer's net falls, no earlier order changes its state.
- Lines without a `CustomerID` are orders of nobody: they count in sales and make no person.
- Three invoices beginning with `A` adjust bad debt; two of them are negative. They are kept like every other invoice,
  without a customer.
- Times are London's; “two days” are days in Beijing, as everywhere in Huoshui. Amounts are pence, never converted.
  Four lines are priced in parts of a penny; each line is rounded half up on both sides.
- “Customers who bought” have an order that was not itself a refund. Importing the file again changes nothing.

## Cohorts 同期群

Who was in the file in December 2010, and of those who was in it again one to twelve months later. The
table that courses print counts every line with a customer; the second row only sales (no cancellation, quantity and
price above 0).

| | 12/10 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
| every line | 948 | 362 | 317 | 367 | 341 | 376 | 360 | 336 | 336 | 374 | 354 | 474 | 260 |
| sales | 885 | 324 | 286 | 340 | 321 | 352 | 321 | 309 | 313 | 350 | 331 | 445 | 235 |

`tests/insight/analyses/test_online_retail.py` holds both to a question about retention and to the arithmetic
beneath, on the months of every customer of the file (4,372; with sales 4,338), which lie beside the tests.
"""


def main() -> None:
    """This will reconcile, write the page, and end with 1 when something differs."""
    log.configure(level="warning")
    theirs, ours, done = asyncio.run(reconcile(Path(sys.argv[1])))
    text_of_page = page(theirs, ours, done)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(text_of_page, encoding="utf-8")
    print(text_of_page)
    sys.exit(any(theirs[name] != count for name, count in ours.items()))


if __name__ == "__main__":
    main()
