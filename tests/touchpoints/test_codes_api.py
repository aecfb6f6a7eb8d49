"""Making, changing and looking at live codes over HTTP."""

import base64
from typing import Any

import httpx2
import pytest

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Credentials

PLAN = {"name": "门店桌牌", "staff": [{"staff_id": "zhangsan", "daily_cap": 50,
        "shifts": [{"weekdays": [1, 2, 3, 4, 5], "starts": "09:00", "ends": "18:00"}]},
        {"staff_id": "lisi", "backup": True}], "welcome": {"words": "你好"}}  # fmt: skip


@pytest.fixture(autouse=True)
async def account(platform: Platform) -> None:
    plan = connectors.Plan("wecom", "main", "活水", "ww0123456789abcdef", 1_000_002)
    credentials = Credentials("s" * 43, "token", "a" * 43)
    async with platform.postgres.transaction() as session:
        await connectors.add(
            session, keys=platform.keys, plan=plan, credentials=credentials, viewer=LOCAL, now=clock.now()
        )


async def made(client: httpx2.AsyncClient, slug: str | None = "desk", **plan: Any) -> dict[str, Any]:
    answer = await client.post("/api/codes", json={"account": "main", "slug": slug, "plan": {**PLAN, **plan}})
    assert answer.status_code == 201, answer.text
    code: dict[str, Any] = answer.json()
    return code


class TestCreate:
    async def test_gives_an_address_for_ever_and_an_opaque_state(self, client: httpx2.AsyncClient) -> None:
        code = await made(client, None)
        assert code["address"] == f"http://huoshui.test/p/{code['slug']}"
        assert len(code["state"]) <= 30
        assert code["plan"]["staff"][0]["shifts"] == PLAN["staff"][0]["shifts"]  # type: ignore[index]

    @pytest.mark.parametrize(
        ("plan", "refusal"),
        [
            ({"staff": [{"staff_id": "a"}, {"staff_id": "a"}]}, "NobodyBehindCode"),
            ({"welcome": {"words": "好" * 1334}}, "WelcomeTooLong"),
            ({"welcome": {"words": "x", "attachments": [{"kind": "image", "media": 7}]}}, "NoSuchWelcomeMedia"),
            ({"staff": []}, "Unfit"),
        ],
    )
    async def test_refuses_what_the_platform_would_not_take(
        self, client: httpx2.AsyncClient, plan: dict[str, Any], refusal: str
    ) -> None:
        answer = await client.post("/api/codes", json={"account": "main", "plan": {**PLAN, **plan}})
        assert (answer.status_code, answer.json()["code"]) == (422, refusal)
        assert (await client.get("/api/codes")).json()["codes"] == []

    async def test_refuses_a_place_that_is_taken_and_an_account_that_is_not_there(
        self, client: httpx2.AsyncClient
    ) -> None:
        await made(client)
        taken = await client.post("/api/codes", json={"account": "main", "slug": "desk", "plan": PLAN})
        assert (taken.status_code, taken.json()["code"]) == (409, "CodeExists")
        nowhere = await client.post("/api/codes", json={"account": "none", "plan": PLAN})
        assert (nowhere.status_code, nowhere.json()["code"]) == (422, "NotAnAccountForCodes")


class TestChange:
    async def test_is_a_new_version_behind_the_same_print(self, client: httpx2.AsyncClient) -> None:
        code = await made(client)
        answer = await client.put("/api/codes/desk", json={"plan": {**PLAN, "name": "新桌牌"}, "version": 1})
        assert (answer.json()["version"], answer.json()["state"]) == (2, code["state"])
        history = (await client.get("/api/codes/desk/history")).json()
        assert [one["plan"]["name"] for one in history] == ["新桌牌", "门店桌牌"]

    async def test_refuses_an_author_who_saw_an_older_one(self, client: httpx2.AsyncClient) -> None:
        await made(client)
        await client.put("/api/codes/desk", json={"plan": {**PLAN, "name": "first"}, "version": 1})
        answer = await client.put("/api/codes/desk", json={"plan": {**PLAN, "name": "second"}, "version": 1})
        assert (answer.status_code, answer.json()["code"]) == (409, "CodeChanged")
        assert (await client.get("/api/codes/desk")).json()["plan"]["name"] == "first"


class TestDuty:
    @pytest.mark.parametrize(
        ("at", "staff", "why"),
        [
            ("2026-11-23T10:00:00+08:00", ["zhangsan"], "on_shift"),
            ("2026-11-23T20:00:00+08:00", ["lisi"], "backup"),
        ],
    )
    async def test_tells_who_would_be_shown(
        self, client: httpx2.AsyncClient, at: str, staff: list[str], why: str
    ) -> None:
        await made(client)
        duty = (await client.get("/api/codes/desk/duty", params={"at": at})).json()
        assert (duty["staff"], duty["why"]) == (staff, why)


class TestPrint:
    async def test_is_a_pdf_that_says_its_words_and_shows_our_address(self, client: httpx2.AsyncClient) -> None:
        await made(client)
        pack = await client.get("/api/codes/desk/print.pdf", params={"paper": "a6"})
        assert (pack.headers["content-type"], pack.content[:8]) == ("application/pdf", b"%PDF-1.5")
        assert "门店桌牌".encode("utf-16-be").hex().upper().encode() in pack.content
        table = int(pack.content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
        assert pack.content[table : table + 4] == b"xref"

    async def test_draws_the_code_alone_too(self, client: httpx2.AsyncClient) -> None:
        await made(client)
        assert (await client.get("/api/codes/desk/qr.svg")).text.startswith("<?xml")
        assert (await client.get("/api/codes/desk/qr.png")).content.startswith(b"\x89PNG")


class TestCounts:
    async def test_begin_at_nothing_and_count_who_opened_the_code(self, client: httpx2.AsyncClient) -> None:
        await made(client)
        await client.get("/p/desk", headers={"User-Agent": "Mozilla/5.0 (iPhone) Mobile"})
        counts = (await client.get("/api/codes/desk/counts")).json()
        assert [(one["staff_id"], one["today"], one["over"]) for one in counts["staff"]] == [
            ("zhangsan", 0, 0), ("lisi", 0, 0),
        ]  # fmt: skip
        assert [(one["scans"], one["robots"], one["adds"]) for one in counts["days"]] == [(1, 0, 0)]
        (listed,) = (await client.get("/api/codes")).json()["codes"]
        assert (listed["scans"], listed["adds_today"], listed["adds"]) == (1, 0, 0)
        assert (await client.get("/api/codes/desk/adds")).json() == []
        again = await client.post("/api/codes/desk/steps/again")
        assert (again.status_code, again.json()) == (202, {"steps": 0})
        assert (await client.post("/api/codes/nowhere/steps/again")).json()["code"] == "NoSuchCode"


class TestMedia:
    async def test_is_kept_for_welcomes_of_its_account(self, client: httpx2.AsyncClient) -> None:
        body = {"account": "main", "kind": "image", "filename": "hi.png", "content": _said(b"\x89PNG" * 9)}
        kept = await client.post("/api/welcome-media", json=body)
        assert (kept.status_code, kept.json()["size"]) == (201, 36)
        (listed,) = (await client.get("/api/welcome-media", params={"account": "main"})).json()
        assert (listed["id"], listed["ready_until"]) == (kept.json()["id"], None)
        small = await client.post("/api/welcome-media", json={**body, "content": _said(b"x")})
        assert (small.status_code, small.json()["code"]) == (422, "NotForWelcomes")


def _said(content: bytes) -> str:
    return base64.b64encode(content).decode()
