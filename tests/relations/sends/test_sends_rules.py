"""What mass sends decide, held to their laws."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.sends import rules
from huoshui.relations.sends.contract import (
    Audience,
    AudienceMismatched,
    Candidate,
    Enclosed,
    Kind,
    Left,
    Message,
    NoAudience,
    NotAnAttachment,
    NothingToSay,
    Pick,
    QuotaMode,
    SendTextTooLong,
    TooManyAttachments,
)

DAY = datetime(2026, 11, 20, tzinfo=UTC)
STAFF = ("anna", "bert", "carl", "dora")

moments = st.none() | st.integers(0, 1_000).map(lambda hours: DAY + timedelta(hours=hours))


def candidate(staff: str, *, contact: str = "c", friend: bool = True, left: bool = False,
              added: datetime | None = None, talked: datetime | None = None) -> Candidate:  # fmt: skip
    return Candidate(contact, staff, None, 1, friend, left, added, talked)


@st.composite
def followers(draw: st.DrawFn) -> list[Candidate]:
    """Some of the staff, each in their own standing to one customer."""
    staff = draw(st.lists(st.sampled_from(STAFF), unique=True))
    return [
        candidate(one, friend=draw(st.booleans()), left=draw(st.booleans()), added=draw(moments), talked=draw(moments))
        for one in staff
    ]


class TestChoose:
    @given(followers(), st.sampled_from(Pick), st.lists(st.sampled_from(STAFF), unique=True), st.randoms())
    def test_is_the_same_in_whatever_order_and_only_ever_somebody_able(self, candidates, pick, named, chance):
        chosen = rules.choose(candidates, pick=pick, named=named)
        mixed = list(candidates)
        chance.shuffle(mixed)
        assert rules.choose(mixed, pick=pick, named=named) == chosen
        able = [one for one in candidates if one.friend and not one.staff_left]
        if pick is Pick.NAMED:
            able = [one for one in able if one.staff in named]
        assert (chosen in able) if able else chosen is None

    def test_takes_who_talked_last_then_who_was_added_first(self):
        early, late = candidate("bert", added=DAY), candidate("anna", added=DAY + timedelta(days=1))
        spoke = candidate("carl", added=DAY + timedelta(days=9), talked=DAY + timedelta(days=10))
        assert rules.choose([late, early, spoke], pick=Pick.LAST_TALKED) is spoke
        assert rules.choose([late, early], pick=Pick.LAST_TALKED) is early
        assert rules.choose([late, early, spoke], pick=Pick.FIRST_ADDED) is early
        assert rules.choose([late, early, spoke], pick=Pick.LAST_ADDED) is spoke
        assert rules.choose([early, candidate("zoe")], pick=Pick.LAST_ADDED) is early

    def test_takes_named_staff_in_the_order_in_which_they_are_named(self):
        both = [candidate("anna"), candidate("bert")]
        assert rules.choose(both, pick=Pick.NAMED, named=("bert", "anna")) is both[1]
        assert rules.choose(both, pick=Pick.NAMED, named=("zoe",)) is None


class TestDecide:
    @given(followers(), st.booleans(), st.integers(0, 40), st.sampled_from(Pick))
    def test_never_sends_against_consent_or_quota_or_to_who_is_no_friend(self, candidates, refused, received, pick):
        decided = rules.decide(candidates, pick=pick, named=STAFF, refused=refused, received=received, most=30)
        if isinstance(decided, Candidate):
            assert decided.friend
            assert not decided.staff_left
            assert not refused
            assert received < 30

    @pytest.mark.parametrize(
        ("candidates", "how", "why"),
        [
            ([], {}, Left.NOT_A_FRIEND),
            ([candidate("anna", friend=False)], {"refused": True}, Left.NOT_A_FRIEND),
            ([candidate("anna")], {"refused": True}, Left.REFUSED),
            ([candidate("anna", left=True)], {}, Left.STAFF_LEFT),
            ([candidate("anna")], {"pick": Pick.NAMED, "named": ("bert",)}, Left.NO_SENDER),
            ([candidate("anna")], {"received": 30}, Left.OVER_QUOTA),
        ],
    )
    def test_says_why_nobody_does(self, candidates, how, why):
        asked = {"pick": Pick.FIRST_ADDED, "named": (), "refused": False, "received": 0, "most": 30} | how
        assert rules.decide(candidates, **asked) is why


class TestDivide:
    @given(st.dictionaries(st.integers(0, 500), st.sampled_from(STAFF), max_size=80), st.integers(1, 7), st.randoms())
    def test_asks_for_everybody_once_through_their_sender_and_no_more_than_fit(self, senders, most, chance):
        chosen = [candidate(staff, contact=f"c{number:03}") for number, staff in senders.items()]
        shares = rules.divide(chosen, most=most)
        asked = [(contact, share.staff) for share in shares for contact, _ in share.receivers]
        assert sorted(asked) == sorted((one.contact, one.staff) for one in chosen)
        assert all(1 <= len(share.receivers) <= most for share in shares)
        chance.shuffle(chosen)
        assert rules.divide(chosen, most=most) == shares


class TestAllowance:
    @given(st.integers(0, 50_000).map(lambda hours: DAY + timedelta(hours=hours)), st.sampled_from(QuotaMode))
    def test_has_begun_and_not_ended(self, now, mode):
        since, most = rules.allowance(mode, now=now)
        lasts = {QuotaMode.DAY: 1, QuotaMode.WEEK: 7, QuotaMode.MONTH: most}[mode]
        assert since <= now < since + timedelta(days=lasts)
        assert since.astimezone(BEIJING).hour == 0

    def test_is_a_months_days_seven_a_week_or_one_a_day_in_beijing(self):
        now = datetime.fromisoformat("2026-02-28T16:30:00+00:00")  # half past midnight of 1 March, a Sunday
        assert rules.allowance(QuotaMode.MONTH, now=now) == (datetime(2026, 3, 1, tzinfo=BEIJING), 31)
        assert rules.allowance(QuotaMode.WEEK, now=now) == (datetime(2026, 2, 23, tzinfo=BEIJING), 7)
        assert rules.allowance(QuotaMode.DAY, now=now) == (datetime(2026, 3, 1, tzinfo=BEIJING), 1)


class TestCheck:
    def test_takes_four_thousand_bytes_and_not_one_more(self):
        rules.check(Message("汉" * 1_333 + "a"), known={})
        with pytest.raises(SendTextTooLong) as refused:
            rules.check(Message("汉" * 1_334), known={})
        assert refused.value.facts == {"bytes": 4_002, "most": 4_000}

    def test_takes_nine_attachments_that_are_there(self):
        link, file = Enclosed("link", title="活动", url="https://brand.cn"), Enclosed("image", media=7)
        rules.check(Message(attachments=(link,) * 8 + (file,)), known={7: "image"})
        with pytest.raises(TooManyAttachments):
            rules.check(Message(attachments=(link,) * 10), known={})
        with pytest.raises(NothingToSay):
            rules.check(Message("  "), known={})

    @pytest.mark.parametrize(
        "one",
        [
            Enclosed("image", media=8),
            Enclosed("video", media=7),
            Enclosed("file"),
            Enclosed("link", title="x", url="javascript:alert(1)"),
            Enclosed("link", url="https://brand.cn"),
            Enclosed("miniprogram", media=7, title="x", url="pages/a"),
        ],
    )
    def test_refuses_what_would_be_refused_there(self, one):
        with pytest.raises(NotAnAttachment):
            rules.check(Message("x", (one,)), known={7: "image"})

    def test_wants_to_know_to_whom(self):
        with pytest.raises(NoAudience):
            rules.check_audience(Kind.CUSTOMERS, Audience())
        with pytest.raises(AudienceMismatched):
            rules.check_audience(Kind.GROUPS, Audience(segment="s"))
        with pytest.raises(AudienceMismatched):
            rules.check_audience(Kind.CUSTOMERS, Audience(groups=("g",)))
        rules.check_audience(Kind.GROUPS, Audience(everybody=True))


class TestReminders:
    @given(st.lists(st.integers(0, 72), max_size=12))
    def test_are_never_more_than_three_in_any_day(self, hours):
        reminded: list[datetime] = []
        for hour in sorted(hours):
            now = DAY + timedelta(hours=hour)
            if rules.may_remind(reminded, now=now):
                reminded.append(now)
        for at in reminded:
            assert sum(at - timedelta(days=1) < other <= at for other in reminded) <= 3
