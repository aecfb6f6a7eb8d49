"""The door of intimacy: one person and why, everybody as of the last whole run, fits kept and rolled back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import numpy as np
import pytest

from huoshui.app.platform import Platform
from huoshui.audiences.intimacy import operations, queries, tasks, warehouse
from huoshui.audiences.intimacy.contract.values import Outcome, RunState, Task
from huoshui.audiences.intimacy.operations import fitting
from huoshui.audiences.intimacy.rules.scale import BEGINNING
from huoshui.bedrock import clock
from tests.audiences.conftest import asks, tell

__all__ = ["asks", "tell"]


def ago(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).isoformat()


def told(who: str, event: str, days: float, **properties: Any) -> dict[str, Any]:
    return {"type": "track", "userId": who, "event": event, "properties": properties, "timestamp": ago(days)}


WARM = [
    told("warm", "Contact Added", 40, staff_id="ann"),
    told("warm", "Message Sent", 20, staff_id="ann", kind="marketing"),
    told("warm", "Message Replied", 19, staff_id="ann"),
    told("warm", "Consultation Started", 9, staff_id="ann"),
    told("warm", "Message Sent", 8.9, staff_id="ann", kind="service"),
    told("warm", "Moment Interacted", 8, staff_id="ann"),
    told("warm", "Order Completed", 5, order_id="E1", total=100),
]
COLD = [
    told("cold", "Contact Added", 40, staff_id="ann"),
    *(told("cold", "Message Sent", n, staff_id="ann") for n in (9, 6, 3)),
]


async def run(client: httpx2.AsyncClient, platform: Platform, task: str = "score") -> dict[str, Any]:
    asked = await client.post("/api/intimacy/runs", json={"task": task})
    assert asked.status_code == 202, asked.text
    await tasks.work_off(platform)
    done: dict[str, Any] = (await client.get(f"/api/intimacy/runs/{asked.json()['run']}")).json()
    return done


async def person(client: httpx2.AsyncClient, who: str) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"/api/intimacy/people/user_id:{who}")).json()
    return found


class TestOnePerson:
    async def test_is_explained_by_parts_that_add_up_and_by_the_events_behind_them(
        self, client: httpx2.AsyncClient, tell
    ) -> None:
        await tell(*WARM, *COLD)
        warm, cold = await person(client, "warm"), await person(client, "cold")
        score = warm["score"]
        assert score["score"] > 80 > 50 > cold["score"]["score"]
        assert score["z"] == pytest.approx(sum(part["z"] for part in score["parts"]))
        for part in score["parts"]:
            assert part["z"] == pytest.approx(sum(line["z"] for line in part["signals"]))
        times = {line["signal"]: line["times"] for part in score["parts"] for line in part["signals"]}
        assert times == dict.fromkeys(["befriended", "answered", "asked", "served", "cared", "paid", "pushed"], 1)
        assert (warm["answered"]["value"], warm["served"]["value"], cold["answered"]["value"]) == (1, 1, 0)
        assert [one["staff"] for one in warm["relations"]] == ["ann"]
        assert warm["model"] == {"version": 0, "label": "default weights"}
        actions = [one["action"] for one in warm["suggestions"]]
        assert "buy_again" in actions
        assert not {"buy", "befriend"} & set(actions)
        assert warm["trust"] is None

    async def test_who_deleted_us_stands_still_and_is_asked_for_nothing(self, client: httpx2.AsyncClient, tell) -> None:
        await tell(
            *WARM, told("warm", "Contact Deleted Staff", 2, staff_id="ann"), told("warm", "Mini Program Opened", 1)
        )
        found = await person(client, "warm")
        assert (found["contactability"], found["suggestions"], found["score"]["stopped"]) == (0, [], True)
        assert "came" not in {line["signal"] for part in found["score"]["parts"] for line in part["signals"]}
        assert found["relations"][0]["active"] is False

    async def test_of_whom_nothing_is_known_has_no_score(self, client: httpx2.AsyncClient, tell) -> None:
        await tell({"type": "identify", "userId": "new", "traits": {}})
        assert (await person(client, "new"))["score"] is None
        assert (await person(client, "nobody"))["code"] == "NoSuchPerson"


class TestStaff:
    async def test_know_people_as_close_as_the_relation_of_each_says(self, client: httpx2.AsyncClient, tell) -> None:
        await tell(*WARM, *COLD, told("other", "Contact Added", 3, staff_id="anna"))
        found = (await client.get("/api/intimacy/staff/ann")).json()
        warm, cold = await person(client, "warm"), await person(client, "cold")
        assert (found["people"], [one["person"] for one in found["contacts"]]) == (2, [warm["person"], cold["person"]])
        for one, whole in zip(found["contacts"], (warm, cold), strict=True):
            assert one["score"] == pytest.approx(whole["relations"][0]["score"]["score"], abs=0.01)
        assert (await client.get("/api/intimacy/staff/ann", params={"limit": 1})).json()["people"] == 2
        assert (await client.get("/api/intimacy/staff/nobody")).json()["contacts"] == []


class TestRuns:
    async def test_score_everybody_as_the_live_score_does_and_place_them(
        self, client: httpx2.AsyncClient, platform: Platform, tell
    ) -> None:
        await tell(*WARM, *COLD)
        done = await run(client, platform)
        assert (done["state"], done["people"], done["version"]) == ("done", 2, 0)
        warm = await person(client, "warm")
        assert warm["trust"]["score"] == pytest.approx(warm["score"]["score"], abs=0.01)
        assert (warm["trust"]["stage"], warm["moves"][0]["before"]) == ("friend", None)
        shown = (await client.get("/api/intimacy/distribution")).json()
        assert (shown["people"], sum(shown["bins"]), shown["stages"]["friend"]) == (2, 2, 1)
        flow = (await client.get("/api/intimacy/trust")).json()
        assert flow["moves"] == [{"before": None, "after": "friend", "people": 1}]

    async def test_show_one_whole_set_until_the_next_is_published(
        self, client: httpx2.AsyncClient, platform: Platform, tell
    ) -> None:
        await tell(*WARM)
        first = await run(client, platform)
        await tell(*COLD)
        now = clock.milliseconds(clock.now())
        await warehouse.score(platform.clickhouse, BEGINNING, run=99, before=first["run"], now=now)
        await warehouse.move(platform.clickhouse, run=99, now=now)
        assert (await client.get("/api/intimacy/distribution")).json()["people"] == 1
        assert (await person(client, "cold"))["trust"] is None
        await warehouse.publish(platform.clickhouse, run=99, as_of=now, version=0, people=2)
        assert (await client.get("/api/intimacy/distribution")).json()["people"] == 2

    async def test_that_a_crash_broke_off_are_followed_by_another(self, platform: Platform, tell) -> None:
        await tell(*WARM)
        async with platform.postgres.transaction() as session:
            await operations.ask(session, task=Task.SCORE, by="test", now=clock.now())
            broken = await operations.take(session, now=clock.now())
        assert broken is not None
        await tasks.work_off(platform)
        async with platform.postgres.session() as session:
            newest, oldest = await queries.runs(session)
        assert (oldest.state, newest.state, newest.people) == (RunState.INTERRUPTED, RunState.DONE, 1)
        assert newest.run > broken.run

    async def test_that_were_published_before_the_crash_are_done(self, platform: Platform, tell) -> None:
        await tell(*WARM)
        async with platform.postgres.transaction() as session:
            await operations.ask(session, task=Task.SCORE, by="test", now=clock.now())
            broken = await operations.take(session, now=clock.now())
        assert broken is not None
        await warehouse.publish(platform.clickhouse, run=broken.run, as_of=0, version=0, people=0)
        await tasks.work_off(platform)
        async with platform.postgres.session() as session:
            (only,) = await queries.runs(session)
        assert only.state == RunState.DONE

    async def test_are_queued_once(self, client: httpx2.AsyncClient) -> None:
        await client.post("/api/intimacy/runs", json={"task": "score"})
        again = await client.post("/api/intimacy/runs", json={"task": "score"})
        assert (again.status_code, again.json()["code"]) == (409, "RunWaiting")

    async def test_keep_the_last_two_sets_and_drop_the_others(
        self, client: httpx2.AsyncClient, platform: Platform, tell
    ) -> None:
        await tell(*WARM)
        numbers = [(await run(client, platform))["run"] for _ in range(3)]
        assert await warehouse.runs_kept(platform.clickhouse) == numbers[1:]


class TestFits:
    async def test_with_too_few_positives_keep_the_default_weights_and_say_so(
        self, client: httpx2.AsyncClient, platform: Platform, tell
    ) -> None:
        await tell(*WARM, *COLD)
        done = await run(client, platform, "fit")
        (fit,) = (await client.get("/api/intimacy/fits")).json()
        assert (done["version"], fit["label"], fit["in_force"]) == (1, "default weights", True)
        assert fit["weights"] == fit["defaults"]
        assert "too few" in fit["verdict"]

    async def test_can_be_rolled_back(self, client: httpx2.AsyncClient, platform: Platform, tell) -> None:
        await tell(*WARM)
        await run(client, platform, "fit")
        assert (await client.get("/api/intimacy/model")).json()["version"] == 1
        assert (await client.put("/api/intimacy/model", json={"version": 1})).json()["code"] == "FitInForce"
        assert (await client.put("/api/intimacy/model", json={"version": 7})).json()["code"] == "NoSuchFit"
        assert (await client.put("/api/intimacy/model", json={"version": 0})).json()["version"] == 0
        assert (await client.get("/api/intimacy/fits")).json()[0]["in_force"] is False
        assert (await run(client, platform))["version"] == 0

    async def test_that_do_worse_on_people_they_have_not_seen_are_kept_and_not_put_in_force(
        self, platform: Platform, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows, signals = 4000, len(BEGINNING.weights)
        rng = np.random.default_rng(1)
        features = rng.random((rows, signals))
        bits = np.where(rng.random(rows) < 0.2, 2, 0)

        async def gathered(*_: Any, **__: Any) -> fitting.Evidence:
            return fitting.Evidence(list(range(rows)), features, bits, features)

        upside_down = {name: -weight for name, weight in BEGINNING.weights.items()}
        monkeypatch.setattr(fitting, "gathered", gathered)
        monkeypatch.setattr(fitting.fitting, "judged", lambda _, weights: 0.5 if weights is upside_down else 0.6)
        monkeypatch.setattr(fitting.fitting, "learned", lambda _: upside_down)
        async with platform.postgres.transaction() as session:
            fit = await operations.fit(session, platform.clickhouse, by="test", now=clock.now())
            model = await queries.in_force(session)
        assert (fit.in_force, model.version, fit.model.fitted) == (False, 0, True)
        assert "worse on held-out people" in fit.verdict
        assert Outcome.FIRST in fit.model.chances


class TestForgetting:
    async def test_leaves_no_score_and_no_history(self, client: httpx2.AsyncClient, platform: Platform, tell) -> None:
        await tell(*WARM, *COLD)
        await run(client, platform)
        await client.post("/api/people/user_id:warm/erase", json={"reason": "they asked"})
        await platform.settle()
        assert await platform.clickhouse.rows("SELECT count() FROM intimacy_scores") == [(1,)]
        assert await platform.clickhouse.rows("SELECT count() FROM intimacy_moves") == [(0,)]
        assert (await client.get("/api/intimacy/distribution")).json()["people"] == 1


class TestDefects:
    async def test_end_a_run_and_leave_the_published_set(
        self, client: httpx2.AsyncClient, platform: Platform, tell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await tell(*WARM)
        await run(client, platform)
        monkeypatch.setattr(warehouse, "SCORES", "INSERT INTO nowhere SELECT 1")
        asked = await client.post("/api/intimacy/runs", json={"task": "score"})
        with pytest.raises(Exception, match="nowhere"):
            await tasks.work_off(platform)
        broken = (await client.get(f"/api/intimacy/runs/{asked.json()['run']}")).json()
        assert (broken["state"], "defect" in broken["note"]) == ("failed", True)
        assert (await client.get("/api/intimacy/distribution")).json()["people"] == 1
