"""The HTTP door of access: log in and out, staff, tokens, units, audit."""

from typing import Annotated

from fastapi import Path, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from huoshui.access import credentials, operations, queries
from huoshui.access.contract import (
    SESSION_COOKIE,
    AlreadyExpired,
    BeyondYourself,
    ForgedRequest,
    LastAdmin,
    LoginRefused,
    LoginThrottled,
    NoSuchStaff,
    NoSuchToken,
    NoSuchUnit,
    NotALogin,
    NotPermitted,
    Permission,
    SessionEnded,
    StaffExists,
    TokenRefused,
    UnitExists,
    UnitMisplaced,
    Viewer,
    WeakPassword,
)
from huoshui.access.doors import CurrentViewer, requires
from huoshui.access.rules import SESSION_LONGEST
from huoshui.access.schemas import (
    AuditOut,
    Code,
    LoginIn,
    MeOut,
    NewTokenOut,
    PasswordIn,
    StaffChangeIn,
    StaffIn,
    StaffOut,
    TokenIn,
    TokenOut,
    UnitChangeIn,
    UnitIn,
    UnitOut,
)
from huoshui.bedrock.errors import Unauthenticated
from huoshui.bedrock.http import Now, PlatformDep, Session, refuses
from huoshui.bedrock.log import logger
from huoshui.bedrock.routes import Doors

router = Doors(tags=["access"])

_KNOWN = (Unauthenticated, SessionEnded, TokenRefused, ForgedRequest, NotPermitted)
_Id = Annotated[int, Path(alias="id", ge=1, lt=2**63)]
_Manager = Annotated[Viewer, requires(Permission.STAFF_MANAGE)]
_TokenMaker = Annotated[Viewer, requires(Permission.TOKENS_MANAGE)]
_Filter = Annotated[str | None, Query(max_length=200, pattern=r"^[\w.:-]+$")]


@router.post("/login", responses=refuses(LoginRefused, ForgedRequest, LoginThrottled))
async def log_in(request: Request, response: Response, platform: PlatformDep, now: Now, given: LoginIn) -> MeOut:
    """Open a session: sets the cookie, gives the CSRF token."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise ForgedRequest  # else a strange page could log its visitor in as somebody else
    candidate = await _attempt(platform, request, login=given.login, now=now)
    opened = None
    if await credentials.matches(given.password.get_secret_value(), candidate.password_hash):
        opened = await _open(platform, request, candidate, given=given, now=now)
    if opened is None:
        logger().info("access.login.refused")
        raise LoginRefused
    _set_cookie(request, response, opened.secret)
    return MeOut.of(opened.viewer, opened.csrf_token)


@router.post("/logout", status_code=204, responses=refuses(*_KNOWN))
async def log_out(request: Request, response: Response, session: Session, now: Now, viewer: CurrentViewer) -> None:
    """End this session."""
    secret = request.cookies.get(SESSION_COOKIE)
    if secret:
        await operations.end(session, secret=secret, viewer=viewer, now=now)
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")


@router.get("/me", responses=refuses(*_KNOWN))
async def me(request: Request, viewer: CurrentViewer) -> MeOut:
    """Tell who one is and what one may do."""
    secret = request.cookies.get(SESSION_COOKIE)
    by_session = secret and viewer.staff_id is not None and viewer.token_id is None
    return MeOut.of(viewer, credentials.csrf_of(secret) if secret and by_session else None)


@router.post(
    "/me/password", status_code=204, responses=refuses(*_KNOWN, LoginRefused, LoginThrottled, NoSuchStaff, WeakPassword)
)
async def change_password(
    request: Request, session: Session, platform: PlatformDep, now: Now, viewer: CurrentViewer, given: PasswordIn
) -> None:
    """Change one's own password; every session of one's own ends, this one too."""
    member = await _oneself(session, viewer)
    candidate = await _attempt(platform, request, login=member, now=now)
    if not await credentials.matches(given.current.get_secret_value(), candidate.password_hash):
        raise LoginRefused
    await operations.succeed(session, login=member, address=_address(request))
    await operations.change_own_password(session, viewer=viewer, password=given.new.get_secret_value(), now=now)


@router.get("/staff", responses=refuses(*_KNOWN))
async def list_staff(session: Session, viewer: _Manager) -> list[StaffOut]:
    """List the staff in scope."""
    return [StaffOut.of(one) for one in await queries.staff(session, scope=viewer.scope)]


@router.post(
    "/staff",
    status_code=201,
    responses=refuses(*_KNOWN, BeyondYourself, NoSuchUnit, StaffExists, NotALogin, WeakPassword),
)
async def hire(session: Session, now: Now, viewer: _Manager, given: StaffIn) -> StaffOut:
    """Add a member."""
    return StaffOut.of(
        await operations.hire(
            session,
            viewer=viewer,
            login=given.login,
            name=given.name,
            role=given.role,
            password=given.password.get_secret_value(),
            unit=given.unit,
            now=now,
        )
    )


@router.patch(
    "/staff/{id}", responses=refuses(*_KNOWN, BeyondYourself, NoSuchStaff, NoSuchUnit, LastAdmin, WeakPassword)
)
async def change_staff(session: Session, now: Now, viewer: _Manager, id_: _Id, given: StaffChangeIn) -> StaffOut:
    """Change a member: name, role, unit, password, disabled."""
    change = operations.StaffChange(
        name=given.name,
        role=given.role,
        unit=given.unit,
        password=given.password.get_secret_value() if given.password else None,
        disabled=given.disabled,
    )
    return StaffOut.of(await operations.change_staff(session, viewer=viewer, id_=id_, change=change, now=now))


@router.get("/tokens", responses=refuses(*_KNOWN))
async def list_tokens(session: Session, viewer: _TokenMaker) -> list[TokenOut]:
    """List the tokens that hold, without their secrets."""
    return [TokenOut(**TokenOut.fields_of(one)) for one in await queries.tokens(session, scope=viewer.scope)]


@router.post("/tokens", status_code=201, responses=refuses(*_KNOWN, BeyondYourself, NoSuchUnit, AlreadyExpired))
async def create_token(session: Session, now: Now, viewer: _TokenMaker, given: TokenIn) -> NewTokenOut:
    """Make a token; its secret is in this answer and never again."""
    token, secret = await operations.create_token(
        session,
        viewer=viewer,
        name=given.name,
        permissions=given.permissions,
        units=given.units,
        expires_at=given.expires_at,
        now=now,
    )
    return NewTokenOut(token=secret, **TokenOut.fields_of(token))


@router.delete("/tokens/{id}", status_code=204, responses=refuses(*_KNOWN, NoSuchToken))
async def revoke_token(session: Session, now: Now, viewer: _TokenMaker, id_: _Id) -> None:
    """End a token."""
    await operations.revoke_token(session, viewer=viewer, id_=id_, now=now)


@router.get("/units", responses=refuses(*_KNOWN))
async def list_units(session: Session, viewer: CurrentViewer) -> list[UnitOut]:
    """List the units in scope, each after its parent."""
    return [UnitOut.of(one) for one in await queries.units(session, scope=viewer.scope)]


@router.post("/units", status_code=201, responses=refuses(*_KNOWN, NoSuchUnit, UnitExists, UnitMisplaced))
async def create_unit(session: Session, now: Now, viewer: _Manager, given: UnitIn) -> UnitOut:
    """Add a unit below another."""
    return UnitOut.of(
        await operations.create_unit(
            session,
            viewer=viewer,
            code=given.code,
            name=given.name,
            kind=given.kind,
            parent=given.parent,
            now=now,
        )
    )


@router.patch("/units/{code}", responses=refuses(*_KNOWN, NoSuchUnit, UnitMisplaced))
async def change_unit(
    session: Session, now: Now, viewer: _Manager, code: Annotated[Code, Path()], given: UnitChangeIn
) -> UnitOut:
    """Rename a unit, or move it with all below it."""
    return UnitOut.of(
        await operations.change_unit(session, viewer=viewer, code=code, name=given.name, parent=given.parent, now=now)
    )


@router.get("/audit", responses=refuses(*_KNOWN))
async def audit(
    session: Session,
    viewer: Annotated[Viewer, requires(Permission.AUDIT_READ)],
    before: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    actor: _Filter = None,
    action: _Filter = None,
    subject: _Filter = None,
) -> list[AuditOut]:
    """List what was done, newest first; go on with ``before`` = the last id."""
    entries = await queries.audit(
        session, scope=viewer.scope, before=before, limit=limit, actor=actor, action=action, subject=subject
    )
    return [AuditOut.of(entry) for entry in entries]


async def _attempt(platform: PlatformDep, request: Request, *, login: str, now: Now) -> operations.Candidate:
    async with platform.postgres.transaction() as session:
        return await operations.attempt(session, login=login, address=_address(request), now=now)


async def _open(
    platform: PlatformDep, request: Request, candidate: operations.Candidate, *, given: LoginIn, now: Now
) -> operations.Opened | None:
    if candidate.staff_id is None or candidate.password_hash is None:
        return None
    renewed = None
    if credentials.outdated(candidate.password_hash):
        renewed = await credentials.hash_password(given.password.get_secret_value())
    async with platform.postgres.transaction() as session:
        await operations.succeed(session, login=given.login, address=_address(request))
        if renewed:
            await operations.renew_hash(session, staff_id=candidate.staff_id, password_hash=renewed)
        return await operations.open_session(
            session, staff_id=candidate.staff_id, instead_of=request.cookies.get(SESSION_COOKIE), now=now
        )


async def _oneself(session: AsyncSession, viewer: Viewer) -> str:
    member = None
    if viewer.staff_id is not None and viewer.token_id is None:
        member = await queries.staff_member(session, id_=viewer.staff_id, scope=viewer.scope)
    if member is None:
        raise NoSuchStaff(id=viewer.actor)
    return member.login


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _set_cookie(request: Request, response: Response, secret: str) -> None:
    response.set_cookie(
        SESSION_COOKIE,
        secret,
        max_age=int(SESSION_LONGEST.total_seconds()),
        path="/",
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
