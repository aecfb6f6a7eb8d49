"""ClickHouse: the map from identity to person, and the dictionary over it."""

import time
from weakref import WeakKeyDictionary

import pyarrow as pa

from huoshui.bedrock.clickhouse import ClickHouse
from huoshui.identity.wire import Column

_QUICK_SECONDS = 0.5
_REST = 10
"""A dictionary that does not load quickly rests this many times as long as it took."""

_loading: WeakKeyDictionary[ClickHouse, tuple[bool, float]] = WeakKeyDictionary()
"""Per engine: whether the dictionary lags behind the table, and until when it rests."""


async def insert_changes(clickhouse: ClickHouse, identity: Column, person: Column, version: Column) -> None:
    """This will write whose these identities are; of several rows the greatest version counts."""
    columns = {"identity": identity, "person": person, "version": version}
    await clickhouse.insert(
        "identity_person", pa.table({name: column.astype("u8") for name, column in columns.items()})
    )


async def follow(clickhouse: ClickHouse, *, changed: bool, cluster: str | None = None) -> bool:
    """
    This will load the dictionary anew if the table has changed since it was loaded, and tell whether it did.

    A large dictionary takes long to load, so it is loading at most a tenth of the time; what is put off is not lost.
    """
    lagging, rests_until = _loading.get(clickhouse, (True, 0.0))
    start = time.monotonic()
    if not (lagging or changed) or start < rests_until:
        _loading[clickhouse] = (lagging or changed, rests_until)
        return False
    on_cluster = f" ON CLUSTER '{cluster}'" if cluster else ""
    await clickhouse.command(f"SYSTEM RELOAD DICTIONARY person_of{on_cluster}")
    done = time.monotonic()
    took = done - start
    _loading[clickhouse] = (False, done + _REST * took if took > _QUICK_SECONDS else done)
    return True
