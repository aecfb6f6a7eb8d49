"""The port that a server takes."""

import asyncio
import socket

import pytest

from huoshui.app.cli.server import PortInUse, bind


class TestBind:
    async def test_lets_what_is_small_leave_at_once(self) -> None:
        door, met = bind("127.0.0.1", 0), asyncio.get_running_loop().create_future()

        def meet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            met.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(meet, sock=door):
            _, writer = await asyncio.open_connection(*door.getsockname())
            assert await met, "a body would wait for the other side's word on its head"
            writer.close()

    def test_refuses_a_port_that_is_taken(self) -> None:
        with bind("127.0.0.1", 0) as door:
            door.listen()
            with pytest.raises(PortInUse):
                bind("127.0.0.1", door.getsockname()[1])
