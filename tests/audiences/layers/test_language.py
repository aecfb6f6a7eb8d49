"""What layers brought to the segment language: days, earlier moments, and levels, at their borders."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.audiences.contract.errors import NoHistory, NoSuchLayer
from huoshui.audiences.contract.language import TraitIs
from huoshui.audiences.contract.values import DateAge
from huoshui.audiences.rules.bounds import end_of
from huoshui.audiences.rules.defaults import LAYERINGS
from huoshui.audiences.rules.inlining import inlined
from huoshui.audiences.rules.person import Deed, Sale, passes
from huoshui.audiences.rules.reading import read
from tests.audiences.test_borders import ADD, BUY, VIEW, deeds, who
from tests.audiences.world import DAY, HOUR, NOW, Market, where

MIDNIGHT = 11 * HOUR  # it is 11:00 in Beijing


def at_least(value: float) -> dict[str, Any]:
    return {"type": "number", "op": ">=", "value": value}


class TestDays:
    async def test_are_those_of_beijing_and_count_once(self, platform: Platform) -> None:
        market = deeds(
            (1, MIDNIGHT, VIEW), (1, MIDNIGHT + 1, VIEW),  # the first moment of today, the last of yesterday
            (2, 0, VIEW), (2, MIDNIGHT, VIEW), (3, 0, VIEW), (3, DAY, VIEW), (3, 2 * DAY, VIEW), (4, 0, ADD),
        )  # fmt: skip
        two = {"kind": "did", "events": [VIEW], "measure": "days", "test": at_least(2)}
        assert await who(platform, market, **two) == [1, 3]
        assert await who(platform, market, **{**two, "test": at_least(3)}) == [3]
        assert await who(platform, market, **{**two, "test": {"type": "number", "op": "<", "value": 2}}) == [2, 4]
        assert await who(platform, market, **{**two, "test": {"type": "number", "op": "=", "value": 2}}) == [1]

    async def test_of_orders_and_the_time_between_the_first_and_the_last(self, platform: Platform) -> None:
        market = Market(people={number: {} for number in range(1, 5)})
        for person, ago in ((1, 0), (1, DAY), (2, 0), (2, DAY - 1), (3, 0)):
            market.sales.append((person, Sale(NOW - ago, 100, bought=True), 0))
        assert await who(platform, market, kind="orders", measure="days", test=at_least(2)) == [1, 2]
        assert await who(platform, market, kind="orders", measure="span_days", test=at_least(1)) == [1]
        nothing = {"type": "number", "op": "=", "value": 0}
        assert await who(platform, market, kind="orders", measure="span_days", test=nothing) == [3]
        assert await who(platform, market, kind="orders", measure="days", test=nothing) == [4]


class TestAsOf:
    async def test_asks_of_the_end_of_a_day_or_so_long_ago(self, platform: Platform) -> None:
        market = deeds((1, MIDNIGHT, VIEW), (2, MIDNIGHT + 1, VIEW), (3, DAY, VIEW), (3, 0, BUY))
        did = {"kind": "did", "events": [VIEW], "within": {"last": "1d"}}
        assert await who(platform, market, kind="as_of", on="2026-11-19", of=did) == [2, 3]
        assert await who(platform, market, kind="as_of", ago="1d", of=did) == [3]
        assert await who(platform, market, kind="as_of", on="2099-01-01", of=did) == [1, 2]  # never later than now
        inside = {"kind": "as_of", "ago": "1d", "of": did}
        assert await who(platform, market, kind="as_of", ago="1h", of=inside) == []  # 25 hours ago
        not_yet = {"kind": "not", "of": {"kind": "did", "events": [BUY]}}
        assert await who(platform, market, kind="as_of", ago="1h", of=not_yet) == [1, 2, 3]

    def test_of_a_day_is_its_last_millisecond_in_beijing(self) -> None:
        assert end_of(date(2026, 11, 19)) == NOW - MIDNIGHT - 1

    @pytest.mark.parametrize(
        "of", [{"kind": "known"}, {"kind": "any", "of": [{"kind": "did"}, {"kind": "tag", "tag": "x"}]}]
    )
    def test_refuses_what_is_only_known_of_today(self, of: dict[str, Any]) -> None:
        node = {"kind": "as_of", "ago": "1d", "of": of}
        with pytest.raises(NoHistory, match=of.get("of", [of])[-1]["kind"]):
            read({"version": 1, "where": {"kind": "not", "of": node}})
        with pytest.raises(NoHistory):  # hidden in a segment that it uses
            inlined(where(**{**node, "of": {"kind": "segment", "name": "s"}}), {"s": where(**of)}, LAYERINGS)

    @pytest.mark.parametrize("moment", [{}, {"ago": "1d", "on": "2026-11-01"}])
    def test_has_one_moment(self, moment: dict[str, str]) -> None:
        with pytest.raises(Exception, match="either ago or on"):
            where(kind="as_of", of={"kind": "did"}, **moment)


class TestEnded:
    async def test_is_over_with_the_last_end_and_on_again_with_a_new_beginning(self, platform: Platform) -> None:
        market = deeds(
            (1, HOUR, ADD), (2, 2 * HOUR, ADD), (2, HOUR, BUY), (3, 2 * HOUR, BUY), (3, HOUR, ADD),
            (4, HOUR, ADD), (4, HOUR, BUY), (5, HOUR, BUY),
        )  # fmt: skip
        standing = {"kind": "sequence", "steps": [{"events": [ADD]}], "without": {"events": [BUY]}}
        assert await who(platform, market, **standing) == [1, 3, 4]


class TestRolesAndCalls:
    async def test_ask_for_the_events_of_a_stage_and_for_page_views(self, platform: Platform) -> None:
        market = Market(people={1: {}, 2: {}, 3: {}})
        market.deeds = [
            (1, Deed(NOW, "Ad Viewed")), (2, Deed(NOW, "首页", call="page")), (3, Deed(NOW, "Product Added")),
        ]  # fmt: skip
        assert await who(platform, market, kind="did", roles=["A"]) == [1]
        assert await who(platform, market, kind="did", roles=["A"], events=["加入购物车"]) == [1, 3]
        assert await who(platform, market, kind="did", calls=["page"]) == [2]


class TestLevels:
    def test_that_do_not_exist_are_refused_with_those_that_do(self) -> None:
        with pytest.raises(NoSuchLayer, match="none, O, A, I1, I2, P, L, I"):
            inlined(where(kind="aipl", stages=["X"]), {}, LAYERINGS)
        with pytest.raises(NoSuchLayer, match="silent"):
            inlined(where(kind="aipl", stages=["silent"]), {}, LAYERINGS)
        inlined(where(kind="aipl", stages=["silent"], count="active"), {}, LAYERINGS)

    async def test_moved_from_interest_to_purchase_is_a_condition(self, platform: Platform) -> None:
        market = deeds((1, 8 * DAY, "Product Added"), (2, 8 * DAY, "Product Added"), (3, DAY, "Product Added"))
        market.sales = [(person, Sale(NOW - HOUR, 100, bought=True), 0) for person in (1, 3)]
        moved = where(kind="all", of=[
            {"kind": "as_of", "ago": "7d", "of": {"kind": "aipl", "stages": ["I"]}}, {"kind": "aipl", "stages": ["P"]},
        ])  # fmt: skip
        whole = inlined(moved, {}, LAYERINGS).model_dump(mode="json", by_alias=True)
        assert await who(platform, market, **whole) == [1]


class TestAge:
    @pytest.mark.parametrize(
        ("today", "unit", "ages", "born"),
        [
            ("2026-02-28", "months", (1, 2), ("2026-01-01", "2026-01-31")),  # a month after the 31st is the 28th
            ("2026-03-30", "months", (1, 2), ("2026-01-31", "2026-02-28")),
            ("2026-03-31", "months", (1, 2), ("2026-02-01", "2026-02-28")),
            ("2028-02-29", "years", (1, 3), ("2025-03-01", "2027-02-28")),
            ("2026-11-20", "months", (3, 6), ("2026-05-21", "2026-08-20")),
            ("2026-11-20", "months", (-3, 0), ("2026-11-21", "2027-02-20")),  # due in three months or less
            ("2026-11-20", "weeks", (0, 1), ("2026-11-14", "2026-11-20")),
        ],
    )
    def test_is_by_the_calendar(self, today: str, unit: str, ages: tuple[int, int], born: tuple[str, str]) -> None:
        condition = where(kind="trait", name="b", test={"type": "date", "op": "age", "unit": unit, "value": ages})
        assert isinstance(condition, TraitIs)
        now = end_of(date.fromisoformat(today))
        days = [date.fromisoformat(day) for day in born]
        outside = [days[0] - timedelta(days=1), days[1] + timedelta(days=1)]
        assert [passes(condition.test, str(day), now=now) for day in days] == [True, True]
        assert [passes(condition.test, str(day), now=now) for day in outside] == [False, False]

    @given(
        today=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
        ages=st.tuples(st.integers(-40, 40), st.integers(1, 30)),
        unit=st.sampled_from(["days", "weeks", "months", "years"]),
        ago=st.integers(-900, 900),
    )
    def test_puts_every_day_in_exactly_one_of_bands_that_follow(
        self, today: date, ages: tuple[int, int], unit: str, ago: int
    ) -> None:
        least, width = ages
        bands = [
            DateAge.model_validate({"type": "date", "op": "age", "unit": unit, "value": value})
            for value in ((-1200, least), (least, least + width), (least + width, 1200))
        ]
        born = str(today - timedelta(days=ago))
        assume(unit != "days" or abs(ago) < 1200)
        assert sum(passes(band, born, now=end_of(today)) for band in bands) == 1


class TestFirstChannel:
    async def test_is_of_the_earliest_public_touch_and_goes_back_in_time(self, platform: Platform) -> None:
        market = Market(people={number: {} for number in range(1, 5)})
        market.deeds = [
            (1, Deed(NOW - DAY, VIEW, "weibo")), (1, Deed(NOW - HOUR, VIEW, "douyin")),
            (2, Deed(NOW - DAY, VIEW, "wecom")), (2, Deed(NOW - HOUR, VIEW, "weibo")),
            (3, Deed(NOW - DAY, VIEW, "weibo")), (3, Deed(NOW - DAY, VIEW, "douyin")),  # at once: douyin goes first
        ]  # fmt: skip
        assert await who(platform, market, kind="first_channel", channels=["weibo"]) == [1, 2]
        assert await who(platform, market, kind="first_channel", channels=["douyin", "wecom"]) == [3]
        assert await who(platform, market, kind="first_channel", channels=[""]) == [4]
        then = {"kind": "first_channel", "channels": [""]}
        assert await who(platform, market, kind="as_of", ago="2h", of=then) == [2, 4]
