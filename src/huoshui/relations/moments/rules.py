"""What moments decide: what fits into one, who could see it, whether a listed one is ours. No clock, no tables."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from huoshui.channels.wecom.shapes.sends import Moment
from huoshui.relations.moments.contract import (
    BYTES_MOST,
    CHARACTERS_MOST,
    PICTURES_MOST,
    Hidden,
    MomentMixed,
    MomentPlan,
    MomentTextTooLong,
    NoPublishers,
    NothingToPublish,
    NotInAMoment,
    Viewing,
)
from huoshui.relations.sends.contract import Message

JOB_LIVES: Final = timedelta(days=1)
"""For so long the platform knows a job; what it has not made by then it makes no more."""
_JOB_BEGINS: Final = timedelta(minutes=1)
_FILE_OF: Final = {"image": "image", "video": "video", "link": "image"}
"""Of which kind the file is that each thing brings; a page needs a picture (path/95094)."""


def check(plan: MomentPlan, *, known: Mapping[int, str]) -> None:
    """
    This will see that the platform would take a plan; ``known`` are kinds of the files that are there, by number.

    :raises NoPublishers: if it does not say who publishes
    :raises NothingToPublish: if nothing is in it
    :raises MomentTextTooLong: if its words are too long
    :raises MomentMixed: if it brings too much, or things that do not go together
    :raises NotInAMoment: if what it brings cannot be published
    """
    if not (plan.everybody or plan.staff or plan.units):
        raise NoPublishers
    check_message(plan.message, known=known)


def check_message(message: Message, *, known: Mapping[int, str]) -> None:
    """This will see that the platform would take what is said, with the refusals of `check`."""
    brings = message.attachments
    characters, size = len(message.text), len(message.text.encode())
    if characters > CHARACTERS_MOST or size > BYTES_MOST:
        raise MomentTextTooLong(characters=characters, bytes=size)
    if not message.text.strip() and not brings:
        raise NothingToPublish
    for place, one in enumerate(brings, start=1):
        wanted = _FILE_OF.get(one.kind)
        if wanted is None:
            raise NotInAMoment(place=place, why=f"a moment brings no {one.kind}")
        if one.media is None or known.get(one.media) != wanted:
            raise NotInAMoment(place=place, why=f"it needs an uploaded {wanted}")
        if one.kind == "link" and not one.url.startswith(("http://", "https://")):
            raise NotInAMoment(place=place, why="a page needs an address with http:// or https://")
    pictures = all(one.kind == "image" for one in brings)
    if len(brings) > (PICTURES_MOST if pictures else 1):
        raise MomentMixed(most=PICTURES_MOST, given=len(brings))


def hides(viewings: Sequence[Viewing]) -> Hidden | None:
    """
    This will say why a customer could not see it at any of the chosen staff, or nothing where they could.

    What can be changed least is told first. Whoever refused marketing is not hidden: a moment leaves out nobody by
    name.
    """
    friends = [one for one in viewings if one.friend]
    if not friends:
        return Hidden.NOT_A_FRIEND
    here = [one for one in friends if not one.staff_left]
    if not here:
        return Hidden.STAFF_LEFT
    able = [one for one in here if one.may_publish]
    if not able:
        return Hidden.NO_RIGHT
    return None if any(one.tagged for one in able) else Hidden.NO_TAG


def shows(one: Viewing) -> bool:
    """This will tell whether a customer could see it at this staff member."""
    return hides([one]) is None


def is_ours(listed: Moment, message: Message) -> bool:
    """This will tell whether a moment of the platform's list says what a plan says, and is no staff member's own."""
    kinds = [one.kind for one in message.attachments]
    page = next((one.url for one in message.attachments if one.kind == "link"), "")
    return (
        listed.create_type == 0
        and listed.text.content == message.text
        and len(listed.image) == kinds.count("image")
        and bool(listed.video.media_id) == ("video" in kinds)
        and listed.link.url == page
    )


def ask_job_again(begun_at: datetime, *, now: datetime) -> timedelta:
    """This will say when to ask again how far a job is: a job takes seconds, and a busy platform minutes."""
    return timedelta(seconds=5) if now - begun_at < _JOB_BEGINS else timedelta(minutes=1)


def find_again(asking_at: datetime, *, now: datetime) -> timedelta | None:
    """
    This will say when to look again for a moment whose answer was lost; nothing when it will not come any more.

    It is never asked for a second time: a job may take its day, and published twice cannot be taken back.
    """
    age = now - asking_at
    if age >= JOB_LIVES:
        return None
    return timedelta(minutes=2) if age < timedelta(hours=1) else timedelta(minutes=15)
