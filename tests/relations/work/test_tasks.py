"""Tasks over HTTP and by the clock: given, done once, dropped with the relation, told, counted, seen by whoever may."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL, NOTHING, Scope
from huoshui.bedrock import ids
from huoshui.relations import operations as relations
from huoshui.relations.work import forwarding, operations, queries
from huoshui.relations.work.contract import MISSED_AFTER, TaskState
from huoshui.relations.work.queries import Wanted
from tests.relations.work.world import Store
from tests.relations.world import CORP

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def person_of(store: Store, customer: Any) -> str:
    (row,) = await store.pool.rows(
        "SELECT identity FROM relation_contacts WHERE contact = :contact", contact=customer.external_userid
    )
    return ids.render(row.identity)


def asked(store: Store, *, hours: float = 3, **how: Any) -> dict[str, Any]:
    return {"staff": "zhangsan", "words": "回访试骑感受", "key": "key-00001",
            "due_at": (store.now + timedelta(hours=hours)).isoformat(), **how}  # fmt: skip


class TestGiving:
    async def test_makes_one_for_a_key_with_its_script_and_its_customer(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        (anna,) = await store.befriend("安")
        (folder,) = (await client.post("/api/scripts/folders", json={"name": "售后"})).json()
        script = (await client.post("/api/scripts", json={
            "folder": folder["id"], "title": "回访", "key": "key-00001",
            "parts": [{"kind": "text", "text": "{客户称呼}，骑得怎么样？"}],
        })).json()  # fmt: skip
        body = asked(store, person=await person_of(store, anna), script=script["id"])
        made = await client.post("/api/tasks", json=body)
        assert made.status_code == 201, made.text
        assert (await client.post("/api/tasks", json=body)).json()["id"] == made.json()["id"]
        (one,) = (await client.get("/api/tasks")).json()["tasks"]
        assert [one[part] for part in ("state", "words", "staff_name", "person", "person_name")] == [
            "open", "回访试骑感受", "张三", body["person"], "安",
        ]  # fmt: skip
        assert one["script"]["parts"][0]["text"] == "{客户称呼}，骑得怎么样？"
        (row,) = await store.pool.rows("SELECT words, sealed FROM staff_tasks")
        assert row.words == ""
        assert "回访".encode() not in bytes(row.sealed)

    async def test_is_for_a_unit_and_about_a_group_too(self, store: Store, client: httpx2.AsyncClient) -> None:
        chat = store.pool.acts.open_group("zhangsan", "骑友群")
        await store.know()
        group = (await client.post("/api/tasks", json=asked(store, group=chat.chat_id))).json()
        assert (group["group_name"], group["staff"]) == ("骑友群", "zhangsan")
        await client.post("/api/units", json={"code": "s1", "name": "一店", "kind": "store", "parent": "hq"})
        code = (await client.get("/api/units")).json()[-1]["code"]
        unit = (await client.post("/api/tasks", json=asked(store, staff="", unit=code, key="key-00002"))).json()
        assert (unit["unit"], unit["staff"]) == (code, "")

    @pytest.mark.parametrize(("how", "status", "code"), [
        ({"staff": "nobody"}, 404, "NoSuchFollower"), ({"staff": ""}, 422, "TaskForNobody"),
        ({"unit": "s9"}, 422, "TaskForNobody"), ({"staff": "", "unit": "s9"}, 404, "NoSuchUnit"),
        ({"person": "user_id:nobody"}, 404, "NoSuchPerson"), ({"person": "x", "group": "y"}, 422, "TaskAboutTwo"),
        ({"group": "wrNone"}, 404, "NoSuchGroup"), ({"script": 999}, 404, "NoSuchScript"),
        ({"hours": -1}, 422, "NotATaskWindow"), ({"hours": 24 * 400}, 422, "NotATaskWindow"),
        ({"words": " "}, 422, None), ({"due_at": "2026-11-22T10:00"}, 422, None),
    ])  # fmt: skip
    async def test_refuses_what_cannot_be(
        self, store: Store, client: httpx2.AsyncClient, how: dict[str, Any], status: int, code: str | None
    ) -> None:
        answer = await client.post("/api/tasks", json=asked(store, **how))
        assert answer.status_code == status, answer.text
        assert code is None or answer.json()["code"] == code
        assert await store.pool.rows("SELECT 1 FROM staff_tasks") == []

    async def test_refuses_a_script_of_ones_own_and_a_customer_of_somebody_else(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        (anna,) = await store.befriend("安")
        (folder,) = (await client.post("/api/scripts/folders", json={"name": "我的", "own": True})).json()
        own = (await client.post("/api/scripts", json={"folder": folder["id"], "title": "x", "key": "key-00001",
                                                       "parts": [{"kind": "text", "text": "y"}]})).json()  # fmt: skip
        refused = await client.post("/api/tasks", json=asked(store, script=own["id"]))
        assert refused.json()["code"] == "TaskScriptOwn"
        refused = await client.post("/api/tasks", json=asked(store, staff="lisi", person=await person_of(store, anna)))
        assert refused.json()["code"] == "NotTheirCustomer"


class TestEnding:
    async def test_done_twice_is_done_once_and_keeps_who_and_when(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        number = await store.task()
        first = (await client.post(f"/api/tasks/{number}/done")).json()
        store.pool.hours.pass_by(hours=5)
        again = (await client.post(f"/api/tasks/{number}/done")).json()
        assert (first["state"], again["state"], again["ended_at"]) == ("done", "done", first["ended_at"])
        assert [(one["what"], one["name"]) for one in again["history"]] == [("made", "local"), ("done", "local")]
        refused = await client.post(f"/api/tasks/{number}/drop")
        assert (refused.status_code, refused.json()["code"]) == (409, "TaskEnded")

    async def test_both_at_once_end_it_once(self, store: Store, client: httpx2.AsyncClient) -> None:
        number = await store.task()
        paths = [f"/api/tasks/{number}/{how}" for how in ("done", "drop") * 3]
        answers = await asyncio.gather(*(client.post(path) for path in paths))
        assert {answer.status_code for answer in answers} <= {200, 409}
        assert len(await store.pool.rows("SELECT 1 FROM staff_task_facts WHERE what <> 'made'")) == 1

    async def test_late_is_late_and_what_was_missed_stays_missed(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        late, missed = await store.task(key="task-0001"), await store.task(key="task-0002")
        store.pool.hours.pass_by(hours=4)
        assert [one["state"] for one in (await client.get("/api/tasks")).json()["tasks"]] == ["overdue", "overdue"]
        assert (await client.post(f"/api/tasks/{late}/done")).json()["state"] == "done_late"
        store.pool.hours.pass_by(seconds=MISSED_AFTER.total_seconds())
        refused = await client.post(f"/api/tasks/{missed}/done")
        assert (refused.json()["code"], refused.json()["facts"]) == ("TaskEnded", {"state": "missed"})
        (counts,) = (await client.get("/api/tasks/staff")).json()
        assert {part: counts[part] for part in ("open", "overdue", "done", "done_late", "missed")} == {
            "open": 0, "overdue": 0, "done": 0, "done_late": 1, "missed": 1,
        }  # fmt: skip

    async def test_about_a_lost_customer_is_dropped_with_the_reason(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        anna, bert = await store.befriend("安", "博")
        for place, one in enumerate((anna, bert)):
            body = asked(store, person=await person_of(store, one), key=f"key-0000{place}")
            assert (await client.post("/api/tasks", json=body)).status_code == 201
        await store.lose(anna)
        await store.tend()
        await store.tend()
        found = (await client.get("/api/tasks")).json()["tasks"]
        assert {one["person_name"]: (one["state"], one["why"]) for one in found} == {
            "安": ("dropped", "lost"), "博": ("open", None),
        }  # fmt: skip
        history = (await client.get(f"/api/tasks/{found[-1]['id']}")).json()["history"]
        assert len(history) + len((await client.get(f"/api/tasks/{found[0]['id']}")).json()["history"]) == 3

    async def test_done_is_told_to_the_river_once(self, store: Store, client: httpx2.AsyncClient) -> None:
        (anna,) = await store.befriend("安")
        person = await person_of(store, anna)
        made = (await client.post("/api/tasks", json=asked(store, person=person))).json()
        platform = store.pool.platform
        assert await forwarding.forward(platform.postgres, platform.intake, now=store.now) == 0
        await client.post(f"/api/tasks/{made['id']}/done")
        assert await forwarding.forward(platform.postgres, platform.intake, now=store.now) == 1
        async with platform.postgres.transaction() as session:  # the end of the first time was lost
            await session.execute(text("UPDATE staff_tasks SET tells = true"))
        assert await forwarding.forward(platform.postgres, platform.intake, now=store.now) == 1
        told = [one for one in await store.pool.forward() if one[0] == "Task Done"]
        assert told == [("Task Done", "zhangsan", "")]

    async def test_of_who_is_erased_stays_as_a_count(self, store: Store, client: httpx2.AsyncClient) -> None:
        (anna,) = await store.befriend("安")
        await client.post("/api/tasks", json=asked(store, person=await person_of(store, anna)))
        (row,) = await store.pool.rows("SELECT identity FROM staff_tasks")
        async with store.pool.platform.postgres.transaction() as session:
            counts = await operations.erase(session, identities=[row.identity], now=store.now)
        assert counts == {"staff_tasks": 1, "sop_enrollments": 0}
        (one,) = (await client.get("/api/tasks")).json()["tasks"]
        assert [one[part] for part in ("state", "why", "words", "person", "person_name")] == [
            "dropped", "erased", "", None, "",
        ]  # fmt: skip


class TestSeeing:
    async def test_is_held_to_the_staff_whom_one_sees(self, store: Store, client: httpx2.AsyncClient) -> None:
        number = await store.task()
        await client.post("/api/units", json={"code": "s1", "name": "一店", "kind": "store", "parent": "hq"})
        code = (await client.get("/api/units")).json()[-1]["code"]
        await client.put(f"/api/relations/staff/{CORP}/zhangsan/unit", json={"unit": code})
        (unit,) = await store.pool.rows("SELECT unit FROM relation_staff WHERE staff = 'zhangsan'")
        platform, seen = store.pool.platform, []
        for scope in (NOTHING, Scope((unit.unit + 1,)), Scope((unit.unit,))):
            async with platform.postgres.transaction(scope=scope) as session:
                found, _ = await queries.tasks(session, wanted=Wanted(), vault=platform.vault, now=store.now)
                counted = await queries.counts(session, since=store.now - timedelta(days=1), now=store.now)
                facts = (await session.execute(text("SELECT task FROM staff_task_facts"))).all()
            seen.append(([one.id for one in found], len(counted), len(facts)))
        assert seen == [([], 0, 0), ([], 0, 0), ([number], 1, 1)]

    async def test_every_state_is_filtered_as_it_is_shown_and_pages_leave_nothing_out(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        numbers = [await store.task(key=f"task-{hours:04}", hours=hours) for hours in (1, 1, 2, 3, 200, 300)]
        dropped = await store.task(key="task-drop")
        assert numbers[0] == numbers[1]
        await client.post(f"/api/tasks/{numbers[2]}/done")
        await client.post(f"/api/tasks/{dropped}/drop")
        store.pool.hours.pass_by(hours=172)
        await client.post(f"/api/tasks/{numbers[3]}/done")
        for state in TaskState:
            found = (await client.get("/api/tasks", params={"state": state.value})).json()["tasks"]
            assert {one["state"] for one in found} <= {state.value}
        whole = (await client.get("/api/tasks")).json()["tasks"]
        assert len(whole) == 6
        paged: list[int] = []
        after = None
        while True:
            page = (await client.get("/api/tasks", params={"limit": 2, **({"after": after} if after else {})})).json()
            paged += [one["id"] for one in page["tasks"]]
            after = page["next"]
            if after is None:
                break
        assert paged == [one["id"] for one in whole]
        waiting = (await client.get("/api/tasks", params={"state": ["open", "overdue"]})).json()["tasks"]
        assert [one["due_at"] for one in waiting] == sorted(one["due_at"] for one in waiting)

    async def test_follows_staff_whose_id_was_changed(self, store: Store, client: httpx2.AsyncClient) -> None:
        await store.task()
        async with store.pool.platform.postgres.transaction() as session:
            await relations.rename(session, corp=CORP, staff="zhangsan", becomes="zhang.san")
        (one,) = (await client.get("/api/tasks", params={"staff": "zhang.san"})).json()["tasks"]
        assert (one["staff"], one["staff_name"]) == ("zhang.san", "张三")

    async def test_words_of_nobody_are_not_sealed(self, store: Store) -> None:
        number = await store.task("换橱窗")
        platform = store.pool.platform
        async with platform.postgres.session() as session:
            one = await queries.task(session, number=number, vault=platform.vault, now=store.now)
        assert (one.words, one.identity, one.made_name) == ("换橱窗", None, LOCAL.name)
