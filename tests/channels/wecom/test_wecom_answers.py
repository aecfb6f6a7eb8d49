"""Answers of every shape that WeCom, or something on the way to it, may give."""

from collections.abc import Callable

import msgspec
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from huoshui.channels.wecom.failures import (
    OutcomeUnknown,
    Unintelligible,
    Unreachable,
)
from huoshui.channels.wecom.shapes import contacts, groups, sends, staff, tags
from tests.channels.wecom.conftest import World, ids, served

SHAPES = [
    shape
    for module in (contacts, groups, sends, staff, tags)
    for shape in vars(module).values()
    if isinstance(shape, type) and issubclass(shape, msgspec.Struct) and not issubclass(shape, sends.Attachment)
]


def answering(answer: Callable[[], Response], token: dict[str, object] | None = None) -> Starlette:
    """A platform that gives tokens and one answer."""

    async def answered(request: Request) -> Response:
        if request.url.path.endswith("gettoken"):
            return JSONResponse({"access_token": "t", "expires_in": 7200} if token is None else token)
        return answer()

    return Starlette(routes=[Route("/cgi-bin/{path:path}", answered, methods=["GET", "POST"])])


class TestAnswers:
    @pytest.mark.parametrize(
        ("answer", "heard"),
        [
            ({}, []),
            ({"errcode": 0, "external_contact_list": None, "next_cursor": None}, []),
            ({"errcode": "0", "external_contact_list": [], "fail_info": {"unlicensed_userid_list": ["a"]}}, []),
            ({"errcode": 0, "external_contact_list": [{"external_contact": {"external_userid": "wm1"}}]}, ["wm1"]),
            (
                {
                    "external_contact_list": [
                        None,
                        {
                            "external_contact": {
                                "external_userid": "wm1",
                                "type": "1",
                                "brand_new": {"x": 1},
                                "name": None,
                            },
                            "follow_info": {"add_way": 999, "createtime": "1795296001", "tag_id": None},
                        },
                    ]
                },
                ["wm1"],
            ),
        ],
    )
    async def test_are_read_tolerantly(self, world: World, answer: object, heard: list[str]) -> None:
        async with served(answering(lambda: JSONResponse(answer))) as url:
            assert await ids(world.wecom(url=url)) == heard

    async def test_of_another_shape_are_told(self, world: World) -> None:
        async with served(answering(lambda: JSONResponse({"external_contact_list": "none"}))) as url:
            with pytest.raises(Unintelligible, match="external_contact_list"):
                await ids(world.wecom(url=url))

    async def test_of_a_gateway_are_none(self, world: World) -> None:
        async with served(answering(lambda: Response("<html>502</html>", 502))) as url:
            with pytest.raises(Unreachable, match="HTTP 502"):
                await ids(world.wecom(url=url))
            with pytest.raises(OutcomeUnknown, match="HTTP 502"):
                await world.wecom(url=url).live_codes.add(users=["zhangsan"])

    @pytest.mark.parametrize("answer", [{"errcode": []}, {"errcode": "no"}, [], "ok"])
    async def test_without_a_code_that_can_be_read_are_none(self, world: World, answer: object) -> None:
        async with served(answering(lambda: JSONResponse(answer))) as url:
            with pytest.raises((Unintelligible, Unreachable)):
                await ids(world.wecom(url=url))

    @pytest.mark.parametrize("token", [{}, {"access_token": ""}, {"access_token": None, "expires_in": 7200}])
    async def test_without_a_token_are_none(self, world: World, token: dict[str, object]) -> None:
        async with served(answering(lambda: JSONResponse({}), token=token)) as url:
            with pytest.raises(Unintelligible, match="access_token"):
                await ids(world.wecom(url=url))
        assert await world.keeper.kept(f"token:{world.caller().app.name}") is None

    @pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__name__)
    def test_with_nothing_in_them_are_of_every_shape(self, shape: type[msgspec.Struct]) -> None:
        assert msgspec.convert({}, shape) == shape()

    async def test_that_turn_in_circles_are_left(self, world: World) -> None:
        page = {"external_contact_list": [{"external_contact": {"external_userid": "wm1"}}], "next_cursor": "same"}
        async with served(answering(lambda: JSONResponse(page))) as url:
            assert await ids(world.wecom(url=url)) == ["wm1", "wm1"]
