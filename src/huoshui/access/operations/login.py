"""
Guessing passwords is slow, per login name and per address, and tells nothing about who works here.

A login is two transactions: the attempt is counted and committed before the password is looked at, so that guesses at
the same time do not share one count, and so that a refusal does not roll its count back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials
from huoshui.access.contract import LoginThrottled, NotALogin, StaffId
from huoshui.access.models import LoginAttemptRow, StaffRow
from huoshui.access.rules import BY_ADDRESS, BY_LOGIN, Throttle, network_of, normal_login

_REMEMBERED = timedelta(days=1)
_SWEPT_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whose password is to be compared; nobody's looks the same from outside."""

    staff_id: StaffId | None = None
    password_hash: str | None = None


async def attempt(session: AsyncSession, *, login: str, address: str, now: datetime) -> Candidate:
    """
    This will count an attempt as failed in advance and give the hash to compare the password with; commit it first.

    :raises LoginThrottled: if the login name or the address failed too often of late; nothing is counted then
    """
    for subject, throttle in _subjects(login, address):
        await _count(session, subject=subject, throttle=throttle, now=now)
    await _sweep(session, now=now)
    try:
        normal = normal_login(login)
    except NotALogin:
        return Candidate()
    found = (
        await session.execute(
            select(StaffRow.id, StaffRow.password_hash).where(StaffRow.login == normal, StaffRow.disabled_at.is_(None))
        )
    ).first()
    return Candidate(StaffId(found.id), found.password_hash) if found else Candidate()


async def succeed(session: AsyncSession, *, login: str, address: str) -> None:
    """This will take back what `attempt` counted: all of the login name's failures, and this one of the address's."""
    (by_address, _), (by_login, _) = _subjects(login, address)
    await session.execute(
        update(LoginAttemptRow)
        .where(LoginAttemptRow.subject == by_address)
        .values(failures=func.greatest(LoginAttemptRow.failures - 1, 0), blocked_until=None)
    )
    await session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.subject == by_login))


async def renew_hash(session: AsyncSession, *, staff_id: StaffId, password_hash: str) -> None:
    """This will replace a hash by one of the same password, made with the parameters of today."""
    await session.execute(update(StaffRow).where(StaffRow.id == staff_id).values(password_hash=password_hash))


async def _count(session: AsyncSession, *, subject: bytes, throttle: Throttle, now: datetime) -> None:
    await session.execute(
        insert(LoginAttemptRow)
        .values(subject=subject, failures=0, failed_at=now, blocked_until=None)
        .on_conflict_do_nothing()
    )
    row = await session.get_one(LoginAttemptRow, subject, with_for_update=True, populate_existing=True)
    if row.blocked_until is not None and row.blocked_until > now:
        raise LoginThrottled(retry_after=ceil((row.blocked_until - now).total_seconds()))
    row.failures = throttle.failures(row.failures, failed_at=row.failed_at, now=now)
    row.failed_at = now
    row.blocked_until = now + throttle.wait(row.failures)
    await session.flush()


async def _sweep(session: AsyncSession, *, now: datetime) -> None:
    stale = (
        select(LoginAttemptRow.subject)
        .where(LoginAttemptRow.failed_at < now - _REMEMBERED)
        .limit(_SWEPT_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    await session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.subject.in_(stale)))


def _subjects(login: str, address: str) -> tuple[tuple[bytes, Throttle], tuple[bytes, Throttle]]:
    # The address first, always: two attempts that wait for each other's rows would never end.
    try:
        name = normal_login(login)
    except NotALogin:
        name = login.strip().lower()
    return (
        (credentials.digest(f"address:{network_of(address)}"), BY_ADDRESS),
        (credentials.digest(f"login:{name}"), BY_LOGIN),
    )
