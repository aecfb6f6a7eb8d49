"""Live codes and the codes of groups, which share one quota."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.law import SHOWN_MOST, found, need
from huoshui.rehearsal.wecom.things import Code


@answers("externalcontact/add_contact_way")
def add(asked: Asked) -> Said:
    """A live code: one of type 1 is one member's, and every one has somebody."""
    said = asked.said
    users = said.get("user", [])
    need(said.get("type") in {1, 2} and said.get("scene") in {1, 2}, 40058)
    need(users or said.get("party"), 40058)
    need(said["type"] == 2 or (len(users) == 1 and not said.get("party")), 40058)
    _check_staff(asked)
    code = _new(asked, kind=said["type"])
    return {"config_id": code.config_id} | ({"qr_code": _picture(code)} if said["scene"] == 2 else {})


@answers("externalcontact/get_contact_way", read=True)
def one(asked: Asked) -> Said:
    """A live code."""
    code = _code(asked)
    return {"contact_way": {**code.said, "config_id": code.config_id, "qr_code": _picture(code)}}


@answers("externalcontact/list_contact_way", read=True)
def made(asked: Asked) -> Said:
    """Those made in a period, of the last 90 days unless it is said."""
    now = asked.corp.now()
    since, until = asked.said.get("start_time", now - 90 * 86_400), asked.said.get("end_time", now)
    whole = [one for one in asked.corp.codes.values() if one.kind and since <= one.created_at <= until]
    cut, cursor = page(asked, whole, most=100)
    return {"contact_way": [{"config_id": one.config_id} for one in cut], "next_cursor": cursor}


@answers("externalcontact/update_contact_way")
def change(asked: Asked) -> Said:
    """What is said replaces what was; type and scene stay."""
    code = _code(asked)
    _check_staff(asked)
    code.said |= {name: value for name, value in asked.said.items() if name not in {"config_id", "type", "scene"}}
    return {}


@answers("externalcontact/del_contact_way")
@answers("externalcontact/groupchat/del_join_way")
def delete(asked: Asked) -> Said:
    """A code that nobody meets anybody by any more."""
    del asked.corp.codes[_code(asked).config_id]
    return {}


@answers("externalcontact/close_temp_chat")
def close_chat(asked: Asked) -> Said:
    """End a temporary chat."""
    asked.corp.follow(asked.text("userid"), asked.text("external_userid"))
    return {}


@answers("externalcontact/groupchat/add_join_way")
def add_join_way(asked: Asked) -> Said:
    """A group's code; a remark is cut."""
    _check_chats(asked)
    return {"config_id": _new(asked, kind=0).config_id}


@answers("externalcontact/groupchat/get_join_way", read=True)
def join_way(asked: Asked) -> Said:
    """A group's code with its picture."""
    code = _code(asked)
    return {"join_way": {**code.said, "config_id": code.config_id, "qr_code": _picture(code)}}


@answers("externalcontact/groupchat/update_join_way")
def change_join_way(asked: Asked) -> Said:
    """What is not said is no longer so."""
    code = _code(asked)
    _check_chats(asked)
    code.said = {name: value for name, value in asked.said.items() if name != "config_id"}
    return {}


def _new(asked: Asked, *, kind: int) -> Code:
    corp = asked.corp
    need(len(corp.codes) < corp.traffic.codes, 41045)
    code = Code(corp.id(""), kind, dict(asked.said), corp.now())
    corp.codes[code.config_id] = code
    return code


def _code(asked: Asked) -> Code:
    return found(asked.corp.codes.get(asked.text("config_id")), 41044)


def _picture(code: Code) -> str:
    return f"https://wework.qpic.cn/wwpic/{code.config_id}"


def _check_staff(asked: Asked) -> None:
    for userid in asked.said.get("user", []):
        member = asked.corp.member(userid, 40003)
        need(member.active, 41054)
        need(member.has_contacts, 84074)
    need(len(asked.corp.shown_by(asked.said)) <= SHOWN_MOST, 41041)


def _check_chats(asked: Asked) -> None:
    chats = asked.said.get("chat_id_list", [])
    need(chats, 40058)
    for chat_id in chats:
        need(chat_id in asked.corp.chats, 90501)
