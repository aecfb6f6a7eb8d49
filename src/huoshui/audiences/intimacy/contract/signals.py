"""
What speaks for or against closeness: behaviors in five parts, each with a weight and a half-life.

The weights are what we believe before there is evidence (docs/decisions/0025); a fit may move each by at most
`rules.fitting.BAND`. What a signal comes to is weight · ln(1 + Σ 0.5^(age / half-life)), Σ over its events.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

DAY_MS = 86_400_000


class Part(StrEnum):
    """Of what a score is made up: 互动深度, 往来, 意愿, 价值, 疲劳."""

    DEPTH = "depth"
    RECIPROCITY = "reciprocity"
    WILLINGNESS = "willingness"
    VALUE = "value"
    FATIGUE = "fatigue"


PARTS_CHINESE: Mapping[Part, str] = {
    Part.DEPTH: "互动深度",
    Part.RECIPROCITY: "有来有往",
    Part.WILLINGNESS: "意愿",
    Part.VALUE: "价值",
    Part.FATIGUE: "疲劳",
}


@dataclass(frozen=True, slots=True)
class Signal:
    """
    One kind of behavior.

    ``events`` are names of the event dictionary; orders come from commerce, refunds taken into account, and have none.
    ``repeated`` counts what came before the latest only, so that a first time is worth nothing by itself. ``half_life``
    is in days.
    """

    name: str
    chinese: str
    part: Part
    weight: float
    half_life: float
    events: tuple[str, ...] = ()
    repeated: bool = False


SIGNALS = (
    Signal("seen", "看到推广", Part.DEPTH, 0.2, 7, ("Ad Viewed", "Promotion Viewed")),
    Signal("watched", "浏览内容与页面", Part.DEPTH, 0.4, 7,
           ("Content Viewed", "Video Viewed", "Video Completed", "Live Entered", "Landing Page Viewed",
            "Message Read")),
    Signal("clicked", "点击推广", Part.DEPTH, 0.5, 14, ("Ad Clicked", "Promotion Clicked", "Link Clicked")),
    Signal("looked", "看商品", Part.DEPTH, 1.0, 14,
           ("Product Viewed", "Product Clicked", "Products Searched", "Brand Searched")),
    Signal("scanned", "扫码", Part.DEPTH, 3.0, 30, ("Live Code Scanned", "Official Account Scanned")),
    Signal("read", "读公众号文章", Part.DEPTH, 4.0, 90, ("Official Account Article Read",)),
    Signal("opened", "点开我们发的消息", Part.DEPTH, 3.0, 90, ("Message Clicked",)),
    Signal("wished", "加购与收藏", Part.DEPTH, 4.0, 14,
           ("Product Added", "Product Added to Wishlist", "Checkout Started", "Sample Claimed")),
    Signal("came", "自己来访", Part.DEPTH, 12.0, 90, ("Mini Program Opened", "Store Visited")),
    Signal("answered", "回复我们", Part.RECIPROCITY, 20.0, 90, ("Message Replied",)),
    Signal("asked", "主动咨询", Part.RECIPROCITY, 3.0, 90, ("Consultation Started",)),
    Signal("served", "我们回复他", Part.RECIPROCITY, 1.0, 90),
    Signal("liked", "点赞评论内容", Part.WILLINGNESS, 8.0, 90,
           ("Content Liked", "Content Saved", "Content Commented", "Live Commented")),
    Signal("cared", "朋友圈互动", Part.WILLINGNESS, 14.0, 90, ("Moment Interacted",)),
    Signal("shared", "转发分享", Part.WILLINGNESS, 6.0, 90,
           ("Content Shared", "Product Shared", "Cart Shared", "Mini Program Shared")),
    Signal("took_part", "参加活动", Part.WILLINGNESS, 4.0, 30,
           ("Campaign Joined", "Survey Answered", "Checked In", "Coupon Claimed", "Subscription Granted")),
    Signal("followed", "关注", Part.WILLINGNESS, 2.0, 60, ("Account Followed", "Official Account Followed")),
    Signal("befriended", "加企微好友", Part.WILLINGNESS, 25.0, 60, ("Contact Added",)),
    Signal("joined", "进群", Part.WILLINGNESS, 3.0, 60, ("Group Joined",)),
    Signal("enrolled", "入会", Part.WILLINGNESS, 4.0, 180, ("Member Joined", "Signed Up")),
    Signal("reviewed", "写评价", Part.WILLINGNESS, 8.0, 180, ("Review Written", "Product Reviewed")),
    Signal("invited", "邀请朋友", Part.WILLINGNESS, 12.0, 180, ("Invitation Sent", "Referral Made")),
    Signal("paid", "购买", Part.VALUE, 4.0, 90),
    Signal("paid_again", "复购", Part.VALUE, 4.0, 180, repeated=True),
    Signal("pushed", "收到推送", Part.FATIGUE, -10.0, 90),
    Signal("left", "退群、取关、退订", Part.FATIGUE, -4.0, 60,
           ("Group Left", "Account Unfollowed", "Official Account Unfollowed", "Member Left", "Subscription Revoked",
            "Consent Withdrawn")),
    Signal("deleted", "删除员工", Part.FATIGUE, -8.0, 60, ("Contact Deleted Staff",)),
    Signal("refunded", "退款", Part.FATIGUE, -4.0, 60, ("Order Refunded",)),
    Signal("complained", "投诉", Part.FATIGUE, -15.0, 30, ("Complaint Made",)),
)  # fmt: skip
"""In this order everywhere: a signal's number is its place here, from 1."""

NUMBERS: Mapping[str, int] = {signal.name: number for number, signal in enumerate(SIGNALS, start=1)}
OF_EVENTS: Mapping[str, str] = {event: signal.name for signal in SIGNALS for event in signal.events}

SENT = "Message Sent"
OF_MESSAGES: Mapping[str, str | None] = {"service": "served", "welcome": None}
"""What a message of ours is by its ``kind``; every other is a push."""

ADDED, TRANSFERRED = "Contact Added", "Contact Transferred"
ANSWERING = ("Message Replied", "Consultation Started", "Moment Interacted")
"""By what a person answers us, or speaks first."""
ENDED = ("Contact Deleted Staff", "Staff Deleted Contact")
"""What begins and ends the relation of a person with a member of our staff."""
