"""Staff: nobody gives, manages or sees more than they hold."""

import asyncio

import pytest

from huoshui.access.contract import Role

from .conftest import PASSWORD


def somebody(unique, **more):
    return {"login": f"new-{unique}", "name": "韩梅梅", "role": "viewer", "password": PASSWORD, **more}


async def code(answer):
    return answer.status_code, answer.json().get("code")


class TestHire:
    async def test_puts_a_member_at_headquarters_by_default(self, local, unique):
        answer = await local.post("/api/staff", json=somebody(unique, login=f" New-{unique} "))
        assert answer.status_code == 201
        made = answer.json()
        assert (made["login"], made["role"], made["unit"], made["disabled_at"]) == (
            f"new-{unique}",
            "viewer",
            "HQ",
            None,
        )
        assert "password" not in answer.text

    async def test_refuses_a_taken_login_name_in_any_writing(self, local, unique):
        await local.post("/api/staff", json=somebody(unique))
        answer = await local.post("/api/staff", json=somebody(unique, login=f"NEW-{unique}"))
        assert await code(answer) == (409, "StaffExists")

    async def test_refuses_an_easy_password(self, local, unique):
        answer = await local.post("/api/staff", json=somebody(unique, password=f"new-{unique}"))
        assert await code(answer) == (422, "WeakPassword")
        assert f"new-{unique}" not in (await local.get("/api/staff")).text

    @pytest.mark.parametrize("name", ["", "   ", "a\x00b", "a\x1b[31m", "x" * 101])
    async def test_refuses_a_name_that_nobody_can_read(self, local, unique, name):
        assert (await local.post("/api/staff", json=somebody(unique, name=name))).status_code == 422


class TestScope:
    async def test_a_dealers_admin_sees_their_own_people_only(self, join, tree):
        mine, other, above = await join(Role.GUIDE, tree.a1), await join(Role.GUIDE, tree.b1), await join(Role.VIEWER)
        admin = await join(Role.ADMIN, tree.a)
        listed = {one["id"] for one in (await admin.get("/api/staff")).json()}
        assert listed == {mine.staff_id, admin.staff_id}
        for stranger in (other, above):
            answer = await admin.patch(f"/api/staff/{stranger.staff_id}", json={"disabled": True})
            assert await code(answer) == (404, "NoSuchStaff")
            assert (await stranger.get("/api/me")).status_code == 200

    async def test_a_dealers_admin_hires_below_their_dealer_only(self, join, tree, unique):
        admin = await join(Role.ADMIN, tree.a)
        assert (await admin.post("/api/staff", json=somebody(unique, unit=tree.a2.code))).status_code == 201
        for place in (tree.b1.code, tree.region.code, "HQ", "nowhere", None):
            answer = await admin.post("/api/staff", json=somebody(f"{unique}-x", unit=place))
            assert await code(answer) == (404, "NoSuchUnit")

    async def test_nobody_moves_out_of_reach(self, join, tree):
        admin, guide = await join(Role.ADMIN, tree.a), await join(Role.GUIDE, tree.a1)
        answer = await admin.patch(f"/api/staff/{guide.staff_id}", json={"unit": tree.b1.code})
        assert await code(answer) == (404, "NoSuchUnit")
        assert (await guide.get("/api/me")).json()["units"] == [tree.a1.id]

    async def test_moving_a_member_moves_what_they_see(self, join, tree, local):
        guide = await join(Role.GUIDE, tree.a1)
        answer = await local.patch(f"/api/staff/{guide.staff_id}", json={"unit": tree.b.code})
        assert answer.json()["unit"] == tree.b.code
        assert (await guide.get("/api/me")).json()["units"] == sorted([tree.b.id, tree.b1.id])


class TestEscalation:
    async def token(self, local, *permissions):
        answer = await local.post("/api/tokens", json={"name": "t", "permissions": permissions})
        return {"Authorization": f"Bearer {answer.json()['token']}"}

    async def test_a_token_that_manages_staff_cannot_make_an_admin(self, local, visitor, unique):
        weak = await self.token(local, "staff.manage", "people.read")
        answer = await visitor().post("/api/staff", json=somebody(unique, role="admin"), headers=weak)
        assert await code(answer) == (403, "BeyondYourself")

    async def test_nor_take_an_admin_over_by_a_new_password(self, local, visitor, join):
        admin = await join(Role.ADMIN)
        weak = await self.token(local, "staff.manage", "people.read")
        answer = await visitor().patch(
            f"/api/staff/{admin.staff_id}", json={"password": "twenty-thousand-springs"}, headers=weak
        )
        assert await code(answer) == (403, "BeyondYourself")
        assert (await admin.get("/api/me")).status_code == 200

    @pytest.mark.parametrize("role", [Role.OPERATOR, Role.VIEWER, Role.GUIDE])
    async def test_only_admins_manage_staff(self, join, role, unique):
        client = await join(role)
        for answer in (
            await client.get("/api/staff"),
            await client.post("/api/staff", json=somebody(unique)),
            await client.patch(f"/api/staff/{client.staff_id}", json={"role": "admin"}),
        ):
            assert await code(answer) == (403, "NotPermitted")


class TestLastAdmin:
    @pytest.mark.parametrize("change", [{"disabled": True}, {"role": "operator"}, {"unit": "moved"}])
    async def test_somebody_at_headquarters_can_always_administer(self, join, local, tree, change):
        if "unit" in change:
            change = {"unit": tree.a.code}
        async with only_these_admins(local, [(await join(Role.ADMIN)).staff_id for _ in range(2)]) as (first, second):
            assert (await local.patch(f"/api/staff/{first}", json=change)).status_code == 200
            assert await code(await local.patch(f"/api/staff/{second}", json=change)) == (409, "LastAdmin")
            left = next(one for one in (await local.get("/api/staff")).json() if one["id"] == second)
            assert (left["role"], left["unit"], left["disabled_at"]) == ("admin", "HQ", None)

    async def test_the_last_two_cannot_disable_each_other_at_the_same_time(self, join, local):
        async with only_these_admins(local, [(await join(Role.ADMIN)).staff_id for _ in range(2)]) as pair:
            answers = await asyncio.gather(*[local.patch(f"/api/staff/{one}", json={"disabled": True}) for one in pair])
            assert sorted(answer.status_code for answer in answers) == [200, 409]


class only_these_admins:  # noqa: N801 reads as a sentence
    """Disables every other headquarters admin for the time being."""

    def __init__(self, local, keep):
        self.local, self.keep, self.off = local, keep, []

    async def __aenter__(self):
        for one in (await self.local.get("/api/staff")).json():
            if one["role"] == "admin" and one["unit"] == "HQ" and not one["disabled_at"] and one["id"] not in self.keep:
                await self.local.patch(f"/api/staff/{one['id']}", json={"disabled": True})
                self.off.append(one["id"])
        return self.keep

    async def __aexit__(self, *_):
        for id_ in self.off:
            await self.local.patch(f"/api/staff/{id_}", json={"disabled": False})
