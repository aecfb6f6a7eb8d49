"""Moments over HTTP: estimated, planned, started, watched; and who may see whose."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from tests.relations.moments.conftest import CORP, Desk

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.usefixtures("now")]


def body(**how: Any) -> dict[str, Any]:
    return {"account": "main", "plan": {"name": "秋日上新", "text": "新品到店", "everybody": True} | how}


class TestEstimate:
    async def test_tells_staff_customers_and_who_could_not_see_it(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        anna, bert, carl = await desk.befriend("安", "博", "陈")
        await desk.befriend("多", staff="lisi")
        desk.pool.acts.add(anna, "lisi")
        desk.pool.acts.customer_deletes(desk.pool.corp.follows["zhangsan", bert.external_userid])
        await desk.know()
        await desk.people.refuse(carl)
        found = (await client.post("/api/moments/estimate", json=body())).json()
        assert (found["wanted"], found["people"], found["refusing"]) == (3, 3, 1)
        assert {(one["name"], one["people"]) for one in found["publishers"]} == {
            ("张三", 2), ("lisi", 2), ("wangwu", 0),
        }  # fmt: skip
        assert found["hidden"] == [{"reason": "not_a_friend", "people": 1}]
        assert (desk.made, await desk.pool.rows("SELECT 1 FROM moments")) == ([], [])

    async def test_tells_of_chosen_staff_who_left(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        await desk.befriend("安")
        desk.pool.acts.resign("zhangsan")
        await desk.know()
        plan = body(everybody=False, staff=["zhangsan", "lisi"])
        found = (await client.post("/api/moments/estimate", json=plan)).json()
        assert ([one["staff"] for one in found["publishers"]], found["people"]) == (["lisi"], 0)
        assert [one["staff"] for one in found["not_publishing"]] == ["zhangsan"]
        assert found["hidden"] == [{"reason": "staff_left", "people": 1}]

    async def test_refuses_a_unit_that_is_not_there(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        answer = await client.post("/api/moments/estimate", json=body(everybody=False, units=["d9"]))
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchUnit")
        assert desk.made == []


class TestMoment:
    async def test_from_planning_to_separate_figures(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        anna, _ = await desk.befriend("安", "博")
        await desk.befriend("多", staff="lisi")
        key = {"key": "api-key-1"}
        made = [(await client.post("/api/moments", json=body() | key)).json() for _ in range(2)]
        assert made[0] == made[1]
        number = made[0]["id"]
        assert (made[0]["state"], made[0]["people"], made[0]["counts"]["published_rate"]) == ("planned", 3, None)
        assert (await client.post(f"/api/moments/{number}/start", json={})).json()["state"] == "asking"
        for _ in range(4):
            await desk.tend(seconds=10)
        desk.publish("zhangsan")
        desk.pool.acts.like(desk.made[0], anna)
        await desk.tend()
        (found,) = (await client.get("/api/moments")).json()["moments"]
        counts = found["counts"]
        assert (counts["published"], counts["asked"], round(counts["published_rate"], 3)) == (1, 3, 0.333)
        assert (counts["shown"], counts["chosen"], round(counts["reach"], 3)) == (2, 3, 0.667)
        assert (counts["engaged"], counts["engagement"], counts["likes"]) == (1, 0.5, 1)
        staff = (await client.get(f"/api/moments/{number}/staff")).json()
        assert [(one["staff"], one["state"], one["shown"], one["likes"]) for one in staff] == [
            ("lisi", "asked", 0, 0), ("wangwu", "asked", 0, 0), ("zhangsan", "published", 2, 1),
        ]  # fmt: skip
        assert (await client.post(f"/api/moments/{number}/remind", json={"staff": []})).json() == {"staff": 2}
        assert (await client.post(f"/api/moments/{number}/cancel", json={})).json()["state"] == "canceling"
        await desk.tend()
        assert (await client.get(f"/api/moments/{number}")).json()["state"] == "canceled"
        log = (await client.get("/api/audit", params={"subject": f"moment:{number}"})).json()
        assert {one["action"] for one in log} == {
            "moments.planned", "moments.started", "moments.reminded", "moments.canceled",
        }  # fmt: skip

    async def test_lists_who_liked_and_page_after_page_who_could_see_it(
        self, desk: Desk, client: httpx2.AsyncClient
    ) -> None:
        people = await desk.befriend("安", "博", "陈")
        number = await desk.asked()
        desk.publish("zhangsan")
        desk.pool.acts.like(desk.made[0], people[1])
        await desk.tend()
        (liked,) = (await client.get(f"/api/moments/{number}/customers")).json()["customers"]
        assert (liked["name"], liked["staff_name"], liked["shown"], liked["comments"]) == ("博", "张三", True, 0)
        assert liked["person"] is not None
        seen, after = [], ""
        for _ in range(3):
            params = {"which": "shown", "limit": "1", "after": after}
            page = (await client.get(f"/api/moments/{number}/customers", params=params)).json()
            seen += [one["contact"] for one in page["customers"]]
            after = page["next"] or ""
        assert (sorted(seen), after) == (sorted(one.external_userid for one in people), "")

    @pytest.mark.parametrize(
        ("plan", "code"),
        [
            ({"text": "汉" * 1334}, "MomentTextTooLong"),
            ({"text": ""}, "NothingToPublish"),
            ({"everybody": False}, "NoPublishers"),
            ({"attachments": [{"kind": "image", "media": 99}]}, "NotInAMoment"),
        ],
    )
    async def test_refuses_what_the_platform_would_refuse(
        self, desk: Desk, client: httpx2.AsyncClient, plan: dict[str, Any], code: str
    ) -> None:
        await desk.befriend("安")
        answer = await client.post("/api/moments", json=body(**plan) | {"key": "api-key-3"})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert await desk.pool.rows("SELECT 1 FROM moments") == []


class TestScope:
    async def test_shows_a_store_its_own_staff_and_lets_it_start_nothing(
        self, desk: Desk, client: httpx2.AsyncClient, app: FastAPI
    ) -> None:
        await desk.befriend("安")
        (bert,) = await desk.befriend("博", staff="lisi")
        await client.post("/api/units", json={"code": "d1", "name": "一店", "kind": "dealer"})
        await client.put(f"/api/relations/staff/{CORP}/lisi/unit", json={"unit": "d1"})
        number = await desk.asked()
        only = body(everybody=False, staff=["zhangsan"]) | {"key": "api-key-5"}
        other = (await client.post("/api/moments", json=only)).json()["id"]
        of_unit = (await client.post("/api/moments/estimate", json=body(everybody=False, units=["d1"]))).json()
        assert ([one["staff"] for one in of_unit["publishers"]], of_unit["people"]) == (["lisi"], 1)
        hired = {"login": "keeper", "name": "店长", "role": "operator", "password": "a-spring-in-may", "unit": "d1"}
        assert (await client.post("/api/staff", json=hired)).status_code == 201
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://huoshui.test") as own:
            csrf = (await own.post("/api/login", json={"login": "keeper", "password": "a-spring-in-may"})).json()
            (seen,) = (await own.get("/api/moments")).json()["moments"]
            assert (seen["id"], seen["counts"]["asked"], seen["counts"]["chosen"]) == (number, 1, 1)
            assert [one["staff"] for one in (await own.get(f"/api/moments/{number}/staff")).json()] == ["lisi"]
            params = {"which": "chosen"}
            found = (await own.get(f"/api/moments/{number}/customers", params=params)).json()["customers"]
            assert [one["contact"] for one in found] == [bert.external_userid]
            assert (await own.get(f"/api/moments/{other}")).status_code == 404
            headers = {"X-CSRF-Token": csrf["csrf_token"]}
            refused = await own.post(f"/api/moments/{number}/cancel", json={}, headers=headers)
            assert refused.status_code == 403
