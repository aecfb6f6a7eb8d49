"""What staff and customers do by hand: each act changes the corp and, as WeCom has it, writes a callback."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Any

from huoshui.bedrock.clock import BEIJING
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import GROUP_MOST, WELCOME_SECONDS, need
from huoshui.rehearsal.wecom.things import Chat, Customer, Follow, Link, Member, Moment, Transfer, Welcome, Written

_CONTACT, _CHAT = "change_external_contact", "change_external_chat"
_BY_CODE, _BY_LINK, _ASSIGNED = 1, 16, 202


class Acts:
    """The hands of everybody in a corp."""

    def __init__(self, corp: Corp) -> None:
        self.corp = corp

    # ---- staff come and go -------------------------------------------------------------------------------------------

    def hire(self, userid: str, *, name: str = "", departments: tuple[int, ...] = (1,)) -> Member:
        """This will let someone begin to work here."""
        member = self.corp.staff[userid] = Member(userid, name or userid, list(departments))
        self._directory("create_user", userid)
        return member

    def resign(self, userid: str) -> None:
        """This will let someone leave; their contacts and groups wait to be assigned."""
        self.corp.member(userid).left_at = self.corp.now()
        self._directory("delete_user", userid)

    def _directory(self, change: str, userid: str) -> None:
        self.corp.tell("change_contact", change, UserID=userid)

    # ---- customers come ----------------------------------------------------------------------------------------------

    def appear(self, name: str, *, unionid: str = "", openid: str = "") -> Customer:
        """This will let a WeChat user exist, known to nobody."""
        customer = Customer(self.corp.id("wm"), name, unionid, openid)
        self.corp.customers[customer.external_userid] = customer
        return customer

    def scan(self, config_id: str, customer: Customer, *, half: bool = False) -> Follow | None:
        """This will let a customer scan a live code and add whom it shows; nobody, where the code is gone."""
        code = self.corp.codes.get(config_id)
        if code is None or not code.kind:
            return None
        shown = self.corp.shown_by(code.said)
        known = [one for one in shown if (one, customer.external_userid) in self.corp.follows]
        if code.said.get("is_exclusive") and known:
            return self.corp.follows[known[0], customer.external_userid]
        if not shown:
            return None
        code.turn += 1
        return self.add(customer, shown[code.turn % len(shown)], state=code.said.get("state", ""), half=half)

    def add(
        self, customer: Customer, userid: str, *, state: str = "", way: int = _BY_CODE, half: bool = False
    ) -> Follow:
        """This will make contact between a customer and staff; ``half``: staff has yet to confirm."""
        corp, key = self.corp, (userid, customer.external_userid)
        before = corp.follows.get(key)
        if before is not None and before.deleted_by_customer:
            before.deleted_by_customer, before.state = False, state or before.state
        elif before is not None:
            return before
        follow = before or corp.keep(Follow(*key, corp.now(), state, way, half=half))
        said = {"State": state} if state else {}
        if not follow.spoke:
            said["WelcomeCode"] = corp.id("CALLBACK", 48)
            corp.welcomes[said["WelcomeCode"]] = Welcome(follow, corp.now() + WELCOME_SECONDS)
        self._contact("add_half_external_contact" if half else "add_external_contact", follow, **said)
        return follow

    def confirm(self, follow: Follow) -> None:
        """This will let staff confirm a contact that was half made."""
        follow.half = False
        self._contact("add_external_contact", follow, **({"State": follow.state} if follow.state else {}))

    def speak(self, follow: Follow) -> None:
        """This will begin the chat, after which nobody needs to be greeted."""
        follow.spoke = True

    def write(self, follow: Follow, *, by_customer: bool = False) -> None:
        """
        This will let staff write to a customer, or the customer to them.

        No callback tells of it, but of the first words of who came by a link.
        """
        link = next((one for one in self.corp.links.values() if follow in one.brought), None)
        if by_customer and link is not None and not follow.spoke:
            self._begins_to_talk(follow, link)
        self.speak(follow)
        self.corp.written.append(Written(self.corp.now(), follow.userid, follow.external_userid, by_customer))

    def _begins_to_talk(self, follow: Follow, link: Link) -> None:
        key = self.corp.id("ck", 32)
        self.corp.chat_keys[key] = (follow, link.link_id, self.corp.now())
        self.corp.tell(
            "customer_acquisition", "customer_start_chat", LinkId=link.link_id, State=follow.state,
            UserID=follow.userid, ExternalUserID=follow.external_userid, ChatKey=key,
        )  # fmt: skip

    def write_in(self, chat: Chat, member: str) -> None:
        """This will let a member write in a group; no callback tells of it."""
        need(member in chat.members, 40058)
        self.corp.written.append(Written(self.corp.now(), chat.owner, member, chat_id=chat.chat_id))

    def note(self, follow: Follow, *, remark: str) -> None:
        """This will let staff remark on a customer in the client."""
        follow.remark = remark
        self._contact("edit_external_contact", follow)

    def stick(self, follow: Follow, *tag_ids: str) -> None:
        """This will let staff put tags on a customer in the client."""
        follow.tags |= set(tag_ids)
        self._contact("edit_external_contact", follow)

    # ---- and go ------------------------------------------------------------------------------------------------------

    def customer_deletes(self, follow: Follow) -> None:
        """This will let a customer delete staff, who still see the customer."""
        follow.deleted_by_customer = True
        self.corp.deletions.append((self.corp.now(), follow.userid))
        self._contact("del_follow_user", follow)

    def staff_deletes(self, follow: Follow) -> None:
        """This will let staff delete a customer."""
        self._part(follow)

    def refuse_transfer(self, customer: Customer) -> None:
        """This will let a customer refuse to be handed over."""
        for transfer in self._waiting(customer.external_userid):
            transfer.status = 3
            self._transfer_fails(transfer, "customer_refused")

    def let_transfers_end(self) -> int:
        """This will hand over those whose day is up, and tell how many."""
        due = [one for one in self._waiting() if one.due_at <= self.corp.now()]
        for transfer in due:
            self._hand_over(transfer)
        return sum(one.status == 1 for one in due)

    def _hand_over(self, transfer: Transfer) -> None:
        old = self.corp.follows.get((transfer.giver, transfer.external_userid))
        transfer.status = 1 if old else 5
        if old is None:
            return
        taken = (transfer.taker, transfer.external_userid)
        if taken not in self.corp.follows and not self.corp.has_room(transfer.taker):
            transfer.status = 4
            self._transfer_fails(transfer, "customer_limit_exceed")
            return
        if taken not in self.corp.follows:
            new = self.corp.keep(Follow(*taken, self.corp.now(), old.state, _ASSIGNED, old.remark))
            self._contact("add_external_contact", new)
        self._part(old, Source="DELETE_BY_TRANSFER")

    def _transfer_fails(self, transfer: Transfer, why: str) -> None:
        self.corp.tell(
            _CONTACT, "transfer_fail", UserID=transfer.taker, ExternalUserID=transfer.external_userid, FailReason=why
        )

    def _waiting(self, external_userid: str = "") -> list[Transfer]:
        return [one for one in self.corp.transfers if one.status == 2 and external_userid in ("", one.external_userid)]

    def _part(self, follow: Follow, **said: str | int) -> None:
        self.corp.part(follow)
        self._contact("del_external_contact", follow, **said)

    def _contact(self, change: str, follow: Follow, **said: str | int) -> None:
        self.corp.tell(_CONTACT, change, UserID=follow.userid, ExternalUserID=follow.external_userid, **said)

    # ---- groups ------------------------------------------------------------------------------------------------------

    def open_group(self, owner: str, name: str) -> Chat:
        """This will let staff open a group."""
        chat = Chat(self.corp.id("wr"), name, owner, self.corp.now())
        chat.members[owner] = self._joined(1, scene=1)
        self.corp.chats[chat.chat_id] = chat
        self.corp.tell(_CHAT, "create", ChatId=chat.chat_id)
        return chat

    def enter(self, config_id: str, customer: Customer) -> Chat | None:
        """This will let a customer join by a group's code: the first group with room, or a new one where it may be."""
        code = self.corp.codes.get(config_id)
        if code is None or code.kind:
            return None
        chats = [self.corp.chats[one] for one in code.said["chat_id_list"] if one in self.corp.chats]
        chat = next((one for one in chats if len(one.members) < GROUP_MOST), None)
        if chat is None and chats and code.said.get("auto_create_room", 1):
            code.turn += 1
            number = code.said.get("room_base_id", 0) + code.turn
            chat = self.open_group(chats[0].owner, f"{code.said.get('room_base_name', '')}{number}")
            code.said["chat_id_list"].append(chat.chat_id)
        if chat is not None:
            self.join(chat, customer, state=code.said.get("state", ""))
        return chat

    def join(self, chat: Chat, *customers: Customer, state: str = "", scene: int = 3) -> None:
        """This will let customers join a group together."""
        need(len(chat.members) + len(customers) <= GROUP_MOST, 40058)
        for one in customers:
            chat.members[one.external_userid] = self._joined(2, scene=scene, state=state)
        self._members(chat, "add_member", customers, JoinScene=scene)

    def leave(self, chat: Chat, *customers: Customer, removed: bool = False) -> None:
        """This will let customers leave a group, or be removed from it."""
        for one in customers:
            del chat.members[one.external_userid]
        self._members(chat, "del_member", customers, QuitScene=int(removed))

    def rename(self, chat: Chat, name: str) -> None:
        """This will rename a group."""
        chat.name = name
        self.corp.tell(_CHAT, "update", ChatId=chat.chat_id, UpdateDetail="change_name")

    def dismiss(self, chat: Chat) -> None:
        """This will dissolve a group."""
        del self.corp.chats[chat.chat_id]
        self.corp.tell(_CHAT, "dismiss", ChatId=chat.chat_id)

    def _joined(self, kind: int, *, scene: int, state: str = "") -> dict[str, Any]:
        return {"type": kind, "join_time": int(self.corp.now()), "join_scene": scene, "state": state}

    def _members(self, chat: Chat, detail: str, customers: tuple[Customer, ...], **said: str | int) -> None:
        before, chat.version = chat.version, chat.version + 1
        self.corp.tell(
            _CHAT, "update", ChatId=chat.chat_id, UpdateDetail=detail, MemChangeCnt=len(customers),
            MemChangeList={"Item": [one.external_userid for one in customers]},
            LastMemVer=str(before), CurMemVer=str(chat.version), **said,
        )  # fmt: skip

    # ---- mass sends --------------------------------------------------------------------------------------------------

    def send(self, msgid: str, userid: str) -> None:
        """This will let staff confirm a mass send: each receiver gets it who is a friend and has quota left."""
        send = self.corp.sends[msgid]
        if send.canceled or userid in send.confirmed_at:
            return
        send.confirmed_at[userid] = self.corp.now()
        part = send.parts[userid]
        for receiver in part:
            follow = self.corp.follows.get((userid, receiver))
            if send.kind == "single" and (follow is None or follow.deleted_by_customer):
                part[receiver] = 2
            else:
                part[receiver] = 3 if self._has_enough(receiver) else 1

    def _has_enough(self, receiver: str) -> bool:
        today = datetime.fromtimestamp(self.corp.now(), BEIJING)
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.corp.quota_mode == "day":
            return self._received(receiver, midnight.timestamp()) >= 1
        if self.corp.quota_mode == "week":
            return self._received(receiver, (midnight - timedelta(days=today.weekday())).timestamp()) >= 7
        quota = self.corp.quota_per_month
        most = monthrange(today.year, today.month)[1] if quota is None else quota
        return self._received(receiver, midnight.replace(day=1).timestamp()) >= most

    def _received(self, receiver: str, since: float) -> int:
        return sum(
            part.get(receiver) == 1
            for send in self.corp.sends.values()
            for userid, part in send.parts.items()
            if send.confirmed_at.get(userid, 0) >= since
        )

    # ---- moments and links -------------------------------------------------------------------------------------------

    def publish(self, moment: Moment, userid: str) -> None:
        """This will let staff publish a moment: it is shown to friends who were not shown enough this month."""
        if moment.canceled or userid in moment.published:
            return
        moment.published.add(userid)
        friends = [self.corp.follows.get((userid, one)) for one in moment.visible_to[userid]]
        moment.shown_to[userid] = [
            one.external_userid
            for one in friends
            if one is not None and not one.deleted_by_customer and not self._was_shown_enough(one.external_userid)
        ]

    def _was_shown_enough(self, external_userid: str) -> bool:
        most, today = self.corp.moments_shown_a_month, datetime.fromtimestamp(self.corp.now(), BEIJING)
        since = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0).timestamp()
        lately = [one for one in self.corp.moments.values() if one.created_at >= since]
        shown = sum(any(external_userid in them for them in one.shown_to.values()) for one in lately)
        return most is not None and shown >= most

    def like(self, moment: Moment, customer: Customer, userid: str = "") -> None:
        """This will let a customer like what staff published, the first of them unless it is said whose."""
        moment.likes[customer.external_userid, self._seen_at(moment, customer, userid)] = self.corp.now()

    def comment(self, moment: Moment, customer: Customer, userid: str = "") -> None:
        """This will let a customer comment on what staff published."""
        at = self._seen_at(moment, customer, userid)
        moment.comments.append((customer.external_userid, at, self.corp.now()))

    def _seen_at(self, moment: Moment, customer: Customer, userid: str) -> str:
        seen = [one for one, shown in moment.shown_to.items() if customer.external_userid in shown]
        need(userid in ("", *seen) and seen, 40058)
        return userid or seen[0]

    def follow_link(self, link: Link, customer: Customer, *, channel: str = "") -> Follow | None:
        """This will let a customer open an acquisition link and add whom it shows, while there is quota."""
        link.opened += 1
        if self.corp.link_balance == 0:
            return None
        self.corp.link_balance -= 1
        if self.corp.link_balance == 0:
            self.corp.tell("customer_acquisition", "balance_exhausted")
        follow = self.add(customer, link.users[link.opened % len(link.users)], state=channel, way=_BY_LINK)
        link.brought.append(follow)
        return follow

    # ---- pages -------------------------------------------------------------------------------------------------------

    def open_page(self, *, userid: str = "", customer: Customer | None = None) -> str:
        """This will let someone open a page inside WeCom, and give the code with which the page is called."""
        code = self.corp.id("", 43)
        who = {"external_userid": customer.external_userid} if customer else {"userid": userid}
        self.corp.oauth[code] = (self.corp.now(), who)
        return code
