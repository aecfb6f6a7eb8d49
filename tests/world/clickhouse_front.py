"""An HTTP front before the real ClickHouse engine, so that the ``clickhouse://`` client path is tested without a server package."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huoshui.bedrock.clickhouse import ClickHouse
from tests.world.processes import free_port

_INSERT = re.compile(rb"^\s*INSERT INTO\s+(\S+)\s*(?:\(([^)]*)\))?\s*FORMAT\s+(\w+)\s*$", re.IGNORECASE)
_TRANSPORT = {"query", "database", "default_format", "session_id", "session_timeout", "query_id", "client_protocol_version", "compress",
              "decompress", "enable_http_compression", "wait_end_of_query", "send_progress_in_http_headers", "http_headers_progress_interval_ms"}  # fmt: skip


def _answer(engine: ClickHouse, parameters: dict[str, str], body: bytes) -> bytes:
    sql = parameters.get("query", "").encode()
    data = body if sql else b""
    sql = sql or body
    bound = {name.removeprefix("param_"): value for name, value in parameters.items() if name.startswith("param_")}
    settings = {
        name: value for name, value in parameters.items() if name not in _TRANSPORT and not name.startswith("param_")
    }
    if found := _INSERT.match(sql):
        columns = [name.strip(b"` ").decode() for name in found[2].split(b",")] if found[2] else None
        engine.client.raw_insert(found[1].decode(), columns, data, settings=settings, fmt=found[3].decode())
        return b""
    text = sql.decode()
    form = parameters.get("default_format", "TabSeparated")
    if found_form := re.search(r"\bFORMAT\s+(\w+)\s*$", text):
        form = found_form[1]
        text = text[: found_form.start()]
    # parameters come in the form that the client wrote for HTTP, which is the engine's own; its public call would quote again
    result = engine.client._backend._run_with_settings(text, form, settings, params=bound)  # type: ignore[attr-defined]
    return bytes(result.bytes())


@contextmanager
def front(engine: ClickHouse) -> Iterator[str]:
    """Serve ``engine`` over HTTP and give the DSN to reach it."""

    async def handle(request: Request) -> Response:
        parameters = dict(parse_qsl(request.url.query, keep_blank_values=True))
        body = await request.body()
        try:
            answer = await asyncio.get_running_loop().run_in_executor(
                engine._threads, _answer, engine, parameters, body
            )
        except Exception as error:  # noqa: BLE001 the front says what the engine said, as a server does
            return Response(str(error), 500, {"X-ClickHouse-Exception-Code": str(getattr(error, "code", 0) or 0)})
        return Response(answer, 200, {"X-ClickHouse-Format": parameters.get("default_format", "")})

    async def ping(_request: Request) -> Response:
        return Response("Ok.\n")

    port = free_port()
    app = Starlette(routes=[Route("/ping", ping), Route("/", handle, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        threading.Event().wait(0.01)
    yield f"clickhouse://default@127.0.0.1:{port}/default?compress=false"
    server.should_exit = True
    thread.join()
