"""The console's door: which address gives a file, which a screen, and which is refused as ever."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from starlette.responses import PlainTextResponse

from huoshui.app.console import UNBUILT, Screens, files

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ENTRY = "<!doctype html><title>活水</title>"
SCRIPT = "export const water = 1;"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    for name, text in (("index.html", ENTRY), ("mark.svg", "<svg/>"), ("assets/main-1a2b.js", SCRIPT)):
        (tmp_path / name).write_text(text)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / ".stamp").write_text("built by hand")
    (tmp_path / "assets" / "main-1a2b.js.br").write_bytes(b"packed by brotli")
    return tmp_path


@pytest.fixture
async def desk(built: Path) -> AsyncIterator[httpx2.AsyncClient]:
    async with visit(Screens(PlainTextResponse("refused", 404), files(built))) as client:
        yield client


def visit(screens: Screens) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(screens)
    return httpx2.AsyncClient(transport=transport, base_url="http://desk", headers={"Accept-Encoding": "identity"})


class TestFiles:
    async def test_that_carry_their_digest_are_kept_for_ever(self, desk):
        answer = await desk.get("/assets/main-1a2b.js")
        assert answer.text == SCRIPT
        assert answer.headers["content-type"].startswith("text/javascript")
        assert "immutable" in answer.headers["cache-control"]

    async def test_are_sent_packed_to_who_can_unpack(self, desk):
        async with desk.stream("GET", "/assets/main-1a2b.js", headers={"Accept-Encoding": "gzip, deflate, br"}) as best:
            assert best.headers["content-encoding"] == "br"
            assert b"".join([part async for part in best.aiter_raw()]) == b"packed by brotli"
        answer = await desk.get("/mark.svg", headers={"Accept-Encoding": "gzip, br"})
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == ("gzip", "Accept-Encoding")
        assert answer.text == "<svg/>"

    async def test_are_not_sent_twice(self, desk):
        first = await desk.get("/")
        again = await desk.get("/", headers={"If-None-Match": first.headers["etag"]})
        assert (first.headers["cache-control"], again.status_code, again.content) == ("no-cache", 304, b"")

    @pytest.mark.parametrize("path", ["/assets/main-0000.js", "/assets/../index.html.gz", "/.stamp", "/index.html.gz"])
    async def test_that_were_not_built_are_refused(self, desk, path):
        assert (await desk.get(path)).text == "refused"


class TestScreens:
    @pytest.mark.parametrize("path", ["/", "/people/x7", "/segments/%E9%AB%98%E4%BB%B7%E5%80%BC", "/nowhere"])
    async def test_are_the_entry_at_whatever_address_a_browser_goes_to(self, desk, path):
        answer = await desk.get(path, headers=BROWSER)
        assert (answer.status_code, answer.text) == (200, ENTRY)

    async def test_run_only_what_is_ours(self, desk):
        policy = (await desk.get("/", headers=BROWSER)).headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy

    @pytest.mark.parametrize("path", ["/api/nowhere", "/v1/nowhere", "/in/nowhere"])
    async def test_are_not_where_machines_speak(self, desk, path):
        assert (await desk.get(path, headers=BROWSER)).text == "refused"

    async def test_are_for_looking_only(self, desk):
        assert (await desk.post("/people", headers=BROWSER)).text == "refused"
        assert (await desk.get("/people", headers={"Accept": "application/json"})).text == "refused"

    async def test_say_how_to_build_them_when_nobody_has(self, tmp_path):
        async with visit(Screens(PlainTextResponse("refused", 404), files(tmp_path / "built"))) as client:
            answer = await client.get("/", headers=BROWSER)
        assert answer.text == UNBUILT.read_text()
        assert "make console" in answer.text


class TestInTheApplication:
    async def test_the_api_refuses_as_before(self, client):
        missing = await client.get("/api/nowhere", headers=BROWSER)
        wrong = await client.get("/api/login", headers=BROWSER)
        assert (missing.status_code, missing.json()["code"]) == (404, "NoSuchRoute")
        assert (wrong.status_code, wrong.json()["code"]) == (405, "MethodNotAllowed")

    async def test_a_browser_gets_a_page(self, client):
        answer = await client.get("/people", headers=BROWSER)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
