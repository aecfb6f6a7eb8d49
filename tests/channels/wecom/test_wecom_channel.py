"""What a door hears: envelopes of every kind, and only from WeCom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.wecom import envelopes
from huoshui.channels.wecom.callbacks import (
    ContactAdded,
)
from huoshui.channels.wecom.channel import Delivery
from huoshui.channels.wecom.envelopes import Unreadable
from huoshui.channels.wecom.signing import NotGenuine
from tests.channels.wecom.letters import ANNA, AT, CORP, EAR, NOW, SEAL, contact, posted


def hear(letter: bytes) -> Delivery:
    return EAR.hear(*posted(letter), now=NOW)


class TestEnvelopes:
    def test_are_read_as_they_were_seen_in_the_wild(self) -> None:
        letter = b"\n  " + contact("add_external_contact").replace(b"</xml>", b"</xml >\n")
        assert hear(letter).fact == ContactAdded("zhangsan", ANNA)

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{}",
            b"<xml>",
            b"<xml></xml>",
            b"<xml><Encrypt></Encrypt></xml>",
            b"<xml><Encrypt><A>1</A></Encrypt></xml>",
            b"<xml>\xff</xml>",
            b'<?xml version="1.0" encoding="gbk"?><xml><Encrypt>1</Encrypt></xml>',
            b'<?xml version="1.0" encoding="none"?><xml><Encrypt>1</Encrypt></xml>',
            b'<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><Encrypt>&a;</Encrypt></xml>',
            b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml><Encrypt>1</Encrypt></xml>',
            b"<a>" * 17 + b"</a>" * 17,
        ],
    )
    def test_of_another_kind_are_refused(self, body: bytes) -> None:
        with pytest.raises(Unreadable):
            envelopes.sealed_in(body)

    @given(st.binary(max_size=200))
    def test_never_stop_the_reader_otherwise(self, body: bytes) -> None:
        with pytest.raises((Unreadable, NotGenuine)):
            EAR.hear(b"msg_signature=1&timestamp=1&nonce=1", body, now=NOW)

    def test_that_are_too_large_are_refused_unread(self) -> None:
        query, body = posted(contact("msg_audit_approved"))
        with pytest.raises(Unreadable, match="large"):
            EAR.hear(query, body + b" " * 2**20, now=NOW)

    def test_that_name_no_corp_are_refused(self) -> None:
        with pytest.raises(Unreadable):
            hear(b"<xml><Event>e</Event></xml>")


class TestEar:
    def test_answers_the_echo_whatever_became_of_its_plus_signs(self) -> None:
        """The echo of the public vectors holds a plus, which some senders leave as it is."""
        echo = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
        stamp = "msg_signature=5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3&timestamp=1409659589&nonce=263014780"
        ear = type(EAR)(
            type(SEAL)(
                token="QDG6eK",
                encoding_aes_key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
                receive_id="wx5823bf96d3bd56c7",
            ),
            corp_id="wx5823bf96d3bd56c7",
        )
        for written in (echo, echo.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")):
            assert ear.echo(f"{stamp}&echostr={written}".encode()) == b"1616140317555161061"

    @pytest.mark.parametrize("late", [-86_401, 86_401])
    def test_refuses_what_was_sent_another_day(self, late: int) -> None:
        with pytest.raises(NotGenuine, match="timestamp"):
            EAR.hear(*posted(contact("msg_audit_approved"), at=AT + 3 + late), now=NOW)

    @pytest.mark.parametrize("late", [-86_400, -60, 60, 86_400])
    def test_hears_what_comes_late(self, late: int) -> None:
        assert EAR.hear(*posted(contact("msg_audit_approved"), at=AT + 3 + late), now=NOW).arrivals

    def test_refuses_what_is_about_another_corp(self) -> None:
        letter = contact("msg_audit_approved").replace(CORP.encode(), b"wwother")
        with pytest.raises(NotGenuine, match="corp"):
            hear(letter)

    def test_understands_a_kept_letter_as_it_heard_it(self) -> None:
        heard = hear(contact("add_external_contact", State="c1"))
        assert EAR.understand(heard.letter, now=NOW) == heard

    def test_hears_every_corp_that_installed_a_suite(self) -> None:
        ear = type(EAR)(SEAL, suites=True)
        assert ear.understand(contact("msg_audit_approved").replace(CORP.encode(), b"wwother"), now=NOW).arrivals
