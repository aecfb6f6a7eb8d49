"""The private pool over HTTP: pools, losses, a person's relations, groups, tags, and who may see what."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom.failures import OutcomeUnknown
from huoshui.channels.wecom.shapes.tags import TagGroup
from huoshui.rehearsal.wecom.things import Customer, Follow
from huoshui.relations import tasks
from huoshui.relations.syncing import runs
from tests.relations.world import CORP, Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture
def now(pool: Pool, app: FastAPI) -> Iterator[None]:
    """Let us live a minute after the corp, whose time begins on a morning."""
    app.dependency_overrides[clock.now] = lambda: pool.hours.moment() + timedelta(minutes=1)
    yield
    app.dependency_overrides.pop(clock.now)


async def added(pool: Pool, name: str, staff: str = "zhangsan", **how: Any) -> tuple[Customer, Follow]:
    customer = pool.acts.appear(name)
    follow = pool.acts.add(customer, staff, **how)
    await pool.hear_all()
    await pool.read()
    return customer, follow


@pytest.mark.usefixtures("now")
class TestPools:
    async def test_tell_losses_apart_and_count_no_transfer_as_one(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        await added(pool, "安")
        (_, bert), (carla, carl), (_, dora) = [await added(pool, name) for name in ("博", "陈", "朵")]
        pool.hours.pass_by(minutes=5)
        pool.acts.customer_deletes(bert)
        pool.acts.staff_deletes(carl)
        pool.acts._part(dora, Source="DELETE_BY_TRANSFER")
        await pool.hear_all()
        await pool.compare()
        answer = (await client.get("/api/relations/staff")).json()
        mine = next(one for one in answer if one["staff"] == "zhangsan")
        assert mine["name"] == "张三"
        assert [mine[part] for part in ("friends", "added", "deleted_by_customer", "deleted_by_staff",
                                        "transferred_away")] == [1, 4, 1, 1, 1]  # fmt: skip
        lost = (await client.get("/api/relations/losses", params={"limit": 2})).json()
        rest = (await client.get("/api/relations/losses", params={"limit": 2, "after": lost["next"]})).json()
        turns = [one["turn"] for one in lost["losses"] + rest["losses"]]
        assert sorted(turns) == ["deleted_by_customer", "deleted_by_staff", "transferred_away"]
        assert rest["next"] is None
        days = (await client.get("/api/relations/days", params={"days": 7})).json()
        assert [sum(one[part] for one in days) for part in ("added", "transferred", "deleted_by_staff")] == [4, 0, 1]
        assert len(days) == 7
        only = await client.get("/api/relations/losses", params={"turn": "deleted_by_staff"})
        assert [one["contact"] for one in only.json()["losses"]] == [carla.external_userid]

    async def test_refuse_a_place_that_is_none(self, client: httpx2.AsyncClient) -> None:
        answer = await client.get("/api/relations/losses", params={"after": "nowhere"})
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAPlaceInPages")


@pytest.mark.usefixtures("now")
class TestPerson:
    async def test_shows_with_whom_they_stand_and_how(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        anna, follow = await added(pool, "安", state="s1")
        pool.acts.note(follow, remark="安女士")
        await pool.hear_all()
        await pool.read()
        pool.acts.customer_deletes(follow)
        await pool.hear_all()
        await pool.platform.settle()
        ref = f"wecom_external:{CORP}:{anna.external_userid}"
        (one,) = (await client.get(f"/api/relations/people/{ref}")).json()
        assert (one["staff"], one["standing"], one["source"]) == ("zhangsan", "deleted_by_customer", "s1")
        assert one["reach"] == {"staff_writes": False, "customer_writes": False, "mass": False, "how": "add_again"}
        assert one["remark"] not in {"", "安女士"}
        assert [line["turn"] for line in one["history"]] == ["deleted_by_customer", "edited", "added"]
        person = (await client.get(f"/api/people/{ref}")).json()
        assert person["traits"]["nickname"]["value"] == "安"
        export = await client.get(f"/api/people/{ref}/export")
        assert "安女士" in export.text, "an export shows what staff noted, to whoever asks what is kept of them"

    async def test_is_forgotten_and_not_brought_back_by_the_next_comparison(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        anna, follow = await added(pool, "安")
        chat = pool.acts.open_group("zhangsan", "一群")
        pool.acts.join(chat, anna)
        await pool.hear_all()
        await pool.read()
        await pool.platform.settle()
        ref = f"wecom_external:{CORP}:{anna.external_userid}"
        await client.post(f"/api/people/{ref}/erase", json={"reason": "asked"})
        pool.acts.note(follow, remark="again")
        await pool.hear_all()
        await pool.read()
        pool.hours.pass_by(minutes=30)
        assert (await pool.compare()).state == "done"
        await pool.platform.settle()
        for table in ("follow_relations", "relation_contacts"):
            assert await pool.rows(f"SELECT 1 FROM {table}") == []
        assert await pool.rows("SELECT 1 FROM group_members WHERE customer") == []
        assert (await client.get(f"/api/people/{ref}")).status_code == 404


@pytest.mark.usefixtures("now")
class TestTags:
    async def test_written_here_reach_the_platform_once_and_the_person(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        wecom = await pool.platform.speakers.wecom(pool.account.id)
        (tag,) = (await wecom.tags.add(["高意向"], group_name="意向")).tag
        anna, _ = await added(pool, "安")
        await pool.compare()
        (row,) = await pool.rows("SELECT id FROM follow_relations")
        for _ in range(2):
            answer = await client.post(f"/api/relations/{row.id}/tags", json={"add": [tag.id], "key": "same-key-1"})
            assert answer.status_code == 202, answer.text
        pool.server.asked.clear()
        pool.hours.pass_by(minutes=2)
        await pool.read()
        assert pool.server.asked["externalcontact/mark_tag"] == 1
        assert pool.corp.follows["zhangsan", anna.external_userid].tags == {tag.id}
        assert await pool.friends() == pool.really()
        await pool.platform.settle()
        person = (await client.get(f"/api/people/wecom_external:{CORP}:{anna.external_userid}")).json()
        assert [one["tag"] for one in person["tags"]] == ["高意向"]
        (listed,) = (await client.get("/api/relations/tags")).json()
        assert (listed["name"], listed["group"], listed["carriers"]) == ("高意向", "意向", 1)

    async def test_set_by_staff_become_the_persons_and_stay_while_another_has_them(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        wecom = await pool.platform.speakers.wecom(pool.account.id)
        (tag,) = (await wecom.tags.add(["骑友"], group_name="兴趣")).tag
        anna, first = await added(pool, "安")
        second = pool.acts.add(anna, "lisi")
        await pool.compare()
        for follow in (first, second):
            pool.hours.pass_by(seconds=60)
            pool.acts.stick(follow, tag.id)
            await pool.hear_all()
            await pool.read()
        first.tags.clear()
        pool.acts.note(first, remark="x")
        await pool.hear_all()
        await pool.read()
        await pool.platform.settle()
        ref = f"wecom_external:{CORP}:{anna.external_userid}"
        assert [one["tag"] for one in (await client.get(f"/api/people/{ref}")).json()["tags"]] == ["骑友"]
        second.tags.clear()
        pool.acts.note(second, remark="x")
        await pool.hear_all()
        await pool.read()
        await pool.platform.settle()
        assert (await client.get(f"/api/people/{ref}")).json()["tags"] == []

    async def test_are_refused_for_who_is_no_friend_and_changed_nothing(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        _, follow = await added(pool, "安")
        pool.acts.customer_deletes(follow)
        await pool.hear_all()
        (row,) = await pool.rows("SELECT id FROM follow_relations")
        answer = await client.post(f"/api/relations/{row.id}/tags", json={"add": ["t"], "key": "same-key-1"})
        assert (answer.status_code, answer.json()["code"]) == (409, "NotAFriend")
        assert await pool.rows("SELECT 1 FROM relation_marks") == []

    async def test_beyond_three_thousand_are_refused_before_wecom_is_asked(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        made = await client.post("/api/relations/tags", json={"corp": CORP, "group": "意向", "names": ["高", "低"]})
        assert (made.status_code, {one["name"] for one in made.json()}) == (201, {"高", "低"})
        async with pool.platform.postgres.transaction() as session:
            from sqlalchemy import text  # noqa: PLC0415 only to fill up

            await session.execute(
                text("INSERT INTO corp_tags (corp, id, group_id, name, place) "
                     "SELECT :corp, 'et' || n, 'g', 't' || n, n FROM generate_series(1, 2998) AS n"), {"corp": CORP}
            )  # fmt: skip
        pool.server.asked.clear()
        full = await client.post("/api/relations/tags", json={"corp": CORP, "group": "意向", "names": ["一"]})
        assert (full.status_code, full.json()["code"]) == (409, "CorpTagsFull")
        assert pool.server.asked["externalcontact/add_corp_tag"] == 0

    async def test_are_renamed_and_deleted_at_the_platform_and_here(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        made = await client.post("/api/relations/tags", json={"corp": CORP, "group": "意向", "names": ["高", "低"]})
        high, low = sorted(made.json(), key=lambda one: one["name"] == "低")
        path = f"/api/relations/tags/{CORP}"
        taken = await client.put(f"{path}/{low['id']}", json={"name": "高"})
        assert (taken.status_code, taken.json()["code"]) == (409, "DeclinedByWeCom")
        assert (await client.put(f"{path}/{low['id']}", json={"name": "再看看"})).status_code == 204
        assert (await client.delete(f"{path}/{high['id']}")).status_code == 204
        assert [one.name for one in pool.corp.tags.values()] == ["再看看"]
        assert [one["name"] for one in (await client.get("/api/relations/tags")).json()] == ["再看看"]
        gone = await client.delete(f"{path}/{high['id']}")
        assert (gone.status_code, gone.json()["code"]) == (404, "NoSuchCorpTag")
        said = await pool.rows("SELECT action, facts FROM audit_log WHERE action LIKE 'relations.tags.re%' ORDER BY id")
        assert [tuple(one) for one in said] == [
            ("relations.tags.renamed", {"before": "低", "name": "再看看"}), ("relations.tags.removed", {"name": "高"}),
        ]  # fmt: skip

    async def test_made_while_a_comparison_reads_them_stay(
        self, pool: Pool, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        wecom = await pool.platform.speakers.wecom(pool.account.id)
        reads, has_read, made = wecom.tags.groups, asyncio.Event(), asyncio.Event()

        async def late() -> list[TagGroup]:
            found = await reads()
            if not has_read.is_set():
                has_read.set()
                await made.wait()
            return found

        monkeypatch.setattr(wecom.tags, "groups", late)
        comparing = asyncio.create_task(pool.compare())
        await has_read.wait()
        await client.post("/api/relations/tags", json={"corp": CORP, "group": "意向", "names": ["高"]})
        made.set()
        assert (await comparing).state == "done"
        assert [one["name"] for one in (await client.get("/api/relations/tags")).json()] == ["高"]
        await pool.compare()
        assert [one["name"] for one in (await client.get("/api/relations/tags")).json()] == ["高"]

    async def test_of_which_nobody_knows_whether_they_are_renamed_are_read_again(
        self, pool: Pool, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = await client.post("/api/relations/tags", json={"corp": CORP, "group": "意向", "names": ["低"]})
        (low,) = made.json()

        async def lost(*_: object, **__: object) -> None:
            raise OutcomeUnknown("externalcontact/edit_corp_tag", why="the line went dead")

        monkeypatch.setattr((await pool.platform.speakers.wecom(pool.account.id)).tags, "change", lost)
        answer = await client.put(f"/api/relations/tags/{CORP}/{low['id']}", json={"name": "再看看"})
        assert (answer.status_code, answer.json()["code"]) == (503, "WeComSilent")
        assert [tuple(one) for one in await pool.rows("SELECT kind FROM relation_wants")] == [("tags",)]


@pytest.mark.usefixtures("now")
class TestGroups:
    async def test_show_their_size_and_who_came_by_what(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        chat = pool.acts.open_group("zhangsan", "一群")
        anna, bert = pool.acts.appear("安"), pool.acts.appear("博")
        pool.acts.join(chat, anna, bert, state="code-1")
        pool.acts.leave(chat, bert)
        await pool.hear_all()
        await pool.read()
        (group,) = (await client.get("/api/relations/groups")).json()["groups"]
        assert (group["name"], group["owner"], group["members"], group["customers"]) == ("一群", "zhangsan", 2, 1)
        assert (group["capacity"], group["left_today"]) == (500, 1)
        inside = (await client.get(f"/api/relations/groups/{chat.chat_id}/members")).json()["members"]
        assert {(one["member"], one["staff"], one["scene"]) for one in inside} == {
            (anna.external_userid, False, "3"),
            ("zhangsan", True, "1"),
        }
        gone = (await client.get(f"/api/relations/groups/{chat.chat_id}/members", params={"inside": False})).json()
        assert [one["quit_scene"] for one in gone["members"]] == ["0"]

    async def test_that_are_none_are_missing(self, client: httpx2.AsyncClient) -> None:
        answer = await client.get("/api/relations/groups/nowhere")
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchGroup")


@pytest.mark.usefixtures("now")
class TestSyncs:
    async def test_run_as_jobs_one_at_a_time(self, pool: Pool, client: httpx2.AsyncClient, platform: Platform) -> None:
        await added(pool, "安")
        begun = await client.post("/api/relations/syncs", json={"account": "main"})
        assert (begun.status_code, begun.json()["state"]) == (202, "running")
        again = await client.post("/api/relations/syncs", json={"account": "main"})
        assert (again.status_code, again.json()["code"]) == (409, "SyncRunning")
        (job,) = await pool.rows("SELECT args FROM procrastinate_jobs WHERE task_name = 'relations:compare'")
        context: Any = type("Context", (), {"additional_context": {"platform": platform}})
        await tasks.compare.func(context, **job.args)
        done = (await client.get(f"/api/relations/syncs/{begun.json()['id']}")).json()
        assert (done["state"], done["counts"]["contacts"]) == ("done", 1)

    async def test_go_on_where_somebody_says_that_the_missing_did_go(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        await added(pool, "安")
        run = await pool.compare()
        path = f"/api/relations/syncs/{run.id}/confirm"
        none = await client.post(path)
        assert (none.status_code, none.json()["code"]) == (409, "NothingWithheld")
        async with pool.platform.postgres.transaction() as session:
            await runs.withhold(session, run=run.id, friends=900, now=pool.hours.moment())
        begun = await client.post(path)
        assert (begun.status_code, begun.json()["state"], begun.json()["withheld"]) == (202, "running", 0)
        (job,) = await pool.rows("SELECT args FROM procrastinate_jobs WHERE task_name = 'relations:compare'")
        assert job.args == {"number": run.id}
        (said,) = await pool.rows("SELECT subject, facts FROM audit_log WHERE action = 'relations.sync.confirmed'")
        assert (said.subject, said.facts) == ("connector:main", {"run": run.id, "friends": 900})
        assert (await client.post("/api/relations/syncs/777/confirm")).status_code == 404


@pytest.mark.usefixtures("now")
class TestScope:
    async def test_shows_a_unit_the_relations_of_its_staff_and_nobody_elses(
        self, pool: Pool, client: httpx2.AsyncClient, app: FastAPI
    ) -> None:
        anna, _ = await added(pool, "安", "zhangsan")
        bert, lost = await added(pool, "博", "lisi")
        await pool.compare()
        await client.post("/api/units", json={"code": "d1", "name": "一店", "kind": "dealer"})
        put = await client.put(f"/api/relations/staff/{CORP}/lisi/unit", json={"unit": "d1"})
        assert put.status_code == 204, put.text
        pool.hours.pass_by(minutes=5)
        pool.acts.staff_deletes(lost)
        await pool.hear_all()
        await pool.platform.settle()
        hired = {"login": "keeper", "name": "店长", "role": "operator", "password": "a-spring-in-may", "unit": "d1"}
        assert (await client.post("/api/staff", json=hired)).status_code == 201
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://huoshui.test") as own:
            await own.post("/api/login", json={"login": "keeper", "password": "a-spring-in-may"})
            assert [one["staff"] for one in (await own.get("/api/relations/staff")).json()] == ["lisi"]
            losses = (await own.get("/api/relations/losses")).json()["losses"]
            assert [one["contact"] for one in losses] == [bert.external_userid]
            other = await own.get(f"/api/relations/people/wecom_external:{CORP}:{anna.external_userid}")
            assert (other.status_code, other.json()["code"]) == (404, "NoSuchPerson")
            assert (await own.get("/api/relations/syncs")).json() == []

    async def test_refuses_a_unit_or_a_staff_member_that_is_not_there(self, client: httpx2.AsyncClient) -> None:
        nobody = await client.put(f"/api/relations/staff/{CORP}/nobody/unit", json={"unit": None})
        assert (nobody.status_code, nobody.json()["code"]) == (404, "NoSuchFollower")
        nowhere = await client.put(f"/api/relations/staff/{CORP}/nobody/unit", json={"unit": "nowhere"})
        assert (nowhere.status_code, nowhere.json()["code"]) == (404, "NoSuchUnit")
