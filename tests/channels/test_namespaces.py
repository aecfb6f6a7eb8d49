"""Identifiers: what is one, and that its normal form is one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huoshui.channels import namespaces
from huoshui.channels.contract import UnknownNamespace, Unusable

NAMESPACES = ["member_no", "user_id", "phone", "email", "anonymous", "device", "wechat_openid:wx1", "weibo_uid"]
values = st.one_of(
    st.text(max_size=40),
    st.text(st.characters(codec=None), max_size=12),
    st.from_regex(r"[ ]?(\+?86[- ]?)?1[3-9][0-9]{9}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9._%+-]{1,9}@[A-Z0-9a-z.]{1,9}", fullmatch=True),
)


class TestNormalize:
    @given(st.sampled_from(NAMESPACES), values)
    @example("user_id", "\x85")
    @example("user_id", "\u2003u1\u2028")
    def test_is_stable_or_says_why_not(self, namespace: str, raw: str) -> None:
        value = namespaces.normalize(namespace, raw)
        if isinstance(value, Unusable):
            assert value.reason in {"blocked", "masked", "ciphertext", "malformed", "empty", "too_long"}
        else:
            assert namespaces.normalize(namespace, value) == value
            assert 1 <= len(value) <= 255
            assert "\x00" not in value
            assert value == value.strip()
            value.encode()

    @pytest.mark.parametrize(
        "raw",
        [
            "13812345678",
            "+8613812345678",
            "8613812345678",
            "86-13812345678",
            "0086 138 1234 5678",
            " 138-1234-5678\t",
            "１３８１２３４５６７８",
            "（+86）138 1234 5678",
            "'13812345678",
        ],
    )
    def test_writes_a_mainland_mobile_number_one_way(self, raw: str) -> None:
        assert namespaces.normalize("phone", raw) == "+8613812345678"

    @pytest.mark.parametrize(
        ("raw", "reason"),
        [
            ("138****0000", "masked"),
            ("1******6198", "masked"),
            ("138xxxx0000", "masked"),
            ("13800138000", "blocked"),
            ("11111111111", "blocked"),
            ("00000000000", "blocked"),
            ("-", "blocked"),
            ("12012345678", "malformed"),
            ("010-12345678", "malformed"),
            ("18877771111-123", "malformed"),
            ("1.38E+10", "malformed"),
            ("##5rV2kQ==", "ciphertext"),
            ("$$5rV2kQ==", "ciphertext"),
            ("~5rV2kQ==~1~", "ciphertext"),
            ("", "empty"),
            ("　", "empty"),
        ],
    )
    def test_takes_no_number_that_is_none(self, raw: str, reason: str) -> None:
        assert namespaces.normalize("phone", raw) == Unusable(reason)

    def test_keeps_numbers_from_abroad(self) -> None:
        assert namespaces.normalize("phone", "+1 415 555 0100") == "+14155550100"

    def test_writes_mail_addresses_in_lower_case(self) -> None:
        assert namespaces.normalize("email", " Zhang.San@Example.CN ") == "zhang.san@example.cn"
        assert namespaces.normalize("email", "ｚｓ@example.cn") == "zs@example.cn"
        assert namespaces.normalize("email", "zs@example") == Unusable("malformed")
        assert namespaces.normalize("email", "z***@example.cn") == Unusable("masked")

    @pytest.mark.parametrize(
        "raw",
        ["null", "NULL", '"null"', "'Undefined'", "unknown", "anonymous", "Guest", "0", "-1", "NaN", "[object Object]", "000",
         "00000000-0000-0000-0000-000000000000", "——", "None", "not_set", "未知"],
    )  # fmt: skip
    def test_blocks_what_programs_write_for_nobody(self, raw: str) -> None:
        for namespace in ("user_id", "anonymous", "device", "member_no", "wechat_openid:wx1"):
            assert namespaces.normalize(namespace, raw) == Unusable("blocked")

    def test_refuses_what_a_store_cannot_keep(self) -> None:
        assert namespaces.normalize("user_id", "a\x00b") == Unusable("malformed")
        assert namespaces.normalize("user_id", "a\ud800b") == Unusable("malformed")
        assert namespaces.normalize("user_id", "x" * 255) == "x" * 255
        assert namespaces.normalize("user_id", "x" * 256) == Unusable("too_long")
        assert namespaces.normalize("user_id", "6.92E+18") == Unusable("malformed")

    def test_leaves_opaque_identifiers_as_they_are(self) -> None:
        assert namespaces.normalize("wechat_openid:wx1", "\toABC_def-123 ") == "oABC_def-123"
        assert namespaces.normalize("user_id", "5e3a") == "5e3a"
        assert namespaces.normalize("user_id", "张三") == "张三"


class TestOf:
    def test_knows_what_an_identifier_proves(self) -> None:
        phone = namespaces.of("phone")
        assert (phone.personal, phone.limit, phone.strength) == (True, 3, "strong")
        assert namespaces.of("wechat_openid:wx1") == namespaces.of("wechat_openid:wx2")

    @pytest.mark.parametrize(
        "namespace", ["order_no", "", "wechat_openid", "wechat_openid:", "phone:1", "wechat_openid:a b"]
    )
    def test_refuses_what_it_does_not_know(self, namespace: str) -> None:
        assert not namespaces.known(namespace)
        with pytest.raises(UnknownNamespace):
            namespaces.of(namespace)


class TestParse:
    def test_reads_what_people_write(self) -> None:
        assert namespaces.parse("user_id:u1") == ("user_id", "u1")
        assert namespaces.parse("user_id:a:b") == ("user_id", "a:b")
        assert namespaces.parse("wechat_openid:wx1:oABC") == ("wechat_openid:wx1", "oABC")
        with pytest.raises(UnknownNamespace):
            namespaces.parse("order_no:1")


class TestStrongest:
    @given(st.permutations([("anonymous", "a"), ("user_id", "u"), ("phone", "+8613812345678"), ("user_id", "t")]))
    def test_does_not_depend_on_order(self, identifiers: list[tuple[str, str]]) -> None:
        assert identifiers[namespaces.strongest(identifiers)] == ("user_id", "t")
