"""Times as exports write them: local to the platform, in a handful of formats, sometimes as a range."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_ANY = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})秒?)?(?:\.(\d{1,6}))?分?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})(?:[\s_-]?(\d{2})(\d{2})(\d{2})?)?")
_RANGE = re.compile(r"\s+(?:-|~|—|–|至|到)\s+|\s*(?:~|至|到)\s*")
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.\d+)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 spreadsheets count local days
_LENGTH = 19
_MEMORY = 50_000

EARLIEST, LATEST = 631_152_000_000, 4_102_444_800_000
"""1990 to 2100: outside of it a cell is no time of this trade."""


class Moments:
    """Reads times of one zone into milliseconds since 1970 UTC; each hour is worked out once."""

    def __init__(self, zone: str, pattern: str = "") -> None:
        self._zone = ZoneInfo(zone)
        self._pattern = pattern
        self._hours: dict[str, int] = {}

    def read(self, text: str) -> int | None:
        """This will give the moment (of a range: its start), or ``None`` when it is not a time."""
        if len(text) == _LENGTH and not self._pattern:
            hour = self._hours.get(text[:13])
            if hour is not None and text[13] == ":" == text[16]:
                minute, second = text[14:16], text[17:]
                if minute.isdecimal() and second.isdecimal() and minute < "60" > second:
                    return hour + int(minute) * 60_000 + int(second) * 1000
        return self._slow(text)

    def _slow(self, text: str) -> int | None:
        try:
            local = self._local(text)
            if local is None:
                return None
            aware = local if local.tzinfo else local.replace(tzinfo=self._zone)
            at = (aware - _EPOCH) // timedelta(milliseconds=1)
        except (ValueError, OverflowError):
            return None
        if not EARLIEST <= at < LATEST:
            return None
        if len(text) == _LENGTH and local.tzinfo is None and not self._pattern and not at % 1000:
            self._remember(text, at)
        return at

    def _remember(self, text: str, at: int) -> None:
        if text[13] == ":" and text[11:13].isdecimal():
            if len(self._hours) >= _MEMORY:
                self._hours.clear()
            self._hours[text[:13]] = at - int(text[14:16]) * 60_000 - int(text[17:]) * 1000

    def _local(self, text: str) -> datetime | None:
        if self._pattern:
            return datetime.strptime(text, self._pattern)  # noqa: DTZ007 the zone is added by the caller
        found = _ANY.fullmatch(text)
        if found:
            year, month, day, hour, minute, second, fraction, offset = found.groups()
            moment = datetime(  # noqa: DTZ001 the zone is added by the caller
                int(year),
                int(month),
                int(day),
                int(hour or 0),
                int(minute or 0),
                int(second or 0),
                int((fraction or "0").ljust(6, "0")),
            )
            return (
                moment if offset is None else datetime.fromisoformat(moment.isoformat() + offset.replace("Z", "+00:00"))
            )
        found = _COMPACT.fullmatch(text)
        if found:
            return datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        if _SERIAL.fullmatch(text):
            return _SERIAL_ZERO + timedelta(seconds=round(float(text) * 86_400))
        start = _RANGE.split(text, maxsplit=1)[0]
        return None if start == text else self._local(start)


_DAY = r"(?<!\d)(20[12345]\d)[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])"
_STAMPS = (
    (re.compile(_DAY + r"[-_ T]*([01]\d|2[0-3])[-_.:]?([0-5]\d)[-_.:]?([0-5]\d)(?!\d)"), "moment"),
    (re.compile(r"(?<!\d)(1[3-9]\d{11}|2\d{12})(?!\d)"), "milliseconds"),
    (re.compile(r"(?<!\d)(1[3-9]\d{8}|2\d{9})(?!\d)"), "seconds"),
    (re.compile(_DAY + r"(?!\d)"), "moment"),
)


def exported_at(file_name: str, zone: str = "Asia/Shanghai") -> int | None:
    """
    This will read from a file's name when it was exported (``1791430000_new.csv``, ``订单_20261008_120000.xlsx``).

    Of two exports that overlap, the newer one is right. ``None`` when the name does not say.
    """
    for pattern, kind in _STAMPS:
        found = pattern.search(file_name)
        if not found:
            continue
        if kind != "moment":
            return int(found.group(1)) * (1000 if kind == "seconds" else 1)
        try:
            moment = datetime(*map(int, found.groups()), tzinfo=ZoneInfo(zone))  # type: ignore[arg-type,misc]
        except ValueError:
            continue
        return (moment - _EPOCH) // timedelta(milliseconds=1)
    return None
