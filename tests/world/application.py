"""The application, put together once for a test process: three hundred doors take most of a second."""

from functools import cache

from fastapi import FastAPI

from huoshui.app.asgi import create_app


@cache
def application() -> FastAPI:
    """Give the application; whoever asks it anything sets its platform first, as the fixture ``app`` does."""
    return create_app()
