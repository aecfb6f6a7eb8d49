"""Callbacks: three modes, two forms, and what each must become."""

import json
import random
from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.channels.wechat import channel, envelopes
from huoshui.channels.wechat.callbacks import (
    Answer,
    Followed,
    MenuUsed,
    Messaged,
    Outcome,
    Scanned,
    ServiceEntered,
    SubscriptionAnswered,
    SubscriptionSent,
    TemplateSent,
    Unfollowed,
    Unknown,
)
from huoshui.channels.wechat.channel import Ear
from huoshui.channels.wecom.envelopes import Unreadable
from huoshui.channels.wecom.signing import NotGenuine
from huoshui.rehearsal.wechat.account import Account
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.teller import Teller
from tests.channels.wecom.conftest import served

APPID, TOKEN, KEY = "wx0123456789abcdef", "callbackToken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
AT = 1_795_296_000
NOW = datetime.fromtimestamp(AT, UTC)


class Door:
    """Stands at the other end of the wire and keeps what is brought."""

    def __init__(self) -> None:
        self.brought: list[tuple[bytes, bytes]] = []

    @property
    def app(self) -> Starlette:
        return Starlette(routes=[Route("/in", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        self.brought.append((request.scope["query_string"], await request.body()))
        return Response(b"success")


def ear(key: str = KEY) -> Ear:
    return Ear(token=TOKEN, key=key, appid=APPID, channel="wechat_mp")


async def brought(mode: str, form: str, act: Any) -> tuple[Account, list[tuple[bytes, bytes]]]:
    account = Account(APPID, "secret", lambda: float(AT), random.Random(3))
    acts = Acts(account)
    act(acts, acts.appear())
    door = Door()
    async with served(door.app) as url, httpx2.AsyncClient(verify=False) as http:
        teller = Teller(
            account, url=f"{url}/in", http=http, token=TOKEN, encoding_aes_key=KEY,
            chance=random.Random(5), mode=mode, form=form,
        )  # fmt: skip
        await teller.tell()
    return account, door.brought


class TestModes:
    @pytest.mark.parametrize("form", ["xml", "json"])
    @pytest.mark.parametrize(("mode", "key"), [("plain", ""), ("compatible", KEY), ("safe", KEY)])
    async def test_says_the_same_in_each(self, mode: str, key: str, form: str) -> None:
        account, [(query, body)] = await brought(mode, form, lambda acts, fan: acts.follow(fan, scene="door"))
        (openid,) = account.fans
        heard = ear(key).hear(query, body, now=NOW)
        assert heard.fact == Followed(openid, "door")
        assert ear(key).understand(heard.letter, now=NOW).envelope.key == heard.envelope.key

    async def test_with_a_key_nothing_is_heard_in_clear(self) -> None:
        _, [(query, body)] = await brought("plain", "xml", lambda acts, fan: acts.follow(fan))
        with pytest.raises(NotGenuine, match="seal"):
            ear().hear(query, body, now=NOW)

    async def test_the_clear_copy_beside_a_seal_counts_for_nothing(self) -> None:
        _, [(query, body)] = await brought("compatible", "xml", lambda acts, fan: acts.follow(fan, scene="door"))
        heard = ear().hear(query, body.replace(b"qrscene_door", b"qrscene_else"), now=NOW)
        assert isinstance(heard.fact, Followed)
        assert heard.fact.scene == "door"

    @pytest.mark.parametrize("part", [b"signature=", b"msg_signature="])
    async def test_a_forgery_is_told(self, part: bytes) -> None:
        _, [(query, body)] = await brought("safe", "xml", lambda acts, fan: acts.follow(fan))
        with pytest.raises(NotGenuine, match="signature"):
            ear().hear(query.replace(part, part + b"0"), body, now=NOW)

    async def test_a_plain_callback_must_be_young(self) -> None:
        _, [(query, body)] = await brought("plain", "xml", lambda acts, fan: acts.follow(fan))
        with pytest.raises(NotGenuine, match="timestamp"):
            ear("").hear(query, body, now=datetime.fromtimestamp(AT + 601, UTC))

    async def test_what_was_sealed_for_another_account_is_not_ours(self) -> None:
        _, [(query, body)] = await brought("safe", "xml", lambda acts, fan: acts.follow(fan))
        other = Ear(token=TOKEN, key=KEY, appid="wx9999999999999999", channel="wechat_mp")
        with pytest.raises(NotGenuine, match="receiver"):
            other.hear(query, body, now=NOW)

    def test_gives_back_what_it_is_asked_and_nothing_to_strangers(self) -> None:
        stamp = {"timestamp": str(AT), "nonce": "n"}
        signed = channel.signature(TOKEN, **stamp)
        query = f"signature={signed}&timestamp={AT}&nonce=n&echostr=5838479218127813673".encode()
        assert ear().echo(query) == ear("").echo(query) == b"5838479218127813673"
        with pytest.raises(NotGenuine):
            ear().echo(query.replace(b"nonce=n", b"nonce=m"))

    @pytest.mark.parametrize("body", [b"", b"{", b"<xml/>", b'{"ToUserName": "gh"}', b"<!DOCTYPE a><xml/>"])
    def test_reads_nothing_into_what_is_no_callback(self, body: bytes) -> None:
        with pytest.raises(Unreadable):
            envelopes.read(body)


def fact(**said: Any) -> Any:
    fields = {"ToUserName": "gh_1", "FromUserName": "oFan", "CreateTime": AT, "MsgType": "event", **said}
    return ear("").understand(json.dumps(fields).encode(), now=NOW)


class TestFacts:
    @pytest.mark.parametrize(
        ("said", "means"),
        [
            ({"Event": "subscribe", "EventKey": "qrscene_123"}, Followed("oFan", "123")),
            ({"Event": "subscribe", "EventKey": ""}, Followed("oFan")),
            ({"Event": "unsubscribe"}, Unfollowed("oFan")),
            ({"Event": "SCAN", "EventKey": "shop"}, Scanned("oFan", "shop")),
            ({"Event": "CLICK", "EventKey": "A"}, MenuUsed("oFan", "CLICK", "A")),
            ({"Event": "user_enter_tempsession"}, ServiceEntered("oFan")),
            ({"MsgType": "text", "Content": "你好吗", "MsgId": 7}, Messaged("oFan", "text", 3)),
            (
                {"Event": "TEMPLATESENDJOBFINISH", "MsgID": 9, "Status": "failed:user block"},
                TemplateSent("oFan", "9", "failed:user block"),
            ),
            ({"Event": "something_new"}, Unknown("something_new")),
        ],
    )
    def test_are_typed(self, said: dict[str, Any], means: object) -> None:
        assert fact(**said).fact == means

    def test_a_list_of_one_is_an_object_in_json_and_of_several_a_list(self) -> None:
        one, two = ({"TemplateId": name, "SubscribeStatusString": "accept", "PopupScene": "0"} for name in "ab")
        assert fact(Event="subscribe_msg_popup_event", List=one).fact == SubscriptionAnswered(
            "oFan", (Answer("a", "accept"),)
        )
        assert len(fact(Event="subscribe_msg_popup_event", List=[one, two]).fact.answers) == 2
        changed = fact(Event="subscribe_msg_change_event", List={**one, "SubscribeStatusString": "reject"}).fact
        assert changed == SubscriptionAnswered("oFan", (Answer("a", "reject"),), changed=True)
        sent = fact(Event="subscribe_msg_sent_event", List={"TemplateId": "a", "MsgID": "1", "ErrorCode": "0"}).fact
        assert sent == SubscriptionSent("oFan", (Outcome("a", "1", 0),))

    def test_what_somebody_wrote_is_in_no_event(self) -> None:
        told = fact(MsgType="text", Content="我的电话 13812345678", MsgId=7)
        assert [one.name for one in told.arrivals] == ["Message Replied"]
        assert b"138" not in told.arrivals[0].properties
        assert told.arrivals[0].identifiers == [(f"wechat_openid:{APPID}", "oFan")]

    def test_followers_are_told_of_by_the_stage_that_keeps_them(self) -> None:
        assert fact(Event="subscribe", EventKey="qrscene_1").arrivals == []
        scanned = fact(Event="SCAN", EventKey="spring").arrivals
        assert [(one.name, json.loads(one.properties)["state"]) for one in scanned] == [
            ("Official Account Scanned", "spring")
        ]


class TestKey:
    def test_is_the_same_each_time_a_message_is_brought(self) -> None:
        said = {"MsgType": "text", "Content": "a", "MsgId": 7}
        assert fact(**said).envelope.key == fact(**said, CreateTime=AT + 5).envelope.key
        assert fact(**said).envelope.key != fact(**{**said, "MsgId": 8}).envelope.key

    def test_tells_two_buttons_of_one_second_apart(self) -> None:
        first, second = fact(Event="CLICK", EventKey="A"), fact(Event="CLICK", EventKey="B")
        assert first.envelope.key != second.envelope.key
        assert first.envelope.key == fact(Event="CLICK", EventKey="A").envelope.key

    def test_tells_two_people_of_one_second_apart(self) -> None:
        assert fact(Event="unsubscribe").envelope.key != fact(Event="unsubscribe", FromUserName="oX").envelope.key
