"""How sessions live and end."""

import pytest
from sqlalchemy import text

from huoshui.access.contract import Role

from .conftest import PASSWORD

NEW = "twenty-thousand-springs"


class TestLife:
    async def test_use_keeps_it_alive_up_to_seven_days(self, join, time):
        client = await join(Role.VIEWER)
        for _ in range(15):
            time.pass_(hours=11)
            assert (await client.get("/api/me")).status_code == 200
        time.pass_(hours=3)
        assert (await client.get("/api/me")).status_code == 401

    async def test_twelve_hours_without_use_end_it(self, join, time):
        client = await join(Role.VIEWER)
        time.pass_(hours=12)
        answer = await client.get("/api/me")
        assert (answer.status_code, answer.json()["code"]) == (401, "SessionEnded")

    async def test_use_is_written_down_every_five_minutes_at_most(self, join, time, session):
        client = await join(Role.VIEWER)
        opened = time.now
        time.pass_(minutes=4)
        await client.get("/api/me")
        assert await seen_at(session, client) == opened
        time.pass_(minutes=1)
        await client.get("/api/me")
        assert await seen_at(session, client) == time.now

    async def test_dead_sessions_are_swept_at_the_next_login(self, join, time, session):
        client = await join(Role.VIEWER)
        time.pass_(hours=12)
        await join(Role.VIEWER)
        assert await seen_at(session, client) is None


class TestEnd:
    async def test_logging_out_ends_it_for_good(self, join, visitor):
        client = await join(Role.VIEWER)
        secret = client.cookies["huoshui_session"]
        answer = await client.post("/api/logout")
        assert answer.status_code == 204
        assert "huoshui_session" not in client.cookies
        again = await visitor().get("/api/me", headers={"Cookie": f"huoshui_session={secret}"})
        assert again.status_code == 401

    async def test_logging_out_leaves_other_devices_alone(self, join, visitor):
        client = await join(Role.VIEWER)
        other = visitor()
        await other.post("/api/login", json={"login": client.login, "password": PASSWORD})
        await client.post("/api/logout")
        assert (await other.get("/api/me")).status_code == 200

    @pytest.mark.parametrize("change", [{"password": NEW}, {"disabled": True}])
    async def test_a_new_password_and_being_disabled_end_them_all(self, join, visitor, local, change):
        client = await join(Role.VIEWER)
        other = visitor()
        await other.post("/api/login", json={"login": client.login, "password": PASSWORD})
        assert (await local.patch(f"/api/staff/{client.staff_id}", json=change)).status_code == 200
        assert (await client.get("/api/me")).status_code == 401
        assert (await other.get("/api/me")).status_code == 401

    async def test_a_new_role_holds_at_once_without_a_new_login(self, join, local):
        client, _ = await join(Role.ADMIN), await join(Role.ADMIN)  # the last one could not be changed
        await local.patch(f"/api/staff/{client.staff_id}", json={"role": "viewer"})
        assert (await client.get("/api/me")).json()["role"] == "viewer"
        assert (await client.get("/api/staff")).status_code == 403


class TestOwnPassword:
    async def test_needs_the_old_one_and_ends_every_session(self, join, visitor):
        client = await join(Role.GUIDE)
        wrong = await client.post("/api/me/password", json={"current": "not it", "new": NEW})
        assert (wrong.status_code, wrong.json()["code"]) == (401, "LoginRefused")
        assert (await client.get("/api/me")).status_code == 200
        done = await client.post("/api/me/password", json={"current": PASSWORD, "new": NEW})
        assert done.status_code == 204
        assert (await client.get("/api/me")).status_code == 401
        logins = [
            await visitor().post("/api/login", json={"login": client.login, "password": password})
            for password in (PASSWORD, NEW)
        ]
        assert [answer.status_code for answer in logins] == [401, 200]

    async def test_whoever_found_an_open_session_cannot_guess_the_old_one(self, join):
        client = await join(Role.GUIDE)
        answers = [await client.post("/api/me/password", json={"current": f"guess {n}", "new": NEW}) for n in range(6)]
        assert [answer.status_code for answer in answers] == [401] * 5 + [429]

    async def test_refuses_a_weak_one(self, join):
        client = await join(Role.GUIDE)
        answer = await client.post("/api/me/password", json={"current": PASSWORD, "new": "1234567890"})
        assert (answer.status_code, answer.json()["code"]) == (422, "WeakPassword")
        assert (await client.get("/api/me")).status_code == 200

    async def test_the_command_line_has_none(self, local):
        answer = await local.post("/api/me/password", json={"current": PASSWORD, "new": NEW})
        assert (answer.status_code, answer.json()["code"]) == (404, "NoSuchStaff")


async def seen_at(session, client):
    return await session.scalar(text("SELECT seen_at FROM sessions WHERE staff_id = :id"), {"id": client.staff_id})
