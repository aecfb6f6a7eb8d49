"""Pulls through the HTTP door: authorized, pulled, looked at, and what a probe and the list say of them."""

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.doctor.connectors import examine
from huoshui.channels.wecom.scheduler import Scheduler, Time
from tests.connectors.pulls.conftest import NAME, SECRET, Tide

PULL = f"/api/connectors/{NAME}/pull"


@pytest.fixture(autouse=True)
def in_no_time(tide: Tide) -> None:
    """Let the server's own speakers wait by the platform's time."""
    tide.platform.speakers._scheduler = Scheduler(time=Time(tide.hours.now, tide.hours.sleep))


async def refused(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


class TestThePull:
    async def test_is_authorized_made_and_looked_at(self, client: httpx2.AsyncClient, tide: Tide) -> None:
        assert await refused(await client.get(PULL)) == (409, "NotAuthorized")
        code = tide.ocean.authorize()
        made = await client.post(f"{PULL}/authorization", json={"auth_code": code})
        assert (made.status_code, made.json()["advertisers"]) == (200, [str(one) for one in tide.ocean.advertisers])
        assert SECRET not in made.text
        assert not {*tide.ocean.access, *tide.ocean.refresh} & {*made.text.split('"')}
        tide.ocean.leave()
        tide.hours.at += 2
        done = (await client.post(PULL)).json()
        assert (done["kept"], done["problem"], done["advice"]) == (1, None, "")
        assert (await client.get(PULL)).json() == done
        history = (await client.get(f"/api/connectors/{NAME}/history")).json()
        assert [one["action"] for one in history] == ["connectors.authorized", "connectors.added"]
        assert code not in str(history)

    async def test_says_what_is_wrong_and_what_to_do(self, client: httpx2.AsyncClient, tide: Tide) -> None:
        await client.post(f"{PULL}/authorization", json={"auth_code": tide.ocean.authorize()})
        tide.ocean.pair()
        done = (await client.post(PULL)).json()
        assert (done["problem"], done["said"]) == ("grant_ended", "the authorization has ended")
        assert "huoshui connectors authorize" in done["advice"]
        found = {one["symptom"]: one for one in (await client.post(f"/api/connectors/{NAME}/probe")).json()}
        assert (found["pull_failed"]["health"], found["pull_failed"]["fact"]) == ("broken", "grant_ended")
        (listed,) = (await client.get("/api/connectors")).json()
        assert (listed["failing"], listed["failure"]) == (True, "pull: grant_ended 40107")
        await client.post(f"{PULL}/authorization", json={"auth_code": tide.ocean.authorize()})
        await client.post(PULL)
        (listed,) = (await client.get("/api/connectors")).json()
        assert listed["failing"] is False

    async def test_is_probed_before_and_after(self, client: httpx2.AsyncClient, tide: Tide) -> None:
        async def probed() -> dict[str, str]:
            answer = await client.post(f"/api/connectors/{NAME}/probe")
            return {one["symptom"]: one["health"] for one in answer.json()}

        assert await probed() == {"never_pushed": "look", "pull_not_authorized": "look"}
        await client.post(f"{PULL}/authorization", json={"auth_code": tide.ocean.authorize()})
        assert await probed() == {"never_pushed": "look", "pulled": "well"}

    async def test_is_all_that_the_doctor_wants_of_an_account_that_pulls(
        self, client: httpx2.AsyncClient, tide: Tide
    ) -> None:
        async def found() -> list[str]:
            async with tide.platform.postgres.session() as session:
                return [one.found async for one in examine(session, now=tide.now)]

        assert await found() == ["nothing was heard yet"]
        await client.post(f"{PULL}/authorization", json={"auth_code": tide.ocean.authorize()})
        await client.post(PULL)
        assert [one.startswith("leads pulled at ") for one in await found()] == [True]
        tide.ocean.pair()
        await client.post(PULL)
        assert await found() == ["pull: grant_ended 40107"]

    async def test_refuses_what_cannot_be(self, client: httpx2.AsyncClient, tide: Tide) -> None:
        answer = await client.post(f"{PULL}/authorization", json={"auth_code": "never-given-out"})
        assert await refused(answer) == (409, "AuthorizationDeclined")
        answer = await client.post(
            f"{PULL}/authorization", json={"auth_code": tide.ocean.authorize(), "advertisers": ["42"]}
        )
        assert await refused(answer) == (422, "NoSuchAdvertiser")
        assert await refused(await client.get("/api/connectors/nobody/pull")) == (404, "NoSuchConnector")
        await client.post("/api/connectors", json={
            "channel": "kuaishou", "name": "kuaishou1", "title": "快手", "corp_id": "1"})  # fmt: skip
        assert await refused(await client.post("/api/connectors/kuaishou1/pull")) == (409, "NothingToPull")
        async with tide.platform.postgres.session() as session:
            assert (await session.execute(text("SELECT FROM connector_pulls"))).all() == []
