"""
Keeping warm: what people look at is worked out again before they look again.

Every event changes the data, so that with a busy brand no figure stays the data's own for long. Screens take figures
that are some minutes old and say how old; here the ones that somebody looked at today are kept that young, beside
everything else: only while nobody waits for one, and for a fifth of the time at most.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from huoshui.bedrock.rounds import outlived

_LOOK_S = 5.0
_SHARE = 4
"""Rests so many times as long as it worked."""


async def keep_warm(*warmers: Callable[[], Awaitable[bool]]) -> None:
    """This will let each work out its oldest, turn after turn, until it is cancelled."""
    while True:
        began = time.monotonic()
        for warm in warmers:
            await outlived(warm, of="warming")
        await asyncio.sleep(max(_LOOK_S, (time.monotonic() - began) * _SHARE))
