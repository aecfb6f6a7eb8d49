"""Pulling leads: each once however it comes, none lost by lateness or a crash, and what is kept of what went wrong."""

import asyncio
import random
from datetime import timedelta

import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.connectors.contract import ConnectorPaused
from huoshui.connectors.pulls import operations, queries
from huoshui.connectors.pulls.contract import (
    AuthorizationDeclined,
    NoSuchAdvertiser,
    NotAuthorized,
    NothingToPull,
    Problem,
    PullUnderWay,
)
from huoshui.rehearsal.platforms.teller import PlatformTeller
from tests.connectors.conftest import add, letters
from tests.connectors.pulls.conftest import NAME, Tide, push

LEADS = "2/tools/clue/get/"
MINUTE, HOUR, DAY = 60, 3600, 86_400


class TestAPull:
    async def test_keeps_what_was_left_in_a_week_and_then_what_is_new(self, tide: Tide) -> None:
        tide.hours.at -= 9 * DAY
        tide.ocean.leave()  # too long ago
        tide.hours.at += 3 * DAY + HOUR
        tide.ocean.leave()
        tide.hours.at += 6 * DAY + 100
        old, *rest = sorted(tide.ocean.leads, key=lambda one: one.at)
        await tide.authorize()
        began = tide.now.replace(microsecond=0)
        first = await tide.pull()
        assert (first.seen, first.kept, first.total, first.problem) == (1, 1, 1, None)
        assert await tide.kept() == [one.said["clue_id"] for one in rest]
        assert first.until == began
        tide.hours.at += 5 * MINUTE
        tide.ocean.leave()
        second = await tide.pull()
        assert (second.kept, second.total) == (1, 2)
        assert old.said["clue_id"] not in await tide.kept()

    async def test_keeps_pages_of_one_window_each_once(self, tide: Tide) -> None:
        await tide.authorize()
        for _ in range(230):
            tide.ocean.leave()
        tide.hours.at += 1
        done = await tide.pull()
        assert (done.seen, done.kept) == (230, 230)
        assert await tide.kept() == tide.left
        again = await tide.pull()
        assert (again.seen, again.kept, again.total) == (230, 0, 230)
        assert len(await letters(tide.platform)) == 230

    async def test_finds_leads_that_stand_in_the_list_ten_minutes_late(self, tide: Tide) -> None:
        await tide.authorize()
        tide.ocean.late = 10 * MINUTE
        for _ in range(12):
            tide.ocean.leave()
            tide.hours.at += 3 * MINUTE
            await tide.pull()
        tide.hours.at += 10 * MINUTE
        await tide.pull()
        assert await tide.kept() == tide.left

    async def test_reads_only_the_advertisers_that_were_chosen(self, tide: Tide) -> None:
        one, other = (str(number) for number in tide.ocean.advertisers)
        await tide.authorize(other)
        tide.ocean.leave(advertiser_id=one)
        theirs = tide.ocean.leave(advertiser_id=other)
        tide.hours.at += 1
        await tide.pull()
        assert await tide.kept() == [theirs["clue_id"]]

    async def test_is_made_by_one_process_at_a_time(self, tide: Tide) -> None:
        await tide.authorize()
        tide.ocean.leave()
        tide.hours.at += 1
        held = asyncio.Event()

        async def slow(path: str) -> int | None:
            if path == LEADS:
                held.set()
                await asyncio.sleep(0.3)
            return None

        tide.server.before = slow
        first = asyncio.create_task(tide.pull())
        await held.wait()
        with pytest.raises(PullUnderWay):
            await tide.pull()
        assert (await first).kept == 1

    async def test_goes_on_where_a_crash_left_it(self, tide: Tide, monkeypatch: pytest.MonkeyPatch) -> None:
        await tide.authorize()
        for _ in range(250):
            tide.ocean.leave()
        tide.hours.at += 1
        keep, pages = operations.keep, iter(range(9))

        async def breaks(*given: object, **how: object) -> int:
            if next(pages) == 8:
                raise KeyboardInterrupt
            return await keep(*given, **how)  # type: ignore[arg-type]

        monkeypatch.setattr(operations, "keep", breaks)
        with pytest.raises(KeyboardInterrupt):
            await tide.pull()  # in the middle of the last day's pages
        monkeypatch.undo()
        assert len(await letters(tide.platform)) == 200
        await tide.pull()
        assert await tide.kept() == tide.left

    async def test_has_its_turn_every_five_minutes_and_none_while_paused(self, tide: Tide) -> None:
        async def due(after: float) -> list[str]:
            async with tide.platform.postgres.session() as session:
                return await queries.due(session, now=tide.now + timedelta(seconds=after))

        assert await due(0) == []
        await tide.authorize()
        assert await due(0) == [NAME]
        await tide.pull()
        assert (await due(2 * MINUTE), await due(6 * MINUTE)) == ([], [NAME])
        async with tide.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_accounts SET paused = true"))
        assert await due(6 * MINUTE) == []
        with pytest.raises(ConnectorPaused):
            await tide.pull()


class TestBothWays:
    async def test_is_one_lead_whichever_came_first(self, tide: Tide, teller: PlatformTeller) -> None:
        await tide.authorize()
        pushed_first, pulled_first = tide.ocean.leave(), tide.ocean.leave()
        await push(teller, pushed_first, tide.now)
        tide.hours.at += 1
        assert (await tide.pull()).kept == 1
        await push(teller, pulled_first, tide.now)
        await tide.settle()
        async with tide.platform.postgres.session() as session:
            leads = (await session.execute(text("SELECT lead_id, facts FROM leads ORDER BY id"))).all()
        assert sorted(one.lead_id for one in leads) == tide.left
        assert {one.facts["advertiser_id"] for one in leads} == {str(tide.ocean.advertisers[0])}
        events = await tide.platform.clickhouse.rows("SELECT name FROM events")
        assert [one[0] for one in events] == ["Lead Submitted"] * 2

    async def test_is_one_lead_after_its_letter_was_forgotten(self, tide: Tide, teller: PlatformTeller) -> None:
        await tide.authorize()
        lead = tide.ocean.leave()
        await push(teller, lead, tide.now)
        await tide.platform.settle()
        async with tide.platform.postgres.transaction() as session:
            await session.execute(text("DELETE FROM connector_letters"))
        tide.hours.at += 1
        assert (await tide.pull()).kept == 1
        await tide.settle()
        assert len(await tide.platform.clickhouse.rows("SELECT name FROM events")) == 1

    @pytest.mark.parametrize("seed", range(4))
    async def test_loses_none_and_doubles_none_in_any_order(
        self, tide: Tide, teller: PlatformTeller, seed: int
    ) -> None:
        chance = random.Random(seed)
        await tide.authorize()
        tide.ocean.late = 9 * MINUTE
        crowded = False

        async def stands_in_the_way(path: str) -> int | None:
            return 40100 if crowded and path == LEADS else None

        tide.server.before = stands_in_the_way
        for _ in range(25):
            match chance.randrange(5):
                case 0 | 1:
                    tide.ocean.leave()
                case 2 if tide.ocean.leads:
                    await push(teller, chance.choice(tide.ocean.leads).said, tide.now)
                case 3:
                    crowded = chance.random() < 0.3
                    await tide.pull()
                case _:
                    tide.ocean.end_access()
            tide.hours.at += chance.uniform(1, 8 * MINUTE)
        crowded = False
        tide.hours.at += 2 * HOUR
        assert (await tide.pull()).problem is None
        assert await tide.kept() == tide.left


class TestWhatGoesWrong:
    async def test_too_fast_is_tried_again_after_longer_and_longer(self, tide: Tide) -> None:
        await tide.authorize()

        async def crowded(path: str) -> int | None:
            return 40100 if path == LEADS else None

        tide.server.before = crowded
        waits = []
        for _ in range(4):
            failed = await tide.pull()
            assert (failed.problem, failed.fact) == (Problem.TOO_FAST, "40100")
            waits.append((failed.next_at - tide.now).total_seconds())
            tide.hours.at += waits[-1] + 1
        assert waits == [60, 120, 300, 900]
        tide.server.before = None
        tide.ocean.leave()
        tide.hours.at += 1
        mended = await tide.pull()
        assert (mended.problem, mended.tries, mended.kept) == (None, 0, 1)

    async def test_keeps_what_was_read_before_and_goes_on_there(self, tide: Tide) -> None:
        await tide.authorize()
        tide.ocean.leave()
        asked = 0

        async def breaks_off(path: str) -> int | None:
            nonlocal asked
            asked += path == LEADS
            return 40002 if asked > 3 else None

        tide.server.before = breaks_off
        failed = await tide.pull()
        assert failed.problem is Problem.NO_PERMISSION
        assert failed.until is not None
        assert timedelta(days=3) < tide.now - failed.until < timedelta(days=5)

    async def test_an_ended_authorization_is_mended_by_a_new_one_and_no_lead_is_lost(self, tide: Tide) -> None:
        await tide.authorize()
        await tide.pull()
        tide.ocean.pair()  # another system of the brand's renewed the same authorization
        tide.ocean.leave()
        tide.hours.at += 1
        failed = await tide.pull()
        assert (failed.problem, (failed.next_at - tide.now).total_seconds() >= 3590) == (Problem.GRANT_ENDED, True)
        async with tide.platform.postgres.session() as session:
            standing = await session.scalar(text("SELECT failure FROM connector_accounts"))
        assert standing == "pull: grant_ended 40107"
        again = await tide.authorize()
        assert (again.problem, again.next_at) == (None, tide.now)
        assert (await tide.pull()).problem is None
        assert await tide.kept() == tide.left

    async def test_a_server_that_is_away_is_tried_again_in_a_minute(self, tide: Tide) -> None:
        await tide.authorize()
        async with tide.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE connector_accounts SET address = 'http://127.0.0.1:9', version = 2"))
        failed = await tide.pull()
        assert failed.problem is Problem.UNREACHABLE
        assert timedelta(seconds=30) < failed.next_at - tide.now <= timedelta(seconds=60)


class TestAnAuthorization:
    async def test_is_wanted_before_anything_is_pulled(self, tide: Tide) -> None:
        with pytest.raises(NotAuthorized):
            await tide.pull()
        assert tide.server.asked.total() == 0

    async def test_by_a_code_that_was_used_changes_nothing(self, tide: Tide) -> None:
        code = tide.ocean.authorize()
        await tide.puller().authorize(name=NAME, auth_code=code, advertisers=(), viewer=LOCAL, now=tide.now)
        with pytest.raises(AuthorizationDeclined, match="40115"):
            await tide.puller().authorize(name=NAME, auth_code=code, advertisers=(), viewer=LOCAL, now=tide.now)
        assert (await tide.pull()).problem is None

    async def test_that_does_not_reach_an_advertiser_is_refused(self, tide: Tide) -> None:
        with pytest.raises(NoSuchAdvertiser):
            await tide.authorize("42")
        with pytest.raises(NotAuthorized):
            await tide.pull()

    async def test_is_of_platforms_whose_leads_can_be_pulled(self, tide: Tide) -> None:
        await add(tide.platform)
        with pytest.raises(NothingToPull):
            await tide.puller().pull(name="brand", now=tide.now)

    async def test_lies_sealed(self, tide: Tide) -> None:
        await tide.authorize()
        async with tide.platform.postgres.session() as session:
            rows = (await session.execute(text("SELECT name, sealed FROM connector_tokens ORDER BY name"))).all()
        assert [row.name.rpartition(":")[2] for row in rows] == ["access", "refresh"]
        (token,) = tide.ocean.refresh
        assert all(token.encode() not in bytes(row.sealed) for row in rows)
        assert tide.platform.keys.open(bytes(rows[1].sealed)).decode() == token
