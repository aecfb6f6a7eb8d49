"""SOPs at work on a real pool: whom they follow, when tasks are made, when they end, and what never happens twice."""

import asyncio
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.people import operations as people
from huoshui.relations.work import operations as tasks
from huoshui.relations.work.sops import making, operations
from huoshui.relations.work.sops.contract import SopChanged, SopOfAnotherKind
from tests.relations.work.test_tasks import person_of
from tests.relations.work.world import Store, plan_of, step
from tests.relations.world import CORP

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

_ORDER = text("""
    INSERT INTO orders (order_key, platform, shop, order_id, identity, state, placed_at, paid_at, total_fen, paid_fen,
        refunded_fen, currency, online, channel, items, refunds, facts)
    SELECT hashtext(:order), 'shop', 's', :order, identity, 'paid', :now, :now, 100, 100, 0, 'CNY', true, 'shop',
        '[]', '[]', '[]'
    FROM relation_contacts WHERE contact = :contact
""")
WEEK = [step(0, words="打招呼"), step(1, "10:00", "12:00", words="问试骑"), step(7, words="邀进群")]


class TestPersonal:
    async def test_each_step_makes_one_task_on_its_day_and_hours(self, store: Store) -> None:
        await store.befriend("老友")
        store.pool.hours.pass_by(minutes=5)
        await store.begin(plan_of(steps=WEEK))
        store.pool.hours.pass_by(minutes=5)
        (anna,) = await store.befriend("安")
        assert await store.tend() == 1
        assert await store.tend() == 0
        await store.days_pass(8)
        who = anna.external_userid
        assert await store.made() == [
            (who, 0, "11-20", "10:00–20:00"), (who, 1, "11-21", "10:00–12:00"), (who, 2, "11-27", "10:00–20:00"),
        ]  # fmt: skip
        assert await store.progress() == [("finished", "")]

    async def test_several_rounds_at_once_make_it_once(self, store: Store) -> None:
        number = await store.begin(plan_of(steps=WEEK))
        await store.befriend("安", "博")
        platform = store.pool.platform

        async def one() -> int:
            async with platform.postgres.transaction() as session:
                return await making.perform(session, platform.clickhouse, number=number, now=store.now)

        assert sum(await asyncio.gather(*(one() for _ in range(4)))) == 2
        assert len(await store.made()) == 2

    async def test_a_crash_before_the_commit_loses_and_doubles_nothing(self, store: Store) -> None:
        number = await store.begin(plan_of(steps=WEEK))
        await store.befriend("安")
        platform = store.pool.platform
        async with platform.postgres.session() as session:
            await making.perform(session, platform.clickhouse, number=number, now=store.now)
            await session.rollback()
        assert await store.made() == []
        assert await store.tend() == 1
        assert len(await store.pool.rows("SELECT 1 FROM staff_task_facts")) == 1

    async def test_a_lost_customer_ends_it_and_drops_what_is_open(self, store: Store) -> None:
        await store.begin(plan_of(steps=WEEK))
        anna, _ = await store.befriend("安", "博")
        await store.tend()
        await store.lose(anna)
        await store.days_pass(8)
        assert sorted(await store.progress()) == [("ended", "lost"), ("finished", "")]
        rows = await store.pool.rows("SELECT outcome FROM staff_tasks WHERE contact = :c", c=anna.external_userid)
        assert [row.outcome for row in rows] == ["dropped"]

    async def test_who_bought_is_let_go_where_the_plan_says_so(self, store: Store) -> None:
        await store.begin(plan_of(steps=WEEK, ends_on_order=True))
        anna, _ = await store.befriend("安", "博")
        await store.tend()
        store.pool.hours.pass_by(hours=1)
        await self._buys(store, anna)
        await store.tend()
        assert sorted(await store.progress()) == [("ended", "bought"), ("running", "")]

    async def test_a_first_order_begins_one(self, store: Store) -> None:
        anna, bert = await store.befriend("安", "博")
        await self._buys(store, bert, order="A0")
        store.pool.hours.pass_by(hours=1)
        await store.begin(plan_of(begin="first_order", steps=[step(1)]))
        store.pool.hours.pass_by(hours=1)
        await self._buys(store, anna, order="A1")
        await self._buys(store, bert, order="A2")
        await store.tend()
        assert len(await store.progress()) == 1
        await store.days_pass(2)
        assert await store.made() == [(anna.external_userid, 0, "11-21", "10:00–20:00")]

    async def test_who_refuses_marketing_is_not_followed(self, store: Store) -> None:
        anna, bert = await store.befriend("安", "博")
        store.pool.hours.pass_by(seconds=-3600)
        await store.begin(plan_of(steps=WEEK))
        store.pool.hours.pass_by(seconds=3600)
        await self._refuse(store, anna)
        await store.tend()
        assert await store.progress() == [("running", "")]
        await self._refuse(store, bert)
        await store.tend()
        assert await store.progress() == [("ended", "refused")]

    async def test_a_pause_makes_nothing_and_what_went_by_is_not_made_up_for(self, store: Store) -> None:
        number = await store.begin(plan_of(steps=WEEK))
        (anna,) = await store.befriend("安")
        await store.tend()
        await self._turn(store, operations.pause, number)
        await store.days_pass(3)
        await store.befriend("博")
        await store.tend()
        await self._turn(store, operations.resume, number)
        await store.days_pass(6)
        assert [(who, place) for who, place, *_ in await store.made()] == [
            (anna.external_userid, 0), (anna.external_userid, 2),
        ]  # fmt: skip

    async def test_a_change_moves_nothing_and_is_for_who_comes_from_now_on(self, store: Store) -> None:
        number = await store.begin(plan_of(steps=WEEK))
        (anna,) = await store.befriend("安")
        await store.tend()
        await store.change(number, plan_of(steps=[step(2, "14:00", "16:00")]))
        (bert,) = await store.befriend("博")
        with pytest.raises(SopChanged):
            await store.change(number, plan_of(steps=WEEK))
        with pytest.raises(SopOfAnotherKind):
            await store.change(number, plan_of(begin="opened", steps=WEEK), version=2)
        await store.days_pass(8)
        assert [(who, day, hours) for who, _, day, hours in await store.made()] == [
            (anna.external_userid, "11-20", "10:00–20:00"), (anna.external_userid, "11-21", "10:00–12:00"),
            (bert.external_userid, "11-22", "14:00–16:00"), (anna.external_userid, "11-27", "10:00–20:00"),
        ]  # fmt: skip

    async def test_a_staff_member_gets_so_many_a_day_the_rest_on_the_next(self, store: Store) -> None:
        await store.begin(plan_of(steps=[step(0)], most_a_day=2, rest_weekdays=[6, 7]))
        await store.befriend("安", "博", "陈", "多", "恩")
        await store.befriend("方", staff="lisi")
        await store.tend()
        await store.days_pass(6)
        days = [day for _, _, day, _ in await store.made()]
        assert days == ["11-20", "11-20", "11-20", "11-23", "11-23", "11-24"]

    async def test_it_follows_only_whose_customers_it_names(self, store: Store) -> None:
        await store.begin(plan_of(steps=[step(0)], staff=["lisi"]))
        await store.befriend("安")
        (bert,) = await store.befriend("博", staff="lisi")
        await store.tend()
        assert [who for who, *_ in await store.made()] == [bert.external_userid]

    async def test_who_is_erased_is_followed_no_more(self, store: Store) -> None:
        await store.begin(plan_of(steps=WEEK))
        await store.befriend("安")
        await store.tend()
        (row,) = await store.pool.rows("SELECT identity FROM sop_enrollments")
        async with store.pool.platform.postgres.transaction() as session:
            counts = await tasks.erase(session, identities=[row.identity], now=store.now)
        assert counts == {"staff_tasks": 1, "sop_enrollments": 1}
        assert await store.progress() == [("ended", "erased")]
        (left,) = await store.pool.rows("SELECT identity, contact, words, outcome FROM staff_tasks")
        assert tuple(left) == (None, "", "打招呼", "dropped")

    async def _buys(self, store: Store, customer: Any, *, order: str = "A1") -> None:
        """Tell of an order as a shop does."""
        async with store.pool.platform.postgres.transaction() as session:
            await session.execute(_ORDER, {"contact": customer.external_userid, "order": order, "now": store.now})

    async def _refuse(self, store: Store, customer: Any) -> None:
        (row,) = await store.pool.rows(
            "SELECT identity FROM relation_contacts WHERE contact = :c", c=customer.external_userid
        )
        await store.pool.platform.settle()
        async with store.pool.platform.postgres.transaction() as session:
            await people.answer(
                session, person=row.identity, purpose="marketing", channel="wecom", granted=False, evidence="call",
                viewer=LOCAL, now=store.now,
            )  # fmt: skip

    async def _turn(self, store: Store, turn: Any, number: int) -> None:
        async with store.pool.platform.postgres.transaction() as session:
            await turn(session, number=number, viewer=LOCAL, now=store.now)


class TestGroups:
    async def test_a_new_group_is_followed_from_its_opening_until_it_is_dissolved(self, store: Store) -> None:
        store.pool.acts.open_group("zhangsan", "老群")
        await store.know()
        store.pool.hours.pass_by(minutes=5)
        await store.begin(plan_of(begin="opened", steps=[step(0), step(3), step(9)]))
        store.pool.hours.pass_by(minutes=5)
        chat = store.pool.acts.open_group("zhangsan", "新群")
        await store.know()
        await store.tend()
        await store.days_pass(4)
        store.pool.acts.dismiss(chat)
        await store.know()
        await store.days_pass(6)
        assert [(who, place, day) for who, place, day, _ in await store.made()] == [
            (chat.chat_id, 0, "11-20"), (chat.chat_id, 1, "11-23"),
        ]  # fmt: skip
        assert await store.progress() == [("ended", "dismissed")]

    async def test_a_calendar_of_dates_is_for_every_group_and_what_is_past_is_past(self, store: Store) -> None:
        chat = store.pool.acts.open_group("lisi", "骑友群")
        await store.know()
        dates = [step(on="2026-11-19"), step(on="2026-11-22", at="09:00", until="11:00"), step(on="2026-11-25")]
        await store.begin(plan_of(begin="dates", steps=dates, rest_weekdays=[7]))
        await store.days_pass(3)
        assert await store.made() == [(chat.chat_id, 1, "11-22", "09:00–11:00")]
        await store.days_pass(3)
        assert [place for _, place, *_ in await store.made()] == [1, 2]
        assert await store.progress() == [("finished", "")]


def shaped(**how: Any) -> dict[str, Any]:
    return {"name": "新客七天", "begin": "added", "steps": WEEK, **how}


class TestDoor:
    async def test_from_the_preview_to_how_each_step_is_kept(self, store: Store, client: httpx2.AsyncClient) -> None:
        slots = (await client.post("/api/sops/preview", json=shaped())).json()
        assert [(one["step"], one["day"]) for one in slots] == [
            (0, "2026-11-20"), (1, "2026-11-21"), (2, "2026-11-27"),
        ]  # fmt: skip
        body = {"corp": CORP, "plan": shaped(), "key": "key-00001"}
        made = await client.post("/api/sops", json=body)
        assert made.status_code == 201, made.text
        number = made.json()["id"]
        assert (await client.post("/api/sops", json=body)).json()["id"] == number
        (anna,) = await store.befriend("安")
        await store.tend()
        (one,) = (await client.get("/api/tasks", params={"sop": number})).json()["tasks"]
        assert (one["sop_name"], one["step"], one["person"]) == ("新客七天", 0, await person_of(store, anna))
        calendar = (await client.get("/api/sops/calendar", params={"until": "2026-11-28"})).json()
        assert [(day["day"], day["planned"], day["waiting"]) for day in calendar] == [
            ("2026-11-20", 0, 1), ("2026-11-21", 1, 0), ("2026-11-27", 1, 0),
        ]  # fmt: skip
        await client.post(f"/api/tasks/{one['id']}/done")
        shown = (await client.get(f"/api/sops/{number}")).json()
        assert (shown["running"], shown["made"], shown["done"]) == (1, 1, 1)
        assert shown["steps"] == [{"step": 0, "made": 1, "done": 1, "done_late": 0, "overdue": 0, "missed": 0}]
        page = (await client.get(f"/api/sops/{number}/enrollments")).json()
        assert [(one["name"], one["steps"], one["made"], one["done"]) for one in page["enrollments"]] == [
            ("安", 3, 1, 1)
        ]
        assert (await client.post(f"/api/sops/{number}/pause")).json()["state"] == "paused"
        assert (await client.post(f"/api/sops/{number}/resume")).json()["state"] == "running"
        changed = await client.put(f"/api/sops/{number}", json={"plan": shaped(name="改名"), "version": 1})
        assert (changed.json()["version"], changed.json()["plan"]["name"]) == (2, "改名")

    @pytest.mark.parametrize(("how", "status", "code"), [
        ({"steps": [step(0, "20:00", "10:00")]}, 422, "NotASopStep"), ({"begin": "segment"}, 422, "NotASopPlan"),
        ({"begin": "segment", "segment": "vip"}, 404, "NoSuchSegment"), ({"staff": ["nobody"]}, 404, "NoSuchFollower"),
        ({"units": ["s9"]}, 404, "NoSuchUnit"), ({"steps": [step(script=99)]}, 404, "NoSuchScript"),
        ({"steps": []}, 422, None), ({"steps": [step(at="24:00")]}, 422, None), ({"rest_weekdays": [8]}, 422, None),
    ])  # fmt: skip
    async def test_refuses_what_cannot_be(
        self, store: Store, client: httpx2.AsyncClient, how: dict[str, Any], status: int, code: str | None
    ) -> None:
        body = {"corp": CORP, "plan": shaped(**how), "key": "key-00001"}
        answer = await client.post("/api/sops", json=body)
        assert answer.status_code == status, answer.text
        assert code is None or answer.json()["code"] == code
        assert await store.pool.rows("SELECT 1 FROM sops") == []

    async def test_shows_no_more_than_two_months(self, store: Store, client: httpx2.AsyncClient) -> None:
        for until in ("2027-11-20", "2026-11-20"):
            refused = await client.get("/api/sops/calendar", params={"since": "2026-11-20", "until": until})
            assert refused.json()["code"] == "NotAPeriodOfCalendar"
        assert (await client.get("/api/sops/calendar")).json() == []

    async def test_a_segments_people_are_followed_and_the_segment_is_kept(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        anna, _ = await store.befriend("安", "博")
        await store.pool.platform.settle()
        ref = f"wecom_external:{CORP}:{anna.external_userid}"
        await client.post(f"/api/people/{ref}/tags", json={"add": ["骑友"], "remove": []})
        await store.pool.platform.settle()
        definition = {"version": 1, "where": {"kind": "tag", "tag": "骑友"}}
        await client.post("/api/segments", json={"name": "骑友", "definition": definition})
        store.pool.hours.pass_by(minutes=1)
        await store.begin(plan_of(begin="segment", segment="骑友", steps=[step(0), step(1)]))
        assert await store.tend() == 1
        assert [who for who, *_ in await store.made()] == [anna.external_userid]
        await store.days_pass(2)
        assert len(await store.made()) == 2
        kept = await client.delete("/api/segments/骑友")
        assert (kept.json()["code"], kept.json()["facts"]["users"]) == ("SegmentInUse", "SOP “新客七天”")
