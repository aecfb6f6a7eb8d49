"""Changes as columns: they are put down to the newest event that a segment looks at, and written as the log takes them."""

from datetime import UTC, datetime
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huoshui.audiences.membership.contract import Cause, Change
from huoshui.audiences.membership.rules.changes import CODES, Changes, Clues
from huoshui.audiences.membership.warehouse import log
from huoshui.bedrock import clock

from .conftest import Watching
from .test_river import MINUTES, identify, seen, track

PEOPLE, SEGMENTS = 5, 3
NOW = datetime(2026, 11, 23, 4, 5, 6, tzinfo=UTC)


class TestClues:
    @settings(max_examples=100)
    @given(rng=st.randoms(use_true_random=True))
    def test_give_the_newest_event_that_the_segment_looks_at(self, rng: Random) -> None:
        events = [
            (rng.randrange(PEOPLE), at, [rng.random() < 0.4 for _ in range(SEGMENTS)])
            for at in rng.sample(range(100), rng.randint(0, 20))
        ]
        affected = np.array([one for _, _, one in events], dtype=bool).reshape(len(events), SEGMENTS)
        owner, at = (np.array([one[place] for one in events], dtype=np.int64) for place in (0, 1))
        clues = Clues.of(owner, at, [f"at {moment}" for moment in at], affected)
        pairs = [(person, segment) for person in range(PEOPLE) for segment in range(SEGMENTS)]
        rng.shuffle(pairs)
        found = clues.newest(np.array([one for one, _ in pairs]), np.array([one for _, one in pairs]))
        for (person, segment), place in zip(pairs, found.tolist(), strict=True):
            fitting = [at for owner, at, looked_at in events if owner == person and looked_at[segment]]
            assert (clues.at[place] if place >= 0 else None) == max(fitting, default=None)
            assert place < 0 or clues.names[place] == f"at {max(fitting)}"


def changes() -> Changes:
    caused = [CODES[one] for one in (Cause.EVENT, Cause.WINDOW, Cause.REPAIRED, Cause.EVENT)]
    return Changes(
        np.array([7, 7, 9, 9]), np.array([1, 1, 3, 3]), np.array([(1 << 63) - 1, 5, 5, 6]),
        np.array([True, False, True, True]), np.array(caused), np.array([1, -1, -1, 0]),
        ["签到", "Product Viewed"], np.array([1_000, 2_000]),
    )  # fmt: skip


class TestChanges:
    def test_are_summed_up_by_watch(self) -> None:
        assert changes().sums() == {7: (1, 1, 0), 9: (2, 0, 1)}
        assert Changes().sums() == {}

    def test_are_written_as_lines_of_the_log_are(self) -> None:
        def line(watch: int, version: int, person: int, cause: Cause, event: str = "", at: int | None = None) -> Change:
            moment = None if at is None else clock.moment(at)
            entered = cause is not Cause.WINDOW
            return Change(watch, version, person, entered, NOW, 12, cause, event, moment)

        one_by_one = [
            line(7, 1, (1 << 63) - 1, Cause.EVENT, "Product Viewed", 2_000),
            line(7, 1, 5, Cause.WINDOW),
            line(9, 3, 5, Cause.REPAIRED),
            line(9, 3, 6, Cause.EVENT, "签到", 1_000),
        ]
        assert log.table_in_round(changes(), 12, at=NOW).equals(log.table_of(one_by_one))


class TestNewcomers:
    async def test_enter_and_leave_once_and_the_log_is_asked_of_none_of_them(
        self, send, watching: Watching, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await watching.watch("now", MINUTES)
        await watching.watch("others", {"kind": "not", "of": MINUTES})
        for _ in range(3):  # until it is certain that nothing was missed
            await send(track("early"))
            await watching.settle()
        asked: list[int] = []
        inside = log.inside

        async def recorded(clickhouse, persons, **rest) -> dict[int, set[int]]:
            asked.extend(persons)
            return await inside(clickhouse, persons, **rest)

        monkeypatch.setattr(log, "inside", recorded)
        await send(track("new"), identify("newer"))
        await watching.settle()
        await send(identify("new", level="gold"), track("newer"))  # both are read again
        await watching.settle()
        assert asked == []
        assert len(await watching.members("now")) == 3
        assert [entered for entered, _, _ in seen(await watching.log("now"))] == [True] * 3
        assert [entered for entered, _, _ in seen(await watching.log("others"))] == [True, False]
        await watching.settle(sweep=True)
        assert await watching.drift() == 0
