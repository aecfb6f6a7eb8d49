"""Handing over, in service and after leaving; and what staff did."""

from typing import Final

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, counted, page
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import TRANSFER_PERIOD, TRANSFER_SECONDS, TRANSFERS_IN_PERIOD, No, found, need
from huoshui.rehearsal.wecom.things import Chat, Transfer, Written

_SPAN, _KEPT = 30 * 86_400, 180 * 86_400
_NOTHING: Final = {"chat_cnt": 0, "message_cnt": 0, "negative_feedback_cnt": 0, "new_apply_cnt": 0}


@answers("externalcontact/transfer_customer")
def begin(asked: Asked) -> Said:
    """In service: each contact is answered on its own."""
    asked.corp.member(asked.text("handover_userid"), 40003)
    return _begin(asked)


@answers("externalcontact/resigned/transfer_customer")
def begin_of_leaver(asked: Asked) -> Said:
    """Of somebody who left."""
    giver = asked.corp.staff.get(asked.text("handover_userid"))
    need(giver is not None and giver.left_at is not None, 40097)
    return _begin(asked)


def _begin(asked: Asked) -> Said:
    giver, taker = asked.text("handover_userid"), asked.text("takeover_userid")
    wanted = asked.said.get("external_userid", [])
    need(wanted, 40058)
    need(giver != taker, 40130)
    asked.corp.member(taker, 40003)
    told = []
    for external in wanted:
        try:
            asked.corp.transfers.append(_transfer(asked.corp, giver, taker, external))
            told.append({"external_userid": external, "errcode": 0})
        except No as no:
            told.append({"external_userid": external, "errcode": no.code})
    return {"customer": told}


def _transfer(corp: Corp, giver: str, taker: str, external: str) -> Transfer:
    need(external in corp.customers, 40096)
    need((giver, external) in corp.follows, 40131)
    before = [one for one in corp.transfers if one.external_userid == external]
    need(all(one.status != 2 for one in before), 40129)
    resigned = corp.staff[giver].left_at is not None
    recent = [
        one for one in before
        if one.status == 1 and not one.resigned and one.begun_at > corp.now() - TRANSFER_PERIOD
    ]  # fmt: skip
    need(resigned or len(recent) < TRANSFERS_IN_PERIOD, 40128)
    need(corp.has_room(taker) or (taker, external) in corp.follows, 40099)
    return Transfer(giver, taker, external, corp.now(), corp.now() + TRANSFER_SECONDS, resigned=resigned)


@answers("externalcontact/transfer_result", read=True)
@answers("externalcontact/resigned/transfer_result", read=True)
def states(asked: Asked) -> Said:
    """How far the transfers between two are."""
    between = asked.text("handover_userid"), asked.text("takeover_userid")
    whole = [
        {"external_userid": one.external_userid, "status": one.status, "takeover_time": int(one.due_at)}
        for one in asked.corp.transfers
        if (one.giver, one.taker) == between
    ]
    cut, cursor = page(asked, whole, most=1000)
    return {"customer": cut, "next_cursor": cursor}


@answers("externalcontact/get_unassigned_list", read=True)
def unassigned(asked: Asked) -> Said:
    """Whose member of staff left."""
    corp = asked.corp
    whole = [
        {"handover_userid": userid, "external_userid": external, "dimission_time": int(corp.staff[userid].left_at or 0)}
        for userid, external in corp.follows
        if corp.staff[userid].left_at is not None
    ]
    cut, cursor = page(asked, whole, most=1000, field="page_size")
    return {"info": cut, "is_last": not cursor, "next_cursor": cursor}


@answers("externalcontact/groupchat/transfer")
@answers("externalcontact/groupchat/onjob_transfer")
def groups(asked: Asked) -> Said:
    """Groups to a new owner; those that do not go are told."""
    owner, failed = asked.corp.member(asked.text("new_owner"), 40003), []
    for chat_id in asked.said.get("chat_id_list", []):
        try:
            _give(asked.corp, asked.corp.chats.get(chat_id), owner.userid)
        except No as no:
            failed.append({"chat_id": chat_id, "errcode": no.code})
    return {"failed_chat_list": failed}


def _give(corp: Corp, chat: Chat | None, owner: str) -> None:
    chat = found(chat, 90501)
    recent = [at for at in chat.transferred_at if at > corp.now() - TRANSFER_PERIOD]
    need(chat.owner != owner and len(recent) < TRANSFERS_IN_PERIOD, 90508)
    chat.owner = owner
    chat.members.setdefault(owner, {"type": 1, "join_time": int(corp.now()), "join_scene": 1, "state": ""})
    chat.transferred_at.append(corp.now())


@answers("externalcontact/get_user_behavior_data", read=True)
def behavior(asked: Asked) -> Said:
    """Day by day, the members together; nothing of what lies before the day's counting is done."""
    members = asked.said.get("userid", [])
    need(members or asked.said.get("partyid"), 40058)
    for userid in members:
        asked.corp.member(userid, 60111)
    since, until = int(asked.said["start_time"]), int(asked.said["end_time"])
    need(0 <= until - since <= _SPAN and since >= asked.corp.now() - _KEPT, 600018)
    return {
        "behavior_data": [
            {"stat_time": day, **_behavior(asked.corp, set(members), day)} for day in range(since, until + 1, 86_400)
        ]
    }


def _behavior(corp: Corp, members: set[str], day: int) -> Said:
    told = _NOTHING | {"new_contact_cnt": 0}
    if not counted(corp, day):
        return told
    told["new_contact_cnt"] = sum(_on(one.created_at, day) for userid in members for one in corp.of_staff(userid))
    told["negative_feedback_cnt"] = sum(_on(at, day) and userid in members for at, userid in corp.deletions)
    return told | _talks([one for one in corp.written if not one.chat_id and one.staff in members and _on(one.at, day)])


def _talks(said: list[Written]) -> Said:
    """
    Chats in which staff wrote; of those that a customer began, the share that was answered on the same day.

    Without any that a customer began there is no share.
    """
    chats: dict[tuple[str, str], list[Written]] = {}
    for one in sorted(said, key=lambda one: one.at):
        chats.setdefault((one.staff, one.other), []).append(one)
    begun = [chat for chat in chats.values() if chat[0].by_customer]
    waits = [next((one.at - chat[0].at for one in chat if not one.by_customer), None) for chat in begun]
    answered = [one for one in waits if one is not None]
    told: Said = {
        "chat_cnt": sum(any(not one.by_customer for one in chat) for chat in chats.values()),
        "message_cnt": sum(not one.by_customer for one in said),
    }
    if begun:
        told["reply_percentage"] = round(100 * len(answered) / len(begun), 2)
    if answered:
        told["avg_reply_time"] = round(sum(answered) / len(answered) / 60)
    return told


def _on(at: float, day: int) -> bool:
    return day <= at < day + 86_400
