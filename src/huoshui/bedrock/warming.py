"""
Keeping warm: what people look at is worked out again before they look again.

Every event changes the data, so that with a busy brand no figure stays the data's own for long. Screens take figures
that are some minutes old and say how old; here the ones that somebody looked at are kept young, beside everything else:
only while nobody waits for one, and for a fifth of the time at most. Until everything is known once, for half of it.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from huoshui.bedrock.rounds import outlived

_LOOK_S = 5.0
_SHARE = 4
"""Rests so many times as long as it worked."""
_BEGIN_S = 3600.0
"""So often it begins anew: what was too little to keep may be much by now."""


async def keep_warm(begin: Callable[[], Awaitable[None]], warm: Callable[[], Awaitable[bool]]) -> None:
    """This will begin, and then work out one after the other, until it is cancelled."""
    begun, level = -_BEGIN_S, False
    while True:
        if time.monotonic() - begun >= _BEGIN_S:
            begun, level = time.monotonic(), False
            await outlived(begin, of="warming")
        working = time.monotonic()
        worked = await outlived(warm, of="warming")
        level = level or worked is False
        spent = time.monotonic() - working
        await asyncio.sleep(max(_LOOK_S, spent * _SHARE) if level or not worked else spent)
