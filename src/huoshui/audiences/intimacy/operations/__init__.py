"""Changing intimacy: ask for a run and carry it out, fit the weights, put a fit in force, forget a person."""

from huoshui.audiences.intimacy.operations.fitting import fit, put_in_force
from huoshui.audiences.intimacy.operations.forgetting import erase, forget
from huoshui.audiences.intimacy.operations.running import ask, carry_out, end, take, take_up

__all__ = ["ask", "carry_out", "end", "erase", "fit", "forget", "put_in_force", "take", "take_up"]
