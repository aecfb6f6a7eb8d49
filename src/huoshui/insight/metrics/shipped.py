"""The metrics that ship, read once."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from huoshui.insight.metrics.contract import Entry, Metric

OWNER = "活水 Huoshui"


def _read() -> dict[str, Entry]:
    tables: dict[str, Any] = tomllib.loads(Path(__file__).with_name("dictionary.toml").read_text("utf-8"))
    version = tables.pop("version")
    found = {
        name: Entry(Metric.model_validate({"owner": OWNER, **table, "name": name}), version, built_in=True)
        for name, table in tables.items()
    }
    if len({entry.metric.chinese for entry in found.values()}) < len(found):
        msg = "two metrics of the dictionary have one Chinese name"
        raise ValueError(msg)
    return found


SHIPPED: Final[Mapping[str, Entry]] = _read()
"""By name, in the order of the file."""
