"""Changing access: log in and out, staff, tokens, units, and the record of it all."""

from huoshui.access.operations.audit import record
from huoshui.access.operations.login import Candidate, attempt, renew_hash, succeed
from huoshui.access.operations.sessions import Opened, end, open_session, resume
from huoshui.access.operations.staff import StaffChange, change_own_password, change_staff, hire
from huoshui.access.operations.tokens import create_token, recognize, revoke_token
from huoshui.access.operations.units import change_unit, create_unit

__all__ = [
    "Candidate",
    "Opened",
    "StaffChange",
    "attempt",
    "change_own_password",
    "change_staff",
    "change_unit",
    "create_token",
    "create_unit",
    "end",
    "hire",
    "open_session",
    "recognize",
    "record",
    "renew_hash",
    "resume",
    "revoke_token",
    "succeed",
]
