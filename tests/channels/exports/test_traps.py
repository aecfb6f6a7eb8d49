"""The fourteen traps of export files (reference/channels.md §2.2), each by name."""

import io

import openpyxl
import pytest

from huoshui.channels.exports import moments
from huoshui.channels.exports.cells import clean, key_of, mask_allows
from huoshui.channels.exports.moments import Moments
from tests.channels.exports.reading import changed, tell
from tests.world import exports
from tests.world.exports import Export, export


def _orders(count: int = 3) -> Export:
    return export("youzan-orders", count)


class TestEncoding:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    def test_is_found_out(self, encoding: str) -> None:
        plain, other = tell(_orders().csv("utf-8")), tell(_orders().csv(encoding))
        assert other.events == plain.events
        assert len(plain.events) == 3

    def test_gbk_that_begins_with_a_long_plain_part_is_still_gbk(self) -> None:
        rows = [[f"{place}", "LAMP", "x", "1", "2026-03-01 10:00:00", "1.00", "5", "UK"] for place in range(20_000)]
        rows.append(["20000", "LAMP", "台灯", "1", "2026-03-01 10:00:00", "1.00", "5", "英国"])
        told = tell(Export("uci", exports.HEADERS["uci-online-retail"], rows).csv("gb18030"), size=5000)
        assert told.plans[0].table.encoding == "gb18030"
        assert told.events[-1].properties["products"][0]["name"] == "台灯"

    def test_utf8_with_a_broken_byte_stays_utf8(self) -> None:
        content = _orders(50).csv("utf-8").replace("第1店".encode(), "第1".encode() + b"\xe5")
        assert tell(content).plans[0].table.encoding == "utf-8"

    @pytest.mark.parametrize("separator", [",", "\t", ";"])
    def test_separators_are_found_out(self, separator: str) -> None:
        assert len(tell(_orders().csv(separator=separator)).events) == 3


class TestPackings:
    def test_workbooks_gzip_and_zip_say_the_same(self) -> None:
        plain = tell(_orders())
        for name, content in {
            "a.xlsx": _orders().xlsx(),
            "a.csv.gz": exports.gzipped(_orders().csv("gb18030")),
            "a.zip": exports.zipped({"订单/一.csv": _orders().csv("gb18030"), "__MACOSX/._x": b"\x00"}),
            "b.zip": exports.zipped({"book.xlsx": _orders().xlsx()}),
        }.items():
            assert tell(content, name).events == plain.events, name


class TestProtectedNumbers:
    def test_tabs_and_apostrophes_are_taken_off(self) -> None:
        assert [clean(one) for one in ("\t6920001", "'6920001", "‘6920001", '="6920001"', " 6920001\u3000")] == [
            "6920001"
        ] * 5

    def test_long_ids_stay_texts(self) -> None:
        told = tell(export("douyin-orders", 1))
        assert told.events[0].properties["order_id"] == "6900000000000000000"
        assert told.events[0].key == "doudian::6900000000000000000"

    def test_what_a_spreadsheet_destroyed_is_refused_row_by_row(self) -> None:
        table = export("tmall-orders", 3)
        rows = [list(row) for row in table.rows]
        rows[1][0] = "6.92E+18"
        told = tell(Export("tmall-orders", table.header, rows))
        assert told.codes == [(3, "corrupted_id")]
        assert (told.totals.imported, told.totals.refused) == (2, 1)

    def test_a_workbook_number_of_more_than_fifteen_digits_is_refused(self) -> None:
        book = openpyxl.Workbook()
        table = export("tmall-orders", 1)
        book.active.append(list(table.header))
        book.active.append([6921234567890123456, *table.rows[0][1:]])
        book.active.append([692123456789012, *table.rows[0][1:]])
        out = io.BytesIO()
        book.save(out)
        told = tell(out.getvalue(), "a.xlsx")
        assert told.codes == [(2, "corrupted_id")]
        assert told.events[0].properties["order_id"] == "692123456789012"


class TestRowsThatAreNoData:
    def test_titles_explanations_totals_blanks_and_an_empty_last_column(self) -> None:
        table = export("tmall-orders", 2)
        explained = ["编号", "支付", "元", "元", "文字", "文字", "时间", "文字", ""]
        told = tell(Export(
            "tmall-orders", [*table.header, ""], [[*row, ""] for row in table.rows], above=[["某店订单导出"], [], ["导出时间：2026-03-01"]],
            below=[explained], totals=[[], ["合计", "", "2598.00", "2598.00"], ["总计：2 单"]],
        ))  # fmt: skip
        assert len(told.events) == 2
        assert told.totals.skipped == {"explanation": 1, "blank": 1, "total": 2}
        assert told.accounts()

    def test_a_first_row_that_holds_figures_is_no_explanation(self) -> None:
        assert tell(export("tmall-orders", 1)).totals.skipped == {}


class TestDuplicateHeaders:
    def test_both_columns_are_kept(self) -> None:
        table = _orders(1)
        row = list(table.rows[0])
        first, second = [place for place, name in enumerate(table.header) if name == "分销员"]
        row[first], row[second], row[table.header.index("销售导购")] = "甲", "乙", ""
        told = tell(Export("youzan-orders", table.header, [row]))
        assert told.events[0].properties["salesperson"] == "甲"
        assert told.events[0].properties["columns"]["分销员#2"] == "乙"


class TestMasksAndCiphertext:
    @pytest.mark.parametrize(
        ("cell", "state"),
        [
            ("186******05", "masked"), ("1******6198", "masked"), ("138****0000", "masked"), ("##密文abc", "ciphertext"),
            ("$$x9f", "ciphertext"), ("~AbCdEf~", "ciphertext"), ("oLbqTs7Qh2Vw9ZkP3mXn8Yc4Rd6Ue1Fg==", "ciphertext"),
            ("13212345678-1234", "virtual"), ("18877771111转99", "virtual"), ("", "empty"), ("12345", "malformed"),
            ("13800138000", "blocked"), ("19900000001", "usable"), ("86-19900000001", "usable"), ("+86 199 0000 0001", "usable"),
        ],
    )  # fmt: skip
    def test_are_never_keys(self, cell: str, state: str) -> None:
        assert key_of("phone", cell) == (state, "+8619900000001" if state == "usable" else "")

    def test_are_counted_and_the_order_is_nobodys(self) -> None:
        told = tell(export("douyin-orders", 90))
        assert set(told.totals.keys) == {"usable", "masked", "ciphertext"}
        assert sum(told.totals.keys.values()) == told.totals.records
        nobody = [event for event in told.events if not event.identifiers]
        assert nobody
        assert not any("密文" in str(event.properties) for event in told.events)


class TestSeveralItemsInOneRow:
    def _told(self, names: str, codes: str, quantity: str) -> tuple[list[dict[str, object]], list[tuple[int, str]]]:
        told = tell(
            changed(
                export("douyin-orders", 1), 选购商品=names, 商家编码=codes, 商品ID="", 子订单编号="", 商品数量=quantity
            )
        )
        return told.events[0].properties["products"], told.codes

    def test_are_told_apart(self) -> None:
        products, codes = self._told("车锁;头盔", "L1;H2", "1;2")
        assert [(one["name"], one["sku"], one["quantity"]) for one in products] == [
            ("车锁", "L1", 1),
            ("头盔", "H2", 2),
        ]
        assert codes == []

    def test_of_one_each_when_the_sum_says_so(self) -> None:
        assert [one["quantity"] for one in self._told("车锁;头盔", "L1;H2", "2")[0]] == [1, 1]

    def test_whose_quantities_cannot_be_allocated_are_a_problem_but_kept(self) -> None:
        products, codes = self._told("车锁;头盔", "L1;H2", "5")
        assert codes == [(2, "quantity_ambiguous")]
        assert "quantity" not in products[0]

    def test_a_name_with_a_semicolon_is_one_item(self) -> None:
        products, _ = self._told("车锁;加粗", "L1", "1")
        assert [(one["name"], one["quantity"]) for one in products] == [("车锁;加粗", 1)]


class TestAmounts:
    @pytest.mark.parametrize(
        ("cell", "fen"),
        [
            ("1,299.00", 129900),
            ("¥1299", 129900),
            ("499.00（系统计算中，该值仅供参考）", 49900),
            ("0.1", 10),
            ("1299.5元", 129950),
        ],
    )
    def test_are_read_as_people_write_them(self, cell: str, fen: int) -> None:
        event = tell(changed(export("tmall-orders", 1), 总金额=cell)).events[0]
        assert event.properties["total_fen"] == fen
        assert event.properties["total"] == fen / 100

    def test_in_fen_when_the_mapping_says_so(self) -> None:
        given = {
            "name": "x", "record": "order", "platform": "x", "paid": "always",
            "columns": {"order_id": "no", "placed_at": "at", "total": {"column": "fen", "unit": "fen"}},
        }  # fmt: skip
        assert tell(b"no,at,fen\n1,2026-03-01,1299\n", given=given).events[0].properties["total_fen"] == 1299

    def test_that_are_none_refuse_the_row(self) -> None:
        assert tell(changed(export("tmall-orders", 1), 总金额="面议")).codes == [(2, "bad_amount")]


class TestAddresses:
    def test_composite_ones_come_apart(self) -> None:
        told = tell(changed(export("tmall-orders", 1), 收货地址="甲安柏，86-19900000007，某省 某市 某区 某路 8 号，"))
        assert told.events[0].properties["receiver"] == {
            "name": "甲安柏", "phone": "+8619900000007", "address": "某省 某市 某区 某路 8 号",
        }  # fmt: skip
        assert told.events[0].identifiers == [("phone", "+8619900000007")]


class TestNothing:
    @pytest.mark.parametrize("cell", ["-", "——", "--", "—", "/", " "])
    def test_dashes_are_nothing(self, cell: str) -> None:
        assert clean(cell) == ""
        event = tell(changed(_orders(1), 买家付款时间=cell, 订单状态="待付款")).events[0]
        assert "paid_at" not in event.properties
        assert event.name == "Order Placed"


class TestTimes:
    @pytest.mark.parametrize(
        "text",
        ["2026-03-01 10:20:30", "2026/03/01 10:20:30", "2026/3/1 10:20:30", "2026年3月1日 10:20:30", "2026-03-01T02:20:30Z", "20260301102030",
         "2026-03-01 10:20:30 - 2026-03-02 11:00:00", "2026-03-01 10:20:30~2026-03-02 11:00:00"],
    )  # fmt: skip
    def test_are_of_shanghai_in_every_format(self, text: str) -> None:
        assert Moments("Asia/Shanghai").read(text) == 1_772_331_630_000

    def test_the_remembered_hour_says_the_same(self) -> None:
        zone = Moments("Asia/Shanghai")
        assert [zone.read(f"2026-03-01 10:{minute:02}:{minute:02}") for minute in (20, 0, 59)] == [
            1_772_331_600_000 + minute * 60_000 + minute * 1000 - 20 * 60_000 for minute in (20, 0, 59)
        ]

    @pytest.mark.parametrize(
        "text", ["昨天", "2026-13-01 00:00:00", "1899-01-01", "2026-03-01 25:00:00", "2026-03-01 10:61:00", "-"]
    )
    def test_others_are_none(self, text: str) -> None:
        assert Moments("Asia/Shanghai").read(text) is None


class TestOnePhoneManyNames:
    def test_is_a_problem_to_review_and_the_rows_are_kept(self) -> None:
        given = {
            "name": "x", "record": "order", "platform": "x", "paid": "always",
            "columns": {"order_id": "no", "placed_at": "at", "receiver_phone": "phone", "receiver_name": "name"},
        }  # fmt: skip
        content = "no,at,phone,name\n1,2026-03-01,19900000001,甲\n2,2026-03-01,19900000001,乙\n3,2026-03-01,19900000002,甲\n".encode()
        told = tell(content, given=given)
        assert told.codes == [(2, "names_differ"), (3, "names_differ")]
        assert told.troubles[0].kept
        assert told.totals.imported == 3


class TestKeys:
    def test_name_platform_shop_and_number(self) -> None:
        told = tell(export("youzan-orders", 1))
        assert told.events[0].key == f"youzan::{told.events[0].properties['order_id']}"

    def test_are_the_same_every_time(self) -> None:
        for platform in exports.HEADERS:
            one, other = tell(export(platform, 20)), tell(export(platform, 20).csv("gb18030"), size=7)
            assert [event.key for event in one.events] == [event.key for event in other.events], platform


class TestUnmappedColumns:
    def test_are_all_kept(self) -> None:
        properties = tell(changed(_orders(1), 桌号="8")).events[0].properties
        assert properties["columns"]["桌号"] == "8"

    def test_personal_ones_masked(self) -> None:
        properties = (
            tell(changed(_orders(1), 挂账手机号="19900000009", 分销员手机号="86-19900000008")).events[0].properties
        )
        assert properties["columns"]["挂账手机号"] == "199****0009"
        assert properties["columns"]["分销员手机号"] == "199****0008"

    def test_those_that_differ_between_lines_go_to_their_products(self) -> None:
        event = tell(export("youzan-order-items", 2)).events[0]
        assert "columns" not in event.properties
        assert all(one["columns"]["商品发货物流单号"] for one in event.properties["products"])


class TestFileNames:
    @pytest.mark.parametrize(
        ("name", "at"),
        [
            ("1791430000_new.csv", 1_791_430_000_000), ("1791430000123.csv", 1_791_430_000_123),
            ("订单_20261008_120000.xlsx", 1_791_432_000_000), ("2026-10-08.csv", 1_791_388_800_000), ("orders(3).csv", None),
            ("20269999.csv", None),
        ],
    )  # fmt: skip
    def test_say_when_they_were_exported(self, name: str, at: int | None) -> None:
        assert moments.exported_at(name) == at


class TestBuyersAndReceivers:
    def test_the_buyers_phone_decides(self) -> None:
        cells = {"买家手机号": "19900000001", "收货人手机号/提货人手机号": "19900000002"}
        event = tell(changed(_orders(1), **cells)).events[0]
        assert event.identifiers == [("phone", "+8619900000001")]
        assert event.properties["receiver"]["phone"] == "+8619900000002"

    def test_a_receiver_is_taken_when_the_buyers_mask_can_be_theirs(self) -> None:
        cells = {"买家手机号": "199****0002", "收货人手机号/提货人手机号": "19900000002"}
        assert tell(changed(_orders(1), **cells)).events[0].identifiers == [("phone", "+8619900000002")]

    def test_and_not_when_the_mask_is_somebody_elses(self) -> None:
        cells = {"买家手机号": "138****9999", "收货人手机号/提货人手机号": "19900000002"}
        assert tell(changed(_orders(1), **cells)).events[0].identifiers == []
        assert not mask_allows("138****9999", "+8619900000002")
