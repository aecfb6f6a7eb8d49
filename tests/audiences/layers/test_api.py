"""The door of layers: figures with their segments, one person's stage with its reasons, and rules with their history."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.audiences.layers import queries
from huoshui.bedrock import shelf
from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.bedrock.clock import BEIJING
from tests.conftest import LiveServer

DAY = "2026-10-01"


def track(who: str, name: str, at: str, **properties: Any) -> dict[str, Any]:
    return {"type": "track", "userId": who, "event": name, "properties": properties, "timestamp": at}


@pytest.fixture
async def told(tell) -> None:
    """a: saw, then bought; b: liked, then nothing; c: came by a code."""
    await tell(
        track("a", "Ad Viewed", "2026-09-20T04:00:00Z"),
        track("a", "Order Completed", "2026-09-25T04:00:00Z", order_id="E1", total=100),
        track("b", "Content Liked", "2026-09-10T04:00:00Z"),
        track("c", "Contact Added", "2026-09-20T04:00:00Z", staff_id="s1", state="门店A"),
    )


class TestStockAndFlow:
    async def test_count_the_same_people_as_their_segments(self, client: httpx2.AsyncClient, asks, told) -> None:
        stock = (await client.get("/api/layers/aipl/stock", params={"on": "2026-09-20"})).json()
        assert {one["name"]: one["people"] for one in stock["levels"]} == {
            "L": 0, "P": 0, "I2": 0, "I1": 2, "A": 1, "O": 0, "none": 0,
        }  # fmt: skip
        assert (stock["base"], stock["penetration"]["value"], stock["rules"]["version"]) == (3, 1.0, 0)
        flow = (await client.get("/api/layers/aipl/flow", params={"from": "2026-09-20", "to": "2026-09-30"})).json()
        cells = {(one["before"], one["after"]): one for one in flow["cells"]}
        assert {at: one["people"] for at, one in cells.items()} == {("A", "P"): 1, ("I1", "I1"): 1, ("I1", "O"): 1}
        for cell in cells.values():
            asked = await asks("people", where=cell["segment"]["where"])
            assert len(asked["people"]) == cell["people"]
        assert flow["leaks"] == [{
            "before": "I1", "after": "O", "people": 1, "share": {"numerator": 1, "denominator": 2, "value": 0.5},
        }]  # fmt: skip
        moved = {one["level"]: one for one in flow["moved"]}
        assert (moved["I1"]["churning"]["value"], moved["A"]["deepening"]["value"]) == (0.5, 1.0)

    async def test_take_the_user_s_own_number_for_penetration(self, client: httpx2.AsyncClient, told) -> None:
        stock = (await client.get("/api/layers/aipl/stock", params={"on": "2026-09-20", "base": 1000})).json()
        assert stock["penetration"] == {"numerator": 3, "denominator": 1000, "value": 0.003}

    async def test_refuse_days_that_are_none(self, client: httpx2.AsyncClient) -> None:
        late = await client.get("/api/layers/aipl/stock", params={"on": "2099-01-01"})
        assert (late.status_code, late.json()["code"]) == (422, "DayToCome")
        back = await client.get("/api/layers/aipl/flow", params={"from": "2026-09-02", "to": "2026-09-01"})
        assert (back.status_code, back.json()["code"]) == (422, "DaysReversed")


class TestPeople:
    async def test_stand_on_a_level_by_lines_that_say_why(self, client: httpx2.AsyncClient, told) -> None:
        asked = {"on": "2026-09-22", "count": "active"}
        found = (await client.get("/api/layers/aipl/people/user_id:c", params=asked)).json()
        assert (found["level"], found["chinese"]) == ("I1", "兴趣·浅")
        met = [(line["level"], line["label"]) for line in found["lines"] if line["met"]]
        assert met == [("I1", "企微好友"), ("silent", "企微好友"), ("O", "有过任何事件")]
        before = (await client.get("/api/layers/aipl/people/user_id:c", params={"on": "2026-09-19"})).json()
        assert (before["level"], any(line["met"] for line in before["lines"])) == ("none", False)
        nobody = await client.get("/api/layers/aipl/people/user_id:x")
        assert nobody.json()["code"] == "NoSuchPerson"


class TestTables:
    async def test_count_by_dimensions_and_give_segments(self, client: httpx2.AsyncClient, asks, told) -> None:
        body = {"dimensions": ["aipl@2026-09-30", "code"], "on": "2026-09-30"}
        table = (await client.post("/api/layers/table", json=body)).json()
        found = {tuple(cell["at"]): cell for cell in table["cells"]}
        assert {at: cell["people"] for at, cell in found.items()} == {
            ("P", "none"): 1, ("O", "none"): 1, ("I1", "门店A"): 1,
        }  # fmt: skip
        asked = await asks("people", where=found["I1", "门店A"]["segment"]["where"])
        assert len(asked["people"]) == 1
        assert found["P", "none"]["segment"] is None

    async def test_of_three_dimensions_hold_everybody_once(self, client: httpx2.AsyncClient, asks, told) -> None:
        body = {"dimensions": ["channel", "state", "last_purchase"]}
        table = (await client.post("/api/layers/table", json=body)).json()
        assert sum(cell["people"] for cell in table["cells"]) == 3
        for cell in table["cells"]:
            assert len((await asks("people", where=cell["segment"]["where"]))["people"]) == cell["people"]

    async def test_of_the_age_of_a_day_put_each_day_in_its_band(self, client: httpx2.AsyncClient, asks, tell) -> None:
        today = datetime.now(BEIJING).date()
        born = {"a": today - timedelta(days=10), "b": today - timedelta(days=21), "c": today + timedelta(days=60)}
        await tell(
            *({"type": "identify", "userId": who, "traits": {"baby": day.isoformat()}} for who, day in born.items()),
            {"type": "identify", "userId": "d", "traits": {"city": "上海"}},
        )
        table = (await client.post("/api/layers/table", json={"dimensions": ["age:baby:weeks:0,3,6"]})).json()
        assert {cell["at"][0]: cell["people"] for cell in table["cells"]} == {"0-3": 1, "3-6": 1, "none": 2}
        assert table["dimensions"][0]["values"] == {"0-3": "0–3 周", "3-6": "3–6 周", "none": "不在其中"}
        for cell in table["cells"]:
            assert len((await asks("people", where=cell["segment"]["where"]))["people"]) == cell["people"]

    @pytest.mark.parametrize(
        ("dimensions", "code"),
        [
            (["nothing"], "NoSuchDimension"), (["aipl@soon"], "NoSuchDimension"), (["tier_active"], "NoSuchDimension"),
            (["aipl", "aipl"], "DimensionsClash"), (["code", "brand"], "DimensionsClash"),
            (["state@2026-09-01"], "NoHistory"), (["aipl@2099-01-01"], "DayToCome"),
            (["age:baby:moons:0,3"], "NoSuchDimension"), (["age:baby:weeks:3"], "NoSuchDimension"),
            (["age:baby:weeks:6,3"], "NoSuchDimension"), (["age:"], "NoSuchDimension"),
            (["age:baby:weeks:0,3"], "NoSuchTrait"),
        ],
    )  # fmt: skip
    async def test_refuse_what_makes_no_table(
        self, client: httpx2.AsyncClient, dimensions: list[str], code: str
    ) -> None:
        refused = await client.post("/api/layers/table", json={"dimensions": dimensions})
        assert (refused.status_code, refused.json()["code"]) == (422, code)


class TestRules:
    async def test_of_the_brand_count_at_once_and_stay_with_every_version(
        self,
        client: httpx2.AsyncClient,
        platform: Platform,
        asks,
        told,
    ) -> None:
        at_p = {"kind": "as_of", "on": "2026-09-30", "of": {"kind": "aipl", "stages": ["P"]}}
        assert (await asks("count", where=at_p))["people"] == 1
        known = (await client.get("/api/layers/aipl")).json()
        rules = known["definition"]
        purchase = next(level for level in rules["levels"] if level["name"] == "P")
        purchase["lines"][0]["where"]["within"] = {"last": "3d"}
        body = {"definition": rules, "note": "快消", "version": 0}
        changed = (await client.put("/api/layers/aipl", json=body)).json()
        assert (changed["version"], changed["note"]) == (1, "快消")
        assert (await asks("count", where=at_p))["people"] == 0
        again = await client.put("/api/layers/aipl", json=body)
        assert (again.status_code, again.json()["code"], again.json()["facts"]["version"]) == (
            409,
            "LayeringChanged",
            1,
        )
        assert (await client.post("/api/layers/aipl/reset", json={"version": 1})).json()["version"] == 2
        assert (await asks("count", where=at_p))["people"] == 1
        history = (await client.get("/api/layers/aipl/history")).json()
        assert [one["version"] for one in history] == [2, 1, 0]
        audit = (await client.get("/api/audit")).json()
        assert "layerings.changed" in str(audit)

    async def test_tell_before_they_are_kept_who_would_come_to_stand_where(
        self, client: httpx2.AsyncClient, told
    ) -> None:
        async def people() -> dict[str, int]:
            stock = (await client.get("/api/layers/aipl/stock")).json()
            return {one["name"]: one["people"] for one in stock["levels"]}

        rules = (await client.get("/api/layers/aipl")).json()["definition"]
        loyal = next(level for level in rules["levels"] if level["name"] == "L")
        loyal["lines"].append({"label": "买过", "where": {"kind": "orders"}})
        before = await people()
        told = (await client.post("/api/layers/aipl/preview", json={"definition": rules})).json()
        assert (told["people"], told["moved"]) == (1, [{"before": "P", "after": "L", "people": 1}])
        assert {one["name"]: one["before"] for one in [*told["levels"], told["rest"]]} == before == await people()
        assert (await client.put("/api/layers/aipl", json={"definition": rules, "version": 0})).status_code == 200
        assert {one["name"]: one["after"] for one in [*told["levels"], told["rest"]]} == await people()
        nothing = (await client.post("/api/layers/aipl/preview", json={"definition": rules, "count": "active"})).json()
        assert (nothing["rules"]["version"], nothing["people"], nothing["moved"]) == (1, 0, [])

    async def test_with_other_levels_tell_of_those_that_would_be_gone(self, client: httpx2.AsyncClient, told) -> None:
        rules = (await client.get("/api/layers/life_cycle")).json()["definition"]
        gone = rules["levels"].pop()
        stock = (await client.get("/api/layers/life_cycle/stock")).json()
        counted = {one["name"]: one["people"] for one in stock["levels"]}
        told = (await client.post("/api/layers/life_cycle/preview", json={"definition": rules})).json()
        assert [(one["name"], one["before"], one["after"]) for one in told["levels"]][-1] == (
            gone["name"], counted[gone["name"]], 0,
        )  # fmt: skip
        assert sum(one["after"] for one in [*told["levels"], told["rest"]]) == sum(counted.values())
        await client.post("/api/segments", json={"name": "新人", "definition": {
            "version": 1, "where": {"kind": "life_cycle", "stages": [gone["name"]]}}})  # fmt: skip
        used = await client.post("/api/layers/life_cycle/preview", json={"definition": rules})
        assert (used.status_code, used.json()["code"]) == (409, "LayeringUsed")

    @pytest.mark.parametrize(
        ("path", "value", "says"),
        [
            (("levels", 0, "name"), "X", "in this order"),
            (("levels", 2, "lines"), [], "lines of its own"),
            (("levels", 2, "lines", 0, "where"), {"kind": "known"}, "known"),
            (("levels", 2, "lines", 0, "where"), {"kind": "segment", "name": "s"}, "use no segments"),
            (("levels", 2, "lines", 0, "where"), {"kind": "tier", "tiers": ["fond"]}, "only layers before it"),
            (("levels", 3, "part_of"), "A", "two things"),
            (("awake",), None, "who is awake"),
        ],
    )
    async def test_that_do_not_hold_together_are_refused_and_change_nothing(
        self, client: httpx2.AsyncClient, path: tuple[Any, ...], value: Any, says: str
    ) -> None:
        rules = (await client.get("/api/layers/aipl")).json()["definition"]
        inner = rules
        for step in path[:-1]:
            inner = inner[step]
        inner[path[-1]] = value
        refused = await client.put("/api/layers/aipl", json={"definition": rules, "version": 0})
        assert (refused.status_code, refused.json()["code"]) == (422, "NotALayering")
        assert says in refused.json()["message"]
        assert (await client.get("/api/layers/aipl")).json()["version"] == 0

    @pytest.mark.parametrize(
        ("question", "asked"),
        [
            ("stock", {"on": "2026-09-20"}), ("flow", {"from": "2026-09-20"}), ("trend", {"from": "2026-09-20"}),
            ("people/user_id:a", {"on": "2026-09-20"}),
        ],
    )  # fmt: skip
    async def test_that_ask_what_is_known_of_today_only_have_no_past(
        self, client: httpx2.AsyncClient, told, question: str, asked: dict[str, str]
    ) -> None:
        rules = (await client.get("/api/layers/tier")).json()["definition"]
        rules["levels"][2]["lines"] = [{"label": "已识别", "where": {"kind": "known"}}]
        assert (await client.put("/api/layers/tier", json={"definition": rules, "version": 0})).status_code == 200
        today = (await client.get("/api/layers/tier/stock")).json()
        assert {one["name"]: one["people"] for one in today["levels"]}["devoted"] == 3
        asked = {"to": "2026-09-30", **asked} if "from" in asked else asked
        refused = await client.get(f"/api/layers/tier/{question}", params=asked)
        assert (refused.status_code, refused.json()["code"], refused.json()["facts"]["kind"]) == (
            422, "NoHistory", "known",
        )  # fmt: skip

    async def test_must_keep_the_levels_that_segments_ask_for(self, client: httpx2.AsyncClient) -> None:
        where = {"kind": "tier", "tiers": ["devoted"]}
        kept = await client.post("/api/segments", json={"name": "铁粉", "definition": {"version": 1, "where": where}})
        assert kept.status_code == 201
        rules = (await client.get("/api/layers/tier")).json()["definition"]
        rules["levels"] = [level for level in rules["levels"] if level["name"] != "devoted"]
        refused = await client.put("/api/layers/tier", json={"definition": rules, "version": 0})
        assert (refused.status_code, refused.json()["code"]) == (409, "LayeringUsed")
        assert refused.json()["facts"]["segment"] == "铁粉"


class TestLeaving:
    @pytest.mark.timeout(60)
    async def test_ends_what_was_being_worked_out(
        self, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun, ended = asyncio.Event(), asyncio.Event()

        async def endless(_session: object, clickhouse: ClickHouse, **_: object) -> None:
            begun.set()
            try:
                await clickhouse.rows("SELECT count() FROM numbers(9000000000) WHERE sipHash64(number) = 1")
            finally:
                ended.set()

        monkeypatch.setattr(queries, "stock", endless)
        _, writer = await asyncio.open_connection(live_server.host, live_server.port)
        head = (
            "GET /api/layers/aipl/stock?max_age_s=600&known=true HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {live_server.platform.local_token}\r\n\r\n"
        )
        writer.write(head.encode())
        await begun.wait()
        await asyncio.sleep(0.2)
        writer.close()
        await writer.wait_closed()
        await ended.wait()
        assert live_server.platform.figures.idle


class TestAge:
    @pytest.fixture(autouse=True)
    def _slow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shelf, "SLOW_S", 0)

    async def test_is_told_and_new_rules_make_every_figure_new(self, client: httpx2.AsyncClient, tell, told) -> None:
        async def people(max_age_s: int) -> tuple[int, str]:
            answer = await client.get("/api/layers/aipl/stock", params={"max_age_s": max_age_s})
            return answer.json()["base"], answer.headers["Age"]

        assert await people(600) == (3, "0")
        await tell(track("d", "Content Liked", "2026-09-11T04:00:00Z"))
        assert (await people(600))[0] == 3
        assert await people(0) == (4, "0")
        await tell(track("e", "Content Liked", "2026-09-11T04:00:00Z"))
        assert (await people(600))[0] == 4
        rules = (await client.get("/api/layers/aipl")).json()["definition"]
        assert (await client.put("/api/layers/aipl", json={"definition": rules, "version": 0})).status_code == 200
        assert (await people(600))[0] == 5

    async def test_is_that_of_what_is_known_however_old_and_never_by_other_rules_or_for_other_eyes(
        self, client: httpx2.AsyncClient, platform: Platform, tell, told
    ) -> None:
        first = (await client.get("/api/layers/aipl/flow", params={"max_age_s": 600})).json()
        async with platform.postgres.transaction() as session:
            old = text("UPDATE kept_figures SET worked_out_at = worked_out_at - interval '2 days'")
            assert (await session.execute(old)).rowcount == 1  # type: ignore[attr-defined]
        await tell(track("d", "Content Liked", "2026-09-11T04:00:00Z"))
        known = await client.get("/api/layers/aipl/flow", params={"known": True})
        assert known.json() == first
        assert 2 * 86_400 <= int(known.headers["Age"]) <= 2 * 86_400 + 60
        assert (await client.post("/api/units", json={"code": "S1", "name": "S1", "kind": "store"})).is_success
        wanted = {"name": "scoped", "permissions": ["reports.read"], "units": ["S1"]}
        other = (await client.post("/api/tokens", json=wanted)).json()["token"]
        seen = await client.get(
            "/api/layers/aipl/flow", params={"known": True}, headers={"Authorization": f"Bearer {other}"}
        )
        assert (seen.headers["Age"], seen.json()["cells"]) == ("0", [])
        rules = (await client.get("/api/layers/aipl")).json()["definition"]
        assert (await client.put("/api/layers/aipl", json={"definition": rules, "version": 0})).status_code == 200
        anew = await client.get("/api/layers/aipl/flow", params={"known": True})
        assert (anew.headers["Age"], anew.json()["rules"]["version"]) == ("0", 1)
