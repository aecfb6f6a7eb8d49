"""The command line of pulls: authorized, pulled, looked at, and what it says when something is wrong."""

import json
import re

import pytest

from huoshui.channels.wecom.scheduler import Scheduler, Time
from tests.app.shell import Shell
from tests.connectors.pulls.conftest import NAME, Tide
from tests.connectors.pulls.conftest import tide as tide  # noqa: PLC0414 the platform on both sides

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(autouse=True)
def in_no_time(tide: Tide) -> None:
    """Let the server's own speakers wait by the platform's time."""
    tide.platform.speakers._scheduler = Scheduler(time=Time(tide.hours.now, tide.hours.sleep))


class TestPulls:
    async def test_are_authorized_made_and_looked_at(self, tide: Tide, shell: Shell) -> None:
        assert await shell.refuses(f"connectors pull {NAME} --look") == "NotAuthorized"
        one, other = tide.ocean.advertisers
        code = tide.ocean.authorize()
        said = await shell.shows(f"connectors authorize {NAME} --code {code}")
        assert f"authorized 已授权: {one}, {other}" in said
        assert f"huoshui connectors pull {NAME}" in said
        assert code not in said
        tide.ocean.leave()
        tide.hours.at += 2
        assert "leads 线索: seen 看到 1, new 新增 1" in await shell.shows(f"connectors pull {NAME}")
        told = await shell.tells(f"connectors pull {NAME} --look")
        assert (told["seen"], told["kept"], told["total"], told["problem"]) == (1, 1, 1, None)
        again = f"connectors authorize {NAME} --code {tide.ocean.authorize()} --advertiser {other}"
        assert (await shell.tells(again))["advertisers"] == [str(other)]

    async def test_say_what_is_wrong_and_end_with_one(self, tide: Tide, shell: Shell) -> None:
        await shell.run(f"connectors authorize {NAME} --code {tide.ocean.authorize()}")
        tide.ocean.pair()
        for line in (f"connectors pull {NAME}", f"connectors pull {NAME} --look"):
            ended = await shell.run(line)
            assert (ended.status, ended.err) == (1, "")
            assert re.search(r"✗ \d{4}-\d\d-\d\d \d\d:\d\d the authorization has ended \(40107\)", ended.out)
            assert "→ authorize the app anew" in ended.out
        told = await shell.run(f"connectors pull {NAME} --look --json")
        assert (told.status, json.loads(told.out)["problem"]) == (1, "grant_ended")
        assert "failing 异常" in (await shell.run("connectors list")).out
        assert await shell.refuses(f"connectors authorize {NAME} --code never-given-out") == "AuthorizationDeclined"
        assert await shell.refuses("connectors pull nobody") == "NoSuchConnector"
