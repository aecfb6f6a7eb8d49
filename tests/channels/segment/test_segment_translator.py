"""What SDKs post, and what it must become."""

import json
from typing import Any

import pytest

from huoshui.channels.contract import MAX_BATCH_EVENTS, Arrival, TooManyEvents, UnreadableBody
from huoshui.channels.segment.translator import translate, write_key_in

NOW = 1_795_296_001_000  # 2026-11-21T21:20:01Z
TRACK = {"type": "track", "event": "Product Viewed", "userId": "u1", "messageId": "m1"}


def ask(*items: Any, raw: bytes | None = None, **more: Any) -> list[Arrival]:
    body = raw if raw is not None else json.dumps({"batch": items}).encode()
    return translate(body, **{"kind": None, "received_at": NOW, "default_channel": "website", **more})


def one(**fields: Any) -> Arrival:
    return ask({**TRACK, **fields})[0]


def code(arrival: Arrival) -> str | None:
    return arrival.problem and arrival.problem[0]


class TestTrack:
    def test_becomes_one_arrival(self) -> None:
        body = {
            "batch": [
                {
                    "type": "track",
                    "event": "Product Viewed",
                    "userId": "u1",
                    "anonymousId": "a1",
                    "messageId": "m1",
                    "timestamp": "2026-11-21T21:20:00.123Z",
                    "properties": {"sku": "电动车-1", "price": 3999.0},
                    "context": {"library": {"name": "analytics-python"}},
                    "integrations": {"All": True},
                }
            ],
            "sentAt": "2026-11-21T21:20:00.923Z",
        }
        assert ask(raw=json.dumps(body).encode()) == [
            Arrival(
                message_id="m1",
                kind="track",
                name="Product Viewed",
                occurred_at=NOW - 800,
                stated_at=NOW - 877,
                sent_at=NOW - 77,
                timestamp_source="skew",
                channel="website",
                identifiers=[("user_id", "u1"), ("anonymous", "a1")],
                properties='{"sku":"电动车-1","price":3999.0}'.encode(),
                context=b'{"library":{"name":"analytics-python"}}',
            )
        ]

    def test_takes_the_kind_from_a_single_event_route(self) -> None:
        arrival = ask(raw=b'{"event":"A","userId":"u1","messageId":"m"}', kind="track")[0]
        assert (arrival.kind, arrival.name, arrival.problem) == ("track", "A", None)

    def test_needs_its_name_and_an_identifier(self) -> None:
        assert code(one(event="")) == "NoEventName"
        assert code(one(event=None)) == "NoEventName"
        assert code(one(userId=None, anonymousId="")) == "NoIdentifier"

    def test_of_an_unknown_type_is_set_aside(self) -> None:
        assert code(one(type="trak")) == "NoSuchKind"
        assert code(one(type=None)) == "NoSuchKind"


class TestOtherKinds:
    def test_identify_joins_the_traits_of_both_places(self) -> None:
        arrival = one(
            type="identify",
            traits={"name": "李雷", "phone": "13812345678"},
            context={"traits": {"phone": "1", "email": "a@b.cn"}, "ip": "203.0.113.77"},
        )
        assert arrival.traits == {"phone": "13812345678", "email": "a@b.cn", "name": "李雷"}
        assert json.loads(arrival.properties) == arrival.traits
        assert arrival.identifiers == [("user_id", "u1"), ("phone", "13812345678"), ("email", "a@b.cn")]
        assert arrival.context == b'{"ip":"203.0.113.0"}'

    @pytest.mark.parametrize("name", ["phone", "mobile", "tel", "phoneNumber", "手机号"])
    def test_identify_reads_a_phone_under_each_name(self, name: str) -> None:
        arrival = one(type="identify", userId=None, traits={name: 13812345678})
        assert arrival.identifiers == [("phone", "13812345678")]

    def test_page_and_screen_keep_name_and_category(self) -> None:
        page = one(type="page", name="首页", category="商城", properties={"url": "https://b.cn/"})
        assert (page.name, page.properties) == ("首页", '{"url":"https://b.cn/","category":"商城"}'.encode())
        assert one(type="screen", event=None, properties={"name": "Home"}).name == "Home"

    def test_group_keeps_its_id_beside_its_traits(self) -> None:
        group = one(type="group", groupId=7, traits={"name": "一店", "phone": "13812345678"})
        assert json.loads(group.properties) == {"name": "一店", "phone": "13812345678", "groupId": "7"}
        assert (group.traits, group.identifiers) == (None, [("user_id", "u1")])

    def test_alias_names_the_user_alone_and_so_links_nobody(self) -> None:
        alias = one(type="alias", userId="new", previousId="old", anonymousId="a1", context={"device": {"id": "d"}})
        assert alias.identifiers == [("user_id", "new")]
        assert alias.properties == b'{"previousId":"old"}'


class TestIdentifiers:
    @pytest.mark.parametrize(
        ("given", "identifiers"),
        [
            (123, [("user_id", "123")]),
            (123.0, [("user_id", "123")]),
            ("123", [("user_id", "123")]),
            (10**25, [("user_id", str(10**25))]),
            (None, []),
            ("", []),
            (True, []),
            (["u1"], []),
            ({"id": 1}, []),
        ],
    )
    def test_of_a_user_may_be_written_in_many_ways(self, given: Any, identifiers: list[tuple[str, str]]) -> None:
        assert one(userId=given).identifiers == identifiers

    def test_come_from_device_and_external_ids(self) -> None:
        context = {
            "device": {"id": "d1", "advertisingId": "idfa"},
            "externalIds": [
                {"id": "13812345678", "type": "phone", "collection": "users", "encoding": "none"},
                {"id": "oX", "type": "wechat_openid:wx1"},
                {"id": "acme", "type": "group_id", "collection": "accounts"},
                {"id": "x", "type": "phone", "collection": []},
                "nonsense",
            ],
        }
        assert one(context=context).identifiers == [
            ("user_id", "u1"),
            ("device", "d1"),
            ("device", "idfa"),
            ("phone", "13812345678"),
            ("wechat_openid:wx1", "oX"),
        ]

    def test_come_from_reserved_properties_on_any_event(self) -> None:
        properties = {
            "external_userid": "wm1",
            "corp_id": "ww1",
            "unionid": "un",
            "openid": "op",
            "appid": "wx1",
            "member_no": 8,
        }
        assert one(userId=None, properties=properties).identifiers == [
            ("member_no", "8"),
            ("wechat_unionid:default", "un"),
            ("wecom_external:ww1", "wm1"),
            ("wechat_openid:wx1", "op"),
        ]

    def test_need_an_app_for_an_openid(self) -> None:
        assert code(one(userId=None, properties={"openid": "op"})) == "NoIdentifier"

    def test_come_from_a_phone_only_where_it_is_the_persons_own(self) -> None:
        assert one(event="Lead Submitted", properties={"phone": "1"}).identifiers == [("user_id", "u1"), ("phone", "1")]
        assert one(event="Order Completed", properties={"phone": "1"}).identifiers == [("user_id", "u1")]


class TestMessageId:
    def test_is_opaque(self) -> None:
        assert one(messageId="ajs-next-1").message_id == "ajs-next-1"
        assert one(messageId=17).message_id == "17"

    def test_that_is_too_long_is_set_aside_under_a_short_one(self) -> None:
        assert code(one(messageId="x" * 100)) is None
        long = one(messageId="x" * 101)
        assert code(long) == "MessageIdTooLong"
        assert long.message_id.startswith("content-")

    def test_is_made_of_the_content_when_it_is_missing(self) -> None:
        item = {**TRACK, "messageId": None, "timestamp": "2026-11-21T10:00:00Z"}
        first, twin, other = ask(item, item, {**item, "event": "B"})
        again = ask(item, received_at=NOW + 5000)[0]
        assert again.message_id == first.message_id
        assert twin.message_id == f"{first.message_id}-2"
        assert other.message_id not in {first.message_id, twin.message_id}

    def test_is_made_of_the_moment_of_sending_when_nothing_else_is_stated(self) -> None:
        item = {**TRACK, "messageId": ""}
        bodies = [json.dumps({"batch": [item], "sentAt": f"2026-11-21T10:00:0{n}Z"}).encode() for n in (0, 0, 1)]
        first, retried, later = (ask(raw=body)[0].message_id for body in bodies)
        assert first == retried != later

    def test_is_its_own_each_time_when_no_moment_is_stated(self) -> None:
        assert one(messageId=None).message_id != one(messageId=None).message_id


class TestLimits:
    def test_set_a_large_event_aside_and_take_the_others(self) -> None:
        arrivals = ask(TRACK, {**TRACK, "properties": {"a": "x" * 33_000}}, TRACK)
        assert [code(arrival) for arrival in arrivals] == [None, "EventTooLarge", None]

    def test_set_a_long_key_aside(self) -> None:
        assert code(one(properties={"k" * 1024: 1})) is None
        assert code(one(properties={"深": {"键" * 342: 1}})) == "KeyTooLong"
        assert code(one(context={"k" * 1025: 1})) == "KeyTooLong"
        assert code(one(properties={"k" * 1_000_000: 1})) == "EventTooLarge"

    def test_set_a_long_name_aside(self) -> None:
        assert code(one(event="x" * 256)) == "NameTooLong"

    def test_refuse_too_many_events(self) -> None:
        assert len(ask(*[TRACK] * MAX_BATCH_EVENTS)) == MAX_BATCH_EVENTS
        with pytest.raises(TooManyEvents) as refused:
            ask(*[TRACK] * (MAX_BATCH_EVENTS + 1))
        assert refused.value.status == 413


class TestOddJson:
    @pytest.mark.parametrize(
        ("raw", "kept"),
        [
            (b'{"a":NaN,"b":-Infinity,"c":1}', {"a": None, "b": None, "c": 1}),
            (b'{"a":1e999}', {"a": None}),
            (b'{"a":123456789012345678901234567890}', {"a": "123456789012345678901234567890"}),
            (b'{"a":' + b"9" * 5000 + b"}", {"a": "9" * 5000}),
            (b'{"a":18446744073709551615}', {"a": 18446744073709551615}),
            (rb'{"a":"x\u0000y","\u0000":1}', {"a": "x�y", "�": 1}),
            (rb'{"a":"x\ud800y"}', {"a": "x�y"}),
            (rb'{"a":"\ud83d\ude00 \\u0000"}', {"a": "😀 \\u0000"}),
            (b'{"a":"\xff\xfe"}', {"a": "��"}),
            (b'{"a":1,"a":2}', {"a": 2}),
            (b"[]", {}),
            (b"null", {}),
        ],
    )
    def test_in_properties_is_cleaned(self, raw: bytes, kept: dict[str, Any]) -> None:
        body = b'{"batch":[{"type":"track","event":"A","userId":"u1","messageId":"m","properties":' + raw + b"}]}"
        arrival = ask(raw=body)[0]
        assert (json.loads(arrival.properties), arrival.problem) == (kept, None)

    @pytest.mark.parametrize("value", ["text", 1, True, [1]])
    def test_that_is_no_object_is_set_aside(self, value: Any) -> None:
        good, bad, worse = ask(TRACK, {**TRACK, "properties": value}, value)
        assert [code(good), code(bad), code(worse)] == [None, "NotAnObject", "NotAnObject"]
        assert json.loads(bad.properties)["properties"] == value
        assert json.loads(worse.properties) == {"item": value}

    @pytest.mark.parametrize("kind", ["track", "identify", "group", "alias", "page"])
    def test_is_set_aside_whole_whatever_its_kind(self, kind: str) -> None:
        item = {**TRACK, "type": kind, "context": 7, "traits": {"plan": "vip"}, "name": "n"}
        assert (code(one(**item)), json.loads(one(**item).properties)) == ("NotAnObject", item)
        single = ask(raw=json.dumps(item).encode(), kind=kind)[0]
        assert (single.kind, code(single)) == (kind, "NotAnObject")

    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[1", b"7", b'"x"', b"{}", b'{"batch":{}}', b'{"userId":"u1"}', b"<xml/>"]
    )
    def test_that_is_neither_message_nor_batch_is_refused(self, body: bytes) -> None:
        with pytest.raises(UnreadableBody):
            ask(raw=body)

    def test_that_is_an_empty_batch_is_nothing(self) -> None:
        assert ask(raw=b'{"batch":[]}') == ask(raw=b"[]") == []

    def test_may_start_with_a_byte_order_mark_or_be_a_bare_array(self) -> None:
        assert ask(raw=b"\xef\xbb\xbf" + json.dumps([TRACK]).encode()) == ask(TRACK)

    def test_of_one_item_leaves_the_others_as_they_are(self) -> None:
        strict = ask(TRACK, {**TRACK, "userId": "u2"})
        assert ask(TRACK, {**TRACK, "userId": "u2", "category": ["odd"]}) == strict


class TestSharedContext:
    @pytest.mark.parametrize("odd", [{}, {"category": ["makes the strict reader give up"]}])
    def test_of_a_batch_lies_under_each_items_own(self, odd: dict[str, Any]) -> None:
        batch = [{**TRACK, **odd, "context": {"b": 3}}, {**TRACK, **odd}]
        body = json.dumps({"context": {"a": 1, "b": 2}, "sentAt": "2026-11-21T21:20:00Z", "batch": batch}).encode()
        arrivals = ask(raw=body)
        assert [json.loads(arrival.context) for arrival in arrivals] == [{"a": 1, "b": 3}, {"a": 1, "b": 2}]
        assert [arrival.sent_at for arrival in arrivals] == [NOW - 1000] * 2


class TestChannel:
    @pytest.mark.parametrize(
        ("context", "channel"),
        [
            ({}, "website"),
            ({"campaign": {"source": "小红书", "medium": "kol"}}, "xiaohongshu"),
            ({"page": {"url": "https://b.cn/?clickid=E1", "referrer": ""}}, "douyin"),
            ({"page": {"url": "https://b.cn/", "referrer": "https://www.bilibili.com/video/1"}}, "bilibili"),
            ({"channel": "stores", "campaign": {"source": "weibo"}}, "stores"),
            ({"channel": "server"}, "website"),
            ({"page": "odd", "campaign": ["odd"], "channel": {}}, "website"),
        ],
    )
    def test_is_read_off_the_context(self, context: dict[str, Any], channel: str) -> None:
        assert one(context=context).channel == channel

    def test_is_read_off_a_page_calls_own_properties(self) -> None:
        properties = {"url": "https://b.cn/?utm_source=weibo"}
        assert one(type="page", properties=properties).channel == "weibo"
        assert one(properties=properties).channel == "website"


class TestWriteKey:
    @pytest.mark.parametrize("name", ["writeKey", "api_key", "token"])
    @pytest.mark.parametrize("body", ['{"%s":"k1","batch":[]}', '{"batch":[{"a":NaN}],"%s" : "k1"}'])
    def test_is_found_under_each_name(self, body: str, name: str) -> None:
        assert write_key_in((body % name).encode()) == "k1"

    def test_is_first_what_we_call_it(self) -> None:
        assert write_key_in(b'{"token":"k3","api_key":"k2","writeKey":"k1"}') == "k1"
        assert write_key_in(b'{"token":"k3","api_key":"k2"}') == "k2"

    @pytest.mark.parametrize("body", [b'{"writeKey":"k1","batch":[]}', b'{"batch":[{"a":NaN}],"writeKey" : "k1"}'])
    def test_is_found_in_the_body(self, body: bytes) -> None:
        assert write_key_in(body) == "k1"

    @pytest.mark.parametrize("body", [b"", b"[]", b'{"writeKey":7}', b'{"writeKey":null}', b"[" * 100_000])
    def test_is_missed_without_harm(self, body: bytes) -> None:
        assert write_key_in(body) is None
