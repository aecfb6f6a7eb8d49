"""Chats with staff, as the events of the river have them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from huoshui.bedrock.clickhouse import ClickHouse

_CHATS: Final = """
    SELECT staff, day, countIf(sent > 0), sum(sent), countIf(opened), countIf(opened AND sent > 0),
        sumIf(toUnixTimestamp64Milli(first_sent) - toUnixTimestamp64Milli(first_said), opened AND sent > 0)
    FROM (
        SELECT dictGetOrDefault('person_of', 'person', identity, identity) AS person,
            JSONExtractString(properties, 'staff_id') AS staff, toDate(occurred_at, 'Asia/Shanghai') AS day,
            countIf(name = 'Message Sent') AS sent, minIf(occurred_at, name = 'Message Sent') AS first_sent,
            countIf(name != 'Message Sent') AS heard, minIf(occurred_at, name != 'Message Sent') AS first_said,
            heard > 0 AND (sent = 0 OR first_said <= first_sent) AS opened
        FROM events
        WHERE name IN ('Message Sent', 'Message Replied', 'Consultation Started') AND identity != 0
            AND occurred_at >= {since:DateTime64(3, 'UTC')} AND occurred_at < {until:DateTime64(3, 'UTC')}
            AND staff != ''
        GROUP BY person, staff, day
    )
    GROUP BY staff, day
"""


@dataclass(frozen=True, slots=True)
class Chats:
    """A staff member's chats of one day; ``opened``: begun by the customer, ``waited_ms``: of the answered ones."""

    chats: int
    messages: int
    opened: int
    answered: int
    waited_ms: int


async def chats(clickhouse: ClickHouse, *, since: datetime, until: datetime) -> dict[tuple[str, date], Chats]:
    """
    This will count chats by staff member and day (Beijing) in [since, until), as WeCom defines them.

    Only what some source told us: the platform's own record of talks is not ours to read without its archive.
    """
    rows = await clickhouse.rows(_CHATS, {"since": since, "until": until})
    return {(staff, day): Chats(*map(int, counts)) for staff, day, *counts in rows}
