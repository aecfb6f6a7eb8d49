"""Every route × {nobody, wrong scope, viewer, operator, admin}, against the table in expectations.py."""

import pytest

from tests.world.application import application

from .expectations import DOORS, Open, Whole
from .routes import doors
from .test_scopes import BODIES
from .world import VIEWERS, House

ROUTES = list(doors(application()))


class TestTable:
    def test_names_every_route_and_no_other(self):
        found = set(map(str, ROUTES))
        assert found - DOORS.keys() == set(), "say in expectations.py who may pass these"
        assert DOORS.keys() - found == set(), "these are gone"

    @pytest.mark.parametrize("door", ROUTES, ids=str)
    def test_says_what_the_route_asks(self, door):
        needs = DOORS[str(door)]
        if isinstance(needs, Open):
            assert (door.permissions, door.asks_who) == (frozenset(), needs is Open.TO_KNOWN)
        else:
            assert door.permissions == {needs.permission if isinstance(needs, Whole) else needs}


API = [door for door in ROUTES if door.path.startswith("/api")]
KNOCKS = [
    (door, viewer)
    for door in API
    for viewer in VIEWERS
    # tests/access says what logging out does; here it would end the session for all the other doors
    if str(door) != "POST /api/logout" or viewer == "nobody"
]
CHANGES = [door for door in API if door.method != "GET" and DOORS.get(str(door)) is not Open.TO_ALL]
COLLECT = [door for door in ROUTES if DOORS.get(str(door)) is Open.TO_SOURCES]


class TestDoors:
    @pytest.mark.parametrize(("door", "viewer"), KNOCKS, ids=str)
    async def test_let_in_who_may_and_nobody_else(self, house: House, door, viewer):
        answer = await house.knock(
            viewer, door.method, house.filled(door.path), json=BODIES.get(str(door)) if viewer == "stranger" else None
        )
        assert answer.status_code < 500, answer.text
        assert status(answer) == expected(DOORS[str(door)], viewer, house), answer.text

    @pytest.mark.parametrize("door", CHANGES, ids=str)
    async def test_take_no_change_from_a_cookie_alone(self, house: House, door):
        answer = await house.knock("admin", door.method, house.filled(door.path), csrf=False)
        assert (answer.status_code, answer.json()["code"]) == (403, "ForgedRequest")

    @pytest.mark.parametrize("door", COLLECT, ids=str)
    async def test_take_events_only_for_a_write_key(self, house: House, door):
        path = door.path.replace("{write_key}", "unknown").replace("{last}", "track.gif")
        answer = await house.knock("nobody", door.method, path, json={"event": "X", "userId": "u"})
        if "pixel" in path:  # an image's address is answered with an image, whatever is wrong with the event
            assert answer.headers["x-refused"] in {"NoWriteKey", "UnknownWriteKey"}
        else:
            assert (answer.status_code, answer.json()["code"]) in {(401, "NoWriteKey"), (401, "UnknownWriteKey")}


def status(answer):
    """401 and 403 are the door's; everything else comes from behind it."""
    return answer.status_code if answer.status_code in {401, 403} else "in"


def expected(needs, viewer, house):
    if needs is Open.TO_ALL:
        return "in"
    if viewer == "nobody":
        return 401
    if needs is Open.TO_KNOWN:
        return "in"
    if isinstance(needs, Whole):
        return 403 if viewer == "stranger" else expected(needs.permission, viewer, house)
    return "in" if needs in house.permissions[viewer] else 403
