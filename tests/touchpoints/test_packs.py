"""Print packs: codes of every kind in one file."""

import re

import httpx2

from tests.touchpoints.test_codes_api import account as account  # noqa: PLC0414 a page shows a code of an account
from tests.touchpoints.test_codes_api import made as made_code
from tests.touchpoints.test_links import made as made_link
from tests.touchpoints.test_pages import made as made_page


def said(words: str) -> bytes:
    """Words as the file has them."""
    return words.encode("utf-16-be").hex().upper().encode()


def sheets(content: bytes) -> int:
    return len(re.findall(rb"/Type/Page/", content))


async def asked(client: httpx2.AsyncClient, *codes: str, **how: str) -> httpx2.Response:
    return await client.get("/api/print-pack.pdf", params={"code": list(codes), **how})


class TestPack:
    async def test_has_codes_of_every_kind_with_their_addresses(self, client: httpx2.AsyncClient) -> None:
        await made_page(client)  # and the live code that it shows
        await made_link(client, code="wall", name="抖音主页")
        pages = (await client.get("/api/pages")).json()["pages"]
        pack = await asked(client, "link:wall", f"page:{pages[0]['slug']}", "code:desk", paper="a5")
        assert (pack.status_code, pack.headers["content-type"]) == (200, "application/pdf")
        assert sheets(pack.content) == 3
        assert all(said(words) in pack.content for words in ("抖音主页", "/s/wall", "/p/desk"))
        assert said(f"/p/{pages[0]['slug']}") in pack.content

    async def test_has_four_cards_on_a_sheet_and_lines_to_cut_along(self, client: httpx2.AsyncClient) -> None:
        for number in range(5):
            await made_link(client, code=f"wall-{number}")
        pack = await asked(client, *(f"link:wall-{number}" for number in range(5)), words="领新人礼")
        assert sheets(pack.content) == 2
        assert (pack.content.count(said("领新人礼")), pack.content.count(b"[3 3] 0 d")) == (5, 2)

    async def test_is_a_whole_file(self, client: httpx2.AsyncClient) -> None:
        await made_link(client, code="wall")
        content = (await asked(client, "link:wall")).content
        table = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
        places = [int(line.split()[0]) for line in content[table:].splitlines() if line.endswith(b" n ")]
        assert [content[place:].split(b" ", 1)[0] for place in places] == [b"%d" % n for n in range(1, len(places) + 1)]

    async def test_refuses_what_is_not_there(self, client: httpx2.AsyncClient) -> None:
        await made_link(client, code="wall")
        for wrong in ("link:nowhere", "code:wall"):
            answer = await asked(client, "link:wall", wrong)
            assert (answer.status_code, answer.json()["code"]) == (404, "NothingToPrint")
        assert (await asked(client, "poster:1")).status_code == 422

    async def test_takes_a_code_with_signs_that_a_search_knows(self, client: httpx2.AsyncClient) -> None:
        await made_link(client, code="a_b")
        assert (await asked(client, "link:a_b")).status_code == 200

    async def test_knows_a_page_from_the_live_code_in_whose_place_it_stands(self, client: httpx2.AsyncClient) -> None:
        await made_code(client)
        plan = {"name": "门店页", "title": "来店里", "code": "desk"}
        assert (await client.post("/api/pages", json={"slug": "desk", "plan": plan})).status_code == 201
        pack = await asked(client, "code:desk", "page:desk")
        assert all(said(words) in pack.content for words in ("门店桌牌", "门店页"))

    async def test_of_a_live_code_alone_is_as_it_was(self, client: httpx2.AsyncClient) -> None:
        await made_code(client)
        pack = await client.get("/api/codes/desk/print.pdf", params={"paper": "a6"})
        assert (sheets(pack.content), said("微信扫码，添加我们") in pack.content) == (1, True)
