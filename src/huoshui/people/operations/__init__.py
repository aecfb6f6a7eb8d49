"""Changing what we know of people, and forgetting them."""

from huoshui.people.operations.change import (
    answer,
    bind_units,
    forget_import,
    note_export,
    refresh_of,
    reveal,
    set_policy,
    tag,
    untag,
)
from huoshui.people.operations.erasing import (
    SETTLED_SECONDS,
    Eraser,
    advance,
    complete,
    erase_people,
    erasers,
    lift,
    open_erasure,
    sweep,
)
from huoshui.people.operations.facts import mirror_facts, touch_facts
from huoshui.people.operations.learning import learn
from huoshui.people.operations.summary import mirror, refresh, welcome

__all__ = [
    "SETTLED_SECONDS",
    "Eraser",
    "advance",
    "answer",
    "bind_units",
    "complete",
    "erase_people",
    "erasers",
    "forget_import",
    "learn",
    "lift",
    "mirror",
    "mirror_facts",
    "note_export",
    "open_erasure",
    "refresh",
    "refresh_of",
    "reveal",
    "set_policy",
    "sweep",
    "tag",
    "touch_facts",
    "untag",
    "welcome",
]
