"""What mass sends decide: who sends, who is left out, how it is divided, when to look again. No clock, no tables."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from huoshui.bedrock.clock import BEIJING
from huoshui.relations.sends.contract import (
    ATTACHMENTS_MOST,
    REMINDERS_MOST,
    TEXT_MOST,
    Audience,
    AudienceMismatched,
    Candidate,
    Kind,
    Left,
    Message,
    NoAudience,
    NotAnAttachment,
    NothingToSay,
    Pick,
    QuotaMode,
    SendTextTooLong,
    TooManyAttachments,
)

_DAY: Final = timedelta(days=1)
WATCHED: Final = timedelta(days=30)
"""For so long it is asked what became of a send; a task that nobody confirmed in a month is confirmed by nobody."""
SETTLES: Final = timedelta(hours=1)
"""After a confirmation the platform takes its time to send; what is unsent after this is asked for no more."""
WITH_FILE: Final = frozenset({"image", "video", "file", "miniprogram"})


@dataclass(frozen=True, slots=True)
class Share:
    """One question to the platform: whom one staff member is to send to."""

    staff: str
    unit: int | None
    receivers: tuple[tuple[str, int | None], ...]
    """Ids of contacts or groups, with identities."""


def check(message: Message, *, known: Mapping[int, str]) -> None:
    """
    This will see that the platform would take a message; ``known`` are kinds of the files that are there, by number.

    :raises NothingToSay: if nothing is in it
    :raises SendTextTooLong: if its words are too long
    :raises TooManyAttachments: if it brings too much
    :raises NotAnAttachment: if what it brings cannot be sent
    """
    size = len(message.text.encode())
    if size > TEXT_MOST:
        raise SendTextTooLong(bytes=size, most=TEXT_MOST)
    if not message.text.strip() and not message.attachments:
        raise NothingToSay
    if len(message.attachments) > ATTACHMENTS_MOST:
        raise TooManyAttachments(given=len(message.attachments), most=ATTACHMENTS_MOST)
    for place, one in enumerate(message.attachments, start=1):
        if one.kind in WITH_FILE:
            wanted = "image" if one.kind == "miniprogram" else one.kind
            if one.media is None or known.get(one.media) != wanted:
                raise NotAnAttachment(place=place, why=f"it needs an uploaded {wanted}")
        if one.kind == "link" and not (one.title and one.url.startswith(("http://", "https://"))):
            raise NotAnAttachment(place=place, why="a page needs a title and an address with http:// or https://")
        if one.kind == "miniprogram" and not (one.title and one.appid and one.url):
            raise NotAnAttachment(place=place, why="a mini-program needs a title, its app id and a page")


def check_audience(kind: Kind, audience: Audience) -> None:
    """
    This will see that an audience says whom it means, in words that fit what is sent to.

    :raises NoAudience: if nothing is given
    :raises AudienceMismatched: if groups are narrowed as customers are, or the other way round
    """
    strange = ("groups", "group_tags") if kind is Kind.CUSTOMERS else ("segment", "tags", "contacts")
    for by in strange:
        if getattr(audience, by):
            raise AudienceMismatched(kind=kind.value, by=by)
    if not (
        audience.everybody or audience.segment or audience.tags or audience.staff or audience.contacts
        or audience.groups or audience.group_tags
    ):  # fmt: skip
        raise NoAudience


def choose(candidates: Iterable[Candidate], *, pick: Pick, named: Sequence[str] = ()) -> Candidate | None:
    """
    This will choose who sends to a customer among those who could; the same among the same, in whatever order.

    Who never talked comes after whoever did, and is then chosen as the first who was added. Named staff go in the
    order in which they are named, and nobody else goes at all.
    """
    able = [one for one in candidates if one.friend and not one.staff_left]
    if pick is Pick.NAMED:
        places = {staff: place for place, staff in reversed(list(enumerate(named)))}
        able = [one for one in able if one.staff in places]
        return min(able, key=lambda one: (places[one.staff], one.staff), default=None)
    return min(able, key=lambda one: (*_rank(one, pick), one.staff), default=None)


def _rank(one: Candidate, pick: Pick) -> tuple[float, float]:
    added = one.added_at.timestamp() if one.added_at else None
    if pick is Pick.LAST_ADDED:
        return (-added if added is not None else float("inf"), 0.0)
    talked = one.talked_at.timestamp() if one.talked_at and pick is Pick.LAST_TALKED else None
    return (-talked if talked is not None else float("inf"), added if added is not None else float("inf"))


def decide(
    candidates: Sequence[Candidate], *, pick: Pick, named: Sequence[str], refused: bool, received: int, most: int
) -> Candidate | Left:
    """This will say who sends to a customer, or why nobody does; what can be changed least is told first."""
    friends = [one for one in candidates if one.friend]
    if not friends:
        return Left.NOT_A_FRIEND
    if refused:
        return Left.REFUSED
    if all(one.staff_left for one in friends):
        return Left.STAFF_LEFT
    chosen = choose(friends, pick=pick, named=named)
    if chosen is None:
        return Left.NO_SENDER
    return Left.OVER_QUOTA if received >= most else chosen


def divide(chosen: Iterable[Candidate], *, most: int) -> list[Share]:
    """This will divide receivers among questions: one sender each, and no more than fit; always in the same way."""
    by_staff: dict[str, list[Candidate]] = {}
    for one in chosen:
        by_staff.setdefault(one.staff, []).append(one)
    shares = []
    for staff in sorted(by_staff):
        mine = sorted(by_staff[staff], key=lambda one: one.contact)
        for start in range(0, len(mine), most):
            part = mine[start : start + most]
            shares.append(Share(staff, part[0].unit, tuple((one.contact, one.identity) for one in part)))
    return shares


def allowance(mode: QuotaMode, *, now: datetime) -> tuple[datetime, int]:
    """
    This will tell since when a corp's quota counts and how much it is (path/92135, path/96997).

    Days, weeks from Monday and months are those of Beijing; a month allows as many as it has days.
    """
    today = now.astimezone(BEIJING).replace(hour=0, minute=0, second=0, microsecond=0)
    if mode is QuotaMode.DAY:
        return today, 1
    if mode is QuotaMode.WEEK:
        return today - timedelta(days=today.weekday()), 7
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return first, (following - first).days


def may_remind(reminded: Sequence[datetime], *, now: datetime) -> bool:
    """This will tell whether the platform would remind of a task once more."""
    return sum(at > now - _DAY for at in reminded) < REMINDERS_MOST


def look_again(asked_at: datetime, *, now: datetime) -> timedelta:
    """This will say when to ask again what became of a send: often while staff are at it, seldom later."""
    age = now - asked_at
    if age < timedelta(minutes=5):
        return timedelta(seconds=20)
    if age < timedelta(hours=1):
        return timedelta(minutes=1)
    return timedelta(minutes=10) if age < _DAY else timedelta(hours=1)
