from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.people.contract import ConsentLine, ContactLine, Policy, Said, TagLine, TraitLine
from huoshui.people.rules import allowed, traits

LEARNED = datetime(2026, 11, 20, tzinfo=UTC)
VALUES = st.one_of(
    st.none(), st.just(""), st.integers(-3, 3), st.sampled_from(["a", "b"]), st.lists(st.sampled_from("xy"), max_size=2)
)


def line(value, at, *, name="t", identity=1, message_id="m", source=1, first_at=None):
    return TraitLine(identity, name, value, source, first_at if first_at is not None else at, at, message_id, LEARNED)


@st.composite
def trait_lines(draw):
    return [
        line(draw(VALUES), draw(st.integers(0, 5)), identity=draw(st.integers(1, 3)), message_id=draw(st.sampled_from("pqr")),
             source=draw(st.integers(1, 2)))
        for _ in range(draw(st.integers(0, 6)))
    ]  # fmt: skip


class TestDecide:
    @given(trait_lines(), st.sampled_from(list(Policy)), st.randoms(use_true_random=False))
    def test_does_not_depend_on_the_order_of_the_lines(self, lines, policy, dice):
        shuffled = list(lines)
        dice.shuffle(shuffled)

        def outcome(some):
            return {name: (trait.value, {(one.identity, one.message_id) for one in trait.lines})
                    for name, trait in traits.decide(some, {"t": policy}).items()}  # fmt: skip

        assert outcome(shuffled) == outcome(lines)

    @given(trait_lines())
    def test_answers_with_the_newest_value_by_default(self, lines):
        decided = traits.decide(lines, {})
        newest = max(((one.occurred_at, one.message_id) for one in lines), default=None)
        words = [one.value for one in lines if (one.occurred_at, one.message_id) == newest]
        if not words or None in words:
            assert decided == {}
        else:
            assert decided["t"].value in words

    def test_lets_null_delete_and_the_empty_text_stand(self):
        assert traits.decide([line("a", 1), line(None, 2)], {}) == {}
        assert traits.decide([line("a", 1), line("", 2)], {})["t"].value == ""
        assert traits.decide([line(None, 1), line("a", 2)], {})["t"].value == "a"

    @pytest.mark.parametrize(
        ("policy", "value"),
        [(Policy.NEWEST, 2), (Policy.OLDEST, 5), (Policy.MAX, 9), (Policy.MIN, 2), (Policy.UNION, [2, 5, 9])],
    )
    def test_follows_the_policy(self, policy, value):
        lines = [line(5, 1), line(9, 2, identity=2), line(2, 3, identity=3)]
        assert traits.decide(lines, {"t": policy})["t"].value == value

    def test_flattens_lists_of_a_union_and_keeps_all_its_lines(self):
        decided = traits.decide([line(["x", "y"], 1), line("z", 2), line(["x"], 3)], {"t": Policy.UNION})["t"]
        assert decided.value == ["x", "y", "z"]
        assert [one.occurred_at for one in decided.lines] == [3, 2, 1]

    def test_offers_no_sum(self):
        assert {policy.value for policy in Policy} == {"newest", "oldest", "union", "max", "min"}


class TestSpelled:
    @pytest.mark.parametrize(
        ("given_", "name", "kind"),
        [
            ("手机号", "phone", "phone"), ("phoneNumber", "phone", "phone"), ("mobile", "phone", "phone"),
            ("邮箱", "email", "email"), ("E-mail", "email", "email"), ("姓名", "name", "name"), ("realName", "name", "name"),
            ("firstName", "first_name", "name"), ("收货人", "收货人", "name"), ("地址", "address", "address"),
            ("昵称", "nickname", None), ("plan", "plan", None), ("createdAt", "createdAt", None), ("会员等级", "会员等级", None),
        ],
    )  # fmt: skip
    def test_knows_the_spellings_of_personal_traits(self, given_, name, kind):
        assert traits.spelled(given_) == (name, kind)

    @given(st.text(max_size=200))
    def test_never_gives_what_the_store_cannot_hold(self, name):
        spelled, _ = traits.spelled(name)
        assert len(spelled) <= 100
        spelled.encode()
        assert "\0" not in spelled


class TestWritten:
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(st.characters()),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        )
    )
    def test_writes_any_json_as_postgresql_can_keep_it(self, value):
        written = traits.written(value)
        written.encode()
        assert "\\u0000" not in written

    def test_is_canonical(self):
        assert traits.written({"b": 1, "a": [2]}) == traits.written({"a": [2], "b": 1}) == '{"a":[2],"b":1}'


class TestMasked:
    def test_shows_only_a_mask(self):
        assert traits.masked("phone", "+8613812345678") == "138****5678"
        assert traits.masked("phone", 13812345678) == "138****5678"
        assert traits.masked("name", "王小明") == "王**"
        assert traits.masked("address", {"city": "上海", "street": "南京路 1 号"}) == "****"
        assert traits.masked("email", "") == ""


def consent(granted, at, *, identity=1, channel="sms", purpose="marketing"):
    return ConsentLine(identity, purpose, channel, granted, at, "event:1/m")


CONSENTS = st.lists(
    st.builds(
        consent,
        st.booleans(),
        st.integers(0, 4),
        identity=st.integers(1, 3),
        channel=st.sampled_from(["sms", "all", "email"]),
    ),
    max_size=8,
)


class TestAnswer:
    @given(CONSENTS)
    def test_is_no_when_any_identity_last_said_no(self, ledger):
        about = [one for one in ledger if one.channel in {"sms", "all"}]
        latest = {}
        for one in about:
            known = latest.get(one.identity)
            if known is None or (one.occurred_at, not one.granted) > (known.occurred_at, not known.granted):
                latest[one.identity] = one
        answer = allowed.answer(ledger, purpose="marketing", channel="sms")
        assert answer.allowed == (bool(latest) and all(one.granted for one in latest.values()))

    @given(CONSENTS, CONSENTS)
    def test_of_two_merged_people_is_never_more_than_the_stricter_had(self, one, other):
        other = [
            ConsentLine(line.identity + 10, line.purpose, line.channel, line.granted, line.occurred_at, line.evidence)
            for line in other
        ]
        answers = [allowed.answer(part, purpose="marketing", channel="sms") for part in (one, other)]
        merged = allowed.answer([*one, *other], purpose="marketing", channel="sms")
        if any(answer.said is Said.WITHDRAWN for answer in answers):
            assert merged.said is Said.WITHDRAWN
        assert not merged.allowed or any(answer.allowed for answer in answers)

    @pytest.mark.parametrize(
        ("purpose", "default"),
        [("marketing", False), ("profiling", False), ("sharing", False), ("ads", False), ("service", True)],
    )
    def test_is_no_when_nothing_was_said_but_for_service(self, purpose, default):
        answer = allowed.answer([], purpose=purpose, channel="sms")
        assert (answer.said, answer.allowed) == (Said.MISSING, default)

    def test_takes_the_no_of_two_words_at_one_moment(self):
        assert not allowed.answer([consent(True, 1), consent(False, 1)], purpose="marketing", channel="sms").allowed


class TestTags:
    @given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.integers(0, 5)), max_size=8))
    def test_the_latest_word_decides(self, words):
        lines = [
            TagLine(identity, "vip", at if on else None, "x", None if on else at, "x") for identity, on, at in words
        ]
        added = max((at for _, on, at in words if on), default=None)
        removed = max((at for _, on, at in words if not on), default=-1)
        assert [tag for tag, _ in allowed.tags(lines)] == (["vip"] if added is not None and added > removed else [])


class TestReach:
    def contact(self, active, since, counterpart="s1", channel="wecom", identity=1):
        return ContactLine(identity, channel, counterpart, active, since, "event:1/m")

    def test_needs_an_address_and_a_granted_consent(self):
        def reach(addresses, consents):
            return {
                one.channel: one.reason
                for one in allowed.reach(addresses=frozenset(addresses), contacts=[], consents=consents)
            }

        assert reach({"phone"}, []) == {"phone_call": "no_consent", "sms": "no_consent"}
        assert reach({"phone"}, [consent(True, 1)]) == {"phone_call": "no_consent", "sms": "consented"}
        assert reach({"phone"}, [consent(True, 1), consent(False, 2, channel="all")])["sms"] == "withdrawn"
        assert reach(set(), [consent(True, 1)]) == {}

    def test_lasts_while_one_staff_member_is_a_contact(self):
        def reason(*contacts, consents=()):
            return allowed.reach(addresses=frozenset(), contacts=list(contacts), consents=list(consents))[0].reason

        assert reason(self.contact(True, 1)) == "connected"
        assert reason(self.contact(True, 1), self.contact(False, 2, identity=2)) == "disconnected"
        assert reason(self.contact(True, 1), self.contact(True, 1, "s2"), self.contact(False, 2)) == "connected"
        assert reason(self.contact(True, 1), self.contact(True, 1, "s2"), self.contact(False, 2, "")) == "disconnected"
        assert reason(self.contact(True, 3), self.contact(False, 2, identity=2)) == "connected"
        assert reason(self.contact(True, 1), consents=[consent(False, 2, channel="wecom")]) == "withdrawn"
