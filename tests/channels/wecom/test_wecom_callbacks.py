"""Callbacks: each event of the documentation becomes its fact and its events, and each is heard once."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels import namespaces
from huoshui.channels.wecom import envelopes
from huoshui.channels.wecom.callbacks import (
    AcquisitionChanged,
    AppUsed,
    ArchiveAgreed,
    ContactAdded,
    ContactDeletedStaff,
    ContactEdited,
    DirectoryChanged,
    Fact,
    GroupChanged,
    GroupDismissed,
    GroupOpened,
    JobFinished,
    StaffDeletedContact,
    SupportWaits,
    TagChanged,
    TransferFailed,
    Unknown,
    fact_of,
)
from huoshui.channels.wecom.channel import Delivery
from huoshui.channels.wecom.translator import arrivals
from huoshui.events import dictionary
from tests.channels.wecom.letters import ANNA, AT, BERT, CORP, EAR, NOW, contact, elements, own, posted, suite

JOINED = {"ChatId": "wrG", "UpdateDetail": "add_member", "JoinScene": 3, "MemChangeCnt": 3}
LEFT = {"ChatId": "wrG", "UpdateDetail": "del_member", "QuitScene": 1, "MemChangeCnt": 1}
MEMBERS = elements({"Item": [ANNA, "lisi", BERT]})
NOTHING: list[tuple[str, str]] = []

CASES: list[tuple[bytes, Fact, list[tuple[str, str]]]] = [
    (
        contact("add_external_contact", State="c1", WelcomeCode="w1"),
        ContactAdded("zhangsan", ANNA, "c1", "w1"),
        NOTHING,
    ),
    (contact("add_external_contact"), ContactAdded("zhangsan", ANNA), NOTHING),
    (
        contact("add_half_external_contact", State="c1"),
        ContactAdded("zhangsan", ANNA, "c1", half=True),
        NOTHING,
    ),
    (contact("edit_external_contact", State="c1"), ContactEdited("zhangsan", ANNA, "c1"), NOTHING),
    (contact("del_external_contact"), StaffDeletedContact("zhangsan", ANNA), NOTHING),
    (
        contact("del_external_contact", Source="DELETE_BY_TRANSFER"),
        StaffDeletedContact("zhangsan", ANNA, transferred=True),
        NOTHING,
    ),
    (contact("del_follow_user"), ContactDeletedStaff("zhangsan", ANNA), NOTHING),
    (
        contact("transfer_fail", FailReason="customer_refused"),
        TransferFailed("zhangsan", ANNA, "customer_refused"),
        NOTHING,
    ),
    (
        contact("msg_audit_approved", WelcomeCode="w1"),
        ArchiveAgreed("zhangsan", ANNA, "w1"),
        [("Chat Archive Agreed", ANNA)],
    ),
    (own("change_external_chat", "create", ChatId="wrG"), GroupOpened("wrG"), NOTHING),
    (own("change_external_chat", "dismiss", ChatId="wrG"), GroupDismissed("wrG"), NOTHING),
    (
        own("change_external_chat", "update", **JOINED, MemChangeList=MEMBERS, LastMemVer="a", CurMemVer="b"),
        GroupChanged("wrG", "add_member", (ANNA, "lisi", BERT), 3, "3", "", "a", "b"),
        NOTHING,
    ),
    (
        own("change_external_chat", "update", **LEFT, MemChangeList=elements({"Item": ANNA})),
        GroupChanged("wrG", "del_member", (ANNA,), 1, "", "1"),
        NOTHING,
    ),
    (
        own("change_external_chat", "update", ChatId="wrG", UpdateDetail="change_name", MemChangeCnt=2),
        GroupChanged("wrG", "change_name", (), 2),
        NOTHING,
    ),
    (
        own("change_external_tag", "create", Id="etA", TagType="tag", StrategyId=1),
        TagChanged("create", "etA", strategy_id="1"),
        NOTHING,
    ),
    (
        own("change_external_tag", "delete", Id="etG", TagType="tag_group"),
        TagChanged("delete", "etG", group=True),
        NOTHING,
    ),
    (own("change_external_tag", "shuffle", Id="etG"), TagChanged("shuffle", "etG"), NOTHING),
    (
        own("change_contact", "update_user", UserID="zhangsan", NewUserID="zhang3", Name="张三", Department="1,2,3"),
        DirectoryChanged("update_user", "zhangsan", "zhang3", "张三", ("1", "2", "3")),
        NOTHING,
    ),
    (own("change_contact", "delete_party", Id=7), DirectoryChanged("delete_party", "7"), NOTHING),
    (own("change_contact", "update_tag", TagId=4, AddUserItems="a,b"), DirectoryChanged("update_tag", "4"), NOTHING),
    (
        own("customer_acquisition", "balance_low", LinkId="cawc"),
        AcquisitionChanged("balance_low", "cawc"),
        NOTHING,
    ),
    (
        own("customer_acquisition", "customer_start_chat", LinkId="cawc", State="dy", ChatKey="CK"),
        AcquisitionChanged("customer_start_chat", "cawc", "dy", "CK"),
        NOTHING,
    ),
    (own("customer_acquisition", "balance_exhausted"), AcquisitionChanged("balance_exhausted"), NOTHING),
    (own("kf_msg_or_event", Token="ENC1", OpenKfId="wk1"), SupportWaits("wk1", "ENC1"), NOTHING),
    (
        own("batch_job_result", BatchJob=elements({"JobId": "j1", "JobType": "sync_user", "ErrCode": 0})),
        JobFinished("j1", "sync_user"),
        NOTHING,
    ),
    (own("enter_agent", FromUserName="zhangsan", EventKey="k"), AppUsed("enter_agent", "zhangsan", "k"), NOTHING),
    (own("change_everything", "new"), Unknown("change_everything", "new"), NOTHING),
    (contact("renamed_next_year"), Unknown("change_external_contact", "renamed_next_year"), NOTHING),
    (
        own("change_external_contact", "add_external_contact", UserID="zhangsan"),
        Unknown("change_external_contact", "add_external_contact"),
        NOTHING,
    ),
]


def hear(letter: bytes) -> Delivery:
    return EAR.hear(*posted(letter), now=NOW)


class TestFacts:
    @pytest.mark.parametrize(("letter", "fact", "told"), CASES, ids=lambda case: type(case).__name__)
    def test_are_typed_and_told(self, letter: bytes, fact: Fact, told: list[tuple[str, str]]) -> None:
        heard = hear(letter)
        assert heard.fact == fact
        assert [(one.name, one.identifiers[0][1]) for one in heard.arrivals] == told

    @pytest.mark.parametrize("letter", [letter for letter, _, told in CASES if told])
    def test_become_events_of_the_dictionary(self, letter: bytes) -> None:
        for arrival in hear(letter).arrivals:
            assert dictionary.problems_of(dictionary.ENTRIES[arrival.name], json.loads(arrival.properties)) == []
            namespace, value = arrival.identifiers[0]
            assert (namespaces.of(namespace).name, namespaces.normalize(namespace, value)) == ("wecom_external", value)
            assert (arrival.occurred_at, arrival.channel, len(arrival.message_id)) == (AT * 1000, "wecom", 70)

    def test_say_who_agreed_and_no_secret(self) -> None:
        (arrival,) = hear(contact("msg_audit_approved", WelcomeCode="secret")).arrivals
        assert json.loads(arrival.properties) == {"staff_id": "zhangsan", "external_userid": ANNA, "corp_id": CORP}

    def test_are_the_same_in_the_form_of_a_suite(self) -> None:
        said = {"UserID": "zhangsan", "ExternalUserID": ANNA, "State": "c1", "WelcomeCode": "w1"}
        envelope = envelopes.read(suite("change_external_contact", "add_external_contact", **said))
        assert fact_of(envelope) == ContactAdded("zhangsan", ANNA, "c1", "w1")
        assert (envelope.corp_id, envelope.suite_id, envelope.created_at) == (CORP, "ww4asffe99e54c0f4c", AT)

    def test_happened_when_they_came_if_they_do_not_say_when(self) -> None:
        letter = contact("msg_audit_approved").replace(str(AT).encode(), b"yesterday")
        (arrival,) = hear(letter).arrivals
        assert (arrival.occurred_at, arrival.timestamp_source) == ((AT + 3) * 1000, "received")

    @given(st.data())
    def test_are_read_whatever_stands_in_the_fields(self, data: st.DataObject) -> None:
        letter, _, _ = data.draw(st.sampled_from(CASES))
        envelope = envelopes.read(letter)
        odd = st.recursive(
            st.text(max_size=40), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=4
        )
        changed = data.draw(st.dictionaries(st.sampled_from(sorted(envelope.fields)), odd))
        fields = {**envelope.fields, **changed}
        event, change = data.draw(
            st.sampled_from([(envelope.event, envelope.change), ("", ""), ("change_contact", "?")])
        )
        read = envelopes.Envelope(CORP, event, change, fields=fields)
        for arrival in arrivals(read, fact_of(read), received_at=AT * 1000):
            assert arrival.occurred_at == AT * 1000
            assert arrival.identifiers[0][1]
        assert len(read.key) == 64


class TestKey:
    def test_is_the_same_for_each_delivery_of_one_event(self) -> None:
        letter = contact("add_external_contact")
        assert posted(letter) != posted(letter)
        assert hear(letter).key == hear(letter).key

    def test_differs_for_two_customers_in_one_second(self) -> None:
        assert hear(contact("del_follow_user")).key != hear(contact("del_follow_user", ExternalUserID=BERT)).key

    def test_differs_for_two_members_who_join_in_one_second(self) -> None:
        one, two = (
            hear(own("change_external_chat", "update", **JOINED, MemChangeList=elements({"Item": who})))
            for who in (ANNA, BERT)
        )
        assert one.key != two.key

    def test_differs_for_create_and_update_in_one_second(self) -> None:
        made, changed = (hear(own("change_contact", verb, UserID="a")) for verb in ("create_user", "update_user"))
        assert made.key != changed.key

    @given(st.randoms(use_true_random=False))
    def test_does_not_depend_on_the_order_of_elements(self, chance: random.Random) -> None:
        said = {"ToUserName": CORP, "CreateTime": AT, "Event": "e", "ChatId": "wrG", "MemChangeList": MEMBERS}
        items = [ANNA, "lisi", BERT]
        chance.shuffle(items)
        mixed = list((said | {"MemChangeList": elements({"Item": items})}).items())
        chance.shuffle(mixed)
        one, two = (envelopes.read(f"<xml>{elements(one)}</xml>".encode()) for one in (said, dict(mixed)))
        assert one.key == two.key

    @given(st.data())
    def test_differs_when_any_field_does(self, data: st.DataObject) -> None:
        said: dict[str, Any] = {"ToUserName": CORP, "CreateTime": str(AT), "Event": "e", "A": "1", "B": {"C": "2"}}
        name = data.draw(st.sampled_from(["CreateTime", "Event", "A", "D"]))
        one, two = (envelopes.Envelope(CORP, "e", fields=fields) for fields in (said, said | {name: "other"}))
        assert one.key != two.key

    def test_tells_apart_what_only_looks_alike_when_strung_together(self) -> None:
        one, two = (
            envelopes.read(f"<xml><ToUserName>c</ToUserName><Event>e</Event>{inner}</xml>".encode())
            for inner in ("<A><B>1</B><C>2</C></A><A><B>3</B></A>", "<A><B>1</B></A><A><B>3</B><C>2</C></A>")
        )
        assert one.key != two.key
