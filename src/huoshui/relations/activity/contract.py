"""What others may know of activity: figures by staff and day from two sources, and how the pull of WeCom's stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from huoshui.bedrock.errors import Conflict, Missing

SPAN_DAYS: Final = 30
"""So many days one question may cover: https://developer.work.weixin.qq.com/document/path/92132."""
KEPT_DAYS: Final = 180
"""So many days WeCom keeps figures: the same page."""
OWNERS_MOST: Final = 100
"""Of so many owners figures of groups may be asked together: https://developer.work.weixin.qq.com/document/path/92133."""


class Step(StrEnum):
    """What a pull reads."""

    STAFF = "staff"
    GROUPS = "groups"
    DONE = "done"


class Differs(StrEnum):
    """How WeCom's figure stands to ours; ``unknown``: one of the two is not there."""

    SAME = "same"
    THEIRS_MORE = "theirs_more"
    OURS_MORE = "ours_more"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Told:
    """
    What was counted of a staff member, by one of the two sources; none: it does not count that, or has not told.

    ``replied`` is the share of chats begun by customers that were answered on the same day, ``first_reply`` minutes.
    Of several days and staff they are means over the days that have them: WeCom does not say of how many chats.
    """

    added: int | None = None
    deleted: int | None = None
    chats: int | None = None
    messages: int | None = None
    replied: float | None = None
    first_reply: float | None = None
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class ToldOfGroups:
    """
    What was counted of an owner's groups; ``opened`` and ``joined`` in the period, the others as the last day ended.

    ``messages`` and who wrote them are counted since the groups were opened; ``said`` are the period's messages.
    """

    opened: int | None = None
    joined: int | None = None
    groups: int | None = None
    members: int | None = None
    groups_talked: int | None = None
    talked: int | None = None
    messages: int | None = None
    said: int | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A staff member's figures of the period, by both sources, and how they differ by name."""

    corp: str
    staff: str
    name: str
    unit: str | None
    left_at: datetime | None
    days: int
    """Of how many days WeCom told."""
    corrected: int
    """How many of these it told otherwise later."""
    theirs: Told
    ours: Told
    groups_theirs: ToldOfGroups
    groups_ours: ToldOfGroups
    differs: Mapping[str, Differs]
    refused: str = ""
    """Why the last pull could not read them."""


@dataclass(frozen=True, slots=True)
class Day:
    """All these staff's figures of one day (Beijing), by both sources."""

    day: date
    staff: int
    """Of how many WeCom told."""
    theirs: Told
    ours: Told
    differs: Mapping[str, Differs]


@dataclass(frozen=True, slots=True)
class Pull:
    """How a pull stands: ``state`` is ``running``, ``done`` or ``failed``; it reads figures up to ``until``."""

    id: int
    account: int
    corp: str
    state: str
    step: Step
    until: date
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    staff: int
    staff_done: int
    refused: int
    figures: int
    corrected: int
    problem: str


@dataclass(frozen=True, slots=True)
class Activity:
    """A period, day by day and staff by staff; ``hears_chats``: whether any source of ours tells of chats at all."""

    since: date
    until: date
    hears_chats: bool
    days: Sequence[Day] = ()
    staff: Sequence[Member] = ()


class NoSuchPull(Missing):
    """There is no pull {id}."""


class PullRunning(Conflict):
    """WeCom's figures of “{account}” are being pulled already; {staff_done} of {staff} staff are read."""
