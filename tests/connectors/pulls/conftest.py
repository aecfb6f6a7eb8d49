"""巨量引擎 on loopback, an account of ours on it, and one time for both that passes when somebody waits."""

import random
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx2
import pytest

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.channels.wecom.scheduler import Scheduler, Time
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Credentials
from huoshui.connectors.pulls.contract import Pull
from huoshui.connectors.pulls.pulling import Puller
from huoshui.connectors.speaking import Speakers
from huoshui.rehearsal.platforms.ocean import Ocean, OceanServer
from huoshui.rehearsal.platforms.sayings import ocean_push
from huoshui.rehearsal.platforms.signatures import Shared
from huoshui.rehearsal.platforms.teller import PlatformTeller
from tests.channels.wecom.conftest import Hours, served
from tests.conftest import LiveServer
from tests.connectors.conftest import letters

APP, SECRET, NAME = "1800000000000001", "their-secret-1", "juliang"


@dataclass
class Tide:
    """The platform's side and ours."""

    platform: Platform
    ocean: Ocean
    server: OceanServer
    hours: Hours
    opened: list[Speakers] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return datetime.fromtimestamp(self.hours.at, UTC)

    def puller(self) -> Puller:
        """A process that pulls."""
        time = Time(self.hours.now, self.hours.sleep)
        speakers = Speakers(self.platform.postgres, self.platform.keys, scheduler=Scheduler(time=time))
        self.opened.append(speakers)
        return Puller(self.platform.postgres, self.platform.keys, speakers)

    async def authorize(self, *advertisers: str) -> Pull:
        """Let somebody authorize us."""
        code = self.ocean.authorize()
        return await self.puller().authorize(
            name=NAME, auth_code=code, advertisers=advertisers, viewer=LOCAL, now=self.now
        )

    async def pull(self) -> Pull:
        """Pull now."""
        return await self.puller().pull(name=NAME, now=self.now)

    async def settle(self) -> None:
        """Let every stage have what came; the platform's time may be ahead of ours."""
        await self.platform.mail.read(now=self.now + timedelta(hours=1))
        await self.platform.settle()

    async def kept(self) -> list[str]:
        """The numbers of the leads that lie here as letters, sorted."""
        opened = [self.platform.keys.open(bytes(one.sealed)) for one in await letters(self.platform)]
        known = {one.said["clue_id"]: one.said for one in self.ocean.leads}
        return sorted(number for number in known for content in opened if number.encode() in content)

    @property
    def left(self) -> list[str]:
        """The numbers of all leads that were left, sorted."""
        return sorted(one.said["clue_id"] for one in self.ocean.leads)


@pytest.fixture
async def tide(platform: Platform) -> AsyncIterator[Tide]:
    hours = Hours(clock.now().timestamp())
    ocean = Ocean(APP, SECRET, now=hours.now, chance=random.Random(7))
    server = OceanServer(ocean)
    async with served(server.app) as url:
        async with platform.postgres.transaction() as session:
            await connectors.add(
                session, keys=platform.keys, plan=connectors.Plan("oceanengine", NAME, "巨量线索", APP, address=url),
                credentials=Credentials(SECRET), viewer=LOCAL, now=clock.now(),
            )  # fmt: skip
        tide = Tide(platform, ocean, server, hours)
        yield tide
        for one in tide.opened:
            await one.aclose()


@pytest.fixture
async def teller(tide: Tide, live_server: LiveServer) -> AsyncIterator[PlatformTeller]:
    """Who brings the same platform's pushes."""
    async with httpx2.AsyncClient(verify=False) as http:
        url = f"{live_server.base_url}/in/oceanengine/{NAME}"
        yield PlatformTeller("oceanengine", url, Shared(APP, SECRET), http, random.Random(11))


async def push(teller: PlatformTeller, lead: object, now: datetime) -> None:
    """Bring a lead as the platform's subscription would."""
    said = ocean_push(lead, teller.chance, now)
    assert (await teller.bring(teller.signed(said, now))).status_code == 200
