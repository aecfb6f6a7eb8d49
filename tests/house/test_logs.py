"""Nothing personal reaches a log, not even when something breaks."""

import io
import logging
import sys
from typing import Annotated

import pytest
from fastapi import Query
from sqlalchemy import text

from huoshui.app.asgi import create_app
from huoshui.bedrock import log
from huoshui.bedrock.http import Session
from tests.world import engines

from .world import ADDRESS, EMAIL, NAME, PHONE, build

PERSONAL = (PHONE, EMAIL, NAME, ADDRESS)


@pytest.fixture
def written(monkeypatch):
    """All that our own logger writes at its most talkative, and what the libraries would write in production."""
    lines = io.StringIO()
    monkeypatch.setattr(sys, "stderr", lines)
    log.configure(level="debug", as_json=True)
    handler = logging.StreamHandler(lines)
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)
    monkeypatch.undo()
    log.configure(level="warning", as_json=True)


@pytest.fixture
async def house(shared_platform, written):
    await engines.empty(shared_platform)
    app = create_app(shared_platform)

    @app.get("/api/breaks")
    async def breaks(session: Session, said: Annotated[list[str], Query()]) -> None:
        await session.execute(
            text("SELECT CAST(:name AS text), CAST(:said AS uuid)"), {"name": NAME, "said": " ".join(said)}
        )

    return await build(shared_platform, app)


class TestLogs:
    async def test_hold_nothing_personal(self, house, written):
        for path in ("/api/people/{ref}", "/api/people/{ref}/timeline", "/api/people/{ref}/export"):
            await house.knock("admin", "GET", house.filled(path))
        for asked in (f"phone:{PHONE}", f"email:{EMAIL}", NAME):
            await house.knock("admin", "GET", f"/api/people/{asked}")
            await house.knock("admin", "GET", f"/api/people?q={asked}")
        await house.knock("admin", "POST", house.filled("/api/people/{ref}/reveal"), json={"reason": f"{NAME} asked"})
        await house.knock("nobody", "POST", "/api/login", json={"login": PHONE, "password": EMAIL})
        await house.knock("admin", "POST", "/api/staff", json={"login": PHONE, "name": NAME})
        await house.knock("nobody", "POST", "/v1/track", json={"event": NAME, "userId": PHONE})
        assert "access.login.refused" in written.getvalue()
        assert [one for one in PERSONAL if one in written.getvalue()] == []

    async def test_hold_nothing_personal_when_something_breaks(self, house, written):
        answer = await house.knock("admin", "GET", f"/api/breaks?said={PHONE}&said={EMAIL}")
        assert (answer.status_code, answer.json()["code"]) == (500, "Defect")
        assert [one for one in PERSONAL if one in answer.text] == []
        assert "http.defect" in written.getvalue()
        assert "139****5678 ***@example.cn" in written.getvalue()  # what the database choked on, veiled
        assert [one for one in PERSONAL if one in written.getvalue()] == []

    async def test_of_the_database_hold_nothing_personal(self, house, shared_platform):
        server = shared_platform.embedded_postgres
        if server is None:
            pytest.skip("the server's log is somewhere else")
        said = server.log.read_text("utf-8", errors="replace").replace(f"{PHONE} {EMAIL}", "")  # the test above
        assert [one for one in PERSONAL if one in said] == []


class TestVeil:
    @pytest.mark.parametrize(
        ("line", "shown"),
        [
            ("value 13912345678 refused", "value 139****5678 refused"),
            ("+8613912345678", "+8613912345678".replace("13912345678", "139****5678")),
            ('"a.b+c@mail.example.cn"', '"***@mail.example.cn"'),
            ("batch 1763712000123 of 139123456789", "batch 1763712000123 of 139123456789"),
            ("access.login.refused", "access.login.refused"),
        ],
    )
    def test_masks_what_looks_like_a_person(self, line, shown):
        assert log.veiled(line) == shown
