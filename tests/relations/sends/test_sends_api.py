"""Mass sends over HTTP: estimated, planned, started, watched; and who may see whose."""

from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from tests.relations.sends.conftest import CORP, Desk

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.usefixtures("now")]


def body(**how: Any) -> dict[str, Any]:
    plan = {"name": "周末骑行", "message": {"text": "一起出发"}, "audience": {"everybody": True}} | how
    return {"account": "main", "plan": plan}


class TestEstimate:
    async def test_tells_people_senders_and_who_is_left_out_and_asks_nobody(
        self, desk: Desk, client: httpx2.AsyncClient
    ) -> None:
        _, bert, _ = await desk.befriend("安", "博", "陈")
        await desk.befriend("多", staff="lisi")
        await desk.refuse(bert)
        await desk.pool.compare()
        found = (await client.post("/api/sends/estimate", json=body())).json()
        assert (found["wanted"], found["people"], found["parts"]) == (4, 3, 2)
        assert [(one["name"], one["people"]) for one in found["senders"]] == [("张三", 2), ("lisi", 1)]
        assert found["left_out"] == [{"reason": "refused", "people": 1}]
        assert (found["quota"], found["most"]) == ("month", 30)
        assert (desk.asked, await desk.pool.rows("SELECT 1 FROM mass_sends")) == ([], [])

    async def test_counts_who_of_a_segment_is_nobodys_contact(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        anna, _ = await desk.befriend("安", "博")
        await desk.pool.platform.settle()
        ref = f"wecom_external:{CORP}:{anna.external_userid}"
        assert (await client.post(f"/api/people/{ref}/tags", json={"add": ["骑友"], "remove": []})).status_code < 300
        await desk.pool.platform.settle()
        segment = {"name": "骑友", "definition": {"version": 1, "where": {"kind": "tag", "tag": "骑友"}}}
        made = await client.post("/api/segments", json=segment)
        assert made.status_code < 300, made.text
        desk.pool.hours.pass_by(minutes=1)
        found = (await client.post("/api/sends/estimate", json=body(audience={"segment": "骑友"}))).json()
        assert (found["wanted"], found["people"]) == (1, 1)
        answer = await client.post("/api/sends/estimate", json=body(audience={"segment": "没有"}))
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchSegment")

    @pytest.mark.parametrize(
        ("how", "code"),
        [
            ({"audience": {}}, "NoAudience"),
            ({"audience": {"groups": ["g"]}}, "AudienceMismatched"),
        ],
    )
    async def test_refuses_an_audience_that_means_nobody(
        self, desk: Desk, client: httpx2.AsyncClient, how: dict[str, Any], code: str
    ) -> None:
        answer = await client.post("/api/sends/estimate", json=body(**how))
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert desk.asked == []


class TestSend:
    async def test_from_planning_to_two_separate_figures(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        anna, bert = await desk.befriend("安", "博")
        await desk.befriend("多", staff="lisi")
        desk.pool.corp.follows["zhangsan", bert.external_userid].deleted_by_customer = True
        key = {"key": "api-key-1"}
        made = [(await client.post("/api/sends", json=body() | key)).json() for _ in range(2)]
        assert made[0] == made[1]
        number = made[0]["id"]
        assert (made[0]["state"], made[0]["counts"]["people"], made[0]["counts"]["senders"]) == ("planned", 3, 2)
        assert made[0]["counts"]["execution_rate"] is None
        assert (await client.post(f"/api/sends/{number}/start", json={})).json()["state"] == "asking"
        await desk.tend()
        desk.confirm("zhangsan")
        await desk.tend()
        (found,) = (await client.get("/api/sends")).json()["sends"]
        counts = found["counts"]
        assert (counts["execution_rate"], counts["confirmed_senders"], counts["asked_senders"]) == (0.5, 1, 2)
        assert (round(counts["delivery_rate"], 3), counts["asked"]) == (0.333, 3)
        assert {one["outcome"]: one["people"] for one in counts["outcomes"]} == {
            "sent": 1, "unsent": 1, "not_a_friend": 1,
        }  # fmt: skip
        tasks = (await client.get(f"/api/sends/{number}/parts")).json()
        assert [(one["staff"], one["confirmed_at"] is None, one["people"]) for one in tasks] == [
            ("lisi", True, 1), ("zhangsan", False, 2),
        ]  # fmt: skip
        reached = (await client.get(f"/api/sends/{number}/receivers", params={"outcome": "sent"})).json()
        assert [(one["contact"], one["name"]) for one in reached["receivers"]] == [(anna.external_userid, "安")]
        assert (await client.post(f"/api/sends/{number}/remind", json={"staff": []})).json() == {"tasks": 1}
        stopped = await client.post(f"/api/sends/{number}/cancel", json={})
        assert stopped.json()["state"] == "canceling"
        await desk.tend()
        found = (await client.get(f"/api/sends/{number}")).json()
        assert (found["state"], found["counts"]["asked"]) == ("canceled", 3)

    async def test_with_a_file_brings_it_to_the_platform_once(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        await desk.befriend("安")
        await desk.befriend("博", staff="lisi")
        file = {"account": "main", "kind": "image", "filename": "poster.png", "content": "aGVsbG8gaHVvc2h1aQ=="}
        made = (await client.post("/api/sends/media", json=file)).json()
        assert (await client.get("/api/sends/media", params={"account": "main"})).json() == [made]
        message = {"text": "", "attachments": [{"kind": "image", "media": made["id"]}]}
        answer = await client.post("/api/sends", json=body(message=message) | {"key": "api-key-2"})
        await client.post(f"/api/sends/{answer.json()['id']}/start", json={})
        await desk.tend()
        assert (len(desk.asked), desk.pool.server.asked["media/upload"]) == (2, 1)

    @pytest.mark.parametrize(
        ("message", "code"),
        [
            ({"text": "汉" * 1334}, "SendTextTooLong"),
            ({"text": ""}, "NothingToSay"),
            ({"text": "x", "attachments": [{"kind": "image", "media": 99}]}, "NotAnAttachment"),
            ({"text": "x", "attachments": [{"kind": "link", "title": "x", "url": "https://b.cn"}] * 10},
             "TooManyAttachments"),
        ],
    )  # fmt: skip
    async def test_refuses_what_the_platform_would_refuse(
        self, desk: Desk, client: httpx2.AsyncClient, message: dict[str, Any], code: str
    ) -> None:
        await desk.befriend("安")
        answer = await client.post("/api/sends", json=body(message=message) | {"key": "api-key-3"})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert await desk.pool.rows("SELECT 1 FROM mass_sends") == []

    async def test_knows_a_corps_quota(self, desk: Desk, client: httpx2.AsyncClient) -> None:
        assert (await client.put(f"/api/sends/quotas/{CORP}", json={"mode": "week"})).status_code == 204
        (account,) = (await client.get("/api/sends/accounts")).json()
        assert (account["name"], account["corp"], account["quota"]) == ("main", CORP, "week")
        assert (await client.put("/api/sends/quotas/wwOther", json={"mode": "week"})).status_code == 409
        assert desk.asked == []


class TestScope:
    async def test_shows_a_store_its_own_staffs_tasks_and_lets_it_start_nothing(
        self, desk: Desk, client: httpx2.AsyncClient, app: FastAPI
    ) -> None:
        await desk.befriend("安")
        (bert,) = await desk.befriend("博", staff="lisi")
        await desk.pool.compare()
        await client.post("/api/units", json={"code": "d1", "name": "一店", "kind": "dealer"})
        await client.put(f"/api/relations/staff/{CORP}/lisi/unit", json={"unit": "d1"})
        number = await desk.sent()
        only = body(audience={"staff": ["zhangsan"]}) | {"key": "api-key-5"}
        other = (await client.post("/api/sends", json=only)).json()["id"]
        hired = {"login": "keeper", "name": "店长", "role": "operator", "password": "a-spring-in-may", "unit": "d1"}
        assert (await client.post("/api/staff", json=hired)).status_code == 201
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://huoshui.test") as own:
            csrf = (await own.post("/api/login", json={"login": "keeper", "password": "a-spring-in-may"})).json()
            (seen,) = (await own.get("/api/sends")).json()["sends"]
            assert (seen["id"], seen["counts"]["people"], seen["counts"]["asked_senders"]) == (number, 1, 1)
            assert [one["staff"] for one in (await own.get(f"/api/sends/{number}/parts")).json()] == ["lisi"]
            found = (await own.get(f"/api/sends/{number}/receivers")).json()["receivers"]
            assert [one["contact"] for one in found] == [bert.external_userid]
            assert (await own.get(f"/api/sends/{other}")).status_code == 404
            headers = {"X-CSRF-Token": csrf["csrf_token"]}
            refused = await own.post(f"/api/sends/{number}/cancel", json={}, headers=headers)
            assert (refused.status_code, await desk.state_of(number)) == (403, "asked")
