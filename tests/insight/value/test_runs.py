"""Runs of the value model: asked for, performed, interrupted, read per person, and forgotten with the erased."""

from datetime import timedelta
from typing import Any

import httpx2
import numpy as np
import pytest
from sqlalchemy import text

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.insight.science.value import bootstrap, purchasing
from huoshui.insight.science.value.summaries import Purchases, summarize
from huoshui.insight.value import forecasting, operations, warehouse
from huoshui.insight.value.contract import RunAsked, TooFewBuyers
from tests.insight.happened import DAY, Sale, World

PEOPLE, SPAN = 200, 200
ASKED = {"draws": 10, "horizon_days": 90, "model": "bg_nbd"}


def days_of(random: np.random.Generator, people: int = PEOPLE) -> list[tuple[int, int, int]]:
    """(person, day, fen): people buy at their own rate, and a fifth stops for good after each purchase."""
    found = []
    for person in range(1, people + 1):
        at, rate = random.uniform(0, SPAN / 2), random.gamma(0.6, 1 / 12)
        spend = random.gamma(6, 1) * 500
        while at < SPAN:
            found.append((person, int(at), int(random.gamma(5, 1) * spend / 5) + 1))
            if random.random() < 0.2:
                break
            at += max(random.exponential(1 / rate), 1)
    return found


@pytest.fixture
def bought() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    lines: dict[tuple[int, int], int] = {}
    for person, day, fen in days_of(np.random.default_rng(5)):
        lines[person, day] = lines.get((person, day), 0) + fen
    rows = np.array([(person, day, fen) for (person, day), fen in sorted(lines.items())])
    return rows[:, 0].astype(np.uint64), rows[:, 1].astype(np.int64), rows[:, 2].astype(float)


class TestForecast:
    def test_expects_what_the_model_does_and_holds_it_between_its_bounds(self, bought: Any) -> None:
        persons, days, fen = bought
        told: list[tuple[str, int, int]] = []
        asked = RunAsked.model_validate(ASKED)
        found = forecasting.forecast(persons, days, fen, until=SPAN, asked=asked, told=lambda *step: told.append(step))
        (columns,) = list(forecasting.predictions(found, run=1))
        line = dict(zip(warehouse.COLUMNS, columns, strict=True))
        _, codes = np.unique(persons, return_inverse=True)
        _, known = summarize(Purchases(codes, days, fen), until=SPAN)
        fitted = purchasing.fit(known, model="bg_nbd")
        expected = fitted.predictions.expected_purchases(fitted.fit.parameters, known, 90 / 7)
        assert line["purchases"] == pytest.approx(expected)
        assert np.all(line["purchases_low"] <= line["purchases"])
        assert np.all(line["purchases"] <= line["purchases_high"])
        assert np.all(line["value_low_fen"] <= line["value_fen"])
        assert np.all(line["value_fen"] <= line["value_high_fen"])
        assert line["value_fen"] == pytest.approx(line["purchases"] * line["spend_fen"])
        assert int(line["paid_fen"].sum()) == int(fen.sum())
        assert np.all((line["alive"] >= 0) & (line["alive"] <= 1))
        assert told[-1] == ("drawing 抽样", 10, 10)
        answer = forecasting.answer(found, asked=asked, tested=None)
        total = answer["expected_purchases"]
        assert total["value"] == pytest.approx(float(expected.sum()))
        assert total["low"] < total["value"] < total["high"]
        assert all(np.isfinite(answer["fit"]["drawn_errors"]))

    def test_is_tested_on_the_days_that_it_has_not_seen(self, bought: Any) -> None:
        persons, days, _ = bought
        found = forecasting.tested(persons, days, until=SPAN, asked=RunAsked(held_out_days=50, model="bg_nbd"))
        assert found is not None
        later = {(p, d) for p, d in zip(persons.tolist(), days.tolist(), strict=True) if d > SPAN - 50}
        known = {p for p, d in zip(persons.tolist(), days.tolist(), strict=True) if d <= SPAN - 50}
        assert found["actual"] == len([one for one in later if one[0] in known])
        assert found["by_week"][-1]["days"] == 50
        assert found["by_week"][-1]["actual"] == found["actual"]
        assert found["by_week"][-1]["expected"] == pytest.approx(found["expected"])
        assert sum(one["customers"] for one in found["by_frequency"]) == found["customers"] == len(known)
        assert abs(found["bias"]) < 0.5

    def test_draws_are_as_wide_as_published(self) -> None:
        """CDNOW's bootstrap errors of BG/NBD are .016, .48, .18, .69 by science.md §1.2, on 2,357 customers."""
        random = np.random.default_rng(3)
        known = summarize(_purchases(days_of(random, 800)), until=SPAN)[1]
        fitted = purchasing.fit(known, model="bg_nbd")
        draws = bootstrap.parameters(fitted, known, random=random, repeats=25)
        if fitted.model == "bg_nbd" and np.all(np.isfinite(fitted.fit.errors)):
            ratio = draws.std(axis=0)[:2] / fitted.fit.errors[:2]
            assert np.all((ratio > 0.5) & (ratio < 2.0))

    def test_of_too_few_is_refused(self) -> None:
        one = np.ones(3, dtype=np.int64)
        with pytest.raises(TooFewBuyers):
            forecasting.forecast(one.cumsum(), one, one * 1.0, until=9, asked=RunAsked(), told=lambda *_: None)


def _purchases(rows: list[tuple[int, int, int]]) -> Purchases:
    pairs = np.array(sorted({(person, day) for person, day, _ in rows}))
    return Purchases(pairs[:, 0] - 1, pairs[:, 1], None)


async def market(platform: Platform, people: int = PEOPLE) -> int:
    """Orders of a few hundred people, the last of them some days ago; gives the last moment."""
    today = int(clock.now().timestamp() * 1000) // DAY * DAY
    begun = today - SPAN * DAY
    sales = [Sale(person, begun + day * DAY, fen) for person, day, fen in days_of(np.random.default_rng(5), people)]
    world = World(sales=sales)
    world.people = {person: {} for person in range(1, people + 1)}
    await world.settle(platform)
    return today


async def begin(client: httpx2.AsyncClient, **more: Any) -> int:
    answer = await client.post("/api/insight/value/runs", json={**ASKED, **more})
    assert answer.status_code == 202, answer.text
    number: int = answer.json()["id"]
    return number


async def perform(platform: Platform, number: int) -> None:
    await operations.perform(platform.postgres, platform.clickhouse, number=number, now=clock.now())


class TestARun:
    async def test_is_asked_for_performed_and_read(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await market(platform)
        number = await begin(client)
        assert (await client.post("/api/insight/value/runs", json=ASKED)).json()["code"] == "RunGoing"
        assert (await client.get("/api/insight/value/bands")).json()["code"] == "NothingPredicted"
        await perform(platform, number)
        run = (await client.get(f"/api/insight/value/runs/{number}")).json()
        assert (run["state"], run["step"], run["done"], run["total"]) == ("done", "writing 写入", PEOPLE, PEOPLE)
        assert run["answer"]["customers"] == PEOPLE
        assert run["answer"]["held_out"]["customers"] > 0
        tenths = (await client.get("/api/insight/value/bands")).json()["tenths"]
        assert [one["people"] for one in tenths] == [20] * 10
        assert [one["value_fen"] for one in tenths] == sorted((one["value_fen"] for one in tenths), reverse=True)
        assert [one["id"] for one in (await client.get("/api/insight/value/runs")).json()] == [number]

    async def test_is_a_question_whose_tenths_are_their_people(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await market(platform)
        asked = {"question": {"kind": "forecast"}}
        before = (await client.post("/api/insight/questions", json=asked)).json()["result"]
        assert before == {"kind": "forecast", "run": None, "tenths": []}
        await perform(platform, await begin(client))
        result = (await client.post("/api/insight/questions", json=asked)).json()["result"]  # a run makes it anew
        assert result["tenths"] == (await client.get("/api/insight/value/bands")).json()["tenths"]
        assert result["run"]["answer"]["customers"] == PEOPLE
        seen: set[str] = set()
        for tenth in result["tenths"]:
            cell = {**asked, "cell": tenth["cells"]["people"]}
            page = (await client.post("/api/insight/questions/people", json={**cell, "limit": 1000})).json()
            assert page["count"] == tenth["people"] == len(page["people"])
            seen.update(page["people"])
        assert len(seen) == PEOPLE
        first = {**asked, "cell": result["tenths"][0]["cells"]["people"]}
        kept = await client.post("/api/insight/questions/snapshot", json={**first, "label": "最好的一成"})
        assert kept.json()["people"] == result["tenths"][0]["people"]
        for beyond in ({"at": 0}, {"group": "1", "at": 10}, {"group": "x", "at": 0}):
            page = await client.post("/api/insight/questions/people", json={**asked, "cell": beyond})
            assert page.json()["code"] == "NoSuchCell", beyond

    async def test_performed_twice_changes_nothing(self, client: httpx2.AsyncClient, platform: Platform) -> None:
        await market(platform)
        number = await begin(client)
        sql = "SELECT count(), round(sum(value_fen), 3) FROM value_predictions FINAL WHERE run = {run:UInt64}"
        await perform(platform, number)
        once = await platform.clickhouse.rows(sql, {"run": number})
        async with platform.postgres.transaction() as session:  # as if it had died before it said that it was done
            await session.execute(text("UPDATE value_runs SET state = 'running', answer = NULL"))
        assert (await client.get("/api/insight/value/bands")).status_code == 404
        await perform(platform, number)
        assert await platform.clickhouse.rows(sql, {"run": number}) == once
        assert once[0][0] == PEOPLE

    async def test_that_cannot_be_fitted_ends_and_says_why(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        number = await begin(client)
        await perform(platform, number)
        run = (await client.get(f"/api/insight/value/runs/{number}")).json()
        assert run["state"] == "failed"
        assert "at least 10" in run["error"]

    async def test_old_ones_keep_what_they_found_and_not_their_predictions(
        self, client: httpx2.AsyncClient, platform: Platform, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(operations, "KEPT_RUNS", 1)
        await market(platform, 120)
        for _ in range(2):
            await perform(platform, await begin(client, draws=10))
        runs = (await client.get("/api/insight/value/runs")).json()
        assert [one["state"] for one in runs] == ["done", "done"]
        kept = await platform.clickhouse.rows("SELECT DISTINCT run FROM value_predictions")
        assert kept == [(runs[0]["id"],)]

    async def test_says_nothing_of_whoever_is_not_there(self, client: httpx2.AsyncClient) -> None:
        assert (await client.get("/api/insight/value/runs/77")).json()["code"] == "NoSuchRun"


class TestAPerson:
    async def test_is_told_what_is_expected_of_them_and_is_forgotten_when_erased(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await market(platform, 150)
        source = (await client.post("/api/sources", json={"name": "shop", "channel": "website"})).json()
        await platform.intake.refresh()
        when = clock.now() - timedelta(days=100)
        batch = [
            {"type": "track", "event": "Order Completed", "userId": "u1", "messageId": f"m{number}",
             "timestamp": (when + timedelta(days=30 * number)).isoformat(),
             "properties": {"order_id": f"E{number}", "total": 100.0}}
            for number in range(3)
        ]  # fmt: skip
        await client.post(
            "/v1/batch", json={"batch": batch}, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        await platform.settle()
        missing = await client.get("/api/insight/value/people/user_id:u1")
        assert missing.json()["code"] == "NothingPredicted"
        await perform(platform, await begin(client))
        told = (await client.get("/api/insight/value/people/user_id:u1")).json()
        assert (told["frequency"], told["recency_days"], told["paid_fen"]) == (2, 60, 30_000)
        assert told["value_low_fen"] <= told["value_fen"] <= told["value_high_fen"]
        await client.post("/api/people/user_id:u1/erase", json={"reason": "they asked"})
        await platform.settle()
        (left,) = await platform.clickhouse.rows("SELECT count() FROM value_predictions FINAL WHERE paid_fen = 30000")
        assert left == (0,)


class TestCosts:
    async def test_come_as_a_file_and_the_last_word_counts(self, client: httpx2.AsyncClient) -> None:
        file = '渠道,日期,花费,计划\n抖音,2026/10/01,"1,200.50",d1\ndouyin,2026-10-01,10,d2\nweibo,2026-10-02,0,\n'
        answer = await client.post("/api/insight/costs/file", files={"file": ("c.csv", file.encode("gb18030"))})
        assert answer.json() == {"lines": 3, "fen": 121_050}
        again = {"costs": [{"channel": "douyin", "day": "2026-10-01", "fen": 7, "campaign": "d2"}]}
        assert (await client.post("/api/insight/costs", json=again)).json() == {"lines": 1, "fen": 7}
        listed = (await client.get("/api/insight/costs", params={"from": "2026-10-01", "to": "2026-10-01"})).json()
        assert [(one["campaign"], one["fen"]) for one in listed] == [("d1", 120_050), ("d2", 7)]

    @pytest.mark.parametrize(
        ("line", "why"),
        [("火星,2026-10-01,5", "no channel"), ("抖音,10/01,5", "no day"), ("抖音,2026-10-01,", "neither yuan"),
         ("抖音,2026-10-01,-5", "below 0")],
    )  # fmt: skip
    async def test_with_a_wrong_line_are_not_taken_at_all(
        self, client: httpx2.AsyncClient, line: str, why: str
    ) -> None:
        file = f"渠道,日期,花费\n抖音,2026-10-01,5\n{line}\n"
        answer = await client.post("/api/insight/costs/file", files={"file": ("c.csv", file.encode())})
        assert (answer.status_code, answer.json()["code"], answer.json()["facts"]["line"]) == (422, "NotACost", 3)
        assert why in answer.json()["message"]
        assert (await client.get("/api/insight/costs", params={"from": "2026-10-01", "to": "2026-10-01"})).json() == []
