"""What a link is opened in, who is a robot, where somebody is sent."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.touchpoints.contract import CLICK_PARAMETER, Environment, Link, NotAnAddress, Outcome, Variant
from huoshui.touchpoints.rules import addresses, choosing
from huoshui.touchpoints.rules.environments import environment_of
from huoshui.touchpoints.rules.robots import robot_of

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
LINK = Link(7, "abc", "秋季", "", "douyin", "", (Variant("https://a.cn/"), Variant("https://b.cn/", weight=3)),
            paused=False, expires_at=None, most_clicks=None, password_hash=None, marks=True, version=1, created_at=NOW,
            created_name="", changed_at=NOW, changed_name="")  # fmt: skip

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
ANDROID = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/121"


class TestEnvironment:
    @pytest.mark.parametrize(
        ("agent", "environment"),
        [
            (f"{IPHONE} wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh", Environment.WECOM),
            (f"{IPHONE} MicroMessenger/8.0.49(0x18003128) NetType/WIFI", Environment.WECHAT),
            (f"{ANDROID} MQQBrowser/6.2 TBS/046295 Mobile Safari/537.36 MicroMessenger/8.0.47", Environment.WECHAT),
            (
                "Mozilla/5.0 (Windows NT 10.0) Chrome/116 MicroMessenger/7.0.20 WindowsWechat(0x63090b13)",
                Environment.WECHAT,
            ),
            (f"{IPHONE} aweme_31.2.0 JsSdk/2.0 NetType/WIFI", Environment.DOUYIN),
            (f"{IPHONE} xhsdiscover/8.30 Discover/8.30", Environment.XIAOHONGSHU),
            (f"{ANDROID} Kwai/12.3.10 Mobile Safari", Environment.KUAISHOU),
            (f"{IPHONE} Weibo (iPhone15,2__weibo__14.3.2__iphone)", Environment.WEIBO),
            (f"{ANDROID} Mobile Safari BiliApp/7710300", Environment.BILIBILI),
            (f"{IPHONE} AlipayClient/10.5.80", Environment.ALIPAY),
            (f"{ANDROID} AliApp(TB/10.30.10) Mobile", Environment.TAOBAO),
            ("jdapp;iPhone;12.3.1;;;M/5.0;appBuild/168", Environment.JD),
            (f"{ANDROID} MQQBrowser/6.2 Mobile Safari/537.36 V1_AND_SQ_9.0.1 QQ/9.0.1.16830", Environment.QQ),
            (f"{ANDROID} MQQBrowser/14.6 Mobile Safari/537.36", Environment.PHONE),
            ("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile", Environment.PHONE),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_4) Version/17.4 Safari/605.1.15", Environment.DESKTOP),
            ("", Environment.DESKTOP),
        ],
    )
    def test_is_told_by_the_user_agent(self, agent: str, environment: Environment) -> None:
        assert environment_of(agent) is environment


class TestRobot:
    @pytest.mark.parametrize(
        ("method", "agent", "headers", "why"),
        [
            ("GET", f"{IPHONE} MicroMessenger/8.0.49", {}, ""),
            ("HEAD", IPHONE, {}, "head"),
            ("GET", IPHONE, {"sec-purpose": "prefetch;prerender"}, "prefetch"),
            ("GET", IPHONE, {"x-moz": "prefetch"}, "prefetch"),
            ("GET", "", {}, "no-agent"),
            (
                "GET",
                "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
                {},
                "crawler",
            ),
            ("GET", f"{ANDROID} thirdLandingPageFeInfra", {}, "crawler"),
            ("GET", "curl/8.5.0", {}, "crawler"),
            ("GET", "python-requests/2.32", {}, "crawler"),
        ],
    )
    def test_is_named_with_its_reason(self, method: str, agent: str, headers: dict[str, str], why: str) -> None:
        assert robot_of(method, agent, headers) == why


class TestStanding:
    def test_sends_on_until_the_very_moment_it_expires(self) -> None:
        link = replace(LINK, expires_at=NOW)
        assert choosing.standing(link, now=NOW - timedelta(microseconds=1)) is Outcome.SENT
        assert choosing.standing(link, now=NOW) is Outcome.EXPIRED

    def test_paused_comes_before_expired(self) -> None:
        assert choosing.standing(replace(LINK, paused=True, expires_at=NOW), now=NOW) is Outcome.PAUSED


class TestChoosing:
    @given(st.text(min_size=1, max_size=30))
    def test_gives_a_visitor_the_same_variant_each_time(self, visitor: str) -> None:
        assert choosing.chosen(LINK, visitor) == choosing.chosen(LINK, visitor)

    def test_gives_each_as_often_as_its_weight_says(self) -> None:
        counts = Counter(choosing.chosen(LINK, f"visitor-{number}") for number in range(8_000))
        assert 1_850 < counts[0] < 2_150
        assert counts[0] + counts[1] == 8_000

    @given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.text(min_size=1, max_size=8))
    def test_never_gives_one_of_no_weight_where_another_has_some(self, weights: list[int], visitor: str) -> None:
        link = replace(LINK, variants=tuple(Variant("https://a.cn/", weight=weight) for weight in weights))
        assert weights[choosing.chosen(link, visitor)] > 0 or not any(weights)

    def test_gives_robots_the_first(self) -> None:
        assert choosing.chosen(LINK, "") == 0

    def test_an_application_without_an_address_of_its_own_gets_the_phones(self) -> None:
        variant = Variant(
            "https://a.cn/", {Environment.PHONE: "https://m.a.cn/", Environment.WECHAT: "https://wx.a.cn/"}
        )
        assert choosing.address(variant, Environment.WECHAT) == "https://wx.a.cn/"
        assert choosing.address(variant, Environment.DOUYIN) == "https://m.a.cn/"
        assert choosing.address(variant, Environment.DESKTOP) == "https://a.cn/"


class TestAddress:
    @pytest.mark.parametrize(
        "url", ["https://shop.cn/a?b=1#c", "http://127.0.0.1:8000/", "weixin://dl/business/?t=x", "snssdk1128://user/1"]
    )
    def test_may_be_a_page_or_a_deep_link(self, url: str) -> None:
        assert addresses.checked(url) == url

    @pytest.mark.parametrize(
        "url",
        ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "shop.cn", "https://", "https://a b.cn",
         "https://a.cn/\r\nSet-Cookie: x", "//shop.cn", "https://[::1", f"https://a.cn/{'x' * 2000}"],
    )  # fmt: skip
    def test_refuses_what_runs_or_cannot_be_read(self, url: str) -> None:
        with pytest.raises(NotAnAddress):
            addresses.checked(url)

    def test_keeps_its_own_parameters_and_adds_those_it_was_opened_with(self) -> None:
        found = addresses.filled(
            "https://shop.cn/a?utm_source=own#top", given=[("utm_source", "douyin"), ("clickid", "甲 乙")],
            marks=[(CLICK_PARAMETER, "k1")], click="k1",
        )  # fmt: skip
        parts = urlsplit(found)
        assert parse_qsl(parts.query) == [("utm_source", "own"), ("clickid", "甲 乙"), (CLICK_PARAMETER, "k1")]
        assert parts.fragment == "top"

    def test_nobody_can_bring_a_mark_of_their_own(self) -> None:
        found = addresses.filled(
            "https://a.cn/", given=[(CLICK_PARAMETER, "forged")], marks=[(CLICK_PARAMETER, "k")], click="k"
        )
        assert parse_qsl(urlsplit(found).query) == [(CLICK_PARAMETER, "k")]

    def test_fills_the_click_into_a_deep_link_and_adds_nothing(self) -> None:
        found = addresses.filled("weixin://x?q=click%3D{click_id}", given=[("a", "b")], marks=[("m", "n")], click="k1")
        assert found == "weixin://x?q=click%3Dk1"
