"""Changing commerce: record what was said of orders, take it back, forget a buyer, find stores, and mirror it all."""

from huoshui.commerce.operations.facts import mirror_facts
from huoshui.commerce.operations.forgetting import erase, undo_import
from huoshui.commerce.operations.mirroring import lag, mirror
from huoshui.commerce.operations.recording import Report, record, sealed_under
from huoshui.commerce.operations.stores import place_stores

__all__ = ["Report", "erase", "lag", "mirror", "mirror_facts", "place_stores", "record", "sealed_under", "undo_import"]
