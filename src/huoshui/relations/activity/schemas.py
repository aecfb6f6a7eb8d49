"""HTTP shapes of activity: days ISO 8601, shares in percent, waits in minutes."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from huoshui.relations.activity.contract import Activity, Differs, Pull, Step

Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]


class _Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class StaffFiguresOut(_Out):
    """
    What one source counted; nothing where it does not count that, or has not told.

    `replied` is percent of the chats that customers began, answered on the same day; `first_reply` minutes; both are
    means over the days that have them. `deleted` of WeCom's are customers who deleted or blocked staff; `asked` are
    friend requests that staff made.
    """

    added: int | None
    deleted: int | None
    chats: int | None
    messages: int | None
    replied: float | None
    first_reply: float | None
    asked: int | None


class GroupFiguresOut(_Out):
    """
    What one source counted of somebody's groups: `opened`, `joined` and `said` in the period, the others at its end.

    `messages`, `talked` (members) and `groups_talked` are counted since the groups were opened, and by WeCom only.
    """

    opened: int | None
    joined: int | None
    groups: int | None
    members: int | None
    groups_talked: int | None
    talked: int | None
    messages: int | None
    said: int | None


class StaffActivityOut(_Out):
    """A staff member's figures; `days` of WeCom's were told, `corrected` of them otherwise than at first."""

    corp: str
    staff: str
    name: str
    unit: str | None
    left_at: datetime | None
    days: int
    corrected: int
    theirs: StaffFiguresOut
    ours: StaffFiguresOut
    groups_theirs: GroupFiguresOut
    groups_ours: GroupFiguresOut
    differs: dict[str, Differs]
    refused: str = Field(description="why WeCom would not tell, when it was asked last")


class ActivityDayOut(_Out):
    """All these staff's figures of one day (Beijing); of `staff` of them WeCom told."""

    day: date
    staff: int
    theirs: StaffFiguresOut
    ours: StaffFiguresOut
    differs: dict[str, Differs]


class ActivityPullOut(_Out):
    """
    A pull of WeCom's figures up to the day `until`: how far it is, how many figures were new or different, how many of
    these corrected ones that we had, and of how many staff WeCom would not tell.
    """

    id: int
    account: int
    corp: str
    state: str
    step: Step
    until: date
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    staff: int
    staff_done: int
    refused: int
    figures: int
    corrected: int
    problem: str

    @classmethod
    def of(cls, one: Pull) -> "ActivityPullOut":
        """This will show a pull."""
        return cls.model_validate(one)


class ActivityOut(_Out):
    """
    A period by two sources, never added up: `theirs` is WeCom's count, `ours` is of relations, groups and events, of
    the days and staff of which WeCom told, so that the two may be compared; of all while it told of none.

    Without `hears_chats` no source of ours tells of chats, so only WeCom counts them. `pulls` are each connector's
    newest.
    """

    since: date
    until: date
    hears_chats: bool
    days: list[ActivityDayOut]
    staff: list[StaffActivityOut]
    pulls: list[ActivityPullOut]

    @classmethod
    def of(cls, one: Activity, pulls: list[Pull]) -> "ActivityOut":
        """This will show a period."""
        return cls(
            since=one.since, until=one.until, hears_chats=one.hears_chats,
            days=[ActivityDayOut.model_validate(day) for day in one.days],
            staff=[StaffActivityOut.model_validate(member) for member in one.staff],
            pulls=[ActivityPullOut.of(pull) for pull in pulls],
        )  # fmt: skip


class ActivityPullIn(BaseModel):
    """The connector whose corp's figures are to be pulled."""

    account: Words
