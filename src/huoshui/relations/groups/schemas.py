"""HTTP shapes of groups: their figures, members and days, our tags on them, and the welcomes of their owners."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from huoshui.bedrock import shapes
from huoshui.bedrock.shapes import Shape
from huoshui.relations.contract import GROUP_CAPACITY, Group, GroupMember
from huoshui.relations.groups.contract import TAG_MOST, TAGS_MOST, GroupDay, GroupTag, GroupWelcome
from huoshui.relations.sends.contract import Enclosed
from huoshui.relations.sends.schemas import EnclosedIO

GroupTagName = Annotated[str, Field(min_length=1, max_length=TAG_MOST, pattern=r"^[^\x00]*\S[^\x00]*$")]
Key = Annotated[str, Field(min_length=8, max_length=100, pattern=r"^[\x21-\x7e]+$", description="the same makes one")]


class CustomerGroupOut(Shape):
    """A group of customers; `capacity` is how many it holds, staff among them; `tags` are our own."""

    corp: str
    id: str
    name: str
    owner: str
    owner_name: str
    opened_at: datetime | None
    dismissed_at: datetime | None
    members: int
    customers: int
    capacity: int
    joined_today: int
    left_today: int
    read_at: datetime | None
    tags: list[str]

    @classmethod
    def of(cls, one: Group) -> "CustomerGroupOut":
        """This will show a group."""
        return cls.like(one, capacity=GROUP_CAPACITY, tags=list(one.tags))


class CustomerGroupsOut(BaseModel):
    """A page of groups; `next` is the `after` of the page that follows."""

    groups: list[CustomerGroupOut]
    next: str | None


class GroupMemberOut(Shape):
    """Somebody who is in a group, or was; `scene` is how they came, `quit_scene` how they went."""

    member: str
    name: str
    staff: bool
    person: str | None
    joined_at: datetime | None
    left_at: datetime | None
    scene: str
    inviter: str
    state: str
    quit_scene: str
    inviter_name: str

    @classmethod
    def of(cls, one: GroupMember) -> "GroupMemberOut":
        """This will show a member."""
        return cls.like(one, person=shapes.person(one.identity))


class GroupMembersOut(BaseModel):
    """A page of a group's members; `next` is the `after` of the page that follows."""

    members: list[GroupMemberOut]
    next: str | None


class GroupDayOut(Shape):
    """Who came into a group and who went on one day (Beijing), staff among them."""

    day: date
    joined: int
    left: int

    @classmethod
    def of(cls, one: GroupDay) -> "GroupDayOut":
        """This will show a day."""
        return cls.like(one)


class GroupTagOut(Shape):
    """A tag on groups, and how many groups have it."""

    name: str
    groups: int

    @classmethod
    def of(cls, one: GroupTag) -> "GroupTagOut":
        """This will show a tag."""
        return cls.like(one)


class GroupTagsIn(BaseModel):
    """All tags that a group is to have; those that are not said it has no more."""

    tags: list[GroupTagName] = Field(max_length=TAGS_MOST)


class GroupWelcomeOut(Shape):
    """
    A welcome: what new members of a group read once its owner chose it in WeCom; `%NICKNAME%` becomes their name.

    `confirmed` is false while nobody knows whether WeCom has it.
    """

    id: int
    corp: str
    name: str
    text: str
    attachment: EnclosedIO | None
    confirmed: bool
    changed_at: datetime
    changed_name: str

    @classmethod
    def of(cls, one: GroupWelcome) -> "GroupWelcomeOut":
        """This will show a welcome."""
        brings = EnclosedIO.model_validate(one.attachment, from_attributes=True) if one.attachment else None
        return cls.like(one, attachment=brings)


class GroupWelcomeIn(BaseModel):
    """What new members are to read: up to 3,000 bytes of text, and one attachment at most."""

    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*\S[^\x00]*$")]
    text: str = Field(default="", max_length=20_000, pattern=r"^[^\x00]*$")
    attachment: EnclosedIO | None = None

    def enclosed(self) -> Enclosed | None:
        """This will give what comes with the words."""
        return Enclosed(**self.attachment.model_dump()) if self.attachment else None


class NewGroupWelcomeIn(GroupWelcomeIn):
    """A welcome to be made in the name of a connector; `notify` tells owners of groups of it."""

    account: Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
    notify: bool = True
    key: Key
