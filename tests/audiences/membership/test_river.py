"""From the collect door to the log of entries and exits: each change once, with its cause."""

from datetime import timedelta
from typing import Any

from huoshui.app.platform import Platform
from huoshui.bedrock import clock

from .conftest import Watching

MINUTES = {"kind": "did", "events": ["签到"], "within": {"last": "10m"}}


def track(who: str, name: str = "签到", *, ago: float = 0, **properties: Any) -> dict[str, Any]:
    at = (clock.now() - timedelta(seconds=ago)).isoformat()
    return {"type": "track", "userId": who, "event": name, "properties": properties, "timestamp": at}


def identify(who: str, **traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": who, "traits": traits}


def seen(log: list[Any]) -> list[tuple[bool, str, str]]:
    return [(one.entered, one.cause.value, one.event) for one in log]


class TestEvents:
    async def test_bring_people_in_and_time_takes_them_out(self, send, watching: Watching) -> None:
        await watching.watch("now", MINUTES)
        await send(track("a"), track("b", ago=540))
        await watching.settle()
        assert len(await watching.members("now")) == 2
        await watching.settle(later=timedelta(minutes=2))
        assert len(await watching.members("now")) == 1
        await watching.settle(later=timedelta(minutes=9))
        assert await watching.members("now") == []
        log = await watching.log("now")
        assert seen(log) == [(True, "event", "签到")] * 2 + [(False, "window", "")] * 2
        assert log[0].event_at is not None
        assert log[2].person != log[3].person

    async def test_that_have_not_happened_bring_people_in_by_time(self, send, watching: Watching) -> None:
        await watching.watch("quiet", {"kind": "not", "of": MINUTES})
        await send(identify("a"), track("a"))
        await watching.settle()
        assert await watching.members("quiet") == []
        await watching.settle(later=timedelta(minutes=11))
        assert len(await watching.members("quiet")) == 1
        await send(track("a"))
        await watching.settle()
        assert seen(await watching.log("quiet"))[-1][:2] in {(True, "window"), (False, "event")}

    async def test_from_before_the_watch_count_and_run_out(self, send, watching: Watching) -> None:
        await send(track("a", ago=60))
        await watching.settle()
        await watching.watch("now", MINUTES)
        assert seen(await watching.log("now")) == [(True, "defined", "")]
        await watching.settle(later=timedelta(minutes=10))
        assert seen(await watching.log("now")) == [(True, "defined", ""), (False, "window", "")]


class TestPeople:
    async def test_enter_and_leave_by_what_is_known_of_them(self, send, watching: Watching, client) -> None:
        gold = {"kind": "trait", "name": "level", "test": {"type": "text", "op": "is", "value": "gold"}}
        tagged = {"kind": "tag", "tag": "vip"}
        await watching.watch("gold", gold)
        await watching.watch("tagged", tagged)
        await send(identify("a", level="gold"))
        await watching.settle()
        assert len(await watching.members("gold")) == 1
        await client.post("/api/people/user_id:a/tags", json={"add": ["vip"], "remove": []})
        await send(identify("a", level="silver"))
        await watching.settle()
        assert await watching.members("gold") == []
        assert len(await watching.members("tagged")) == 1
        assert seen(await watching.log("gold")) == [(True, "facts", ""), (False, "facts", "")]
        assert await watching.drift() == 0

    async def test_who_become_one_and_are_split_again_leave_and_enter(self, send, watching: Watching, client) -> None:
        both = {"kind": "all", "of": [MINUTES, {"kind": "did", "events": ["Product Viewed"]}]}
        await watching.watch("both", both)
        await send(track("a"), {**track("", "Product Viewed"), "userId": None, "anonymousId": "x"})
        await watching.settle()
        assert await watching.members("both") == []
        await send({"type": "identify", "userId": "a", "anonymousId": "x"})
        await watching.settle()
        assert len(await watching.members("both")) == 1
        split = await client.post("/api/people/user_id:a/split", json={"identifier": "anonymous:x"})
        assert split.status_code == 200
        await watching.settle()
        assert await watching.members("both") == []
        assert seen(await watching.log("both"))[0][:2] == (True, "merged")
        await watching.settle(sweep=True)
        assert await watching.drift() == 0

    async def test_buy_and_give_back(self, send, watching: Watching) -> None:
        await watching.watch("buyers", {"kind": "orders"})
        await send(track("a", "Order Completed", order_id="E1", total=100))
        await watching.settle()
        assert len(await watching.members("buyers")) == 1
        await send(track("a", "Order Cancelled", order_id="E1"))
        await watching.settle()
        assert await watching.members("buyers") == []

    async def test_who_are_erased_leave(self, send, watching: Watching, client, platform: Platform) -> None:
        await watching.watch("now", MINUTES)
        await send(track("a"), track("b"))
        await watching.settle()
        answer = await client.post("/api/people/user_id:a/erase", json={"reason": "they asked"})
        assert answer.status_code == 200
        await watching.settle()
        assert len(await watching.members("now")) == 1


class TestDefinitions:
    async def test_that_change_are_worked_out_anew(self, send, watching: Watching, client) -> None:
        await watching.watch("it", MINUTES)
        await send(track("a"), track("b", "Product Viewed"))
        await watching.settle()
        (first,) = await watching.members("it")
        other = {"version": 1, "where": {"kind": "did", "events": ["Product Viewed"]}}
        changed = await client.put("/api/segments/it", json={"definition": other, "version": 1})
        assert changed.status_code == 200, changed.text
        await watching.settle()
        (second,) = await watching.members("it")
        assert second != first
        assert sorted(seen(await watching.log("it"))[1:]) == [(False, "defined", ""), (True, "defined", "")]
        assert {one.version for one in await watching.log("it")} == {1, 2}
