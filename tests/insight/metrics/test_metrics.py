"""The metric dictionary: names are there once, every definition can be worked out, and values are exact."""

from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform
from huoshui.insight.metrics import queries
from huoshui.insight.metrics.contract import MetricQuestion, People
from huoshui.insight.metrics.shipped import SHIPPED
from tests.insight.happened import BEGIN, DAY, HOUR, Deed, Sale, World, ground_of

PERIOD = {"from": "2026-10-02", "to": "2026-10-12"}
OWN: dict[str, Any] = {
    "name": "vip_buyers",
    "chinese": "大客户数",
    "formula": "时段内实付满 100 元的人数",
    "numerator": {
        "of": "people",
        "where": {"kind": "orders", "measure": "net_fen", "within": "$period",
                  "test": {"type": "number", "op": ">=", "value": 10_000}},
    },
    "unit": "people",
}  # fmt: skip


def world() -> World:
    """Five scan, four of them add within the day, one after three days; two delete; three buy, one twice."""
    deeds = [Deed(who, BEGIN + 2 * DAY, "Live Code Scanned", "stores") for who in range(1, 6)]
    deeds += [Deed(who, BEGIN + 2 * DAY + HOUR, "Contact Added", "wecom") for who in range(1, 5)]
    deeds += [Deed(5, BEGIN + 5 * DAY, "Contact Added", "wecom"), Deed(11, BEGIN + 5 * DAY, "Contact Added", "wecom")]
    deeds += [Deed(1, BEGIN + 3 * DAY, "Message Replied"), Deed(2, BEGIN + 6 * DAY, "Message Replied")]
    deeds += [Deed(who, BEGIN + 6 * DAY, "Contact Deleted Staff") for who in (3, 4)]
    deeds += [Deed(9, BEGIN - DAY, "Contact Added", "wecom")]
    sales = [Sale(1, BEGIN + 3 * DAY, 12_000), Sale(1, BEGIN + 4 * DAY, 3_000), Sale(2, BEGIN + 4 * DAY, 500),
             Sale(8, BEGIN + 5 * DAY, 500), Sale(9, BEGIN + 40 * DAY, 99)]  # fmt: skip
    people = {who: {"reach": ("wecom",) if who < 3 else ()} for who in range(1, 10)}
    return World(deeds, sales, people=people, person_of={11: 1})


EXPECTED = {
    "contacts_added": (5, None), "contact_adds": (6, None), "scanned": (5, None), "scan_add_rate": (4, 5),
    "contacts_lost": (2, None), "net_contacts": (3, None), "contact_loss_rate": (2, 5), "contact_retention_7d": (3, 5),
    "opening_rate": (1, 5), "interaction_rate": (2, 2), "push_reply_rate": (0, 0), "group_joins": (0, None),
    "group_leaves": (0, None), "buyers": (3, None), "net_revenue": (16_000, None), "net_per_buyer": (16_000, 3),
    "net_per_order": (16_000, 4), "repurchase_rate": (1, 3), "orders_per_buyer": (4, 3), "private_share_of_buyers": (2, 3),
    "invitation_acceptance": (0, 0),
}  # fmt: skip


class TestEveryMetricThatShips:
    async def test_can_be_worked_out_and_is_exact(self, platform: Platform) -> None:
        await world().settle(platform)
        found = {}
        for name in SHIPPED:
            asked = MetricQuestion.model_validate({"period": PERIOD, "metric": name})
            async with platform.postgres.session() as session:
                ground = await ground_of(platform, asked)
                ground.asking.session = session
                value = await queries.value(ground, asked=asked)
            found[name] = (value.numerator, value.denominator)
        assert found == EXPECTED

    def test_says_what_the_official_figure_is_or_that_there_is_none(self) -> None:
        assert sum(entry.metric.official is not None for entry in SHIPPED.values()) >= 10
        assert all(entry.metric.formula and entry.metric.window for entry in SHIPPED.values())

    def test_say_in_english_all_that_they_say_in_chinese(self) -> None:
        for metric in (entry.metric for entry in SHIPPED.values()):
            official = metric.official
            chinese = [
                metric.formula, metric.window, metric.note, official.name if official else "",
                official.difference if official else "",
            ]  # fmt: skip
            told = metric.english
            assert told is not None
            english = [told.formula, told.window, told.note, told.official, told.difference]
            assert [bool(one) for one in english] == [bool(one) for one in chinese], metric.name
            assert all(ord(letter) < 0x2E80 for one in english for letter in one), metric.name

    def test_asks_conditions_that_the_language_knows(self) -> None:
        people = [entry.metric.numerator for entry in SHIPPED.values() if isinstance(entry.metric.numerator, People)]
        assert len({one.definition({"from": "2026-01-01"}).model_dump_json() for one in people}) >= 10


async def value(client: httpx2.AsyncClient, name: str) -> dict[str, Any]:
    answer = await client.post("/api/insight/metrics/value", json={"period": PERIOD, "metric": name})
    found: dict[str, Any] = answer.json()
    return found


class TestTheBrandsOwn:
    async def test_are_defined_changed_retired_and_remembered(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await world().settle(platform)
        made = await client.post("/api/insight/metrics", json=OWN)
        assert (made.status_code, made.json()["version"], made.json()["built_in"]) == (201, 1, False)
        told = await value(client, "vip_buyers")
        assert (told["numerator"], told["denominator"], told["value"], told["metric"]["version"]) == (1, None, 1, 1)
        changed = {**OWN, "denominator": {"of": "orders", "measure": "buyers"}, "unit": "share"}
        answer = await client.put("/api/insight/metrics/vip_buyers", json={"metric": changed, "version": 1})
        assert answer.json()["version"] == 2
        assert (await value(client, "vip_buyers"))["value"] == pytest.approx(1 / 3)
        late = await client.put("/api/insight/metrics/vip_buyers", json={"metric": OWN, "version": 1})
        assert (late.json()["code"], late.json()["facts"]["version"]) == ("MetricChanged", 2)
        assert (await client.delete("/api/insight/metrics/vip_buyers")).status_code == 204
        assert (await value(client, "vip_buyers"))["code"] == "NoSuchMetric"
        history = (await client.get("/api/insight/metrics/vip_buyers/history")).json()
        assert [(one["version"], one["metric"]["unit"]) for one in history] == [(2, "share"), (1, "people")]
        assert (await client.post("/api/insight/metrics", json=OWN)).json()["version"] == 3

    @pytest.mark.parametrize("names", [
        {"name": "buyers"}, {"chinese": "购买人数"}, {"name": "vip_buyers", "chinese": "别的"}, {"chinese": "大客户数", "name": "xx"}
    ])  # fmt: skip
    async def test_cannot_have_a_name_that_is_taken(self, client: httpx2.AsyncClient, names: dict[str, str]) -> None:
        await client.post("/api/insight/metrics", json=OWN)
        refused = await client.post("/api/insight/metrics", json={**OWN, "name": "other", **names})
        assert (refused.status_code, refused.json()["code"]) == (409, "MetricExists")
        listed = (await client.get("/api/insight/metrics")).json()
        assert [one["metric"]["name"] for one in listed if not one["built_in"]] == ["vip_buyers"]

    async def test_do_not_change_what_ships(self, client: httpx2.AsyncClient) -> None:
        body = {"metric": {**OWN, "name": "buyers"}, "version": 1}
        assert (await client.put("/api/insight/metrics/buyers", json=body)).json()["code"] == "MetricShips"
        assert (await client.delete("/api/insight/metrics/buyers")).json()["code"] == "MetricShips"
        found = (await client.get("/api/insight/metrics/复购率")).json()
        assert (found["metric"]["name"], found["built_in"]) == ("repurchase_rate", True)

    async def test_must_be_readable(self, client: httpx2.AsyncClient) -> None:
        wrong = {**OWN, "numerator": {"of": "people", "where": {"kind": "did", "within": "$perod"}}}
        assert (await client.post("/api/insight/metrics", json=wrong)).status_code == 422
        body = {"metric": OWN, "version": 1}
        assert (await client.put("/api/insight/metrics/other", json=body)).json()["code"] == "NotThatMetric"
