"""Group codes: the next group when one is full, never a full one, and those that the platform opened by itself."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from huoshui.access.contract import LOCAL
from huoshui.channels.wecom.callbacks import GroupChanged, GroupDismissed
from huoshui.rehearsal.wecom.things import Chat
from huoshui.touchpoints.codes.contract import Alarm
from huoshui.touchpoints.codes.groups import operations, queries, showing
from huoshui.touchpoints.codes.groups.contract import SHOWN_MOST, GroupCode, GroupPlan
from huoshui.touchpoints.codes.groups.rules import chosen
from huoshui.touchpoints.landing import queries as landing
from tests.touchpoints.counter import Counter

NAMES = st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True)


class TestChosen:
    @given(NAMES, st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9)), st.integers(1, 9), NAMES)
    def test_is_never_none_and_full_only_where_there_is_no_other(
        self, groups: list[str], sizes: dict[str, int], most: int, shown: list[str]
    ) -> None:
        wanted, has_room = chosen(groups, sizes=sizes, most=most, shown=shown)
        assert wanted
        assert has_room == any(sizes.get(one, most) < most for one in groups)
        if has_room:
            assert all(sizes[one] < most for one in wanted)
            assert len(wanted) <= SHOWN_MOST


async def made(counter: Counter, plan: GroupPlan) -> GroupCode:
    async with counter.platform.postgres.transaction() as session:
        await operations.create(session, account=1, plan=plan, slug="riders", viewer=LOCAL, now=counter.now)
    return await looked(counter)


async def looked(counter: Counter, *, after: int = 301) -> GroupCode:
    counter.world.hours.at += after
    await showing.keep(counter.platform.postgres, counter.wecom, now=counter.now)
    async with counter.platform.postgres.session() as session:
        return await queries.group_code(session, slug="riders")


def groups(counter: Counter, count: int) -> list[Chat]:
    return [counter.world.acts.open_group("zhangsan", f"骑友{number}") for number in range(count)]


def fill(counter: Counter, chat: Chat, to: int) -> None:
    acts: Any = counter.world.acts
    acts.join(chat, *(acts.appear(f"m{number}") for number in range(to - len(chat.members))))


class TestShowing:
    async def test_goes_on_to_the_next_group_and_leaves_the_full_one(self, counter: Counter) -> None:
        chats = groups(counter, 7)
        names = tuple(one.chat_id for one in chats)
        code = await made(counter, GroupPlan("骑友群", names, most=5))
        assert code.shown == names[:5]
        fill(counter, chats[0], 5)
        code = await looked(counter)
        assert (code.shown, code.sizes[names[0]], code.alarms) == (names[1:6], 5, ())
        assert counter.world.corp.codes[code.config_id].said["chat_id_list"] == list(names[1:6])

    async def test_keeps_the_last_when_all_are_full_and_says_so(self, counter: Counter) -> None:
        chats = groups(counter, 2)
        code = await made(counter, GroupPlan("骑友群", tuple(one.chat_id for one in chats), most=5))
        for one in chats:
            fill(counter, one, 5)
        before, code = code, await looked(counter)
        assert (code.shown, code.alarms) == (before.shown, (Alarm.NOBODY,))

    async def test_finds_the_group_that_the_platform_opened(self, counter: Counter) -> None:
        (chat,) = groups(counter, 1)
        code = await made(counter, GroupPlan("骑友群", (chat.chat_id,), most=400, next_name="骑友"))
        fill(counter, chat, 500)
        opened = counter.world.acts.enter(code.config_id, counter.appears())
        assert opened is not None
        code = await looked(counter)
        assert (code.found, code.shown, code.alarms) == ((opened.chat_id,), (opened.chat_id,), ())

    async def test_leaves_out_a_group_that_is_gone_and_makes_a_lost_code_again(self, counter: Counter) -> None:
        chats = groups(counter, 2)
        before = await made(counter, GroupPlan("骑友群", tuple(one.chat_id for one in chats)))
        counter.world.acts.dismiss(chats[0])
        assert (await looked(counter)).shown == (chats[1].chat_id,)
        del counter.world.corp.codes[before.config_id]
        code = await looked(counter)
        assert (code.state, code.alarms) == (before.state, (Alarm.REMADE,))
        assert code.config_id in counter.world.corp.codes

    async def test_leaves_a_group_within_seconds_in_which_it_becomes_full(self, counter: Counter) -> None:
        chats = groups(counter, 2)
        names = tuple(one.chat_id for one in chats)
        fill(counter, chats[0], 7)
        await made(counter, GroupPlan("骑友群", names, most=10))
        fill(counter, chats[0], 10)
        await counter.learn(GroupChanged(names[0], "add_member"))
        assert (await looked(counter, after=3)).shown == names[1:]

    async def test_is_not_looked_at_for_each_who_joins_where_there_is_room(self, counter: Counter) -> None:
        (chat,) = groups(counter, 1)
        await made(counter, GroupPlan("骑友群", (chat.chat_id,)))
        asked = counter.world.server.asked.total()
        await counter.learn(GroupChanged(chat.chat_id, "add_member"))
        await looked(counter, after=3)
        assert counter.world.server.asked.total() == asked

    async def test_leaves_a_group_within_seconds_that_is_gone(self, counter: Counter) -> None:
        chats = groups(counter, 2)
        await made(counter, GroupPlan("骑友群", tuple(one.chat_id for one in chats)))
        counter.world.acts.dismiss(chats[0])
        await counter.learn(GroupDismissed(chats[0].chat_id))
        assert (await looked(counter, after=3)).shown == (chats[1].chat_id,)

    async def test_a_group_that_fills_while_it_is_looked_at_is_looked_at_again(self, counter: Counter) -> None:
        chats = groups(counter, 2)
        names = tuple(one.chat_id for one in chats)
        fill(counter, chats[0], 9)
        await made(counter, GroupPlan("骑友群", names, most=10))
        read, wecom = counter.world.wecom().groups.one, counter.world.wecom()

        async def fills(group: str) -> object:
            told = await read(group)
            if group == names[0]:
                fill(counter, chats[0], 10)
                await counter.learn(GroupChanged(names[0], "add_member"))
            return told

        wecom.groups.one = fills  # type: ignore[method-assign, assignment]

        async def speaking(_account: int) -> object:
            return wecom

        counter.world.hours.at += 301
        await showing.keep(counter.platform.postgres, speaking, now=counter.now)  # type: ignore[arg-type]
        assert (await looked(counter, after=3)).shown == names[1:]

    async def test_has_a_page_in_its_place(self, counter: Counter) -> None:
        (chat,) = groups(counter, 1)
        code = await made(counter, GroupPlan("骑友群", (chat.chat_id,)))
        async with counter.platform.postgres.session() as session:
            shown = await landing.shown(session, slug="riders", now=counter.now)
        assert (shown.plan.title, shown.code_picture, shown.open) == ("骑友群", code.picture, True)

    async def test_a_change_of_its_groups_counts_at_once(self, counter: Counter) -> None:
        chats = groups(counter, 2)
        plan = GroupPlan("骑友群", (chats[0].chat_id,))
        await made(counter, plan)
        async with counter.platform.postgres.transaction() as session:
            changed = replace(plan, groups=(chats[1].chat_id,))
            await operations.change(session, slug="riders", plan=changed, version=1, viewer=LOCAL, now=counter.now)
        assert (await looked(counter)).shown == (chats[1].chat_id,)
