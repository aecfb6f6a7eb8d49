"""Posters: text that fits, codes that phones read, pictures that are safe, copies for a list of staff."""

import base64
import io
import zipfile
from dataclasses import replace
from typing import Any

import httpx2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from huoshui.touchpoints.posters.contract import (
    Copy,
    NotAPosterPicture,
    PosterMisplaced,
    PosterPlan,
    Square,
    TooManyPosters,
    Words,
)
from huoshui.touchpoints.posters.drawing import draw, for_page, normalized
from huoshui.touchpoints.posters.gallery import GALLERY
from huoshui.touchpoints.posters.rules.fitting import LEADING, LEAST_SIZE, fitted
from huoshui.touchpoints.posters.rules.placing import check, check_copies, filenames, said
from tests.touchpoints.test_codes_api import account as account  # noqa: PLC0414 a poster shows a code of an account
from tests.touchpoints.test_codes_api import made as made_code

COPY = Copy("张小明", "杭州西湖旗舰店", "王女士", "https://go.brand.example/p/xihu-desk-0001")
PLAN = PosterPlan("小", 600, 800, Square(150, 300, 300), (Words("{员工姓名}", 50, 50, 500, 100, 60),))
LETTERS = st.text(st.sampled_from("活水一二三四五 abcXYZ"), max_size=60)


def measured(text: str, size: int) -> float:
    return sum(size * (0.5 if letter.isascii() else 1.0) for letter in text)


def read(picture: Image.Image) -> list[str]:
    return [one.text for one in zxingcpp.read_barcodes(picture)]


def file_of(picture: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


class TestFitting:
    @given(LETTERS, st.integers(20, 400), st.integers(20, 400), st.integers(12, 120))
    def test_lies_in_its_box_and_loses_nothing_unless_it_says_so(
        self, words: str, width: int, height: int, size: int
    ) -> None:
        lines, chosen = fitted(words, width=width, height=height, size=size, measure=measured)
        assert LEAST_SIZE <= chosen <= size
        assert all(measured(line, chosen) <= width for line in lines)
        assert len(lines) * chosen * LEADING <= height or len(lines) == 1
        if not lines[-1].endswith("…"):
            assert "".join(lines).replace(" ", "") == words.replace(" ", "")

    @given(LETTERS, st.integers(20, 400), st.integers(20, 400), st.integers(12, 119))
    def test_is_never_smaller_in_a_larger_box(self, words: str, width: int, height: int, size: int) -> None:
        _, small = fitted(words, width=width, height=height, size=size, measure=measured)
        _, large = fitted(words, width=width * 2, height=height * 2, size=size, measure=measured)
        assert large >= small

    def test_is_cut_where_nothing_else_helps(self) -> None:
        lines, size = fitted("很长" * 50, width=100, height=20, size=40, measure=measured)
        assert (lines, size) == (["很长很长很长很…"], LEAST_SIZE)


class TestPlacing:
    @pytest.mark.parametrize("plan", GALLERY.values(), ids=[one.value for one in GALLERY])
    def test_the_gallery_can_be_drawn(self, plan: PosterPlan) -> None:
        check(plan)

    @pytest.mark.parametrize(
        "change",
        [
            {"width": 299},
            {"width": 3601},
            {"width": 3500, "height": 3500},
            {"code": Square(301, 300, 300)},
            {"code": Square(0, 0, 159)},
            {"texts": (Words("x", 100, 250, 300, 100, 20),)},
            {"texts": (Words("x", 500, 0, 101, 50, 20),)},
            {"texts": (Words("x", 0, 0, 100, 50, 20, "red"),)},
        ],
    )
    def test_refuses_what_cannot_be_drawn_or_read(self, change: dict[str, Any]) -> None:
        with pytest.raises(PosterMisplaced):
            check(replace(PLAN, **change))

    def test_refuses_more_than_memory_should_hold(self) -> None:
        check_copies(PLAN, 50)
        with pytest.raises(TooManyPosters):
            check_copies(PLAN, 51)
        with pytest.raises(TooManyPosters):
            check_copies(replace(PLAN, width=3000, height=3000), 11)

    def test_what_is_filled_in_is_never_a_place_itself(self) -> None:
        copy = replace(COPY, staff="{门店}")
        assert said("{员工姓名}·{门店}·{别的}", copy) == "{门店}·杭州西湖旗舰店·{别的}"

    @given(st.lists(st.text(max_size=12), max_size=20))
    def test_files_have_different_names_in_one_folder(self, names: list[str]) -> None:
        files = filenames(names, "png")
        assert len({one.lower() for one in files}) == len(names)
        assert not any("/" in one or "\\" in one or one.startswith(".") for one in files)


class TestDrawing:
    @pytest.mark.parametrize("plan", GALLERY.values(), ids=[one.value for one in GALLERY])
    def test_is_read_by_a_phone_from_another_phones_screen(self, plan: PosterPlan) -> None:
        drawn = draw(plan, None, COPY)
        assert drawn.size == (plan.width, plan.height)
        assert read(drawn) == [COPY.address]
        assert read(drawn.resize((375, round(375 * plan.height / plan.width)))) == [COPY.address]

    def test_is_read_from_a_busy_picture_as_photographs_are_kept(self) -> None:
        noise = Image.effect_noise((900, 1200), 120).convert("RGB")
        drawn = draw(PLAN, normalized(file_of(noise, "JPEG")), COPY)
        out = io.BytesIO()
        drawn.save(out, "JPEG", quality=60)
        assert read(Image.open(out)) == [COPY.address]

    def test_says_what_it_is_told(self) -> None:
        plain, named = draw(PLAN, None, replace(COPY, staff="")), draw(PLAN, None, COPY)
        place = (50, 50, 550, 150)
        assert len(set(plain.crop(place).tobytes())) < len(set(named.crop(place).tobytes()))


class TestPictures:
    def test_are_kept_upright_and_without_what_the_camera_wrote(self) -> None:
        picture = Image.new("RGB", (400, 600), "#123456")
        exif = Image.Exif()
        exif[0x0112], exif[0x010F] = 6, "Camera"
        out = io.BytesIO()
        picture.save(out, "JPEG", exif=exif)
        kept = Image.open(io.BytesIO(normalized(out.getvalue())))
        assert (kept.size, kept.format, dict(kept.getexif())) == ((600, 400), "JPEG", {})

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"<svg onload=alert(1)>",
            b"\x89PNG\r\n\x1a\n" + bytes(100),
            file_of(Image.new("L", (299, 800))),
            file_of(Image.new("1", (6000, 6000))),
            file_of(Image.new("1", (14_000, 14_000))),
            file_of(Image.new("RGB", (500, 500)), "GIF"),
            file_of(Image.effect_noise((400, 400), 50))[:9000],
            bytes(3_000_001),
        ],
    )
    def test_refuses_what_is_none_or_is_unsafe(self, content: bytes) -> None:
        with pytest.raises(NotAPosterPicture):
            normalized(content)


async def made(client: httpx2.AsyncClient, **change: Any) -> dict[str, Any]:
    (plan, *_) = (await client.get("/api/poster-gallery")).json()
    answer = await client.post("/api/posters", json={"plan": {**plan, **change}})
    assert answer.status_code == 201, answer.text
    poster: dict[str, Any] = answer.json()
    return poster


class TestFace:
    plan = replace(PLAN, face=Square(250, 160, 100))

    def test_is_each_persons_own_and_round(self) -> None:
        red = file_of(Image.new("RGB", (400, 300), "#d02020"), "JPEG")
        drawn = draw(self.plan, None, replace(COPY, face=red))
        assert drawn.getpixel((300, 210))[0] > 190  # type: ignore[index]
        plain = draw(PLAN, None, COPY)
        assert [drawn.getpixel(corner) for corner in ((251, 161), (348, 258))] == [
            plain.getpixel(corner) for corner in ((251, 161), (348, 258))
        ]
        assert read(drawn) == [COPY.address]

    def test_is_a_letter_of_who_has_none_and_nothing_on_a_page(self) -> None:
        drawn, plain = draw(self.plan, None, COPY), draw(PLAN, None, COPY)
        assert drawn.getpixel((258, 210)) == (14, 124, 134)
        assert drawn.tobytes() != plain.tobytes()
        assert for_page(self.plan, None) == for_page(PLAN, None)

    @pytest.mark.parametrize("face", [Square(400, 350, 100), Square(550, 0, 100)])
    def test_never_lies_over_the_code_or_outside(self, face: Square) -> None:
        with pytest.raises(PosterMisplaced):
            check(replace(PLAN, face=face))

    def test_may_touch_the_code(self) -> None:
        check(replace(PLAN, face=Square(250, 200, 100)))

    @pytest.mark.parametrize("face", [b"<svg onload=alert(1)>", b"\x89PNG" + bytes(99)])
    async def test_that_is_no_picture_is_refused(self, client: httpx2.AsyncClient, face: bytes) -> None:
        await made_code(client)
        poster = await made(client)
        copies = [{"kind": "code", "slug": "desk", "staff": "张三", "face": base64.b64encode(face).decode()}]
        answer = await client.post(f"/api/posters/{poster['id']}/render", json={"copies": copies})
        assert (answer.status_code, answer.json()["code"]) == (422, "NotAPosterPicture")


class TestRendering:
    async def test_for_one_is_a_picture_or_a_sheet_with_their_code(self, client: httpx2.AsyncClient) -> None:
        await made_code(client)
        poster = await made(client)
        copies = [{"kind": "code", "slug": "desk", "staff": "张三"}]
        drawn = await client.post(f"/api/posters/{poster['id']}/render", json={"copies": copies})
        assert drawn.headers["content-type"] == "image/png"
        assert read(Image.open(io.BytesIO(drawn.content))) == ["http://huoshui.test/p/desk"]
        sheet = await client.post(f"/api/posters/{poster['id']}/render", json={"copies": copies, "format": "pdf"})
        assert sheet.content.startswith(b"%PDF-")

    async def test_for_a_list_of_staff_is_a_zip_with_each_ones_own(self, client: httpx2.AsyncClient) -> None:
        await made_code(client)
        await made_code(client, "other")
        poster = await made(client)
        copies = [{"kind": "code", "slug": slug, "staff": "张三/../"} for slug in ("desk", "other")]
        drawn = await client.post(f"/api/posters/{poster['id']}/render", json={"copies": copies})
        with zipfile.ZipFile(io.BytesIO(drawn.content)) as archive:
            assert archive.namelist() == ["张三.png", "张三-2.png"]
            codes = [read(Image.open(io.BytesIO(archive.read(name)))) for name in archive.namelist()]
        assert codes == [["http://huoshui.test/p/desk"], ["http://huoshui.test/p/other"]]

    async def test_refuses_codes_that_are_not_there(self, client: httpx2.AsyncClient) -> None:
        poster = await made(client)
        for kind in ("link", "code", "group_code", "page", "store_code"):
            copies = [{"kind": kind, "slug": "none"}]
            answer = await client.post(f"/api/posters/{poster['id']}/render", json={"copies": copies})
            assert (answer.status_code, answer.json()["code"]) == (422, "NoCodeForPoster")


class TestChanging:
    async def test_refuses_who_saw_an_older_version(self, client: httpx2.AsyncClient) -> None:
        poster = await made(client)
        body = {"plan": {**poster["plan"], "name": "新"}, "version": 1}
        first = await client.put(f"/api/posters/{poster['id']}", json=body)
        second = await client.put(f"/api/posters/{poster['id']}", json=body)
        assert (first.json()["version"], second.json()["code"]) == (2, "PosterChanged")
        assert [one["plan"]["name"] for one in (await client.get("/api/posters", params={"q": "新"})).json()] == ["新"]

    async def test_refuses_a_code_that_is_too_small(self, client: httpx2.AsyncClient) -> None:
        answer = await client.post("/api/posters", json={"plan": {
            "name": "x", "width": 1000, "height": 1000, "code": {"x": 0, "y": 0, "side": 219}}})  # fmt: skip
        assert (answer.status_code, answer.json()["code"]) == (422, "PosterMisplaced")
        assert (await client.get("/api/posters")).json() == []

    async def test_gives_a_picture_and_takes_it_away(self, client: httpx2.AsyncClient) -> None:
        poster = await made(client)
        picture = base64.b64encode(file_of(Image.new("RGB", (600, 900), "#ff0000"))).decode()
        given_one = await client.put(f"/api/posters/{poster['id']}/picture", json={"picture": picture})
        assert (given_one.json()["has_picture"], given_one.json()["version"]) == (True, 2)
        asked = {"plan": poster["plan"], "poster": poster["id"]}
        seen = Image.open(io.BytesIO((await client.post("/api/posters/preview", json=asked)).content))
        corner = seen.crop((0, 0, 1, 1)).tobytes()
        assert (corner[0] > 240, corner[1] < 15) == (True, True)
        taken = await client.put(f"/api/posters/{poster['id']}/picture", json={"picture": None})
        assert taken.json()["has_picture"] is False
        bad = await client.put(f"/api/posters/{poster['id']}/picture", json={"picture": "AAAA"})
        assert bad.json()["code"] == "NotAPosterPicture"
