"""Routes of a stage: declared once, made once."""

from fastapi import FastAPI
from fastapi.testclient import TestClient

from huoshui.bedrock.routes import Doors


def declared() -> Doors:
    doors = Doors(prefix="/links", tags=["touchpoints"])

    @doors.get("/{code}", tags=["more"], status_code=203)
    async def show(code: str) -> dict[str, str]:
        return {"code": code}

    return doors


def test_are_made_where_they_are_hung_with_all_that_was_declared() -> None:
    app, doors = FastAPI(), declared()
    assert doors.routes == []
    doors.hang(app.router, under="/api")
    answer = TestClient(app).get("/api/links/ab12")
    assert (answer.status_code, answer.json()) == (203, {"code": "ab12"})
    operation = app.openapi()["paths"]["/api/links/{code}"]["get"]
    assert (operation["tags"], operation["operationId"]) == (["touchpoints", "more"], "show_api_links__code__get")


def test_hang_in_several_applications() -> None:
    doors = declared()
    for _ in range(2):
        app = FastAPI()
        doors.hang(app.router)
        assert TestClient(app).get("/links/x").json() == {"code": "x"}
