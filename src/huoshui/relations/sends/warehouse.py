"""Who talked to whom last, as the events of the river have it."""

from datetime import datetime, timedelta
from typing import Final

from huoshui.bedrock.clickhouse import ClickHouse

LOOKED_BACK: Final = timedelta(days=180)

_TALKED: Final = """
    SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
        JSONExtractString(properties, 'staff_id') AS staff, max(occurred_at) AS at
    FROM events
    WHERE name IN ('Message Replied', 'Consultation Started') AND occurred_at >= {since:DateTime64(3, 'UTC')}
        AND occurred_at <= {until:DateTime64(3, 'UTC')} AND staff != ''
    GROUP BY person, staff
"""


async def talked(clickhouse: ClickHouse, *, now: datetime) -> dict[tuple[int, str], datetime]:
    """
    This will tell when each person last wrote to each staff member, of half a year.

    Persons are whose numbers events resolve to now. The platform's own record of talks is not ours to read, so who
    never wrote in a way that became an event is not there.
    """
    rows = await clickhouse.rows(_TALKED, {"since": now - LOOKED_BACK, "until": now})
    return {(int(person), staff): at for person, staff, at in rows}
