"""
What WeChat documents of windows, sizes and quotas, as its server would hold them.

Written from the documentation and not from our own tables, so that one can catch the other being wrong.
"""

from typing import Final

TOKEN_SECONDS: Final = 7200
CODE_SECONDS: Final = 300
"""For so long a code of a login or a phone serves, once."""
FORCED_A_DAY: Final = 20
"""How often a stable token may be renewed by force."""
WINDOWS: Final = {
    "wechat_mp": {"message": (5, 172_800), "menu": (3, 60), "scan": (3, 60), "follow": (3, 60)},
    "miniprogram": {"message": (5, 172_800), "enter": (2, 60)},
}
"""By what somebody did: messages, and seconds."""
SCENE_CHARACTERS: Final = 64
PERMANENT_CODES: Final = 100_000
LONGEST_CODE: Final = 2_592_000
BATCH: Final = 100
ENTRY_DAYS: Final = 30
ENTRY_QUERY: Final = 1024
CUSTOM: Final = 256
ENTRIES_A_DAY: Final = 500_000
"""URL Links and URL Schemes together."""
ENTRIES_A_SECOND: Final = 100
DAILY: Final = 100_000
"""Calls a day for an endpoint whose account was given no other number."""


class No(Exception):
    """WeChat says no."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def need(held: object, code: int) -> None:
    """This will say no with a code unless something holds."""
    if not held:
        raise No(code)
