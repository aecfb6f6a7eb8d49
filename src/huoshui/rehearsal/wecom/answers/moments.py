"""Moments: a job that makes one, whom it asks to publish it, who may see it, and who liked or commented."""

from typing import Any

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import JOB_SECONDS, MEDIA_SECONDS, found, need
from huoshui.rehearsal.wecom.things import Moment

_SPAN = 30 * 86_400


@answers("externalcontact/add_moment_task")
def add(asked: Asked) -> Said:
    """A job; senders and tags that are none are told when it is done."""
    corp, said = asked.corp, asked.said
    need(said.get("text", {}).get("content") or said.get("attachments"), 40058)
    _hold(corp, said.get("attachments", []))
    under_way = [one for one in corp.moments.values() if one.done_at > corp.now()]
    need(len(under_way) < corp.moment_jobs, 41078)
    visible = said.get("visible_range", {})
    listed, departments = _senders(corp, visible.get("sender_list", {}))
    tags = set(visible.get("external_contact_list", {}).get("tag_list", []))
    here = [one for one in listed if one in corp.staff and corp.staff[one].left_at is None]
    visible_to = {
        userid: [
            one.external_userid
            for one in corp.of_staff(userid)
            if not one.half and not one.deleted_by_customer and (not tags or one.tags & tags)
        ]
        for userid in here
    }
    moment = Moment(corp.id("mom"), corp.id("job"), corp.now(), visible_to, said=said)
    moment.invalid_senders = [one for one in listed if one not in here]
    moment.invalid_departments = [one for one in departments if one not in corp.departments]
    moment.done_at = corp.now() + corp.moment_job_seconds
    corp.moments[moment.moment_id] = moment
    return {"jobid": moment.jobid}


def _senders(corp: Corp, given: dict[str, Any]) -> tuple[list[str], list[int]]:
    """Those who are named and those of departments; everybody who may have contacts where nobody is."""
    users, departments = given.get("user_list", []), given.get("department_list", [])
    if not users and not departments:
        return [one.userid for one in corp.staff.values() if one.left_at is None and one.has_contacts], []
    inside = [one.userid for one in corp.staff.values() if set(one.departments) & set(departments)]
    return list(dict.fromkeys([*users, *inside])), departments


def _hold(corp: Corp, attachments: list[dict[str, Any]]) -> None:
    """Nine pictures, or one film, or one page; media that came for moments in the last three days."""
    kinds = {one["msgtype"] for one in attachments}
    need(kinds <= {"image", "video", "link"}, 41072)
    need(kinds <= {"image"} or len(attachments) == 1, 41064)
    for one in attachments:
        media = one[one["msgtype"]].get("media_id", "")
        need(media in corp.moment_media and corp.now() - corp.media[media] <= MEDIA_SECONDS, 40007)


@answers("externalcontact/get_moment_task_result", read=True)
def job(asked: Asked) -> Said:
    """How far a job of the last day is: begun when first asked, done when asked again and its time is up."""
    jobid = asked.text("jobid")
    moment = found(next((one for one in asked.corp.moments.values() if one.jobid == jobid), None), 40058)
    need(asked.corp.now() - moment.created_at <= JOB_SECONDS, 40058)
    moment.asked += 1
    if moment.asked == 1 or moment.done_at > asked.corp.now():
        return {"status": 1 if moment.asked == 1 else 2, "type": "add_moment_task"}
    if moment.fails:
        return {"status": 3, "type": "add_moment_task", "result": {"errcode": moment.fails, "errmsg": "failed"}}
    invalid = {"user_list": moment.invalid_senders, "department_list": moment.invalid_departments}
    result = {"errcode": 0, "moment_id": moment.moment_id, "invalid_sender_list": invalid}
    return {"status": 3, "type": "add_moment_task", "result": result}


@answers("externalcontact/get_moment_list", read=True)
def made(asked: Asked) -> Said:
    """The moments of thirty days."""
    since, until = int(asked.said["start_time"]), int(asked.said["end_time"])
    need(0 <= until - since <= _SPAN, 600018)
    corp = asked.corp
    whole = [
        one
        for one in corp.moments.values()
        if since <= one.created_at <= until and not one.canceled and not one.fails and one.done_at <= corp.now()
    ]
    cut, cursor = page(asked, whole, most=20)
    return {"moment_list": [_listed(one) for one in cut], "next_cursor": cursor}


def _listed(moment: Moment) -> Said:
    attachments = moment.said.get("attachments", [])
    of = {kind: [one[kind] for one in attachments if one["msgtype"] == kind] for kind in ("image", "video", "link")}
    told: Said = {
        "moment_id": moment.moment_id, "creator": "", "create_time": str(int(moment.created_at)), "create_type": 0,
        "visible_type": 1, "text": {"content": moment.said.get("text", {}).get("content", "")},
    }  # fmt: skip
    told |= {"image": [{"media_id": one["media_id"]} for one in of["image"]]} if of["image"] else {}
    told |= {"video": {"media_id": of["video"][0]["media_id"]}} if of["video"] else {}
    return told | ({"link": {name: of["link"][0].get(name, "") for name in ("title", "url")}} if of["link"] else {})


@answers("externalcontact/get_moment_task", read=True)
def tasks(asked: Asked) -> Said:
    """Who published it."""
    moment = _moment(asked)
    whole = [{"userid": one, "publish_status": int(one in moment.published)} for one in moment.visible_to]
    cut, cursor = page(asked, whole, most=500)
    return {"task_list": cut, "next_cursor": cursor}


@answers("externalcontact/get_moment_customer_list", read=True)
def visible_to(asked: Asked) -> Said:
    """Who was chosen to see it."""
    moment, userid = _of_staff(asked)
    return _customers(asked, moment.visible_to[userid])


@answers("externalcontact/get_moment_send_result", read=True)
def sent_to(asked: Asked) -> Said:
    """Whom it reached, once it was published."""
    moment, userid = _of_staff(asked)
    need(userid in moment.published, 41062)
    return _customers(asked, moment.shown_to[userid])


def _customers(asked: Asked, customers: list[str]) -> Said:
    whole = [{"userid": asked.text("userid"), "external_userid": one} for one in customers]
    cut, cursor = page(asked, whole, most=500)
    return {"customer_list": cut, "next_cursor": cursor}


@answers("externalcontact/get_moment_comments", read=True)
def acts(asked: Asked) -> Said:
    """Who liked it and who commented, once it was published; what was said is not told."""
    moment, userid = _of_staff(asked)
    need(userid in moment.published, 41062)
    likes = [
        {"external_userid": who, "create_time": int(at)} for (who, whose), at in moment.likes.items() if whose == userid
    ]
    comments = [
        {"external_userid": who, "create_time": int(at)} for who, whose, at in moment.comments if whose == userid
    ]
    return {"comment_list": comments, "like_list": likes}


@answers("externalcontact/cancel_moment_task")
def cancel(asked: Asked) -> Said:
    """What was not published is not."""
    _moment(asked).canceled = True
    return {}


def _of_staff(asked: Asked) -> tuple[Moment, str]:
    moment, userid = _moment(asked), asked.text("userid")
    need(userid in moment.visible_to, 41061)
    return moment, userid


def _moment(asked: Asked) -> Moment:
    moment = found(asked.corp.moments.get(asked.text("moment_id")), 40058)
    need(moment.done_at <= asked.corp.now(), 41079)
    return moment
