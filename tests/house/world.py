"""One brand for the tests of the house: a customer of dealer a, and five who knock at every door."""

import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx2

from huoshui.access import operations
from huoshui.access.contract import LOCAL, Permission, Role, Unit, UnitKind
from huoshui.bedrock import clock

PASSWORD = "ten-thousand-springs"
VIEWERS = ("nobody", "stranger", "viewer", "operator", "admin")
"""``stranger`` administers dealer b and must never see what is dealer a's."""

QUERIES = {"tail": "?limit=1&back=3600", "explain": "?other=user_id:other"}
"""What some doors cannot do without: a stream has to end."""

PHONE = "13912345678"
EMAIL = "meimei.han@example.cn"
NAME = "韩梅梅"
ADDRESS = "望京西路甲五十号六栋二单元"
ORDER = "E20261120001"


@dataclass
class House:
    """Everybody's browser, what each may do, and how paths are filled."""

    platform: Any
    browsers: dict[str, httpx2.AsyncClient] = field(default_factory=dict)
    permissions: dict[str, frozenset[Permission]] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    secrets_of_a: dict[str, str] = field(default_factory=dict)
    write_key: str = ""

    async def knock(
        self, viewer: str, method: str, path: str, *, csrf: bool = True, json: Any = None
    ) -> httpx2.Response:
        """Ask one door; a stream is cut after its first bytes."""
        client = self.browsers[viewer]
        headers = {} if csrf else {"X-CSRF-Token": ""}
        path += QUERIES.get(path.rpartition("/")[2], "")
        return await client.request(method, path, headers=headers, json=json)

    def filled(self, path: str) -> str:
        """Put the customer of dealer a, and what belongs to them, into a path."""
        for name, value in self.arguments.items():
            path = path.replace(f"{{{name}}}", value)
        return path


async def build(platform: Any, app: Any) -> House:
    """This will found the brand, let the customer act, and log everybody in."""
    house = House(platform)
    local = _client(app)
    local.headers["Authorization"] = f"Bearer {platform.local_token}"
    house.browsers = {"nobody": _client(app), "local": local}
    async with platform.postgres.transaction() as session:
        for code, kind, parent in [("a", "dealer", None), ("a1", "store", "a"), ("b", "dealer", None)]:
            unit = await operations.create_unit(
                session,
                viewer=LOCAL,
                code=f"unit-{code}",
                name=f"店{code}",
                kind=UnitKind(kind),
                parent=f"unit-{parent}" if parent else None,
                now=clock.now(),
            )
            house.units[code] = unit
    for viewer, role, unit in [
        ("viewer", Role.VIEWER, None),
        ("operator", Role.OPERATOR, None),
        ("admin", Role.ADMIN, None),
        ("stranger", Role.ADMIN, "unit-b"),
        ("own", Role.ADMIN, "unit-a"),
    ]:
        house.browsers[viewer] = await _join(house, app, viewer, role, unit)
    await _live(house, local)
    return house


async def _join(house: House, app: Any, viewer: str, role: Role, unit: str | None) -> httpx2.AsyncClient:
    login = f"{viewer}-{secrets.token_hex(4)}"
    async with house.platform.postgres.transaction() as session:
        member = await operations.hire(
            session, viewer=LOCAL, login=login, name=viewer, role=role, password=PASSWORD, unit=unit, now=clock.now()
        )
    client = _client(app)
    answer = await client.post("/api/login", json={"login": login, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    house.permissions[viewer] = frozenset(map(Permission, answer.json()["permissions"]))
    if viewer == "own":
        house.arguments["id"] = str(member.id)
        house.secrets_of_a["a login name of a's"] = login
    return client


async def _live(house: House, local: httpx2.AsyncClient) -> None:
    """Let the customer register and buy at store a1."""
    source = (await local.post("/api/sources", json={"name": "shop", "channel": "miniprogram"})).json()
    house.write_key = source["write_key"]
    await house.platform.intake.refresh()
    traits = {"phone": PHONE, "email": EMAIL, "name": NAME, "address": ADDRESS, "nickname": "小梅", "store": "unit-a1"}
    bought = {"order_id": ORDER, "total": 1299, "store": "unit-a1", "receiver_name": NAME, "receiver_phone": PHONE}
    calls = [
        {"type": "identify", "userId": "mei", "traits": traits, "messageId": "m1"},
        {"type": "track", "userId": "mei", "event": "Order Completed", "properties": bought, "messageId": "m2"},
    ]
    answer = await local.post("/v1/batch", json={"batch": calls, "writeKey": house.write_key}, headers=_key(house))
    assert answer.status_code == 200, answer.text
    await house.platform.settle()
    person = (await local.get("/api/people/user_id:mei")).json()
    orders = (await local.get("/api/orders")).json()["orders"]
    house.arguments |= {
        "ref": person["person"],
        "key": orders[0]["key"],
        "code": "unit-a",
        "name": "shop",
        "receipt": "0" * 13,
        "import_id": "1",
        "layering": "aipl",
    }
    house.secrets_of_a |= {
        "the person's number": person["person"],
        "the order's key": orders[0]["key"],
        "the order's number": ORDER,
        "a phone": PHONE,
        "an email": EMAIL,
        "a name": NAME,
        "a nickname": "小梅",
        "a masked phone": "139****5678",
        "an address": ADDRESS,
        "a unit of a's": "unit-a",
    }


def _key(house: House) -> dict[str, str]:
    return {"Authorization": httpx2.BasicAuth(house.write_key, "")._auth_header}


def _client(app: Any) -> httpx2.AsyncClient:
    host = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    transport = httpx2.ASGITransport(app, client=(host, 4711), raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://huoshui.test")
