"""Transfers over HTTP: who has something, the plan, beginning once, how far it is, and whose staff one may see."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from huoshui.access.contract import NOTHING, Scope
from huoshui.bedrock import clock
from huoshui.relations.transfers import queries
from tests.relations.transfers.world import a_day_passes, come, work
from tests.relations.world import CORP, Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

PATH = "/api/relations/transfers"


@pytest.fixture
def now(pool: Pool, app: FastAPI) -> Iterator[None]:
    """Let us live with the corp, whose time begins on a morning."""
    app.dependency_overrides[clock.now] = pool.hours.moment
    yield
    app.dependency_overrides.pop(clock.now)


def wanted(**how: Any) -> dict[str, Any]:
    return {"corp": CORP, "giver": "zhangsan", "takers": [{"staff": "lisi"}, {"staff": "wangwu"}], **how}


@pytest.mark.usefixtures("now")
class TestTransfers:
    async def test_from_who_has_something_to_what_came_of_each(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        customers = await come(pool, 3)
        pool.acts.open_group("zhangsan", "群")
        pool.letters()
        await pool.compare()
        (giver, *_) = (await client.get(f"{PATH}/givers")).json()
        assert [giver[part] for part in ("staff", "name", "friends", "groups", "waiting")] == [
            "zhangsan", "张三", 3, 1, 0,
        ]  # fmt: skip
        plan = (await client.post(f"{PATH}/plan", json=wanted())).json()
        assert (plan["customers"], plan["groups"], plan["things"], plan["resigned"]) == (3, 1, 4, False)
        assert [(one["staff"], one["after"]) for one in plan["portions"]] == [("lisi", 2), ("wangwu", 1)]
        body = wanted(key="key-00001", seen=plan["things"], message="以后由同事服务你")
        begun = await client.post(PATH, json=body)
        assert begun.status_code == 202
        assert (await client.post(PATH, json=body)).json()["id"] == begun.json()["id"]
        await work(pool)
        pool.acts.refuse_transfer(customers[0])
        await a_day_passes(pool)
        whole = (await client.get(f"{PATH}/{begun.json()['id']}")).json()
        assert whole["counts"] == {"done": 3, "refused": 1}
        assert whole["finished_at"] is not None
        items = (await client.get(f"{PATH}/{whole['id']}/items", params={"state": "refused"})).json()
        assert [(one["name"], one["state"]) for one in items["items"]] == [("客0", "refused")]
        first = (await client.get(f"{PATH}/{whole['id']}/items", params={"limit": 3})).json()
        rest = (await client.get(f"{PATH}/{whole['id']}/items", params={"after": first["next"]})).json()
        assert (len(first["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)
        assert [one["id"] for one in (await client.get(PATH)).json()] == [whole["id"]]

    async def test_reads_the_platforms_list_of_who_waits(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        await come(pool, 2)
        pool.acts.resign("zhangsan")
        assert (await client.post(f"{PATH}/waiting", json={"corp": CORP})).json() == {"waiting": 2}
        (giver, *_) = (await client.get(f"{PATH}/givers")).json()
        assert (giver["waiting"], giver["left_at"] is not None) == (2, True)

    @pytest.mark.parametrize(("how", "status", "code"), [
        ({"giver": "nobody"}, 404, "NoSuchFollower"),
        ({"takers": [{"staff": "zhangsan"}]}, 422, "TransferToGiver"),
        ({"takers": [{"staff": "lisi"}, {"staff": "lisi"}]}, 422, "TakerNamedTwice"),
        ({"takers": [{"staff": "nobody"}]}, 409, "TakerAway"),
        ({"again": 77}, 404, "NoSuchTransfer"),
        ({"customers": ["wmStranger"]}, 409, "NotTheirCustomers"),
        ({"takers": [{"staff": "lisi", "weight": 0}]}, 422, None),
    ])  # fmt: skip
    async def test_refuses_what_cannot_be(
        self, pool: Pool, client: httpx2.AsyncClient, how: dict[str, Any], status: int, code: str | None
    ) -> None:
        await come(pool, 1)
        answer = await client.post(f"{PATH}/plan", json=wanted(**how))
        assert answer.status_code == status
        assert code is None or answer.json()["code"] == code

    async def test_are_seen_by_whoever_sees_the_giver(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        await come(pool, 2)
        await client.post("/api/units", json={"code": "s1", "name": "一店", "kind": "store", "parent": "hq"})
        units = [one["code"] for one in (await client.get("/api/units")).json()]
        await client.put(f"/api/relations/staff/{CORP}/zhangsan/unit", json={"unit": units[-1]})
        await client.post(PATH, json=wanted(key="key-00001"))
        async with pool.platform.postgres.session() as session:
            unit = await session.scalar(text("SELECT unit FROM customer_transfers"))
        seen = []
        for scope in (NOTHING, Scope((unit,))):
            async with pool.platform.postgres.transaction(scope=scope) as session:
                seen.append((len(await queries.transfers(session)), len(await queries.givers(session))))
        assert seen == [(0, 0), (1, 1)]
