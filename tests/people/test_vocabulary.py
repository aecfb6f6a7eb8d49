"""Which traits and tags there are: the same counts as segments give, within the viewer's scope, page by page."""

from typing import Any

import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL, Role, Scope, Viewer

MEI, WANG, PASSER_BY = {"userId": "mei"}, {"userId": "wang"}, {"anonymousId": "passer-by"}


@pytest.fixture
def tell(client, platform):
    """Send what happened through the collect door, and wait until every mirror has it."""

    async def told(*batch: dict[str, Any]) -> int:
        source = (await client.post("/api/sources", json={"name": "shop", "channel": "website"})).json()
        await platform.intake.refresh()
        body = {"batch": [{"timestamp": "2026-10-01T04:00:00Z", **one} for one in batch]}
        answer = await client.post(
            "/v1/batch", json=body, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        assert answer.status_code == 200, answer.text
        await platform.settle()
        return source["id"]

    return told


@pytest.fixture
def ask(client):
    async def asked(path: str, **params: Any) -> Any:
        return (await client.get(f"/api/{path}", params=params)).json()

    return asked


@pytest.fixture
def count(client):
    """How many people a condition of the segment language finds."""

    async def counted(*of: dict[str, Any]) -> int:
        body = {"segment": {"version": 1, "where": {"kind": "all", "of": list(of)}}}
        return (await client.post("/api/segments/count", json=body)).json()["people"]

    return counted


def identify(who: dict[str, str], **traits: Any) -> dict[str, Any]:
    return {"type": "identify", **who, "traits": traits}


def tagged(who: dict[str, str], event: str = "Tag Added", **properties: Any) -> dict[str, Any]:
    return {"type": "track", "event": event, **who, "properties": properties}


class TestTraits:
    async def test_are_counted_as_segments_count_them(self, tell, ask, count):
        await tell(
            identify(MEI, city="上海", birthday="1990-05-01", phone="13812345678"),
            identify(WANG, city="北京", score=7, interests=["咖啡", "骑行"], gone="x"),
            identify(PASSER_BY, city="广州", owner=True),
            identify({**MEI, "anonymousId": "her-browser"}, city="上海"),  # one person, two identities
            {**identify(WANG, gone=None), "timestamp": "2026-10-02T04:00:00Z"},
        )
        page = await ask("traits")
        held = {one["name"]: one for one in page["traits"]}
        assert page["next"] is None
        assert [one["name"] for one in page["traits"]] == [
            "city", "birthday", "interests", "owner", "phone", "score",
        ]  # fmt: skip
        for name, one in held.items():
            has = {"kind": "trait", "name": name, "test": {"type": "any", "op": "exists"}}
            assert (one["people"], one["known"]) == (await count(has), await count(has, {"kind": "known"})), name
            assert (one["example"] is not None) == (one["known"] > 0), name
            if one["example"]:
                assert name in (await ask(f"people/{one['example']}"))["traits"]
        assert (held["city"]["people"], held["city"]["known"]) == (3, 2)

    async def test_tell_types_and_policies_and_nobodys_values(self, tell, ask, client):
        await tell(identify(MEI, birthday="1990-05-01", score=7, owner=True, interests=["咖啡"], city="上海"))
        await client.put("/api/trait-policies/score", json={"policy": "max"})
        held = {one["name"]: one for one in (await ask("traits"))["traits"]}
        types = {name: set(one["types"]) for name, one in held.items()}
        assert types["city"] == {"text"}
        assert "date" in types["birthday"]
        assert "number" in types["score"]
        assert "boolean" in types["owner"]
        assert "array" in types["interests"]
        policies = {name: (one["policy"], one["decided"]) for name, one in held.items()}
        assert policies["score"] == ("max", True)
        assert policies["interests"] == ("union", False)
        assert policies["city"] == ("newest", False)
        assert "上海" not in (await client.get("/api/traits")).text
        await client.put("/api/trait-policies/score", json={"policy": "newest"})


class TestTags:
    async def test_are_counted_as_segments_count_them_with_who_put_them_on(self, tell, ask, count):
        source = await tell(
            identify(MEI, city="上海"),
            tagged(MEI, tag="试骑"),
            tagged(WANG, tags=["试骑", "VIP"]),
            tagged({"userId": "li"}, tag="试骑"),
            {**tagged({"userId": "li"}, "Tag Removed", tag="试骑"), "timestamp": "2026-10-02T04:00:00Z"},
        )
        found = {one["tag"]: one for one in (await ask("tags"))["tags"]}
        for tag, one in found.items():
            assert one["people"] == await count({"kind": "tag", "tag": tag}), tag
        assert found["试骑"]["people"] == 2
        assert found["试骑"]["sources"] == [f"source:{source}"]
        assert found["试骑"]["last_at"] == "2026-10-01T04:00:00Z"

    async def test_tell_of_staff_beside_events(self, tell, ask, client, platform):
        source = await tell(tagged(MEI, tag="VIP"), tagged(WANG, tag="VIP"), identify({"userId": "li"}))
        await client.post("/api/people/user_id:li/tags", json={"add": ["VIP"]})
        await platform.settle()
        (vip,) = (await ask("tags"))["tags"]
        assert (vip["people"], vip["sources"]) == (3, [f"source:{source}", "local"])
        assert vip["last_at"] > "2026-10-01T04:00:00Z"

    async def test_are_found_by_what_they_have_in_them(self, tell, ask):
        await tell(tagged(MEI, tags=["VIP 金卡", "vip 银卡", "试骑"]))
        assert [one["tag"] for one in (await ask("tags", q="Vip"))["tags"]] == ["VIP 金卡", "vip 银卡"]
        assert (await ask("tags", q="%"))["tags"] == []


class TestPages:
    @pytest.mark.parametrize("what", ["tags", "traits"])
    async def test_give_each_once_those_of_most_people_first(self, tell, ask, what):
        names = [f"n.{number}" for number in range(5)]
        many = [{"userId": f"u{number}"} for number in range(3)]
        batch = [tagged(who, tags=names[: 3 + place]) for place, who in enumerate(many)]
        batch += [identify(who, **dict.fromkeys(names[: 3 + place], 1)) for place, who in enumerate(many)]
        await tell(*batch)
        word, after, found = {"tags": "tag", "traits": "name"}[what], "", []
        while after is not None:
            page = await ask(what, after=after, limit=2)
            found += [(one[word], one["people"]) for one in page[what]]
            after = page["next"]
        assert found == [("n.0", 3), ("n.1", 3), ("n.2", 3), ("n.3", 2), ("n.4", 1)]

    @pytest.mark.parametrize("place", ["rubbish", "-1.x", "²", f"{1 << 70}.x"])
    async def test_refuse_places_that_no_page_gave(self, ask, place):
        for what in ("tags", "traits"):
            assert (await ask(what, after=place))["code"] == "NotAPlace"


class TestScope:
    async def test_counts_the_people_of_ones_own_units_and_no_others(self, tell, ask, platform, monkeypatch):
        async with platform.postgres.transaction() as session:
            await session.execute(
                text(
                    "INSERT INTO units (id, code, name, kind, parent_id, path) OVERRIDING SYSTEM VALUE "
                    "VALUES (9001, 'S1', '门店一', 'region', 1, '/1/9001/')"
                )
            )
        source = await tell(
            identify(MEI, city="上海", plan="gold"),
            tagged(MEI, tag="试骑"),
            {"type": "track", "event": "Store Visited", **MEI, "properties": {"store_id": "S1"}},
            identify(WANG, city="北京", secret="theirs"),
            tagged(WANG, tags=["试骑", "theirs"]),
        )
        guide = Viewer(None, "guide", Role.GUIDE, LOCAL.permissions, Scope((9001,)))
        monkeypatch.setattr("huoshui.access.doors.LOCAL", guide)
        assert {one["name"]: one["people"] for one in (await ask("traits"))["traits"]} == {"city": 1, "plan": 1}
        (tag,) = (await ask("tags"))["tags"]
        assert (tag["tag"], tag["people"], tag["sources"]) == ("试骑", 1, [f"source:{source}"])
        monkeypatch.setattr(
            "huoshui.access.doors.LOCAL", Viewer(None, "nobody", Role.GUIDE, LOCAL.permissions, Scope(()))
        )
        assert (await ask("traits"), await ask("tags")) == (
            {"traits": [], "next": None},
            {"tags": [], "next": None},
        )
