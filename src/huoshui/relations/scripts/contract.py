"""What others may know of scripts: folders, scripts with their parts, versions and uses, and the refusals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from huoshui.bedrock.errors import Conflict, Forbidden, Missing, Unfit

PARTS_MOST: Final = 9
TEXT_MOST_BYTES: Final = 4_000
"""What one message to a customer holds: https://developer.work.weixin.qq.com/document/path/92135."""
PICTURE_MOST_BYTES: Final = 2 * 2**20
VARIABLES: Final = ("客户称呼", "员工姓名")
"""What fills itself in where it stands in braces; other braces are text."""


class How(StrEnum):
    """What was done with a script."""

    COPIED = "copied"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of scripts; ``own``: of whoever looks, seen by nobody else."""

    id: int
    name: str
    own: bool
    scripts: int


@dataclass(frozen=True, slots=True)
class Script:
    """
    A script: its parts are ``{"kind": "text", "text"}``, ``{"kind": "picture", "picture"}`` or
    ``{"kind": "link", "title", "url"}``; ``uses`` of the last thirty days.
    """

    id: int
    folder: int
    folder_name: str
    own: bool
    title: str
    parts: Sequence[dict[str, Any]]
    version: int
    uses: int
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class Version:
    """What a script was."""

    version: int
    title: str
    parts: Sequence[dict[str, Any]]
    changed_at: datetime
    changed_name: str


@dataclass(frozen=True, slots=True)
class Use:
    """Who used which version when, how, and for whom."""

    at: datetime
    used_name: str
    version: int
    how: How
    identity: int | None


@dataclass(frozen=True, slots=True)
class Ready:
    """A set of ready scripts, and how many of them somebody has now: everybody's, or their own."""

    id: str
    name: str
    name_en: str
    titles: Sequence[str]
    taken: int
    taken_own: int


class NoSuchReadySet(Missing):
    """There is no set “{set}” of ready scripts; the list of sets names those there are."""


class NoSuchScript(Missing):
    """There is no script {id}."""


class NoSuchFolder(Missing):
    """There is no folder {id} of scripts."""


class NoSuchPicture(Missing):
    """There is no such picture."""


class ScriptsOfEverybody(Forbidden):
    """These scripts are everybody's; whoever runs operations changes them. Make your own beside them."""


class ScriptChanged(Conflict):
    """Somebody changed it meanwhile: it is at version {now}, and yours was {yours}."""


class FolderNotEmpty(Conflict):
    """“{name}” holds or held {scripts} scripts, whose history stays: it cannot be removed. Rename it."""


class FolderExists(Conflict):
    """There is a folder “{name}” already."""


class NotAScriptPart(Unfit):
    """Part {place} cannot be part of a script: {why}."""


class NotAScriptPicture(Unfit):
    """This is no picture that a script can bring: {why}."""
