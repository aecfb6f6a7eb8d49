"""What the platform shows of a code: whoever is on duty, through caps, nights, losses, crashes and lost answers."""

import asyncio
from collections import Counter as Tally
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from starlette.requests import Request

from huoshui.channels.wecom.callbacks import DirectoryChanged
from huoshui.touchpoints.codes import counting
from huoshui.touchpoints.codes.contract import Alarm, Hours, Mode, Placed, Plan, Shift, Why
from tests.touchpoints.counter import PLAN, Counter


def users(counter: Counter, slug_config: str) -> list[str]:
    return list(counter.world.corp.codes[slug_config].said["user"])


class TestMaking:
    async def test_gives_the_platform_a_code_with_an_opaque_state(self, counter: Counter) -> None:
        code = await counter.made()
        said = counter.world.corp.codes[code.standing.config_id].said
        assert (said["user"], said["state"]) == (["zhangsan", "lisi"], code.state)
        assert len(code.state) <= 30
        assert code.standing.picture.endswith(code.standing.config_id)
        assert (code.standing.alarms, code.standing.why) == ((), Why.ON_SHIFT)

    async def test_makes_one_though_the_answer_was_lost(self, counter: Counter) -> None:
        answer = counter.world.server._answer_of

        async def lose(request: Request, path: str) -> dict[str, Any]:
            done = await answer(request, path)
            if path == "externalcontact/add_contact_way":
                raise ConnectionResetError
            return done

        counter.world.server._answer_of = lose  # type: ignore[method-assign]
        code = await counter.made()
        assert (code.standing.config_id, code.standing.alarms) == ("", (Alarm.UNREACHABLE,))
        counter.world.server._answer_of = answer  # type: ignore[method-assign]
        counter.world.hours.at += 60
        code = await counter.shown()
        assert [*counter.world.corp.codes] == [code.standing.config_id]
        assert code.standing.alarms == ()

    async def test_makes_one_though_we_crashed_before_writing_it_down(self, counter: Counter) -> None:
        await counter.made()
        async with counter.platform.postgres.transaction() as session:
            await session.execute(_CRASHED)
        code = await counter.shown()
        assert [*counter.world.corp.codes] == [code.standing.config_id]


class TestKeeping:
    async def test_asks_nothing_while_nothing_changes(self, counter: Counter) -> None:
        await counter.made()
        asked = counter.world.server.asked.total()
        for _ in range(3):
            counter.world.hours.at += 60
            await counter.shown()
        assert counter.world.server.asked.total() == asked

    async def test_shows_the_night_shift_at_night(self, counter: Counter) -> None:
        week = frozenset(range(1, 8))
        day, night = Shift(week, Hours(360, 1320)), Shift(week, Hours(1320, 360))
        plan = replace(PLAN, staff=(Placed("zhangsan", shifts=(day,)), Placed("lisi", shifts=(night,))))
        code = await counter.made(plan)
        seen = set()
        for _ in range(24):
            counter.world.hours.at += 3600
            code = await counter.shown()
            seen.add(tuple(users(counter, code.standing.config_id)))
        assert seen == {("zhangsan",), ("lisi",)}

    async def test_goes_round_after_each_add(self, counter: Counter) -> None:
        plan = replace(PLAN, mode=Mode.ROUND_ROBIN, staff=tuple(map(Placed, ("zhangsan", "lisi", "wangwu"))))
        code, came = await counter.made(plan), []
        for number in range(6):
            came.append((await counter.comes(code, f"c{number}")).userid)
            code = await counter.shown()
        assert came == ["zhangsan", "lisi", "wangwu"] * 2

    async def test_leaves_out_whom_the_platform_does_not_take(self, counter: Counter) -> None:
        code = await counter.made(replace(PLAN, staff=(Placed("zhangsan"), Placed("nobody-here"))))
        assert (code.standing.shown, code.standing.alarms) == (("zhangsan",), (Alarm.AWAY,))
        assert code.standing.away == {"nobody-here"}

    async def test_leads_to_somebody_else_as_soon_as_the_only_one_leaves(self, counter: Counter) -> None:
        plan = replace(PLAN, staff=(Placed("zhangsan"), Placed("lisi", backup=True)))
        code = await counter.made(plan)
        counter.world.acts.resign("zhangsan")
        assert counter.world.acts.scan(code.standing.config_id, counter.appears()) is None
        await counter.learn(DirectoryChanged("delete_user", "zhangsan"))
        code = await counter.shown()
        assert (users(counter, code.standing.config_id), code.standing.away) == (["lisi"], frozenset({"zhangsan"}))
        assert set(code.standing.alarms) == {Alarm.AWAY, Alarm.BACKUP}
        assert (await counter.comes(code)).userid == "lisi"

    async def test_tries_who_is_back_at_once(self, counter: Counter) -> None:
        code = await counter.made()
        await counter.learn(DirectoryChanged("delete_user", "zhangsan"))
        assert (await counter.shown()).standing.shown == ("lisi",)
        await counter.learn(DirectoryChanged("update_user", "zhangsan"))
        code = await counter.shown()
        assert (code.standing.shown, code.standing.alarms) == (("zhangsan", "lisi"), ())

    async def test_knows_staff_by_the_id_that_the_platform_gives_them_now(self, counter: Counter) -> None:
        plan = replace(PLAN, staff=(Placed("zhangsan", daily_cap=2), Placed("lisi", backup=True)))
        code = await counter.made(plan)
        await counter.comes(code)
        member = counter.world.corp.staff.pop("zhangsan")
        member.userid = "zhang.san"
        counter.world.corp.staff["zhang.san"] = member
        await counter.learn(DirectoryChanged("update_user", "zhangsan", new_id="zhang.san"))
        await counter.learn(DirectoryChanged("update_user", "zhangsan", new_id="zhang.san"))
        code = await counter.shown()
        assert (code.standing.shown, code.standing.alarms, code.version) == (("zhang.san",), (), 2)
        assert code.plan.staff == (Placed("zhang.san", daily_cap=2), Placed("lisi", backup=True))
        assert (await counter.comes(code, "李女士")).userid == "zhang.san"
        assert (await counter.shown()).standing.shown == ("lisi",)

    async def test_asks_nothing_for_staff_of_another_code(self, counter: Counter) -> None:
        await counter.made()
        asked = counter.world.server.asked.total()
        await counter.learn(DirectoryChanged("delete_user", "wangwu"))
        await counter.shown()
        assert counter.world.server.asked.total() == asked

    async def test_the_last_good_target_stays_when_nobody_can_come(self, counter: Counter) -> None:
        code = await counter.made(replace(PLAN, staff=(Placed("zhangsan", daily_cap=1),)))
        await counter.comes(code)
        code = await counter.shown()
        assert (users(counter, code.standing.config_id), code.standing.alarms) == (
            ["zhangsan"], (Alarm.NOBODY, Alarm.FULL),
        )  # fmt: skip
        counter.world.hours.at += 86_400
        assert (await counter.shown()).standing.alarms == ()

    async def test_makes_a_lost_code_again_behind_the_same_print(self, counter: Counter) -> None:
        before = await counter.made()
        counter.world.corp.codes.clear()
        counter.world.hours.at += 3700
        after = await counter.shown()
        assert [*counter.world.corp.codes] == [after.standing.config_id]
        assert after.standing.config_id != before.standing.config_id
        assert (after.slug, after.state, after.standing.alarms) == (before.slug, before.state, (Alarm.REMADE,))

    async def test_sets_right_what_somebody_changed_at_the_platform(self, counter: Counter) -> None:
        code = await counter.made()
        counter.world.corp.codes[code.standing.config_id].said["user"] = ["wangwu"]
        counter.world.hours.at += 3700
        code = await counter.shown()
        assert users(counter, code.standing.config_id) == ["zhangsan", "lisi"]

    async def test_a_change_of_the_plan_counts_at_once(self, counter: Counter) -> None:
        code = await counter.made()
        code = await counter.changed(replace(PLAN, staff=(Placed("wangwu"),)))
        assert (users(counter, code.standing.config_id), code.version) == (["wangwu"], 2)

    @pytest.mark.parametrize("code", [45009, 40001, -1])
    async def test_recovers_from_a_platform_that_answers_nothing_useful(self, counter: Counter, code: int) -> None:
        made = await counter.made()

        async def refuse(path: str) -> int | None:
            return code if path == "externalcontact/update_contact_way" else None

        counter.world.server.before = refuse
        changed = await counter.changed(replace(PLAN, staff=(Placed("wangwu"),)))
        assert (changed.standing.shown, changed.standing.alarms) == (made.standing.shown, (Alarm.DECLINED,))
        counter.world.server.before = None
        counter.world.hours.at += 700
        assert (await counter.shown()).standing.shown == ("wangwu",)


class TestCap:
    async def test_under_a_hundred_at_once_is_exceeded_by_no_more_than_the_platforms_race(
        self, counter: Counter
    ) -> None:
        plan = replace(PLAN, staff=(Placed("zhangsan", daily_cap=10), Placed("lisi", daily_cap=10),
                                    Placed("wangwu", backup=True)))  # fmt: skip
        code = await counter.made(plan)
        for number in range(100):  # all of them before the platform can be told anything
            counter.world.acts.scan(code.standing.config_id, counter.appears(f"c{number}"))
        letters, counter.world.corp.letters[:] = list(counter.world.corp.letters), []
        await asyncio.gather(*(counter.tell(counter.letter(said)) for said in letters))
        code = await counter.shown()
        assert users(counter, code.standing.config_id) == ["wangwu"]
        assert set(code.standing.alarms) == {Alarm.BACKUP, Alarm.FULL}
        counter.world.hours.at += 1
        late = Tally([(await counter.comes(code, f"late{number}")).userid for number in range(20)])
        assert late == {"wangwu": 20}
        async with counter.platform.postgres.session() as session:
            counts = {one.staff_id: one for one in await counting.by_staff(session, slug="douyin", now=counter.now)}
        for name in ("zhangsan", "lisi"):
            assert (counts[name].today, counts[name].over) == (50, 40)
            assert counts[name].over <= counts[name].may_exceed_by

    async def test_holds_exactly_when_they_come_one_after_the_other(self, counter: Counter) -> None:
        plan: Plan = replace(PLAN, staff=(Placed("zhangsan", daily_cap=3), Placed("lisi", backup=True)))
        code, came = await counter.made(plan), []
        for number in range(6):
            came.append((await counter.comes(code, f"c{number}")).userid)
            counter.world.hours.at += timedelta(minutes=1).seconds
            code = await counter.shown()
        assert came == ["zhangsan"] * 3 + ["lisi"] * 3


_CRASHED = text("""
    UPDATE live_code_standings SET config_id = '', shown = '{}', making_at = due_at - interval '1 hour',
        due_at = due_at - interval '2 hours'
""")
"""As if nothing had happened after the question had left."""
