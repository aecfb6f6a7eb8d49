"""Adds that acquisition links have left: WeCom warns, and the doctor says so until there are enough again."""

import pytest

from huoshui.app.doctor import allowances as doctor
from huoshui.app.doctor.findings import State
from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors.contract import Account
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from huoshui.touchpoints import allowances
from tests.connectors.conftest import Wecom
from tests.connectors.conftest import account as account  # noqa: PLC0414 the account of the connectors' tests
from tests.connectors.conftest import teller as teller  # noqa: PLC0414 who brings that corp's callbacks
from tests.connectors.conftest import wecom as wecom  # noqa: PLC0414 the corp of the connectors' tests


async def found(platform: Platform) -> list[tuple[State, str]]:
    """What the doctor finds."""
    async with platform.postgres.session() as session:
        return [(one.state, one.found) async for one in doctor.examine(session, now=clock.now())]


async def asked(platform: Platform) -> list[tuple[State, str]]:
    """What the doctor finds once WeCom was asked."""
    await allowances.ask(platform.postgres, platform.speakers.wecom)
    return await found(platform)


@pytest.fixture
async def link(platform: Platform, account: Account, wecom: Wecom) -> object:
    """An acquisition link whose corp has three adds left."""
    wecom.corp.link_balance = 3
    made = await (await platform.speakers.wecom(account.id)).acquisition.add("直播", users=["zhangsan"])
    return wecom.corp.links[made.link_id]


@pytest.mark.usefixtures("live_server")
class TestWarning:
    async def test_stands_until_there_are_enough_again(
        self, platform: Platform, wecom: Wecom, teller: Teller, link: object
    ) -> None:
        assert await asked(platform) == []
        for number in range(3):
            wecom.acts.follow_link(link, wecom.acts.appear(f"客户{number}"))
        await teller.tell(Mishap(repeated=1.0))
        await platform.settle()
        nothing = "no adds are left: whoever opens such a link is not added"
        assert await found(platform) == [(State.BROKEN, nothing)]
        wecom.corp.link_balance = 19
        assert await asked(platform) == [(State.LOOK, "19 adds are left")]
        wecom.corp.link_balance = 20
        assert await asked(platform) == []

    async def test_of_few_is_one_before_wecom_was_asked(self, platform: Platform, wecom: Wecom, teller: Teller) -> None:
        wecom.corp.tell("customer_acquisition", "balance_low")
        await teller.tell()
        await platform.settle()
        assert await found(platform) == [(State.LOOK, "fewer than 20 adds are left")]
        wecom.corp.tell("customer_acquisition", "balance_increased")
        await teller.tell()
        await platform.settle()
        assert await found(platform) == []

    async def test_stays_while_wecom_does_not_say_how_many(
        self, platform: Platform, account: Account, wecom: Wecom, teller: Teller
    ) -> None:
        wecom.corp.tell("customer_acquisition", "balance_exhausted")
        await teller.tell()
        await platform.settle()

        async def refused(_path: str) -> int:
            return 48002

        wecom.server.before = refused
        (still,) = await asked(platform)
        assert still[0] is State.BROKEN
