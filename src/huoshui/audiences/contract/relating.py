"""How people stand with our staff and in our customer groups, as conditions, and the events that tell of it."""

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from huoshui.audiences.contract.deeds import EventFilter
from huoshui.audiences.contract.values import Names, NumberKinds, NumberTest, Part, Places, Window

RelationStanding = Literal["half", "friend", "deleted_by_customer", "deleted_by_staff", "transferred"]
GroupStanding = Literal["in", "left"]

RELATION_EVENTS: Final[Mapping[str, RelationStanding]] = {
    "Contact Half Added": "half", "Contact Added": "friend", "Contact Transferred": "friend",
    "Contact Deleted Staff": "deleted_by_customer", "Staff Deleted Contact": "deleted_by_staff",
}  # fmt: skip
"""How somebody stands from then on with the staff member whom an event of this name names."""
HANDED_ON: Final = "Contact Transferred"
"""The event of two relations: the one with ``from_staff_id`` ends by it."""
GROUP_EVENTS: Final[Mapping[str, GroupStanding]] = {"Group Joined": "in", "Group Left": "left"}
RELATIONS_TOLD: Final = EventFilter(events=tuple(RELATION_EVENTS))
GROUPS_TOLD: Final = EventFilter(events=tuple(GROUP_EVENTS))


class Related(Part):
    """
    Who has so many follow relations like this with our staff in WeCom; all that is given must hold of a relation.

    A relation is one staff member and one contact of a corp. How it stands is what its last events come to: who deleted
    and added again is a friend, and whom staff handed on was ``transferred`` by them and is the taker's friend. Without
    a standing, every relation counts that ever was: not to have any is never to have added anybody.
    """

    kind: Literal["relation"]
    standing: Annotated[tuple[RelationStanding, ...] | None, Field(min_length=1, max_length=5)] = None
    staff: Names | None = None
    """Accounts of staff members, as the platform has them."""
    corps: Names | None = None
    ways: Places | None = None
    """How the relation last began, by the platform's number (``add_way``), or by what an export says."""
    within: Window | None = None
    """Since when the relation stands as it does."""
    test: NumberKinds = NumberTest(type="number", op=">=", value=1)


class Grouped(Part):
    """
    Who is, or was, in so many customer groups like this; all that is given must hold of a membership.

    Who left and came back is in. Without a standing, every group counts that somebody ever was in.
    """

    kind: Literal["customer_group"]
    standing: Annotated[tuple[GroupStanding, ...] | None, Field(min_length=1, max_length=2)] = None
    groups: Names | None = None
    """Ids of groups, as the platform has them."""
    corps: Names | None = None
    within: Window | None = None
    """Since when somebody is in, or is not any more."""
    test: NumberKinds = NumberTest(type="number", op=">=", value=1)
