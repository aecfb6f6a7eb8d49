"""Activity over HTTP: two counts of the same side by side, who may see whose, and pulling by hand."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom.codes import Code
from huoshui.rehearsal.wecom.things import Follow
from huoshui.relations.activity import tasks
from tests.relations.activity.conftest import Desk
from tests.relations.world import Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

YESTERDAY = date(2026, 11, 19)
Write = Callable[..., Awaitable[None]]


@pytest.fixture
def now(pool: Pool, app: FastAPI) -> Iterator[None]:
    """Let us live in the corp's time, which begins on a morning."""
    app.dependency_overrides[clock.now] = pool.hours.moment
    yield
    app.dependency_overrides.pop(clock.now)


@pytest.fixture
def tell(client: httpx2.AsyncClient, platform: Platform) -> Write:
    """Let a source of ours tell of chats."""

    async def told(*chats: tuple[str, str, str, datetime]) -> None:
        source = (await client.post("/api/sources", json={"name": "archive", "channel": "wecom"})).json()
        await platform.intake.refresh()
        batch = [
            {"type": "track", "event": name, "userId": who, "timestamp": at.isoformat(),
             "properties": {"staff_id": staff}}
            for name, who, staff, at in chats
        ]  # fmt: skip
        answer = await client.post(
            "/v1/batch", json={"batch": batch}, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        assert answer.status_code == 200, answer.text
        await platform.settle()

    return told


def add(pool: Pool, name: str, staff: str = "zhangsan") -> Follow:
    return pool.acts.add(pool.acts.appear(name), staff)


async def shown(client: httpx2.AsyncClient, **asked: Any) -> dict[str, Any]:
    answer = await client.get("/api/relations/activity", params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def one(found: dict[str, Any], staff: str = "zhangsan") -> dict[str, Any]:
    (member,) = [each for each in found["staff"] if each["staff"] == staff]
    return dict(member)


@pytest.mark.usefixtures("now")
class TestSideBySide:
    async def test_the_same_is_the_same_and_a_lost_callback_shows(
        self, pool: Pool, desk: Desk, client: httpx2.AsyncClient
    ) -> None:
        pool.hours.pass_by(days=-2)
        anna, bert = add(pool, "安"), add(pool, "博")
        pool.acts.customer_deletes(anna)
        *heard, lost = pool.letters()
        pool.acts.staff_deletes(bert)  # it was added and is a customer no more: WeCom counts it nowhere
        await pool.hear(*heard, *pool.letters())
        await pool.read()
        pool.hours.pass_by(days=2)
        await pool.compare()
        await desk.pull()
        member = one(await shown(client, days=3))
        assert (member["theirs"]["added"], member["ours"]["added"], member["differs"]["added"]) == (1, 2, "ours_more")
        assert (member["theirs"]["deleted"], member["ours"]["deleted"]) == (1, 0)
        assert member["differs"]["deleted"] == "theirs_more"
        await pool.hear(lost)
        member = one(await shown(client, days=3))
        assert (member["ours"]["deleted"], member["differs"]["deleted"], member["name"]) == (1, "same", "张三")

    async def test_days_are_every_day_and_say_of_how_many_staff_wecom_told(
        self, pool: Pool, desk: Desk, client: httpx2.AsyncClient
    ) -> None:
        await pool.compare()
        add(pool, "安")
        await pool.hear_all()
        before = await shown(client, days=7)
        assert (before["since"], before["until"], before["pulls"]) == ("2026-11-13", "2026-11-19", [])
        assert [day["staff"] for day in before["days"]] == [0] * 7
        assert before["days"][0]["theirs"]["added"] is None, "what nobody told is not zero"
        assert before["days"][0]["differs"]["added"] == "unknown"
        pool.hours.pass_by(days=1)
        pull = await desk.pull()
        after = await shown(client, days=7)
        assert [day["staff"] for day in after["days"]] == [3] * 7
        assert [day["theirs"]["added"] for day in after["days"]] == [0] * 6 + [1]
        assert [day["ours"]["added"] for day in after["days"]] == [0] * 6 + [1]
        assert [each["id"] for each in after["pulls"]] == [pull.id]
        pool.hours.pass_by(days=1)
        add(pool, "博")
        await pool.hear_all()
        pool.hours.pass_by(days=1)
        behind = await shown(client, days=7)
        assert [day["ours"]["added"] for day in behind["days"]][-3:] == [1, 0, 1], "each day has its own"
        member = one(behind)
        assert (member["days"], member["theirs"]["added"], member["ours"]["added"]) == (5, 1, 1), (
            "of days that are told"
        )
        assert member["differs"]["added"] == "same"
        assert [each["staff"] for each in (await shown(client, staff="lisi"))["staff"]] == ["lisi"]

    async def test_chats_are_counted_as_wecom_defines_them(
        self, pool: Pool, desk: Desk, client: httpx2.AsyncClient, tell: Write
    ) -> None:
        await pool.compare()
        at = datetime.fromisoformat("2026-11-19T10:00:00+08:00")
        assert (await shown(client, days=2))["hears_chats"] is False
        assert one(await shown(client, days=2))["ours"]["chats"] is None
        await tell(
            ("Message Replied", "anna", "zhangsan", at), ("Message Sent", "anna", "zhangsan", at + timedelta(minutes=8)),
            ("Message Sent", "anna", "zhangsan", at + timedelta(minutes=9)),
            ("Consultation Started", "bert", "zhangsan", at), ("Message Sent", "bert", "zhangsan", at + timedelta(days=1)),
            ("Message Sent", "carla", "zhangsan", at), ("Message Replied", "carla", "zhangsan", at + timedelta(hours=1)),
        )  # fmt: skip
        found = await shown(client, days=1)
        assert found["hears_chats"] is True
        assert one(found)["ours"] == {
            "added": 0, "deleted": 0, "chats": 2, "messages": 3, "replied": 50.0, "first_reply": 8.0, "asked": None,
        }  # fmt: skip
        assert one(found, "lisi")["ours"]["chats"] == 0, "somebody tells of chats, and there were none"
        assert one(await shown(client, days=1, staff="lisi"), "lisi")["ours"]["chats"] == 0

    async def test_chats_with_staff_of_elsewhere_are_no_source_of_ours(
        self, pool: Pool, desk: Desk, client: httpx2.AsyncClient, tell: Write
    ) -> None:
        await pool.compare()
        await tell(("Message Sent", "anna", "elsewhere", datetime.fromisoformat("2026-11-19T10:00:00+08:00")))
        found = await shown(client, days=2)
        assert (found["hears_chats"], one(found)["ours"]["chats"]) == (False, None)

    async def test_groups_stand_beside_what_we_know_of_them(
        self, pool: Pool, desk: Desk, client: httpx2.AsyncClient
    ) -> None:
        pool.hours.pass_by(days=-3)
        chat = pool.acts.open_group("zhangsan", "一群")
        pool.acts.write_in(chat, "zhangsan")
        pool.hours.pass_by(days=1)
        anna = pool.acts.appear("安")
        pool.acts.join(chat, anna)
        pool.acts.write_in(chat, anna.external_userid)
        pool.acts.write_in(chat, anna.external_userid)
        pool.hours.pass_by(days=2)
        await pool.compare()
        await desk.pull()
        member = one(await shown(client, days=2))
        assert member["groups_theirs"] == {
            "opened": 0, "joined": 1, "groups": 1, "members": 2, "groups_talked": 1, "talked": 2, "messages": 3,
            "said": 2,
        }  # fmt: skip
        ours = member["groups_ours"]
        assert (ours["opened"], ours["joined"], ours["groups"], ours["members"]) == (0, 1, 1, 2)
        assert {member["differs"][name] for name in ("opened", "joined", "groups", "members")} == {"same"}

    async def test_who_sees_a_unit_sees_its_staff_only(
        self, pool: Pool, desk: Desk, client: httpx2.AsyncClient, app: FastAPI
    ) -> None:
        unit = {"code": "R1", "name": "华东", "kind": "region", "parent": "HQ"}
        assert (await client.post("/api/units", json=unit)).status_code == 201
        pool.hours.pass_by(days=-1)
        for staff in ("zhangsan", "lisi"):
            add(pool, f"{staff}的客户", staff)
        pool.hours.pass_by(days=1)
        await pool.compare()
        await desk.pull()
        assert (
            await client.put(f"/api/relations/staff/{pool.account.corp_id}/lisi/unit", json={"unit": "R1"})
        ).status_code == 204
        person = {"login": "east", "name": "east", "role": "operator", "unit": "R1", "password": "Rain on the pond 7"}
        assert (await client.post("/api/staff", json=person)).status_code == 201
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://test") as east:
            login = {"login": "east", "password": "Rain on the pond 7"}
            assert (await east.post("/api/login", json=login)).status_code == 200
            found = await shown(east, days=2)
        assert [member["staff"] for member in found["staff"]] == ["lisi"]
        assert [day["theirs"]["added"] for day in found["days"]] == [0, 1]
        assert [day["ours"]["added"] for day in found["days"]] == [0, 1]


@pytest.mark.usefixtures("now")
class TestPulling:
    async def test_begins_by_hand_and_one_at_a_time(self, pool: Pool, desk: Desk, client: httpx2.AsyncClient) -> None:
        await pool.compare()
        begun = await client.post("/api/relations/activity/pulls", json={"account": "main"})
        assert (begun.status_code, begun.json()["state"], begun.json()["until"]) == (202, "running", "2026-11-19")
        again = await client.post("/api/relations/activity/pulls", json={"account": "main"})
        assert (again.status_code, again.json()["code"]) == (409, "PullRunning")
        number = begun.json()["id"]
        jobs = await pool.rows("SELECT args FROM procrastinate_jobs WHERE task_name = 'activity:pull'")
        assert [job.args for job in jobs] == [{"number": number}]
        await client.post("/api/connectors/main/pause")
        (pull,) = (await client.get("/api/relations/activity/pulls")).json()
        assert (await client.get(f"/api/relations/activity/pulls/{number}")).json() == pull
        assert (await client.get("/api/relations/activity/pulls/99")).json()["code"] == "NoSuchPull"

    async def test_refuses_a_connector_that_is_none_or_paused(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        unknown = await client.post("/api/relations/activity/pulls", json={"account": "nobody"})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "NoSuchConnector")
        await client.post("/api/connectors/main/pause")
        paused = await client.post("/api/relations/activity/pulls", json={"account": "main"})
        assert (paused.status_code, paused.json()["code"]) == (409, "ConnectorPaused")
        assert await pool.rows("SELECT 1 FROM activity_pulls") == []

    async def test_shows_why_wecom_will_not_tell(self, pool: Pool, desk: Desk, client: httpx2.AsyncClient) -> None:
        await pool.compare()

        async def declined(path: str) -> int | None:
            return int(Code.NO_PERMISSION) if path.endswith("get_user_behavior_data") else None

        pool.server.before = declined
        await desk.pull()
        (pull,) = (await shown(client))["pulls"]
        assert (pull["state"], "48002" in pull["problem"]) == ("failed", True)

    async def test_begins_every_morning_and_once_a_day(
        self, pool: Pool, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await pool.compare()
        context = type("Context", (), {"additional_context": {"platform": pool.platform}})()
        monkeypatch.setattr(clock, "now", pool.hours.moment)
        await tasks.daily(context, 0)
        (number,) = [row.id for row in await pool.rows("SELECT id FROM activity_pulls")]
        async with pool.platform.postgres.session() as session:
            begun = await tasks.queries.pull(session, number=number)
        await desk.perform(begun)
        await tasks.daily(context, 0)
        assert len(await pool.rows("SELECT id FROM activity_pulls")) == 1, "done for today"
        pool.hours.pass_by(days=1)
        await tasks.daily(context, 0)
        assert len(await pool.rows("SELECT id FROM activity_pulls")) == 2
