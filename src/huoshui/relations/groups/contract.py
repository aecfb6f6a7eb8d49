"""What others may know of groups: their days, our tags on them, welcomes, and the refusals."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from huoshui.bedrock.errors import Conflict, Missing
from huoshui.relations.sends.contract import Enclosed

TAGS_MOST: Final = 20
"""Of one group."""
TAG_MOST: Final = 30
WELCOMES_MOST: Final = 100
"""Of one corp, with those that were made elsewhere: https://developer.work.weixin.qq.com/document/path/92366."""
WELCOME_MOST: Final = 3_000
"""Bytes of a welcome's words."""


@dataclass(frozen=True, slots=True)
class GroupDay:
    """Who came and went on one day (Beijing)."""

    day: date
    joined: int
    left: int


@dataclass(frozen=True, slots=True)
class GroupTag:
    """A tag, and how many groups have it that are not dissolved."""

    name: str
    groups: int


@dataclass(frozen=True, slots=True)
class GroupWelcome:
    """What new members read; not ``confirmed`` while nobody knows whether the platform has it."""

    id: int
    account: int
    corp: str
    name: str
    text: str
    attachment: Enclosed | None
    template_id: str
    changed_at: datetime
    changed_name: str

    @property
    def confirmed(self) -> bool:
        """Whether the platform has it."""
        return bool(self.template_id)


class NoSuchGroupWelcome(Missing):
    """There is no group welcome {id}."""


class GroupWelcomesFull(Conflict):
    """A corp has at most {most} group welcomes, and all of them are used: remove one that no group needs."""


class GroupWelcomeUnconfirmed(Conflict):
    """Nobody knows whether WeCom has “{name}”: look in its console, remove it here, and make it again if it has not."""
