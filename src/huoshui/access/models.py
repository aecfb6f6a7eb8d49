"""The tables of access, as revision ``0002_access`` makes them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, DateTime, ForeignKey, Identity, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from huoshui.bedrock.postgres import Base

_Moment = DateTime(timezone=True)


class UnitRow(Base):
    """A node of the org tree."""

    __tablename__ = "units"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    parent_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("units.id"))
    path: Mapped[str] = mapped_column(Text(collation="C"))
    created_at: Mapped[datetime] = mapped_column(_Moment)


class StaffRow(Base):
    """One who works here."""

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    login: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("units.id"))
    password_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(_Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(_Moment)


class SessionRow(Base):
    """A login on one device."""

    __tablename__ = "sessions"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    staff_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(_Moment)
    seen_at: Mapped[datetime] = mapped_column(_Moment)


class TokenRow(Base):
    """An API token."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    hint: Mapped[str] = mapped_column(Text)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    units: Mapped[list[int] | None] = mapped_column(ARRAY(BigInteger))
    staff_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("staff.id"))
    created_at: Mapped[datetime] = mapped_column(_Moment)
    expires_at: Mapped[datetime | None] = mapped_column(_Moment)
    used_at: Mapped[datetime | None] = mapped_column(_Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(_Moment)


class LoginAttemptRow(Base):
    """How often a login name or an address failed of late."""

    __tablename__ = "login_attempts"

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(_Moment)
    blocked_until: Mapped[datetime | None] = mapped_column(_Moment)


class AuditRow(Base):
    """One line of the audit log; the database refuses to change it."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(_Moment)
    actor: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
