"""Acquisition links 获客链接: https://developer.work.weixin.qq.com/document/path/97297."""

from collections.abc import AsyncIterator, Sequence

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.contacts import Nothing
from huoshui.channels.wecom.shapes.staff import (
    AcquisitionLink,
    LinkChat,
    LinkCustomer,
    LinkCustomers,
    LinkFigures,
    LinkIds,
    LinkQuota,
    OneLink,
)

_LINKS = "externalcontact/customer_acquisition/"
MAX_CHANNEL_BYTES = 64


class Acquisition(Area):
    """Links that add staff without a scan, against a quota that is paid for."""

    async def links(self) -> AsyncIterator[str]:
        """This will list the links by id."""
        async for page in self._all(_LINKS + "list_link", LinkIds, {"limit": 100}):
            for one in page.link_id_list:
                yield one

    async def one(self, link_id: str) -> OneLink:
        """This will give a link with the staff whom it adds."""
        return await self._ask(_LINKS + "get", OneLink, {"link_id": link_id})

    async def add(self, name: str, *, users: Sequence[str], skip_verify: bool = True) -> AcquisitionLink:
        """This will make a link; ``customer_channel`` in its address, up to 64 bytes, comes back as ``state``."""
        body = {"link_name": name, "range": {"user_list": users}, "skip_verify": skip_verify}
        return (await self._ask(_LINKS + "create_link", OneLink, body)).link

    async def change(self, link_id: str, *, name: str | None = None, users: Sequence[str] = ()) -> None:
        """This will change a link."""
        body = {"link_id": link_id, "link_name": name, "range": {"user_list": users}}
        await self._ask(_LINKS + "update_link", Nothing, body)

    async def delete(self, link_id: str) -> None:
        """This will delete a link."""
        await self._ask(_LINKS + "delete_link", Nothing, {"link_id": link_id})

    async def customers(self, link_id: str) -> AsyncIterator[LinkCustomer]:
        """This will list who came by a link, with the state they came with."""
        async for page in self._all(_LINKS + "customer", LinkCustomers, {"link_id": link_id, "limit": 1000}):
            for one in page.customer_list:
                yield one

    async def figures(self, link_id: str, *, since: int, until: int) -> LinkFigures:
        """This will count how often a link was opened, and whom it added: at most 30 days, of the last 180."""
        body = {"link_id": link_id, "start_time": since, "end_time": until}
        return await self._ask(_LINKS + "statistic", LinkFigures, body)

    async def chat(self, chat_key: str) -> LinkChat:
        """This will tell who wrote, by the key of a callback, which serves for half an hour."""
        return await self._ask(_LINKS + "get_chat_info", LinkChat, {"chat_key": chat_key})

    async def quota(self) -> LinkQuota:
        """This will tell how many customers links may still add."""
        return await self._ask("externalcontact/customer_acquisition_quota", LinkQuota)
