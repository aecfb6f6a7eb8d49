"""What staff did with their tasks, whom it reached, and what is done about those who did nothing."""

import pytest
from sqlalchemy import text

from huoshui.access.contract import LOCAL
from huoshui.relations.sends import asking, operations
from huoshui.relations.sends.contract import (
    Audience,
    Kind,
    NobodyToRemind,
    QuotaMode,
    SendOver,
)
from tests.relations.sends.conftest import Desk, hello

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


class TestResults:
    async def test_come_after_staff_confirmed_and_tell_whom_it_reached(self, desk: Desk) -> None:
        anna, bert, carla = await desk.befriend("安", "博", "陈")
        (dora,) = await desk.befriend("多", staff="lisi")
        desk.pool.corp.quota_per_month = 1
        await desk.sent(hello(audience=Audience(contacts=(carla.external_userid,))))
        desk.confirm("zhangsan")
        desk.pool.corp.follows["zhangsan", bert.external_userid].deleted_by_customer = True
        send = await desk.plan(key="send-key-2")
        await desk.start(send)
        await desk.tend()
        desk.confirm("zhangsan")
        await desk.tend()
        rows = await desk.pool.rows("SELECT contact, outcome FROM mass_send_receivers WHERE send = :send", send=send)
        assert {row.contact: row.outcome for row in rows} == {
            anna.external_userid: "sent", bert.external_userid: "not_a_friend",
            carla.external_userid: "over_quota", dora.external_userid: "unsent",
        }  # fmt: skip
        rows = await desk.pool.rows(
            "SELECT staff, confirmed_at, settled FROM mass_send_parts WHERE send = :send ORDER BY staff", send=send
        )
        assert [(row.staff, row.confirmed_at is not None, row.settled) for row in rows] == [
            ("lisi", False, False), ("zhangsan", True, True),
        ]  # fmt: skip

    async def test_become_events_of_the_person_once(self, desk: Desk) -> None:
        await desk.befriend("安", "博")
        await desk.sent()
        desk.confirm("zhangsan")
        await desk.tend()
        assert await desk.told() == ["Message Delivered", "Message Delivered"]
        async with desk.pool.platform.postgres.transaction() as session:
            await session.execute(text("UPDATE mass_send_receivers SET tells = true"))  # the commit got lost
        assert await desk.told() == ["Message Delivered", "Message Delivered"]

    async def test_end_the_send_and_it_is_asked_no_more(self, desk: Desk) -> None:
        await desk.befriend("安")
        await desk.sent()
        desk.confirm("zhangsan")
        await desk.tend()
        assert await desk.state() == "done"
        desk.pool.server.asked.clear()
        await desk.tend(days=3)
        assert desk.pool.server.asked == {}

    async def test_that_nobody_confirms_for_a_month_end_as_they_are(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安")
        await desk.sent()
        await desk.tend(days=31)
        assert (await desk.state(), await desk.outcomes()) == ("done", {anna.external_userid: "unsent"})

    async def test_of_who_was_erased_are_nobodys_and_still_count(self, desk: Desk) -> None:
        await desk.befriend("安", "博")
        await desk.sent()
        desk.confirm("zhangsan")
        await desk.tend()
        (row, _) = await desk.pool.rows("SELECT identity FROM mass_send_receivers ORDER BY id")
        async with desk.pool.platform.postgres.transaction() as session:
            counts = await operations.erase(session, identities=[row.identity], now=desk.pool.hours.moment())
        assert counts == {"mass_send_receivers": 1}
        rows = await desk.pool.rows("SELECT contact, identity, outcome FROM mass_send_receivers ORDER BY id")
        assert [(row.contact == "", row.identity is None, row.outcome) for row in rows] == [
            (True, True, "sent"), (False, False, "sent"),
        ]  # fmt: skip
        assert await desk.told() == ["Message Delivered"]


class TestReminding:
    async def test_reminds_only_who_has_not_confirmed_and_three_times_a_day(self, desk: Desk) -> None:
        await desk.befriend("安")
        await desk.befriend("博", staff="lisi")
        send = await desk.sent()
        desk.confirm("lisi")
        await desk.tend()
        for _ in range(3):
            assert await desk.remind(send) == 1
            await desk.tend()
        with pytest.raises(NobodyToRemind):
            await desk.remind(send)
        (mine,) = [one for one in desk.asked if "zhangsan" in one.parts]
        assert len(mine.reminded_at) == 3
        desk.pool.hours.pass_by(hours=25)
        assert await desk.remind(send, "zhangsan") == 1
        await desk.tend()
        assert len(mine.reminded_at) == 4

    async def test_says_what_the_platform_refused(self, desk: Desk) -> None:
        await desk.befriend("安")
        send = await desk.sent()
        desk.asked[0].reminded_at += [desk.pool.hours.now()] * 3
        await desk.remind(send)
        await desk.tend()
        (row,) = await desk.pool.rows("SELECT problem, reminds FROM mass_send_parts")
        assert (row.problem, row.reminds) == ("externalcontact/remind_groupmsg_send: reminded too often (41094)", False)


class TestStopping:
    async def test_stops_who_has_not_confirmed_and_keeps_what_was_sent(self, desk: Desk) -> None:
        (anna,) = await desk.befriend("安")
        (bert,) = await desk.befriend("博", staff="lisi")
        send = await desk.sent()
        desk.confirm("lisi")
        await desk.cancel(send)
        await desk.cancel(send)
        await desk.tend()
        assert await desk.outcomes() == {anna.external_userid: "canceled", bert.external_userid: "sent"}
        assert await desk.state() == "canceled"
        desk.confirm("zhangsan")
        await desk.tend(hours=2)
        assert await desk.outcomes() == {anna.external_userid: "canceled", bert.external_userid: "sent"}
        with pytest.raises(SendOver):
            await desk.remind(send)

    async def test_after_a_lost_answer_stops_what_was_made(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        (anna,) = await desk.befriend("安")
        send = await desk.plan()
        await desk.start(send)
        with monkeypatch.context() as patch:
            patch.setattr(asking, "_ASKED", text("SELECT 1 / 0"))
            with pytest.raises(Exception, match="division by zero"):
                await desk.tend()
        await desk.cancel(send)
        await desk.tend(minutes=4)
        assert desk.asked[0].canceled
        assert (await desk.state(), await desk.outcomes()) == ("canceled", {anna.external_userid: "canceled"})

    async def test_is_refused_when_everything_is_over(self, desk: Desk) -> None:
        await desk.befriend("安")
        send = await desk.sent()
        desk.confirm("zhangsan")
        await desk.tend()
        with pytest.raises(SendOver):
            await desk.cancel(send)


class TestGroups:
    async def test_are_asked_for_through_their_owners(self, desk: Desk) -> None:
        mine = [desk.pool.acts.open_group("zhangsan", name) for name in ("一群", "二群")]
        theirs = desk.pool.acts.open_group("lisi", "三群")
        await desk.pool.compare()
        desk.pool.acts.dismiss(mine[1])
        await desk.know()
        send = await desk.sent(hello(kind=Kind.GROUPS))
        assert {one.kind for one in desk.asked} == {"group"}
        assert await desk.outcomes() == {mine[0].chat_id: "unsent", theirs.chat_id: "unsent"}
        desk.confirm("zhangsan")
        await desk.tend()
        assert await desk.outcomes() == {mine[0].chat_id: "sent", theirs.chat_id: "unsent"}
        assert await desk.remind(send) == 1
        assert await desk.told() == []


class TestQuota:
    async def test_leaves_out_who_has_had_enough(self, desk: Desk) -> None:
        anna, bert = await desk.befriend("安", "博")
        desk.pool.corp.quota_mode = "day"
        async with desk.pool.platform.postgres.transaction() as session:
            await operations.set_quota(
                session, corp=desk.pool.account.corp_id, mode=QuotaMode.DAY, viewer=LOCAL,
                now=desk.pool.hours.moment(),
            )  # fmt: skip
        await desk.sent(hello(audience=Audience(contacts=(anna.external_userid,))))
        desk.confirm("zhangsan")
        await desk.tend()
        send = await desk.plan(key="send-key-2")
        rows = await desk.pool.rows("SELECT contact FROM mass_send_receivers WHERE send = :send", send=send)
        assert [row.contact for row in rows] == [bert.external_userid]
        (row,) = await desk.pool.rows("SELECT left_out FROM mass_sends WHERE id = :send", send=send)
        assert row.left_out == {"over_quota": 1}
        desk.pool.hours.pass_by(days=1)
        send = await desk.plan(key="send-key-3")
        assert len(await desk.pool.rows("SELECT 1 FROM mass_send_receivers WHERE send = :send", send=send)) == 2
