"""Moments: a job that makes one, whom it asks to publish it, and who saw what."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers, page
from huoshui.rehearsal.wecom.corp import Moment
from huoshui.rehearsal.wecom.law import JOB_SECONDS, found, need

_SPAN = 30 * 86_400


@answers("externalcontact/add_moment_task")
def add(asked: Asked) -> Said:
    """A job; senders and tags that are none are told when it is done."""
    corp, said = asked.corp, asked.said
    need(said.get("text", {}).get("content") or said.get("attachments"), 40058)
    visible = said.get("visible_range", {})
    senders = visible.get("sender_list", {}).get("user_list") or list(corp.staff)
    tags = set(visible.get("external_contact_list", {}).get("tag_list", []))
    known = [one for one in senders if one in corp.staff]
    visible_to = {
        userid: [one.external_userid for one in corp.of_staff(userid) if not tags or one.tags & tags]
        for userid in known
    }
    moment = Moment(corp.id("mom"), corp.id("job"), corp.now(), visible_to)
    moment.invalid_senders = [one for one in senders if one not in corp.staff]
    corp.moments[moment.moment_id] = moment
    return {"jobid": moment.jobid}


@answers("externalcontact/get_moment_task_result", read=True)
def job(asked: Asked) -> Said:
    """How far a job of the last day is: begun when first asked, done when asked again."""
    jobid = asked.text("jobid")
    moment = found(next((one for one in asked.corp.moments.values() if one.jobid == jobid), None), 40058)
    need(asked.corp.now() - moment.created_at <= JOB_SECONDS, 40058)
    moment.asked += 1
    if moment.asked == 1:
        return {"status": 1, "type": "add_moment_task"}
    invalid = {"user_list": moment.invalid_senders, "department_list": []}
    result = {"errcode": 0, "moment_id": moment.moment_id, "invalid_sender_list": invalid}
    return {"status": 3, "type": "add_moment_task", "result": result}


@answers("externalcontact/get_moment_list", read=True)
def made(asked: Asked) -> Said:
    """The moments of thirty days."""
    since, until = int(asked.said["start_time"]), int(asked.said["end_time"])
    need(0 <= until - since <= _SPAN, 600018)
    whole = [one for one in asked.corp.moments.values() if since <= one.created_at <= until and not one.canceled]
    cut, cursor = page(asked, whole, most=20)
    told = [
        {"moment_id": one.moment_id, "creator": "", "create_time": str(int(one.created_at)), "create_type": 0}
        for one in cut
    ]
    return {"moment_list": told, "next_cursor": cursor}


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
    return _customers(asked, published=False)


@answers("externalcontact/get_moment_send_result", read=True)
def sent_to(asked: Asked) -> Said:
    """Whom it reached, once it was published."""
    return _customers(asked, published=True)


def _customers(asked: Asked, *, published: bool) -> Said:
    moment, userid = _moment(asked), asked.text("userid")
    need(userid in moment.visible_to, 41061)
    need(not published or userid in moment.published, 41062)
    whole = [{"userid": userid, "external_userid": one} for one in moment.visible_to[userid]]
    cut, cursor = page(asked, whole, most=500)
    return {"customer_list": cut, "next_cursor": cursor}


@answers("externalcontact/get_moment_comments", read=True)
def acts(asked: Asked) -> Said:
    """Who liked it."""
    moment, userid = _moment(asked), asked.text("userid")
    need(userid in moment.visible_to, 41061)
    likes = [{"external_userid": who, "create_time": int(at)} for who, at in moment.likes.items()]
    return {"comment_list": [], "like_list": likes}


@answers("externalcontact/cancel_moment_task")
def cancel(asked: Asked) -> Said:
    """What was not published is not."""
    _moment(asked).canceled = True
    return {}


def _moment(asked: Asked) -> Moment:
    return found(asked.corp.moments.get(asked.text("moment_id")), 40058)
