"""Puts a corp of our own before a running system, through its public doors only, and lets life go on in it."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import httpx2

from huoshui.rehearsal import accounts, brand
from huoshui.rehearsal.answers import read
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.server import Server
from huoshui.rehearsal.wecom.teller import Teller
from huoshui.rehearsal.wecom.trade import Trade

CONNECTOR: Final = "xichi"
AGENT: Final = 1_000_002
_PHONE: Final = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile MicroMessenger/8.0.49"}
CODES: Final = (("xichi-desk", "溪驰门店桌牌"), ("xichi-parcel", "溪驰包裹卡"))


@dataclass(slots=True)
class Rehearsal:
    """A corp, its server (`app`, to be served on loopback), and what goes on in it."""

    corp: Corp
    server: Server
    trade: Trade
    chance: random.Random
    secret: str
    _opened: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, seed: int, *, chance: random.Random) -> "Rehearsal":
        """This will make a corp that has been at work for a while; ids are drawn from ``chance``."""
        secret = chance.randbytes(32).hex()
        corp = Corp(brand.CORP, secrets={secret: AGENT}, now=time.time, chance=chance)
        trade = Trade(corp, random.Random(seed))  # noqa: S311 a seed, so that a play can be played again
        trade.begin()
        return cls(corp, Server(corp), trade, chance, secret)

    async def connect(self, http: httpx2.AsyncClient, *, address: str) -> Teller:
        """
        This will make the system know the corp, which answers at ``address``, and give whoever brings its callbacks.

        :raises NotTaken: if a door refuses
        """
        given = await accounts.connect(
            http, channel="wecom", name=CONNECTOR, title=f"{brand.BRAND}企业微信（演示）", app_id=brand.CORP,
            agent_id=AGENT, secret=self.secret, address=address,
        )  # fmt: skip
        return Teller(
            self.corp, url=f"{str(http.base_url).rstrip('/')}/in/wecom/{CONNECTOR}", http=http, token=given["token"],
            encoding_aes_key=given["key"], chance=self.chance, sleep=asyncio.sleep, agent_id=AGENT,
        )  # fmt: skip

    async def compare(self, http: httpx2.AsyncClient) -> None:
        """This will have the system read everything that was there before it listened."""
        answer = await http.post("/api/relations/syncs", json={"account": CONNECTOR})
        if answer.status_code != httpx2.codes.CONFLICT:  # one is under way
            read(answer)

    async def place(self, http: httpx2.AsyncClient) -> None:
        """This will say which shop each staff member works in, once the system has read of them."""
        shops = {one["code"] for one in read(await http.get("/api/units"))}
        to_place = {userid: shop for userid in self.corp.staff if (shop := userid.partition("-")[0].upper()) in shops}
        while to_place:
            known = read(await http.get("/api/relations/staff"))
            for userid in {one["staff"] for one in known} & to_place.keys():
                path = f"/api/relations/staff/{self.corp.corp_id}/{userid}/unit"
                read(await http.put(path, json={"unit": to_place.pop(userid)}))
            await asyncio.sleep(1)

    async def hang_codes(self, http: httpx2.AsyncClient) -> None:
        """This will hang out the live codes that are not there yet."""
        known = {one["slug"] for one in read(await http.get("/api/codes"))["codes"]}
        staff = [{"staff_id": one} for one in self.corp.staff]
        for number, (slug, name) in enumerate(CODES):
            if slug not in known:
                plan = {
                    "name": name, "staff": staff[number::2], "channel": "stores", "mode": "all",
                    "welcome": {"words": "您好，我是溪驰的专属顾问，试骑、保养、以旧换新都可以找我。"},
                    "tags": [next(iter(self.corp.tags))], "source": name,
                }  # fmt: skip
                read(await http.post("/api/codes", json={"account": CONNECTOR, "slug": slug, "plan": plan}))

    @property
    def hung(self) -> list[str]:
        """The live codes that can be scanned now."""
        return [one.config_id for one in self.corp.codes.values() if one.kind]

    async def open_pages(self, http: httpx2.AsyncClient) -> None:
        """This will let whoever scanned a code since open what is printed: the code's page, each as a new visitor."""
        scanned = Counter({one.config_id: one.turn for one in self.corp.codes.values()}) - self._opened
        if not scanned:
            return
        slugs = {one["platform_code"]: one["slug"] for one in read(await http.get("/api/codes"))["codes"]}
        for config_id in scanned.elements():
            self._opened[config_id] += 1
            if config_id in slugs:
                async with httpx2.AsyncClient(base_url=http.base_url, headers=_PHONE) as phone:
                    await phone.get(f"/p/{slugs[config_id]}")

    async def live(
        self, teller: Teller, http: httpx2.AsyncClient, told: Callable[[str], None], *, pause: float
    ) -> None:
        """This will let one thing after the other happen, about ``pause`` seconds apart, until it is cancelled."""
        while True:
            told(self.trade.moment(self.hung))
            await self.open_pages(http)
            await teller.tell()
            await asyncio.sleep(self.chance.expovariate(1 / pause))
