"""Routes of a stage: declared once, made once."""

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from huoshui.bedrock.routes import Doors, Plain


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


def test_give_a_parameter_its_slash_when_it_came_encoded() -> None:
    app, doors = FastAPI(), Doors(prefix="/people", tags=[])

    @doors.get("/{ref}/timeline")
    async def timeline(ref: str) -> str:
        return f"timeline of {ref}"

    @doors.get("/{ref}")
    async def show(ref: str) -> str:
        return ref

    doors.hang(app.router, under="/api")
    client = TestClient(app)
    told = {
        "user_id:a%2Fb": "user_id:a/b",
        "user_id:a%2fb%2F": "user_id:a/b/",
        "user_id:a%2Ftimeline": "user_id:a/timeline",
        "user_id:a%2F%E5%B0%8F/timeline": "timeline of user_id:a/小",
    }
    assert {path: client.get(f"/api/people/{path}").json() for path in told} == told
    assert client.get("/api/people/user_id:a/b").status_code == 404
    assert client.post("/api/people/user_id:a%2Fb").status_code == 405
    assert client.get("/api/people%2Fuser_id:a").status_code == 404


async def follow(request: Request) -> Response:
    code = request.path_params["code"]
    if code == "gone":
        raise HTTPException(410, "no more")
    return PlainTextResponse(code)


def test_a_plain_one_answers_takes_its_methods_only_and_what_it_raises_is_answered() -> None:
    app = FastAPI()
    app.router.routes.append(Route("/s/{code}", Plain(follow), methods=["GET"]))
    client = TestClient(app)
    answers = [client.get("/s/ab12"), client.post("/s/ab12"), client.get("/s/gone")]
    assert [one.status_code for one in answers] == [200, 405, 410]
    assert (answers[0].text, answers[2].json()) == ("ab12", {"detail": "no more"})
