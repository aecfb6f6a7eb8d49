"""The door: who may send, how a body may be packed, and what each request is answered."""

import asyncio
import base64
import gzip
import json
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from huoshui.channels.contract import MAX_BATCH_BYTES, MAX_BATCH_EVENTS, Arrival
from huoshui.events import collect, collect_body
from huoshui.events.contract import IntakeBusy, IntakeUnavailable, Receipt, Rejected, Source, SourceBusy

KEY = "wk_live_1"
LATE_KEY = "wk_rotated_in_a_moment_ago"
SHOP = Source(id=7, name="shop", channel="website")
TRACK = {"type": "track", "event": "A", "userId": "u1", "messageId": "m1"}


class RecordingIntake:
    """Keeps what is submitted; refuses when told to."""

    def __init__(self) -> None:
        self.taken: list[Arrival] = []
        self.ids: set[str] = set()
        self.refusal: Exception | None = None

    def source_of(self, write_key: str) -> Source | None:
        return SHOP if write_key == KEY else None

    async def source_of_new(self, write_key: str) -> Source | None:
        return SHOP if write_key == LATE_KEY else None

    async def submit(self, source: Source, arrivals: list[Arrival], *, received_at: int) -> Receipt:
        assert source is SHOP
        assert received_at > 0
        if self.refusal:
            raise self.refusal
        rejected = tuple(Rejected(one.index, one.message_id, *one.problem) for one in arrivals if one.problem)
        good = [one for one in arrivals if not one.problem and one.message_id not in self.ids]
        self.taken += good
        self.ids |= {one.message_id for one in good}
        return Receipt(len(good), len(arrivals) - len(good) - len(rejected), rejected)


@pytest.fixture
def intake() -> RecordingIntake:
    return RecordingIntake()


@pytest.fixture
async def client(intake: RecordingIntake) -> AsyncIterator[httpx2.AsyncClient]:
    app = Starlette(routes=collect.routes(lambda _: intake))  # type: ignore[arg-type,return-value]
    transport = httpx2.ASGITransport(app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://h.test:8000", auth=(KEY, "")) as client:
        yield client


@pytest.fixture
async def stranger(client: httpx2.AsyncClient) -> AsyncIterator[httpx2.AsyncClient]:
    client.auth = None
    return client


def batch(*items: Any, **more: Any) -> bytes:
    return json.dumps({"batch": items, **more}).encode()


class TestRoutes:
    @pytest.mark.parametrize("kind", ["identify", "track", "page", "screen", "group", "alias"])
    @pytest.mark.parametrize("spelling", [lambda kind: kind, lambda kind: kind[0], lambda kind: f"{kind}/"])
    async def test_take_each_kind_by_both_names(
        self, client: httpx2.AsyncClient, intake: RecordingIntake, kind: str, spelling: Callable[[str], str]
    ) -> None:
        answer = await client.post(f"/v1/{spelling(kind)}", json={"event": "A", "userId": "u1", "messageId": "m"})
        assert (answer.status_code, answer.content) == (200, b'{"success":true}')
        assert [(one.kind, one.message_id) for one in intake.taken] == [(kind, "m")]

    @pytest.mark.parametrize("path", ["/v1/batch", "/v1/b", "/v1/import", "/beacon/v1/batch"])
    async def test_take_batches(self, client: httpx2.AsyncClient, intake: RecordingIntake, path: str) -> None:
        answer = await client.post(path, content=batch(TRACK, {**TRACK, "messageId": "m2"}))
        assert (answer.status_code, answer.content) == (200, b'{"success":true}')
        assert [one.message_id for one in intake.taken] == ["m1", "m2"]

    @pytest.mark.parametrize("path", ["/v1/nothing", "/v1/", "/v1/a/b", "/pixel/v2/x", "/beacon/v2"])
    async def test_that_do_not_exist_are_answered_in_json(self, client: httpx2.AsyncClient, path: str) -> None:
        answer = await client.post(path, content=b"{}")
        assert answer.status_code == 404
        assert answer.json()["code"] == "NoSuchDoor"
        assert path in answer.json()["message"]

    @pytest.mark.parametrize(
        ("method", "path"),
        [("GET", "/v1/batch"), ("PUT", "/v1/t"), ("POST", "/v1/pixel/track"), ("DELETE", "/sourceConfig")],
    )
    async def test_with_a_wrong_method_say_which_is_right(
        self, client: httpx2.AsyncClient, method: str, path: str
    ) -> None:
        answer = await client.request(method, path)
        assert answer.status_code == 405
        assert answer.json()["code"] == "WrongMethod"
        assert answer.headers["allow"] == (
            "GET, OPTIONS" if path != "/v1/batch" and path != "/v1/t" else "POST, OPTIONS"
        )

    async def test_take_any_content_type(self, client: httpx2.AsyncClient) -> None:
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/octet-stream", ""):
            assert (
                await client.post("/v1/batch", content=batch(TRACK), headers={"Content-Type": kind})
            ).status_code == 200

    async def test_take_and_drop_what_sdks_measure_of_themselves(self, stranger: httpx2.AsyncClient) -> None:
        assert (await stranger.post("/v1/m", content=b"x")).status_code == 200


class TestWriteKey:
    @pytest.mark.parametrize(
        "how",
        [
            {"auth": (KEY, "")},
            {"auth": (KEY, "password")},
            {"headers": {"Authorization": "Basic " + base64.b64encode(KEY.encode()).decode().rstrip("=")}},
            {"headers": {"X-Write-Key": KEY}},
            {"params": {"writeKey": KEY}},
            {"content": batch(TRACK, writeKey=KEY)},
            {"content": batch(TRACK, writeKey=KEY), "headers": {"Authorization": "Bearer something"}},
            {"content": batch(TRACK, api_key=KEY)},
            {"content": batch(TRACK, token=KEY)},
            {"auth": (KEY, ""), "headers": {"X-Write-Key": "wrong"}, "params": {"writeKey": "wrong"}},
            {"headers": {"X-Write-Key": KEY}, "params": {"writeKey": "wrong"}},
            {"headers": {"X-Write-Key": KEY}, "content": batch(TRACK, writeKey="kid:***")},
            {"auth": (LATE_KEY, "")},
        ],
    )
    async def test_is_found_in_order(self, stranger: httpx2.AsyncClient, how: dict[str, Any]) -> None:
        answer = await stranger.post("/v1/batch", **{"content": batch(TRACK), **how})
        assert answer.status_code == 200, answer.text

    @pytest.mark.parametrize(
        ("how", "code"),
        [
            ({}, "NoWriteKey"),
            ({"auth": ("wrong", "")}, "UnknownWriteKey"),
            ({"auth": ("wrong", ""), "content": batch(TRACK, writeKey=KEY)}, "UnknownWriteKey"),
            ({"headers": {"Authorization": "Basic !!!"}}, "NoWriteKey"),
            ({"content": batch(TRACK, writeKey="wrong")}, "UnknownWriteKey"),
        ],
    )
    async def test_that_is_missing_or_wrong_is_refused(
        self, stranger: httpx2.AsyncClient, intake: RecordingIntake, how: dict[str, Any], code: str
    ) -> None:
        answer = await stranger.post("/v1/batch", **{"content": batch(TRACK), **how})
        assert (answer.status_code, answer.json()["code"]) == (401, code)
        assert intake.taken == []


class TestAnswer:
    async def test_names_what_was_set_aside_and_what_was_known(self, client: httpx2.AsyncClient) -> None:
        await client.post("/v1/batch", content=batch(TRACK))
        answer = await client.post(
            "/v1/batch", content=batch(TRACK, {**TRACK, "messageId": "m2", "event": ""}, {**TRACK, "messageId": "m3"})
        )
        assert answer.status_code == 200
        assert answer.json() == {
            "success": True,
            "stored": 1,
            "duplicates": 1,
            "rejected": [
                {"index": 1, "messageId": "m2", "code": "NoEventName", "message": "a track needs the name of its event"}
            ],
        }

    async def test_to_an_empty_batch_is_success(self, client: httpx2.AsyncClient) -> None:
        assert (await client.post("/v1/batch", content=b'{"batch":[]}')).json() == {"success": True}

    async def test_to_what_is_no_json_is_400(self, client: httpx2.AsyncClient) -> None:
        answer = await client.post("/v1/batch", content=b"{")
        assert (answer.status_code, answer.json()["code"]) == (400, "UnreadableBody")

    @pytest.mark.parametrize(
        ("refusal", "status", "wait"),
        [
            (IntakeBusy(retry_after=1), 503, "1"),
            (SourceBusy(retry_after=1), 429, "1"),
            (IntakeUnavailable(why="it is away", retry_after=10), 503, "10"),
        ],
    )
    async def test_under_pressure_says_when_to_come_back(
        self, client: httpx2.AsyncClient, intake: RecordingIntake, refusal: Exception, status: int, wait: str
    ) -> None:
        intake.refusal = refusal
        for answer in (
            await client.post("/v1/batch", content=batch(TRACK)),
            await client.get("/v1/pixel/track?userId=1&event=A"),
        ):
            assert (answer.status_code, answer.headers["retry-after"]) == (status, wait)
            assert answer.json()["code"] == type(refusal).__name__


class TestSize:
    async def test_of_a_batch_is_limited_in_bytes(self, client: httpx2.AsyncClient, intake: RecordingIntake) -> None:
        item = {**TRACK, "event": "x" * 200}
        fits = batch(*[{**item, "messageId": f"m{n}"} for n in range(1700)])
        fits += b" " * (MAX_BATCH_BYTES - len(fits))
        assert (await client.post("/v1/batch", content=fits)).status_code == 200
        assert len(intake.taken) == 1700
        answer = await client.post("/v1/batch", content=fits + b" ")
        assert (answer.status_code, answer.json()["code"]) == (413, "BodyTooLarge")
        assert len(intake.taken) == 1700

    async def test_of_a_batch_is_limited_in_events(self, client: httpx2.AsyncClient, intake: RecordingIntake) -> None:
        answer = await client.post("/v1/batch", content=batch(*[{"type": "track"}] * (MAX_BATCH_EVENTS + 1)))
        assert (answer.status_code, answer.json()["code"]) == (413, "TooManyEvents")
        assert intake.taken == []

    async def test_that_is_announced_beyond_reason_is_refused_unread(self, client: httpx2.AsyncClient) -> None:
        async def endless() -> AsyncIterator[bytes]:
            pytest.fail("nobody should read this")
            yield b""

        answer = await client.post("/v1/batch", content=endless(), headers={"Content-Length": str(10**12)})
        assert answer.status_code == 413

    async def test_without_an_announcement_is_read_no_further_than_reason(self, client: httpx2.AsyncClient) -> None:
        sent = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal sent
            while True:
                sent += 65536
                yield b" " * 65536

        answer = await client.post("/v1/batch", content=endless())
        assert answer.status_code == 413
        assert answer.headers["connection"] == "close"
        assert sent < 10_000_000

    async def test_of_all_bodies_together_is_limited(self) -> None:
        in_flight = collect_body.InFlight(most=10)
        with in_flight.body() as one, in_flight.body() as other:
            one.add(b"123456")
            other.add(b"1234")
            with pytest.raises(IntakeBusy):
                one.add(b"1")
        assert in_flight.held == 0

    async def test_that_comes_too_slowly_is_refused(
        self, client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(collect_body, "SLOWEST_SECONDS", 0.05)

        async def slow() -> AsyncIterator[bytes]:
            yield b"{"
            await asyncio.sleep(60)

        answer = await client.post("/v1/batch", content=slow())
        assert (answer.status_code, answer.json()["code"]) == (408, "BodyTooSlow")


class TestPacking:
    @pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}, {"Content-Type": "text/plain"}])
    async def test_is_known_by_header_or_first_bytes(self, client: httpx2.AsyncClient, headers: dict[str, str]) -> None:
        answer = await client.post("/v1/batch", content=gzip.compress(batch(TRACK)), headers=headers)
        assert answer.json() == {"success": True}

    async def test_may_be_announced_and_absent(self, client: httpx2.AsyncClient) -> None:
        answer = await client.post("/v1/batch", content=batch(TRACK), headers={"Content-Encoding": "gzip"})
        assert answer.json() == {"success": True}

    async def test_may_come_in_several_members_or_deflated(
        self, client: httpx2.AsyncClient, intake: RecordingIntake
    ) -> None:
        body = batch(TRACK)
        members = gzip.compress(body[:20]) + gzip.compress(body[20:])
        assert (await client.post("/v1/batch", content=members)).status_code == 200
        deflated = await client.post(
            "/v1/batch",
            content=zlib.compress(batch({**TRACK, "messageId": "m2"})),
            headers={"Content-Encoding": "deflate"},
        )
        assert deflated.json() == {"success": True}
        assert len(intake.taken) == 2

    @pytest.mark.parametrize(
        "bomb", [gzip.compress(b" " * 50_000_000, mtime=0), gzip.compress(b" " * 1_000_000, mtime=0) * 400]
    )
    async def test_that_swells_is_refused(self, client: httpx2.AsyncClient, bomb: bytes) -> None:
        assert len(bomb) < MAX_BATCH_BYTES
        answer = await client.post("/v1/batch", content=bomb)
        assert (answer.status_code, answer.json()["code"]) == (413, "BodyTooLarge")

    @pytest.mark.parametrize(
        ("content", "encoding"),
        [
            (gzip.compress(batch(TRACK), mtime=0)[:-9], "gzip"),
            (b"\x1f\x8bnonsense", "gzip"),
            (batch(TRACK), "br"),
            (b"xxx", "deflate"),
        ],
    )
    async def test_that_cannot_be_undone_is_400(
        self, client: httpx2.AsyncClient, content: bytes, encoding: str
    ) -> None:
        answer = await client.post("/v1/batch", content=content, headers={"Content-Encoding": encoding})
        assert (answer.status_code, answer.json()["code"]) == (400, "UnreadableBody")


class TestOtherOrigins:
    async def test_may_ask_before_they_send(self, stranger: httpx2.AsyncClient) -> None:
        headers = {
            "Origin": "https://shop.b.cn",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "anonymousid,authorization,content-type,sentat",
        }
        for path in ("/v1/t", "/v1/batch", "/sourceConfig/", f"/v1/projects/{KEY}/settings", "/v1/whatever"):
            answer = await stranger.options(path, headers=headers)
            assert answer.status_code == 200
            assert answer.headers["access-control-allow-origin"] == "https://shop.b.cn"
            assert answer.headers["access-control-allow-credentials"] == "true"
            assert answer.headers["access-control-allow-headers"] == "anonymousid,authorization,content-type,sentat"
            assert int(answer.headers["access-control-max-age"]) >= 7200

    async def test_may_read_answers_and_refusals(self, client: httpx2.AsyncClient) -> None:
        for content in (batch(TRACK), b"{"):
            answer = await client.post("/v1/batch", content=content, headers={"Origin": "null"})
            assert answer.headers["access-control-allow-origin"] == "null"
            assert answer.headers["vary"] == "Origin"

    async def test_are_not_mentioned_without_an_origin(self, client: httpx2.AsyncClient) -> None:
        assert "access-control-allow-origin" not in (await client.post("/v1/batch", content=batch(TRACK))).headers


class TestSettings:
    async def test_point_analytics_next_back_here(self, stranger: httpx2.AsyncClient) -> None:
        settings = (await stranger.get(f"/v1/projects/{KEY}/settings")).json()
        assert settings["integrations"]["Segment.io"]["apiKey"] == KEY
        assert settings["integrations"]["Segment.io"]["apiHost"] == "h.test:8000/v1"
        assert settings["integrations"]["Segment.io"]["protocol"] == "http"
        assert settings["metrics"]["sampleRate"] == 0

    async def test_tell_rudderstack_that_its_source_is_on(self, stranger: httpx2.AsyncClient) -> None:
        for path in ("/sourceConfig", "/sourceConfig/"):
            source = (await stranger.get(path, params={"writeKey": KEY, "p": "npm"})).json()["source"]
            assert (source["enabled"], source["writeKey"], source["destinations"]) == (True, KEY, [])

    async def test_are_for_known_keys_only(self, stranger: httpx2.AsyncClient) -> None:
        assert (await stranger.get("/v1/projects/wrong/settings")).status_code == 401
        assert (await stranger.get("/sourceConfig/")).status_code == 401


class TestPixel:
    async def test_takes_base64_json(self, stranger: httpx2.AsyncClient, intake: RecordingIntake) -> None:
        message = json.dumps({"writeKey": KEY, "userId": "u1", "event": "Email Opened", "properties": {"主题": "早"}})
        data = base64.b64encode(message.encode()).decode().rstrip("=")
        answer = await stranger.get("/v1/pixel/track", params={"data": data})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/gif")
        assert answer.content.startswith(b"GIF89a")
        assert [(one.name, one.properties.decode()) for one in intake.taken] == [("Email Opened", '{"主题":"早"}')]

    async def test_takes_a_flat_query(self, stranger: httpx2.AsyncClient, intake: RecordingIntake) -> None:
        query = {
            "writeKey": KEY,
            "anonymousId": "a1",
            "event": "Opened",
            "properties.subject": "Hi",
            "context.campaign.source": "weibo",
        }
        assert (await stranger.get("/pixel/v1/track", params=query)).status_code == 200
        (arrival,) = intake.taken
        assert (arrival.identifiers, arrival.properties, arrival.channel) == (
            [("anonymous", "a1")],
            b'{"subject":"Hi"}',
            "weibo",
        )

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ({}, "NoWriteKey"),
            ({"writeKey": "wrong"}, "UnknownWriteKey"),
            ({"writeKey": KEY, "data": "%%%"}, "UnreadableBody"),
            ({"writeKey": KEY, "userId": "u1"}, "NoEventName"),
            ({"writeKey": KEY, "a": "1", "a.b": "2"}, "NoIdentifier"),
        ],
    )
    async def test_stays_a_picture_and_tells_who_looks(
        self, stranger: httpx2.AsyncClient, intake: RecordingIntake, query: dict[str, str], code: str
    ) -> None:
        answer = await stranger.get("/v1/pixel/track", params=query)
        assert (answer.status_code, answer.headers["content-type"], answer.headers["x-refused"]) == (
            200,
            "image/gif",
            code,
        )
        assert intake.taken == []
