"""Acquisition links, against a quota; the names of some fields are as communities write them, not verified."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.law import CHAT_KEY_SECONDS, FIGURES_DAYS, found, need
from huoshui.rehearsal.wecom.things import Link

_LINKS = "externalcontact/customer_acquisition/"


@answers(_LINKS + "list_link", read=True)
def listed(asked: Asked) -> Said:
    """Links by id."""
    cut, cursor = page(asked, list(asked.corp.links), most=100)
    return {"link_id_list": cut, "next_cursor": cursor}


@answers(_LINKS + "get", read=True)
def one(asked: Asked) -> Said:
    """A link."""
    return _told(_link(asked))


@answers(_LINKS + "create_link")
def add(asked: Asked) -> Said:
    """A link to staff who may have contacts."""
    corp, said = asked.corp, asked.said
    users = said.get("range", {}).get("user_list", [])
    need(users and len(users) <= 100, 40058)
    for userid in users:
        need(corp.member(userid, 40003).has_contacts, 84074)
    link = Link(corp.id("caw", 20), asked.text("link_name"), list(users), corp.now())
    corp.links[link.link_id] = link
    return _told(link)


@answers(_LINKS + "update_link")
def change(asked: Asked) -> Said:
    """What is said of a link anew."""
    link, said = _link(asked), asked.said
    link.name = said.get("link_name", link.name)
    link.users = list(said.get("range", {}).get("user_list", link.users))
    return {}


@answers(_LINKS + "delete_link")
def delete(asked: Asked) -> Said:
    """No link any more."""
    del asked.corp.links[_link(asked).link_id]
    return {}


@answers(_LINKS + "customer", read=True)
def customers(asked: Asked) -> Said:
    """Who came by a link, and with which state."""
    link = _link(asked)
    whole = [
        {
            "userid": one.userid,
            "external_userid": one.external_userid,
            "chat_status": int(one.spoke),
            "state": one.state,
        }
        for one in link.brought
    ]
    cut, cursor = page(asked, whole, most=1000)
    return {"customer_list": cut, "next_cursor": cursor}


@answers(_LINKS + "statistic", read=True)
def figures(asked: Asked) -> Said:
    """How often it was opened, and whom it brought."""
    link, since, until = _link(asked), int(asked.said["start_time"]), int(asked.said["end_time"])
    need(0 <= until - since <= FIGURES_DAYS * 86_400, 600018)
    return {"click_link_customer_cnt": link.opened, "new_customer_cnt": len(link.brought)}


@answers(_LINKS + "get_chat_info", read=True)
def chat(asked: Asked) -> Said:
    """Who wrote and how often, for half an hour."""
    follow, link, at = found(asked.corp.chat_keys.get(asked.text("chat_key")), 40058)
    need(asked.corp.now() - at <= CHAT_KEY_SECONDS, 40058)
    wrote = [one for one in asked.corp.written if one.by_customer and one.other == follow.external_userid]
    told = {"recv_msg_cnt": len(wrote), "link_id": link, "state": follow.state}
    return {"userid": follow.userid, "external_userid": follow.external_userid, "chat_info": told}


@answers("externalcontact/customer_acquisition_quota", read=True)
def quota(asked: Asked) -> Said:
    """What is left."""
    return {"total": asked.corp.link_quota, "balance": asked.corp.link_balance, "quota_list": []}


def _link(asked: Asked) -> Link:
    return found(asked.corp.links.get(asked.text("link_id")), 40058)


def _told(link: Link) -> Said:
    url = f"https://work.weixin.qq.com/ca/{link.link_id}"
    told = {"link_id": link.link_id, "link_name": link.name, "url": url, "create_time": int(link.created_at)}
    return {"link": told, "range": {"user_list": link.users, "department_list": []}}
