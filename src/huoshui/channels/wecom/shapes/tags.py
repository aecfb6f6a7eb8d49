"""The corp's tags."""

import msgspec


class Tag(msgspec.Struct):
    """A tag of the corp."""

    id: str = ""
    name: str = ""
    create_time: int = 0
    order: int = 0
    deleted: bool = False


class TagGroup(msgspec.Struct):
    """Tags that belong together."""

    group_id: str = ""
    group_name: str = ""
    create_time: int = 0
    order: int = 0
    deleted: bool = False
    tag: list[Tag] = []


class TagGroups(msgspec.Struct):
    """The corp's tags."""

    tag_group: list[TagGroup] = []


class NewTags(msgspec.Struct):
    """The group in which the new tags are."""

    tag_group: TagGroup = msgspec.field(default_factory=TagGroup)
