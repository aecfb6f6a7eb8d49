"""Groups of customers: https://developer.work.weixin.qq.com/document/path/92120."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.contacts import Nothing
from huoshui.channels.wecom.shapes.groups import (
    ChatId,
    Group,
    GroupId,
    GroupIds,
    JoinWay,
    NewJoinWay,
    NewTemplate,
    OneGroup,
    OneJoinWay,
)
from huoshui.channels.wecom.shapes.sends import Attachment
from huoshui.channels.wecom.shapes.staff import GroupsOfOwner, GroupStatistics

QR_CODE = 2


class Groups(Area):
    """Groups, the codes by which they are joined (at most five groups each), and their welcomes."""

    async def of(self, owners: Sequence[str] = (), *, status: int = 0) -> AsyncIterator[GroupId]:
        """This will list the groups of up to 100 owners; of everybody only where there are not above 1,000."""
        body = {"status_filter": status, "owner_filter": {"userid_list": owners}, "limit": 1000}
        async for page in self._all("externalcontact/groupchat/list", GroupIds, body):
            for one in page.group_chat_list:
                yield one

    async def one(self, chat_id: str) -> Group:
        """This will give a group with its members by name; it may lag behind what callbacks say (path/92122)."""
        body = {"chat_id": chat_id, "need_name": 1}
        return (await self._ask("externalcontact/groupchat/get", OneGroup, body)).group_chat

    async def of_opengid(self, opengid: str) -> str:
        """This will find the group in which a mini-program was opened (path/94822)."""
        return (await self._ask("externalcontact/opengid_to_chatid", ChatId, {"opengid": opengid})).chat_id

    async def figures(self, *, since: int, until: int, owners: Sequence[str]) -> list[GroupsOfOwner]:
        """This will give what happened in groups, by owner: at most 30 days, of the last 180 (path/92133)."""
        body = {"day_begin_time": since, "day_end_time": until, "owner_filter": {"userid_list": owners}, "limit": 1000}
        return (await self._ask("externalcontact/groupchat/statistic", GroupStatistics, body)).items

    async def figures_by_day(self, *, since: int, until: int, owners: Sequence[str]) -> list[GroupsOfOwner]:
        """This will give what happened in groups, day by day (path/92133)."""
        body = {"day_begin_time": since, "day_end_time": until, "owner_filter": {"userid_list": owners}}
        return (await self._ask("externalcontact/groupchat/statistic_group_by_day", GroupStatistics, body)).items

    async def add_code(
        self,
        chat_ids: Sequence[str],
        *,
        state: str | None = None,
        remark: str | None = None,
        next_name: str | None = None,
        next_number: int | None = None,
    ) -> str:
        """
        This will make a code for up to five groups and give its ``config_id`` (path/92229).

        With ``next_name`` WeCom opens a new group when all are full, and numbers them from ``next_number``.
        """
        body = {"scene": QR_CODE, **_code(chat_ids, state, remark, next_name, next_number)}
        return (await self._ask("externalcontact/groupchat/add_join_way", NewJoinWay, body)).config_id

    async def code(self, config_id: str) -> JoinWay:
        """This will give a code with its picture."""
        body = {"config_id": config_id}
        return (await self._ask("externalcontact/groupchat/get_join_way", OneJoinWay, body)).join_way

    async def change_code(
        self,
        config_id: str,
        chat_ids: Sequence[str],
        *,
        state: str | None = None,
        remark: str | None = None,
        next_name: str | None = None,
        next_number: int | None = None,
    ) -> None:
        """This will change a code; what is not said here is no longer so."""
        body = {"config_id": config_id, "scene": QR_CODE, **_code(chat_ids, state, remark, next_name, next_number)}
        await self._ask("externalcontact/groupchat/update_join_way", Nothing, body)

    async def delete_code(self, config_id: str) -> None:
        """This will delete a code."""
        await self._ask("externalcontact/groupchat/del_join_way", Nothing, {"config_id": config_id})

    async def add_welcome(self, *, text: str, attachment: Attachment | None = None, notify: bool = False) -> str:
        """This will make a welcome for new members, which owners choose in WeCom; ``notify`` them (path/92366)."""
        body = {**_welcome(text, attachment), "notify": int(notify)}
        return (await self._ask("externalcontact/group_welcome_template/add", NewTemplate, body)).template_id

    async def change_welcome(self, template_id: str, *, text: str, attachment: Attachment | None = None) -> None:
        """This will change a welcome."""
        body = {"template_id": template_id, **_welcome(text, attachment)}
        await self._ask("externalcontact/group_welcome_template/edit", Nothing, body)

    async def delete_welcome(self, template_id: str) -> None:
        """This will delete a welcome."""
        await self._ask("externalcontact/group_welcome_template/del", Nothing, {"template_id": template_id})


def _code(
    chat_ids: Sequence[str], state: str | None, remark: str | None, next_name: str | None, next_number: int | None
) -> dict[str, object]:
    return {
        "chat_id_list": chat_ids,
        "state": state,
        "remark": remark,
        "auto_create_room": int(next_name is not None),
        "room_base_name": next_name,
        "room_base_id": next_number,
    }


def _welcome(text: str, attachment: Attachment | None) -> dict[str, object]:
    said = attachment.said() if attachment else {}
    said.pop("msgtype", None)
    return {"text": {"content": text}, **said}
