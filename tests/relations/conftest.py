"""A pool: the platform with one WeCom account, and the corp behind it on a port of this machine."""

import random
from collections.abc import AsyncIterator

import pytest

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.connectors import operations as connectors
from huoshui.connectors.contract import Credentials
from huoshui.connectors.operations import Plan
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import Traffic
from huoshui.rehearsal.wecom.server import Server
from tests.channels.wecom.conftest import served
from tests.relations.world import AGENT, CORP, SECRET, Hours, Pool


@pytest.fixture
async def pool(platform: Platform) -> AsyncIterator[Pool]:
    hours = Hours()
    traffic = Traffic(per_minute=100_000, per_hour=1_000_000)
    corp = Corp(CORP, secrets={SECRET: AGENT}, now=hours.now, chance=random.Random(7), traffic=traffic)
    server, acts = Server(corp), Acts(corp)
    for userid in ("zhangsan", "lisi", "wangwu"):
        acts.hire(userid, name={"zhangsan": "张三"}.get(userid, userid))
    corp.letters.clear()
    async with served(server.app) as url:
        async with platform.postgres.transaction() as session:
            account = await connectors.add(
                session,
                keys=platform.keys,
                plan=Plan(channel="wecom", name="main", title="主体", corp_id=CORP, agent_id=AGENT, address=url),
                credentials=Credentials(
                    secret=SECRET, token="QDG6eK", key="jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"
                ),
                viewer=LOCAL,
                now=hours.moment(),
            )
        yield Pool(platform, account, corp, acts, server, hours)
        await platform.speakers.aclose()
