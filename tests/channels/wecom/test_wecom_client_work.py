"""The client against the corp of our own, over HTTP: groups, what is sent, and who hands over what to whom."""

import pytest

from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Unsendable
from huoshui.channels.wecom.shapes.sends import Image, Link
from tests.channels.wecom.conftest import World, declined
from tests.channels.wecom.letters import AT, DAY


class TestGroups:
    async def test_are_joined_by_code_and_followed_by_the_next(self, world: World, wecom: WeCom) -> None:
        chat = world.acts.open_group("zhangsan", "福利1群")
        code = await wecom.groups.add_code([chat.chat_id], state="g-1", next_name="福利", next_number=1)
        for number in range(500):
            world.acts.enter(code, world.acts.appear(f"客户{number}"))
        assert len(chat.members) == 500
        shown = await wecom.groups.code(code)
        assert len(shown.chat_id_list) == 2
        group = await wecom.groups.one(shown.chat_id_list[1])
        assert (group.name, [(one.type, one.state) for one in group.member_list]) == ("福利2", [(1, ""), (2, "g-1")])
        assert {one.chat_id async for one in wecom.groups.of(["zhangsan"])} == set(shown.chat_id_list)
        assert await wecom.groups.of_opengid("og" + chat.chat_id) == chat.chat_id

    async def test_of_a_code_are_replaced(self, world: World, wecom: WeCom) -> None:
        one, two = (world.acts.open_group("zhangsan", name).chat_id for name in ("一", "二"))
        code = await wecom.groups.add_code([one], state="g-1")
        await wecom.groups.change_code(code, [two])
        shown = await wecom.groups.code(code)
        assert (shown.chat_id_list, shown.state, shown.auto_create_room) == ([two], "", 0)
        with pytest.raises(Unsendable, match="6 items, 5 is the most"):
            await wecom.groups.change_code(code, [one] * 6)
        await wecom.groups.delete_code(code)
        with declined(Code.CODE_INVALID):
            await wecom.groups.code(code)

    async def test_above_a_thousand_are_asked_for_by_owner(self, world: World, wecom: WeCom) -> None:
        for number in range(1001):
            world.acts.open_group("zhangsan", f"{number}群")
        with declined(Code.TOO_MANY_ITEMS):
            [one async for one in wecom.groups.of()]
        assert len([one async for one in wecom.groups.of(["zhangsan"])]) == 1001

    async def test_have_figures(self, world: World, wecom: WeCom) -> None:
        chat = world.acts.open_group("zhangsan", "群")
        world.acts.join(chat, world.acts.appear("安娜"), world.acts.appear("贝特"))
        today = AT - AT % DAY
        (figures,) = await wecom.groups.figures(since=today, until=today, owners=["zhangsan"])
        assert (figures.owner, figures.data.new_chat_cnt, figures.data.new_member_cnt) == ("zhangsan", 1, 3)
        days = await wecom.groups.figures_by_day(since=today - DAY, until=today, owners=["zhangsan"])
        assert [(one.stat_time, one.data.new_member_cnt) for one in days] == [(today - DAY, 0), (today, 3)]
        with pytest.raises(Unsendable):
            await wecom.groups.figures(since=today - 31 * DAY, until=today, owners=["zhangsan"])

    async def test_have_a_hundred_welcomes(self, world: World, wecom: WeCom) -> None:
        made = [await wecom.groups.add_welcome(text=f"{n}", attachment=Link("t", "https://b.cn")) for n in range(100)]
        with declined(Code.GROUP_WELCOMES_FULL):
            await wecom.groups.add_welcome(text="多")
        await wecom.groups.change_welcome(made[0], text="新")
        assert world.corp.group_welcomes[made[0]]["text"] == {"content": "新"}
        assert world.corp.group_welcomes[made[1]]["link"] == {"title": "t", "url": "https://b.cn"}
        await wecom.groups.delete_welcome(made[0])
        assert len(world.corp.group_welcomes) == 99


class TestSends:
    async def test_wait_for_staff_and_tell_each_outcome(self, world: World, wecom: WeCom) -> None:
        stays, leaves, full, stranger = (world.acts.appear(name) for name in ("安娜", "贝特", "客人", "路人"))
        follows = [world.acts.add(one, "zhangsan") for one in (stays, leaves, full)]
        world.corp.quota_per_month = 1
        earlier = await wecom.sends.to_customers(external_userids=[full.external_userid], text="先")
        world.acts.send(earlier.msgid, "zhangsan")
        send = await wecom.sends.to_customers(
            external_userids=[one.external_userid for one in (stays, leaves, full, stranger)], text="会员日"
        )
        assert send.fail_list == [stranger.external_userid]
        assert [(one.userid, one.status) async for one in wecom.sends.tasks(send.msgid)] == [("zhangsan", 0)]
        world.acts.customer_deletes(follows[1])
        world.acts.send(send.msgid, "zhangsan")
        assert [(one.userid, one.status) async for one in wecom.sends.tasks(send.msgid)] == [("zhangsan", 2)]
        results = [one.status async for one in wecom.sends.results(send.msgid, userid="zhangsan")]
        assert results == [1, 2, 3]
        assert [one.msgid async for one in wecom.sends.made(since=AT - DAY, until=AT + 1)] == [
            earlier.msgid,
            send.msgid,
        ]

    async def test_to_strangers_are_to_nobody(self, world: World, wecom: WeCom) -> None:
        with declined(Code.NOBODY_TO_SEND_TO):
            await wecom.sends.to_customers(external_userids=[world.acts.appear("路人").external_userid], text="x")

    async def test_go_to_those_with_the_tags(self, world: World, wecom: WeCom) -> None:
        group = await wecom.tags.add(["甲", "乙", "丙"], group_name="组")
        a, b, c = (one.id for one in group.tag)
        for tags in ({a, b}, {a}, {b, c}):
            world.acts.add(world.acts.appear("客"), "zhangsan").tags |= tags
        send = await wecom.sends.to_customers(sender="zhangsan", text="x", tags=[[a, c], [b]])
        assert len([one async for one in wecom.sends.results(send.msgid, userid="zhangsan")]) == 2

    async def test_to_groups_are_to_the_senders_own(self, world: World, wecom: WeCom) -> None:
        own, other = world.acts.open_group("zhangsan", "一"), world.acts.open_group("lisi", "二")
        send = await wecom.sends.to_groups(sender="zhangsan", chat_ids=[own.chat_id, other.chat_id], text="x")
        assert send.fail_list == [other.chat_id]
        world.acts.send(send.msgid, "zhangsan")
        (result,) = [one async for one in wecom.sends.results(send.msgid, userid="zhangsan")]
        assert (result.chat_id, result.status) == (own.chat_id, 1)

    async def test_are_reminded_of_three_times_a_day_until_canceled(self, world: World, wecom: WeCom) -> None:
        follow = world.acts.add(world.acts.appear("安娜"), "zhangsan")
        send = await wecom.sends.to_customers(external_userids=[follow.external_userid], text="x")
        for _ in range(3):
            await wecom.sends.remind(send.msgid)
        with declined(Code.REMINDED_TOO_OFTEN):
            await wecom.sends.remind(send.msgid)
        await wecom.sends.cancel(send.msgid)
        world.acts.send(send.msgid, "zhangsan")
        assert [one.status async for one in wecom.sends.results(send.msgid, userid="zhangsan")] == [0]
        with declined(Code.SEND_CANCELED):
            await wecom.sends.remind(send.msgid)


class TestMoments:
    async def test_are_made_published_and_liked(self, world: World, wecom: WeCom) -> None:
        anna = world.acts.appear("安娜")
        world.acts.add(anna, "zhangsan")
        job = await wecom.moments.add(text="上新", senders=["zhangsan", "nobody"])
        assert (await wecom.moments.job(job)).status == 1
        moment = (await wecom.moments.job(job)).result.moment_id
        assert [one.moment_id async for one in wecom.moments.made(since=AT - DAY, until=AT + 1)] == [moment]
        seen = [one.external_userid async for one in wecom.moments.visible_to(moment, userid="zhangsan")]
        assert seen == [anna.external_userid]
        with declined(Code.MOMENT_NOT_PUBLISHED):
            [one async for one in wecom.moments.sent_to(moment, userid="zhangsan")]
        world.acts.publish(world.corp.moments[moment], "zhangsan")
        world.acts.like(world.corp.moments[moment], anna)
        assert [one.publish_status async for one in wecom.moments.tasks(moment)] == [1]
        assert [one.external_userid async for one in wecom.moments.sent_to(moment, userid="zhangsan")] == seen
        acts = await wecom.moments.acts(moment, userid="zhangsan")
        assert [one.external_userid for one in acts.like_list] == seen
        await wecom.moments.cancel(moment)
        assert [one async for one in wecom.moments.made(since=AT - DAY, until=AT + 1)] == []

    async def test_are_as_the_documentation_has_them(self, world: World, wecom: WeCom) -> None:
        world.acts.add(world.acts.appear("安娜"), "zhangsan")
        elsewhere = (await wecom.messages.upload("image", filename="a.png", content=b"picture")).media_id
        picture = (await wecom.messages.upload_for_moments("image", filename="a.png", content=b"picture")).media_id
        with declined(Code.MEDIA_GONE):
            await wecom.moments.add(text="上新", attachments=[Image(media_id=elsewhere)], senders=["zhangsan"])
        page = Link(title="上新", url="https://b.cn", media_id=picture)
        with pytest.raises(Unsendable, match="pictures, or one video"):
            await wecom.moments.add(attachments=[Image(media_id=picture), page], senders=["zhangsan"])
        world.corp.moment_job_seconds = 60
        job = await wecom.moments.add(attachments=[Image(media_id=picture)] * 2, departments=[1, 9])
        (moment,) = world.corp.moments.values()
        assert [(await wecom.moments.job(job)).status for _ in range(2)] == [1, 2]
        with declined(Code.MOMENT_DISPATCHING):
            [one async for one in wecom.moments.tasks(moment.moment_id)]
        world.corp.moment_jobs = 1
        with declined(Code.MOMENT_JOBS_TOO_MANY):
            await wecom.moments.add(text="再来", senders=["zhangsan"])
        world.hours.at += 60
        made = (await wecom.moments.job(job)).result
        assert (made.moment_id, made.invalid_sender_list.department_list) == (moment.moment_id, [9])
        (listed,) = [one async for one in wecom.moments.made(since=AT - DAY, until=AT + DAY)]
        assert ([one.media_id for one in listed.image], listed.text.content, listed.create_type) == (
            [picture] * 2,
            "",
            0,
        )
        with declined(Code.MOMENT_NOT_OURS):
            await wecom.moments.acts(moment.moment_id, userid="nobody")
        with declined(Code.MOMENT_NOT_PUBLISHED):
            await wecom.moments.acts(moment.moment_id, userid="zhangsan")
        world.hours.at += DAY
        with declined(Code.PARAMETER_INVALID):
            await wecom.moments.job(job)
        with declined(Code.MEDIA_GONE):
            world.hours.at += 3 * DAY
            await wecom.moments.add(attachments=[Image(media_id=picture)], senders=["zhangsan"])


class TestTransfers:
    async def test_take_a_day_and_are_no_loss(self, world: World, wecom: WeCom) -> None:
        anna, bert = world.acts.appear("安娜"), world.acts.appear("贝特")
        for one in (anna, bert):
            world.acts.add(one, "zhangsan")
        ids = [anna.external_userid, bert.external_userid, "wmUnknown"]
        begun = await wecom.transfers.begin(ids, giver="zhangsan", taker="lisi")
        assert [one.errcode for one in begun] == [0, 0, Code.CONTACT_NOT_OURS]
        again = await wecom.transfers.begin(ids[:1], giver="zhangsan", taker="wangwu")
        assert [one.errcode for one in again] == [Code.TRANSFER_RUNNING]
        world.acts.refuse_transfer(bert)
        world.hours.at += DAY
        world.corp.letters.clear()
        assert world.acts.let_transfers_end() == 1
        assert [one["ChangeType"] for one in world.corp.letters] == ["add_external_contact", "del_external_contact"]
        assert world.corp.letters[-1]["Source"] == "DELETE_BY_TRANSFER"
        states = {
            one.external_userid: one.status async for one in wecom.transfers.states(giver="zhangsan", taker="lisi")
        }
        assert states == {anna.external_userid: 1, bert.external_userid: 3}
        assert await wecom.contacts.ids_of("lisi") == [anna.external_userid]

    async def test_of_contacts_that_are_gone_by_then_come_to_nothing(self, world: World, wecom: WeCom) -> None:
        follow = world.acts.add(world.acts.appear("安娜"), "zhangsan")
        await wecom.transfers.begin([follow.external_userid], giver="zhangsan", taker="lisi")
        world.acts.staff_deletes(follow)
        world.hours.at += DAY
        assert world.acts.let_transfers_end() == 0
        assert [one.status async for one in wecom.transfers.states(giver="zhangsan", taker="lisi")] == [5]

    async def test_are_twice_in_ninety_days_at_most(self, world: World, wecom: WeCom) -> None:
        (anna,) = [world.acts.add(world.acts.appear("安娜"), "zhangsan").external_userid]
        for giver, taker in (("zhangsan", "lisi"), ("lisi", "wangwu")):
            await wecom.transfers.begin([anna], giver=giver, taker=taker)
            world.hours.at += DAY
            world.acts.let_transfers_end()
        (third,) = await wecom.transfers.begin([anna], giver="wangwu", taker="lisi")
        assert third.errcode == Code.TRANSFERRED_TOO_OFTEN

    async def test_are_of_a_hundred_at_a_time(self, wecom: WeCom) -> None:
        with pytest.raises(Unsendable, match="101 items"):
            await wecom.transfers.begin([f"wm{n}" for n in range(101)], giver="zhangsan", taker="lisi")

    async def test_of_leavers_begin_when_they_have_left(self, world: World, wecom: WeCom) -> None:
        anna = world.acts.add(world.acts.appear("安娜"), "zhangsan").external_userid
        chat = world.acts.open_group("zhangsan", "群")
        with declined(Code.HANDOVER_NOT_LEFT):
            await wecom.transfers.begin_of_leaver([anna], giver="zhangsan", taker="lisi")
        world.acts.resign("zhangsan")
        (waiting,) = [one async for one in wecom.transfers.unassigned()]
        assert (waiting.handover_userid, waiting.external_userid) == ("zhangsan", anna)
        assert [one.status async for one in wecom.groups.of(["zhangsan"])] == [1]
        await wecom.transfers.begin_of_leaver([anna], giver="zhangsan", taker="lisi")
        assert await wecom.transfers.groups_of_leaver([chat.chat_id], owner="lisi") == []
        (state,) = [one async for one in wecom.transfers.states_of_leaver(giver="zhangsan", taker="lisi")]
        assert (state.status, chat.owner) == (2, "lisi")

    async def test_of_groups_tell_which_did_not_go(self, world: World, wecom: WeCom) -> None:
        chat = world.acts.open_group("zhangsan", "群")
        assert await wecom.transfers.groups([chat.chat_id], owner="lisi") == []
        assert await wecom.transfers.groups([chat.chat_id], owner="zhangsan") == []
        failed = await wecom.transfers.groups([chat.chat_id, "wrNone"], owner="lisi")
        assert [one.errcode for one in failed] == [Code.GROUP_TRANSFERRED, Code.NOT_A_CUSTOMER_GROUP]

    async def test_behavior_is_told_by_the_day(self, world: World, wecom: WeCom) -> None:
        world.acts.add(world.acts.appear("安娜"), "zhangsan")
        today = AT - AT % DAY
        days = await wecom.transfers.behavior("zhangsan", since=today - DAY, until=today)
        assert [(one.new_contact_cnt, one.reply_percentage) for one in days] == [(0, None), (1, None)]

    async def test_behavior_counts_chats_and_answers_once_the_day_is_counted(self, world: World, wecom: WeCom) -> None:
        asked, unasked = (world.acts.add(world.acts.appear(name), "zhangsan") for name in ("安娜", "贝特"))
        world.acts.write(asked, by_customer=True)
        world.hours.at += 180
        world.acts.write(asked)
        world.acts.write(unasked)
        world.corp.counted_at_hour = 8
        today = AT - AT % DAY
        (day,) = await wecom.transfers.behavior("zhangsan", since=today, until=today)
        assert (day.chat_cnt, day.message_cnt, day.new_contact_cnt, day.reply_percentage) == (0, 0, 0, None)
        world.hours.at = today + DAY + 8 * 3_600
        (day,) = await wecom.transfers.behavior("zhangsan", since=today, until=today)
        assert (day.chat_cnt, day.message_cnt, day.new_contact_cnt) == (2, 2, 2)
        assert (day.reply_percentage, day.avg_reply_time) == (100, 3)


class TestAcquisition:
    async def test_links_bring_customers_until_the_quota_ends(self, world: World, wecom: WeCom) -> None:
        world.corp.link_balance = 1
        link = await wecom.acquisition.add("抖音主页", users=["zhangsan"])
        for name in ("安娜", "贝特"):
            world.acts.follow_link(world.corp.links[link.link_id], world.acts.appear(name), channel="dy-" + "1" * 61)
        (came,) = [one async for one in wecom.acquisition.customers(link.link_id)]
        assert (came.userid, came.state, came.chat_status) == ("zhangsan", "dy-" + "1" * 61, 0)
        figures = await wecom.acquisition.figures(link.link_id, since=AT - DAY, until=AT)
        assert (figures.click_link_customer_cnt, figures.new_customer_cnt) == (2, 1)
        assert (await wecom.acquisition.quota()).balance == 0
        assert world.corp.letters[-2]["ChangeType"] == "balance_exhausted"

    async def test_say_who_began_to_write_for_half_an_hour(self, world: World, wecom: WeCom) -> None:
        link = await wecom.acquisition.add("抖音主页", users=["zhangsan"])
        follow = world.acts.follow_link(world.corp.links[link.link_id], world.acts.appear("安娜"), channel="dy-1")
        for _ in range(3):
            world.acts.write(follow, by_customer=True)
        (said,) = [one for one in world.corp.letters if one["ChangeType"] == "customer_start_chat"]
        chat = await wecom.acquisition.chat(said["ChatKey"])
        assert (chat.userid, chat.external_userid) == ("zhangsan", follow.external_userid)
        assert (chat.chat_info.recv_msg_cnt, chat.chat_info.link_id, chat.chat_info.state) == (3, link.link_id, "dy-1")
        world.hours.at += 1801
        with declined(Code.PARAMETER_INVALID):
            await wecom.acquisition.chat(said["ChatKey"])

    async def test_are_counted_for_thirty_days_at_most(self, wecom: WeCom) -> None:
        link = await wecom.acquisition.add("抖音主页", users=["zhangsan"])
        await wecom.acquisition.figures(link.link_id, since=AT - 30 * DAY, until=AT)
        with pytest.raises(Unsendable):
            await wecom.acquisition.figures(link.link_id, since=AT - 31 * DAY, until=AT)

    async def test_links_are_changed_and_deleted(self, wecom: WeCom) -> None:
        link = await wecom.acquisition.add("一", users=["zhangsan"])
        await wecom.acquisition.change(link.link_id, users=["lisi"])
        whole = await wecom.acquisition.one(link.link_id)
        assert (whole.link.link_name, whole.range.user_list) == ("一", ["lisi"])
        assert [one async for one in wecom.acquisition.links()] == [link.link_id]
        await wecom.acquisition.delete(link.link_id)
        with declined(Code.PARAMETER_INVALID):
            await wecom.acquisition.one(link.link_id)


class TestMessages:
    async def test_reach_staff_once(self, world: World, wecom: WeCom) -> None:
        for _ in range(2):
            sent = await wecom.messages.send("text", {"content": "新客户"}, users=["zhangsan", "nobody"])
        assert (sent.invaliduser, len(world.corp.messages)) == ("nobody", 1)
        world.hours.at += 1800
        await wecom.messages.send("text", {"content": "新客户"}, users=["zhangsan", "nobody"])
        assert len(world.corp.messages) == 2
        await wecom.messages.recall(world.corp.messages[-1]["msgid"])
        assert len(world.corp.messages) == 1
        with declined(Code.RECEIVERS_INVALID):
            await wecom.messages.send("text", {"content": "x"}, users=["nobody"])

    async def test_above_thirty_a_minute_are_dropped_without_a_word(self, world: World, wecom: WeCom) -> None:
        for number in range(31):
            await wecom.messages.send("text", {"content": f"{number}"}, users=["zhangsan"])
        assert [len(one["reached"]) for one in world.corp.messages] == [1] * 30 + [0]

    async def test_files_fit_or_are_not_sent(self, world: World, wecom: WeCom) -> None:
        media = await wecom.messages.upload("file", filename="价目表.pdf", content=b"%PDF-1.7")
        assert (media.type, media.created_at) == ("file", AT)
        moment = await wecom.messages.upload_for_moments("image", filename="a.png", content=b"picture")
        assert {media.media_id, moment.media_id} == world.corp.media.keys()
        assert (await wecom.messages.upload_picture(filename="a.png", content=b"picture")).startswith("https://")
        for content in (b"12345", b"x" * (2 * 2**20 + 1)):
            with pytest.raises(Unsendable):
                await wecom.messages.upload("image", filename="a.png", content=content)


class TestPages:
    async def test_know_their_visitor_once(self, world: World, wecom: WeCom) -> None:
        anna = world.acts.appear("安娜")
        code, other, late = (
            world.acts.open_page(userid="lisi"),
            world.acts.open_page(customer=anna),
            world.acts.open_page(userid="lisi"),
        )
        assert (await wecom.pages.visitor(code)).userid == "lisi"
        assert (await wecom.pages.visitor(other)).external_userid == anna.external_userid
        with declined(Code.OAUTH_CODE_INVALID):
            await wecom.pages.visitor(code)
        world.hours.at += 301
        with declined(Code.OAUTH_CODE_EXPIRED):
            await wecom.pages.visitor(late)

    async def test_share_a_ticket_until_it_ends(self, world: World, wecom: WeCom) -> None:
        first = await wecom.pages.corp_ticket()
        assert await world.wecom().pages.corp_ticket() == first
        assert await wecom.pages.app_ticket() != first
        assert world.server.asked["get_jsapi_ticket"] == world.server.asked["ticket/get"] == 1
        world.hours.at += 7200
        assert await wecom.pages.corp_ticket() != first
