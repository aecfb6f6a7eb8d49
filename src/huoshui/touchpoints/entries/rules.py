"""Which pages may be led to, and when a try that failed is made again."""

import re
from datetime import timedelta
from typing import Final

from huoshui.touchpoints.entries.contract import MiniProgramPage, NotAMiniProgramPage

LIFE: Final = timedelta(days=30)
"""The longest that the platform gives: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/url-link.html."""
RENEW: Final = timedelta(days=20)
"""A third of its life is left then, in which renewing it may fail as often as it likes."""
_SOON, _LATE = timedelta(minutes=1), timedelta(hours=1)
_MOST_DOUBLED: Final = 6
_LONGEST: Final = timedelta(days=1)
_PATH: Final = re.compile(r"[0-9A-Za-z_./-]{0,256}")
_QUERY: Final = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]{0,1024}")


def check(page: MiniProgramPage) -> None:
    """
    This will let a page pass that the platform may know.

    :raises NotAMiniProgramPage: if its path or query is none that the platform takes
    """
    if "?" in page.path:
        raise NotAMiniProgramPage(page=page.path, why="what stands behind the ? goes into its query")
    if _PATH.fullmatch(page.path) is None:
        raise NotAMiniProgramPage(page=page.path, why="a path has up to 256 letters, digits and _ - . /")
    if _QUERY.fullmatch(page.query) is None:
        raise NotAMiniProgramPage(
            page=page.query, why="a query has up to 1,024 characters, and what is not plain is encoded with %"
        )


def wait(tries: int, *, asked: float | None = None) -> timedelta:
    """This will give how long to wait after so many tries in a row: as long as the platform asked, else ever longer."""
    if asked is not None:
        return min(max(timedelta(seconds=asked), _SOON), _LONGEST)
    doublings: int = 1 << min(tries, _MOST_DOUBLED)
    return min(_SOON * doublings, _LATE)
