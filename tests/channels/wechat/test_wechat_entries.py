"""URL Links and URL Schemes: what opens a page of a mini-program from outside, for thirty days at most."""

import asyncio

import pytest

from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wecom.failures import Declined, TooFast, Unsendable
from tests.channels.wechat.test_wechat_client import World
from tests.channels.wechat.test_wechat_client import world as world  # noqa: PLC0414 the account of the client's tests

_DAY = 86_400


@pytest.fixture
def mini(world: World) -> WeChat:
    world.account.channel, world.account.pages = "miniprogram", {"pages/ride"}
    return world.wechat(channel="miniprogram")


class TestEntry:
    async def test_of_both_kinds_opens_the_page_until_its_last_day_is_over(self, world: World, mini: WeChat) -> None:
        link = await mini.url_link(path="pages/ride", query="from=wall", days=30)
        scheme = await mini.url_scheme(path="pages/ride", query="", days=1)
        assert (link.startswith("https://wxaurl.cn/"), scheme.startswith("weixin://dl/business/?t=")) == (True, True)
        assert world.acts.tap(link) == ("pages/ride", "from=wall")
        assert world.acts.tap(f"{scheme}&cq=a%3D1%26b%3D%25E7%25A7%258B") == ("pages/ride", "a=1&b=%E7%A7%8B")
        world.hours.at += _DAY
        assert (world.acts.tap(link), world.acts.tap(scheme)) == (("pages/ride", "from=wall"), None)
        world.hours.at += 29 * _DAY
        assert world.acts.tap(link) is None

    @pytest.mark.parametrize(
        ("path", "query", "days"),
        [("pages/ride", "", 31), ("pages/ride", "", 0), ("pages/ride", "名=秋", 30), ("pages/ride", "a" * 1025, 30),
         ("pages/ride?a=1", "", 30)],
    )  # fmt: skip
    async def test_beyond_what_is_documented_is_not_asked_for(
        self, world: World, mini: WeChat, path: str, query: str, days: int
    ) -> None:
        for ask in (mini.url_link, mini.url_scheme):
            with pytest.raises(Unsendable):
                await ask(path=path, query=query, days=days)
        assert (world.server.asked.total(), world.account.entries) == (0, {})

    async def test_of_a_page_that_is_not_published_is_refused_by_name(self, world: World, mini: WeChat) -> None:
        with pytest.raises(Declined, match=r"page invalid \(40165\)"):
            await mini.url_link(path="pages/other", query="", days=30)
        world.account.pages = set()
        with pytest.raises(Declined, match=r"not published \(85079\)"):
            await mini.url_link(path="pages/ride", query="", days=30)

    async def test_beyond_the_day_is_refused_for_both_kinds_together(self, world: World, mini: WeChat) -> None:
        world.account.quotas["entries"] = 2
        await mini.url_link(path="pages/ride", query="", days=30)
        await mini.url_scheme(path="pages/ride", query="", days=30)
        with pytest.raises(TooFast, match="quota used"):
            await mini.url_link(path="pages/ride", query="", days=30)
        assert len(world.account.entries) == 2
        world.hours.at += _DAY
        assert await mini.url_link(path="pages/ride", query="", days=30)

    async def test_of_many_pages_are_asked_for_no_faster_than_the_platform_makes_them(
        self, world: World, mini: WeChat
    ) -> None:
        asked = [mini.url_link(path="pages/ride", query=f"n={number}", days=30) for number in range(130)]
        assert len(set(await asyncio.gather(*asked))) == 130

    async def test_of_two_processes_that_know_nothing_of_each_other_are_refused_above_that(self, world: World) -> None:
        world.account.channel, world.account.pages = "miniprogram", {"pages/ride"}
        asked = [
            process.url_link(path="pages/ride", query=f"n={number}", days=30)
            for process in (world.wechat(channel="miniprogram"), world.wechat(channel="miniprogram"))
            for number in range(70)
        ]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert {type(one) for one in answers} == {str, TooFast}
        assert 100 <= len(world.account.entries) == sum(isinstance(one, str) for one in answers)

    async def test_that_comes_too_fast_waits_its_turn(self, world: World, mini: WeChat) -> None:
        async def refuses(path: str) -> int | None:
            return 44990 if path == "wxa/generate_urllink" else None

        world.server.before = refuses
        with pytest.raises(TooFast) as refused:
            await mini.url_link(path="pages/ride", query="", days=30)
        assert refused.value.retry_after >= 60
