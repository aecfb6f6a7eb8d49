"""Imports over HTTP on the real engines: tried, committed, repeated, replaced by newer exports, undone."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
from sqlalchemy import text as sql

from huoshui.app.platform import Platform
from tests.imports.conftest import Import
from tests.world import exports

Work = Callable[[], Awaitable[None]]


async def _events(platform: Platform) -> dict[str, int]:
    rows = await platform.clickhouse.rows("SELECT name, count() FROM events GROUP BY name ORDER BY name")
    return {str(name): int(count) for name, count in rows}


async def _count(platform: Platform, table: str) -> int:
    async with platform.postgres.session() as session:
        return int(await session.scalar(sql(f"SELECT count(*) FROM {table}")) or 0)


class TestTrying:
    async def test_counts_and_writes_nothing_else(self, platform: Platform, upload: Import) -> None:
        done = await upload(exports.export("youzan-orders", 60).csv(), dry_run="true")
        assert done["state"] == "dry_run"
        assert (done["total"], done["rows"], done["records"], done["refused"]) == (60, 60, 60, 0)
        assert done["results"] == {"new": 60}
        assert done["people"] == {"usable": 60}
        assert done["tables"][0]["mapping"] == "youzan-orders"
        assert await _events(platform) == {}
        for table in ("message_keys", "import_records", "import_problems", "sources", "identifiers"):
            assert await _count(platform, table) == 0

    async def test_shows_the_first_bad_rows(self, upload: Import) -> None:
        export = exports.export("tmall-orders", 3)
        rows = [list(row) for row in export.rows]
        rows[1][0] = "6.92E+18"
        done = await upload(exports.Export("tmall-orders", export.header, rows).csv("gb18030"), dry_run="true")
        assert [(one["row"], one["code"], one["imported"]) for one in done["problems"]] == [(3, "corrupted_id", False)]
        assert done["reasons"] == {"corrupted_id": 1}

    async def test_is_committed_without_a_second_upload(
        self, platform: Platform, client: httpx2.AsyncClient, upload: Import, work: Work
    ) -> None:
        tried = await upload(exports.export("tmall-orders", 5).csv(), dry_run="true")
        queued = (await client.post(f"/api/imports/{tried['id']}/commit")).json()
        await work()
        done = (await client.get(f"/api/imports/{queued['id']}")).json()
        assert (done["state"], done["results"]["new"]) == ("finished", 5)
        assert await _events(platform) == {"Order Completed": 5}
        again = await client.post(f"/api/imports/{tried['id']}/commit")
        assert (again.status_code, again.json()["code"]) == (409, "UploadGone")


class TestCommitting:
    async def test_tells_events_and_orders(self, platform: Platform, upload: Import) -> None:
        kept = platform.settings.data_dir / "media" / "imports"
        before = set(kept.iterdir()) if kept.exists() else set()
        done = await upload(exports.export("youzan-orders", 60).csv("gb18030"))
        assert done["state"] == "finished", done["error"]
        assert set(kept.iterdir()) == before
        assert (
            await _events(platform) == done["events"] == {"Order Completed": 56, "Order Placed": 4, "Order Refunded": 5}
        )
        assert await _count(platform, "orders") == 60

    async def test_the_same_file_again_changes_nothing(self, platform: Platform, upload: Import) -> None:
        content = exports.export("douyin-orders", 50).csv()
        first = await upload(content)
        before = await _events(platform)
        again = await upload(content, name="renamed.csv")
        assert again["results"] == {"unchanged": first["results"]["new"]}
        assert await _events(platform) == before

    async def test_a_big_file_is_read_by_a_process_of_its_own(self, platform: Platform, upload: Import) -> None:
        content = "".join(exports.stream("youzan-orders", 4_000)).encode()
        assert len(content) > 1 << 20
        done = await upload(content)
        assert (done["state"], done["rows"], done["results"]["new"]) == ("finished", 4_000, 4_000), done["error"]

    async def test_figures_of_content_are_kept_beside_events(self, platform: Platform, upload: Import) -> None:
        done = await upload(exports.export("wechat-articles", 7).csv())
        assert (done["state"], done["records"]) == ("finished", 7)
        assert await _events(platform) == {}
        async with platform.postgres.session() as session:
            row = (await session.execute(sql("SELECT title, metrics FROM content_facts ORDER BY title LIMIT 1"))).one()
        assert (row.title, row.metrics["reads"], row.metrics["delivered_read_rate"]) == ("第 0 篇", 12000.0, 0.035)

    async def test_refuses_a_file_that_nobody_knows_with_what_was_seen(self, upload: Import) -> None:
        done = await upload(b"alpha,beta\n1,2\n")
        assert (done["state"], done["error"]["code"]) == ("failed", "NotRecognized")
        assert "alpha, beta" in done["error"]["message"]

    async def test_keeps_personal_data_out_of_the_event_store(self, platform: Platform, upload: Import) -> None:
        await upload(exports.export("youzan-orders", 30).csv())
        await upload(exports.export("youzan-customers", 30).csv())
        await upload(exports.export("wecom-contacts", 30).csv())
        rows = await platform.clickhouse.rows("SELECT properties || context FROM events")
        whole = "\n".join(str(row[0]) for row in rows)
        for place in range(30):
            assert exports.phone(place) not in whole
            assert exports.name(place) not in whole


class TestNewerExports:
    def _export(self, state: str, paid: str) -> bytes:
        export = exports.export("youzan-orders", 1)
        row = list(export.rows[0])
        for column, text in (
            ("订单状态", state),
            ("买家付款时间", paid),
            ("订单已退款金额", "0.00"),
            ("订单退款状态", "-"),
        ):
            row[export.header.index(column)] = text
        return exports.Export("youzan-orders", export.header, [row]).csv()

    async def test_update_what_is_known(self, platform: Platform, upload: Import) -> None:
        await upload(self._export("待付款", ""), name="orders_20260302.csv")
        paid = await upload(self._export("待发货", "2026-03-02 10:00:00"), name="orders_20260303.csv")
        done = await upload(self._export("交易完成", "2026-03-02 10:00:00"), name="orders_20260304.csv")
        assert paid["results"]["changed"] == done["results"]["changed"] == 1
        assert await _events(platform) == {"Order Completed": 1, "Order Placed": 1, "Order Updated": 1}
        async with platform.postgres.session() as session:
            row = (await session.execute(sql("SELECT state, status FROM orders"))).one()
        assert (row.state, row.status) == ("paid", "交易完成")

    async def test_are_told_by_their_names(self, platform: Platform, upload: Import) -> None:
        await upload(self._export("交易完成", "2026-03-02 10:00:00"), name="orders_1791430000_new.csv")
        older = await upload(self._export("待付款", ""), name="orders_1791420000.csv")
        assert older["results"] == {"older": 1}
        assert await _events(platform) == {"Order Completed": 1}


class TestProblems:
    async def test_are_downloaded_with_their_own_columns(self, client: httpx2.AsyncClient, upload: Import) -> None:
        export = exports.export("tmall-orders", 3)
        rows = [list(row) for row in export.rows]
        rows[2][6] = "昨天"
        rows[2][7] = "=HYPERLINK(1)"
        done = await upload(exports.Export("tmall-orders", export.header, rows).csv())
        answer = await client.get(f"/api/imports/{done['id']}/problems.csv")
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert answer.content.startswith(b"\xef\xbb\xbf")
        assert lines[0].startswith("文件,行,原因代码,原因,列,值,已导入,订单编号,支付单号")
        assert lines[1].startswith("export.csv,4,bad_time,")
        assert ",订单创建时间,昨天,否," in lines[1]
        assert "'=HYPERLINK" in lines[1]
        assert len(lines) == 2


class TestUndoing:
    async def test_leaves_nothing_and_lets_the_file_come_again(
        self, platform: Platform, client: httpx2.AsyncClient, upload: Import, work: Work
    ) -> None:
        content = exports.export("youzan-orders", 40).csv()
        done = await upload(content)
        answer = await client.post(f"/api/imports/{done['id']}/undo")
        assert (answer.status_code, answer.json()["state"]) == (202, "undoing")
        await work()
        shown = (await client.get(f"/api/imports/{done['id']}")).json()
        assert (shown["state"], shown["undone"]["import_records"]) == ("undone", 40)
        assert await _events(platform) == {}
        async with platform.postgres.session() as session:
            assert await session.scalar(sql("SELECT count(*) FROM orders WHERE state != 'withdrawn'")) == 0
            assert await session.scalar(sql("SELECT count(*) FROM message_keys")) == 0
        again = await upload(content)
        assert again["results"]["new"] == 40
        assert (await _events(platform)) == done["events"]

    async def test_gives_back_the_state_before_a_newer_export(
        self, platform: Platform, client: httpx2.AsyncClient, upload: Import, work: Work
    ) -> None:
        helper = TestNewerExports()
        await upload(helper._export("待付款", ""), name="orders_20260302.csv")
        newer = await upload(helper._export("交易完成", "2026-03-02 10:00:00"), name="orders_20260303.csv")
        await client.post(f"/api/imports/{newer['id']}/undo")
        await work()
        assert await _events(platform) == {"Order Placed": 1}
        async with platform.postgres.session() as session:
            assert await session.scalar(sql("SELECT state FROM orders")) == "placed"

    async def test_refuses_what_changed_nothing(self, client: httpx2.AsyncClient, upload: Import) -> None:
        tried = await upload(exports.export("tmall-orders", 2).csv(), dry_run="true")
        answer = await client.post(f"/api/imports/{tried['id']}/undo")
        assert (answer.status_code, answer.json()["code"]) == (409, "NothingToUndo")
        assert (await client.post("/api/imports/999/undo")).status_code == 404


class TestMappings:
    async def test_a_saved_one_is_recognized(
        self, platform: Platform, client: httpx2.AsyncClient, upload: Import
    ) -> None:
        mapping: dict[str, Any] = {
            "name": "pos-tickets", "record": "order", "platform": "pos", "signature": ["小票号", "会员卡", "实收"],
            "columns": {"order_id": "小票号", "placed_at": "时间", "total": "实收"}, "paid": "always",
            "identifiers": {"member_no": "会员卡"},
        }  # fmt: skip
        assert (await client.put("/api/import-mappings", json=mapping)).status_code == 200
        done = await upload(
            "小票号,会员卡,实收,时间\nT1,M01,12.50,2026-03-01 10:00:00\nT2,,3,2026/3/1 11:00\n".encode()
        )
        assert (done["state"], done["events"], done["people"]) == (
            "finished",
            {"Order Completed": 2},
            {"empty": 1, "usable": 1},
        )
        names = [one["name"] for one in (await client.get("/api/import-mappings")).json()]
        assert names[0] == "pos-tickets"
        assert {"youzan-orders", "uci-online-retail"} <= set(names)

    async def test_one_that_makes_no_sense_is_refused_with_reasons(self, client: httpx2.AsyncClient) -> None:
        answer = await client.put(
            "/api/import-mappings", json={"name": "x", "record": "order", "platform": "p", "columns": {}}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAMapping")
        assert "order_id" in answer.json()["message"]

    async def test_one_can_come_with_the_file_or_be_named(self, client: httpx2.AsyncClient, upload: Import) -> None:
        content = exports.export("uci-online-retail", 40).csv("utf-8")
        named = await upload(content, mapping="uci-online-retail")
        assert named["tables"][0]["how"] == "given"
        refused = await client.post("/api/imports", files={"file": ("a.csv", content)}, data={"mapping": "nobody"})
        assert (refused.status_code, refused.json()["code"]) == (422, "NotAMapping")


class TestOnlineRetail:
    async def test_people_orders_and_refunds_are_those_of_the_file(self, platform: Platform, upload: Import) -> None:
        table = exports.export("uci-online-retail", 400)
        done = await upload(exports.gzipped(table.csv("utf-8")), name="online_retail.csv.gz")
        rows = [dict(zip(table.header, row, strict=True)) for row in table.rows]
        refunds = {row["InvoiceNo"] for row in rows if row["InvoiceNo"].startswith("C")}
        orders = {row["InvoiceNo"] for row in rows} - refunds
        assert done["events"] == {"Order Completed": len(orders), "Order Refunded": len(refunds)}
        assert await _count(platform, "people") == len({row["CustomerID"] for row in rows} - {""})
        nobodys = await platform.clickhouse.rows("SELECT count() FROM events WHERE identity = 0")
        assert nobodys[0][0] == len({row["InvoiceNo"] for row in rows if not row["CustomerID"]})
