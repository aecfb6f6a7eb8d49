"""Which channel brought somebody: by click macros, utm parameters and referrers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huoshui.channels.recognition import CHANNELS, channel_of, named


def ask(**traces: str | None) -> str:
    return channel_of("website", **{"utm_source": None, "utm_medium": None, "referrer": None, "url": None, **traces})


class TestChannels:
    def test_are_public_or_private_with_chinese_names(self) -> None:
        assert CHANNELS["douyin"].chinese == "抖音"
        assert CHANNELS["douyin"].public
        assert not CHANNELS["wecom"].public
        assert len({channel.chinese for channel in CHANNELS.values()}) == len(CHANNELS)

    @pytest.mark.parametrize("name", [name for name in CHANNELS if name != "unknown"])
    def test_are_known_by_both_names(self, name: str) -> None:
        assert named(name) == named(CHANNELS[name].chinese) == name


class TestRecognition:
    @pytest.mark.parametrize(
        ("url", "channel"),
        [
            ("https://b.cn/p?clickid=EAIaIQ", "douyin"),
            ("https://b.cn/p?clickid=__CLICKID__", "website"),
            ("https://b.cn/p?clickid=", "website"),
            ("https://b.cn/p?gdt_vid=wx0abc", "wechat_ads"),
            ("https://b.cn/p?click_id=1&callback_param=abc", "xiaohongshu"),
            ("https://b.cn/p?track_id=abc", "bilibili"),
            ("https://b.cn/p?mark_id=abc", "weibo"),
            ("https://b.cn/p?callback=DHAJASALKFyk1uCKaz", "kuaishou"),
            ("https://b.cn/p?callback=jsonp1", "website"),
            ("https://b.cn/p?callback=https%3A%2F%2Fb.cn%2Flong%2Fpath", "website"),
            ("https://b.cn/p?bd_vid=1", "search"),
            ("https://b.cn/#/p?utm_source=xhs", "xiaohongshu"),
            ("https://b.cn/p?utm_source=%E6%8A%96%E9%9F%B3", "douyin"),
            ("https://b.cn/p?utm_source=weibo&clickid=1", "weibo"),
            ("https://b.cn/p?utm_source=weibo&gdt_vid=1", "wechat_ads"),
            ("https://b.cn/p?a=1", "website"),
        ],
    )
    def test_reads_the_address(self, url: str, channel: str) -> None:
        assert ask(url=url) == channel

    @pytest.mark.parametrize(
        ("source", "channel"),
        [("XHS", "xiaohongshu"), ("Juliang Qianchuan", "website"), ("巨量-千川", "douyin"), ("b站", "bilibili"), ("Ｂ站", "bilibili"),
         ("朋友圈广告", "wechat_ads"), ("sph", "wechat_channels"), ("企微", "wecom"), ("门店", "stores"), ("tmall.com", "tmall"), ("kol_zhang", "website")],
    )  # fmt: skip
    def test_knows_how_operators_write_sources(self, source: str, channel: str) -> None:
        assert ask(utm_source=source) == channel

    @pytest.mark.parametrize(
        ("referrer", "url", "channel"),
        [
            ("https://www.douyin.com/video/1", "https://b.cn/", "douyin"),
            ("https://v.douyin.com/x", None, "douyin"),
            ("https://mp.weixin.qq.com/s/x", None, "wechat_mp"),
            ("https://www.baidu.com/s?wd=x", None, "search"),
            ("https://servicewechat.com/wx1/1/page-frame.html", None, "miniprogram"),
            ("https://m.b.cn/x", "https://www.b.cn/", "website"),
            ("https://m.b.com.cn/x", "https://www.c.com.cn/", "referral"),
            ("https://notdouyin.com.evil.example/", "https://b.cn/", "referral"),
            ("", "https://b.cn/", "website"),
            ("not a url", "https://b.cn/", "website"),
            ("http://[", "https://b.cn/", "website"),
        ],
    )
    def test_reads_the_referrers_host(self, referrer: str, url: str | None, channel: str) -> None:
        assert ask(referrer=referrer, url=url) == channel

    def test_reads_the_medium_when_the_source_says_nothing(self) -> None:
        assert ask(utm_source="双11", utm_medium="SMS") == "sms"

    @given(*[st.none() | st.text(max_size=60) | st.text("?&=#%:/.[]utmsource_clickid", max_size=60)] * 4)
    def test_always_names_a_channel(
        self, source: str | None, medium: str | None, referrer: str | None, url: str | None
    ) -> None:
        assert channel_of("website", utm_source=source, utm_medium=medium, referrer=referrer, url=url) in CHANNELS
