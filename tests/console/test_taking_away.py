"""What every analysis lets one do: take it away as a table and as a picture, and put it on a board."""

import csv
import io
import re

import pytest
from PIL import Image
from playwright.async_api import Page, expect

from tests.console.conftest import Brand, Desk, OpenDesk

pytestmark = pytest.mark.browser


async def taken(page: Page, kind: str) -> bytes:
    """Take what is on screen away as one kind of file."""
    await page.get_by_role("button", name=re.compile("导 ?出$")).first.click()
    async with page.expect_download() as downloading:
        await page.get_by_role("menuitem", name=kind).click()
    return (await (await downloading.value).path()).read_bytes()


async def drawn(page: Page) -> Image.Image:
    """Take the picture away; what would be blank is none."""
    picture = Image.open(io.BytesIO(await taken(page, "图片 PNG"))).convert("L")
    assert len(picture.getcolors(256) or ()) > 20, "a page of one color shows nothing"
    return picture


async def written(page: Page) -> list[list[str]]:
    """Take the table away."""
    text = (await taken(page, "表格 CSV")).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


async def put_up(page: Page, card: str) -> None:
    """Put what is on screen on a board of its own."""
    await page.get_by_role("button", name="加到看板").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("名称", exact=True).fill(card)
    await dialog.get_by_label("哪个看板").click()
    await page.locator(".ant-select-item-option", has_text="新建看板").click()
    await dialog.get_by_label("看板名称").fill(f"{card}的看板")
    await dialog.get_by_role("button", name="加到看板").click()
    await expect(page.get_by_text(f"已加到看板“{card}的看板”")).to_be_visible()


async def board_of(brand: Brand, card: str) -> str:
    """Find the address of the board that was made for a card."""
    boards = await brand.call("GET", "/api/insight/boards")
    return f"/boards/{next(one['id'] for one in boards if one['name'] == f'{card}的看板')}"


async def fits(page: Page) -> bool:
    """Whether the first table needs no scrolling to its last column."""
    table = page.locator(".ant-table-content").first
    return bool(await table.evaluate("one => one.scrollWidth <= one.clientWidth + 1"))


class TestChains:
    async def test_fit_are_taken_away_and_stand_on_a_board(self, brand: Brand, desk_of: OpenDesk) -> None:
        desk = await desk_of("shuiyuan", width=1200)
        page = desk.page
        await desk.open("/chains?last=30")
        await expect(page.locator("tr.chains-total")).to_be_visible()
        assert await fits(page)
        rows = await written(page)
        shown = await page.locator("tbody tr[data-row-key]").count()
        assert len(rows) == shown + 1
        assert (rows[0][0], rows[-1][0]) == ("渠道", "合计")
        assert sum(int(row[1]) for row in rows[1:-1]) == int(rows[-1][1])
        box = await page.locator("main .card").first.bounding_box()
        assert box is not None
        assert (await drawn(page)).width == pytest.approx(2 * box["width"], abs=4)
        await put_up(page, "来路周会")
        await desk.open(await board_of(brand, "来路周会"))
        card = page.get_by_role("region", name="来路周会")
        await expect(card.get_by_role("row").filter(has_text="合计")).to_be_visible()
        await card.get_by_role("button", name=re.compile("^合计 · 来人")).click()
        await expect(page.get_by_role("dialog").get_by_text(f"{int(rows[-1][1]):,} 人", exact=True)).to_be_visible()


class TestQuality:
    async def test_fits_and_its_figures_open_their_people(self, desk_of: OpenDesk) -> None:
        desk = await desk_of("shuiyuan", width=1200)
        page = desk.page
        await desk.open("/quality")
        await desk.answers("是真人")
        assert await fits(page)
        rows = await written(page)
        assert (await drawn(page)).height > 400
        came = page.locator("tbody tr[data-row-key]").first.locator(".figure-link").first
        await came.click()
        largest = max(int(row[1]) for row in rows[1:])
        await expect(page.get_by_role("dialog").get_by_text(f"{largest:,} 人", exact=True)).to_be_visible()
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name=re.compile("· 30 日留存")).first.click()
        await expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()


class TestLayers:
    async def test_are_taken_away_with_stock_and_flow_and_as_a_cross_table(self, brand: Brand, desk: Desk) -> None:
        page = desk.page
        await desk.open("/layers")
        await desk.answers("漏斗里有")
        stock = await brand.call("GET", "/api/layers/aipl/stock")
        rows = await written(page)
        assert [int(row[1]) for row in rows[1:]] == [level["people"] for level in stock["levels"]]
        assert all(int(row[2]) == sum(int(cell) for cell in row[3:]) for row in rows[1:])
        assert (await drawn(page)).width > 1000
        await desk.open("/layers?tab=table")
        await expect(page.locator("tbody tr[data-row-key]").first).to_be_visible()
        table = await written(page)
        assert table[0][0] == "首个公域渠道"
        assert all(int(row[1]) == sum(int(cell) for cell in row[2:]) for row in table[1:])
        await drawn(page)


class TestValue:
    @pytest.mark.parametrize(("view", "card"), [("repurchase", "多久再买"), ("payback", "回本周会")])
    async def test_of_each_view_goes_on_a_board(self, brand: Brand, desk: Desk, view: str, card: str) -> None:
        page = desk.page
        await desk.open(f"/value?view={view}")
        await put_up(page, card)
        await desk.open(await board_of(brand, card))
        shown = page.get_by_role("region", name=card)
        await expect(shown.locator(".again, .ant-table, .state").first).to_be_visible()
        await expect(shown.get_by_role("link", name=card)).to_have_attribute("href", f"/value?view={view}")
