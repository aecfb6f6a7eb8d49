"""Every figure that counts people, of every kind of question: its people, a segment, a snapshot, all of the same people."""

from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from huoshui.app.platform import Platform
from huoshui.insight.desk.kinds import KINDS
from tests.insight.happened import BEGIN, DAY, HOUR, MINUTE, Deed, Sale, World

PERIOD = {"from": "2026-10-01", "to": "2026-10-21"}
VIEW, ADD = {"events": ["Product Viewed"]}, {"events": ["Product Added"]}
ASKED: list[dict[str, Any]] = [
    {"kind": "trends", "series": [VIEW, {**ADD, "measure": "per_person"}], "granularity": "week"},
    {"kind": "funnel", "steps": [VIEW, ADD, {"events": ["Order Paid"]}], "within": "3d"},
    {"kind": "retention", "start": VIEW, "granularity": "week", "ages": 2},
    {"kind": "paths", "gap": "1d", "steps": 3},
    *({"kind": "distribution", "events": VIEW, "of": of} for of in ("count", "hour", "weekday")),
    *({"kind": "distribution", "events": VIEW, "of": of, "property": "price"} for of in ("sum", "value")),
    {"kind": "distribution", "events": {}, "of": "count", "breakdown": {"by": "channel"}, "edges": [2, 4]},
    {"kind": "stickiness", "active": VIEW},
    {"kind": "life_cycle", "active": VIEW},
    {"kind": "intervals", "start": VIEW, "end": ADD},
    {"kind": "flow_map", "lost_days": 30},
    {"kind": "rfm", "levels": 3},
    {"kind": "value", "by": "channel", "start": "arrival", "horizons": [7, 30]},
    {"kind": "repurchase", "horizons": [7]},
    {"kind": "attribution", "touches": ["Product Viewed"], "draws": 0},
    {"kind": "chains", "by": "code"},
    *({"kind": "layers", "layering": name} for name in ("aipl", "life_cycle", "tier")),
    {"kind": "layers", "count": "active", "people": {"version": 1, "where": {"kind": "orders"}}},
    {"kind": "channel_quality"},
    {"kind": "payback"},
    {"kind": "metric", "metric": "scan_add_rate"},
    {"kind": "metric", "metric": "contacts_added", "people": {"version": 1, "where": {"kind": "orders"}}},
]  # fmt: skip
ELSEWHERE = {"experiment", "forecast"}
"""What must have begun, or run, before it has figures: tried beside the others of its own in tests of its own."""


def market() -> World:
    world = World(people={who: {} for who in range(1, 13)}, person_of={21: 1, 22: 2})
    for who in (*range(1, 13), 21, 22):
        channel = ("douyin", "weibo", "")[who % 3]
        for day in range(who % 4, 20, 3 + who % 5):
            at = BEGIN + day * DAY + who * HOUR
            world.deeds.append(Deed(who, at, "Product Viewed", channel, {"price": who * 10 + day}))
            if who % 2:
                world.deeds.append(Deed(who, at + 20 * MINUTE, "Product Added", channel))
            if day % 3 == 0:
                world.deeds.append(Deed(who, at, "Live Code Scanned", "wecom", {"code": "store"}))
                world.deeds.append(Deed(who, at + HOUR, "Contact Added", "wecom"))
        if who % 3:
            world.sales += [Sale(who, BEGIN + (5 + 2 * n) * DAY, 100 * who) for n in range(who % 3)]
    return world


def cells(found: Any) -> Iterator[tuple[dict[str, Any], float | None]]:
    """Every cell that an answer hands out, wherever it stands, with how many people it says, where that is beside it."""
    if isinstance(found, list):
        for one in found:
            yield from cells(one)
    elif isinstance(found, dict):
        for name, one in found.items():
            if name == "cells":
                yield from ((cell, number(found.get(what))) for what, cell in one.items())
            elif name.startswith("cell"):
                yield one, found.get("people")
            else:
                yield from cells(one)


def number(figure: Any) -> float | None:
    return figure["numerator"] if isinstance(figure, dict) else figure


async def told(client: httpx2.AsyncClient, door: str, **body: Any) -> dict[str, Any]:
    answer = await client.post(f"/api/{door}", json=body)
    assert answer.status_code in {200, 201}, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestEveryCell:
    def test_is_tried_of_every_kind(self) -> None:
        assert {one["kind"] for one in ASKED} | ELSEWHERE == {kind.name for kind in KINDS if kind.people}
        assert all(kind.people for kind in KINDS)

    @pytest.mark.parametrize("asked", ASKED, ids=lambda one: f"{one['kind']}-{one.get('of') or one.get('metric', '')}")
    async def test_is_people_and_a_segment_of_the_same_people(
        self, client: httpx2.AsyncClient, platform: Platform, asked: dict[str, Any]
    ) -> None:
        await market().settle(platform)
        question = {**asked, "period": PERIOD}
        answer = await told(client, "insight/questions", question=question)
        found = list(cells(answer["result"]))
        assert found
        some = False
        fullest = max(found, key=lambda one: one[1] or 0)
        for cell, people in [fullest, *found[:: max(1, len(found) // 6)]]:
            page = await told(client, "insight/questions/people", question=question, cell=cell, limit=1000)
            some |= bool(page["people"])
            said = await told(client, "insight/questions/segment", question=question, cell=cell)
            kept = await told(client, "insight/questions/snapshot", question=question, cell=cell, label="这些人")
            assert kept["people"] == page["count"] == len(page["people"])
            assert people in {None, page["count"]}, cell
            assert said["definition"] or said["why"]
            for definition in filter(None, (said["definition"], kept["definition"])):
                members = await told(client, "segments/people", segment=definition, limit=1000)
                assert members["people"] == page["people"], (cell, definition)
        assert some


class TestASnapshot:
    async def test_keeps_who_was_there_whatever_they_do_later(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        world = market()
        await world.settle(platform)
        question = {"kind": "intervals", "start": VIEW, "end": ADD, "period": PERIOD}
        cell = (await told(client, "insight/questions", question=question))["result"]["lines"][0]["histogram"][3][
            "cell"
        ]
        kept = await told(client, "insight/questions/snapshot", question=question, cell=cell)
        before = (await told(client, "segments/people", segment=kept["definition"]))["people"]
        assert len(before) == kept["people"] > 1
        world.deeds = []
        await world.settle(platform)
        assert (await told(client, "segments/people", segment=kept["definition"]))["people"] == before

    async def test_that_was_never_taken_is_refused(self, client: httpx2.AsyncClient) -> None:
        segment = {"version": 1, "where": {"kind": "not", "of": {"kind": "snapshot", "number": 99}}}
        answer = await client.post("/api/segments/count", json={"segment": segment})
        assert (answer.status_code, answer.json()["code"]) == (422, "SnapshotMissing")
        assert "where.of" in answer.text
