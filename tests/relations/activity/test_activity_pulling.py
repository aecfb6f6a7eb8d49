"""Pulling: each figure once, what was late or wrong in its place, and on from where it broke off."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.shapes.staff import GroupFigures
from huoshui.relations.activity import operations
from huoshui.relations.activity.contract import PullRunning, Step
from huoshui.relations.operations import staff
from tests.relations.activity.conftest import Desk
from tests.relations.world import CORP, Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

YESTERDAY = date(2026, 11, 19)
_A_GROUP_EACH = text("""
    INSERT INTO customer_groups (corp, id, owner, opened_at)
    SELECT :corp, 'wr' || number, 'owner' || lpad(CAST(number AS text), 3, '0'), :at FROM generate_series(0, 100) AS number
""")
BEHAVIOR, GROUPS = "get_user_behavior_data", "groupchat/statistic"


def back(pool: Pool, days: int) -> None:
    """Go some days before the morning on which everything begins."""
    pool.hours.pass_by(days=-days)


class TestPull:
    async def test_reads_half_a_year_at_first_and_thirty_days_from_then_on(self, pool: Pool, desk: Desk) -> None:
        await pool.compare()
        first = await desk.pull()
        assert (first.state, first.step, first.staff, first.staff_done, first.until) == (
            "done", Step.DONE, 3, 3, YESTERDAY,
        )  # fmt: skip
        assert desk.asked(BEHAVIOR) == 3 * 6
        known = await desk.days()
        assert (min(known), max(known), len(known)) == (YESTERDAY - timedelta(days=177), YESTERDAY, 178)
        pool.hours.pass_by(days=1)
        second = await desk.pull()
        assert desk.asked(BEHAVIOR) == 3 * 6 + 3 + 1, "and once more, for the token was a day old"
        assert (second.state, second.figures, second.corrected) == ("done", 3, 0)

    async def test_keeps_what_each_did_on_each_day(self, pool: Pool, desk: Desk) -> None:
        back(pool, 3)
        anna, bert = (pool.acts.add(pool.acts.appear(name), "zhangsan") for name in ("安", "博"))
        pool.acts.add(pool.acts.appear("陈"), "lisi")
        pool.acts.write(anna, by_customer=True)
        pool.hours.pass_by(minutes=6)
        pool.acts.write(anna)
        pool.acts.write(anna)
        pool.acts.write(bert, by_customer=True)
        pool.hours.pass_by(days=1)
        pool.acts.write(bert)
        pool.acts.customer_deletes(anna)
        pool.hours.pass_by(days=2)
        await pool.compare()
        await desk.pull()
        known = await desk.days()
        monday = known[date(2026, 11, 17)]
        assert (monday.added, monday.chats, monday.messages, monday.replied, monday.first_reply) == (2, 1, 2, 50, 6)
        tuesday = known[date(2026, 11, 18)]
        assert (tuesday.added, tuesday.deleted, tuesday.chats, tuesday.replied) == (0, 1, 1, None)
        assert (await desk.days("lisi"))[date(2026, 11, 17)].added == 1, "staff are never added together"

    async def test_a_second_pull_of_the_same_changes_nothing(self, pool: Pool, desk: Desk) -> None:
        back(pool, 2)
        pool.acts.add(pool.acts.appear("安"), "zhangsan")
        pool.hours.pass_by(days=2)
        await pool.compare()
        await desk.pull()
        before = await pool.rows("SELECT * FROM staff_days ORDER BY staff, day")
        again = await desk.pull()
        assert (again.state, again.figures, again.corrected) == ("done", 0, 0)
        assert await pool.rows("SELECT * FROM staff_days ORDER BY staff, day") == before

    async def test_what_was_nothing_in_the_night_is_corrected_in_the_morning(self, pool: Pool, desk: Desk) -> None:
        back(pool, 1)
        pool.acts.add(pool.acts.appear("安"), "zhangsan")
        pool.hours.pass_by(days=1)
        await pool.compare()
        pool.corp.counted_at_hour = 12  # later than we expect it
        early = await desk.pull()
        assert (await desk.days())[YESTERDAY].added == 0
        pool.hours.pass_by(hours=3)
        late = await desk.pull()
        day = (await desk.days())[YESTERDAY]
        assert (early.corrected, late.figures, late.corrected) == (0, 1, 1)
        assert (day.added, day.corrected_at) == (1, pool.hours.moment())

    async def test_does_not_ask_for_a_day_before_it_is_counted(self, pool: Pool, desk: Desk) -> None:
        pool.hours.pass_by(hours=-2)  # eight in the morning
        await pool.compare()
        pull = await desk.pull()
        assert (pull.until, max(await desk.days())) == (YESTERDAY - timedelta(days=1),) * 2

    async def test_days_that_nobody_pulled_are_caught_up(self, pool: Pool, desk: Desk) -> None:
        await pool.compare()
        await desk.pull()
        pool.hours.pass_by(days=50)
        asked = desk.asked(BEHAVIOR)
        await desk.pull()
        assert desk.asked(BEHAVIOR) - asked == 3 * 2 + 1, "and once more, for the token was too old"
        assert len(await desk.days()) == 178 + 50

    async def test_follow_a_staff_member_who_is_called_differently(self, pool: Pool, desk: Desk) -> None:
        pool.acts.open_group("zhangsan", "一群")
        await pool.compare()
        await desk.pull()
        async with pool.platform.postgres.transaction() as session:
            await staff.rename(session, corp=CORP, staff="zhangsan", becomes="zhangsan2")
        assert [len(await desk.days(name)) for name in ("zhangsan", "zhangsan2")] == [0, 178]
        assert [len(await desk.of_groups(name)) for name in ("zhangsan", "zhangsan2")] == [0, 178]


class TestGroups:
    async def test_are_kept_by_owner_and_day(self, pool: Pool, desk: Desk) -> None:
        back(pool, 2)
        chat = pool.acts.open_group("zhangsan", "一群")
        anna, bert = pool.acts.appear("安"), pool.acts.appear("博")
        pool.acts.join(chat, anna)
        pool.acts.write_in(chat, anna.external_userid)
        pool.hours.pass_by(days=1)
        pool.acts.join(chat, bert)
        pool.acts.write_in(chat, anna.external_userid)
        pool.acts.write_in(chat, "zhangsan")
        pool.hours.pass_by(days=1)
        await pool.compare()
        await desk.pull()
        told = await desk.of_groups()
        first, second = told[YESTERDAY - timedelta(days=1)], told[YESTERDAY]
        assert (first.opened, first.groups, first.joined, first.members, first.messages) == (1, 1, 2, 2, 1)
        assert (second.opened, second.joined, second.members, second.talked, second.messages) == (0, 1, 3, 2, 3)

    async def test_of_a_hundred_owners_are_asked_together(self, pool: Pool, desk: Desk) -> None:
        await pool.compare()
        async with pool.platform.postgres.transaction() as session:
            line = {"corp": CORP, "at": pool.hours.moment()}
            await session.execute(_A_GROUP_EACH, line)
            await operations.keep_groups(
                session, corp=CORP, day=YESTERDAY, told=[("owner000", GroupFigures())], now=pool.hours.moment()
            )
        await desk.pull()
        assert desk.asked(GROUPS) == 30 * 2
        assert len(await pool.rows("SELECT DISTINCT staff FROM owner_days")) == 101


class TestBreakingOff:
    async def test_goes_on_behind_what_was_read(self, pool: Pool, desk: Desk) -> None:
        pool.acts.open_group("zhangsan", "一群")
        await pool.compare()
        answered = 0

        async def after_two_staff(path: str) -> int | None:
            nonlocal answered
            answered += path.endswith(BEHAVIOR)
            return int(Code.NO_PERMISSION) if answered > 13 else None

        pool.server.before = after_two_staff
        broken = await desk.pull()
        assert (broken.state, broken.staff_done) == ("failed", 2)
        assert "no permission (48002)" in broken.problem
        pool.server.before = None
        asked = desk.asked(BEHAVIOR)
        resumed = await desk.pull()
        assert (resumed.id, resumed.state, resumed.staff_done) == (broken.id, "done", 3)
        assert desk.asked(BEHAVIOR) - asked == 5, "of the third staff member one question was answered already"
        assert {len(await desk.days(name)) for name in ("zhangsan", "lisi", "wangwu")} == {178}

    async def test_of_groups_goes_on_behind_the_day_that_was_read(self, pool: Pool, desk: Desk) -> None:
        pool.acts.open_group("zhangsan", "一群")
        await pool.compare()

        async def after_a_hundred_days(path: str) -> int | None:
            return int(Code.NO_PERMISSION) if desk.asked(GROUPS) > 100 and path.endswith(GROUPS) else None

        pool.server.before = after_a_hundred_days
        broken = await desk.pull()
        assert (broken.state, broken.step, len(await desk.of_groups())) == ("failed", Step.GROUPS, 100)
        pool.server.before = None
        behavior = desk.asked(BEHAVIOR)
        assert (await desk.pull()).state == "done"
        assert (desk.asked(GROUPS), desk.asked(BEHAVIOR)) == (101 + 78, behavior)

    async def test_a_staff_member_whom_the_app_may_not_see_stops_nobody(self, pool: Pool, desk: Desk) -> None:
        await pool.compare()
        pool.acts.resign("lisi")  # and the comparison has yet to hear of it
        pull = await desk.pull()
        assert (pull.state, pull.staff_done, pull.refused) == ("done", 3, 1)
        assert (len(await desk.days("lisi")), len(await desk.days("wangwu"))) == (0, 178)

    async def test_one_that_runs_is_not_begun_again(self, pool: Pool, desk: Desk) -> None:
        await pool.compare()
        begun = await desk.begin()
        with pytest.raises(PullRunning, match="0 of 3 staff"):
            await desk.begin()
        assert (await desk.perform(begun)).state == "done"
