"""Probing: one question after the other to an account's platform, until it is plain what is wrong and what to do."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from huoshui.bedrock.clock import BEIJING
from huoshui.channels.wechat import codes as wechat_codes
from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Declined, Failure, Unintelligible, Unreachable
from huoshui.connectors import sea
from huoshui.connectors.contract import UNREADABLE, Standing
from huoshui.connectors.pulls.contract import SAID, Problem, Pull
from huoshui.connectors.speaking import Speakers
from huoshui.connectors.tongues import CHANNELS

QUIET: Final = timedelta(days=1)
"""A corp in which nothing happens for so long is rare; callbacks that do not come are not."""
_ADDRESS: Final = re.compile(r"from ip: ?([0-9a-fA-F.:]+)")
_WECHAT: Final = ("WeChat", "设置与开发 · 基本配置 · 服务器配置")
_CONSOLES: Final = {
    "wecom": ("WeCom", "应用管理 · the app · 接收消息 · 设置API接收"), "wechat_mp": _WECHAT, "miniprogram": _WECHAT,
}  # fmt: skip
"""Who is asked, and where in their console an address of callbacks is entered."""
_Client = TypeVar("_Client", WeCom, WeChat)


class Health(StrEnum):
    """Well; look at it; broken."""

    WELL = "well"
    LOOK = "look"
    BROKEN = "broken"


class Symptom(StrEnum):
    """What a probe finds; the console has words for each in both languages."""

    APP_ANSWERS = "app_answers"
    APP_OFF = "app_off"
    APP_UNKNOWN = "app_unknown"
    SECRET_WRONG = "secret_wrong"  # noqa: S105 it is none
    CORP_UNKNOWN = "corp_unknown"
    ADDRESS_NOT_TRUSTED = "address_not_trusted"
    TOO_FAST = "too_fast"
    UNREACHABLE = "unreachable"
    ANSWER_STRANGE = "answer_strange"
    DECLINED = "declined"
    CONTACTS_READABLE = "contacts_readable"
    CONTACTS_FORBIDDEN = "contacts_forbidden"
    NOBODY_HAS_CONTACTS = "nobody_has_contacts"
    HEARD = "heard"
    NEVER_HEARD = "never_heard"
    NEVER_PUSHED = "never_pushed"
    CALLBACKS_REFUSED = "callbacks_refused"
    NOT_HEARD_LATELY = "not_heard_lately"
    LETTERS_STUCK = "letters_stuck"
    PULLED = "pulled"
    PULL_FAILED = "pull_failed"
    PULL_NOT_AUTHORIZED = "pull_not_authorized"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was probed; ``fact`` fills the sentence (a name, an address, a number), ``code`` is WeCom's."""

    symptom: Symptom
    health: Health
    said: str
    advice: str = ""
    fact: str = ""
    code: int | None = None


async def probe(speakers: Speakers, standing: Standing, *, callback: str, now: datetime) -> list[Found]:
    """
    This will ask an account's platform what can be asked, and say what is wrong.

    What is broken ends the questions: whatever comes after would fail for the same reason. ``callback`` is the
    account's callback address. A paused account is probed too.
    """
    if standing.account.channel in sea.CHANNELS:  # nothing is asked of them: they tell
        return [_pushed(standing, callback, now), *_stuck(standing)]
    if standing.account.channel != "wecom":
        wechat = await speakers.wechat(standing.account.id, though_paused=True)
        found = [await _answered(_knows_us, wechat, _declined_by_wechat)]
        return [*found, _heard(standing, callback, now), *_stuck(standing)]
    wecom = await speakers.wecom(standing.account.id, though_paused=True)
    found = []
    for question in ([_app] if standing.account.agent_id else []) + [_contacts]:
        found.append(await _answered(question, wecom, _declined))
        if found[-1].health is Health.BROKEN:
            break
    return [*found, _heard(standing, callback, now), *_stuck(standing)]


def pull_of(pull: Pull | None, name: str) -> Found:
    """This will say how an account's leads are pulled; ``None``: nobody authorized it."""
    if pull is None:
        return Found(
            Symptom.PULL_NOT_AUTHORIZED, Health.LOOK, "leads come by pushes alone: nobody authorized us to read them",
            f"authorize the app at the platform, then: huoshui connectors authorize {name}",
        )  # fmt: skip
    if pull.problem is not None:
        said, advice = SAID[pull.problem]
        passes = pull.problem in (Problem.TOO_FAST, Problem.UNREACHABLE)
        health = Health.LOOK if passes else Health.BROKEN
        return Found(Symptom.PULL_FAILED, health, f"leads could not be pulled: {said}", advice, pull.problem.value)
    since = _written(pull.pulled_at) if pull.pulled_at else ""
    said = f"leads were pulled last at {since} in Beijing" if since else "leads are pulled within a minute"
    return Found(Symptom.PULLED, Health.WELL, said, fact=since)


async def _answered(
    question: Callable[[_Client], Awaitable[Found]], client: _Client, declined: Callable[[Declined], Found]
) -> Found:
    try:
        return await question(client)
    except Declined as no:
        return declined(no)
    except Unintelligible as failure:
        return Found(
            Symptom.ANSWER_STRANGE, Health.BROKEN, f"something answered, but not as WeCom does: {failure}",
            "is a proxy in between, or the platform's address another's?",
        )  # fmt: skip
    except Unreachable as failure:
        return Found(
            Symptom.UNREACHABLE, Health.BROKEN, f"WeCom cannot be reached: {failure}",
            "this server must be allowed to reach qyapi.weixin.qq.com:443; look at its firewall, proxy and DNS",
        )  # fmt: skip
    except Failure as failure:
        return Found(Symptom.DECLINED, Health.BROKEN, str(failure), "see the log")


async def _app(wecom: WeCom) -> Found:
    app = await wecom.directory.app()
    if app.close:
        return Found(
            Symptom.APP_OFF, Health.BROKEN, f"the app “{app.name}” is switched off",
            "switch it on in WeCom's console: 应用管理 · the app", fact=app.name,
        )  # fmt: skip
    return Found(Symptom.APP_ANSWERS, Health.WELL, f"WeCom knows us as the app “{app.name}”", fact=app.name)


async def _contacts(wecom: WeCom) -> Found:
    staff = await wecom.directory.follow_staff()
    if not staff:
        return Found(
            Symptom.NOBODY_HAS_CONTACTS, Health.LOOK, "no staff whom the app may see may have customers",
            "客户联系 · 权限配置: add staff to 使用范围; and the staff to the app's 可见范围",
        )  # fmt: skip
    number = f"{len(staff):,}"
    return Found(Symptom.CONTACTS_READABLE, Health.WELL, f"{number} staff may have customers", fact=number)


def _declined(no: Declined) -> Found:
    """What WeCom's number means to whoever set the account up."""
    match no.code:
        case Code.SECRET_WRONG:
            symptom, said = Symptom.SECRET_WRONG, "WeCom does not know this secret for this corp"
            advice = "copy the Secret again from 应用管理 · the app, of the same corp; it is tried again in ten minutes"
        case Code.CORP_INVALID:
            symptom, said = Symptom.CORP_UNKNOWN, "WeCom knows no such corp"
            advice = "copy the corp's id from 我的企业 · 企业信息 (ww…), and add the connector anew with it"
        case Code.IP_NOT_TRUSTED:
            symptom, said = Symptom.ADDRESS_NOT_TRUSTED, "WeCom does not trust this server's address"
            advice = "add it in 应用管理 · the app · 企业可信IP, and wait a minute"
        case Code.APP_NOT_OURS | Code.APP_INVALID | Code.PARAMETER_INVALID:
            symptom, said = Symptom.APP_UNKNOWN, "the secret belongs to another app than this AgentId"
            advice = "copy AgentId and Secret from the same page of WeCom's console"
        case Code.NO_PERMISSION | Code.NO_CONTACT_RIGHT | Code.OUT_OF_RANGE:
            symptom, said = Symptom.CONTACTS_FORBIDDEN, "the app may not read customers"
            advice = "客户与上下游 · 客户联系 · API: add the app to 可调用接口的应用"
        case Code.TOO_FAST:
            symptom, said = Symptom.TOO_FAST, "more was asked than WeCom allows, or the secret was wrong too often"
            advice = "wait an hour; is another system asking with the same app?"
        case _:
            symptom, said = Symptom.DECLINED, f"WeCom says no: {no}"
            advice = "look the number up in WeCom's list of error codes (document/path/90313)"
    found = _ADDRESS.search(no.said)
    fact = found.group(1) if found else ""
    return Found(symptom, Health.BROKEN, f"{said} ({fact or no.code})", advice, fact, no.code)


async def _knows_us(wechat: WeChat) -> Found:
    await wechat.addresses()
    return Found(Symptom.APP_ANSWERS, Health.WELL, f"WeChat knows us as {wechat.appid}", fact=wechat.appid)


def _declined_by_wechat(no: Declined) -> Found:
    """What WeChat's number means to whoever set the account up."""
    match no.code:
        case wechat_codes.Code.SECRET_WRONG | wechat_codes.Code.CREDENTIAL_INVALID:
            symptom, said = Symptom.SECRET_WRONG, "WeChat does not know this AppSecret for this AppID"
            advice = "reset it in 设置与开发 · 基本配置, and enter it here; it is tried again in ten minutes"
        case wechat_codes.Code.APPID_INVALID:
            symptom, said = Symptom.CORP_UNKNOWN, "WeChat knows no such AppID"
            advice = "copy it from 设置与开发 · 基本配置 (wx…), and add the connector anew with it"
        case wechat_codes.Code.ADDRESS_NOT_TRUSTED:
            symptom, said = Symptom.ADDRESS_NOT_TRUSTED, "WeChat does not trust this server's address"
            advice = "add it in 设置与开发 · 基本配置 · IP白名单, and wait some minutes"
        case wechat_codes.Code.QUOTA_USED | wechat_codes.Code.TOO_FAST:
            symptom, said = Symptom.TOO_FAST, "the quota of today is used up"
            advice = "it begins anew at midnight in Beijing; is another system asking with the same account?"
        case _:
            symptom, said = Symptom.DECLINED, f"WeChat says no: {no}"
            advice = "look the number up in WeChat's list of return codes"
    return Found(symptom, Health.BROKEN, f"{said} ({no.code})", advice, str(no.code), no.code)


def _heard(standing: Standing, callback: str, now: datetime) -> Found:
    who, where = _CONSOLES.get(standing.account.channel, ("the platform", ""))
    if _only_refused(standing, now):
        return _refused(standing)
    if standing.heard_at is None:
        return Found(
            Symptom.NEVER_HEARD, Health.LOOK, f"nothing was heard from {who} yet",
            f"{where}: enter {callback} with Token and EncodingAESKey", callback,
        )  # fmt: skip
    since = _written(standing.heard_at)
    if now - standing.heard_at > QUIET:
        return Found(
            Symptom.NOT_HEARD_LATELY, Health.LOOK, f"nothing was heard since {since} in Beijing",
            f"is {callback} still entered in {who}, and reachable from outside?", since,
        )  # fmt: skip
    return Found(Symptom.HEARD, Health.WELL, f"{who} was heard last at {since} in Beijing", fact=since)


def _written(at: datetime) -> str:
    """As clocks in Beijing show it: people read it."""
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _only_refused(standing: Standing, now: datetime) -> bool:
    """Whether what came lately was refused, and nothing genuine came since: then it is likely the platform's own."""
    if standing.refused_at is None or now - standing.refused_at > QUIET:
        return False
    return standing.heard_at is None or now - standing.heard_at > QUIET


def _refused(standing: Standing) -> Found:
    signs = CHANNELS[standing.account.channel].secret_signs
    advice = {
        "signature": "the secret there is another than the one entered here" if signs else (
            "the Token there is another than ours: enter it anew, or draw new ones here and enter both"),
        "seal": "choose the safe mode 安全模式 at the platform, and enter the EncodingAESKey",
        "timestamp": "is this server's clock right? Otherwise it is an old callback that somebody brings again",
        "receiver": "it was sealed for another corp or app: is the id that was entered here the right one?",
        "corp": "it is about another corp than the one that was entered here",
        UNREADABLE: "is something on the way changing the body, or is the address entered as another kind of callback?",
    }.get(standing.refused, "the EncodingAESKey there is another than ours: enter it anew")  # fmt: skip
    return Found(
        Symptom.CALLBACKS_REFUSED, Health.LOOK, f"callbacks come and are refused by their {standing.refused}", advice,
        standing.refused,
    )  # fmt: skip


def _pushed(standing: Standing, callback: str, now: datetime) -> Found:
    if standing.heard_at is None and not _only_refused(standing, now):
        return Found(
            Symptom.NEVER_PUSHED, Health.LOOK, "nothing was heard from the platform yet",
            f"enter {callback} where the platform asks for an address of callbacks; then ring the door: "
            f"huoshui connectors ring {standing.account.name}", callback,
        )  # fmt: skip
    return _heard(standing, callback, now)


def _stuck(standing: Standing) -> list[Found]:
    if not standing.stuck:
        return []
    number = f"{standing.stuck:,}"
    advice = f"huoshui connectors letters {standing.account.name} --state stuck shows why; `retry` reads them again"
    return [Found(Symptom.LETTERS_STUCK, Health.LOOK, f"{number} letters could not be read", advice, number)]
