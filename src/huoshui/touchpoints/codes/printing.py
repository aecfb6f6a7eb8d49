"""
What goes to print: a sheet with the code, its words, and lines to cut along, as PDF.

The code is drawn as rectangles and stays sharp at any size. Chinese words are set in the reader's own font
(``STSong-Light``, which every PDF reader stands in for), so that no font of ours is needed.
"""

from enum import StrEnum
from typing import Final

import segno

_SIZES: Final = {"a4": (595.28, 841.89), "a5": (419.53, 595.28), "a6": (297.64, 419.53)}
_QUIET: Final = 4
_INK: Final = "0.11 0.17 0.20 rg"
_BRAND: Final = "0.04 0.48 0.46 rg"


class Paper(StrEnum):
    """What is printed on: 门店海报, 桌牌, 包裹卡."""

    A4 = "a4"
    A5 = "a5"
    A6 = "a6"


def sheet(address: str, *, title: str, words: str, paper: Paper) -> bytes:
    """This will draw one sheet: a title, the code of an address, and what to do with it."""
    width, height = _SIZES[paper.value]
    unit = width / 100
    drawn = [
        _BRAND, f"0 {height - 6 * unit:.2f} {width:.2f} {6 * unit:.2f} re f", _INK,
        _line(title, width, height - 22 * unit, 7 * unit),
        _code(address, x=(width - 62 * unit) / 2, y=height - 92 * unit, side=62 * unit),
        _line(words, width, height - 104 * unit, 4.5 * unit),
        _line(address, width, height - 112 * unit, 2.6 * unit),
    ]  # fmt: skip
    return _document("\n".join(drawn).encode("ascii"), width, height)


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


def _document(content: bytes, width: float, height: float) -> bytes:
    font = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)" \
           b"/Supplement 2>>/DW 1000/W[1[500]2 95 500 814 939 500]/FontDescriptor 7 0 R>>"  # fmt: skip
    descriptor = b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0" \
                 b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"  # fmt: skip
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        font,
        descriptor,
    ]
    written, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj" % number + part + b"endobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, table)
    return bytes(written)
