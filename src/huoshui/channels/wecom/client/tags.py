"""The corp's tags: https://developer.work.weixin.qq.com/document/path/92117."""

from collections.abc import Sequence
from typing import Final

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.contacts import Nothing
from huoshui.channels.wecom.shapes.tags import NewTags, TagGroup, TagGroups

MOST: Final = 3000
"""Tags of one corp."""


class Tags(Area):
    """Up to 3,000 tags that every staff member can put on their contacts."""

    async def groups(self, *, tag_ids: Sequence[str] = (), group_ids: Sequence[str] = ()) -> list[TagGroup]:
        """This will list the corp's tags by group, all of them where none is said."""
        body = {"tag_id": tag_ids, "group_id": group_ids}
        return (await self._ask("externalcontact/get_corp_tag_list", TagGroups, body)).tag_group

    async def add(
        self, names: Sequence[str], *, group_id: str | None = None, group_name: str | None = None
    ) -> TagGroup:
        """This will add tags to a group; one of the same name is taken, otherwise a new one is made."""
        body = {"group_id": group_id, "group_name": group_name, "tag": [{"name": name} for name in names]}
        return (await self._ask("externalcontact/add_corp_tag", NewTags, body)).tag_group

    async def change(self, id: str, *, name: str | None = None, order: int | None = None) -> None:  # noqa: A002 WeCom's
        """This will rename or move a tag or a group."""
        await self._ask("externalcontact/edit_corp_tag", Nothing, {"id": id, "name": name, "order": order})

    async def delete(self, *, tag_ids: Sequence[str] = (), group_ids: Sequence[str] = ()) -> None:
        """This will delete tags, and groups with all their tags; a group goes with its last tag."""
        await self._ask("externalcontact/del_corp_tag", Nothing, {"tag_id": tag_ids, "group_id": group_ids})

    async def mark(
        self, *, userid: str, external_userid: str, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """This will put tags on what one staff member has with one contact, and take others off (path/92118)."""
        body = {"userid": userid, "external_userid": external_userid, "add_tag": add, "remove_tag": remove}
        await self._ask("externalcontact/mark_tag", Nothing, body)
