"""How the C library keeps memory that was given back to it."""

import contextlib
import ctypes

_M_ARENA_MAX = -8  # <malloc.h>
_ARENAS = 2


def share() -> None:
    """
    This will have the threads of this process share two arenas of glibc, wherever there is glibc.

    Otherwise each of the engine's threads gets one of its own (up to eight for each processor), and each keeps what its
    thread once needed: importing a million rows then takes a tenth more memory.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)
