"""Staff are asked once for each customer, whatever breaks in between."""

import httpx2
import pytest
from sqlalchemy import text

from huoshui.channels.wecom.failures import OutcomeUnknown
from huoshui.relations.sends import asking, contract
from huoshui.relations.sends.contract import (
    Audience,
    NobodyToSendTo,
    Pick,
    SendKeyTaken,
    SendNotPlanned,
)
from tests.relations.sends.conftest import Desk, hello

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


class Crash(Exception):
    """The process ends here."""


def asked_for(desk: Desk) -> list[str]:
    """Every customer for whom somebody was asked, as often as that was."""
    return sorted(one for send in desk.asked for part in send.parts.values() for one in part)


class TestPlanning:
    async def test_settles_whom_it_goes_to_and_counts_who_is_left_out(self, desk: Desk) -> None:
        anna, bert, carla, _ = await desk.befriend("安", "博", "陈", "朵")
        (dora,) = await desk.befriend("多", staff="lisi")
        desk.pool.acts.customer_deletes(desk.pool.corp.follows["zhangsan", bert.external_userid])
        await desk.know()
        await desk.refuse(carla)
        await desk.plan()
        (row,) = await desk.pool.rows("SELECT left_out, state FROM mass_sends")
        assert (row.state, row.left_out) == ("planned", {"not_a_friend": 1, "refused": 1})
        assert set(await desk.outcomes()) >= {anna.external_userid, dora.external_userid}
        assert len(await desk.outcomes()) == 3
        assert desk.asked == []

    async def test_is_done_once_for_a_key_and_refused_for_another_thing(self, desk: Desk) -> None:
        await desk.befriend("安")
        first = await desk.plan()
        assert await desk.plan() == first
        with pytest.raises(SendKeyTaken):
            await desk.plan(hello(name="别的"))
        assert len(await desk.pool.rows("SELECT 1 FROM mass_sends")) == 1

    async def test_refuses_when_nobody_is_left(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安")
        await desk.refuse(anna)
        with pytest.raises(NobodyToSendTo):
            await desk.plan()
        assert await desk.pool.rows("SELECT 1 FROM mass_sends") == []

    async def test_picks_one_of_several_staff(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安", staff="lisi")
        desk.pool.hours.pass_by(hours=1)
        desk.pool.acts.add(anna, "zhangsan")
        await desk.know()
        for pick, staff in ((Pick.FIRST_ADDED, "lisi"), (Pick.LAST_ADDED, "zhangsan"), (Pick.LAST_TALKED, "lisi")):
            send = await desk.plan(hello(pick=pick), key=f"key-{pick.value}")
            (row,) = await desk.pool.rows("SELECT staff FROM mass_send_parts WHERE send = :send", send=send)
            assert row.staff == staff
        named = hello(pick=Pick.NAMED, senders=("wangwu", "zhangsan"))
        (row,) = await desk.pool.rows("SELECT staff FROM mass_send_parts WHERE send = :s", s=await desk.plan(named, key="key-named"))  # fmt: skip
        assert row.staff == "zhangsan"

    async def test_can_be_narrowed_to_tags_staff_and_listed_customers(self, desk: Desk) -> None:
        anna, bert = await desk.befriend("安", "博")
        (dora,) = await desk.befriend("多", staff="lisi")
        wecom = await desk.pool.platform.speakers.wecom(desk.pool.account.id)
        (tag,) = (await wecom.tags.add(["骑友"], group_name="兴趣")).tag
        desk.pool.acts.stick(desk.pool.corp.follows["zhangsan", anna.external_userid], tag.id)
        await desk.know()
        wanted = {
            Audience(tags=(tag.id,)): anna,
            Audience(staff=("lisi",)): dora,
            Audience(contacts=(bert.external_userid, "wmNobody")): bert,
        }
        for number, (audience, only) in enumerate(wanted.items()):
            send = await desk.plan(hello(audience=audience), key=f"narrowed-{number}")
            rows = await desk.pool.rows("SELECT contact FROM mass_send_receivers WHERE send = :send", send=send)
            assert [row.contact for row in rows] == [only.external_userid]
        (row,) = await desk.pool.rows("SELECT left_out, plan FROM mass_sends ORDER BY id DESC LIMIT 1")
        assert row.left_out == {"no_contact": 1}
        assert (row.plan["audience"]["contacts"], row.plan["audience"]["listed"]) == ([], 2)


class TestAsking:
    async def test_asks_each_sender_once_and_keeps_each_msgid(self, desk: Desk) -> None:
        people = await desk.befriend("安", "博", "陈")
        others = await desk.befriend("多", "恩", staff="lisi")
        send = await desk.sent()
        assert asked_for(desk) == sorted(one.external_userid for one in people + others)
        rows = await desk.pool.rows("SELECT staff, msgid, state FROM mass_send_parts ORDER BY staff")
        assert [(row.staff, row.state) for row in rows] == [("lisi", "asked"), ("zhangsan", "asked")]
        assert {row.msgid for row in rows} == set(desk.pool.corp.sends)
        assert (await desk.state(), set((await desk.outcomes()).values())) == ("asked", {"unsent"})
        await desk.start(send)
        await desk.tend(minutes=30)
        assert len(desk.asked) == 2

    async def test_asks_in_parts_that_fit(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(contract.RECEIVERS_MOST, "customers", 2)
        people = await desk.befriend("安", "博", "陈", "多", "恩")
        await desk.sent()
        assert [len(part) for send in desk.asked for part in send.parts.values()] == [2, 2, 1]
        assert asked_for(desk) == sorted(one.external_userid for one in people)

    async def test_leaves_out_who_refused_or_went_after_it_was_planned(self, desk: Desk) -> None:
        anna, bert, carla = await desk.befriend("安", "博", "陈")
        send = await desk.plan()
        await desk.refuse(anna)
        desk.pool.acts.customer_deletes(desk.pool.corp.follows["zhangsan", bert.external_userid])
        await desk.know()
        await desk.start(send)
        await desk.tend()
        assert asked_for(desk) == [carla.external_userid]
        assert await desk.outcomes() == {
            anna.external_userid: "left_out", bert.external_userid: "left_out", carla.external_userid: "unsent",
        }  # fmt: skip

    async def test_notes_whom_the_platform_cannot_reach(self, desk: Desk) -> None:
        anna, bert = await desk.befriend("安", "博")
        del desk.pool.corp.follows["zhangsan", bert.external_userid]
        desk.pool.corp._of_customer[bert.external_userid].clear()
        await desk.sent()
        assert await desk.outcomes() == {anna.external_userid: "unsent", bert.external_userid: "unreachable"}

    async def test_ends_a_part_whose_every_receiver_is_gone(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安")
        desk.pool.corp._of_customer[anna.external_userid].clear()
        await desk.sent()
        (row,) = await desk.pool.rows("SELECT state, settled FROM mass_send_parts")
        assert (row.state, row.settled, await desk.state()) == ("nobody", True, "done")

    async def test_waits_while_the_connector_is_paused(self, desk: Desk) -> None:
        await desk.befriend("安")
        await _paused(desk, paused=True)
        await desk.sent()
        assert desk.asked == []
        await _paused(desk, paused=False)
        await desk.tend()
        assert len(desk.asked) == 1


class TestCrashes:
    @pytest.mark.parametrize("statement", ["_MINE", "_GONE", "_ASKING", "_ASKED", "_UNREACHABLE", "_UNSENT"])
    async def test_between_any_two_lines_ask_for_nobody_twice(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch, statement: str
    ) -> None:
        people = await desk.befriend("安", "博")
        send = await desk.plan()
        await desk.start(send)
        broken = text("SELECT 1 / 0 AS crash")
        with monkeypatch.context() as patch:
            gone = dict.fromkeys(asking._GONE, broken) if statement == "_GONE" else broken
            patch.setattr(asking, statement, gone)
            with pytest.raises(Exception, match="division by zero"):
                await desk.tend()
        for _ in range(4):
            await desk.tend(minutes=4)
        assert asked_for(desk) == sorted(one.external_userid for one in people)
        (row,) = await desk.pool.rows("SELECT state, msgid FROM mass_send_parts")
        assert (row.state, row.msgid) == ("asked", desk.asked[0].msgid)
        assert set((await desk.outcomes()).values()) == {"unsent"}

    async def test_and_a_lost_answer_is_looked_up_before_anything_is_asked_again(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        people = await desk.befriend("安", "博")
        before = await desk.sent(hello(audience=Audience(contacts=(people[0].external_userid,))))
        assert before
        send = await desk.plan(key="send-key-2")
        await desk.start(send)
        wecom = await desk.pool.platform.speakers.wecom(desk.pool.account.id)
        asks = wecom.sends.to_customers

        async def lost(**given: object) -> None:
            await asks(**given)
            raise OutcomeUnknown("externalcontact/add_msg_template", why="the line went dead")

        monkeypatch.setattr(wecom.sends, "to_customers", lost)
        await desk.tend()
        (row,) = await desk.pool.rows("SELECT state, msgid FROM mass_send_parts WHERE send = :send", send=send)
        assert (row.state, row.msgid) == ("asking", None)
        await desk.tend(minutes=4)
        (row,) = await desk.pool.rows("SELECT state, msgid FROM mass_send_parts WHERE send = :send", send=send)
        assert (row.state, row.msgid) == ("asked", desk.asked[-1].msgid)
        assert len(desk.asked) == 2

    async def test_and_a_question_that_never_arrived_is_asked_again(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        people = await desk.befriend("安")
        send = await desk.plan()
        await desk.start(send)
        wecom = await desk.pool.platform.speakers.wecom(desk.pool.account.id)

        async def lost(**_given: object) -> None:
            raise OutcomeUnknown("externalcontact/add_msg_template", why=str(httpx2.ReadTimeout("slow")))

        with monkeypatch.context() as patch:
            patch.setattr(wecom.sends, "to_customers", lost)
            await desk.tend()
        assert desk.asked == []
        await desk.tend(minutes=4)
        assert asked_for(desk) == [people[0].external_userid]

    async def test_and_what_was_stopped_is_not_started(self, desk: Desk) -> None:
        await desk.befriend("安")
        send = await desk.plan()
        await desk.cancel(send)
        with pytest.raises(SendNotPlanned):
            await desk.start(send)
        await desk.tend()
        assert (desk.asked, await desk.state()) == ([], "canceled")


async def _paused(desk: Desk, *, paused: bool) -> None:
    async with desk.pool.platform.postgres.transaction() as session:
        await session.execute(text("UPDATE connector_accounts SET paused = :paused"), {"paused": paused})
