"""Changing what is kept of followers."""

from huoshui.relations.followers.operations.erasing import erase
from huoshui.relations.followers.operations.histories import Draft, accept
from huoshui.relations.followers.operations.ledger import enter
from huoshui.relations.followers.operations.sends import came_to, reserve, settle

__all__ = ["Draft", "accept", "came_to", "enter", "erase", "reserve", "settle"]
