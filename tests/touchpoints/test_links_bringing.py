"""The one click behind a new contact: an acquisition link behind a short link gives the click back as the add's state."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.connectors.contract import Account
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from huoshui.rehearsal.wecom.things import Customer, Follow, Tag
from tests.connectors.conftest import Wecom
from tests.connectors.conftest import account as account  # noqa: PLC0414 the account of the connectors' tests
from tests.connectors.conftest import teller as teller  # noqa: PLC0414 who brings that corp's callbacks
from tests.connectors.conftest import wecom as wecom  # noqa: PLC0414 the corp of the connectors' tests
from tests.touchpoints.test_links import made
from tests.touchpoints.test_redirect import WECHAT, followed


@pytest.fixture
async def link(client: httpx2.AsyncClient, platform: Platform, account: Account, wecom: Wecom) -> dict[str, Any]:
    """A short link of a 抖音 campaign that leads to an acquisition link of the corp."""
    speaker = await platform.speakers.wecom(account.id)
    acquisition = await speaker.acquisition.add("直播", users=["zhangsan"])
    return await made(
        client, code="ride", channel="douyin", campaign="双11", variants=[{"url": acquisition.url, "weight": 1}]
    )


async def come(client: httpx2.AsyncClient, wecom: Wecom, customer: Customer) -> tuple[Follow, str]:
    """Let somebody tap the link and add whom it shows; give the address that it led to, too."""
    answer = await followed(client, "/s/ride?clickid=ad-1&utm_source=dou", headers=WECHAT)
    assert answer.status_code == 302
    return tap(wecom, customer, answer.headers["location"]), answer.headers["location"]


def tap(wecom: Wecom, customer: Customer, address: str) -> Follow:
    """Let somebody open an acquisition link; WeCom cuts what is said with it after 64 bytes."""
    parts = urlsplit(address)
    (link,) = [one for one in wecom.corp.links.values() if parts.path.endswith(one.link_id)]
    (state,) = parse_qs(parts.query)["customer_channel"]
    follow = wecom.acts.follow_link(link, customer, channel=state[:64])
    assert follow is not None
    return follow


async def heard(platform: Platform, teller: Teller, mishap: Mishap = Mishap()) -> None:  # noqa: B008 it cannot change
    await teller.tell(mishap)
    await platform.settle()


@pytest.mark.usefixtures("live_server")
class TestClick:
    async def test_stands_behind_whom_it_brought(
        self, client: httpx2.AsyncClient, platform: Platform, wecom: Wecom, teller: Teller, link: dict[str, Any]
    ) -> None:
        follow, address = await come(client, wecom, wecom.acts.appear("王女士"))
        assert set(parse_qs(urlsplit(address).query)) == {"customer_channel"}
        await heard(platform, teller, Mishap(repeated=1.0))
        ref = f"wecom_external:{wecom.corp.corp_id}:{follow.external_userid}"
        person = (await client.get(f"/api/people/{ref}", params={"timeline": 20})).json()
        assert {one["namespace"] for one in person["identifiers"]} >= {"anonymous"}
        (clicked,) = [one for one in person["timeline"] if one["name"] == "Link Clicked"]
        (brought,) = [one for one in person["timeline"] if one["name"] == "Link Brought Contact"]
        assert clicked["properties"]["click_id"] == brought["properties"]["click_id"]
        assert (brought["channel"], brought["properties"]["clickid"]) == ("douyin", "ad-1")
        (listed,) = (await client.get("/api/links")).json()["links"]
        assert (listed["sent"], listed["adds"]) == (1, 1)

    async def test_that_was_handed_on_is_the_first_ones_alone(
        self, client: httpx2.AsyncClient, platform: Platform, wecom: Wecom, teller: Teller, link: dict[str, Any]
    ) -> None:
        anna, address = await come(client, wecom, wecom.acts.appear("安"))
        bert = tap(wecom, wecom.acts.appear("博"), address)
        await heard(platform, teller)
        found = []
        for follow in (anna, bert):
            ref = f"wecom_external:{wecom.corp.corp_id}:{follow.external_userid}"
            person = (await client.get(f"/api/people/{ref}", params={"timeline": 20})).json()
            found.append((person["person"], {one["namespace"] for one in person["identifiers"]} >= {"anonymous"}))
        assert [clicked for _, clicked in found] == [True, False]
        assert found[0][0] != found[1][0]
        (listed,) = (await client.get("/api/links")).json()["links"]
        assert (listed["sent"], listed["adds"]) == (1, 2)

    async def test_of_a_robot_is_no_state(
        self, client: httpx2.AsyncClient, platform: Platform, link: dict[str, Any]
    ) -> None:
        answer = await followed(client, "/s/ride", headers={"User-Agent": "Baiduspider/2.0"})
        assert "customer_channel" not in answer.headers["location"]

    async def test_of_no_link_of_ours_brings_nobody(
        self, client: httpx2.AsyncClient, platform: Platform, wecom: Wecom, teller: Teller, link: dict[str, Any]
    ) -> None:
        wecom.acts.add(wecom.acts.appear("安"), "zhangsan", state="somebodys-own")
        await heard(platform, teller)
        (listed,) = (await client.get("/api/links")).json()["links"]
        assert listed["adds"] == 0

    async def test_is_nobodys_when_whom_it_brought_is_erased(
        self, client: httpx2.AsyncClient, platform: Platform, wecom: Wecom, teller: Teller, link: dict[str, Any]
    ) -> None:
        follow, _ = await come(client, wecom, wecom.acts.appear("安"))
        await heard(platform, teller)
        ref = f"wecom_external:{wecom.corp.corp_id}:{follow.external_userid}"
        receipt = (await client.post(f"/api/people/{ref}/erase", json={"reason": "她要求的"})).json()
        assert receipt["counts"]["postgres"]["link_adds"] == 1
        async with platform.postgres.session() as session:
            kept = (await session.execute(text("SELECT * FROM link_adds"))).one()
        assert follow.external_userid not in str(kept)
        (listed,) = (await client.get("/api/links")).json()["links"]
        assert listed["adds"] == 1


async def greeting(client: httpx2.AsyncClient, wecom: Wecom, link: dict[str, Any], **how: Any) -> httpx2.Response:
    """Have whoever comes by the link greeted as a live code says, which is made for it."""
    wecom.corp.tag_groups["g"] = "来源"
    wecom.corp.tags["t1"] = Tag("t1", "直播", "g", 0.0)
    plan = {"name": "接待", "staff": [{"staff_id": "zhangsan", "daily_cap": 1}], "welcome": {"words": "你好，欢迎"},
            "tags": ["t1"], "source": "直播来的"}  # fmt: skip
    (account,) = (await client.get("/api/code-accounts")).json()
    await client.post("/api/codes", json={"account": account["name"], "slug": "reception", "plan": plan})
    variant = {**link["variants"][0], "greets": "reception", **how}
    body = {"name": link["name"], "channel": "douyin", "campaign": "双11", "variants": [variant], "version": 1}
    return await client.put("/api/links/ride", json=body)


@pytest.mark.usefixtures("live_server")
class TestGreeting:
    async def test_is_as_the_live_code_has_it_and_the_click_stays_behind_the_person(
        self, client: httpx2.AsyncClient, platform: Platform, wecom: Wecom, teller: Teller, link: dict[str, Any]
    ) -> None:
        assert (await greeting(client, wecom, link)).json()["variants"][0]["greets"] == "reception"
        platform.visits.forget()
        follow, _ = await come(client, wecom, wecom.acts.appear("王女士"))
        await heard(platform, teller, Mishap(repeated=1.0))
        await platform.codes.greet(clock.now())
        (add,) = (await client.get("/api/codes/reception/adds")).json()
        assert ({one["state"] for one in add["steps"]}, add["by_link"]) == ({"done"}, True)
        await platform.settle()
        (said,) = [one["said"] for one in wecom.corp.greeted]
        assert (said["text"]["content"], follow.tags) == ("你好，欢迎", {"t1"})
        ref = f"wecom_external:{wecom.corp.corp_id}:{follow.external_userid}"
        person = (await client.get(f"/api/people/{ref}", params={"timeline": 20})).json()
        (brought,) = [one for one in person["timeline"] if one["name"] == "Link Brought Contact"]
        assert brought["properties"]["clickid"] == "ad-1"
        assert "Live Code Scanned" not in {one["name"] for one in person["timeline"]}
        assert person["traits"]["source"]["value"] == "直播来的"

    async def test_is_no_add_of_the_code_and_uses_none_of_its_cap(
        self, client: httpx2.AsyncClient, platform: Platform, wecom: Wecom, teller: Teller, link: dict[str, Any]
    ) -> None:
        await greeting(client, wecom, link)
        platform.visits.forget()
        await come(client, wecom, wecom.acts.appear("王女士"))
        await heard(platform, teller)
        (code,) = (await client.get("/api/codes")).json()["codes"]
        assert (code["adds"], code["adds_today"]) == (0, 0)
        duty = (await client.get("/api/codes/reception/duty")).json()
        assert (duty["staff"], duty["full"]) == (["zhangsan"], [])

    @pytest.mark.parametrize("how", [{"greets": "nowhere"}, {"url": "https://shop.example/ride"}])
    async def test_is_refused_where_nobody_could_be_greeted_and_changes_nothing(
        self, client: httpx2.AsyncClient, wecom: Wecom, link: dict[str, Any], how: dict[str, str]
    ) -> None:
        answer = await greeting(client, wecom, link, **how)
        assert (answer.status_code, answer.json()["code"]) == (422, "GreetsNobody")
        assert (await client.get("/api/links/ride")).json()["version"] == 1
