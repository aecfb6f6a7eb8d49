"""Contacts: who they are, what staff noted, how they are greeted, and who they are elsewhere."""

from dataclasses import replace

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import MEDIA_SECONDS, PENDING_SECONDS, found, need
from huoshui.rehearsal.wecom.things import Customer, Follow

_FOLLOWERS_A_PAGE = 500
_READINGS_MOST = 50


@answers("externalcontact/list", read=True)
def ids_of(asked: Asked) -> Said:
    """A member's contacts by id; 84061 where there are none."""
    member = asked.corp.member(asked.text("userid"), 40003)
    need(member.has_contacts, 84074)
    whole = [one.external_userid for one in asked.corp.of_staff(member.userid) if not one.half]
    need(whole, 84061)
    return {"external_userid": whole}


@answers("externalcontact/get", read=True)
def one(asked: Asked) -> Said:
    """A contact with all who follow them."""
    corp, external = asked.corp, asked.text("external_userid")
    need(external in corp.customers, 40096)
    whole = corp.of_customer(external)
    need(whole, 84061)
    cut, cursor = page(asked, whole, most=_FOLLOWERS_A_PAGE)
    told = {
        "external_contact": _customer(corp, corp.customers[external]),
        "follow_user": [_named(corp, f) for f in cut],
    }
    return told | ({"next_cursor": cursor} if cursor else {})


@answers("externalcontact/batch/get_by_user", read=True)
def followed_by(asked: Asked) -> Said:
    """The contacts of many, tags by id alone."""
    corp, staff = asked.corp, asked.said.get("userid_list", [])
    need(staff, 40058)
    for userid in staff:
        corp.member(userid, 40003)
    reading, _, place = str(asked.said.get("cursor") or "").partition(".")
    whole = corp.readings.get(reading) or [one for userid in staff for one in corp.of_staff(userid) if not one.half]
    need(whole, 84061)
    cut, rest = page(replace(asked, said={**asked.said, "cursor": place}), whole, most=50)
    cursor = f"{_kept(corp, reading, whole)}.{rest}" if rest else ""
    told = [
        {
            "external_contact": _customer(corp, corp.customers[one.external_userid]),
            "follow_info": {**_follow(one), "tag_id": sorted(one.tags)},
        }
        for one in cut
    ]
    return {"external_contact_list": told, "next_cursor": cursor, "fail_info": {}}


def _kept(corp: Corp, reading: str, whole: list[Follow]) -> str:
    """Keep what is being read as it was when the reading began; of many readings the oldest is given up."""
    if reading in corp.readings:
        return reading
    while len(corp.readings) >= _READINGS_MOST:
        del corp.readings[next(iter(corp.readings))]
    key = corp.id("", 16)
    corp.readings[key] = whole
    return key


@answers("externalcontact/remark")
def remark(asked: Asked) -> Said:
    """What is said replaces what was; phones all together."""
    said = asked.said
    fields = ("remark", "description", "remark_company", "remark_mobiles", "remark_pic_mediaid")
    need(any(name in said for name in fields), 40058)
    follow = asked.corp.follow(asked.text("userid"), asked.text("external_userid"))
    follow.remark = said.get("remark", follow.remark)
    follow.description = said.get("description", follow.description)
    follow.company = said.get("remark_company", follow.company)
    follow.mobiles = [one for one in said.get("remark_mobiles", follow.mobiles) if one]
    return {}


@answers("externalcontact/send_welcome_msg")
def welcome(asked: Asked) -> Said:
    """A greeting: once, in time, before the chat begins, with media that are still there."""
    corp, said = asked.corp, asked.said
    need(said.get("text", {}).get("content") or said.get("attachments"), 40058)
    right = found(corp.welcomes.get(asked.text("welcome_code")), 41050)
    need(corp.now() <= right.until, 41050)
    need(not right.used and not right.follow.spoke, 41051)
    need(right.follow.agreed_to_archive, 41053)
    for attachment in said.get("attachments", []):
        inner = attachment[attachment["msgtype"]]
        for name in ("media_id", "pic_media_id"):
            need(name not in inner or corp.now() - corp.media.get(inner[name], 0) <= MEDIA_SECONDS, 40007)
    right.used = True
    corp.greeted.append({"follow": right.follow, "said": said})
    return {}


@answers("externalcontact/unionid_to_external_userid", read=True)
def of_unionid(asked: Asked) -> Said:
    """The contact a visitor is."""
    customer = _by_unionid(asked)
    need(_is_contact(asked.corp, customer), 84061)
    return {"external_userid": customer.external_userid}


@answers("idconvert/unionid_to_external_userid", read=True)
def bridge(asked: Asked) -> Said:
    """The contact a visitor is, or a pending id for 90 days."""
    customer = _by_unionid(asked)
    if _is_contact(asked.corp, customer):
        return {"external_userid": customer.external_userid}
    if customer.pending_until <= asked.corp.now():
        customer.pending_id = asked.corp.id("pd")
    customer.pending_until = asked.corp.now() + PENDING_SECONDS
    return {"pending_id": customer.pending_id}


@answers("idconvert/batch/external_userid_to_pending_id", read=True)
def pending(asked: Asked) -> Said:
    """The pending ids that contacts had; those that had none are left out."""
    asked_for = [asked.corp.customers.get(one) for one in asked.said.get("external_userid", [])]
    need(asked_for, 40058)
    known = [one for one in asked_for if one is not None and one.pending_until > asked.corp.now()]
    return {"result": [{"external_userid": one.external_userid, "pending_id": one.pending_id} for one in known]}


def _by_unionid(asked: Asked) -> Customer:
    need(asked.corp.bound_to_wechat, 41057)
    unionid, openid = asked.text("unionid"), asked.text("openid")
    customer = found(next((one for one in asked.corp.customers.values() if one.unionid == unionid), None), 610014)
    need(customer.openid == openid, 610018)
    return customer


def _is_contact(corp: Corp, customer: Customer) -> bool:
    return bool(corp.of_customer(customer.external_userid))


def _customer(corp: Corp, one: Customer) -> Said:
    told: Said = {"external_userid": one.external_userid, "name": one.name, "type": 1, "gender": 0, "avatar": ""}
    return told | ({"unionid": one.unionid} if corp.bound_to_wechat and one.unionid else {})


def _follow(one: Follow) -> Said:
    return {
        "userid": one.userid,
        "remark": one.remark,
        "description": one.description,
        "createtime": int(one.created_at),
        "remark_corp_name": one.company,
        "remark_mobiles": list(one.mobiles),
        "add_way": one.add_way,
        "oper_userid": one.userid,
        **({"state": one.state} if one.state else {}),
    }


def _named(corp: Corp, follow: Follow) -> Said:
    tags = [
        {"group_name": corp.tag_groups[tag.group_id], "tag_name": tag.name, "tag_id": tag.id, "type": 1}
        for tag in (corp.tags[one] for one in sorted(follow.tags))
    ]
    return {**_follow(follow), "tags": tags}
