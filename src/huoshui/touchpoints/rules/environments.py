"""What a link is opened in, told by the user agent."""

import re

from huoshui.bedrock.memory import Memory
from huoshui.touchpoints.contract import Environment

# In this order: WeCom says MicroMessenger too, and WeChat on Android says MQQBrowser.
_MARKS = [
    (environment, re.compile(pattern, re.IGNORECASE))
    for environment, pattern in (
        (Environment.WECOM, r"wxwork"),
        (Environment.WECHAT, r"micromessenger"),
        (Environment.DOUYIN, r"aweme|douyin"),
        (Environment.XIAOHONGSHU, r"xhsdiscover|discover/\d|xiaohongshu"),
        (Environment.KUAISHOU, r"kwai|ksnebula|kuaishou"),
        (Environment.WEIBO, r"weibo"),
        (Environment.BILIBILI, r"bili(app|bili)"),
        (Environment.ALIPAY, r"alipayclient"),
        (Environment.TAOBAO, r"aliapp\((tb|tm)|taobao"),
        (Environment.JD, r"jdapp|jingdong"),
        (Environment.QQ, r"(?<!m)\bqq/\d"),
        (Environment.PHONE, r"mobile|android|iphone|ipad|harmony"),
    )
]
_LOOKED_UP: Memory[str, Environment] = Memory(20_000)


def environment_of(agent: str) -> Environment:
    """This will tell what sends this user agent; whatever says nothing known is a desktop's browser."""
    known = _LOOKED_UP.get(agent)
    if known is None:
        known = next((environment for environment, mark in _MARKS if mark.search(agent)), Environment.DESKTOP)
        _LOOKED_UP.put(agent, known)
    return known
