"""From a platform's signed callback through the real door to event, person and lead; what is forged changes nothing."""

from dataclasses import replace
from datetime import datetime, timedelta

import orjson
from sqlalchemy import text

from huoshui.channels.doors import registry
from tests.leads.conftest import Sea

EVENTS = {
    "douyin": "Message Replied", "doudian": "Order Paid", "oceanengine": "Lead Submitted",
    "xiaohongshu": "Lead Submitted", "kuaishou": "Lead Submitted", "tencent_ads": "Lead Submitted",
    "weibo": "Account Followed", "bilibili": "Lead Submitted", "wxshop": "Order Paid", "youzan": "Order Paid",
}  # fmt: skip


class TestEveryPlatform:
    async def test_comes_through_its_door_to_event_person_and_lead_once(self, sea: Sea, now: datetime) -> None:
        for name in EVENTS:
            teller = await sea.account(name)
            said = teller.says(now)
            late = teller.signed(said, now - timedelta(minutes=30))
            assert [(await teller.bring(late)).status_code for _ in range(3)] == [200, 200, 200]
        await sea.settle()
        assert [
            one[0] for one in await sea.rows("SELECT count(*) FROM connector_letters WHERE read_at IS NOT NULL")
        ] == [10]
        stored = await sea.events()
        assert sorted(one[0] for one in stored) == sorted(EVENTS.values())
        assert sorted({one[1] for one in stored}) == sorted({door.channel for door in registry.DOORS.values()})
        leads = await sea.rows("""
            SELECT platform, account, person FROM leads
                JOIN identifiers USING (identity) ORDER BY platform""")
        assert [one.platform for one in leads] == sorted(
            name for name, event in EVENTS.items() if event == "Lead Submitted")  # fmt: skip
        assert len({one.person for one in leads}) == 1  # they left one phone on five platforms
        orders = await sea.rows("SELECT platform, state, paid_fen, identity FROM orders ORDER BY platform")
        assert [(one.platform, one.state) for one in orders] == [
            ("doudian", "paid"), ("wxshop", "paid"), ("youzan", "paid")]  # fmt: skip
        assert None not in {one.identity for one in orders}

    async def test_answers_as_its_platform_wants_to_hear(self, sea: Sea, now: datetime) -> None:
        for name, door in registry.DOORS.items():
            teller = await sea.account(name)
            answer = await teller.bring(teller.signed(teller.says(now), now))
            assert (answer.status_code, answer.content) == (200, door.answer)

    async def test_is_read_in_any_order_and_told_once(self, sea: Sea, now: datetime) -> None:
        teller = await sea.account("oceanengine")
        sayings = [teller.says(now) for _ in range(12)]
        assert set(await teller.tell(sayings, now, repeated=0.6)) == {200}
        await sea.settle()
        assert (await sea.rows("SELECT count(*) AS n, count(DISTINCT lead_id) AS d FROM leads"))[0] == (12, 12)
        assert len(await sea.events()) == 12


class TestWhatIsForged:
    async def test_changes_nothing_and_is_counted(self, sea: Sea, now: datetime) -> None:
        for name in EVENTS:
            teller = await sea.account(name)
            teller.held = replace(teller.held, secret="another-secret", token="anotherToken1")
            assert (await teller.bring(teller.signed(teller.says(now), now))).status_code == 403
        await sea.platform.mail.hearing.note()
        assert [one.forged for one in await sea.rows("SELECT forged FROM connector_accounts")] == [1] * len(EVENTS)
        assert await sea.rows("SELECT FROM connector_letters") == []
        assert await sea.events() == []

    async def test_by_a_stamp_of_another_body_is_heard_once_at_most(self, sea: Sea, now: datetime) -> None:
        teller = await sea.account("weibo")
        genuine = teller.signed(teller.says(now), now)
        forged = replace(genuine, body=orjson.dumps({"type": "text", "sender_id": "666", "text": "x"}))
        assert [(await teller.bring(one)).status_code for one in (genuine, forged)] == [200, 200]
        await sea.settle()
        assert [one[0] for one in await sea.events()] == ["Account Followed"]

    async def test_by_an_old_stamp_is_refused(self, sea: Sea, now: datetime) -> None:
        teller = await sea.account("weibo")
        answer = await teller.bring(teller.signed(teller.says(now), now - timedelta(hours=2)))
        assert (answer.status_code, answer.json()["code"]) == (403, "ForgedCallback")

    async def test_replayed_after_its_letter_was_forgotten_makes_no_second_event(self, sea: Sea, now: datetime) -> None:
        teller = await sea.account("xiaohongshu")
        delivery = teller.signed(teller.says(now), now)
        await teller.bring(delivery)
        await sea.settle()
        async with sea.platform.postgres.transaction() as session:
            await session.execute(text("DELETE FROM connector_letters"))
        await teller.bring(delivery)
        await sea.settle()
        assert (len(await sea.events()), len(await sea.rows("SELECT FROM leads"))) == (1, 1)


class TestTheDoor:
    async def test_echoes_challenges_and_keeps_none_of_them(self, sea: Sea, now: datetime) -> None:
        douyin, juliang = await sea.account("douyin"), await sea.account("oceanengine")
        asked = {"event": "verify_webhook", "content": {"challenge": 99}}
        answer = await douyin.bring(douyin.signed(asked, now))
        assert (answer.json(), answer.headers["content-type"]) == ({"challenge": 99}, "application/json")
        answer = await juliang.bring(juliang.signed({"event": "verify_webhook", "challenge": 7}, now))
        assert answer.json()["challenge"] == 7
        weibo = await sea.account("weibo")
        signed = weibo.signed({}, now)
        answer = await sea.http.get(f"{weibo.url}?{signed.query}&echostr=here")
        assert (answer.status_code, answer.text) == (200, "here")
        assert (await sea.http.get(f"{douyin.url}?echostr=here")).status_code == 403
        assert await sea.rows("SELECT FROM connector_letters") == []

    async def test_keeps_and_shows_kinds_that_it_does_not_know(self, sea: Sea, now: datetime) -> None:
        teller = await sea.account("douyin")
        await teller.bring(teller.signed({"event": "group_fans_event", "content": "{}"}, now))
        await sea.settle()
        assert [(one.event, one.read_at is not None) for one in await sea.rows("SELECT * FROM connector_letters")] == [
            ("group_fans_event", True)]  # fmt: skip
        assert await sea.events() == []

    async def test_refuses_what_no_platform_sends(self, sea: Sea) -> None:
        teller = await sea.account("kuaishou")
        answer = await sea.http.post(teller.url, content=b"\xff\xfe")
        assert (answer.status_code, answer.json()["code"]) == (403, "ForgedCallback")
