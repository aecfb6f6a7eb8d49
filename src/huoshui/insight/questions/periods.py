"""
Days of a zone as integers: the bounds of a period in milliseconds, and the buckets of time that lie in it.

A bucket is a number that ClickHouse and Python give alike: hours, days, weeks (from Monday) or months since a
beginning.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from huoshui.bedrock import clock
from huoshui.insight.questions.contract import Days, Granularity, LastDays, Period, zone_of
from huoshui.insight.questions.errors import TooManyBuckets

MOST_BUCKETS = 1100
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
_EPOCH = date(1970, 1, 1)

_NUMBERS = {
    "hour": "toInt64(toRelativeHourNum({at}, {zone}))",
    "day": "toInt64(toRelativeDayNum({at}, {zone}))",
    "week": "intDiv(toInt64(toRelativeDayNum({at}, {zone})) + 3, 7)",
    "month": "toInt64(toRelativeMonthNum({at}, {zone}))",
}


def days_of(period: Period, *, zone: str, now: datetime) -> Days:
    """This will give a period as days; of the last so many, today in that zone is the last."""
    if isinstance(period, Days):
        return period
    today = now.astimezone(zone_of(zone)).date()
    first = today - timedelta(days=period.last_days - 1)
    return Days.model_validate({"from": first, "to": today + timedelta(days=1)})


@dataclass(frozen=True, slots=True)
class Span:
    """
    A period by the clock of a zone; ``since`` and ``until`` in milliseconds.

    ``now`` is a moment in milliseconds: nothing later ever counts.
    """

    days: Days
    zone: str
    since: int
    until: int
    now: int

    @classmethod
    def of(cls, period: Period, *, zone: str, now: datetime) -> "Span":
        """This will place a period on the clock."""
        days = days_of(period, zone=zone, now=now)
        return cls(days, zone, midnight(days.since, zone), midnight(days.until, zone), clock.milliseconds(now))

    def before(self, days: int | None = None) -> "Span":
        """This will give the period of as many days, or of so many, that ends where this begins."""
        length = self.days.until - self.days.since if days is None else timedelta(days)
        earlier = Days.model_construct(since=self.days.since - length, until=self.days.since)
        return Span(earlier, self.zone, midnight(earlier.since, self.zone), self.since, self.now)

    @property
    def end(self) -> int:
        """Where the period ends, or just behind now."""
        return min(self.until, self.now + 1)


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets of a period: ``first`` is the number of the first, ``starts`` when each begins, in milliseconds."""

    granularity: Granularity
    zone: str
    first: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, span: Span, granularity: Granularity) -> "Buckets":
        """
        This will cut a period into buckets; the first and the last may reach beyond it.

        :raises TooManyBuckets: if there are more than `MOST_BUCKETS`
        """
        edges = _edges(span, granularity)
        if len(edges) - 1 > MOST_BUCKETS:
            raise TooManyBuckets(count=len(edges) - 1, granularity=granularity, most=MOST_BUCKETS)
        first = number(span.since, granularity, span.zone)
        return cls(granularity, span.zone, first, tuple(edges[:-1]), tuple(edges[1:]))

    def longer(self, by: int) -> "Buckets":
        """This will give the same buckets, and as many more behind them."""
        edges = [*self.starts, self.ends[-1]]
        for _ in range(by):
            edges.append(_behind(edges[-1], self.granularity, self.zone))
        return Buckets(self.granularity, self.zone, self.first, tuple(edges[:-1]), tuple(edges[1:]))

    def earlier(self) -> "Buckets":
        """This will give the bucket before each of them."""
        first = _before(self.starts[0], self.granularity, self.zone)
        return Buckets(self.granularity, self.zone, self.first - 1, (first, *self.starts[:-1]), self.starts)

    def __len__(self) -> int:
        return len(self.starts)

    def label(self, place: int) -> str:
        """This will write a bucket by its beginning: ``2026-11-20``, an hour also by the hour."""
        start = clock.moment(self.starts[place]).astimezone(zone_of(self.zone))
        return start.strftime("%Y-%m-%d %H:%M" if self.granularity == "hour" else "%Y-%m-%d")

    def sql(self, at: str, zone: str) -> str:
        """This will write the place of a moment's bucket, from 0; ``at`` is a DateTime64, ``zone`` a text, in SQL."""
        return f"{_NUMBERS[self.granularity].format(at=at, zone=zone)} - {self.first}"


def number(at_ms: int, granularity: Granularity, zone: str) -> int:
    """This will give the number of the bucket that a moment lies in, as ClickHouse counts them."""
    if granularity == "hour":
        return at_ms // HOUR_MS
    local = clock.moment(at_ms).astimezone(zone_of(zone))
    if granularity == "month":
        return local.year * 12 + local.month
    day = (local.date() - _EPOCH).days
    return (day + 3) // 7 if granularity == "week" else day


def midnight(day: date, zone: str) -> int:
    """This will tell when a day begins in a zone, in milliseconds."""
    return clock.milliseconds(datetime(day.year, day.month, day.day, tzinfo=zone_of(zone)).astimezone(UTC))


def _edges(span: Span, granularity: Granularity) -> list[int]:
    """Where each bucket begins, and where the last ends."""
    if granularity == "hour":
        first = span.since // HOUR_MS
        return [place * HOUR_MS for place in range(first, -(-span.until // HOUR_MS) + 1)]
    day = _begin(span.days.since, granularity)
    edges = [day]
    while edges[-1] < span.days.until:
        edges.append(_next(edges[-1], granularity))
    return [midnight(one, span.zone) for one in edges]


def _behind(at_ms: int, granularity: Granularity, zone: str) -> int:
    """Where the bucket ends that begins there."""
    if granularity == "hour":
        return at_ms + HOUR_MS
    return midnight(_next(clock.moment(at_ms).astimezone(zone_of(zone)).date(), granularity), zone)


def _before(at_ms: int, granularity: Granularity, zone: str) -> int:
    """Where the bucket begins that ends there."""
    if granularity == "hour":
        return at_ms - HOUR_MS
    last = clock.moment(at_ms).astimezone(zone_of(zone)).date() - timedelta(days=1)
    return midnight(_begin(last, granularity), zone)


def _begin(day: date, granularity: Granularity) -> date:
    if granularity == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if granularity == "month" else day


def _next(day: date, granularity: Granularity) -> date:
    if granularity == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return day + timedelta(days=7 if granularity == "week" else 1)


__all__ = ["DAY_MS", "HOUR_MS", "Buckets", "Days", "LastDays", "Span", "days_of", "midnight", "number"]
