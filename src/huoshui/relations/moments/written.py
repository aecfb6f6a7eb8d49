"""Plans of moments as they are kept: JSON, there and back."""

import hashlib
from typing import Any

import msgspec

from huoshui.relations.moments.contract import MomentPlan


def kept(plan: MomentPlan) -> str:
    """This will write a plan."""
    return msgspec.json.encode(plan).decode()


def digest(plan: MomentPlan) -> str:
    """This will write what two plans have in common only when they are the same."""
    return hashlib.sha256(msgspec.json.encode(plan)).hexdigest()


def planned(said: Any) -> MomentPlan:  # noqa: ANN401 JSON
    """This will read a plan."""
    return msgspec.convert(said, MomentPlan)
