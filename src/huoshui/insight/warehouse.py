"""ClickHouse: the named queries of insight."""

from collections.abc import Mapping
from importlib import resources
from typing import Any

from huoshui.bedrock.clickhouse import ClickHouse


def _query(name: str) -> str:
    return resources.files("huoshui.insight").joinpath("sql", f"{name}.sql").read_text("utf-8")


CHANNELS = _query("channels")
ANONYMOUS = _query("anonymous")


async def channels(clickhouse: ClickHouse, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """This will count people by the place of the channel that brought them (0: none), with `touched` by place."""
    return await clickhouse.dicts(CHANNELS, parameters)


async def anonymous(clickhouse: ClickHouse, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """This will sum the orders of nobody."""
    return (await clickhouse.dicts(ANONYMOUS, parameters))[0]
