"""Followers over HTTP and on the command line: found, written to, refused with the reason."""

import httpx2
import pytest

from huoshui.bedrock import clock
from huoshui.rehearsal.wechat.acts import Acts
from huoshui.rehearsal.wechat.server import Server
from huoshui.relations.followers import operations
from huoshui.relations.followers.contract import Entry, Kind
from huoshui.relations.followers.operations import Draft
from huoshui.relations.followers.rules.balance import Line
from huoshui.relations.followers.rules.following import Fact
from tests.channels.wecom.conftest import served
from tests.relations.followers.world import ONCE, connect, opened
from tests.relations.world import Hours

KEY = "00000000-0000-4000-8000-000000000001"


async def known(platform, openid: str, *, scene: str = "shop1", accepted: int = 0, ago: int = 60) -> int:
    """Let somebody follow as many seconds ago; the API asks the real clock what now is."""
    now = clock.now()
    at = clock.milliseconds(now) - ago * 1000
    fact = Fact(Kind.FOLLOWED, at, f"followed:{openid}", {"scene": scene})
    async with platform.postgres.transaction() as session:
        taken = await operations.accept(
            session, appid="wx0123456789abcdef", channel="wechat_mp", drafts=[Draft(openid, [fact])], now=now
        )
        number = taken[openid][0]
        lines = [Line(Entry.ACCEPTED, at + place, f"yes:{place}") for place in range(accepted)]
        if lines:
            await operations.enter(session, follower=number, template=ONCE, lines=lines, now=now)
    return number


@pytest.fixture
async def api(client: httpx2.AsyncClient):
    async def call(method: str, path: str, *, status: int = 200, **how):
        answer = await client.request(method, f"/api{path}", **how)
        assert answer.status_code == status, answer.text
        return answer.json()

    return call


class TestList:
    async def test_filters_by_scene_standing_and_reach_and_goes_on_page_by_page(self, platform, api) -> None:
        for number in range(5):
            await known(platform, f"oFan{number}", scene=f"s{number % 2}", accepted=number % 3, ago=60 + number)
        assert len((await api("GET", "/followers", params={"scene": "s1"}))["followers"]) == 2
        reachable = (await api("GET", "/followers", params={"reach": "subscription"}))["followers"]
        assert {one["openid"]: one["subscriptions"][0]["left"] for one in reachable} == {
            "oFan1": 1,
            "oFan2": 2,
            "oFan4": 1,
        }
        assert (await api("GET", "/followers", params={"standing": "unfollowed"}))["followers"] == []
        found, after = [], ""
        while after is not None:
            page = await api("GET", "/followers", params={"limit": 2, "after": after})
            found += [one["openid"] for one in page["followers"]]
            after = page["next"]
        assert found == [f"oFan{number}" for number in range(5)]
        refused = await api("GET", "/followers", params={"after": "nowhere"}, status=422)
        assert refused["code"] == "NotAFollowerPlace"

    async def test_counts_by_code_and_by_template(self, platform, api) -> None:
        await known(platform, "oOne", scene="door", accepted=2)
        await known(platform, "oTwo", scene="door")
        figures = await api("GET", "/followers/figures")
        assert (figures["following"], figures["subscribed"]) == (2, 1)
        assert figures["scenes"] == [{"source": "door", "came": 2, "following": 2}]
        (template,) = await api("GET", "/subscriptions")
        assert (template["template"], template["people"], template["left"]) == (ONCE, 1, 2)

    async def test_there_is_no_follower_of_that_number(self, api) -> None:
        assert (await api("GET", "/followers/7", status=404))["code"] == "NoSuchFan"
        assert (await api("GET", "/followers/syncs/7", status=404))["code"] == "NoSuchFollowerSync"


class TestWrite:
    async def test_sends_what_was_accepted_and_refuses_the_second_with_the_reason(self, platform, api) -> None:
        account = opened(Hours())
        server, fan = Server(account), Acts(account).appear()
        fan.accepted[ONCE] = 1
        number = await known(platform, fan.openid, accepted=1)
        said = {"kind": "subscribe", "key": KEY, "template": ONCE, "values": {"thing1": "到货了"}}
        refused = await api("POST", f"/followers/{number}/messages", json=said, status=409)
        assert refused["code"] == "NoConnectorForAccount"
        async with served(server.app) as url:
            await connect(platform, url=url, channel="wechat_mp", now=clock.now())
            sent = await api("POST", f"/followers/{number}/messages", json=said, status=201)
            assert (sent["state"], [one.openid for one in account.sent]) == ("sent", [fan.openid])
            other = {**said, "key": KEY[:-1] + "2"}
            refused = await api("POST", f"/followers/{number}/messages", json=other, status=409)
            assert (refused["code"], refused["facts"]["why"]) == ("NoSubscription", "used")
            words = {"kind": "service", "key": KEY[:-1] + "3", "words": "您好"}
            refused = await api("POST", f"/followers/{number}/messages", json=words, status=409)
            assert (refused["code"], refused["facts"]["why"]) == ("WindowClosed", "over")
            await platform.speakers.aclose()
        shown = await api("GET", f"/followers/{number}")
        assert [(one["kind"], one["state"]) for one in shown["sends"]] == [("subscribe", "sent")]
        assert shown["account"] == "活水骑行"

    async def test_takes_no_message_that_says_nothing(self, platform, api) -> None:
        number = await known(platform, "oOne")
        said = {"kind": "subscribe", "key": KEY, "template": ONCE, "values": {}}
        refused = await api("POST", f"/followers/{number}/messages", json=said, status=422)
        assert refused["code"] == "MessageIncomplete"
        assert (await api("POST", f"/followers/{number}/messages", json={"kind": "fax"}, status=422))["code"]


class TestSync:
    async def test_begins_for_an_account_at_wechat_only(self, platform, api) -> None:
        await connect(platform, url="http://127.0.0.1:9", channel="wechat_mp", now=clock.now())
        begun = await api("POST", "/followers/syncs", json={"account": "fans"}, status=202)
        assert begun["state"] == "running"
        refused = await api("POST", "/followers/syncs", json={"account": "fans"}, status=409)
        assert refused["code"] == "FollowerSyncRunning"
        assert (await api("POST", "/followers/syncs", json={"account": "nobody"}, status=404))[
            "code"
        ] == "NoSuchConnector"
