"""What would bring a person closer: each action that is open to them, by what it would change if it happened now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from huoshui.audiences.intimacy.contract.values import Deed, Model, Score, Suggestion
from huoshui.audiences.intimacy.rules.scale import score_of
from huoshui.audiences.intimacy.rules.scoring import evaluate, with_staff
from huoshui.bedrock import clock

EFFORTS = {"light": "轻", "medium": "中", "heavy": "重"}
"""What an action costs us: a word, something prepared, an offer or somebody's time."""


@dataclass(frozen=True, slots=True)
class Action:
    """
    One thing that a person could do, as the signals that it would leave.

    ``through``: ``contact`` needs a member of staff whom they did not delete, ``follower`` the official account,
    ``reach`` any channel that may carry a message. ``only``: ``first`` or ``again``, who may do it by
    their orders.
    """

    name: str
    chinese: str
    effort: str
    signals: tuple[str, ...]
    through: str
    only: str = ""


ACTIONS = (
    Action("answer", "回复一条消息", "light", ("answered",), "contact"),
    Action("ask", "主动来咨询一次", "medium", ("asked", "answered"), "contact"),
    Action("care", "点赞或评论一条朋友圈", "light", ("cared",), "contact"),
    Action("open", "点开一条消息", "light", ("opened",), "reach"),
    Action("visit", "打开小程序或到店一次", "light", ("came",), "reach"),
    Action("read", "读一篇公众号文章", "light", ("read",), "follower"),
    Action("join_group", "进群", "light", ("joined",), "contact"),
    Action("follow", "关注公众号", "light", ("followed",), "reach"),
    Action("befriend", "加一位员工的企业微信", "medium", ("befriended",), "reach"),
    Action("enroll", "入会", "medium", ("enrolled",), "reach"),
    Action("take_part", "参加一次活动", "medium", ("took_part",), "reach"),
    Action("share", "转发一条内容", "medium", ("shared",), "reach"),
    Action("buy", "第一次购买", "heavy", ("paid", "paid_again"), "reach", "first"),
    Action("buy_again", "再次购买", "heavy", ("paid", "paid_again"), "reach", "again"),
    Action("review", "为买过的商品写评价", "medium", ("reviewed",), "reach", "again"),
    Action("invite", "邀请一位朋友", "heavy", ("invited",), "contact"),
)
_LASTING = {
    "join_group": ("Group Joined", "Group Left"),
    "follow": ("Official Account Followed", "Official Account Unfollowed"),
    "enroll": ("Member Joined", "Member Left"),
}
"""What an action leads into, and what ends it again."""


def suggestions(
    deeds: Sequence[Deed], score: Score, model: Model, *, reachable: bool, refused: bool, now: datetime
) -> tuple[Suggestion, ...]:
    """
    This will give what would raise the score, most first.

    ``reachable``: whether any channel may carry a message to them; ``refused``: whether they withdrew what marketing in
    WeCom needs. Nothing that they did today (Beijing), that they cannot do, or that nobody may ask them for; nothing at
    all of who deleted us.
    """
    if score.stopped:
        return ()
    at = clock.milliseconds(now)
    today = now.astimezone(clock.BEIJING).date()
    did = {
        deed.signal
        for deed in deeds
        if deed.at <= at and clock.moment(deed.at).astimezone(clock.BEIJING).date() == today
    }
    ways = _ways(deeds, reachable=reachable, refused=refused, now=at)
    found = []
    for action in ACTIONS:
        if action.signals[0] in did or not _open(action, deeds, ways, now=at):
            continue
        z = evaluate([*deeds, *(Deed(at, signal) for signal in action.signals)], model, now=at).z
        after = score_of(z, model)
        if after > score.score:
            found.append(_suggestion(action, after - score.score, after))
    return tuple(sorted(found, key=lambda one: (-one.change, one.action)))


def _ways(deeds: Sequence[Deed], *, reachable: bool, refused: bool, now: int) -> frozenset[str]:
    """Through what they may be asked for something."""
    contact = any(not ended for _, ended in with_staff(deeds, now=now).values())
    ways = {
        "contact": contact and not refused,
        "reach": reachable or (contact and not refused),
        "follower": _lasts("follow", deeds, now=now),
    }
    return frozenset(way for way, is_open in ways.items() if is_open)


def _open(action: Action, deeds: Sequence[Deed], ways: frozenset[str], *, now: int) -> bool:
    if action.through not in ways:
        return False
    if action.name == "befriend":
        return all(ended for _, ended in with_staff(deeds, now=now).values())
    if action.name in _LASTING:
        return not _lasts(action.name, deeds, now=now)
    bought = any(deed.signal == "paid" and deed.at <= now for deed in deeds)
    return {"first": not bought, "again": bought}.get(action.only, True)


def _lasts(action: str, deeds: Sequence[Deed], *, now: int) -> bool:
    begins, ends = _LASTING[action]
    since = max((deed.at for deed in deeds if deed.name == begins and deed.at <= now), default=None)
    return since is not None and not any(deed.name == ends and since <= deed.at <= now for deed in deeds)


def _suggestion(action: Action, change: float, score: float) -> Suggestion:
    return Suggestion(action.name, action.chinese, action.effort, EFFORTS[action.effort], change, score)
