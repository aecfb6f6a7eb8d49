"""The arithmetic of access."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.access import rules
from huoshui.access.contract import (
    EVERYTHING,
    NOTHING,
    NotALogin,
    Permission,
    Role,
    Scope,
    UnitKind,
    UnitMisplaced,
    WeakPassword,
)

units = st.lists(st.integers(1, 12), max_size=8).map(lambda ids: Scope(tuple(sorted(set(ids)))))
scopes = st.one_of(st.just(EVERYTHING), units)
roles = st.sampled_from(Role)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class TestScope:
    @given(scopes, scopes)
    def test_meet_lies_within_both(self, a, b):
        assert a.meet(b).within(a)
        assert a.meet(b).within(b)

    @given(scopes, scopes, st.integers(0, 13))
    def test_meet_covers_what_both_cover(self, a, b, unit):
        assert a.meet(b).covers(unit) == (a.covers(unit) and b.covers(unit))

    @given(scopes, scopes, st.integers(0, 13))
    def test_within_means_never_more(self, a, b, unit):
        if a.within(b) and a.covers(unit):
            assert b.covers(unit)

    @given(scopes)
    def test_everything_and_nothing_are_the_ends(self, scope):
        assert scope.within(EVERYTHING)
        assert NOTHING.within(scope)
        assert scope.meet(EVERYTHING) == scope
        assert scope.meet(NOTHING) == NOTHING

    def test_rows_of_no_unit_belong_to_headquarters(self):
        assert EVERYTHING.covers(None)
        assert not Scope((1, 2)).covers(None)


class TestPermissions:
    @given(roles, scopes)
    def test_a_smaller_scope_never_gives_more(self, role, scope):
        assert rules.permissions_of(role, scope=scope) <= rules.permissions_of(role, scope=EVERYTHING)

    @given(roles, units)
    def test_nothing_that_reaches_every_unit_is_held_in_one(self, role, scope):
        held = rules.permissions_of(role, scope=scope)
        assert not {
            name
            for name in held
            if name.split(".")[0] in {"events", "sources", "imports", "touchpoints", "sends", "connectors", "system"}
        }

    def test_each_role_holds_what_the_table_in_the_docs_says(self):
        everywhere = {role: rules.permissions_of(role, scope=EVERYTHING) for role in Role}
        assert everywhere[Role.ADMIN] == set(Permission)
        assert sorted(everywhere[Role.OPERATOR]) == [
            "events.manage",
            "events.read",
            "imports.run",
            "orders.read",
            "people.change",
            "people.read",
            "people.reveal",
            "reports.read",
            "sends.manage",
            "touchpoints.manage",
        ]
        assert sorted(everywhere[Role.VIEWER]) == ["events.read", "orders.read", "people.read", "reports.read"]
        assert sorted(everywhere[Role.GUIDE]) == ["orders.read", "people.read", "people.reveal"]


class TestPlace:
    @pytest.mark.parametrize(
        ("kind", "parent"),
        [("region", "headquarters"), ("store", "headquarters"), ("dealer", "region"), ("store", "dealer")],
    )
    def test_takes_a_lower_level(self, kind, parent):
        rules.check_place(UnitKind(kind), parent=UnitKind(parent))

    @pytest.mark.parametrize(
        ("kind", "parent"),
        [("headquarters", "headquarters"), ("region", "store"), ("dealer", "dealer"), ("store", "store")],
    )
    def test_refuses_an_equal_or_higher_one(self, kind, parent):
        with pytest.raises(UnitMisplaced):
            rules.check_place(UnitKind(kind), parent=UnitKind(parent))


class TestPath:
    @given(st.lists(st.integers(1, 2**63 - 1), min_size=1, max_size=4), st.lists(st.integers(1, 2**63 - 1), max_size=4))
    def test_what_is_below_lies_in_the_range_and_nothing_else(self, steps, others):
        path, other = _path(steps), _path(others)
        in_range = path.encode() <= other.encode() < (path + rules.AFTER_DIGITS).encode()
        assert in_range == (others[: len(steps)] == steps)


def _path(steps):
    path = "/"
    for step in steps:
        path = rules.path_of(step, parent=path)
    return path


class TestSession:
    @given(st.integers(0, 8 * 24 * 60), st.integers(0, 8 * 24 * 60))
    def test_lives_twelve_hours_after_its_use_and_seven_days_at_most(self, seen, later):
        moment = NOON + timedelta(minutes=seen + later)
        alive = rules.session_alive(created_at=NOON, seen_at=NOON + timedelta(minutes=seen), now=moment)
        assert alive == (later < 12 * 60 and seen + later < 7 * 24 * 60)


class TestThrottle:
    @given(st.sampled_from([rules.BY_LOGIN, rules.BY_ADDRESS]), st.integers(1, 10_000))
    def test_waits_never_shrink_and_never_pass_the_longest(self, throttle, failures):
        assert throttle.wait(failures) <= throttle.wait(failures + 1) <= throttle.longest

    def test_doubles_from_one_second_after_the_free_ones(self):
        waits = [rules.BY_LOGIN.wait(n).total_seconds() for n in range(3, 16)]
        assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]

    def test_forgets_after_a_quiet_hour(self):
        assert rules.BY_LOGIN.failures(9, failed_at=NOON, now=NOON + timedelta(hours=1)) == 10
        assert rules.BY_LOGIN.failures(9, failed_at=NOON, now=NOON + timedelta(hours=1, seconds=1)) == 1


class TestNetwork:
    @pytest.mark.parametrize(
        ("address", "network"),
        [
            ("203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("testclient", "testclient"),
            ("", ""),
        ],
    )
    def test_counts_one_customer_as_one(self, address, network):
        assert rules.network_of(address) == network


class TestPassword:
    @pytest.mark.parametrize(
        "password",
        [
            "short",
            "123456789",
            "aaaaaaaaaaaa",
            "ababababababab",
            "1234567890",
            "Password123",
            "passw0rd2026",
            "lilei12345",
            "LiLei-2026",
            "x" * 129,
        ],
    )
    def test_refuses_what_guessers_try(self, password):
        with pytest.raises(WeakPassword):
            rules.check_password(password, login="lilei@brand.cn")

    @pytest.mark.parametrize(
        "password", ["活水不腐户枢不蠹常流常新也", "huoshui-demo", "correct horse battery", "q7!kkdI0-z"]
    )
    def test_takes_long_ones_in_any_script(self, password):
        rules.check_password(password, login="lilei")

    def test_is_the_same_however_a_keyboard_composes_a_letter(self):
        assert rules.normal_password("Cafe\u0301 am Meer") == rules.normal_password("Caf\u00e9 am Meer")


class TestLogin:
    @pytest.mark.parametrize(
        ("login", "normal"),
        [(" Boss ", "boss"), ("ＬＩ.lei", "li.lei"), ("a@b.cn", "a@b.cn"), ("李雷", "李雷")],
    )
    def test_has_one_way_to_write_it(self, login, normal):
        assert rules.normal_login(login) == normal

    @pytest.mark.parametrize("login", ["", "a", "a b", "a\x00b", "a\nb", "<script>", "x" * 101, "\ud800ab"])
    def test_refuses_what_cannot_be_one(self, login):
        with pytest.raises(NotALogin):
            rules.normal_login(login)

    @given(st.text())
    def test_normalizing_twice_changes_nothing(self, login):
        try:
            normal = rules.normal_login(login)
        except NotALogin:
            return
        assert rules.normal_login(normal) == normal
