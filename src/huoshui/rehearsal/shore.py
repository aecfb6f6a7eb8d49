"""
The brand's public side, beside its WeCom: people leave their number, write, follow and buy, and some of them add staff.

They are few enough to be told apart, and each is one person wherever they turn up: a lead by its phone, a follower and
a contact by one unionid, a buyer by the shop's own id, and all together once they become a member in the mini-program,
as people do.
"""

import asyncio
import base64
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import httpx2

from huoshui.rehearsal import accounts, brand
from huoshui.rehearsal.answers import read
from huoshui.rehearsal.platforms import sayings
from huoshui.rehearsal.platforms.ocean import Ocean, OceanServer
from huoshui.rehearsal.platforms.signatures import Shared
from huoshui.rehearsal.platforms.teller import PlatformTeller
from huoshui.rehearsal.wechat.account import Account, Fan
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from huoshui.rehearsal.wechat.teller import Teller
from huoshui.rehearsal.wecom.play import Rehearsal
from huoshui.rehearsal.wecom.things import Customer

OCEAN: Final = "oceanengine"
PLATFORMS: Final[Mapping[str, tuple[str, str]]] = {
    OCEAN: ("xichi-juliang", "巨量线索"), "xiaohongshu": ("xichi-xhs", "小红书聚光"),
    "kuaishou": ("xichi-kuaishou", "快手磁力"), "tencent_ads": ("xichi-tencent", "腾讯广告"),
    "bilibili": ("xichi-bilibili", "B站线索"), "douyin": ("xichi-douyin", "抖音号"), "weibo": ("xichi-weibo", "微博"),
    "doudian": ("xichi-doudian", "抖店"), "wxshop": ("xichi-wxshop", "微信小店"), "youzan": ("xichi-youzan", "有赞"),
}  # fmt: skip
"""By channel: the account's name and what people call it."""
TALKS: Final = ("douyin", "weibo")
LEADS: Final = tuple(name for name in PLATFORMS if name not in (*TALKS, *sayings.ORDERS))
OFFICIAL: Final = "xichi-oa"
MINI: Final = "xichi-mini-live"
_APP: Final = "1800000000000001"
_BUYER: Final[Mapping[str, tuple[str, str, str]]] = {
    "doudian": ("doudian_openid", "shop_id", _APP), "wxshop": ("openid", "appid", _APP),
    "youzan": ("yz_open_id", "kdt_id", str(sayings.YOUZAN_SHOP)),
}  # fmt: skip
"""By shop: the property that holds its id of a buyer, the one that says whose id it is, and that."""
_FANS: Final = 60
_NOT_PUSHED: Final = 0.3
"""Of 巨量's leads so many are in its list only: pulling finds them."""
_GOODS: Final = tuple(brand.PRODUCTS[number] for number in brand.products_of("accessory"))
_BEFORE: Final = 0.6
"""Of those who buy, so many turned up before."""


@dataclass(slots=True)
class Newcomer:
    """Somebody who came from the public side, and where they turned up since."""

    name: str
    phone: str
    unionid: str
    lead: Mapping[str, Any] | None = None
    fan: Fan | None = None
    customer: Customer | None = None
    shop: str = ""
    buyer: str = ""
    """The shop's id of them."""
    member: bool = False

    @property
    def known_to_shop(self) -> Mapping[str, str]:
        """What a message of ours calls the shop's buyer; nothing of who bought nowhere."""
        if not self.shop:
            return {}
        name, whose, account = _BUYER[self.shop]
        return {name: self.buyer, whose: account}


@dataclass(slots=True)
class Shore:
    """The brand's accounts in public, the servers behind them, and who comes; WeCom is `Rehearsal`'s."""

    rehearsal: Rehearsal
    ocean: Ocean
    ocean_server: OceanServer
    official: Account
    official_server: Server
    chance: random.Random
    people: list[Newcomer] = field(default_factory=list)
    _tellers: dict[str, PlatformTeller] = field(default_factory=dict)
    _letters: Teller | None = None
    _http: httpx2.AsyncClient | None = None
    _write_key: str = ""

    @classmethod
    def of(cls, rehearsal: Rehearsal, *, chance: random.Random) -> "Shore":
        """This will make the platforms; an official account with followers from before, and nobody else yet."""
        ocean = Ocean(_APP, chance.randbytes(16).hex(), now=time.time, chance=chance)
        official = Account(brand.OFFICIAL, chance.randbytes(16).hex(), time.time, chance)
        shore = cls(rehearsal, ocean, OceanServer(ocean), official, Server(official), chance)
        acts = Acts(official)
        for _ in range(_FANS):
            fan = acts.appear(unionid=rehearsal.corp.id(f"o{brand.UNION}", 28))
            acts.follow(fan)
            fan.followed_at -= chance.randrange(90 * 86_400)
        official.letters.clear()  # a comparison finds them
        return shore

    async def connect(self, http: httpx2.AsyncClient, *, ocean: str, official: str) -> None:
        """
        This will make the system know every account; ``ocean`` and ``official`` are where their servers answer.

        :raises NotTaken: if a door refuses
        """
        self._http = http
        base = str(http.base_url).rstrip("/")
        for channel, (name, title) in PLATFORMS.items():
            secret = self.ocean.secret if channel == OCEAN else self.chance.randbytes(16).hex()
            given = await accounts.connect(
                http, channel=channel, name=name, title=f"{title}（演示）", app_id=_APP, secret=secret,
                address=ocean if channel == OCEAN else "",
            )  # fmt: skip
            held = Shared(_APP, secret, given["token"] or "", given["key"] or "")
            self._tellers[channel] = PlatformTeller(channel, f"{base}/in/{channel}/{name}", held, http, self.chance)
        code = {"auth_code": self.ocean.authorize()}
        read(await http.post(f"/api/connectors/{PLATFORMS[OCEAN][0]}/pull/authorization", json=code))
        given = await accounts.connect(
            http, channel="wechat_mp", name=OFFICIAL, title="溪驰公众号（演示）", app_id=brand.OFFICIAL,
            secret=self.official.secret, address=official,
        )  # fmt: skip
        self._letters = Teller(
            self.official, url=f"{base}/in/wechat_mp/{OFFICIAL}", http=http, token=given["token"],
            encoding_aes_key=given["key"], chance=self.chance,
        )  # fmt: skip
        await self._open_mini(http)
        answer = await http.post("/api/followers/syncs", json={"account": OFFICIAL})
        if answer.status_code != httpx2.codes.CONFLICT:  # one is under way
            read(answer)

    async def moment(self, config_ids: list[str]) -> str:
        """This will let one thing happen and be told, and give it in words; who adds staff scans one of the codes."""
        strangers = [one for one in self.people if one.customer is None and (one.lead or one.fan or one.shop)]
        bound = [one for one in self.people if one.customer is not None and not one.member]
        happenings: list[tuple[int, Callable[[], Any]]] = [
            (30, self._leave), (20, self._follow), (15, self._buy), (10, self._speak), (6, self._unfollow),
            (30 if strangers and config_ids else 0, lambda: self._add(self.chance.choice(strangers), config_ids)),
            (25 if bound else 0, lambda: self._join(self.chance.choice(bound))),
        ]  # fmt: skip
        (happens,) = self.chance.choices([one for _, one in happenings], [weight for weight, _ in happenings])
        told: str = await happens()
        return told

    async def live(self, told: Callable[[str], None], *, pause: float) -> None:
        """This will let one thing after the other happen, about ``pause`` seconds apart, until it is cancelled."""
        while True:
            told(await self.moment(self.rehearsal.hung))
            await asyncio.sleep(self.chance.expovariate(1 / pause))

    # ---- what people do ----------------------------------------------------------------------------------------------

    async def _leave(self) -> str:
        """Somebody leaves their number on a platform, which pushes it, or only has it in its list."""
        who, platform, now = self._newcomer(), self.chance.choice(LEADS), self._now()
        if platform == OCEAN:
            who.lead = self.ocean.leave(telephone=who.phone, name=who.name)
            if self.chance.random() < _NOT_PUSHED:
                return f"{who.name} 在巨量留资，没有推送，等拉取 · left a lead that only a pull finds"
            said = sayings.ocean_push(who.lead, self.chance, now)
        else:
            said = who.lead = sayings.by(sayings.SAYINGS[platform](self.chance, now), name=who.name, phone=who.phone)
        await self._push(platform, said, now)
        return f"{who.name} 在{PLATFORMS[platform][1]}留资 · left a lead"

    async def _follow(self) -> str:
        who = self.chance.choice([one for one in self.people if one.fan is None] or [self._newcomer()])
        acts = Acts(self.official)
        who.fan = acts.appear(unionid=who.unionid)
        acts.follow(who.fan, scene=self.chance.choice(("", "menu-desk", "parcel")))
        await self._tell()
        return f"{who.name} 关注了公众号 · followed the official account"

    async def _unfollow(self) -> str:
        fan = self.chance.choice([one for one in self.official.fans.values() if one.follows])
        Acts(self.official).unfollow(fan)
        await self._tell()
        return "一个粉丝取消关注 · unfollowed"

    async def _speak(self) -> str:
        platform, now = self.chance.choice(TALKS), self._now()
        await self._push(platform, sayings.SAYINGS[platform](self.chance, now), now)
        return f"{PLATFORMS[platform][1]}来了一条互动 · wrote or followed"

    async def _buy(self) -> str:
        """Somebody pays in a shop, and where they bought before they buy again; the shop tells no phone."""
        known = [one for one in self.people if one.shop or not one.member]
        who = self.chance.choice(known) if known and self.chance.random() < _BEFORE else self._newcomer()
        if not who.shop:
            who.shop, who.buyer = self.chance.choice(tuple(sayings.ORDERS)), sayings.buyer_id(self.chance)
        now, price = self._now(), self.chance.choice(_GOODS).price
        await self._push(who.shop, sayings.ORDERS[who.shop](self.chance, now, who.buyer, price), now)
        return f"{who.name} 在{PLATFORMS[who.shop][1]}下单付款 · paid an order"

    async def _add(self, who: Newcomer, config_ids: list[str]) -> str:
        """The same person adds staff; where 巨量's advertisement brought them, the platform knows of it."""
        wecom = self.rehearsal.trade
        customer, follow = wecom.come(who.name, who.unionid, self.chance.choice(config_ids))
        if follow is None:
            return f"{who.name} 扫了码，码后面没有人 · a code showed nobody"
        who.customer = customer
        if who.lead is not None and "req_id" in who.lead:
            self.ocean.add(who.unionid, who.lead)
        staff = self.rehearsal.corp.staff[follow.userid].name
        return f"{who.name} 从公域来，加了 {staff} · came from the public side and added staff"

    async def _join(self, who: Newcomer) -> str:
        """They become a member in the mini-program, which knows phone and unionid."""
        assert self._http is not None  # noqa: S101 connected before anything happens
        who.member = True
        member_no = f"XL{who.phone[-8:]}"
        said = {"phone": who.phone, "unionid": who.unionid, "member_no": member_no, **who.known_to_shop}
        body = {"event": "Member Joined", "userId": member_no, "properties": said}
        key = base64.b64encode(f"{self._write_key}:".encode()).decode()
        read(await self._http.post("/v1/track", json=body, headers={"Authorization": f"Basic {key}"}))
        return f"{who.name} 在小程序入会 · became a member: lead, follower, buyer and contact are one person"

    # ---- and how it is told ------------------------------------------------------------------------------------------

    async def _push(self, platform: str, said: Any, now: datetime) -> None:  # noqa: ANN401 any JSON
        teller = self._tellers[platform]
        await teller.tell([said], now, repeated=0.1)

    async def _tell(self) -> None:
        if self._letters is not None:
            await self._letters.tell(repeated=0.1)

    async def _open_mini(self, http: httpx2.AsyncClient) -> None:
        answer = await http.post("/api/sources", json={"name": MINI, "channel": "miniprogram"})
        if answer.status_code == httpx2.codes.CONFLICT:
            answer = await http.post(f"/api/sources/{MINI}/rotate")
        self._write_key = str(read(answer)["write_key"])

    def _newcomer(self) -> Newcomer:
        unionid = self.rehearsal.corp.id(f"o{brand.UNION}", 28)
        who = Newcomer(sayings.called(self.chance), sayings.phone(self.chance), unionid)
        self.people.append(who)
        return who

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.ocean.now(), UTC)
