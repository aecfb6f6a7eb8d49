"""The directory, pages inside WeCom, messages to staff, media."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import MESSAGES_A_MINUTE, OAUTH_SECONDS, need
from huoshui.rehearsal.wecom.things import Member


def _here(corp: Corp) -> list[Member]:
    return [one for one in corp.staff.values() if one.left_at is None]


@answers("externalcontact/get_follow_user_list", read=True)
def follow_staff(asked: Asked) -> Said:
    """Who may have contacts."""
    return {"follow_user": [one.userid for one in _here(asked.corp) if one.has_contacts]}


@answers("agent/get", read=True)
def app(asked: Asked) -> Said:
    """The app that asks, and no other."""
    need(asked.text("agentid") == str(asked.agent_id), 301002)
    return {"agentid": asked.agent_id, "name": "活水", "close": 0}


@answers("department/list", read=True)
def departments(asked: Asked) -> Said:
    """Departments with names."""
    return {"department": _departments(asked.corp)}


@answers("department/simplelist", read=True)
def department_ids(asked: Asked) -> Said:
    """Departments without names."""
    return {"department_id": [{**one, "name": None} for one in _departments(asked.corp)]}


def _departments(corp: Corp) -> list[Said]:
    return [{"id": number, "parentid": parent, "name": name} for number, (parent, name) in corp.departments.items()]


@answers("user/get", read=True)
def member(asked: Asked) -> Said:
    """One member of staff."""
    return _member(asked.corp.member(asked.text("userid")))


@answers("user/simplelist", read=True)
@answers("user/list", read=True)
def members(asked: Asked) -> Said:
    """Those of a department."""
    department = int(asked.said["department_id"])
    return {"userlist": [_member(one) for one in _here(asked.corp) if department in one.departments]}


def _member(one: Member) -> Said:
    return {
        "userid": one.userid,
        "name": one.name,
        "department": one.departments,
        "status": 1 if one.active else 4,
    }


@answers("user/list_id", read=True)
def everybody(asked: Asked) -> Said:
    """Who is where, by ids."""
    whole = [{"userid": one.userid, "department": dept} for one in _here(asked.corp) for dept in one.departments]
    cut, cursor = page(asked, whole, most=10_000)
    return {"dept_user": cut, "next_cursor": cursor}


@answers("auth/getuserinfo", read=True)
def visitor(asked: Asked) -> Said:
    """Who opened a page: a code is good once, for five minutes."""
    made_at, who = asked.corp.oauth.pop(asked.text("code"), (0.0, {}))
    need(who, 40029)
    need(asked.corp.now() - made_at <= OAUTH_SECONDS, 42003)
    return dict(who)


@answers("get_jsapi_ticket", read=True)
@answers("ticket/get", read=True)
def ticket(asked: Asked) -> Said:
    """A ticket that pages are signed with."""
    return {"ticket": asked.corp.id("", 86), "expires_in": 7200}


@answers("message/send")
def send(asked: Asked) -> Said:
    """A message to staff: those who are not here are named, the others get it, a repeated one nobody."""
    said = asked.said
    names = [one for one in str(said.get("touser", "")).split("|") if one]
    need(len(names) <= 1000, 40058)
    missing = [one for one in names if one not in asked.corp.staff]
    need(len(missing) < len(names), 81013)
    content = {name: value for name, value in said.items() if name != "access_token"}
    window = int(said.get("duplicate_check_interval", 1800)) if said.get("enable_duplicate_check") else 0
    same = [one for one in asked.corp.messages if one["said"] == content]
    if not same or same[-1]["at"] + window <= asked.corp.now():
        reached = [one for one in names if one not in missing and _lately(asked.corp, one) < MESSAGES_A_MINUTE]
        message = {"at": asked.corp.now(), "said": content, "msgid": asked.corp.id("m"), "reached": reached}
        asked.corp.messages.append(message)
    return {"msgid": asked.corp.messages[-1]["msgid"], "invaliduser": "|".join(missing) or None}


def _lately(corp: Corp, userid: str) -> int:
    return sum(userid in one["reached"] for one in corp.messages if one["at"] > corp.now() - 60)


@answers("message/recall")
def recall(asked: Asked) -> Said:
    """Take a message of the last day back."""
    corp, msgid = asked.corp, asked.text("msgid")
    kept = [one for one in corp.messages if one["msgid"] != msgid or corp.now() - one["at"] > 86_400]
    need(len(kept) < len(corp.messages), 40058)
    corp.messages = kept
    return {}


@answers("media/upload")
@answers("media/upload_attachment")
def upload(asked: Asked) -> Said:
    """A file for three days."""
    size = int(asked.said["_bytes"])
    kind = str(asked.said.get("type") or asked.said.get("media_type"))
    need(kind in _MOST, 40004)
    need(size > 5, 40006)
    need(size <= _MOST[kind], 40009)
    media_id = asked.corp.id("", 48)
    asked.corp.media[media_id] = asked.corp.now()
    if "attachment_type" in asked.said:
        asked.corp.moment_media.add(media_id)
    return {"type": kind, "media_id": media_id, "created_at": str(int(asked.corp.now()))}


@answers("media/uploadimg")
def upload_picture(asked: Asked) -> Said:
    """A picture that stays."""
    need(5 < int(asked.said["_bytes"]) <= _MOST["image"], 40009)
    return {"url": f"https://wework.qpic.cn/{asked.corp.id('', 24)}/0"}


_MOST = {"image": 2 * 2**20, "voice": 2 * 2**20, "video": 10 * 2**20, "file": 20 * 2**20}
