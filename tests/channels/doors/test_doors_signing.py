"""Signatures: vectors computed by each platform's recipe, any change refused, an old one refused, a challenge answered."""

import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.doors import registry, signing
from huoshui.channels.doors.contract import Call, Forged, Held, Unreadable
from tests.channels.doors.world import HELD, KEY, NAMES, NOW, SECRET, TOKEN, genuine, key_of, opened

BODY = b'{"event":"x"}'
AT = str(int(NOW.timestamp()))
SIGNED_BODY = [name for name in NAMES if name not in ("weibo", "bilibili")]


class TestVectors:
    """Written out with nothing but hashlib and what the platform's page says."""

    @pytest.mark.parametrize(("name", "header", "value"), [
        ("douyin", "x-douyin-signature", hashlib.sha1(SECRET.encode() + BODY).hexdigest()),
        ("doudian", "event-sign", hashlib.md5(b"app123" + BODY + SECRET.encode()).hexdigest()),
        ("oceanengine", "x-signature", hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()),
        ("xiaohongshu", "x-red-signature", "sha1=" + hmac.new(SECRET.encode(), BODY, hashlib.sha1).hexdigest()),
        ("youzan", "event-sign", hashlib.md5(b"app123" + BODY + SECRET.encode()).hexdigest()),
        ("kuaishou", "x-huoshui-signature",
         f"t={AT},v1=" + hmac.new(TOKEN.encode(), f"{AT}.".encode() + BODY, hashlib.sha256).hexdigest()),
    ])  # fmt: skip
    def test_open_the_door_and_are_what_we_sign(self, name: str, header: str, value: str) -> None:
        strategy = registry.DOORS[name].strategy
        assert strategy.prove(Call({}, {header: value}, BODY), HELD, NOW).content == BODY
        assert strategy.sign(BODY, HELD, NOW, "n").headers == {header: value}

    def test_known_digests_stay_what_they_are(self) -> None:
        held = Held("app", "secret")
        assert signing.sha1_of(b"body", held) == "16d335e9e89439586140f1ab58ccd5d60b998b92"
        assert signing.md5_around(b"body", held) == "67d45968a46cdd8610e5951ffe0d5c1a"
        assert signing.values_digest({"b": 2, "a": "1"}, "s") == "0edb3846192951e6c9747122c09d1920"
        assert signing.sha1_sorted("c", "a", "b") == "a9993e364706816aba3e25717850c26c9cd0d89d"

    def test_of_weibo_sort_the_secret_among_the_stamp(self) -> None:
        signature = hashlib.sha1("".join(sorted([SECRET, AT, "abc"])).encode()).hexdigest()
        query = {"signature": signature, "timestamp": AT, "nonce": "abc", "echostr": "hello"}
        strategy = registry.DOORS["weibo"].strategy
        assert strategy.prove(Call(query, {}, BODY), HELD, NOW).content == BODY
        assert strategy.echo is not None
        assert strategy.echo(Call(query), HELD, NOW) == b"hello"

    def test_of_bilibili_sort_values_and_secret(self) -> None:
        said = {"track_id": "b9", "phone": "13812345678"}
        sign = hashlib.md5("&".join(sorted(["b9", "13812345678", SECRET])).encode()).hexdigest()
        body = orjson.dumps({**said, "sign": sign})
        assert orjson.loads(registry.DOORS["bilibili"].strategy.prove(Call({}, {}, body), HELD, NOW).content) == said

    def test_of_youzan_sign_the_message_as_it_was_written(self) -> None:
        message = "%7B%22tid%22%3A%22E1%22%7D"
        sign = hashlib.md5(f"app123{message}{SECRET}".encode()).hexdigest()
        body = orjson.dumps({"client_id": "app123", "msg": message, "sign": sign, "type": "trade_TradePaid"})
        _, _, (one,) = opened("youzan", Call({}, {}, body))
        assert one.fields == {"tid": "E1"}
        with pytest.raises(Forged, match="signature"):
            opened("youzan", Call({}, {"event-sign": "0" * 32}, body))

    def test_of_the_shop_answer_its_question_by_the_token(self) -> None:
        signature = hashlib.sha1("".join(sorted([TOKEN, AT, "n1"])).encode()).hexdigest()
        echo = registry.DOORS["wxshop"].strategy.echo
        assert echo is not None
        call = Call({"signature": signature, "timestamp": AT, "nonce": "n1", "echostr": "42"})
        assert echo(call, HELD, NOW) == b"42"
        with pytest.raises(Forged, match="signature"):
            echo(replace(call, query={**call.query, "nonce": "n2"}), HELD, NOW)


class TestWhatIsGenuine:
    @pytest.mark.parametrize("name", NAMES)
    def test_opens_its_own_door_and_no_other_account(self, name: str) -> None:
        call = genuine(name)
        _, _, messages = opened(name, call)
        assert messages
        other = Held("app123", "another-secret", "anotherToken", KEY)
        with pytest.raises(Forged, match="signature"):
            registry.DOORS[name].strategy.prove(call, other, NOW)

    @pytest.mark.parametrize("name", NAMES)
    def test_signed_by_us_opens_it_too_and_has_the_same_key(self, name: str) -> None:
        door, proven, messages = opened(name, genuine(name))
        again = door.strategy.sign(proven.content, HELD, NOW, "once1")
        assert door.strategy.prove(again, HELD, NOW).content == proven.content
        assert registry.key(door, door.strategy.prove(again, HELD, NOW), messages) == registry.key(
            door, proven, messages
        )

    @pytest.mark.parametrize("name", NAMES)
    def test_but_without_its_signature_is_refused(self, name: str) -> None:
        call = genuine(name)
        body = orjson.dumps({"phone": "13812345678"}) if name == "bilibili" else call.body
        with pytest.raises(Forged):
            opened(name, Call({}, {}, orjson.dumps({"msg": "x"}) if name == "youzan" else body))


class TestAChange:
    @given(name=st.sampled_from(SIGNED_BODY), place=st.integers(0, 10_000), change=st.integers(1, 255))
    def test_of_any_byte_of_the_body_is_refused_or_says_the_same(self, name: str, place: int, change: int) -> None:
        call = genuine(name)
        body = bytearray(call.body)
        body[place % len(body)] ^= change
        try:
            _, proven, _ = opened(name, replace(call, body=bytes(body)))
        except (Forged, Unreadable):
            return
        assert name == "wxshop"  # the receiver's name stands outside of what is sealed, and nobody reads it
        assert proven == opened(name, call)[1]

    @given(name=st.sampled_from(NAMES), place=st.integers(0, 10_000), with_=st.characters(codec="ascii"))
    def test_of_any_sign_of_what_signs_is_refused(self, name: str, place: int, with_: str) -> None:
        call = genuine(name)
        unsigned = {"msg-id", "app-id", "content-type", "encrypt_type"}
        for key, value in {**call.headers, **call.query}.items():
            at = place % len(value)
            if key in unsigned or value[at] == with_:
                continue
            said = value[:at] + with_ + value[at + 1 :]
            changed = (
                replace(call, headers={**call.headers, key: said})
                if key in call.headers
                else replace(call, query={**call.query, key: said})
            )
            with pytest.raises(Forged):
                opened(name, changed)

    @given(field=st.sampled_from(["track_id", "phone", "name", "city", "sign"]), value=st.text(min_size=1, max_size=20))
    def test_of_any_value_of_a_form_is_refused(self, field: str, value: str) -> None:
        said = signing.form(genuine("bilibili").body)
        if said[field] != value and value not in said.values():
            with pytest.raises(Forged, match="signature"):
                opened("bilibili", Call({}, {}, orjson.dumps({**said, field: value})))

    def test_of_the_body_behind_a_stamp_makes_no_second_letter(self) -> None:
        call = genuine("weibo")
        other = replace(call, body=orjson.dumps({"type": "text", "sender_id": "666", "text": "forged"}))
        assert key_of("weibo", other) == key_of("weibo", call)
        assert key_of("weibo", genuine("weibo", nonce="another")) != key_of("weibo", call)

    @given(st.text(max_size=200))
    def test_of_everything_raises_nothing_else(self, noise: str) -> None:
        for name in NAMES:
            with pytest.raises((Forged, Unreadable)):
                opened(name, Call({"signature": noise, "timestamp": noise}, {"event-sign": noise}, noise.encode()))


class TestAge:
    @pytest.mark.parametrize(("name", "oldest"), [
        ("oceanengine", timedelta(days=1)), ("kuaishou", timedelta(days=1)), ("tencent_ads", timedelta(days=1)),
        ("wxshop", timedelta(days=1)), ("weibo", timedelta(hours=1)),
    ])  # fmt: skip
    def test_counts_where_a_moment_is_signed(self, name: str, oldest: timedelta) -> None:
        call = genuine(name)
        assert opened(name, call, now=NOW + oldest)[2]
        for away in (oldest, -oldest):
            with pytest.raises(Forged, match="timestamp"):
                opened(name, call, now=NOW + away + away / 1000)


class TestARepetition:
    @given(name=st.sampled_from(NAMES), seed=st.integers(0, 50))
    def test_has_the_same_key_and_another_saying_another(self, name: str, seed: int) -> None:
        call = genuine(name, seed=seed)
        assert key_of(name, call) == key_of(name, genuine(name, seed=seed))
        assert key_of(name, call) != key_of(name, genuine(name, seed=seed + 1, nonce="n1"))

    def test_under_another_unsigned_number_is_no_other(self) -> None:
        call = genuine("douyin")
        renamed = replace(call, headers={**call.headers, "msg-id": "new"})
        assert key_of("douyin", renamed) == key_of("douyin", call)


class TestAChallenge:
    def test_of_douyin_is_echoed(self) -> None:
        call = genuine("douyin", said={"event": "verify_webhook", "content": {"challenge": 12345}})
        assert registry.DOORS["douyin"].challenge(call.body) == b'{"challenge":12345}'

    def test_of_oceanengine_is_echoed_with_its_base(self) -> None:
        call = genuine("oceanengine", said={"event": "verify_webhook", "challenge": 7})
        answer = registry.DOORS["oceanengine"].challenge(call.body)
        assert orjson.loads(answer or b"") == {
            "challenge": 7, "BaseResp": {"StatusCode": 200, "StatusMessage": "success"}
        }  # fmt: skip
