"""Handing over, from the plan to the last customer: batches, refusals, limits, crashes, and what histories say."""

from collections import Counter

import pytest
from sqlalchemy import text

from huoshui.bedrock import clock
from huoshui.channels.wecom import envelopes
from huoshui.channels.wecom.callbacks import fact_of
from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.scheduler import Scheduler
from huoshui.connectors.contract import AccountId, Letter, LetterId
from huoshui.rehearsal.wecom.teller import _xml
from huoshui.relations.contract import NoSuchFollower
from huoshui.relations.transfers import operations, performing, subscribers, waiting
from huoshui.relations.transfers.contract import (
    AgainOfAnother,
    Balance,
    ItemState,
    LeftOut,
    NobodyToTransfer,
    NotTheirCustomers,
    PlanMoved,
    TakerAway,
    TakerNamedTwice,
    TransferToGiver,
    What,
)
from huoshui.relations.transfers.performing import Performer
from tests.relations.transfers.world import a_day_passes, asked, by_state, come, ids, order, plan, seen, start, work
from tests.relations.world import CORP, Pool

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


async def the_wecom(pool: Pool) -> WeCom:
    return await pool.platform.speakers.wecom(AccountId(pool.account.id))


async def turns(pool: Pool, staff: str) -> Counter[str]:
    rows = await pool.rows("SELECT turn FROM relation_facts JOIN follow_relations AS held ON held.id = relation "
                           "WHERE held.staff = :staff AND turn <> ''", staff=staff)  # fmt: skip
    return Counter(row.turn for row in rows)


async def hear(pool: Pool) -> None:
    """Let the callbacks arrive where transfers hear them."""
    for one in pool.letters():
        head = {"ToUserName": CORP, "FromUserName": "sys", "MsgType": "event"}
        envelope = envelopes.read(f"<xml>{_xml(head | one)}</xml>".encode())
        said_at = clock.moment(envelope.created_at * 1000)
        letter = Letter(LetterId(1), envelope.key, fact_of(envelope), (), said_at, pool.hours.moment())
        async with pool.platform.postgres.transaction() as session:
            await subscribers.hear(session, pool.account, letter)


class TestPlan:
    async def test_shares_evenly_and_leaves_friends_with_friends(self, pool: Pool) -> None:
        mine, shared = await come(pool, 7), await come(pool, 3, known_to="lisi")
        found = await plan(pool, order("lisi", "wangwu"))
        assert {one.thing for one in found.given} == ids(mine) | ids(shared)
        lisi, wangwu = found.portions
        assert (lisi.before, lisi.known, lisi.fresh, lisi.after) == (3, 3, 4, 7)
        assert (wangwu.known, wangwu.fresh) == (0, 3)
        even = await plan(pool, order("lisi", "wangwu", balance=Balance.LOAD))
        assert [one.after for one in even.portions] == [5, 5]

    async def test_refuses_what_cannot_be(self, pool: Pool) -> None:
        (one,) = await come(pool, 1)
        with pytest.raises(TransferToGiver):
            await plan(pool, order("zhangsan"))
        with pytest.raises(TakerNamedTwice):
            await plan(pool, order("lisi", "lisi"))
        with pytest.raises(TakerAway):
            await plan(pool, order("nobody"))
        with pytest.raises(NoSuchFollower):
            await plan(pool, order("lisi", giver="nobody"))
        with pytest.raises(NotTheirCustomers):
            await plan(pool, order("lisi", customers=[one.external_userid, "wmStranger"]))
        with pytest.raises(NobodyToTransfer):
            await start(pool, order("zhangsan", giver="wangwu"))
        assert await pool.rows("SELECT 1 FROM customer_transfers") == []

    async def test_is_refused_when_it_is_no_longer_what_was_seen(self, pool: Pool) -> None:
        await come(pool, 2)
        with pytest.raises(PlanMoved, match="2 customers and groups, not 3"):
            await start(pool, order("lisi"), seen=3)


class TestInService:
    async def test_goes_in_hundreds_takes_a_day_and_is_no_loss(self, pool: Pool) -> None:
        customers = await come(pool, 130)
        number = await start(pool, order("lisi", message="换小李服务你"))
        assert await start(pool, order("lisi")) == number, "the same key begins once"
        await work(pool)
        assert asked(pool) == 2
        assert (await seen(pool, number)).counts == {ItemState.WAITING: 130}
        await a_day_passes(pool)
        whole = await seen(pool, number)
        assert (whole.counts, whole.finished_at is not None) == ({ItemState.DONE: 130}, True)
        assert await turns(pool, "zhangsan") == Counter(added=130, transferred_away=130)
        assert await turns(pool, "lisi") == Counter(transferred_to=130)
        assert {contact for _, contact in await pool.friends()} == ids(customers)
        assert {staff for staff, _ in await pool.friends()} == {"lisi"}

    async def test_shows_who_refused_and_gives_them_to_another(self, pool: Pool) -> None:
        customers = await come(pool, 4)
        number = await start(pool, order("lisi"))
        await work(pool)
        pool.acts.refuse_transfer(customers[0])
        pool.hours.pass_by(minutes=5)
        await hear(pool)
        await work(pool)
        assert await by_state(pool, number) == {
            ItemState.REFUSED: {customers[0].external_userid}, ItemState.WAITING: ids(customers[1:]),
        }  # fmt: skip
        await a_day_passes(pool)
        again = await plan(pool, order("wangwu", again=number))
        assert [(one.thing, one.taker) for one in again.given] == [(customers[0].external_userid, "wangwu")]
        second = await start(pool, order("wangwu", again=number), key="key-00002")
        await work(pool)
        await a_day_passes(pool)
        assert await by_state(pool, second) == {ItemState.DONE: {customers[0].external_userid}}
        with pytest.raises(AgainOfAnother):
            await plan(pool, order("zhangsan", giver="lisi", again=number))

    async def test_names_those_for_whom_the_taker_has_no_room(self, pool: Pool) -> None:
        await come(pool, 3)
        number = await start(pool, order("lisi"))
        await work(pool)
        pool.corp.staff["lisi"].room = 2
        await a_day_passes(pool)
        whole = await seen(pool, number)
        assert whole.counts == {ItemState.DONE: 2, ItemState.TAKER_FULL: 1}
        assert whole.finished_at is not None

    async def test_asks_nobody_who_was_handed_on_twice_in_ninety_days(self, pool: Pool) -> None:
        customers = await come(pool, 2)
        only = [customers[0].external_userid]
        for turn, (giver, taker) in enumerate((("zhangsan", "lisi"), ("lisi", "zhangsan"))):
            await start(pool, order(taker, giver=giver, customers=only), key=f"key-{turn:05}")
            await work(pool)
            await a_day_passes(pool)
        before = asked(pool)
        found = await plan(pool, order("lisi"))
        assert found.left_out == {LeftOut.TOO_OFTEN: only}
        number = await start(pool, order("lisi"), key="key-third")
        await work(pool)
        assert asked(pool) == before + 1
        assert await by_state(pool, number) == {
            ItemState.TOO_OFTEN: set(only), ItemState.WAITING: ids(customers[1:]),
        }  # fmt: skip
        pool.hours.pass_by(days=90)
        assert LeftOut.TOO_OFTEN not in (await plan(pool, order("lisi"))).left_out

    async def test_keeps_what_the_platform_says_of_each(self, pool: Pool) -> None:
        customers = await come(pool, 3)
        wecom = await the_wecom(pool)
        await wecom.transfers.begin([customers[0].external_userid], giver="zhangsan", taker="wangwu")
        follow = pool.corp.follows["zhangsan", customers[1].external_userid]
        pool.acts.staff_deletes(follow)
        pool.letters()
        number = await start(pool, order("lisi"))
        await work(pool)
        pool.hours.pass_by(hours=3)
        await work(pool)
        assert await by_state(pool, number) == {
            ItemState.FAILED: ids(customers[:2]), ItemState.WAITING: {customers[2].external_userid},
        }  # fmt: skip
        codes = await pool.rows("SELECT thing, code FROM transfer_items WHERE code <> 0")
        assert {row.thing: row.code for row in codes} == {
            customers[0].external_userid: Code.TRANSFER_RUNNING, customers[1].external_userid: Code.NOT_THE_FOLLOWER,
        }  # fmt: skip

    async def test_leaves_out_who_is_on_the_way(self, pool: Pool) -> None:
        customers = await come(pool, 2)
        await start(pool, order("lisi", customers=[customers[0].external_userid]))
        found = await plan(pool, order("wangwu"))
        assert [one.thing for one in found.given] == [customers[1].external_userid]
        assert found.left_out == {LeftOut.ON_THE_WAY: [customers[0].external_userid]}


class TestLeavers:
    async def test_are_found_on_the_platforms_list_and_handed_on(self, pool: Pool) -> None:
        customers = await come(pool, 5)
        known = (await come(pool, 1, known_to="lisi"))[0]
        pool.acts.resign("zhangsan")
        pool.letters()
        wecom = await the_wecom(pool)
        platform = pool.platform
        read = await waiting.read(platform.postgres, wecom, corp=CORP, keys=platform.keys, clock=pool.hours.moment)
        assert read == 6
        found = await plan(pool, order("lisi", "wangwu"))
        assert (found.resigned, len(found.given)) == (True, 6)
        number = await start(pool, order("lisi", "wangwu"))
        await work(pool)
        assert (asked(pool), asked(pool, resigned=True)) == (0, 2)
        await a_day_passes(pool)
        assert (await seen(pool, number)).counts == {ItemState.DONE: 6}
        assert (await turns(pool, "zhangsan"))["transferred_away"] == 6
        assert (await turns(pool, "zhangsan"))["deleted_by_staff"] == 0
        assert {contact for _, contact in await pool.friends()} == ids([*customers, known])
        assert await pool.rows("SELECT 1 FROM transfer_waiting") == []

    async def test_leave_their_groups_too(self, pool: Pool) -> None:
        for number in range(3):
            pool.acts.open_group("zhangsan", f"群{number}")
        pool.letters()
        await pool.compare()
        pool.acts.resign("zhangsan")
        await pool.hear_all()
        number = await start(pool, order("lisi", "wangwu"))
        await work(pool)
        await pool.read()
        assert Counter(one.owner for one in pool.corp.chats.values()) == Counter(lisi=2, wangwu=1)
        assert (await seen(pool, number)).counts == {ItemState.DONE: 3}
        rows = await pool.rows("SELECT owner, count(*) AS n FROM customer_groups GROUP BY owner")
        assert {row.owner: row.n for row in rows} == {"lisi": 2, "wangwu": 1}


class _Crash(BaseException):
    """The process ends here."""


class TestCrash:
    @pytest.mark.parametrize("line", ["before asking", "after asking", "after the answer"])
    @pytest.mark.parametrize("what", list(What))
    async def test_between_any_two_lines_asks_nobody_twice(
        self, pool: Pool, monkeypatch, line: str, what: What
    ) -> None:
        if what is What.CUSTOMER:
            await come(pool, 3)
        else:
            pool.acts.open_group("zhangsan", "群")
            pool.letters()
            await pool.compare()
        number = await start(pool, order("lisi"))
        performer = Performer(pool.platform.postgres, pool.platform.speakers)
        original = Performer._question

        async def question(self, batch, wecom, things):
            if line == "before asking":
                raise _Crash
            answered = await original(self, batch, wecom, things)
            if line == "after asking":
                raise _Crash
            return answered

        async def settle(*_args, **_how):
            raise _Crash

        with monkeypatch.context() as patched:
            patched.setattr(Performer, "_question", question)
            if line == "after the answer":
                patched.setattr(operations, "settle", settle)
            with pytest.raises(_Crash):
                await performer.round(pool.hours.moment)
        assert await performer.round(pool.hours.moment) == 0, "whoever is at work is left alone for two minutes"
        pool.hours.pass_by(minutes=3)
        await work(pool)
        path = "transfer_customer" if what is What.CUSTOMER else "groupchat/onjob_transfer"
        assert pool.server.asked[f"externalcontact/{path}"] == 1
        await a_day_passes(pool)
        assert set((await seen(pool, number)).counts) == {ItemState.DONE}

    async def test_a_lost_answer_is_looked_up_and_the_rest_asked(self, pool: Pool) -> None:
        customers = await come(pool, 3)
        number = await start(pool, order("lisi"))
        wecom = await the_wecom(pool)
        pool.hours.pass_by(minutes=1)
        async with pool.platform.postgres.transaction() as session:
            (batch,) = (await session.execute(text("SELECT id FROM transfer_batches"))).scalars().all()
            await session.execute(performing._ASKING, {"id": batch, "now": pool.hours.moment()})
            await session.execute(performing._ITEMS_ASKING, {"batch": batch})
        await wecom.transfers.begin([customers[0].external_userid], giver="zhangsan", taker="lisi")
        await work(pool)
        assert asked(pool) == 2
        assert len(pool.corp.transfers) == 3
        assert (await seen(pool, number)).counts == {ItemState.WAITING: 3}

    async def test_too_fast_waits_and_goes_on(self, pool: Pool) -> None:
        await come(pool, 2)
        number = await start(pool, order("lisi"))
        busy = True

        async def before(path: str) -> int | None:
            return 45009 if busy and path.endswith("/transfer_customer") else None

        pool.server.before = before
        await work(pool)
        whole = await seen(pool, number)
        assert (whole.counts, bool(whole.problem)) == ({ItemState.PLANNED: 2}, True)
        busy = False
        await pool.platform.speakers.aclose()
        pool.platform.speakers._scheduler = Scheduler()  # the hour for which the platform shut us out is over
        pool.hours.pass_by(hours=2)
        await work(pool)
        whole = await seen(pool, number)
        assert (whole.counts, whole.problem) == ({ItemState.WAITING: 2}, "")


class TestForgetting:
    async def test_leaves_nobody_in_transfers_or_on_the_list(self, pool: Pool) -> None:
        await come(pool, 2)
        await start(pool, order("lisi"))
        rows = await pool.rows("SELECT identity FROM transfer_items ORDER BY id")
        async with pool.platform.postgres.transaction() as session:
            counts = await operations.erase(session, identities=[rows[0].identity], now=pool.hours.moment())
        assert counts == {"transfer_items": 1, "transfer_waiting": 0}
        assert len(await pool.rows("SELECT 1 FROM transfer_items")) == 1
