"""Whether a poster can be drawn, and what its texts say."""

import re
from collections.abc import Iterable

from huoshui.touchpoints.posters.contract import (
    LEAST_CODE,
    LEAST_CODE_SHARE,
    LEAST_SIDE,
    MOST_AT_ONCE,
    MOST_PIXELS,
    MOST_PIXELS_AT_ONCE,
    MOST_SIDE,
    Copy,
    PosterMisplaced,
    PosterPlan,
    Square,
    TooManyPosters,
)

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def check(plan: PosterPlan) -> None:
    """
    This will let a plan pass that can be drawn with a code that phones can read.

    :raises PosterMisplaced: if a part lies outside, the code is too small, or the poster is too small or too large
    """
    if not (LEAST_SIDE <= plan.width <= MOST_SIDE and LEAST_SIDE <= plan.height <= MOST_SIDE):
        raise PosterMisplaced(why=f"its edges have {LEAST_SIDE} to {MOST_SIDE} pixels")
    if plan.width * plan.height > MOST_PIXELS:
        raise PosterMisplaced(why=f"it has more than {MOST_PIXELS} pixels")
    code = plan.code
    _inside(plan, code.x, code.y, code.side, code.side, "the code")
    least = max(LEAST_CODE, round(plan.width * LEAST_CODE_SHARE))
    if code.side < least:
        raise PosterMisplaced(why=f"phones cannot read a code of {code.side} pixels here, {least} is the least")
    if plan.face is not None:
        _inside(plan, plan.face.x, plan.face.y, plan.face.side, plan.face.side, "the person's picture")
        if _meet(plan.face, code):
            raise PosterMisplaced(why="the person's picture lies over the code")
    for number, one in enumerate(plan.texts, start=1):
        _inside(plan, one.x, one.y, one.width, one.height, f"text {number}")
        apart = one.x + one.width <= code.x or code.x + code.side <= one.x
        if not (apart or one.y + one.height <= code.y or code.y + code.side <= one.y):
            raise PosterMisplaced(why=f"text {number} lies over the code")
        if _COLOR.fullmatch(one.color) is None:
            raise PosterMisplaced(why=f"“{one.color}” is no color like #1c2b33")


def _meet(one: Square, other: Square) -> bool:
    return abs(2 * (one.x - other.x) + one.side - other.side) < one.side + other.side and (
        abs(2 * (one.y - other.y) + one.side - other.side) < one.side + other.side
    )


def _inside(plan: PosterPlan, x: int, y: int, width: int, height: int, what: str) -> None:
    if width < 1 or height < 1 or x < 0 or y < 0 or x + width > plan.width or y + height > plan.height:
        raise PosterMisplaced(why=f"{what} does not lie inside")


def check_copies(plan: PosterPlan, copies: int) -> None:
    """
    This will let as many copies pass as may be drawn at once.

    :raises TooManyPosters: if it is more than that
    """
    if copies > MOST_AT_ONCE or copies * plan.width * plan.height > MOST_PIXELS_AT_ONCE:
        raise TooManyPosters(most=MOST_AT_ONCE)


def said(words: str, copy: Copy) -> str:
    """This will write a text for somebody; what is put in is never read as a place again."""
    given = {"{员工姓名}": copy.staff, "{门店}": copy.store, "{客户称呼}": copy.customer}
    return re.sub(r"\{(?:员工姓名|门店|客户称呼)\}", lambda found: given[found.group()], words)


def filenames(names: Iterable[str], suffix: str) -> list[str]:
    """This will name files after people: no two the same, and none that leads out of its folder."""
    taken: set[str] = set()
    files = []
    for number, name in enumerate(names, start=1):
        kept = re.sub(r"[^\w\u4e00-\u9fff -]", "", name).strip()[:40] or "poster"
        file = f"{kept}.{suffix}" if f"{kept}.{suffix}".lower() not in taken else f"{kept}-{number}.{suffix}"
        while file.lower() in taken:
            file = f"_{file}"
        taken.add(file.lower())
        files.append(file)
    return files
