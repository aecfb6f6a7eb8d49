"""A brand's org tree, people who log in to it, and a clock that tests move."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from huoshui.access import credentials, operations
from huoshui.access.api import router
from huoshui.access.contract import LOCAL, Role, Unit, UnitKind
from huoshui.bedrock import clock, http

PASSWORD = "ten-thousand-springs"


@pytest.fixture
def platform(shared_platform: Any) -> Any:
    """The platform as other tests left it: what is made here has names of its own, so nothing needs emptying."""
    return shared_platform


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords cost a fifth of a second on purpose; here they need not."""
    monkeypatch.setattr(credentials, "_hasher", PasswordHasher(time_cost=1, memory_cost=256, parallelism=1))
    credentials._nobodys.cache_clear()


@dataclass
class Clock:
    """The time of the test."""

    now: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 2, 0, tzinfo=UTC))

    def pass_(self, **spell: float) -> None:
        """This will let time pass, e.g. ``pass_(hours=3)``."""
        self.now += timedelta(**spell)


@pytest.fixture
def time() -> Clock:
    return Clock()


@pytest.fixture
def now(time: Clock) -> datetime:
    return time.now


@pytest.fixture
def unique() -> str:
    """A word that no other test uses: doors commit."""
    return secrets.token_hex(5)


@pytest.fixture
def app(platform: Any, time: Clock) -> FastAPI:
    app = FastAPI()
    http.install(app)
    router.hang(app.router, under="/api")
    app.state.platform = platform
    app.dependency_overrides[clock.now] = lambda: time.now
    return app


Visitor = Callable[..., httpx2.AsyncClient]


@pytest.fixture
async def visitor(app: FastAPI) -> AsyncIterator[Visitor]:
    """Makes clients with cookie jars of their own; each comes from an address of its own unless told otherwise."""
    opened: list[httpx2.AsyncClient] = []

    def open_(*, address: str | None = None, scheme: str = "http") -> httpx2.AsyncClient:
        host = address or f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
        transport = httpx2.ASGITransport(app, client=(host, 4711))
        opened.append(httpx2.AsyncClient(transport=transport, base_url=f"{scheme}://testserver"))
        return opened[-1]

    yield open_
    for one in opened:
        await one.aclose()


@pytest.fixture
def local(visitor: Visitor, platform: Any) -> httpx2.AsyncClient:
    """The command line on the machine itself."""
    client = visitor()
    client.headers["Authorization"] = f"Bearer {platform.local_token}"
    return client


@dataclass(frozen=True)
class Tree:
    """headquarters → region → dealers a and b → stores a1, a2, b1."""

    region: Unit
    a: Unit
    b: Unit
    a1: Unit
    a2: Unit
    b1: Unit


async def plant(session: Any, unique: str, now: datetime) -> Tree:
    """This will add a small org tree below headquarters."""

    async def unit(name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
        code = f"{name}-{unique}"
        above = parent.code if parent else None
        return await operations.create_unit(
            session, viewer=LOCAL, code=code, name=name, kind=kind, parent=above, now=now
        )

    region = await unit("region", UnitKind.REGION)
    a, b = await unit("a", UnitKind.DEALER, region), await unit("b", UnitKind.DEALER, region)
    a1, a2 = await unit("a1", UnitKind.STORE, a), await unit("a2", UnitKind.STORE, a)
    return Tree(region, a, b, a1, a2, await unit("b1", UnitKind.STORE, b))


@pytest.fixture
async def tree(platform: Any, unique: str, now: datetime) -> Tree:
    async with platform.postgres.transaction() as session:
        return await plant(session, unique, now)


Join = Callable[..., Awaitable[httpx2.AsyncClient]]


@pytest.fixture
def join(platform: Any, visitor: Visitor, time: Clock) -> Join:
    """Takes somebody on and logs them in: their visitor, with the CSRF token set, and ``.staff_id`` and ``.login``."""

    async def join_(role: Role, unit: Unit | None = None, **how: Any) -> httpx2.AsyncClient:
        login = f"{role}-{secrets.token_hex(5)}"
        async with platform.postgres.transaction() as session:
            member = await operations.hire(
                session,
                viewer=LOCAL,
                login=login,
                name="李雷",
                role=role,
                password=PASSWORD,
                unit=unit.code if unit else None,
                now=time.now,
            )
        client = visitor(**how)
        answer = await client.post("/api/login", json={"login": login, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        client.staff_id, client.login = member.id, login  # type: ignore[attr-defined]
        return client

    return join_
