"""
What goes to print: a sheet with one code and its words, or a pack of many, with lines to cut along, as PDF.

The code is drawn as rectangles and stays sharp at any size. Chinese words are set in the reader's own font
(``STSong-Light``, which every PDF reader stands in for), so that no font of ours is needed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import segno

_SIZES: Final = {"a4": (595.28, 841.89), "a5": (419.53, 595.28), "a6": (297.64, 419.53)}
_QUIET: Final = 4
_INK: Final = "0.11 0.17 0.20 rg"
_BRAND: Final = "0.04 0.48 0.46 rg"
_FOUR: Final = 4
_CUT: Final = "q 0.6 G 0.4 w [3 3] 0 d {across} {down} S Q"


class Paper(StrEnum):
    """What is printed on: 门店海报, 桌牌, 包裹卡; and four parcel cards on one A4, to be cut apart."""

    A4 = "a4"
    A5 = "a5"
    A6 = "a6"
    A4_CARDS = "a4_cards"


@dataclass(frozen=True, slots=True)
class Print:
    """A code to be printed: its address, what stands above it, and what to do with it."""

    address: str
    title: str
    words: str


def sheet(address: str, *, title: str, words: str, paper: Paper) -> bytes:
    """This will draw one sheet: a title, the code of an address, and what to do with it."""
    return pack([Print(address, title, words)], paper=paper)


def pack(prints: Sequence[Print], *, paper: Paper) -> bytes:
    """This will draw a sheet for each code, or on sheets of four cards as many as there are."""
    if paper is not Paper.A4_CARDS:
        width, height = _SIZES[paper.value]
        return _document([_card(one, width, height).encode("ascii") for one in prints], width, height)
    width, height = _SIZES["a4"]
    starts = range(0, len(prints), _FOUR)
    return _document([_cards(prints[start : start + _FOUR], width, height) for start in starts], width, height)


def _cards(prints: Sequence[Print], width: float, height: float) -> bytes:
    places = [(0.0, height / 2), (width / 2, height / 2), (0.0, 0.0), (width / 2, 0.0)]
    drawn = [
        f"q 1 0 0 1 {x:.2f} {y:.2f} cm\n{_card(one, width / 2, height / 2)}\nQ"
        for one, (x, y) in zip(prints, places, strict=False)
    ]
    across = f"0 {height / 2:.2f} m {width:.2f} {height / 2:.2f} l"
    down = f"{width / 2:.2f} 0 m {width / 2:.2f} {height:.2f} l"
    return "\n".join([*drawn, _CUT.format(across=across, down=down)]).encode("ascii")


def _card(one: Print, width: float, height: float) -> str:
    unit = width / 100
    drawn = [
        _BRAND, f"0 {height - 6 * unit:.2f} {width:.2f} {6 * unit:.2f} re f", _INK,
        _line(one.title, width, height - 22 * unit, 7 * unit),
        _code(one.address, x=(width - 62 * unit) / 2, y=height - 92 * unit, side=62 * unit),
        _line(one.words, width, height - 104 * unit, 4.5 * unit),
        _line(one.address, width, height - 112 * unit, 2.6 * unit),
    ]  # fmt: skip
    return "\n".join(drawn)


def _code(address: str, *, x: float, y: float, side: float) -> str:
    rows = [list(row) for row in segno.make_qr(address, error="q").matrix]
    module = side / (len(rows) + 2 * _QUIET)
    left, top, size = x + _QUIET * module, y + side - (_QUIET + 1) * module, f"{module:.3f} {module:.3f}"
    boxes = [
        f"{left + column * module:.3f} {top - row * module:.3f} {size} re"
        for row, line in enumerate(rows)
        for column, dark in enumerate(line)
        if dark
    ]
    return "\n".join([*boxes, "f"])


def _line(words: str, width: float, y: float, size: float) -> str:
    """A line in the middle; one that is too long is set smaller."""
    units = sum(0.5 if letter.isascii() else 1.0 for letter in words) or 1.0
    size = min(size, width * 0.88 / units)
    said = "".join(letter for letter in words if ord(letter) < 0x10000).encode("utf-16-be").hex().upper()
    return f"BT /F1 {size:.2f} Tf {(width - units * size) / 2:.2f} {y:.2f} Td <{said}> Tj ET"


def _document(sheets: Sequence[bytes], width: float, height: float) -> bytes:
    written, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(_parts(sheets, width, height), start=1):
        places.append(len(written))
        written += b"%d 0 obj" % number + part + b"endobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, table)
    return bytes(written)


def _parts(sheets: Sequence[bytes], width: float, height: float) -> Iterator[bytes]:
    """Catalog, pages, the font in three parts; then each page and what is on it."""
    yield b"<</Type/Catalog/Pages 2 0 R>>"
    kids = b" ".join(b"%d 0 R" % (6 + 2 * number) for number in range(len(sheets)))
    yield b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(sheets))
    yield b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>"
    yield (
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/DW 1000/W[1[500]2 95 500 814 939 500]/FontDescriptor 5 0 R>>"
    )
    yield (
        b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
    )
    for number, content in enumerate(sheets):
        yield (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents {7 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        yield b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
