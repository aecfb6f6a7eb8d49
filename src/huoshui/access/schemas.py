"""The HTTP shapes of access."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from huoshui.access.contract import AuditEntry, Permission, Role, Staff, Token, Unit, UnitKind, Viewer
from huoshui.bedrock.shapes import MomentIn, Shape


def _printable(text: str) -> str:
    if not text.isprintable():
        msg = "it holds control characters"
        raise ValueError(msg)
    return text


Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_printable)
]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Password = Annotated[SecretStr, Field(min_length=1, max_length=1000)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LoginIn(_In):
    """Who comes in."""

    login: Annotated[str, StringConstraints(max_length=1000)]
    password: Password


class PasswordIn(_In):
    """A new password for oneself."""

    current: Password
    new: Password


class MeOut(Shape):
    """Who one is, and what one may do."""

    actor: str
    name: str
    role: Role
    permissions: list[Permission]
    everything: bool = Field(description="whether every unit may be seen")
    units: list[int] = Field(description="the units that may be seen when not everything may")
    csrf_token: str | None = Field(description="what to send as X-CSRF-Token with every change of this session")

    @classmethod
    def of(cls, viewer: Viewer, csrf_token: str | None) -> "MeOut":
        """This will show a viewer to themselves."""
        return cls.like(
            viewer,
            permissions=sorted(viewer.permissions),
            everything=viewer.scope.everything,
            units=list(viewer.scope.units or ()),
            csrf_token=csrf_token,
        )


class UnitIn(_In):
    """A unit to add."""

    code: Code
    name: Name
    kind: UnitKind
    parent: Code | None = Field(default=None, description="the parent's code; default: headquarters")


class UnitChangeIn(_In):
    """What to change of a unit."""

    name: Name | None = None
    parent: Code | None = None


class UnitOut(Shape):
    """A unit."""

    id: int
    code: str
    name: str
    kind: UnitKind
    parent: str | None

    @classmethod
    def of(cls, unit: Unit) -> "UnitOut":
        """This will show a unit."""
        return cls.like(unit)


class StaffIn(_In):
    """A member to add."""

    login: Annotated[str, StringConstraints(max_length=200)]
    name: Name
    role: Role
    password: Password
    unit: Code | None = Field(default=None, description="the unit's code; default: headquarters")


class StaffChangeIn(_In):
    """What to change of a member."""

    name: Name | None = None
    role: Role | None = None
    unit: Code | None = None
    password: Password | None = None
    disabled: bool | None = None


class StaffOut(Shape):
    """A member."""

    id: int
    login: str
    name: str
    role: Role
    unit: str
    created_at: datetime
    disabled_at: datetime | None

    @classmethod
    def of(cls, staff: Staff) -> "StaffOut":
        """This will show a member."""
        return cls.like(staff)


class TokenIn(_In):
    """A token to make."""

    name: Name
    permissions: Annotated[list[Permission], Field(min_length=1, max_length=len(Permission))]
    units: Annotated[list[Code], Field(min_length=1, max_length=100)] | None = Field(
        default=None, description="the codes of the units that it may see, each with all below; default: as its maker"
    )
    expires_at: MomentIn | None = None


class TokenOut(BaseModel):
    """A token, without its secret."""

    id: int
    name: str
    hint: str
    permissions: list[Permission]
    units: list[str] | None
    staff_id: int | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None

    @classmethod
    def fields_of(cls, token: Token) -> dict[str, Any]:
        """This will give the fields that show a token."""
        return {
            "id": token.id,
            "name": token.name,
            "hint": token.hint,
            "permissions": sorted(token.permissions),
            "units": None if token.units is None else list(token.units),
            "staff_id": token.staff_id,
            "created_at": token.created_at,
            "expires_at": token.expires_at,
            "last_used_at": token.last_used_at,
        }


class NewTokenOut(TokenOut):
    """A token just made; the secret is shown this once."""

    token: str


class AuditOut(Shape):
    """One line of the audit log."""

    id: int
    at: datetime
    actor: str
    name: str
    action: str
    subject: str
    facts: dict[str, Any]

    @classmethod
    def of(cls, entry: AuditEntry) -> "AuditOut":
        """This will show a line."""
        return cls.like(entry, facts=dict(entry.facts))
