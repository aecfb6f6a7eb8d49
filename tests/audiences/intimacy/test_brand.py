"""
On a market with planted truths: the order comes back, and the fit is judged on people it has not seen.

What can come back is bounded: silent people (30 %) never act and bought followers never speak, so their planted
closeness leaves no trace; of everybody else two thirds never entered the private pool. The law is about people who did.
"""

from typing import Any

import pytest

from huoshui.app.platform import Platform
from huoshui.audiences.intimacy import operations, queries
from huoshui.audiences.intimacy.contract.values import Run, RunState, Task
from huoshui.bedrock import clock

from . import brand

PEOPLE, DAYS, SEED = 2_500, 200, 7
_Z = "SELECT person, z FROM intimacy_scores WHERE run = {run:UInt32}"


async def carried_out(platform: Platform, task: Task) -> Run:
    async with platform.postgres.transaction() as session:
        await operations.ask(session, task=task, by="test", now=brand.NOW)
    async with platform.postgres.transaction() as session:
        run = await operations.take(session, now=brand.NOW)
    assert run is not None
    await operations.carry_out(platform.postgres, platform.clickhouse, run, cluster=None)
    async with platform.postgres.transaction() as session:
        return await operations.end(session, run=run.run, now=brand.NOW)


async def recovered(platform: Platform, told: brand.Told, run: Run) -> dict[str, float]:
    scores = dict(await platform.clickhouse.rows(_Z, {"run": run.run}))
    pushes: dict[int | None, int] = {}
    for one in told.of("Message Sent"):
        pushes[one.person] = pushes.get(one.person, 0) + 1
    contacts = [row for row in told.people if row["contact_at"]]
    real = [row["person"] for row in contacts if row["type"] == "real"]
    groups = {
        "everybody": [row["person"] for row in told.people],
        "contacts": [row["person"] for row in contacts],
        "real contacts": real,
        "known well": [person for person in real if pushes.get(person, 0) >= 10],
    }
    return {name: brand.order_of(told, scores, among=among) for name, among in groups.items()}


class TestTheBrand:
    async def test_comes_back_in_its_planted_order_and_the_fit_is_honest(self, platform: Platform) -> None:
        told = await brand.settle(platform, people=PEOPLE, days=DAYS, seed=SEED)
        scored = await carried_out(platform, Task.SCORE)
        assert (scored.state, scored.version, scored.people) == (RunState.DONE, 0, scored.people)
        assert scored.people > 0.95 * PEOPLE
        by_default = await recovered(platform, told, scored)
        assert by_default["real contacts"] >= 0.7  # 0.68 in a market of 120 days: less is known of each
        assert by_default["known well"] >= 0.72

        fitted = await carried_out(platform, Task.FIT)
        async with platform.postgres.session() as session:
            (fit,) = await queries.fits(session)
            model = await queries.in_force(session)
        by_fit = await recovered(platform, told, fitted)
        assert by_fit["known well"] >= 0.7
        assert by_fit["real contacts"] >= 0.67
        self._check(fit.report)
        assert fit.in_force == (fit.report["auc"] >= fit.report["auc_in_force"])
        assert model.version == fitted.version == (fit.version if fit.in_force else 0)

        shown = await queries.distribution(platform.clickhouse, scope=brand.EVERYTHING)
        assert (shown.people, sum(shown.bins), sum(shown.stages.values())) == (fitted.people,) * 3
        flow = await queries.trust_flow(
            platform.clickhouse, since=brand.NOW, until=clock.moment(clock.milliseconds(brand.NOW) + 1),
            scope=brand.EVERYTHING,
        )  # fmt: skip
        assert sum(people for before, after, people in flow.moves) == scored.moves + fitted.moves

    @staticmethod
    def _check(report: dict[str, Any]) -> None:
        outcomes = report["outcomes"]
        assert set(outcomes) == {"first", "again", "stay", "answer"}
        assert 0.15 < report["held_out"] / report["people"] < 0.25
        assert outcomes["first"]["auc"] > 0.6
        assert outcomes["answer"]["auc"] > 0.7
        assert outcomes["first"]["ece"] < 0.05
        for one in outcomes.values():
            assert sum(row["people"] for row in one["table"]) == one["people"]
            assert one["positives"] == pytest.approx(sum(row["people"] * row["observed"] for row in one["table"]))
