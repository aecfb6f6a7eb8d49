"""Plans as they are kept: JSON, there and back."""

from typing import Any

import msgspec

from huoshui.touchpoints.codes.contract import Plan


def kept(plan: Plan) -> str:
    """This will write a plan."""
    return msgspec.json.encode(plan).decode()


def planned(said: Any) -> Plan:  # noqa: ANN401 JSON
    """This will read a plan."""
    return msgspec.convert(said, Plan)
