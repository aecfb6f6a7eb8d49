"""The arithmetic of stores: places and distances, regions, who stands in, and files from spreadsheets."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.touchpoints.stores.contract import (
    Candidate,
    Datum,
    Details,
    Led,
    NotAStorePlace,
    Point,
    Store,
    StoreFileUnreadable,
    TooManyStores,
)
from huoshui.touchpoints.stores.rules.leading import led
from huoshui.touchpoints.stores.rules.places import EARTH_KM, gcj_of_bd, gcj_of_wgs, kept, kilometers, nearest
from huoshui.touchpoints.stores.rules.regions import narrowed, region_of, searched
from huoshui.touchpoints.stores.rules.sheets import read

POINTS = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
CHINA = st.builds(Point, st.floats(18.2, 53.5), st.floats(73.6, 135.0))
BEIJING, SHANGHAI = Point(39.9042, 116.4074), Point(31.2304, 121.4737)
REGIONS = st.sampled_from(["", "浙江", "江苏", "杭州", "南京"])


def store(unit: int, **details: Any) -> Store:
    return Store(unit, f"S{unit}", f"门店{unit}", f"/1/{unit}/", Details(**details), 1, None, "")


@st.composite
def several(draw: st.DrawFn) -> list[Store]:
    places = draw(st.lists(st.tuples(REGIONS, REGIONS, REGIONS, st.none() | POINTS), max_size=30))
    return [
        store(number, province=province, city=city, district=district, point=point)
        for number, (province, city, district, point) in enumerate(places)
    ]


class TestDistance:
    @given(POINTS, POINTS)
    def test_is_the_same_there_and_back_and_never_more_than_half_around(self, one: Point, other: Point) -> None:
        assert kilometers(one, other) == pytest.approx(kilometers(other, one), abs=1e-6)
        assert 0 <= kilometers(one, other) <= EARTH_KM * 3.1415926536

    @given(POINTS, POINTS, POINTS)
    def test_is_never_shorter_by_a_third_place(self, one: Point, other: Point, third: Point) -> None:
        assert kilometers(one, other) <= kilometers(one, third) + kilometers(third, other) + 1e-3

    @given(POINTS)
    def test_is_nothing_to_oneself(self, one: Point) -> None:
        assert kilometers(one, one) == 0

    def test_is_known_between_two_cities(self) -> None:
        assert kilometers(BEIJING, SHANGHAI) == pytest.approx(1067, abs=2)


class TestSystems:
    @pytest.mark.parametrize(
        ("gps", "shown"),
        [
            (Point(31.1774276, 121.5272106), Point(31.17530398364597, 121.531541859215)),
            (Point(22.543847, 113.912316), Point(22.540796131694766, 113.9171764808363)),
            (Point(39.911954, 116.377817), Point(39.91334545536069, 116.38404722455657)),
        ],
    )
    def test_gps_is_shifted_as_published(self, gps: Point, shown: Point) -> None:
        assert kilometers(gcj_of_wgs(gps), shown) < 0.001

    def test_baidus_is_shifted_as_published(self) -> None:
        assert kilometers(gcj_of_bd(Point(39.915, 116.404)), Point(39.90865673957631, 116.39762729119315)) < 0.001

    @given(CHINA)
    def test_a_shift_is_never_more_than_a_few_streets(self, point: Point) -> None:
        assert 0 < kilometers(point, gcj_of_wgs(point)) < 1.5

    @given(CHINA, st.floats(-0.05, 0.05), st.floats(-0.05, 0.05))
    def test_a_shift_leaves_distances_between_neighbors(self, point: Point, north: float, east: float) -> None:
        other = Point(point.latitude + north, point.longitude + east)
        assert kilometers(gcj_of_wgs(point), gcj_of_wgs(other)) == pytest.approx(
            kilometers(point, other), rel=0.02, abs=0.01
        )

    @pytest.mark.parametrize("place", [Point(51.5, -0.12), Point(35.68, 139.69), Point(-33.9, 151.2)])
    def test_nothing_is_shifted_outside_of_china(self, place: Point) -> None:
        assert kept(place, Datum.WGS84) == place

    @pytest.mark.parametrize(
        "place", [Point(120.15, 30.27), Point(0, 0), Point(float("nan"), 1), Point(91, 120), Point(1, 181)]
    )
    def test_what_is_no_place_is_refused(self, place: Point) -> None:
        with pytest.raises(NotAStorePlace):
            kept(place, Datum.GCJ02)


class TestNearest:
    @given(several(), POINTS, st.integers(1, 5), st.none() | st.integers(1, 20_000))
    def test_are_sorted_within_reach_and_none_that_is_left_out_is_nearer(
        self, stores: list[Store], here: Point, most: int, within: int | None
    ) -> None:
        found = nearest(stores, here, most=most, within_km=within)
        far = [distance for _, distance in found]
        assert far == sorted(far)
        assert len(found) <= most
        assert within is None or all(distance <= within for distance in far)
        rest = [
            kilometers(here, one.details.point)
            for one in stores
            if one.details.point is not None and one not in [chosen for chosen, _ in found]
        ]
        if len(found) == most and rest:
            assert min(rest) >= far[-1]
        elif within is not None and rest:
            assert min(rest) > within


class TestRegions:
    @given(several(), st.integers(1, 5))
    def test_lead_to_every_store_by_exactly_one_way(self, stores: list[Store], few: int) -> None:
        reached: list[int] = []
        open_ways: list[tuple[str, ...]] = [()]
        while open_ways:
            level = narrowed(stores, open_ways.pop(), few=few)
            reached += [one.unit for one in level.stores]
            assert not (level.regions and level.stores)
            left = [one for one in stores if all(region_of(one, at) == step for at, step in enumerate(level.chosen))]
            assert sum(count for _, count in level.regions) + len(level.stores) == len(left)
            open_ways += [(*level.chosen, region) for region, _ in level.regions]
        assert sorted(reached) == [one.unit for one in stores]

    @given(several(), st.lists(REGIONS, max_size=5))
    def test_answer_whatever_is_asked(self, stores: list[Store], chosen: list[str]) -> None:
        assert len(narrowed(stores, chosen, few=3).stores) <= len(stores)


class TestSearch:
    def test_finds_by_name_first_and_by_every_word(self) -> None:
        west, other = store(1, address="西湖路 1 号", city="杭州"), store(2, address="门店1 对面", city="南京")
        assert searched([other, west], "门店1") == [west, other]
        assert searched([other, west], "杭州 西湖") == [west]
        assert searched([other, west], "  ") == []


class TestLed:
    @given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=3))
    def test_is_somebody_on_shift_wherever_there_is_one_and_never_nobody(self, ways: list[tuple[bool, bool]]) -> None:
        candidates = [
            Candidate(way, way.value, is_open, is_open and manned)
            for way, (is_open, manned) in zip(list(Led)[-len(ways) :], ways, strict=True)
        ]
        chosen = led(candidates)
        assert chosen in candidates
        assert chosen.manned == any(one.manned for one in candidates)
        assert chosen.open == any(one.open for one in candidates)
        if chosen.manned:
            assert not any(one.manned for one in candidates[: candidates.index(chosen)])

    def test_is_headquarters_where_nobody_is_on_shift(self) -> None:
        own, last = Candidate(Led.OWN, "a", True, False), Candidate(Led.HEADQUARTERS, "z", True, False)
        assert led([own, last]) is last


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(str.strip)


class TestSheets:
    @given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
    def test_bring_what_was_written_in_any_encoding(self, rows: list[tuple[str, str]], encoding: str) -> None:
        out = io.StringIO()
        written = csv.writer(out)
        written.writerow(["门店编码", "地址"])
        written.writerows((f"S{number}", address) for number, (_, address) in enumerate(rows))
        lines, problems = read(out.getvalue().encode(encoding), datum=Datum.GCJ02)
        assert problems == []
        if encoding != "gb18030":  # what is valid in both is read as UTF-8
            assert [line.details.address for line in lines] == [address for _, address in rows]
        assert [line.store for line in lines] == [f"S{number}" for number in range(len(rows))]

    def test_tell_which_lines_cannot_be_taken_and_take_the_others(self) -> None:
        content = "编码,名称,纬度,经度\nA,一店,30.27,120.15\n,二店,,\nA,又是一店,,\nC,三店,120.15,30.27\nD,四店,x,1\n"
        lines, problems = read(content.encode(), datum=Datum.GCJ02)
        assert [(one.store, one.name, one.details.point) for one in lines] == [("A", "一店", Point(30.27, 120.15))]
        assert [(one.line, one.store) for one in problems] == [(3, ""), (4, "A"), (5, "C"), (6, "D")]
        assert "in each other's place" in problems[2].why

    def test_a_column_that_is_not_there_changes_nothing(self) -> None:
        (line,), _ = read("编码,电话\nA,0571-1\n".encode(), datum=Datum.GCJ02)
        known = Details(address="西湖路", phone="1", hidden=True, point=Point(30, 120))
        assert line.over(known) == Details(address="西湖路", phone="0571-1", hidden=True, point=Point(30, 120))

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe\x00a", "名称\n一店\n".encode(), "编码,门店编码\nA,B\n".encode()]
    )
    def test_refuse_what_is_no_table_of_stores(self, content: bytes) -> None:
        with pytest.raises(StoreFileUnreadable):
            read(content, datum=Datum.GCJ02)

    def test_refuse_what_is_too_much(self) -> None:
        with pytest.raises(TooManyStores):
            read(b"code\n" + b"".join(b"S%d\n" % number for number in range(2_001)), datum=Datum.GCJ02)
