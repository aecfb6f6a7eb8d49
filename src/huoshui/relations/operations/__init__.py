"""Changing what we know of the private pool: histories, groups, tags, staff, and what is to be read."""

from huoshui.relations.operations.erasing import erase
from huoshui.relations.operations.groups import dismiss, opened, take_steps
from huoshui.relations.operations.histories import Draft, accept
from huoshui.relations.operations.staff import assign, leave, rename
from huoshui.relations.operations.tags import mark
from huoshui.relations.operations.wants import Want, want

__all__ = [
    "Draft",
    "Want",
    "accept",
    "assign",
    "dismiss",
    "erase",
    "leave",
    "mark",
    "opened",
    "rename",
    "take_steps",
    "want",
]
