"""Ready scripts: fit for a message, taken once, written again when they were removed, and one's own where one may not."""

import httpx2
import pytest

from huoshui.access.contract import EVERYTHING, Permission, Role, StaffId, Viewer
from huoshui.bedrock import clock
from huoshui.relations.scripts import operations, queries, rules
from huoshui.relations.scripts.contract import ScriptsOfEverybody
from huoshui.relations.scripts.ready import READY, ReadySet

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

NOW = clock.moment(1_763_000_000_000)
GUIDE = Viewer(StaffId(7), "guide", Role.GUIDE, frozenset({Permission.PEOPLE_READ}), EVERYTHING)


class TestSets:
    @pytest.mark.parametrize("one", READY, ids=lambda one: one.id)
    def test_hold_what_a_message_can_bring_and_a_title_can_say(self, one: ReadySet) -> None:
        rules.check([{"kind": "text", "text": said} for said in one.scripts.values()])
        assert len(one.scripts) >= 6
        assert all(0 < len(title) <= 20 for title in one.scripts)
        assert not any("！" in said or "亲" in said.replace("亲子", "") for said in one.scripts.values())

    def test_have_names_of_their_own(self) -> None:
        assert len({one.id for one in READY}) == len({one.name for one in READY}) == len(READY) >= 6


class TestTaking:
    async def test_writes_each_once_and_leaves_what_was_changed(self, client: httpx2.AsyncClient) -> None:
        address = "/api/scripts/ready/riding"
        riding = next(one for one in READY if one.id == "riding")
        taken = await client.post(address, json={})
        assert (taken.status_code, taken.json()) == (200, {"scripts": len(riding.scripts)})
        found = (await client.get("/api/scripts")).json()
        assert {one["title"] for one in found} == set(riding.scripts)
        assert {one["folder_name"] for one in found} == {riding.name}
        kept, gone = found[0], found[1]
        wording = {"folder": kept["folder"], "title": "我们的", "parts": [{"kind": "text", "text": "我们的说法"}]}
        assert (await client.put(f"/api/scripts/{kept['id']}", json=wording | {"version": 1})).status_code == 200
        await client.delete(f"/api/scripts/{gone['id']}")
        assert [(await client.post(address, json={})).json()["scripts"] for _ in range(2)] == [1, 0]
        titles = sorted(one["title"] for one in (await client.get("/api/scripts")).json())
        assert titles == sorted([*(set(riding.scripts) - {kept["title"]}), "我们的"])
        told = {one["id"]: one for one in (await client.get("/api/scripts/ready")).json()}
        assert (told["riding"]["taken"], told["riding"]["taken_own"], told["beauty"]["taken"]) == (7, 0, 0)

    async def test_of_no_set_is_refused(self, client: httpx2.AsyncClient) -> None:
        answer = await client.post("/api/scripts/ready/nothing", json={})
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchReadySet")
        assert (await client.get("/api/scripts/folders")).json() == []

    async def test_for_oneself_is_for_everybody_who_reads(self, platform) -> None:
        async with platform.postgres.transaction() as session:
            with pytest.raises(ScriptsOfEverybody):
                await operations.take_ready(session, name="food", own=False, viewer=GUIDE, now=NOW)
            assert await operations.take_ready(session, name="food", own=True, viewer=GUIDE, now=NOW) == 6
            told = {one.id: one for one in await queries.ready(session, viewer=GUIDE)}
            other = await queries.ready(
                session, viewer=Viewer(StaffId(8), "other", Role.GUIDE, frozenset(), EVERYTHING)
            )
        assert (told["food"].taken, told["food"].taken_own) == (0, 6)
        assert {one.taken_own for one in other} == {0}
