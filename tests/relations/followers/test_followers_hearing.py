"""Callbacks into histories and ledgers, and what a comparison repairs of what was lost."""

import random

import pytest

from huoshui.access.contract import LOCAL
from huoshui.connectors import operations as connectors
from huoshui.relations.followers import queries
from huoshui.relations.followers.contract import FollowerSyncRunning, Kind
from tests.relations.followers.world import NOTICE, ONCE, Square


async def busy(square: Square, chance: random.Random, acts: int = 60) -> None:
    """A day on which everything happens."""
    fans = [square.acts.appear(unionid=f"union-{number}") for number in range(10)]
    for _ in range(acts):
        square.hours.pass_by(seconds=chance.choice([1, 7, 120]))
        fan = chance.choice(fans)
        match chance.randrange(6):
            case 0 | 1 if not fan.follows:
                square.acts.follow(fan, scene=chance.choice(["", "shop1", "ad7"]))
            case 2 if fan.follows:
                square.acts.unfollow(fan)
            case 3:
                square.acts.scan(fan, "shop2")
            case 4:
                square.acts.answer(fan, **{ONCE: chance.choice(["accept", "accept", "reject"])})
            case _:
                square.acts.write(fan, "你好")


class TestHear:
    @pytest.mark.parametrize("seed", [1, 2])
    async def test_comes_to_what_wechat_has_in_any_order_and_with_repeats(self, square: Square, seed: int) -> None:
        chance = random.Random(seed)
        await busy(square, chance)
        told = square.letters()
        arriving = [*told, *chance.sample(told, len(told) // 3)]
        chance.shuffle(arriving)
        await square.hear(*arriving)
        assert await square.following() == square.really()
        really = {
            (fan.openid, ONCE): fan.accepted[ONCE] for fan in square.account.fans.values() if ONCE in fan.accepted
        }
        assert await square.balances() == really

    async def test_keeps_the_scene_of_a_code_and_leads_an_event_to_its_campaign(self, square: Square) -> None:
        fan = square.acts.appear(unionid="union-1")
        square.acts.follow(fan, scene="spring-door-3")
        await square.hear_all()
        await square.read()
        assert await square.forward() == [("Official Account Followed", fan.openid, "spring-door-3")]
        (row,) = await square.rows("SELECT unionid, way, source FROM followers")
        assert (row.unionid, row.way, row.source) == ("union-1", "ADD_SCENE_QR_CODE", "spring-door-3")

    async def test_tells_each_happening_once_however_often_it_is_said(self, square: Square) -> None:
        fan = square.acts.appear()
        square.acts.follow(fan)
        square.hours.pass_by(hours=1)
        square.acts.unfollow(fan)
        told = square.letters()
        await square.hear(*told, *told)
        square.hours.pass_by(minutes=3)
        names = [name for name, _, _ in await square.forward()]
        assert names == ["Official Account Followed", "Official Account Unfollowed"]
        await square.hear(*told)
        assert [name for name, _, _ in await square.forward()] == names

    async def test_notes_what_opens_a_window_and_not_what_leads_elsewhere(self, square: Square) -> None:
        fan = square.acts.appear()
        square.acts.click(fan, "MENU_A")
        square.acts.click(fan, "https://huoshui.example/", button="VIEW")
        square.acts.write(fan, "我的电话是 13812345678")
        await square.hear_all()
        rows = await square.rows("SELECT kind, said FROM follower_facts ORDER BY id")
        assert [(row.kind, row.said) for row in rows] == [("menu_clicked", {}), ("messaged", {})]

    async def test_another_platforms_letters_are_none_of_ours(self, square: Square) -> None:
        square.acts.follow(square.acts.appear())
        square.connected = type(square.connected)(**{
            name: getattr(square.connected, name) for name in square.connected.__slots__} | {"channel": "wecom"})  # fmt: skip
        await square.hear_all()
        assert await square.rows("SELECT 1 FROM followers") == []


class TestCompare:
    @pytest.mark.parametrize("seed", [3, 4])
    async def test_repairs_what_was_lost_and_says_so(self, square: Square, seed: int) -> None:
        chance = random.Random(seed)
        await busy(square, chance, 80)
        await square.hear(*[one for one in square.letters() if chance.random() > 0.4])
        square.hours.pass_by(minutes=5)
        run = await square.compare()
        assert run.state == "done"
        assert await square.following() == square.really()
        assert run.counts["followers"] == run.counts["total"] == len(square.really())
        again = await square.compare()
        assert (again.repaired, again.state) == ({}, "done"), "a second comparison finds nothing to repair"

    async def test_goes_on_behind_the_last_who_was_read(self, square: Square) -> None:
        square.server.page = 150
        for number in range(320):
            fan = square.acts.appear(unionid=f"union-{number}")
            fan.follows, fan.followed_at, fan.way = True, int(square.hours.at) - number, "ADD_SCENE_SEARCH"

        async def tires(path: str) -> int | None:
            return 45009 if square.server.asked["cgi-bin/user/info/batchget"] > 2 else None

        square.server.before = tires
        broken = await square.compare()
        assert (broken.state, broken.counts["followers"]) == ("failed", 150)
        assert "quota used (45009)" in broken.problem
        square.server.before = None
        square.hours.pass_by(hours=20)
        await square.platform.speakers.aclose()
        from huoshui.channels.wecom.scheduler import Scheduler  # noqa: PLC0415 the quota's day is over

        square.platform.speakers._scheduler = Scheduler()
        done = await square.compare()
        assert (done.id, done.state, done.counts["followers"]) == (broken.id, "done", 320)
        assert await square.following() == square.really()

    async def test_a_callback_that_comes_late_is_no_second_event(self, square: Square) -> None:
        fan = square.acts.appear(unionid="union-1")
        square.acts.follow(fan, scene="shop1")
        late = square.letters()
        await square.compare()
        assert await square.forward() == [("Official Account Followed", fan.openid, "shop1")]
        await square.hear(*late)
        square.hours.pass_by(minutes=3)
        assert await square.forward() == [("Official Account Followed", fan.openid, "shop1")]

    async def test_reads_the_templates_and_which_are_for_long(self, square: Square) -> None:
        await square.compare()
        rows = await square.rows("SELECT template, title, kind FROM follower_templates ORDER BY kind")
        assert {row.kind: row.title for row in rows} == {
            "lasting": "会员动态",
            "message": "服务进度",
            "once": "到货提醒",
        }
        del square.account.messages[NOTICE]
        await square.compare()
        async with square.platform.postgres.session() as session:
            listed = await queries.templates(session, now=square.hours.moment())
        assert sorted(one.kind for one in listed) == ["lasting", "once"]

    async def test_is_refused_while_one_runs(self, square: Square) -> None:
        await square.begin()
        with pytest.raises(FollowerSyncRunning):
            await square.begin()

    async def test_a_paused_connector_ends_it_with_the_reason(self, square: Square) -> None:
        comparison = await square.begin()
        async with square.platform.postgres.transaction() as session:
            await connectors.pause(session, name="fans", paused=True, viewer=LOCAL, now=square.hours.moment())
        assert (await comparison.perform()).state == "failed"


class TestMiniProgram:
    @pytest.fixture
    def channel(self) -> str:
        return "miniprogram"

    async def test_has_users_with_balances_and_no_list_of_followers(self, square: Square) -> None:
        fan = square.acts.appear()
        square.acts.answer(fan, **{ONCE: "accept"})
        square.acts.enter(fan)
        await square.hear_all()
        run = await square.compare()
        assert (run.state, run.counts) == ("done", {"templates": 2})
        assert await square.balances() == {(fan.openid, ONCE): 1}
        async with square.platform.postgres.session() as session:
            (known,), _ = await queries.followers(session, now=square.hours.moment())
        assert (known.channel, known.window.left, known.window.by) == ("miniprogram", 2, Kind.SERVICE_ENTERED)


class TestErase:
    async def test_leaves_nothing_and_drops_what_wechat_goes_on_telling(self, square: Square) -> None:
        from huoshui.relations.followers import operations  # noqa: PLC0415 as it is wired
        from huoshui.relations.followers.syncing.binding import identity  # noqa: PLC0415

        fan, other = square.acts.appear(), square.acts.appear()
        for one in (fan, other):
            square.acts.follow(one)
            square.acts.answer(one, **{ONCE: "accept"})
        await square.hear_all()
        square.hours.pass_by(minutes=3)
        await square.forward()
        mine, now = identity(square.platform.keys, square.account.appid, fan.openid), square.hours.moment()
        async with square.platform.postgres.transaction() as session:
            counts = await operations.erase(session, identities=[mine], now=now)
        assert counts == {
            "follower_facts": 1, "subscription_lines": 1, "subscriptions": 1, "follower_sends": 0, "followers": 1
        }  # fmt: skip
        assert [row.openid for row in await square.rows("SELECT openid FROM followers")] == [other.openid]
