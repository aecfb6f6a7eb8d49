"""What is done for whoever comes by a code: each step by itself, once, through failures, crashes and repetitions."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.channels.wecom.failures import Declined, Unreachable
from huoshui.relations.sends.contract import Enclosed
from huoshui.touchpoints.codes import operations, queries
from huoshui.touchpoints.codes.contract import NotForWelcomes, Plan, Welcome, WelcomeTitleTooLong
from huoshui.touchpoints.codes.greeting import Steps
from tests.touchpoints.counter import PLAN, Counter

ALL_DONE = {"welcome": "done", "tags": "done", "remark": "done", "source": "done"}
ASKED = {
    "welcome": "externalcontact/send_welcome_msg",
    "tags": "externalcontact/mark_tag",
    "remark": "externalcontact/remark",
}


async def planned(counter: Counter) -> Plan:
    """A plan with tags that the corp has."""
    group = await counter.world.wecom().tags.add(["抖音", "秋季骑行"], group_name="来源")
    return replace(PLAN, tags=tuple(one.id for one in group.tag))


async def picture(counter: Counter) -> int:
    async with counter.platform.postgres.transaction() as session:
        kept = await operations.add_media(
            session, account=1, kind="image", filename="hi.png", content=b"\x89PNG" * 9, viewer=LOCAL, now=counter.now
        )
    return kept.id


class TestSteps:
    async def test_greet_tag_remark_and_tell_the_river(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        follow = await counter.comes(code)
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        (greeted,) = counter.world.corp.greeted
        assert greeted["said"]["text"]["content"] == "你好，欢迎"
        assert (follow.tags, follow.remark) == (set(code.plan.tags), "抖音来的")
        await counter.platform.settle()
        events = await counter.platform.clickhouse.rows("SELECT kind, name, properties FROM events ORDER BY kind")
        assert [row[:2] for row in events if row[0] == "track"] == [("track", "Live Code Scanned")]
        assert code.state in events[-1][2]

    @pytest.mark.parametrize("broken", ["welcome", "tags", "remark"])
    @pytest.mark.parametrize("code", [40058, 48002, 45009])
    async def test_one_that_fails_loses_none_of_the_others(self, counter: Counter, broken: str, code: int) -> None:
        made = await counter.made(await planned(counter))
        await counter.comes(made)

        async def refuse(path: str) -> int | None:
            return code if path == ASKED[broken] else None

        counter.world.server.before = refuse
        await counter.rounds().greet(counter.now)
        done = await counter.steps()
        assert {step: state for step, state in done.items() if step != broken} == {
            step: "done" for step in ALL_DONE if step != broken
        }
        assert done[broken] in {"failed", "waiting"}
        counter.world.server.before = None
        counter.world.hours.at += 70
        await counter.rounds().greet(counter.now)
        late = {"welcome": "late"}.get(broken, "done")
        assert (await counter.steps())[broken] == ("failed" if code == 40058 else late)

    async def test_are_done_once_for_a_callback_told_often(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        await counter.comes(code)
        for _ in range(3):
            await counter.tell(counter.told[0])
        await counter.rounds().greet(counter.now)
        await counter.tell(counter.told[0])
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert len(counter.world.corp.greeted) == 1
        assert [counter.world.server.asked[path] for path in ASKED.values()] == [1, 1, 1]

    async def test_are_one_set_for_a_half_contact_and_the_whole(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        follow = await counter.comes(code, half=True)
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == {**ALL_DONE, "tags": "waiting", "remark": "waiting"}
        counter.world.hours.at += 300
        counter.world.acts.confirm(follow)
        await counter.hear()
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert len(await counter.rows("SELECT FROM live_code_adds")) == 1

    async def test_are_one_set_when_the_halves_come_in_the_wrong_order(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        follow = counter.world.acts.scan(code.standing.config_id, counter.appears(), half=True)
        assert follow is not None
        counter.world.acts.confirm(follow)
        half, whole = (counter.letter(said) for said in counter.world.corp.letters)
        await counter.tell(whole)
        await counter.rounds().greet(counter.now)
        await counter.tell(half)
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert len(counter.world.corp.greeted) == 1

    async def test_are_tried_though_the_callback_that_makes_it_whole_was_lost(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        follow = await counter.comes(code, half=True)
        await counter.rounds().greet(counter.now)
        follow.half = False  # confirmed, and nobody told us
        counter.world.hours.at += 3700
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE

    async def test_begin_again_for_who_comes_back(self, counter: Counter) -> None:
        code = await counter.made()
        follow = await counter.comes(code)
        await counter.rounds().greet(counter.now)
        counter.world.acts.customer_deletes(follow)
        counter.world.hours.at += 86_400
        customer = counter.world.corp.customers[follow.external_userid]
        counter.world.acts.add(customer, follow.userid, state=code.state)
        await counter.hear()
        await counter.rounds().greet(counter.now)
        assert len(await counter.rows("SELECT FROM live_code_adds")) == 2
        assert len(counter.world.corp.greeted) == 2

    async def test_go_by_the_plan_of_the_moment_in_which_somebody_came(self, counter: Counter) -> None:
        code = await counter.made()
        follow = await counter.comes(code)
        await counter.changed(replace(PLAN, remark="别处"))
        await counter.rounds().greet(counter.now)
        assert follow.remark == "抖音来的"

    async def test_one_tag_that_is_gone_costs_none_of_the_others(self, counter: Counter) -> None:
        plan = await planned(counter)
        code = await counter.made(replace(plan, tags=("et-gone", *plan.tags)))
        follow = await counter.comes(code)
        await counter.rounds().greet(counter.now)
        assert follow.tags == set(plan.tags)
        ((problem,),) = await counter.rows("SELECT problem FROM live_code_steps WHERE step = 'tags'")
        assert problem == "no such tags: et-gone"

    async def test_that_failed_are_tried_again_by_hand_as_the_code_has_them_now(self, counter: Counter) -> None:
        plan = await planned(counter)
        code = await counter.made(replace(plan, tags=("et-gone",)))
        follow = await counter.comes(code)
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == {**ALL_DONE, "tags": "failed"}
        counter.world.hours.at += 9 * 86_400
        assert await self._again(counter, code.slug) == 1
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == {**ALL_DONE, "tags": "failed"}, "the tag is gone still"
        await counter.changed(plan)
        assert await self._again(counter, code.slug) == 1
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert (follow.tags, len(counter.world.corp.greeted)) == (set(plan.tags), 1)
        assert await self._again(counter, code.slug) == 0

    @pytest.mark.parametrize("without", [{"tags": ()}, {"remark": ""}])
    async def test_that_the_code_has_no_more_change_nothing(self, counter: Counter, without: dict[str, Any]) -> None:
        plan = await planned(counter)
        await counter.made(plan)
        follow = await counter.comes(await counter.code())

        async def refuse(path: str) -> int | None:
            return 40058 if path in {ASKED["tags"], ASKED["remark"]} else None

        counter.world.server.before = refuse
        await counter.rounds().greet(counter.now)
        counter.world.server.before = None
        code = await counter.changed(replace(plan, **without))
        assert await self._again(counter, code.slug) == 2
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert (follow.tags, follow.remark) == (set(code.plan.tags), code.plan.remark)

    async def test_of_who_was_erased_are_not_tried_again(self, counter: Counter) -> None:
        code = await counter.made(replace(await planned(counter), tags=("et-gone",)))
        await counter.comes(code)
        await counter.rounds().greet(counter.now)
        (add,) = await counter.rows("SELECT identity FROM live_code_adds")
        async with counter.platform.postgres.transaction() as session:
            await operations.erase(session, identities=[add.identity], now=counter.now)
        assert await self._again(counter, code.slug) == 0

    async def _again(self, counter: Counter, slug: str) -> int:
        async with counter.platform.postgres.transaction() as session:
            return await operations.try_again(session, slug=slug, viewer=LOCAL, now=counter.now)


class TestCrash:
    """The process ends between any two lines; whoever comes next completes it, and nothing is done twice."""

    async def test_before_asking_is_completed_the_welcome_in_time(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        await counter.comes(code)
        await self._claim_and_die(counter)
        counter.world.hours.at += 7
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "done"
        counter.world.hours.at += 24
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert len(counter.world.corp.greeted) == 1

    async def test_after_asking_repeats_nothing(self, counter: Counter) -> None:
        code = await counter.made(await planned(counter))
        await counter.comes(code)
        await counter.rounds().greet(counter.now)
        async with counter.platform.postgres.transaction() as session:  # as if the answers were never written down
            await session.execute(text("UPDATE live_code_steps SET state = 'waiting', done_at = NULL, asked = true"))
        counter.world.hours.at += 7
        await counter.rounds().greet(counter.now)
        assert await counter.steps() == ALL_DONE
        assert len(counter.world.corp.greeted) == 1
        await counter.platform.settle()
        scanned = "SELECT count() FROM events WHERE name = 'Live Code Scanned'"
        assert await counter.platform.clickhouse.rows(scanned) == [(1,)]

    async def _claim_and_die(self, counter: Counter) -> None:
        async def die(*_: object) -> Any:
            raise ProcessLookupError

        steps = Steps(counter.platform.postgres, counter.platform.keys, die, die)
        with pytest.raises(ProcessLookupError):
            await steps.take(now=counter.now)


class TestWelcome:
    async def test_past_its_twenty_seconds_is_late_and_never_sent(self, counter: Counter) -> None:
        code = await counter.made()
        await counter.comes(code)
        counter.world.hours.at += 21
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "late"
        assert counter.world.server.asked[ASKED["welcome"]] == 0

    async def test_that_somebody_else_sent_first_is_taken(self, counter: Counter) -> None:
        code = await counter.made()
        await counter.comes(code)
        for right in counter.world.corp.welcomes.values():
            right.used = True
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "taken"

    async def test_whose_answer_was_lost_is_done_and_not_taken(self, counter: Counter) -> None:
        code = await counter.made()
        await counter.comes(code)
        wecom, rounds = counter.world.wecom(), counter.rounds()
        ask = wecom.contacts.welcome

        async def lose(**said: object) -> None:
            await ask(**said)  # type: ignore[arg-type]
            raise Unreachable("externalcontact/send_welcome_msg", why="lost")

        wecom.contacts.welcome = lose  # type: ignore[method-assign, assignment]

        async def speaking(_account: int) -> object:
            return wecom

        rounds.wecom = speaking  # type: ignore[assignment]
        await rounds.greet(counter.now)
        counter.world.hours.at += 3
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "done"
        assert len(counter.world.corp.greeted) == 1

    async def test_brings_a_picture_that_was_there_beforehand(self, counter: Counter) -> None:
        attached = Welcome("你好", (Enclosed("image", await picture(counter)),))
        await counter.rounds().bring(counter.now)
        code = await counter.made(replace(PLAN, welcome=attached))
        await counter.comes(code)
        uploads = counter.world.server.asked["media/upload"]
        await counter.rounds().greet(counter.now)
        assert len(counter.world.corp.greeted[0]["said"]["attachments"]) == 1
        assert (uploads, counter.world.server.asked["media/upload"]) == (1, 1)

    async def test_says_its_words_when_the_picture_is_not_there(self, counter: Counter) -> None:
        attached = Welcome("你好", (Enclosed("image", await picture(counter)),))
        code = await counter.made(replace(PLAN, welcome=attached))
        await counter.comes(code)
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "done"
        assert "attachments" not in counter.world.corp.greeted[0]["said"]

    async def test_says_its_words_when_the_platform_forgot_the_picture(self, counter: Counter) -> None:
        number = await picture(counter)
        await counter.rounds().bring(counter.now)
        counter.world.corp.media.clear()
        code = await counter.made(replace(PLAN, welcome=Welcome("你好", (Enclosed("image", number),))))
        await counter.comes(code)
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "done"
        assert await counter.rounds().bring(counter.now) == 1

    async def test_says_its_words_when_the_platform_takes_none_of_what_it_brings(self, counter: Counter) -> None:
        attached = Welcome("你好", (Enclosed("link", None, "路线", "https://a.example/"),))
        code = await counter.made(replace(PLAN, welcome=attached))
        await counter.comes(code)
        wecom, rounds = counter.world.wecom(), counter.rounds()
        ask = wecom.contacts.welcome

        async def declines(**said: object) -> None:
            if said["attachments"]:
                raise Declined("externalcontact/send_welcome_msg", code=40058, said="invalid Request Parameter")
            await ask(**said)  # type: ignore[arg-type]

        wecom.contacts.welcome = declines  # type: ignore[method-assign, assignment]

        async def speaking(_account: int) -> object:
            return wecom

        rounds.wecom = speaking  # type: ignore[assignment]
        await rounds.greet(counter.now)
        (step,) = await counter.rows("SELECT state, problem FROM live_code_steps WHERE step = 'welcome'")
        assert (step.state, "(40058)" in step.problem, len(counter.world.corp.greeted)) == ("done", True, 1)

    async def test_refuses_a_title_that_the_platform_would_not_take(self, counter: Counter) -> None:
        attached = Welcome("你好", (Enclosed("link", None, "路" * 43, "https://a.example/"),))
        with pytest.raises(WelcomeTitleTooLong):
            await counter.made(replace(PLAN, welcome=attached))
        assert await counter.rows("SELECT FROM live_codes") == []

    async def test_of_a_picture_alone_is_sent_too(self, counter: Counter) -> None:
        attached = Welcome("", (Enclosed("image", await picture(counter)),))
        code = await counter.made(replace(PLAN, welcome=attached))
        await counter.comes(code)
        await counter.rounds().greet(counter.now)
        assert ((await counter.steps())["welcome"], counter.world.corp.greeted) == ("waiting", [])
        await counter.rounds().bring(counter.now)
        counter.world.hours.at += 3
        await counter.rounds().greet(counter.now)
        assert (await counter.steps())["welcome"] == "done"
        (said,) = [one["said"] for one in counter.world.corp.greeted]
        assert ("text" in said, len(said["attachments"])) == (False, 1)

    async def test_has_its_picture_renewed_before_the_platform_forgets_it(self, counter: Counter) -> None:
        number = await picture(counter)
        await counter.rounds().bring(counter.now)
        for _ in range(10):
            counter.world.hours.at += 86_400
            await counter.rounds().bring(counter.now)
            async with counter.platform.postgres.session() as session:
                (kept,) = await queries.media(session, account=1)
            assert kept.ready_until is not None
            assert kept.ready_until > counter.now
        assert number == kept.id

    async def test_refuses_a_file_that_the_platform_would_not_take(self, counter: Counter) -> None:
        async with counter.platform.postgres.transaction() as session:
            with pytest.raises(NotForWelcomes):
                await operations.add_media(
                    session, account=1, kind="image", filename="a.png", content=b"x" * (2 * 2**20 + 1), viewer=LOCAL,
                    now=counter.now,
                )  # fmt: skip
        assert await counter.rows("SELECT FROM live_code_media") == []
