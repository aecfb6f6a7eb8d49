"""Finding what hangs outside, whatever it is."""

import httpx2
import pytest

from huoshui.touchpoints.finding import in_address
from tests.touchpoints.test_codes_api import account as account  # noqa: PLC0414 a page shows a code of an account
from tests.touchpoints.test_codes_api import made as made_code
from tests.touchpoints.test_links import made as made_link
from tests.touchpoints.test_pages import made as made_page


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("https://brand.example/s/ab12?utm_source=x#y", "ab12"),
        ("brand.example/p/ride/", "ride"),
        ("  秋季骑行 ", "秋季骑行"),
        ("https://brand.example/", "brand.example"),
    ],
)
def test_an_address_says_its_code_and_other_words_themselves(q: str, code: str) -> None:
    assert in_address(q) == code


async def found(client: httpx2.AsyncClient, q: str, **asked: int) -> list[tuple[str, str]]:
    answer = await client.get("/api/hooks", params={"q": q, **asked})
    return [(one["kind"], one["code"]) for one in answer.json()]


class TestHooks:
    async def test_are_found_of_every_kind_the_one_with_that_code_first(self, client: httpx2.AsyncClient) -> None:
        await made_link(client, code="desk-2")
        await made_page(client)
        await made_link(client, code="desk-3", name="100% 门店")
        assert await found(client, "desk") == [("code", "desk"), ("link", "desk-3"), ("link", "desk-2")]
        assert await found(client, "https://any.example/s/desk-2?x=1") == [("link", "desk-2")]
        assert await found(client, "门店") == [("link", "desk-3"), ("code", "desk")]
        assert await found(client, "ride-2026", limit=1) == [("link", "desk-3")]
        assert {kind for kind, _ in await found(client, "ride-2026")} == {"link", "page"}

    async def test_are_posters_by_name_and_store_codes_by_their_place_too(self, client: httpx2.AsyncClient) -> None:
        gallery = (await client.get("/api/poster-gallery")).json()
        poster = (await client.post("/api/posters", json={"plan": {**gallery[0], "name": "秋季桌牌"}})).json()
        plan = {"name": "全国桌牌", "title": "找门店", "fallback": "desk", "campaign": "ride-2026"}
        await made_code(client)
        stores = await client.post("/api/store-codes", json={"slug": "all-1", "plan": plan})
        assert stores.status_code == 201, stores.text
        assert await found(client, "https://any.example/m/all-1") == [("store_code", "all-1")]
        assert set(await found(client, "桌牌")) == {
            ("poster", str(poster["id"])), ("store_code", "all-1"), ("code", "desk"),
        }  # fmt: skip
        assert ("store_code", "all-1") in await found(client, "ride-2026")

    async def test_mean_a_percent_sign_as_it_stands(self, client: httpx2.AsyncClient) -> None:
        await made_link(client, code="every")
        await made_link(client, code="hundred", name="100% 门店")
        assert await found(client, "100%") == [("link", "hundred")]
        assert await found(client, "_") == []
