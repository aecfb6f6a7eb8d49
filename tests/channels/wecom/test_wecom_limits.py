"""The client's table against the server's: neither was written from the other, and they must agree on every limit."""

import asyncio
from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import huoshui.rehearsal.wecom.server  # noqa: F401 it gathers the answers
from huoshui.channels.wecom import checks
from huoshui.channels.wecom.checks import slim
from huoshui.channels.wecom.failures import TooFast, Unsendable
from huoshui.channels.wecom.limits import ENDPOINTS, Again, Endpoint, Rate
from huoshui.channels.wecom.scheduler import Scheduler, Time, Window
from huoshui.rehearsal.wecom.answers.asked import ANSWERS, READS
from huoshui.rehearsal.wecom.law import HOURLY, LAW, No, Row, hold
from tests.channels.wecom.conftest import Hours

ROWS = [(path, row) for path, rows in LAW.items() for row in rows]
ENOUGH = {
    "some": "x", "type": 2, "user": ["u"], "text": {"content": "x"}, "remark": "x", "group_name": "g", "tag": [{"name": "n"}],
    "name": "n", "chat_id_list": ["wr"], "external_userid": ["wm"], "userid_list": ["u"], "userid": ["u"], "limit": 1,
    "start_time": 0, "end_time": 0, "day_begin_time": 0, "day_end_time": 0, "page_size": 1,
}  # fmt: skip
"""What satisfies every endpoint's least demands."""


def of_size(row: Row, size: int) -> dict[str, Any]:
    """A body in which one field has a size and all else is as it should be."""
    field, measure, _, _ = row
    value: Any = {
        "chars": "é" * size,
        "bytes": "安" * (size // 3) + "x" * (size % 3),
        "items": ["x"] * size,
        "number": size,
    }[measure]
    names = field.split(".")
    for name in reversed(names[1:]):
        value = {name: value}
    return ENOUGH | ({names[0][:-2]: [value]} if names[0].endswith("[]") else {names[0]: value})


class TestTheTwoTables:
    @pytest.mark.parametrize(("path", "row"), ROWS, ids=lambda one: one if isinstance(one, str) else one[0])
    def test_agree_on_each_limit(self, path: str, row: Row) -> None:
        path, most = f"externalcontact/{path}", row[2]
        hold(path, of_size(row, most))
        ENDPOINTS[path].check(of_size(row, most))
        with pytest.raises(No, match=str(row[3])):
            hold(path, of_size(row, most + 1))
        with pytest.raises(Unsendable):
            ENDPOINTS[path].check(of_size(row, most + 1))

    @pytest.mark.parametrize(("kinds", "fits"), [
        (["image"] * 9, True), (["video"], True), (["link"], True),
        (["image", "video"], False), (["video", "video"], False), (["link", "image"], False)])  # fmt: skip
    def test_let_a_moment_have_pictures_or_one_of_another_kind(self, kinds: list[str], fits: bool) -> None:
        body = ENOUGH | {"attachments": [{"msgtype": kind} for kind in kinds]}
        with nullcontext() if fits else pytest.raises(Unsendable):
            ENDPOINTS["externalcontact/add_moment_task"].check(body)

    def test_know_the_same_endpoints(self) -> None:
        assert ANSWERS.keys() | {"gettoken"} == ENDPOINTS.keys()

    def test_agree_on_what_may_be_asked_less_often(self) -> None:
        hourly = {path: rate.calls for path, one in ENDPOINTS.items() for rate in one.rates if rate.seconds == 3600}
        assert hourly == HOURLY

    def test_agree_on_what_changes_nothing(self) -> None:
        reads = {path for path, one in ENDPOINTS.items() if one.again is Again.READ}
        uploads = {"media/upload", "media/uploadimg", "media/upload_attachment"}
        assert reads - uploads - {"gettoken"} == READS


class TestSlim:
    def test_leaves_out_what_was_not_said(self) -> None:
        said = {
            "a": None,
            "b": {},
            "c": [],
            "d": {"e": {"f": None}},
            "g": "",
            "h": 0,
            "i": False,
            "j": [""],
            "k": ("x",),
        }
        assert slim(said) == {"g": "", "h": 0, "i": False, "j": [""], "k": ["x"]}

    @given(
        st.recursive(
            st.none() | st.text() | st.integers(), lambda x: st.dictionaries(st.text(), x) | st.lists(x), max_leaves=6
        )
    )
    def test_leaves_nothing_that_it_would_leave_out_again(self, value: Any) -> None:
        assert slim(slim(value)) == slim(value)


class TestChecks:
    def test_count_bytes_and_characters_apart(self) -> None:
        assert checks.characters("a", 2)({"a": "安娜"}) is None
        assert checks.octets("a", 5)({"a": "安娜"}) == "a has 6 bytes, 5 is the most"
        assert checks.characters("a", 2, 1)({"a": ""}) == "a has 0 characters, 1 is the least"

    def test_look_into_lists(self) -> None:
        body = {"tag": [{"name": "a"}, {"name": "abc"}]}
        assert checks.characters("tag[].name", 2)(body) == "tag[].name has 3 characters, 2 is the most"

    def test_ask_for_what_must_be_there(self) -> None:
        assert checks.items("a", 2, 1)({}) == "a has 0 items, 1 is the least"
        assert checks.some("a", "b")({"c": 1}) == "one of a, b is needed"
        assert checks.some("a", "b")({"b": 0}) is None

    def test_hold_periods(self) -> None:
        within = checks.period("a", "b", 30)
        assert within({"a": 0, "b": 30 * 86_400}) is None
        assert within({"a": 0, "b": 30 * 86_400 + 1}) is not None
        assert within({"a": 1, "b": 0}) == "a comes after b"

    def test_count_names_in_a_line(self) -> None:
        assert checks.listed("a", 2)({"a": "x|y"}) is None
        assert checks.listed("a", 2)({"a": "x|y|z"}) == "a has 3 names, 2 is the most"


class TestWindow:
    @given(st.integers(1, 20), st.sampled_from([60, 3600]), st.lists(st.floats(0, 100, allow_nan=False), max_size=200))
    def test_never_lets_more_through_than_its_rate(self, calls: int, seconds: int, gaps: list[float]) -> None:
        window, now, made = Window(Rate(calls, seconds)), 1_795_296_001.0, []
        for gap in gaps:
            now += gap
            wait = window.wait(now)
            if wait > 0:
                assert window.wait(now + wait) == 0, "whoever waits that long has room"
                now += wait
            window.count(now)
            made.append(now)
        for at in made:
            assert sum(at - seconds < one <= at for one in made) <= calls


class TestLane:
    async def test_is_no_wider_than_the_endpoint(self) -> None:
        hours = Hours()
        lane = Scheduler(time=Time(hours.now, hours.sleep)).lane("ww1", Endpoint("x", Again.READ, parallel=3))
        under_way = most = 0

        async def ask() -> None:
            nonlocal under_way, most
            async with lane.turn():
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0)
                under_way -= 1

        await asyncio.gather(*(ask() for _ in range(20)))
        assert most == 3

    async def test_lets_the_next_in_when_one_breaks_or_is_sent_away(self) -> None:
        hours = Hours()
        endpoint = Endpoint("x", Again.READ, rates=(Rate(1, 86_400),), parallel=1)
        lane = Scheduler(time=Time(hours.now, hours.sleep)).lane("ww1", endpoint)
        with pytest.raises(RuntimeError):
            async with lane.turn():
                raise RuntimeError
        for _ in range(3):
            with pytest.raises(TooFast):
                async with lane.turn():
                    pass
        hours.at += 2 * 86_400
        async with lane.turn():
            pass

    async def test_is_one_for_each_corp_but_the_address_is_of_all(self) -> None:
        hours = Hours()
        scheduler = Scheduler(time=Time(hours.now, hours.sleep), patience=0)
        endpoint = Endpoint("x", Again.READ)
        for corp in ("ww1", "ww2"):
            for _ in range(10_000):
                async with scheduler.lane(corp, endpoint).turn():
                    pass
        with pytest.raises(TooFast):
            async with scheduler.lane("ww3", endpoint).turn():
                pass
