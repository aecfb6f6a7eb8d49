"""Channel quality: what is seen of followers, exact; bursts; and shares that add up."""

from datetime import UTC, datetime

import httpx2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huoshui.app.platform import Platform
from huoshui.insight.quality import queries, rules, warehouse
from huoshui.insight.quality.contract import QualityQuestion
from huoshui.insight.science import follower_quality
from tests.insight.happened import BEGIN, DAY, MINUTE, Deed, Sale, World, ground_of, shards, split

PERIOD = {"from": "2026-10-01", "to": "2026-11-01"}
AT = datetime(2026, 11, 1, tzinfo=UTC)
ASKED = QualityQuestion.model_validate({"period": PERIOD})


def world() -> World:
    """Person 1 follows, likes, reads and stays; 2 follows and unfollows; 3 to 6 share a device; 7 came privately."""
    device = {"identities": (900,), "namespaces": ("device",)}
    deeds = [
        Deed(1, BEGIN + DAY, "Account Followed", "douyin"), Deed(11, BEGIN + 2 * DAY, "Content Liked", "douyin"),
        Deed(11, BEGIN + 8 * DAY, "Message Clicked", "wecom"), Deed(1, BEGIN + 8 * DAY, "Message Sent", "wecom"),
        Deed(1, BEGIN + 9 * DAY, "Message Sent", "wecom"), Deed(1, BEGIN + 31 * DAY, "Content Viewed", "douyin"),
        Deed(2, BEGIN + DAY, "Account Followed", "weibo"), Deed(2, BEGIN + 3 * DAY, "Account Unfollowed", "weibo"),
        *(Deed(who, BEGIN + 2 * DAY + who * MINUTE, "Account Followed", "weibo", **device) for who in range(3, 7)),
        Deed(7, BEGIN + DAY, "Message Replied", "wecom"), Deed(8, BEGIN - DAY, "Content Viewed", "douyin"),
    ]  # fmt: skip
    return World(deeds, [Sale(1, BEGIN + 9 * DAY, 700)], people={1: {"reach": ("wecom",)}, 2: {}}, person_of={11: 1})


class TestWhatIsSeen:
    async def test_of_each_follower_is_what_happened(self, platform: Platform) -> None:
        await world().settle(platform)
        rows = (await warehouse.followers(await ground_of(platform, ASKED, now=AT))).to_pylist()
        assert [row["person"] for row in rows] == [1, 2, 3, 4, 5, 6]  # 7 has no public channel, 8 came earlier
        one = rows[0]
        figures = (
            "interactions",
            "deliveries",
            "reads",
            "shared",
            "reachable",
            "net_fen",
            "left_soon",
            "back",
            "lately",
        )
        assert [one[name] for name in figures] == [2, 2, 1, 0, 1, 700, 0, 1, 1]
        assert one["retained"] == [1, 1, 1]
        assert (rows[1]["left_soon"], rows[1]["retained"], rows[1]["lately"]) == (1, [0, 0, 0], 1)
        assert [row["shared"] for row in rows] == [0, 0, 1, 1, 1, 1]
        assert [row["back"] for row in rows[2:]] == [0] * 4

    async def test_is_the_same_on_four_shards(self, platform: Platform) -> None:
        async with shards(platform) as apart:
            await split(platform, world())
            one, many = [
                (await warehouse.followers(await ground_of(platform, ASKED, now=AT, clickhouse=clickhouse))).to_pylist()
                for clickhouse in (platform.clickhouse, apart)
            ]
            assert one == many


class TestBursts:
    def test_are_quarters_of_an_hour_in_which_many_more_came_than_by_chance(self) -> None:
        random = np.random.default_rng(1)
        steady = np.sort(random.integers(0, 60 * DAY, 800))
        burst = 30 * DAY + random.integers(0, 12 * MINUTE, 60)
        at = np.concatenate([steady, burst])
        found = rules.bursts(np.zeros(len(at), dtype=np.int64), at)
        assert found[800:].all()
        assert found[:800].sum() <= 3

    def test_a_campaign_day_is_none(self) -> None:
        random = np.random.default_rng(2)
        at = np.concatenate([random.integers(0, 60 * DAY, 500), 30 * DAY + random.integers(0, DAY, 1500)])
        assert rules.bursts(np.zeros(len(at), dtype=np.int64), at).mean() < 0.01

    def test_of_one_channel_do_not_count_for_another(self) -> None:
        at = np.full(40, 5 * DAY) + np.arange(40)
        assert not rules.bursts(np.arange(40), at).any()


class TestTheReport:
    @settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(seed=st.integers(0, 99))
    async def test_shares_add_up_whatever_came(self, platform: Platform, seed: int) -> None:
        random = np.random.default_rng(seed)
        deeds = [
            Deed(int(random.integers(1, 60)), BEGIN + int(random.integers(0, 30 * DAY)),
                 str(random.choice(["Content Liked", "Content Viewed", "Account Followed", "Account Unfollowed"])),
                 str(random.choice(["douyin", "weibo", "wecom"])))
            for _ in range(150)
        ]  # fmt: skip
        await World(deeds).settle(platform)
        found = await queries.report(await ground_of(platform, ASKED, now=AT))
        for line in (*found.channels, found.total):
            assert line.active.people + line.silent.people + line.fake.people == pytest.approx(line.arrivals)
            assert 0 <= line.people <= line.arrivals + 1e-9
        assert sum(line.arrivals for line in found.channels) == found.total.arrivals
        assert sum(line.people for line in found.channels) == pytest.approx(found.total.people)

    async def test_of_nobody_is_empty(self, client: httpx2.AsyncClient) -> None:
        answer = (await client.post("/api/insight/channel-quality", json={"period": PERIOD})).json()
        assert (answer["channels"], answer["total"]["arrivals"], answer["total"]["fake"]["value"]) == ([], 0, None)

    async def test_says_it_in_a_sentence_and_names_reasons(
        self, client: httpx2.AsyncClient, platform: Platform
    ) -> None:
        await world().settle(platform)
        body = {"period": {"from": "2026-10-01", "to": "2026-11-01"}}
        answer = (await client.post("/api/insight/channel-quality", json=body)).json()
        weibo = next(one for one in answer["channels"] if one["channel"] == "weibo")
        assert weibo["arrivals"] == 5
        assert weibo["sentence_zh"].startswith("微博带来 5 人，其中约 ")
        people = await client.post("/api/insight/channel-quality/people", json={**body, "channel": "weibo"})
        reasons = {tuple(one["reasons"]) for one in people.json()["people"]}
        assert ("shared_device", "never_back", "no_interaction") in reasons
        mars = await client.post("/api/insight/channel-quality/people", json={**body, "channel": "mars"})
        assert mars.json()["code"] == "NoSuchChannel"


class TestChances:
    def test_of_a_part_are_told_to_all(self) -> None:
        random = np.random.default_rng(4)
        size = 400
        fake = random.random(size) < 0.3
        seen = follower_quality.Followers(
            channels=random.integers(0, 2, size), age=np.full(size, 20.0),
            interactions=np.where(fake, 0, random.poisson(4, size)).astype(float), deliveries=np.full(size, 5.0),
            reads=np.where(fake, 0, random.binomial(5, 0.4, size)).astype(float),
            signs=(random.random((size, 2)) < np.where(fake, 0.8, 0.02)[:, None]).astype(float),
        )  # fmt: skip
        fitted = follower_quality.fit(seen, channels=2)
        again = follower_quality.chances(seen, fitted)
        assert np.abs(again - fitted.chance).max() < 0.02
