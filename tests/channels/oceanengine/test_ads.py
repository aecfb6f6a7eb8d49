"""Asking 巨量引擎 over a real port: grants that end and are renewed once, pages, frequencies, and what went wrong."""

import asyncio
from typing import Any

import httpx2
import pytest

from huoshui.channels.oceanengine.client import Ads, GrantBrokenOff, GrantEnded
from huoshui.channels.oceanengine.codes import Code
from huoshui.channels.wecom.failures import Declined, SecretDeclined, TooFast, Unreachable
from huoshui.channels.wecom.tokens import Token
from tests.channels.oceanengine.conftest import Sea

DAY = 86_400
LEADS, REFRESH = "2/tools/clue/get/", "oauth2/refresh_token/"


async def granted(sea: Sea) -> Ads:
    """Authorize a client."""
    ads = sea.ads()
    await ads.grant(sea.ocean.authorize())
    return ads


class TestAGrant:
    async def test_tells_whose_leads_may_be_read_and_until_when(self, sea: Sea) -> None:
        ads = sea.ads()
        said = await ads.grant(sea.ocean.authorize())
        assert said.advertiser_ids == list(sea.ocean.advertisers)
        assert await ads.granted_until() == sea.hours.now() + 2_591_999

    async def test_is_made_by_a_code_once_and_not_by_an_old_one(self, sea: Sea) -> None:
        code, old = sea.ocean.authorize(), sea.ocean.authorize()
        await sea.ads().grant(code)
        sea.hours.at += 601
        for spent in (code, old):
            with pytest.raises(Declined) as no:
                await sea.ads().grant(spent)
            assert no.value.code == Code.CODE_USED
        assert await sea.numbers(sea.ads()) == []  # the first one stands

    async def test_is_not_made_with_another_secret(self, sea: Sea) -> None:
        with pytest.raises(SecretDeclined):
            await sea.ads(secret="not-their-secret").grant(sea.ocean.authorize())

    async def test_is_renewed_once_for_all_who_ask_at_once_after_it_ended(self, sea: Sea) -> None:
        await granted(sea)
        sea.hours.at += DAY
        others = [sea.ads() for _ in range(8)]
        assert await asyncio.gather(*(sea.numbers(one) for one in others)) == [[]] * 8
        assert sea.server.asked[REFRESH] == 1

    async def test_is_renewed_when_somebody_ended_the_token(self, sea: Sea) -> None:
        ads = await granted(sea)
        lead = sea.ocean.leave()
        sea.ocean.end_access()
        assert await sea.numbers(ads) == [lead["clue_id"]]
        assert sea.server.asked[REFRESH] == 1

    async def test_whose_renewal_a_crash_broke_off_says_so(self, sea: Sea, monkeypatch: pytest.MonkeyPatch) -> None:
        ads = await granted(sea)
        sea.hours.at += DAY
        put = sea.keeper.put

        async def crash(name: str, token: Token) -> None:
            if name.endswith(":refresh"):
                raise asyncio.CancelledError
            await put(name, token)

        monkeypatch.setattr(sea.keeper, "put", crash)
        with pytest.raises(asyncio.CancelledError):
            await sea.numbers(ads)
        monkeypatch.undo()
        with pytest.raises(GrantBrokenOff):
            await sea.numbers(sea.ads())
        await sea.ads().grant(sea.ocean.authorize())
        assert await sea.numbers(sea.ads()) == []

    async def test_whose_renewal_was_lost_on_the_way_says_so(self, sea: Sea, monkeypatch: pytest.MonkeyPatch) -> None:
        ads = await granted(sea)
        sea.hours.at += DAY
        request, lost = sea.http.request, []

        async def lose(method: str, url: str, **how: Any) -> httpx2.Response:
            answer = await request(method, url, **how)
            if REFRESH in url and not lost:
                lost.append(answer)
                raise httpx2.ReadError("gone")
            return answer

        monkeypatch.setattr(sea.http, "request", lose)
        with pytest.raises(GrantBrokenOff):
            await sea.numbers(ads)

    async def test_that_another_system_renewed_is_not_called_broken_off(self, sea: Sea) -> None:
        ads = await granted(sea)
        sea.hours.at += DAY

        async def busy(path: str) -> int | None:
            return Code.TOO_FAST if path == REFRESH else None

        sea.server.before = busy  # a renewal that was refused is none that was broken off
        with pytest.raises(TooFast):
            await sea.numbers(ads)
        sea.server.before = None
        sea.hours.at += 3600
        sea.ocean.pair()
        with pytest.raises(GrantEnded) as ended:
            await sea.numbers(sea.ads())
        assert not isinstance(ended.value, GrantBrokenOff)

    async def test_lives_for_as_long_as_it_is_renewed(self, sea: Sea) -> None:
        ads = await granted(sea)
        for _ in range(20):
            sea.hours.at += 5 * DAY
            assert await sea.numbers(ads) == []
        assert sea.server.asked[REFRESH] == 20

    async def test_ends_when_nobody_asked_for_a_month(self, sea: Sea) -> None:
        ads = await granted(sea)
        sea.hours.at += 31 * DAY
        with pytest.raises(GrantEnded):
            await sea.numbers(ads)
        assert sea.server.asked[REFRESH] == 0  # we know it ourselves
        await ads.grant(sea.ocean.authorize())
        assert await sea.numbers(ads) == []

    async def test_ends_when_somebody_else_renewed_it(self, sea: Sea) -> None:
        ads = await granted(sea)
        sea.ocean.pair()  # another system of the brand's refreshes the same grant
        with pytest.raises(GrantEnded):
            await sea.numbers(ads)

    async def test_is_wanted_before_anything_is_asked(self, sea: Sea) -> None:
        with pytest.raises(GrantEnded):
            await sea.numbers(sea.ads())
        assert sea.server.asked.total() == 0


class TestLeads:
    async def test_come_page_by_page_each_once(self, sea: Sea) -> None:
        ads = await granted(sea)
        left = [sea.ocean.leave()["clue_id"] for _ in range(230)]
        pages = [await sea.numbers(ads, page=page) for page in (1, 2, 3, 4)]
        assert [len(one) for one in pages] == [100, 100, 30, 0]
        assert sorted(number for page in pages for number in page) == sorted(left)

    async def test_of_somebody_elses_advertiser_are_not_given(self, sea: Sea) -> None:
        ads = await granted(sea)
        with pytest.raises(Declined) as no:
            await ads.leads(["1799999999999999"], *sea.today, page=1)
        assert no.value.code == Code.NO_PERMISSION

    async def test_are_asked_for_no_faster_than_twice_a_second(self, sea: Sea) -> None:
        ads = await granted(sea)
        began = sea.hours.now()
        for _ in range(121):
            await sea.numbers(ads)
        assert sea.hours.now() - began >= 59
        assert sea.server.asked[LEADS] == 121

    @pytest.mark.parametrize("code", [40100, 40110])
    async def test_wait_when_the_platform_says_too_fast(self, sea: Sea, code: int) -> None:
        ads = await granted(sea)

        async def crowded(path: str) -> int | None:
            return code if path == LEADS else None

        sea.server.before = crowded
        with pytest.raises(TooFast) as no:
            await sea.numbers(ads)
        assert no.value.retry_after == 60
        sea.server.before = None
        began = sea.hours.now()
        assert await sea.numbers(ads) == []  # the next waits until the lane opens
        assert sea.hours.now() - began >= 59

    async def test_are_asked_for_again_where_the_platform_stumbled(self, sea: Sea) -> None:
        ads = await granted(sea)
        stumbles = iter([50000, 51010])

        async def stumbling(path: str) -> int | None:
            return next(stumbles, None) if path == LEADS else None

        sea.server.before = stumbling
        assert await sea.numbers(ads) == []
        assert sea.server.asked[LEADS] == 3

    async def test_are_given_up_where_nobody_answers(self, sea: Sea) -> None:
        await granted(sea)
        with pytest.raises(Unreachable):
            await sea.numbers(sea.ads(url="http://127.0.0.1:9"))


class TestAnAdd:
    async def test_is_known_by_its_unionid(self, sea: Sea) -> None:
        ads = await granted(sea)
        lead = sea.ocean.leave()
        sea.ocean.add("oUnion1", lead)
        found = await ads.ad_of(str(sea.ocean.advertisers[0]), "oUnion1", state="code1")
        assert found is not None
        assert (found.click_id, found.ad_id) == (lead["req_id"], 1_711_111_111_111_111)

    async def test_that_no_advertisement_brought_is_nobodys(self, sea: Sea) -> None:
        ads = await granted(sea)
        assert await ads.ad_of(str(sea.ocean.advertisers[0]), "oUnion2") is None
