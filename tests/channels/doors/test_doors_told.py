"""What platforms say in our words: events, whose they are, and what stays out of the store of events."""

import random

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.contract import Arrival
from huoshui.channels.doors import leads, reading, registry
from huoshui.channels.doors.contract import Unreadable
from huoshui.rehearsal.platforms.ocean import Ocean
from tests.channels.doors.world import HELD, NAMES, genuine, opened

LEADS = ["oceanengine", "xiaohongshu", "kuaishou", "tencent_ads", "bilibili"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=12,
)


def told(name: str, said: object = None) -> list[Arrival]:
    door, _, messages = opened(name, genuine(name, said=said))
    return registry.arrivals(door, HELD, "acc", messages, received_at=1_795_312_800_000)


class TestLeads:
    @pytest.mark.parametrize("name", LEADS)
    def test_of_every_platform_name_a_phone_and_their_advertisement(self, name: str) -> None:
        (one,) = told(name)
        properties = orjson.loads(one.properties)
        assert (one.name, one.channel) == ("Lead Submitted", registry.DOORS[name].channel)
        (namespace, phone), = one.identifiers  # fmt: skip
        assert (namespace, phone[:4], len(phone)) == ("phone", "+861", 14)
        assert (properties["platform"], properties["account"], properties["phone"]) == (name, "acc", phone)
        assert properties["lead_id"]

    @pytest.mark.parametrize("name", LEADS)
    def test_show_the_store_of_events_nothing_personal(self, name: str) -> None:
        (one,) = told(name)
        shown = orjson.loads(one.masked or b"")
        assert shown.keys().isdisjoint({"phone", "name", "email", "form"})
        assert one.identifiers[0][1].removeprefix("+86").encode() not in (one.masked or b"")

    def test_of_oceanengine_keep_click_and_advertisement(self) -> None:
        (one,) = told("oceanengine")
        properties = orjson.loads(one.properties)
        assert properties["ad_id"] == "1711111111111111"
        assert properties["creative_id"] == "1722222222222222"
        assert properties["advertiser_id"] == "1700000000000001"
        assert properties["click_id"].startswith("req")
        assert properties["form"] == {"weixin": "wx_someone", "remark": "周末来试骑"}

    def test_of_oceanengine_leave_out_what_nobody_was_asked(self) -> None:
        ocean = Ocean("1", "s", now=lambda: 1_795_312_800.0, chance=random.Random(7))
        lead = ocean.leave(remark_dict={"预算": "5000", "date": "周六"})
        (one,) = told("oceanengine", {"service_label": "clue.activeprogram", "data": orjson.dumps(lead).decode()})
        assert orjson.loads(one.properties)["form"] == {
            "weixin": "wx_someone", "remark": "周末来试骑", "province_name": "浙江", "预算": "5000", "date": "周六",
        }  # fmt: skip

    @pytest.mark.parametrize("masked", ["138****0000", "##abc==", "未知"])
    def test_without_a_usable_phone_go_by_their_number(self, masked: str) -> None:
        (one,) = told("xiaohongshu", {"lead_id": "L1", "phone": masked, "name": "王"})
        assert one.identifiers == [("anonymous", "lead:xiaohongshu:app123:L1")]

    @pytest.mark.parametrize(("kind", "number", "identifier"), [
        ("WX_UNIONID", "oUnion-1", ("wechat_unionid:default", "oUnion-1")), ("OAID", "oaid-1", ("device", "oaid-1")),
        ("TEL", "13812345678", ("phone", "+8613812345678")),
        ("WX_OPENID", "o-of-whom", ("anonymous", "lead:tencent_ads:app123:7")),
    ])  # fmt: skip
    def test_of_tencent_are_whose_else_they_say(self, kind: str, number: str, identifier: tuple[str, str]) -> None:
        (one,) = told("tencent_ads", {"leads_id": 7, "leads_user_type": kind, "leads_user_id": number})
        assert (one.name, one.identifiers) == ("Lead Submitted", [identifier])
        assert "form" not in orjson.loads(one.properties)

    def test_come_several_at_once(self) -> None:
        found = told("kuaishou", {"list": [{"id": 1, "phone": "13812345678"}, {"id": 2, "phone": "13912345678"}]})
        assert [orjson.loads(one.properties)["lead_id"] for one in found] == ["1", "2"]
        assert [one.index for one in found] == [0, 1]

    def test_said_again_are_the_same_event(self) -> None:
        first, again = ({"id": 1, "phone": "13812345678"}, {"id": 1, "phone": "13812345678", "clue_tag": 9})
        assert told("kuaishou", first)[0].message_id == told("kuaishou", again)[0].message_id

    @given(JSON)
    def test_are_read_out_of_anything_without_falling(self, said: object) -> None:
        for fields in leads.within(said):
            found = leads.asked(leads.flattened(fields))
            assert all(isinstance(value, str) and "\x00" not in value for value in found.values())


class TestOthers:
    def test_private_messages_tell_how_long_they_are_and_not_what(self) -> None:
        (one,) = told("douyin")
        properties = orjson.loads(one.properties)
        assert (one.name, one.identifiers[0][0]) == ("Message Replied", "douyin_openid:app123")
        assert (properties["kind"], properties["characters"]) == ("text", 3)
        assert "多少钱".encode() not in one.properties

    def test_follows_are_by_the_global_number_of_weibo(self) -> None:
        (one,) = told("weibo")
        assert (one.name, one.identifiers[0][0], one.channel) == ("Account Followed", "weibo_uid", "weibo")

    @pytest.mark.parametrize(("name", "namespace", "fen"), [
        ("doudian", "doudian_openid:app123", 12900), ("wxshop", "wechat_openid:app123", None),
        ("youzan", "youzan_openid:160", 12900),
    ])  # fmt: skip
    def test_orders_are_the_buyers(self, name: str, namespace: str, fen: int | None) -> None:
        (one,) = told(name)
        properties = orjson.loads(one.properties)
        assert (one.name, one.identifiers[0][0], properties["platform"]) == ("Order Paid", namespace, name)
        assert properties.get("total_fen") == fen
        assert properties["paid_at"] == one.occurred_at

    def test_an_order_without_its_buyer_is_nobodys_event(self) -> None:
        assert told("doudian", [{"tag": "101", "msg_id": "1", "data": '{"p_id":1}'}]) == []

    @pytest.mark.parametrize("name", NAMES)
    def test_what_we_rang_ourselves_means_nothing(self, name: str) -> None:
        _, _, (one,) = opened(name, genuine(name, said={"huoshui_ring": "r1", "msg": "{}"}))
        assert (one.kind, told(name, {"huoshui_ring": "r1", "msg": "{}"})) == (reading.RUNG, [])

    @given(name=st.sampled_from(["douyin", "doudian", "oceanengine", "xiaohongshu", "weibo", "wxshop"]), said=JSON)
    def test_anything_that_is_signed_is_read_or_refused(self, name: str, said: object) -> None:
        door = registry.DOORS[name]
        try:
            messages = door.messages(orjson.dumps(said))
        except Unreadable:
            return
        assert registry.arrivals(door, HELD, "acc", messages, received_at=1) is not None


class TestMoments:
    @pytest.mark.parametrize("written", [
        1795312800, "1795312800", 1795312800000, "2026-11-22 10:00:00", "2026-11-22T02:00:00Z",
        "Sun Nov 22 10:00:00 +0800 2026",
    ])  # fmt: skip
    def test_are_read_in_every_manner(self, written: object) -> None:
        assert reading.moment(written) == 1795312800000

    @given(st.text(max_size=30) | st.integers() | st.none() | st.booleans())
    def test_that_are_none_are_nothing(self, written: object) -> None:
        found = reading.moment(written)
        assert found is None or 631_152_000_000 <= found <= 4_102_444_800_000
