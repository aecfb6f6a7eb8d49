"""A brand's corp at work: who was there before anybody listened, and what happens from one moment to the next."""

import random
from collections.abc import Callable, Sequence
from typing import Final

from huoshui.rehearsal.brand import STORES, UNION
from huoshui.rehearsal.wecom.acts import Acts
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.things import Chat, Customer, Follow, Tag, Written

GUIDES: Final = 12
_FAMILY: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_CALLED: Final = ("女士", "先生", "姐", "哥", "同学", "阿姨", "师傅")
_GIVEN: Final = ("晓雨", "子涵", "志强", "美玲", "俊杰", "思琪", "文博", "雅婷", "浩然", "佳怡", "国栋", "欣悦")
_TAGS: Final = {"意向": ("想试骑", "比价中", "换购"), "用途": ("通勤", "接送孩子", "外卖")}
_BY_NAME_CARD: Final = 6


class Trade:
    """
    What goes on in a corp, by the hands of its staff and of those who come.

    `begin` is the time before us: it leaves no callback, so only a comparison finds it. `moment` is one thing that
    happens, and gives it in words.
    """

    def __init__(self, corp: Corp, chance: random.Random) -> None:
        self.corp = corp
        self._acts = Acts(corp)
        self._chance = chance

    def begin(self, contacts: int = 240) -> None:
        """This will let staff, tags, groups and contacts be there."""
        for number in range(GUIDES):
            shop = STORES[number % len(STORES)]
            name = _FAMILY[number % len(_FAMILY)] + _GIVEN[number % len(_GIVEN)]
            self._acts.hire(f"{shop.code.lower()}-{'abc'[number // len(STORES)]}", name=name)
        for group, names in _TAGS.items():
            group_id = self.corp.id("et")
            self.corp.tag_groups[group_id] = group
            for name in names:
                tag = Tag(self.corp.id("et"), name, group_id, self.corp.now())
                self.corp.tags[tag.id] = tag
        for number in range(3):
            self._acts.open_group(self._guide(), f"溪驰车友{number + 1}群")
        for _ in range(contacts):
            follow = self._acts.add(self._stranger(), self._guide(), way=_BY_NAME_CARD)
            follow.created_at -= self._chance.uniform(1, 90) * 86_400
            self._known(follow)
        for follow in self.corp.follows.values():
            self._talked(follow)
        self.corp.letters.clear()

    def moment(self, config_ids: Sequence[str]) -> str:
        """This will let one thing happen; whoever comes scans one of the live codes."""
        happenings: list[tuple[int, Callable[[], str]]] = [
            (50 if config_ids else 0, lambda: self._scan(config_ids)), (12, self._join), (10, self._note),
            (10, self._talk), (4, self._talk_in_group), (10, self._stick), (8, self._customer_deletes),
            (5, self._leave), (2, self._staff_deletes),
        ]  # fmt: skip
        (happens,) = self._chance.choices([one for _, one in happenings], [weight for weight, _ in happenings])
        return happens()

    def come(self, name: str, unionid: str, config_id: str) -> tuple[Customer, Follow | None]:
        """This will let somebody whom we know from elsewhere scan a code; no contact where nobody is behind it."""
        customer = self._acts.appear(name, unionid=unionid)
        return customer, self._acts.scan(config_id, customer)

    def _scan(self, config_ids: Sequence[str]) -> str:
        follow = self._acts.scan(self._chance.choice(config_ids), self._stranger())
        if follow is None:
            return "有人扫了码，码后面没有人 · a code showed nobody"
        return f"{self._called(follow)} 扫码加了 {self.corp.staff[follow.userid].name} · scanned and added"

    def _join(self) -> str:
        chat, follow = self._chat(), self._follow()
        customer = self.corp.customers[follow.external_userid]
        if customer.external_userid not in chat.members:
            self._acts.join(chat, customer)
        return f"{customer.name} 进了 {chat.name} · joined a group"

    def _leave(self) -> str:
        chat = self._chat()
        inside = [self.corp.customers[one] for one in chat.members if one in self.corp.customers]
        if not inside:
            return self._join()
        customer = self._chance.choice(inside)
        self._acts.leave(chat, customer)
        return f"{customer.name} 退出了 {chat.name} · left a group"

    def _talk(self) -> str:
        follow, asks = self._follow(), self._chance.random() < 0.7
        if asks:
            self._acts.write(follow, by_customer=True)
        if not asks or self._chance.random() < 0.8:
            for _ in range(self._chance.randint(1, 4)):
                self._acts.write(follow)
        return f"{self._called(follow)} 和 {self.corp.staff[follow.userid].name} 聊了几句 · talked"

    def _talk_in_group(self) -> str:
        chat = self._chat()
        self._acts.write_in(chat, self._chance.choice(list(chat.members)))
        return f"{chat.name} 里有人说话 · somebody wrote in a group"

    def _note(self) -> str:
        follow = self._follow()
        self._acts.note(follow, remark=f"{self._called(follow)} {self._chance.choice(('看A7', '等活动', '周末到店'))}")
        return f"{self.corp.staff[follow.userid].name} 给 {self._called(follow)} 改了备注 · remarked"

    def _stick(self) -> str:
        follow, tag = self._follow(), self._chance.choice(list(self.corp.tags.values()))
        self._acts.stick(follow, tag.id)
        return f"{self._called(follow)} 被打上「{tag.name}」 · tagged"

    def _customer_deletes(self) -> str:
        follow = self._follow()
        self._acts.customer_deletes(follow)
        return f"{self._called(follow)} 删除了 {self.corp.staff[follow.userid].name} · deleted staff"

    def _staff_deletes(self) -> str:
        follow = self._follow()
        self._acts.staff_deletes(follow)
        return f"{self.corp.staff[follow.userid].name} 删除了 {self._called(follow)} · was deleted by staff"

    def _stranger(self) -> Customer:
        name = self._chance.choice(_FAMILY) + self._chance.choice(_CALLED)
        return self._acts.appear(name, unionid=self.corp.id(f"o{UNION}", 28))

    def _known(self, follow: Follow) -> None:
        if self._chance.random() < 0.4:
            follow.tags.add(self._chance.choice(list(self.corp.tags)))
        if self._chance.random() < 0.5:
            follow.remark = f"{self._called(follow)} 老客户"
        if self._chance.random() < 0.2:
            chat = self._chat()
            self._acts.join(chat, self.corp.customers[follow.external_userid])

    def _talked(self, follow: Follow) -> None:
        """What was written in the past weeks, some of it asked by the customer and some of that never answered."""
        for _ in range(self._chance.choice((0, 0, 1, 2, 3))):
            at = self._chance.uniform(max(follow.created_at, self.corp.now() - 28 * 86_400), self.corp.now())
            asks = self._chance.random() < 0.7
            if asks:
                self.corp.written.append(Written(at, follow.userid, follow.external_userid, by_customer=True))
            if not asks or self._chance.random() < 0.8:
                for _ in range(self._chance.randint(1, 4)):
                    at += self._chance.uniform(20, 900)
                    self.corp.written.append(Written(at, follow.userid, follow.external_userid))

    def _guide(self) -> str:
        return self._chance.choice(list(self.corp.staff))

    def _chat(self) -> Chat:
        return self._chance.choice(list(self.corp.chats.values()))

    def _follow(self) -> Follow:
        friends = [one for one in self.corp.follows.values() if not one.deleted_by_customer]
        return self._chance.choice(friends)

    def _called(self, follow: Follow) -> str:
        return self.corp.customers[follow.external_userid].name
