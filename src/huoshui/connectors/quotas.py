"""Quotas: what an account may still ask of its platform, as the platform tells it, and how much we asked lately."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from huoshui.channels.wechat.client import WeChat
from huoshui.channels.wechat.limits import QUOTAS
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.client.tags import MOST as MOST_TAGS
from huoshui.channels.wecom.failures import Failure
from huoshui.channels.wecom.limits import BASIC
from huoshui.connectors import sea
from huoshui.connectors.contract import Account
from huoshui.connectors.speaking import Speakers

_BUSIEST: Final = 5


class QuotaKind(StrEnum):
    """What a quota is of."""

    LINK_ADDS = "link_adds"
    """Customers that acquisition links may still add; they are paid for."""
    CORP_TAGS = "corp_tags"
    """Tags of the corp."""
    CALLS_TODAY = "calls_today"
    """Calls of one endpoint until midnight in Beijing, those of every system together."""
    CALLS_LATELY = "calls_lately"
    """Calls of one endpoint by this process, in the time for which the platform counts them."""


@dataclass(frozen=True, slots=True)
class Quota:
    """
    Of ``most`` so many are ``used``; ``subject`` is the endpoint where it is of one, ``seconds`` how long it counts.

    ``opens_at`` is when we ask again after we were too fast. Where ``problem`` says why, nothing is known.
    """

    kind: QuotaKind
    used: int = 0
    most: int = 0
    subject: str = ""
    seconds: int = 0
    opens_at: datetime | None = None
    problem: str = ""

    @property
    def left(self) -> int:
        """What is left."""
        return max(0, self.most - self.used)


async def quotas(speakers: Speakers, account: Account, *, now: datetime) -> list[Quota]:
    """
    This will ask an account's platform what is left, and put beside it how much this process asked lately.

    What the platform does not tell has its reason in its place. Of platforms that are never asked comes nothing. A
    paused account is asked too.
    """
    if account.channel == "wecom":
        wecom = await speakers.wecom(account.id, though_paused=True)
        told = [await _told(QuotaKind.LINK_ADDS, "", lambda: _links(wecom)),
                await _told(QuotaKind.CORP_TAGS, "", lambda: _tags(wecom))]  # fmt: skip
    elif account.channel in sea.CHANNELS:
        told = []
    else:
        told = await _of_wechat(await speakers.wechat(account.id, though_paused=True))
    return [*told, *_lately(speakers, account, now)]


async def _links(wecom: WeCom) -> Quota:
    said = await wecom.acquisition.quota()
    return Quota(QuotaKind.LINK_ADDS, max(0, said.total - said.balance), said.total)


async def _tags(wecom: WeCom) -> Quota:
    groups = await wecom.tags.groups()
    return Quota(QuotaKind.CORP_TAGS, sum(len(group.tag) for group in groups), MOST_TAGS)


async def _of_wechat(wechat: WeChat) -> list[Quota]:
    """Endpoint by endpoint; what is wrong with the account is said once."""
    told: list[Quota] = []
    for path in QUOTAS[wechat.channel]:
        told.append(await _told(QuotaKind.CALLS_TODAY, path, lambda path=path: _today(wechat, path)))  # type: ignore[misc]
        if told[-1].problem and len(told) == 1:
            break
    return told


async def _today(wechat: WeChat, path: str) -> Quota:
    said = await wechat.quota(path)
    return Quota(QuotaKind.CALLS_TODAY, said.used, said.daily_limit, path)


async def _told(kind: QuotaKind, subject: str, ask: Callable[[], Awaitable[Quota]]) -> Quota:
    try:
        return await ask()
    except Failure as failure:
        return Quota(kind, subject=subject, problem=str(failure)[:200])


def _lately(speakers: Speakers, account: Account, now: datetime) -> list[Quota]:
    """Of other platforms than WeCom only what they document: the basic limits that we hold everybody to are WeCom's."""
    basic = {(rate.calls, rate.seconds) for rate in BASIC}
    found = [
        one for one in speakers.traffic(account)
        if account.channel == "wecom" or one.shut or (one.most, one.seconds) not in basic
    ]  # fmt: skip
    return [
        Quota(
            QuotaKind.CALLS_LATELY, one.calls, one.most, one.path, one.seconds,
            now + timedelta(seconds=one.shut) if one.shut else None,
        )
        for one in found[:_BUSIEST]
    ]  # fmt: skip
