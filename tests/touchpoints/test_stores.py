"""Store codes through HTTP: what a phone gets, who stands in, what is kept, and how stores are brought."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.touchpoints.codes.contract import Placed, Plan, SpecialDay
from tests.touchpoints.counter import PLAN as LIVE
from tests.touchpoints.counter import Counter

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.49"}
PLAN = {"name": "全国门店桌牌", "title": "找到离你最近的门店", "fallback": "headq", "channel": "parcel"}
FILE = (
    "编码,名称,省,市,区,地址,营业时间,电话,纬度,经度,活码,备用活码\n"
    "xihu,西湖店,浙江,杭州,西湖区,西湖路 1 号 <b>,10:00–22:00,0571-88,30.2594,120.1305,xihu,spare\n"
    "waitan,外滩店,上海,上海,黄浦区,中山东一路 1 号,9:30–21:30,021-66,31.2397,121.4900,,\n"
)
HERE = {"latitude": "30.262", "longitude": "120.126"}


def nobody(plan: Plan) -> Plan:
    """The same on days that are holidays to all: nobody is on shift."""
    days = [clock.now().date() + timedelta(days=away) for away in (-1, 0, 1)]
    return replace(plan, special_days=tuple(SpecialDay(day) for day in days))


def live(name: str, *staff: str) -> Plan:
    return replace(LIVE, name=name, staff=tuple(map(Placed, staff)))


@pytest.fixture
async def brand(client: httpx2.AsyncClient, counter: Counter) -> Counter:
    await counter.made(live("西湖店", "zhangsan"), "xihu")
    await counter.made(live("片区", "lisi"), "spare")
    await counter.made(live("总部", "wangwu"), "headq")
    became = await brought(client)
    assert (became["made"], became["problems"]) == (2, [])
    made = await client.post("/api/store-codes", json={"slug": "all", "plan": PLAN})
    assert made.status_code == 201, made.text
    return counter


async def brought(client: httpx2.AsyncClient, content: str = FILE, **how: Any) -> dict[str, Any]:
    body = {"file": base64.b64encode(content.encode()).decode(), **how}
    answer = await client.post("/api/stores/import", json=body)
    assert answer.status_code == 200, answer.text
    became: dict[str, Any] = answer.json()
    return became


async def opened(client: httpx2.AsyncClient, path: str, **headers: str) -> httpx2.Response:
    client.cookies.clear()
    return await client.get(path, headers={**PHONE, **headers})


async def near(client: httpx2.AsyncClient, **form: str) -> httpx2.Response:
    client.cookies.clear()
    return await client.post("/m/all", data={**HERE, **form}, headers=PHONE)


async def picture_of(counter: Counter, slug: str) -> str:
    picture = (await counter.code(slug)).standing.picture
    assert picture
    return picture


async def visits(counter: Counter) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await counter.rows("SELECT unit, way, led, robot FROM store_visits ORDER BY id")]


class TestFinding:
    async def test_is_one_small_answer_that_works_without_a_script_and_runs_nothing_but_its_own(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        answer = await opened(client, "/m/all")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        assert len(answer.content) < 20_000
        assert "src=" not in answer.text
        assert "我们不保存您的位置" in answer.text
        (script,) = re.findall(r"<script>(.*?)</script>", answer.text)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
        assert "西湖路 1 号 &lt;b&gt;" in answer.text

    async def test_stays_small_with_hundreds_of_stores(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        lines = "".join(f"s{n},门店{n},省{n % 31},市{n % 7},区{n % 5},路 {n} 号\n" for n in range(300))
        await brought(client, "编码,名称,省,市,区,地址\n" + lines)
        for path in ("/m/all", "/m/all?province=省3", "/m/all?q=门店"):
            answer = await opened(client, path)
            assert (answer.status_code, len(answer.content) < 50_000) == (200, True)
        assert "<i>10 家</i>省3</a>" in (await opened(client, "/m/all")).text

    async def test_by_distance_tells_the_nearest_first_and_keeps_no_place(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        answer = await near(client)
        assert answer.text.index("西湖店") < answer.text.index("外滩店")
        assert "约 0." in answer.text
        assert await visits(brand) == []
        assert "30.262" not in answer.text

    async def test_by_distance_knows_no_store_beyond_the_radius(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        await client.put("/api/store-codes/all", json={"version": 1, "plan": {**PLAN, "radius_km": 1}})
        answer = await near(client, latitude="39.9", longitude="116.4")
        assert ("1 公里内没有门店" in answer.text, "联系总部" in answer.text) == (True, True)

    @pytest.mark.parametrize(
        "form", [{"latitude": "x"}, {"latitude": "nan"}, {"longitude": "999"}, {"latitude": "9" * 2000}]
    )
    async def test_offers_regions_where_no_place_was_said(
        self, client: httpx2.AsyncClient, brand: Counter, form: dict[str, str]
    ) -> None:
        answer = await near(client, **form)
        assert (answer.status_code, "西湖店" in answer.text) == (200, True)

    async def test_by_name_and_by_region_carries_on_what_it_was_opened_with(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        searched = await opened(client, "/m/all?q=西湖&clickid=ad-1&phone=138")
        assert 'href="/m/all/xihu?clickid=ad-1&amp;via=search"' in searched.text
        region = await opened(client, "/m/all?province=上海&clickid=ad-1")
        assert 'href="/m/all/waitan?clickid=ad-1&amp;via=region"' in region.text
        assert "西湖店" not in region.text

    async def test_is_closed_where_it_is_paused_and_nothing_where_there_is_none(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        for path in ("/m/none", "/m/%00", "/m/all/nostore", "/m/" + "x" * 99):
            assert (await opened(client, path)).status_code == 404
        await client.put("/api/store-codes/all", json={"version": 1, "plan": {**PLAN, "paused": True}})
        assert (await opened(client, "/m/all")).status_code == 503


class TestChoosing:
    async def test_leads_to_the_stores_own_code(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        answer = await opened(client, "/m/all/xihu")
        picture = await picture_of(brand, "xihu")
        assert f'src="{picture}"' in answer.text
        assert all(said in answer.text for said in ("西湖店", "10:00–22:00", 'href="tel:057188"'))
        assert "<script" not in answer.text
        assert "img-src data: http" in answer.headers["content-security-policy"]

    async def test_leads_to_the_backup_where_nobody_is_on_shift_and_to_headquarters_behind_that(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        await brand.changed(nobody(live("西湖店", "zhangsan")), "xihu")
        assert await picture_of(brand, "spare") in (await opened(client, "/m/all/xihu")).text
        await brand.changed(replace(live("片区", "lisi"), paused=True), "spare")
        assert await picture_of(brand, "headq") in (await opened(client, "/m/all/xihu")).text
        await brand.changed(nobody(live("总部", "wangwu")), "headq")
        assert await picture_of(brand, "headq") in (await opened(client, "/m/all/xihu")).text
        assert [led for _, _, led, _ in await visits(brand)] == ["backup", "headquarters", "headquarters"]

    async def test_leads_to_headquarters_of_a_store_without_codes_and_for_whom_no_store_suits(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        picture = await picture_of(brand, "headq")
        for path in ("/m/all/waitan", "/m/all/-"):
            assert picture in (await opened(client, path)).text

    async def test_becomes_the_codes_scan_with_the_click_and_the_printed_codes_channel(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        seen = await opened(client, "/m/all?clickid=ad-1")
        visitor = seen.cookies["hs_v"]
        await opened(client, "/m/all/xihu?clickid=ad-1&via=near", Cookie=f"hs_v={visitor}")
        await brand.platform.settle()
        ((name, channel, properties),) = await brand.platform.clickhouse.rows(
            "SELECT name, channel, properties FROM events"
        )
        assert (name, channel) == ("Live Code Scanned", "parcel")
        for said in ('"clickid":"ad-1"', '"store_id":"xihu"', '"store_code":"all"', '"code":"xihu"'):
            assert said in properties.replace(" ", "")
        rows = await brand.rows("SELECT visitor FROM page_views UNION SELECT visitor FROM store_visits")
        assert [row.visitor for row in rows] == [visitor]


class TestCounts:
    async def test_are_by_store_and_way_of_people_only(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        await opened(client, "/m/all")
        await opened(client, "/m/all?q=西湖")  # the same visit goes on
        await opened(client, "/m/all/xihu?via=near")
        await opened(client, "/m/all/xihu?via=search")
        await opened(client, "/m/all/waitan?via=nonsense")
        for path in ("/m/all", "/m/all/xihu"):
            robot = await opened(client, path, **{"User-Agent": "Baiduspider/2.0"})
            assert "set-cookie" not in robot.headers
        counts = (await client.get("/api/store-codes/all/counts")).json()
        assert (counts["views"], counts["visitors"], counts["robots"]) == (1, 1, 1)
        ways = ("store", "choices", "near", "search", "direct", "headquarters")
        assert [tuple(one[way] for way in ways) for one in counts["stores"]] == [
            ("xihu", 2, 1, 1, 0, 0),
            ("waitan", 1, 0, 0, 1, 1),
        ]
        (listed,) = (await client.get("/api/store-codes")).json()["codes"]
        assert (listed["stores"], listed["views"], listed["choices"]) == (2, 1, 3)

    async def test_stay_when_a_person_is_erased(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        visitor = (await opened(client, "/m/all/xihu")).cookies["hs_v"]
        await brand.platform.settle()
        receipt = await client.post(f"/api/people/anonymous:{visitor}/erase", json={"reason": "asked"})
        assert receipt.status_code in {200, 202}, receipt.text
        await brand.platform.settle()
        rows = await brand.rows("SELECT visitor, identity FROM store_visits")
        assert [tuple(row) for row in rows] == [("", 0)]


class TestChanging:
    async def test_refuses_who_saw_an_older_version_and_a_place_that_is_taken(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        first = await client.put("/api/store-codes/all", json={"version": 1, "plan": {**PLAN, "title": "新"}})
        second = await client.put("/api/store-codes/all", json={"version": 1, "plan": PLAN})
        taken = await client.post("/api/store-codes", json={"slug": "all", "plan": PLAN})
        assert (first.json()["version"], second.json()["code"], taken.json()["code"]) == (
            2, "StoreCodeChanged", "StoreCodeExists",
        )  # fmt: skip
        assert "<h1>新</h1>" in (await opened(client, "/m/all")).text

    @pytest.mark.parametrize(
        ("plan", "refusal"), [({"fallback": "none"}, "NoCodeForStore"), ({"units": ["none"]}, "NoSuchUnit")]
    )
    async def test_refuses_codes_and_units_that_are_not_there(
        self, client: httpx2.AsyncClient, brand: Counter, plan: dict[str, Any], refusal: str
    ) -> None:
        answer = await client.post("/api/store-codes", json={"slug": "new", "plan": {**PLAN, **plan}})
        assert answer.json()["code"] == refusal
        assert (await client.get("/api/store-codes/new")).json()["code"] == "NoSuchStoreCode"

    async def test_knows_the_stores_below_its_units_only(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        await client.post("/api/units", json={"code": "east", "name": "华东", "kind": "region"})
        await client.patch("/api/units/waitan", json={"parent": "east"})
        await client.put("/api/store-codes/all", json={"version": 1, "plan": {**PLAN, "units": ["east"]}})
        answer = await opened(client, "/m/all")
        assert ("外滩店" in answer.text, "西湖店" in answer.text) == (True, False)

    async def test_of_a_store_shows_at_once_and_refuses_who_saw_an_older_one(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        await opened(client, "/m/all")
        details = {"address": "新址", "latitude": 30.2741, "longitude": 120.1551, "datum": "wgs84"}
        first = await client.put("/api/stores/xihu", json={"version": 1, "details": details})
        assert (first.json()["version"], round(first.json()["details"]["longitude"], 3)) == (2, 120.16)
        second = await client.put("/api/stores/xihu", json={"version": 1, "details": details})
        assert (second.status_code, second.json()["code"]) == (409, "StoreChanged")
        assert "新址" in (await opened(client, "/m/all")).text

    @pytest.mark.parametrize(
        ("store", "details", "refusal"),
        [
            ("none", {}, "NoSuchStore"),
            ("HQ", {}, "NoSuchStore"),
            ("xihu", {"code": "none"}, "NoCodeForStore"),
            ("xihu", {"latitude": 30.2}, "NotAStorePlace"),
            ("xihu", {"latitude": 120.1, "longitude": 30.2}, "NotAStorePlace"),
        ],
    )
    async def test_of_a_store_refuses_what_cannot_be(
        self, client: httpx2.AsyncClient, brand: Counter, store: str, details: dict[str, Any], refusal: str
    ) -> None:
        answer = await client.put(f"/api/stores/{store}", json={"version": 1, "details": details})
        assert answer.json()["code"] == refusal
        known = {one["store"]: one["version"] for one in (await client.get("/api/stores")).json()}
        assert known == {"xihu": 1, "waitan": 1}


class TestBringing:
    async def test_again_changes_nothing_and_dry_writes_nothing(
        self, client: httpx2.AsyncClient, brand: Counter
    ) -> None:
        again = await brought(client)
        assert (again["made"], again["changed"], again["unchanged"]) == (0, 0, 2)
        dry = await brought(client, "编码,名称\nnew,新店\nxihu,西湖旗舰店\n", dry=True)
        assert (dry["made"], dry["changed"]) == (1, 1)
        assert [one["name"] for one in (await client.get("/api/stores")).json()] == ["西湖店", "外滩店"]

    async def test_takes_what_can_be_and_tells_the_rest(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        became = await brought(
            client, "编码,名称,上级,活码\nxihu,西湖旗舰店,,none\nnew,新店,nowhere,\nok,好店,,spare\nHQ,x,,\n"
        )
        assert (became["made"], became["changed"]) == (1, 0)
        assert [(one["line"], one["store"]) for one in became["problems"]] == [(2, "xihu"), (3, "new"), (5, "HQ")]
        stores = {one["store"]: one for one in (await client.get("/api/stores")).json()}
        assert (stores["xihu"]["name"], stores["ok"]["details"]["code"]) == ("西湖店", "spare")

    async def test_adds_nothing_to_the_tree_for_who_may_not(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        asked = {"name": "import", "permissions": ["touchpoints.manage", "reports.read"]}
        token = (await client.post("/api/tokens", json=asked)).json()["token"]
        body = {"file": base64.b64encode("编码,电话\nnew,1\nxihu,0571-99\n".encode()).decode()}
        answer = await client.post("/api/stores/import", json=body, headers={"Authorization": f"Bearer {token}"})
        assert (answer.json()["changed"], [one["store"] for one in answer.json()["problems"]]) == (1, ["new"])
        assert [one["code"] for one in (await client.get("/api/units")).json()] == ["HQ", "xihu", "waitan"]


class TestWithoutADatabase:
    async def test_a_print_leads_on_by_what_was_known_last(self, client: httpx2.AsyncClient, brand: Counter) -> None:
        picture = await picture_of(brand, "xihu")
        await opened(client, "/m/all")
        await opened(client, "/m/all/xihu")
        await ran(brand, "ALTER TABLE store_codes RENAME TO store_codes_away")
        await ran(brand, "ALTER TABLE group_codes RENAME TO group_codes_away")
        try:
            assert (await opened(client, "/m/all")).status_code == 200
            assert picture in (await opened(client, "/m/all/xihu")).text
        finally:
            await ran(brand, "ALTER TABLE store_codes_away RENAME TO store_codes")
            await ran(brand, "ALTER TABLE group_codes_away RENAME TO group_codes")


async def ran(counter: Counter, sql: str) -> None:
    async with counter.platform.postgres.transaction() as session:
        await session.execute(text(sql))
