"""The HTTP API as it is written down: current, and never broken by whatever fits, or does not fit, the description."""

import functools
import itertools
import json
import re
import warnings
from pathlib import Path
from typing import Any

import httpx2
import pytest
import schemathesis
from argon2 import PasswordHasher
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from huoshui.access import credentials
from tests.world.application import application

from .bodies import FORMATS, Walk
from .world import House

WRITTEN = Path(__file__).parents[2] / "docs" / "openapi.json"
DESCRIPTION = application().openapi()
ENDLESS = {"GET /api/events/tail"}
"""Streams that end when the listener goes."""


def operations() -> dict[str, Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = (one.ok() for one in schemathesis.openapi.from_dict(DESCRIPTION).get_all_operations())
        return {one.label: one for one in found if one.label not in ENDLESS}


def schemas_in(label: str) -> set[str]:
    """The schemas that a body is made of, and those that they are made of."""
    method, _, path = label.partition(" ")
    found: set[str] = set()
    waiting = [DESCRIPTION["paths"][path][method.lower()].get("requestBody", {})]
    while waiting:
        named = set(re.findall(r'#/components/schemas/([^"]+)"', json.dumps(waiting.pop()))) - found
        found |= named
        waiting += [DESCRIPTION["components"]["schemas"][name] for name in named]
    return found


@functools.cache
def cases(label: str, mode: GenerationMode) -> Any:
    """Read the description of one door once for all its examples, which is half of what they cost."""
    return OPERATIONS[label].as_strategy(generation_mode=mode)


OPERATIONS = operations()
GREAT = {label for label in OPERATIONS if len(schemas_in(label)) > 20}
"""Bodies that are whole languages, which take schemathesis seconds each; `Walk` makes them up."""
DATED = {
    label
    for label in OPERATIONS
    if any('"format": "date' in json.dumps(DESCRIPTION["components"]["schemas"][name]) for name in schemas_in(label))
}
"""Bodies with days or moments in them; schemathesis seldom thinks of the ends of the calendar."""


def dates_in(label: str) -> dict[str, tuple[str, ...]]:
    """The days and moments that a door can be asked about, and what stands for each."""
    method, _, path = label.partition(" ")
    asked = DESCRIPTION["paths"][path][method.lower()].get("parameters", ())
    formats = {one["name"]: re.search(r'"format": "(date|date-time)"', json.dumps(one["schema"])) for one in asked}
    return {name: FORMATS[found[1]] for name, found in formats.items() if found}


class TestFile:
    def test_is_current(self):
        assert json.loads(WRITTEN.read_text("utf-8")) == DESCRIPTION, "run `make openapi` and read the difference"


class TestDescription:
    @pytest.mark.parametrize("label", OPERATIONS)
    def test_says_what_each_door_does(self, label):
        method, _, path = label.partition(" ")
        operation = DESCRIPTION["paths"][path][method.lower()]
        assert operation["description"].strip().endswith(".")

    def test_names_each_operation_once(self):
        ids = [one["operationId"] for path in DESCRIPTION["paths"].values() for one in path.values()]
        assert len(ids) == len(set(ids))


class TestDoors:
    @pytest.fixture(autouse=True)
    def _quick_hashes(self, monkeypatch):
        monkeypatch.setattr(credentials, "_hasher", PasswordHasher(time_cost=1, memory_cost=256, parallelism=1))

    @pytest.mark.filterwarnings("ignore")
    @pytest.mark.parametrize("label", sorted(OPERATIONS.keys() - GREAT))
    @settings(max_examples=10, suppress_health_check=list(HealthCheck), database=None)
    @given(data=st.data())
    async def test_never_break(self, house: House, label, data):
        await self._holds(house, label, data)

    @pytest.mark.parametrize("label", sorted(GREAT | DATED))
    @settings(max_examples=12, suppress_health_check=list(HealthCheck), database=None)
    @given(chance=st.randoms(use_true_random=False), weeds=st.sampled_from([0, 0.02, 0.2]))
    async def test_never_break_whatever_language_they_speak(self, house: House, label, chance, weeds):
        method, _, path = label.partition(" ")
        content = DESCRIPTION["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]
        body = Walk(DESCRIPTION["components"]["schemas"], chance, weeds=weeds).body(content["schema"])
        written = json.dumps(body, allow_nan=False).encode()
        headers = {"Content-Type": "application/json"}
        well(await house.browsers["local"].request(method, house.filled(path), content=written, headers=headers), path)

    @pytest.mark.parametrize("label", [label for label in OPERATIONS if dates_in(label)])
    async def test_know_the_ends_of_the_calendar(self, house: House, label):
        method, _, path = label.partition(" ")
        dates = dates_in(label)
        for chosen in itertools.product(*((None, *some) for some in dates.values())):
            query = {name: date for name, date in zip(dates, chosen, strict=True) if date}
            well(await house.browsers["local"].request(method, house.filled(path), params=query), path)

    async def _holds(self, house: House, label: str, data: st.DataObject) -> None:
        mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
        case = data.draw(cases(label, mode))
        if case.path_parameters and data.draw(st.booleans()):
            case.path_parameters |= {
                name: house.arguments.get(name, value) for name, value in case.path_parameters.items()
            }
        well(await send(house.browsers["local"], case), label.partition(" ")[2])

    @pytest.mark.parametrize("label", [label for label, one in OPERATIONS.items() if one.path_parameters or one.query])
    async def test_refuse_the_character_that_no_store_keeps(self, house: House, label):
        method, _, path = label.partition(" ")
        operation = DESCRIPTION["paths"][path][method.lower()]
        for chosen in operation["parameters"]:
            if chosen["in"] in {"path", "query"}:
                where = {"path": path, "query": f"{path}?"}[chosen["in"]]
                if chosen["in"] == "path":
                    where = where.replace(f"{{{chosen['name']}}}", "phone:%00")
                else:
                    where += f"{chosen['name']}=%00"
                answer = await house.browsers["local"].request(method, house.filled(where))
                assert answer.status_code < 500, f"{chosen['name']}: {answer.text}"


def well(answer: httpx2.Response, path: str) -> None:
    """See to it that nothing broke, and that a refusal says what it is."""
    assert answer.status_code < 500, answer.text
    if path.startswith("/api") and answer.status_code >= 400:
        body = answer.json()
        assert body.keys() == {"code", "message", "facts"}
        assert body["code"]
        assert body["message"]


async def send(client: httpx2.AsyncClient, case: Any) -> httpx2.Response:
    """Send a case of schemathesis, which speaks requests, in our own client, on the loop of the platform."""
    asked = case.as_transport_kwargs(base_url=str(client.base_url))
    headers = {
        name: value
        for name, value in (asked.get("headers") or {}).items()
        if name.lower() not in {"authorization", "cookie"}
    }
    content = asked.get("data")
    if isinstance(content, str):
        content = content.encode(errors="surrogatepass")
    try:
        request = client.build_request(
            asked["method"],
            asked["url"],
            params=asked.get("params"),
            headers={name: value.encode("latin-1", "replace") for name, value in headers.items()},
            **({"json": asked["json"]} if "json" in asked else {}),
            **(
                {"files": asked["files"], "data": content}
                if asked.get("files")
                else {"content": content}
                if content
                else {}
            ),
        )
    except (httpx2.InvalidURL, UnicodeError, TypeError, ValueError):
        return httpx2.Response(204)  # cannot be sent at all
    return await client.send(request)
