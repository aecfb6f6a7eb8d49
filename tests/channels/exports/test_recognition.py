"""Which platform's export a file is, and what is said when it is nobody's."""

import random

import pytest

from huoshui.channels.exports import mapping
from huoshui.channels.exports.contract import MappingDoesNotFit, NoHeader, NotAMapping, NotRecognized
from huoshui.channels.exports.headers import guess, normal, unique
from huoshui.channels.exports.recognition import recognize
from tests.channels.exports.reading import tell
from tests.world.exports import HEADERS, Export, export


class TestRecognition:
    @pytest.mark.parametrize("platform", HEADERS)
    def test_every_platform_is_known_by_its_headers(self, platform: str) -> None:
        found = recognize("a.csv", [HEADERS[platform]], mapping.shipped())
        assert (found.mapping.name, found.how, found.header) == (platform, "signature", 0)

    @pytest.mark.parametrize("platform", HEADERS)
    def test_columns_may_stand_in_any_order_with_odd_spaces_and_brackets(self, platform: str) -> None:
        columns = [
            one.replace("(", "（").replace(")", "）") + (" " if place % 2 else "\n")
            for place, one in enumerate(HEADERS[platform])
            if one
        ]
        random.Random(7).shuffle(columns)
        assert recognize("a.csv", [["标题"], columns], mapping.shipped()).mapping.name == platform

    def test_a_subset_without_the_signature_is_known_by_its_words(self) -> None:
        header = [
            "主订单编号",
            "订单提交时间",
            "支付完成时间",
            "订单应付金额",
            "收件人手机号",
            "达人昵称",
            "商家收入金额",
        ]
        found = recognize("a.csv", [header], mapping.shipped())
        assert (found.mapping.name, found.how) == ("douyin-orders", "aliases")

    def test_what_nobody_knows_is_answered_with_what_was_seen_and_what_is_missing(self) -> None:
        with pytest.raises(NotRecognized) as refused:
            recognize("a.csv", [["报表"], ["订单号", "订单状态", "备注"]], mapping.shipped())
        assert refused.value.facts["seen"] == "订单号, 订单状态, 备注"
        assert "placed_at" in str(refused.value.facts["missing"])

    def test_a_file_without_columns_has_no_header(self) -> None:
        with pytest.raises(NoHeader):
            recognize("a.csv", [["只有一列"], ["1"]], mapping.shipped())

    def test_the_settlement_file_of_douyin_is_not_taken_for_orders(self) -> None:
        with pytest.raises(NotRecognized):
            tell(
                "结算时间,订单号,子订单号,结算金额,结算账户,结算单类型\n,,,收入+支出,,\n2026-03-01,1,1,2,x,y\n".encode()
            )


class TestHeaders:
    def test_are_made_alike(self) -> None:
        assert normal(" 添加人\n帐号（ 工号 ） ") == normal("添加人账号(工号)") == "添加人账号(工号)"

    def test_are_made_unique(self) -> None:
        assert unique(["分销员", "分销员", "", "备注"]) == ["分销员", "分销员#2", "列3", "备注"]

    def test_are_guessed_below_titles(self) -> None:
        assert guess([["某店导出"], [], ["编号", "时间", "金额"], ["1", "2026-03-01", "3"]]) == 2


class TestMappings:
    def test_fit_or_say_what_they_miss(self) -> None:
        given = {
            "name": "x",
            "record": "order",
            "platform": "x",
            "columns": {"order_id": "号", "placed_at": ["时间", "日期"]},
        }
        with pytest.raises(MappingDoesNotFit) as refused:
            tell("号,金额\n1,2\n".encode(), given=given)
        assert refused.value.facts["missing"] == "placed_at/paid_at (时间 | 日期)"

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"columns": {"order_id": "a"}}, "placed_at or paid_at"),
            ({"columns": {"order_id": "a", "placed_at": "b", "color": "c"}}, "color"),
            ({"identifiers": {"passport": "p"}}, "passport"),
            ({"timezone": "Mars/Olympus"}, "Mars/Olympus"),
            ({"group_by": ["sub_order_id"]}, "group_by"),
            ({"totals": "items"}, "item_price"),
            ({"states": {"好": "splendid"}}, "splendid"),
            ({"refund_when": {"column": "a"}}, "starts_with"),
            ({"name": "Ä"}, "name"),
            ({"color": 1}, "color"),
        ],
    )
    def test_that_make_no_sense_are_refused_with_the_reason(self, change: dict[str, object], why: str) -> None:
        good = {"name": "x", "record": "order", "platform": "x", "columns": {"order_id": "a", "placed_at": "b"}}
        assert mapping.parsed(good).name == "x"
        with pytest.raises(NotAMapping) as refused:
            mapping.parsed({**good, **change})
        assert why in str(refused.value)

    def test_customers_must_be_somebody(self) -> None:
        with pytest.raises(NotAMapping):
            mapping.parsed({"name": "x", "record": "customer", "platform": "x"})

    def test_events_of_any_table(self) -> None:
        given = {
            "name": "visits", "record": "event", "platform": "crm", "columns": {"name": {"const": "Store Visited"}, "occurred_at": "时间"},
            "identifiers": {"phone": "手机"}, "properties": {"store_id": "门店", "minutes": {"column": "时长", "kind": "integer"}},
        }  # fmt: skip
        told = tell(
            "时间,手机,门店,时长,备注\n2026-03-01 10:00,19900000001,S1,12,好\n2026-03-01,,S1,1,\n".encode(), given=given
        )
        (event,) = told.events
        assert (event.name, event.identifiers) == ("Store Visited", [("phone", "+8619900000001")])
        assert event.properties == {"platform": "crm", "store_id": "S1", "minutes": 12, "columns": {"备注": "好"}}
        assert told.codes == [(3, "no_identifier")]

    def test_rows_can_be_left_out(self) -> None:
        given = {
            "name": "x", "record": "order", "platform": "x", "columns": {"order_id": "no", "placed_at": "at"},
            "skip_when": [{"column": "kind", "one_of": ["test"]}],
        }  # fmt: skip
        told = tell(b"no,at,kind\n1,2026-03-01,test\n2,2026-03-01,real\n", given=given)
        assert told.totals.skipped == {"by_mapping": 1}
        assert len(told.events) == 1


class TestOnlineRetail:
    def test_cancellations_are_refunds_and_lines_without_a_customer_nobodys(self) -> None:
        header = HEADERS["uci-online-retail"]
        rows = [
            ["536365", "85123A", "HOLDER", "6", "2010-12-01 08:26:00", "2.55", "17850.0", "United Kingdom"],
            ["536365", "71053", "LANTERN", "6", "2010-12-01 08:26:00", "3.39", "17850.0", "United Kingdom"],
            ["536414", "22139", "", "56", "2010-12-01 11:52:00", "0.0", "", "United Kingdom"],
            ["C536379", "D", "Discount", "-1", "2010-12-01 09:41:00", "27.5", "14527.0", "United Kingdom"],
            ["536365", "84406B", "HANGER", "8", "2010-12-01 08:26:00", "2.75", "17850.0", "United Kingdom"],
        ]
        told = tell(Export("uci", header, rows).csv("utf-8"))
        by_order = {event.properties["order_id"]: event for event in told.events}
        assert {name: event.name for name, event in by_order.items()} == {
            "536365": "Order Completed", "536414": "Order Completed", "C536379": "Order Refunded",
        }  # fmt: skip
        assert by_order["536365"].properties["total_fen"] == 6 * 255 + 6 * 339 + 8 * 275
        assert by_order["536365"].rows == (2, 3, 6)
        assert by_order["536365"].identifiers == [("user_id", "17850")]
        assert by_order["536414"].identifiers == []
        assert by_order["C536379"].properties["refunded_fen"] == 2750
        assert by_order["536365"].occurred_at == 1_291_191_960_000  # London keeps Greenwich time in December


class TestContacts:
    def test_tag_groups_are_in_the_headers(self) -> None:
        told = tell(export("wecom-contacts", 3))
        added = [event for event in told.events if event.name == "Contact Added"]
        assert added[1].properties["tags"] == {"兴趣": ["骑行", "露营"]}
        assert added[1].properties["staff_id"] == "staff1"
        assert added[0].identifiers[0][0] == "anonymous"
        assert [value for namespace, value in added[2].identifiers if namespace == "phone"] == [
            "+8619900000002",
            "+8619901000002",
        ]
