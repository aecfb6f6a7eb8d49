"""The one click behind a new contact: an acquisition link behind a short link gives the click back as the add's state."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.connectors.contract import Account
from huoshui.rehearsal.wecom.teller import Mishap, Teller
from huoshui.rehearsal.wecom.things import Customer, Follow
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
