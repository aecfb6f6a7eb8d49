"""
The state of the data that a question reads, as ClickHouse itself holds it.

Every insert gives its part a higher block number, every mutation a higher data version, and a merge changes neither; so
that a question about last month stays answered while today's events come in. Who is whose counts as of the last reload
of the dictionary; the clock of that has seconds, so within two of them nothing is the same as anything.
"""

from collections.abc import Sequence
from datetime import datetime

from huoshui.bedrock import clock
from huoshui.bedrock.clickhouse import ClickHouse

_ALWAYS = ("identity_person",)
_SQL = """
    SELECT hex(groupBitXor(cityHash64(place, part, state)))
    FROM
    (
        SELECT {shard} AS place, concat(table, '/', partition) AS part, concat(toString(max(max_block_number)), '/',
               toString(max(data_version))) AS state
        FROM {parts}
        WHERE active AND database = currentDatabase()
          AND replaceRegexpOne(table, '_local$', '') IN {{tables:Array(String)}}
          AND (NOT startsWith(table, 'events') OR partition BETWEEN {{since:String}} AND {{until:String}})
        GROUP BY place, part
        UNION ALL
        SELECT {shard}, name, concat(toString(last_successful_update_time), '/', toString(element_count),
               if(last_successful_update_time > now() - 3, toString(rand64()), ''))
        FROM {dictionaries}
        WHERE name = 'person_of' AND database = currentDatabase()
    )
"""


async def data_version(
    clickhouse: ClickHouse, tables: Sequence[str], *, since: datetime | None, until: datetime | None,
    cluster: str | None = None,
) -> str:  # fmt: skip
    """
    This will name the state of these tables; of ``events`` only the months that [since, until] touches (None: open).

    Whatever was inserted, changed or deleted since gives another name.
    """
    if cluster:
        whole = {
            "shard": "_shard_num", "parts": f"cluster('{cluster}', system.parts)",
            "dictionaries": f"cluster('{cluster}', system.dictionaries)",
        }  # fmt: skip
    else:
        whole = {"shard": "0", "parts": "system.parts", "dictionaries": "system.dictionaries"}
    months = {"since": _month(since, "000000"), "until": _month(until, "999999")}
    ((version,),) = await clickhouse.rows(_SQL.format(**whole), {"tables": [*tables, *_ALWAYS], **months})
    return str(version)


def _month(moment: datetime | None, otherwise: str) -> str:
    return clock.moment(clock.milliseconds(moment)).strftime("%Y%m") if moment else otherwise
