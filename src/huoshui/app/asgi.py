"""The ASGI application: every stage's door, the collect routes, health and metrics."""

from importlib.metadata import version

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request

from huoshui.app import console, doors
from huoshui.app.doctor import api as doctor
from huoshui.app.platform import Platform, is_ready
from huoshui.bedrock import http
from huoshui.bedrock.routes import Doors


def create_app(platform: Platform | None = None) -> FastAPI:
    """This will put the application together; the platform may be set later as ``app.state.platform``."""
    app = FastAPI(title="Huoshui 活水", version=version("huoshui"), docs_url="/docs", redoc_url=None,
                  description="From public channels into a private pool, one person each.")  # fmt: skip
    app.state.platform = platform
    http.install(app)
    for own in (*doors.DOORS, doctor.router):
        own.hang(app.router, under="/api")
    _own.hang(app.router)
    console.install(app.router)
    app.router.routes[:0] = doors.busy_routes()  # first, because every event of every SDK comes through them
    return app


_own = Doors(tags=["system"])


@_own.get("/healthz")
async def healthz() -> dict[str, str]:
    """Answer as long as the process lives."""
    return {"status": "alive"}


@_own.get("/readyz", responses={503: {"description": "not ready"}})
async def readyz(request: Request) -> JSONResponse:
    """Answer 200 when every engine works and events are taken."""
    parts = await is_ready(request.app.state.platform)
    ready = all(parts.values())
    return JSONResponse({"status": "ready" if ready else "not ready", "parts": parts}, 200 if ready else 503)


@_own.get("/metrics", response_class=Response)
async def metrics() -> Response:
    """Give the Prometheus metrics of this process."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
