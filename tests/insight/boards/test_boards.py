"""Saved questions and boards through the door: kept, changed, refused, remembered; what is refused changes nothing."""

import asyncio
from typing import Any

import httpx2
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.insight.boards import operations
from huoshui.insight.boards.contract import BoardFull, Look, Shared
from huoshui.insight.boards.operations import Plan, Words

FUNNEL: dict[str, Any] = {
    "kind": "funnel", "period": {"last_days": 30},
    "steps": [{"events": ["Live Code Scanned"]}, {"events": ["Contact Added"]}],
}  # fmt: skip
TRENDS: dict[str, Any] = {
    "kind": "trends", "period": {"from": "2026-10-01", "to": "2026-11-01"}, "series": [{"events": ["Order Completed"]}],
}  # fmt: skip


async def saved(client: httpx2.AsyncClient, name: str = "扫码到加好友", **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/insight/saved", json={"name": name, "question": FUNNEL, **more})
    found: dict[str, Any] = answer.json()
    return found


async def put_up(client: httpx2.AsyncClient, *cards: Any, name: str = "增长", **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/insight/boards", json={"name": name, "cards": cards, **more})
    found: dict[str, Any] = answer.json()
    return found


async def audited(platform: Platform) -> list[tuple[str, str]]:
    async with platform.postgres.session() as session:
        rows = await session.execute(text("SELECT action, subject FROM audit_log ORDER BY id"))
        return [(row.action, row.subject) for row in rows if row.action.startswith(("questions.", "boards."))]


class TestSavedQuestions:
    async def test_are_asked_as_they_were_saved(self, client: httpx2.AsyncClient) -> None:
        made = await saved(client, note="每周看")
        assert made["question"]["period"] == {"last_days": 30}  # the last so many days stay so
        assert (made["version"], made["note"], made["changed"]["by"], made["boards"]) == (1, "每周看", "local", [])
        again = await client.post("/api/insight/questions", json={"question": made["question"]})
        assert again.json()["result"]["kind"] == "funnel"

    async def test_have_a_history_that_outlives_them(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        made = await saved(client)
        path = f"/api/insight/saved/{made['id']}"
        body = {"name": "成交", "question": TRENDS, "version": 1}
        changed = (await client.put(path, json=body)).json()
        assert (changed["name"], changed["version"], changed["created"]) == ("成交", 2, made["created"])
        late = await client.put(path, json=body)
        assert (late.status_code, late.json()["facts"]) == (409, {"name": "成交", "version": 2})
        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).json()["code"] == "NoSuchSavedQuestion"
        history = (await client.get(f"{path}/history")).json()
        assert [(one["version"], one["question"]["kind"]) for one in history] == [(2, "trends"), (1, "funnel")]
        subject = f"question:{made['id']}"
        assert await audited(platform) == [
            ("questions.saved", subject), ("questions.changed", subject), ("questions.deleted", subject)
        ]  # fmt: skip

    async def test_have_names_of_their_own(self, client: httpx2.AsyncClient) -> None:
        first, second = await saved(client), await saved(client, "另一个")
        assert (await saved(client))["code"] == "SavedQuestionExists"
        body = {"name": first["name"], "question": TRENDS, "version": 1}
        taken = await client.put(f"/api/insight/saved/{second['id']}", json=body)
        assert (taken.status_code, taken.json()["code"]) == (409, "SavedQuestionExists")
        assert (await client.get(f"/api/insight/saved/{second['id']}")).json() == second

    async def test_must_be_questions(self, client: httpx2.AsyncClient) -> None:
        refused = await client.post("/api/insight/saved", json={"name": "x", "question": {"kind": "funnel"}})
        assert refused.status_code == 422
        assert (await client.get("/api/insight/saved")).json() == []

    async def test_keep_the_segments_that_they_name(self, client: httpx2.AsyncClient) -> None:
        assert (await saved(client, question={**FUNNEL, "people": "老客"}))["code"] == "NoSuchSegment"
        definition = {"version": 1, "where": {"kind": "known"}}
        await client.post("/api/segments", json={"name": "老客", "definition": definition})
        made = await saved(client, question={**FUNNEL, "people": "老客"})
        kept = await client.delete("/api/segments/老客")
        assert (kept.json()["code"], made["name"] in kept.json()["facts"]["users"]) == ("SegmentInUse", True)
        await client.delete(f"/api/insight/saved/{made['id']}")
        assert (await client.delete("/api/segments/老客")).status_code == 204


class TestBoards:
    async def test_show_cards_in_their_order(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        one = await saved(client)
        new = {"name": "成交", "question": TRENDS}
        made = await put_up(
            client, {"question": new, "columns": 12, "height": "tall"}, {"question": one["id"], "title": "扫码"}
        )
        told = [(card["question"]["name"], card["title"], card["columns"], card["height"]) for card in made["cards"]]
        assert told == [("成交", None, 12, "tall"), ("扫码到加好友", "扫码", 6, "low")]
        assert (await client.get("/api/insight/boards")).json() == [made]
        assert (await client.get(f"/api/insight/saved/{one['id']}")).json()["boards"] == ["增长"]
        assert [action for action, _ in await audited(platform)] == [
            "questions.saved",
            "questions.saved",
            "boards.created",
        ]

    async def test_take_a_question_of_the_same_words_and_name_as_the_same(self, client: httpx2.AsyncClient) -> None:
        new = {"question": {"name": "成交", "question": TRENDS}}
        first, second = await put_up(client, new), await put_up(client, new, name="增长 2")
        assert first["cards"][0]["question"]["id"] == second["cards"][0]["question"]["id"]
        other = await put_up(client, {"question": {"name": "成交", "question": FUNNEL}}, name="增长 3")
        assert other["code"] == "SavedQuestionExists"
        assert len((await client.get("/api/insight/boards")).json()) == 2

    async def test_are_changed_by_who_saw_the_last_version(self, client: httpx2.AsyncClient) -> None:
        one, two = await saved(client), await saved(client, "另一个")
        made = await put_up(client, {"question": one["id"]}, {"question": two["id"]})
        body = {
            "name": "成交", "version": 1, "cards": [{"question": two["id"]}, {"question": one["id"]}],
            "shared": {"period": {"last_days": 7}},
        }  # fmt: skip
        path = f"/api/insight/boards/{made['id']}"
        changed = (await client.put(path, json=body)).json()
        assert [card["question"]["id"] for card in changed["cards"]] == [two["id"], one["id"]]
        assert (changed["shared"], changed["version"]) == ({"period": {"last_days": 7}, "people": None}, 2)
        late = await client.put(path, json={**body, "cards": []})
        assert (late.status_code, late.json()["code"]) == (409, "BoardChanged")
        assert (await client.get(path)).json() == changed
        history = (await client.get(f"{path}/history")).json()
        assert [[card["question"] for card in one["cards"]] for one in history] == [
            [two["id"], one["id"]], [one["id"], two["id"]]
        ]  # fmt: skip

    async def test_hold_the_questions_that_they_show(self, client: httpx2.AsyncClient) -> None:
        one = await saved(client)
        made = await put_up(client, {"question": one["id"]})
        kept = await client.delete(f"/api/insight/saved/{one['id']}")
        assert (kept.status_code, kept.json()["facts"]["boards"]) == (409, "增长")
        assert (await client.delete(f"/api/insight/boards/{made['id']}")).status_code == 204
        assert (await client.delete(f"/api/insight/saved/{one['id']}")).status_code == 204
        assert (await client.get(f"/api/insight/boards/{made['id']}")).json()["code"] == "NoSuchBoard"
        assert len((await client.get(f"/api/insight/boards/{made['id']}/history")).json()) == 1

    async def test_refuse_what_is_not_there_and_change_nothing(self, client: httpx2.AsyncClient) -> None:
        one = await saved(client)
        assert (await put_up(client, {"question": 999}))["code"] == "NoSuchSavedQuestion"
        assert (await put_up(client, shared={"people": "没有"}))["code"] == "NoSuchSegment"
        made = await put_up(client, {"question": one["id"]})
        assert (await put_up(client))["code"] == "BoardExists"
        assert (await client.get("/api/insight/boards")).json() == [made]

    async def test_have_ten_cards_at_most(self, client: httpx2.AsyncClient) -> None:
        one = await saved(client)
        made = await put_up(client, *[{"question": one["id"]}] * 9)
        path = f"/api/insight/boards/{made['id']}/cards"
        full = (await client.post(path, json={"question": one["id"], "title": "第十张"})).json()
        assert (len(full["cards"]), full["cards"][-1]["title"], full["version"]) == (10, "第十张", 2)
        refused = await client.post(path, json={"question": one["id"]})
        assert (refused.status_code, refused.json()["code"], refused.json()["facts"]["most"]) == (422, "BoardFull", 10)
        assert (await client.get(f"/api/insight/boards/{made['id']}")).json() == full

    async def test_take_cards_from_many_at_once(self, platform: Platform) -> None:
        viewer, now = LOCAL, clock.now()
        async with platform.postgres.transaction() as session:
            made = await operations.create_board(
                session, plan=Plan("增长", "", [], Shared()), viewer=viewer, now=now
            )  # fmt: skip

        async def add(place: int) -> bool:
            try:
                async with platform.postgres.transaction() as session:
                    words = Words(f"第 {place} 个", "", FUNNEL)
                    await operations.add_card(
                        session, number=made.id, question=words, look=Look(), viewer=viewer, now=now
                    )
            except BoardFull:
                return False
            return True

        put = await asyncio.gather(*map(add, range(13)))
        async with platform.postgres.session() as session:
            cards = await session.scalar(text("SELECT jsonb_array_length(cards) FROM boards"))
            questions = await session.scalar(text("SELECT count(*) FROM saved_questions"))
        assert (sum(put), cards, questions) == (10, 10, 10)
