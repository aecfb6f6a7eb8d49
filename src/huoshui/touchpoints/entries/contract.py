"""What others may know of entries: pages of mini-programs, by what they open, and the refusals."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from huoshui.bedrock.errors import Unfit


class EntryKind(StrEnum):
    """An address of the web, which opens in WeChat too; or a deep link, which must be tapped outside WeChat."""

    LINK = "link"
    SCHEME = "scheme"


class EntryHealth(StrEnum):
    """
    It serves; it is not made yet; the last one serves and its renewal fails; none serves, and clicks go where they went
    without.
    """

    READY = "ready"
    WAITING = "waiting"
    FAILING = "failing"
    MISSING = "missing"


EntryKey = tuple[str, str, str, EntryKind]
"""Account, path, query, kind: what an entry is known by."""


@dataclass(frozen=True, slots=True)
class MiniProgramPage:
    """
    A page of one of our mini-programs; ``account`` is its connector's name, no path is its front page.

    With ``by_scheme`` browsers outside WeChat show a page of ours with a button (URL Scheme), not the platform's.
    """

    account: str
    path: str = ""
    query: str = ""
    by_scheme: bool = False

    def key(self, kind: EntryKind) -> EntryKey:
        """This will give what its entry of a kind is known by."""
        return self.account, self.path, self.query, kind

    @property
    def line(self) -> str:
        """What people call it, ``mall/pages/ride?from=wall``."""
        path = self.path.removeprefix("/")
        return f"{self.account}/{path}?{self.query}" if self.query else f"{self.account}/{path}"

    @property
    def keys(self) -> tuple[EntryKey, ...]:
        """Its entries: inside WeChat only a link opens, so there is always one."""
        kinds = (EntryKind.LINK, EntryKind.SCHEME) if self.by_scheme else (EntryKind.LINK,)
        return tuple(self.key(kind) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Entry:
    """By what a page opens; ``address`` is the last that the platform gave, ``problem`` why the last try failed."""

    account: str
    path: str
    query: str
    kind: EntryKind
    address: str
    made_at: datetime | None
    expires_at: datetime | None
    problem: str
    failed_at: datetime | None

    @property
    def key(self) -> EntryKey:
        """What it is known by."""
        return self.account, self.path, self.query, self.kind

    def serves(self, now: datetime) -> bool:
        """This will tell whether it opens the page now."""
        return bool(self.address) and self.expires_at is not None and now < self.expires_at

    def health(self, now: datetime) -> EntryHealth:
        """This will tell how it does."""
        if self.serves(now):
            return EntryHealth.FAILING if self.problem else EntryHealth.READY
        return EntryHealth.MISSING if self.problem or self.address else EntryHealth.WAITING


class NoSuchMiniProgram(Unfit):
    """There is no connector “{name}” of a mini-program; connect it first, then lead links there."""


class NotAMiniProgramPage(Unfit):
    """“{page}” is no page of a mini-program that a link may lead to: {why}."""
