"""The corp's tags, 3,000 at most, and which of them staff have put on whom."""

from huoshui.rehearsal.wecom.answers.asked import Asked, Said, answers
from huoshui.rehearsal.wecom.corp import Corp
from huoshui.rehearsal.wecom.law import TAGS_MOST, found, need
from huoshui.rehearsal.wecom.things import Tag


@answers("externalcontact/get_corp_tag_list", read=True)
def listed(asked: Asked) -> Said:
    """Tags by group, all or those asked for."""
    tags, groups = set(asked.said.get("tag_id", [])), set(asked.said.get("group_id", []))
    wanted = [
        one for one in asked.corp.tags.values() if not (tags or groups) or one.id in tags or one.group_id in groups
    ]
    return {"tag_group": [_group(asked.corp, group, wanted) for group in dict.fromkeys(one.group_id for one in wanted)]}


@answers("externalcontact/add_corp_tag")
def add(asked: Asked) -> Said:
    """Tags in a group that is there, is there by that name, or is made; a name that is taken is refused."""
    corp, said = asked.corp, asked.said
    names = list(dict.fromkeys(one["name"] for one in said.get("tag", [])))
    need(names and all(names), 40058)
    group_id = said.get("group_id") or next(
        (one for one, name in corp.tag_groups.items() if name == said.get("group_name")), ""
    )
    need(not said.get("group_id") or group_id in corp.tag_groups, 40068)
    taken = {one.name for one in corp.tags.values() if one.group_id == group_id}
    need(not taken & set(names), 40071)
    need(len(corp.tags) + len(names) <= TAGS_MOST, 40126)
    if not group_id:
        need(said.get("group_name"), 40058)
        group_id = corp.id("et")
        corp.tag_groups[group_id] = said["group_name"]
    new = [Tag(corp.id("et"), name, group_id, corp.now()) for name in names]
    corp.tags |= {one.id: one for one in new}
    return {"tag_group": _group(corp, group_id, new)}


@answers("externalcontact/edit_corp_tag")
def change(asked: Asked) -> Said:
    """A new name or place for a tag or a group."""
    corp, about, name = asked.corp, asked.text("id"), asked.said.get("name")
    if about in corp.tag_groups:
        need(not name or name not in set(corp.tag_groups.values()) - {corp.tag_groups[about]}, 40071)
        corp.tag_groups[about] = name or corp.tag_groups[about]
        return {}
    tag = found(corp.tags.get(about), 40068)
    beside = {one.name for one in corp.tags.values() if one.group_id == tag.group_id and one is not tag}
    need(name not in beside, 40071)
    tag.name, tag.order = name or tag.name, asked.said.get("order", tag.order)
    return {}


@answers("externalcontact/del_corp_tag")
def delete(asked: Asked) -> Said:
    """Tags go from everybody who has them, and a group with its last tag."""
    corp = asked.corp
    tags, groups = set(asked.said.get("tag_id", [])), set(asked.said.get("group_id", []))
    need(tags or groups, 40058)
    need(tags <= corp.tags.keys() and groups <= corp.tag_groups.keys(), 40068)
    gone = tags | {one.id for one in corp.tags.values() if one.group_id in groups}
    corp.tags = {one: tag for one, tag in corp.tags.items() if one not in gone}
    left = {one.group_id for one in corp.tags.values()}
    corp.tag_groups = {one: name for one, name in corp.tag_groups.items() if one in left}
    for follow in corp.follows.values():
        follow.tags -= gone
    return {}


@answers("externalcontact/mark_tag")
def mark(asked: Asked) -> Said:
    """Tags on and off one member's contact; to say it twice is no different."""
    add, remove = set(asked.said.get("add_tag", [])), set(asked.said.get("remove_tag", []))
    need(add or remove, 40058)
    follow = asked.corp.follow(asked.text("userid"), asked.text("external_userid"))
    need(add | remove <= asked.corp.tags.keys(), 40068)
    follow.tags = (follow.tags | add) - remove
    return {}


def _group(corp: Corp, group_id: str, tags: list[Tag]) -> Said:
    told = [
        {"id": one.id, "name": one.name, "create_time": int(one.created_at), "order": one.order}
        for one in tags
        if one.group_id == group_id
    ]
    return {"group_id": group_id, "group_name": corp.tag_groups[group_id], "order": 0, "tag": told}
