"""Groups over HTTP: found by their owners, their days, our tags on them, and welcomes kept level with the platform."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.channels.wecom.failures import OutcomeUnknown
from huoshui.rehearsal.wecom.things import Chat, Customer
from tests.relations.world import CORP, Pool

pytestmark = [pytest.mark.filterwarnings("ignore::ResourceWarning"), pytest.mark.usefixtures("now")]

URL = "/api/relations/groups"


@pytest.fixture
def now(pool: Pool, app: FastAPI) -> Iterator[None]:
    """Let us live a minute after the corp, whose time begins on a morning."""
    app.dependency_overrides[clock.now] = lambda: pool.hours.moment() + timedelta(minutes=1)
    yield
    app.dependency_overrides.pop(clock.now)


async def gathered(pool: Pool, *names: str) -> tuple[Chat, list[Customer]]:
    """A group of zhangsan with some customers in it, of which we know."""
    chat = pool.acts.open_group("zhangsan", "滨江骑行群")
    customers = [pool.acts.appear(name) for name in names]
    for one in customers:
        pool.acts.add(one, "zhangsan")
    pool.acts.join(chat, *customers)
    await pool.compare()
    return chat, customers


def welcome(**how: Any) -> dict[str, Any]:
    return {"account": "main", "name": "新群友", "text": "%NICKNAME%，欢迎来骑行", "key": "welcome-1", **how}


class TestGroups:
    async def test_are_found_by_the_name_of_their_owner(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        chat, _ = await gathered(pool, "安")
        for q, found in (
            ("张三", [chat.chat_id]),
            ("zhangsan", [chat.chat_id]),
            ("骑行", [chat.chat_id]),
            ("李四", []),
        ):
            groups = (await client.get(URL, params={"q": q})).json()["groups"]
            assert [one["id"] for one in groups] == found

    async def test_say_who_invited_by_name(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        chat, (anna, bert) = await gathered(pool, "安", "博")
        carl = pool.acts.appear("陈")
        pool.acts.join(chat, carl, scene=1)
        chat.members[carl.external_userid]["invitor"] = {"userid": "zhangsan"}
        dora = pool.acts.appear("朵")
        pool.acts.join(chat, dora, scene=1)
        chat.members[dora.external_userid]["invitor"] = {"userid": anna.external_userid}
        await pool.compare()
        members = {one["member"]: one for one in (await client.get(f"{URL}/{chat.chat_id}/members")).json()["members"]}
        named = {who.name: members[who.external_userid]["inviter_name"] for who in (bert, carl, dora)}
        assert named == {"博": "", "陈": "张三", "朵": "安"}

    async def test_list_who_came_last_first_page_by_page(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        chat, _ = await gathered(pool, "安", "博", "陈")
        pool.hours.pass_by(minutes=5)
        dora = pool.acts.appear("朵")
        pool.acts.join(chat, dora)
        await pool.compare()
        url, found, after = f"{URL}/{chat.chat_id}/members", list[str](), ""
        while after is not None:
            page = (await client.get(url, params={"limit": 2, "after": after})).json()
            found += [one["member"] for one in page["members"]]
            after = page["next"]
        assert found[0] == dora.external_userid
        assert (len(found), set(found)) == (5, set(chat.members))

    async def test_tell_day_by_day_who_came_and_who_went(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        chat, (anna, _) = await gathered(pool, "安", "博")
        pool.hours.pass_by(days=2)
        pool.acts.leave(chat, anna)
        pool.acts.join(chat, pool.acts.appear("陈"))
        await pool.compare()
        days = (await client.get(f"{URL}/{chat.chat_id}/days", params={"days": 4})).json()
        assert [(one["joined"], one["left"]) for one in days] == [(0, 0), (3, 0), (0, 0), (1, 1)]
        assert [one["day"] for one in days] == ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22"]
        missing = await client.get(f"{URL}/wrnothere/days")
        assert (missing.status_code, missing.json()["code"]) == (404, "NoSuchGroup")


class TestTags:
    async def test_are_ours_and_narrow_the_list_and_survive_the_comparison(
        self, pool: Pool, client: httpx2.AsyncClient
    ) -> None:
        chat, _ = await gathered(pool, "安")
        other = pool.acts.open_group("lisi", "维修群")
        await pool.compare()
        tagged = await client.put(f"{URL}/{chat.chat_id}/tags", json={"tags": ["骑行", " 华东 ", "骑行"]})
        assert (tagged.status_code, tagged.json()["tags"]) == (200, ["华东", "骑行"])
        await client.put(f"{URL}/{other.chat_id}/tags", json={"tags": ["华东"]})
        await pool.compare()
        assert (await client.get(f"{URL}/tags")).json() == [
            {"name": "华东", "groups": 2},
            {"name": "骑行", "groups": 1},
        ]
        found = (await client.get(URL, params={"tag": "骑行"})).json()["groups"]
        assert [one["id"] for one in found] == [chat.chat_id]
        await client.put(f"{URL}/{chat.chat_id}/tags", json={"tags": []})
        assert (await client.get(URL, params={"tag": "骑行"})).json()["groups"] == []
        lines = await pool.rows("SELECT facts FROM audit_log WHERE action = 'relations.group.tagged' ORDER BY id")
        assert [row.facts for row in lines][-1] == {"added": [], "removed": ["华东", "骑行"]}

    async def test_choose_the_groups_of_a_mass_send(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        chat, _ = await gathered(pool, "安")
        pool.acts.open_group("lisi", "维修群")
        await pool.compare()
        await client.put(f"{URL}/{chat.chat_id}/tags", json={"tags": ["骑行"]})
        plan = {"name": "周末", "kind": "groups", "message": {"text": "周末见"}, "audience": {"group_tags": ["骑行"]}}
        estimate = (await client.post("/api/sends/estimate", json={"account": "main", "plan": plan})).json()
        assert (estimate["people"], [one["staff"] for one in estimate["senders"]]) == (1, ["zhangsan"])
        wrong = await client.post("/api/sends/estimate", json={"account": "main", "plan": plan | {"kind": "customers"}})
        assert (wrong.status_code, wrong.json()["code"]) == (422, "AudienceMismatched")

    @pytest.mark.parametrize("tags", [[""], [" "], ["长" * 31], [f"t{number}" for number in range(21)]])
    async def test_refuse_what_is_no_tag(self, pool: Pool, client: httpx2.AsyncClient, tags: list[str]) -> None:
        chat, _ = await gathered(pool)
        assert (await client.put(f"{URL}/{chat.chat_id}/tags", json={"tags": tags})).status_code == 422
        assert await pool.rows("SELECT tags FROM customer_groups WHERE tags <> '{}'") == []


class TestWelcomes:
    async def test_are_made_changed_and_removed_there_and_here(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        link = {"kind": "link", "title": "路线", "url": "https://brand.example/ride"}
        made = await client.post(f"{URL}/welcomes", json=welcome(attachment=link))
        assert made.status_code == 201, made.text
        assert (await client.post(f"{URL}/welcomes", json=welcome(attachment=link))).json()["id"] == made.json()["id"]
        ((template, said),) = pool.corp.group_welcomes.items()
        assert said["text"] == {"content": "%NICKNAME%，欢迎来骑行"}
        assert (said["link"]["url"], said["notify"]) == ("https://brand.example/ride", 1)
        address = f"{URL}/welcomes/{made.json()['id']}"
        changed = await client.put(address, json={"name": "新群友", "text": "周六八点见"})
        assert (changed.status_code, changed.json()["text"], changed.json()["attachment"]) == (200, "周六八点见", None)
        assert pool.corp.group_welcomes[template]["text"] == {"content": "周六八点见"}
        assert (await client.delete(address)).status_code == 204
        assert (pool.corp.group_welcomes, (await client.get(f"{URL}/welcomes")).json()) == ({}, [])
        assert (await client.delete(address)).json()["code"] == "NoSuchGroupWelcome"

    async def test_bring_a_picture_that_was_uploaded(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        picture = {"account": "main", "kind": "image", "filename": "路.png", "content": "iVBORw0KGgoAAAANSUhEUg=="}
        media = (await client.post("/api/sends/media", json=picture)).json()["id"]
        made = await client.post(f"{URL}/welcomes", json=welcome(text="", attachment={"kind": "image", "media": media}))
        assert made.status_code == 201, made.text
        (said,) = pool.corp.group_welcomes.values()
        assert said["image"]["media_id"]

    @pytest.mark.parametrize(("how", "code"), [
        ({"text": ""}, "NothingToSay"), ({"text": "长" * 1_001}, "SendTextTooLong"),
        ({"attachment": {"kind": "image", "media": 99}}, "NotAnAttachment"), ({"account": "other"}, "NoSuchConnector"),
    ])  # fmt: skip
    async def test_refuse_what_the_platform_would_refuse(
        self, pool: Pool, client: httpx2.AsyncClient, how: dict[str, Any], code: str
    ) -> None:
        answer = await client.post(f"{URL}/welcomes", json=welcome(**how))
        assert answer.json()["code"] == code
        assert (pool.corp.group_welcomes, await pool.rows("SELECT id FROM group_welcomes")) == ({}, [])

    async def test_that_the_platform_declines_are_not_kept(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        async def full(path: str) -> int | None:
            return 41055 if path.endswith("group_welcome_template/add") else None

        pool.server.before = full
        answer = await client.post(f"{URL}/welcomes", json=welcome())
        assert (answer.status_code, answer.json()["code"]) == (409, "DeclinedByWeCom")
        assert "41055" in answer.json()["message"]
        assert (await client.get(f"{URL}/welcomes")).json() == []

    async def test_of_which_the_answer_was_lost_say_so_and_are_not_made_twice(
        self, pool: Pool, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = pool.platform.speakers
        wecom = await asked.wecom(pool.account.id)
        add = wecom.groups.add_welcome

        async def lost(**how: Any) -> str:
            await add(**how)
            raise OutcomeUnknown("group_welcome_template/add", why="the answer was lost")

        monkeypatch.setattr(type(wecom.groups), "add_welcome", lambda _self, **how: lost(**how))
        silent = await client.post(f"{URL}/welcomes", json=welcome())
        assert (silent.status_code, silent.json()["code"]) == (503, "WeComSilent")
        again = await client.post(f"{URL}/welcomes", json=welcome())
        assert (again.status_code, again.json()["code"]) == (409, "GroupWelcomeUnconfirmed")
        (held,) = (await client.get(f"{URL}/welcomes")).json()
        assert (held["confirmed"], len(pool.corp.group_welcomes)) == (False, 1)
        changed = await client.put(f"{URL}/welcomes/{held['id']}", json={"name": "新群友", "text": "你好"})
        assert changed.json()["code"] == "GroupWelcomeUnconfirmed"
        assert (await client.delete(f"{URL}/welcomes/{held['id']}")).status_code == 204

    async def test_that_somebody_removed_there_are_removed_here(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        made = (await client.post(f"{URL}/welcomes", json=welcome())).json()
        pool.corp.group_welcomes.clear()
        changed = await client.put(f"{URL}/welcomes/{made['id']}", json={"name": "新群友", "text": "你好"})
        assert changed.json()["code"] == "DeclinedByWeCom"
        assert (await client.delete(f"{URL}/welcomes/{made['id']}")).status_code == 204
        assert (await client.get(f"{URL}/welcomes")).json() == []

    async def test_are_a_hundred_at_most(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        async with pool.platform.postgres.transaction() as session:
            await session.execute(text("INSERT INTO group_welcomes (key, account, corp, name, words, made_at, "
                "changed_at, changed_name) SELECT 'key' || n, 1, :corp, '', '', now(), now(), '' "
                "FROM generate_series(1, 100) AS n"), {"corp": CORP})  # fmt: skip
        answer = await client.post(f"{URL}/welcomes", json=welcome())
        assert (answer.status_code, answer.json()["code"], pool.corp.group_welcomes) == (409, "GroupWelcomesFull", {})
