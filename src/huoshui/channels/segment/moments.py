"""When it happened: three clocks, of which the device's may be wrong by years."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SECONDS_END = 100_000_000_000
"""Numbers below are seconds (until the year 5138), above milliseconds (since 1973)."""

EARLIEST = 631_152_000_000
"""1990-01-01: before it a clock is broken."""
LATEST_AHEAD = 10 * 366 * 86_400_000
"""Ten years ahead of us a clock is broken; less than that is a future that we do not believe, and call now."""
_SEND_LAG = 60_000
"""A message stated more than a minute after it was sent: its ``sentAt`` is no measure of the device's clock."""


def milliseconds(stated: str | float) -> int | None:
    """
    Read a moment as SDKs write it, in milliseconds since 1970-01-01 UTC; ``None`` when it is not one.

    ISO 8601 (without an offset: UTC), numbers of seconds or milliseconds, and the dates of e-mail headers.
    """
    if isinstance(stated, str):
        try:
            moment = datetime.fromisoformat(stated)
        except ValueError:
            return _unusual(stated)
        try:
            return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH) // _MILLISECOND
        except OverflowError:
            return None
    return _of_number(stated)


def _of_number(stated: float) -> int | None:
    if not -1e17 < stated < 1e17:
        return None
    return int(stated if abs(stated) >= _SECONDS_END else stated * 1000)


@lru_cache(maxsize=256)
def _unusual(stated: str) -> int | None:
    text = stated.strip()
    if len(text) > 64:
        return None
    try:
        return _of_number(float(text))
    except ValueError:
        pass
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text.removesuffix(" UTC"))
            return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH) // _MILLISECOND
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    return None


def occurred(stated: int | None, sent: int | None, received: int) -> tuple[int, str] | None:
    """
    Decide when it happened, and say how; ``None`` when no sane moment comes out. Milliseconds since 1970-01-01 UTC.

    ``skew``: stated − sent + received, which takes out a wrong device clock
    (https://segment.com/docs/connections/spec/common/#timestamps);
    ``stated``: as stated, nothing tells when it was sent; ``clamped``: it lay ahead of us, so it is now;
    ``received``: nothing was stated.
    """
    if stated is None:
        return received, "received"
    moment, source = stated, "stated"
    if sent is not None and stated - sent <= _SEND_LAG:
        moment, source = stated - sent + received, "skew"
    if moment > received:
        return (received, "clamped") if moment - received <= LATEST_AHEAD else None
    return (moment, source) if moment >= EARLIEST else None
