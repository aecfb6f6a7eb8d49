"""Staff and departments: https://developer.work.weixin.qq.com/document/path/90194."""

from collections.abc import AsyncIterator

from huoshui.channels.wecom.client.area import Area
from huoshui.channels.wecom.shapes.contacts import FollowStaff
from huoshui.channels.wecom.shapes.staff import (
    AppEntry,
    Department,
    Departments,
    InDepartment,
    Member,
    Members,
    StaffIds,
)


class Directory(Area):
    """Who works here, as far as an app is told."""

    async def follow_staff(self) -> list[str]:
        """This will list the staff who may have contacts and whom the app may see (path/92571)."""
        return (await self._ask("externalcontact/get_follow_user_list", FollowStaff)).follow_user

    async def app(self) -> AppEntry:
        """This will give the app in whose name is asked, as the corp set it up (path/90227)."""
        return await self._ask("agent/get", AppEntry, {"agentid": self._caller.app.agent_id})

    async def departments(self, *, below: int | None = None) -> list[Department]:
        """This will list the departments with their names."""
        return (await self._ask("department/list", Departments, {"id": below})).department

    async def department_ids(self, *, below: int | None = None) -> list[Department]:
        """This will list the departments without their names, which apps may ask that may not ask for names."""
        return (await self._ask("department/simplelist", Departments, {"id": below})).department_id

    async def member(self, userid: str) -> Member:
        """This will give one member of staff."""
        return await self._ask("user/get", Member, {"userid": userid})

    async def members(self, *, department: int) -> list[Member]:
        """This will list the staff of a department by id and name."""
        return (await self._ask("user/simplelist", Members, {"department_id": department})).userlist

    async def members_in_full(self, *, department: int) -> list[Member]:
        """This will list the staff of a department with their state."""
        return (await self._ask("user/list", Members, {"department_id": department})).userlist

    async def everybody(self) -> AsyncIterator[InDepartment]:
        """This will list who is in which department, by ids alone."""
        async for page in self._all("user/list_id", StaffIds, {"limit": 10_000}):
            for one in page.dept_user:
                yield one
