"""Changing membership: watch and stop, snapshots, and the keeper that keeps members up to date."""

from huoshui.audiences.membership.operations.forgetting import erase
from huoshui.audiences.membership.operations.keeping import Keeper
from huoshui.audiences.membership.operations.notes import forget_everything
from huoshui.audiences.membership.operations.watching import freeze, note_export, snapshot, unwatch, uses_of, watch

__all__ = ["Keeper", "erase", "forget_everything", "freeze", "note_export", "snapshot", "unwatch", "uses_of", "watch"]
