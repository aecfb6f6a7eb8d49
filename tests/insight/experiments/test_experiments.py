"""Experiments on own events and orders: arms by the language's buckets, exact comparisons, and what they must refuse."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import numpy as np
import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.app.platform import Platform
from huoshui.audiences.published import bucket_v1
from huoshui.insight.attribution.contract import AttributionQuestion
from huoshui.insight.attribution.kind import answered
from huoshui.insight.attribution.schemas import AttributionResult
from huoshui.insight.experiments import operations, queries
from huoshui.insight.experiments.contract import Experiment, Plan, ResultAsked, SizeAsked
from huoshui.insight.ground import Dated, asking_of
from huoshui.insight.science.experiments import cuped
from huoshui.insight.science.experiments.arms import arm
from huoshui.insight.science.experiments.comparison import compare_means, compare_shares
from tests.insight.happened import BEGIN, DAY, Deed, Sale, World, ground_of, shards, split

STARTED = datetime.fromtimestamp(BEGIN / 1000, UTC) + timedelta(days=10)
T0 = BEGIN + 10 * DAY
NOW = STARTED + timedelta(days=40)
PLAN: dict[str, Any] = {
    "name": "会员日短信",
    "arms": [{"name": "对照", "share": 5000}, {"name": "短信", "share": 5000}],
    "goal": {"name": "买了", "outcome": {"of": "orders", "measure": "bought"}},
    "others": [{"name": "实收", "outcome": {"of": "orders", "measure": "net_fen"}}],
    "guardrails": [{"name": "删除员工", "better": "down", "outcome": {"of": "events", "events": ["Contact Deleted Staff"]}}],
    "window_days": 20,
    "planned_units": 400,
}  # fmt: skip


async def begun(platform: Platform, **more: Any) -> Experiment:
    plan = Plan.model_validate({**PLAN, **more})
    async with platform.postgres.transaction() as session:
        made = await operations.create(session, plan=plan, viewer=LOCAL, now=STARTED)
        # another salt would be another draw of arms, of which one in a hundred is rightly called uneven
        await session.execute(text("UPDATE experiments SET salt = 'experiment-test' WHERE id = :id"), {"id": made.id})
        return await operations.start(session, ref=str(made.id), viewer=LOCAL, now=STARTED)


async def report(platform: Platform, found: Experiment, *, clickhouse: Any = None, **asked: Any) -> Any:
    async with platform.postgres.session() as session:
        asking = asking_of(session, clickhouse or platform.clickhouse, scope=LOCAL.scope, now=NOW)
        return await queries.report(asking, found=found, asked=ResultAsked.model_validate(asked))


def world(found: Experiment, *, people: int = 400, effect: float = 0.25, harm: float = 0.0) -> World:
    """People who buy more the more they bought before; the treatment adds ``effect`` to the chance, ``harm`` to deletion."""
    random, told = np.random.default_rng(3), World()
    for person in range(1, people + 1):
        treated = found.arm_of(bucket_v1(found.salt, person)) == "短信"
        keen = random.random() < 0.5
        told.people[person] = {"reach": ("sms",) if keen else ()}
        if keen:
            told.sales.append(Sale(person, T0 - 5 * DAY, 1000))
        if random.random() < 0.1 + 0.4 * keen + effect * treated:
            told.sales.append(Sale(person + 10_000, T0 + 3 * DAY, 2000))
            told.person_of[person + 10_000] = person
        if random.random() < 0.05 + harm * treated:
            told.deeds.append(Deed(person, T0 + 2 * DAY, "Contact Deleted Staff"))
        told.sales.append(Sale(person, T0 + 25 * DAY, 50))  # after the window
    return told


def by_hand(found: Experiment, told: World) -> dict[str, Any]:
    arms: dict[str, list[tuple[float, float, float]]] = {"对照": [], "短信": []}
    for person in told.people:
        inside = [one for one in told.sales if told.whose(one.identity) == person and T0 <= one.at < T0 + 20 * DAY]
        deleted = any(one.identity == person for one in told.deeds)
        name = found.arm_of(bucket_v1(found.salt, person))
        assert name
        arms[name].append((float(bool(inside)), float(sum(one.net_fen for one in inside)), float(deleted)))
    return {name: np.array(rows) for name, rows in arms.items()}


class TestAsAQuestion:
    async def ask(self, client: httpx2.AsyncClient, door: str, found: Experiment, **more: Any) -> Any:
        question = {"kind": "experiment", "experiment": found.id}
        answer = await client.post(f"/api/{door}", json={"question": question, **more})
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()

    @pytest.mark.parametrize("more", [{}, {"people": {"version": 1, "where": {"kind": "reachable"}}}])
    async def test_is_answered_as_on_its_own_page_and_its_arms_are_their_people(
        self, client: httpx2.AsyncClient, platform: Platform, more: dict[str, Any]
    ) -> None:
        found = await begun(platform, **more)
        await world(found).settle(platform)
        answer = await self.ask(client, "insight/questions", found)
        own = await client.post(f"/api/insight/experiments/{found.id}/results", json={})
        result = answer["result"]
        assert answer["causal"]
        assert result["report"]["goals"] == own.json()["goals"]
        assert result["experiment"]["plan"]["name"] == "会员日短信"
        for one in result["report"]["goals"][0]["arms"]:
            cell = result["cells"][one["name"]]
            page = await self.ask(client, "insight/questions/people", found, cell=cell, limit=1000)
            said = await self.ask(client, "insight/questions/segment", found, cell=cell)
            kept = await self.ask(client, "insight/questions/snapshot", found, cell=cell, label="这一组")
            members = await client.post("/api/segments/people", json={"segment": said["definition"], "limit": 1000})
            assert one["units"] == page["count"] == kept["people"] == len(page["people"]) > 50
            assert members.json()["people"] == page["people"]

    async def test_counts_those_who_met_it_where_only_they_count(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        found = await begun(platform, exposed=True)
        told = world(found, people=60)
        told.deeds += [
            Deed(who, T0 + DAY, "Experiment Viewed", "", {"experiment_id": "会员日短信"}) for who in range(1, 41)
        ]
        await told.settle(platform)
        result = (await self.ask(client, "insight/questions", found))["result"]
        assert sum(arm["units"] for arm in result["report"]["goals"][0]["arms"]) == 40
        (cell, *_), (units, *_) = (
            result["cells"].values(),
            (one["units"] for one in result["report"]["goals"][0]["arms"]),
        )
        page = await self.ask(client, "insight/questions/people", found, cell=cell, limit=1000)
        said = await self.ask(client, "insight/questions/segment", found, cell=cell)
        assert (page["count"], said["definition"]) == (units, None)

    async def test_has_nothing_to_tell_before_it_begins_and_tells_of_what_is_not_there(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        async with platform.postgres.transaction() as session:
            made = await operations.create(session, plan=Plan.model_validate(PLAN), viewer=LOCAL, now=STARTED)
        answer = await self.ask(client, "insight/questions", made)
        assert (answer["result"]["report"], answer["result"]["cells"]) == (None, {})
        body = {"question": {"kind": "experiment", "experiment": made.id}, "cell": {"group": "对照"}}
        assert (await client.post("/api/insight/questions/people", json=body)).json()["code"] == "NoSuchCell"
        await started(platform, made)
        assert (await self.ask(client, "insight/questions", made))["result"]["report"] is None  # nobody is in its arms
        other = {"question": {"kind": "experiment", "experiment": made.id + 1}}
        assert (await client.post("/api/insight/questions", json=other)).json()["code"] == "NoSuchExperiment"


async def started(platform: Platform, found: Experiment) -> None:
    async with platform.postgres.transaction() as session:
        await operations.start(session, ref=str(found.id), viewer=LOCAL, now=STARTED)


class TestAResult:
    async def test_is_that_of_comparing_people_by_hand(self, platform: Platform) -> None:
        found = await begun(platform)
        told = world(found)
        await told.settle(platform)
        hand, answer = by_hand(found, told), await report(platform, found)
        bought = compare_shares(arm(hand["对照"][:, 0]), arm(hand["短信"][:, 0]), expected_units=400)
        money = compare_means(arm(hand["对照"][:, 1]), arm(hand["短信"][:, 1]), expected_units=400)
        first, second, guard = (goal["comparisons"][0] for goal in answer.goals)
        for line, by in ((first, bought), (second, money)):
            assert line["difference"]["value"] == pytest.approx(by.difference.value)
            assert (line["difference"]["low"], line["difference"]["high"]) == pytest.approx(
                (by.difference.low, by.difference.high)
            )
            assert line["always_valid_difference"]["low"] == pytest.approx(by.always_difference.low)
            assert line["p"] == pytest.approx(by.difference.p)
        low, high = sorted((first["p"], second["p"]))
        assert sorted(one["p_holm"] for one in (first, second)) == pytest.approx(
            sorted([min(2 * low, 1), max(2 * low, high)])
        )
        assert [goal["role"] for goal in answer.goals] == ["goal", "other", "guardrail"]
        assert guard["difference"]["value"] == pytest.approx(hand["短信"][:, 2].mean() - hand["对照"][:, 2].mean())
        assert answer.sample_ratio["units"] == [len(hand["对照"]), len(hand["短信"])]
        assert (answer.people, answer.complete, answer.sample_ratio["mismatch"]) == (400, True, False)
        assert "更好" in answer.verdict_zh

    async def test_is_surer_by_what_was_known_before(self, platform: Platform) -> None:
        found = await begun(platform)
        await world(found).settle(platform)
        goal = (await report(platform, found)).goals[0]
        assert goal["cuped"]["correlation"] > 0.25
        assert goal["comparisons"][0]["cuped"]["difference"]["error"] < goal["comparisons"][0]["difference"]["error"]

    async def test_is_the_same_on_four_shards(self, platform: Platform) -> None:
        found = await begun(platform)
        async with shards(platform) as apart:
            await split(platform, world(found, people=80))
            one, many = await report(platform, found), await report(platform, found, clickhouse=apart)
            assert (one.goals, one.sample_ratio) == (many.goals, many.sample_ratio)

    async def test_tells_that_a_guardrail_got_worse(self, platform: Platform) -> None:
        found = await begun(platform)
        await world(found, effect=0.0, harm=0.4).settle(platform)
        answer = await report(platform, found)
        assert answer.goals[2]["comparisons"][0]["harm"]
        assert "护栏" in answer.verdict_zh

    async def test_is_not_believed_when_people_are_not_in_arms_as_planned(self, platform: Platform) -> None:
        found = await begun(platform)
        told = world(found)
        gone = [one for one in told.people if found.arm_of(bucket_v1(found.salt, one)) == "短信"][:80]
        for person in gone:
            del told.people[person]
        await told.settle(platform)
        answer = await report(platform, found)
        assert answer.sample_ratio["mismatch"]
        assert "不可信" in answer.verdict_zh

    async def test_counts_only_whoever_met_it_where_that_is_asked(self, platform: Platform) -> None:
        found = await begun(platform, exposed=True)
        told = world(found, people=60)
        met = {"experiment_id": found.plan.name}
        told.deeds += [Deed(person, T0 + DAY, "Experiment Viewed", "", met) for person in range(1, 31)]
        told.deeds.append(Deed(40, T0 + DAY, "Experiment Viewed", "", {"experiment_id": "another"}))
        told.deeds.append(Deed(41, T0 - DAY, "Experiment Viewed", "", met))
        await told.settle(platform)
        assert (await report(platform, found)).people == 30

    async def test_tells_segments_and_whether_a_ranking_finds_whom_it_works_for(self, platform: Platform) -> None:
        found = await begun(platform)
        told = world(found, effect=0.0)
        treated = [one for one in told.people if found.arm_of(bucket_v1(found.salt, one)) == "短信"]
        keen = {one for one in told.people if told.people[one]["reach"]}
        told.sales += [Sale(one, T0 + 4 * DAY, 10) for one in treated if one in keen]
        await told.settle(platform)
        reach = {"version": 1, "where": {"kind": "reachable"}}
        answer = await report(platform, found, segments=[reach], ranking="before")
        outside, inside = answer.segments
        assert (outside["inside"], inside["inside"]) == (False, True)
        assert inside["treatment_units"] == len([one for one in treated if one in keen])
        assert inside["difference"]["low"] > 0.2
        assert outside["difference"]["low"] < 0.05
        assert answer.ranking["use"]
        assert answer.ranking["curve"][0]["extra"] == 0.0


async def credit(platform: Platform, period: dict[str, str] | None = None, **more: Any) -> AttributionResult:
    """What attribution answers of a period, while a session is there to read experiments."""
    period = period or {"from": "2026-10-01", "to": "2026-11-01"}
    asked = AttributionQuestion.model_validate({"period": period, "draws": 0, **more})
    async with platform.postgres.session() as session:
        ground = await ground_of(platform, asked)
        ground.asking.session = session
        return await answered(ground, asked)


def by_cuped(found: Experiment, told: World) -> list[list[float]]:
    """Low, value and high of what the treated bought more often, and for how much more, what they bought before out."""
    arms = [found.arm_of(bucket_v1(found.salt, one)) for one in told.people]
    effects = []
    for fen in (False, True):

        def sums(since: int, until: int, *, fen: bool = fen) -> np.ndarray:
            values = dict.fromkeys(told.people, 0)
            for one in told.sales:
                if since <= one.at < until:
                    values[told.whose(one.identity)] += one.net_fen if fen else 1
            return np.array(list(values.values()), dtype=float)

        adjusted = cuped.adjust(sums(T0, T0 + 20 * DAY), sums(T0 - 30 * DAY, T0)).outcomes
        control, treated = (arm(adjusted[[own == name for own in arms]]) for name in ("对照", "短信"))
        effect = compare_means(control, treated, expected_units=400).always_difference
        effects.append([one * treated.units for one in (effect.low, effect.value, effect.high)])
    return effects


class TestTheCausalColumn:
    async def test_of_attribution_is_what_an_experiment_held_out(self, platform: Platform) -> None:
        held = {"by": "channel", "value": "sms"}
        found = await begun(platform, held_out=held)
        told = world(found)
        told.deeds += [Deed(person, T0 + DAY, "Ad Clicked", "sms") for person in told.people]
        await told.settle(platform)
        (sms,) = (await credit(platform)).lines
        assert sms.caused is not None
        assert (sms.caused.experiment, sms.caused.significant) == (found.plan.name, True)
        conversions, money = by_cuped(found, told)
        assert [sms.caused.low, sms.caused.conversions, sms.caused.high] == pytest.approx(conversions)
        assert [sms.caused.value_low_fen, sms.caused.value_fen, sms.caused.value_high_fen] == pytest.approx(money)
        assert sms.caused.people + sms.caused.held == len(told.people)
        assert sms.caused.leaked == sms.caused.held  # the advertisement reached everybody: nobody was truly kept out
        assert sms.caused.conversions < sms.credit["last"].conversions  # it gets credit for what would have come anyway
        assert sms.caused.per_credited is None  # the period began before the experiment

    async def test_is_of_the_same_time_as_the_credit(self, platform: Platform) -> None:
        found = await begun(platform, held_out={"by": "channel", "value": "sms"})
        told = world(found)
        treated = [one for one in told.people if found.arm_of(bucket_v1(found.salt, one)) == "短信"]
        told.deeds += [Deed(person, T0 + DAY, "Ad Clicked", "sms") for person in treated]
        await told.settle(platform)
        (sms,) = (await credit(platform, {"from": "2026-10-11", "to": "2026-10-31"})).lines
        assert sms.caused
        assert (sms.caused.leaked, sms.caused.people) == (0, len(treated))
        assert sms.caused.per_credited == pytest.approx(sms.caused.conversions / sms.credit["markov"].conversions)
        (early,) = (await credit(platform, {"from": "2026-10-11", "to": "2026-10-13"})).lines
        assert early.caused
        assert early.caused.conversions == 0  # they buy on the third day
        assert (await credit(platform, {"from": "2026-09-01", "to": "2026-10-11"})).lines == []

    async def test_of_all_that_we_do_is_what_a_global_hold_out_says(self, platform: Platform) -> None:
        found = await begun(platform, everything=True)
        await world(found).settle(platform)
        totals = (await credit(platform, {"from": "2026-10-11", "to": "2026-10-31"})).totals
        assert totals.caused
        assert (totals.caused.experiment, totals.caused.leaked, totals.caused.significant) == ("会员日短信", None, True)
        assert 0 < totals.caused.conversions < totals.conversions
        assert totals.caused.per_credited == pytest.approx(totals.caused.conversions / totals.conversions)

    async def test_says_nothing_of_a_part_of_the_people(self, platform: Platform) -> None:
        found = await begun(platform, everything=True)
        await world(found).settle(platform)
        some = {"version": 1, "where": {"kind": "reachable"}}
        assert (await credit(platform, people=some)).totals.caused is None


class TestSize:
    async def test_follows_from_what_people_did_lately(self, platform: Platform) -> None:
        told = World(people={person: {} for person in range(1, 101)})
        told.sales = [Sale(person, BEGIN + 20 * DAY, 100) for person in range(1, 21)]
        told.sales += [Sale(person, BEGIN + 5 * DAY, 100) for person in range(1, 21)]
        await told.settle(platform)
        asked = SizeAsked.model_validate({"outcome": {"of": "orders"}, "change": 0.25, "window_days": 15})
        now = datetime.fromtimestamp(BEGIN / 1000, UTC) + timedelta(days=30)
        found = await queries.size(await ground_of(platform, Dated(), now=now), asked=asked)
        assert (found.people, found.base) == (100, 0.2)
        assert found.units_per_arm == 1030  # as Evan Miller's calculator says of 20 % and 5 points more
        assert found.correlation == pytest.approx(1.0)
        assert (found.units_per_arm_adjusted <= 1, found.enough) == (True, False)


class TestTheDoor:
    async def test_sets_out_starts_and_stops_and_changes_nothing_that_has_begun(
        self, client: httpx2.AsyncClient
    ) -> None:
        made = (await client.post("/api/insight/experiments", json=PLAN)).json()
        assert (made["state"], made["version"]) == ("draft", 1)
        arms = made["segments"]
        assert arms["短信"]["where"] == {"kind": "bucket", "salt": made["salt"], "from": 5000, "to": 10_000}
        twice = await client.post("/api/insight/experiments", json=PLAN)
        assert (twice.status_code, twice.json()["code"]) == (409, "ExperimentExists")
        assert (await client.post("/api/insight/experiments/会员日短信/results", json={})).json()[
            "code"
        ] == "ExperimentNotBegun"
        changed = {"plan": {**PLAN, "window_days": 7}, "version": 1}
        assert (await client.put(f"/api/insight/experiments/{made['id']}", json=changed)).json()["version"] == 2
        late = await client.put(f"/api/insight/experiments/{made['id']}", json=changed)
        assert late.json()["code"] == "ExperimentChanged"
        assert (await client.post(f"/api/insight/experiments/{made['id']}/start")).json()["state"] == "running"
        fixed = await client.put(f"/api/insight/experiments/{made['id']}", json={**changed, "version": 2})
        assert (fixed.status_code, fixed.json()["code"]) == (409, "ExperimentBegun")
        stopped = (await client.post(f"/api/insight/experiments/{made['id']}/stop")).json()
        again = (await client.post(f"/api/insight/experiments/{made['id']}/stop")).json()
        assert (stopped["state"], again["stopped_at"]) == ("stopped", stopped["stopped_at"])
        assert (await client.get("/api/insight/experiments/nobody")).json()["code"] == "NoSuchExperiment"
        few = await client.post(f"/api/insight/experiments/{made['id']}/results", json={})
        assert few.json()["code"] == "TooFewInArms"

    @pytest.mark.parametrize("wrong", [
        {"arms": [{"name": "a", "share": 6000}, {"name": "b", "share": 5000}]},
        {"arms": [{"name": "a", "share": 10}, {"name": "a", "share": 10}]},
        {"others": [PLAN["goal"]]}, {"arms": [{"name": "a", "share": 10}]},
    ])  # fmt: skip
    async def test_refuses_a_plan_that_does_not_hold_together(
        self, client: httpx2.AsyncClient, wrong: dict[str, Any]
    ) -> None:
        assert (await client.post("/api/insight/experiments", json={**PLAN, **wrong})).status_code == 422

    async def test_tells_the_arm_as_the_language_counts_its_segment(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        source = (await client.post("/api/sources", json={"name": "shop", "channel": "website"})).json()
        await platform.intake.refresh()
        batch = [{"type": "identify", "userId": f"u{n}", "messageId": f"m{n}", "traits": {}} for n in range(12)]
        await client.post(
            "/v1/batch", json={"batch": batch}, auth=(source["write_key"], ""), headers={"Authorization": ""}
        )
        await platform.settle()
        made = (await client.post("/api/insight/experiments", json=PLAN)).json()
        told = [
            (await client.get(f"/api/insight/experiments/{made['id']}/arm", params={"person": f"user_id:u{n}"})).json()
            for n in range(12)
        ]
        for name, segment in made["segments"].items():
            listed = (await client.post("/api/segments/people", json={"segment": segment})).json()["people"]
            assert sorted(one["person"] for one in told if one["arm"] == name) == sorted(listed)
        assert {one["event"]["properties"]["variation_id"] for one in told} <= {"对照", "短信"}
        async with platform.postgres.session() as session:
            audited = (await session.execute(text("SELECT action FROM audit_log"))).scalars().all()
        assert "experiments.created" in audited
