"""Changing who is one person: what events say, what staff decide, and what follows from both."""

from huoshui.identity.operations.deciding import allow_link, decide, merge, never_link, revoke, split
from huoshui.identity.operations.erasing import erase
from huoshui.identity.operations.mirroring import mirror, mirror_everything
from huoshui.identity.operations.observing import observe
from huoshui.identity.operations.rebuilding import rebuild
from huoshui.identity.operations.recycling import Handover, recycle
from huoshui.identity.operations.rehearsing import Rehearsal, rehearse
from huoshui.identity.operations.undoing import note_imports, undo_import

__all__ = [
    "Handover",
    "Rehearsal",
    "allow_link",
    "decide",
    "erase",
    "merge",
    "mirror",
    "mirror_everything",
    "never_link",
    "note_imports",
    "observe",
    "rebuild",
    "recycle",
    "rehearse",
    "revoke",
    "split",
    "undo_import",
]
