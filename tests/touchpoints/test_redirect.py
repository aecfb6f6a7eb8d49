"""Following short links: where they lead, what is kept, what a cap holds, what a fault may cost."""

import asyncio
import re
import time
from collections import Counter
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.bedrock.journal import Journal
from huoshui.touchpoints.contract import Environment, Outcome
from huoshui.touchpoints.journal import Click, write
from huoshui.touchpoints.visits import drawn
from tests.touchpoints.test_links import made

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148 Safari"}
WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.49"}


async def followed(client: httpx2.AsyncClient, path: str, **options: Any) -> httpx2.Response:
    client.cookies.clear()
    return await client.get(path, follow_redirects=False, **{"headers": PHONE, **options})


async def kept(platform: Platform) -> list[Any]:
    async with platform.postgres.session() as session:
        return list((await session.execute(text("SELECT * FROM link_clicks ORDER BY id"))).all())


class TestFollowing:
    async def test_leads_on_with_what_it_was_opened_with_and_the_clicks_id(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="ride")
        answer = await followed(client, "/s/ride?utm_source=dou&clickid=ad-1")
        assert (answer.status_code, answer.headers["cache-control"]) == (302, "no-store")
        (click,) = await kept(platform)
        query = parse_qs(urlsplit(answer.headers["location"]).query)
        assert query == {"utm_source": ["dou"], "clickid": ["ad-1"], "hs_click": [click.click]}
        assert (click.query, click.url) == ({"utm_source": "dou", "clickid": "ad-1"}, "https://shop.example/ride")
        assert (click.environment, click.outcome, click.robot, click.visitor) == (
            "phone", "sent", "", answer.cookies["hs_v"],
        )  # fmt: skip

    async def test_keeps_no_phone_number_that_somebody_put_into_the_address(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="ride")
        answer = await followed(
            client, "/s/ride?phone=13812345678&link_id=other",
            headers={**PHONE, "Referer": "https://m.example/p?mobile=13812345678#x"},
        )  # fmt: skip
        assert "phone=13812345678" in answer.headers["location"]
        (click,) = await kept(platform)
        assert "13812345678" not in str(click)
        assert click.referrer == "https://m.example/p"
        await platform.settle()
        ((properties,),) = await platform.clickhouse.rows("SELECT properties FROM events")
        assert '"link_id":"ride"' in properties.replace(" ", "")

    async def test_answers_alike_whether_a_link_was_at_hand_or_had_to_be_read(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="ride", marks=False)
        assert platform.visits.at_hand("ride") is None
        first = await followed(client, "/s/ride?a=1&b=%E7%94%9F&c=x+y&d")
        assert platform.visits.at_hand("ride") is not None
        again = await followed(client, "/s/ride?a=1&b=%E7%94%9F&c=x+y&d")
        told = [{name: value for name, value in one.headers.items() if name != "set-cookie"} for one in (first, again)]
        assert (again.status_code, told[1]) == (first.status_code, told[0])
        assert again.headers["location"] == "https://shop.example/ride?a=1&b=%E7%94%9F&c=x+y&d="
        assert first.cookies["hs_v"] != again.cookies["hs_v"]
        assert len(await kept(platform)) == 2

    async def test_leads_elsewhere_in_wechat(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="ride", marks=False)
        answer = await followed(client, "/s/ride", headers=WECHAT)
        assert answer.headers["location"] == "https://wx.shop.example/ride"

    async def test_tells_every_visitor_and_every_click_from_all_others(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="ride")
        for _ in range(40):
            await followed(client, "/s/ride")
        clicks = await kept(platform)
        assert len({click.click for click in clicks}) == len({click.visitor for click in clicks}) == 40

    def test_draws_anew_when_what_was_drawn_is_used_up(self) -> None:
        names = [drawn(16) for _ in range(2_000)]
        assert len(set(names)) == 2_000
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", name) for name in names)

    async def test_knows_whom_it_saw_before(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="ride")
        first = await followed(client, "/s/ride")
        again = await followed(client, "/s/ride", headers={**PHONE, "Cookie": f"hs_v={first.cookies['hs_v']}"})
        assert "set-cookie" not in again.headers
        assert len({one.visitor for one in await kept(platform)}) == 1

    async def test_offers_a_deep_link_to_be_tapped(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(
            client, code="app", variants=[{"url": 'weixin://dl/business/?t="x"&c={click_id}'.replace('"', "%22")}]
        )
        answer = await followed(client, "/s/app")
        (click,) = await kept(platform)
        assert answer.status_code == 200
        assert f'href="weixin://dl/business/?t=%22x%22&amp;c={click.click}"' in answer.text

    async def test_a_change_shows_to_whoever_comes_next(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        link = await made(client, code="ride", marks=False)
        await followed(client, "/s/ride")
        await client.put("/api/links/ride", json={**link, "variants": [{"url": "https://new.example/"}]})
        deadline = time.monotonic() + 5
        while (await followed(client, "/s/ride")).headers["location"] != "https://new.example/":
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)

    async def test_shows_a_page_where_there_is_nothing(self, client: httpx2.AsyncClient) -> None:
        for path in ("/s/nowhere", "/s/%00", "/s/" + "x" * 300):
            answer = await followed(client, path)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8"), path


class TestRobots:
    async def test_are_kept_with_their_reason_and_use_nothing_up(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="few", most_clicks=1)
        for _ in range(3):
            robot = await followed(client, "/s/few", headers={"User-Agent": "Baiduspider/2.0"})
            assert robot.status_code == 302
            assert "set-cookie" not in robot.headers
            assert "hs_click" not in robot.headers["location"]
        assert (await followed(client, "/s/few")).status_code == 302
        assert (await followed(client, "/s/few")).status_code == 410
        assert Counter((one.outcome, one.robot) for one in await kept(platform)) == {
            ("sent", "crawler"): 3, ("sent", ""): 1, ("full", ""): 1,
        }  # fmt: skip

    async def test_never_become_events(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="ride")
        await followed(client, "/s/ride", headers={"User-Agent": "curl/8"})
        await platform.settle()
        assert await platform.clickhouse.rows("SELECT count() FROM events") == [(0,)]


class TestCap:
    async def test_holds_when_all_come_at_once(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="few", most_clicks=7)
        answers = await asyncio.gather(*(followed(client, "/s/few") for _ in range(40)))
        assert Counter(one.status_code for one in answers) == {302: 7, 410: 33}

    async def test_holds_over_two_servers(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="few", most_clicks=7)
        own, other = platform.visits._journal, Journal(platform.postgres.dsn, write, title="links", patience=2)
        other.start()
        try:
            answers = []
            for number in range(20):
                platform.visits._journal = other if number % 2 else own
                answers.append(await followed(client, "/s/few"))
        finally:
            platform.visits._journal = own
            await other.stop()
        assert Counter(one.status_code for one in answers) == {302: 7, 410: 13}

    async def test_opens_again_when_it_is_raised(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        link = await made(client, code="few", most_clicks=1)
        assert [(await followed(client, "/s/few")).status_code for _ in range(2)] == [302, 410]
        await client.put("/api/links/few", json={**link, "most_clicks": 2})
        platform.visits.forget()
        assert [(await followed(client, "/s/few")).status_code for _ in range(2)] == [302, 410]


class TestClosed:
    @pytest.mark.parametrize(("plan", "status"), [({"paused": True}, 503), ({"expires_at": "past"}, 410)])
    async def test_says_so_on_a_page_and_keeps_the_click(
        self, client: httpx2.AsyncClient, platform: Platform, plan: dict[str, Any], status: int
    ) -> None:
        past = (clock.now() - timedelta(minutes=1)).isoformat()
        await made(client, code="shut", **{name: past if value == "past" else value for name, value in plan.items()})
        answer = await followed(client, "/s/shut")
        assert (answer.status_code, "location" in answer.headers) == (status, False)
        assert [one.outcome for one in await kept(platform)] == ["paused" if status == 503 else "expired"]


class TestPassword:
    async def test_opens_for_who_knows_it(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="inner", password="骑行 2026")
        asked = await followed(client, "/s/inner")
        assert (asked.status_code, 'type="password"' in asked.text) == (200, True)
        wrong = await client.post("/s/inner", data={"password": "no"}, headers=PHONE, follow_redirects=False)
        assert (wrong.status_code, "口令不对" in wrong.text) == (200, True)
        right = await client.post("/s/inner", data={"password": "骑行 2026"}, headers=PHONE, follow_redirects=False)
        assert right.status_code == 302
        assert [one.outcome for one in await kept(platform)] == ["asked", "sent"]

    async def test_opens_for_a_whole_office_that_knows_it(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="office", password="right-one")
        answers = [
            (await client.post("/s/office", data={"password": "right-one"}, headers=PHONE, follow_redirects=False))
            for _ in range(12)
        ]
        assert {one.status_code for one in answers} == {302}

    async def test_is_not_asked_of_a_link_without_one(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="plain")
        answers = [
            (await client.post("/s/plain", data={"password": "x"}, headers=PHONE, follow_redirects=False)).status_code
            for _ in range(12)
        ]
        assert answers == [302] * 12

    async def test_lets_nobody_guess_for_long(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="guess", password="right-one")
        answers = [
            (await client.post("/s/guess", data={"password": str(number)}, headers=PHONE)).status_code
            for number in range(12)
        ]
        assert answers == [200] * 10 + [429] * 2


class TestRiver:
    async def test_each_click_becomes_one_event_of_whoever_clicked(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="ride")
        answer = await followed(client, "/s/ride?clickid=ad-1")
        await platform.settle()
        await platform.visits.forward()
        rows = await platform.clickhouse.rows("SELECT name, channel, message_id, properties FROM events")
        (click,) = await kept(platform)
        assert [row[:3] for row in rows] == [("Link Clicked", "douyin", f"click-{click.click}")]
        assert '"clickid":"ad-1"' in rows[0][3].replace(" ", "")
        person = (await client.get(f"/api/people/anonymous:{answer.cookies['hs_v']}", params={"timeline": 5})).json()
        assert [one["name"] for one in person["timeline"]] == ["Link Clicked"]

    async def test_a_crash_after_storing_doubles_nothing(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await made(client, code="ride")
        await followed(client, "/s/ride")
        await platform.visits.forward()
        async with platform.postgres.transaction() as session:  # as if the commit had not come through
            await session.execute(text("UPDATE link_clicks SET forwarded_at = NULL"))
        await platform.visits.forward()
        assert await platform.clickhouse.rows("SELECT count() FROM events") == [(1,)]


class TestFaults:
    async def test_a_click_that_cannot_be_written_ends_no_journal(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="ride")
        journal = platform.visits._journal
        assert journal is not None
        broken = Click(click="x", link=1, version=1, variant=0, at=0.0, environment=Environment.PHONE,
                       outcome=Outcome.SENT, robot="", visitor="\udcff", identity=0, network=0, agent="", referrer="",
                       query={}, url="")  # fmt: skip
        with pytest.raises(UnicodeEncodeError, match="surrogates"):
            await asyncio.wait_for(journal.keep(broken), 5)
        assert (await followed(client, "/s/ride")).status_code == 302
        assert len(await kept(platform)) == 1

    async def test_people_are_sent_on_when_clicks_cannot_be_kept(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await made(client, code="wall")
        await made(client, code="few", most_clicks=5)
        await followed(client, "/s/wall")
        await followed(client, "/s/few")
        nowhere = "host=127.0.0.1 port=1 dbname=none connect_timeout=1"
        own, broken = platform.visits._journal, Journal(nowhere, write, title="links", patience=2)
        broken.start()
        platform.visits._journal = broken
        try:
            open_, capped = await followed(client, "/s/wall"), await followed(client, "/s/few")
        finally:
            platform.visits._journal = own
            await broken.stop()
        assert (open_.status_code, capped.status_code) == (302, 410)
        assert len(await kept(platform)) == 2
