"""HTTP shapes of live codes: made, changed, shown, and what became of them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Base64Bytes, BaseModel, Field

from huoshui.bedrock.shapes import Shape
from huoshui.connectors.contract import Account
from huoshui.touchpoints.codes.contract import (
    SLUG,
    Add,
    Alarm,
    Code,
    CodeVersion,
    DayCount,
    Duty,
    ListedCode,
    Media,
    StaffCount,
    StepKind,
    StepState,
    Why,
)
from huoshui.touchpoints.codes.plans import CodePlanIO, Words


class NewCodeIn(BaseModel):
    """A new live code of an account, in a place of one's own or a new one."""

    account: Words = Field(description="the connector's name")
    plan: CodePlanIO
    slug: Annotated[str, Field(pattern=rf"^{SLUG}$")] | None = None
    exclusive: bool = Field(default=False, description="a customer adds only one of its staff; for ever")


class CodeAccountOut(Shape):
    """An account that live codes may be made at."""

    id: int
    name: str
    title: str
    corp_id: str
    paused: bool

    @classmethod
    def of(cls, account: Account) -> "CodeAccountOut":
        """This will show an account."""
        return cls.like(account)


class CodeChangeIn(BaseModel):
    """What a live code becomes."""

    plan: CodePlanIO
    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class CodeStandingOut(BaseModel):
    """How a code stands at the platform; an add that was made before `shown_at` may go over a cap, none after."""

    picture: str
    shown: list[str]
    why: Why | None
    shown_at: datetime | None
    away: list[str]
    alarms: list[Alarm]
    alarmed_at: datetime | None
    problem: str


class CodeOut(Shape):
    """A live code; `address` is what is printed, `platform_code` the platform's name for it."""

    slug: str
    address: str
    account: int
    plan: CodePlanIO
    exclusive: bool
    state: str
    platform_code: str
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str
    standing: CodeStandingOut

    @classmethod
    def of(cls, code: Code, *, base: str) -> "CodeOut":
        """This will show a code, printed below ``base``."""
        how = code.standing
        standing = CodeStandingOut(
            picture=how.picture, shown=list(how.shown), why=how.why, shown_at=how.shown_at, away=sorted(how.away),
            alarms=list(how.alarms), alarmed_at=how.alarmed_at, problem=how.problem,
        )  # fmt: skip
        return cls.like(
            code,
            address=f"{base}{code.slug}",
            plan=CodePlanIO.of_plan(code.plan),
            platform_code=how.config_id,
            created_by=code.created_name,
            changed_by=code.changed_name,
            standing=standing,
        )


class ListedCodeOut(CodeOut):
    """A code in a list: adds of today, adds and openings by people of thirty days."""

    adds_today: int
    adds: int
    scans: int

    @classmethod
    def of_listed(cls, listed: ListedCode, *, base: str) -> "ListedCodeOut":
        """This will show it."""
        shown = CodeOut.of(listed.code, base=base)
        return cls(**shown.model_dump(), adds_today=listed.adds_today, adds=listed.adds, scans=listed.scans)


class CodesOut(BaseModel):
    """A page of codes, the newest first; `next` is the `before` of the page that follows."""

    codes: list[ListedCodeOut]
    next: int | None


class CodeVersionOut(BaseModel):
    """What a code was, and who made it so."""

    version: int
    plan: CodePlanIO
    changed_at: datetime
    changed_by: str

    @classmethod
    def of(cls, one: CodeVersion) -> "CodeVersionOut":
        """This will show a version."""
        plan = CodePlanIO.of_plan(one.plan)
        return cls(version=one.version, plan=plan, changed_at=one.changed_at, changed_by=one.changed_name)


class DutyOut(BaseModel):
    """Who would be shown at a time and why; `full` are on shift and have had as many as they may."""

    at: datetime
    staff: list[str]
    why: Why
    full: list[str]

    @classmethod
    def of(cls, duty: Duty, *, at: datetime) -> "DutyOut":
        """This will show who is on duty."""
        return cls(at=at, staff=list(duty.staff), why=duty.why, full=list(duty.full))


class StaffCountOut(BaseModel):
    """
    What a code brought a staff member today and in thirty days.

    By `may_exceed_by` a cap can be exceeded before the platform shows somebody else; today it was by `over`.
    """

    staff_id: str
    today: int
    adds: int
    over: int
    may_exceed_by: int


class DayCountOut(BaseModel):
    """Openings of a code's page by people and by robots, and adds, of a day in Beijing."""

    day: date
    scans: int
    robots: int
    adds: int


class CodeCountsOut(BaseModel):
    """What a code brought, by staff and by day."""

    staff: list[StaffCountOut]
    days: list[DayCountOut]

    @classmethod
    def of(cls, staff: list[StaffCount], days: list[DayCount]) -> "CodeCountsOut":
        """This will show counts."""
        return cls(
            staff=[StaffCountOut.model_validate(one, from_attributes=True) for one in staff],
            days=[DayCountOut.model_validate(one, from_attributes=True) for one in days],
        )


class CodeStepOut(BaseModel):
    """What became of a step for somebody who came."""

    step: StepKind
    state: StepState
    tries: int
    problem: str
    done_at: datetime | None


class CodeStepsAgainOut(Shape):
    """How many steps are tried again."""

    steps: int


class CodeAddOut(BaseModel):
    """Somebody who came by a code, or `by_link` that greets as it does, unnamed, and what was done for them."""

    id: int
    staff_id: str
    said_at: datetime
    half: bool
    by_link: bool
    steps: list[CodeStepOut]

    @classmethod
    def of(cls, add: Add) -> "CodeAddOut":
        """This will show an add."""
        return cls.model_validate(add, from_attributes=True)


class WelcomeMediaIn(BaseModel):
    """A file for welcomes."""

    account: Words
    kind: Literal["image", "video", "file"]
    filename: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]+$")]
    content: Base64Bytes = Field(max_length=21 * 2**20)


class WelcomeMediaOut(BaseModel):
    """A file for welcomes; the platform has it until `ready_until`, before which it is brought again."""

    id: int
    kind: str
    filename: str
    size: int
    ready_until: datetime | None
    problem: str

    @classmethod
    def of(cls, media: Media) -> "WelcomeMediaOut":
        """This will show a file."""
        return cls.model_validate(media, from_attributes=True)
