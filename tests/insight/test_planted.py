"""What the demo brand plants, found again: which channels bring value, who is no person, and where people flow."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from huoshui.app.platform import Platform
from huoshui.bedrock import clock
from huoshui.insight.attribution import queries as attribution
from huoshui.insight.attribution.contract import MODELS, AttributionQuestion
from huoshui.insight.quality import queries as quality
from huoshui.insight.quality import rules, warehouse
from huoshui.insight.quality.contract import CLASSES, QualityQuestion
from huoshui.insight.value import queries as value
from huoshui.insight.value.contract import ValueQuestion
from huoshui.rehearsal.planted import SEAS
from tests.insight.happened import Deed, Sale, World, ground_of
from tests.rehearsal.told import Told, hear
from tests.world import engines

LIFT = {sea.name: sea.lift for sea in SEAS}
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PERIOD = {"last_days": 125}


def lay_down(told: Told) -> World:
    """The market's events by who can be proved one: an identity for each group of a person's identifiers."""
    groups = {
        (pair, row["person"]): group
        for row in told.people
        for pair, group in zip(zip(row["namespaces"], row["values"], strict=True), row["groups"], strict=True)
    }
    world, devices = World(), {}
    orders: dict[str, list[Any]] = {}
    for one in told.messages:
        if one.person is None:
            continue
        group = next((groups[pair, one.person] for pair in one.identifiers if (pair, one.person) in groups), 0)
        identity = one.person * 32 + group + 1
        device = [devices.setdefault(pair, (1 << 50) + len(devices)) for pair in one.identifiers if pair[0] == "device"]
        more = {"identities": tuple(device), "namespaces": ("device",) * len(device)}
        kept = {name: one.properties[name] for name in ("campaign_id", "code") if name in one.properties}
        world.deeds.append(Deed(identity, one.at, one.name, one.channel, kept, **more))
        if one.name == "Order Completed":
            orders[one.properties["order_id"]] = [
                identity,
                one.at,
                round(float(one.properties["total"]) * 100),
                one.channel,
            ]
        elif one.name in ("Order Refunded", "Order Cancelled") and one.properties["order_id"] in orders:
            left = orders[one.properties["order_id"]]
            left[2] -= round(float(one.properties.get("refund", left[2] / 100)) * 100)
    world.sales = [Sale(who, at, fen, fen > 0, channel=channel) for who, at, fen, channel in orders.values()]
    return world


@pytest.fixture(scope="module")
def told() -> Told:
    return hear(people=3_000, days=120, seed=7)


@pytest.fixture(scope="module")
async def market(shared_platform: Platform, told: Told) -> Platform:
    await engines.empty(shared_platform)
    await lay_down(told).settle(shared_platform)
    return shared_platform


class TestAttribution:
    async def test_ranks_channels_more_truly_than_the_last_touch(self, market: Platform) -> None:
        asked = AttributionQuestion.model_validate({"period": PERIOD, "channels": list(LIFT), "draws": 10})
        found = await attribution.attribution(await ground_of(market, asked, now=NOW), asked=asked)
        lines = {line.value: line for line in found.lines}
        assert set(lines) == set(LIFT)

        def agrees(model: str) -> float:
            worth = [line.credit[model].value / (line.people or 1) for line in lines.values()]
            return float(spearmanr(worth, [LIFT[name] for name in lines]).statistic)

        rank = {model: agrees(model) for model in MODELS}
        assert rank["last"] < 0.6
        assert rank["first"] >= rank["last"] + 0.1, rank
        assert all(rank[model] > rank["last"] for model in ("first", "linear", "position", "time_decay", "markov")), (
            rank
        )

    async def test_by_the_last_touch_puts_the_money_where_it_changes_nothing(self, market: Platform) -> None:
        asked = AttributionQuestion.model_validate({"period": PERIOD, "channels": list(LIFT), "draws": 0})
        found = await attribution.attribution(await ground_of(market, asked, now=NOW), asked=asked)
        by_last = max(found.lines, key=lambda line: line.credit["last"].conversions)
        retargeter = next(line for line in found.lines if line.value == "wechat_ads")
        assert by_last.value == "wechat_ads"
        assert retargeter.credit["first"].conversions < 0.7 * retargeter.credit["last"].conversions


class TestValue:
    async def test_per_arrival_is_in_the_order_of_the_planted_lifts(self, market: Platform) -> None:
        asked = ValueQuestion.model_validate({"period": PERIOD, "start": "arrival", "horizons": [30]})
        cohorts = await value.observed(await ground_of(market, asked, now=NOW), asked=asked)
        worth = {one.key: one.net_fen / one.people for one in cohorts if one.key in LIFT}
        online = [name for name in worth if name != "stores"]  # who walks in becomes a contact far more often
        rank = spearmanr([worth[name] for name in online], [LIFT[name] for name in online]).statistic
        assert rank >= 0.6, worth


class TestChannelQuality:
    async def test_finds_the_bought_followers(self, market: Platform, told: Told) -> None:
        asked = QualityQuestion.model_validate({"period": PERIOD})
        ground = await ground_of(market, asked, now=NOW)
        seen = rules.read(await warehouse.followers(ground), now=clock.milliseconds(NOW))
        fitted, chance, _ = rules.mixture(seen, channels=len(quality.NAMES))
        kinds = np.array([told.people[person // 32]["type"] for person in seen.persons])
        fake, score = kinds == "fake", chance[:, CLASSES.index("fake")]
        assert fake.sum() > 150
        order = np.argsort(score, kind="stable")
        ranks = np.empty(len(score))
        ranks[order] = np.arange(1, len(score) + 1)
        auc = (ranks[fake].sum() - fake.sum() * (fake.sum() + 1) / 2) / (fake.sum() * (~fake).sum())
        assert auc > 0.97, auc
        sure = score > 0.95
        assert fake[sure].mean() > 0.97
        assert sure[fake].mean() > 0.6
        names = np.array([name for name, _ in quality.NAMES])[seen.place]
        for sea in ("weibo", "kuaishou", "douyin", "xiaohongshu"):
            inside = names == sea
            assert abs(score[inside].mean() - fake[inside].mean()) < 0.02, sea
        active = chance[:, CLASSES.index("active")]
        assert active[kinds == "real"].mean() > active[kinds == "silent"].mean() + 0.1
        assert fitted.rounds > 1

    async def test_says_of_how_many_arrivals_how_many_are_people(self, market: Platform) -> None:
        asked = QualityQuestion.model_validate({"period": PERIOD})
        found = await quality.report(await ground_of(market, asked, now=NOW))
        weibo = next(one for one in found.channels if one.channel == "weibo")
        zh, en = weibo.sentence
        assert f"{weibo.arrivals:,} 人" in zh
        assert f"about {round(weibo.people):,} are people" in en
        assert 0.8 < weibo.people / weibo.arrivals < 0.93
