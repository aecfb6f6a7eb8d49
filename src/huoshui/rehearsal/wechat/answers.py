"""What the server answers, question by question."""

import re
from collections.abc import Callable
from typing import Any, Final

from huoshui.rehearsal.wechat.account import Account, Entry, Fan, Sent
from huoshui.rehearsal.wechat.law import (
    BATCH,
    CODE_SECONDS,
    DAILY,
    ENTRIES_A_DAY,
    ENTRIES_A_SECOND,
    ENTRY_DAYS,
    ENTRY_QUERY,
    LONGEST_CODE,
    PERMANENT_CODES,
    SCENE_CHARACTERS,
    need,
)

Said = dict[str, Any]
_LASTING: Final = 3
_DAY: Final = 86_400
_BEIJING: Final = 8 * 3600
_AFTER_DAYS: Final = 1
_SCHEME: Final = "weixin://dl/business/?t="
_LINK: Final = "https://wxaurl.cn/"


def _addresses(_account: Account, _said: Said) -> Said:
    return {"ip_list": ["101.226.103.0/25"]}


def _quota(account: Account, said: Said) -> Said:
    path = str(said.get("cgi_path", ""))
    need(path.startswith("/"), 76003)
    need(path[1:] in ANSWERS, 76021)
    need(path[1:] not in OPEN, 76022)
    most = account.quotas.get(path[1:], DAILY)
    used = min(most, account.used[path[1:], int((account.now() + _BEIJING) // _DAY)])
    return {"quota": {"daily_limit": most, "used": used, "remain": most - used}}


def _list(account: Account, said: Said) -> Said:
    need(account.channel == "wechat_mp", 48001)
    everybody = [fan.openid for fan in account.fans.values() if fan.follows]
    after = said.get("next_openid", "")
    start = everybody.index(after) + 1 if after in everybody else 0
    page = everybody[start : start + said["_page"]]
    data = {"data": {"openid": page}} if page else {}
    return {"total": len(everybody), "count": len(page), **data, "next_openid": page[-1] if page else ""}


def _one(account: Account, said: Said) -> Said:
    return _read(account, str(said.get("openid", "")))


def _batch(account: Account, said: Said) -> Said:
    asked = said.get("user_list", [])
    need(0 < len(asked) <= BATCH, 40132)
    return {"user_info_list": [_read(account, str(one.get("openid", ""))) for one in asked]}


def _read(account: Account, openid: str) -> Said:
    fan = account.fans.get(openid)
    need(fan is not None, 40003)
    if fan is None or not fan.follows:
        return {"subscribe": 0, "openid": openid}
    union = {"unionid": fan.unionid} if fan.unionid else {}
    return {
        "subscribe": 1, "openid": openid, "nickname": "", "headimgurl": "", "subscribe_time": fan.followed_at,
        "subscribe_scene": fan.way, "qr_scene": 0, "qr_scene_str": fan.scene, "tagid_list": [], **union,
    }  # fmt: skip


def _qrcode(account: Account, said: Said) -> Said:
    scene = said.get("action_info", {}).get("scene", {})
    name, text = said.get("action_name"), str(scene.get("scene_str", scene.get("scene_id", "")))
    need(name in ("QR_SCENE", "QR_STR_SCENE", "QR_LIMIT_SCENE", "QR_LIMIT_STR_SCENE"), 40053)
    need(0 < len(text) <= SCENE_CHARACTERS, 40053)
    if "LIMIT" in str(name):
        if text not in account.codes.values():
            need(account.permanent < PERMANENT_CODES, 45029)
            account.permanent += 1
    else:
        need(1 <= int(said.get("expire_seconds", 60)) <= LONGEST_CODE, 40055)
    ticket = f"gQ{account.number():x}"
    account.codes[ticket] = text
    return {
        "ticket": ticket,
        "expire_seconds": said.get("expire_seconds", 0),
        "url": f"http://weixin.qq.com/q/{ticket}",
    }


def _subscribe_templates(account: Account, _said: Said) -> Said:
    listed = [{"priTmplId": name, "title": title, "content": "{{thing1.DATA}}", "type": kind}
              for name, (title, kind) in account.templates.items()]  # fmt: skip
    return {"data": listed}


def _message_templates(account: Account, _said: Said) -> Said:
    need(account.channel == "wechat_mp", 48001)
    return {"template_list": [{"template_id": name, "title": title, "content": "{{first.DATA}}"}
                              for name, title in account.messages.items()]}  # fmt: skip


def _send_subscribed(account: Account, said: Said) -> Said:
    fan, template = _fan(account, said), str(said.get("template_id", ""))
    need(template in account.templates, 40037)
    need(_filled(said), 47003)
    need(fan.accepted.get(template, 0) > 0, 43101)
    if account.templates[template][1] != _LASTING:
        fan.accepted[template] -= 1
    msgid = _came(account, fan, "subscribe", template, said)
    listed = [{"TemplateId": template, "MsgID": msgid, "ErrorCode": 0, "ErrorStatus": "success"}]
    account.tell(fan.openid, "subscribe_msg_sent_event", SubscribeMsgSentEvent={"List": listed})
    return {"msgid": msgid}


def _send_template(account: Account, said: Said) -> Said:
    need(account.channel == "wechat_mp", 48001)
    fan, template = _fan(account, said), str(said.get("template_id", ""))
    need(template in account.messages, 40037)
    need(fan.follows, 43004)
    need(_filled(said), 47003)
    client = (fan.openid, str(said.get("client_msg_id", "")))
    if client[1] and client in account.client_ids:
        return {"msgid": account.client_ids[client]}
    msgid = _came(account, fan, "template", template, said)
    account.client_ids[client] = msgid
    account.tell(fan.openid, "TEMPLATESENDJOBFINISH", MsgID=msgid, Status="success")
    return {"msgid": msgid}


def _send_service(account: Account, said: Said) -> Said:
    fan = _fan(account, said)
    within, left = account.window(fan)
    need(within, 45015)
    need(left, 45047)
    fan.answered += 1
    _came(account, fan, "service", "", said)
    return {}


def _session(account: Account, said: Said) -> Said:
    need(said.get("appid") == account.appid, 40013)
    need(said.get("secret") == account.secret, 40125)
    fan = account.fans[_once(account, account.logins, said.get("js_code", ""))]
    union = {"unionid": fan.unionid} if fan.unionid else {}
    return {"openid": fan.openid, "session_key": f"{account.number():x}", **union}


def _phone(account: Account, said: Said) -> Said:
    phone = _once(account, account.phones, said.get("code", ""))
    info = {"phoneNumber": phone, "purePhoneNumber": phone.removeprefix("+86"), "countryCode": "86"}
    return {"phone_info": {**info, "watermark": {"appid": account.appid, "timestamp": int(account.now())}}}


def _url_link(account: Account, said: Said) -> Said:
    return {"url_link": _LINK + _entry(account, "link", said, said)}


def _url_scheme(account: Account, said: Said) -> Said:
    return {"openlink": _SCHEME + _entry(account, "scheme", said.get("jump_wxa", {}), said)}


def _entry(account: Account, kind: str, page: Said, said: Said) -> str:
    """A ticket for a published page, for so long as it was asked for; both kinds are counted together."""
    need(account.channel == "miniprogram", 48001)
    need(account.pages, 85079)
    path, query = str(page.get("path", "")), str(page.get("query", ""))
    need(not path or path.lstrip("/") in account.pages, 40165)
    need(len(query) <= ENTRY_QUERY and re.fullmatch(r"[\w!#$&'()*+,/:;=?@\-.~%]*", query, re.ASCII), 40212)
    now = account.now()
    until = float(said.get("expire_time", 0))
    if said.get("expire_type", 0) == _AFTER_DAYS:
        days = said.get("expire_interval", 0)
        need(1 <= days <= ENTRY_DAYS, 85401)
        until = now + days * _DAY
    need(now < until <= now + ENTRY_DAYS * _DAY, 85401)
    account.entries_at = [at for at in account.entries_at if at > now - 1]
    need(len(account.entries_at) < ENTRIES_A_SECOND, 44990)
    today = ("entries", int((now + _BEIJING) // _DAY))
    need(account.used[today] < account.quotas.get("entries", ENTRIES_A_DAY), 45009)
    account.used[today] += 1
    account.entries_at.append(now)
    ticket = f"{account.number():x}"
    account.entries[ticket] = Entry(kind, path, query, until)
    return ticket


def _once(account: Account, codes: dict[str, tuple[str, float]], code: str) -> str:
    need(code in codes, 40029)
    what, at = codes.pop(code)
    need(account.now() < at + CODE_SECONDS, 40029)
    return what


def _fan(account: Account, said: Said) -> Fan:
    fan = account.fans.get(str(said.get("touser", "")))
    need(fan is not None, 40003)
    assert fan is not None  # noqa: S101 the line before
    return fan


def _filled(said: Said) -> bool:
    data = said.get("data", {})
    return bool(data) and all(one.get("value") for one in data.values())


def _came(account: Account, fan: Fan, way: str, template: str, said: Said) -> int:
    msgid = account.number()
    account.sent.append(Sent(fan.openid, way, template, msgid, said.get("data") or said.get("text") or {}))
    return msgid


ANSWERS: Final[dict[str, Callable[[Account, Said], Said]]] = {
    "cgi-bin/get_api_domain_ip": _addresses,
    "cgi-bin/openapi/quota/get": _quota,
    "cgi-bin/user/get": _list,
    "cgi-bin/user/info": _one,
    "cgi-bin/user/info/batchget": _batch,
    "cgi-bin/qrcode/create": _qrcode,
    "wxaapi/newtmpl/gettemplate": _subscribe_templates,
    "cgi-bin/template/get_all_private_template": _message_templates,
    "cgi-bin/message/subscribe/send": _send_subscribed,
    "cgi-bin/message/subscribe/bizsend": _send_subscribed,
    "cgi-bin/message/template/send": _send_template,
    "cgi-bin/message/custom/send": _send_service,
    "sns/jscode2session": _session,
    "wxa/business/getuserphonenumber": _phone,
    "wxa/generate_urllink": _url_link,
    "wxa/generatescheme": _url_scheme,
}
OPEN: Final = frozenset({"sns/jscode2session"})
"""What is asked without a token."""
