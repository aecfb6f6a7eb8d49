"""
巨量引擎's Marketing API of our own: grants that end, pages, frequencies, and leads that turn up late.

Written from the documentation and not from `channels.oceanengine`, so that one can catch the other being wrong. Every
answer is a 200 with a code, as the platform's are. What no document says (frequencies, some codes) is written as it is
in the channel's README, and enforced all the same.
"""

import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.bedrock.clock import BEIJING
from huoshui.rehearsal.platforms.sayings import ocean_lead

ACCESS_SECONDS: Final = 86_399
REFRESH_SECONDS: Final = 2_591_999
CODE_SECONDS: Final = 600
MOST_ON_PAGE: Final = 100
DEFAULT_ON_PAGE: Final = 10

Before = Callable[[str], Awaitable[int | None]]
"""Asked before each answer, with its path: a code to answer instead, if there is one; it may take its time."""


class No(Exception):
    """The platform says no."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Left:
    """A lead, when it was left, and from when the list has it."""

    said: Mapping[str, Any]
    at: float
    listed_at: float


@dataclass(slots=True)
class Ocean:
    """
    What the platform knows of one app and its advertisers; ``now`` tells seconds since 1970-01-01 UTC.

    ``late`` is how many seconds after it was left a lead stands in the list.
    """

    app_id: str
    secret: str
    now: Callable[[], float]
    chance: random.Random
    advertisers: tuple[int, ...] = (1_700_000_000_000_001, 1_700_000_000_000_002)
    late: float = 0.0
    per_second: int = 10
    leads: list[Left] = field(default_factory=list)
    adds: dict[tuple[int, str], Mapping[str, Any]] = field(default_factory=dict)
    """By advertiser and unionid: which advertisement an add came from."""
    codes: dict[str, float] = field(default_factory=dict)
    access: dict[str, float] = field(default_factory=dict)
    refresh: dict[str, float] = field(default_factory=dict)

    def authorize(self) -> str:
        """This will let somebody who may allow the app, and give the code that the browser brings back."""
        code = self._drawn()
        self.codes[code] = self.now() + CODE_SECONDS
        return code

    def leave(self, **said: Any) -> Mapping[str, Any]:  # noqa: ANN401 any JSON
        """This will let somebody leave their number, and give the lead as the platform has it."""
        at = self.now()
        lead = {
            **ocean_lead(self.chance, datetime.fromtimestamp(at, UTC)),
            "advertiser_id": str(self.advertisers[0]), "advertiser_name": "溪驰电动", "clue_type": 1, "clue_source": 0,
            "allocation_status": 0, "clue_state": 1, "clue_state_name": "新线索", "convert_status": "",
            "follow_state_name": "待跟进", "module_name": "立即预约", "province_name": "浙江", "system_tags": [],
            "create_time": f"{datetime.fromtimestamp(at, BEIJING):%Y-%m-%d}", "remark_dict": {"预算": "5000"}, **said,
        }  # fmt: skip
        self.leads.append(Left(lead, at, at + self.late))
        return lead

    def add(self, unionid: str, lead: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """This will let somebody whom an advertisement brought add WeCom staff, and give what the platform knows."""
        at = datetime.fromtimestamp(self.now(), UTC)
        row = {
            "click_id": lead["req_id"] if lead else f"click{self.chance.randrange(10**12)}",
            "ad_id": 1_711_111_111_111_111, "creative_id": 1_722_222_222_222_222, "channel": "抖音",
            "convert_time": f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}", "follow_user_ids": ["sales1"],
            "wechat_user_name": "somebody",
        }  # fmt: skip
        self.adds[self.advertisers[0], unionid] = row
        return row

    def end_access(self) -> None:
        """This will end the access token before its time; the refresh token serves on."""
        self.access.clear()

    def pair(self) -> dict[str, Any]:
        """This will give a new pair of tokens; the old one ends."""
        access, refresh = self._drawn(), self._drawn()
        self.access = {access: self.now() + ACCESS_SECONDS}
        self.refresh = {refresh: self.now() + REFRESH_SECONDS}
        return {
            "access_token": access, "expires_in": ACCESS_SECONDS, "refresh_token": refresh,
            "refresh_token_expires_in": REFRESH_SECONDS,
        }  # fmt: skip

    def granted(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """This will answer whoever brings an authorization code."""
        self._known(said)
        until = self.codes.pop(str(said.get("auth_code")), None)
        need(until is not None and self.now() < until, 40115)
        return {**self.pair(), "advertiser_ids": list(self.advertisers)}

    def refreshed(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """This will answer whoever brings a refresh token."""
        self._known(said)
        until = self.refresh.get(str(said.get("refresh_token")))
        need(until is not None, 40107)
        need(until is not None and self.now() < until, 40103)
        return self.pair()

    def listed(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """This will answer with a page of leads, the newest first."""
        advertisers = self._advertisers(said.get("advertiser_ids", ""))
        begin, end = _moment(said.get("start_time", "")), _moment(said.get("end_time", ""))
        need(begin <= end, 40001)
        page, size = _whole(said.get("page", 1)), _whole(said.get("page_size", DEFAULT_ON_PAGE))
        need(page >= 1 and 1 <= size <= MOST_ON_PAGE, 40001)
        now = self.now()
        found = [
            one.said for one in sorted(self.leads, key=lambda one: -one.at)
            if begin <= int(one.at) <= end and one.listed_at <= now and int(one.said["advertiser_id"]) in advertisers
        ]  # fmt: skip
        info = {"page": page, "page_size": size, "total_number": len(found), "total_page": -(-len(found) // size)}
        return {"list": found[(page - 1) * size : page * size], "page_info": info}

    def ad_of(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """This will answer which advertisement an add came from."""
        (advertiser,) = self._advertisers(f"[{_whole(said.get('advertiser_id', 0))}]")
        need(said.get("union_id"), 40001)
        return {"data": self.adds.get((advertiser, str(said["union_id"])))}

    def _known(self, said: Mapping[str, Any]) -> None:
        need(str(said.get("app_id")) == self.app_id, 40001)
        need(said.get("secret") == self.secret, 40108)

    def _advertisers(self, said: str) -> set[int]:
        try:
            asked = {int(one) for one in orjson.loads(said)}
        except (orjson.JSONDecodeError, TypeError, ValueError):
            raise No(40001) from None
        need(asked, 40001)
        need(asked <= set(self.advertisers), 40002)
        return asked

    def _drawn(self) -> str:
        return f"{self.chance.randrange(16**40):040x}"


class OceanServer:
    """The platform behind HTTP; ``before`` lets a test stand in the way."""

    def __init__(self, ocean: Ocean) -> None:
        self.ocean = ocean
        self.before: Before | None = None
        self.asked: Counter[str] = Counter()
        """How often each path was asked, whatever the answer was."""
        self._seconds: Counter[tuple[str, int]] = Counter()

    @property
    def app(self) -> Starlette:
        """The application to serve."""
        return Starlette(routes=[Route("/open_api/{path:path}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        path = request.path_params["path"]
        self.asked[path] += 1
        answer: dict[str, Any]
        try:
            code = await self.before(path) if self.before else None
            need(not code, code or 0)
            answer = {"code": 0, "message": "OK", "data": await self._answer_of(request, path)}
        except No as no:
            answer = {"code": no.code, "message": "refused", "data": {}}
        return Response(orjson.dumps({**answer, "request_id": f"{self.asked.total():032x}"}),
                        media_type="application/json")  # fmt: skip

    async def _answer_of(self, request: Request, path: str) -> dict[str, Any]:
        open_doors = {"oauth2/access_token/": self.ocean.granted, "oauth2/refresh_token/": self.ocean.refreshed}
        if path in open_doors:
            need(request.method == "POST", 40001)
            return open_doors[path](await _json(request))
        doors = {"2/tools/clue/get/": self.ocean.listed, "2/clue/wechat_data/get/": self.ocean.ad_of}
        need(path in doors and request.method == "GET", 40001)
        token = request.headers.get("access-token", "")
        need(token, 40104)
        until = self.ocean.access.get(token)
        need(until is not None, 40105)
        need(until is not None and self.ocean.now() < until, 40102)
        second = (path, int(self.ocean.now()))
        self._seconds[second] += 1
        need(self._seconds[second] <= self.ocean.per_second, 40100)
        return doors[path](dict(request.query_params))


def need(held: object, code: int) -> None:
    """This will say no with a code unless something holds."""
    if not held:
        raise No(code)


async def _json(request: Request) -> dict[str, Any]:
    try:
        said = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        raise No(40001) from None
    need(isinstance(said, dict), 40001)
    return dict(said)


def _moment(said: str) -> float:
    try:
        return datetime.strptime(said, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING).timestamp()
    except ValueError:
        raise No(40001) from None


def _whole(said: Any) -> int:  # noqa: ANN401 a parameter
    try:
        return int(said)
    except (TypeError, ValueError):
        raise No(40001) from None
