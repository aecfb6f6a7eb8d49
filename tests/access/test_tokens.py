"""API tokens: never more than their maker, and only as long."""

import pytest
from sqlalchemy import text

from huoshui.access import credentials
from huoshui.access.contract import Permission, Role


def bearing(answer):
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def make(client, **more):
    return await client.post("/api/tokens", json={"name": "till", "permissions": ["people.read"], **more})


async def me(client, answer):
    return await client.get("/api/me", headers=bearing(answer))


class TestMaking:
    async def test_shows_the_secret_once_and_keeps_its_hash(self, local, visitor, session):
        made = await make(local)
        assert made.status_code == 201
        secret = made.json()["token"]
        assert secret.startswith("hs_")
        assert made.json()["hint"] == secret[:8]
        assert secret not in (await local.get("/api/tokens")).text
        stored = await session.scalar(text("SELECT digest FROM tokens WHERE id = :id"), {"id": made.json()["id"]})
        assert stored == credentials.digest(secret)

    async def test_does_what_it_was_given_and_nothing_else(self, local, visitor):
        made = await make(local, permissions=["people.read", "audit.read"])
        assert (await me(visitor(), made)).json()["permissions"] == ["audit.read", "people.read"]
        assert (await visitor().get("/api/audit", headers=bearing(made))).status_code == 200
        refused = await visitor().get("/api/staff", headers=bearing(made))
        assert (refused.status_code, refused.json()["facts"]) == (403, {"permission": "staff.manage"})

    async def test_needs_no_csrf_token(self, local, visitor, tree):
        made = await make(local, permissions=["staff.manage"])
        answer = await visitor().patch(f"/api/units/{tree.a1.code}", json={"name": "新店"}, headers=bearing(made))
        assert (answer.status_code, answer.json()["name"]) == (200, "新店")

    async def test_refuses_more_than_the_maker_holds(self, join, tree):
        admin = await join(Role.ADMIN, tree.a)
        answer = await make(admin, permissions=["people.read", "events.read"])
        assert (answer.status_code, answer.json()["facts"]) == (403, {"what": "events.read"})

    async def test_refuses_units_that_the_maker_does_not_see(self, join, tree):
        admin = await join(Role.ADMIN, tree.a)
        answer = await make(admin, units=[tree.a1.code, tree.b1.code])
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchUnit")

    async def test_refuses_one_that_never_holds(self, local, time):
        answer = await make(local, expires_at=time.now.isoformat())
        assert (answer.status_code, answer.json()["code"]) == (422, "AlreadyExpired")


class TestReach:
    async def test_sees_its_units_with_all_below(self, local, visitor, tree):
        seen = (await me(visitor(), await make(local, units=[tree.a.code, tree.b1.code]))).json()
        assert seen["units"] == sorted([tree.a.id, tree.a1.id, tree.a2.id, tree.b1.id])
        assert not seen["everything"]

    async def test_from_headquarters_everything(self, local, visitor):
        assert (await me(visitor(), await make(local, units=["HQ"]))).json()["everything"]

    async def test_loses_enterprise_permissions_with_the_first_unit(self, local, visitor, tree):
        made = await make(local, permissions=list(Permission), units=[tree.a.code])
        held = (await me(visitor(), made)).json()["permissions"]
        assert "people.read" in held
        assert not {name for name in held if name.startswith(("events.", "system.", "sources.", "imports."))}

    async def test_shrinks_with_its_maker(self, join, local, visitor, tree):
        admin, _ = await join(Role.ADMIN), await join(Role.ADMIN)  # the last one could not be moved
        made = await make(admin, permissions=["people.read", "staff.manage"], units=[tree.a.code, tree.b1.code])
        await local.patch(f"/api/staff/{admin.staff_id}", json={"role": "viewer", "unit": tree.a1.code})
        seen = (await me(visitor(), made)).json()
        assert (seen["units"], seen["permissions"]) == ([tree.a1.id], ["people.read"])

    async def test_a_token_made_by_a_token_is_held_to_both(self, local, visitor, tree):
        first = await make(local, permissions=["tokens.manage", "people.read"], units=[tree.a.code])
        client = visitor()
        client.headers |= bearing(first)
        second = await make(client)
        assert (await me(visitor(), second)).json()["units"] == sorted([tree.a.id, tree.a1.id, tree.a2.id])
        beyond = await make(client, permissions=["orders.read"])
        assert beyond.json()["code"] == "BeyondYourself"


class TestEnd:
    async def test_revoked_at_once(self, local, visitor):
        made = await make(local)
        assert (await local.delete(f"/api/tokens/{made.json()['id']}")).status_code == 204
        answer = await me(visitor(), made)
        assert (answer.status_code, answer.json()["code"]) == (401, "TokenRefused")
        again = await local.delete(f"/api/tokens/{made.json()['id']}")
        assert (again.status_code, again.json()["code"]) == (404, "NoSuchToken")

    async def test_expires(self, local, visitor, time):
        made = await make(local, expires_at=time.now.replace(hour=9).isoformat())
        time.now = time.now.replace(hour=8, minute=59)
        assert (await me(visitor(), made)).status_code == 200
        time.pass_(minutes=1)
        assert (await me(visitor(), made)).status_code == 401

    async def test_dies_with_its_maker(self, join, local, visitor):
        admin, _ = await join(Role.ADMIN), await join(Role.ADMIN)  # the last one could not be disabled
        made = await make(admin)
        await local.patch(f"/api/staff/{admin.staff_id}", json={"disabled": True})
        assert (await me(visitor(), made)).status_code == 401

    async def test_a_dealers_admin_neither_sees_nor_ends_others(self, join, tree, local):
        admin, other = await join(Role.ADMIN, tree.a), await join(Role.ADMIN, tree.b)
        mine, theirs, machine = await make(admin), await make(other), await make(local)
        assert [one["id"] for one in (await admin.get("/api/tokens")).json()] == [mine.json()["id"]]
        for made in (theirs, machine):
            assert (await admin.delete(f"/api/tokens/{made.json()['id']}")).status_code == 404

    @pytest.mark.parametrize("token", ["", "hs_", "hs_unknown", "x" * 5000, "é"])
    async def test_refuses_what_is_none(self, visitor, token):
        answer = await visitor().get("/api/me", headers={"Authorization": f"Bearer {token}".encode()})
        assert answer.status_code == 401

    async def test_a_bad_token_is_not_saved_by_a_good_cookie(self, join):
        client = await join(Role.ADMIN)
        answer = await client.get("/api/me", headers={"Authorization": "Bearer hs_unknown"})
        assert (answer.status_code, answer.json()["code"]) == (401, "TokenRefused")

    async def test_use_is_written_down(self, local, visitor, time):
        made = await make(local)
        await me(visitor(), made)
        listed = next(one for one in (await local.get("/api/tokens")).json() if one["id"] == made.json()["id"])
        assert listed["last_used_at"] == time.now.isoformat().replace("+00:00", "Z")


class TestLocal:
    async def test_may_do_everything_and_says_who_it_is(self, local):
        seen = (await local.get("/api/me")).json()
        assert (seen["actor"], seen["everything"]) == ("local", True)
        assert seen["permissions"] == sorted(Permission)

    async def test_is_compared_whole(self, visitor, platform):
        for wrong in (platform.local_token[:-1], platform.local_token + "x", platform.local_token.upper()):
            answer = await visitor().get("/api/me", headers={"Authorization": f"Bearer {wrong}"})
            assert answer.status_code == 401
