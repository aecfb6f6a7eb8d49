"""The client against the corp of our own, over HTTP: each area once through, with what WeCom says no to."""

import pytest

from huoshui.channels.wecom.client import WeCom
from huoshui.channels.wecom.codes import Code
from huoshui.channels.wecom.failures import Unsendable
from huoshui.channels.wecom.shapes.sends import File, Image, Link, MiniProgram, Video
from tests.channels.wecom.conftest import World, declined


class TestDirectory:
    async def test_tells_who_works_here(self, world: World, wecom: WeCom) -> None:
        world.corp.staff["lisi"].has_contacts = False
        world.acts.resign("wangwu")
        assert await wecom.directory.follow_staff() == ["zhangsan"]
        assert (await wecom.directory.app()).name == "活水"
        assert [one.userid for one in await wecom.directory.members(department=1)] == ["zhangsan", "lisi"]
        assert [one.status for one in await wecom.directory.members_in_full(department=1)] == [1, 1]
        assert (await wecom.directory.member("lisi")).department == [1]
        assert [one.userid async for one in wecom.directory.everybody()] == ["zhangsan", "lisi"]
        assert [(one.id, one.name) for one in await wecom.directory.departments()] == [(1, "总部")]
        assert [(one.id, one.name) for one in await wecom.directory.department_ids()] == [(1, "")]
        with declined(Code.STAFF_UNKNOWN):
            await wecom.directory.member("wangwu")


class TestLiveCodes:
    async def test_bring_customers_with_their_state(self, world: World, wecom: WeCom) -> None:
        made = await wecom.live_codes.add(users=["zhangsan", "lisi"], state="c-42", remark="门店桌牌")
        assert made.qr_code.endswith(made.config_id)
        follow = world.acts.scan(made.config_id, world.acts.appear("安娜"))
        assert follow is not None
        contact = await wecom.contacts.one(follow.external_userid)
        assert [(one.userid, one.state, one.add_way) for one in contact.follow_user] == [(follow.userid, "c-42", 1)]

    async def test_change_behind_the_picture(self, world: World, wecom: WeCom) -> None:
        made = await wecom.live_codes.add(users=["zhangsan"], state="c-1")
        await wecom.live_codes.change(made.config_id, users=["lisi"])
        shown = await wecom.live_codes.one(made.config_id)
        assert (shown.user, shown.state, shown.qr_code, shown.type) == (["lisi"], "c-1", made.qr_code, 2)
        assert [one.config_id async for one in wecom.live_codes.made()] == [made.config_id]
        await wecom.live_codes.delete(made.config_id)
        assert world.acts.scan(made.config_id, world.acts.appear("安娜")) is None
        with declined(Code.CODE_INVALID):
            await wecom.live_codes.one(made.config_id)

    async def test_never_point_at_nobody(self, world: World, wecom: WeCom) -> None:
        for unfit in (
            {},
            {"users": [f"u{n}" for n in range(101)]},
            {"users": ["a", "b"], "kind": 1},
            {"users": ["a"], "state": "s" * 31},
        ):
            with pytest.raises(Unsendable):
                await wecom.live_codes.add(**unfit)
        assert world.server.asked == {}

    async def test_of_departments_show_those_who_are_in_them(self, world: World, wecom: WeCom) -> None:
        world.acts.hire("zhaoliu", departments=(2,))
        made = await wecom.live_codes.add(parties=[2])
        follow = world.acts.scan(made.config_id, world.acts.appear("安娜"))
        assert follow is not None
        assert follow.userid == "zhaoliu"
        for number in range(100):
            world.acts.hire(f"s{number}", departments=(2,))
        with declined(Code.CODE_STAFF_TOO_MANY):
            await wecom.live_codes.add(parties=[2])

    async def test_are_declined_by_name(self, world: World, wecom: WeCom) -> None:
        world.corp.staff["lisi"].active = False
        world.corp.traffic.codes = 1
        with declined(Code.STAFF_NOT_ACTIVE):
            await wecom.live_codes.add(users=["lisi"])
        with declined(Code.STAFF_INVALID):
            await wecom.live_codes.add(users=["nobody"])
        await wecom.live_codes.add(users=["zhangsan"])
        with declined(Code.CODES_FULL):
            await wecom.live_codes.add(users=["zhangsan"])


class TestContacts:
    async def test_of_nobody_are_none(self, wecom: WeCom) -> None:
        assert await wecom.contacts.ids_of("zhangsan") == []

    async def test_are_read_page_by_page(self, world: World, wecom: WeCom) -> None:
        for number in range(250):
            world.acts.add(world.acts.appear(f"客户{number}"), "zhangsan" if number % 2 else "lisi")
        pages = [page async for page in wecom.contacts.followed_by(["zhangsan", "lisi"])]
        assert [len(page.external_contact_list) for page in pages] == [100, 100, 50]
        rest = [page async for page in wecom.contacts.followed_by(["zhangsan", "lisi"], cursor=pages[0].next_cursor)]
        assert rest == pages[1:]
        assert len(await wecom.contacts.ids_of("zhangsan")) == 125

    async def test_are_read_as_they_were_when_the_reading_began(self, world: World, wecom: WeCom) -> None:
        follows = [world.acts.add(world.acts.appear("客"), "zhangsan") for _ in range(150)]
        pages = wecom.contacts.followed_by(["zhangsan"])
        first = await anext(pages)
        world.acts.staff_deletes(follows[0])
        rest = [one async for one in pages]
        read = [one.external_contact.external_userid for page in (first, *rest) for one in page.external_contact_list]
        assert read == [one.external_userid for one in follows]

    async def test_of_many_followers_are_put_together(self, world: World, wecom: WeCom) -> None:
        customer = world.acts.appear("安娜", unionid="oU")
        for number in range(1001):
            world.acts.hire(f"s{number}")
            world.acts.add(customer, f"s{number}")
        whole = await wecom.contacts.one(customer.external_userid)
        assert [one.userid for one in whole.follow_user] == [f"s{number}" for number in range(1001)]
        assert (whole.external_contact.unionid, world.server.asked["externalcontact/get"]) == ("oU", 3)

    async def test_are_remarked_upon_and_cleared(self, world: World, wecom: WeCom) -> None:
        follow = world.acts.add(world.acts.appear("安娜"), "zhangsan")
        who = {"userid": "zhangsan", "external_userid": follow.external_userid}
        await wecom.contacts.remark(**who, remark="安" * 20, mobiles=["13800138001"])
        assert (follow.remark, follow.mobiles) == ("安" * 20, ["13800138001"])
        await wecom.contacts.remark(**who, mobiles=[])
        assert (follow.remark, follow.mobiles) == ("安" * 20, [])
        for unfit in ({"remark": "安" * 21}, {"description": "d" * 151}, {}):
            with pytest.raises(Unsendable):
                await wecom.contacts.remark(**who, **unfit)

    async def test_that_are_half_or_gone_have_no_relation(self, world: World, wecom: WeCom) -> None:
        half = world.acts.add(world.acts.appear("安娜"), "zhangsan", half=True)
        gone = world.acts.add(world.acts.appear("贝特"), "zhangsan")
        left = world.acts.add(world.acts.appear("客人"), "zhangsan")
        world.acts.staff_deletes(gone)
        world.acts.customer_deletes(left)
        for follow in (half, gone):
            with declined(Code.NO_RELATION):
                await wecom.contacts.remark(userid="zhangsan", external_userid=follow.external_userid, remark="x")
        await wecom.contacts.remark(userid="zhangsan", external_userid=left.external_userid, remark="单向")
        assert left.remark == "单向"

    async def test_are_greeted_once_and_in_time(self, world: World, wecom: WeCom) -> None:
        welcome = world.corp.welcomes
        media = (await wecom.messages.upload("image", filename="p.png", content=b"picture")).media_id
        for name in ("安娜", "贝特", "客人", "德文"):
            world.acts.add(world.acts.appear(name), "zhangsan")
        first, second, third, fourth = welcome
        extras = [Image(media), Link("标题", "https://b.cn"), MiniProgram("小程序", media, "wx1", "pages/a")]
        await wecom.contacts.welcome(welcome_code=first, text="你好", attachments=extras)
        assert world.corp.greeted[0]["said"]["attachments"] == [
            {"msgtype": "image", "image": {"media_id": media}},
            {"msgtype": "link", "link": {"title": "标题", "url": "https://b.cn"}},
            {
                "msgtype": "miniprogram",
                "miniprogram": {"title": "小程序", "pic_media_id": media, "appid": "wx1", "page": "pages/a"},
            },
        ]
        with declined(Code.WELCOME_TAKEN):
            await wecom.contacts.welcome(welcome_code=first, text="你好")
        world.acts.speak(welcome[second].follow)
        with declined(Code.WELCOME_TAKEN):
            await wecom.contacts.welcome(welcome_code=second, text="你好")
        with declined(Code.MEDIA_GONE):
            await wecom.contacts.welcome(welcome_code=third, attachments=[Video("gone"), File(media)])
        world.hours.at += 21
        with declined(Code.WELCOME_TOO_LATE):
            await wecom.contacts.welcome(welcome_code=fourth, text="你好")
        assert len(world.corp.greeted) == 1

    async def test_count_the_bytes_of_a_welcome(self, world: World, wecom: WeCom) -> None:
        world.acts.add(world.acts.appear("安娜"), "zhangsan")
        (code,) = world.corp.welcomes
        with pytest.raises(Unsendable, match="4002 bytes, 4000 is the most"):
            await wecom.contacts.welcome(welcome_code=code, text="你" * 1334)
        with pytest.raises(Unsendable, match="one of"):
            await wecom.contacts.welcome(welcome_code=code)
        await wecom.contacts.welcome(welcome_code=code, text="你" * 1333)

    async def test_are_known_by_what_they_were_before(self, world: World, wecom: WeCom) -> None:
        visitor = world.acts.appear("安娜", unionid="oU", openid="oO")
        before = await wecom.contacts.bridge(unionid="oU", openid="oO")
        assert (before.external_userid, before.pending_id[:2]) == ("", "pd")
        assert await wecom.contacts.bridge(unionid="oU", openid="oO") == before
        with declined(Code.NO_RELATION):
            await wecom.contacts.of_unionid(unionid="oU", openid="oO")
        world.acts.add(visitor, "zhangsan")
        other = world.acts.add(world.acts.appear("贝特"), "zhangsan").external_userid
        (pending,) = await wecom.contacts.pending([visitor.external_userid, other])
        assert (pending.external_userid, pending.pending_id) == (visitor.external_userid, before.pending_id)
        assert (await wecom.contacts.bridge(unionid="oU", openid="oO")).external_userid == visitor.external_userid
        assert await wecom.contacts.of_unionid(unionid="oU", openid="oO") == visitor.external_userid

    async def test_cannot_be_bridged_where_the_platform_says_so(self, world: World, wecom: WeCom) -> None:
        world.acts.appear("安娜", unionid="oU", openid="oO")
        with declined(Code.OPEN_PLATFORMS_DIFFER):
            await wecom.contacts.bridge(unionid="oU", openid="other")
        world.corp.bound_to_wechat = False
        with declined(Code.NO_WECHAT_DEVELOPER):
            await wecom.contacts.bridge(unionid="oU", openid="oO")


class TestTags:
    async def test_are_of_the_relation(self, world: World, wecom: WeCom) -> None:
        customer = world.acts.appear("安娜")
        for userid in ("zhangsan", "lisi"):
            world.acts.add(customer, userid)
        group = await wecom.tags.add(["高意向", "复购"], group_name="意向")
        high, again = (one.id for one in group.tag)
        for _ in range(2):
            await wecom.tags.mark(userid="zhangsan", external_userid=customer.external_userid, add=[high, again])
        await wecom.tags.mark(userid="zhangsan", external_userid=customer.external_userid, remove=[again])
        contact = await wecom.contacts.one(customer.external_userid)
        tags = {one.userid: [tag.tag_name for tag in one.tags] for one in contact.follow_user}
        assert tags == {"zhangsan": ["高意向"], "lisi": []}

    async def test_are_made_in_the_group_of_that_name(self, wecom: WeCom) -> None:
        first = await wecom.tags.add(["一"], group_name="等级")
        second = await wecom.tags.add(["二"], group_name="等级")
        assert first.group_id == second.group_id
        (group,) = await wecom.tags.groups()
        assert [one.name for one in group.tag] == ["一", "二"]
        with declined(Code.TAG_NAME_TAKEN):
            await wecom.tags.add(["一"], group_id=first.group_id)
        await wecom.tags.change(first.tag[0].id, name="三")
        (group,) = await wecom.tags.groups(tag_ids=[first.tag[0].id])
        assert [one.name for one in group.tag] == ["三"]
        await wecom.tags.delete(tag_ids=[first.tag[0].id, second.tag[0].id])
        assert await wecom.tags.groups() == []

    async def test_are_three_thousand_at_most(self, wecom: WeCom) -> None:
        await wecom.tags.add([f"t{n}" for n in range(3000)], group_name="全部")
        with declined(Code.TAGS_FULL):
            await wecom.tags.add(["多"], group_name="多")
