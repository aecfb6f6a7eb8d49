"""
The one table of what WeChat may be asked, with the sizes it documents; README.md links each page.

Frequencies are counted by WeChat for each account, endpoint and day (Beijing), and differ from account to account; who
has used them up is told so (45009) and is not asked again before midnight. Customer-service messages, template
messages and lists of followers have the daily quotas named here as they are given out by default.
"""

import re
from typing import Final

from huoshui.channels.wechat.translator import MINI_PROGRAM, OFFICIAL_ACCOUNT
from huoshui.channels.wecom.checks import Body, Check, characters, items, octets, some, values, whole
from huoshui.channels.wecom.limits import Again, Endpoint, Rate

SCENE_MOST: Final = 64
"""Characters of a scene: https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html."""
TEMPORARY_MOST: Final = 2_592_000
"""Seconds that a temporary code may serve."""
PERMANENT_MOST: Final = 100_000
"""Permanent codes of one account."""
BATCH_MOST: Final = 100
"""Followers whose facts are asked for at once."""
PAGE_MOST: Final = 10_000
"""Followers of one page of the list."""
ENTRY_DAYS: Final = 30
"""Days that a URL Link or URL Scheme may serve: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/url-link.html."""
ENTRY_QUERY_MOST: Final = 1024
"""Characters of a page's query in them."""
ENTRY_CUSTOM_MOST: Final = 256
"""Characters of the ``cq`` that may be added to them, counted once they are encoded: the stricter reading."""
ENTRY_QUERY: Final = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*")
"""The characters of such a query."""
DAILY: Final = {
    "cgi-bin/message/template/send": 100_000,
    "cgi-bin/message/custom/send": 500_000,
    "cgi-bin/user/get": 500,
    "cgi-bin/user/info/batchget": 500_000,
    "cgi-bin/qrcode/create": 100_000,
    "wxa/generate_urllink": 500_000,  # of both kinds together
    "wxa/generatescheme": 500_000,
}
"""Calls a day that an account has by default. How many are left WeChat tells (`client.WeChat.quota`)."""
QUOTAS: Final = {
    OFFICIAL_ACCOUNT: (
        "cgi-bin/message/template/send", "cgi-bin/message/subscribe/bizsend", "cgi-bin/message/custom/send",
        "cgi-bin/user/get", "cgi-bin/user/info/batchget", "cgi-bin/qrcode/create",
    ),
    MINI_PROGRAM: (
        "cgi-bin/message/subscribe/send", "cgi-bin/message/custom/send", "wxa/business/getuserphonenumber",
        "wxa/generate_urllink", "wxa/generatescheme",
    ),
}  # fmt: skip
"""What each kind of account is asked in numbers that somebody should watch."""

_READ, _SET, _MAKE = Again.READ, Again.SET, Again.MAKE


def _code(body: Body) -> str | None:
    """A scene is a number for the two kinds without STR, and a text for the others; only temporary ones end."""
    name, scene = str(body.get("action_name", "")), body.get("action_info", {}).get("scene", {})
    wanted = "scene_str" if "_STR_" in name else "scene_id"
    if wanted not in scene:
        return f"{name or 'action_name'} needs {wanted}"
    return "a permanent code has no end" if "LIMIT" in name and "expire_seconds" in body else None


def _query(path: str) -> Check:
    """A query of the characters that WeChat takes."""

    def check(body: Body) -> str | None:
        query = next(values(body, path), "")
        return None if ENTRY_QUERY.fullmatch(query) else f"{path} holds other characters than WeChat takes"

    return check


def _path(path: str) -> Check:
    """A page without its query."""
    return lambda body: f"{path} holds a query" if "?" in next(values(body, path), "") else None


def _permanent(body: Body) -> str | None:
    number = body.get("action_info", {}).get("scene", {}).get("scene_id")
    limited = body.get("action_name") == "QR_LIMIT_SCENE" and number is not None
    return (
        f"scene_id is {number}, {PERMANENT_MOST} is the most" if limited and not 1 <= number <= PERMANENT_MOST else None
    )


ENDPOINTS: Final = {
    one.path: one
    for one in (
        Endpoint("cgi-bin/stable_token", _READ),
        Endpoint("cgi-bin/get_api_domain_ip", _READ, method="GET"),
        Endpoint("cgi-bin/openapi/quota/get", _READ, (some("cgi_path"),)),
        Endpoint("cgi-bin/user/get", _READ, method="GET"),
        Endpoint("cgi-bin/user/info", _READ, method="GET"),
        Endpoint("cgi-bin/user/info/batchget", _READ, (items("user_list", BATCH_MOST, 1),)),
        Endpoint(
            "cgi-bin/qrcode/create",
            _READ,  # the same scene twice is the same scene; what nobody shows costs nothing but a place
            (
                _code,
                _permanent,
                characters("action_info.scene.scene_str", SCENE_MOST, 1),
                whole("expire_seconds", 60, TEMPORARY_MOST),
            ),
        ),
        Endpoint("wxaapi/newtmpl/gettemplate", _READ, method="GET"),
        Endpoint("cgi-bin/template/get_all_private_template", _READ, method="GET"),
        Endpoint("cgi-bin/message/template/send", _SET, (some("client_msg_id"),)),  # WeChat knows it by that
        Endpoint("cgi-bin/message/subscribe/send", _MAKE, (some("template_id"),)),
        Endpoint("cgi-bin/message/subscribe/bizsend", _MAKE, (some("template_id"),)),
        Endpoint("cgi-bin/message/custom/send", _MAKE, (octets("text.content", 2048),)),
        Endpoint("wxa/business/getuserphonenumber", _MAKE, (some("code"),), rates=(Rate(5_000, 60),)),
        Endpoint("sns/jscode2session", _MAKE, method="GET"),
        Endpoint(
            "wxa/generate_urllink",
            _READ,  # asked twice it makes two, both serve, and half a million a day are to be had
            (
                _path("path"),
                _query("query"),
                characters("query", ENTRY_QUERY_MOST),
                whole("expire_interval", 1, ENTRY_DAYS),
            ),
            rates=(Rate(100, 1),),
        ),
        Endpoint(
            "wxa/generatescheme",
            _READ,  # as above
            (
                _path("jump_wxa.path"),
                _query("jump_wxa.query"),
                characters("jump_wxa.query", ENTRY_QUERY_MOST),
                whole("expire_interval", 1, ENTRY_DAYS),
            ),
            rates=(Rate(100, 1),),
        ),
    )
}
"""Every endpoint by its path."""
