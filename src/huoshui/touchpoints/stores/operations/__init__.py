"""Changing stores and store codes, and keeping what came of them."""

from huoshui.touchpoints.stores.operations.codes import change, create
from huoshui.touchpoints.stores.operations.stores import bring, describe
from huoshui.touchpoints.stores.operations.visits import erase, keep

__all__ = ["bring", "change", "create", "describe", "erase", "keep"]
