"""What breaks stays where it broke: a failing segment, a crash between two steps; and what is forgotten is gone."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from huoshui.access.contract import EVERYTHING, LOCAL
from huoshui.app.platform import Platform
from huoshui.audiences.membership import queries
from huoshui.audiences.membership.contract import WatchState
from huoshui.audiences.membership.operations.background import Background
from huoshui.audiences.membership.operations.keeping import Keeper
from huoshui.audiences.membership.rules.crowd import Crowd
from huoshui.audiences.membership.warehouse import everybody
from huoshui.bedrock import clock
from huoshui.people import operations as people
from huoshui.people import queries as profiles

from .conftest import Watching
from .test_river import identify, seen, track

DID = {"kind": "did", "events": ["签到"], "within": {"last": "1h"}}
OTHER = {"kind": "did", "events": ["签到"], "within": {"last": "2h"}}
TABLES = {
    "membership_by_person": "person", "membership_by_segment": "person", "membership_snapshots": "person",
    "membership_due": "identity",
}  # fmt: skip


async def lines(platform: Platform, table: str) -> int:
    return int((await platform.clickhouse.rows(f"SELECT count() FROM {table}"))[0][0])


async def health(platform: Platform, name: str) -> Any:
    async with platform.postgres.session() as session:
        return await queries.watch_of(session, name=name)


class TestASegmentThatFails:
    async def test_is_shown_and_tried_again_and_the_others_go_on(
        self, send, platform: Platform, watching: Watching, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await watching.watch("good", DID)
        await watching.watch("bad", OTHER)
        whole = Crowd.answer

        def breaks(crowd: Crowd, place: int, **asked: Any) -> Any:
            if crowd.plan.watches[place].segment == "bad":
                raise OverflowError("too long a number")
            return whole(crowd, place, **asked)

        monkeypatch.setattr(Crowd, "answer", breaks)
        await send(track("a"))
        await watching.settle()
        assert len(await watching.members("good")) == 1
        assert await watching.members("bad") == []
        found = await health(platform, "bad")
        assert (found.state, found.failures) == (WatchState.FAILING, 1)
        assert found.last_error == "OverflowError: too long a number"
        assert found.retry_at == watching.now + timedelta(seconds=5)
        assert (await health(platform, "good")).state == WatchState.CURRENT
        monkeypatch.setattr(Crowd, "answer", whole)
        await send(track("b"))
        await watching.settle(later=timedelta(seconds=6))
        assert await watching.members("bad") == await watching.members("good")
        found = await health(platform, "bad")
        assert (found.state, found.failures, found.last_error) == (WatchState.CURRENT, 0, None)
        assert [one.entered for one in await watching.log("bad")] == [True, True]

    async def test_for_everybody_fails_for_itself(
        self, send, platform: Platform, watching: Watching, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await send(track("a"))
        monkeypatch.setattr(everybody, "_LIMITS", {"max_rows_to_read": 0, "max_memory_usage": 1})
        await watching.define("heavy", DID)
        await watching.watch("heavy 2", {"kind": "segment", "name": "heavy"})
        found = await health(platform, "heavy 2")
        assert (found.state, found.built_at) == (WatchState.FAILING, None)
        assert "MEMORY_LIMIT_EXCEEDED" in (found.last_error or "")
        monkeypatch.undo()
        await watching.settle(later=timedelta(seconds=6))
        assert (await health(platform, "heavy 2")).state == WatchState.CURRENT
        assert len(await watching.members("heavy 2")) == 1


class TestACrash:
    @pytest.mark.parametrize(
        ("holder", "step"),
        [(Keeper, "_count"), (Keeper, "_remember"), (Background, "begin")],
        ids=["count", "remember", "begin"],
    )
    async def test_between_any_two_steps_loses_and_doubles_nothing(
        self, send, platform: Platform, watching: Watching, monkeypatch: pytest.MonkeyPatch, holder: type, step: str
    ) -> None:
        """In `_count` the log is written and nothing counts; behind `_remember` it would; in `begin` it does."""
        await watching.watch("now", DID)
        await send(track("a"), track("b"))
        await platform.feed.settle()
        await platform.mirror()
        watching.now = clock.now()

        def crash(*_: Any) -> None:
            raise ConnectionResetError(step)

        monkeypatch.setattr(holder, step, crash)
        with pytest.raises(ConnectionResetError):
            await watching.keeper.round(watching.now)
        counts = holder is Background
        assert await lines(platform, "membership_by_segment") == 2
        assert len(await watching.members("now")) == (2 if counts else 0)
        assert len(await watching.log("now")) == (2 if counts else 0)
        monkeypatch.undo()
        await watching.settle()
        assert len(await watching.members("now")) == 2
        assert [one.entered for one in await watching.log("now")] == [True, True]
        assert await lines(platform, "membership_by_segment") == await lines(platform, "membership_by_person") == 2
        async with platform.postgres.session() as session:
            told = await session.scalar(text("SELECT count(*) FROM outbox WHERE name = 'MembersChanged'"))
            assert told == await session.scalar(text("SELECT round FROM membership_state"))


class TestErasure:
    async def test_takes_them_out_and_leaves_no_line_about_them(
        self, send, client, platform: Platform, watching: Watching
    ) -> None:
        await watching.watch("now", DID)
        await watching.watch("known", {"kind": "known"})
        await send(identify("a"), track("a"), identify("b"), track("b"))
        await watching.settle()
        taken = (await client.post("/api/segments/now/snapshots", json={})).json()
        assert taken["people"] == 2
        async with platform.postgres.transaction() as session:
            person = await profiles.person_of(session, ref="user_id:a", keys=platform.keys, scope=EVERYTHING)
            gone = set(await profiles.identities_of(session, person))
            receipt = await people.open_erasure(session, person=person, reason="asked", viewer=LOCAL, now=watching.now)
        await people.complete(
            platform.postgres, platform.clickhouse, receipt=receipt, vault=platform.vault, now=watching.now
        )
        await watching.settle()
        for name in ("now", "known"):
            kept = await watching.members(name)
            assert (len(kept), (await health(platform, name)).members) == (1, 1)
            assert gone.isdisjoint(kept)
            assert seen(await watching.log(name))[0][0] is True
        for table, column in TABLES.items():
            whose = await platform.clickhouse.rows(f"SELECT DISTINCT {column} FROM {table}")
            assert whose, table
            assert gone.isdisjoint(number for (number,) in whose), table
        await watching.settle(later=timedelta(hours=1), sweep=True)
        assert (await watching.members("now"), await watching.drift()) == ([], 0)
        async with platform.postgres.session() as session:  # nobody is remembered as forgotten longer than needed
            assert await session.scalar(text("SELECT count(*) FROM membership_forgotten")) == 0
