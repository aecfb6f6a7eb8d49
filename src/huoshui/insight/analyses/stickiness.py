"""Stickiness: on how many days of a week or month people are active."""

from typing import Literal

from pydantic import BaseModel

from huoshui.insight.questions import saying
from huoshui.insight.questions.asking import Asking
from huoshui.insight.questions.contract import BEIJING, Asked, BySegments, ByTrait, Cell, Events, Sayable, Share, Who
from huoshui.insight.questions.errors import NoSuchCell
from huoshui.insight.questions.kind import Kind
from huoshui.insight.questions.lines import Lines
from huoshui.insight.questions.periods import Buckets, Span

_DAYS = {"week": 7, "month": 31}
_DAY = {"week": "toDayOfWeek(occurred_at, 0, {zone})", "month": "toDayOfMonth(occurred_at, {zone})"}


class Stickiness(Asked):
    """
    On how many days people are active in each week or month (those days that lie in the period); days by the clock of
    the zone. Who is not active at all in it is not counted.
    """

    kind: Literal["stickiness"]
    active: Events = Events()
    granularity: Literal["week", "month"] = "week"
    breakdown: ByTrait | BySegments | None = None


class ActiveDays(BaseModel):
    """How many people were active on exactly so many days, and the share of those on at least so many."""

    days: int
    people: int
    at_least: Share
    cell: Cell


class StickyPoint(BaseModel):
    """
    One week or month.

    ``per_person``: active days per active person; ``per_day``: those who are active on an average day as a share of all
    who are active at all (DAU / WAU, DAU / MAU), over the days that lie in the period and the past.
    """

    bucket: str
    complete: bool
    people: int
    per_person: Share
    per_day: Share
    days: list[ActiveDays]
    cell: Cell


class StickyLine(BaseModel):
    """One group."""

    group: str | None
    points: list[StickyPoint]


class StickinessResult(BaseModel):
    """A line for everybody, or one for each group, the largest first."""

    kind: Literal["stickiness"] = "stickiness"
    granularity: Literal["week", "month"]
    lines: list[StickyLine]


async def answer(asked: Stickiness, asking: Asking) -> StickinessResult:
    """
    This will count people by active days in each bucket.

    :raises TooManyBuckets: if the period has too many
    """
    lines, buckets = await _lines(asked, asking)
    sql = (
        f"SELECT grp, bucket, days, count()\nFROM\n(\n{_persons(asked, lines, buckets)}\n)\nGROUP BY grp, bucket, days"
    )
    found: dict[str, dict[tuple[int, int], int]] = {} if asked.breakdown else {"": {}}
    for grp, bucket, days, count in await asking.rows(sql, lines.parameters.values):
        found.setdefault(grp, {})[bucket, days] = count
    order = sorted(found, key=lambda grp: (-sum(found[grp].values()), grp))
    return StickinessResult(
        granularity=asked.granularity, lines=[_line(asked, lines, buckets, grp, found[grp]) for grp in order]
    )


async def people(asked: Stickiness, cell: Cell, asking: Asking) -> Who:
    """
    This will give who was active in a bucket (``at``) on so many days (``age``), or on any.

    :raises NoSuchCell: if there is no such bucket or group
    """
    lines, buckets = await _lines(asked, asking)
    grp = lines.group_key(cell.group)
    if cell.at is None or cell.at >= len(buckets) or grp is None:
        raise NoSuchCell(cell=cell.model_dump(exclude_none=True), why="no such bucket or group")
    where = f"bucket = {cell.at} AND grp = {lines.parameters.text(grp)}"
    where += "" if cell.age is None else f" AND days = {cell.age}"
    return Who(f"SELECT person FROM (\n{_persons(asked, lines, buckets)}\n) WHERE {where}", lines.parameters.values)


async def segment(asked: Stickiness, cell: Cell, asking: Asking) -> Sayable:
    """This will say who was active in a bucket on so many days, in the segment language; its days are Beijing's."""
    span = Span.of(asked.period, zone=asked.zone, now=asking.now)
    buckets, at = Buckets.of(span, asked.granularity), cell.at or 0
    since, until = max(span.since, buckets.starts[at]), min(span.end, buckets.ends[at])
    did = {"kind": "did", **saying.of_events(asked.active), "within": saying.within(since, until)}
    if cell.age is not None:
        if asked.zone != BEIJING:
            return Sayable(None, "the segment language counts days in Beijing")
        did |= {"measure": "days", "test": {"type": "number", "op": "=", "value": cell.age}}
    try:
        return saying.said([did, *saying.of_group(asked.breakdown, cell.group), *saying.of_people(asked)])
    except saying.Unsayable as reason:
        return Sayable(None, str(reason))


def reads(_asked: Stickiness, span: Span) -> tuple[int | None, int]:
    """This will tell which events an answer is made of."""
    return span.since, span.until


async def _lines(asked: Stickiness, asking: Asking) -> tuple[Lines, Buckets]:
    lines = await Lines.of(asking, asked, asked.breakdown)
    return lines, Buckets.of(lines.span, asked.granularity)


def _persons(asked: Stickiness, lines: Lines, buckets: Buckets) -> str:
    """For each person and bucket the number of active days, which are bits until the person is whole."""
    day = _DAY[asked.granularity].format(zone=lines.zone)
    rows = lines.rows(
        [f"{buckets.sql('occurred_at', lines.zone)} AS bucket", f"bitShiftLeft(toUInt32(1), {day}) AS day",
         f"{lines.matches(asked.active)} AS is_active"],
        [asked.active], since=lines.span.since,
    )  # fmt: skip
    identities = lines.identities(
        f"SELECT * FROM (\n{rows}\n) WHERE is_active", ["groupBitOr(day) AS on_days"], keys=["bucket"]
    )
    persons = lines.persons(identities, ["bitCount(groupBitOr(on_days)) AS days"], keys=["bucket"])
    return lines.grouped(persons)


def _line(
    asked: Stickiness, lines: Lines, buckets: Buckets, grp: str, found: dict[tuple[int, int], int]
) -> StickyLine:  # fmt: skip
    group, points = lines.group_name(grp), []
    for at in range(len(buckets)):
        if buckets.starts[at] > lines.span.now:
            break
        counts = {days: found.get((at, days), 0) for days in range(1, _DAYS[asked.granularity] + 1)}
        points.append(_point(lines.span, buckets, at, counts, group))
    return StickyLine(group=group, points=points)


def _point(span: Span, buckets: Buckets, at: int, counts: dict[int, int], group: str | None) -> StickyPoint:
    since, until = max(span.since, buckets.starts[at]), min(span.end, buckets.ends[at])
    looked_at = -(-(until - since) // 86_400_000)
    whole, active = sum(counts.values()), sum(days * people for days, people in counts.items())
    days = [
        ActiveDays(
            days=day, people=people, at_least=Share.of(sum(n for more, n in counts.items() if more >= day), whole),
            cell=Cell(group=group, at=at, age=day),
        )
        for day, people in counts.items() if day <= max(looked_at, 1)
    ]  # fmt: skip
    return StickyPoint(
        bucket=buckets.label(at), complete=span.since <= buckets.starts[at] and buckets.ends[at] <= span.end,
        people=whole, per_person=Share.of(active, whole), per_day=Share.of(active, whole * looked_at), days=days,
        cell=Cell(group=group, at=at),
    )  # fmt: skip


KIND = Kind(
    "stickiness", "黏性", "On how many days of a week or month people are active", Stickiness, StickinessResult, answer,
    people, segment, reads,
)  # fmt: skip
