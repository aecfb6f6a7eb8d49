"""What others may know of pulls: how one does, what went wrong and what to do, and the refusals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from huoshui.bedrock.errors import Conflict, Unfit
from huoshui.connectors.contract import Account

CHANNELS: Final = ("oceanengine",)
"""The platforms whose leads can be pulled."""


class Problem(StrEnum):
    """Why a pull ended early."""

    GRANT_ENDED = "grant_ended"
    GRANT_BROKEN_OFF = "grant_broken_off"
    NO_PERMISSION = "no_permission"
    SECRET_WRONG = "secret_wrong"  # noqa: S105 it is none
    TOO_FAST = "too_fast"
    UNREACHABLE = "unreachable"
    ANSWER_STRANGE = "answer_strange"
    DECLINED = "declined"


SAID: Final[Mapping[Problem, tuple[str, str]]] = {
    Problem.GRANT_ENDED: (
        "the authorization has ended", "authorize the app anew, and enter the auth_code: huoshui connectors authorize",
    ),
    Problem.GRANT_BROKEN_OFF: (
        "the authorization was lost while it was renewed: the server or the network stopped before we had the answer",
        "authorize the app anew, and enter the auth_code: huoshui connectors authorize; what was left is read then",
    ),
    Problem.NO_PERMISSION: (
        "the authorization does not reach this advertiser, or the app may not read leads",
        "the app needs 线索管理, and whoever authorizes it the right to see the advertiser; then authorize it anew",
    ),
    Problem.SECRET_WRONG: ("the platform does not know this Secret for this App ID", "copy the Secret again"),
    Problem.TOO_FAST: (
        "more was asked than the platform allows",
        "nothing; it is tried again by itself. If it stays, another system asks with the same app",
    ),
    Problem.UNREACHABLE: (
        "the platform cannot be reached",
        "this server must be allowed to reach api.oceanengine.com:443; it is tried again by itself",
    ),
    Problem.ANSWER_STRANGE: (
        "something answered, but not as the platform does", "is a proxy in between, or the address another's?",
    ),
    Problem.DECLINED: ("the platform says no", "look the code up in the platform's list of return codes"),
}  # fmt: skip
"""What each means, and what to do."""


@dataclass(frozen=True, slots=True)
class Pull:
    """
    How an account's pulls do.

    What was left before ``until`` was read. ``seen`` and ``kept`` are of the last pull: leads in it, and those that we
    did not have; ``total`` are all that no push brought before. ``ends_at`` is when the authorization ends unless it is
    renewed, which every pull of a new day does.
    """

    account: Account
    advertisers: Sequence[str]
    granted_at: datetime
    granted_by: str
    until: datetime | None
    pulled_at: datetime | None
    seen: int
    kept: int
    total: int
    failed_at: datetime | None
    problem: Problem | None
    fact: str
    tries: int
    next_at: datetime
    ends_at: datetime | None = None

    @property
    def failing(self) -> bool:
        """Whether the last pull ended early."""
        return self.problem is not None


class NothingToPull(Conflict):
    """“{name}” is an account of {channel}, whose leads cannot be pulled; there are {channels}."""


class NotAuthorized(Conflict):
    """Nobody authorized “{name}” to read leads yet: bring the platform's auth_code first."""


class PullUnderWay(Conflict):
    """The leads of “{name}” are being pulled right now; look again in a minute."""


class AuthorizationDeclined(Conflict):
    """The platform did not take this auth_code: {why}. It serves once, for ten minutes, and for its own app."""


class NoSuchAdvertiser(Unfit):
    """The authorization does not reach the advertisers {advertisers}; it reaches {granted}."""
