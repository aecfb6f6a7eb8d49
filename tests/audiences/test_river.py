"""From the collect door to the answer: what SDKs send decides who is in a segment, within the next round of mirrors."""

from typing import Any

import httpx2

from huoshui.app.platform import Platform


def identify(who: str, **traits: Any) -> dict[str, Any]:
    return {"type": "identify", "userId": who, "traits": traits}


def track(who: str, name: str, at: str, **properties: Any) -> dict[str, Any]:
    return {"type": "track", "userId": who, "event": name, "properties": properties, "timestamp": at}


def trait(name: str, **test: Any) -> dict[str, Any]:
    return {"kind": "trait", "name": name, "test": test}


class TestTraits:
    async def test_are_asked_by_type_and_follow_their_newest_word(self, tell, asks) -> None:
        await tell(
            identify("a", city="上海", age=30, birthday="1996-02-29", vip=True, hobbies=["茶", "跑步"]),
            identify("b", city="上海市", age="41", vip=False),
        )
        for where, people in (
            (trait("city", type="text", op="is", value="上海"), 1),
            (trait("city", type="text", op="contains", value="上海"), 2),
            (trait("age", type="number", op=">=", value=41), 1),
            (trait("birthday", type="date", op="before", value="1996-03-01"), 1),
            (trait("vip", type="boolean", value=True), 1),
            (trait("hobbies", type="array", op="has", value="茶"), 1),
            (trait("hobbies", type="any"), 1),
        ):
            assert (await asks("count", where=where))["people"] == people, where
        await tell({**identify("a", city="北京", hobbies=None), "timestamp": "2026-10-02T04:00:00Z"})
        for gone in (trait("hobbies", type="any"), trait("city", type="text", op="is", value="上海")):
            assert (await asks("count", where=gone))["people"] == 0
        assert (await asks("count", where=trait("city", type="text", op="contains", value="上海")))["people"] == 1

    async def test_that_nobody_has_or_that_do_not_fit_are_refused_with_what_there_is(self, tell, asks) -> None:
        await tell(identify("a", city="上海", age=30))
        refused = await asks("count", where={"kind": "not", "of": trait("town", type="any")})
        assert (refused["code"], refused["facts"]["path"]) == ("NoSuchTrait", "where.of")
        assert refused["facts"]["known"] == "age, city"
        refused = await asks("count", where=trait("city", type="number", op=">", value=1))
        assert (refused["code"], refused["facts"]["fits"]) == ("TraitDoesNotFit", "text")


class TestPeople:
    async def test_who_are_one_after_a_merge_are_judged_together_and_apart_after_a_split(
        self, tell, asks, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await tell(
            identify("a", city="上海"), {"type": "identify", "anonymousId": "x", "traits": {"level": "gold"}},
            track("a", "Product Viewed", "2026-10-01T05:00:00Z"),
            {**track("a", "Product Added", "2026-10-01T06:00:00Z"), "userId": None, "anonymousId": "x"},
        )  # fmt: skip
        both = {"kind": "all", "of": [
            trait("city", type="text", op="is", value="上海"), trait("level", type="text", op="is", value="gold"),
            {"kind": "sequence", "steps": [{"events": ["浏览商品"]}, {"events": ["Product Added"], "within": "3h"}]},
        ]}  # fmt: skip
        assert (await asks("count", where=both))["people"] == 0
        await tell({"type": "identify", "userId": "a", "anonymousId": "x"})
        assert (await asks("count", where=both))["people"] == 1
        assert (await asks("explain", where=both, person="anonymous:x"))["met"] is True
        split = await client.post("/api/people/user_id:a/split", json={"identifier": "anonymous:x"})
        assert split.status_code == 200, split.text
        await platform.settle()
        assert (await asks("count", where=both))["people"] == 0
        apart = {"kind": "all", "of": [both["of"][1], {"kind": "not", "of": both["of"][0]}]}
        assert (await asks("count", where=apart))["people"] == 1

    async def test_who_were_erased_are_in_no_segment_and_leave_no_facts(
        self, tell, asks, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await tell(identify("a", city="上海"), identify("b", city="上海"))
        answer = await client.post("/api/people/user_id:a/erase", json={"reason": "they asked"})
        assert answer.status_code == 200, answer.text
        await platform.settle()
        assert (await asks("count", where=trait("city", type="any")))["people"] == 1
        left = await platform.clickhouse.rows("SELECT count() FROM people_facts FINAL WHERE gone = 0")
        assert left == [(1,)]

    async def test_tags_and_consent_of_staff_count_at_once(
        self, tell, asks, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await tell(identify("a", phone="13912345678"), identify("b"))
        tagged = {"kind": "tag", "tag": "大客户", "within": {"last": "1h"}}
        granted = {"kind": "consent", "purpose": "marketing", "channel": "sms"}
        await client.post("/api/people/user_id:a/tags", json={"add": ["大客户"], "remove": []})
        answer = {"purpose": "marketing", "channel": "all", "granted": True, "evidence": "form 7"}
        await client.post("/api/people/user_id:a/consents", json=answer)
        await platform.settle()
        where = {"kind": "all", "of": [tagged, granted, {"kind": "reachable", "channel": "sms"}]}
        estimate = await asks("estimate", where=where)
        assert (estimate["people"], estimate["reachable"]["sms"]) == (1, 1)
        assert estimate["consented"] == {"marketing/all": 1}
        assert [one["tags"] for one in estimate["sample"]] == [["大客户"]]
        withdrawn = {**answer, "channel": "sms", "granted": False}
        await client.post("/api/people/user_id:a/consents", json=withdrawn)
        await platform.settle()
        assert (await asks("count", where=where))["people"] == 0
        why = (await asks("explain", where=where, person="user_id:a"))["why"]
        assert [(one["met"], one["kind"]) for one in why["of"]] == [
            (True, "tag"),
            (False, "consent"),
            (False, "reachable"),
        ]
        assert why["of"][1]["facts"] == {"said": "withdrawn"}


class TestOrders:
    async def test_count_net_of_refunds_with_their_items(self, tell, asks) -> None:
        line = [{"sku": "k1", "product_id": "p1", "name": "双肩包 蓝", "quantity": 1, "price": 100}]
        await tell(
            track("a", "Order Completed", "2026-10-02T04:00:00Z", order_id="E1", total=100, products=line),
            track("a", "Order Completed", "2026-10-03T04:00:00Z", order_id="E2", total=50, store="S1"),
            track("a", "Order Refunded", "2026-10-04T04:00:00Z", order_id="E1", total=30),
            track("b", "Order Completed", "2026-10-03T04:00:00Z", order_id="E3", total=80),
            track("b", "Order Cancelled", "2026-10-03T05:00:00Z", order_id="E3"),
        )
        orders = {"kind": "orders"}
        for where, people in (
            (orders, 1),
            ({**orders, "state": "any"}, 2),
            ({**orders, "measure": "net_fen", "test": {"type": "number", "op": "=", "value": 12_000}}, 1),
            ({**orders, "skus": ["k1"], "item_name": "双肩包"}, 1),
            ({**orders, "online": False, "stores": ["S1"]}, 1),
            ({**orders, "test": {"type": "number", "op": "=", "value": 0}}, 1),
            (
                {
                    "kind": "order_date",
                    "measure": "last",
                    "test": {"type": "date", "op": "since", "value": "2026-10-03"},
                },
                1,
            ),
        ):
            assert (await asks("count", where=where))["people"] == people, where
        explained = await asks("explain", where=orders, person="user_id:a")
        facts = explained["why"]["facts"]
        assert (facts["orders"], facts["net_fen"]) == (2, 12_000)
        assert facts["latest"] == ["2026-10-03T04:00:00.000+00:00", "2026-10-02T04:00:00.000+00:00"]
