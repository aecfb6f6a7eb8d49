"""From a figure of what truly happened to its people: as many as the answer says, and those who are meant."""

from typing import Any

import httpx2
from hypothesis import HealthCheck, given, settings

from huoshui.app.platform import Platform
from huoshui.bedrock import ids
from huoshui.insight.flows import queries as flows
from huoshui.insight.flows.contract import FlowQuestion
from huoshui.insight.ground import Ground
from huoshui.insight.questions.contract import Cell, Who
from huoshui.insight.value import queries as value
from huoshui.insight.value.contract import RfmQuestion
from tests.insight.flows.test_flow_map import LOST_DAYS, worlds
from tests.insight.flows.test_flow_map import PERIOD as TEN_DAYS
from tests.insight.happened import BEGIN, DAY, Deed, Sale, World, ground_of

PERIOD = {"from": "2026-10-01", "to": "2026-10-21"}
FLOW: dict[str, Any] = {"kind": "flow_map", "period": TEN_DAYS, "lost_days": LOST_DAYS}
_settings = settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


async def behind(client: httpx2.AsyncClient, question: dict[str, Any], cell: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post("/api/insight/questions/people", json={"question": question, "cell": cell})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def found(ground: Ground, who: Who) -> set[int]:
    return {person for (person,) in await ground.asking.rows(who.sql, who.parameters)}


class TestTheFlowMap:
    @_settings
    @given(world=worlds())
    async def test_has_as_many_people_behind_each_pool_and_way_as_it_says(
        self, platform: Platform, world: World
    ) -> None:
        await world.settle(platform)
        asked = FlowQuestion.model_validate(FLOW)
        ground = await ground_of(platform, asked)
        told, _ = await flows.flow_map(ground, asked=asked)
        for node in told.nodes:
            stood = await found(ground, flows.who(ground, asked=asked, cell=Cell(what="end", path=(node.pool,))))
            assert len(stood) == node.end
        for edge in told.edges:
            way = Cell(what="moved", path=(edge.source, edge.target))
            assert len(await found(ground, flows.who(ground, asked=asked, cell=way))) == edge.people

    async def test_names_who_went_a_way(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        deeds = [Deed(who, BEGIN + 12 * DAY, "Content Viewed", "douyin") for who in range(1, 5)]
        deeds += [Deed(who, BEGIN + 13 * DAY, "Contact Added", "wecom") for who in (2, 3)]
        await World(deeds).settle(platform)
        asked = {**FLOW, "lost_days": 30}
        page = await behind(client, asked, {"what": "moved", "path": ["public", "contact"]})
        assert page["people"] == [ids.render(2), ids.render(3)]
        page = await behind(client, asked, {"what": "end", "path": ["public"]})
        assert (page["count"], page["people"]) == (2, [ids.render(1), ids.render(4)])
        page = await behind(client, asked, {"what": "start", "path": ["public"]})
        assert (page["count"], page["people"]) == (0, [])

    async def test_refuses_pools_and_ways_that_are_none(self, client: httpx2.AsyncClient) -> None:
        for cell in (
            {"what": "end", "path": ["nowhere"]},
            {"what": "end", "path": ["nobody"]},
            {"what": "moved", "path": ["public"]},
            {"what": "moved", "path": ["public", "public"]},
            {"what": "moved", "path": ["public", "nobody"]},
            {"what": "people"},
        ):
            answer = await client.post("/api/insight/questions/people", json={"question": FLOW, "cell": cell})
            assert (answer.status_code, answer.json()["code"]) == (422, "NoSuchCell")

    async def test_says_that_it_is_a_snapshot_rather_than_a_segment(self, client: httpx2.AsyncClient) -> None:
        body = {"question": FLOW, "cell": {"what": "end", "path": ["contact"]}}
        said = (await client.post("/api/insight/questions/segment", json=body)).json()
        assert said["definition"] is None
        assert "snapshot" in said["why"]


class TestRfm:
    async def test_cuts_people_as_the_answer_does(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        sales = [
            Sale(who, BEGIN + day * DAY, 100 * who + day)
            for who in range(1, 24)
            for day in range(1, 19)
            if (who * day) % 7 == who % 5 or day == who % 18 + 1
        ]
        await World([], sales).settle(platform)
        for levels in (3, 5, 8):
            question = {"kind": "rfm", "period": PERIOD, "levels": levels}
            groups = (await client.post("/api/insight/questions", json={"question": question})).json()["result"][
                "groups"
            ]
            assert sum(one["people"] for one in groups) == 23
            asked = RfmQuestion.model_validate(question)
            ground = await ground_of(platform, asked)
            seen: set[int] = set()
            for one in groups:
                people = await found(ground, value.rfm_who(ground, asked=asked, cell=Cell(group=one["group"])))
                money = sum(sale.net_fen for sale in sales if sale.identity in people)
                assert (len(people), money) == (one["people"], one["net_fen"])
                assert not seen & people
                seen |= people

        page = await behind(client, question, {"group": groups[0]["group"]})
        assert page["count"] == len(page["people"]) == groups[0]["people"]

    async def test_refuses_a_group_that_is_none(self, client: httpx2.AsyncClient) -> None:
        for cell in ({"group": "whales"}, {}):
            body = {"question": {"kind": "rfm"}, "cell": cell}
            answer = await client.post("/api/insight/questions/people", json=body)
            assert (answer.status_code, answer.json()["code"]) == (422, "NoSuchCell")
