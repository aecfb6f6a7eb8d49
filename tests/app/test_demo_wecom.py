"""The demo's WeCom beside a server that goes away."""

import asyncio

import httpx2
import pytest

from huoshui.app.cli.demo_wecom import together


async def lives() -> None:
    await asyncio.sleep(60)


async def loses(error: Exception) -> None:
    await asyncio.sleep(0)
    raise error


class TestTogether:
    async def test_tells_that_the_server_is_gone_as_one_failure_that_a_terminal_knows(self) -> None:
        with pytest.raises(httpx2.ConnectError):
            await together(lives(), loses(httpx2.ConnectError("refused")), loses(httpx2.ReadError("reset")))

    async def test_hides_no_defect(self) -> None:
        with pytest.raises(ExceptionGroup):
            await together(lives(), loses(ValueError("a defect")))
