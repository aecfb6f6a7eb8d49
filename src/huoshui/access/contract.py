"""What others may know of access: permissions, roles, scopes, viewers, the org tree, and the refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType

from huoshui.bedrock.errors import Conflict, Forbidden, Missing, TooMany, Unauthenticated, Unfit

StaffId = NewType("StaffId", int)
UnitId = NewType("UnitId", int)
TokenId = NewType("TokenId", int)

SESSION_COOKIE = "huoshui_session"
CSRF_HEADER = "X-CSRF-Token"
TOKEN_PREFIX = "hs_"  # noqa: S105  # the start of every API token, not one of them


class Permission(StrEnum):
    """What one may do; every route names the one it needs."""

    PEOPLE_READ = "people.read"
    PEOPLE_REVEAL = "people.reveal"
    PEOPLE_CHANGE = "people.change"
    PEOPLE_EXPORT = "people.export"
    PEOPLE_ERASE = "people.erase"
    EVENTS_READ = "events.read"
    EVENTS_MANAGE = "events.manage"
    SOURCES_MANAGE = "sources.manage"
    IMPORTS_RUN = "imports.run"
    ORDERS_READ = "orders.read"
    REPORTS_READ = "reports.read"
    TOUCHPOINTS_MANAGE = "touchpoints.manage"
    SENDS_MANAGE = "sends.manage"
    CONNECTORS_MANAGE = "connectors.manage"
    STAFF_MANAGE = "staff.manage"
    TOKENS_MANAGE = "tokens.manage"
    AUDIT_READ = "audit.read"
    SYSTEM_READ = "system.read"
    SYSTEM_MANAGE = "system.manage"


class Role(StrEnum):
    """A named set of permissions: 管理员, 运营, 访客, 导购."""

    ADMIN = "admin"
    OPERATOR = "operator"
    VIEWER = "viewer"
    GUIDE = "guide"


class UnitKind(StrEnum):
    """A level of the org tree, from the root down: 总部, 大区, 经销商, 门店."""

    HEADQUARTERS = "headquarters"
    REGION = "region"
    DEALER = "dealer"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose data may be seen: these units' and nobody else's; ``None`` is everything, ``()`` is nothing."""

    units: tuple[int, ...] | None

    @property
    def everything(self) -> bool:
        """Whether there is no limit."""
        return self.units is None

    def covers(self, unit: int | None) -> bool:
        """This will tell whether rows of that unit may be seen; rows of no unit only by those who see everything."""
        return self.units is None or unit in self.units

    def within(self, other: "Scope") -> bool:
        """This will tell whether the other scope sees all that this one sees."""
        if other.units is None or self.units is None:
            return other.units is None
        return set(self.units) <= set(other.units)

    def meet(self, other: "Scope") -> "Scope":
        """This will give what both scopes see, in ascending order."""
        if self.units is None:
            return other
        if other.units is None:
            return self
        return Scope(tuple(sorted(set(self.units) & set(other.units))))


EVERYTHING = Scope(None)
NOTHING = Scope(())


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    Who is asking and what they may do, decided at the door.

    ``staff_id`` is the person behind it (``None``: the command line on this machine, or a token that it made);
    ``token_id`` the API token they came with; ``unit`` the unit they belong to.
    """

    staff_id: StaffId | None
    name: str
    role: Role
    permissions: frozenset[Permission]
    scope: Scope
    token_id: TokenId | None = None
    unit: UnitId | None = None

    @property
    def actor(self) -> str:
        """How the audit log and evidence call them: ``staff:3``, ``token:7`` or ``local``."""
        if self.token_id is not None:
            return f"token:{self.token_id}"
        return "local" if self.staff_id is None else f"staff:{self.staff_id}"

    def may(self, permission: Permission) -> bool:
        """This will tell whether they hold the permission."""
        return permission in self.permissions


LOCAL = Viewer(staff_id=None, name="local", role=Role.ADMIN, permissions=frozenset(Permission), scope=EVERYTHING)
"""Whoever can read the token file in the data directory: the command line."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One node of the org tree; ``path`` is the ids from the root down to itself, e.g. ``/1/4/9/``."""

    id: UnitId
    code: str
    name: str
    kind: UnitKind
    parent: str | None
    """The parent's code."""
    path: str


@dataclass(frozen=True, slots=True)
class Staff:
    """One who works here."""

    id: StaffId
    login: str
    name: str
    role: Role
    unit: str
    """The code of the unit they belong to, which is the root of what they may see."""
    created_at: datetime
    disabled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """An API token without its secret; ``units``: codes of the roots of what it may see (``None``: as its maker)."""

    id: TokenId
    name: str
    hint: str
    permissions: frozenset[Permission]
    units: tuple[str, ...] | None
    staff_id: StaffId | None
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did; ``subject`` is what it was done to, e.g. ``staff:3`` or ``person:0c8mz4f2h6k1t``."""

    id: int
    at: datetime
    actor: str
    name: str
    action: str
    subject: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class LoginRefused(Unauthenticated):
    """The login name and the password do not belong together."""


class LoginThrottled(TooMany):
    """There were too many attempts. Try again in {retry_after} seconds."""


class SessionEnded(Unauthenticated):
    """The session has ended. Log in again."""


class TokenRefused(Unauthenticated):
    """The token is not one of ours, has expired or was revoked."""


class ForgedRequest(Forbidden):
    """The request does not carry the session's X-CSRF-Token. Take it from the answer of /api/me or /api/login."""


class NotPermitted(Forbidden):
    """This needs the permission “{permission}”."""


class BeyondYourself(Forbidden):
    """You cannot give or manage more than you hold yourself: {what}."""


class NoSuchStaff(Missing):
    """There is no staff member {id}."""


class StaffExists(Conflict):
    """There is a staff member with the login name “{login}” already."""


class LastAdmin(Conflict):
    """This is the last administrator at headquarters who can log in; name another one first."""


class NoSuchUnit(Missing):
    """There is no unit “{unit}”."""


class UnitExists(Conflict):
    """There is a unit with the code “{code}” already."""


class UnitMisplaced(Unfit):
    """A {kind} cannot stand below a {parent}: the order is headquarters, region, dealer, store."""


class NoSuchToken(Missing):
    """There is no token {id}."""


class WeakPassword(Unfit):
    """The password is too easy to guess: {why}."""


class NotALogin(Unfit):
    """“{login}” cannot be a login name: 2 to 100 letters, digits and . _ - @ + without spaces."""


class AlreadyExpired(Unfit):
    """The expiry lies in the past."""
