"""Writing to one person: never without their leave, never twice, whatever breaks on the way."""

import asyncio
from uuid import UUID

import pytest

from huoshui.relations.followers import queries
from huoshui.relations.followers.contract import (
    DeclinedByWeChat,
    FollowerMessageTaken,
    MessageIncomplete,
    NoSubscription,
    NotFollowing,
    SendKind,
    SendState,
    WeChatSilent,
    WindowClosed,
)
from huoshui.relations.followers.sending import Message, write
from tests.relations.followers.world import LASTING, NOTICE, ONCE, Square


def key(number: int) -> UUID:
    return UUID(int=number)


async def fan_of(square: Square, **accepted: str) -> str:
    fan = square.acts.appear()
    square.acts.follow(fan, scene="shop1")
    if accepted:
        square.acts.answer(fan, **accepted)
    await square.hear_all()
    square.hours.pass_by(minutes=5)
    return fan.openid


class TestSubscribe:
    async def test_takes_one_acceptance_and_refuses_the_next_with_the_reason(self, square: Square) -> None:
        openid = await fan_of(square, **{ONCE: "accept"})
        sent = await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert (sent.state, await square.balances()) == (SendState.SENT, {(openid, ONCE): 0})
        with pytest.raises(NoSubscription, match="used"):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(2))
        assert [one.way for one in square.account.sent] == ["subscribe"], "the second never left the house"
        await square.hear_all()
        (row,) = await square.rows("SELECT state FROM follower_sends")
        assert row.state == "delivered"

    async def test_the_same_key_sends_once(self, square: Square) -> None:
        openid = await fan_of(square, **{ONCE: "accept"})
        square.acts.answer(square.account.fans[openid], **{ONCE: "accept"})
        await square.hear_all()
        first = await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        again = await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert (first.id, len(square.account.sent), await square.balances()) == (again.id, 1, {(openid, ONCE): 1})
        with pytest.raises(FollowerMessageTaken):
            await square.send(openid, SendKind.SUBSCRIBE, template=LASTING, key=key(1))

    async def test_many_at_once_send_no_more_than_was_accepted(self, square: Square) -> None:
        openid = await fan_of(square, **{ONCE: "accept"})
        square.acts.answer(square.account.fans[openid], **{ONCE: "accept"})
        await square.hear_all()
        attempts = [square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(n)) for n in range(8)]
        outcomes = await asyncio.gather(*attempts, return_exceptions=True)
        assert sum(isinstance(one, NoSubscription) for one in outcomes) == 6
        assert len(square.account.sent) == 2

    async def test_a_lost_answer_is_not_asked_for_again_and_is_settled_by_what_wechat_tells(
        self, square: Square
    ) -> None:
        openid = await fan_of(square, **{ONCE: "accept"})

        async def lost(path: str) -> int | None:
            if path.endswith("bizsend"):
                raise ConnectionResetError
            return None

        square.server.after = lost
        with pytest.raises(WeChatSilent):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        square.server.after = None
        assert len(square.account.sent) == 1
        with pytest.raises(WeChatSilent):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert (len(square.account.sent), await square.balances()) == (1, {(openid, ONCE): 0})
        await square.hear_all()
        settled = await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert (settled.state, len(square.account.sent)) == (SendState.DELIVERED, 1)

    async def test_what_certainly_did_not_leave_is_given_back(self, square: Square) -> None:
        openid = await fan_of(square, **{ONCE: "accept"})

        async def wrong(path: str) -> int | None:
            return 47003 if path.endswith("bizsend") else None

        square.server.before = wrong
        with pytest.raises(DeclinedByWeChat, match="parameters invalid"):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert await square.balances() == {(openid, ONCE): 1}
        square.server.before = None
        sent = await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(2))
        assert sent.state is SendState.SENT

    async def test_believes_wechat_when_it_says_that_nothing_is_left(self, square: Square) -> None:
        openid = await fan_of(square, **{ONCE: "accept"})
        square.acts.set_among_settings(square.account.fans[openid], ONCE, "reject")
        lost = square.letters()
        with pytest.raises(DeclinedByWeChat, match="subscription refused"):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert await square.balances() == {(openid, ONCE): 0}
        await square.hear(*lost)
        with pytest.raises(NoSubscription):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(2))

    async def test_a_template_for_long_is_sent_until_it_is_refused(self, square: Square) -> None:
        openid = await fan_of(square, **{LASTING: "accept"})
        await square.compare()
        for number in range(3):
            await square.send(openid, SendKind.SUBSCRIBE, template=LASTING, key=key(number))
        square.acts.set_among_settings(square.account.fans[openid], LASTING, "reject")
        await square.hear_all()
        with pytest.raises(NoSubscription, match=r"会员动态.*refused"):
            await square.send(openid, SendKind.SUBSCRIBE, template=LASTING, key=key(9))
        assert len(square.account.sent) == 3

    async def test_who_never_accepted_is_refused(self, square: Square) -> None:
        openid = await fan_of(square)
        with pytest.raises(NoSubscription, match="never"):
            await square.send(openid, SendKind.SUBSCRIBE, template=ONCE, key=key(1))
        assert await square.rows("SELECT 1 FROM follower_sends") == []


class TestService:
    async def test_answers_five_times_within_two_days_and_never_more(self, square: Square) -> None:
        openid = await fan_of(square)
        with pytest.raises(WindowClosed, match="over"):
            await square.send(openid, SendKind.SERVICE, words="您好", key=key(0))
        square.acts.write(square.account.fans[openid], "在吗")
        await square.hear_all()
        for number in range(1, 6):
            await square.send(openid, SendKind.SERVICE, words="您好", key=key(number))
            square.hours.pass_by(hours=2)
        with pytest.raises(WindowClosed, match="used"):
            await square.send(openid, SendKind.SERVICE, words="您好", key=key(6))
        assert [one.way for one in square.account.sent] == ["service"] * 5

    async def test_is_shut_as_soon_as_they_follow_no_more(self, square: Square) -> None:
        openid = await fan_of(square)
        square.acts.write(square.account.fans[openid], "在吗")
        square.hours.pass_by(seconds=5)
        square.acts.unfollow(square.account.fans[openid])
        await square.hear_all()
        with pytest.raises(WindowClosed, match="left"):
            await square.send(openid, SendKind.SERVICE, words="您好", key=key(1))

    async def test_says_what_wechat_said_when_it_counts_otherwise(self, square: Square) -> None:
        openid = await fan_of(square)
        square.acts.write(square.account.fans[openid], "在吗")
        await square.hear_all()

        async def closed(path: str) -> int | None:
            return 45015 if path.endswith("custom/send") else None

        square.server.before = closed
        with pytest.raises(DeclinedByWeChat, match="window closed"):
            await square.send(openid, SendKind.SERVICE, words="您好", key=key(1))

    async def test_wants_words(self, square: Square) -> None:
        openid = await fan_of(square)
        with pytest.raises(MessageIncomplete):
            await square.send(openid, SendKind.SERVICE, words=" ", key=key(1))


class TestTemplate:
    async def test_reaches_followers_only(self, square: Square) -> None:
        openid = await fan_of(square)
        sent = await square.send(openid, SendKind.TEMPLATE, template=NOTICE, key=key(1))
        assert sent.state is SendState.SENT
        await square.hear_all()
        (row,) = await square.rows("SELECT state, msgid <> '' AS named FROM follower_sends")
        assert (row.state, row.named) == ("delivered", True)
        square.acts.unfollow(square.account.fans[openid])
        await square.hear_all()
        with pytest.raises(NotFollowing, match="unfollowed"):
            await square.send(openid, SendKind.TEMPLATE, template=NOTICE, key=key(2))

    async def test_is_asked_for_again_because_wechat_knows_it_by_its_key(self, square: Square) -> None:
        openid = await fan_of(square)
        lost = iter([True, False])

        async def once(path: str) -> int | None:
            if path.endswith("template/send") and next(lost, False):
                raise ConnectionResetError
            return None

        square.server.after = once
        sent = await square.send(openid, SendKind.TEMPLATE, template=NOTICE, key=key(1))
        assert (sent.state, len(square.account.sent)) == (SendState.SENT, 1)


class TestCrash:
    async def test_between_reserving_and_asking_leaves_what_is_never_sent_twice(self, square: Square) -> None:
        from huoshui.access.contract import LOCAL  # noqa: PLC0415

        openid = await fan_of(square, **{ONCE: "accept"})
        follower = await square.number(openid)
        from huoshui.relations.followers import operations  # noqa: PLC0415

        async with square.platform.postgres.transaction() as session:
            await operations.reserve(
                session, follower=follower, kind=SendKind.SUBSCRIBE, template=ONCE, key=key(1), by="x",
                now=square.hours.moment(),
            )  # fmt: skip
        message = Message(SendKind.SUBSCRIBE, ONCE, {"thing1": "到货了"})
        with pytest.raises(WeChatSilent):
            await write(
                square.platform.postgres, square.platform.speakers, follower=follower, message=message, key=key(1),
                viewer=LOCAL, now=square.hours.moment(),
            )  # fmt: skip
        assert square.account.sent == []
        square.hours.pass_by(minutes=10)
        await square.read()
        async with square.platform.postgres.session() as session:
            (left,) = await queries.sends(session, number=follower)
        assert left.state is SendState.UNKNOWN
