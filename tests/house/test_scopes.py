"""What is dealer a's stays dealer a's: the administrator of dealer b never sees any of it, at any door."""

import pytest

from tests.world.application import application

from .expectations import DOORS, Open, Whole
from .routes import doors
from .world import House

READS = [
    door
    for door in doors(application())
    if door.method == "GET" and door.path.startswith("/api") and DOORS.get(str(door)) is not Open.TO_ALL
]
BODIES = {
    "POST /api/people/{ref}/reveal": {"reason": "she asked me to call back"},
    "POST /api/people/{ref}/erase": {"reason": "she asked for it"},
    "POST /api/people/{ref}/tags": {"add": ["大客户"], "remove": []},
    "POST /api/people/{ref}/consents": {
        "purpose": "marketing",
        "channel": "sms",
        "granted": True,
        "evidence": "form 7",
    },
    "POST /api/people/merge": {"a": "user_id:mei", "b": "user_id:other"},
    "POST /api/people/{ref}/split": {"identifier": "user_id:mei"},
    "POST /api/identity/never-link": {"a": "user_id:mei", "b": "user_id:other"},
    "POST /api/identity/reviews/{id}/decide": {"merge": True},
    "POST /api/identity/recycled": {"namespace": "phone", "value": "13912345678", "valid_from": "2026-11-20T00:00:00Z"},
    "POST /api/segments/explain": {
        "segment": {"version": 1, "where": {"kind": "known"}},
        "person": "user_id:mei",
    },
    "PATCH /api/staff/{id}": {"name": "改名"},
    "PATCH /api/units/{code}": {"name": "改名"},
    "POST /api/units": {"code": "unit-x", "name": "新店", "kind": "store", "parent": "unit-a"},
    "POST /api/staff": {
        "login": "somebody",
        "name": "n",
        "role": "viewer",
        "password": "a-spring-in-may",
        "unit": "unit-a",
    },
    "POST /api/tokens": {"name": "t", "permissions": ["people.read"], "units": ["unit-a"]},
}
"""Changes that touch what is a's, with bodies that would go through for the right viewer."""


class TestReads:
    @pytest.mark.parametrize("door", READS, ids=str)
    async def test_show_nothing_of_another_dealers(self, house: House, door):
        path = house.filled(door.path)
        answer = await house.knock("stranger", "GET", path)
        shown = {what for what, secret in house.secrets_of_a.items() if secret in answer.text.replace(path, "")}
        sent = {what for what, secret in house.secrets_of_a.items() if secret in path}  # a refusal may say it back
        assert shown <= sent

    @pytest.mark.parametrize(
        "path", ["/api/people/{ref}", "/api/people", "/api/orders", "/api/orders/{key}", "/api/staff", "/api/units"]
    )
    async def test_show_the_right_viewer_what_is_theirs(self, house: House, path):
        answer = await house.knock("own", "GET", house.filled(path))
        assert answer.status_code == 200
        assert any(secret in answer.text for secret in house.secrets_of_a.values())

    async def test_count_nobody_for_a_stranger_and_one_for_the_owner(self, house: House):
        counts = {who: (await house.knock(who, "GET", "/api/people/count")).json() for who in ("stranger", "own")}
        assert counts["stranger"] == {"people": 0, "identified": 0, "reachable": 0}
        assert counts["own"]["people"] == 1

    async def test_name_nobody_to_a_stranger_who_has_the_number(self, house: House):
        asked = {"people": [house.arguments["ref"]]}
        named = {
            who: await house.knock(who, "POST", "/api/people/summaries", json=asked) for who in ("stranger", "own")
        }
        assert named["stranger"].json() == {"people": []}
        assert [one["person"] for one in named["own"].json()["people"]] == asked["people"]

    @pytest.mark.parametrize("asked", ["user_id:mei", "phone:13912345678", "email:meimei.han@example.cn"])
    async def test_find_nobody_of_another_dealer_by_any_identifier(self, house: House, asked):
        for path in (f"/api/people/{asked}", f"/api/people/{asked}/timeline", f"/api/people/{asked}/export"):
            answer = await house.knock("stranger", "GET", path)
            assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchPerson")
        listed = await house.knock("stranger", "GET", f"/api/people?q={asked.partition(':')[2]}")
        assert house.arguments["ref"] not in listed.text


class TestChanges:
    @pytest.mark.parametrize("door", BODIES)
    async def test_of_another_dealers_are_answered_as_if_they_were_not_there(self, house: House, door):
        method, _, path = door.partition(" ")
        answer = await house.knock("stranger", method, house.filled(path), json=BODIES[door])
        needs = DOORS[door]
        if isinstance(needs, Whole):
            assert (answer.status_code, answer.json()["code"]) == (403, "OutOfReach")
        else:
            assert (answer.status_code, answer.json()["code"]) in {
                (404, f"NoSuch{what}") for what in ("Person", "Staff", "Unit")
            }

    async def test_left_everything_as_it_was(self, house: House):
        before = (await house.knock("local", "GET", house.filled("/api/people/{ref}"))).json()
        for door, body in BODIES.items():
            method, _, path = door.partition(" ")
            await house.knock("stranger", method, house.filled(path), json=body)
        assert (await house.knock("local", "GET", house.filled("/api/people/{ref}"))).json() == before
