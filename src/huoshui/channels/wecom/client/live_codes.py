"""Live codes, WeCom's contact ways: https://developer.work.weixin.qq.com/document/path/92228."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.contacts import (
    ConfigId,
    ContactWay,
    ContactWays,
    NewContactWay,
    Nothing,
    OneContactWay,
)

ALONE, SEVERAL = 1, 2
MINI_PROGRAM, QR_CODE = 1, 2


class LiveCodes(Area):
    """Codes by which customers add staff. The ``config_id`` is a code's only name: whoever loses it loses the code."""

    async def add(
        self,
        *,
        users: Sequence[str] = (),
        parties: Sequence[int] = (),
        state: str | None = None,
        remark: str | None = None,
        kind: int = SEVERAL,
        scene: int = QR_CODE,
        skip_verify: bool = True,
        exclusive: bool = False,
    ) -> NewContactWay:
        """
        This will make a code; ``exclusive``: a customer adds only one of its staff.

        At most 100 staff, those of its departments included; 500,000 codes per corp, groups' codes included.
        """
        body = {
            "type": kind,
            "scene": scene,
            "user": users,
            "party": parties,
            "state": state,
            "remark": remark,
            "skip_verify": skip_verify,
            "is_exclusive": exclusive,
        }
        return await self._ask("externalcontact/add_contact_way", NewContactWay, body)

    async def one(self, config_id: str) -> ContactWay:
        """This will give a code."""
        body = {"config_id": config_id}
        return (await self._ask("externalcontact/get_contact_way", OneContactWay, body)).contact_way

    async def made(self, *, since: int | None = None, until: int | None = None) -> AsyncIterator[ConfigId]:
        """This will list the codes that were made in a period; of the last 90 days where none is said."""
        body = {"start_time": since, "end_time": until, "limit": 1000}
        async for page in self._all("externalcontact/list_contact_way", ContactWays, body):
            for one in page.contact_way:
                yield one

    async def change(
        self,
        config_id: str,
        *,
        users: Sequence[str] = (),
        parties: Sequence[int] = (),
        state: str | None = None,
        remark: str | None = None,
        skip_verify: bool | None = None,
    ) -> None:
        """This will change a code; its staff are those said here and no others, unless none are said."""
        body = {
            "config_id": config_id,
            "user": users,
            "party": parties,
            "state": state,
            "remark": remark,
            "skip_verify": skip_verify,
        }
        await self._ask("externalcontact/update_contact_way", Nothing, body)

    async def delete(self, config_id: str) -> None:
        """This will delete a code: who scans it meets nobody."""
        await self._ask("externalcontact/del_contact_way", Nothing, {"config_id": config_id})

    async def close_chat(self, *, userid: str, external_userid: str) -> None:
        """This will end a temporary chat."""
        body = {"userid": userid, "external_userid": external_userid}
        await self._ask("externalcontact/close_temp_chat", Nothing, body)
