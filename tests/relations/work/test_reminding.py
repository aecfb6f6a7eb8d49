"""Reminders of tasks: in their hours, once for each thing to be said, again when they did not arrive, and by hand."""

from datetime import datetime, timedelta

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.wecom.scheduler import Scheduler
from huoshui.relations.work import reminding, rules
from huoshui.relations.work.contract import MISSED_AFTER, Nudge
from huoshui.relations.work.reminding import Reminder
from tests.relations.work.world import Store
from tests.relations.world import CORP

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

NINE = datetime.fromisoformat("2026-11-20T09:05:00+08:00")
PUBLIC = "https://brand.example/"


async def remind(store: Store) -> int:
    """Do once what the clock does every minute."""
    platform = store.pool.platform
    return await Reminder(platform.postgres, platform.speakers, PUBLIC).round(store.pool.hours.moment)


def heard(store: Store) -> list[tuple[str, str]]:
    """What staff heard: who, and what."""
    return [(one["said"]["touser"], one["said"]["text"]["content"]) for one in store.pool.corp.messages]


async def lines(store: Store) -> list[tuple[str, str]]:
    """What histories of tasks say of reminders."""
    rows = await store.pool.rows("SELECT what, why FROM staff_task_facts WHERE what <> 'made' ORDER BY id")
    return [(row.what, row.why) for row in rows]


class TestRules:
    @pytest.mark.parametrize(("at", "yes"), [
        ("07:59", False), ("08:00", False), ("08:03", True), ("12:00", False), ("12:29", True), ("12:32", False),
        ("21:59", True), ("22:05", False),
    ])  # fmt: skip
    def test_remind_in_the_day_and_not_when_everybody_does(self, at: str, yes: bool) -> None:
        assert rules.reminds_now(datetime.fromisoformat(f"2026-11-20T{at}:00+08:00")) is yes

    @given(st.integers(1, 20_000), st.lists(st.integers(-600, 40_000), min_size=1))
    def test_say_each_thing_once_and_nothing_that_is_past(self, window: int, looks: list[int]) -> None:
        reminded, said = "", []
        for look in sorted(looks):
            now, due = NINE + timedelta(minutes=look), NINE + timedelta(minutes=window)
            nudge = rules.nudge_of(NINE, due, reminded=reminded, now=now)
            if nudge is not None:
                assert NINE <= now <= due + MISSED_AFTER
                assert (nudge is Nudge.OVERDUE) == (now > due)
                said.append(nudge)
                reminded = nudge.value
        assert said == [one for one in Nudge if one in said]

    def test_name_neither_customers_nor_what_is_to_be_done(self) -> None:
        words = rules.reminder({Nudge.BEGUN: 2, Nudge.OVERDUE: 1}, next_due=NINE, address="https://b.example/tasks",
                               now=NINE)  # fmt: skip
        assert words == (
            "员工任务：2 件可以做了，1 件已逾期，仍可补做。最早的今天 09:05 到期。"
            '\n<a href="https://b.example/tasks">打开员工任务</a>'
        )


class TestByTheClock:
    async def test_says_what_began_what_is_due_and_what_is_late_once_each(self, store: Store) -> None:
        store.pool.hours.pass_by(minutes=5)
        await store.task("给安打电话", key="task-0001", hours=3)
        await store.task("换橱窗", key="task-0002", hours=6)
        assert [await remind(store), await remind(store)] == [1, 0]
        words = (
            '员工任务：2 件可以做了。最早的今天 13:05 到期。\n<a href="https://brand.example/tasks">打开员工任务</a>'
        )
        assert heard(store) == [("zhangsan", words)]
        store.pool.hours.pass_by(hours=2, minutes=10)
        assert [await remind(store), await remind(store)] == [1, 0]
        store.pool.hours.pass_by(hours=1)
        assert [await remind(store), await remind(store)] == [1, 0]
        assert ["快到期" in words or "逾期" in words for _, words in heard(store)] == [False, True, True]
        assert await lines(store) == [
            ("reminded", "begun"), ("reminded", "begun"), ("reminded", "due"), ("reminded", "overdue"),
        ]  # fmt: skip

    async def test_a_crash_before_it_left_costs_one_and_doubles_none(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.pool.hours.pass_by(minutes=5)
        await store.task(hours=8)

        async def dies(*_: object) -> None:
            raise RuntimeError("killed")

        with monkeypatch.context() as patch:
            patch.setattr(Reminder, "_send", dies)
            with pytest.raises(RuntimeError, match="killed"):
                await remind(store)
        assert (await remind(store), heard(store)) == (0, [])
        store.pool.hours.pass_by(hours=7, minutes=35)
        assert [await remind(store), await remind(store)] == [1, 0]
        assert ["快到期" in words for _, words in heard(store)] == [True]

    async def test_is_kept_from_nobody_by_those_who_were_reminded(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reminding, "_AT_ONCE", 1)
        store.pool.hours.pass_by(minutes=5)
        await store.task(hours=1)
        store.pool.hours.pass_by(minutes=35)
        assert await remind(store) == 1
        await store.task("换橱窗", key="task-0002", hours=20, staff="lisi")
        store.pool.hours.pass_by(minutes=5)
        assert [await remind(store), [who for who, _ in heard(store)]] == [1, ["zhangsan", "lisi"]]

    async def test_waits_for_the_morning_and_leaves_out_who_left_and_what_is_done(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        store.pool.hours.pass_by(hours=12, minutes=5)
        number = await store.task(hours=30)
        await store.task("已离职的", key="task-0002", hours=30, staff="lisi")
        assert await remind(store) == 0
        store.pool.acts.resign("lisi")
        await store.know()
        await client.post(f"/api/tasks/{number}/done")
        store.pool.hours.pass_by(hours=12)
        assert (await remind(store), heard(store)) == (0, [])

    async def test_tries_again_when_the_platform_was_not_there_and_not_when_it_declined(self, store: Store) -> None:
        store.pool.hours.pass_by(minutes=5)
        await store.task(hours=8)

        async def declined(path: str) -> int | None:
            return 81013 if path.endswith("message/send") else None

        async def slow(path: str) -> int | None:
            return 45009 if path.endswith("message/send") else None

        store.pool.server.before = slow
        await remind(store)
        assert (heard(store), await lines(store)) == ([], [("reminded", "begun")])
        store.pool.server.before = None
        await store.pool.platform.speakers.aclose()
        store.pool.platform.speakers._scheduler = Scheduler()  # the minute for which WeCom shuts us out is over
        store.pool.hours.pass_by(hours=1, minutes=5)
        await remind(store)
        assert len(heard(store)) == 1
        store.pool.server.before = declined
        store.pool.hours.pass_by(hours=6, minutes=40)
        assert [await remind(store), await remind(store)] == [1, 0]
        assert (await lines(store))[-1][0] == "unreached"


class TestByHand:
    async def test_reminds_of_all_that_waits_once_an_hour(self, store: Store, client: httpx2.AsyncClient) -> None:
        body = {"staff": "zhangsan", "corp": CORP}
        nothing = await client.post("/api/tasks/reminders", json=body)
        assert (nothing.status_code, nothing.json()["code"]) == (409, "NothingToRemind")
        assert "张三" in nothing.json()["message"]
        await store.task(key="task-0001", hours=1)
        await store.task("换橱窗", key="task-0002", hours=30)
        store.pool.hours.pass_by(hours=3)
        answer = await client.post("/api/tasks/reminders", json=body)
        assert (answer.status_code, answer.json()) == (200, {"tasks": 2})
        assert [words.split("。")[0] for _, words in heard(store)] == ["员工任务：1 件可以做了，1 件已逾期，仍可补做"]
        again = await client.post("/api/tasks/reminders", json=body)
        assert (again.status_code, again.json()["code"], len(heard(store))) == (409, "RemindedLately", 1)
        assert await lines(store) == [("reminded", "by_hand"), ("reminded", "by_hand")]

    async def test_says_why_it_did_not_arrive_and_may_be_tried_at_once(
        self, store: Store, client: httpx2.AsyncClient
    ) -> None:
        await store.task()

        async def declined(path: str) -> int | None:
            return 48002 if path.endswith("message/send") else None

        store.pool.server.before = declined
        body = {"staff": "zhangsan"}
        answer = await client.post("/api/tasks/reminders", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "NotReminded")
        assert "48002" in answer.json()["message"]
        store.pool.server.before = None
        assert (await client.post("/api/tasks/reminders", json=body)).json() == {"tasks": 1}

    async def test_of_somebody_who_is_not_there_is_refused(self, client: httpx2.AsyncClient, store: Store) -> None:
        answer = await client.post("/api/tasks/reminders", json={"staff": "nobody"})
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchFollower")
        assert heard(store) == []
