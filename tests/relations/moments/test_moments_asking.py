"""Staff are asked once for each moment, whatever breaks in between."""

import pytest
from sqlalchemy import text

from huoshui.channels.wecom.failures import OutcomeUnknown
from huoshui.relations.moments import asking
from huoshui.relations.moments.contract import (
    MomentKeyTaken,
    MomentNotPlanned,
    MomentOver,
    NobodyPublishes,
)
from huoshui.relations.sends.contract import Enclosed, Message
from tests.relations.moments.conftest import Desk, autumn

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def lose(desk: Desk, monkeypatch: pytest.MonkeyPatch, *, arrives: bool) -> None:
    """Lose the answer to the next question, or the question itself."""
    wecom = await desk.pool.platform.speakers.wecom(desk.pool.account.id)
    asks = wecom.moments.add

    async def lost(**given: object) -> str:
        if arrives:
            await asks(**given)  # type: ignore[arg-type]
        raise OutcomeUnknown("externalcontact/add_moment_task", why="the line went dead")

    monkeypatch.setattr(wecom.moments, "add", lost)


class TestPlanning:
    async def test_settles_who_publishes_and_counts_who_could_not_see_it(self, desk: Desk) -> None:
        _, bert = await desk.befriend("安", "博")
        await desk.befriend("多", staff="lisi")
        desk.pool.acts.customer_deletes(desk.pool.corp.follows["zhangsan", bert.external_userid])
        await desk.know()
        moment = await desk.moment(await desk.plan())
        assert (moment.state, moment.people, moment.hidden) == ("planned", 2, {"not_a_friend": 1})
        assert set(await desk.doing()) == {"zhangsan", "lisi", "wangwu"}
        assert desk.made == []

    async def test_is_done_once_for_a_key_and_refused_for_another_thing(self, desk: Desk) -> None:
        await desk.befriend("安")
        first = await desk.plan()
        assert await desk.plan() == first
        with pytest.raises(MomentKeyTaken):
            await desk.plan(autumn(name="别的"))
        assert len(await desk.pool.rows("SELECT 1 FROM moments")) == 1

    async def test_refuses_when_none_of_the_chosen_may_publish(self, desk: Desk) -> None:
        await desk.befriend("安")
        with pytest.raises(NobodyPublishes):
            await desk.plan(autumn(staff=("nobody",)))
        assert await desk.pool.rows("SELECT 1 FROM moments") == []


class TestAsking:
    async def test_asks_once_and_keeps_the_job_before_the_moment(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.plan(autumn(staff=("zhangsan", "lisi")))
        await desk.start(number)
        await desk.tend(seconds=1)
        (row,) = await desk.pool.rows("SELECT state, jobid, moment_id FROM moments")
        assert (row.state, row.jobid, row.moment_id) == ("asking", desk.made[0].jobid, None)
        for _ in range(3):
            await desk.tend(seconds=10)
        (row,) = await desk.pool.rows("SELECT state, moment_id FROM moments")
        assert (row.state, row.moment_id) == ("asked", desk.made[0].moment_id)
        assert await desk.doing() == {"zhangsan": "asked", "lisi": "asked"}
        await desk.start(number)
        await desk.tend(hours=2)
        assert len(desk.made) == 1

    async def test_waits_for_a_job_that_takes_its_time(self, desk: Desk) -> None:
        await desk.befriend("安")
        desk.pool.corp.moment_job_seconds = 600
        await desk.asked()
        assert await desk.state() == "asking"
        await desk.tend(minutes=11)
        assert await desk.state() == "asked"

    async def test_asks_whom_tags_let_see_it(self, desk: Desk) -> None:
        anna, _ = await desk.befriend("安", "博")
        wecom = await desk.pool.platform.speakers.wecom(desk.pool.account.id)
        (tag,) = (await wecom.tags.add(["新品"], group_name="兴趣")).tag
        desk.pool.acts.stick(desk.pool.corp.follows["zhangsan", anna.external_userid], tag.id)
        await desk.know()
        moment = await desk.moment(await desk.asked(autumn(tags=(tag.id,))))
        assert (moment.people, moment.hidden) == (1, {"no_tag": 1})
        assert desk.made[0].visible_to["zhangsan"] == [anna.external_userid]

    async def test_leaves_out_staff_who_left_after_it_was_planned(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.plan()
        desk.pool.acts.resign("lisi")
        await desk.know()
        await desk.start(number)
        await desk.tend_often()
        assert set(desk.made[0].visible_to) == {"zhangsan", "wangwu"}
        assert (await desk.doing())["lisi"] == "refused"
        assert (await desk.moment(number)).counts.asked == 2

    async def test_notes_whom_the_platform_refuses(self, desk: Desk) -> None:
        await desk.befriend("安")
        del desk.pool.corp.staff["wangwu"]
        await desk.asked()
        assert await desk.doing() == {"zhangsan": "asked", "lisi": "asked", "wangwu": "refused"}

    async def test_waits_while_too_many_jobs_are_under_way(self, desk: Desk) -> None:
        await desk.befriend("安")
        desk.pool.corp.moment_jobs = 0
        await desk.asked()
        (row,) = await desk.pool.rows("SELECT state, problem FROM moments")
        assert (row.state, "41078" in row.problem) == ("asking", True)
        desk.pool.corp.moment_jobs = 9
        for _ in range(4):
            await desk.tend(minutes=11)
        assert (await desk.state(), len(desk.made)) == ("asked", 1)

    async def test_brings_files_by_the_way_for_moments_and_again_when_they_are_gone(self, desk: Desk) -> None:
        await desk.befriend("安")
        async with desk.pool.platform.postgres.transaction() as session:
            media = await session.scalar(
                text(
                    "INSERT INTO mass_send_media (account, kind, filename, content, created_at) "
                    "VALUES (:account, 'image', 'a.png', '\\x706963747572652e', now()) RETURNING id"
                ),
                {"account": desk.pool.account.id},
            )
        number = await desk.plan(autumn(message=Message("", (Enclosed("image", media),))))
        await desk.start(number)
        first = desk.pool.corp.moment_media
        await desk.tend(seconds=1)
        assert desk.pool.server.asked["media/upload_attachment"] == 1
        desk.made[0].fails = 40007
        for _ in range(6):
            await desk.tend(minutes=11)
        assert (await desk.state(), len(desk.made), len(first)) == ("asked", 2, 2)
        assert desk.pool.server.asked["media/upload"] == 0


class TestFailing:
    async def test_says_by_name_why_the_job_made_nothing(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.plan()
        await desk.start(number)
        await desk.tend(seconds=1)
        desk.made[0].fails = 40058
        await desk.tend_often()
        moment = await desk.moment(number)
        assert (moment.state, moment.problem) == (
            "declined", "externalcontact/get_moment_task_result: parameter invalid (40058)",
        )  # fmt: skip
        with pytest.raises(MomentNotPlanned):
            await desk.start(number)
        with pytest.raises(MomentOver):
            await desk.cancel(number)


class TestCrashes:
    async def test_between_any_two_lines_publish_nothing_twice(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await desk.befriend("安")
        lines = ("_MINE", "_SENDERS", "_LEFT", "_ASKING", "_JOB", "_MADE", "_REFUSED", "_ASKED")
        for number, statement in enumerate(lines, start=1):
            plan = autumn(message=Message(f"第 {number} 种断法"))
            await desk.start(await desk.plan(plan, key=f"crash-key-{number}"))
            with monkeypatch.context() as patch:
                patch.setattr(asking, statement, text("SELECT 1 / 0 AS crash"))
                with pytest.raises(Exception, match="division by zero"):
                    await desk.tend_often()
            for _ in range(5):
                await desk.tend(minutes=4)
            assert len(desk.made) == number, statement
            (row,) = await desk.pool.rows("SELECT state, moment_id FROM moments ORDER BY id DESC LIMIT 1")
            assert (row.state, row.moment_id) == ("asked", desk.made[-1].moment_id), statement
            assert set((await desk.doing()).values()) == {"asked"}, statement

    async def test_and_a_lost_answer_is_looked_up(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        await desk.befriend("安")
        before = await desk.asked(autumn(name="昨天的，同样的话"))
        number = await desk.plan(key="moment-key-2")
        await desk.start(number)
        desk.pool.corp.moment_job_seconds = 300
        await lose(desk, monkeypatch, arrives=True)
        await desk.tend(seconds=1)
        await desk.tend()
        assert ((await desk.moment(number)).state, len(desk.made)) == ("asking", 2)
        await desk.tend(minutes=10)
        (row,) = await desk.pool.rows("SELECT state, moment_id FROM moments WHERE id = :id", id=number)
        assert (row.state, row.moment_id) == ("asked", desk.made[1].moment_id)
        assert (await desk.moment(before)).state == "asked"

    async def test_and_a_question_that_never_arrived_is_not_asked_again(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await desk.befriend("安")
        number = await desk.plan()
        await desk.start(number)
        with monkeypatch.context() as patch:
            await lose(desk, patch, arrives=False)
            await desk.tend()
        for _ in range(3):
            await desk.tend(hours=7)
        assert ((await desk.moment(number)).state, desk.made) == ("asking", [])
        await desk.tend(hours=7)
        moment = await desk.moment(number)
        assert (moment.state, desk.made) == ("declined", [])
        assert "made no such moment" in moment.problem

    async def test_and_a_job_that_the_platform_forgot_is_looked_for(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.plan()
        await desk.start(number)
        await desk.tend(seconds=1)
        desk.pool.hours.pass_by(hours=25)
        await desk.tend()
        assert (await desk.state(), len(desk.made)) == ("asked", 1)


class TestStopping:
    async def test_before_it_was_started_asks_nobody(self, desk: Desk) -> None:
        await desk.befriend("安")
        number = await desk.plan()
        await desk.cancel(number)
        await desk.tend()
        assert (await desk.state(), desk.made, set((await desk.doing()).values())) == ("canceled", [], {"canceled"})
        with pytest.raises(MomentNotPlanned):
            await desk.start(number)
        assert (await desk.moment(number)).counts.asked == 0

    async def test_while_its_job_is_under_way_stops_what_it_makes(self, desk: Desk) -> None:
        await desk.befriend("安")
        desk.pool.corp.moment_job_seconds = 300
        number = await desk.asked()
        await desk.cancel(number)
        await desk.tend()
        assert await desk.state() == "canceling"
        await desk.tend(minutes=5)
        await desk.tend()
        assert (await desk.state(), desk.made[0].canceled) == ("canceled", True)
        assert set((await desk.doing()).values()) == {"canceled"}
