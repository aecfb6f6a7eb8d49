"""When it happened: reading moments, and deciding between three clocks."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.segment.moments import EARLIEST, LATEST_AHEAD, milliseconds, occurred

NOW = 1_795_296_001_000  # 2026-11-21T21:20:01Z
moments = st.integers(-(10**14), 10**14)


class TestReading:
    @pytest.mark.parametrize(
        ("stated", "read"),
        [
            ("2026-11-21T21:20:01Z", NOW),
            ("2026-11-21T21:20:01.999999Z", NOW + 999),
            ("2026-11-21T21:20:01.123456789Z", NOW + 123),
            ("2026-11-22T05:20:01+08:00", NOW),
            ("2026-11-21T21:20:01", NOW),
            ("2026-11-21 21:20:01", NOW),
            (" 2026-11-21 21:20:01 UTC", NOW),
            ("Sat, 21 Nov 2026 21:20:01 GMT", NOW),
            (NOW, NOW),
            (NOW / 1000, NOW),
            (str(NOW), NOW),
            ("1969-12-31T23:59:59Z", -1000),
            ("0001-01-01T00:00:00+14:00", -62135647200000),
        ],
    )
    def test_knows_how_sdks_write_moments(self, stated: Any, read: int) -> None:
        assert milliseconds(stated) == read

    @pytest.mark.parametrize(
        "stated", ["", "yesterday", "2026-13-01", "?", "NaN", "Infinity", 1e300, float("nan"), "9" * 400]
    )
    def test_says_when_it_is_none(self, stated: Any) -> None:
        assert milliseconds(stated) is None


class TestDeciding:
    @pytest.mark.parametrize(
        ("stated", "sent", "decided"),
        [
            (None, None, (NOW, "received")),
            (None, NOW - 5, (NOW, "received")),
            (NOW - 3600_000, None, (NOW - 3600_000, "stated")),
            (NOW - 3600_000, NOW, (NOW - 3600_000, "skew")),
            # the device's clock is two hours ahead
            (NOW + 7200_000 - 500, NOW + 7200_000, (NOW - 500, "skew")),
            # the device's clock was never set
            (1000, 3000, (NOW - 2000, "skew")),
            # an event planned for tomorrow, sent now
            (NOW + 86_400_000, NOW, (NOW, "clamped")),
            (NOW + 200, None, (NOW, "clamped")),
            (NOW + 300, NOW + 100, (NOW, "clamped")),
            (EARLIEST, None, (EARLIEST, "stated")),
            (EARLIEST - 1, None, None),
            (-1, None, None),
            (NOW + LATEST_AHEAD + 1, None, None),
        ],
    )
    def test_takes_out_skew_and_does_not_believe_the_future(self, stated: Any, sent: Any, decided: Any) -> None:
        assert occurred(stated, sent, NOW) == decided

    @given(moments | st.none(), moments | st.none(), st.integers(EARLIEST, 10**13))
    def test_never_lies_outside_of_1990_and_now(self, stated: int | None, sent: int | None, received: int) -> None:
        decided = occurred(stated, sent, received)
        assert decided is None or EARLIEST <= decided[0] <= received

    @given(st.integers(-(10**12), 10**12), st.integers(0, 10**9))
    def test_is_the_same_whatever_the_devices_clock(self, skew: int, before: int) -> None:
        assert occurred(NOW + skew - before, NOW + skew, NOW) == (NOW - before, "skew")
