"""The channels there are, and how one recognizes from an event's own traces which of them brought the person."""

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_plus, urlsplit

from huoshui.channels.contract import Channel

_PUBLIC = (
    ("douyin", "抖音"),
    ("toutiao", "今日头条"),
    ("xiaohongshu", "小红书"),
    ("weibo", "微博"),
    ("bilibili", "B站"),
    ("kuaishou", "快手"),
    ("zhihu", "知乎"),
    ("wechat_ads", "微信广告"),
    ("wechat_channels", "视频号"),
    ("tmall", "天猫"),
    ("taobao", "淘宝"),
    ("jd", "京东"),
    ("pinduoduo", "拼多多"),
    ("doudian", "抖店"),
    ("wxshop", "微信小店"),
    ("meituan", "美团"),
    ("stores", "门店"),
    ("search", "搜索引擎"),
    ("referral", "外部链接与转介绍"),
    ("direct", "直接访问"),
    ("unknown", "未知"),
)
_PRIVATE = (
    ("youzan", "有赞"),
    ("wecom", "企业微信"),
    ("wechat_mp", "公众号"),
    ("miniprogram", "小程序"),
    ("website", "官网"),
    ("app", "APP"),
    ("sms", "短信"),
    ("email", "邮件"),
)

CHANNELS: Final[dict[str, Channel]] = {
    name: Channel(name=name, chinese=chinese, public=public)
    for group, public in ((_PUBLIC, True), (_PRIVATE, False))
    for name, chinese in group
}
"""Every channel by name, the public sea first; the order is the order in which reports list them."""

# Written as operators write utm_source: lower case, without spaces, hyphens, underscores or dots.
_ALIASES: Final[dict[str, str]] = {
    alias: channel
    for channel, aliases in {
        "douyin": "dy oceanengine juliang jlyq qianchuan 巨量 巨量引擎 巨量千川 千川 巨量广告 "
        "抖音广告 抖音号 抖音直播 抖音短视频 抖音来客 来客 xigua 西瓜视频 dou+ doujia 抖加",
        "toutiao": "jrtt 头条 今日头条 头条号",
        "xiaohongshu": "xhs red rednote littleredbook hongshu 红书 小红薯 聚光 蒲公英 小红书广告 xhsad",
        "weibo": "wb sina sinaweibo 新浪微博 新浪 粉丝通 微博广告",
        "bilibili": "bili b站 哔哩哔哩 哔哩 花火 起飞",
        "kuaishou": "ks kwai cili 磁力 磁力引擎 磁力金牛 快手广告 快手直播 快手小店",
        "zhihu": "zh 知乎广告",
        "wechat_ads": "wxad wxads weixinad weixinads wechatad gdt guangdiantong tencentads tencentad qqads adq "
        "广点通 腾讯广告 朋友圈广告 微信朋友圈广告 公众号广告 优量汇",
        "wechat_channels": "sph shipinhao channels weixinchannels wxchannels 微信视频号 视频号直播 视频号广告",
        "tmall": "tm tianmao 天猫旗舰店 天猫商城",
        "taobao": "tb 手机淘宝 手淘 淘宝直播",
        "jd": "jingdong jdcom 京东商城 京东自营 京东旗舰店",
        "pinduoduo": "pdd 多多",
        "doudian": "douyinshop douyinstore 抖音小店 抖音商城 jinritemai",
        "wxshop": "weixinshop wechatshop weixinstore 视频号小店 微信小商店 小店",
        "meituan": "mt dianping 大众点评 点评 美团点评",
        "stores": "store offline shop retail dealer 线下 线下门店 实体店 经销商 专卖店",
        "search": "baidu google bing sogou so 360 360so shenma sem seo 百度 谷歌 必应 搜狗 神马 百度推广 百度搜索 搜索 "
        "googleads adwords yahoo duckduckgo yandex",
        "referral": "referer referrer invite invitation mgm 老带新 转介绍 裂变 邀请 好友推荐",
        "direct": "(direct) none (none) 直接 直接访问",
        "youzan": "yz youzanmall 有赞商城 有赞微商城",
        "wecom": "qywx qw wework wxwork wechatwork corpwechat enterprisewechat workweixin "
        "企微 企微群 企业微信群 导购 社群",
        "wechat_mp": "gzh mp wxmp officialaccount weixinmp wechatoa 服务号 订阅号 微信公众号 公号 微信图文",
        "miniprogram": "xcx mini minapp weapp wxapp miniapp 微信小程序",
        "website": "web site www pc h5 官方网站 网站 官网商城",
        "app": "ios android apppush push 客户端",
        "sms": "duanxin dx 短信群发 5g消息",
        "email": "edm mail newsletter mailing 邮箱 电子邮件 电邮",
    }.items()
    for alias in aliases.split()
}
_ALIASES.update({name.replace("_", ""): name for name in CHANNELS if name != "unknown"})
_ALIASES.update({channel.chinese.lower(): name for name, channel in CHANNELS.items() if name != "unknown"})

_MEDIA: Final[dict[str, str]] = {
    "email": "email",
    "edm": "email",
    "sms": "sms",
    "organic": "search",
    "sem": "search",
    "cpcsearch": "search",
    "referral": "referral",
    "affiliate": "referral",
    "offline": "stores",
    "store": "stores",
    "短信": "sms",
    "邮件": "email",
    "门店": "stores",
    "转介绍": "referral",
}

_HOSTS: Final[dict[str, str]] = {
    host: channel
    for channel, hosts in {
        "douyin": "douyin.com iesdouyin.com amemv.com snssdk.com oceanengine.com chengzijianzhan.com ixigua.com",
        "toutiao": "toutiao.com toutiaocdn.com",
        "xiaohongshu": "xiaohongshu.com xhslink.com xhs.cn",
        "weibo": "weibo.com weibo.cn t.cn sina.cn",
        "bilibili": "bilibili.com b23.tv bilibili.cn",
        "kuaishou": "kuaishou.com gifshow.com chenzhongtech.com kuaishouzt.com kwai.com kwaixiaodian.com",
        "zhihu": "zhihu.com",
        "wechat_ads": "gdt.qq.com e.qq.com ad.weixin.qq.com wxsnsad.weixin.qq.com",
        "wechat_channels": "channels.weixin.qq.com finder.video.qq.com",
        "wechat_mp": "mp.weixin.qq.com",
        "wecom": "work.weixin.qq.com",
        "wxshop": "store.weixin.qq.com shop.weixin.qq.com",
        "miniprogram": "servicewechat.com wxaurl.cn wxmpurl.cn",
        "tmall": "tmall.com tmall.hk",
        "taobao": "taobao.com tb.cn",
        "jd": "jd.com jd.hk 3.cn",
        "pinduoduo": "pinduoduo.com yangkeduo.com",
        "doudian": "jinritemai.com",
        "youzan": "youzan.com koudaitong.com",
        "meituan": "meituan.com dianping.com",
        "search": "baidu.com google.com google.com.hk google.cn bing.com "
        "sogou.com so.com sm.cn yahoo.com duckduckgo.com yandex.com",
    }.items()
    for host in hosts.split()
}

# Parameters that only one platform appends to a landing page: they outweigh what an operator wrote into utm_source.
_SURE_MACROS: Final = {
    "gdt_vid": "wechat_ads",
    "qz_gdt": "wechat_ads",
    "callback_param": "xiaohongshu",
    "bd_vid": "search",
    "gclid": "search",
    "msclkid": "search",
}
# Parameters with names that others use too: they decide when utm_source says nothing.
_LIKELY_MACROS: Final = {
    "clickid": "douyin",
    "track_id": "bilibili",
    "mark_id": "weibo",
    "callback": "kuaishou",
    "customer_channel": "wecom",
}
_MACRO = re.compile(r"[?&#](" + "|".join({**_SURE_MACROS, **_LIKELY_MACROS}) + r")=([^&#]*)")
_UTM = re.compile(r"[?&#]utm_(source|medium)=([^&#]+)")
_NOISE = re.compile(r"[\s_.\-]+")
_UNFILLED = re.compile(r"^(__.*__|\{.*\}|%7b.*)?$", re.IGNORECASE)
_LONGEST_URL = 8192
_LONGEST_REMEMBERED = 400


def named(text: str) -> str | None:
    """Find the channel that a free text names, by its name, its Chinese name or a customary alias."""
    return _named(text) if 0 < len(text) <= 64 else None


@lru_cache(maxsize=4096)
def _named(text: str) -> str | None:
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())
    return _ALIASES.get(plain) or _HOSTS.get(unicodedata.normalize("NFKC", text).lower().strip())


def channel_of(
    default: str, *, utm_source: str | None, utm_medium: str | None, referrer: str | None, url: str | None
) -> str:
    """
    Tell which channel an event came through, or ``default`` when none of its traces names one.

    Surest trace first: a click macro that only one ad platform uses, ``utm_source`` (stated, or in the URL), a click
    macro with a common name, ``utm_medium``, and the referrer's host. A foreign host that we do not know is
    ``referral``; a page of the same site says nothing. An unfilled macro (``__CLICKID__``) says nothing either.
    """
    if not (utm_source or utm_medium or referrer or url):
        return default
    # the same pages are seen again and again; long addresses are not remembered, because they come from outside
    remembered = len(url or "") + len(referrer or "") < _LONGEST_REMEMBERED
    tell = _channel_of if remembered else _channel_of.__wrapped__
    return tell(utm_source, utm_medium, referrer, url) or default


@lru_cache(maxsize=20_000)
def _channel_of(utm_source: str | None, utm_medium: str | None, referrer: str | None, url: str | None) -> str | None:
    macros: dict[str, str] = {}
    if url and "=" in url:
        url = url[:_LONGEST_URL]
        macros = {name: value for name, value in _MACRO.findall(url) if not _UNFILLED.match(value)}
        if not utm_source:
            utm_source, utm_medium = _utm_of(url, utm_medium)
    return (
        _first(macros, _SURE_MACROS)
        or (named(utm_source) if utm_source else None)
        or _first(macros, _LIKELY_MACROS)
        or (_medium(utm_medium) if utm_medium else None)
        or (_of_referrer(referrer, url) if referrer else None)
    )


def _first(macros: dict[str, str], channels: dict[str, str]) -> str | None:
    for name, value in macros.items():
        # A page's own ``callback`` is an address or a function's name; Kuaishou's is a long token.
        if name in channels and not (
            name == "callback" and (len(value) < 16 or ":" in value or "%2F" in value.upper())
        ):
            return channels[name]
    return None


def _utm_of(url: str, medium: str | None) -> tuple[str | None, str | None]:
    from_url = dict(_UTM.findall(url))
    return _unquoted(from_url.get("source")), medium or _unquoted(from_url.get("medium"))


def _unquoted(text: str | None) -> str | None:
    return unquote_plus(text) if text else None


def _medium(text: str) -> str | None:
    return _MEDIA.get(_NOISE.sub("", text.lower()))


def _of_referrer(referrer: str, url: str | None) -> str | None:
    host = host_of(referrer[:_LONGEST_URL])
    if not host or (url and _same_site(host, host_of(url[:_LONGEST_URL]))):
        return None
    return _of_host(host) or "referral"


def host_of(url: str) -> str:
    """Take the host out of a URL, in lower case, or ``""`` when there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def _of_host(host: str) -> str | None:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        if found := _HOSTS.get(".".join(labels[start:])):
            return found
    return None


def _same_site(one: str, other: str) -> bool:
    return bool(other) and _site(one) == _site(other)


@lru_cache(maxsize=4096)
def _site(host: str) -> str:
    labels = host.split(".")
    # brand.com.cn and brand.co.uk are sites of three labels
    length = (
        3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in {"com", "net", "org", "gov", "edu", "co"} else 2
    )
    return ".".join(labels[-length:])
