"""A square: the platform with one official account, and WeChat behind it on a port of this machine."""

from collections.abc import AsyncIterator

import pytest

from huoshui.app.platform import Platform
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from tests.channels.wecom.conftest import served
from tests.relations.followers.world import Square, connect, opened
from tests.relations.world import Hours


@pytest.fixture
def channel() -> str:
    return "wechat_mp"


@pytest.fixture
async def square(platform: Platform, channel: str) -> AsyncIterator[Square]:
    hours = Hours()
    account = opened(hours, channel=channel)
    server = Server(account)
    async with served(server.app) as url:
        connected = await connect(platform, url=url, channel=channel, now=hours.moment())
        yield Square(platform, connected, account, Acts(account), server, hours)
        await platform.speakers.aclose()
