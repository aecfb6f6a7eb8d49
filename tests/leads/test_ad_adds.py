"""Which advertisement explains an add of WeCom staff: asked of the platform by unionid, told once, as one person."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.channels.contract import Arrival
from huoshui.events import operations as events
from huoshui.leads import adds, operations
from tests.connectors.pulls.conftest import Tide, tide

__all__ = ["tide"]

ASKED = "2/clue/wechat_data/get/"


async def added(tide: Tide, unionid: str, *, staff: str = "zhangsan", ago: timedelta = timedelta(0)) -> None:
    """Let somebody add staff, as relations tells the river of it."""
    at = clock.milliseconds(tide.now - ago)
    said = {"staff_id": staff, "external_userid": f"wm{unionid}", "corp_id": "ww1", "unionid": unionid, "state": "c1"}
    arrival = Arrival(
        message_id=f"wecom-{unionid}-{staff}-{at}", kind="track", name="Contact Added", occurred_at=at, stated_at=at,
        sent_at=None, timestamp_source="platform", channel="wecom",
        identifiers=[("wecom_external:ww1", f"wm{unionid}"), ("wechat_unionid:default", unionid)],
        properties=orjson.dumps(said), context=b"{}", index=0, masked=orjson.dumps(said),
    )  # fmt: skip
    async with tide.platform.postgres.transaction() as session:
        source = await events.house_source(session, name="wecom", channel="wecom", now=tide.now)
    await tide.platform.intake.submit(source, [arrival], received_at=at)
    await tide.platform.settle()


async def ask(tide: Tide) -> tuple[int, int]:
    """Ask about whatever is due."""
    platform, puller = tide.platform, tide.puller()
    return await adds.ask(platform.postgres, puller.speakers, platform.intake, vault=platform.vault, now=tide.now)


async def rows(tide: Tide, statement: str) -> list[Any]:
    async with tide.platform.postgres.session() as session:
        return list(await session.execute(text(statement)))


async def clicks(tide: Tide) -> list[dict[str, Any]]:
    await tide.platform.settle()
    found = await tide.platform.clickhouse.rows(
        "SELECT properties, channel FROM events WHERE name = 'Ad Clicked' ORDER BY occurred_at"
    )
    return [{**orjson.loads(one[0]), "channel": one[1]} for one in found]


class TestAnAdd:
    async def test_that_an_advertisement_brought_becomes_its_click_by_the_same_person(self, tide: Tide) -> None:
        await tide.authorize()
        row = tide.ocean.add("oUnion1")
        await added(tide, "oUnion1")
        assert await ask(tide) == (0, 0)  # the platform does not know it yet
        tide.hours.at += 11 * 60
        assert await ask(tide) == (1, 1)
        (click,) = await clicks(tide)
        assert click == {
            "click_id": row["click_id"], "ad_id": "1711111111111111", "creative_id": "1722222222222222",
            "account_id": str(tide.ocean.advertisers[0]), "account": "juliang", "position": "抖音",
            "channel": "douyin",
        }  # fmt: skip
        people = await rows(tide, "SELECT DISTINCT person FROM identifiers")
        assert len(people) == 1
        assert await ask(tide) == (0, 0)

    async def test_that_none_brought_is_asked_about_three_times(self, tide: Tide) -> None:
        await tide.authorize()
        await added(tide, "oUnion2")
        for wait in (11 * 60, 3_700, 43_300, 90_000):
            tide.hours.at += wait
            await ask(tide)
        assert tide.server.asked[ASKED] == 3 * len(tide.ocean.advertisers)
        assert await clicks(tide) == []
        assert [(one.next_at, one.found) for one in await rows(tide, "SELECT * FROM ad_adds")] == [(None, False)]

    async def test_of_several_staff_is_asked_about_once(self, tide: Tide) -> None:
        await tide.authorize()
        tide.ocean.add("oUnion3")
        for staff in ("zhangsan", "lisi"):
            await added(tide, "oUnion3", staff=staff)
        tide.hours.at += 11 * 60
        assert await ask(tide) == (1, 1)
        assert len(await clicks(tide)) == 1

    async def test_of_long_ago_or_that_nobody_may_ask_about_is_not_noted(self, tide: Tide) -> None:
        await added(tide, "oUnion4")
        await tide.authorize()
        await added(tide, "oUnion5", ago=timedelta(days=3))
        assert await rows(tide, "SELECT FROM ad_adds") == []

    async def test_is_asked_again_after_the_platform_stumbled(self, tide: Tide) -> None:
        await tide.authorize()
        tide.ocean.add("oUnion6")
        await added(tide, "oUnion6")
        tide.hours.at += 11 * 60

        async def crowded(path: str) -> int | None:
            return 40100 if path == ASKED else None

        tide.server.before = crowded
        assert await ask(tide) == (1, 0)
        tide.server.before = None
        assert await ask(tide) == (0, 0)
        tide.hours.at += 11 * 60
        assert await ask(tide) == (1, 1)

    async def test_is_told_once_though_a_crash_comes_between(self, tide: Tide, monkeypatch: pytest.MonkeyPatch) -> None:
        await tide.authorize()
        tide.ocean.add("oUnion7")
        await added(tide, "oUnion7")
        tide.hours.at += 11 * 60
        tell = adds._tell

        async def dies(*given: Any) -> None:
            await tell(*given)
            raise KeyboardInterrupt

        monkeypatch.setattr(adds, "_tell", dies)
        with pytest.raises(KeyboardInterrupt):
            await ask(tide)
        monkeypatch.undo()
        assert await ask(tide) == (1, 1)
        assert len(await clicks(tide)) == 1

    async def test_is_erased_with_its_person(self, tide: Tide) -> None:
        await tide.authorize()
        await added(tide, "oUnion8")
        (row,) = await rows(tide, "SELECT identity, sealed FROM ad_adds")
        assert b"oUnion8" not in bytes(row.sealed)
        async with tide.platform.postgres.transaction() as session:
            erased = await operations.erase(session, identities=[row.identity], now=tide.now)
        assert erased == {"leads": 0, "ad_adds": 1}
        assert await rows(tide, "SELECT FROM ad_adds") == []
