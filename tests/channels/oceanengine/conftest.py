"""巨量引擎 behind a real port of this machine, clients of it, and one time for both."""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from huoshui.channels.oceanengine.client import Ads
from huoshui.channels.wecom.scheduler import Scheduler, Time
from huoshui.channels.wecom.tokens import MemoryKeeper
from huoshui.rehearsal.platforms.ocean import Ocean, OceanServer
from tests.channels.wecom.conftest import Hours, served

APP, SECRET = "1800000000000001", "their-secret-1"


@dataclass
class Sea:
    """The platform, its server, and the tokens that all our processes share."""

    ocean: Ocean
    server: OceanServer
    hours: Hours
    url: str
    http: httpx2.AsyncClient
    keeper: MemoryKeeper

    def ads(self, *, secret: str = SECRET, url: str = "", patience: float = 90) -> Ads:
        """A process that asks."""
        return Ads(
            APP, secret, place="oceanengine:1", http=self.http, keeper=self.keeper, base_url=url or self.url,
            scheduler=Scheduler(time=Time(self.hours.now, self.hours.sleep), patience=patience), chance=lambda: 0.5,
        )  # fmt: skip

    @property
    def today(self) -> tuple[datetime, datetime]:
        """A day until now."""
        now = datetime.fromtimestamp(self.hours.now(), UTC)
        return now - timedelta(days=1), now

    async def numbers(self, ads: Ads, *, page: int = 1) -> list[str]:
        """The numbers of the leads of a day, as one page has them."""
        advertisers = [str(one) for one in self.ocean.advertisers]
        return [one["clue_id"] for one in (await ads.leads(advertisers, *self.today, page=page)).leads]


@pytest.fixture
async def sea() -> AsyncIterator[Sea]:
    hours = Hours()
    ocean = Ocean(APP, SECRET, now=hours.now, chance=random.Random(7))
    server = OceanServer(ocean)
    async with served(server.app) as url, httpx2.AsyncClient() as http:
        yield Sea(ocean, server, hours, url, http, MemoryKeeper())
