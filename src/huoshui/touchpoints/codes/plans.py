"""HTTP shapes of a live code's plan: who stands behind it, when, and how they greet."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from huoshui.bedrock.shapes import MomentIn
from huoshui.relations.sends.contract import Enclosed
from huoshui.touchpoints.codes.contract import (
    SHOWN_MOST,
    Hours,
    Mode,
    Placed,
    Plan,
    Shift,
    SpecialDay,
    Welcome,
)

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]
StaffId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM in Beijing")]


class HoursIO(BaseModel):
    """From one time of the day to another; an end that is not after the start is the next day's."""

    starts: Clock
    ends: Clock

    @classmethod
    def of(cls, hours: Hours) -> "HoursIO":
        """This will show hours."""
        return cls(starts=_clock(hours.starts), ends=_clock(hours.ends))

    def planned(self) -> Hours:
        """This will give them as they are kept."""
        return Hours(_minute(self.starts), _minute(self.ends))


class ShiftIO(HoursIO):
    """Hours on some weekdays, 1 Monday to 7 Sunday."""

    weekdays: list[Annotated[int, Field(ge=1, le=7)]] = Field(min_length=1, max_length=7)

    @classmethod
    def of_shift(cls, shift: Shift) -> "ShiftIO":
        """This will show a shift."""
        hours = HoursIO.of(shift.hours)
        return cls(starts=hours.starts, ends=hours.ends, weekdays=sorted(shift.weekdays))

    def planned_shift(self) -> Shift:
        """This will give it as it is kept."""
        return Shift(frozenset(self.weekdays), self.planned())


class SpecialDayIO(BaseModel):
    """A day with hours of its own; without any it is a holiday, on which backups stand in."""

    on: date
    hours: list[HoursIO] = Field([], max_length=10)


class PlacedIO(BaseModel):
    """A staff member behind the code; without shifts always, without a cap however many come."""

    staff_id: StaffId
    weight: int = Field(1, ge=1, le=1000)
    daily_cap: int | None = Field(None, ge=0, le=100_000)
    shifts: list[ShiftIO] = Field([], max_length=20)
    backup: bool = False

    @classmethod
    def of(cls, placed: Placed) -> "PlacedIO":
        """This will show a staff member's place."""
        return cls(
            staff_id=placed.staff_id, weight=placed.weight, daily_cap=placed.daily_cap,
            shifts=[ShiftIO.of_shift(one) for one in placed.shifts], backup=placed.backup,
        )  # fmt: skip

    def planned(self) -> Placed:
        """This will give it as it is kept."""
        shifts = tuple(one.planned_shift() for one in self.shifts)
        return Placed(self.staff_id, self.weight, self.daily_cap, shifts, self.backup)


class AttachmentIO(BaseModel):
    """What a welcome brings: a file that was uploaded (`media`), a page (`link`), a mini-program with its picture."""

    kind: Literal["image", "video", "file", "link", "miniprogram"]
    media: int | None = Field(None, ge=1, le=2**63 - 1)
    title: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""
    url: Annotated[str, Field(max_length=2048, pattern=r"^[^\x00]*$")] = ""
    words: Words = ""
    appid: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""


class WelcomeIO(BaseModel):
    """How whoever comes is greeted; with neither words nor attachments not at all."""

    words: Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")] = ""
    attachments: list[AttachmentIO] = Field([], max_length=9)


class CodePlanIO(BaseModel):
    """What a live code is to be."""

    name: Words = Field(min_length=1)
    staff: list[PlacedIO] = Field(min_length=1, max_length=500)
    mode: Mode = Field(Mode.ALL, description=f"who of those on duty is shown; of `all` at most {SHOWN_MOST}")
    special_days: list[SpecialDayIO] = Field([], max_length=100)
    welcome: WelcomeIO = WelcomeIO(words="", attachments=[])
    tags: list[Annotated[str, Field(min_length=1, max_length=64)]] = Field([], max_length=100)
    remark: Annotated[str, Field(max_length=20, pattern=r"^[^\x00]*$")] = ""
    source: Words = ""
    stage: Words = ""
    note: Words = ""
    channel: Words = ""
    campaign: Words = ""
    skip_verify: bool = True
    paused: bool = False
    expires_at: MomentIn | None = None

    @classmethod
    def of_plan(cls, plan: Plan) -> "CodePlanIO":
        """This will show a plan."""
        special = [SpecialDayIO(on=one.on, hours=[HoursIO.of(each) for each in one.hours]) for one in plan.special_days]
        brings = [AttachmentIO.model_validate(one, from_attributes=True) for one in plan.welcome.attachments]
        return cls(
            name=plan.name, staff=[PlacedIO.of(one) for one in plan.staff], mode=plan.mode, special_days=special,
            welcome=WelcomeIO(words=plan.welcome.words, attachments=brings), tags=list(plan.tags), remark=plan.remark,
            source=plan.source, stage=plan.stage, note=plan.note, channel=plan.channel, campaign=plan.campaign,
            skip_verify=plan.skip_verify, paused=plan.paused, expires_at=plan.expires_at,
        )  # fmt: skip

    def planned(self) -> Plan:
        """This will give it as it is kept."""
        special = tuple(SpecialDay(one.on, tuple(each.planned() for each in one.hours)) for one in self.special_days)
        brings = tuple(
            Enclosed(one.kind, one.media, one.title, one.url, one.words, one.appid) for one in self.welcome.attachments
        )
        return Plan(
            name=self.name, staff=tuple(one.planned() for one in self.staff), mode=self.mode, special_days=special,
            welcome=Welcome(self.welcome.words, brings), tags=tuple(self.tags), remark=self.remark, source=self.source,
            stage=self.stage, note=self.note, channel=self.channel, campaign=self.campaign,
            skip_verify=self.skip_verify, paused=self.paused, expires_at=self.expires_at,
        )  # fmt: skip


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _minute(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)
