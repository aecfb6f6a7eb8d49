"""The laws of histories, of balances and of windows."""

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.relations.followers.contract import Entry, Kind, Standing, Turn
from huoshui.relations.followers.rules import balance, following, window
from huoshui.relations.followers.rules.balance import Line
from huoshui.relations.followers.rules.following import Fact, replay

T0, MINUTE, DAY = 1_795_296_000_000, 60_000, 86_400_000
NOW = datetime.fromisoformat("2026-11-20T02:00:00+00:00")


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(Kind), st.integers(0, 6), st.integers(0, 2)), max_size=12, unique=True)
    )
    scenes = st.sampled_from(["", "s1", "s2"])
    return [
        Fact(kind, T0 + at * MINUTE, f"{kind}:{at}:{number}", {"scene": draw(scenes)}) for kind, at, number in drawn
    ]


@st.composite
def ledgers(draw: st.DrawFn) -> list[Line]:
    drawn = draw(
        st.lists(st.tuples(st.sampled_from(Entry), st.integers(0, 8), st.integers(0, 3)), max_size=14, unique=True)
    )
    return [Line(entry, T0 + at, f"{entry}:{at}:{ref}", str(ref)) for entry, at, ref in drawn]


def fact(kind: Kind, at: int, **said: object) -> Fact:
    return Fact(kind, T0 + at, f"{kind}:{at}", said)


class TestFollowing:
    @given(histories(), st.randoms(use_true_random=False))
    def test_state_is_the_replay_of_the_history_in_any_order_and_with_repeats(
        self, facts: list[Fact], chance: random.Random
    ) -> None:
        arriving = [*facts, *facts]
        chance.shuffle(arriving)
        assert replay(arriving).follow == replay(facts).follow
        assert [turn for _, turn in replay(arriving).turns] == [turn for _, turn in replay(facts).turns]

    @given(histories())
    def test_nobody_leaves_more_often_than_they_came(self, facts: list[Fact]) -> None:
        came = left = 0
        for _, turn in replay(facts).turns:
            came += turn in (Turn.FOLLOWED, Turn.REFOLLOWED)
            left += turn is Turn.UNFOLLOWED
            assert left <= came + 1, "an end whose beginning was lost is one more"

    @given(histories())
    def test_acts_that_open_a_window_never_move_a_standing(self, facts: list[Fact]) -> None:
        moving = [one for one in facts if one.kind in following.STANDS]
        told, bare = replay(facts).follow, replay(moving).follow
        assert (told.standing, told.source, told.followed_at) == (bare.standing, bare.source, bare.followed_at)

    def test_a_second_follow_keeps_when_the_first_was_and_takes_its_own_scene(self) -> None:
        told = replay(
            [
                fact(Kind.FOLLOWED, 0, scene="shop1"),
                fact(Kind.UNFOLLOWED, DAY),
                fact(Kind.FOLLOWED, 2 * DAY, scene="ad7"),
            ]
        )
        assert [turn for _, turn in told.turns] == [Turn.FOLLOWED, Turn.UNFOLLOWED, Turn.REFOLLOWED]
        assert (told.follow.begun_at, told.follow.followed_at, told.follow.source) == (T0, T0 + 2 * DAY, "ad7")

    def test_a_follow_that_comes_after_it_was_found_is_no_second_happening(self) -> None:
        found, late = fact(Kind.FOUND, 0, scene="s1"), fact(Kind.FOLLOWED, 1_000, scene="s1")
        assert following.echoes([found], late)
        assert not following.echoes([found], fact(Kind.FOLLOWED, DAY))
        assert [turn for _, turn in replay([found, late]).turns] == [Turn.FOLLOWED, Turn.NOTHING]

    def test_who_was_missing_gives_way_to_what_was_told(self) -> None:
        began, gone, said = fact(Kind.FOLLOWED, 0), fact(Kind.MISSING, DAY), fact(Kind.UNFOLLOWED, DAY // 2)
        assert replay([began, gone]).follow.supposed
        told = replay([began, gone, said]).follow
        assert (told.standing, told.supposed, told.since) == (Standing.UNFOLLOWED, False, T0 + DAY // 2)
        assert following.echoes([began, gone], said)

    def test_who_left_and_came_again_within_a_second_came_after_they_left(self) -> None:
        history = [fact(Kind.FOLLOWED, 0), fact(Kind.UNFOLLOWED, DAY)]
        at = following.found_at(history, T0 + DAY)
        assert replay([*history, Fact(Kind.FOUND, at, "found")]).follow.standing is Standing.FOLLOWING


class TestBalance:
    @given(ledgers(), st.randoms(use_true_random=False))
    def test_is_the_replay_of_its_lines_in_any_order_and_never_below_nothing(
        self, lines: list[Line], chance: random.Random
    ) -> None:
        arriving = [*lines, *lines]
        chance.shuffle(arriving)
        told = balance.replay(arriving)
        assert told == balance.replay(lines)
        assert told.left >= 0

    @given(ledgers())
    def test_never_holds_more_than_was_accepted_since_the_last_refusal(self, lines: list[Line]) -> None:
        ordered = sorted(lines, key=lambda line: line.place)
        ends = [place for place, line in enumerate(ordered) if line.entry in (Entry.REFUSED, Entry.EXHAUSTED)]
        since = ordered[ends[-1] + 1 :] if ends else ordered
        accepted = sum(line.entry is Entry.ACCEPTED for line in since)
        assert balance.replay(lines).left <= accepted

    @given(ledgers())
    def test_whatever_is_sent_was_accepted(self, lines: list[Line]) -> None:
        """Send as often as the rule lets: never more often than people said yes."""
        held, sent = list(lines), 0
        while balance.may_send(balance.replay(held), lasting=False):
            at = balance.reserved_at(held, T0)
            held.append(Line(Entry.RESERVED, at, f"mine:{sent}", f"mine:{sent}"))
            sent += 1
        assert sent <= sum(line.entry is Entry.ACCEPTED for line in lines)
        assert balance.replay(held).left == 0

    @given(ledgers())
    def test_a_reservation_that_comes_back_changes_nothing(self, lines: list[Line]) -> None:
        before = balance.replay(lines)
        at = balance.reserved_at(lines, T0)
        taken = [*lines, Line(Entry.RESERVED, at, "~r", "mine"), Line(Entry.RETURNED, at, "~s", "mine")]
        assert balance.replay(taken).left == before.left

    def test_a_reservation_counts_though_the_platforms_clock_is_ahead(self) -> None:
        accepted = Line(Entry.ACCEPTED, T0 + 5_000, "yes")
        taken = Line(Entry.RESERVED, balance.reserved_at([accepted], T0), "mine", "mine")
        assert balance.replay([accepted, taken]).left == 0

    def test_a_refusal_ends_what_was_accepted_and_what_comes_back_after_it(self) -> None:
        lines = [
            Line(Entry.ACCEPTED, T0, "a"), Line(Entry.ACCEPTED, T0 + 1, "b"), Line(Entry.RESERVED, T0 + 2, "r", "1"),
            Line(Entry.REFUSED, T0 + 3, "no"), Line(Entry.RETURNED, T0 + 4, "back", "1"),
        ]  # fmt: skip
        assert balance.replay(lines).left == 0
        assert balance.why_not(lines) == "refused"

    def test_for_long_means_until_it_is_refused(self) -> None:
        lines = [Line(Entry.ACCEPTED, T0, "a")]
        lines += [Line(Entry.RESERVED, T0 + n, f"r{n}", str(n)) for n in range(1, 4)]
        assert balance.may_send(balance.replay(lines), lasting=True)
        assert not balance.may_send(balance.replay(lines), lasting=False)
        no = Line(Entry.REFUSED, T0 + 9, "no")
        assert not balance.may_send(balance.replay([*lines, no]), lasting=True)
        again = Line(Entry.ALLOWED, T0 + 10, "again")
        assert balance.replay([*lines, no, again]).left == 0
        assert balance.may_send(balance.replay([*lines, no, again]), lasting=True)

    @pytest.mark.parametrize(
        ("entries", "why"), [([], "never"), ([Entry.ACCEPTED], "used"), ([Entry.ACCEPTED, Entry.REFUSED], "refused")]
    )
    def test_says_why_nothing_is_left(self, entries: list[Entry], why: str) -> None:
        lines = [Line(entry, T0 + place, str(place)) for place, entry in enumerate(entries)]
        assert balance.why_not([*lines, Line(Entry.RESERVED, T0 + 9, "r", "1")] if lines else lines) == why


class TestWindow:
    def test_opens_for_two_days_and_five_messages_by_a_message(self) -> None:
        acts = [(Kind.MESSAGED, NOW)]
        sent = [NOW + timedelta(hours=hour) for hour in range(1, 6)]
        assert window.window("wechat_mp", acts, sent[:4], NOW + timedelta(hours=47)).left == 1
        assert window.window("wechat_mp", acts, sent, NOW + timedelta(hours=47)).shut == "used"
        assert window.window("wechat_mp", acts, [], NOW + timedelta(hours=48)).shut == "over"

    @pytest.mark.parametrize("act", [Kind.FOLLOWED, Kind.SCANNED, Kind.MENU_CLICKED])
    def test_opens_for_a_minute_and_three_messages_by_what_is_less(self, act: Kind) -> None:
        told = window.window("wechat_mp", [(act, NOW)], [], NOW + timedelta(seconds=59))
        assert (told.left, told.until, told.by) == (3, NOW + timedelta(minutes=1), act)
        assert window.window("wechat_mp", [(act, NOW)], [], NOW + timedelta(seconds=60)).shut == "over"

    def test_a_mini_program_gives_two_for_entering_and_knows_no_menu(self) -> None:
        assert window.window("miniprogram", [(Kind.SERVICE_ENTERED, NOW)], [], NOW).left == 2
        assert window.window("miniprogram", [(Kind.MENU_CLICKED, NOW)], [], NOW).shut == "never"

    def test_is_shut_for_who_follows_no_more(self) -> None:
        assert window.window("wechat_mp", [(Kind.MESSAGED, NOW)], [], NOW, gone=True).shut == "left"

    def test_what_was_sent_counts_against_each_allowance_before_it(self) -> None:
        acts = [(Kind.MESSAGED, NOW), (Kind.MENU_CLICKED, NOW + timedelta(hours=1))]
        sent = [NOW + timedelta(minutes=1)] * 5
        told = window.window("wechat_mp", acts, sent, NOW + timedelta(hours=1))
        assert (told.left, told.by) == (3, Kind.MENU_CLICKED)

    @given(
        st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 200_000)), max_size=6),
        st.lists(st.integers(0, 200_000), max_size=6),
        st.integers(0, 200_000),
    )
    def test_one_more_message_never_leaves_more(self, acts: list[tuple[Kind, int]], sent: list[int], at: int) -> None:
        moments = [(kind, NOW + timedelta(seconds=second)) for kind, second in acts]
        before, now = [NOW + timedelta(seconds=second) for second in sent], NOW + timedelta(seconds=at)
        left = window.window("wechat_mp", moments, before, now).left
        assert window.window("wechat_mp", moments, [*before, now], now).left == max(0, left - 1)
