"""The one place that reads the clock; doors call it, the domain is told the time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This will tell the time, aware and in UTC."""
    return datetime.now(UTC)


def milliseconds(moment: datetime) -> int:
    """This will turn an aware moment into milliseconds since 1970-01-01 UTC."""
    return int(moment.timestamp() * 1000)


def moment(at_ms: int) -> datetime:
    """This will turn milliseconds since 1970-01-01 UTC into an aware moment in UTC."""
    return datetime.fromtimestamp(at_ms / 1000, UTC)
