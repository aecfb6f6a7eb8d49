"""The command line of what is printed: store codes with the stores behind them, posters with somebody's own code."""

import io
import json
import re
import shlex
import zipfile
from pathlib import Path
from typing import Any

import httpx2
import pytest
from PIL import Image

from tests.app.shell import Shell
from tests.touchpoints.test_codes_api import account as account  # noqa: PLC0414 live codes are of an account
from tests.touchpoints.test_codes_api import made as code
from tests.touchpoints.test_posters import made as poster
from tests.touchpoints.test_posters import read
from tests.touchpoints.test_stores import FILE

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def tells(shell: Shell, line: str) -> Any:
    """Run a command for scripts."""
    ended = await shell.run(f"{line} --json")
    assert (ended.status, ended.err) == (0, ""), ended.out
    return json.loads(ended.out)


class TestStoreCodes:
    async def test_are_made_over_stores_that_a_file_brings(
        self, shell: Shell, client: httpx2.AsyncClient, tmp_path: Path
    ) -> None:
        for slug in ("headq", "xihu", "spare"):
            await code(client, slug)
        file = tmp_path / "stores.csv"
        file.write_text(FILE, encoding="utf-8")
        line = f"store-codes import {shlex.quote(str(file))}"
        assert "2 made, 0 changed, 0 unchanged (dry)" in await shell.shows(f"{line} --dry")
        became = [await tells(shell, line) for _ in range(2)]
        assert [(one["made"], one["unchanged"]) for one in became] == [(2, 0), (0, 2)]
        made = await shell.shows("store-codes add 找到离你最近的门店 --fallback headq --code all --name 门店桌牌")
        assert "/m/all" in made or "/all" in made
        assert "GET /api/store-codes/all/qr.svg" in made
        assert re.search(r"all +门店桌牌 +2 +0 +0 +open 可用", await shell.shows("store-codes list"))
        assert [one["slug"] for one in (await tells(shell, "store-codes list 桌牌"))["codes"]] == ["all"]
        assert (await tells(shell, "store-codes list 没有"))["codes"] == []

    async def test_say_which_lines_of_a_file_are_no_stores(self, shell: Shell, tmp_path: Path) -> None:
        file = tmp_path / "stores.csv"
        file.write_text(FILE, encoding="utf-8")  # the live codes it names are not there
        became = await tells(shell, f"store-codes import {shlex.quote(str(file))}")
        assert [one["line"] for one in became["problems"]] == [2]
        assert "why 原因" in (await shell.run(f"store-codes import {shlex.quote(str(file))}")).out

    async def test_are_refused_with_the_code_or_as_wrong_usage(self, shell: Shell, tmp_path: Path) -> None:
        assert await shell.refuses("store-codes add 标题 --fallback nobody") == "NoCodeForStore"
        await shell.misses("store-codes add 标题")
        await shell.misses(f"store-codes import {shlex.quote(str(tmp_path / 'nothing.csv'))}")
        await shell.misses("store-codes add 标题 --fallback headq --radius 0")


class TestPosters:
    async def test_are_listed_and_drawn_with_the_code_of_each(
        self, shell: Shell, client: httpx2.AsyncClient, tmp_path: Path
    ) -> None:
        for slug in ("desk", "other"):
            await code(client, slug)
        made = await poster(client, name="门店海报")
        assert re.search(rf"{made['id']} +门店海报 +\d+ × \d+ +1", await shell.shows("posters list"))
        assert [one["id"] for one in (await tells(shell, "posters list 海报"))["posters"]] == [made["id"]]
        one, many, sheet = tmp_path / "one.png", tmp_path / "many.zip", tmp_path / "sheet.pdf"
        assert "one.png" in (await shell.run(f"posters render {made['id']} code:desk:张三 --to {one}")).out
        assert [each.rpartition("/")[2] for each in read(Image.open(one))] == ["desk"]
        line = f"posters render {made['id']} code:desk:张三 code:other:李四 --to {many} --store 西湖店"
        assert (await tells(shell, line))["bytes"] == many.stat().st_size
        with zipfile.ZipFile(io.BytesIO(many.read_bytes())) as archive:
            assert archive.namelist() == ["张三.png", "李四.png"]
        await shell.run(f"posters render {made['id']} code:desk --to {sheet}")
        assert sheet.read_bytes().startswith(b"%PDF-")

    async def test_are_refused_with_the_code_and_write_no_file(
        self, shell: Shell, client: httpx2.AsyncClient, tmp_path: Path
    ) -> None:
        made = await poster(client)
        file = tmp_path / "none.png"
        assert await shell.refuses(f"posters render {made['id']} code:none --to {file}") == "NoCodeForPoster"
        assert await shell.refuses(f"posters render 99 code:none --to {file}") == "NoSuchPoster"
        assert not file.exists()
        await shell.misses(f"posters render {made['id']} --to {file}")
