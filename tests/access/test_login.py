"""Logging in: throttled, silent about who works here, and proof against fixed and forged sessions."""

import asyncio
import statistics
import time as wall

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from huoshui.access import credentials
from huoshui.access.contract import Role

from .conftest import PASSWORD

REAL_HASHER = credentials._hasher
REFUSED = {
    "code": "LoginRefused",
    "message": "The login name and the password do not belong together.",
    "facts": {},
}


async def log_in(client, login, password=PASSWORD, **headers):
    return await client.post("/api/login", json={"login": login, "password": password}, headers=headers)


class TestLogin:
    async def test_opens_a_session_that_me_knows(self, join, tree):
        client = await join(Role.OPERATOR, tree.a)
        me = (await client.get("/api/me")).json()
        assert me == {
            "actor": f"staff:{client.staff_id}",
            "name": "李雷",
            "role": "operator",
            "permissions": ["orders.read", "people.change", "people.read", "people.reveal", "reports.read"],
            "everything": False,
            "units": sorted([tree.a.id, tree.a1.id, tree.a2.id]),
            "csrf_token": client.headers["X-CSRF-Token"],
        }

    async def test_takes_the_login_name_in_any_writing(self, join, visitor):
        member = await join(Role.VIEWER)
        assert (await log_in(visitor(), f"  {member.login.upper()} ")).status_code == 200

    async def test_keeps_only_hashes(self, join, session):
        client = await join(Role.VIEWER)
        secret = client.cookies["huoshui_session"]
        stored = await session.scalar(text("SELECT digest FROM sessions WHERE staff_id = :id"), {"id": client.staff_id})
        assert stored == credentials.digest(secret)
        password = await session.scalar(text("SELECT password_hash FROM staff WHERE id = :id"), {"id": client.staff_id})
        assert password.startswith("$argon2id$")

    async def test_hashes_with_argon2id_at_64_mib_and_three_passes(self):
        assert REAL_HASHER.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=1$")

    async def test_renews_a_hash_made_with_weaker_parameters(self, join, visitor, platform, session):
        member = await join(Role.VIEWER)
        weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
        async with platform.postgres.transaction() as writing:
            await writing.execute(
                text("UPDATE staff SET password_hash = :weak WHERE id = :id"), {"weak": weak, "id": member.staff_id}
            )
        for _ in range(2):
            assert (await log_in(visitor(), member.login)).status_code == 200
        stored = text("SELECT password_hash FROM staff WHERE id = :id")
        assert not credentials.outdated(await session.scalar(stored, {"id": member.staff_id}))


class TestSilence:
    async def test_unknown_wrong_and_disabled_get_the_same_answer(self, join, visitor, local):
        known, gone = await join(Role.VIEWER), await join(Role.VIEWER)
        await local.patch(f"/api/staff/{gone.staff_id}", json={"disabled": True})
        wrong = await log_in(visitor(), known.login, "not the password")
        unknown = await log_in(visitor(), f"nobody-{known.login}")
        disabled = await log_in(visitor(), gone.login)
        odd = await log_in(visitor(), "\x00 no such ' name")
        for answer in (wrong, unknown, disabled, odd):
            assert (answer.status_code, answer.json()) == (401, REFUSED)
            assert "set-cookie" not in answer.headers

    async def test_an_unknown_name_takes_as_long_as_a_wrong_password(self, join):
        hashed = await credentials.hash_password(PASSWORD)
        await credentials.matches("x", None)

        async def spent(password_hash):
            started = wall.process_time()
            assert not await credentials.matches("a wrong password", password_hash)
            return wall.process_time() - started

        known = statistics.median([await spent(hashed) for _ in range(15)])
        unknown = statistics.median([await spent(None) for _ in range(15)])
        assert 0.5 < unknown / known < 2

    async def test_throttles_unknown_names_like_known_ones(self, join, visitor):
        known = await join(Role.VIEWER)
        for login in (known.login, f"nobody-{known.login}"):
            answers = [await log_in(visitor(), login, "wrong") for _ in range(6)]
            assert [answer.status_code for answer in answers] == [401] * 5 + [429]


class TestThrottle:
    async def test_the_wait_doubles_and_says_so(self, join, visitor, time):
        member = await join(Role.VIEWER)
        for _ in range(5):
            assert (await log_in(visitor(), member.login, "wrong")).status_code == 401
        for wait in (1, 2, 4):
            refused = await log_in(visitor(), member.login)
            assert refused.status_code == 429
            assert refused.headers["retry-after"] == str(wait)
            assert refused.json()["facts"] == {"retry_after": wait}
            time.pass_(seconds=wait)
            assert (await log_in(visitor(), member.login, "wrong")).status_code == 401

    async def test_the_right_password_after_the_wait_clears_the_count(self, join, visitor, time):
        member = await join(Role.VIEWER)
        for _ in range(5):
            await log_in(visitor(), member.login, "wrong")
        time.pass_(seconds=1)
        assert (await log_in(visitor(), member.login)).status_code == 200
        for _ in range(5):
            assert (await log_in(visitor(), member.login, "wrong")).status_code == 401

    async def test_one_address_trying_many_names_is_stopped(self, visitor, unique):
        client = visitor(address="198.51.100.7")
        answers = [await log_in(client, f"guess{n}-{unique}") for n in range(21)]
        assert [answer.status_code for answer in answers] == [401] * 20 + [429]

    async def test_an_account_of_ones_own_does_not_clear_the_address(self, join, visitor, unique):
        member = await join(Role.VIEWER)
        client = visitor(address="198.51.100.8")
        for n in range(19):
            await log_in(client, f"guess{n}-{unique}")
        assert (await log_in(client, member.login)).status_code == 200
        assert (await log_in(client, f"guess-{unique}")).status_code == 401
        assert (await log_in(client, f"guess-{unique}")).status_code == 429

    async def test_guesses_at_the_same_time_do_not_share_one_count(self, join, visitor):
        member = await join(Role.VIEWER)
        answers = await asyncio.gather(*[log_in(visitor(), member.login, "wrong") for _ in range(12)])
        assert sorted(answer.status_code for answer in answers) == [401] * 5 + [429] * 7

    async def test_old_attempts_are_forgotten(self, visitor, session, unique, time):
        await log_in(visitor(), f"early-{unique}")
        time.pass_(days=1, seconds=1)
        for _ in range(2):
            await log_in(visitor(), f"late-{unique}")
        kept = await session.scalar(
            text("SELECT count(*) FROM login_attempts WHERE subject = :subject"),
            {"subject": credentials.digest(f"login:early-{unique}")},
        )
        assert kept == 0


class TestFixation:
    async def test_a_planted_cookie_is_never_taken_on(self, join, visitor):
        member = await join(Role.VIEWER)
        client = visitor()
        client.cookies.set("huoshui_session", "planted-by-somebody-else")
        answer = await log_in(client, member.login)
        assert answer.status_code == 200
        assert answer.cookies["huoshui_session"] != "planted-by-somebody-else"
        planted = await visitor().get("/api/me", headers={"Cookie": "huoshui_session=planted-by-somebody-else"})
        assert (planted.status_code, planted.json()["code"]) == (401, "SessionEnded")

    async def test_logging_in_again_ends_the_session_before(self, join, visitor):
        client = await join(Role.VIEWER)
        before = client.cookies["huoshui_session"]
        assert (await log_in(client, client.login)).status_code == 200
        assert client.cookies["huoshui_session"] != before
        old = await visitor().get("/api/me", headers={"Cookie": f"huoshui_session={before}"})
        assert old.status_code == 401


class TestCookie:
    @pytest.mark.parametrize(("scheme", "secure"), [("http", False), ("https", True)])
    async def test_is_closed_to_scripts_and_other_sites(self, join, visitor, scheme, secure):
        member = await join(Role.VIEWER)
        cookie = (await log_in(visitor(scheme=scheme), member.login)).headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert ("Secure" in cookie) is secure


class TestForgery:
    async def test_a_change_needs_the_token_and_a_read_does_not(self, join):
        client = await join(Role.ADMIN)
        del client.headers["X-CSRF-Token"]
        assert (await client.get("/api/staff")).status_code == 200
        answer = await client.post("/api/logout")
        assert (answer.status_code, answer.json()["code"]) == (403, "ForgedRequest")
        assert (await client.get("/api/me")).status_code == 200

    async def test_another_sessions_token_does_not_fit(self, join):
        client, other = await join(Role.ADMIN), await join(Role.ADMIN)
        answer = await client.post("/api/logout", headers={"X-CSRF-Token": other.headers["X-CSRF-Token"]})
        assert answer.json()["code"] == "ForgedRequest"

    async def test_the_token_cannot_be_made_from_what_is_stored(self, join):
        client = await join(Role.ADMIN)
        secret = client.cookies["huoshui_session"]
        assert credentials.csrf_of(credentials.digest(secret).hex()) != credentials.csrf_of(secret)

    async def test_a_strange_page_cannot_log_its_visitor_in(self, join, visitor):
        member = await join(Role.VIEWER)
        answer = await log_in(visitor(), member.login, **{"Sec-Fetch-Site": "cross-site"})
        assert (answer.status_code, answer.json()["code"]) == (403, "ForgedRequest")

    async def test_an_ended_session_is_told_to_log_in_not_that_it_forged(self, visitor):
        answer = await visitor().post("/api/logout", headers={"Cookie": "huoshui_session=long-gone"})
        assert (answer.status_code, answer.json()["code"]) == (401, "SessionEnded")
