"""What moments decide, held to their laws."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.wecom.shapes.sends import Linked, Moment, Pictured, Words
from huoshui.relations.moments import rules
from huoshui.relations.moments.contract import (
    Hidden,
    MomentCounts,
    MomentMixed,
    MomentPlan,
    MomentTextTooLong,
    NoPublishers,
    NothingToPublish,
    NotInAMoment,
    Viewing,
)
from huoshui.relations.sends.contract import Enclosed, Message

DAY = datetime(2026, 11, 20, tzinfo=UTC)
FILES = {1: "image", 2: "video", 3: "file"}
PICTURE = Enclosed("image", 1)

viewings = st.builds(
    Viewing, staff=st.sampled_from(("anna", "bert", "carl")), identity=st.none(), friend=st.booleans(),
    staff_left=st.booleans(), may_publish=st.booleans(), tagged=st.booleans(),
)  # fmt: skip


class TestHides:
    @given(st.lists(viewings, max_size=5), st.randoms(use_true_random=False))
    def test_says_the_same_in_whatever_order(self, ones: list[Viewing], chance: object) -> None:
        mixed = list(ones)
        chance.shuffle(mixed)  # type: ignore[attr-defined]
        assert rules.hides(mixed) == rules.hides(ones)

    @given(st.lists(viewings, max_size=5))
    def test_hides_nobody_who_could_see_it_at_somebody(self, ones: list[Viewing]) -> None:
        assert (rules.hides(ones) is None) == any(rules.shows(one) for one in ones)

    @given(st.lists(viewings, max_size=4), viewings)
    def test_one_staff_member_more_hides_nobody(self, ones: list[Viewing], more: Viewing) -> None:
        if rules.hides(ones) is None:
            assert rules.hides([*ones, more]) is None

    @pytest.mark.parametrize(
        ("one", "why"),
        [
            (Viewing("a", 1, friend=False, staff_left=True, may_publish=False, tagged=False), Hidden.NOT_A_FRIEND),
            (Viewing("a", 1, friend=True, staff_left=True, may_publish=False, tagged=False), Hidden.STAFF_LEFT),
            (Viewing("a", 1, friend=True, staff_left=False, may_publish=False, tagged=False), Hidden.NO_RIGHT),
            (Viewing("a", 1, friend=True, staff_left=False, may_publish=True, tagged=False), Hidden.NO_TAG),
            (Viewing("a", 1, friend=True, staff_left=False, may_publish=True, tagged=True), None),
        ],
    )
    def test_tells_first_what_can_be_changed_least(self, one: Viewing, why: Hidden | None) -> None:
        assert rules.hides([one]) is why


class TestCheck:
    @pytest.mark.parametrize(
        "message",
        [
            Message("汉" * 1_333), Message("a" * 2_000), Message(attachments=(PICTURE,) * 9),
            Message(attachments=(Enclosed("video", 2),)),
            Message("看", (Enclosed("link", 1, "标题", "https://b.cn"),)),
        ],
    )  # fmt: skip
    def test_takes_what_the_platform_takes(self, message: Message) -> None:
        rules.check(MomentPlan("n", message, everybody=True), known=FILES)

    @pytest.mark.parametrize(
        ("message", "refusal"),
        [
            (Message(), NothingToPublish),
            (Message("汉" * 1_334), MomentTextTooLong),
            (Message("a" * 2_001), MomentTextTooLong),
            (Message(attachments=(PICTURE,) * 10), MomentMixed),
            (Message(attachments=(PICTURE, Enclosed("video", 2))), MomentMixed),
            (Message(attachments=(Enclosed("image", 2),)), NotInAMoment),
            (Message(attachments=(Enclosed("file", 3),)), NotInAMoment),
            (Message(attachments=(Enclosed("link", None, "标题", "https://b.cn"),)), NotInAMoment),
            (Message(attachments=(Enclosed("link", 1, "标题", "b.cn"),)), NotInAMoment),
        ],
    )
    def test_refuses_what_it_would_refuse(self, message: Message, refusal: type[Exception]) -> None:
        with pytest.raises(refusal):
            rules.check(MomentPlan("n", message, everybody=True), known=FILES)

    def test_wants_to_know_who_publishes(self) -> None:
        with pytest.raises(NoPublishers):
            rules.check(MomentPlan("n", Message("x")), known=FILES)


class TestIsOurs:
    def test_knows_a_listed_moment_by_all_that_it_says(self) -> None:
        said = Message("上新", (PICTURE, PICTURE))
        listed = Moment(text=Words("上新"), image=[Pictured("x"), Pictured("y")])
        assert rules.is_ours(listed, said)
        strange = [
            Moment(text=Words("上新!"), image=listed.image), Moment(text=Words("上新"), image=listed.image[:1]),
            Moment(text=Words("上新"), image=listed.image, create_type=1),
            Moment(text=Words("上新"), image=listed.image, link=Linked(url="https://b.cn")),
        ]  # fmt: skip
        assert not any(rules.is_ours(one, said) for one in strange)


class TestLooking:
    @given(st.timedeltas(timedelta(0), timedelta(days=3)))
    def test_for_what_was_lost_ends_with_the_jobs_day(self, age: timedelta) -> None:
        wait = rules.find_again(DAY, now=DAY + age)
        assert (wait is None) == (age >= rules.JOB_LIVES)
        assert wait is None or wait > timedelta(0)

    @given(st.timedeltas(timedelta(0), timedelta(days=1)))
    def test_after_a_job_is_never_hurried(self, age: timedelta) -> None:
        assert rules.ask_job_again(DAY, now=DAY + age) >= timedelta(seconds=5)


class TestCounts:
    @given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
    def test_rates_are_of_what_they_say_and_nothing_before_that(self, small: int, middle: int, large: int) -> None:
        engaged, shown, chosen = sorted((small, middle, large))
        counts = MomentCounts(asked=chosen, published=shown, chosen=chosen, shown=shown, engaged=engaged)
        for rate, part, whole in (
            (counts.published_rate, shown, chosen), (counts.reach, shown, chosen), (counts.engagement, engaged, shown),
        ):  # fmt: skip
            assert rate == (part / whole if whole else None)
            assert rate is None or 0 <= rate <= 1
