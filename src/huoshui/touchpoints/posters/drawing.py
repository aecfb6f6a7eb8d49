"""Drawing posters: background, texts and the code, in pixels; checked pictures in, PNG or PDF out."""

import io
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Final

import segno
from PIL import Image, ImageDraw, ImageFont, ImageOps, UnidentifiedImageError

from huoshui.touchpoints.posters.contract import (
    LEAST_SIDE,
    MOST_PAGE_BYTES,
    MOST_PICTURE_BYTES,
    MOST_PICTURE_PIXELS,
    MOST_SIDE,
    Align,
    Backdrop,
    Copy,
    Format,
    NoChineseFont,
    NotAPosterPicture,
    PosterPlan,
    Square,
    Words,
)
from huoshui.touchpoints.posters.rules.fitting import LEADING, fitted
from huoshui.touchpoints.posters.rules.placing import said

_KINDS: Final = ("PNG", "JPEG", "WEBP")
_QUIET: Final = 4
_NOBODY: Final = Copy("", "", "", "")
_DANGLING: Final = "，、。：；,.:; "
"""What stands before nothing where a name was left out."""
_SHARPER_TO_SMALLER: Final = (
    (750, 82), (750, 65), (750, 50), (600, 50), (480, 45), (400, 35), (320, 25), (240, 15), (160, 5),
)  # fmt: skip
"""Widths and qualities: a phone's page is 390 points wide, and twice that is sharp."""
_FONTS: Final = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)
"""Where systems keep their Chinese letters."""
_LOOKS: Final = {
    Backdrop.TABLE: ("#f7faf9", "#0e7c86"),
    Backdrop.PARCEL: ("#fbf7f0", "#e0912f"),
    Backdrop.DOUYIN: ("#161823", "#2b2f45"),
    Backdrop.MENU: ("#f2f7f4", "#3e8e5a"),
    Backdrop.LIVE: ("#3b1d5e", "#7a5195"),
}


def draw(plan: PosterPlan, picture: bytes | None, copy: Copy) -> Image.Image:
    """
    This will draw one poster.

    :raises NoChineseFont: if there is no font to set its texts in
    :raises NotAPosterPicture: if the person's own picture is none that can be drawn safely
    """
    canvas = _lettered(plan, picture, copy)
    code = _code(copy.address, plan.code.side)
    canvas.paste(code, (plan.code.x, plan.code.y))
    return canvas


def for_page(plan: PosterPlan, picture: bytes | None) -> bytes:
    """
    This will draw a poster as WebP for a landing page: for nobody by name, a white square where the code goes.

    It is as sharp as `MOST_PAGE_BYTES` allow.

    :raises NoChineseFont: if there is no font to set its texts in
    """
    canvas = _lettered(plan, picture, _NOBODY)
    code = plan.code
    corner = (code.x + code.side - 1, code.y + code.side - 1)
    ImageDraw.Draw(canvas).rectangle(((code.x, code.y), corner), fill="#ffffff")
    return _small(canvas)


def smaller(content: bytes) -> bytes:
    """
    This will give a picture as WebP for the head of a landing page: upright, as sharp as `MOST_PAGE_BYTES` allow.

    :raises NotAPosterPicture: if it is no PNG, JPEG or WebP, broken, or too large to be opened safely
    """
    return _small(_upright(content, least=1))


def _small(canvas: Image.Image) -> bytes:
    for width, quality in _SHARPER_TO_SMALLER:
        drawn = _webp(canvas, width, quality)
        if len(drawn) <= MOST_PAGE_BYTES:
            return drawn
    return drawn  # of so few points that the loop never comes here with more bytes


def _webp(canvas: Image.Image, width: int, quality: int) -> bytes:
    narrow = min(width, canvas.width)
    size = (narrow, min(4 * width, max(1, round(canvas.height * narrow / canvas.width))))
    out = io.BytesIO()
    canvas.resize(size, Image.Resampling.LANCZOS).save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()


def _lettered(plan: PosterPlan, picture: bytes | None, copy: Copy) -> Image.Image:
    canvas = _background(plan, picture)
    brush = ImageDraw.Draw(canvas)
    if plan.face is not None and (copy.face is not None or copy.staff):
        _face(canvas, plan.face, copy)
    for words in plan.texts:
        text = said(words.words, copy)
        _set(brush, words, text if text == words.words else text.lstrip(_DANGLING))
    return canvas


def written(poster: Image.Image, kind: Format) -> bytes:
    """This will give a poster as a file; in print it has 300 dots an inch."""
    out = io.BytesIO()
    if kind is Format.PDF:
        poster.save(out, "PDF", resolution=300.0)
    else:
        poster.save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


def normalized(content: bytes) -> bytes:
    """
    This will give a picture of the brand's as it is kept: upright, without what its camera wrote, not too large.

    :raises NotAPosterPicture: if it is no PNG, JPEG or WebP, broken, or too small or large to be drawn safely
    """
    upright = _upright(content, least=LEAST_SIDE)
    upright.thumbnail((MOST_SIDE, MOST_SIDE))
    out = io.BytesIO()
    upright.save(out, "JPEG", quality=90)
    return out.getvalue()


def _upright(content: bytes, *, least: int) -> Image.Image:
    if len(content) > MOST_PICTURE_BYTES:
        raise NotAPosterPicture(why=f"it has {len(content)} bytes, and {MOST_PICTURE_BYTES} is the most")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=_KINDS)
            _check(picture, least)  # its head says how large it becomes, before anything is unpacked
            return ImageOps.exif_transpose(picture).convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPosterPicture(why="it becomes too large when it is unpacked") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise NotAPosterPicture(why="it is no whole PNG, JPEG or WebP") from None


def _check(picture: Image.Image, least: int) -> None:
    width, height = picture.size
    if width * height > MOST_PICTURE_PIXELS:
        raise NotAPosterPicture(why=f"it has {width} × {height} pixels, and {MOST_PICTURE_PIXELS} in all is the most")
    if min(width, height) < least:
        raise NotAPosterPicture(why=f"it has {width} × {height} pixels, and {least} is the least of an edge")


def _background(plan: PosterPlan, picture: bytes | None) -> Image.Image:
    size = (plan.width, plan.height)
    if picture is not None:
        with Image.open(io.BytesIO(picture), formats=_KINDS) as kept:
            return ImageOps.fit(kept.convert("RGB"), size)
    ground, accent = _LOOKS[plan.backdrop]
    canvas = Image.new("RGB", size, ground)
    brush = ImageDraw.Draw(canvas)
    width, height = size
    if plan.backdrop is Backdrop.TABLE:
        brush.rectangle((0, 0, width, round(height * 0.26)), fill=accent)
    elif plan.backdrop is Backdrop.DOUYIN:
        brush.ellipse((-width * 0.3, -width * 0.5, width * 1.3, height * 0.3), fill=accent)
    elif plan.backdrop is Backdrop.LIVE:
        brush.ellipse((-width * 0.4, height * 0.55, width * 1.4, height * 1.5), fill=accent)
    else:
        brush.rectangle((0, 0, width, round(height * 0.03)), fill=accent)
        brush.rectangle((0, round(height * 0.97), width, height), fill=accent)
    return canvas


def _face(canvas: Image.Image, place: Square, copy: Copy) -> None:
    """A person's own picture, cut round; of who has none the first letter of their name."""
    size = (place.side, place.side)
    if copy.face is not None:
        shown = ImageOps.fit(_upright(copy.face, least=1), size, Image.Resampling.LANCZOS)
    else:
        shown = Image.new("RGB", size, "#0e7c86")
        letter, font = copy.staff[0], _font(max(12, place.side // 2))
        ImageDraw.Draw(shown).text((place.side / 2, place.side / 2), letter, font=font, fill="#ffffff", anchor="mm")
    round_ = Image.new("L", (4 * place.side, 4 * place.side), 0)  # its edge is smooth when it is made smaller
    ImageDraw.Draw(round_).ellipse((0, 0, 4 * place.side - 1, 4 * place.side - 1), fill=255)
    canvas.paste(shown, (place.x, place.y), round_.resize(size, Image.Resampling.LANCZOS))


def _set(brush: ImageDraw.ImageDraw, words: Words, text: str) -> None:
    lines, size = fitted(text, width=words.width, height=words.height, size=words.size, measure=_measure)
    font = _font(size)
    top = words.y + max(0.0, (words.height - len(lines) * size * LEADING) / 2)
    for number, line in enumerate(lines):
        spare = words.width - font.getlength(line)
        left = {Align.LEFT: 0.0, Align.CENTER: spare / 2, Align.RIGHT: spare}[words.align]
        place = (words.x + left, top + (number + 0.5) * size * LEADING)
        brush.text(place, line, font=font, fill=words.color, anchor="lm")


def _code(address: str, side: int) -> Image.Image:
    """A code of whole pixels in a white square: none of its modules is smeared over two."""
    rows = [list(row) for row in segno.make_qr(address, error="m").matrix]
    count = len(rows)
    scale = max(1, side // (count + 2 * _QUIET))
    drawn = Image.new("L", (count, count), 255)
    drawn.putdata([0 if dark else 255 for row in rows for dark in row])
    drawn = drawn.resize((count * scale, count * scale), Image.Resampling.NEAREST)
    square = Image.new("RGB", (side, side), "#ffffff")
    edge = (side - count * scale) // 2
    square.paste(drawn.convert("RGB"), (edge, edge))
    return square


def _measure(text: str, size: int) -> float:
    return _font(size).getlength(text)


@lru_cache(maxsize=128)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_place(), size)


@lru_cache(maxsize=1)
def _place() -> str:
    place = next((one for one in _FONTS if Path(one).is_file()), None)
    if place is None:
        raise NoChineseFont(retry_after=3600)
    return place
