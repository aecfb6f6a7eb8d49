"""Mass sends: what the corp asked for, who confirmed it, and what became of it."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import MONTH, REMINDERS_A_DAY, found, need
from huoshui.rehearsal.wecom.things import Send


@answers("externalcontact/add_msg_template")
def add(asked: Asked) -> Said:
    """A mass send, for its senders to confirm; those it cannot go to are told."""
    corp, said = asked.corp, asked.said
    kind = said.get("chat_type", "single")
    need(kind in {"single", "group"}, 40058)
    need(said.get("text", {}).get("content") or said.get("attachments"), 40058)
    need(said.get("sender") or (kind == "single" and said.get("external_userid")), 40058)
    parts, failed = _to_groups(asked) if kind == "group" else _to_customers(asked)
    need(parts, 41048)
    send = Send(corp.id("msgGC"), kind, said.get("sender", ""), corp.now(), parts)
    send.text = said.get("text", {}).get("content", "")
    corp.sends[send.msgid] = send
    return {"fail_list": failed, "msgid": send.msgid}


def _to_customers(asked: Asked) -> tuple[dict[str, dict[str, int]], list[str]]:
    """Each customer is one sender's: the one who is named, or the one who came last among those who follow them."""
    corp, said = asked.corp, asked.said
    sender = said.get("sender")
    if sender:
        corp.member(sender, 40003)
    wanted = said.get("external_userid") or [one.external_userid for one in corp.of_staff(str(sender))]
    groups = [set(one["tag_list"]) for one in said.get("tag_filter", {}).get("group_list", [])]
    parts: dict[str, dict[str, int]] = {}
    failed = []
    for external in dict.fromkeys(wanted):
        follows = [
            one
            for one in corp.of_customer(external)
            if not one.half and sender in (None, one.userid) and all(one.tags & group for group in groups)
        ]
        if follows:
            parts.setdefault(max(follows, key=lambda one: one.created_at).userid, {})[external] = 0
        else:
            failed.append(external)
    return parts, failed


def _to_groups(asked: Asked) -> tuple[dict[str, dict[str, int]], list[str]]:
    sender = asked.text("sender")
    asked.corp.member(sender, 40003)
    own = [one.chat_id for one in asked.corp.chats.values() if one.owner == sender]
    wanted = asked.said.get("chat_id_list") or own
    part = {one: 0 for one in wanted if one in own}
    return ({sender: part} if part else {}), [one for one in wanted if one not in own]


@answers("externalcontact/get_groupmsg_list_v2", read=True)
def made(asked: Asked) -> Said:
    """The mass sends of a month."""
    said = asked.said
    since, until = said["start_time"], said["end_time"]
    need(0 <= until - since <= MONTH, 600018)
    kind = said.get("chat_type", "single")
    whole = [one for one in asked.corp.sends.values() if one.kind == kind and since <= one.created_at <= until]
    cut, cursor = page(asked, whole, most=50)
    told = [
        {"msgid": one.msgid, "create_time": str(int(one.created_at)), "create_type": 0, "text": {"content": one.text}}
        for one in cut
    ]
    return {"group_msg_list": told, "next_cursor": cursor}


@answers("externalcontact/get_groupmsg_task", read=True)
def tasks(asked: Asked) -> Said:
    """Who confirmed."""
    send = _send(asked.corp, asked.text("msgid"))
    whole = [
        {"userid": one, "status": 2, "send_time": int(send.confirmed_at[one])}
        if one in send.confirmed_at
        else {"userid": one, "status": 0}
        for one in send.parts
    ]
    cut, cursor = page(asked, whole, most=500)
    return {"task_list": cut, "next_cursor": cursor}


@answers("externalcontact/get_groupmsg_send_result", read=True)
def results(asked: Asked) -> Said:
    """What became of one sender's part."""
    send, userid = _send(asked.corp, asked.text("msgid")), asked.text("userid")
    need(userid in send.parts, 40003)
    name = "external_userid" if send.kind == "single" else "chat_id"
    sent_at = int(send.confirmed_at.get(userid, 0))
    whole = [
        {name: one, "userid": userid, "status": status, **({"send_time": sent_at} if status == 1 else {})}
        for one, status in send.parts[userid].items()
    ]
    cut, cursor = page(asked, whole, most=500)
    return {"send_list": cut, "next_cursor": cursor}


@answers("externalcontact/remind_groupmsg_send")
def remind(asked: Asked) -> Said:
    """Three times a day at most."""
    send = _send(asked.corp, asked.text("msgid"))
    need(not send.canceled, 41093)
    recent = [at for at in send.reminded_at if at > asked.corp.now() - 86_400]
    need(len(recent) < REMINDERS_A_DAY, 41094)
    send.reminded_at.append(asked.corp.now())
    return {}


@answers("externalcontact/cancel_groupmsg_send")
def cancel(asked: Asked) -> Said:
    """What was not confirmed is not sent."""
    send = _send(asked.corp, asked.text("msgid"))
    need(not send.canceled, 41093)
    send.canceled = True
    return {}


def _send(corp: Corp, msgid: str) -> Send:
    return found(corp.sends.get(msgid), 40058)
