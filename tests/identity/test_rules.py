"""Who is one person: laws of the rules, on any links in any order."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from huoshui.identity.components import Graph, Places, connected, doubtful
from huoshui.identity.rules import Policy, Tie, chain, cut_for, in_order, settle, turn

NAMES = ("", "member_no", "user_id", "phone", "email", "wechat_openid:w1", "device", "anonymous")
POLICY = Policy.of(NAMES)
COUNT = 12
spaces = st.lists(st.integers(1, len(NAMES) - 1), min_size=COUNT, max_size=COUNT).map(
    lambda many: dict(enumerate(many))
)
ends = (
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1))
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: (min(pair), max(pair)))
)
ties = st.lists(st.builds(lambda pair, operator, at: Tie(*pair, operator, at), ends, st.sampled_from([False] * 9 + [True]), st.integers(0, 5)),
                max_size=24, unique_by=lambda tie: tie[:3])  # fmt: skip
never = st.lists(ends, max_size=2)


def partition(
    space: dict[int, int], links: list[Tie], apart: Sequence[tuple[int, int]] = (), policy: Policy = POLICY
) -> set[frozenset[int]]:
    return {frozenset(group) for group in settle(space, links, apart, policy).groups().values()}


class TestSettle:
    @given(spaces, ties, never, st.randoms())
    def test_gives_the_same_people_in_any_order(self, space, links, apart, random) -> None:
        shuffled = random.sample(links, len(links))
        assert settle(space, links, apart, POLICY).refused == settle(space, shuffled, apart, POLICY).refused
        assert partition(space, links, apart) == partition(space, shuffled, apart)

    @given(spaces, ties, never)
    def test_never_leaves_a_refused_link_inside_a_person(self, space, links, apart) -> None:
        result = settle(space, links, apart, POLICY)
        for tie in links:
            assert (result.group[tie.a] == result.group[tie.b]) == (tie not in result.refused)

    @given(spaces, ties, never)
    def test_never_joins_whom_staff_keep_apart(self, space, links, apart) -> None:
        group = settle(space, links, apart, POLICY).group
        assert all(group[a] != group[b] for a, b in apart)

    @given(spaces, ties)
    def test_keeps_every_limit_where_staff_decided_nothing(self, space, links) -> None:
        for members in partition(space, [tie for tie in links if not tie.operator]):
            for number in range(1, len(NAMES)):
                held = sum(space[member] == number for member in members)
                assert not POLICY.limits[number] or held <= POLICY.limits[number]

    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(4, 11), st.integers(0, 9)), max_size=40))
    def test_no_sequence_of_weak_links_joins_two_member_numbers(self, seen) -> None:
        space = {**dict.fromkeys(range(4), 1), **dict.fromkeys(range(4, 8), 6), **dict.fromkeys(range(8, 12), 7)}
        links = {(a, b): Tie(a, b, False, at) for a, b, at in seen}
        links |= {(a, a + 1): Tie(a, a + 1, False, 3) for a in range(4, 11)}
        assert all(sum(member < 4 for member in group) <= 1 for group in partition(space, list(links.values())))

    @given(spaces, ties, never, ties)
    def test_is_a_function_of_the_links_alone(self, space, links, apart, more) -> None:
        whole = {tie[:3]: tie for tie in [*more, *links]}
        assert partition(space, list(whole.values()), apart) == partition(space, list(reversed(whole.values())), apart)

    def test_leaves_a_shared_device_with_whom_it_was_seen_first(self) -> None:
        space = {0: 2, 1: 2, 2: 6}
        result = settle(space, [Tie(0, 2, False, 5), Tie(1, 2, False, 3)], [], POLICY)
        assert result.refused == {Tie(0, 2, False, 5): "identified"}

    def test_keeps_two_known_people_on_one_phone_apart(self) -> None:
        result = settle({0: 2, 1: 2, 2: 3}, [Tie(0, 2, False, 1), Tie(1, 2, False, 2)], [], POLICY)
        assert result.refused == {Tie(1, 2, False, 2): "limit:user_id"}

    def test_lets_staff_join_what_the_limits_keep_apart_and_takes_no_third(self) -> None:
        space = {0: 2, 1: 2, 2: 2, 3: 3}
        links = [Tie(0, 1, True, 9), Tie(0, 3, False, 1), Tie(1, 3, False, 1), Tie(2, 3, False, 2)]
        assert settle(space, links, [], POLICY).refused == {Tie(2, 3, False, 2): "limit:user_id"}
        assert partition(space, links) == {frozenset({0, 1, 3}), frozenset({2})}

    def test_takes_no_more_than_the_cap(self) -> None:
        space = {0: 2, **dict.fromkeys(range(1, 6), 7)}
        result = settle(space, [Tie(0, one, False, one) for one in range(1, 6)], [], POLICY.capped(4))
        assert [tie.b for tie in result.refused] == [4, 5]
        assert set(result.refused.values()) == {"too_many"}

    def test_lets_nothing_join_through_a_namespace_that_proves_nothing(self) -> None:
        policy = Policy(NAMES, POLICY.strong, POLICY.limits, (*POLICY.joins[:6], False, True))
        result = settle({0: 2, 1: 6}, [Tie(0, 1, False, 1)], [], policy)
        assert result.refused == {Tie(0, 1, False, 1): "never_joins"}


class TestCutFor:
    @given(spaces, ties, st.data())
    def test_undoes_a_merge_exactly(self, space, links, data) -> None:
        links = [tie for tie in links if not tie.operator]
        before = settle(space, links, [], POLICY)
        groups = sorted(before.groups().values())
        if len(groups) < 2:
            return
        one, other = data.draw(st.permutations(groups))[:2]
        ends = sorted(min(group, key=lambda member: (space[member], member)) for group in (one, other))
        merge = Tie(*ends, True, 0)
        after = settle(space, [*links, merge], [], POLICY)
        assert set(one + other) == set(after.groups()[after.group[one[0]]])
        assert len(after.groups()) == len(groups) - 1
        states = {tie: after.refused.get(tie) for tie in [*links, merge]}
        leaving = data.draw(st.sampled_from(other))
        members = sorted(one + other)
        assert cut_for(leaving, members=members, space=space, ties=states, never=[], policy=POLICY) == [merge]
        assert partition(space, links, [merge[:2]]) == {frozenset(group) for group in groups}

    def test_takes_out_an_identifier_with_what_hangs_on_it_alone(self) -> None:
        space = {0: 2, 1: 3, 2: 5, 3: 7, 4: 7}
        links = {
            Tie(0, 1, False, 1): None,
            Tie(1, 2, False, 2): None,
            Tie(2, 3, False, 3): None,
            Tie(0, 4, False, 3): None,
        }
        cut = cut_for(2, members=[0, 1, 2, 3, 4], space=space, ties=links, never=[], policy=POLICY)
        assert cut == [Tie(1, 2, False, 2)]
        assert partition(space, [tie for tie in links if tie not in cut]) == {frozenset({0, 1, 4}), frozenset({2, 3})}


class TestChain:
    def test_is_the_shortest(self) -> None:
        assert chain([(1, 2), (2, 3), (3, 4), (1, 5), (5, 4)], 1, 4) == [1, 5, 4]
        assert chain([(1, 2)], 1, 3) == []
        assert chain([], 1, 1) == [1]


class TestConnected:
    @given(st.integers(1, 30), st.data())
    def test_labels_each_component_by_its_smallest_node(self, count, data) -> None:
        node = st.integers(0, count - 1)
        edges = data.draw(st.lists(st.tuples(node, node), max_size=40))
        a, b = (np.array([edge[end] for edge in edges], dtype=np.int64) for end in (0, 1))
        label = list(range(count))
        for _ in range(count):
            for one, other in edges:
                label[one] = label[other] = min(label[one], label[other])
        assert connected(count, a, b).tolist() == label


class TestDoubtful:
    @given(spaces, ties, never)
    def test_lets_no_component_pass_that_a_guard_divides(self, space, links, apart) -> None:
        a, b = (np.array([tie[end] for tie in links], dtype=np.int64) for end in (0, 1))
        foe_a, foe_b = (np.array([pair[end] for pair in apart], dtype=np.int64) for end in (0, 1))
        operator = np.array([tie.operator for tie in links], dtype=np.bool_)
        kinds = np.array([space[node] for node in range(COUNT)])
        label = connected(COUNT, a, b)
        flagged = doubtful(Graph(kinds, a, b, operator, foe_a, foe_b), label, POLICY)
        whole = {frozenset(np.flatnonzero(label == root).tolist()) for root in set(label.tolist()) if not flagged[root]}
        assert whole <= partition(space, links, apart)


class TestPlaces:
    @given(st.sets(st.integers(0, 2**63 - 2), min_size=1, max_size=50), st.booleans())
    def test_finds_each(self, identities, crowded) -> None:
        ascending = np.array(sorted({one >> 40 for one in identities} if crowded else identities), dtype=np.int64)
        assert Places(ascending).of(ascending[::-1]).tolist() == list(range(ascending.size))[::-1]


class TestInOrder:
    @given(spaces, ties)
    def test_takes_strong_links_first_and_what_staff_merged_last(self, space, links) -> None:
        ranks = [turn(operator=tie.operator, weak=weak) for weak, tie in in_order(space, links, POLICY)]
        assert ranks == sorted(ranks)
