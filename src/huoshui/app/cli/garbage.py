"""Garbage in circles: not looked for while modules are imported, seldom and only among what is new afterwards."""

import gc


def let_be() -> None:
    """Look for none: what imports make stays for good, and looking through it again and again is a fifth of a start."""
    gc.disable()


def look_seldom() -> None:
    """
    Look for garbage in circles from now on, but seldom, and never among what was there at the start.

    Each event makes a dozen containers that live until their batch is committed; at the default thresholds a third
    of the processor went into looking at them again and again.
    """
    gc.freeze()  # with what little garbage imports left: to look for it would take a tenth of a start
    gc.set_threshold(100_000, 20, 100)
    gc.enable()
