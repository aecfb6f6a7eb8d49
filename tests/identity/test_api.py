"""The HTTP door: what staff see and decide, with exact answers."""

from datetime import UTC, datetime

import httpx2
import pytest

from huoshui.app.platform import Platform
from huoshui.bedrock import ids
from huoshui.events.contract import Happening, KnownIdentifier
from huoshui.identity import operations

NOW = datetime(2026, 11, 21, tzinfo=UTC)
PHONE = "phone:+8613812345678"


def happening(platform: Platform, *references: str, at: int) -> Happening:
    held = []
    for reference in references:
        namespace, _, value = reference.partition(":")
        held.append(KnownIdentifier(namespace, value, platform.keys.fingerprint(namespace, value)))
    return Happening(f"m{at}", 1, "identify", "", "", at, at, held[0].identity, held, {}, {})


@pytest.fixture
async def known(platform: Platform) -> Platform:
    """Two members who gave one phone, and a visitor on the first one's account."""
    async with platform.postgres.transaction() as session:
        seen = [
            happening(platform, "user_id:u1", PHONE, at=1000),
            happening(platform, "user_id:u2", PHONE, at=2000),
            happening(platform, "user_id:u1", "anonymous:a1", at=3000),
        ]
        await operations.observe(session, seen, vault=platform.vault, now=NOW)
    return platform


class TestExplain:
    async def test_shows_the_chain_with_masked_values(self, known: Platform, client: httpx2.AsyncClient) -> None:
        answer = await client.get("/api/people/anonymous:a1/explain", params={"other": "phone:13812345678"})
        assert answer.status_code == 200
        told = answer.json()
        assert [link["evidence"] for link in told["chain"]] == ["event:1/m3000", "event:1/m1000"]
        assert sorted(one["value"] for one in told["identifiers"].values()) == ["138****5678", "a1", "u1"]

    async def test_says_what_stands_between(self, known: Platform, client: httpx2.AsyncClient) -> None:
        told = (await client.get("/api/people/user_id:u1/explain", params={"other": "user_id:u2"})).json()
        assert (told["one_person"], told["chain"]) == (False, [])
        assert [(link["state"], link["reason"]) for link in told["against"]] == [("refused", "limit:user_id")]

    @pytest.mark.parametrize(
        ("ref", "code"),
        [("user_id:nobody", "NoSuchPerson"), ("nonsense", "NotAnIdentifier"), ("phone:1", "NotAnIdentifier")],
    )
    async def test_refuses_what_it_does_not_know(
        self, known: Platform, client: httpx2.AsyncClient, ref: str, code: str
    ) -> None:
        answer = await client.get(f"/api/people/{ref}/explain", params={"other": "user_id:u1"})
        assert answer.json()["code"] == code


class TestDecisions:
    async def test_merge_split_and_review(self, known: Platform, client: httpx2.AsyncClient) -> None:
        first = ids.render(known.keys.fingerprint("user_id", "u1"))
        [review] = (await client.get("/api/identity/reviews")).json()
        assert review["reason"] == "limit:user_id"
        merged = await client.post("/api/people/merge", json={"a": "user_id:u1", "b": "user_id:u2"})
        assert merged.json() == {"person": first}
        assert (await client.get("/api/identity/reviews")).json() == []
        split = await client.post(f"/api/people/{first}/split", json={"identifier": "user_id:u2"})
        assert split.json() == {"people": [ids.render(known.keys.fingerprint("user_id", "u2")), first]}
        again = await client.post("/api/people/merge", json={"a": "user_id:u1", "b": "user_id:u2"})
        assert (again.status_code, again.json()["code"]) == (409, "LinkRefused")

    async def test_decides_a_review_once(self, known: Platform, client: httpx2.AsyncClient) -> None:
        [review] = (await client.get("/api/identity/reviews")).json()
        decided = await client.post(f"/api/identity/reviews/{review['id']}/decide", json={"merge": False})
        assert decided.json()["decision"] == "apart"
        again = await client.post(f"/api/identity/reviews/{review['id']}/decide", json={"merge": True})
        assert (again.status_code, again.json()["code"]) == (409, "ReviewDecided")
        assert (await client.post("/api/identity/reviews/999/decide", json={"merge": True})).status_code == 404

    async def test_keeps_apart_and_lifts(self, known: Platform, client: httpx2.AsyncClient) -> None:
        pair = {"a": "user_id:u1", "b": "anonymous:a1"}
        assert (await client.post("/api/identity/never-link", json=pair)).status_code == 200
        between = (await client.get("/api/people/user_id:u1/explain", params={"other": "anonymous:a1"})).json()
        assert between["against"][0]["reason"] == "never_link"
        await client.post("/api/identity/never-link", json={**pair, "lift": True})
        assert (await client.get("/api/people/user_id:u1/explain", params={"other": "anonymous:a1"})).json()[
            "one_person"
        ]


class TestRehearse:
    async def test_counts_without_writing(self, known: Platform, client: httpx2.AsyncClient) -> None:
        told = (
            await client.post("/api/identity/rehearse", json={"rules": [{"namespace": "user_id", "limit": 2}]})
        ).json()
        assert (told["people"], told["people_after"], told["merged"], told["split"]) == (2, 1, 1, 0)
        blocked = {"rules": [{"namespace": "phone", "blocked": ["13812345678"]}]}
        told = (await client.post("/api/identity/rehearse", json=blocked)).json()
        assert (told["people"], told["people_after"], told["split"]) == (2, 3, 1)


class TestRecycled:
    async def test_gives_the_phone_to_the_second_member(self, known: Platform, client: httpx2.AsyncClient) -> None:
        body = {"namespace": "phone", "value": "138 1234 5678", "valid_from": "1970-01-01T00:00:01.500Z"}
        handed = (await client.post("/api/identity/recycled", json=body)).json()
        assert handed["links"] == 1
        told = await client.get("/api/people/user_id:u2/explain", params={"other": "phone:13812345678"})
        assert told.json()["one_person"]
        assert (await client.post("/api/identity/recycled", json=body)).json()["code"] == "NotRecyclable"


class TestNamespaces:
    async def test_lists_the_strongest_first(self, client: httpx2.AsyncClient) -> None:
        listed = (await client.get("/api/identity/namespaces")).json()
        assert listed[0]["name"] == "member_no"
        assert listed[-1] == {
            "name": "anonymous", "chinese": "匿名访客", "rank": 210, "strength": "weak", "limit": None,
            "personal": False, "scoped": False, "joins": True,
        }  # fmt: skip
