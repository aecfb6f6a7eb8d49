"""What others may know of channel quality: the questions and what they answer with."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from huoshui.bedrock.errors import Missing
from huoshui.insight.ground import Dated

EVERYBODY = "all"
"""The line of all channels together."""
RETENTION_DAYS = (1, 7, 30)
SOON_DAYS = 7
SHARED_BY = 4
"""A device on which so many people were seen is no family's."""
SIGNS = ("burst", "left_soon", "shared_device", "never_back")
CHINESE = {
    "burst": "与一批人在几分钟内同时到来",
    "left_soon": "七天内取关或删除",
    "shared_device": "与多人共用一台设备",
    "never_back": "来过之后再没出现",
    "no_interaction": "从未互动",
    "reads_nothing": "从不打开我们发送的内容",
}
"""Signs of no person being there, as one reads them."""
INTERACTIONS = (
    "Content Liked", "Content Saved", "Content Commented", "Content Shared", "Video Completed", "Live Commented",
    "Live Reserved", "Brand Searched", "Form Viewed", "Lead Submitted", "Product Viewed", "Product Added",
    "Products Searched", "Cart Viewed", "Checkout Started", "Order Placed", "Order Completed", "Message Replied",
    "Message Clicked", "Consultation Started", "Moment Interacted", "Official Account Menu Clicked",
    "Official Account Article Read", "Mini Program Opened", "Mini Program Shared", "Member Joined", "Checked In",
    "Invitation Sent", "Review Written", "Product Reviewed", "Survey Answered", "Store Visited", "Test Ride Booked",
    "Test Ride Completed", "Coupon Claimed", "Points Spent", "Signed Up",
)  # fmt: skip
"""What one only does on purpose."""
DELIVERIES = ("Message Sent", "Push Notification Received")
READS = ("Message Read", "Message Clicked", "Message Replied", "Push Notification Tapped")
LEAVING = ("Account Unfollowed", "Official Account Unfollowed", "Contact Deleted Staff", "Unsubscribed")
OURS = (
    "Message Sent", "Message Delivered", "Message Failed", "Lead Assigned", "Lead Followed Up", "Lead Qualified",
    "Lead Lost", "Contact Remarked", "Contact Transferred", "Contact Transfer Failed",
    "Staff Deleted Contact", "Tag Added", "Tag Removed",
    "Points Earned", "Coupon Expired", "Member Level Changed", "Order Shipped", "Push Notification Received",
    "Push Notification Bounced", "Order Refunded", "Order Cancelled",
)  # fmt: skip
"""What we did to people, which does not show that anybody is there."""

Class = Literal["active", "silent", "fake"]
CLASSES: tuple[Class, ...] = ("active", "silent", "fake")


class QualityQuestion(Dated):
    """
    Of the people whom each public channel brought first, in the period: who is there.

    Followers are a mixture of active ones, silent ones (沉默粉) and fake ones, fitted to what they did since: how often
    they interacted, what they opened of what was sent to them, and signs. A label is a chance, never a verdict.
    """

    kind: Literal["channel_quality"] = "channel_quality"


class FollowersQuestion(QualityQuestion):
    """Who of a channel's people is most probably of a class, with the reasons."""

    channel: Annotated[str, Field(min_length=1, max_length=60)]
    of: Class = "fake"
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many: those who could be, or were old enough to be."""

    people: float
    of: int

    @property
    def share(self) -> float | None:
        """The share; nothing of nobody."""
        return self.people / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Quality:
    """
    One channel's people. ``active``, ``silent`` and ``fake`` add up to the arrivals; ``seen`` were there in the last
    30 days by an act of their own; ``retained`` on the very day n after their arrival.
    """

    channel: str
    chinese: str
    arrivals: int
    active: Part
    silent: Part
    fake: Part
    reachable: Part
    seen: Part
    left_soon: Part
    retained: dict[int, Part]
    buyers: Part
    buyers_shrunken: float
    net_fen: int
    signs: dict[str, Part]

    @property
    def people(self) -> float:
        """How many of the arrivals are people, silent ones included."""
        return self.active.people + self.silent.people

    @property
    def sentence(self) -> tuple[str, str]:
        """What it comes to, in Chinese and in English."""
        real, all_ = round(self.people), self.arrivals
        zh = f"{self.chinese}带来 {all_:,} 人，其中约 {real:,} 人是真人，{round(self.active.people):,} 人会互动。"
        en = f"{self.channel}: {all_:,} arrivals, of whom about {real:,} are people"
        return zh, f"{en}; {round(self.active.people):,} interact."


@dataclass(frozen=True, slots=True)
class Follower:
    """One of a channel's people: the chance of each class, and what speaks for it."""

    person: int
    chance: dict[Class, float]
    reasons: tuple[str, ...]
    interactions: int
    days: float


@dataclass(frozen=True, slots=True)
class Report:
    """Every channel, all together, and how the mixture saw the classes."""

    channels: tuple[Quality, ...]
    total: Quality
    rates: dict[Class, float]
    """Interactions a day."""
    sign_rates: dict[Class, dict[str, float]]
    fitted_on: int


class NoSuchChannel(Missing):
    """There is no public channel “{channel}”."""
