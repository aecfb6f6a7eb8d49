"""The door of audiences: segments under names with their history, and questions within the viewer's scope."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import operations as access
from huoshui.access.contract import EVERYTHING, LOCAL, UnitKind
from huoshui.app.platform import Platform
from huoshui.audiences import queries
from huoshui.audiences.contract.layerings import LayeringName
from huoshui.audiences.layers import queries as layers
from huoshui.bedrock import clickhouse, clock, ids
from huoshui.bedrock.clickhouse import ClickHouse
from tests.conftest import LiveServer
from tests.world.processes import until

KNOWN = {"version": 1, "where": {"kind": "known"}}


def using(*names: str) -> dict[str, Any]:
    return {"version": 1, "where": {"kind": "any", "of": [{"kind": "segment", "name": name} for name in names]}}


async def keep(client: httpx2.AsyncClient, name: str, definition: dict[str, Any]) -> httpx2.Response:
    return await client.post("/api/segments", json={"name": name, "note": "n", "definition": definition})


async def change(client: httpx2.AsyncClient, name: str, definition: dict[str, Any], version: int) -> httpx2.Response:
    return await client.put(f"/api/segments/{name}", json={"definition": definition, "version": version})


class TestStoredSegments:
    async def test_are_kept_changed_and_deleted_with_every_version(self, client: httpx2.AsyncClient) -> None:
        made = await keep(client, "高价值 客户", KNOWN)
        assert (made.status_code, made.json()["version"], made.json()["changed_by"]) == (201, 1, "local")
        changed = await change(
            client, "高价值 客户", {"version": 1, "where": {"kind": "not", "of": {"kind": "known"}}}, 1
        )
        assert (changed.json()["version"], changed.json()["definition"]["where"]["kind"]) == (2, "not")
        assert [one["name"] for one in (await client.get("/api/segments")).json()] == ["高价值 客户"]
        assert (await client.delete("/api/segments/高价值 客户")).status_code == 204
        assert (await client.get("/api/segments/高价值 客户")).json()["code"] == "NoSuchSegment"
        history = (await client.get("/api/segments/高价值 客户/history")).json()
        assert [(one["version"], one["definition"]["where"]["kind"]) for one in history] == [(2, "not"), (1, "known")]
        assert (await keep(client, "高价值 客户", KNOWN)).json()["version"] == 3

    async def test_refuse_a_name_twice_and_a_change_of_what_was_not_seen(self, client: httpx2.AsyncClient) -> None:
        await keep(client, "a", KNOWN)
        assert (await keep(client, "a", KNOWN)).json()["code"] == "SegmentExists"
        late = await change(client, "a", using("a"), 7)
        assert (late.json()["code"], late.json()["facts"]["version"]) == ("SegmentChanged", 1)

    async def test_cannot_be_deleted_while_used(self, client: httpx2.AsyncClient) -> None:
        await keep(client, "a", KNOWN)
        await keep(client, "b", using("a"))
        refused = await client.delete("/api/segments/a")
        assert (refused.status_code, refused.json()["facts"]["users"]) == (409, "b")
        assert (await client.get("/api/segments/a")).json()["used_by"] == ["b"]
        await client.delete("/api/segments/b")
        assert (await client.delete("/api/segments/a")).status_code == 204

    async def test_refuse_circles_and_growth_of_those_that_use_them_and_stay_as_they_were(
        self, client: httpx2.AsyncClient
    ) -> None:
        await keep(client, "a", KNOWN)
        await keep(client, "b", using("a"))
        assert (await keep(client, "c", using("nobody"))).json()["code"] == "NoSuchSegment"
        assert (await change(client, "a", using("b"), 1)).json()["code"] == "SegmentCircle"
        node: dict[str, Any] = {"kind": "known"}
        for _ in range(7):
            node = {"kind": "not", "of": node}
        assert (await change(client, "a", {"version": 1, "where": node}, 1)).json()["code"] == "TooDeep"  # in b
        assert (await client.get("/api/segments/a")).json()["version"] == 1
        assert len((await client.get("/api/segments/a/history")).json()) == 1

    async def test_mean_in_others_what_they_are_now(self, client: httpx2.AsyncClient, tell) -> None:
        await tell({"type": "identify", "userId": "u", "traits": {}}, {"type": "identify", "anonymousId": "x"})
        await keep(client, "a", KNOWN)
        asked = {"segment": {"version": 1, "where": {"kind": "not", "of": {"kind": "segment", "name": "a"}}}}
        assert (await client.post("/api/segments/count", json=asked)).json()["people"] == 1
        everybody = {"version": 1, "where": {"kind": "bucket", "salt": "s", "to": 10_000}}
        await change(client, "a", everybody, 1)
        assert (await client.post("/api/segments/count", json=asked)).json()["people"] == 0


class TestQuestions:
    async def test_list_members_page_by_page(self, client: httpx2.AsyncClient, tell, asks) -> None:
        await tell(*({"type": "identify", "userId": f"u{number}"} for number in range(5)))
        where, after, found = {"kind": "known"}, "", []
        while after is not None:
            page = await asks("people", where=where, after=after, limit=2)
            found += page["people"]
            after = page["next"]
        assert (len(found), found) == (5, sorted(set(found)))
        assert (await asks("people", where=where, after="nowhere"))["code"] == "NotAPlace"

    async def test_tell_how_two_overlap(self, client: httpx2.AsyncClient, tell) -> None:
        await tell(
            {"type": "identify", "userId": "a", "traits": {"city": "上海"}},
            {"type": "identify", "anonymousId": "b", "traits": {"city": "上海"}}, {"type": "identify", "userId": "c"},
        )  # fmt: skip
        city = {"kind": "trait", "name": "city", "test": {"type": "text", "op": "is", "value": "上海"}}
        asked = {"one": KNOWN, "other": {"version": 1, "where": city}}
        answer = (await client.post("/api/segments/overlap", json=asked)).json()
        assert (answer["one"], answer["other"], answer["both"]) == (2, 2, 1)

    async def test_are_shown_as_the_query_that_finds_the_same_people(self, asks, platform: Platform, tell) -> None:
        await tell(*({"type": "identify", "userId": f"u{number}"} for number in range(3)))
        shown = await asks("sql", where={"kind": "known"})
        rows = await platform.clickhouse.rows(
            f"SELECT person FROM ({shown['sql']}) ORDER BY person", shown["parameters"]
        )
        found = await asks("people", where={"kind": "known"})
        assert [ids.render(person) for (person,) in rows] == found["people"]
        assert len(rows) == 3

    @pytest.mark.parametrize("what", ["count", "estimate", "people", "explain", "sql"])
    async def test_refuse_what_cannot_be_read_with_the_path_of_the_node(self, asks, what: str) -> None:
        refused = await asks(what, where={"kind": "any", "of": [{"kind": "knwn"}]}, person="user_id:u")
        assert (refused["code"], refused["facts"]["path"]) == ("NotASegment", "where.of.0")

    async def test_show_the_language_as_a_schema(self, client: httpx2.AsyncClient) -> None:
        assert (await client.get("/api/segments/schema")).json()["required"] == ["version", "where"]


class TestScope:
    async def test_shows_a_dealer_its_own_people_and_orders_only(
        self, client: httpx2.AsyncClient, platform: Platform, tell
    ) -> None:
        async with platform.postgres.transaction() as session:
            for code in ("S1", "S2"):
                await access.create_unit(
                    session, viewer=LOCAL, code=code, name=code, kind=UnitKind.STORE, parent=None, now=clock.now()
                )
        await tell(
            {"type": "identify", "userId": "both", "traits": {"store": "S1"}},
            {"type": "identify", "userId": "other", "traits": {"store": "S2"}},
            *({"type": "track", "userId": "both", "event": "Order Completed",
               "properties": {"order_id": store, "total": 10, "store": store}} for store in ("S1", "S2")),
        )  # fmt: skip
        made = await client.post("/api/tokens", json={"name": "s1", "permissions": ["people.read"], "units": ["S1"]})
        own = {"Authorization": f"Bearer {made.json()['token']}"}

        async def ask(what: str, where: dict[str, Any], headers: dict[str, str], **more: Any) -> Any:
            body = {"segment": {"version": 1, "where": where}, **more}
            return (await client.post(f"/api/segments/{what}", json=body, headers=headers)).json()

        twice = {"kind": "orders", "test": {"type": "number", "op": "=", "value": 2}}
        assert (await ask("count", {"kind": "known"}, {}))["people"] == 2
        assert (await ask("count", {"kind": "known"}, own))["people"] == 1
        assert (await ask("count", twice, {}))["people"] == 1
        assert (await ask("count", twice, own))["people"] == 0
        assert (await ask("explain", twice, {}, person="user_id:both"))["why"]["facts"]["orders"] == 2
        assert (await ask("explain", twice, own, person="user_id:both"))["why"]["facts"]["orders"] == 1
        assert (await ask("explain", twice, own, person="user_id:other"))["code"] == "NoSuchPerson"
        sample = (await ask("estimate", {"kind": "known"}, own))["sample"]
        assert len(sample) == 1


class TestTooMuch:
    async def test_is_refused_with_what_to_do_and_not_broken(
        self, client: httpx2.AsyncClient, tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await tell({"type": "track", "userId": "a", "event": "Product Viewed", "timestamp": "2026-10-01T04:00:00Z"})
        monkeypatch.setitem(clickhouse.BOUNDED, "max_memory_usage", 1)
        monkeypatch.setitem(clickhouse.BOUNDED, "max_untracked_memory", 1)  # each byte is counted at once
        viewed = {"version": 1, "where": {"kind": "did", "events": ["Product Viewed"]}}
        for asked in ("count", "estimate", "people"):
            answer = await client.post(f"/api/segments/{asked}", json={"segment": viewed})
            assert (answer.status_code, answer.json().get("code")) == (413, "AskedTooMuch"), answer.text[:300]
            assert "ask about fewer days" in answer.json()["message"]

    async def test_is_refused_of_layers_too(
        self, platform: Platform, session: AsyncSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(clickhouse.BOUNDED, "max_memory_usage", 1)
        monkeypatch.setitem(clickhouse.BOUNDED, "max_untracked_memory", 1)
        now = datetime(2026, 11, 20, tzinfo=UTC)
        asked = {"scope": EVERYTHING, "now": now}
        aipl = {"name": LayeringName.AIPL, **asked}
        for found in (
            layers.flow(session, platform.clickhouse, since=date(2026, 10, 1), until=date(2026, 10, 9), **aipl),
            layers.stock(session, platform.clickhouse, on=date(2026, 10, 1), **aipl),
            layers.table(session, platform.clickhouse, dimensions=["aipl", "channel"], **asked),
        ):
            with pytest.raises(clickhouse.AskedTooMuch):
                await found


class TestWhoGoesAway:
    @pytest.mark.parametrize("door", ["count", "estimate"])
    async def test_leaves_nothing_running_in_the_engine(
        self, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, door: str
    ) -> None:
        engine, place = live_server.platform.clickhouse, f"gone from {door}"
        # both halves of the mark are in the query that runs, and not in the one that looks for it
        endless = f"SELECT count() FROM numbers(9000000000) WHERE sipHash64(number) = 1 AND '{place}' != ''"
        looking = f"SELECT count() FROM system.processes WHERE query LIKE concat('%gone ', 'from {door}%')"

        async def running() -> bool:
            return (await engine.rows(looking)) != [(0,)]

        async def over() -> bool:
            return not await running()

        async def count(clickhouse: ClickHouse, **_asked: object) -> int:
            return len(await clickhouse.rows(endless))

        monkeypatch.setattr(queries, "count", count)
        token = {"Authorization": f"Bearer {live_server.platform.local_token}"}
        async with httpx2.AsyncClient(base_url=live_server.base_url, headers=token) as client:
            asking = asyncio.create_task(client.post(f"/api/segments/{door}", json={"segment": KNOWN}))
            await until(running)
            asking.cancel()
            await until(over)
