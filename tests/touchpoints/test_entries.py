"""Links into mini-programs: by what they open, who makes that, and what a failing platform may cost."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

import httpx2
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors import operations as connectors
from huoshui.rehearsal.wechat.account import Account
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.law import CUSTOM
from huoshui.rehearsal.wechat.server import Server
from huoshui.touchpoints.contract import Environment, Variant
from huoshui.touchpoints.entries import keeping
from huoshui.touchpoints.entries.contract import EntryKind, MiniProgramPage
from huoshui.touchpoints.entries.rules import LIFE, RENEW, wait
from huoshui.touchpoints.entries.running import Entries
from huoshui.touchpoints.rules import addresses, choosing
from tests.channels.wecom.conftest import served
from tests.relations.followers.world import connect, opened
from tests.relations.world import Hours

DESKTOP = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124 Safari/537.36"}
PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari"}
WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.49"}
DOUYIN = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Mobile Safari/537.36 aweme_31.2.0"}
FALLBACK = "https://shop.example/ride"
PAGE = {"account": "mall", "path": "pages/ride", "query": "from=wall"}
LINK, SCHEME = "wxa/generate_urllink", "wxa/generatescheme"


@dataclass
class Mall:
    """A mini-program on both sides, and the links that lead there."""

    platform: Platform
    client: httpx2.AsyncClient
    account: Account
    acts: Acts
    server: Server
    hours: Hours

    async def made(self, code: str = "ride", *, page: dict[str, Any] | None = None, **plan: Any) -> dict[str, Any]:
        variant = {"url": FALLBACK, "mini_program": page or PAGE, **plan.pop("variant", {})}
        answer = await self.client.post(
            "/api/links", json={"name": "墙上", "code": code, "variants": [variant], **plan}
        )
        assert answer.status_code == 201, answer.text
        link: dict[str, Any] = answer.json()
        return link

    async def keep(self, *, later: timedelta = timedelta()) -> int:
        """A round, some time from now; doors ask the clock, and the platform's hours began a moment before."""
        self.hours.pass_by(seconds=later.total_seconds() + 5)
        return await Entries(self.platform.postgres, self.platform.speakers.wechat).keep(self.now)

    @property
    def now(self) -> datetime:
        return self.hours.moment()

    async def clicked(self, code: str = "ride", query: str = "", **headers: str) -> httpx2.Response:
        self.platform.visits.forget()
        self.client.cookies.clear()
        return await self.client.get(f"/s/{code}{query}", follow_redirects=False, headers=headers)

    async def led(self, code: str = "ride", query: str = "", **headers: str) -> str:
        """Where a click leads."""
        answer = await self.clicked(code, query, **headers)
        assert answer.status_code == 302, answer.text
        return str(answer.headers["location"])

    async def rows(self) -> list[Any]:
        async with self.platform.postgres.session() as session:
            return list((await session.execute(text("SELECT * FROM mini_program_entries ORDER BY id"))).all())

    async def health(self, code: str = "ride") -> list[tuple[str, str]]:
        link = (await self.client.get(f"/api/links/{code}")).json()
        return [(one["kind"], one["health"]) for one in link["entries"]]

    def refuse(self, code: int) -> None:
        """Let the platform refuse to make entries."""

        async def refuses(path: str) -> int | None:
            return code if path in (LINK, SCHEME) else None

        self.server.before = refuses


@pytest.fixture
async def mall(platform: Platform, client: httpx2.AsyncClient) -> AsyncIterator[Mall]:
    hours = Hours(clock.now().timestamp())
    account = opened(hours, channel="miniprogram")
    account.pages = {"pages/ride", "pages/new"}
    server = Server(account)
    async with served(server.app) as url:
        await connect(platform, url=url, channel="miniprogram", now=hours.moment(), name="mall")
        yield Mall(platform, client, account, Acts(account), server, hours)
        await platform.speakers.aclose()


class TestClick:
    async def test_opens_the_page_in_every_browser_of_a_phone_and_says_which_click_it_was(self, mall: Mall) -> None:
        await mall.made()
        await mall.keep()
        for agent in (PHONE, WECHAT, DOUYIN):
            led = await mall.led(query="?utm_source=dou&clickid=ad-1&phone=13812345678", **agent)
            page, query = mall.acts.tap(led) or ("", "")
            said = dict(parse_qsl(query))
            click = said.pop("hs_click")
            assert (page, said) == ("pages/ride", {"from": "wall", "utm_source": "dou", "clickid": "ad-1"})
            assert click in await self.clicks(mall)
        assert len(mall.account.entries) == 1, "one for all"

    @staticmethod
    async def clicks(mall: Mall) -> set[str]:
        async with mall.platform.postgres.session() as session:
            return set((await session.execute(text("SELECT click FROM link_clicks"))).scalars())

    async def test_on_a_desktop_goes_to_the_address(self, mall: Mall) -> None:
        await mall.made(marks=False)
        await mall.keep()
        assert await mall.led(**DESKTOP) == FALLBACK

    async def test_where_an_application_has_an_address_of_its_own_goes_there(self, mall: Mall) -> None:
        await mall.made(variant={"by_environment": {"douyin": "https://dou.example/"}}, marks=False)
        await mall.keep()
        assert await mall.led(**DOUYIN) == "https://dou.example/"
        assert (await mall.led(**PHONE)).startswith("https://wxaurl.cn/")

    async def test_goes_to_the_address_before_there_is_an_entry(self, mall: Mall) -> None:
        await mall.made(marks=False)
        assert (await mall.led(**PHONE), await mall.health()) == (FALLBACK, [("link", "waiting")])
        assert mall.server.asked.total() == 0, "a click asks the platform for nothing"

    async def test_by_scheme_is_offered_to_be_tapped_outside_wechat_alone(self, mall: Mall) -> None:
        await mall.made(page={**PAGE, "by_scheme": True})
        await mall.keep()
        answer = await mall.clicked(**PHONE)
        assert (answer.status_code, 'href="weixin://dl/business/?t=' in answer.text) == (200, True)
        assert "&amp;cq=hs_click%3D" in answer.text
        assert (await mall.led(**WECHAT)).startswith("https://wxaurl.cn/")

    async def test_of_a_robot_is_marked_with_nothing(self, mall: Mall) -> None:
        await mall.made()
        await mall.keep()
        led = await mall.led(**{"User-Agent": "Baiduspider/2.0 Mobile"})
        assert mall.acts.tap(led) == ("pages/ride", "from=wall")

    async def test_finds_a_new_entry_without_being_told(self, mall: Mall) -> None:
        await mall.made(marks=False)
        assert await mall.led(**PHONE) == FALLBACK
        await mall.keep()
        deadline = time.monotonic() + 5
        while True:
            answer = await mall.client.get("/s/ride", follow_redirects=False, headers=PHONE)
            if answer.headers["location"] != FALLBACK:
                break
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)
        assert mall.acts.tap(answer.headers["location"]) == ("pages/ride", "from=wall")

    async def test_tells_its_event_where_it_led(self, mall: Mall) -> None:
        await mall.made()
        await mall.keep()
        led = await mall.led(**PHONE)
        await mall.platform.settle()
        ((said,),) = await mall.platform.clickhouse.rows("SELECT properties FROM events")
        properties = orjson.loads(said)
        assert properties["url"] == led.partition("?")[0]
        assert properties["mini_program"] == "mall/pages/ride?from=wall"

    async def test_that_went_to_the_address_says_nothing_of_the_mini_program(self, mall: Mall) -> None:
        await mall.made()
        await mall.led(**PHONE)
        await mall.platform.settle()
        ((said,),) = await mall.platform.clickhouse.rows("SELECT properties FROM events")
        assert (orjson.loads(said)["url"], "mini_program" in orjson.loads(said)) == (FALLBACK, False)


class TestEntry:
    async def test_is_made_once_by_however_many_processes(self, mall: Mall) -> None:
        for number in range(5):
            await mall.made(f"ride-{number}")
        await asyncio.gather(*(mall.keep() for _ in range(4)))
        assert (len(mall.account.entries), await mall.health("ride-3")) == (1, [("link", "ready")])

    async def test_is_renewed_before_it_ends_and_the_old_one_serves_till_then(self, mall: Mall) -> None:
        await mall.made()
        await mall.keep()
        (first,) = await mall.rows()
        assert first.expires_at - first.made_at == LIFE
        assert await mall.keep(later=RENEW - timedelta(hours=1)) == 0
        await mall.keep(later=timedelta(hours=2))
        (second,) = await mall.rows()
        assert (second.id, second.expires_at > first.expires_at) == (first.id, True)
        assert second.address != first.address
        assert mall.acts.tap(first.address) is not None, "whoever has it on screen may still tap"

    async def test_stays_while_the_platform_fails_and_says_so(self, mall: Mall) -> None:
        await mall.made(marks=False)
        await mall.keep()
        address = (await mall.rows())[0].address
        mall.refuse(40002)
        assert await mall.keep(later=RENEW + timedelta(minutes=1)) == 1
        (row,) = await mall.rows()
        assert (row.address, row.problem, row.tries) == (address, f"{LINK}: entries forbidden (40002)", 1)
        assert row.due_at - mall.now == timedelta(minutes=1)
        assert await mall.health() == [("link", "failing")]
        assert await mall.led(**PHONE) == address
        mall.server.before = None
        await mall.keep(later=timedelta(minutes=2))
        assert await mall.health() == [("link", "ready")]

    async def test_that_ended_leads_to_the_address_again(self, mall: Mall) -> None:
        mall.hours.pass_by(days=-31)
        await mall.made(marks=False)
        async with mall.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE mini_program_entries SET due_at = :now"), {"now": mall.now})
        await mall.keep()
        (row,) = await mall.rows()
        assert bool(row.address)
        assert (await mall.led(**PHONE), await mall.health()) == (FALLBACK, [("link", "missing")])

    async def test_of_a_page_that_is_none_is_tried_later_and_later_and_at_once_when_somebody_looks(
        self, mall: Mall
    ) -> None:
        link = await mall.made(page={**PAGE, "path": "pages/soon"})
        for _ in range(3):
            await mall.keep(later=timedelta(hours=1))
        (row,) = await mall.rows()
        assert (row.problem, row.tries, row.due_at - mall.now) == (
            f"{LINK}: page invalid (40165)", 3, timedelta(minutes=4),
        )  # fmt: skip
        assert await mall.health() == [("link", "missing")]
        mall.account.pages.add("pages/soon")
        assert await mall.keep() == 0
        answer = await mall.client.post("/api/links/ride/entries")
        assert (answer.status_code, answer.json()["version"]) == (200, link["version"])
        await mall.keep()
        assert await mall.health() == [("link", "ready")]
        assert await mall.keep() == 0, "what serves is not asked for again"
        await mall.client.post("/api/links/ride/entries")
        assert await mall.keep() == 0

    async def test_of_a_link_that_is_saved_again_is_tried_at_once(self, mall: Mall) -> None:
        link = await mall.made(page={**PAGE, "path": "pages/soon"})
        await mall.keep()
        mall.account.pages.add("pages/soon")
        await mall.client.put("/api/links/ride", json={**link, "note": "seen"})
        await mall.keep()
        assert await mall.health() == [("link", "ready")]
        assert (await mall.client.post("/api/links/nowhere/entries")).json()["code"] == "NoSuchShortLink"

    async def test_waits_until_midnight_when_the_quota_is_used_up(self, mall: Mall) -> None:
        mall.account.quotas["entries"] = 0
        await mall.made()
        await mall.keep()
        (row,) = await mall.rows()
        assert "quota used (45009)" in row.problem
        due = row.due_at.astimezone(clock.BEIJING)
        assert (due.hour, due.minute) == (0, 0)

    async def test_of_a_paused_connector_says_so_and_asks_nothing(self, mall: Mall) -> None:
        await mall.made()
        await mall.client.post("/api/connectors/mall/pause")
        await mall.keep()
        assert (mall.server.asked.total(), "paused" in (await mall.rows())[0].problem) == (0, True)

    async def test_is_let_go_when_no_link_leads_there_and_comes_back_with_one(self, mall: Mall) -> None:
        link = await mall.made()
        await mall.keep()
        there = {**link["variants"][0], "mini_program": {**PAGE, "path": "pages/new"}}
        await mall.client.put("/api/links/ride", json={**link, "variants": [there]})
        await mall.keep(later=RENEW + timedelta(minutes=1))
        assert [one.path for one in await mall.rows()] == ["pages/new"]
        assert len(mall.account.entries) == 2, "the old page was not renewed"
        await mall.client.put("/api/links/ride", json={**link, "version": 2})
        await mall.keep()
        assert [one.path for one in await mall.rows()] == ["pages/new", "pages/ride"]

    async def test_that_a_link_wants_while_it_is_let_go_stays(self, mall: Mall) -> None:
        """The loop saw no link that leads there, and one comes before it lets go."""
        link = await mall.made()
        await mall.client.put("/api/links/ride", json={**link, "paused": True})
        mall.hours.pass_by(seconds=5)
        async with mall.platform.postgres.transaction() as session:
            claim = {"now": mall.now, "until": mall.now + timedelta(minutes=2), "limit": 20}
            (row,) = (await session.execute(keeping._CLAIM, claim)).all()
        assert row.wanted is False
        await mall.client.put("/api/links/ride", json={**link, "paused": False, "version": 2})
        async with mall.platform.postgres.transaction() as session:
            await session.execute(keeping._LET_GO, {"ids": [row.id], "until": claim["until"]})
        assert [one.id for one in await mall.rows()] == [row.id]


class TestSaving:
    @pytest.mark.parametrize(
        ("page", "code"),
        [
            ({"account": "nowhere"}, "NoSuchMiniProgram"),
            ({"account": "fans"}, "NoSuchMiniProgram"),
            ({**PAGE, "path": "pages/ride?a=1"}, "NotAMiniProgramPage"),
            ({**PAGE, "path": "页面"}, "NotAMiniProgramPage"),
            ({**PAGE, "query": "名=秋"}, "NotAMiniProgramPage"),
        ],
    )
    async def test_refuses_what_no_link_may_lead_to_and_keeps_nothing(
        self, mall: Mall, page: dict[str, str], code: str
    ) -> None:
        async with mall.platform.postgres.transaction() as session:
            plan = connectors.Plan("wechat_mp", "fans", "公众号", "wxfans0123456789a")
            await connectors.add(
                session, keys=mall.platform.keys, plan=plan, credentials=connectors.Credentials("s" * 32, "token", ""),
                viewer=LOCAL, now=mall.now,
            )  # fmt: skip
        variants = [{"url": FALLBACK, "mini_program": page}]
        answer = await mall.client.post("/api/links", json={"name": "墙上", "variants": variants})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert (await mall.client.get("/api/links")).json()["links"] == []
        assert await mall.rows() == []

    async def test_gives_the_page_back_and_keeps_it_in_the_history(self, mall: Mall) -> None:
        link = await mall.made(page={**PAGE, "query": "?from=wall"})
        assert link["variants"][0]["mini_program"] == {**PAGE, "by_scheme": False}
        await mall.client.put("/api/links/ride", json={**link, "variants": [{"url": FALLBACK}]})
        history = (await mall.client.get("/api/links/ride/history")).json()
        assert [one["variants"][0]["mini_program"] for one in history] == [None, {**PAGE, "by_scheme": False}]

    async def test_mini_programs_that_it_may_lead_to_are_listed(self, mall: Mall) -> None:
        listed = (await mall.client.get("/api/mini-programs")).json()
        assert listed == [{"account": "mall", "title": "活水骑行", "appid": mall.account.appid, "paused": False}]


PARTS = st.dictionaries(st.sampled_from(["utm_source", "clickid", "gclid", "campaign_id"]), st.text(max_size=80))


class TestRules:
    @given(PARTS)
    def test_what_is_added_to_an_entry_is_never_longer_than_the_platform_takes(self, given: dict[str, str]) -> None:
        led = addresses.entered(
            "https://wxaurl.cn/t", own="clickid=x", given=given.items(), marks=[("hs_click", "c" * 16)]
        )
        custom = led.partition("?cq=")[2]
        assert len(custom) <= CUSTOM
        assert custom.startswith("hs_click%3Dcccc")
        assert "clickid" not in custom.replace("hs_click", "")

    def test_an_entry_that_somebody_pasted_is_known_and_what_they_added_stays(self) -> None:
        known = ["https://wxaurl.cn/Ab1", "https://wxmpurl.cn/Ab1", "weixin://dl/business/?t=Ab1"]
        others = ["https://wxaurl.cn/Ab1?cq=a%3D1", "https://wxaurl.cn.evil.example/x", "weixin://dl/business/?appid=wx1",
                  "weixin://dl/business/?t=x&c={click_id}"]  # fmt: skip
        assert [addresses.is_entry(url) for url in known + others] == [True] * 3 + [False] * 4

    def test_inside_wechat_a_link_alone_opens(self) -> None:
        page = MiniProgramPage("mall", by_scheme=True)
        variant = Variant("https://a.example/", {Environment.WEIBO: "https://w.example/"}, mini_program=page)
        chosen = {one: choosing.entries(variant, one) for one in Environment}
        assert {chosen[Environment.WECHAT], chosen[Environment.WECOM]} == {(EntryKind.LINK,)}
        assert chosen[Environment.PHONE] == (EntryKind.SCHEME, EntryKind.LINK)
        assert chosen[Environment.DESKTOP] == chosen[Environment.WEIBO] == ()

    def test_a_try_is_made_again_ever_later_and_as_late_as_the_platform_asks(self) -> None:
        minutes = [wait(tries).total_seconds() / 60 for tries in range(9)]
        assert minutes == [1, 2, 4, 8, 16, 32, 60, 60, 60]
        assert [wait(5, asked=asked).total_seconds() for asked in (1, 600, 10**6)] == [60, 600, 86_400]
