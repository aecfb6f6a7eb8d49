"""The desk: questions through the API, who is behind a figure, what is remembered, what ends a question."""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from huoshui.access import operations as access
from huoshui.access.contract import LOCAL, UnitKind
from huoshui.app import warming
from huoshui.app.platform import Platform
from huoshui.bedrock import clock, shelf
from huoshui.insight.desk import kinds, queries, usual
from huoshui.insight.desk.answers import Answers
from huoshui.insight.questions.asking import Asking, Limits
from huoshui.insight.questions.errors import QueryTooLarge, QueryTooSlow, TooManyQuestions
from tests.conftest import LiveServer

from . import world

Tell = Callable[..., Awaitable[None]]
VIEWED = {"event": "Product Viewed"}
TRENDS = {
    "kind": "trends", "period": {"from": "2026-10-01", "to": "2026-10-03"},
    "series": [{"events": ["Product Viewed"], "measure": "people"}],
}  # fmt: skip
GUIDE = Path(__file__).parents[3] / "docs" / "howto" / "analyses.md"
ENDLESS = "SELECT count() FROM numbers(9000000000) WHERE sipHash64(number) = 1"


@pytest.fixture
async def tell(client: httpx2.AsyncClient, platform: Platform) -> Tell:
    source = (await client.post("/api/sources", json={"name": "shop", "channel": "website"})).json()
    await platform.intake.refresh()

    async def told(*batch: dict[str, Any]) -> None:
        body = {"batch": [{"timestamp": "2026-10-01T04:00:00Z", "type": "track", **one} for one in batch]}
        answer = await client.post(
            "/v1/batch", json=body, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        assert answer.status_code == 200, answer.text
        await platform.settle()

    return told


async def ask(client: httpx2.AsyncClient, question: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await client.post("/api/insight/questions", json={"question": question, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def running(platform: Platform, tag: str) -> bool:
    return await queries.is_in_engine(platform.clickhouse, tag)


async def until(condition: Callable[[], Awaitable[bool]], *, seconds: float = 10) -> None:
    """Wait for it; how long that takes on a busy machine is not what is tested."""
    deadline = time.monotonic() + seconds
    while not await condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trends that the engine would never be done with."""

    async def answer(_asked: Any, asking: Asking) -> Any:
        await asking.rows(ENDLESS, {})

    monkeypatch.setitem(kinds.BY_NAME, "trends", replace(kinds.BY_NAME["trends"], answer=answer))


class TestAnswers:
    async def test_say_what_they_are_made_of(self, client: httpx2.AsyncClient, tell: Tell) -> None:
        later = {**VIEWED, "timestamp": "2026-10-01T17:00:00Z"}
        await tell({**VIEWED, "userId": "a"}, {**VIEWED, "userId": "b"}, {**later, "userId": "a"})
        answer = await ask(client, TRENDS)
        (line,) = answer["result"]["lines"]
        assert [point["figure"]["value"] for point in line["points"]] == [2, 1]
        assert (line["people"], line["total"]) == (2, {"numerator": 2, "denominator": 1, "value": 2})
        (statement,) = answer["statements"]
        assert (answer["rows_read"], statement["rows_read"], answer["causal"]) == (3, 3, False)
        assert "Product Viewed" not in statement["sql"]
        assert ["Product Viewed"] in statement["parameters"].values()
        assert answer["question"]["zone"] == "Asia/Shanghai"
        assert answer["freshness"]["newest_event_at"]

    async def test_lead_to_people_and_to_a_segment_of_the_same_people(
        self, client: httpx2.AsyncClient, tell: Tell
    ) -> None:
        await tell(*({**VIEWED, "userId": f"u{number}"} for number in range(5)), {"event": "签到", "userId": "x"})
        cell = (await ask(client, TRENDS))["result"]["lines"][0]["points"][0]["cell"]
        found, after, count = [], "", None
        while after is not None:
            body = {"question": TRENDS, "cell": cell, "after": after, "limit": 2}
            page = (await client.post("/api/insight/questions/people", json=body)).json()
            count = count or page["count"]
            assert (page["sample"] is None) == bool(after)
            found, after = found + page["people"], page["next"]
        assert (len(found), count) == (5, 5)
        said = (await client.post("/api/insight/questions/segment", json={"question": TRENDS, "cell": cell})).json()
        people = (await client.post("/api/segments/people", json={"segment": said["definition"]})).json()["people"]
        assert people == sorted(found)

    async def test_are_of_a_stored_segment_as_it_is_now(self, client: httpx2.AsyncClient, tell: Tell) -> None:
        await tell({**VIEWED, "userId": "known"}, {**VIEWED, "anonymousId": "x"})
        known = {"version": 1, "where": {"kind": "known"}}
        await client.post("/api/segments", json={"name": "会员", "definition": known})
        asked = {**TRENDS, "people": "会员", "breakdown": {"by": "segments", "segments": ["会员", known]}}
        lines = (await ask(client, asked))["result"]["lines"]
        assert [(line["group"], line["people"]) for line in lines] == [("会员", 1), ("#2", 1)]
        assert (await ask(client, {**TRENDS, "people": "会员"}))["result"]["lines"][0]["people"] == 1
        not_known = {"version": 1, "where": {"kind": "bucket", "salt": "s", "to": 10_000}}
        await client.put("/api/segments/会员", json={"definition": not_known, "version": 1})
        assert (await ask(client, {**TRENDS, "people": "会员"}))["result"]["lines"][0]["people"] == 2

    async def test_show_a_dealer_its_own_people_only(
        self, client: httpx2.AsyncClient, platform: Platform, tell: Tell
    ) -> None:
        async with platform.postgres.transaction() as session:
            for code in ("S1", "S2"):
                await access.create_unit(
                    session, viewer=LOCAL, code=code, name=code, kind=UnitKind.STORE, parent=None, now=clock.now()
                )
        await tell(
            {"type": "identify", "userId": "a", "traits": {"store": "S1", "city": "沪"}}, {**VIEWED, "userId": "a"},
            {"type": "identify", "userId": "b", "traits": {"store": "S2", "city": "京"}}, {**VIEWED, "userId": "b"},
        )  # fmt: skip
        wanted = {"name": "s1", "permissions": ["people.read", "reports.read"], "units": ["S1"]}
        own = {"Authorization": f"Bearer {(await client.post('/api/tokens', json=wanted)).json()['token']}"}
        asked = {**TRENDS, "breakdown": {"by": "trait", "trait": "city"}}
        assert {line["group"] for line in (await ask(client, asked))["result"]["lines"]} == {"沪", "京"}
        mine = (await client.post("/api/insight/questions", json={"question": asked}, headers=own)).json()
        assert [(line["group"], line["people"]) for line in mine["result"]["lines"]] == [("沪", 1)]
        body = {"question": TRENDS, "cell": {}}
        found = (await client.post("/api/insight/questions/people", json=body, headers=own)).json()
        assert (found["count"], len(found["sample"])) == (1, 1)

    @pytest.mark.parametrize(
        ("change", "where"),
        [
            ({"kind": "guess"}, "kind"), ({"period": {"from": "2026-10-03", "to": "2026-10-03"}}, "period"),
            ({"zone": "Mars/Base"}, "zone"), ({"series": []}, "series"), ({"shade": "red"}, "shade"),
            ({"series": [{"measure": "sum"}]}, "series"), ({"version": 2}, "version"),
        ],
    )  # fmt: skip
    async def test_refuse_what_cannot_be_read(
        self, client: httpx2.AsyncClient, change: dict[str, Any], where: str
    ) -> None:
        refused = await client.post("/api/insight/questions", json={"question": {**TRENDS, **change}})
        assert (refused.status_code, refused.json()["code"]) == (422, "Unfit")
        assert where in refused.text

    async def test_can_be_asked_by_the_schema(self, client: httpx2.AsyncClient) -> None:
        schema = (await client.get("/api/insight/schema")).json()
        named = {one["kind"] for one in (await client.get("/api/insight/kinds")).json()}
        assert named == set(schema["discriminator"]["mapping"])
        assert named >= {
            "trends",
            "funnel",
            "retention",
            "paths",
            "distribution",
            "stickiness",
            "life_cycle",
            "intervals",
        }

    async def test_are_given_to_the_questions_of_the_guide(self, client: httpx2.AsyncClient) -> None:
        questions = [
            json.loads(block) for block in re.findall(r"```json\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
        ]
        assert {one["kind"] for one in questions} == {
            "trends", "funnel", "retention", "paths", "distribution", "stickiness", "life_cycle", "intervals",
        }  # fmt: skip
        for question in questions:
            assert (await ask(client, question))["result"]["kind"] == question["kind"]


class TestMemory:
    async def test_keeps_an_answer_as_long_as_its_data_is_the_same(
        self, client: httpx2.AsyncClient, tell: Tell
    ) -> None:
        await tell({**VIEWED, "userId": "a"}, {**VIEWED, "userId": "a", "timestamp": "2026-08-01T04:00:00Z"})

        async def kept() -> bool:
            return bool((await ask(client, TRENDS))["cached"])

        await until(kept)  # within seconds of the last reload of who is whose nothing is
        first = await ask(client, TRENDS)
        assert (first["cached"], first["result"]["lines"][0]["people"]) == (True, 1)
        await tell({**VIEWED, "userId": "a", "timestamp": "2026-08-02T04:00:00Z"})  # nobody new, another month
        assert await kept()
        await tell({**VIEWED, "userId": "b"})
        anew = await ask(client, TRENDS)
        assert (anew["cached"], anew["result"]["lines"][0]["people"]) == (False, 2)
        assert anew["data_version"] != first["data_version"]

    async def test_tells_an_old_answer_only_where_a_new_one_takes_long(
        self, client: httpx2.AsyncClient, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def people() -> int:
            return int((await ask(client, TRENDS, max_age_s=600))["result"]["lines"][0]["people"])

        monkeypatch.setattr(shelf, "SLOW_S", 60)
        await tell({**VIEWED, "userId": "a"})
        assert await people() == 1
        await tell({**VIEWED, "userId": "b"})
        assert await people() == 2
        monkeypatch.setattr(shelf, "SLOW_S", 0)
        await tell({**VIEWED, "userId": "c"})
        assert await people() == 2

    async def test_never_tells_what_other_rules_answered(
        self, client: httpx2.AsyncClient, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, "SLOW_S", 0)
        question = {"kind": "layers", "layering": "aipl", "period": {"from": "2026-10-01", "to": "2026-10-03"}}

        async def interested() -> int:
            lines = (await ask(client, question, max_age_s=600))["result"]["levels"]
            return int(next(line for line in lines if line["level"] == "I1")["people"])

        await tell({**VIEWED, "userId": "a"})
        assert await interested() == 1
        await tell({**VIEWED, "userId": "b"})
        assert await interested() == 1
        rules = (await client.get("/api/layers/aipl")).json()["definition"]
        assert (await client.put("/api/layers/aipl", json={"definition": rules, "version": 0})).is_success
        assert await interested() == 2

    async def test_is_bounded_and_gives_up_the_oldest(self, platform: Platform) -> None:
        answers = Answers(most_bytes=40_000)
        async with world.asking(platform) as asking:
            asked = world.question(**TRENDS)
            answer = await queries.ask(asked, asking, Answers())
        for number in range(100):
            answers.keep(f"k{number}", answer)
            assert answers.kept_bytes <= 40_000
        assert answers.get("k0") is None
        assert answers.get("k99") == answer


class TestWarming:
    async def test_works_out_anew_what_somebody_looks_at_before_they_look_again(
        self, client: httpx2.AsyncClient, platform: Platform, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, "SLOW_S", 0)
        monkeypatch.setattr(shelf, "OLD", timedelta(0))
        platform.answers = Answers()
        await tell({**VIEWED, "userId": "a"})
        await ask(client, TRENDS)  # whoever wants the newest each time is not waited for
        assert not await warming.warm(platform)
        await ask(client, TRENDS, max_age_s=600)
        await tell({**VIEWED, "userId": "b"})
        assert (await ask(client, TRENDS, max_age_s=600))["result"]["lines"][0]["people"] == 1
        assert await warming.warm(platform)
        again = await ask(client, TRENDS, max_age_s=600)
        assert (again["cached"], again["result"]["lines"][0]["people"]) == (True, 2)

    async def test_keeps_what_is_known_over_a_restart_until_segments_are_others(
        self, client: httpx2.AsyncClient, platform: Platform, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shelf, "SLOW_S", 0)
        where = {"kind": "did", "events": ["Product Viewed"]}
        stored = {"name": "看过", "definition": {"version": 1, "where": where}}
        assert (await client.post("/api/segments", json=stored)).is_success
        asked = {**TRENDS, "people": "看过", "period": {"last_days": 1000}}
        await tell({**VIEWED, "userId": "a"})
        first = await ask(client, asked, max_age_s=600)
        async with platform.postgres.transaction() as session:
            await session.execute(text("UPDATE kept_figures SET worked_out_at = worked_out_at - interval '3 days'"))
        await tell({**VIEWED, "userId": "b"})
        platform.answers = Answers()  # as after a restart
        known = await client.post("/api/insight/questions", json={"question": asked, "max_age_s": 600, "known": True})
        assert known.json() == first
        assert 3 * 86_400 <= int(known.headers["Age"]) <= 3 * 86_400 + 60
        anew = await client.post("/api/insight/questions", json={"question": asked, "max_age_s": 600})
        assert (anew.headers["Age"], anew.json()["result"]["lines"][0]["people"]) == ("0", 2)
        changed = {"definition": {"version": 1, "where": {"kind": "not", "of": where}}, "version": 1}
        assert (await client.put("/api/segments/看过", json=changed)).is_success
        platform.answers = Answers()
        other = await client.post("/api/insight/questions", json={"question": asked, "max_age_s": 600, "known": True})
        assert (other.headers["Age"], other.json()["result"]["lines"][0]["people"]) == ("0", 0)

    async def test_begins_once_there_is_much_to_count(
        self, platform: Platform, tell: Tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await tell({**VIEWED, "userId": "a"})
        await warming.begin(platform)
        assert not await warming.warm(platform)
        monkeypatch.setattr(warming, "MANY", 1)
        await warming.begin(platform)
        assert await warming.warm(platform)

    async def test_waits_while_somebody_else_does(self, platform: Platform) -> None:
        await platform.shelf.want([usual.QUESTIONS[0]], now=clock.now())
        async with platform.answers.turn("somebody"):
            assert not await warming.warm(platform)
        assert await warming.warm(platform)
        assert not await warming.warm(platform)


class TestEnding:
    async def test_by_delete_answers_who_asked_and_ends_the_query(
        self, client: httpx2.AsyncClient, platform: Platform, endless: None
    ) -> None:
        asked = asyncio.create_task(client.post("/api/insight/questions", json={"question": TRENDS, "id": "mine"}))
        tag = f"insight:{b'local'.hex()}:mine"
        await until(lambda: running(platform, tag))
        assert (await client.delete("/api/insight/questions/mine")).status_code == 204
        refused = await asked
        assert (refused.status_code, refused.json()["code"]) == (409, "QueryCancelled")
        assert not await running(platform, tag)
        assert (await client.delete("/api/insight/questions/mine")).json()["code"] == "NoSuchQuestion"

    async def test_by_going_away_ends_the_query(self, live_server: LiveServer, endless: None) -> None:
        body = json.dumps({"question": TRENDS, "id": "gone"}).encode()
        _, writer = await asyncio.open_connection(live_server.host, live_server.port)
        head = (
            f"POST /api/insight/questions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {live_server.platform.local_token}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        tag = f"insight:{b'local'.hex()}:gone"
        await until(lambda: running(live_server.platform, tag))
        writer.close()
        await writer.wait_closed()

        async def over() -> bool:
            return not await running(live_server.platform, tag)

        await until(over)

    async def test_is_not_for_others(self, client: httpx2.AsyncClient, platform: Platform, endless: None) -> None:
        asked = asyncio.create_task(client.post("/api/insight/questions", json={"question": TRENDS, "id": "mine"}))
        await until(lambda: running(platform, f"insight:{b'local'.hex()}:mine"))
        made = await client.post("/api/tokens", json={"name": "other", "permissions": ["reports.read"]})
        other = {"Authorization": f"Bearer {made.json()['token']}"}
        refused = await client.delete("/api/insight/questions/mine", headers=other)
        assert refused.json()["code"] == "NoSuchQuestion"
        await client.delete("/api/insight/questions/mine")
        assert (await asked).status_code == 409


class TestLimits:
    async def test_of_time_rows_and_memory_end_with_a_refusal(self, platform: Platform) -> None:
        many = "SELECT uniqExact(number) FROM numbers(5000000)"
        for limits, sql, refusal, fact in (
            (Limits(seconds=1), ENDLESS, QueryTooSlow, "seconds"),
            (Limits(rows=1000), "SELECT count() FROM numbers(5000000) WHERE number % 7 = 1", QueryTooLarge, "what"),
            (Limits(memory_bytes=20 << 20), many, QueryTooLarge, "what"),
            (Limits(answer_rows=10), "SELECT number FROM numbers(5000)", QueryTooLarge, "what"),
        ):
            async with world.asking(platform) as asking:
                asking.limits = limits
                with pytest.raises(refusal) as refused:
                    await asking.rows(sql, {})
                assert refused.value.facts[fact], sql

    async def test_let_large_groups_go_to_disk(self, platform: Platform) -> None:
        sql = "SELECT count() FROM (SELECT number % 3000000 AS k, groupArray(number) FROM numbers(6000000) GROUP BY k)"
        async with world.asking(platform) as asking:
            asking.limits = Limits(memory_bytes=400 << 20)
            assert await asking.rows(sql, {}) == [(3_000_000,)]

    async def test_of_how_many_are_asked_at_once(self) -> None:
        answers = Answers(at_once=1)
        inside, most = 0, 0

        async def work(number: int) -> None:
            nonlocal inside, most
            async with answers.turn(f"q{number}"):
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0.01)
                inside -= 1

        waiting = [asyncio.create_task(work(number)) for number in range(51)]
        await asyncio.sleep(0)
        with pytest.raises(TooManyQuestions):
            await work(99)
        assert answers.cancel("q50")
        await asyncio.gather(*waiting, return_exceptions=True)
        assert (most, waiting[50].cancelled(), answers.is_running("q0")) == (1, True, False)
