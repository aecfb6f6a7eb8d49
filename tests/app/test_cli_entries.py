"""Links into mini-programs on the command line, and what the doctor says of them."""

import re

import pytest

from huoshui.app.doctor import entries
from huoshui.app.doctor.findings import State
from tests.app.shell import Shell
from tests.touchpoints.test_entries import LINK, RENEW, Mall
from tests.touchpoints.test_entries import mall as mall  # noqa: PLC0414 a mini-program on both sides

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


class TestLinks:
    async def test_lead_into_a_mini_program_and_say_how_that_goes(self, mall: Mall, shell: Shell) -> None:
        made = await shell.shows(
            "links add https://shop.example/ride --name 墙上 --code wall --mini-program mall/pages/ride?from=wall"
        )
        assert "mall/pages/ride?from=wall (else https://shop.example/ride)" in made
        assert "小程序入口生成中" in await shell.shows("links list")
        await mall.keep()
        assert re.search(r"wall +墙上 +– +open 可用", await shell.shows("links list"))
        mall.refuse(40002)
        await mall.keep(later=RENEW)
        assert "小程序入口续期失败" in await shell.shows("links list")

    async def test_lead_there_by_a_scheme_where_that_is_said(self, mall: Mall, shell: Shell) -> None:
        said = "links add https://shop.example/ride --name 墙上 --mini-program mall/pages/ride --by-scheme"
        page = {"account": "mall", "path": "pages/ride", "query": "", "by_scheme": True}
        made = await shell.tells(said)
        assert made["variants"][0]["mini_program"] == page
        assert sorted(one["kind"] for one in made["entries"]) == ["link", "scheme"]
        assert "--mini-program" in await shell.misses("links add https://shop.example/b --name 乙 --by-scheme")
        assert [one["code"] for one in (await shell.tells("links list"))["links"]] == [made["code"]]

    async def test_lead_to_no_mini_program_that_is_not_connected(self, mall: Mall, shell: Shell) -> None:
        said = "links add https://shop.example/ride --name 墙上 --mini-program other/pages/ride"
        assert await shell.refuses(said) == "NoSuchMiniProgram"
        assert (await shell.tells("links list"))["links"] == []


class TestDoctor:
    async def test_names_a_page_that_nothing_opens_and_one_that_is_not_renewed(self, mall: Mall) -> None:
        await mall.made()
        await mall.keep()
        mall.account.pages.discard("pages/new")
        await mall.made("new", page={"account": "mall", "path": "pages/new"})
        await mall.keep()
        mall.refuse(40002)
        await mall.keep(later=RENEW)
        async with mall.platform.postgres.session() as session:
            found = [one async for one in entries.examine(session, now=mall.now)]
        assert [(one.name, one.state) for one in found] == [
            ("mini-program mall pages/new", State.BROKEN), ("mini-program mall pages/ride", State.LOOK),
        ]  # fmt: skip
        assert f"{LINK}: entries forbidden (40002); the last entry serves until" in found[1].found

    async def test_says_nothing_where_all_is_well(self, mall: Mall) -> None:
        await mall.made()
        await mall.keep()
        async with mall.platform.postgres.session() as session:
            assert [one async for one in entries.examine(session, now=mall.now)] == []
