"""HTTP shapes of group codes."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.bedrock.shapes import Shape
from huoshui.touchpoints.codes.contract import SLUG, Alarm
from huoshui.touchpoints.codes.groups.contract import GroupCode, GroupPlan

Words = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class GroupPlanIO(BaseModel):
    """What a group code is to be: groups in the order in which they fill, each up to `most` members."""

    name: Words = Field(min_length=1)
    groups: list[Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]] = Field(
        min_length=1, max_length=100
    )
    most: int = Field(200, ge=2, le=500)
    next_name: Annotated[str, Field(max_length=40, pattern=r"^[^\x00]*$")] = Field(
        "", description="how further groups are called that the platform opens by itself; none are, without it"
    )
    note: Words = ""
    channel: Words = ""
    campaign: Words = ""
    paused: bool = False

    def planned(self) -> GroupPlan:
        """This will give it as it is kept."""
        said = self.model_dump()
        return GroupPlan(**{**said, "groups": tuple(dict.fromkeys(said["groups"]))})


class NewGroupCodeIn(BaseModel):
    """A new group code of an account, in a place of one's own or a new one."""

    account: Words = Field(description="the connector's name")
    plan: GroupPlanIO
    slug: Annotated[str, Field(pattern=rf"^{SLUG}$")] | None = None


class GroupCodeChangeIn(BaseModel):
    """What a group code becomes."""

    plan: GroupPlanIO
    version: int = Field(ge=1, le=2**31 - 1, description="the one that the author saw")


class GroupCodeOut(Shape):
    """A group code: what it leads to now, members by group, and the groups that the platform opened."""

    slug: str
    address: str
    plan: GroupPlanIO
    version: int
    changed_at: datetime
    changed_by: str
    platform_code: str
    shown: list[str]
    found: list[str]
    sizes: dict[str, int]
    alarms: list[Alarm]
    problem: str

    @classmethod
    def of(cls, code: GroupCode, *, base: str) -> "GroupCodeOut":
        """This will show a group code, printed below ``base``."""
        plan = GroupPlanIO.model_validate(code.plan, from_attributes=True)
        return cls.like(
            code,
            address=f"{base}{code.slug}",
            plan=plan,
            changed_by=code.changed_name,
            platform_code=code.config_id,
            shown=list(code.shown),
            found=list(code.found),
            sizes=dict(code.sizes),
            alarms=list(code.alarms),
        )


class GroupCodesOut(BaseModel):
    """A page of group codes, the newest first; `next` is the `before` of the page that follows."""

    codes: list[GroupCodeOut]
    next: int | None
