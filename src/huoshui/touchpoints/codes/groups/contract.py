"""What others may know of group codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from huoshui.bedrock.errors import Conflict, Missing
from huoshui.touchpoints.codes.contract import Alarm

SHOWN_MOST = 5
"""So many groups the platform lets one code have."""


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """
    What a group code is to be: groups in the order in which they fill, each up to ``most`` members.

    With ``next_name`` the platform opens further groups by itself, named so and numbered.
    """

    name: str
    groups: tuple[str, ...]
    most: int = 200
    next_name: str = ""
    note: str = ""
    channel: str = ""
    campaign: str = ""
    paused: bool = False


@dataclass(frozen=True, slots=True)
class GroupCode:
    """A group code and how it stands; ``sizes`` are members by group, ``found`` the groups that the platform opened."""

    id: int
    slug: str
    account: int
    plan: GroupPlan
    state: str
    version: int
    changed_at: datetime
    changed_name: str
    config_id: str = ""
    picture: str = ""
    shown: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    alarms: tuple[Alarm, ...] = ()
    problem: str = ""


class NoSuchGroupCode(Missing):
    """There is no group code “{slug}”."""


class GroupCodeExists(Conflict):
    """The place “{slug}” is taken by another code or page; what is printed is for ever: choose another."""


class GroupCodeChanged(Conflict):
    """Somebody changed the group code “{slug}” meanwhile; it has version {version} now. Look at it and change it."""
