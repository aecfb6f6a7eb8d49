"""What staff did with a moment, who saw it and liked it, and what is done about those who did nothing."""

import random

import pytest
from sqlalchemy import text

from huoshui.relations import operations as relations
from huoshui.relations.moments import looking
from huoshui.relations.moments.contract import MomentOver, NobodyLeftToRemind
from huoshui.relations.sends.contract import Message
from tests.relations.moments.conftest import Desk, autumn

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


class TestNumbers:
    async def test_keep_who_published_apart_from_who_could_see_it(self, desk: Desk) -> None:
        anna, bert = await desk.befriend("安", "博")
        (dora,) = await desk.befriend("多", staff="lisi")
        desk.pool.acts.add(anna, "lisi")
        await desk.know()
        number = await desk.asked()
        counts = (await desk.moment(number)).counts
        assert (counts.asked, counts.published, counts.chosen, counts.shown) == (3, 0, 3, 0)
        desk.publish("lisi")
        await desk.tend()
        desk.pool.acts.like(desk.made[0], anna)
        desk.pool.acts.like(desk.made[0], dora)
        desk.pool.acts.comment(desk.made[0], anna)
        await desk.tend()
        counts = (await desk.moment(number)).counts
        assert (counts.published, counts.shown, counts.engaged, counts.likes, counts.comments) == (1, 2, 2, 2, 1)
        assert (counts.published_rate, counts.reach, counts.engagement) == (1 / 3, 2 / 3, 1.0)
        assert bert.external_userid not in desk.made[0].shown_to["lisi"]

    async def test_tell_whom_the_platform_did_not_show_it_to(self, desk: Desk) -> None:
        await desk.befriend("安", "博")
        desk.pool.corp.moments_shown_a_month = 0
        number = await desk.asked()
        desk.publish("zhangsan")
        await desk.tend()
        counts = (await desk.moment(number)).counts
        assert (counts.chosen, counts.shown, counts.reach) == (2, 0, 0.0)

    @pytest.mark.parametrize("seed", [1, 2])
    async def test_are_the_platforms_whatever_happens_in_between(self, desk: Desk, seed: int) -> None:
        chance = random.Random(seed)
        people = await desk.befriend("安", "博", "陈")
        people += await desk.befriend("多", "恩", staff="lisi")
        number = await desk.asked()
        (made,) = desk.made
        for _ in range(12):
            seen = [one for one in people if any(one.external_userid in them for them in made.shown_to.values())]
            match chance.randrange(4 if seen else 2):
                case 0:
                    desk.publish(chance.choice(("zhangsan", "lisi", "wangwu")))
                case 1:
                    await desk.tend(minutes=chance.choice((1, 30, 90)))
                case 2:
                    desk.pool.acts.like(made, chance.choice(seen))
                case _:
                    desk.pool.acts.comment(made, chance.choice(seen))
        for _ in range(2):
            await desk.tend(hours=2)
            counts = (await desk.moment(number)).counts
            assert (counts.published, counts.likes, counts.comments) == (
                len(made.published), len(made.likes), len(made.comments),
            )  # fmt: skip
            assert counts.shown == len({one for them in made.shown_to.values() for one in them})
            assert counts.engaged <= counts.shown <= counts.chosen == 5
        told = await desk.told()
        assert len(told) == len(made.likes) + len(made.comments)

    async def test_are_read_until_a_month_is_over_and_then_no_more(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安")
        number = await desk.asked()
        desk.publish("zhangsan")
        await desk.tend()
        await desk.tend(days=20)
        desk.pool.acts.like(desk.made[0], anna)
        await desk.tend(hours=2)
        assert (await desk.moment(number)).counts.likes == 1
        await desk.tend(days=12)
        assert await desk.state() == "done"
        desk.pool.server.asked.clear()
        await desk.tend(days=3)
        assert desk.pool.server.asked == {}

    async def test_survive_a_crash_between_any_two_lines(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        (anna,) = await desk.befriend("安")
        lines = ("_KNOWN", "_HAVE_PUBLISHED", "_CUSTOMERS", "_ACTS", "_LOOK_AGAIN")
        for turn, statement in enumerate(lines, start=1):
            number = await desk.asked(autumn(message=Message(f"第 {turn} 种断法")), key=f"crash-key-{turn}")
            desk.publish("zhangsan")
            desk.pool.acts.like(desk.made[-1], anna)
            desk.pool.acts.comment(desk.made[-1], anna)
            with monkeypatch.context() as patch:
                patch.setattr(looking, statement, text("SELECT 1 / 0 AS crash"))
                with pytest.raises(Exception, match="division by zero"):
                    await desk.tend()
            for _ in range(2):
                await desk.tend(minutes=4)
            counts = (await desk.moment(number)).counts
            assert (counts.published, counts.shown, counts.likes, counts.comments) == (1, 1, 1, 1), statement
            assert len(await desk.told()) == 2 * turn, statement


class TestActs:
    async def test_become_events_of_the_person_once(self, desk: Desk) -> None:
        anna, bert = await desk.befriend("安", "博")
        await desk.asked()
        desk.publish("zhangsan")
        desk.pool.acts.like(desk.made[0], anna)
        for _ in range(2):
            desk.pool.acts.comment(desk.made[0], bert)
        await desk.tend()
        wanted = [
            ("comment", "zhangsan", "秋日上新"),
            ("comment", "zhangsan", "秋日上新"),
            ("like", "zhangsan", "秋日上新"),
        ]
        assert sorted(await desk.told()) == wanted
        async with desk.pool.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE moment_acts SET tells = true"))  # the commit got lost
        assert sorted(await desk.told()) == wanted

    async def test_of_who_was_erased_are_nobodys_and_still_count(self, desk: Desk) -> None:
        anna, bert = await desk.befriend("安", "博")
        number = await desk.asked()
        desk.publish("zhangsan")
        desk.pool.acts.like(desk.made[0], anna)
        desk.pool.acts.comment(desk.made[0], anna)
        desk.pool.acts.like(desk.made[0], bert)
        await desk.tend()
        before = (await desk.moment(number)).counts
        (row,) = await desk.pool.rows(
            "SELECT identity FROM relation_contacts WHERE contact = :c", c=anna.external_userid
        )
        async with desk.pool.platform.postgres.transaction() as session:
            await relations.erase(session, identities=[row.identity], now=desk.pool.hours.moment())
        assert await desk.erase(row.identity) == {"moment_acts": 2, "moment_customers": 1}
        await desk.tend()
        assert (await desk.moment(number)).counts == before
        for table in ("moment_acts", "moment_customers"):
            kept = await desk.pool.rows(f"SELECT 1 FROM {table} WHERE contact = :c", c=anna.external_userid)
            assert kept == []
        assert [kind for kind, _, _ in await desk.told()] == ["like"]


class TestReminding:
    async def test_reminds_only_who_has_not_published_and_three_times_a_day(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.asked()
        desk.publish("lisi", "wangwu")
        await desk.tend()
        for _ in range(3):
            assert await desk.remind(number) == 1
            await desk.tend()
        with pytest.raises(NobodyLeftToRemind):
            await desk.remind(number)
        assert [one["said"]["touser"] for one in desk.pool.corp.messages] == ["zhangsan"] * 3
        assert "秋日上新" in desk.pool.corp.messages[0]["said"]["text"]["content"]
        desk.pool.hours.pass_by(hours=25)
        assert await desk.remind(number, "zhangsan") == 1

    async def test_says_whom_it_did_not_reach_and_tries_no_second_time(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.asked()
        del desk.pool.corp.staff["wangwu"]
        await desk.remind(number)
        await desk.tend()
        rows = await desk.pool.rows("SELECT staff, problem, reminds FROM moment_staff ORDER BY staff")
        assert [(row.staff, row.problem, row.reminds) for row in rows] == [
            ("lisi", "", False), ("wangwu", "the app may not write to them", False), ("zhangsan", "", False),
        ]  # fmt: skip
        await desk.tend()
        assert len(desk.pool.corp.messages) == 1


class TestStopping:
    async def test_stops_who_has_not_published_and_goes_on_counting_the_others(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安")
        await desk.befriend("博", staff="lisi")
        number = await desk.asked()
        desk.publish("zhangsan")
        await desk.cancel(number)
        await desk.cancel(number)
        await desk.tend()
        assert await desk.doing() == {"zhangsan": "published", "lisi": "canceled", "wangwu": "canceled"}
        desk.publish("lisi")
        desk.pool.acts.like(desk.made[0], anna)
        await desk.tend(hours=2)
        moment = await desk.moment(number)
        assert (moment.state, moment.counts.asked, moment.counts.published, moment.counts.likes) == (
            "canceled",
            3,
            1,
            1,
        )
        with pytest.raises(MomentOver):
            await desk.remind(number)
