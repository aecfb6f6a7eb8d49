"""Scripts: folders, one's own and everybody's, versions, search, and who used them for whom; signing the side bar."""

import base64
import hashlib
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.access.contract import EVERYTHING, LOCAL, Permission, Role, StaffId, Viewer
from huoshui.bedrock import clock
from huoshui.relations.scripts import operations, queries, rules
from huoshui.relations.scripts.contract import (
    NoSuchFolder,
    NoSuchScript,
    NotAScriptPart,
    NotAScriptPicture,
    ScriptsOfEverybody,
)
from huoshui.relations.scripts.operations import Wording
from huoshui.relations.sidebar.rules import signed
from tests.relations.world import AGENT, CORP, Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

NOW = clock.moment(1_763_000_000_000)
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def text_part(said: str) -> dict[str, Any]:
    return {"kind": "text", "text": said}


def somebody(number: int, role: Role = Role.GUIDE) -> Viewer:
    permissions = {Permission.PEOPLE_READ} | ({Permission.TOUCHPOINTS_MANAGE} if role is Role.OPERATOR else set())
    return Viewer(StaffId(number), f"staff{number}", role, frozenset(permissions), EVERYTHING)


class TestRules:
    @pytest.mark.parametrize("part", [
        text_part(" "), text_part("长" * 1_400), {"kind": "link", "url": "javascript:alert(1)"},
        {"kind": "link", "url": "http://[bad"}, {"kind": "picture", "picture": ""},
    ])  # fmt: skip
    def test_refuse_what_no_message_can_bring(self, part: dict[str, Any]) -> None:
        with pytest.raises(NotAScriptPart, match="Part 2"):
            rules.check([text_part("你好"), part])

    @given(st.text(min_size=1), st.lists(st.text(), max_size=4))
    def test_find_a_script_by_any_of_its_words(self, title: str, texts: list[str]) -> None:
        found = rules.words(title, [text_part(one) for one in texts])
        assert all(one.lower() in found for one in (title, *texts))

    @pytest.mark.parametrize("content", [b"<svg/>", b"", PNG + b"0" * 2**21])
    def test_refuse_what_is_no_picture(self, content: bytes) -> None:
        with pytest.raises(NotAScriptPicture):
            rules.picture_kind(content)


class TestScripts:
    async def test_of_ones_own_are_nobody_elses_and_everybodys_are_operators(self, platform) -> None:
        guide, other, operator = somebody(7), somebody(8), somebody(9, Role.OPERATOR)
        async with platform.postgres.transaction() as session:
            own = await operations.add_folder(session, name="我的", own=True, viewer=guide)
            mine = await operations.write(
                session, wording=Wording(own, "开场", [text_part("你好")]), key="key-00001", viewer=guide, now=NOW
            )
            with pytest.raises(ScriptsOfEverybody):
                await operations.add_folder(session, name="通用", own=False, viewer=guide)
            shared = await operations.add_folder(session, name="通用", own=False, viewer=operator)
            assert await operations.add_folder(session, name="通用", own=False, viewer=operator) == shared
            with pytest.raises(ScriptsOfEverybody):
                await operations.write(
                    session,
                    wording=Wording(shared, "开场", [text_part("你好")]),
                    key="key-00002",
                    viewer=guide,
                    now=NOW,
                )
            assert [one.id for one in await queries.scripts(session, viewer=guide, now=NOW)] == [mine]
            assert await queries.scripts(session, viewer=other, now=NOW) == []
            with pytest.raises(NoSuchScript):
                await operations.remove(session, number=mine, viewer=other, now=NOW)
            with pytest.raises(NoSuchFolder):
                await operations.rename_folder(session, number=own, name="x", viewer=other)
            assert [one.name for one in await queries.folders(session, viewer=guide)] == ["通用", "我的"]

    async def test_lie_in_a_drawer_of_the_command_line_too(self, platform) -> None:
        async with platform.postgres.transaction() as session:
            shared = await operations.add_folder(session, name="通用", own=False, viewer=LOCAL)
            own = await operations.add_folder(session, name="通用", own=True, viewer=LOCAL)
            assert [(one.id, one.own) for one in await queries.folders(session, viewer=LOCAL)] == [
                (shared, False),
                (own, True),
            ]

    async def test_uses_are_forgotten_with_the_person_and_stay_staffs(self, platform) -> None:
        operator = somebody(9, Role.OPERATOR)
        async with platform.postgres.transaction() as session:
            folder = await operations.add_folder(session, name="通用", own=False, viewer=operator)
            number = await operations.write(
                session, wording=Wording(folder, "开场", [text_part("你好")]), key="key-00001", viewer=operator, now=NOW
            )
            for _ in range(2):
                await operations.use(
                    session, number=number, how=queries.How.COPIED, identity=77, key="use-00001", viewer=operator,
                    now=NOW,
                )  # fmt: skip
            assert await operations.erase(session, identities=[77], now=NOW) == {"script_uses": 1}
            assert [one.identity for one in await queries.uses(session, number=number)] == [None]
            (script,) = await queries.scripts(session, viewer=operator, now=NOW)
            assert script.uses == 1


class TestDoor:
    async def test_writes_changes_finds_and_remembers(self, client: httpx2.AsyncClient) -> None:
        (folder,) = (await client.post("/api/scripts/folders", json={"name": "售前"})).json()
        picture = await client.post("/api/scripts/pictures", json={"content": base64.b64encode(PNG).decode()})
        assert picture.status_code == 201
        name = picture.json()["picture"]
        assert (await client.get(f"/api/scripts/pictures/{name}")).content == PNG
        parts = [text_part("{客户称呼}你好，我是{员工姓名}"), {"kind": "picture", "picture": name},
                 {"kind": "link", "title": "官网", "url": "https://example.com/a"}]  # fmt: skip
        body = {"folder": folder["id"], "title": "到店邀约", "parts": parts, "key": "key-00001"}
        made = (await client.post("/api/scripts", json=body)).json()
        assert (await client.post("/api/scripts", json=body)).json()["id"] == made["id"]
        path = f"/api/scripts/{made['id']}"
        change = {**body, "title": "到店邀约 2", "version": 1}
        assert (await client.put(path, json=change)).json()["version"] == 2
        refused = await client.put(path, json=change)
        assert (refused.status_code, refused.json()["code"]) == (409, "ScriptChanged")
        found = [
            (await client.get("/api/scripts", params={"q": q})).json() for q in ("邀约 官网", "EXAMPLE", "%", "没有")
        ]
        assert [len(one) for one in found] == [1, 1, 0, 0]
        assert [one["title"] for one in (await client.get(f"{path}/versions")).json()] == ["到店邀约 2", "到店邀约"]
        use = await client.post(f"{path}/uses", json={"key": "use-00001", "how": "copied"})
        assert use.status_code == 204
        (used,) = (await client.get(f"{path}/uses")).json()
        assert (used["how"], used["version"], used["person"]) == ("copied", 2, None)
        nobody = await client.post(f"{path}/uses", json={"key": "use-00002", "how": "copied", "person": "user_id:no"})
        assert nobody.json()["code"] == "NoSuchPerson"
        kept = await client.delete(f"/api/scripts/folders/{folder['id']}")
        assert kept.json()["code"] == "FolderNotEmpty"
        assert (await client.delete(path)).status_code == 204
        assert (await client.get("/api/scripts")).json() == []

    @pytest.mark.parametrize(("how", "code"), [
        ({"folder": 999}, "NoSuchFolder"), ({"parts": [{"kind": "picture", "picture": "ab"}]}, "NoSuchPicture"),
        ({"parts": [{"kind": "link", "url": "ftp://x"}]}, "NotAScriptPart"),
    ])  # fmt: skip
    async def test_refuses_what_cannot_be(self, client: httpx2.AsyncClient, how: dict[str, Any], code: str) -> None:
        (folder,) = (await client.post("/api/scripts/folders", json={"name": "售前"})).json()
        body = {"folder": folder["id"], "title": "x", "parts": [text_part("y")], "key": "key-00001"}
        assert (await client.post("/api/scripts", json=body | how)).json()["code"] == code
        assert (await client.get("/api/scripts")).json() == []


class TestSideBar:
    def test_signs_as_wecom_documents_it(self) -> None:
        said = "jsapi_ticket=t&noncestr=n&timestamp=1&url=https://a.test/sidebar?x=1"
        wanted = hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()
        assert signed(ticket="t", nonce="n", timestamp=1, url="https://a.test/sidebar?x=1#/y") == wanted

    async def test_asks_for_each_ticket_once(self, pool: Pool, client: httpx2.AsyncClient) -> None:
        url = {"url": "https://brand.test/sidebar?person=x"}
        first = (await client.get("/api/sidebar/signature", params=url)).json()
        tickets = [pool.server.asked[one] for one in ("get_jsapi_ticket", "ticket/get")]
        second = (await client.get("/api/sidebar/signature", params=url)).json()
        assert (first["corp_id"], first["agent_id"]) == (CORP, AGENT)
        assert len(first["config"]) == len(first["agent"]) == 40
        assert first["nonce"] != second["nonce"]
        assert all(tickets)
        assert [pool.server.asked[one] for one in ("get_jsapi_ticket", "ticket/get")] == tickets

    @pytest.mark.parametrize("url", ["https://brand.test/people", "file:///sidebar", "http://[x/sidebar", "/sidebar"])
    async def test_signs_no_other_page(self, pool: Pool, client: httpx2.AsyncClient, url: str) -> None:
        answer = await client.get("/api/sidebar/signature", params={"url": url})
        assert answer.json()["code"] == "NotASideBarAddress"
        assert pool.server.asked["get_jsapi_ticket"] == 0

    async def test_says_when_nobody_can_be_asked(self, client: httpx2.AsyncClient) -> None:
        answer = await client.get("/api/sidebar/signature", params={"url": "https://brand.test/sidebar"})
        assert (answer.status_code, answer.json()["code"]) == (409, "NoConnectorOfWeCom")
