"""Groups of customers, their figures and their welcomes."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, counted, page
from huoshui.rehearsal.wecom.law import GROUP_WELCOMES_MOST, found, need
from huoshui.rehearsal.wecom.things import Chat

_VISIBLE_MOST = 1000
_SPAN, _KEPT = 30 * 86_400, 180 * 86_400
_COUNTS = (
    "new_chat_cnt",
    "chat_total",
    "chat_has_msg",
    "new_member_cnt",
    "member_total",
    "member_has_msg",
    "msg_total",
)


@answers("externalcontact/groupchat/list", read=True)
def listed(asked: Asked) -> Said:
    """The groups of some owners; of all only while there are not above a thousand."""
    owners = set(asked.said.get("owner_filter", {}).get("userid_list", []))
    need(owners or len(asked.corp.chats) <= _VISIBLE_MOST, 81017)
    whole = [one for one in asked.corp.chats.values() if not owners or one.owner in owners]
    cut, cursor = page(asked, whole, most=1000)
    told = [{"chat_id": one.chat_id, "status": int(_owner_left(asked, one))} for one in cut]
    return {"group_chat_list": told} | ({"next_cursor": cursor} if cursor else {})


@answers("externalcontact/groupchat/get", read=True)
def one(asked: Asked) -> Said:
    """A group with its members; what they are called only where it is asked for."""
    chat = _chat(asked)
    named = bool(asked.said.get("need_name"))
    members = [_member(asked, userid, how, named=named) for userid, how in chat.members.items()]
    told = {"chat_id": chat.chat_id, "name": chat.name, "owner": chat.owner, "create_time": int(chat.created_at)}
    return {"group_chat": {**told, "member_list": members, "admin_list": [], "member_version": str(chat.version)}}


@answers("externalcontact/opengid_to_chatid", read=True)
def of_opengid(asked: Asked) -> Said:
    """The group in which a mini-program was opened: here an opengid is ``og`` before its id."""
    chat_id = asked.text("opengid").removeprefix("og")
    need(chat_id in asked.corp.chats, 90501)
    return {"chat_id": chat_id}


@answers("externalcontact/groupchat/statistic", read=True)
def figures(asked: Asked) -> Said:
    """Figures by owner."""
    since, until = _period(asked, "day_begin_time", "day_end_time")
    owners = asked.said.get("owner_filter", {}).get("userid_list") or sorted(
        {o.owner for o in asked.corp.chats.values()}
    )
    whole = [{"owner": one, "data": _figures(asked, {one}, since, until)} for one in owners]
    return {"total": len(whole), "next_offset": len(whole), "items": whole}


@answers("externalcontact/groupchat/statistic_group_by_day", read=True)
def figures_by_day(asked: Asked) -> Said:
    """Figures by day."""
    since, until = _period(asked, "day_begin_time", "day_end_time")
    owners = set(asked.said.get("owner_filter", {}).get("userid_list", [])) or {
        o.owner for o in asked.corp.chats.values()
    }
    days = range(since, until + 1, 86_400)
    return {"items": [{"stat_time": day, "data": _figures(asked, owners, day, day)} for day in days]}


@answers("externalcontact/group_welcome_template/add")
def add_welcome(asked: Asked) -> Said:
    """A welcome, a hundred at most."""
    need(asked.said.get("text", {}).get("content") or len(asked.said) > 1, 40058)
    need(len(asked.corp.group_welcomes) < GROUP_WELCOMES_MOST, 41055)
    template_id = asked.corp.id("msg")
    asked.corp.group_welcomes[template_id] = asked.said
    return {"template_id": template_id}


@answers("externalcontact/group_welcome_template/edit")
def change_welcome(asked: Asked) -> Said:
    """A welcome said anew."""
    asked.corp.group_welcomes[_template(asked)] = asked.said
    return {}


@answers("externalcontact/group_welcome_template/get", read=True)
def welcome(asked: Asked) -> Said:
    """A welcome."""
    return dict(asked.corp.group_welcomes[_template(asked)])


@answers("externalcontact/group_welcome_template/del")
def delete_welcome(asked: Asked) -> Said:
    """No welcome any more."""
    del asked.corp.group_welcomes[_template(asked)]
    return {}


def _template(asked: Asked) -> str:
    template_id = asked.text("template_id")
    need(template_id in asked.corp.group_welcomes, 40058)
    return template_id


def _chat(asked: Asked) -> Chat:
    return found(asked.corp.chats.get(asked.text("chat_id")), 90501)


def _owner_left(asked: Asked, chat: Chat) -> bool:
    return asked.corp.staff[chat.owner].left_at is not None


def _member(asked: Asked, userid: str, how: Said, *, named: bool) -> Said:
    customer = asked.corp.customers.get(userid)
    told = {"userid": userid, **{name: value for name, value in how.items() if value != ""}}
    if named:
        told["name"] = customer.name if customer else asked.corp.staff[userid].name
    if customer and customer.unionid and asked.corp.bound_to_wechat:
        told["unionid"] = customer.unionid
    return told


def _period(asked: Asked, begins: str, ends: str) -> tuple[int, int]:
    since = int(asked.said.get(begins, 0))
    until = int(asked.said.get(ends, since))
    need(0 <= until - since <= _SPAN and since >= asked.corp.now() - _KEPT - 86_400, 600018)
    return since, until


def _figures(asked: Asked, owners: set[str], since: int, until: int) -> Said:
    corp = asked.corp
    if not counted(corp, until):
        return dict.fromkeys(_COUNTS, 0)
    chats = {one.chat_id: one for one in corp.chats.values() if one.owner in owners}
    joined = [how["join_time"] for chat in chats.values() for how in chat.members.values()]
    end = until + 86_400
    said = [one for one in corp.written if one.chat_id in chats and one.at < end]
    return {
        "new_chat_cnt": sum(since <= one.created_at < end for one in chats.values()),
        "chat_total": sum(one.created_at < end for one in chats.values()),
        "chat_has_msg": len({one.chat_id for one in said}),
        "new_member_cnt": sum(since <= at < end for at in joined),
        "member_total": sum(at < end for at in joined),
        "member_has_msg": len({(one.chat_id, one.other) for one in said}),
        "msg_total": len(said),
    }
